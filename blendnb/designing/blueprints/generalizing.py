"""A client's plan as a blueprint for others: what is general stays, what is theirs goes.

Dates, the client's name, their figures and the people they named go. Topics become slots, "Topic 1"
and so on, wherever their names stand; another brief's topics take these places. Everything that is
kept is listed word for word, because only a person can see what a machine overlooks.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from blendnb.domain.brief import MOST_TOPICS, Brief
from blendnb.domain.catalogue import Blueprint, Row
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.language import say

_KEPT_GROUPS = ("outcome", "audience", "work", "content", "technology", "support")
_SHARED = (
    "id", "format", "modality", "delivery", "purpose", "stage", "anchor", "start_day", "days",
    "learner_minutes", "facilitation_minutes", "manager_minutes", "roles", "assessment",
    "depends_on", "study_weight",
)  # fmt: skip
"""What a touchpoint hands to its row as it is."""


@dataclass(frozen=True, slots=True)
class Generalized:
    """A plan made general, with what of it is kept and what is left out."""

    blueprint: Blueprint
    kept: tuple[tuple[str, str], ...]
    """What would be written, as (where, text), word for word."""
    left_out: tuple[tuple[str, str], ...]
    """What would not, as (what, text)."""


def generalized(
    plan: Plan,
    name: str,
    *,
    provenance: str,
    results: str = "",
    notes: str = "",
    version: str = "1",
) -> Generalized:
    """Return a plan as a blueprint, and what of it would be kept.

    Parameters
    ----------
    plan
        The plan; as it was run, or as it should be run again.
    name
        Of the blueprint.
    provenance
        Who ran it where, as far as others may know.
    results
        What came of it, and how that was measured.
    notes
        What the next one should know.
    version
        Of the blueprint.
    """
    words = _Words(plan)
    blueprint = Blueprint(
        id=slug(name),
        name=name,
        summary=words.general(plan.brief.objective),
        blend_model=plan.blend_model,
        flipped=plan.flipped,
        reinforced=plan.reinforced,
        brief=_brief(plan, name, words),
        rows=tuple(_row(t, words, provenance) for t in plan.touchpoints),
        version=version,
        notes=notes,
        served=_served(plan),
        results=results,
        source=provenance,
        confidence="L",
        origin="own",
    )
    return Generalized(blueprint, tuple(_kept(blueprint)), tuple(_left_out(plan)))


def slug(name: str) -> str:
    """Return an id for a name.

    Examples
    --------
    >>> slug("Shift leads, Ålesund 2027")
    'shift_leads_alesund_2027'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "own_blueprint"


class _Words:
    """Texts of one plan with the client's own words replaced."""

    def __init__(self, plan: Plan) -> None:
        # A brief has so many topics at most; a plan may have more, which then share slots.
        share = max(1.0, len(plan.topics) / MOST_TOPICS)
        self.slots = {
            topic: say("blueprints.topic", number=1 + int(n / share))
            for n, topic in enumerate(plan.topics)
        }
        self._client = [plan.brief.client] if plan.brief.client else []

    def general(self, text: str) -> str:
        """Return a text with slots for topics and without the client."""
        for topic in sorted(self.slots, key=len, reverse=True):
            text = _replaced(text, topic, self.slots[topic])
        for name in self._client:
            text = _replaced(text, name, say("blueprints.client"))
        return text

    def adapted_title(self, text: str) -> str | None:
        """Return a title with a gap for topics; None where it names none."""
        filled = text
        for topic in sorted(self.slots, key=len, reverse=True):
            filled = _replaced(filled, topic, "{topics}")
        if filled == text:
            return None
        return re.sub(
            r"\{topics\}((, | and |, and | · )\{topics\})+", "{topics}", self.general(filled)
        )

    def topics(self, topics: Iterable[str]) -> tuple[str, ...]:
        """Return topics as slots."""
        return tuple(dict.fromkeys(self.slots.get(topic, topic) for topic in topics))


def _replaced(text: str, name: str, by: str) -> str:
    """Replace a name as a whole word, however it is capitalised."""
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: by, text, flags=re.IGNORECASE)


def _row(touchpoint: Touchpoint, words: _Words, provenance: str) -> Row:
    fields = {name: getattr(touchpoint, name) for name in _SHARED}
    repeat = touchpoint.repeat
    if repeat is not None:
        topics = None if repeat.topics is None else tuple(map(words.topics, repeat.topics))
        repeat = repeat.replace(topics=topics)
    return Row(
        **fields,
        title=words.general(touchpoint.title),
        adapted_title=words.adapted_title(touchpoint.title),
        repeat=repeat,
        topics=words.topics(touchpoint.topics),
        trigger=words.general(touchpoint.trigger) if touchpoint.trigger else None,
        description=words.general(touchpoint.description),
        materials=tuple(map(words.general, touchpoint.materials)),
        why=words.general(touchpoint.why),
        layer="addition" if touchpoint.origin == "addition" else "source",
        source=provenance,
        confidence="L",
    )


def _brief(plan: Plan, name: str, words: _Words) -> dict[str, Any]:
    """The design variables that it served, without what tells whose they were."""
    full = plan.brief
    kept: dict[str, Any] = {
        "title": name,
        "objective": words.general(full.objective),
        "topics": list(dict.fromkeys(words.slots.values())),
        **{group: known for group in _KEPT_GROUPS if (known := _known_answers(full, group))},
        "schedule": {"weeks": plan.weeks},
    }
    if full.moments:
        kept["moments"] = [_moment(moment, words) for moment in full.moments]
    return kept


def _known_answers(brief: Brief, group: str) -> dict[str, Any]:
    """The answers of a group, without what only a later version knows."""
    later = getattr(brief, group).model_extra or {}
    answers = brief.to_data().get(group, {})
    return {key: value for key, value in answers.items() if key not in later}


def _moment(moment: Any, words: _Words) -> dict[str, Any]:
    values = {
        "text": words.general(moment.text),
        "week": moment.week,
        "topics": list(words.topics(moment.topics)),
        "measure": moment.measure and words.general(moment.measure),
        **{who: words.general(part) for who, part in moment.parts.items()},
    }
    return {key: value for key, value in values.items() if value}


_MOMENT_TEXTS = ("text", "measure", "managers", "peers")


def _served(plan: Plan) -> str:
    """Which kind of brief it was, in the variables that tell most."""
    brief = plan.brief
    stated = {path: brief.stated.get(path) for path in _CHARACTERISTIC}
    words = (f"{path.partition('.')[2]} {value}" for path, value in stated.items() if value)
    return ", ".join(words).replace("_", " ")


_CHARACTERISTIC = (
    "outcome.subject", "outcome.level", "outcome.risk", "audience.role", "audience.size",
    "audience.location", "schedule.weeks",
)  # fmt: skip


# ------------------------------------------------------------------- what a person has to see


def _kept(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    """Every text that was written by somebody, where it would stand."""
    yield "name", blueprint.name
    yield "objective", str(blueprint.brief["objective"])
    for moment in blueprint.brief.get("moments", []):
        yield "moment", " · ".join(filter(None, map(moment.get, _MOMENT_TEXTS)))
    yield "design variables", _variables(blueprint.brief)
    for row in blueprint.rows:
        texts = (row.title, row.trigger, row.description, *row.materials, row.why)
        yield row.id, " · ".join(filter(None, texts))
    yield "provenance", blueprint.source
    yield "results", blueprint.results
    yield "notes", blueprint.notes


def _variables(brief: dict[str, Any]) -> str:
    facts = Brief.model_validate(brief).stated
    shown = ((path, value) for path, value in facts.items() if "." in path)
    return ", ".join(f"{path} = {_plain(value)}" for path, value in shown)


def _plain(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _left_out(plan: Plan) -> Iterator[tuple[str, str]]:
    brief = plan.brief
    yield from _stated(("client", brief.client), ("gap", brief.gap), ("title", plan.title))
    if plan.start is not None:
        yield "dates", say("blueprints.start", date=str(plan.start))
    if brief.schedule.blackout:
        yield "dates", say("blueprints.blackouts", count=len(brief.schedule.blackout))
    yield "topics", ", ".join(plan.topics)
    yield from _stated(*(("baseline", moment.baseline) for moment in brief.moments))
    yield from _stated(
        *(("owner", owner) for owner in dict.fromkeys(t.owner for t in plan.touchpoints))
    )
    for what, count in (
        ("measures", len(plan.measures)),
        ("decisions", len(plan.decisions)),
        ("pilot", int(plan.pilot is not None)),
        ("times of sessions", sum(t.time is not None for t in plan.touchpoints)),
    ):
        if count:
            yield what, str(count)


def _stated(*texts: tuple[str, str | None]) -> Iterator[tuple[str, str]]:
    return ((what, text) for what, text in texts if text)
