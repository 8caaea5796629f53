"""Latest: what was made of the few things asked for last, so that asking again costs nothing.

While a plan is edited, undone and compared, what is asked for is mostly one of a few.
"""

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Made = TypeVar("Made")


class Latest(Generic[Asked, Made]):
    """Answers by what was asked, compared by value; nothing need be hashable.

    Parameters
    ----------
    most
        How many are remembered.
    """

    def __init__(self, most: int) -> None:
        self._known: deque[tuple[Asked, Made]] = deque(maxlen=most)

    def __contains__(self, asked: object) -> bool:
        """Whether this was asked lately."""
        return any(before == asked for before, _ in self._known)

    def get(self, asked: Asked, make: Callable[[], Made]) -> Made:
        """Return what was made when this was asked before; make it where it was not."""
        for before, made in self._known:
            if before == asked:
                return made
        made = make()
        self._known.append((asked, made))
        return made
