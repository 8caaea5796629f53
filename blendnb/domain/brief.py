"""The brief: the five design variables that a consultant and a client fill in together.

A field that is None was not stated. What is not stated is *unknown*: it never argues for or
against a blend model. To compose a plan the gaps are filled by `Brief.assumptions`, which is always
shown to the user.
"""

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from blendnb.domain.base import CalendarDate, Line, Many, Text, Value
from blendnb.domain.vocabulary import (
    Comfort,
    LearnerRole,
    Level,
    Location,
    Risk,
    Setting,
    Subject,
    Technology,
)  # fmt: skip


def _no_repeats(items: tuple[Any, ...]) -> tuple[Any, ...]:
    seen = set()
    for item in items:
        if item in seen:
            raise ValueError(f"names {item!r} twice; name each once")
        seen.add(item)
    return items


Distinct = AfterValidator(_no_repeats)
LANGUAGE_TAG = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
LanguageTag = Annotated[str, Field(pattern=LANGUAGE_TAG, max_length=35)]
"""A BCP 47 language tag such as `en`, `no` or `pt-BR`."""
Weight = Annotated[float, Field(ge=0, le=1e6)]


class Stated(Value):
    """A part of a brief; read from a later version's plan it may hold keys unknown to this one."""

    @model_serializer(mode="wrap")
    def _with_unknown_keys(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {**dump(self), **(self.model_extra or {})}


class Moment(Stated):
    """A moment that matters: where people at work must think or act differently."""

    text: Line
    week: Annotated[int, Field(ge=1, le=260)] | None = None
    topics: Many[Line] = ()
    measure: Line | None = None
    baseline: Line | None = None
    managers: Line | None = None
    """What line managers do at this moment."""
    peers: Line | None = None
    """What colleagues do at this moment."""

    @property
    def parts(self) -> dict[str, str]:
        """What other people do at this moment, by `managers` and `peers`."""
        parts = {"managers": self.managers, "peers": self.peers}
        return {who: part for who, part in parts.items() if part}


def _moment(found: Any) -> Any:
    """A plain text is a moment without details."""
    return {"text": found} if isinstance(found, str) else found


StatedMoment = Annotated[Moment, BeforeValidator(_moment, json_schema_input_type=Line | Moment)]
"""A moment as a file states it: a text alone, or a table."""


class Outcome(Stated):
    """Business outcome and risk."""

    subject: Subject
    level: Level | None = None
    risk: Risk | None = None
    audit: bool | None = None


class Audience(Stated):
    """Who learns, how many, where, and with how much time."""

    size: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    role: LearnerRole | None = None
    digital_comfort: Comfort | None = None
    minutes_per_week: Annotated[int, Field(ge=1, le=2400)] | None = None
    location: Location | None = None
    travel: bool | None = None
    languages: Annotated[Many[LanguageTag], Field(min_length=1, max_length=50), Distinct] | None = (
        None
    )


class Work(Stated):
    """Where the work happens and how long people can be away from it."""

    setting: Setting | None = None
    longest_session_minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    mobile_only: bool | None = None


class Content(Stated):
    """What there is to learn: the mix (weights on any positive scale) and how much."""

    conceptual: Weight | None = None
    procedural: Weight | None = None
    interpersonal: Weight | None = None
    hours: Annotated[float, Field(gt=0, le=2000)] | None = None

    @model_validator(mode="after")
    def _some_weight(self) -> Self:
        stated = [
            w for w in (self.conceptual, self.procedural, self.interpersonal) if w is not None
        ]
        if stated and sum(stated) <= 0:
            raise ValueError(
                "conceptual, procedural and interpersonal are all 0; at least one must be above 0"
            )
        return self


class TechnologyAvailable(Stated):
    """What exists to deliver, track and automate with."""

    available: Annotated[Many[Technology], Distinct] | None = None


class Support(Stated):
    """The people around the learners."""

    managers: bool | None = None
    coaches: bool | None = None
    facilitators: Annotated[int, Field(ge=0, le=100_000)] | None = None


def _runs_forward(days: tuple[date, ...]) -> tuple[date, ...]:
    first, last = days
    if first > last:
        raise ValueError(f"ends on {last}, before it begins on {first}; put the earlier date first")
    return days


def _first_and_last(found: Any) -> Any:
    """Say how a range is written where it is something else: often a single date."""
    if not isinstance(found, list | tuple) or len(found) != _ENDS_OF_A_RANGE:
        raise ValueError(
            "is not a first and a last day; write [2027-02-15, 2027-02-19], and a single day twice"
        )
    return found


def _ranges(found: Any) -> Any:
    if not isinstance(found, list | tuple):
        raise ValueError(  # noqa: TRY004 -- pydantic turns a ValueError into the problem's text
            "is not a list of ranges; write a first and a last day, [[2027-02-15, 2027-02-19]]"
        )
    return found


_ENDS_OF_A_RANGE = 2


class Schedule(Stated):
    """The window: its length, when it opens, and the days on which nothing may fall."""

    weeks: Annotated[int, Field(ge=1, le=260)] | None = None
    start: CalendarDate | None = None
    blackout: Annotated[
        Many[
            Annotated[
                Many[CalendarDate],
                Field(min_length=2, max_length=2),
                BeforeValidator(_first_and_last),
                AfterValidator(_runs_forward),
            ]
        ],
        Field(max_length=200),
        BeforeValidator(_ranges),
    ] = ()


ASSUMED: dict[str, Any] = {
    "outcome.level": "behavior",
    "outcome.risk": "medium",
    "outcome.audit": False,
    "audience.size": 50,
    "audience.role": "mixed",
    "audience.digital_comfort": "medium",
    "audience.minutes_per_week": 60,
    "audience.location": "multi_site",
    "audience.travel": False,
    "audience.languages": ("en",),
    "work.setting": "desk",
    "work.longest_session_minutes": 90,
    "work.mobile_only": False,
    "content.hours": 4.0,
    "technology.available": (
        "lms", "virtual_classroom", "collaboration", "mobile", "nudges", "authoring",
    ),
    "support.managers": True,
    "support.coaches": False,
    "schedule.weeks": 8,
}  # fmt: skip
"""The assumed values by key path; facilitators are assumed as many as needed, so None."""

CONTENT_KINDS = ("conceptual", "procedural", "interpersonal")
GROUPS = ("outcome", "audience", "work", "content", "technology", "support", "schedule")


class Brief(Stated):
    """The design variables of one programme, as stated.

    Only `title`, `objective` and `outcome.subject` are required. Source of the variables: the five
    of the blended-learning framework (outcome and risk, audience, work context, content,
    technology), plus the people who help and the calendar.
    """

    title: Line
    objective: Annotated[str, Field(min_length=1, max_length=10_000)]
    client: Line | None = None
    gap: Text | None = None
    moments: Annotated[Many[StatedMoment], Field(max_length=40)] = ()
    topics: Annotated[Many[Line], Field(max_length=30), Distinct] = ()
    outcome: Outcome
    audience: Audience = Audience()
    work: Work = Work()
    content: Content = Content()
    technology: TechnologyAvailable = TechnologyAvailable()
    support: Support = Support()
    schedule: Schedule = Schedule()

    @cached_property
    def stated(self) -> dict[str, Any]:
        """Every stated design variable by key path, `{"audience.size": 400, ...}`."""
        facts: dict[str, Any] = {}
        if self.moments:
            facts["moments"] = self.moments
        if self.topics:
            facts["topics"] = self.topics
        for group in GROUPS:
            home = getattr(self, group)
            for name in type(home).model_fields:
                value = getattr(home, name)
                if value is not None and name != "blackout":
                    facts[f"{group}.{name}"] = value
        if self.schedule.blackout:
            facts["schedule.blackout"] = self.schedule.blackout
        return facts

    @cached_property
    def assumed(self) -> dict[str, Any]:
        """What is assumed to compose a plan, by key path: all that is assumable and not stated."""
        gaps = {path: value for path, value in ASSUMED.items() if path not in self.stated}
        if not any(f"content.{kind}" in self.stated for kind in CONTENT_KINDS):
            gaps |= {f"content.{kind}": 1.0 for kind in CONTENT_KINDS}
        if not self.topics:
            gaps["topics"] = (self.title,)
        return gaps

    @cached_property
    def resolved(self) -> "Brief":
        """The brief with assumed values filled in; only facilitators and dates may stay open."""
        return self.replacing(self.assumed)

    @property
    def assumed_data(self) -> dict[str, Any]:
        """What is assumed, as plain JSON values: the form that plans hold."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in self.assumed.items()}

    def replacing(self, values: dict[str, Any]) -> "Brief":
        """Return a brief with the values at these key paths replaced; None takes a value back.

        Raises
        ------
        pydantic.ValidationError
            If a value is outside its vocabulary or bounds.
        """
        data = self.model_dump(exclude_defaults=True)
        for path, value in values.items():
            group, _, name = path.rpartition(".")
            home = data.setdefault(group, {}) if group else data
            if value is None:
                home.pop(name, None)
            else:
                home[name] = value
        return Brief.model_validate(data, extra="allow" if self._from_later_version else None)

    @property
    def _from_later_version(self) -> bool:
        """Whether it came from a plan that holds keys which this version does not know."""
        parts = (self, *self.moments, *(getattr(self, group) for group in GROUPS))
        return any(part.model_extra for part in parts)

    def to_data(self) -> dict[str, Any]:
        """Return what was stated as plain JSON values: the form that files and plans hold."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @property
    def mix(self) -> dict[str, float]:
        """Shares of the three kinds of content, summing to 1; empty where no weight is stated."""
        weights = {kind: getattr(self.content, kind) for kind in CONTENT_KINDS}
        if all(weight is None for weight in weights.values()):
            return {}
        total = sum(weight or 0.0 for weight in weights.values())
        return {kind: (weight or 0.0) / total for kind, weight in weights.items()}
