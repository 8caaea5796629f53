"""Formats: everything that the program knows of a way to learn, one entry each.

A format's entry says what it is good for, what it asks of memory, how it is built, how long it may
be, what can stand in for it, and what other tools call it. Whatever an entry leaves out follows
from its modality (`BY_MODALITY`), so that a format of somebody's own is never silently nothing.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from blendnb.domain.base import Line, Many, Text, Value
from blendnb.domain.plan import Identifier, Touchpoint
from blendnb.domain.sourced import Sourced
from blendnb.domain.vocabulary import AssessmentKind, Delivery, Modality, Purpose
from blendnb.shipped import shipped

Need = Literal[
    "live_practice",  # people practice together and get feedback
    "peer_contact",  # learners work with or learn from each other
    "manager_contact",  # the line manager or a mentor takes part
    "help_at_need",  # help that stays open while working
    "question_channel",  # somewhere to ask while applying
    "knowledge_check",  # shows what is understood
    "decision_check",  # shows what people would decide
    "performance_check",  # shows what people can do
    "prompt",  # keeps the theme visible
]
"""What a format gives a journey beside its purposes; the format choice covers each need it has."""


class StudyClass(StrEnum):
    """What an encounter asks of memory."""

    RETRIEVAL = "retrieval"
    """The answer or the act must be produced from memory."""
    GUIDED_RETRIEVAL = "guided_retrieval"
    """Partly prompted."""
    RESTUDY = "restudy"
    """Seen or heard again."""
    NONE = "none"
    """The answer is in view, or there is no content."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds for the formats of a modality whose entries do not say otherwise."""

    using: StudyClass
    """What practising, applying and reinforcing in it ask of memory."""
    built_at: str
    """Id of the rate at which it is built."""


BY_MODALITY: Final[Mapping[str, Usual]] = MappingProxyType(
    {
        "live": Usual(StudyClass.GUIDED_RETRIEVAL, "build_virtual_workshop"),
        "self_paced": Usual(StudyClass.RESTUDY, "build_short_media"),
        "social": Usual(StudyClass.GUIDED_RETRIEVAL, "build_social_task_piece"),
        "on_the_job": Usual(StudyClass.GUIDED_RETRIEVAL, "build_assignment_piece"),
    }
)
"""Design assumptions, like the weights of the classes: cautious, and never nothing."""

_BY_PURPOSE: Final[Mapping[str, StudyClass]] = MappingProxyType(
    {
        "launch": StudyClass.NONE,
        "inform": StudyClass.RESTUDY,
        "demonstrate": StudyClass.RESTUDY,
        "assess": StudyClass.RETRIEVAL,
        "support": StudyClass.NONE,
        "close": StudyClass.NONE,
    }
)
"""What a purpose asks of memory in any modality; the others depend on it."""


class Length(Value):
    """How long one occurrence may be, by thresholds of the catalogue."""

    constraint: Identifier
    """Id of the finding about what is longer."""
    most: Identifier
    """The threshold above which it is too long."""
    usual: Identifier | None = None
    """The threshold above which it is longer than usual, which is worth a note."""
    because: Line
    """Why that is too long, as the rest of a sentence."""


class PartName(Value):
    """What a kind of part in a Learning Designer file is taken for."""

    part: Line
    """The kind, however it is capitalised."""
    purpose: Purpose
    spoken: Line
    """The format in the sentence that tells of the guess."""


class LearningFormat(Sourced):
    """A format: what it is good for, how to use it, and what it can give a journey."""

    id: Identifier
    name: Line
    also_called: Many[Line] = ()
    """Other names by which files and people call it."""
    modality: Modality
    delivery: Delivery | None = None
    good_for: Text
    rule_of_use: Text
    purposes: Many[Purpose]
    """Purposes it can serve, the best first."""
    gives: Many[Need] = ()
    fit: dict[
        Literal["conceptual", "procedural", "interpersonal"], Annotated[float, Field(ge=0, le=1)]
    ]
    """How well it suits each kind of content, 0 to 1: judgement."""
    minutes: Annotated[float, Field(ge=0)]
    """Usual learner minutes of one occurrence."""
    facilitated: bool = False
    """Someone has to lead it."""
    with_manager: bool = False
    """The line manager is the one who takes part, and nobody else can."""
    light: bool = False
    """A word or a prompt without content of its own: nobody has to build it or learn to use it."""
    group_max: Annotated[int, Field(ge=1)] | None = None
    """Most people in one group; None where groups do not matter."""
    assessment: Many[AssessmentKind] = ()
    learning_type: Line
    """Laurillard's type: acquisition, inquiry, discussion, practice, collaboration, production."""
    evidence_tier: Annotated[int, Field(ge=1, le=8)] | None = None
    """LTEM tier of what it can show, where it assesses."""
    materials: Many[Line] = ()
    """What has to be prepared."""
    memory: dict[Purpose | Literal["always"], Annotated[StudyClass, Field(strict=False)]] = Field(
        default_factory=dict
    )
    """What it asks of memory, by purpose; `always` for every purpose that is not named."""
    built_at: Identifier | None = None
    """Id of the rate at which it is built; None takes the usual one of its modality."""
    also_built_at: Many[Identifier] = ()
    """Rates at which it can be built instead."""
    stand_ins: Many[Identifier] = ()
    """Formats of the same modality that can take its place where it is excluded, best first."""
    length: Length | None = None
    """How long it may be; None where only its usual minutes say so."""
    learning_designer: Many[PartName] = ()
    """Kinds of parts in Learning Designer files that are taken for it."""

    def study_class(self, purpose: str) -> StudyClass:
        """Return what it asks of memory for a purpose."""
        named = self.memory.get(purpose, self.memory.get("always"))  # type: ignore[call-overload]
        return usual_study_class(self.modality, purpose) if named is None else named

    def touchpoint(
        self,
        id_: str,
        *,
        modality: Modality | None = None,
        delivery: Delivery | None = None,
        **values: Any,
    ) -> Touchpoint:
        """Return a touchpoint in this format; what is not given follows from the format.

        Parameters
        ----------
        id_
            Of the touchpoint.
        modality
            Where it is not the format's own: a task at work that is done in pairs is social.
        delivery
            How people meet, where the format leaves that open.
        **values
            The other fields.
        """
        lived = modality or self.modality
        usual = {
            "modality": lived,
            "delivery": (delivery or self.delivery or "virtual") if lived == "live" else None,
            "materials": self.materials,
        }
        return Touchpoint.model_validate({"id": id_, "format": self.id, **usual, **values})

    @property
    def build_rate(self) -> str:
        """Id of the rate at which it is built."""
        return self.built_at or BY_MODALITY[self.modality].built_at

    def is_called(self, name: str) -> bool:
        """Whether files or people mean it by a name, however that is capitalised."""
        spoken = _plain(name)
        return spoken in {_plain(each) for each in (self.id, self.name, *self.also_called)}


Formats = Mapping[str, LearningFormat]
"""Formats by id, as a catalogue has them."""


@cache
def shipped_formats() -> Formats:
    """Return the formats that travel with blendnb: what counts where no catalogue is given."""
    files = sorted((shipped("templates") / "catalogue" / "formats").glob("*.toml"))
    entries = (tomllib.loads(file.read_text(encoding="utf-8")) for file in files)
    return {entry["id"]: LearningFormat.model_validate(entry) for entry in entries}


def format_called(name: str, formats: Formats) -> LearningFormat | None:
    """Return the format that is called by a name; None where none is."""
    return next((each for each in formats.values() if each.is_called(name)), None)


def usual_study_class(modality: str, purpose: str) -> StudyClass:
    """Return what a purpose asks of memory in a modality, where no format says otherwise."""
    return _BY_PURPOSE.get(purpose, BY_MODALITY[modality].using)


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").casefold().split())
