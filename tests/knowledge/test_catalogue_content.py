"""The catalogue holds every word of the contract and the numbers of the evidence."""

import re
from typing import get_args

import pytest

from blendnb.domain.brief import Brief
from blendnb.domain.conditions import holds
from blendnb.domain.fact_kinds import brief_paths, stated_facts
from blendnb.domain.learning_format import BY_MODALITY
from blendnb.domain.vocabulary import (
    BLEND_MODELS,
    TECHNOLOGIES,
    AssessmentKind,
    Purpose,
)
from blendnb.shipped import shipped

FORMATS = {
    "self_paced_module", "microlearning", "reading", "virtual_workshop", "in_person_workshop",
    "video_demo", "practice_lab", "social_task", "job_aid", "performance_support", "coaching",
    "manager_check_in", "office_hours", "on_the_job_assignment", "knowledge_check",
    "scenario_assessment", "performance_task", "community_of_practice", "nudge", "message",
}  # fmt: skip

THRESHOLDS = {
    "live_virtual_warn_no_break": 90, "live_virtual_break_min": 5, "live_virtual_break_max": 10,
    "live_virtual_interaction_min": 3, "live_virtual_interaction_max": 5,
    "live_virtual_warn": 120, "live_virtual_error": 180, "live_inform_max": 30,
    "live_short_note": 60, "microlearning_min": 3, "microlearning_max": 7,
    "microlearning_warn": 10, "video_length_warn": 6, "self_paced_module_warn": 30,
    "group_small_min": 4, "group_small_max": 5, "group_max_virtual": 16,
    "group_max_in_person": 20, "group_max_key_users": 10, "peer_group_min": 4,
    "peer_group_max": 8, "super_users_min": 15, "super_users_max": 20,
    "complex_software_floor": 4, "weekly_workload_note": 100, "weekly_workload_warn": 120,
    "prework_max": 30, "prework_done": 60, "prework_done_low": 40, "prework_done_high": 80,
    "facilitator_capacity": 12, "facilitator_strained": 5,
    "gap_share_low_week": 20, "gap_share_high_week": 40, "gap_share_low_year": 5,
    "gap_share_high_year": 10, "reinforcement_min": 2, "reinforcement_silence": 28,
    "reinforcement_silence_weeks": 26, "checks_min": 2, "checks_min_high_risk": 3,
    "checks_spread": 2, "highest_measure": 4, "highest_measure_high_risk": 5,
    "manager_and_peer": 1, "manager_moments": 2, "support_after_days": 30, "one_mode_share": 60,
    "one_mode_share_missing": 75, "format_variety": 8, "pilot_group_min": 10,
    "pilot_group_max": 30, "pilot_group_share": 5, "awareness_short_hours": 1, "flipped_from": 3,
    "reinforcement_above": 0,
}  # fmt: skip

RATES = {
    "build_in_person_workshop": (38, 38, 185), "build_virtual_workshop": (28, 28, 69),
    "build_module_passive": (42, 42, 95), "build_module_limited": (71, 71, 184),
    "build_module_complex": (122, 130, 243), "build_simulation": (143, 143, 800),
    "build_print": (40, 40, 93), "build_short_media": (42, 71, 184),
    "build_lab_in_sandbox": (10, 28, 70), "build_support_piece": (4, 16, 80),
    "build_nudge_piece": (0.5, 1, 3), "build_message_piece": (0.5, 1, 3),
    "build_office_hours_piece": (0.5, 1, 3), "build_check_in_piece": (2, 4, 12),
    "build_blend": (22, 49, 69), "reuse_repurposed": (0.32, 0.32, 1),
}  # fmt: skip

VETOES = {
    "V01": "live_led bookend virtual_workshop in_person_workshop",
    "V02": "live_led bookend virtual_workshop",
    "V03": "in_person_workshop",
    "V04": "digital_first self_paced_module",
    "V05": "practice_lab",
    "V06": "performance_support",
    "V07": "nudge",
    "V08": "social_task community_of_practice",
    "V09": "usage_dashboard",
    "V10": "coaching",
    "V11": "manager_check_in",
    "V12": "live_led bookend virtual_workshop in_person_workshop office_hours",
    "V13": "live_led bookend virtual_workshop in_person_workshop",
    "V14": "self_paced_module practice_lab",
    "V15": "self_paced_module scenario_assessment",
    "V16": "completion_record",
    "V17": "flipped",
    "V18": "bookend continuous",
}

SENTENCES = """
    There is no room, virtual or real, to hold a live session in.
    People are spread out and no virtual classroom is available.
    No room to meet in is listed.
    Nothing is available to deliver self-paced content.
    Without a sandbox, practise by guided demo and reviewed real tasks.
    Help cannot sit inside the application; use cards and a searchable page.
    No channel can carry prompts; managers must carry them.
    No shared space: do the social part in live sessions or in pairs.
    No usage data: managers observe instead.
    No coaches: use manager check-ins and peer pairs.
    Managers will not take part: a peer or mentor must.
    Nobody is available to lead live sessions.
    Nobody can be free long enough for a live session with practice.
    Learners have a phone only: keep to short mobile formats.
    No authoring tool: buy, reuse, or use documents and video.
    An audit needs records that nothing here keeps; plan signed records.
    There is no time for pre-work.
    The window is too short for this pattern.
"""

AVAILABLE = "technology.available"
SPREAD_OUT = {AVAILABLE: ("lms", "classroom"), "audience.location": "distributed"}

VETO_CASES = [
    ("V01", {AVAILABLE: ("lms",)}, True),
    ("V01", {AVAILABLE: ("classroom",)}, False),
    ("V02", SPREAD_OUT, True),
    ("V02", {**SPREAD_OUT, "audience.travel": True}, False),
    ("V02", {**SPREAD_OUT, "audience.travel": True, AVAILABLE: ("lms",)}, True),
    ("V02", {**SPREAD_OUT, "audience.location": "multi_site"}, False),
    ("V03", {AVAILABLE: ("virtual_classroom",)}, True),
    ("V04", {AVAILABLE: ("classroom", "nudges")}, True),
    ("V04", {AVAILABLE: ("mobile",)}, False),
    ("V05", {AVAILABLE: ("sandbox",)}, False),
    ("V07", {AVAILABLE: ("lms",)}, True),
    ("V07", {AVAILABLE: ("collaboration",)}, False),
    ("V10", {"support.coaches": False}, True),
    ("V10", {}, False),
    ("V11", {"support.managers": False}, True),
    ("V12", {"support.facilitators": 0}, True),
    ("V12", {"support.facilitators": 1}, False),
    ("V13", {"work.longest_session_minutes": 29}, True),
    ("V13", {"work.longest_session_minutes": 30}, False),
    ("V14", {"work.mobile_only": True}, True),
    ("V16", {"outcome.audit": True, AVAILABLE: ("mobile",)}, True),
    ("V16", {"outcome.audit": True, AVAILABLE: ("lxp",)}, False),
    ("V17", {"audience.minutes_per_week": 14}, True),
    ("V17", {"audience.minutes_per_week": 15}, False),
    ("V18", {"schedule.weeks": 2}, True),
    ("V18", {"schedule.weeks": 3}, False),
]


def entries(catalogue):
    return [
        *catalogue.blend_models.values(), *catalogue.formats.values(), *catalogue.rules,
        *catalogue.vetoes, *catalogue.format_rules, *catalogue.thresholds.values(),
        *catalogue.rates.values(), *catalogue.variables.values(),
        *catalogue.help_texts.values(), *catalogue.archetypes.values(),
        *catalogue.activity_families.values(), *catalogue.activities.values(),
        *catalogue.blueprints.values(),
        *(row for blueprint in catalogue.blueprints.values() for row in blueprint.rows),
    ]  # fmt: skip


# -------------------------------------------------------------------------------- vocabulary


def test_every_blend_model_of_the_contract_is_described_and_has_an_archetype(catalogue):
    assert set(catalogue.blend_models) == set(BLEND_MODELS)
    assert set(catalogue.archetypes) == set(BLEND_MODELS)


def test_every_format_of_the_contract_is_described(catalogue):
    assert set(catalogue.formats) == FORMATS


def test_every_purpose_need_and_kind_of_check_is_served_by_some_format(catalogue):
    formats = catalogue.formats.values()
    assert {p for f in formats for p in f.purposes} == set(get_args(Purpose))
    assert {k for f in formats for k in f.assessment} == set(get_args(AssessmentKind))


def test_only_live_formats_have_a_delivery(catalogue):
    for learning_format in catalogue.formats.values():
        assert (learning_format.modality == "live") == (learning_format.delivery is not None)


def test_group_sizes_of_formats_agree_with_the_thresholds(catalogue):
    sizes = {id_: catalogue.formats[id_].group_max for id_ in catalogue.formats}
    assert sizes["virtual_workshop"] == catalogue.threshold("group_max_virtual")
    assert sizes["in_person_workshop"] == catalogue.threshold("group_max_in_person")
    assert sizes["social_task"] == catalogue.threshold("peer_group_max")


# ----------------------------------------------------------------------------------- numbers


def test_thresholds_have_the_values_of_the_evidence(catalogue):
    assert {id_: catalogue.threshold(id_) for id_ in THRESHOLDS} == THRESHOLDS


def test_build_rates_have_the_ranges_of_the_evidence(catalogue):
    found = {id_: catalogue.rates[id_] for id_ in RATES}
    assert {id_: (rate.low, rate.default, rate.high) for id_, rate in found.items()} == RATES


def test_every_format_says_at_which_rate_it_is_built(catalogue):
    assert {id_: catalogue.formats[id_].built_at for id_ in FORMATS} == {
        "coaching": "build_coaching_piece",
        "community_of_practice": "build_support_piece",
        "in_person_workshop": "build_in_person_workshop",
        "job_aid": "build_print",
        "knowledge_check": "build_module_limited",
        "manager_check_in": "build_check_in_piece",
        "message": "build_message_piece",
        "microlearning": "build_short_media",
        "nudge": "build_nudge_piece",
        "office_hours": "build_office_hours_piece",
        "on_the_job_assignment": "build_assignment_piece",
        "performance_support": "build_support_piece",
        "performance_task": "build_performance_task_piece",
        "practice_lab": "build_lab_in_sandbox",
        "reading": "build_print",
        "scenario_assessment": "build_module_complex",
        "self_paced_module": "build_module_passive",
        "social_task": "build_social_task_piece",
        "video_demo": "build_short_media",
        "virtual_workshop": "build_virtual_workshop",
    }


def test_usual_rates_of_modalities_and_limits_of_lengths_exist(catalogue):
    assert {usual.built_at for usual in BY_MODALITY.values()} <= set(catalogue.rates)
    lengths = [f.length for f in catalogue.formats.values() if f.length]
    assert {length.constraint for length in lengths} == {
        "microlearning_length", "video_length", "self_paced_module_warn",
    }  # fmt: skip


def test_no_rate_is_a_price(catalogue):
    assert {rate.unit for rate in catalogue.rates.values()} == {
        "build hours per finished hour", "build hours a piece", "finished minutes an aid",
        "factor on build hours", "share of build hours per further language",
        "leaders per group", "people in a virtual group", "share of session time",
        "share of build cost per year",
    }  # fmt: skip


# ------------------------------------------------------------------------------------ vetoes


def test_the_vetoes_exclude_what_the_evidence_says(catalogue):
    assert {veto.id: " ".join(veto.excludes) for veto in catalogue.vetoes} == VETOES


def test_the_vetoes_say_what_the_evidence_says(catalogue):
    expected = [line.strip() for line in SENTENCES.strip().splitlines()]
    assert [veto.sentence for veto in catalogue.vetoes] == expected


@pytest.mark.parametrize(("id_", "facts", "excluded"), VETO_CASES)
def test_a_veto_holds_on_stated_facts_alone_and_not_where_its_exception_does(
    catalogue, id_, facts, excluded
):
    veto = next(veto for veto in catalogue.vetoes if veto.id == id_)
    found = holds(veto.when, facts) and not (veto.unless and holds(veto.unless, facts))
    assert found is excluded


def test_no_veto_holds_on_a_brief_that_states_only_what_is_required(catalogue):
    brief = Brief.model_validate({"title": "t", "objective": "o", "outcome": {"subject": "sales"}})
    assert not [veto.id for veto in catalogue.vetoes if holds(veto.when, brief.stated)]


# ----------------------------------------------------------------------------- words for people


def test_the_form_asks_for_every_key_of_a_brief_in_its_order(catalogue):
    assert tuple(catalogue.variables) == brief_paths()


def test_choices_are_the_vocabulary_in_its_order_each_with_a_label(catalogue):
    asked = {path: v for path, v in catalogue.variables.items() if v.kind in ("choice", "set")}
    for path, variable in asked.items():
        assert tuple(choice.value for choice in variable.choices) == stated_facts()[path].values
    assert set(asked) >= {"outcome.subject", "work.setting", AVAILABLE}


def test_typical_values_stand_at_every_number_ascend_and_are_valid_answers(catalogue):
    numbers = {path: v for path, v in catalogue.variables.items() if v.kind == "number"}
    for path, variable in numbers.items():
        assert variable.typical, path
        assert list(variable.typical) == sorted(set(variable.typical)), path
        brief = Brief.model_validate(
            {"title": "t", "objective": "o", "outcome": {"subject": "sales"}}
        )
        for value in variable.typical:
            assert brief.replacing({path: value}).stated[path] == value


def test_only_vocabularies_with_an_order_are_ordered(catalogue):
    assert [path for path, variable in catalogue.variables.items() if variable.ordered] == [
        "outcome.level", "outcome.risk", "audience.digital_comfort", "audience.location",
    ]  # fmt: skip


def test_questions_captions_myths_frameworks_and_steps_are_all_answered(catalogue):
    kinds = [text.kind for text in catalogue.help_texts.values()]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    expected = {"faq": 6, "caption": 13, "myth": 9, "framework": 9, "step": 5}
    assert {kind: counts[kind] for kind in expected} == expected


def test_every_entry_says_where_it_comes_from(catalogue):
    for entry in entries(catalogue):
        assert entry.source.strip()
        assert entry.confidence in {"H", "M", "L"}
        assert entry.origin == "shipped"


def test_rules_and_format_rules_cite_sources_that_are_explained(catalogue):
    explained = [t.title for t in catalogue.help_texts.values() if t.kind == "source"]
    websites = re.compile(r"^(endurancelearning|berrydunn\.com|cedricbignet\.com)")
    for entry in (*catalogue.rules, *catalogue.format_rules, *catalogue.vetoes):
        for source in entry.source.split("; "):
            assert websites.match(source) or any(source.startswith(name) for name in explained)


def test_own_words_use_no_pattern_that_sells(catalogue):
    text = " ".join(
        f"{entry.title} {entry.text}"
        for entry in catalogue.help_texts.values()
        if entry.kind in {"faq", "caption", "framework", "step"}
    )
    assert not re.search(r"% better|guarantee|proven to|boost", text)


def test_no_shipped_file_names_a_path_outside_it():
    outside = re.compile(r"(?:^|[\s\"(])(?:/(?:home|root|tmp|work|usr|var)/|[A-Z]:\\|\.\./|~/)")
    for path in sorted(shipped("templates").rglob("*.toml")):
        assert not outside.search(path.read_text(encoding="utf-8")), path.name


def test_technology_that_a_veto_asks_for_is_known(catalogue):
    asked = {
        item
        for veto in catalogue.vetoes
        if AVAILABLE in veto.when
        for item in veto.when[AVAILABLE].lacks
    }
    assert asked <= set(TECHNOLOGIES)
    assert asked
