"""The published programmes are read as they stand, with what was inferred said apart."""

from collections import Counter

import pytest

from blendnb.domain.fact_kinds import brief_paths

WEIGHTS = {"content.conceptual", "content.procedural", "content.interpersonal"}


def by_id(catalogue):
    return {programme.id: programme for programme in catalogue.programmes}


def test_all_programmes_are_read_in_the_order_of_their_files(catalogue):
    ids = [programme.id for programme in catalogue.programmes]
    batches = Counter(id_[0] for id_ in ids)
    assert batches == {"P": 40, "Q": 33, "S": 32, "V": 41}
    assert ids == sorted(ids)


def test_patterns_and_elements_of_the_first_batch_are_those_counted_in_it(catalogue):
    first = [p for p in catalogue.programmes if p.id.startswith("V")]
    patterns = Counter(programme.pattern for programme in first)
    assert patterns == {"live_led": 17, "digital_first": 12, "continuous": 9, "bookend": 3}
    assert Counter(p.flipped for p in first) == {"yes": 8, "no": 16, "unknown": 17}
    assert Counter(p.reinforced for p in first) == {"yes": 22, "no": 2, "unknown": 17}


def test_a_programme_keeps_context_sequence_result_and_source_apart(catalogue):
    programme = by_id(catalogue)["V13"]
    assert programme.client == "US Veterans Affairs"
    assert programme.pattern == "continuous"
    assert programme.also == ("digital_first",)
    assert programme.brief["audience.size"] == 95
    assert programme.brief["outcome.risk"] == "high"
    assert programme.brief["technology.available"] == ("lms", "nudges", "classroom")
    assert programme.source_title.startswith("Durable improvements in prostate cancer screening")
    assert (programme.year, programme.kind, programme.grade) == (2010, "paper", "A")
    assert programme.origin == "shipped"


def test_inferred_values_are_listed_by_key_path(catalogue):
    assert set(by_id(catalogue)["V13"].inferred) == WEIGHTS | {
        "outcome.risk", "audience.minutes_per_week", "work.longest_session_minutes",
        "technology.available",
    }  # fmt: skip
    assert "content.hours" not in by_id(catalogue)["S28"].inferred


def test_content_weights_are_always_inferred(catalogue):
    for programme in catalogue.programmes:
        assert WEIGHTS & programme.brief.keys() <= set(programme.inferred), programme.id


def test_inferred_values_are_counted_as_in_the_collection(catalogue):
    counts = Counter(path for p in catalogue.programmes for path in p.inferred)
    assert counts["outcome.risk"] == 126
    assert counts["work.setting"] == 64
    assert counts["technology.available"] == 42
    assert counts["gap"] == 8


def test_every_programme_says_who_published_it_and_how_much_is_known(catalogue):
    for programme in catalogue.programmes:
        assert programme.source_title
        assert programme.owner
        assert programme.grade[0] in "ABC"
        assert programme.sequence
        assert set(programme.inferred) <= set(brief_paths())


@pytest.mark.parametrize("word", ["cohort", "kick-off", "flipped", "bookend"])
def test_titles_and_objectives_do_not_give_the_pattern_away(catalogue, word):
    for programme in catalogue.programmes:
        assert word not in f"{programme.title} {programme.objective}".lower(), programme.id
