"""Wording: how a design variable's value is said in a sentence, "with 400 learners".

Forms use labels ("Group size"); sentences need phrases. They stand here in one table, written so
that each reads well after "with" and after "of": every sentence about a fact is built from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from blendnb.designing.facts import MIX
from blendnb.domain.brief import CONTENT_KINDS
from blendnb.domain.conditions import Option


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a variable is said: a form with a place for the value, and words for its values."""

    form: str = "{}"
    words: Mapping[Any, str] | None = None
    """None for numbers."""

    def word(self, value: Any) -> str:
        """The value alone."""
        return number(value) if self.words is None else self.words[value]

    def full(self, value: Any) -> str:
        """The value in its form."""
        return self.form.format(self.word(value))


def _yes_no(yes: str, no: str) -> Phrase:
    return Phrase(words={True: yes, False: no})


PHRASES: dict[str, Phrase] = {
    "outcome.subject": Phrase(
        "{} as the subject",
        {
            "leadership": "leadership",
            "behavioral_skills": "behavioural skills",
            "sales": "selling",
            "software": "software",
            "process": "a process",
            "product_knowledge": "product knowledge",
            "compliance": "compliance",
            "safety": "safety",
            "role_transition": "a new role",
            "change": "a change initiative",
            "culture": "culture",
            "technical": "technical skills",
        },
    ),
    "outcome.level": Phrase(
        "{} as the aim",
        {"awareness": "awareness", "skill": "a skill", "behavior": "changed behaviour"},
    ),
    "outcome.risk": Phrase("{} risk", {"low": "low", "medium": "medium", "high": "high"}),
    "outcome.audit": _yes_no("an audit to stand up to", "no audit to stand up to"),
    "audience.size": Phrase("{} learners"),
    "audience.role": Phrase(
        words={
            "frontline": "frontline staff",
            "sales": "salespeople",
            "manager": "managers",
            "new_manager": "new managers",
            "professional": "professionals",
            "mixed": "a mixed audience",
        }
    ),
    "audience.digital_comfort": Phrase(
        "{} ease with digital tools", {"low": "little", "medium": "fair", "high": "great"}
    ),
    "audience.minutes_per_week": Phrase("{} minutes a week to learn"),
    "audience.location": Phrase(
        words={
            "one_site": "everybody at one site",
            "multi_site": "people at several sites",
            "distributed": "people spread out",
        }
    ),
    "audience.travel": _yes_no("travel to a room allowed", "no travel to a room"),
    "work.setting": Phrase(
        "work {}", {"desk": "at a desk", "field": "in the field", "shop_floor": "on the shop floor"}
    ),
    "work.longest_session_minutes": Phrase("sessions of up to {} minutes"),
    "work.mobile_only": _yes_no("nothing but a phone", "more than a phone"),
    "content.hours": Phrase("{} hours of content"),
    "support.managers": _yes_no("line managers taking part", "line managers not taking part"),
    "support.coaches": _yes_no("coaches available", "no coaches"),
    "support.facilitators": Phrase("{} facilitators"),
    "schedule.weeks": Phrase("a window of {} weeks"),
}
_ONE = {
    "audience.size": "one learner",
    "content.hours": "one hour of content",
    "support.facilitators": "one facilitator",
    "schedule.weeks": "a window of one week",
}
_NONE = {"support.facilitators": "no facilitators"}
_WORDS = ("none", "one")
EVIDENCE = {"H": "research", "M": "consistent practice", "L": "judgement"}
"""How sure a reason is, in words."""
TECHNOLOGY = {
    "lms": "a learning management system",
    "lxp": "a learning experience platform",
    "virtual_classroom": "a virtual classroom",
    "classroom": "a room to meet in",
    "collaboration": "a shared space to collaborate",
    "sandbox": "a sandbox",
    "mobile": "learning on mobile devices",
    "nudges": "automated nudges",
    "in_app_help": "help inside the application",
    "analytics": "usage data",
    "authoring": "an authoring tool",
    "coaching_platform": "a coaching platform",
}


def number(value: float) -> str:
    """Return a number as people write it: 1,200 and 4.5, never 1200.0."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: "a, b and c".

    Examples
    --------
    >>> listed(["a room", "a facilitator", "two weeks"])
    'a room, a facilitator and two weeks'
    """
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def lowered(name: str) -> str:
    """Return a name as it stands inside a sentence: "bookend", "in-person workshop"."""
    return name[:1].lower() + name[1:]


def capitalized(sentence: str) -> str:
    """Return a sentence with a capital first letter and the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def phrase(path: str, value: Any, facts: Mapping[str, Any]) -> str:
    """Return what a value means, to go on after "with".

    Parameters
    ----------
    path
        Key path of the design variable.
    value
        A value of it.
    facts
        The facts it stands among: a content weight means nothing without the other two.
    """
    if path in MIX:
        return _mix_phrase(path, value, facts)
    if path == "technology.available":
        return listed([TECHNOLOGY[item] for item in value]) if value else "no technology"
    if path in ("audience.languages", "moments"):
        thing = "language" if path == "audience.languages" else "moment that matters"
        return _counted(len(value), thing)
    special = _special(path, value)
    return PHRASES[path].full(value) if special is None else special


def _special(path: str, value: Any) -> str | None:
    """What nobody would count: no facilitators, one learner."""
    if isinstance(value, bool) or value not in (0, 1):
        return None
    return (_NONE, _ONE)[int(value)].get(path)


def _counted(count: int, thing: str) -> str:
    if count == 1:
        return f"one {thing}"
    first, space, rest = thing.partition(" ")
    return f"{count} {first}s{space}{rest}"


def _mix_phrase(path: str, value: float, facts: Mapping[str, Any]) -> str:
    weights = {other: facts.get(other) or 0.0 for other in MIX} | {path: value or 0.0}
    kind = CONTENT_KINDS[MIX.index(path)]
    return f"{100 * weights[path] / (sum(weights.values()) or 1):.0f} % {kind} content"


def changed(path: str, before: Any, after: Any, facts: Mapping[str, Any]) -> str:
    """Return a change as the condition of a sentence: the new value, and what it was.

    Examples
    --------
    >>> changed("audience.size", 400, 40, {})
    'with 40 learners instead of 400'
    >>> changed("technology.available", ("lms",), ("lms", "sandbox"), {})
    'with a sandbox as well'
    """
    if path == "technology.available" and before is not None:
        return _technology_changed(before, after)
    now = f"with {phrase(path, after, facts)}"
    if isinstance(before, bool) or (before is None and path not in MIX):
        return now
    if path not in PHRASES:
        was = phrase(path, before, facts)
    elif _special(path, before) is not None:
        was = _WORDS[before]
    else:
        was = PHRASES[path].word(before)
    return f"{now} instead of {was}"


def _technology_changed(before: Sequence[str], after: Sequence[str]) -> str:
    more = [TECHNOLOGY[item] for item in after if item not in before]
    less = [TECHNOLOGY[item] for item in before if item not in after]
    parts = [f"with {listed(more)} as well"] if more else []
    return listed([*parts, f"without {listed(less)}"] if less else parts)


def wished(path: str, option: Option) -> str:
    """Return what would have to be there for an option not to hold, such as "a sandbox".

    Parameters
    ----------
    path
        Key path of the design variable.
    option
        What a veto asks of it.
    """
    if option.lacks:
        return " or ".join(TECHNOLOGY[item] for item in option.lacks)
    return phrase(path, value=True, facts={}) if option.one_of == (False,) else ""
