"""What the pilot's charts say and hide."""

from dataclasses import replace

import pytest

from blendnb.charts.metric import metric_chart, metric_drawing, metric_takeaway
from blendnb.charts.pilot_charts import (
    changes_chart,
    changes_takeaway,
    staying_chart,
    units_of,
    use_chart,
    use_drawing,
    use_table,
    use_takeaway,
)
from blendnb.charts.theme import THEMES
from blendnb.domain.pilot_results import (
    HIDDEN,
    BeforeAfter,
    Estimate,
    Metric,
    PilotResults,
    Point,
    TouchpointUse,
)


def use(id_, done=0.5, **more):
    share = Estimate(done, done - 0.1, done + 0.1, 20)
    fields = {
        "title": id_.title(), "times": 1, "stays_open": False, "reached": share, "completed": share,
        "staying": None, "planned_minutes": 20.0, "minutes": None, "days_late": None,
        "confused": None,
    }  # fmt: skip
    return TouchpointUse(id_, **{**fields, **more})


def results(*uses):
    return PilotResults("T", None, uses, (), (), (), (), ())


def metric(*, comparison=True, values=(6, 6, 6, 4, 4)):
    pilot = tuple(Point(7 * n - 14, float(v)) for n, v in enumerate(values))
    beside = tuple(Point(p.day, p.value + 0.5) for p in pilot) if comparison else ()
    apart = Estimate(-2.0, -2.5, -1.5, 5)
    return Metric(
        "Days", 6.0, 4.0, apart, apart if comparison else None, None, "", pilot, beside, 7
    )


def test_the_takeaway_names_what_is_finished_least_and_most():
    found = use_takeaway(results(use("a", 0.2), use("b", 0.9), use("c", 0.1, stays_open=True)))
    assert found == "From 20\u00a0% for “A” to 90\u00a0% for “B”: how many finish each part"
    assert use_takeaway(results()) == "Nothing says yet who finished what"


def test_a_hidden_figure_leaves_no_mark_but_says_why():
    chart = use_drawing(results(use("a"), use("b", reached=HIDDEN, completed=HIDDEN)))
    assert len(chart.datasets["completed-dots"]) == 1
    assert len(chart.datasets["reached-lines"]) == 1
    said = [row["text"] for row in chart.datasets["figures"]]
    assert said == ["50\u00a0% (40 to 60)", "fewer than five people"]


@pytest.mark.parametrize("width", [340, 900, 1120])
def test_everything_drawn_lies_inside_the_chart(width):
    chart = use_drawing(
        results(*(use(f"A rather long title number {n}") for n in range(6))), width=width
    )
    for layer in ("completed-lines", "completed-dots", "labels"):
        assert all(0 <= row["x"] <= width and 0 <= row["y"] <= chart.height
                   for row in chart.datasets[layer])  # fmt: skip
    drawn = metric_drawing(metric(), width=width)
    assert all(0 <= row["x"] <= width for row in drawn.datasets["pilot"])


def test_labels_at_the_lines_ends_never_touch():
    ends = sorted(row["y"] for row in metric_drawing(metric()).datasets["ends"])
    assert ends[1] - ends[0] >= 14


def test_a_metric_says_whether_there_is_a_comparison_group():
    assert "next to the comparison group" in metric_takeaway(metric())
    assert "with no comparison group" in metric_takeaway(metric(comparison=False))
    assert "−2.0 (−2.5 to −1.5)" in metric_takeaway(metric())


def test_a_metric_that_never_moves_can_be_drawn():
    assert metric_chart(metric(comparison=False, values=(3, 3, 3, 3, 3))).to_dict()["layer"]


@pytest.mark.parametrize("theme", THEMES)
def test_the_charts_are_valid_in_both_themes(theme):
    assert use_chart(results(use("a")), theme_name=theme).to_dict()["config"]
    assert metric_chart(metric(), theme_name=theme).to_dict()["title"]["subtitle"]


def test_the_table_holds_what_the_chart_shows():
    table = use_table(results(use("a"), use("b", completed=HIDDEN)))
    assert list(table["Finished"]) == ["50\u00a0% (40 to 60)", "fewer than five people"]
    assert list(table["Confused"]) == ["–", "–"]


def change(before, after, unit="points"):
    kind = "behavior" if unit == "share" else "confidence"
    apart = HIDDEN if before.hidden else Estimate(0.5, 0.1, 0.9, 20)
    return BeforeAfter(kind, "Able", before, after, apart, paired=True, only_before=None, unit=unit)


def test_before_and_after_stand_on_the_line_of_their_intervals():
    shares = Estimate(0.3, 0.2, 0.4, 20), Estimate(0.8, 0.7, 0.9, 20)
    found = replace(results(), changes=(change(*shares, unit="share"),))
    chart = changes_chart(found, "share")
    assert len(chart.datasets["before-lines"]) == len(chart.datasets["after-dots"]) == 1
    assert units_of(found) == ("share",)
    assert changes_takeaway(found, "share").startswith("Able: +50 percentage points")


def test_questions_that_few_answered_are_in_no_chart():
    found = replace(results(), changes=(change(HIDDEN, HIDDEN),))
    assert units_of(found) == ()
    assert changes_takeaway(found, "points") == "Too few people before and after to compare"


def test_the_step_that_loses_most_is_named():
    steps = [Estimate(share, share - 0.1, share, 20) for share in (1.0, 0.95, 0.6)]
    uses = [use(f"step {n}", staying=staying) for n, staying in enumerate(steps)]
    found = results(*uses, use("help", staying=None))
    chart = staying_chart(found)
    assert len(chart.datasets["staying"]) == 3
    assert chart.to_dict()["title"]["text"] == (
        "60\u00a0% of those who began are there at the end; most stop before “Step 2” "
        "(35 percentage points)"
    )
