"""Wording: every value of every design variable can be said in a sentence."""

import pytest

from blendnb.designing.variables import design_variables
from blendnb.designing.wording import TECHNOLOGY, changed, listed, phrase
from blendnb.domain.vocabulary import TECHNOLOGIES


def test_every_value_of_a_vocabulary_has_words():
    for name, variable in design_variables().items():
        if variable.kind in ("choice", "yes_no"):
            words = [phrase(name, value, {}) for value in variable.values]
            assert len(set(words)) == len(words), name
    assert TECHNOLOGY.keys() == set(TECHNOLOGIES)


@pytest.mark.parametrize(
    ("path", "before", "after", "words"),
    [
        ("audience.size", 400, 40, "with 40 learners instead of 400"),
        ("audience.size", None, 1200, "with 1,200 learners"),
        ("support.facilitators", 0, 1, "with one facilitator instead of none"),
        ("support.facilitators", 3, 0, "with no facilitators instead of 3"),
        ("schedule.weeks", 1, 8, "with a window of 8 weeks instead of one"),
        ("support.managers", True, False, "with line managers not taking part"),
        ("outcome.level", "skill", "awareness", "with awareness as the aim instead of a skill"),
        ("content.hours", 4.0, 1.5, "with 1.5 hours of content instead of 4"),
        ("audience.languages", ("en",), ("en", "es"), "with 2 languages instead of one language"),
        ("technology.available", ("lms",), (), "without a learning management system"),
    ],
)  # fmt: skip
def test_changes_read_as_conditions_of_a_sentence(path, before, after, words):
    assert changed(path, before, after, {}) == words


def test_a_content_weight_is_said_as_its_share():
    facts = {"content.conceptual": 3.0, "content.procedural": 1.0}
    assert changed("content.procedural", 1.0, 3.0, facts) == (
        "with 50 % procedural content instead of 25 % procedural content"
    )


def test_lists_are_joined_as_in_a_sentence():
    assert listed(["one"]) == "one"
    assert listed(["one", "two", "three"]) == "one, two and three"
