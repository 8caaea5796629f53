"""The brief: the five design variables that a consultant and a client fill in together.

A field that is None was not stated. What is not stated is *unknown*: it never argues for or
against a blend model. To compose a plan the gaps are filled by `Brief.assumptions`, which is always
shown to the user.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    ValidationInfo,
    model_serializer,
    model_validator,
)

from blendnb.domain.base import CalendarDate, Line, Many, Text, Value
from blendnb.domain.brief_checks import contradictions, in_order
from blendnb.domain.vocabulary import (
    CONTENT_KINDS,
    Cause,
    Comfort,
    ContentKind,
    Demand,
    LearnerRole,
    Level,
    Location,
    MapStage,
    MaterialPreset,
    Modality,
    MomentKind,
    Prior,
    Purpose,
    Risk,
    Setting,
    Subject,
    Technology,
)  # fmt: skip
from blendnb.language import say
from blendnb.shipped import shipped


def _no_repeats(items: tuple[Any, ...]) -> tuple[Any, ...]:
    seen = set()
    for item in items:
        if item in seen:
            raise ValueError(say("values.named_twice", item=repr(item)))
        seen.add(item)
    return items


Distinct = AfterValidator(_no_repeats)
LANGUAGE_TAG = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
LanguageTag = Annotated[str, Field(pattern=LANGUAGE_TAG, max_length=35)]
"""A BCP 47 language tag such as `en`, `no` or `pt-BR`."""
Weight = Annotated[float, Field(ge=0, le=1e6)]
Hours = Annotated[float, Field(gt=0, le=2000)]
People = Annotated[int, Field(ge=1, le=10_000_000)]
Week = Annotated[int, Field(ge=1, le=260)]
"""A week of the window, counted from 1; a deadline is at its end."""
Names = Annotated[Many[Line], Distinct]
CURRENCY = r"^[A-Z]{3}$"


class Stated(Value):
    """A part of a brief; read from a later version's plan it may hold keys unknown to this one."""

    @model_serializer(mode="wrap")
    def _with_unknown_keys(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {**dump(self), **(self.model_extra or {})}


class Moment(Stated):
    """A moment that matters: where people at work must think or act differently."""

    text: Line
    week: Week | None = None
    fixed: bool | None = None
    """Whether the business sets the week, so that it is never moved; with a week it does."""
    kind: MomentKind | None = None
    """How it comes about: `routine` work, `rare`, `dangerous`, `dated`, or never to be provoked."""
    topics: Many[Line] = ()
    measure: Line | None = None
    baseline: Line | None = None
    target: Line | None = None
    managers: Line | None = None
    """What line managers do at this moment."""
    peers: Line | None = None
    """What colleagues do at this moment."""

    @property
    def parts(self) -> dict[str, str]:
        """What other people do at this moment, by `managers` and `peers`."""
        parts = {"managers": self.managers, "peers": self.peers}
        return {who: part for who, part in parts.items() if part}

    @property
    def stands_still(self) -> bool:
        """Whether the business sets its week: it has one, and nobody says that it may move."""
        return self.week is not None and self.fixed is not False


def _moment(value: Any) -> Any:
    """A plain text is a moment without details."""
    return {"text": value} if isinstance(value, str) else value


StatedMoment = Annotated[Moment, BeforeValidator(_moment, json_schema_input_type=Line | Moment)]
"""A moment as a file states it: a text alone, or a table."""


class OwnMaterial(Stated):
    """How fast it is forgotten: the share that is left after so many days without a return."""

    days: Annotated[float, Field(gt=0, le=36_500)]
    share: Annotated[float, Field(gt=0, lt=1)]


StatedMaterial = MaterialPreset | OwnMaterial
"""A published pace of forgetting by its name, or two numbers of one's own."""


class Topic(Stated):
    """One thing to be learned, and what is known of it beside its name."""

    name: Line
    kind: ContentKind | None = None
    demands: Annotated[Many[Demand], Distinct] = ()
    """What it asks for beside its kind."""
    objective: Annotated[str, Field(min_length=1, max_length=10_000)] | None = None
    """What people will do, and how well."""
    hours: Hours | None = None
    """How much of it there is to learn, in hours of one learner."""
    ready_by: Week | None = None
    """Week by whose end people must have met and practised it."""
    after: Names = ()
    """Topics that come before it."""
    audiences: Names = ()
    """Groups that it is for; for everybody where none is named."""
    material: StatedMaterial | None = None
    """How fast it is forgotten."""

    @property
    def detailed(self) -> bool:
        """Whether more is stated of it than its name."""
        return self != Topic(name=self.name)

    @model_serializer(mode="wrap")
    def _as_text_or_table(self, dump: SerializerFunctionWrapHandler) -> str | dict[str, Any]:
        if not self.detailed:
            return self.name
        return {**dump(self), **(self.model_extra or {})}


def _topic(value: Any) -> Any:
    """A plain text is a topic without details."""
    return {"name": value} if isinstance(value, str) else value


StatedTopic = Annotated[Topic, BeforeValidator(_topic, json_schema_input_type=Line | Topic)]
"""A topic as a file states it: its name alone, or a table."""


def _names_once(items: tuple[Any, ...]) -> tuple[Any, ...]:
    _no_repeats(tuple(item.name for item in items))
    return items


NamedOnce = AfterValidator(_names_once)


class Mark(Stated):
    """A cell of the map: what happens with a topic at a stage of the journey."""

    topic: Line
    stage: MapStage
    purposes: Annotated[Many[Purpose], Field(min_length=1), Distinct]


class Leading(Stated):
    """The leading modality of each stage; others support it."""

    first_contact: Modality | None = None
    before: Modality | None = None
    during: Modality | None = None
    after: Modality | None = None
    sustained: Modality | None = None


class Outcome(Stated):
    """Business outcome and risk."""

    subject: Subject
    level: Level | None = None
    risk: Risk | None = None
    audit: bool | None = None
    causes: Annotated[Many[Cause], Distinct] | None = None
    """Why the gap is there. Training mends `knowledge` and `skill`, and nothing else."""


class LearnerGroup(Stated):
    """People with a role of their own, and what is on their curriculum."""

    name: Line
    size: People | None = None
    topics: Names = ()
    """What they learn; everything where none is named, and what topics name for them."""


class Audience(Stated):
    """Who learns, how many, where, and with how much time."""

    size: People | None = None
    role: LearnerRole | None = None
    digital_comfort: Comfort | None = None
    minutes_per_week: Annotated[int, Field(ge=1, le=2400)] | None = None
    location: Location | None = None
    travel: bool | None = None
    languages: Annotated[Many[LanguageTag], Field(min_length=1, max_length=50), Distinct] | None = (
        None
    )
    prior: Prior | None = None
    """What they know and can do already."""
    groups: Annotated[Many[LearnerGroup], Field(max_length=30), NamedOnce] = ()
    """Roles with curricula of their own."""
    accessibility: Annotated[Names, Field(max_length=30)] = ()
    """What some of them need so that they can take part, such as `captions` or `screen_reader`."""


class Work(Stated):
    """Where the work happens and how long people can be away from it."""

    setting: Setting | None = None
    longest_session_minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    mobile_only: bool | None = None


class Existing(Stated):
    """Something that is there already and can be used as it is."""

    name: Line
    format: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """Id of the learning format that it is."""
    topics: Names = ()
    minutes: Annotated[float, Field(gt=0, le=100_000)] | None = None


class Content(Stated):
    """What there is to learn: the mix (weights on any positive scale) and how much."""

    conceptual: Weight | None = None
    procedural: Weight | None = None
    interpersonal: Weight | None = None
    hours: Hours | None = None
    existing: Annotated[Many[Existing], Field(max_length=200)] = ()
    """What is there already and need not be built."""

    @model_validator(mode="after")
    def _some_weight(self) -> Self:
        stated = [
            w for w in (self.conceptual, self.procedural, self.interpersonal) if w is not None
        ]
        if stated and sum(stated) <= 0:
            raise ValueError(say("values.no_content"))
        return self


class TechnologyAvailable(Stated):
    """What exists to deliver, track and automate with."""

    available: Annotated[Many[Technology], Distinct] | None = None


class Support(Stated):
    """The people around the learners."""

    managers: bool | None = None
    coaches: bool | None = None
    facilitators: Annotated[int, Field(ge=0, le=100_000)] | None = None
    super_users: Annotated[int, Field(ge=0, le=100_000)] | None = None
    """Colleagues who can do it already and help at the desk."""


def _runs_forward(days: tuple[date, ...]) -> tuple[date, ...]:
    first, last = days
    if first > last:
        raise ValueError(say("values.runs_backward", first=str(first), last=str(last)))
    return days


def _first_and_last(value: Any) -> Any:
    """Say how a range is written where it is something else: often a single date."""
    if not isinstance(value, list | tuple) or len(value) != _ENDS_OF_A_RANGE:
        raise ValueError(say("values.no_range"))
    return value


def _ranges(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise ValueError(  # noqa: TRY004 -- pydantic turns a ValueError into the problem's text
            say("values.no_ranges")
        )
    return value


_ENDS_OF_A_RANGE = 2


class Schedule(Stated):
    """The window: its length, when it opens, and the days on which nothing may fall."""

    weeks: Week | None = None
    ready_by: Week | None = None
    """Week by whose end people must be able to do it; what follows is for use and return."""
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


class Budget(Stated):
    """What may be spent: hours of building, and money."""

    build_hours: Annotated[float, Field(ge=0, le=1e6)] | None = None
    money: Annotated[float, Field(ge=0, le=1e12)] | None = None
    currency: Annotated[str, Field(pattern=CURRENCY)] | None = None


@cache
def assumed_values() -> Mapping[str, Any]:
    """Return what is assumed where nothing is stated, by key path: `assumed` of the variables.

    They are the product's and the same in every working folder, so that a plan means the same to
    everybody who opens it. Facilitators are assumed as many as needed, and the weights of the mix
    as equal where none is stated, so these have none.
    """
    file = shipped("templates") / "catalogue" / "variables.toml"
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["variables"]
    return MappingProxyType(
        {e["path"]: _shared(e["assumed"]) for e in entries if "assumed" in e and "path" in e}
    )


def _shared(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


MOST_TOPICS = 30
MIX = tuple(f"content.{kind}" for kind in CONTENT_KINDS)
"""Key paths of the three weights, which say something only together."""
_EQUAL_WEIGHT = 1.0


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
    topics: Annotated[Many[StatedTopic], Field(max_length=MOST_TOPICS), NamedOnce] = ()
    map: Annotated[Many[Mark], Field(max_length=150)] = ()
    """What happens with which topic at which stage; without it the plan decides."""
    outcome: Outcome
    audience: Audience = Audience()
    work: Work = Work()
    content: Content = Content()
    technology: TechnologyAvailable = TechnologyAvailable()
    support: Support = Support()
    schedule: Schedule = Schedule()
    budget: Budget = Budget()
    leading: Leading = Leading()

    @model_validator(mode="after")
    def _agrees_with_itself(self, info: ValidationInfo) -> Self:
        supposed = (info.context or {}).get(SUPPOSED, False)
        problems = contradictions(self, supposed=supposed)
        if problems:
            raise ValidationError.from_exception_data("Brief", problems)
        return self

    @cached_property
    def topic_names(self) -> tuple[str, ...]:
        """Names of the topics, in the order in which they are stated."""
        return tuple(topic.name for topic in self.topics)

    @cached_property
    def topics_in_order(self) -> tuple[str, ...]:
        """Names of the topics as they follow each other: as stated, but each after its `after`."""
        return in_order({topic.name: topic.after for topic in self.topics})

    @cached_property
    def topics_by_name(self) -> dict[str, Topic]:
        """What is stated of each topic, by its name."""
        return {topic.name: topic for topic in self.topics}

    @cached_property
    def ready_weeks(self) -> dict[str, int]:
        """Week by whose end each topic must have been practised, where anything says so.

        A topic is needed when it says so, else when the programme does, and never later than a
        topic that comes after it.
        """
        weeks: dict[str, int] = {}
        for name in reversed(self.topics_in_order):
            own = self.topics_by_name[name].ready_by or self.schedule.ready_by
            later = [weeks[t.name] for t in self.topics if name in t.after and t.name in weeks]
            needed = [*later, *([own] if own else [])]
            if needed:
                weeks[name] = min(needed)
        return weeks

    def topics_of(self, group: LearnerGroup) -> tuple[str, ...]:
        """Return the names of what a group learns, in order.

        Its own list, and what topics name for it; of a group without a list, every topic that
        names no other groups.
        """
        return tuple(
            name for name in self.topics_in_order if self._is_for(self.topics_by_name[name], group)
        )

    @staticmethod
    def _is_for(topic: Topic, group: LearnerGroup) -> bool:
        if group.topics:
            return topic.name in group.topics or group.name in topic.audiences
        return not topic.audiences or group.name in topic.audiences

    @cached_property
    def stated(self) -> dict[str, Any]:
        """Every stated design variable by key path, `{"audience.size": 400, ...}`."""
        facts: dict[str, Any] = {}
        if self.moments:
            facts["moments"] = self.moments
        if self.topics:
            facts["topics"] = self.topic_names
        if self.map:
            facts["map"] = self.map
        for group in GROUPS:
            home = getattr(self, group)
            for name, field in type(home).model_fields.items():
                value = getattr(home, name)
                if value is not None and value != field.default and name != "blackout":
                    facts[f"{group}.{name}"] = value
        if self.schedule.blackout:
            facts["schedule.blackout"] = self.schedule.blackout
        return facts

    @cached_property
    def assumed(self) -> dict[str, Any]:
        """What is assumed to compose a plan, by key path: all that is assumable and not stated."""
        gaps = {path: value for path, value in assumed_values().items() if path not in self.stated}
        if self.stated.keys().isdisjoint(MIX):
            gaps |= dict.fromkeys(MIX, _EQUAL_WEIGHT)
        if not self.topics:
            gaps["topics"] = (self.title,)
        return gaps | {path: value for path, value in self._implied.items() if path in gaps}

    @property
    def _implied(self) -> dict[str, Any]:
        """What stated parts say of the whole: sizes of groups, hours, kinds and weeks of topics."""
        implied: dict[str, Any] = {}
        sizes = [group.size for group in self.audience.groups]
        if sizes and None not in sizes:
            implied["audience.size"] = sum(size or 0 for size in sizes)
        hours = [topic.hours for topic in self.topics if topic.hours is not None]
        if hours:
            usual = sum(hours) / len(hours)
            implied["content.hours"] = sum(hours) + usual * (len(self.topics) - len(hours))
        if any(topic.kind for topic in self.topics):
            implied |= self._mix_of_topics()
        latest = max([0, self.schedule.ready_by or 0, *(t.ready_by or 0 for t in self.topics)])
        if latest > assumed_values().get("schedule.weeks", 0):
            implied["schedule.weeks"] = latest
        return implied

    def _mix_of_topics(self) -> dict[str, float]:
        """Weights of the three kinds by the hours of the topics; one hour where none is stated."""
        weights = dict.fromkeys(MIX, 0.0)
        for topic in self.topics:
            if topic.kind:
                weights[f"content.{topic.kind}"] += topic.hours or 1.0
        return weights

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
        return Brief.model_validate(
            data,
            extra="allow" if self._from_later_version else None,
            context={SUPPOSED: True},
        )

    @property
    def _from_later_version(self) -> bool:
        """Whether it came from a plan that holds keys which this version does not know."""
        return _holds_unknown_keys(self)

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


def _holds_unknown_keys(part: Any) -> bool:
    if isinstance(part, tuple):
        return any(map(_holds_unknown_keys, part))
    if not isinstance(part, Stated):
        return False
    return bool(part.model_extra) or any(
        _holds_unknown_keys(getattr(part, name)) for name in type(part).model_fields
    )


SUPPOSED = "supposed"
"""Says that somebody asks "what if" about a brief: sizes and weeks may then disagree."""

GROUPS = tuple(
    name
    for name, field in Brief.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, Stated)
)
"""The parts of a brief that hold the design variables."""
