"""Everything that follows from a workspace: recommendation, plan, audit, and what is wrong.

Pure: each function gives a new workspace and leaves the old one alone.

A plan is composed from the brief until somebody edits it. From then on a changed brief no longer
composes it anew, for nothing that was edited may be lost: the plan takes the new brief, and the
recommendation and the audit follow. Composing anew is a command of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from blendnb.designing.audit import audit
from blendnb.designing.compose import Refusal
from blendnb.designing.design import design
from blendnb.designing.recommend import recommend
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue, Variable
from blendnb.domain.plan import Plan
from blendnb.domain.recommendation import Recommendation
from blendnb.language import say
from blendnb.widgets.errors import Cannot, sentence
from blendnb.widgets.form_answers import Entries, entries_of, read, with_answer
from blendnb.widgets.workspace import (
    Agreed,
    Design,
    Designer,
    Judge,
    Option,
    Workspace,
)

Recommend = Callable[[Brief], Recommendation]
_REMEMBERED = 8


def recommender(catalogue: Catalogue) -> Recommend:
    """Return the function that recommends, which takes longer than all the rest, and remembers."""
    return lru_cache(_REMEMBERED)(lambda brief: recommend(brief, catalogue))


def designer(
    catalogue: Catalogue, recommended: Recommend | None = None
) -> Callable[[Brief, str | None], Design]:
    """Return the function that works out a design with this catalogue.

    A blend model that the brief excludes is refused in words, and the plan is then the one that the
    recommendation puts first; where even that is refused there is no plan.
    """
    ask = recommended or recommender(catalogue)

    def work_out(brief: Brief, chosen: str | None) -> Design:
        advice = ask(brief)
        plan, refusal = _composed(brief, catalogue, advice, chosen)
        audited = None if plan is None else audit(plan, catalogue)
        return Design(brief, advice, plan, audited, refusal)

    return work_out


def judge(
    catalogue: Catalogue, recommended: Recommend | None = None
) -> Callable[[Plan, Recommendation | None], Design]:
    """Return the function that works out what follows from a plan as it stands."""
    ask = recommended or recommender(catalogue)

    def judged(plan: Plan, advice: Recommendation | None) -> Design:
        return Design(plan.brief, advice or ask(plan.brief), plan, audit(plan, catalogue))

    return judged


def _composed(
    brief: Brief, catalogue: Catalogue, advice: Recommendation, chosen: str | None
) -> tuple[Plan | None, Refusal | None]:
    refusal = None
    for blend_model in dict.fromkeys(filter(None, (chosen, advice.best.id))):
        try:
            plan = design(brief, catalogue, blend_model=blend_model, advice=advice)
        except Refusal as refused:
            refusal = refusal or refused
        else:
            return plan, refusal
    return None, refusal


@dataclass(frozen=True, slots=True)
class Deriver:
    """Derives each next workspace from the one before, with everything that follows from it.

    Parameters
    ----------
    variables
        The questions of the form, by key path.
    designer, judge
        Work out a design from a brief, and from a plan as it stands.
    """

    variables: Mapping[str, Variable]
    designer: Designer
    judge: Judge

    # ---------------------------------------------------------------------------- beginnings

    def opened(self, brief: Brief | None) -> Workspace:
        """Return the workspace for a brief, or an empty one."""
        return Workspace((self.worked_out(Option(entries=entries_of(brief))),))

    def opened_plan(self, plan: Plan) -> Workspace:
        """Return the workspace for a plan, which counts as edited by hand."""
        return Workspace((self.worked_out(self.option_of(plan)),))

    def option_of(self, plan: Plan, name: str = Option().name) -> Option:
        """Return a plan as an option, not worked out yet."""
        agreed = Agreed(plan.decisions, plan.pilot, plan.measures)
        return Option(
            name, entries_of(plan.brief), chosen=plan.blend_model, edited=plan, agreed=agreed
        )

    # ------------------------------------------------------------------------------ changes

    def answered(self, workspace: Workspace, answers: Mapping[str, Any]) -> Workspace:
        """Return the workspace with these controls answered, by key path.

        Raises
        ------
        KeyError
            If the form has no such control.
        """
        entries = workspace.entries
        for path, typed in answers.items():
            entries = with_answer(entries, self.variables[path], typed)
        if entries == workspace.entries:
            return workspace
        return self._with(workspace, entries=entries)

    def with_brief(self, workspace: Workspace, brief: Brief | None) -> Workspace:
        """Return the workspace with another brief in its form, or an empty form."""
        if brief is None:
            return workspace.with_option(Option(workspace.option.name))
        return self._with(workspace, entries=entries_of(brief))

    def chosen(self, workspace: Workspace, blend_model: str | None) -> Workspace:
        """Return the workspace with a blend model chosen by hand; None follows the ranking.

        The plan is composed anew. A choice that the brief excludes is kept: the design says why it
        is refused, and follows it as soon as the brief allows.
        """
        return self._with(workspace, chosen=blend_model, edited=None)

    def asked_about(self, workspace: Workspace, blend_model: str | None) -> Workspace:
        """Return the workspace that says why a blend model is refused; the plan stays as it is."""
        option = workspace.option
        if option.design is None:
            return workspace
        refusal = self.designer(option.design.brief, blend_model).refusal if blend_model else None
        return workspace.with_option(
            replace(option, design=replace(option.design, refusal=refusal))
        )

    def edited(self, workspace: Workspace, plan: Plan) -> Workspace:
        """Return the workspace with this plan, edited by hand, in place of the one it has."""
        option = workspace.option
        agreed = Agreed(plan.decisions, plan.pilot, plan.measures)
        design = self._judged(plan, option.design)
        return workspace.with_option(
            replace(option, edited=plan, agreed=agreed, design=design, failure="")
        )

    def agreed(self, workspace: Workspace, **changes: Any) -> Workspace:
        """Return the workspace with other decisions, another pilot or other measures."""
        option = workspace.option
        agreed = replace(option.agreed, **changes)
        option = replace(option, agreed=agreed)
        if option.design is not None and option.design.plan is not None:
            design = self._judged(agreed.on(option.design.plan), option.design)
            edited = None if option.edited is None else design.plan
            option = replace(option, design=design, edited=edited)
        return workspace.with_option(option)

    def recomposed(self, workspace: Workspace) -> Workspace:
        """Return the workspace with its plan composed anew from the brief."""
        return self._with(workspace, edited=None)

    def _with(self, workspace: Workspace, **changes: Any) -> Workspace:
        return workspace.with_option(self.worked_out(replace(workspace.option, **changes)))

    # -------------------------------------------------------------------------- working out

    def read(self, entries: Entries) -> Any:
        """Return what entries amount to."""
        return read(entries, tuple(self.variables))

    def worked_out(self, option: Option) -> Option:
        """Return the option with what follows from its entries, its choice and its plan."""
        reading = self.read(option.entries)
        option = replace(option, reading=reading, failure="")
        if reading.brief is None:
            return option
        try:
            design = self._designed(option, reading.brief)
        except Exception as error:  # noqa: BLE001 -- whatever it is, what was typed must stay
            return replace(option, failure=sentence(error))
        edited = None if option.edited is None else design.plan
        return replace(option, design=design, edited=edited)

    def _designed(self, option: Option, brief: Brief) -> Design:
        if option.edited is not None:
            return self._judged(for_brief(option.agreed.on(option.edited), brief), option.design)
        design = self.designer(brief, option.chosen)
        if design.plan is None:
            return design
        plan = option.agreed.on(design.plan)
        if plan == design.plan:
            return design
        judged = self._judged(plan, design)
        return replace(judged, refusal=design.refusal)

    def revived(self, option: Option, plan: Plan | None) -> Option:
        """Return an option as it was when it held this plan, with everything worked out again."""
        option = replace(option, reading=self.read(option.entries), failure="")
        if plan is None:
            return self.worked_out(option)
        try:
            design = self._judged(plan, option.design)
            if option.edited is None and option.chosen not in (None, plan.blend_model):
                design = replace(design, refusal=self.designer(plan.brief, option.chosen).refusal)
        except Exception as error:  # noqa: BLE001 -- what was kept must open, whatever fails
            return replace(option, failure=sentence(error))
        return replace(option, design=design, edited=None if option.edited is None else plan)

    def _judged(self, plan: Plan, before: Design | None) -> Design:
        """Judge a plan; ask for a recommendation only where the brief is another one."""
        same = before is not None and before.brief == plan.brief
        return self.judge(plan, before.recommendation if same and before else None)


def for_brief(plan: Plan, brief: Brief) -> Plan:
    """Return an edited plan with another brief; what was edited stays."""
    if plan.brief == brief:
        return plan
    changes: dict[str, Any] = {"brief": brief, "assumed": brief.assumed_data}
    if brief.title != plan.brief.title:
        changes["title"] = brief.title
    if brief.schedule.start != plan.brief.schedule.start:
        changes["start"] = brief.schedule.start
    return plan.replace(**changes)


def plan_in(workspace: Workspace) -> Plan:
    """Return the active option's plan.

    Raises
    ------
    Cannot
        If there is none yet.
    """
    plan = workspace.option.plan
    if plan is None:
        raise Cannot(say("studio.command.no_plan"))
    return plan
