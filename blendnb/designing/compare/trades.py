"""What one buys with one plan instead of another, in words.

Each figure says for itself whether more of it is a gain or a price. Where a range or the memory
models leave the sign open, it is said to be open: a difference that the evidence cannot carry is no
argument for either plan.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blendnb.domain.comparison import ComparedPlan, MomentRecall, Trade
from blendnb.domain.costs import Range
from blendnb.domain.vocabulary import VERDICTS
from blendnb.language import between, estimate, listed, lowered, number, say

LEAST_SHARE = 0.05
"""Differences below this share of the larger figure are not worth a word."""
LEAST_RECALL = 0.01


@dataclass(frozen=True, slots=True)
class _Point:
    """One thing that is better, worse or open with the first plan."""

    sign: int
    """1 a gain, -1 a price, 0 open."""
    text: str


def trade(options: Sequence[ComparedPlan], against: int, moments: Sequence[MomentRecall]) -> Trade:
    """Return what the first plan buys against the one with the index `against`, and what it pays.

    Parameters
    ----------
    options
        The plans of the comparison.
    against
        Index of the plan that the first one is set against.
    moments
        Modelled recall of every plan at the moments that matter.
    """
    one, other = options[0], options[against]
    points = [
        *_hours(one, other), *_costs(one, other), *_recall(against, moments),
        *_verdicts(one, other),
    ]  # fmt: skip
    gains, pays, left_open = (
        tuple(point.text for point in points if point.sign == sign) for sign in (1, -1, 0)
    )
    return Trade(
        plan=one.letter,
        instead_of=other.letter,
        gains=gains,
        pays=pays,
        open=left_open,
        text=_paragraph(one, other, gains, pays, left_open),
    )


_KEYS = {
    (True, True): "both", (True, False): "only_gains", (False, True): "only_pays",
    (False, False): "neither",
}  # fmt: skip
"""The sentence by whether there is something to gain, and something to pay."""


def _paragraph(
    one: ComparedPlan,
    other: ComparedPlan,
    gains: tuple[str, ...],
    pays: tuple[str, ...],
    left_open: tuple[str, ...],
) -> str:
    text = say(
        f"trades.{_KEYS[bool(gains), bool(pays)]}",
        one=one.name,
        other=other.name,
        gains=listed(gains),
        pays=listed(pays),
    )
    return say("trades.open", text=text, points=listed(left_open)) if left_open else text


# ----------------------------------------------------------------------------------- hours


def _hours(one: ComparedPlan, other: ComparedPlan) -> Iterator[_Point]:
    yield from _certain(one.learning_hours, other.learning_hours, "learning")
    yield from _live(one, other)
    yield from _certain(one.manager_hours, other.manager_hours, "managers")


def _certain(one: float, other: float, noun: str, *, better: int = -1) -> Iterator[_Point]:
    """A figure without a range; `better` is 1 where more of it is a gain, -1 where less is."""
    if _alike(one, other):
        return
    more = 1 if one > other else -1
    yield _Point(
        more * better,
        say(
            f"trades.{noun}.{_direction(more)}",
            size=number(abs(round(one, 1) - round(other, 1))),  # of the figures that are shown
            one=number(one),
            other=number(other),
        ),
    )


def _direction(sign: float) -> str:
    return "more" if sign > 0 else "fewer"


def _live(one: ComparedPlan, other: ComparedPlan) -> Iterator[_Point]:
    """Time with others is a gain for practice and a demand on diaries: both are said at once."""
    if _alike(one.live_hours, other.live_hours):
        return
    yield from _certain(one.live_hours, other.live_hours, "live", better=1)
    held = abs(one.sessions_held - other.sessions_held)
    if held:
        more = 1 if one.live_hours > other.live_hours else -1
        yield _Point(-more, say(f"trades.held.{_direction(more)}", count=held))


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= LEAST_SHARE * max(abs(one), abs(other))


# ----------------------------------------------------------------------------------- costs


def _costs(one: ComparedPlan, other: ComparedPlan) -> Iterator[_Point]:
    yield from _ranged(one.cost.build.hours, other.cost.build.hours, "build")
    yield from _ranged(one.cost.deliver.hours, other.cost.deliver.hours, "deliver")
    paid, others_paid = one.cost.effort_money, other.cost.effort_money
    if paid is not None and others_paid is not None:
        yield from _ranged(paid, others_paid, "money", one.cost.currency)


def _ranged(one: Range, other: Range, noun: str, currency: str = "") -> Iterator[_Point]:
    """A figure with a range of which less is better.

    Both plans are built at the same rates, so low is set against low and high against high.
    """
    ends = list(zip(_ends(one), _ends(other), strict=True))
    apart = [a - b for a, b in ends]
    if all(_alike(a, b) for a, b in ends):
        return
    if min(apart) < 0 < max(apart):
        fewer, more = estimate(-min(apart)), estimate(max(apart))
        text = say(f"trades.{noun}.open", fewer=fewer, more=more, currency=currency)
        yield _Point(0, text)
        return
    sizes = sorted(abs(x) for x in apart)
    size, more_or_less = between(estimate(sizes[0]), estimate(sizes[-1])), sum(apart)
    text = say(f"trades.{noun}.{_direction(more_or_less)}", size=size, currency=currency)
    yield _Point(1 if more_or_less < 0 else -1, text)


def _ends(figure: Range) -> tuple[float, float, float]:
    return figure.low, figure.default, figure.high


# ---------------------------------------------------------------------------------- recall


def _recall(against: int, moments: Sequence[MomentRecall]) -> Iterator[_Point]:
    """Recall at the moments, each memory model set against itself."""
    means = _mean_differences(against, moments)
    if not means or max(abs(x) for x in means) < LEAST_RECALL:
        return
    low, high = sorted((min(means), max(means)), key=abs)
    if low * high > 0:
        yield _Point(1 if high > 0 else -1, _agreed(low, high, len(means)))
        return
    less, more = _points(-min(means)), _points(max(means))
    yield _Point(0, say("trades.recall.open", less=less, more=more))


def _mean_differences(against: int, moments: Sequence[MomentRecall]) -> list[float]:
    """How much more the first plan keeps, by memory model, on average over the moments."""
    apart: dict[str, list[float]] = {}
    for moment in moments:
        one, other = moment.recalled[0], moment.recalled[against]
        if one is not None and other is not None:
            for model, value in one.by_model.items():
                apart.setdefault(model, []).append(value - other.by_model[model])
    return [sum(differences) / len(differences) for differences in apart.values()]


def _agreed(low: float, high: float, models: int) -> str:
    """How much more or less, where all models agree which; `low` is nearer to nothing."""
    least, most = round(100 * abs(low)), round(100 * abs(high))
    size = between(number(least), number(most))
    if not least and most:
        size = say("trades.recall.up_to", high=number(most))
    key = "more" if high > 0 else "less"
    return say(f"trades.recall.{key}", count=most, size=size, models=models)


def _points(share: float) -> str:
    return say("trades.points", count=abs(round(100 * share)))


# -------------------------------------------------------------------------------- verdicts


def _verdicts(one: ComparedPlan, other: ComparedPlan) -> Iterator[_Point]:
    """Dimensions in which the audit says something better or worse."""
    for dimension, verdict in one.audit.verdicts.items():
        before = other.audit.verdicts[dimension]
        steps = VERDICTS.index(verdict) - VERDICTS.index(before)
        if steps and "not_needed" not in (verdict, before):
            text = say(
                "trades.verdict",
                dimension=lowered(say(f"audit.dimension.{dimension}")),
                verdict=say(f"audit.verdict.{verdict}"),
                before=say(f"audit.verdict.{before}"),
            )
            yield _Point(1 if steps > 0 else -1, text)
