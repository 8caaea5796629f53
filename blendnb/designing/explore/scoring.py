"""Composing and scoring one batch of designs: what a worker does.

A batch depends on nothing but its own designs, so the answer is the same whoever works on it, and
on however many machines. Designs that differ in the size of classes alone share their study days,
so recall is worked out once for each schedule of a batch.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from blendnb.designing.audit import audit
from blendnb.designing.compose import Refusal, Returning, compose
from blendnb.designing.cost import cost
from blendnb.designing.facts import facts_of, groups
from blendnb.designing.recalled import Schedule, recall_of_schedules, schedules_of
from blendnb.designing.scoring import vetoed
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue, Veto
from blendnb.domain.exploration import DesignChoice, FormatSet, ScoredDesign
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.spacing.models import memory_models

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DIGITS = 9
"""Scores are rounded here, so that no machine's last digit makes two designs differ."""
MINUTES = 60


@dataclass(frozen=True)
class Task:
    """What all batches share."""

    brief: Brief
    catalogue: Catalogue
    until_day: int


@dataclass(frozen=True, slots=True)
class Infeasible:
    """A design that cannot be, and why."""

    choice: DesignChoice
    reason: str


def scored(task: Task, batch: Sequence[DesignChoice]) -> list[ScoredDesign | Infeasible]:
    """Compose and score the designs of a batch, in their order."""
    ungrouped: dict[DesignChoice, Plan | Refusal] = {}
    plans = [_composed(task, choice, ungrouped) for choice in batch]
    made = [plan for plan in plans if isinstance(plan, Plan)]
    recall = _recall(made, task.until_day)
    return [
        _scored(choice, plan, recall, task) if isinstance(plan, Plan) else plan
        for choice, plan in zip(batch, plans, strict=True)
    ]


def _composed(
    task: Task, choice: DesignChoice, ungrouped: dict[DesignChoice, Plan | Refusal]
) -> Plan | Infeasible:
    """Compose a design; those that differ in the size of classes alone are composed once."""
    alike = replace(choice, number=0, group_size=0)
    if alike not in ungrouped:
        ungrouped[alike] = _ungrouped(task.brief, choice, task.catalogue)
    plan = ungrouped[alike]
    if isinstance(plan, Refusal):
        return Infeasible(choice, plan.reasons[0])
    return _regrouped(plan, choice.group_size, task.catalogue)


def plan_of_choice(brief: Brief, choice: DesignChoice, catalogue: Catalogue) -> Plan:
    """Return one design of a space as a plan.

    Raises
    ------
    Refusal
        If the brief excludes its blend model or flipped design.
    """
    plan = _ungrouped(brief, choice, catalogue)
    if isinstance(plan, Refusal):
        raise plan
    return _regrouped(plan, choice.group_size, catalogue)


def _ungrouped(brief: Brief, choice: DesignChoice, catalogue: Catalogue) -> Plan | Refusal:
    """Compose a design with classes of the usual size."""
    own = brief.replacing({"schedule.weeks": choice.weeks})
    known = _without(catalogue, choice.formats)
    closed = vetoed(facts_of(own), known)
    for name in (choice.blend_model, *(("flipped",) if choice.flipped else ())):
        if name in closed:
            return Refusal(name, tuple(veto.sentence for veto in closed[name]))
    try:
        return compose(
            own,
            known,
            choice.blend_model,
            flipped=choice.flipped,
            reinforced=choice.returns > 0,
            returning=Returning(choice.returns, choice.placing) if choice.returns else None,
        )
    except Refusal as refusal:
        return refusal


def _without(catalogue: Catalogue, formats: FormatSet) -> Catalogue:
    """Return the catalogue with a veto on the formats that a set does without."""
    if not formats.without:
        return catalogue
    veto = Veto(
        id="left-out",
        when={},
        excludes=formats.without,
        sentence=f"Left out in this set of formats: {formats.name}.",
        source="exploring",
        confidence="L",
    )
    return catalogue.replace(vetoes=(*catalogue.vetoes, veto))


def _regrouped(plan: Plan, group_size: int, catalogue: Catalogue) -> Plan:
    """Return the plan with no class larger than a size; smaller groups stay as they are."""
    audience = plan.brief.resolved.audience
    people, languages = audience.size or 1, len(audience.languages or ("en",))

    def sized(touchpoint: Touchpoint) -> Touchpoint:
        most = catalogue.formats[touchpoint.format].group_max
        if not touchpoint.live or most is None or most <= group_size:
            return touchpoint
        return touchpoint.replace(groups=groups(people, group_size, languages))

    return plan.replace(touchpoints=tuple(map(sized, plan.touchpoints)))


# ---------------------------------------------------------------------------------- scores


def _recall(plans: Iterable[Plan], until_day: int) -> "dict[Schedule, Floats]":
    """Return mean recall of every schedule of these plans, shape (models,) each."""
    found = {schedule for plan in plans for schedule in schedules_of(plan).values()}
    return recall_of_schedules(sorted(found), until_day, memory_models())


def _scored(
    choice: DesignChoice, plan: Plan, recall: "dict[Schedule, Floats]", task: Task
) -> ScoredDesign | Infeasible:
    found = audit(plan, task.catalogue)
    if found.broken:
        return Infeasible(choice, found.broken[0].text)
    spent = cost(plan, task.catalogue)
    verdicts = [question.verdict for question in found.questions.values()]
    live = sum(t.total_learner_minutes for t in plan.touchpoints if t.live) / MINUTES
    money = spent.effort_money
    return ScoredDesign(
        choice=choice,
        learner_hours=round(spent.learner_time.hours.default / spent.size, DIGITS),
        live_hours=round(live, DIGITS),
        effort_hours=spent.effort_hours,
        effort_money=None if money is None else round(money.default, DIGITS),
        recall=_mean(plan, recall),
        met=sum(verdict in ("met", "not_needed") for verdict in verdicts),
        missing=verdicts.count("missing"),
    )


def _mean(plan: Plan, recall: "dict[Schedule, Floats]") -> tuple[float, ...]:
    """Mean over the plan's topics, for each memory model."""
    each = [recall[schedule] for schedule in schedules_of(plan).values()]
    return tuple(
        round(float(sum(column) / len(each)), DIGITS) for column in zip(*each, strict=True)
    )
