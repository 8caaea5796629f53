"""Designs from the UCL Learning Designer as plans, with everything that had to be guessed.

A Learning Designer file (LDJ, which is JSON) holds aims, outcomes and a row of activities. Each is
made of parts of six kinds: people read, collaborate, discuss, investigate, practise, produce. It
says how long a part takes and in how large a group. It knows no weeks, no purposes and nothing of
the people around the learners, all of which a plan needs. Each guess is a sentence in the plan's
`changes`.
Source of the field names: the format itself, as its Moodle importer reads it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.files.parsing import Data
from blendnb.files.problems import checked, shortened

_LONGEST_LINE, _LONGEST_TEXT, _LONGEST_TITLE = 500, 10_000, 90
_MOST_TOPICS = 30
_DAYS_IN_WEEK, _WORKING_DAYS = 7, 5
_MOST_MINUTES, _MOST_PEOPLE, _MOST_HOURS, _MOST_WEEKS = 100_000, 10_000_000, 2000, 260

_PARTS: dict[str, dict[str, Any]] = {
    "read": {"format": "reading", "modality": "self_paced", "purpose": "inform"},
    "investigate": {"format": "self_paced_module", "modality": "self_paced", "purpose": "inform"},
    "discuss": {"format": "social_task", "modality": "social", "purpose": "practice"},
    "practice": {"format": "practice_lab", "modality": "self_paced", "purpose": "practice"},
    "collaborate": {"format": "social_task", "modality": "social", "purpose": "apply"},
    "produce": {
        "format": "performance_task", "modality": "on_the_job", "purpose": "apply",
        "assessment": ["performance"],
    },
}  # fmt: skip
"""What each kind of part is taken for."""
_OTHER = "read"
_GUESSED, _NOT_KNOWN = "Guessed: ", "Not known: "
"""What the sentences about guesses begin with."""
_SPOKEN = {
    "reading": "reading by oneself",
    "self_paced_module": "a module by oneself",
    "social_task": "a task with peers, not live",
    "practice_lab": "practice by oneself",
    "performance_task": "a task that is assessed",
}


def _number(found: Any) -> Any:
    """A number may stand as a text; nothing is nought."""
    if found is None or found == "":
        return 0.0
    if isinstance(found, str):
        try:
            return float(found.strip().replace(",", "."))
        except ValueError:
            raise ValueError("is not a number") from None
    return found


def _text(found: Any) -> Any:
    return "" if found is None else str(found) if isinstance(found, int | float) else found


def _list(found: Any) -> Any:
    return [] if found is None else found


Number = Annotated[float, BeforeValidator(_number), Field(ge=0, le=1e9)]
Words = Annotated[str, BeforeValidator(_text)]


class _Read(BaseModel):
    """A part of a design; what this program has no use for is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class _Resource(_Read):
    title: Words = ""
    url: Words = ""


class _Part(_Read):
    type: Words = ""
    description: Words = ""
    duration: Number = 0.0
    groupSize: Number = 0.0  # noqa: N815 -- as the format spells it
    resources: Annotated[list[_Resource], BeforeValidator(_list)] = []


class _Activity(_Read):
    title: Words = ""
    slas: Annotated[list[_Part], BeforeValidator(_list)] = []


class _Outcome(_Read):
    details: Words = ""


class LearningDesign(_Read):
    """A design as the Learning Designer saves it, as far as a plan can take it up."""

    name: Words = ""
    title: Words = ""
    topic: Words = ""
    aims: Words = ""
    description: Words = ""
    learningTime: Number = 0.0  # noqa: N815
    groupSize: Number = 0.0  # noqa: N815
    outcomes: Annotated[list[_Outcome], BeforeValidator(_list)] = []
    activities: list[_Activity]


def is_learning_design(data: Data) -> bool:
    """Return whether data looks like a design of the Learning Designer."""
    found = data.get("activities")
    if "schema" in data or not isinstance(found, list):
        return False
    return any(isinstance(part, dict) and "slas" in part for part in found)


def plan_from_learning_design(data: Data, file: str) -> Plan:
    """Make a plan of a design; the plan's `changes` say what was guessed.

    Raises
    ------
    InputError
        With everything in it that cannot be read.
    """
    design = checked(LearningDesign, data, file)
    title = _title_of(design, file)
    touchpoints = tuple(_touchpoints(design))
    plan = {
        "title": title,
        "brief": (brief := _brief(design, title)),
        "blend_model": "digital_first",
        "touchpoints": touchpoints,
        "changes": tuple(_guesses(design)),
    }
    made = checked(Plan, plan, file)
    return made.replace(assumed=brief.assumed_data)


def guesses_in(plan: Plan) -> list[str]:
    """Return what is guessed in a plan that came from a learning design, as far as still there."""
    return [text for text in plan.changes if text.startswith((_GUESSED, _NOT_KNOWN))]


def _title_of(design: LearningDesign, file: str) -> str:
    named = (_line(text) for text in (design.name, design.title, design.topic))
    return next(filter(None, named), "") or _line(Path(file).stem) or "Learning design"


def _line(text: str, most: int = _LONGEST_LINE) -> str:
    return shortened(" ".join(text.split()), most)


# ------------------------------------------------------------------------------------ brief


def _brief(design: LearningDesign, title: str) -> Brief:
    outcomes = "\n".join(f"- {_line(o.details)}" for o in design.outcomes if o.details.strip())
    objective = "\n".join(
        filter(None, (design.aims.strip() or design.description.strip(), outcomes))
    )
    audience = {"size": int(design.groupSize)} if 1 <= design.groupSize <= _MOST_PEOPLE else {}
    hours = design.learningTime / 60
    return Brief.model_validate(
        {
            "title": title,
            "objective": (objective or title)[:_LONGEST_TEXT],
            "topics": _topics(design),
            "outcome": {"subject": "technical"},
            "audience": audience,
            "content": {"hours": hours} if 0 < hours <= _MOST_HOURS else {},
            "schedule": {"weeks": max(1, min(len(design.activities), _MOST_WEEKS))},
        }
    )


def _topics(design: LearningDesign) -> list[str]:
    titles = (_line(activity.title) for activity in design.activities)
    return list(dict.fromkeys(filter(None, titles)))[:_MOST_TOPICS]


# ------------------------------------------------------------------------------- touchpoints


def _touchpoints(design: LearningDesign) -> Iterator[Touchpoint]:
    known = set(_topics(design))
    for week, activity in enumerate(design.activities):
        topic = _line(activity.title)
        for place, part in enumerate(activity.slas):
            yield _touchpoint(
                part,
                id_=f"tp-{week + 1}-{place + 1}",
                day=week * _DAYS_IN_WEEK + place * _WORKING_DAYS // len(activity.slas),
                topic=topic if topic in known else "",
                people=design.groupSize,
            )


def _touchpoint(part: _Part, *, id_: str, day: int, topic: str, people: float) -> Touchpoint:
    kind = part.type.strip() or "Part"
    taken = _PARTS.get(kind.lower(), _PARTS[_OTHER])
    lead = f"{kind}: {topic}" if topic else kind
    first_line = next(iter(part.description.strip().splitlines()), "")
    return Touchpoint.model_validate(
        {
            **taken,
            "id": id_,
            "title": _line(first_line, _LONGEST_TITLE) or _line(lead),
            "stage": "during",
            "start_day": min(day, 5000),
            "days": 1,
            "learner_minutes": min(part.duration, _MOST_MINUTES),
            "topics": [topic] if topic else [],
            "groups": _groups(part.groupSize, people),
            "description": part.description.strip()[:_LONGEST_TEXT],
            "materials": [_line(r.url or r.title) for r in part.resources if r.url or r.title],
            "origin": "source",
        }
    )


def _groups(size: float, people: float) -> int | None:
    if not 1 < size < people <= _MOST_PEOPLE:
        return None
    return int(-(-people // size))


# ----------------------------------------------------------------------------------- guesses


def _guesses(design: LearningDesign) -> Iterator[str]:
    """What a plan needs and the design does not say, in the order of its weight."""
    yield _GUESSED + "the subject is technical. Set outcome.subject to what this is really about."
    yield _GUESSED + "the blend is digital-first, because a design does not say what happens live."
    yield _GUESSED + (
        "each activity is a topic and fills a week of its own, its parts spread over five "
        "days; a design has no dates and no order in time but that of its list."
    )
    yield from _guessed_kinds(design)
    yield from _guessed_numbers(design)
    yield _NOT_KNOWN + "roles beside the learners, managers, measures, support. None were added."


def _guessed_kinds(design: LearningDesign) -> Iterator[str]:
    parts = [part for activity in design.activities for part in activity.slas]
    kinds = dict.fromkeys(part.type.strip() for part in parts)
    for kind in kinds:
        taken = _PARTS.get(kind.lower())
        if taken is None:
            yield _GUESSED + f"{kind or 'a part without a type'!r} is taken for reading by oneself."
        else:
            spoken = _SPOKEN[taken["format"]]
            yield _GUESSED + f"{kind!r} is taken for {spoken}, with the purpose {taken['purpose']}."


def _guessed_numbers(design: LearningDesign) -> Iterator[str]:
    untimed = sum(not p.duration for activity in design.activities for p in activity.slas)
    if design.learningTime:
        yield _GUESSED + f"the learning time of {design.learningTime:g} means minutes."
    if untimed:
        yield _NOT_KNOWN + f"how long {untimed} of the parts take. They count as 0 minutes."
    if not design.groupSize:
        yield _NOT_KNOWN + "how many people learn. The size of the group is assumed."
