"""Before and after: what people say of themselves, and what others see them do.

Answers of the same people are compared with themselves, which takes the differences between people
out. Whoever answered only once is counted and left out of the difference. An indicator seen at work
is one share for each learner, so a learner who was watched five times does not count five times.
"""

from collections import defaultdict
from typing import Literal

from blendnb.domain.results import SMALLEST_GROUP, Change
from blendnb.measuring import statistics
from blendnb.measuring.engine import Engine

People = dict[int, float]
"""One value for each hashed learner, or for each row where rows name nobody."""


def changes(engine: Engine) -> tuple[Change, ...]:
    """Return every question and every indicator, before and after."""
    answers = engine.rows(
        "SELECT question, late, learner, round(avg(score), 9) FROM answers "
        "GROUP BY question, late, learner ORDER BY question, learner"
    )
    seen = engine.rows(
        "SELECT indicator, late, who, round(avg(seen), 9), bool_or(learner IS NULL) FROM ("
        "SELECT *, coalesce(learner, row_number() OVER ()) AS who FROM sightings) "
        "GROUP BY indicator, late, who ORDER BY indicator, who"
    )
    return (
        *_all("confidence", [(*row, False) for row in answers]),
        *_all("behavior", seen),
    )


def _all(
    kind: Literal["confidence", "behavior"], rows: list[tuple[str, bool, int, float, bool]]
) -> list[Change]:
    texts: dict[str, tuple[People, People]] = defaultdict(lambda: ({}, {}))
    nameless = set()
    for text, late, who, value, unnamed in rows:
        texts[text][late][who] = value
        if unnamed:
            nameless.add(text)
    return [_change(kind, t, *sides, named=t not in nameless) for t, sides in texts.items()]


def _change(
    kind: Literal["confidence", "behavior"], text: str, before: People, after: People, *,
    named: bool,
) -> Change:  # fmt: skip
    both = sorted(before.keys() & after.keys())
    paired = named and len(both) >= SMALLEST_GROUP
    first = [before[who] for who in both] if paired else list(before.values())
    second = [after[who] for who in both] if paired else list(after.values())
    apart = [b - a for a, b in zip(first, second, strict=True)] if paired else []
    only = len(before) - len(both)
    return Change(
        kind=kind,
        text=text,
        before=statistics.mean(first),
        after=statistics.mean(second),
        difference=statistics.mean(apart) if paired else statistics.difference(first, second),
        paired=paired,
        only_before=only if named and (only == 0 or only >= SMALLEST_GROUP) else None,
        unit="share" if kind == "behavior" else "points",
    )
