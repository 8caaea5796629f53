"""The space: which choices are gone through, and each of their combinations as a design.

Short because scoring designs is an idea of its own.
"""

from collections.abc import Iterator
from itertools import product

from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.exploration import DesignChoice, DesignSpace, FormatSet, Placing
from blendnb.domain.vocabulary import BLEND_MODELS
from blendnb.language import say

RETURNS = (0, 2, 3, 4, 6)
SHARES_OF_WINDOW = (0.5, 0.75, 1.0, 1.5)
FEWEST_WEEKS, MOST_WEEKS = 2, 260
FORMAT_SETS: dict[str, tuple[str, ...]] = {
    "all": (), "little_to_build": ("much_to_build",), "without_labs": ("labs",),
}  # fmt: skip
"""The catalogue's lists of formats that a set does without, by the key of its name."""


def usual_space(brief: Brief, catalogue: Catalogue) -> DesignSpace:
    """Return the space that suits a brief where nobody states another one.

    All blend models, with and without flipped design and reinforcement; the window, shorter and
    longer ones; the usual class, half and three quarters of it; three sets of formats.
    """
    weeks = brief.resolved.schedule.weeks or 1
    most = int(catalogue.threshold("group_max_virtual"))
    windows = (min(max(round(weeks * s), FEWEST_WEEKS), MOST_WEEKS) for s in SHARES_OF_WINDOW)
    return DesignSpace(
        blend_models=BLEND_MODELS,
        flipped=(False, True),
        weeks=tuple(sorted(set(windows))),
        returns=RETURNS,
        placings=("recall", "equal", "expanding"),
        group_sizes=tuple(sorted({max(most // 2, 1), max(most * 3 // 4, 1), most})),
        format_sets=tuple(_format_sets(catalogue)),
    )


def _format_sets(catalogue: Catalogue) -> Iterator[FormatSet]:
    for key, lists in FORMAT_SETS.items():
        without = (f for list_id in lists for f in catalogue.format_list(list_id))
        known = tuple(f for f in without if f in catalogue.formats)
        yield FormatSet(say(f"exploration.format_set.{key}"), known)


def choices(space: DesignSpace, catalogue: Catalogue) -> tuple[DesignChoice, ...]:
    """Return every design of a space, numbered from 1.

    Flipped design is a choice only for blend models with a live session to practice in, and the
    placing of returns only where there are any: what makes no difference is no other design.
    """
    combinations = product(
        _models(space, catalogue), space.weeks, _returns(space), space.group_sizes,
        space.format_sets,
    )  # fmt: skip
    return tuple(
        DesignChoice(number, model, flipped, weeks, count, placing, group_size, formats)
        for number, ((model, flipped), weeks, (count, placing), group_size, formats) in enumerate(
            combinations, start=1
        )
    )


def _models(space: DesignSpace, catalogue: Catalogue) -> tuple[tuple[str, bool], ...]:
    return tuple(
        (model, flipped)
        for model in space.blend_models
        for flipped in space.flipped
        if catalogue.blend_models[model].live_practice or not flipped
    )


def _returns(space: DesignSpace) -> tuple[tuple[int, Placing], ...]:
    return tuple(_each_return(space))


def _each_return(space: DesignSpace) -> Iterator[tuple[int, Placing]]:
    for count in space.returns:
        for placing in space.placings if count else space.placings[:1]:
            yield count, placing
