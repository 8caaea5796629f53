"""History: the current value of a session, with those before and after it.

Undo and redo only move along that list, however much a change had to work out. The list may be
long: values far back can rest as something smaller, and are made whole when somebody returns.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Held = TypeVar("Held")


@dataclass(frozen=True, slots=True)
class Resting(Generic[Held]):
    """A value that is not held as such, with the way to make it whole again."""

    wake: Callable[[], Held]


class History(Generic[Held]):
    """A current value with its past and its future.

    Parameters
    ----------
    value
        The value to begin with.
    past, future
        What undo and redo lead to, nearest last.
    """

    def __init__(
        self,
        value: Held,
        past: Iterable[Held | Resting[Held]] = (),
        future: Iterable[Held | Resting[Held]] = (),
    ) -> None:
        self._past: list[Held | Resting[Held]] = list(past)
        self._now = value
        self._future: list[Held | Resting[Held]] = list(future)
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

    @property
    def before(self) -> Held:
        """The value that undo leads to; without one, the current one."""
        if not self._past:
            return self._now
        self._past[-1] = before = _whole(self._past[-1])
        return before

    @property
    def after(self) -> Held:
        """The value that redo leads to; without one, the current one."""
        if not self._future:
            return self._now
        self._future[-1] = after = _whole(self._future[-1])
        return after

    @property
    def held(self) -> list[Held]:
        """The values that lead to the current one without waking any, and that one."""
        whole: list[Held] = [self._now]
        for value in reversed(self._past):
            if isinstance(value, Resting):
                break
            whole.append(value)
        return whole[::-1]

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

    def amend(self, value: Held) -> None:
        """Change the current value without a step: what is looked at, not what is planned."""
        self._now = value

    def undo(self) -> None:
        """Go back one step; without one, stay."""
        if self._past:
            before = self.before
            self._future.append(self._now)
            self._past.pop()
            self._now, self._step = before, None

    def redo(self) -> None:
        """Go forward again by one step; without one, stay."""
        if self._future:
            after = self.after
            self._past.append(self._now)
            self._future.pop()
            self._now, self._step = after, None

    def rest(self, kept: int, smaller: Callable[[Held], Resting[Held]]) -> None:
        """Let the value that lies so many steps back rest, if it does not yet."""
        if len(self._past) > kept:
            old = self._past[-kept - 1]
            if not isinstance(old, Resting):
                self._past[-kept - 1] = smaller(old)


def _whole(value: Held | Resting[Held]) -> Held:
    return value.wake() if isinstance(value, Resting) else value
