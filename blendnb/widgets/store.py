"""The store: the one mutable thing of a design session.

It holds the current workspace and the ones before and after it. Undo and redo only move along that
list, however much a change had to work out.
"""

from typing import Generic, TypeVar

Held = TypeVar("Held")


class Store(Generic[Held]):
    """A current value with its past and its future.

    Parameters
    ----------
    value
        The value to begin with; undo never goes behind it.
    """

    def __init__(self, value: Held) -> None:
        self._past: list[Held] = []
        self._now = value
        self._future: list[Held] = []
        self._step: str | None = None

    @property
    def now(self) -> Held:
        """The current value."""
        return self._now

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier value."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a value was taken back and nothing has changed since."""
        return bool(self._future)

    def put(self, value: Held, step: str | None = None) -> None:
        """Make a value the current one.

        Parameters
        ----------
        value
            The new value; an equal one changes nothing.
        step
            Puts of the same step are taken back together: the letters typed into one box.
        """
        if value == self._now:
            return
        if step is None or step != self._step or not self._past:
            self._past.append(self._now)
        self._now, self._future, self._step = value, [], step

    def undo(self) -> None:
        """Go back one step; without one, stay."""
        if self._past:
            self._future.append(self._now)
            self._now, self._step = self._past.pop(), None

    def redo(self) -> None:
        """Go forward again by one step; without one, stay."""
        if self._future:
            self._past.append(self._now)
            self._now, self._step = self._future.pop(), None
