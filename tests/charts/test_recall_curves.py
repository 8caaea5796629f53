import re

import pandas as pd
import pytest

from blendnb import design
from blendnb.charts import columns as col
from blendnb.charts.recall import recall_of, schedules, series_of
from blendnb.charts.recall_curves import caption, spacing_chart, spacing_drawing
from blendnb.spacing import SAC
from blendnb.spacing.expected_recall import expected_recall
from tests.exporting.sample_plans import (
    compliance_audit,
    crm_rollout,
    long_plan,
    new_manager,
    touchpoint,
)


def frame_of(recall):
    """Every curve that is drawn, a row for each of its corners."""
    return pd.concat(
        pd.DataFrame(
            {col.PANEL: number, col.SERIES: series, col.DAY: curve.days,
             col.RECALL: curve.recall, col.LOW: curve.low, col.HIGH: curve.high}
        )
        for number, schedule in enumerate(recall.schedules)
        for series, studies in series_of(schedule)
        for curve in [recall.curve(studies, schedule.material)]
    )  # fmt: skip


def test_where_nothing_is_recalled_the_caption_says_so_and_names_no_figures():
    empty = new_manager().replace(touchpoints=())
    assert caption(recall_of(empty)) == (
        "No touchpoint asks anybody to recall a topic, so there is no curve to draw."
    )


def test_the_specification_is_valid_and_carries_the_whole_caption():
    title = spacing_chart(crm_rollout()).to_dict()["title"]
    assert " ".join(title["text"]) == (
        "Every topic comes back 6 times after its first study: on day 90 at least 66\u00a0% of "
        "what was taught is still known, likely 84 to 85\u00a0%; met only once, likely 60\u00a0%"
    )
    whole = " ".join(title["subtitle"])
    assert whole.startswith(
        "Expected recall of skills, over everybody who was invited: the median of SAC, PPE and "
        "Pavlik & Anderson; the band runs over the three and from few to many taking part. On day "
        "90 the models differ by 3 points, taking part by 25."
    )
    assert whole.endswith("Not a forecast for your learners.")


def test_a_caption_never_gives_a_percentage_without_its_band():
    for plan in (crm_rollout(), compliance_audit(), long_plan()):
        for model in (None, "sac"):
            text = caption(recall_of(plan, model))
            assert re.findall(r"\d+\u00a0%", text) == []


def test_topics_that_are_treated_alike_share_one_curve():
    (schedule,) = schedules(compliance_audit())
    assert schedule.topics == ("Gifts and hospitality", "Conflicts of interest")
    assert schedule.events.plan_days == (-1, 0, 10, 91, 182, 273, 364)


def test_the_curve_beside_it_leaves_out_reinforcement_and_nothing_else():
    (schedule,) = schedules(compliance_audit())
    assert schedule.without.events.plan_days == (-1, 0, 10)


def test_the_chart_runs_twice_the_journey_and_at_least_ninety_days_more():
    assert recall_of(compliance_audit()).until_day == 2 * 370
    assert recall_of(crm_rollout()).until_day == 41 + 90


def test_values_are_what_can_be_expected_of_everybody_who_was_invited():
    recall = recall_of(compliance_audit())
    frame = frame_of(recall)
    last = frame[(frame[col.SERIES] == "plan")].iloc[-1]
    (schedule,) = recall.schedules
    expected = expected_recall(schedule.planned.met, [741])
    assert last[col.DAY] == 740
    assert last[col.RECALL] == pytest.approx(expected.line[0])
    assert (last[col.LOW], last[col.HIGH]) == pytest.approx((expected.low[0], expected.high[0]))
    assert schedule.planned.met.days == (0, 1, 11, 92, 183, 274, 365)


def test_one_memory_model_may_speak_alone_for_a_learner_who_meets_everything():
    recall = recall_of(compliance_audit(), "sac")
    last = frame_of(recall).query(f"{col.SERIES} == 'plan'").iloc[-1]
    days, weights = (0, 1, 11, 92, 183, 274, 365), (1, 0.7, 1, 0.5, 0.5, 0.5, 0.5)
    assert last[col.RECALL] == pytest.approx(SAC().recall(days, [741], weights)[0])


def test_the_band_runs_over_models_and_doses_and_holds_the_curve():
    frame = frame_of(recall_of(crm_rollout()))
    assert (frame[col.LOW] <= frame[col.RECALL]).all()
    assert (frame[col.RECALL] <= frame[col.HIGH]).all()
    assert (frame[col.HIGH] - frame[col.LOW]).max() > 0.25


def test_another_memory_model_may_draw_the_curve():
    title = spacing_chart(crm_rollout(), memory_model="ppe").title
    assert "PPE, calibrated on" in " ".join(title.subtitle)
    with pytest.raises(ValueError, match="'leitner'"):
        spacing_chart(crm_rollout(), memory_model="leitner")


def test_each_panel_shows_the_plan_unreinforced_and_met_once_named_at_their_ends():
    drawing = spacing_drawing(recall_of(new_manager()), width=1120)
    data = drawing.chart.datasets
    for panel in range(3):
        for curve in ("with", "without", "once"):
            assert any(point[col.PANEL] == panel for point in data[curve])
    assert [t[col.TEXT] for t in data["plan-names"]] == ["this plan"] * 3
    assert [t[col.TEXT] for t in data["without-names"]] == ["unreinforced"] * 3
    assert [t[col.TEXT] for t in data["once-names"]] == ["met once"] * 3


def test_a_curve_that_would_coincide_with_the_plans_is_left_out():
    # Six returns beside many others: without them recall ends less than four points lower.
    recall = recall_of(design(blueprint="crm_rollout"))
    ends = frame_of(recall).groupby([col.PANEL, col.SERIES])[col.RECALL].last()
    close = [p for p in range(3) if ends[p, "plan"] - ends[p, "without"] < 0.04]
    data = spacing_drawing(recall, width=1120).chart.datasets
    assert close
    assert not any(point[col.PANEL] in close for point in data["without"])


def test_a_topic_met_once_is_forgotten_from_its_first_study_on():
    recall = recall_of(compliance_audit())
    frame = frame_of(recall)
    once = frame[frame[col.SERIES] == "once"]
    assert once[col.DAY].min() == pytest.approx(-1, abs=0.1)  # its first study, a day before launch
    assert once[col.RECALL].is_monotonic_decreasing
    (schedule,) = recall.schedules
    assert once[col.RECALL].iloc[-1] == pytest.approx(
        expected_recall(schedule.planned.met.once, [741]).line[0]
    )


def test_the_names_of_curves_that_end_close_together_stand_apart():
    data = spacing_drawing(recall_of(long_plan()), width=1120).chart.datasets
    names = [t for name in ("plan", "without", "once") for t in data[f"{name}-names"]]
    for own in names:
        others = [t for t in names if t is not own and t[col.X] == own[col.X]]
        rows = [t for t in others if abs(t[col.Y] - own[col.Y]) < 100]
        assert all(abs(t[col.Y] - own[col.Y]) >= 14.9 for t in rows)


def test_a_takeaway_too_long_for_the_chart_is_broken_into_lines():
    wide, narrow = (spacing_chart(crm_rollout(), width=w).title.text for w in (1040, 400))
    assert len(narrow) > len(wide)


def test_every_study_day_is_marked():
    data = spacing_drawing(recall_of(compliance_audit())).chart.datasets
    assert len(data["studies"]) == 7


def test_small_charts_stand_in_as_many_columns_as_there_is_room_for():
    recall = recall_of(long_plan())
    assert len(spacing_drawing(recall, width=1120).panels) == 3
    assert len(spacing_drawing(recall, width=340).panels) == 8
    assert len(spacing_drawing(recall, width=340, most=5).panels) == 5


def test_a_plan_that_teaches_nothing_says_so():
    plan = new_manager().replace(touchpoints=(touchpoint(1, "Hello", "message", "launch", 0),))
    chart = spacing_chart(plan)
    assert chart.to_dict()["description"] == "Nothing in this plan asks anybody to recall a topic"


def test_a_topic_that_never_comes_back_is_said():
    one = touchpoint(1, "Read it", "self_paced_module", "inform", 0, topics=("Feedback",))
    chart = spacing_chart(new_manager().replace(touchpoints=(one,)))
    assert chart.title.text == "One topic never comes back after its first study"
