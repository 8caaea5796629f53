"""A pilot's figures and sentences on hand-made values, each number worked out in a comment."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from blendnb import api
from blendnb.domain.edits import apply_edit
from blendnb.domain.pilot_results import (
    HIDDEN,
    BeforeAfter,
    EditEffect,
    Estimate,
    Metric,
    Participation,
    TouchpointUse,
)
from blendnb.domain.plan import Measure, Pilot
from blendnb.measuring import pilot_statistics
from blendnb.measuring.before_after import _business_text, _metric
from blendnb.measuring.measure import launch_of
from blendnb.measuring.pilot_findings import findings, outcomes
from blendnb.measuring.pilot_statistics import pilot_of, pilot_size, size_of_change
from blendnb.measuring.simplify import (
    _cut,
    _later,
    _merge,
    _reasons,
    _recall_change,
    _shorten,
    effect,
    simplify,
)
from blendnb.reporting.pilot_report import effect_pairs, recall_change
from tests.designing.proof_plans import module, plan, touchpoint, workshop


def ends(found):
    return found.value, found.low, found.high


def about(found):
    return pytest.approx(found, abs=1e-5)


# ------------------------------------------------------------------------------ statistics


def test_a_slope_has_an_interval_of_the_same_reach_on_both_sides():
    # scipy.stats.linregress: 0.808571 less 0.251355, and so much more.
    found = pilot_statistics.slope([1, 2, 3, 4, 5, 6], [2, 2.5, 2.9, 4.4, 4.6, 6.1])
    assert (found.high, found.people) == (about(1.059926), 6)


@pytest.mark.parametrize("x", [[1, 2, 3], [1, 1, 1, 1]])
def test_three_points_or_one_place_have_no_slope(x):
    assert pilot_statistics.slope(x, x).hidden
    assert not pilot_statistics.slope([1, 2, 3, 4], [1, 2, 3, 5]).hidden


def test_shares_that_people_have_are_a_mean_inside_0_and_1():
    # 1, 1, 0.5, 0.5, 0: mean 0.6, deviation sqrt((2.5 - 1.8) / 4); times 2.776445 / sqrt 5.
    assert ends(pilot_statistics.share_of_parts(5, 3.0, 2.5)) == about((0.6, 0.080575, 1.0))
    # 1, 0, 0, 0, 0: mean 0.2, deviation sqrt((1 - 0.2) / 4); 0.2 + 2.776445 x 0.2.
    assert ends(pilot_statistics.share_of_parts(5, 1.0, 1.0)) == about((0.2, 0.0, 0.755289))


def test_a_coarse_share_is_in_whole_per_cent_and_its_ends_stay_inside_0_and_1():
    found = pilot_statistics.coarse(Estimate(0.4567, -0.1, 1.2, 7))
    assert (*ends(found), found.people) == (0.46, 0.0, 1.0, 7)
    assert ends(pilot_statistics.coarse(Estimate(0.4567, 0.1234, 0.7891, 7))) == (0.46, 0.12, 0.79)
    assert pilot_statistics.coarse(HIDDEN) == HIDDEN


def test_a_difference_is_the_second_less_the_first_and_certain_where_nothing_varies():
    found = pilot_statistics.difference([1, 1, 1, 1, 1], [3, 3, 3, 3, 3])
    assert (*ends(found), found.people) == (2, 2, 2, 10)
    assert pilot_statistics.difference([1, 2, 3, 4], [1, 2, 3, 4, 5]).hidden
    assert pilot_statistics.difference([1], [1, 2], hide=False).hidden


def test_two_teams_have_a_mean_where_two_people_would_be_hidden():
    # Mean 2, error 1, times 12.706205 for one degree of freedom.
    assert ends(pilot_statistics.mean([1, 3], hide=False)) == about((2, -10.706205, 14.706205))
    assert pilot_statistics.mean([1], hide=False).hidden
    assert pilot_statistics.mean([1, 3, 5, 7]).hidden


@pytest.mark.parametrize(
    ("values", "counts", "found"),
    [
        # Ten people, the 2nd and the 9th of 1 1 2 2 2 2 2 3 3 3.
        ([1, 2, 3], [2, 5, 3], (2, 1, 3)),
        ([1, 2, 3, 4, 5, 6], [1] * 6, (3.5, 1, 6)),  # six people: the first and the last
        ([1, 2, 3, 4, 5], [1] * 5, (3, 1, 5)),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9], [1] * 9, (5, 2, 8)),  # nine: the 2nd and the 8th
    ],
)
def test_a_median_has_the_ranks_of_the_binomial_table(values, counts, found):
    assert ends(pilot_statistics.median(values, counts)) == found


# ----------------------------------------------------------------------------------- pilot


def test_a_pilot_of_twenty_says_its_four_sentences():
    # 16 of 20 finish; 15 answer, who show 0.78 deviations; 1 - 0.05 ** (1 / 20) is 14 %.
    assert pilot_size(20).text == (
        (
            "If 16 of 20 finish, the completion for everybody is still anywhere between 58 and "
            "92\u00a0%."
        ),
        (
            "With 15 people answering before and after, a change is seen from 0.78 standard "
            "deviations on: a large change. A smaller one may be there and not show."
        ),
        "What trips nobody in a group of 20 may still trip up to 14\u00a0% of everybody.",
        "A pilot of this size finds what is in the way; it does not prove a business result.",
    )


@pytest.mark.parametrize(("size", "answering"), [(5, 3), (6, 4), (7, 5), (40, 30)])
def test_three_quarters_of_a_group_answer_rounded_down_but_three_at_least(size, answering):
    assert pilot_size(size).answering == answering


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (0.35, "a small change"), (0.36, "a medium change"), (0.65, "a medium change"),
        (0.66, "a large change"), (1.0, "a large change"), (1.01, "only a very large change"),
    ],
)  # fmt: skip
def test_a_change_is_named_by_its_size(change, words):
    assert size_of_change(change) == words


def test_a_pilot_is_sized_by_those_who_were_in_it_else_by_those_who_are_foreseen():
    foreseen = plan(module()).replace(pilot=Pilot(size=20))
    seen = SimpleNamespace(taking=SimpleNamespace(expected=5))
    few = SimpleNamespace(taking=SimpleNamespace(expected=4))
    assert pilot_of(foreseen).size == 20
    assert pilot_of(foreseen, seen).size == 5
    assert pilot_of(foreseen, few) is None
    assert pilot_of(plan(module())) is None


# ------------------------------------------------------------------------------- measures


def estimate(value, reach=0.1, people=20):
    return Estimate(value, value - reach, value + reach, people)


def taking(**fields):
    usual = {
        "expected": 20, "started": estimate(0.9), "attrition": estimate(0.3),
        "parts": estimate(0.75), "finished": estimate(0.4), "late": estimate(0.1),
        "from_roster": True,
    }  # fmt: skip
    return Participation(**{**usual, **fields})


def change(kind="confidence", text="Able", **fields):
    usual = {
        "before": estimate(2.5), "after": estimate(3.4), "difference": estimate(0.9, 0.3),
        "paired": True, "only_before": None,
        "unit": "share" if kind == "behavior" else "points",
    }  # fmt: skip
    return BeforeAfter(kind=kind, text=text, **{**usual, **fields})


def metric(text="Days to entry", **fields):
    usual = {
        "before": 6.0, "after": 4.5, "difference": estimate(-1.5, 0.5), "effect": None,
        "drift": None, "causal": "Nothing is known.", "pilot": (), "comparison": (),
        "first_after": 0,
    }  # fmt: skip
    return Metric(text=text, **{**usual, **fields})


def outcome(measure, *, taken=None, changes=(), metrics=(), filled=None):
    (found,) = outcomes(plan(module()).replace(measures=[measure]), taken, changes, metrics,
                        filled or {})  # fmt: skip
    return found.found, found.reached


def measured(kind, **fields):
    return Measure(id="m", text="The measure", kind=kind, **fields)


@pytest.mark.parametrize(("target", "reached"), [("70 %", True), ("75 %", True), ("76 %", False)])
def test_completion_is_the_share_of_the_parts_and_reached_from_its_target_on(target, reached):
    assert outcome(measured("completion", target=target), taken=taking()) == (
        "75\u00a0% (65 to 85) of the parts, on average", reached,
    )  # fmt: skip


@pytest.mark.parametrize(("target", "reached"), [("4.5", True), ("4,4", False), ("−1", False)])
def test_where_the_target_is_below_today_less_is_better(target, reached):
    found = outcome(measured("business", target=target, baseline="6 days"), metrics=(metric(),))
    assert found == ("6.0 before, 4.5 after", reached)
    up = outcome(measured("business", target="5", baseline="4"), metrics=(metric(),))
    assert up[1] is False


def test_confidence_is_told_before_after_and_by_how_much():
    assert outcome(measured("confidence", target="3.4"), changes=(change(),)) == (
        "2.5 before, 3.4 after: +0.9 (0.6 to 1.2)", True,
    )  # fmt: skip


def test_what_is_seen_at_work_is_told_in_per_cent_and_held_against_a_target_in_per_cent():
    seen = change("behavior", "The measure", before=estimate(0.2), after=estimate(0.5),
                  difference=estimate(0.3))  # fmt: skip
    assert outcome(measured("behavior", target="50 %"), changes=(seen,)) == (
        "20\u00a0% before, 50\u00a0% after: +30 percentage points (20 to 40)", True,
    )  # fmt: skip


def test_figures_from_a_hundred_on_have_no_decimals():
    large = metric(before=1234.5, after=100.0)
    assert outcome(measured("business"), metrics=(large,))[0] == "1,234 before, 100 after"
    small = metric(before=99.9, after=-100.4)
    assert outcome(measured("business"), metrics=(small,))[0] == "99.9 before, −100 after"


def test_what_somebody_filled_in_goes_before_what_files_say():
    assert outcome(measured("completion", target="3"), taken=taking(), filled={"m": "2,5 h"}) == (
        "2,5 h", False,
    )  # fmt: skip


# ------------------------------------------------------------------------------- sentences


def use(id_="a", title="Part", **fields):
    usual = {
        "times": 1, "stays_open": False, "reached": estimate(0.9), "completed": estimate(0.8),
        "staying": None, "planned_minutes": 40.0, "minutes": None, "days_late": None,
        "confused": None,
    }  # fmt: skip
    return TouchpointUse(touchpoint=id_, title=title, **{**usual, **fields})


def test_taking_part_is_told_with_those_who_finished_everything_and_those_who_left():
    assert findings(taking(), (), (), ()) == (
        (
            "On average 20 people finished 75\u00a0% (65 to 85) of the parts that have an end; "
            "40\u00a0% (30 to 50) of them finished every one."
        ),
        "30\u00a0% (20 to 40) of those who began left or did nothing in the last third.",
    )


def test_a_change_rose_or_fell_only_where_its_whole_interval_did():
    said = findings(None, (), (
        change(), change(difference=estimate(-0.9, 0.3), paired=False),
        change(difference=estimate(0.1, 0.3)), change(difference=HIDDEN),
    ), ())  # fmt: skip
    assert said == (
        "Able rose: +0.9 (0.6 to 1.2), the same people before and after.",
        "Able fell: −0.9 (−1.2 to −0.6), different people before and after.",
        "Able did not visibly change: +0.1 (−0.2 to 0.4), the same people before and after.",
        "Able: too few people before and after to compare.",
    )


def test_a_metric_is_told_against_its_comparison_group_with_its_own_change_beside():
    assert findings(None, (), (), (metric(), metric(effect=estimate(-1.0, 0.4)))) == (
        "Days to entry: −1.5 (−2.0 to −1.0) against before. Nothing is known.",
        (
            "Days to entry: −1.0 (−1.4 to −0.6) against the comparison group (alone: −1.5 "
            "(−2.0 to −1.0)). Nothing is known."
        ),
    )


def test_most_people_stop_where_the_greatest_loss_is_if_it_is_a_tenth():
    # Losses of 5, 30 and 12 points.
    shares = {"One": 0.95, "Two": 0.9, "Three": 0.6, "Four": 0.48}
    uses = [use(title=title, staying=estimate(share)) for title, share in shares.items()]
    (said,) = findings(None, uses, (), ())
    assert said == (
        "Most people stop between “Two” and “Three”: 60\u00a0% (50 to 70) of those who began are "
        "still there."
    )
    assert findings(None, uses[:2], (), ()) == ()
    assert "“Three” and “Four”: 48\u00a0%" in findings(None, uses[2:], (), ())[0]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reached": estimate(0.39)}, "“Part” is little used: 39\u00a0% (29 to 49) opened it."),
        ({"reached": estimate(0.41)}, None),
        ({"confused": estimate(0.36)},
         "“Part” confuses: 36\u00a0% (26 to 46) of those asked say so."),
        ({"confused": estimate(0.34)}, None),
        # More than 40 minutes, or less than three quarters of them, with the whole interval.
        ({"minutes": estimate(43, 2)},
         "“Part” takes longer than the 40 minutes planned: 43 (41 to 45)."),
        ({"minutes": estimate(41, 2)}, None),
        ({"minutes": estimate(27, 2)},
         "“Part” takes less than the 40 minutes planned: 27 (25 to 29)."),
        ({"minutes": estimate(29, 2)}, None),
        ({"days_late": estimate(6, 2)},
         "“Part” is finished 6 (4 to 8) days after its last day."),
        ({"days_late": estimate(5, 2)}, None),
    ],
)  # fmt: skip
def test_a_part_is_named_where_its_whole_interval_is_beyond_the_limit(fields, said):
    assert findings(None, [use(**fields)], (), ()) == ((said,) if said else ())


# ------------------------------------------------------------------------------ simplifying


def reading(id_, **fields):
    return touchpoint(id_, "reading", **{"topics": ["A"], **fields})


def changed(of, draft):
    return apply_edit(of, draft.edit)


def test_merging_keeps_two_thirds_of_the_minutes_in_the_nearest_part_of_its_kind():
    journey = plan(
        reading("far", start_day=20, learner_minutes=10),
        reading("near", start_day=5, learner_minutes=40, topics=["B", "A"]),
        reading("gone", start_day=8, learner_minutes=30, topics=["A", "C"]),
    )
    (draft,) = _merge(journey, journey.by_id["gone"], "Because.", set())
    assert (draft.action, draft.touchpoints) == ("merge", ("gone", "near"))
    found = changed(journey, draft)
    # Two thirds of 30 are 20, beside the 40 that were there.
    assert [(t.id, t.learner_minutes) for t in found.touchpoints] == [("far", 10), ("near", 60)]
    assert found.by_id["near"].topics == ("B", "A", "C")


@pytest.mark.parametrize(
    ("fields", "merges"),
    [
        ({"start_day": 21}, True), ({"start_day": 22}, False),
        ({"purpose": "practice"}, False), ({"topics": ["B"]}, False), ({"days": None}, False),
    ],
)  # fmt: skip
def test_only_what_is_alike_and_within_three_weeks_can_be_merged(fields, merges):
    journey = plan(reading("gone", learner_minutes=30), reading("other", **fields))
    assert bool(list(_merge(journey, journey.by_id["gone"], "", set()))) is merges
    assert not list(_merge(journey, journey.by_id["gone"], "", {"other"}))


@pytest.mark.parametrize(
    ("minutes", "left"),
    # Two thirds less two and a half minutes, in fives rounded up: 17.5, 10.8, 4.2.
    [(30, 20), (20, 15), (10, 5)],
)
def test_a_confusing_part_is_cut_by_about_a_third(minutes, left):
    journey = plan(module(learner_minutes=minutes))
    (draft,) = _cut(journey.touchpoints[0], "")
    assert changed(journey, draft).touchpoints[0].learner_minutes == left
    assert f"{left} minutes in place of {minutes}" in draft.text


def test_a_part_of_five_minutes_cannot_be_cut():
    assert list(_cut(module(learner_minutes=5), "")) == []


def test_a_part_is_planned_for_the_minutes_that_people_need_in_fives():
    draft = _shorten(module(), use(minutes=estimate(17, 2)))
    assert draft.text == "Plan 20 minutes for “module”."
    assert draft.why == "People need 17 (15 to 19) minutes; 40 are planned."


def test_what_is_done_late_moves_by_so_many_days_or_stays_open_so_much_longer():
    journey = plan(module(start_day=10, days=5)).replace(start=date(2027, 1, 11))
    move, stay = _later(journey, journey.touchpoints[0], estimate(4.4, 1))
    assert move.text == "Move “module” 4 days later, to 25 Jan 2027."  # day 14
    assert changed(journey, move).touchpoints[0].start_day == 14
    assert stay.text == "Leave “module” open 4 days longer."
    assert changed(journey, stay).touchpoints[0].days == 9
    assert next(_later(plan(module()), module(days=0), estimate(4, 1))).text.endswith("to day 4.")


def reasons(**fields):
    journey = plan(module("a"), workshop("live"))
    id_ = fields.pop("id_", "a")
    return [d.action for drafts in _reasons(journey, use(id_, **fields), set()) for d in drafts]


def test_each_thing_that_is_the_matter_has_its_own_remedy():
    assert reasons(reached=estimate(0.39)) == ["drop"]
    assert reasons(reached=estimate(0.41)) == []
    assert reasons(confused=estimate(0.36)) == ["shorten"]
    assert reasons(confused=estimate(0.34)) == []
    assert reasons(minutes=estimate(27, 2)) == ["shorten"]
    assert reasons(minutes=estimate(29, 2)) == []
    assert reasons(days_late=estimate(6, 2)) == ["move", "move"]
    assert reasons(days_late=estimate(5, 2)) == []
    assert reasons(id_="live", days_late=estimate(6, 2)) == []


def test_what_harms_the_plan_stands_after_what_does_not():
    catalogue = api.catalogue_of()
    journey = plan(
        module("a", topics=["A"]), module("b", topics=["A"]),
        touchpoint("c", "knowledge_check", purpose="assess", topics=["A"],
                   assessment=["knowledge"]),
    )  # fmt: skip
    results = SimpleNamespace(uses=[use("c", reached=estimate(0.2)), use("b", minutes=estimate(9))])
    found = simplify(journey, results, catalogue)
    assert [(s.touchpoints[0], s.id) for s in found] == [("b", "s-2"), ("c", "s-1")]


# --------------------------------------------------------------------------------- effects


def test_an_effect_has_the_figures_before_and_after():
    catalogue = api.catalogue_of()
    journey = plan(
        module(topics=["A"]), workshop(topics=["A"], start_day=10),
        touchpoint("late", "reading", start_day=40, learner_minutes=30, topics=["A"]),
    )  # fmt: skip
    found = effect(journey, journey.replace(touchpoints=journey.touchpoints[:1]), catalogue)
    assert found.learner_minutes == (150, 60)
    assert found.weeks == (6, 4)  # day 40, and the window of four weeks
    # Build: 42 for the module, 28 for the workshop, half of 40 for the reading.
    assert found.build_hours == (90, 42)
    # Leading three groups with a producer: 2 x (1.5 + 2 x 1.25) = 8.
    assert found.effort_hours == (98, 42)
    assert found.effort_money is None
    # On day 40, before the reading: without the workshop a topic has one chance less to be met.
    assert found.recall == pytest.approx((-0.142, -0.141), abs=0.001)


def test_all_that_an_edit_does_is_told_with_what_stays():
    usual = EditEffect(
        learner_minutes=(1250.0, 40.5), weeks=(8, 6), build_hours=(10.0, 7.0),
        effort_hours=(20.0, 17.5), effort_money=(900.0, 700.0), currency="EUR",
        recall=(-0.02, 0.013), worse=("Too late",), better=("No longer: full.",),
    )  # fmt: skip
    hours = "20 to 18 hours of building, leading and managers"
    assert effect_pairs(usual) == (
        ("Length", "8 to 6 weeks"),
        ("Learner time", "1,250 to 40 minutes"),
        ("Cost", f"{hours} (building alone: 10 to 7 hours); 900 to 700 EUR"),
        ("Modelled recall at the end", "−2.0 to +1.3 percentage points, by memory model"),
        ("Audit", "worse: Too late. No longer: full."),
    )
    same = replace(usual, learner_minutes=(40.0, 40.0), weeks=(8, 8), build_hours=(10.0, 10.0),
                   effort_money=None, worse=(), better=())  # fmt: skip
    assert effect_pairs(same)[:2] == (
        ("Learner time", "40 minutes, as before"),
        ("Cost", hours),
    )
    assert effect_pairs(same)[-1] == ("Audit", "nothing better or worse")


def test_figures_that_would_read_the_same_and_are_not_have_a_decimal():
    small = EditEffect(
        (462.0, 461.6), (8, 8), (10.0, 10.0), (607.4, 607.3), None, "", (0, 0), (), ()
    )
    assert effect_pairs(small)[:2] == (
        ("Learner time", "462.0 to 461.6 minutes"),
        ("Cost", "607.4 to 607.3 hours of building, leading and managers"),
    )


def test_a_change_of_recall_below_a_twentieth_of_a_point_is_none():
    assert recall_change((-0.0004, 0.0004)) == "stays, under every memory model"
    assert recall_change((0.0, 0.006)) == "0 to +0.6 percentage points, by memory model"


# --------------------------------------------------------------------------------- metrics


def rows(pilot, comparison=(), unit=""):
    of = [(day, value, True, unit) for day, value in pilot]
    return [*of, *((day, value, False, unit) for day, value in comparison)]


def test_a_metric_sets_the_days_after_launch_against_those_before():
    # 10 and 12 before; 8 and 6 from the launch on.
    found = _metric("x", rows([(-14, 10), (-7, 12), (0, 8), (14, 6)]), 30)
    assert (found.before, found.after, found.difference.value) == (11, 7, -4)
    assert (found.first_after, found.effect) == (0, None)


def test_two_days_after_the_journey_leave_out_those_within_it():
    days = [(-14, 10), (-7, 12), (7, 1), (30, 1), (31, 8), (40, 6)]
    found = _metric("x", rows(days), 30)
    assert (found.first_after, found.after) == (31, 7)
    assert _metric("x", rows(days[:-1]), 30).first_after == 0  # one day alone is too few
    assert _metric("x", rows(days[1:4]), 30) is None


def test_an_effect_is_how_much_more_the_pilot_moved_than_the_comparison():
    before = [(day, 10) for day in (-28, -21, -14, -7)]
    after = [(7, 6), (14, 4)]
    others = [*((day, 20) for day in (-28, -21, -14, -7)), (7, 19), (14, 19)]
    # The pilot fell by 5, the comparison by 1.
    found = _metric("x", rows(before + after, others), 30)
    assert found.effect.value == -4
    assert found.drift.value == 0
    assert "before the launch they did not visibly move apart" in found.causal


def test_groups_that_moved_apart_before_the_launch_are_said_to_have_done_so():
    # Apart by 1, 2, 3 and 4: one more each week.
    pilot = [(-28, 11), (-21, 12), (-14, 13), (-7, 14.001), (7, 6), (14, 4)]
    others = [(day, 10) for day, _ in pilot]
    found = _metric("x", rows(pilot, others), 30)
    assert found.drift.value == pytest.approx(1, abs=0.001)
    assert "already moving apart" in found.causal


def test_three_teams_in_each_group_count_as_teams():
    def teams(moves, *, pilot):
        return [
            (day, 10 + move * (day > 0), pilot, f"{pilot}{n}")
            for n, move in enumerate(moves)
            for day in (-14, -7, 7, 14)
        ]

    # Teams moved by -3, -4 and -5, the others by 0, 1 and 2: five less.
    both = teams((-3, -4, -5), pilot=True) + teams((0, 1, 2), pilot=False)
    assert (_metric("x", both, 30).effect.value, _metric("x", both, 30).effect.people) == (-5, 6)
    # Two teams are too few: days stand for them, two before and two after.
    few = teams((-3, -5), pilot=True) + teams((0, 2), pilot=False)
    assert (_metric("x", few, 30).effect.value, _metric("x", few, 30).effect.people) == (-5, 4)


def test_a_pilot_begins_on_its_own_day_else_when_the_plan_starts():
    dated = plan(module()).replace(start=date(2027, 3, 1))
    early = Pilot(size=8, start_day=-14)
    assert launch_of(dated.replace(pilot=early)) == date(2027, 2, 15)
    assert launch_of(dated.replace(pilot=Pilot(size=8))) == date(2027, 3, 1)
    assert launch_of(plan(module()).replace(pilot=early)) is None


def test_a_figure_without_a_name_is_the_business_measure_of_the_plan():
    speed = Measure(id="s", text="Days to entry", kind="behavior")
    sales = Measure(id="b", text="Orders a week", kind="business")
    assert _business_text(plan(module("a")).replace(measures=(speed, sales))) == "Orders a week"


def test_a_plan_that_teaches_nothing_has_no_recall_to_lose():
    empty = plan()
    assert _recall_change(empty, empty, api.catalogue_of()) == (0.0, 0.0)
