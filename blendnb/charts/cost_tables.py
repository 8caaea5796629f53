"""The table twins of the charts of cost: the same facts, and what each figure rests on."""

from collections.abc import Sequence

import pandas as pd

from blendnb.charts.words import ENGLISH, Words, spoken
from blendnb.designing.cost.wording import figure, money
from blendnb.domain.costs import Assumption, BreakEven, Cost, Part, Range


def cost_table(cost: Cost, words: Words = ENGLISH) -> pd.DataFrame:
    """Return the parts of a cost in hours, and in money where they have a price."""
    rows = [
        (words[f"part.{name}"], *_ends(part.hours, words), _money(part, cost.currency, words))
        for name, part in cost.parts.items()
    ]
    return _frame(("part", "low", "usual", "high", "money"), rows, words)


def assumptions_table(cost: Cost, words: Words = ENGLISH) -> pd.DataFrame:
    """Return every rate, price and assumed answer behind a cost, with range, source and year."""
    rows = [
        (a.text, _figure(a, words), f"{a.currency} {a.unit}".strip(), _source(a))
        for a in cost.assumptions
    ]
    return _frame(("assumption", "figure", "unit", "source"), rows, words)


def break_even_table(even: BreakEven, words: Words = ENGLISH) -> pd.DataFrame:
    """Return both totals at one learner, at every crossing and at the largest number."""
    shown = sorted({1, even.most, *(c.learners for c in even.crossings)})
    rows = [(f"{n:,}", *(figure(curve.default[n - 1]) for curve in even.curves)) for n in shown]
    return pd.DataFrame(rows, columns=[words["column.learners"], *even.titles])


def _ends(found: Range, words: Words) -> tuple[str, str, str]:
    low, usual, high = (figure(end) for end in (found.low, found.default, found.high))
    return spoken(low, words), spoken(usual, words), spoken(high, words)


def _money(part: Part, currency: str, words: Words) -> str:
    return words["not_set"] if part.money is None else spoken(money(part.money, currency), words)


def _figure(found: Assumption, words: Words) -> str:
    if found.figure is None:
        return words["not_set"]
    low, default, high = (
        spoken(f"{x:,g}", words)
        for x in (found.figure.low, found.figure.default, found.figure.high)
    )
    if low == high:
        return default
    return words["figure_range"].format(low=low, default=default, high=high)


def _source(found: Assumption) -> str:
    named = found.year is None or str(found.year) in found.source
    return found.source if named else f"{found.source} ({found.year})"


def _frame(names: tuple[str, ...], rows: Sequence[tuple[str, ...]], words: Words) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[words[f"column.{name}"] for name in names])
