"""Designs from the UCL Learning Designer as plans, with everything that had to be guessed.

A Learning Designer file (LDJ, which is JSON) holds aims, outcomes and a row of activities. Each is
made of parts of six kinds: people read, collaborate, discuss, investigate, practise, produce. It
says how long a part takes and in how large a group. It knows no weeks, no purposes and nothing of
the people around the learners, all of which a plan needs. Each guess is a sentence in the plan's
`changes`.
Source of the field names: the format itself, as its Moodle importer reads it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from blendnb.domain.brief import Brief
from blendnb.domain.learning_format import Formats, LearningFormat, format_called, shipped_formats
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.files.design_values import amount, plain_text
from blendnb.files.parsing import Data
from blendnb.files.problems import checked, shortened
from blendnb.language import lowered, number, say

_LONGEST_LINE, _LONGEST_TEXT, _LONGEST_TITLE = 500, 10_000, 90
_MOST_TOPICS = 30
_DAYS_IN_WEEK, _WORKING_DAYS = 7, 5
_MOST_MINUTES, _MOST_PEOPLE, _MOST_HOURS, _MOST_WEEKS = 100_000, 10_000_000, 2000, 260

_OTHER = "read"
"""The kind of part that one of an unknown kind is taken for."""


def _as_number(value: Any) -> Any:
    """A number or a duration in words; nothing, or what says neither, is nought."""
    known = amount(value)
    return known if known is not None else 0.0


def _list(value: Any) -> Any:
    return [] if value is None else value


def _resource(value: Any) -> Any:
    """A bare link is a resource too."""
    return {"url": value} if isinstance(value, str) else value


def _flag(value: Any) -> bool:
    """Whether something is said to be so, as a truth, a number or a word."""
    return str(value).strip().casefold() in _TRUE


_TRUE = {"true", "1", "yes", "on", "oui", "ja", "sí"}
Number = Annotated[float, BeforeValidator(_as_number), Field(ge=0, le=1e9)]
Words = Annotated[str, BeforeValidator(plain_text)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Tool = Literal["learning_designer", "edcrumble", "courseomatic", "sessions"]


class _Read(BaseModel):
    """A part of a design; what this program has no use for is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class _Resource(_Read):
    title: Words = ""
    url: Words = ""


class _Part(_Read):
    type: Words = ""
    title: Words = ""
    description: Words = ""
    duration: Number = 0.0
    groupSize: Number = 0.0  # noqa: N815 -- as the format spells it
    resources: Annotated[
        list[Annotated[_Resource, BeforeValidator(_resource)]], BeforeValidator(_list)
    ] = []
    tutorAvailable: Flag = False  # noqa: N815
    syncActivity: Flag = False  # noqa: N815


class _Activity(_Read):
    title: Words = ""
    day: int | None = None
    """Day of the journey; None where it follows from the activity's place."""
    slas: Annotated[list[_Part], BeforeValidator(_list)] = []


class _Outcome(_Read):
    details: Words = ""


class LearningDesign(_Read):
    """A design as the Learning Designer saves it, as far as a plan can take it up."""

    name: Words = ""
    title: Words = ""
    topic: Words = ""
    tool: Tool = "learning_designer"
    start: date | None = None
    modeOfDelivery: Words = ""  # noqa: N815
    aims: Words = ""
    description: Words = ""
    learningTime: Number = 0.0  # noqa: N815
    groupSize: Number = 0.0  # noqa: N815
    outcomes: Annotated[list[_Outcome], BeforeValidator(_list)] = []
    activities: list[_Activity]


def is_learning_design(data: Data) -> bool:
    """Return whether data looks like a design of the Learning Designer."""
    activities = data.get("activities")
    if "schema" in data or not isinstance(activities, list):
        return False
    return any(isinstance(part, dict) and "slas" in part for part in activities)


def plan_from_learning_design(data: Data, file: str, formats: Formats | None = None) -> Plan:
    """Make a plan of a design; the plan's `changes` say what was guessed.

    Parameters
    ----------
    data
        The design.
    file
        Where it came from, for messages.
    formats
        The formats that are known, whose entries say what each kind of part is taken for; the
        shipped ones by default.

    Raises
    ------
    InputError
        With everything in it that cannot be read.
    """
    design = checked(LearningDesign, data, file)
    title = _title_of(design, file)
    kinds = _Kinds(shipped_formats() if formats is None else formats, _live_format(design))
    touchpoints = tuple(_touchpoints(design, kinds))
    plan = {
        "title": title,
        "brief": (brief := _brief(design, title)),
        "blend_model": "live_led" if _mostly_live(design) else "digital_first",
        "touchpoints": touchpoints,
        "changes": (*_guesses(design, kinds), *_unread(data)),
        "start": design.start,
    }
    made = checked(Plan, plan, file)
    return made.replace(assumed=brief.assumed_data)


_FACE_TO_FACE = re.compile(r"class|face|person|onsite|on.site|pr[ée]sen|campus", re.IGNORECASE)


def _live_format(design: LearningDesign) -> str:
    """Id of the format that parts for all at one time are taken for."""
    met = _FACE_TO_FACE.search(design.modeOfDelivery)
    return "in_person_workshop" if met else "virtual_workshop"


def _parts(design: LearningDesign) -> list[_Part]:
    return [part for activity in design.activities for part in activity.slas]


def _mostly_live(design: LearningDesign) -> bool:
    parts = _parts(design)
    live = sum(part.duration for part in parts if part.syncActivity)
    return live * 2 > sum(part.duration for part in parts)


def guesses_in(plan: Plan) -> list[str]:
    """Return what is guessed in a plan that came from a learning design, as far as still there."""
    begins = (say("learning_designer.guessed"), say("learning_designer.not_known"))
    return [text for text in plan.changes if text.startswith(begins)]


def _title_of(design: LearningDesign, file: str) -> str:
    named = (_line(text) for text in (design.name, design.title, design.topic))
    return next(filter(None, named), "") or _line(Path(file).stem) or say("learning_designer.title")


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


# ------------------------------------------------------------------------------------ kinds


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a kind of part is taken for."""

    format: LearningFormat
    purpose: str
    spoken: str


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The kinds of parts, as the formats' entries know them."""

    formats: Formats
    live: str = "virtual_workshop"
    """Id of the format of parts for all at one time."""

    def of(self, part: _Part) -> _Taken:
        """Return what a part is taken for: by its kind, or by being live."""
        taken, live = self.taken(part.type.strip()), self.formats.get(self.live)
        if not part.syncActivity or live is None or taken.format.modality == "live":
            return taken
        purpose = taken.purpose if taken.purpose in live.purposes else live.purposes[0]
        return _Taken(live, purpose, lowered(live.name))

    def known(self, kind: str) -> _Taken | None:
        """Return what a kind is taken for; None where no format goes by that name."""
        for each in self.formats.values():
            for name in each.learning_designer:
                if name.part.casefold() == kind.casefold():
                    return _Taken(each, name.purpose, name.spoken)
        called = format_called(kind, self.formats)
        if called is None:
            return None
        return _Taken(called, called.purposes[0], lowered(called.name))

    def taken(self, kind: str) -> _Taken:
        """Return what a kind is taken for, known or not."""
        shipped = _Kinds(shipped_formats())
        taken = self.known(kind) or self.known(_OTHER) or shipped.known(_OTHER)
        assert taken is not None, "a shipped format says what is taken for it"  # noqa: S101
        return taken


# ------------------------------------------------------------------------------- touchpoints


def _touchpoints(design: LearningDesign, kinds: _Kinds) -> Iterator[Touchpoint]:
    known = set(_topics(design))
    for week, activity in enumerate(design.activities):
        topic = _line(activity.title)
        for index, part in enumerate(activity.slas):
            yield _touchpoint(
                part,
                kinds,
                id_=f"tp-{week + 1}-{index + 1}",
                day=_day_of(activity, week, index),
                topic=topic if topic in known else "",
                people=design.groupSize,
            )


def _day_of(activity: _Activity, week: int, index: int) -> int:
    if activity.day is not None:
        return activity.day
    return week * _DAYS_IN_WEEK + index * _WORKING_DAYS // len(activity.slas)


def _touchpoint(
    part: _Part, kinds: _Kinds, *, id_: str, day: int, topic: str, people: float
) -> Touchpoint:
    kind = part.type.strip() or say("learning_designer.part")
    taken, minutes = kinds.of(part), min(part.duration, _MOST_MINUTES)
    lead = f"{kind}: {topic}" if topic else kind
    first_line = part.title or next(iter(part.description.strip().splitlines()), "")
    led = taken.format.facilitated or part.tutorAvailable
    return taken.format.touchpoint(
        id_,
        title=_line(first_line, _LONGEST_TITLE) or _line(lead),
        purpose=taken.purpose,
        stage="during",
        start_day=min(day, 5000),
        days=1,
        learner_minutes=minutes,
        facilitation_minutes=minutes if led else 0.0,
        topics=[topic] if topic else [],
        assessment=taken.format.assessment,
        groups=_groups(part.groupSize, people),
        description=part.description.strip()[:_LONGEST_TEXT],
        materials=[_line(r.url or r.title) for r in part.resources if r.url or r.title],
        origin="source",
    )


def _groups(size: float, people: float) -> int | None:
    if not 1 < size < people <= _MOST_PEOPLE:
        return None
    return int(-(-people // size))


# ----------------------------------------------------------------------------------- guesses


def _guesses(design: LearningDesign, kinds: _Kinds) -> Iterator[str]:
    """What a plan needs and the design does not say, in the order of its weight."""
    yield _guessed("subject")
    if design.tool != "learning_designer":
        yield _guessed(f"from_{design.tool}")
    yield _guessed("blend_live" if _mostly_live(design) else "blend")
    yield _guessed("days" if any(a.day is not None for a in design.activities) else "weeks")
    yield from _guessed_kinds(design, kinds)
    yield from _guessed_numbers(design)
    yield _not_known("people_around")


def _guessed(key: str, **values: Any) -> str:
    return say("learning_designer.guessed") + say(f"learning_designer.{key}", **values)


def _not_known(key: str, **values: Any) -> str:
    return say("learning_designer.not_known") + say(f"learning_designer.{key}", **values)


def _guessed_kinds(design: LearningDesign, kinds: _Kinds) -> Iterator[str]:
    for kind in dict.fromkeys(p.type.strip() for p in _parts(design) if not p.syncActivity):
        taken = kinds.known(kind)
        if taken is None:
            named = repr(kind or say("learning_designer.without_type"))
            other = kinds.taken(kind).spoken
            yield _guessed("other_kind", kind=named, spoken=other)
        else:
            yield _guessed("kind", kind=repr(kind), spoken=taken.spoken, purpose=taken.purpose)
    live = [part for part in _parts(design) if part.syncActivity]
    if live:
        yield _guessed("live", count=len(live), spoken=kinds.of(live[0]).spoken)


def _guessed_numbers(design: LearningDesign) -> Iterator[str]:
    untimed = sum(not part.duration for part in _parts(design))
    if design.learningTime:
        yield _guessed("minutes", minutes=number(design.learningTime))
    if untimed:
        yield _not_known("durations", count=untimed)
    if not design.groupSize:
        yield _not_known("audience")


_FIGURES = ("duration", "groupSize", "learningTime")


def _unread(data: Data) -> Iterator[str]:
    """Figures that are written in a way that says no number, with what stands there."""
    parts = (
        part
        for activity in data.get("activities", ())
        if isinstance(activity, dict)
        for part in activity.get("slas") or ()
        if isinstance(part, dict)
    )
    texts = dict.fromkeys(
        (key, value)
        for place in (data, *parts)
        for key in _FIGURES
        if isinstance(value := place.get(key), str) and value.strip() and amount(value) is None
    )
    for key, value in texts:
        yield _not_known("figure", name=key, text=repr(shortened(value, 40)))
