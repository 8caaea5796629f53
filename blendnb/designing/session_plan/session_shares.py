"""How much of a session its opening, closing, buffer and breaks take, by its length.

All numbers are thresholds of the catalogue (`session_*`): a working folder can have its own.
Short because the numbers stand there.
"""

from dataclasses import dataclass
from typing import Self

from blendnb.domain.catalogue import Catalogue
from blendnb.domain.vocabulary import Delivery

_BANDS = ("short", "medium", "long", "longest")
_BORDERS = _BANDS[1:]


@dataclass(frozen=True, slots=True)
class SessionShares:
    """Minutes that are not for the core of a session."""

    opening: int
    closing: int
    buffer: int
    breaks: tuple[int, ...] = ()
    """The minutes of each break, in order."""

    @classmethod
    def of(cls, minutes: float, delivery: Delivery, catalogue: Catalogue) -> Self:
        """Return what a session of a length has.

        Parameters
        ----------
        minutes
            Of the session, breaks among them.
        delivery
            In a room people stand longer without a break, and the break is longer.
        catalogue
            Its thresholds `session_*`.
        """
        band = _BANDS[sum(minutes >= catalogue.threshold(f"session_from_{b}") for b in _BORDERS)]

        def share(part: str) -> int:
            return int(catalogue.threshold(f"session_{part}_{band}"))

        breaks = breaks_of(minutes, delivery, catalogue)
        return cls(share("opening"), share("closing"), share("buffer"), breaks)

    @property
    def together(self) -> int:
        """All of it, in minutes."""
        return self.opening + self.closing + self.buffer + sum(self.breaks)


def breaks_of(minutes: float, delivery: Delivery, catalogue: Catalogue) -> tuple[int, ...]:
    """Return the minutes of each break: none, one, or as many as keep every block short enough.

    Parameters
    ----------
    minutes
        Of the session, breaks among them.
    delivery
        How people meet.
    catalogue
        Its thresholds `session_break_*` and `session_block_max`.
    """

    def number(name: str) -> float:
        return catalogue.threshold(f"session_break_{delivery}_{name}")

    if minutes < number("from"):
        return ()
    if minutes < number("longer_from"):
        return (int(number("short")),)
    length = int(number("long"))
    if minutes < number("two_from"):
        return (int(number("longer")),)
    longest, count = catalogue.threshold("session_block_max"), 2
    while (minutes - count * length) / (count + 1) > longest:
        count += 1
    return (length,) * count
