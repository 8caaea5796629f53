"""Consequences: what each blend model would ask of everybody, from the plan that it would get.

Rules argue from the brief alone. Whoever has to choose in a room asks something else as well: how
many hours of whom, how many sessions, what it costs to build, and whether it keeps what was stated.
So the plan of each blend model is composed and judged, and these figures stand beside its reasons.
A plan that breaks what is stated says so here; a model that cannot be composed says why.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from blendnb.designing.audit import audit
from blendnb.designing.compose import Refusal
from blendnb.designing.cost import cost
from blendnb.designing.design import design
from blendnb.designing.key_figures import key_figures, live_hours
from blendnb.designing.recalled import recall_by_topic
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.costs import Cost
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Plan
from blendnb.domain.recommendation import Consequences, RecallBand, Recommendation
from blendnb.language import estimate, say

HOURS_IN_DAY = 8
WORKING_DAYS, WEEK = 5, 7
HALF_A_YEAR = 182
_DIGITS, _RECALL_DIGITS = 6, 4
_ENDS = 3
"""Low, middle and high of a band."""


def with_consequences(
    advice: Recommendation, brief: Brief, catalogue: Catalogue, *, plan: Plan | None = None
) -> Recommendation:
    """Return the recommendation with what each blend model would take.

    Parameters
    ----------
    advice
        The recommendation for the brief.
    brief
        The brief that plans are composed for.
    catalogue
        What the field knows.
    plan
        A plan at hand: it stands for its blend model in place of a composed one.
    """
    models = tuple(
        replace(
            model,
            consequences=consequences_of(plan, catalogue)
            if plan is not None and plan.blend_model == model.id
            else _of_model(model.id, advice, brief, catalogue),
        )
        for model in advice.models
    )
    return replace(advice, models=models)


def _of_model(
    blend_model: str, advice: Recommendation, brief: Brief, catalogue: Catalogue
) -> Consequences:
    try:
        plan = design(brief, catalogue, blend_model=blend_model, advice=advice)
    except Refusal as refused:
        return Consequences(refused=" ".join(refused.reasons))
    return consequences_of(plan, catalogue)


def consequences_of(plan: Plan, catalogue: Catalogue) -> Consequences:
    """Return what a plan takes, and where it breaks what is stated.

    Parameters
    ----------
    plan
        The plan.
    catalogue
        Groups, rates and thresholds.
    """
    figures, costed = key_figures(plan, catalogue), cost(plan, catalogue)
    audited = audit(plan, catalogue)
    days = costed.deliver.hours.default / HOURS_IN_DAY
    there = _facilitator_days_there(plan)
    return Consequences(
        learning_hours=round(figures.learning_hours, _DIGITS),
        learner_hours=round(costed.learner_time.hours.default, _DIGITS),
        together_hours=round(live_hours(plan), _DIGITS),
        live_sessions=figures.live_sessions,
        groups=figures.most_groups,
        facilitator_days=round(days, _DIGITS),
        facilitator_days_there=there,
        build_hours=costed.build.hours,
        effort_hours=costed.effort_hours,
        money=costed.effort_money,
        currency=costed.currency,
        recall=_recall(plan, catalogue),
        warnings=tuple(c.text for c in audited.constraints if c.severity == "warning"),
        breaks=(
            *(c.text for c in audited.constraints if c.severity == "broken"),
            *_over_what_is_there(plan, costed, days, there),
        ),
        unmet=_unmet(audited),
    )


def _unmet(audited: Audit) -> int:
    return sum(question.verdict == "missing" for question in audited.questions.values())


def _facilitator_days_there(plan: Plan) -> float | None:
    """Working days of the stated facilitators inside the window; None where nobody stated them."""
    people, weeks = plan.brief.support.facilitators, plan.brief.resolved.schedule.weeks
    return None if people is None or weeks is None else float(people * weeks * WORKING_DAYS)


def _over_what_is_there(
    plan: Plan, costed: Cost, days: float, there: float | None
) -> Iterator[str]:
    """Say what the plan takes more of than the brief states there is."""
    if there is not None and days > there:
        said = {"days": estimate(days), "there": estimate(there)}
        yield say("consequences.facilitators_short", **said)
    budget, build, money = plan.brief.budget, costed.build.hours.default, costed.effort_money
    if budget.build_hours is not None and build > budget.build_hours:
        said = {"hours": estimate(build), "there": estimate(budget.build_hours)}
        yield say("consequences.build_over", **said)
    if money is None or budget.money is None or budget.currency not in (None, costed.currency):
        return
    if money.default > budget.money:
        said = {"money": estimate(money.default), "there": estimate(budget.money)}
        yield say("consequences.money_over", currency=costed.currency, **said)


def _recall(plan: Plan, catalogue: Catalogue) -> tuple[RecallBand, ...]:
    """Expected recall when people must be ready and half a year later, averaged over topics."""
    schedule = plan.brief.schedule
    weeks = schedule.ready_by or plan.brief.resolved.schedule.weeks
    ready = WEEK * weeks if weeks else plan.last_day
    days = (ready, ready + HALF_A_YEAR)
    [topics] = recall_by_topic([plan], days, catalogue)
    if not topics:
        return ()
    bands = [(expected.low, expected.line, expected.high) for expected in topics.values()]
    return tuple(
        RecallBand(day, *(_mean(band[end][index] for band in bands) for end in range(_ENDS)))
        for index, day in enumerate(days)
    )


def _mean(values: Iterable[float]) -> float:
    known = [float(value) for value in values]
    return round(sum(known) / len(known), _RECALL_DIGITS)
