"""The words of a finding: titles in quotes, lists that end, numbers as people say them."""

from collections.abc import Iterable, Sequence

from blendnb.designing.wording import capitalized, number
from blendnb.designing.workload import week_of
from blendnb.domain.plan import Touchpoint

LONGEST_NAME = 60
MOST_NAMED = 3


def short(text: str, longest: int = LONGEST_NAME) -> str:
    """Cut a text at a word where it is too long to stand in a sentence.

    >>> short("Real conversations from the team", 22)
    'Real conversations…'
    """
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:") + "…"


def quoted(title: str) -> str:
    """Put a title in quotes."""
    return f"“{short(title)}”"


def listed(items: Sequence[str], most: int = MOST_NAMED) -> str:
    """Name up to a few items and count the rest.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d", "e"])
    ('a, b and c', 'a, b, c and 2 more')
    """
    if len(items) > most:
        return f"{', '.join(items[:most])} and {len(items) - most} more"
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def named(touchpoints: Iterable[Touchpoint], most: int = MOST_NAMED) -> str:
    """Name touchpoints by their titles, each once."""
    titles = {touchpoint.id: quoted(touchpoint.title) for touchpoint in touchpoints}
    return listed(list(titles.values()), most)


def about(topics: Sequence[str]) -> str:
    """Name topics, or the whole journey where there are none."""
    return listed([short(topic) for topic in topics]) or "the whole journey"


def ids(touchpoints: Iterable[Touchpoint]) -> tuple[str, ...]:
    """Return the ids of touchpoints, each once, in order."""
    return tuple(dict.fromkeys(touchpoint.id for touchpoint in touchpoints))


def counted(number: int, thing: str, things: str | None = None) -> str:
    """Say how many.

    >>> counted(1, "check"), counted(3, "check"), counted(2, "check-in with X", "check-ins with X")
    ('1 check', '3 checks', '2 check-ins with X')
    """
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def amount(value: float) -> str:
    """Write a number with one decimal at most.

    >>> amount(90.0), amount(12.25), amount(1234.0)
    ('90', '12.2', '1,234')
    """
    return number(round(value, 1))


def minutes(value: float) -> str:
    """Say a number of minutes.

    >>> minutes(1), minutes(45.0)
    ('1 minute', '45 minutes')
    """
    return f"{amount(value)} {'minute' if value == 1 else 'minutes'}"


def when(day: int) -> str:
    """Say when a day is, in weeks from launch.

    >>> when(0), when(20), when(-1)
    ('in week 1', 'in week 3', 'before launch')
    """
    return f"in week {week_of(day)}" if day >= 0 else "before launch"


def weeks_named(weeks: Sequence[int], most: int = 4) -> str:
    """Name weeks; those before launch have no number.

    >>> weeks_named([3]), weeks_named([0, 2, 3]), weeks_named([1, 2, 3, 4, 5, 6])
    ('in week 3', 'before launch and in weeks 2 and 3', 'in weeks 1, 2, 3, 4 and 2 more')
    """
    numbers = [str(week) for week in weeks if week > 0]
    early = ["before launch"] if len(numbers) < len(weeks) else []
    word = "week" if len(numbers) == 1 else "weeks"
    return " and ".join([*early, *([f"in {word} {listed(numbers, most)}"] if numbers else [])])


def sentence(parts: Sequence[str]) -> str:
    """Join parts into one sentence.

    >>> sentence(["add a check in week 2", "move “Close”"])
    'Add a check in week 2 and move “Close”.'
    """
    return f"{capitalized(listed(parts))}."
