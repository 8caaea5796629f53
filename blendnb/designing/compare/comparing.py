"""Two to four plans, measured in the same way; recall at the same moments that matter in each.

A moment without a stated week is looked at when the longest of the journeys is over. Where no brief
names a moment, that day stands for all of them, with all topics. Recall is given for every memory
model, of the same topics in every plan.
"""

from collections.abc import Iterator, Mapping, Sequence

from blendnb.designing.audit import audit
from blendnb.designing.compare.differences import differences
from blendnb.designing.compare.trades import trade
from blendnb.designing.cost import CostChoices
from blendnb.designing.cost.break_even import break_even_of
from blendnb.designing.cost.cost_model import Prices, cost_model
from blendnb.designing.cost.costing import cost_of
from blendnb.designing.key_figures import key_figures
from blendnb.designing.labels import labels
from blendnb.designing.recalled import recall_by_topic
from blendnb.domain.brief import Moment
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.comparison import LETTERS, ComparedPlan, Comparison, MomentRecall, Recalled
from blendnb.domain.costs import Cost
from blendnb.domain.plan import Plan
from blendnb.language import say
from blendnb.spacing.expected_recall import ExpectedRecall, curve_models
from blendnb.spacing.models.memory import Floats

FEWEST_PLANS, MOST_PLANS = 2, len(LETTERS)
_DAY_IN_WEEK = 4
"""A moment in a week is looked at on its Friday."""


def compare(
    plans: Sequence[Plan],
    catalogue: Catalogue,
    *,
    prices: Prices | None = None,
    choices: CostChoices = CostChoices(),  # noqa: B008 - a frozen value
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
    moments = moments_recalled(plans, catalogue)
    others = range(1, len(plans))
    return Comparison(
        options=options,
        moments=moments,
        differences=differences(plans, catalogue),
        trades=tuple(trade(options, other, moments) for other in others),
        break_evens=tuple(
            break_even_of(
                (plans[0], plans[other]), (models[0], models[other]), (named[0], named[other])
            )
            for other in others
        ),
    )


def _option(
    letter: str,
    label: str,
    plan: Plan,
    cost: Cost,
    catalogue: Catalogue,
) -> ComparedPlan:
    figures = key_figures(plan, catalogue)
    return ComparedPlan(
        letter=letter,
        label=label,
        plan=plan,
        cost=cost,
        audit=audit(plan, catalogue),
        weeks=figures.weeks,
        learning_hours=figures.learning_hours,
        on_the_job_hours=figures.on_the_job_hours,
        live_hours=figures.live_hours,
        live_sessions=figures.live_sessions,
        sessions_held=figures.sessions_held,
        most_groups=figures.most_groups,
        manager_hours=cost.manager_time.hours.default / cost.size,
    )


# ---------------------------------------------------------------------------- recall at the moments


def moments_recalled(plans: Sequence[Plan], catalogue: Catalogue) -> tuple[MomentRecall, ...]:
    """Return modelled recall at each moment of any of the plans, in the order of the days."""
    end = max(plan.last_day for plan in plans) + 1
    stated = {moment.text: moment for plan in plans for moment in plan.brief.moments}
    moments = [(_day(moment, end), moment) for moment in stated.values()]
    moments.sort(key=lambda pair: pair[0])
    if not moments:
        moments = [(end, Moment(text=say("comparison.at_the_end")))]
    days = [day for day, _ in moments]
    by_plan = [
        list(_in_plan(by_topic, [moment for _, moment in moments]))
        for by_topic in recall_by_topic(plans, days, catalogue)
    ]
    return tuple(
        MomentRecall(moment.text, day, moment.topics, tuple(row[index] for row in by_plan))
        for index, (day, moment) in enumerate(moments)
    )


def _day(moment: Moment, end: int) -> int:
    return end if moment.week is None else 7 * (moment.week - 1) + _DAY_IN_WEEK


def _in_plan(
    by_topic: "Mapping[str, ExpectedRecall]", moments: Sequence[Moment]
) -> Iterator[Recalled | None]:
    """Recall at each moment, the mean over its topics that the plan teaches."""
    for index, moment in enumerate(moments):
        wanted = [topic for topic in moment.topics or by_topic if topic in by_topic]
        values = [by_topic[topic].values[..., index] for topic in wanted]
        yield _mean(values) if values else None


def _mean(values: "Sequence[Floats]") -> Recalled:
    """Mean over the topics of values (models, doses)."""
    means = sum(values[1:], values[0]) / len(values)
    low, middle, high = means.T.tolist()
    by_model = zip((model.id for model in curve_models()), middle, strict=True)
    return Recalled(dict(by_model), (*low, *high))
