"""One brief, read through: recommendation, journey and audit must not contradict each other."""

import pytest

from blendnb import Brief, audit, design, recommend
from blendnb.designing.format_reasons import as_used
from blendnb.designing.standing import standing_of
from blendnb.designing.workload import weekly_workload
from blendnb.domain.recommendation import Coverage, RankedModel, WhatIf
from blendnb.exporting.words import load_words
from blendnb.files.catalogue import load_catalogue

CATALOGUE = load_catalogue()
CALL, STOP = "Call a second nurse and check aloud", "Say stop when a colleague only signs"
WARDS = Brief.model_validate(
    {
        "title": "Two-nurse check",
        "objective": "Nurses carry out the two-nurse check before every high-alert dose.",
        "moments": [{"text": CALL, "week": 3}, {"text": STOP}],
        "topics": ["High-alert medicines", "The check, step by step", "Speaking up"],
        "outcome": {"subject": "safety", "risk": "high", "audit": True},
        "audience": {
            "size": 220,
            "role": "frontline",
            "location": "multi_site",
            "minutes_per_week": 40,
        },
        "work": {"setting": "shop_floor", "longest_session_minutes": 45},
        "content": {"conceptual": 0.2, "procedural": 0.5, "interpersonal": 0.3},
        "technology": {"available": ["classroom", "mobile", "lms"]},
        "support": {"managers": True},
        "schedule": {"weeks": 8, "start": "2027-02-01"},
    }
)
SHORT = WARDS.replacing(
    {"support.managers": False, "schedule.weeks": 3, "schedule.start": None, "moments": ()}
)


@pytest.fixture(scope="module")
def plan():
    return design(WARDS)


def model(id_, share, *, score=1.0):
    return RankedModel(
        id_, id_.replace("_", "-").capitalize(), score, share, round(100 * share),
        excluded=False, excluded_by=(), risks=(), reasons=(),
    )  # fmt: skip


def standing(models, *what_if, answered=22):
    return standing_of(models, what_if, Coverage(answered, 22), settled=True)


# ------------------------------------------------------------------------------- how firm


def test_nothing_is_firm_without_the_minute_on_which_it_hangs():
    advice = recommend(WARDS)
    assert advice.standing.kind == "firm"
    assert advice.standing.hinge == "a session may last no more than 45 minutes"
    assert "That is firm as long as a session may last no more than 45 minutes: " in advice.summary


@pytest.mark.parametrize(
    ("variable", "before", "after", "step", "hinge"),
    [
        ("audience.size", 220, 210, 0.1, "there are no fewer than 220 learners"),
        ("schedule.weeks", 8, 7, 0.2, "the window has no fewer than 8 weeks"),
        ("audience.minutes_per_week", 40, 44, 0.1, "learners have no more than 40 minutes a week"),
        ("outcome.risk", "high", "medium", 1, "it stays with high risk"),
        ("content.conceptual", 0.2, 0.21, 0.05, "the mix of content stays as it is"),
        ("audience.size", 220, 150, 0.6, ""),
        ("outcome.risk", "high", "low", 2, ""),
        ("outcome.audit", True, False, 1, ""),
        ("outcome.subject", "safety", "culture", 1, ""),
        ("audience.size", None, 210, 0.0, ""),
    ],
)
def test_only_a_small_change_of_a_stated_value_is_a_hinge(variable, before, after, step, hinge):
    change = WhatIf(variable, before, after, "bookend", step, "")
    found = standing((model("live_led", 0.9), model("bookend", 0.1)), change)
    assert found.hinge == hinge


def test_the_order_says_why_its_percentages_may_run_the_other_way():
    found = standing((model("continuous", 0.22), model("digital_first", 0.72)), answered=10)
    assert found.kind == "open"
    assert found.order == (
        "The order follows the points, which only what is stated gives; a percentage says how "
        "often a model comes first when the rules\u2019 weights and the 12 unanswered questions "
        "vary. What is stated puts continuous first; what is still open favours digital-first."
    )


# ------------------------------------------------------------------------------- the journey


def test_a_moment_is_served_in_the_week_that_was_stated(plan):
    [served] = [t for t in plan.touchpoints if t.trigger == CALL]
    assert (served.start_day, served.occurrences[0].end_day) == (14, 18)  # Monday to Friday, week 3
    assert not any(CALL in change for change in plan.changes)


def test_a_moment_that_comes_later_than_stated_says_why():
    late = WARDS.replacing({"moments": [{"text": CALL, "week": 1}]})
    [said] = [change for change in design(late).changes if CALL in change]
    assert said.startswith(f"\u201c{CALL}\u201d has its task in week ")
    assert said.endswith(", not in week 1 as stated: its topics are taught and tried first.")


def test_words_follow_the_format_and_live_help_the_technology(plan):
    assert (plan.by_id["modules"].title, plan.by_id["modules"].format) == ("Reading", "reading")
    tried = plan.by_id["practice"]
    assert tried.format == "on_the_job_assignment"
    assert "safe place" not in tried.why
    assert "colleague who can step in" in tried.description
    assert "desk" not in plan.by_id["demonstration"].why
    assert plan.by_id["drop-in-hours"].delivery == "in_person"  # no virtual classroom was stated


def test_the_only_check_in_the_middle_of_the_journey_stays_there(plan):
    # Moved out of a full week, it left the middle third of 63 days without a check.
    assert 14 <= plan.by_id["early-check"].occurrences[0].end_day < 35


def test_no_format_is_left_out_that_the_journey_uses(plan):
    choice = as_used(recommend(WARDS).format_choice, plan, CATALOGUE, load_words().sections["why"])
    used = {t.format for t in plan.touchpoints}
    assert set(choice.ids) == used
    assert used.isdisjoint(f.id for f in choice.left_out)


def test_what_stands_in_for_a_format_is_named_where_none_is_made_for_it():
    [gap] = recommend(WARDS).format_choice.uncovered
    assert gap.text.startswith(
        "No format made to show what people would decide can be used; \u201cScenario check\u201d "
        "does it as a knowledge check instead. "
    )


def test_more_content_than_the_window_holds_is_shared_out_over_its_weeks():
    # 186 minutes in three weeks of 40: the first week asked for 133 of them.
    loads = {load.week: load.learning_minutes for load in weekly_workload(design(SHORT))}
    assert max(loads.values()) < 80


# ------------------------------------------------------------------------------- words


def test_alike_counts_against_all_that_the_brief_states():
    # Of garment factories little is known, and all of it agrees: that was "91 % alike".
    garments = recommend(WARDS).precedents[0]
    assert garments.title == "Safety committees in garment factories"
    assert (len(garments.alike), garments.stated) == (7, 13)


def test_a_window_of_one_week_is_one_week():
    brief = WARDS.replacing({"schedule.weeks": 1})
    [said] = [t.text for t in audit(design(brief)).tensions if "Moments" in t.text]
    assert "come after the window of 1 week: " in said


def test_without_continuous_reinforcement_topics_still_come_back():
    text = recommend(WARDS).reinforcement.text
    assert text.endswith("Topics still come back in the journey's own tasks and checks.")
