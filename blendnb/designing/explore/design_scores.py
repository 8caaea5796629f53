"""Composing and scoring one batch of designs: what a worker does.

A batch depends on nothing but its own designs, so the answer is the same whoever works on it, and
on however many machines. Designs that differ in the size of classes alone are one plan held more or
less often: it is composed, judged and remembered once, and only what groups cost differs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from blendnb.designing.audit import audit
from blendnb.designing.compose import Refusal, Returning, composed, context_for
from blendnb.designing.cost.cost_model import CostModel, cost_model
from blendnb.designing.cost.costing import effort
from blendnb.designing.cost.people_hours import peoples_time, stairs
from blendnb.designing.facts import facts_of, groups
from blendnb.designing.key_figures import live_hours
from blendnb.designing.recalled import Schedule, recall_of_schedules, schedules_of
from blendnb.designing.recommend.rules import vetoed
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue, Veto
from blendnb.domain.exploration import DesignChoice, FormatSet, ScoredDesign
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.language import say
from blendnb.spacing.models import memory_models

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from blendnb.designing.compose.context import Context

    Floats = NDArray[np.float64]

DIGITS = 9
"""Scores are rounded here, so that no machine's last digit makes two designs differ."""


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


@dataclass(frozen=True, slots=True)
class Basis:
    """A plan with classes of the usual size, and all of its scores that their size leaves alone."""

    plan: Plan
    model: CostModel
    schedules: tuple[Schedule, ...]
    """Of each topic."""
    live_hours: float
    met: int
    missing: int
    questions: int


@dataclass
class _BatchCache:
    """What is at hand while a batch is worked on: nothing of it is asked for twice."""

    task: Task
    contexts: "dict[DesignChoice, Context]" = field(default_factory=dict)
    bases: dict[DesignChoice, Basis | str] = field(default_factory=dict)
    """By design without its class size: what it rests on, or why it cannot be."""


def scored(task: Task, batch: Sequence[DesignChoice]) -> list[ScoredDesign | Infeasible]:
    """Compose and score the designs of a batch, in their order."""
    cache = _BatchCache(task)
    bases = [_basis(cache, choice) for choice in batch]
    recall = _recall((basis for basis in bases if isinstance(basis, Basis)), task.until_day)
    return [
        Infeasible(choice, basis)
        if isinstance(basis, str)
        else _scored(choice, basis, recall, task.catalogue)
        for choice, basis in zip(batch, bases, strict=True)
    ]


def plan_of_choice(brief: Brief, choice: DesignChoice, catalogue: Catalogue) -> Plan:
    """Return one design of a space as a plan.

    Raises
    ------
    Refusal
        If the brief excludes its blend model or flipped design.
    """
    cache = _BatchCache(Task(brief, catalogue, 0))
    return _regrouped(composed(_context(cache, choice)), choice.group_size, catalogue)


# ---------------------------------------------------------------------------------- plans


def _basis(cache: _BatchCache, choice: DesignChoice) -> Basis | str:
    alike = replace(choice, number=0, group_size=0)
    if alike not in cache.bases:
        cache.bases[alike] = _new_basis(cache, choice)
    return cache.bases[alike]


def _new_basis(cache: _BatchCache, choice: DesignChoice) -> Basis | str:
    """Compose and judge; smaller classes can break nothing that the usual ones keep."""
    catalogue = cache.task.catalogue
    try:
        plan = composed(_context(cache, choice))
    except Refusal as refusal:
        return refusal.reasons[0]
    answers = audit(plan, catalogue)
    if answers.broken:
        return answers.broken[0].text
    verdicts = [question.verdict for question in answers.questions.values()]
    return Basis(
        plan=plan,
        model=cost_model(plan, catalogue),
        schedules=tuple(schedules_of(plan, catalogue.formats).values()),
        live_hours=live_hours(plan),
        met=sum(verdict in ("met", "not_needed") for verdict in verdicts),
        missing=verdicts.count("missing"),
        questions=len(verdicts),
    )


def _context(cache: _BatchCache, choice: DesignChoice) -> "Context":
    """What composing starts from: the same for all ways of placing returns.

    Raises
    ------
    Refusal
        If the brief excludes the blend model or flipped design.
    """
    alike = replace(choice, number=0, group_size=0, returns=min(choice.returns, 1),
                    placing="recall")  # fmt: skip
    if alike not in cache.contexts:
        cache.contexts[alike] = _new_context(cache.task, choice)
    returning = Returning(choice.returns, choice.placing) if choice.returns else None
    return replace(cache.contexts[alike], returning=returning)


def _new_context(task: Task, choice: DesignChoice) -> "Context":
    brief = task.brief.replacing({"schedule.weeks": choice.weeks})
    known = _without(task.catalogue, choice.formats)
    closed = vetoed(facts_of(brief), known)
    for name in (choice.blend_model, *(("flipped",) if choice.flipped else ())):
        if name in closed:
            raise Refusal(name, tuple(veto.sentence for veto in closed[name]))
    return context_for(
        brief, known, choice.blend_model, flipped=choice.flipped, reinforced=choice.returns > 0
    )


def _without(catalogue: Catalogue, formats: FormatSet) -> Catalogue:
    """Return the catalogue with a veto on the formats that a set does without."""
    if not formats.without:
        return catalogue
    veto = Veto(
        id="left-out",
        when={},
        excludes=formats.without,
        sentence=say("exploration.left_out", name=formats.name),
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

    touchpoints = tuple(map(sized, plan.touchpoints))
    return plan if touchpoints == plan.touchpoints else plan.replace(touchpoints=touchpoints)


# ---------------------------------------------------------------------------------- scores


def _recall(bases: Iterable[Basis], until_day: int) -> "dict[Schedule, Floats]":
    """Return mean recall of every schedule, shape (models,) each."""
    schedules = {schedule for basis in bases for schedule in basis.schedules}
    models = [model.quick for model in memory_models()]
    return recall_of_schedules(sorted(schedules), until_day, models)


def _scored(
    choice: DesignChoice, basis: Basis, recall: "dict[Schedule, Floats]", catalogue: Catalogue
) -> ScoredDesign:
    plan = _regrouped(basis.plan, choice.group_size, catalogue)
    model = replace(
        basis.model, stairs=stairs(plan, catalogue), people=peoples_time(plan, catalogue)
    )
    hours, money = effort(model, plan.brief.resolved.audience.size or 1)
    return ScoredDesign(
        choice=choice,
        learner_hours=round(model.people.learning_hours, DIGITS),
        live_hours=round(basis.live_hours, DIGITS),
        effort_hours=hours,
        effort_money=None if money is None else round(money.default, DIGITS),
        recall=_mean([recall[schedule] for schedule in basis.schedules]),
        met=basis.met,
        missing=basis.missing,
        questions=basis.questions,
    )


def _mean(recall: "Sequence[Floats]") -> tuple[float, ...]:
    """Mean over the topics, for each memory model."""
    return tuple(
        round(float(sum(column) / len(recall)), DIGITS) for column in zip(*recall, strict=True)
    )
