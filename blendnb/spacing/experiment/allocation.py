"""Drawing lots: who gets which schedule, so that nothing but the schedule differs.

Learners who choose their schedule differ in more than the schedule.  So lots are drawn, within
sites or roles where these matter (*strata*), and for whole teams where colleagues would pass on
what they get.  The seed is written down before anybody is drawn: with it, everybody can repeat the
draw, and the order of the list makes no difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from blendnb.language import csv_text, say
from blendnb.spacing.experiment.table_rows import Fault, Row, TableError, named, rows_of, text_of

if TYPE_CHECKING:
    import pandas as pd

LEARNER, TEAM, ARM = "learner", "team", "arm"
SEED, AGAINST = "seed", "against"
"""What belongs to the whole draw and stands in every row of its file."""


@dataclass(frozen=True)
class Place:
    """One learner's lot."""

    learner: str
    team: str
    stratum: tuple[str, ...]
    arm: str


@dataclass(frozen=True)
class Allocation:
    """Who is in which arm, and how the lots were drawn.

    Attributes
    ----------
    places : tuple of Place
        One for each learner, in the order of their names.
    arms : tuple of str
        The first one is the one that others are compared with.
    strata : tuple of str
        Columns within which lots were drawn.
    by_team : bool
        Whether whole teams were drawn.
    seed : int
        Repeats the draw.
    """

    places: tuple[Place, ...]
    arms: tuple[str, ...]
    strata: tuple[str, ...]
    by_team: bool
    seed: int

    @property
    def counts(self) -> dict[str, int]:
        """Learners in each arm."""
        counted = Counter(place.arm for place in self.places)
        return {arm: counted[arm] for arm in self.arms}

    @property
    def arm_of(self) -> dict[str, str]:
        """Arm by learner."""
        return {place.learner: place.arm for place in self.places}

    def frame(self) -> pd.DataFrame:
        """The allocation as a table, with the seed and the first arm in every row."""
        import pandas as pd

        header, *rows = self._rows()
        return pd.DataFrame(rows, columns=header)

    def csv(self) -> str:
        """The allocation as the text of a CSV file, which `read_allocation` reads again."""
        return csv_text(self._rows(), line_end="\n")

    def _rows(self) -> list[list[str]]:
        teams = any(place.team for place in self.places)
        header = [LEARNER, *([TEAM] if teams else []), *self.strata, ARM, SEED, AGAINST]
        return [header] + [
            [
                p.learner,
                *([p.team] if teams else []),
                *p.stratum,
                p.arm,
                str(self.seed),
                self.arms[0],
            ]
            for p in self.places
        ]


def randomize(
    learners: pd.DataFrame | Iterable[Mapping[str, Any]],
    arms: Sequence[str] = ("control", "spaced"),
    *,
    seed: int,
    strata: Sequence[str] = (),
    by_team: bool = False,
) -> Allocation:
    """Return an allocation of learners to arms, drawn by lot.

    Parameters
    ----------
    learners : DataFrame or iterable of mappings
        Column ``learner``, further columns for strata, and ``team`` where teams are drawn.
    arms : sequence of str
        At least two different names; the first one is the one that others are compared with.
    seed : int
        Write it down before the draw.
    strata : sequence of str, optional
        Columns, such as site or role, within which arms are kept of equal size.
    by_team : bool, optional
        Draw whole teams, where colleagues would pass on what they get.

    Returns
    -------
    Allocation
        Within a stratum the arms differ by at most one learner, or one team.

    Raises
    ------
    TableError
        With everything that is wrong with the list.
    ValueError
        For arms that are not at least two different names.

    Examples
    --------
    >>> people = [{"learner": f"L{i}"} for i in range(6)]
    >>> randomize(people, seed=7).counts
    {'control': 3, 'spaced': 3}
    """
    names = tuple(arms)
    if len(set(names)) < max(2, len(names)) or not all(names):  # two are the least to compare
        raise ValueError(f"arms must be two or more different names, not {list(names)}")
    people = _people(learners, tuple(strata), by_team=by_team)
    units: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for learner, team, stratum in people:
        units[stratum].add(team if by_team else learner)
    drawn = _drawn(units, names, np.random.default_rng(seed))
    places = tuple(
        Place(learner, team, stratum, drawn[team if by_team else learner])
        for learner, team, stratum in sorted(people)
    )
    return Allocation(places, names, tuple(strata), by_team, seed)


def _people(
    table: pd.DataFrame | Iterable[Mapping[str, Any]], strata: tuple[str, ...], *, by_team: bool
) -> list[tuple[str, str, tuple[str, ...]]]:
    """Learner, team and stratum of every row, or everything that is wrong."""
    rows = rows_of(table, (LEARNER, *strata, *((TEAM,) if by_team else ())))
    faults: list[Fault] = []
    needed = (*strata, *((TEAM,) if by_team else ()))
    people = [_person(row, number, strata, needed, faults) for number, row in enumerate(rows, 1)]
    faults += _taken_twice(people)
    if by_team:
        faults += _split_teams(people)
    if faults:
        raise TableError(faults)
    return people


def _person(
    row: Row, number: int, strata: tuple[str, ...], needed: tuple[str, ...], faults: list[Fault]
) -> tuple[str, str, tuple[str, ...]]:
    learner = named(row, number, LEARNER, faults)
    for column in needed:
        named(row, number, column, faults)
    return learner, text_of(row, TEAM), tuple(text_of(row, column) for column in strata)


def _taken_twice(people: list[tuple[str, str, tuple[str, ...]]]) -> list[Fault]:
    first: dict[str, int] = {}
    return [
        Fault(say("experiment.file.taken_twice", row=row), number, LEARNER, learner)
        for number, (learner, *_) in enumerate(people, 1)
        if learner and (row := first.setdefault(learner, number)) != number
    ]


def _split_teams(people: list[tuple[str, str, tuple[str, ...]]]) -> list[Fault]:
    """Teams that lie in more than one stratum cannot be drawn as one."""
    strata: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for _, team, stratum in people:
        strata[team].add(stratum)
    return [
        Fault(say("experiment.file.split_team"), None, TEAM, team)
        for team, of_team in strata.items()
        if len(of_team) > 1
    ]


def _drawn(
    units: Mapping[tuple[str, ...], set[str]], arms: tuple[str, ...], rng: np.random.Generator
) -> dict[str, str]:
    """Deal the units of each stratum; what does not divide goes to the arms that have least."""
    so_far = dict.fromkeys(arms, 0)
    drawn: dict[str, str] = {}
    for stratum in sorted(units):
        mixed = [str(unit) for unit in rng.permutation(sorted(units[stratum]))]
        order = [str(arm) for arm in rng.permutation(arms)]
        order.sort(key=lambda arm: so_far[arm])
        for index, unit in enumerate(mixed):
            drawn[unit] = order[index % len(arms)]
            so_far[drawn[unit]] += 1
    return drawn
