from blendnb.charts.calendar import Calendar, calendar_of
from tests.exporting.sample_plans import compliance_audit, crm_rollout, new_manager


def test_a_chart_shows_whole_weeks_around_the_journey():
    calendar = calendar_of(crm_rollout())
    assert (calendar.first_day, calendar.end_day) == (-7, 42)


def test_launch_is_always_a_labelled_week():
    for step in (1, 2, 4, 8, 13, 26, 52):
        assert "Week 1" in [tick.week for tick in calendar_of(compliance_audit()).ticks(step)]


def test_the_week_before_launch_is_week_minus_one_and_there_is_no_week_zero():
    ticks = Calendar(-21, 14, None).ticks(1)
    assert [tick.week for tick in ticks] == ["−3", "−2", "−1", "Week 1", "2"]


def test_dates_stand_under_the_weeks_only_where_the_plan_has_a_start():
    dated, undated = calendar_of(crm_rollout()), calendar_of(crm_rollout(start=None))
    assert [tick.date for tick in dated.ticks(2)] == ["11 Jan", "25 Jan", "8 Feb"]
    assert {tick.date for tick in undated.ticks(2)} == {""}


def test_labels_stand_as_close_as_they_fit():
    year = Calendar(0, 364, None)
    assert year.step_weeks(pixels=640, needed=40) == 4
    assert year.step_weeks(pixels=300, needed=40) == 8
    assert year.step_weeks(pixels=10, needed=40) == 260


def test_blackout_days_count_from_launch_and_need_a_start():
    assert calendar_of(new_manager("2027-01-11")).blackouts == ((35, 39),)
    assert calendar_of(new_manager()).blackouts == ()


def test_a_blackout_that_reaches_beyond_the_chart_is_cut_at_its_edge():
    plan = new_manager("2027-01-11", schedule={
        "weeks": 12, "start": "2027-01-11",
        "blackout": [["2026-12-20", "2027-01-13"], ["2026-01-01", "2026-01-05"]],
    })  # fmt: skip
    assert calendar_of(plan).blackouts == ((0, 2),)
