"""Who sits with whom: threes, pairs, rooms and tables for any number of people.

Threes have a fourth where the number does not divide: four people take four rounds in the time in
which three take three. Short because who sits with whom is one question, asked by the notes too.
"""

from dataclasses import dataclass

from blendnb.domain.vocabulary import Delivery
from blendnb.language import listed, say

TRIO, FOUR, PAIR = 3, 4, 2
_TWO_FOURS_FROM = 8
"""People from which two fours are made of what is left over; below it, a pair."""


@dataclass(frozen=True, slots=True)
class SmallGroups:
    """How many groups of each size."""

    sizes: tuple[tuple[int, int], ...]
    """Pairs of size and how many groups have it, the usual size first."""

    @property
    def count(self) -> int:
        """How many groups there are."""
        return sum(count for _, count in self.sizes)

    @property
    def people(self) -> int:
        """How many people sit in them."""
        return sum(size * count for size, count in self.sizes)

    def in_words(self) -> str:
        """Return the groups in words: "3 threes and 1 four"."""
        return listed([say(f"session_plan.group_of.{_named(size)}", count=count, size=size)
                       for size, count in self.sizes])  # fmt: skip


_NAMES = {1: "one", 2: "pair", 3: "three", 4: "four"}


def _named(size: int) -> str:
    return _NAMES.get(size, "more")


def trios(people: int) -> SmallGroups:
    """Return people in threes; who is left over makes fours, among few a pair.

    Examples
    --------
    >>> trios(12).sizes, trios(13).sizes, trios(14).sizes, trios(5).sizes
    (((3, 4),), ((3, 3), (4, 1)), ((3, 2), (4, 2)), ((3, 1), (2, 1)))
    """
    whole, over = divmod(people, TRIO)
    if over == 1 and whole:
        return _groups((TRIO, whole - 1), (FOUR, 1))
    if over == PAIR and people >= _TWO_FOURS_FROM:
        return _groups((TRIO, whole - 2), (FOUR, 2))
    return _groups((TRIO, whole), (over, 1))


def pairs(people: int) -> SmallGroups:
    """Return people in pairs; of an odd number three sit together.

    Examples
    --------
    >>> pairs(15).sizes, pairs(3).sizes, pairs(1).sizes
    (((2, 6), (3, 1)), ((3, 1),), ((1, 1),))
    """
    whole, over = divmod(people, PAIR)
    if over and whole:
        return _groups((PAIR, whole - 1), (TRIO, 1))
    return _groups((PAIR, whole), (over, 1))


def tables(people: int, most: int) -> SmallGroups:
    """Return people in as few groups as none has more than `most`, as even as can be.

    Examples
    --------
    >>> tables(18, 6).sizes, tables(15, 4).sizes
    (((6, 3),), ((4, 3), (3, 1)))
    """
    count = max(-(-people // most), 1)
    size, larger = divmod(people, count)
    return _groups((size + 1, larger), (size, count - larger))


def _groups(*sizes: tuple[int, int]) -> SmallGroups:
    return SmallGroups(tuple((size, count) for size, count in sizes if size and count))


def sitting(method: str, people: int, most: int) -> SmallGroups | None:
    """Return how people sit in a step; None where all are together or alone.

    Parameters
    ----------
    method
        `pairs`, `trios`, `groups`; anything else is no small group.
    people
        In the session.
    most
        People in one room or at one table.
    """
    match method:
        case "trios":
            return trios(people)
        case "pairs":
            return pairs(people)
        case "groups":
            return tables(people, most)
    return None


def where_they_sit(method: str, people: int, most: int, delivery: Delivery | None) -> str:
    """Return a step's groups in words, with where they are; nothing where there are none."""
    groups = sitting(method, people, most)
    if groups is None:
        return ""
    place = delivery if delivery and groups.count > 1 else "together"
    return say(f"session_plan.sit.{place}", groups=groups.in_words())
