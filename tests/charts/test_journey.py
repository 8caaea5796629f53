from itertools import pairwise

import pytest

from blendnb.charts import columns as col
from blendnb.charts.calendar import calendar_of
from blendnb.charts.journey import journey_chart, journey_drawing, journey_subtitle
from blendnb.charts.weekly_minutes import workload_subtitle
from tests.exporting.sample_plans import compliance_audit, crm_rollout, long_plan, new_manager

PLANS = {
    "new manager": new_manager("2027-01-11"),
    "undated": new_manager(),
    "crm": crm_rollout(),
    "compliance": compliance_audit(),
    "60 over a year": long_plan(60, 52),
}
every_plan = pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS.keys())
every_layout = pytest.mark.parametrize(("layout", "width"), [("wide", 1120), ("narrow", 340)])


def data(drawing, name):
    return drawing.chart.datasets[name]


def texts(drawing, name):
    return [entry[col.TEXT] for entry in data(drawing, name)]


@every_plan
def test_the_specification_is_valid_and_says_what_it_shows(plan):
    spec = journey_chart(plan).to_dict()
    assert spec["title"]["text"] == spec["description"]
    assert spec["title"]["subtitle"].startswith("Journey by stage, in weeks from launch. L Live, ")


def test_a_shaded_band_is_told_what_it_stands_for_where_there_is_one():
    for subtitle in (journey_subtitle, workload_subtitle):
        assert subtitle(PLANS["new manager"]).endswith(
            " On the job; shaded: no sessions or deadlines"
        )
        assert subtitle(PLANS["undated"]).endswith(" On the job")


@every_plan
@every_layout
def test_each_touchpoint_has_one_row_with_its_letter(plan, layout, width):
    drawing = journey_drawing(plan, layout=layout, width=width)
    assert len(data(drawing, "chips")) == len(plan.touchpoints)
    assert len(texts(drawing, "codes")) == len(plan.touchpoints)


@every_plan
@every_layout
def test_every_title_is_there_in_full(plan, layout, width):
    drawing = journey_drawing(plan, layout=layout, width=width)
    shown = " ".join([*texts(drawing, "anchors"), *texts(drawing, "labels")]).replace(" ", "")
    for touchpoint in plan.touchpoints:
        assert touchpoint.title.replace(" ", "") in shown


@every_plan
@every_layout
def test_no_two_lines_of_labels_stand_on_each_other(plan, layout, width):
    drawing = journey_drawing(plan, layout=layout, width=width)
    names = ("anchors", "labels", "groups")
    lines = sorted(entry[col.Y] for name in names for entry in data(drawing, name))
    assert min(below - above for above, below in pairwise(lines)) >= 17


@every_plan
@every_layout
def test_rows_stay_inside_the_drawing(plan, layout, width):
    drawing = journey_drawing(plan, layout=layout, width=width)
    marks = [m for name in ("sessions", "dots", "bars", "open-bars") for m in data(drawing, name)]
    assert all(0 < mark[col.Y] < drawing.chart.height for mark in marks)
    calendar = calendar_of(plan)
    assert all(calendar.first_day <= m[col.START_DAY] <= calendar.end_day for m in marks)


def test_forty_repeats_stay_on_one_row():
    drawing = journey_drawing(new_manager())
    nudges = [mark for mark in data(drawing, "dots") if mark[col.ID] == "tp-6"]
    assert len(nudges) == 4
    assert len({mark[col.Y] for mark in nudges}) == 1
    assert data(drawing, "repeats")[-1][col.START_DAY] == 21
    assert data(drawing, "repeats")[-1][col.END_DAY] == 63


def test_live_sessions_are_diamonds_large_enough_to_see_in_a_year():
    drawing = journey_drawing(compliance_audit())
    (session,) = data(drawing, "sessions")
    assert session[col.ID] == "tp-2"
    layer = next(layer for layer in drawing.chart.layers if layer.name == "sessions")
    assert layer.mark["shape"] == "diamond"
    assert layer.mark["size"] >= 16**2


def test_help_that_stays_open_ends_in_an_arrow_at_the_edge():
    drawing = journey_drawing(crm_rollout())
    assert [arrow[col.ID] for arrow in data(drawing, "arrows")] == ["tp-6", "tp-7"]
    assert {arrow[col.END_DAY] for arrow in data(drawing, "arrows")} == {42}
    assert texts(drawing, "minutes")[-2:] == ["stays\u00a0open", "stays\u00a0open"]


def test_help_that_stays_open_has_a_lane_of_its_own():
    assert texts(journey_drawing(crm_rollout()), "groups") == [
        "Before", "During", "After", "When it is needed",
    ]  # fmt: skip


def test_a_span_too_short_to_see_is_drawn_wide_enough():
    (module, _) = data(journey_drawing(compliance_audit(), layout="narrow", width=340), "bars")
    assert module[col.ID] == "tp-1"
    assert module[col.END_DAY] - module[col.START_DAY] > 7


def test_an_occurrence_that_runs_into_the_next_ends_where_that_begins():
    bars = [m for m in data(journey_drawing(new_manager()), "bars") if m[col.ID] == "tp-2"]
    assert [(m[col.START_DAY], m[col.END_DAY]) for m in bars] == [(1, 5), (5, 9), (9, 22)]


def test_launch_and_days_without_sessions_are_marked():
    drawing = journey_drawing(new_manager("2027-01-11"))
    assert texts(drawing, "launch") == ["Launch 11 Jan 2027"]
    (closed,) = data(drawing, "blackouts")
    assert (closed[col.START_DAY], closed[col.END_DAY]) == (35, 40)


def test_an_undated_plan_has_weeks_and_no_dates():
    drawing = journey_drawing(new_manager())
    assert texts(drawing, "launch") == ["Launch"]
    assert texts(drawing, "week-ticks")[:3] == ["Week 1", "3", "5"]
    assert data(drawing, "date-ticks") == []


def test_each_row_says_how_much_time_it_takes():
    minutes = texts(journey_drawing(new_manager()), "minutes")
    assert minutes[:2] == ["90\u00a0min", "3\u00a0×\u00a025\u00a0min"]


def test_on_a_phone_the_time_stands_after_the_title_or_below_it():
    drawing = journey_drawing(new_manager(), layout="narrow", width=340)
    assert "Entry check before the workshop · 10\u00a0min" in texts(drawing, "labels")
    assert "3\u00a0×\u00a025\u00a0min" in texts(drawing, "labels")
    assert data(drawing, "minutes") == []


def test_a_title_read_from_right_to_left_leaves_the_time_after_it_in_order():
    plan = new_manager()
    first, *more = plan.touchpoints
    plan = plan.replace(touchpoints=(first.replace(title="מפגש (1)"), *more))
    narrow = journey_drawing(plan, layout="narrow", width=340)
    assert "\u2068מפגש (1)\u2069 · 90\u00a0min" in texts(narrow, "anchors") + texts(
        narrow, "labels"
    )


@every_plan
def test_panels_for_paper_are_low_enough_and_hold_every_row_once(plan):
    drawing = journey_drawing(plan, width=1120, most_height=620)
    for top, bottom in drawing.panels:
        assert bottom - top <= 640
    chips = [chip[col.Y] for chip in data(drawing, "chips")]
    assert len(chips) == len(plan.touchpoints)
    for chip in chips:
        assert sum(top <= chip < bottom for top, bottom in drawing.panels) == 1


def test_every_panel_has_its_own_axis_and_says_that_a_group_goes_on():
    drawing = journey_drawing(long_plan(60, 52), width=1120, most_height=620)
    assert len(drawing.panels) == len(data(drawing, "launch")) == 5
    assert "During, continued" in texts(drawing, "groups")


def test_a_journey_that_almost_fits_moves_closer_instead_of_leaving_one_row_alone():
    plan = long_plan(15, 8)
    height = journey_drawing(plan, width=1120).panels[0][1]
    drawing = journey_drawing(plan, width=1120, most_height=height - 20)
    assert len(drawing.panels) == 1


def test_a_plan_without_touchpoints_still_draws():
    chart = journey_chart(new_manager().replace(touchpoints=()))
    assert chart.to_dict()["title"]["text"] == "Nothing is planned yet"


def test_dark_charts_have_dark_ground():
    assert journey_chart(crm_rollout(), theme_name="dark").config["background"] == "#15181b"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"layout": "tall"}, "'wide' or 'narrow', not 'tall'"),
        ({"group_by": "owner"}, "'stage' or 'modality'"),
        ({"theme_name": "sepia"}, "no theme 'sepia'"),
    ],
)
def test_unknown_options_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        journey_chart(crm_rollout(), **options)
