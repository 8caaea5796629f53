import pytest

from blendnb.charts import columns as col
from blendnb.charts.weekly_minutes import workload_chart, workload_drawing
from tests.exporting.sample_plans import compliance_audit, crm_rollout, long_plan, new_manager


def data(plan, name, width=1120):
    return workload_drawing(plan, width=width).datasets[name]


def test_the_specification_is_valid_and_its_title_names_the_fullest_week():
    title = workload_chart(new_manager()).to_dict()["title"]["text"]
    assert title == (
        "3 weeks ask for more than the 60 minutes that learners have; week 3 most, with 149"
    )


def test_a_plan_within_the_time_there_is_says_so():
    title = workload_chart(crm_rollout()).title.text
    assert title.startswith("No week asks for more than the 90 minutes that learners have")


def test_minutes_that_count_stack_above_the_line_and_tasks_at_work_hang_below():
    (base,) = data(crm_rollout(), "base")
    for segment in data(crm_rollout(), "segments"):
        below = segment[col.Y2] > base[col.Y]
        assert below == (segment[col.MODALITY] == "on_the_job")


def test_the_height_of_a_stack_is_its_minutes():
    line = data(crm_rollout(), "available")[0][col.Y]
    week_1 = [s for s in data(crm_rollout(), "segments") if s[col.WEEK] == 1]
    # 30 minutes of module and 60 of demo: exactly the 90 minutes that the line stands for.
    assert min(s[col.Y2] for s in week_1) == pytest.approx(line)


def test_each_segment_with_room_carries_the_letter_of_its_modality():
    segments, codes = data(crm_rollout(), "segments"), data(crm_rollout(), "codes")
    for code in codes:
        (over,) = [
            s for s in segments
            if s[col.X] < code[col.X] < s[col.X2]
            and min(s[col.Y], s[col.Y2]) < code[col.Y] < max(s[col.Y], s[col.Y2])
        ]  # fmt: skip
        letter = {"live": "L", "self_paced": "S", "social": "P", "on_the_job": "J"}
        assert code[col.TEXT] == letter[over[col.MODALITY]]
    assert len(codes) >= 5


def test_no_letter_stands_on_the_line():
    for plan in (new_manager(), crm_rollout(), long_plan()):
        line = data(plan, "available")[0][col.Y]
        for code in data(plan, "codes"):
            assert not code[col.Y] - 11 < line < code[col.Y] + 1


def test_a_year_fits_a_phone():
    segments = data(compliance_audit(), "segments", width=340)
    assert all(0 < s[col.X] < s[col.X2] < 340 for s in segments)


def test_a_plan_that_takes_no_time_still_draws():
    chart = workload_chart(new_manager().replace(touchpoints=()))
    assert chart.to_dict()["description"] == "Nothing in this plan takes a learner’s time"
