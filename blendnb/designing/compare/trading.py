"""What one buys with one plan instead of another, in words.

Each figure says for itself whether more of it is a gain or a price. Where a range or the memory
models leave the sign open, it is said to be open: a difference that the evidence cannot carry is no
argument for either plan.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blendnb.designing.cost.wording import figure
from blendnb.designing.wording import listed
from blendnb.domain.comparison import MomentRecall, Option, Trade
from blendnb.domain.costs import Range
from blendnb.domain.vocabulary import VERDICTS

LEAST_SHARE = 0.05
"""Differences below this share of the larger figure are not worth a word."""
LEAST_RECALL = 0.01


@dataclass(frozen=True, slots=True)
class _Point:
    """One thing that is better, worse or open with the first plan."""

    sign: int
    """1 a gain, -1 a price, 0 open."""
    text: str


def trade(options: Sequence[Option], place: int, moments: Sequence[MomentRecall]) -> Trade:
    """Return what the first plan buys against the one at `place`, and what it pays."""
    one, other = options[0], options[place]
    points = [
        *_hours(one, other), *_costs(one, other), *_recall(place, moments), *_verdicts(one, other),
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


def _paragraph(
    one: Option,
    other: Option,
    gains: tuple[str, ...],
    pays: tuple[str, ...],
    left_open: tuple[str, ...],
) -> str:
    chosen = f"Taking {one.name} instead of {other.name}"
    if not gains and not pays:
        said = [f"{chosen} makes no difference that the figures can show."]
    elif not pays:
        said = [f"{chosen} buys {listed(gains)}, and costs nothing that the figures show."]
    elif not gains:
        said = [f"{chosen} costs {listed(pays)}, and buys nothing that the figures show."]
    else:
        said = [f"{chosen} buys {listed(gains)}.", f"The price is {listed(pays)}."]
    if left_open:
        said.append(f"Open: {listed(left_open)}.")
    return " ".join(said)


# ----------------------------------------------------------------------------------- hours


def _hours(one: Option, other: Option) -> Iterator[_Point]:
    yield from _certain(
        one.learning_hours, other.learning_hours, "hours of learning for each learner"
    )
    yield from _live(one, other)
    yield from _certain(
        one.manager_hours, other.manager_hours, "hours of managers' time for each learner"
    )


def _certain(one: float, other: float, noun: str) -> Iterator[_Point]:
    """A figure without a range of which less is better."""
    if _alike(one, other):
        return
    word = "fewer" if one < other else "more"
    apart = abs(round(one, 1) - round(other, 1))  # of the figures that are shown
    text = f"{figure(apart)} {word} {noun} ({figure(one)} against {figure(other)})"
    yield _Point(1 if one < other else -1, text)


def _live(one: Option, other: Option) -> Iterator[_Point]:
    """Time with others is a gain for practice and a demand on diaries: both are said at once."""
    if _alike(one.live_hours, other.live_hours):
        return
    more = one.live_hours > other.live_hours
    yield _Point(
        1 if more else -1,
        f"{figure(abs(one.live_hours - other.live_hours))} {'more' if more else 'fewer'} hours of "
        f"live practice and contact ({figure(one.live_hours)} against "
        f"{figure(other.live_hours)})",
    )
    held = abs(one.sessions_held - other.sessions_held)
    if held:
        yield _Point(-1 if more else 1, f"{held:,} {'more' if more else 'fewer'} sessions to hold")


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= LEAST_SHARE * max(abs(one), abs(other))


# ----------------------------------------------------------------------------------- costs


def _costs(one: Option, other: Option) -> Iterator[_Point]:
    pairs = (
        (one.cost.build.hours, other.cost.build.hours, "hours of building"),
        (one.cost.deliver.hours, other.cost.deliver.hours, "hours of leading sessions"),
    )
    for mine, others, noun in pairs:
        yield from _ranged(mine, others, noun)
    paid, others_paid = one.cost.effort_money, other.cost.effort_money
    if paid is not None and others_paid is not None:
        yield from _ranged(paid, others_paid, f"{one.cost.currency} without learners' time")


def _ranged(one: Range, other: Range, noun: str) -> Iterator[_Point]:
    """A figure with a range of which less is better.

    Both plans are built at the same rates, so low is set against low and high against high.
    """
    apart = [a - b for a, b in zip(_ends(one), _ends(other), strict=True)]
    if all(_alike(a, b) for a, b in zip(_ends(one), _ends(other), strict=True)):
        return
    if min(apart) < 0 < max(apart):
        fewer, more = figure(-min(apart)), figure(max(apart))
        yield _Point(0, f"{noun} (from {fewer} fewer to {more} more over the ranges)")
        return
    sizes = sorted(abs(x) for x in apart)
    low, high = figure(sizes[0]), figure(sizes[-1])
    size = low if low == high else f"{low} to {high}"
    less = sum(apart) < 0
    yield _Point(1 if less else -1, f"{size} {'fewer' if less else 'more'} {noun}")


def _ends(found: Range) -> tuple[float, float, float]:
    return found.low, found.default, found.high


# ---------------------------------------------------------------------------------- recall


def _recall(place: int, moments: Sequence[MomentRecall]) -> Iterator[_Point]:
    """Recall at the moments, each memory model set against itself."""
    apart: dict[str, list[float]] = {}
    for moment in moments:
        one, other = moment.recalled[0], moment.recalled[place]
        if one is not None and other is not None:
            for model, value in one.by_model.items():
                apart.setdefault(model, []).append(value - other.by_model[model])
    means = [sum(found) / len(found) for found in apart.values()]
    if not means or max(abs(x) for x in means) < LEAST_RECALL:
        return
    low, high = (f"{100 * abs(x):.0f}" for x in sorted((min(means), max(means)), key=abs))
    size = low if low == high else f"up to {high}" if low == "0" else f"{low} to {high}"
    if min(means) > 0 or max(means) < 0:
        word = "more" if min(means) > 0 else "less"
        text = (
            f"{size} {_noun(high)} {word} modelled recall at the moments that matter (all "
            f"{len(means)} memory models agree)"
        )
        yield _Point(1 if min(means) > 0 else -1, text)
        return
    yield _Point(
        0,
        f"recall at the moments that matter, where the memory models disagree (from "
        f"{_points(-min(means))} less to {_points(max(means))} more)",
    )


def _points(share: float) -> str:
    size = f"{100 * share:.0f}"
    return f"{size} {_noun(size)}"


def _noun(size: str) -> str:
    return "point" if size == "1" else "points"


# -------------------------------------------------------------------------------- verdicts


def _verdicts(one: Option, other: Option) -> Iterator[_Point]:
    """Dimensions in which the audit says something better or worse."""
    for dimension, verdict in one.audit.verdicts.items():
        before = other.audit.verdicts[dimension]
        steps = VERDICTS.index(verdict) - VERDICTS.index(before)
        if steps and "not_needed" not in (verdict, before):
            text = f"the dimension {dimension} {_said(verdict)} instead of {_said(before)}"
            yield _Point(1 if steps > 0 else -1, text)


def _said(verdict: str) -> str:
    return {"partly": "partly met"}.get(verdict, verdict)
