"""Which kind of content a topic is: as stated, else by its words, else as most of the brief.

The words are English and stand in the catalogue, where others can be added. Short because one
question is answered here, for objectives and for activities.
"""

import re

from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue, TopicWord
from blendnb.domain.vocabulary import CONTENT_KINDS, ContentKind

LOOKED_FOR: tuple[ContentKind, ...] = ("interpersonal", "procedural", "conceptual")
"""Words are looked for in this order: who holds a talk about a policy holds a talk."""


def kind_of(topic: str, brief: Brief, catalogue: Catalogue) -> ContentKind:
    """Return the kind of content of a topic.

    Parameters
    ----------
    topic
        Its name.
    brief
        Whose topics may state their kind; its content mix decides where no word does.
    catalogue
        Holds the words.
    """
    stated = brief.topics_by_name.get(topic)
    if stated is not None and stated.kind is not None:
        return stated.kind
    words = re.findall(r"[^\W\d_]+", topic.casefold())
    for kind in LOOKED_FOR:
        if any((word := catalogue.topic_words.get(each)) and word.kind == kind for each in words):
            return kind
    return heaviest_kind(brief)


def heaviest_kind(brief: Brief) -> ContentKind:
    """Return the kind of content that a brief has most of; the first of equals."""
    mix = brief.resolved.mix
    return max(CONTENT_KINDS, key=lambda kind: (mix.get(kind, 0.0), -CONTENT_KINDS.index(kind)))


def leading_verb(topic: str, catalogue: Catalogue) -> tuple[TopicWord, str] | None:
    """Return the verb that a topic begins with, and the rest; None where it begins otherwise."""
    first, _, rest = topic.partition(" ")
    word = catalogue.topic_words.get(first.casefold())
    return (word, rest) if word is not None and word.does and rest else None
