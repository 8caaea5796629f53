"""Hypothesis strategies: every valid brief, from blank to contradictory."""

from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from blendnb.domain.brief import Brief
from blendnb.domain.vocabulary import (
    CAUSES,
    MAP_STAGES,
    MODALITIES,
    PURPOSES,
    TECHNOLOGIES,
    Comfort,
    ContentKind,
    Demand,
    LearnerRole,
    Level,
    Location,
    MaterialPreset,
    MomentKind,
    Prior,
    Risk,
    Setting,
    Subject,
)  # fmt: skip

USUAL_EXAMPLES = 50


def examples(usual: int) -> settings:
    """Draw so many examples, and as many times more as a profile draws more than is usual."""
    return settings(max_examples=usual * settings.default.max_examples // USUAL_EXAMPLES)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40
).filter(str.strip)


names_of_things = words.filter(lambda word: len(word.splitlines()) == 1).map(str.strip)
"""Names without spaces around them, which the form would take for slips of the hand."""


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


def some_of(vocabulary: Any) -> st.SearchStrategy[list[Any]]:
    """Some words of a closed vocabulary, each once."""
    return st.lists(st.sampled_from(vocabulary), max_size=3, unique=True)


@st.composite
def detailed_topics(draw: st.DrawFn, names: list[str], groups: list[str], weeks: int) -> list[Any]:
    """Topics as texts and as tables; each comes after some that stand before it."""
    topics: list[Any] = []
    for number, name in enumerate(names):
        details = draw(
            group(
                kind=choice(ContentKind),
                demands=some_of(Demand.__args__),
                objective=words,
                hours=st.floats(0.1, 40),
                ready_by=st.integers(1, weeks),
                after=some_of(names[:number]) if number else st.just([]),
                audiences=some_of(groups) if groups else st.just(["ward nurses"]),
                material=st.one_of(
                    choice(MaterialPreset),
                    st.fixed_dictionaries(
                        {"days": st.floats(1, 900), "share": st.floats(0.05, 0.95)}
                    ),
                ),
            )
        )
        topics.append({"name": name, **details} if details else name)
    return topics


@st.composite
def maps(draw: st.DrawFn, names: list[str]) -> list[dict[str, Any]]:
    """Some cells of the map, each with at least one purpose."""
    cells = st.tuples(st.sampled_from(names), st.sampled_from(MAP_STAGES))
    purposes = st.lists(st.sampled_from(PURPOSES), min_size=1, max_size=3, unique=True)
    return [
        {"topic": topic, "stage": stage, "purposes": draw(purposes)}
        for topic, stage in draw(st.lists(cells, max_size=4, unique=True))
    ]


@st.composite
def learner_groups(draw: st.DrawFn, names: list[str], size: int) -> list[dict[str, Any]]:
    """Roles that are together no more than the audience."""
    parts = draw(st.lists(names_of_things, max_size=3, unique=True))
    largest = size // max(1, len(parts))
    sizes = {"size": st.integers(1, largest)} if largest else {}
    topics = some_of(names) if names else st.just([])
    return [{"name": name, **draw(group(topics=topics, **sizes))} for name in parts]


existing_material = st.lists(
    st.fixed_dictionaries(
        {"name": names_of_things},
        optional={
            "format": st.sampled_from(["self_paced_module", "job_aid", "video_demo"]),
            "minutes": st.floats(1, 300),
        },
    ),
    max_size=2,
)


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
    if draw(st.booleans()):
        schedule["ready_by"] = draw(st.integers(1, weeks or 60))
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
            existing=existing_material,
            hours=st.one_of(st.floats(0.1, 60), st.floats(60, 2000)),
        )
    )
    stated = [content[k] for k in ("conceptual", "procedural", "interpersonal") if k in content]
    if stated and not any(stated):
        content["conceptual"] = 1.0
    return content


@st.composite
def stated_moments(draw: st.DrawFn, names: list[str]) -> list[dict[str, Any]]:
    """Moments that matter, with and without details."""
    details = {
        "week": st.integers(1, 60),
        "fixed": st.booleans(),
        "kind": choice(MomentKind),
        "measure": words,
        "baseline": words,
        "target": words,
        "topics": st.lists(st.sampled_from(names), max_size=2) if names else st.just([]),
    }
    return draw(st.lists(st.fixed_dictionaries({"text": words}, optional=details), max_size=4))


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    """Any valid brief."""
    names = draw(st.lists(names_of_things, max_size=8, unique=True))
    schedule = draw(schedules())
    size = draw(st.one_of(st.none(), st.integers(1, 60), st.integers(61, 10_000_000)))
    groups = draw(learner_groups(names, size or 10_000))
    weeks = schedule.get("weeks", 260)
    topics = draw(detailed_topics(names, [part["name"] for part in groups], weeks))
    outcome = draw(
        group(level=choice(Level), risk=choice(Risk), audit=st.booleans(), causes=some_of(CAUSES))
    )
    audience = draw(
        group(
            role=choice(LearnerRole),
            digital_comfort=choice(Comfort),
            minutes_per_week=st.integers(1, 2400),
            location=choice(Location),
            travel=st.booleans(),
            languages=st.lists(
                st.sampled_from(["en", "no", "de", "fr", "pt-BR"]), min_size=1, unique=True
            ),
            prior=choice(Prior),
            accessibility=some_of(["captions", "screen_reader", "plain_language"]),
        )
    )
    if size is not None:
        audience["size"] = size
    return Brief.model_validate(
        {
            "title": draw(words),
            "objective": draw(words),
            "topics": topics,
            "moments": draw(stated_moments(names)),
            "map": draw(maps(names)) if names else [],
            "outcome": {"subject": draw(choice(Subject)), **outcome},
            "audience": {**audience, "groups": groups},
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
                    super_users=st.integers(0, 60),
                )
            ),
            "schedule": schedule,
            "budget": draw(
                group(
                    build_hours=st.floats(0, 2000),
                    money=st.floats(0, 1e6),
                    currency=st.sampled_from(["EUR", "NOK"]),
                )
            ),
            "leading": draw(group(**{stage: st.sampled_from(MODALITIES) for stage in MAP_STAGES})),
        }
    )
