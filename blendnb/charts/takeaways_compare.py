"""What the charts of a comparison say, in one sentence each."""

from collections.abc import Callable

from blendnb.charts.words import Words
from blendnb.designing.cost.wording import figure
from blendnb.domain.comparison import Comparison, Option


def journeys_compared(comparison: Comparison, words: Words) -> str:
    """Return which plan asks most of learners and which least."""
    return _most_and_least(comparison, lambda o: o.learning_hours, "compare_journeys", words)


def cost_compared(comparison: Comparison, words: Words) -> str:
    """Return which plan takes most effort beside the learners' time and which least."""
    return _most_and_least(comparison, lambda o: o.cost.effort_hours.default, "compare_cost", words)


def _most_and_least(
    comparison: Comparison, value: Callable[[Option], float], key: str, words: Words
) -> str:
    ranked = sorted(comparison.options, key=value)
    least, most = figure(value(ranked[0])), figure(value(ranked[-1]))
    if least == most:
        return words[f"{key}_same"].format(figure=least)
    facts = {"low": ranked[0].name, "least": least, "high": ranked[-1].name, "most": most}
    return words[f"{key}_takeaway"].format(**facts)


def recall_compared(comparison: Comparison, words: Words) -> str:
    """Return the moment at which the plans lie farthest apart for some memory model."""
    apart = [(_spread(comparison, n), moment) for n, moment in enumerate(comparison.moments)]
    found = [(spread, moment) for spread, moment in apart if spread is not None]
    if not found:
        return words["compare_recall_nothing"]
    spread, moment = max(found, key=lambda pair: pair[0])
    points = f"{100 * spread:.0f}"
    if points in ("0", "1"):
        return words["compare_recall_same"]
    return words["compare_recall_takeaway"].format(points=points, moment=moment.text)


def _spread(comparison: Comparison, number: int) -> float | None:
    """Return how far apart plans lie at one moment, for the model that sets them apart most."""
    recalled = [r for r in comparison.moments[number].recalled if r is not None]
    if len(recalled) <= 1:
        return None
    models = recalled[0].by_model
    each = ([r.by_model[model] for r in recalled] for model in models)
    return max(max(values) - min(values) for values in each)
