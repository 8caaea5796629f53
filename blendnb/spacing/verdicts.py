"""What may be said about an experiment: sentences that stop where the data stop.

A difference whose interval spans 0 was *not shown*, which is not the same as *not there*.  Methods
that disagree leave the question open.  And whatever was found holds for these items, this delay
and learners like these: it says nothing about work.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blendnb.spacing.results import Results

if TYPE_CHECKING:
    from blendnb.spacing.analysis import ArmResult, Effect

_ALPHA = 0.05
_FEW_CLUSTERS = 40
_UNEVEN = 0.05
_MUCH_MISSING = 0.2
_ALL = "all items"
_SCOPE = (
    "This is about these items, this delay and learners like these; it says nothing about "
    "behavior or results at work."
)


def verdict_of(
    lag_days: float,
    arms: tuple[ArmResult, ...],
    effects: tuple[Effect, ...],
    equivalent_within: float | None,
) -> str:
    """Return what may be said about the effects on all items.

    Parameters
    ----------
    lag_days, arms, effects
        As in `Analysis`.
    equivalent_within
        Difference below which nobody would care, named before the experiment; None without one.
    """
    sentences = [
        _sentence(effect, lag_days, equivalent_within) for effect in effects if effect.items == _ALL
    ]
    return " ".join([*sentences, *_two_numbers(arms, effects), _SCOPE])


def _sentence(effect: Effect, lag_days: float, equivalent_within: float | None) -> str:
    low, high = effect.interval
    told = f"{effect.arm!r} against {effect.against!r}, {lag_days:g} days after the last study:"
    span = f"95 % interval {_signed(low)} to {_signed(high)}"
    by_interval, by_lot = not low <= 0 <= high, effect.holm_p < _ALPHA
    difference = effect.found.difference
    if by_interval and by_lot:
        more = "more" if difference > 0 else "less"
        points = _points(abs(difference))
        return f"{told} {points} points {more} recalled ({span}). The difference was shown."
    if by_interval or by_lot:
        return (
            f"{told} {_signed(difference)} points ({span}, permutation p = {effect.holm_p:.3f}). "
            "The methods do not agree, so the question stays open."
        )
    if equivalent_within is not None and max(-low, high) < equivalent_within:
        return (
            f"{told} no difference was shown, and one of {_points(equivalent_within)} points or "
            f"more is ruled out ({span})."
        )
    return (
        f"{told} no difference was shown ({span}). That is not proof that there is none: anything "
        "inside the interval remains possible."
    )


def _two_numbers(arms: tuple[ArmResult, ...], effects: tuple[Effect, ...]) -> Iterator[str]:
    """Say where the rate and the number of items point in different directions."""
    by_arm = {arm.arm: arm for arm in arms if arm.items == _ALL}
    for effect in effects:
        if effect.items != _ALL:
            continue
        one, other = by_arm[effect.arm], by_arm[effect.against]
        items = one.items_retained - other.items_retained
        if effect.found.difference * items < 0:
            yield (
                "The retention rate and the items retained point in different directions for "
                f"{effect.arm!r}: the arms answered different numbers of items. Report both."
            )


def warnings_of(
    results: Results,
    lag_days: float,
    arms: tuple[ArmResult, ...],
    effects: tuple[Effect, ...],
    *,
    named: bool,
) -> tuple[str, ...]:
    """Return what a reader must know before trusting the numbers."""
    primary = [arm for arm in arms if arm.items == _ALL]
    return (
        *_about_the_lag(results, lag_days, named=named),
        *_about_the_lot(results),
        *_about_the_missing(primary),
        *_about_the_numbers(results, effects),
    )


def _about_the_lag(results: Results, lag_days: float, *, named: bool) -> Iterator[str]:
    if not named and len(results.lags) > 1:
        yield (
            f"No primary lag was named, so the longest one ({lag_days:g} days) was taken. A lag "
            "that is chosen after looking at the data overstates the effect."
        )


def _about_the_lot(results: Results) -> Iterator[str]:
    if not results.allocated:
        yield (
            "Without an allocation file nobody can see who was drawn and never came, nor whether "
            "lots were drawn at all; if they were not, the difference may have other causes."
        )
    if results.crossed:
        yield (
            f"Learners who were not in the arm that was drawn for them: {results.crossed}. They "
            "count where they were drawn (intention to treat)."
        )


def _about_the_missing(arms: list[ArmResult]) -> Iterator[str]:
    missing = [arm.missing_share for arm in arms]
    told = ", ".join(f"{a.arm} {100 * a.missing_share:.0f} %" for a in arms)
    if max(missing) - min(missing) > _UNEVEN:
        yield (
            f"The arms lost different shares of their learners ({told}); that alone can make, or "
            "hide, a difference."
        )
    elif max(missing) > _MUCH_MISSING:
        yield f"Many learners gave no answer ({told}); those who did may differ from them."


def _about_the_numbers(results: Results, effects: tuple[Effect, ...]) -> Iterator[str]:
    clusters = min((e.found.clusters for e in effects if e.items == _ALL), default=0)
    unit = "teams" if results.by_team else "learners"
    if clusters < _FEW_CLUSTERS:
        yield (
            f"Only {clusters} {unit} stand behind the comparison: intervals from so few tend to "
            "be too narrow. Trust the permutation p."
        )
    if any(e.found.interval is None for e in effects):
        yield (
            "An arm has nothing but right, or nothing but wrong, answers: there the interval is "
            "the bootstrap's."
        )
    if len(results.arms) > 2:  # noqa: PLR2004 -- more than one comparison
        yield "Several arms are compared: p values are corrected (Holm), intervals are not."


def _points(share: float) -> str:
    return f"{100 * share:.1f}"


def _signed(share: float) -> str:
    return f"{100 * share:+.1f}".replace("-", "\N{MINUS SIGN}")
