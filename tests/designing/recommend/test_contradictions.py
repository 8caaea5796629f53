"""One brief, read through: recommendation, journey and audit must not contradict each other."""

import pytest

from blendnb import Brief, audit, design, recommend
from blendnb.api import catalogue_of
from blendnb.designing.recommend.confidence import confidence_of
from blendnb.designing.recommend.formats import as_used
from blendnb.designing.workload import weekly_workload
from blendnb.domain.recommendation import RankedModel, WhatIf

CATALOGUE = catalogue_of()
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
    return design(WARDS, blend_model="digital_first")


def model(id_, share, *, score=1.0):
    return RankedModel(
        id_, id_.replace("_", "-").capitalize(), score, share, round(100 * share),
        excluded=False, excluded_by=(), risks=(), reasons=(),
    )  # fmt: skip


def confidence(models, *what_if):
    return confidence_of(models, what_if, CATALOGUE, settled=True)


# ------------------------------------------------------------------------------- how firm


def test_an_answer_that_one_week_more_would_turn_is_not_called_firm():
    brief = WARDS.replacing(
        {
            "schedule.weeks": 3,
            "audience.minutes_per_week": 30,
            "schedule.start": None,
            "moments": (),
        }
    )
    advice = recommend(brief)
    assert advice.confidence.kind == "first"
    assert advice.confidence.hinge == "the window has no more than 3 weeks"


def test_a_firm_answer_names_the_stated_values_on_which_it_hangs():
    change = WhatIf("audience.size", 220, 210, "bookend", 0.1, "")
    found = confidence((model("live_led", 0.9), model("bookend", 0.1)), change)
    assert (found.kind, found.hinge) == ("firm", "there are no fewer than 220 learners")


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
    found = confidence((model("live_led", 0.9), model("bookend", 0.1)), change)
    assert found.hinge == hinge


def test_order_and_percentages_cannot_contradict_each_other():
    found = confidence((model("continuous", 0.52), model("digital_first", 0.48)))
    assert found.kind == "first"
    assert found.order.startswith("The order follows the percentages: how often a model comes ")
    for brief in (WARDS, SHORT):
        shares = [each.share for each in recommend(brief).models if not each.excluded]
        assert shares == sorted(shares, reverse=True)


# ------------------------------------------------------------------------------- the journey


def test_a_moment_is_served_in_the_week_that_was_stated(plan):
    [served] = [t for t in plan.touchpoints if t.trigger == CALL]
    assert (served.start_day, served.occurrences[0].end_day) == (15, 18)  # Tuesday to Friday
    # Its topics are tried and checked in the two weeks before, so nothing has to be said of it.
    assert served.purpose == "apply"
    assert not any(CALL in change for change in plan.changes)


def test_a_moment_that_comes_before_its_practice_stays_and_says_so():
    late = WARDS.replacing({"moments": [{"text": CALL, "week": 1}]})
    [said] = [
        change for change in design(late, blend_model="digital_first").changes if CALL in change
    ]
    assert said == (
        f"\u201c{CALL}\u201d is in week 1, before its topics can be practised: it does not move, "
        "so help stands beside it instead of practice before it."
    )


def test_words_follow_the_format_and_live_help_the_technology(plan):
    assert (plan.by_id["modules"].title, plan.by_id["modules"].format) == ("Reading", "reading")
    tried = plan.by_id["practice"]
    assert tried.format == "on_the_job_assignment"
    assert "safe place" not in tried.why
    assert "colleague who can step in" in tried.description
    assert "desk" not in plan.by_id["demonstration"].why
    assert plan.by_id["live-point"].delivery == "in_person"  # no virtual classroom was stated


def test_the_only_check_in_the_middle_of_the_journey_stays_there(plan):
    # Moved out of a full week, it left the middle third of 63 days without a check.
    assert 14 <= plan.by_id["early-check"].occurrences[0].end_day < 35


def test_no_format_is_left_out_that_the_journey_uses(plan):
    choice = as_used(recommend(WARDS).format_choice, plan, CATALOGUE)
    used = {t.format for t in plan.touchpoints}
    assert set(choice.ids) == used
    assert used.isdisjoint(f.id for f in choice.left_out)


def test_what_stands_in_for_a_format_is_named_where_none_is_made_for_it():
    [gap] = recommend(WARDS).format_choice.uncovered
    assert gap.text.startswith(
        "No format made to show what people would decide can be used; \u201cCleared for work: "
        "cases with consequences\u201d does it as a knowledge check instead. "
    )


def test_more_content_than_the_window_holds_is_shared_out_over_its_weeks():
    # Three weeks of 40 minutes: none asks for more than a tenth above, whatever the risk adds.
    loads = {load.week: load.learning_minutes for load in weekly_workload(design(SHORT))}
    assert max(loads.values()) <= 44
    assert any("of content are left out" in change for change in design(SHORT).changes)


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
