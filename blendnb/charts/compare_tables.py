"""The table twins of a comparison: numbers side by side, and touchpoint by touchpoint."""

import pandas as pd

from blendnb.charts.takeaways_cost import figure_range
from blendnb.charts.words import ENGLISH, Words
from blendnb.designing.cost.wording import figure, money
from blendnb.domain.comparison import Comparison, Option, Recalled

_MEASURES = (
    "weeks", "learning_hours", "on_the_job_hours", "live_hours", "groups", "sessions_held",
    "build", "deliver", "manager_time", "total", "per_learner",
)  # fmt: skip
_COUNTS = {"weeks": "weeks", "groups": "most_groups", "sessions_held": "sessions_held"}


def comparison_table(comparison: Comparison, words: Words = ENGLISH) -> pd.DataFrame:
    """Return what each plan asks and gives, one measure a row and one plan a column."""
    rows = [
        (words[f"measure.{name}"], *(_said(o, name, words) for o in comparison.options))
        for name in _MEASURES
    ]
    if all(o.cost.effort_money is not None for o in comparison.options):
        rows.append((words["measure.money"], *map(_money, comparison.options)))
    rows += [
        (
            words[f"dimension.{dimension}"],
            *(words[f"verdict.{o.audit.verdicts[dimension]}"] for o in comparison.options),
        )
        for dimension in comparison.options[0].audit.verdicts
    ]
    return pd.DataFrame(rows, columns=[words["column.measure"], *_names(comparison)])


def cost_parts_table(comparison: Comparison, words: Words = ENGLISH) -> pd.DataFrame:
    """Return the hours of each part of what the plans take, with their ranges."""
    costs = [option.cost for option in comparison.options]
    rows = [
        (words[f"part.{part}"], *(figure_range(cost.parts[part].hours, words) for cost in costs))
        for part in costs[0].parts
    ]
    return pd.DataFrame(rows, columns=[words["column.part"], *_names(comparison)])


def moments_table(comparison: Comparison, words: Words = ENGLISH) -> pd.DataFrame:
    """Return modelled recall at each moment that matters, as a band over the memory models."""
    rows = [
        (moment.text, *(_band(recalled, words) for recalled in moment.recalled))
        for moment in comparison.moments
    ]
    return pd.DataFrame(rows, columns=[words["column.moment"], *_names(comparison)])


def differences_table(comparison: Comparison, words: Words = ENGLISH) -> pd.DataFrame:
    """Return every touchpoint that the plans do not all have in the same way."""
    rows = [
        (d.title, *(cell or words["compare_without"] for cell in d.cells))
        for d in comparison.differences
        if not d.same
    ]
    return pd.DataFrame(rows, columns=[words["column.touchpoint"], *_names(comparison)])


def _names(comparison: Comparison) -> list[str]:
    return [option.name for option in comparison.options]


def _said(option: Option, name: str, words: Words) -> str:
    if name in _COUNTS:
        return f"{getattr(option, _COUNTS[name]):,}"
    if name.endswith("_hours"):
        return figure(getattr(option, name))
    cost = option.cost
    totals = {"total": cost.total_hours, "per_learner": cost.total_hours / cost.size}
    return figure_range(totals[name] if name in totals else cost.parts[name].hours, words)


def _money(option: Option) -> str:
    found = option.cost.effort_money
    return "" if found is None else money(found, option.cost.currency)


def _band(recalled: Recalled | None, words: Words) -> str:
    if recalled is None:
        return words["not_studied"]
    return words["band"].format(low=f"{100 * recalled.low:.0f}", high=f"{100 * recalled.high:.0f}")
