"""How findings name what they are about: touchpoints, topics, weeks.

Short, because every module of the audit needs these few and nothing else does.
"""

from collections.abc import Iterable, Sequence

from blendnb.designing.workload import week_of
from blendnb.domain.plan import Touchpoint
from blendnb.language import capitalized, count, listed, quoted, say, shortened

MOST_NAMED = 3
MOST_WEEKS = 4


def named(touchpoints: Iterable[Touchpoint]) -> str:
    """Name touchpoints by their titles, each once; of many a few."""
    titles = {touchpoint.id: touchpoint.title for touchpoint in touchpoints}
    return listed([quoted(title) for title in titles.values()], MOST_NAMED)


def ids(touchpoints: Iterable[Touchpoint]) -> tuple[str, ...]:
    """Return the ids of touchpoints, each once, in order."""
    return tuple(dict.fromkeys(touchpoint.id for touchpoint in touchpoints))


def topics_named(topics: Sequence[str]) -> str:
    """Name topics, or the whole journey where there are none."""
    short = [shortened(topic) for topic in topics]
    return listed(short, MOST_NAMED) or say("audit.naming.topics")


def minutes(value: float) -> str:
    """Say a number of minutes.

    >>> minutes(1), minutes(45.0)
    ('1 minute', '45 minutes')
    """
    return count("minutes", value)


def when(day: int) -> str:
    """Say when a day is, in weeks from launch.

    >>> when(0), when(20), when(-1)
    ('in week 1', 'in week 3', 'before launch')
    """
    if day < 0:
        return say("audit.naming.before_launch")
    return say("audit.naming.in_week", week=week_of(day))


def days_named(days: Iterable[int]) -> str:
    """Say when several days are, each in its own words.

    >>> days_named([0, 20])
    'in week 1 and in week 3'
    """
    return listed([when(day) for day in days], MOST_NAMED)


def weeks_named(weeks: Sequence[int]) -> str:
    """Name weeks; those before launch have no number.

    >>> weeks_named([3]), weeks_named([0, 2, 3]), weeks_named([1, 2, 3, 4, 5, 6])
    ('in week 3', 'before launch and in weeks 2 and 3', 'in weeks 1, 2, 3, 4 and 2 more')
    """
    after = [str(week) for week in weeks if week > 0]
    early = [say("audit.naming.before_launch")] if len(after) < len(weeks) else []
    numbers = listed(after, MOST_WEEKS)
    late = [say("audit.naming.in_weeks", count=len(after), weeks=numbers)] if after else []
    return listed([*early, *late])


def sentence(parts: Sequence[str]) -> str:
    """Join parts into one sentence.

    >>> sentence(["add a check in week 2", "move “Close”"])
    'Add a check in week 2 and move “Close”.'
    """
    return say("audit.naming.sentence", text=capitalized(listed(parts, MOST_NAMED)))
