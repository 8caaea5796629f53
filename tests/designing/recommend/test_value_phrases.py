"""Wording: every value of every design variable can be said in a sentence."""

import pytest

from blendnb.designing.recommend.value_phrases import changed, phrase, wished
from blendnb.domain.conditions import Requirement
from blendnb.files.catalogue_loading import load_catalogue

CATALOGUE = load_catalogue(programmes=False)
ENTRIES = CATALOGUE.variables


def test_every_value_of_a_vocabulary_has_words_of_its_own():
    for name, variable in CATALOGUE.design_variables.items():
        if variable.kind in ("choice", "yes_no"):
            words = [phrase(variable.entry, value) for value in variable.values]
            assert len(set(words)) == len(words), name
        if variable.kind == "set":
            words = [phrase(variable.entry, (value,)) for value in variable.values]
            assert len({*words, phrase(variable.entry, ())}) == len(words) + 1, name


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
    assert changed(ENTRIES[path], before, after, {}) == words


def test_a_content_weight_is_said_as_its_share():
    facts = {"content.conceptual": 3.0, "content.procedural": 1.0}
    assert changed(ENTRIES["content.procedural"], 1.0, 3.0, facts) == (
        "with 50 % procedural content instead of 25 % procedural content"
    )


def test_what_is_wished_for_is_what_a_veto_misses():
    technology, managers = ENTRIES["technology.available"], ENTRIES["support.managers"]
    assert wished(technology, Requirement(lacks=("sandbox", "mobile"))) == (
        "a sandbox or learning on mobile devices"
    )
    assert wished(managers, Requirement(one_of=(False,))) == "line managers taking part"
    assert wished(managers, Requirement(one_of=(True,))) == ""
