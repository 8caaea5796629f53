"""Likeness, scores, confidence, load and front on hand-made values, worked out in comments."""

from types import SimpleNamespace

import pytest

from blendnb.designing.explore.design_space import choices, usual_space
from blendnb.designing.explore.pareto_front import judged, measures, why
from blendnb.designing.recommend.confidence import confidence_of
from blendnb.designing.recommend.likeness import compared_fields, likeness
from blendnb.designing.reinforcement import (
    first_gap_band,
    first_gap_days,
    replace_reinforcement,
    returns_of,
)
from blendnb.designing.workload import week_shares, weekly_workload
from blendnb.domain.costs import Range
from blendnb.domain.edits import apply_edit
from blendnb.domain.exploration import DesignChoice, FormatSet, ScoredDesign
from blendnb.domain.recommendation import RankedModel, WhatIf
from blendnb.files.catalogue_loading import load_catalogue
from tests.designing.proof_plans import BRIEF, module, plan, touchpoint, workshop

CATALOGUE = load_catalogue(programmes=False)
VARIABLES = CATALOGUE.design_variables


# -------------------------------------------------------------------------------- likeness


def alike(field, ours, theirs, inferred=()):
    (match,) = likeness(
        compared_fields({field: ours}, VARIABLES), {field: theirs}, VARIABLES, inferred
    ).matches
    return match.likeness, match.weight


@pytest.mark.parametrize(
    ("field", "ours", "theirs", "found"),
    [
        ("outcome.subject", "sales", "sales", (1, 3)),
        ("outcome.subject", "sales", "product_knowledge", (0.5, 3)),  # related
        ("outcome.subject", "sales", "safety", (0, 3)),
        ("outcome.level", "skill", "behavior", (0.5, 1)),  # neighbours
        ("outcome.level", "awareness", "behavior", (0, 1)),
        ("outcome.risk", "high", "medium", (0.5, 0.5)),
        ("audience.size", 10, 100, (0, 1.5)),  # ten times as many
        ("support.managers", True, False, (0, 1)),
        ("audience.languages", ("en",), ("no",), (1, 0.5)),  # one each
        ("technology.available", ("lms", "mobile"), ("lms", "nudges"), (1 / 3, 0.5)),
    ],
)
def test_each_field_has_its_likeness_and_its_weight(field, ours, theirs, found):
    assert alike(field, ours, theirs) == pytest.approx(found)


def test_a_judged_value_weighs_half():
    assert alike("outcome.subject", "sales", "sales", {"outcome.subject"}) == (1, 1.5)


def test_mixes_are_as_alike_as_their_shares():
    kinds = ("conceptual", "procedural", "interpersonal")
    one, other = (
        dict(zip((f"content.{kind}" for kind in kinds), shares, strict=True))
        for shares in ((1.0, 1.0, 2.0), (2.0, 2.0, 0.0))
    )
    # A quarter, a quarter, a half against a half, a half, nothing: apart 0.25, 0.25 and 0.5.
    (match,) = likeness(compared_fields(one, VARIABLES), other, VARIABLES).matches
    assert (match.likeness, match.weight) == (0.5, 1.5)


def test_likeness_leans_towards_a_half_as_if_two_more_fields_had_agreed_by_half():
    ours = {"outcome.subject": "sales", "outcome.level": "skill", "work.setting": "desk"}
    theirs = {"outcome.subject": "sales", "outcome.level": "behavior", "work.setting": "field"}
    found = likeness(compared_fields(ours, VARIABLES), theirs, VARIABLES)
    # (2 x 0.5 + 3 x 1 + 1 x 0.5 + 1.5 x 0) / (2 + 3 + 1 + 1.5)
    assert found.value == pytest.approx(4.5 / 7.5)
    assert (found.alike, found.differs) == (("outcome.subject",), ("work.setting",))


def test_what_is_alike_is_named_by_weight():
    facts = {"outcome.level": "skill", "work.setting": "desk", "outcome.subject": "sales"}
    found = likeness(compared_fields(facts, VARIABLES), facts, VARIABLES)
    assert found.alike == ("outcome.subject", "work.setting", "outcome.level")


# ------------------------------------------------------------------------------ confidence


def models(*shares, **fields):
    usual = {"score": 1.0, "percent": 0, "excluded": False, "excluded_by": (), "risks": (),
             "reasons": (), **fields}  # fmt: skip
    return [RankedModel(id=f"m{n}", name=f"M{n}", share=s, **usual) for n, s in enumerate(shares)]


def confidence(shares, *, settled=True, what_if=(), **fields):
    return confidence_of(models(*shares, **fields), what_if, CATALOGUE, settled=settled)


@pytest.mark.parametrize(
    ("shares", "kind"),
    [
        ((0.75, 0.15, 0.1), "firm"), ((0.74, 0.16, 0.1), "first"), ((0.5, 0.3, 0.2), "first"),
        ((0.49, 0.31, 0.2), "close"), ((0.45, 0.15, 0.4), "close"),
    ],
)  # fmt: skip
def test_a_first_place_is_firm_from_three_quarters_and_close_below_a_half(shares, kind):
    found = confidence(shares)
    assert found.kind == kind
    assert found.rival == ("m2" if shares[2] > shares[1] else "m1")
    assert confidence(shares, settled=False).kind == "unsettled"
    assert confidence(shares, excluded=True).kind == "excluded"


def hinge(variable, from_, to, step=0.1):
    what_if = WhatIf(variable=variable, from_=from_, to=to, model="m1", step=step, text="")
    return confidence((0.8, 0.2), what_if=[what_if]).hinge


@pytest.mark.parametrize(
    ("to", "said"),
    [
        (44, "there are no more than 40 learners"), (45, ""),  # a tenth of 40 is 4
        (36, "there are no fewer than 40 learners"), (35, ""),
    ],
)  # fmt: skip
def test_an_answer_hangs_on_a_number_that_turns_it_within_a_tenth(to, said):
    assert hinge("audience.size", 40, to) == said


def test_a_count_may_change_by_one_and_minutes_are_fewer_by_less():
    assert hinge("support.facilitators", 1, 2) == "there are no more than 1 facilitator"
    assert hinge("support.facilitators", 1, 3) == ""
    week = "learners have no less than 60 minutes a week"
    assert hinge("audience.minutes_per_week", 60, 54) == week
    assert hinge("content.hours", 2.0, 2.5) == ""  # a tenth of 2 hours is 0.2
    assert hinge("content.conceptual", 0.5, 0.6, step=0.1) == "the mix of content stays as it is"
    assert hinge("content.conceptual", 0.5, 0.7, step=0.2) == ""
    assert hinge("outcome.audit", from_=False, to=True) == ""


# ------------------------------------------------------------------------------------ load


def test_an_occurrence_asks_in_each_week_for_its_share_of_the_days():
    # Days 5 to 14: two of ten in week 1, seven in week 2, one in week 3.
    found = list(week_shares(5, 14))
    assert found == [(1, 0.2), (2, 0.7), (3, 0.1)]
    assert list(week_shares(7, 13)) == [(2, 1.0)]
    assert list(week_shares(-1, 0)) == [(0, 0.5), (1, 0.5)]
    assert list(week_shares(9, 9)) == [(2, 1.0)]


def test_work_at_work_stands_beside_the_learning_time_of_a_week():
    task = touchpoint("t", "on_the_job_assignment", modality="on_the_job", learner_minutes=25)
    found = weekly_workload(plan(module(days=14, learner_minutes=40), workshop(), task))
    # Twenty of forty minutes in each of two weeks, the session and the task in the first.
    assert [(w.week, w.learning_minutes, w.on_the_job_minutes) for w in found] == [
        (1, 80, 25), (2, 20, 0), (3, 0, 0), (4, 0, 0),
    ]  # fmt: skip


# --------------------------------------------------------------------------------- spacing


@pytest.mark.parametrize(
    ("delay", "low", "high", "planned"),
    [
        # A week: 20 and 40 %. A year and beyond: 5 and 10 %.
        (7, 1.4, 2.8, 2), (365, 18.25, 36.5, 14), (730, 36.5, 73.0, 14), (3, 0.6, 1.2, 1),
        # The root of 7 x 365 lies half way on the logarithm: 12.5 and 25 % of 50.5.
        ((7 * 365) ** 0.5, 6.3185, 12.637, 7),
    ],
)  # fmt: skip
def test_the_first_gap_is_read_off_between_a_week_and_a_year(delay, low, high, planned):
    assert first_gap_band(delay, CATALOGUE) == pytest.approx((low, high), abs=1e-3)
    assert first_gap_days(delay, CATALOGUE) == planned


def test_returns_are_counted_from_the_first_study_and_ask_beyond_the_journey():
    check = touchpoint("q", "knowledge_check", purpose="reinforce", topics=["A"], start_day=10,
                       repeat={"days": [0, 7]}, assessment=["knowledge"])  # fmt: skip
    (found,) = returns_of(plan(module(topics=["A"], start_day=3), check))
    assert (found.shift, found.days, found.plan_days((7, 14))) == (3, (7, 14), (10, 17))
    # The window ends on day 27, 24 days after; recall is asked for 90 more.
    assert (found.question.horizon, found.question.last) == (24, 114)
    (long,) = returns_of(plan(module(topics=["A"]), check, **{"schedule.weeks": 20}))
    assert (long.question.horizon, long.question.last) == (139, 278)


def test_a_new_return_is_a_question_of_five_minutes_on_its_days():
    journey = plan(module(topics=["A"]))
    new = apply_edit(journey, replace_reinforcement(journey, [9, 16, 30], ["A"])).touchpoints[-1]
    assert (new.id, new.start_day, new.repeat.days) == ("returns-1", 9, (0, 7, 21))
    assert (new.learner_minutes, new.assessment) == (5, ("knowledge",))


# -------------------------------------------------------------------------------- exploring


def design(number, *, learner=5.0, effort=90.0, recall=(0.5, 0.7), met=9, money=None):
    choice = DesignChoice(
        number=number, blend_model="live_led", flipped=False, weeks=6, returns=0,
        placing="recall", group_size=8, formats=FormatSet("all formats"),
    )  # fmt: skip
    return ScoredDesign(choice, learner_hours=learner, live_hours=2.0,
                        effort_hours=Range(10, effort, 200), effort_money=money, recall=recall,
                        met=met, missing=0, questions=10)  # fmt: skip


def test_regret_is_the_greatest_distance_from_the_best_of_any_model():
    one, other = judged([design(1, recall=(0.5, 0.7)), design(2, recall=(0.9, 0.6))])
    assert (one.worst_regret, other.worst_regret) == (0.4, 0.1)
    assert (one.mean_recall, other.mean_recall) == (0.6, 0.75)


def test_only_what_no_other_design_beats_is_on_the_front():
    found = judged([
        design(1), design(2), design(3, learner=6.0), design(4, effort=80.0, met=8),
        design(5, recall=(0.6, 0.7), learner=7.0), design(6, learner=4.0, effort=100.0),
    ])  # fmt: skip
    # 2 equals 1, 3 asks more for the same; the others each give something for their price.
    assert [d.on_front for d in found] == [True, False, False, True, True, True]


def test_designs_are_set_against_each_other_with_less_being_better():
    assert measures(design(1)) == (5.0, 90.0, -0.6, 0.0, 1)
    assert measures(design(1, money=700.0))[1] == 700.0


def test_why_says_how_many_designs_are_better_in_each():
    four = [design(1), design(2, learner=4.0), design(3, effort=80.0, learner=4.5),
            design(4, recall=(0.9, 0.9))]  # fmt: skip
    said = why(SimpleNamespace(designs=four), four[0]).replace("\u00a0", " ")
    assert said.endswith(
        "Of 4 feasible designs 50 % ask less of learners, 25 % cost less and 25 % keep more in "
        "memory."
    )
    assert "5 hours for each learner, 90 hours of effort (10 to 200), modelled recall 60 %" in said
    assert said.startswith("Live-led, 6 weeks, no reinforcement, classes of 8, all formats. ")


def test_the_usual_space_has_half_to_one_and_a_half_of_the_window_and_three_class_sizes():
    found = usual_space(BRIEF, CATALOGUE)
    assert found.weeks == (2, 3, 4, 6)
    assert found.group_sizes == (8, 12, 16)
    assert found.returns == (0, 2, 3, 4, 6)
    assert usual_space(BRIEF.replacing({"schedule.weeks": 1}), CATALOGUE).weeks == (2,)
    assert usual_space(BRIEF.replacing({"schedule.weeks": 240}), CATALOGUE).weeks == (
        120, 180, 240, 260,
    )  # fmt: skip


def test_designs_are_numbered_from_one_and_placing_matters_only_where_there_are_returns():
    space = usual_space(BRIEF, CATALOGUE)
    few = choices(
        SimpleNamespace(
            blend_models=("live_led",), flipped=(False,), weeks=(4,), returns=(0, 2),
            placings=("recall", "equal"), group_sizes=(16,), format_sets=space.format_sets[:1],
        ),
        CATALOGUE,
    )  # fmt: skip
    assert [(c.number, c.returns, c.placing) for c in few] == [
        (1, 0, "recall"), (2, 2, "recall"), (3, 2, "equal"),
    ]  # fmt: skip
