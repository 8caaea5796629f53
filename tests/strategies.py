"""Hypothesis strategies: every valid brief, from blank to contradictory."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from blendnb.domain.brief import Brief
from blendnb.domain.vocabulary import (
    TECHNOLOGIES,
    Comfort,
    LearnerRole,
    Level,
    Location,
    Risk,
    Setting,
    Subject,
)  # fmt: skip

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40
).filter(str.strip)


def choice(vocabulary: Any) -> st.SearchStrategy[str]:
    """One word of a closed vocabulary."""
    return st.sampled_from(vocabulary.__args__)


def group(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A group of the brief with any of its fields left unanswered."""
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def blackouts(draw: st.DrawFn, start: date, weeks: int) -> list[list[date]]:
    """Some stretches of days, from one day to the whole window and more."""
    stretches = []
    for _ in range(draw(st.integers(0, 3))):
        first = start + timedelta(days=draw(st.integers(-20, weeks * 7)))
        stretches.append([first, first + timedelta(days=draw(st.integers(0, 40)))])
    return stretches


@st.composite
def schedules(draw: st.DrawFn) -> dict[str, Any]:
    """A window with or without a start, with or without blackouts."""
    schedule: dict[str, Any] = {}
    weeks = draw(st.one_of(st.none(), st.integers(1, 30), st.integers(31, 260)))
    if weeks is not None:
        schedule["weeks"] = weeks
    start = draw(st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2030, 12, 31))))
    if start is not None:
        schedule["start"] = start
        schedule["blackout"] = draw(blackouts(start, weeks or 8))
    return schedule


weights = st.one_of(st.just(0.0), st.floats(0.01, 10))


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Any]:
    """A mix in which at least one weight is above 0, or none is stated."""
    content = draw(
        group(
            conceptual=weights,
            procedural=weights,
            interpersonal=weights,
            hours=st.one_of(st.floats(0.1, 60), st.floats(60, 2000)),
        )
    )
    stated = [content[k] for k in ("conceptual", "procedural", "interpersonal") if k in content]
    if stated and not any(stated):
        content["conceptual"] = 1.0
    return content


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    """Any valid brief."""
    topics = draw(st.lists(words, max_size=8, unique=True))
    moments = draw(
        st.lists(
            st.fixed_dictionaries(
                {"text": words},
                optional={
                    "week": st.integers(1, 60),
                    "measure": words,
                    "baseline": words,
                    "topics": st.lists(st.sampled_from(topics), max_size=2)
                    if topics
                    else st.just([]),
                },
            ),
            max_size=4,
        )
    )
    outcome = draw(group(level=choice(Level), risk=choice(Risk), audit=st.booleans()))
    return Brief.model_validate(
        {
            "title": draw(words),
            "objective": draw(words),
            "topics": topics,
            "moments": moments,
            "outcome": {"subject": draw(choice(Subject)), **outcome},
            "audience": draw(
                group(
                    size=st.one_of(st.integers(1, 60), st.integers(61, 10_000_000)),
                    role=choice(LearnerRole),
                    digital_comfort=choice(Comfort),
                    minutes_per_week=st.integers(1, 2400),
                    location=choice(Location),
                    travel=st.booleans(),
                    languages=st.lists(
                        st.sampled_from(["en", "no", "de", "fr", "pt-BR"]), min_size=1, unique=True
                    ),
                )
            ),
            "work": draw(
                group(
                    setting=choice(Setting),
                    longest_session_minutes=st.integers(1, 600),
                    mobile_only=st.booleans(),
                )
            ),
            "content": draw(contents()),
            "technology": draw(
                group(available=st.lists(st.sampled_from(TECHNOLOGIES), unique=True))
            ),
            "support": draw(
                group(
                    managers=st.booleans(),
                    coaches=st.booleans(),
                    facilitators=st.integers(0, 60),
                )
            ),
            "schedule": draw(schedules()),
        }
    )
