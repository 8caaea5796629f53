"""Two to four plans, measured in the same way."""

from collections.abc import Sequence

from blendnb.designing.audit import audit
from blendnb.designing.compare.differences import differences
from blendnb.designing.compare.moments import moments_recalled
from blendnb.designing.compare.trading import trade
from blendnb.designing.cost import Choices
from blendnb.designing.cost.break_even import break_even_of
from blendnb.designing.cost.costing import cost_of
from blendnb.designing.cost.model import Prices, cost_model
from blendnb.designing.labels import labels
from blendnb.designing.workload import week_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.comparison import LETTERS, Comparison, Option
from blendnb.domain.costs import Cost
from blendnb.domain.plan import Plan

FEWEST_PLANS, MOST_PLANS = 2, len(LETTERS)


def compare(
    plans: Sequence[Plan],
    catalogue: Catalogue,
    *,
    prices: Prices | None = None,
    choices: Choices = Choices(),  # noqa: B008 - a frozen value
) -> Comparison:
    """Return two to four plans side by side.

    Parameters
    ----------
    plans
        The plans; the first is set against each of the others.
    catalogue
        What the field knows, with the user's own prices.
    prices
        Prices that take the place of the catalogue's, by id.
    choices
        How things are built, in all of them.

    Raises
    ------
    ValueError
        If there are fewer than two plans or more than four.
    """
    if not FEWEST_PLANS <= len(plans) <= MOST_PLANS:
        raise ValueError(f"compares {FEWEST_PLANS} to {MOST_PLANS} plans, not {len(plans)}")
    named = labels(plans, catalogue)
    models = [cost_model(plan, catalogue, prices, choices) for plan in plans]
    options = tuple(
        _option(letter, label, plan, cost_of(plan, model), catalogue)
        for letter, label, plan, model in zip(LETTERS, named, plans, models, strict=False)
    )
    moments = moments_recalled(plans)
    others = range(1, len(plans))
    return Comparison(
        options=options,
        moments=moments,
        differences=differences(plans, catalogue),
        trades=tuple(trade(options, place, moments) for place in others),
        break_evens=tuple(
            break_even_of((plans[0], plans[place]), (models[0], models[place]), catalogue)
            for place in others
        ),
    )


def _option(
    letter: str,
    label: str,
    plan: Plan,
    found: Cost,
    catalogue: Catalogue,
) -> Option:
    live = [t for t in plan.touchpoints if t.live]
    return Option(
        letter=letter,
        label=label,
        plan=plan,
        cost=found,
        audit=audit(plan, catalogue),
        weeks=week_of(plan.last_day),
        learning_hours=found.learner_time.hours.default / found.size,
        on_the_job_hours=found.on_the_job_hours / found.size,
        live_hours=sum(t.total_learner_minutes for t in live) / 60,
        live_sessions=sum(len(t.occurrences) for t in live),
        sessions_held=sum(session.runs for session in found.sessions),
        most_groups=max((session.groups for session in found.sessions), default=0),
        manager_hours=found.manager_time.hours.default / found.size,
    )
