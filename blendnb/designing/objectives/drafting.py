"""Objectives of a brief: those that it states, and a draft for each topic without one.

A draft has the form *at a moment, who does what, how well*. It is made from words of the brief and
sentences of the language file and is never parsed back. No number is ever filled in: a bracket
asks for it.
"""

import re

from blendnb.designing.objectives.topic_kinds import kind_of, leading_verb
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import LearningObjective
from blendnb.domain.vocabulary import ContentKind, Level
from blendnb.language import quoted, say

NO_OBJECT = re.compile(
    r"^(?:(?:an? )?(?:introduction to|overview of)|(?:the )?basics of|how to|understanding)\s+",
    re.IGNORECASE,
)
"""Beginnings of a topic that say how it is taught, and not what it is."""


def objectives_of(brief: Brief, catalogue: Catalogue) -> tuple[LearningObjective, ...]:
    """Return an objective for each topic of a brief: stated, or drafted and marked as a draft.

    Parameters
    ----------
    brief
        The design variables; where it names no topic, its title is one.
    catalogue
        Holds the words by which a kind and a verb are found.
    """
    full = brief.resolved
    return tuple(
        _objective(number, topic, full, brief, catalogue)
        for number, topic in enumerate(full.topic_names, start=1)
    )


def _objective(
    number: int, topic: str, full: Brief, brief: Brief, catalogue: Catalogue
) -> LearningObjective:
    stated = full.topics_by_name[topic].objective
    kind, level = kind_of(topic, brief, catalogue), full.outcome.level or "skill"
    return LearningObjective(
        id=f"objective-{number}",
        topic=topic,
        text=stated or draft(topic, kind, level, full, catalogue),
        level=level,
        kind=kind,
        origin="stated" if stated else "drafted",
    )


def draft(topic: str, kind: ContentKind, level: Level, brief: Brief, catalogue: Catalogue) -> str:
    """Return what people will do with a topic, as a sentence with brackets for what is not known.

    Parameters
    ----------
    topic
        Its name.
    kind, level
        Kind of content, and how far it is to go.
    brief
        With assumed values filled in.
    catalogue
        Holds the verbs.
    """
    plain = NO_OBJECT.sub("", topic) or topic
    return say(
        "objectives.draft",
        condition=_condition(topic, brief),
        who=say(f"objectives.who.{brief.audience.role or 'mixed'}"),
        does=_does(plain, kind, level, catalogue),
        standard=_standard(topic, kind, level, brief),
    )


def _condition(topic: str, brief: Brief) -> str:
    """The moment that lists the topic, else the only moment, else a bracket."""
    naming = [moment for moment in brief.moments if topic in moment.topics]
    moments = naming or (brief.moments if len(brief.moments) == 1 else ())
    if not moments:
        return say("objectives.no_moment")
    return say("objectives.at_moment", moment=quoted(moments[0].text))


def _does(topic: str, kind: ContentKind, level: Level, catalogue: Catalogue) -> str:
    """The topic's own verb with its object, else the usual verb with the topic in quotes."""
    verb = leading_verb(topic, catalogue) if level != "awareness" else None
    if verb is None:
        return say(f"objectives.does.{level}.{kind}", topic=quoted(topic))
    word, rest = verb
    joint, _, last = rest.partition(" ")
    second = leading_verb(last, catalogue) if joint in {"and", "or"} else None
    if second is not None:
        return f"{word.does} {joint} {second[0].does} {second[1]}"
    return f"{word.does} {rest}"


def _standard(topic: str, kind: ContentKind, level: Level, brief: Brief) -> str:
    """How well: by level and kind, with what the topic's demands and the risk add."""
    demands = brief.topics_by_name[topic].demands if topic in brief.topics_by_name else ()
    critical = brief.outcome.risk == "high" and level != "awareness"
    parts = [
        say(f"objectives.standard.{'critical' if critical else level}.{kind}"),
        *(say(f"objectives.standard.{demand}") for demand in demands),
    ]
    return say("objectives.and").join(parts)
