"""Measures that are proposed: by level, by the client's own words, and never with a figure."""

import pytest

from blendnb.designing.measures_to_take import measures_to_take
from blendnb.domain.brief import Brief
from blendnb.domain.measure_ideas import MeasureIdea
from blendnb.domain.plan import Plan
from blendnb.files.catalogue_loading import load_catalogue
from tests.designing.proof_plans import touchpoint

CATALOGUE = load_catalogue(programmes=False)
GAP = "Forecasts are 30 % off because opportunities are logged late."


def plan(*touchpoints, subject="software", level="behavior", **stated):
    brief = {
        "title": "T", "objective": "They use it.", "outcome": {"subject": subject, "level": level},
        "schedule": {"weeks": 4}, **stated,
    }  # fmt: skip
    return Plan(
        title="T", brief=Brief.model_validate(brief), blend_model="live_led",
        touchpoints=touchpoints,
    )  # fmt: skip


def ids(*touchpoints, **stated):
    return [e.idea.id for e in measures_to_take(plan(*touchpoints, **stated), CATALOGUE).proposed]


def test_words_of_the_gap_choose_among_the_measures_of_each_kind():
    assert ids(gap=GAP) == ["records_in_time", "fields_corrected", "cycle_or_forecast"]
    assert ids(gap="People keep their own list.")[0] == "logins_with_task"


def test_a_business_result_is_proposed_only_where_the_words_name_it():
    assert ids() == ["logins_with_task", "fields_corrected", "right_in_new_cases"]


@pytest.mark.parametrize(
    ("level", "kinds"),
    [
        ("awareness", ["learning", "behavior"]),
        ("skill", ["learning", "behavior", "work"]),
        ("behavior", ["behavior", "work", "business"]),
    ],
)
def test_the_level_says_which_kinds_are_wanted(level, kinds):
    found = measures_to_take(plan(level=level, gap=GAP), CATALOGUE).proposed
    assert [each.idea.kind for each in found] == kinds


def test_a_measure_is_first_read_as_long_after_the_first_use_as_it_takes_to_move():
    task = touchpoint("task", "on_the_job_assignment", modality="on_the_job", purpose="apply",
                      start_day=10)  # fmt: skip
    found = measures_to_take(plan(task, gap=GAP), CATALOGUE)
    assert [each.first_day for each in found.proposed] == [24, 24, 70]
    assert [each.idea.id for each in found.later] == ["cycle_or_forecast"]


def test_no_proposal_has_a_baseline_or_an_aim():
    for each in measures_to_take(plan(gap=GAP), CATALOGUE).proposed:
        assert (each.measure.baseline, each.measure.target) == (None, None)
        assert each.measure.kind == each.idea.kind


def test_where_somebody_could_be_recognised_there_is_no_survey():
    few, many = ({"audience": {"size": size}, "gap": "They ask what their role is."}
                 for size in (4, 5))  # fmt: skip
    assert "role_clarity" in ids(subject="role_transition", **many)
    assert "role_clarity" not in ids(subject="role_transition", **few)


def test_words_are_the_clients_own_and_whole():
    found = measures_to_take(plan(gap=GAP), CATALOGUE).proposed
    assert found[0].words == ("forecasts", "logged", "late")


def test_every_subject_has_measures_of_behaviour_and_of_work():
    for subject in ("leadership", "behavioral_skills", "sales", "software", "process",
                    "product_knowledge", "compliance", "safety", "role_transition", "change",
                    "culture", "technical"):  # fmt: skip
        found = measures_to_take(plan(subject=subject), CATALOGUE)
        own = [each.idea for each in found.proposed] + list(found.others)
        assert len([idea for idea in own if idea.subjects]) >= 4
        assert {"learning", "behavior", "work", "business"} <= {idea.kind for idea in own}


def test_an_own_measure_is_proposed_like_a_shipped_one():
    own = MeasureIdea(
        id="own", subjects=("software",), kind="behavior", text="Ours", unit="%", record="A",
        held_by="B", rhythm="weekly", pace="slow", trap="C", cues=("opportunit",) , source="us",
        confidence="L", origin="own",
    )  # fmt: skip
    known = CATALOGUE.model_copy(update={"measure_ideas": {"own": own}})
    (each,) = measures_to_take(plan(gap=GAP), known).proposed
    assert (each.idea.id, each.words, each.first_day) == ("own", ("opportunities",), 120)
