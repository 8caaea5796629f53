"""A made pilot with the faults of real ones, to try the whole way from raw files to a simpler plan.

The people are made and so are their results. The files are what systems really export: semicolons
and commas, dates written in three ways, rows twice, ids missing, a course that belongs to something
else, an activity under another name, people who join late and people who leave.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from blendnb.domain.plan import Occurrence, Plan, Touchpoint
from blendnb.files.problems import refuse
from blendnb.files.writing import write_whole
from blendnb.language import csv_text, say
from blendnb.measuring.measure import launch_of

if TYPE_CHECKING:
    import numpy as np

ELSEWHERE = "Fire safety refresher 2026"
"""A course in the export that is no part of the plan."""
RENAMED = "{title} (2nd edition)"
QUESTIONS = ("I can do this in my own work without help", "I know what to do when it goes wrong")
INDICATOR = "Does it as agreed when it matters"
_TEAMS = ("North", "South", "East", "West")
_BY_STATEMENTS = ("microlearning", "nudge", "practice_lab", "knowledge_check")
"""Formats whose use the made-up learning system records as statements: part of the story."""
_WEEKS_BEFORE = 10
_USUAL_FIGURE = 6.2
_MORE_IS_BETTER = ("share", "rate", "number")
"""How the text of a measure begins that is to rise; others are to fall."""
_WHO_CARES = 0.25
"""Share of people who open what is little used."""


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody who does not exist."""

    id: str
    joined: date
    left: date | None
    keen: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Doing:
    """What one person did with one touchpoint."""

    person: _Person
    touchpoint: Touchpoint
    started: date
    finished: date | None
    minutes: int


def make_pilot(plan: Plan, folder: Path, *, seed: int = 0, size: int | None = None) -> list[Path]:
    """Write the raw files of a made pilot into a folder: the same bytes for the same seed.

    Parameters
    ----------
    plan
        A plan with a start.
    folder
        Where to; it is made if it is not there.
    seed
        Of everything random.
    size
        People in the pilot group; the plan's own by default.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    InputError
        If the plan has no start, or a file cannot be written.
    """
    import numpy as np

    launch = launch_of(plan)
    if launch is None:
        raise refuse("plan", say("pilot.problem.needs_start"))
    if not plan.touchpoints:
        raise refuse("plan", say("pilot.problem.needs_touchpoints"))
    rng = np.random.default_rng(seed)
    people = _people(size or (plan.pilot.size if plan.pilot else 24), launch, plan, rng)
    done = _everything_done(plan, people, launch, rng)
    texts = {
        "participants.csv": _participants(people, rng),
        "lms_export.csv": _lms(plan, done, rng),
        "statements.jsonl": _statements(done, rng),
        "survey.csv": _survey(people, rng),
        "feedback.csv": _feedback(plan, done, rng),
        "observations.csv": _observations(people, rng),
        "business_metric.csv": _metric(launch, plan, rng),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        write_whole(folder / name, text)
    return [folder / name for name in texts]


# ----------------------------------------------------------------------------------- what happens


def _people(size: int, launch: date, plan: Plan, rng: "np.random.Generator") -> list[_Person]:
    """Most join before the launch, one in ten late; one in twelve leaves on the way."""
    result = []
    for number in range(size):
        late = number % 10 == 7  # noqa: PLR2004
        leaves = number % 12 == 5  # noqa: PLR2004
        early = int(rng.integers(plan.first_day - 9, plan.first_day - 1))
        joined = launch + timedelta(days=int(rng.integers(8, 15)) if late else early)
        left = launch + timedelta(days=int(rng.integers(14, max(plan.last_day, 16))))
        keen = float(rng.beta(6, 1.4))
        result.append(_Person(f"E{10_000 + number * 37}", joined, left if leaves else None, keen))
    return result


def stories(plan: Plan) -> dict[str, str]:
    """Return what is the matter with which touchpoint in a made pilot, by its id.

    One is little used, one confuses, one is done much faster than planned, one is done late.
    """
    # Which formats a story suits is part of the story, no knowledge of formats: hence not in TOML.
    wanted = {
        "little_used": ("social_task", "office_hours", "community_of_practice", "reading"),
        "confusing": ("knowledge_check", "scenario_assessment", "practice_lab", "microlearning"),
        "fast": ("self_paced_module", "reading", "video_demo", "practice_lab"),
        "late": ("on_the_job_assignment", "performance_task", "practice_lab"),
    }
    result: dict[str, str] = {}
    for story, formats in wanted.items():
        fitting = (
            t for f in formats for t in plan.touchpoints if t.format == f and t.id not in result
        )
        chosen = next(fitting, None)
        if chosen is not None:
            result[chosen.id] = story
    return result


def _everything_done(
    plan: Plan, people: Iterable[_Person], launch: date, rng: "np.random.Generator"
) -> list[_Doing]:
    story_of = stories(plan)
    journey = sorted(plan.touchpoints, key=lambda t: (t.start_day, t.id))
    return [
        doing
        for person in people
        for index, touchpoint in enumerate(journey)
        if story_of.get(touchpoint.id) != "little_used" or rng.random() < _WHO_CARES
        for occurrence in touchpoint.occurrences
        if (
            doing := _doing(
                person,
                touchpoint,
                occurrence,
                launch,
                rng,
                story=story_of.get(touchpoint.id),
                progress=index / len(journey),
            )
        )
    ]


def _doing(
    person: _Person,
    touchpoint: Touchpoint,
    occurrence: Occurrence,
    launch: date,
    rng: "np.random.Generator",
    *,
    story: str | None,
    progress: float,
) -> _Doing | None:
    opens = launch + timedelta(days=occurrence.start_day)
    over = opens if occurrence.end_day is None else launch + timedelta(days=occurrence.end_day)
    if (person.left and opens > person.left) or (
        person.joined > over and not touchpoint.stays_open
    ):
        return None
    chance = (1.0 - 0.12 * progress) * (0.7 + 0.33 * person.keen)
    if rng.random() > chance:
        return None
    planned = max(touchpoint.learner_minutes, 5.0)
    minutes = planned * float(rng.lognormal(0, 0.25)) * (0.5 if story == "fast" else 1.0)
    started = max(opens, person.joined) + timedelta(days=int(rng.integers(0, 2)))
    late = int(rng.integers(5, 12)) if story == "late" else int(rng.integers(-1, 2))
    late = 0 if touchpoint.live else late
    end = occurrence.end_day
    window = occurrence.start_day + 10 if end is None else end
    finished = launch + timedelta(days=max(window + late, (started - launch).days))
    done = rng.random() < (0.97 if story != "confusing" else 0.78)
    return _Doing(person, touchpoint, started, finished if done else None, max(round(minutes), 1))


# ------------------------------------------------------------------------------------------ files


def _written(day: date | None, form: int) -> str:
    """A day as one of three systems writes it."""
    forms = ("%Y-%m-%d", "%d/%m/%Y", "%d %b %Y")
    return "" if day is None else day.strftime(forms[form % len(forms)])


def _participants(people: Iterable[_Person], rng: "np.random.Generator") -> str:
    rows = [(p.id, _written(p.joined, 0), _written(p.left, 0)) for p in people]
    rows.insert(int(rng.integers(2, len(rows))), ("", "2027-01-08", ""))
    return csv_text([("Employee ID", "Enrolled on", "Left on"), *rows])


def _lms(plan: Plan, done: Iterable[_Doing], rng: "np.random.Generator") -> str:
    renamed = next((t.id for t in plan.touchpoints if t.format == "self_paced_module"), None)
    rows: list[tuple[object, ...]] = []
    for number, doing in enumerate(d for d in done if d.touchpoint.format not in _BY_STATEMENTS):
        title = doing.touchpoint.title
        name = RENAMED.format(title=title) if doing.touchpoint.id == renamed else title
        person = "" if number % 61 == 17 else doing.person.id  # noqa: PLR2004
        status = "Completed" if doing.finished else "In progress"
        form = number % 3
        row = (person, name, status, _written(doing.started, form),
               _written(doing.finished, form), doing.minutes)  # fmt: skip
        rows.append(row)
        if number % 23 == 11:  # noqa: PLR2004 -- a row exported twice
            rows.append(row)
    rows.extend(
        (doing.person.id, ELSEWHERE, "Completed", "", "12 Dec 2026", 25)
        for doing in done
        if rng.random() < 0.04  # noqa: PLR2004
    )
    rows.append(("E10037", plan.touchpoints[0].title, "Completed", "", "31/02/2027", 10))
    head = ("User ID", "Course name", "Status", "Started", "Completion date", "Time spent (min)")
    text = csv_text([head, *rows], separator=";")
    return text + "E10074;cut off in the middle\r\n"


def _statements(done: Iterable[_Doing], rng: "np.random.Generator") -> str:
    lines = []
    for doing in done:
        if doing.touchpoint.format in _BY_STATEMENTS:
            lines.append(_statement(doing, "initialized", doing.started, rng))
            if doing.finished:
                lines.append(_statement(doing, "completed", doing.finished, rng))
    return "\n".join([*lines, '{"actor": {"account": {"na', ""])


def _statement(doing: _Doing, verb: str, day: date, rng: "np.random.Generator") -> str:
    second = int(rng.integers(8 * 3600, 18 * 3600))
    time = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    home = "https://lms.example"
    said = {
        "actor": {"account": {"homePage": home, "name": doing.person.id}},
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
        "object": {
            "id": f"{home}/activities/{doing.touchpoint.id}",
            "definition": {"name": {"en": doing.touchpoint.title}},
        },
        "timestamp": f"{day.isoformat()}T{time}Z",
    }
    if verb == "completed":
        said["result"] = {"completion": True, "duration": f"PT{doing.minutes}M"}
    return json.dumps(said, ensure_ascii=False)


def _survey(people: Iterable[_Person], rng: "np.random.Generator") -> str:
    rows: list[tuple[object, ...]] = [("Respondent", "When", "Question", "Score")]
    for person in people:
        gained = 0.0 if person.left else 0.9
        for question in QUESTIONS:
            before = 2.6 + person.keen * 0.8 + float(rng.normal(0, 0.6))
            after = before + gained + float(rng.normal(0, 0.5))
            if rng.random() < 0.95:  # noqa: PLR2004
                rows.append((person.id, "pre", question, _on_scale(before)))
            if person.left is None and rng.random() < 0.85:  # noqa: PLR2004
                rows.append((person.id, "post", question, _on_scale(after)))
    rows.append(("E10111", "post", QUESTIONS[0], "n/a"))
    return csv_text(rows)


def _on_scale(value: float) -> int:
    return min(max(round(value), 1), 5)


def _feedback(plan: Plan, done: Iterable[_Doing], rng: "np.random.Generator") -> str:
    story_of = stories(plan)
    rows: list[tuple[object, ...]] = [("Respondent", "Touchpoint", "Confusing")]
    for doing in done:
        if not doing.touchpoint.stays_open and rng.random() < 0.8:  # noqa: PLR2004
            lost = rng.random() < (
                0.62 if story_of.get(doing.touchpoint.id) == "confusing" else 0.07
            )
            rows.append((doing.person.id, doing.touchpoint.id, "yes" if lost else "no"))
    return csv_text(rows)


def _observations(people: Iterable[_Person], rng: "np.random.Generator") -> str:
    rows: list[tuple[object, ...]] = [("Employee ID", "When", "Indicator", "Seen")]
    for person in people:
        for when, chance in (("before", 0.32), ("after", 0.66)):
            for _ in range(int(rng.integers(1, 4))):
                seen = "yes" if rng.random() < chance else "no"
                rows.append((person.id, when, INDICATOR, seen))
    return csv_text(rows)


def _metric(launch: date, plan: Plan, rng: "np.random.Generator") -> str:
    """A figure that drifts down for everybody, and gets better for the four teams of the pilot."""
    measured = next((m for m in plan.measures if m.kind == "work"), None)
    name = measured.text if measured else "Days from event to entry"
    usual = _number(measured.baseline if measured else None) or _USUAL_FIGURE
    better = 1 if name.lower().startswith(_MORE_IS_BETTER) else -1
    rows: list[tuple[object, ...]] = [("Week beginning", "Team", "Group", "Metric", "Value")]
    weeks = range(-_WEEKS_BEFORE, plan.last_day // 7 + 8)
    for group, gain in (("pilot", 0.26), ("comparison", 0.0)):
        for team in _TEAMS:
            level = 1 + float(rng.normal(0, 0.056))
            for week in weeks:
                moved = better * gain * min(max((week - 1) / 6, 0.0), 1.0)
                value = usual * (level - 0.003 * week + moved + float(rng.normal(0, 0.04)))
                day = launch + timedelta(weeks=week)
                unit = f"{team} {group[0].upper()}"
                rows.append((day.isoformat(), unit, group, name, f"{value:.2f}"))
    return csv_text(rows)


def _number(text: str | None) -> float | None:
    """The first number of a text such as `30 %`."""
    result = re.search(r"\d+(\.\d+)?", text or "")
    return float(result[0]) if result else None
