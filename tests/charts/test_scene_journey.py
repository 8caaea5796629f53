"""The journey, learners' time and the five dimensions: asked where their marks stand."""

from datetime import date
from itertools import pairwise

import pytest

import blendnb as bl
from blendnb import charts
from blendnb.charts.drawing import titled
from blendnb.charts.journey import Today, journey_drawing
from blendnb.domain.findings import Audit, AuditQuestion, Dimension
from tests.charts.scene import at, drawn
from tests.designing.proof_plans import module, plan, touchpoint, workshop

WEEKS = {"−1": -7, "Week 1": 0, "2": 7, "3": 14, "4": 21, "5": 28}
PLAN = plan(
    touchpoint("Teaser", "message", purpose="launch", stage="before", start_day=-7,
               learner_minutes=5),
    touchpoint("Task", "on_the_job_assignment", modality="on_the_job", start_day=14, days=7,
               learner_minutes=40),
    workshop("Workshop", start_day=7, learner_minutes=90, anchor=True),
    module("Module", start_day=0, days=5),
    touchpoint("Nudge", "microlearning", purpose="reinforce", stage="after", start_day=14,
               repeat={"days": [0, 7, 14]}, learner_minutes=10),
    touchpoint("Help", "performance_support", modality="on_the_job", purpose="support",
               start_day=7, days=None),
)  # fmt: skip
ROWS = ["Teaser", "Module", "Workshop", "Task", "Nudge", "Help"]


@pytest.fixture(scope="module", params=["wide", "narrow"])
def journey(request):
    width = {"wide": 900, "narrow": 340}[request.param]
    return drawn(bl.journey_chart, PLAN, layout=request.param, width=width)


@pytest.fixture(scope="module")
def wide():
    return drawn(bl.journey_chart, PLAN)


def marks_of(scene):
    """Bars, diamonds, dots and arrows: everything that has a modality and lies on the time line."""
    tokens = ("live", "self_paced", "social", "on_the_job")
    return [m for m in scene.marks if m.fill in tokens and m.layer != "chips"]


def row_of(scene, label, **looks):
    """The marks beside a label of a wide chart, left to right."""
    middle = scene.word(label).middle
    found = [m for m in scene.find(**looks) if m.middle == pytest.approx(middle, abs=4)]
    return sorted(found, key=lambda m: m.x)


def test_each_mark_of_a_journey_begins_and_ends_at_its_days(journey):
    x = journey.x_axis(WEEKS)
    assert x.pixel(28) > x.pixel(-7) + 200
    dots = [m.x for m in journey.find(kind="symbol", shape="circle")]
    assert dots == [x.at(-7), x.at(14), x.at(21), x.at(28)]
    assert journey.one(shape="diamond").x == x.at(7)
    assert journey.one(shape="triangle-right").x == x.at(35)
    bars = sorted(journey.find(layer="bars"), key=lambda m: m.x)
    assert [(b.fill, b.x, b.right) for b in bars] == [
        ("self_paced", x.at(0), x.at(5)), ("on_the_job", x.at(14), x.at(21)),
    ]  # fmt: skip
    open_bar = journey.one(layer="open-bars")
    assert (open_bar.x, open_bar.right) == (x.at(7), x.at(35))


def test_repeats_are_joined_from_the_first_to_the_last(journey):
    x = journey.x_axis(WEEKS)
    link = journey.one(kind="rule", stroke="line")
    assert (link.x, link.right) == (x.at(14), x.at(28))


def test_rows_go_by_stage_and_day_with_standing_help_last(wide):
    labels = [text for text in wide.words(fill="ink") if text != "Launch"]
    assert labels == ROWS
    headings = [m.text for m in wide.find(kind="text", fill="muted") if m.x == 0]
    assert headings == ["Before", "During", "After", "When it is needed"]
    for heading, first in zip(headings, ("Teaser", "Module", "Nudge", "Help"), strict=True):
        assert 0 < wide.word(first).middle - wide.word(heading).middle < 40


def test_rows_by_modality_keep_each_mark_beside_its_label():
    scene = drawn(bl.journey_chart, PLAN, group_by="modality")
    x = scene.x_axis(WEEKS)
    labels = [text for text in scene.words(fill="ink") if text != "Launch"]
    assert labels == ["Workshop", "Teaser", "Module", "Nudge", "Task", "Help"]
    assert [m.x for m in row_of(scene, "Workshop", shape="diamond")] == [x.at(7)]
    assert [m.x for m in row_of(scene, "Nudge", shape="circle")] == [x.at(d) for d in (14, 21, 28)]


@pytest.mark.parametrize(
    ("label", "letter", "modality", "minutes"),
    [
        ("Teaser", "S", "self_paced", "5\u00a0min"),
        ("Module", "S", "self_paced", "60\u00a0min"),
        ("Workshop", "L", "live", "90\u00a0min"),
        ("Task", "J", "on_the_job", "40\u00a0min"),
        ("Nudge", "S", "self_paced", "3\u00a0×\u00a010\u00a0min"),
        ("Help", "J", "on_the_job", "stays\u00a0open"),
    ],
)
def test_each_row_has_its_letter_color_marks_and_minutes(wide, label, letter, modality, minutes):
    (code,) = row_of(wide, label, kind="text", fill="on_modality")
    (chip,) = row_of(wide, label, layer="chips")
    (said,) = row_of(wide, label, kind="text", fill="muted")
    assert (code.text, chip.fill, said.text) == (letter, modality, minutes)
    assert (code.x, code.middle) == (at(chip.center), at(chip.middle))
    middle = wide.word(label).middle
    beside = [m for m in marks_of(wide) if m.middle == at(middle)]
    assert beside
    assert {mark.fill for mark in beside} == {modality}
    assert said.x > max(mark.right for mark in beside)


def test_each_mark_says_the_title_of_its_own_row(wide):
    for label in ROWS:
        marks = [m for m in marks_of(wide) if m.middle == at(wide.word(label).middle)]
        assert all(f"title: {label};" in mark.label for mark in marks)


def test_weeks_have_a_line_each_and_launch_stands_at_day_0(journey):
    x = journey.x_axis(WEEKS)
    lines = sorted(m.x for m in journey.find(kind="rule", stroke="grid") if m.bottom > m.top)
    assert lines == [x.at(day) for day in (-7, 7, 14, 21, 28)]
    assert journey.one(kind="rule", stroke="ink").x == x.at(0)
    assert journey.word("Launch").x == x.at(0)


def test_a_start_puts_dates_under_the_weeks_and_shades_days_without_sessions():
    start = date(2027, 1, 11)
    schedule = {"weeks": 4, "start": start, "blackout": [["2027-01-25", "2027-01-27"]]}
    dated = plan(*PLAN.touchpoints, schedule=schedule).replace(start=start)
    scene = drawn(bl.journey_chart, dated)
    x = scene.x_axis(WEEKS)
    dates = {"4 Jan": -7, "11 Jan": 0, "18 Jan": 7, "25 Jan": 14, "1 Feb": 21, "8 Feb": 28}
    assert scene.x_axis(dates).pixels == (x.at(-7), x.at(28))
    assert scene.word("Launch 11 Jan 2027").x == x.at(0)
    shade = scene.one(kind="rect", fill="shade")
    assert (shade.x, shade.right) == (x.at(14), x.at(17))  # 25, 26 and 27 January


def test_today_is_a_line_through_the_middle_of_its_day():
    today = Today(17, "Today", {"Task": "now"})
    scene = drawn(lambda: titled(journey_drawing(PLAN, today=today).chart, "Now", "Here"))
    x = scene.x_axis(WEEKS)
    assert scene.one(kind="rule", stroke="accent").x == x.at(17.5)
    (said,) = row_of(scene, "Task", kind="text", fill="muted")
    assert said.text == "now · 40\u00a0min"


def test_the_title_of_a_journey_tells_its_weeks_and_live_sessions(wide):
    assert wide.title == "5 weeks, with one live session in week 2"
    assert wide.description == wide.title
    assert wide.subtitle == (
        "Journey by stage, in weeks from launch. L Live, S Self-paced, J On the job"
    )


# -------------------------------------------------------------------------------- workload

BUSY = plan(
    workshop("Kick-off", start_day=0, learner_minutes=30),
    module("Module", start_day=1, days=3),
    touchpoint("Meet", "social_task", modality="social", start_day=2, learner_minutes=20),
    workshop("Workshop", start_day=8, learner_minutes=120),
    touchpoint("Task", "on_the_job_assignment", modality="on_the_job", start_day=14,
               learner_minutes=40),
    touchpoint("Try", "on_the_job_assignment", modality="on_the_job", start_day=7,
               learner_minutes=20),
    touchpoint("Peers", "social_task", modality="social", start_day=14, learner_minutes=90),
    audience={"size": 40, "minutes_per_week": 100},
)  # fmt: skip
MINUTES = {"0": 0, "30": 30, "60": 60, "90": 90, "120": 120}


@pytest.fixture(scope="module")
def workload():
    return drawn(charts.workload_chart, BUSY)


def weeks_of(scene):
    """The bars of each week, by the label that stands under their middle."""
    bars = [m for m in scene.find(kind="rect") if m.stroke == "ink"]
    return {
        week: sorted((b for b in bars if b.center == at(scene.word(week).x)), key=lambda b: b.top)
        for week in ("Week 1", "2", "3")
    }


def test_minutes_that_count_stack_up_from_the_base_in_their_week(workload):
    y = workload.y_axis(MINUTES)
    assert y.pixel(120) < y.pixel(0) - 100
    found = {
        week: [(b.fill, b.top, b.bottom) for b in bars if b.bottom <= y.pixel(0) + 1]
        for week, bars in weeks_of(workload).items()
    }
    assert found == {
        "Week 1": [
            ("social", y.at(110), y.at(90)),
            ("self_paced", y.at(90), y.at(30)),
            ("live", y.at(30), y.at(0)),
        ],
        "2": [("live", y.at(120), y.at(0))],
        "3": [("social", y.at(90), y.at(0))],
    }


def test_minutes_on_the_job_hang_below_the_base_and_more_hang_lower(workload):
    base = workload.y_axis(MINUTES).pixel(0)
    hanging = {
        week: bars[-1] for week, bars in weeks_of(workload).items() if bars[-1].bottom > base + 2
    }
    assert {week: bar.fill for week, bar in hanging.items()} == {
        "2": "on_the_job", "3": "on_the_job",
    }  # fmt: skip
    assert [bar.top for bar in hanging.values()] == [at(base), at(base)]
    twenty, forty = (hanging[week].bottom - base for week in ("2", "3"))
    assert forty == pytest.approx(2 * twenty, abs=2)


def test_weeks_run_to_the_right(workload):
    places = [workload.word(week).x for week in ("Week 1", "2", "3")]
    assert all(b - a > 30 for a, b in pairwise(places))


def test_the_dashed_line_stands_at_what_learners_have_and_is_named_there(workload):
    y = workload.y_axis(MINUTES)
    line = workload.one(kind="rule", stroke="ink")
    assert line.dash == (6, 4)
    assert line.middle == y.at(100)
    name = workload.word("100\u00a0min a week")
    assert 0 < name.x - line.right < 20
    assert name.middle == at(line.middle)


def test_each_letter_stands_in_a_bar_of_its_modality(workload):
    bars = [b for week in weeks_of(workload).values() for b in week]
    letters = workload.find(kind="text", fill="on_modality")
    assert sorted(m.text for m in letters) == ["J", "J", "L", "L", "P", "S"]
    for letter in letters:
        (around,) = [
            b for b in bars if b.x < letter.x < b.right and b.top < letter.middle < b.bottom
        ]
        assert around.fill == {
            "L": "live", "S": "self_paced", "P": "social", "J": "on_the_job",
        }[letter.text]  # fmt: skip


def test_the_title_of_the_workload_names_the_week_that_asks_for_most(workload):
    assert workload.title == (
        "2 weeks ask for more than the 100 minutes that learners have; week 2 most, with 120"
    )
    assert workload.description == workload.title


# ------------------------------------------------------------------------------ dimensions


def dimension(id_, **verdicts):
    return Dimension(
        id=id_,
        questions=tuple(
            AuditQuestion(id=f"{id_}.{name}", verdict=v, text="-") for name, v in verdicts.items()
        ),
    )


AUDIT = Audit(
    dimensions=(
        dimension("time", phases="met", spacing="partly"),
        dimension("modality", fit="met", balance="not_needed"),
        dimension("support", at_need="missing", channels="met"),
    )
)
VERDICTS = {
    "something before, during and after": ("Time", "met"),
    "learning is spread out": ("Time", "partly met"),
    "each part in the mode that suits it": ("Modality", "met"),
    "no mode is overused": ("Modality", "not needed"),
    "help at the moment of need": ("Support", "missing"),
    "somewhere to ask": ("Support", "met"),
}


@pytest.fixture(scope="module", params=[3, 1], ids=["side by side", "stacked"])
def dimensions(request):
    return drawn(charts.dimensions_chart, AUDIT, columns=request.param)


def verdict_of(scene, question):
    """The verdict's word above a question, and the shapes beside that word."""
    below = scene.word(question)
    words = [m for m in scene.find(kind="text", fill="ink") if m.x == at(below.x)]
    word = min(words, key=lambda m: abs(below.middle - m.middle - 18))
    shapes = [
        m for m in scene.find(kind="symbol")
        if 5 < word.x - m.x < 25 and m.middle == pytest.approx(word.middle, abs=2)
    ]  # fmt: skip
    return word, {(m.fill if m.fill != "transparent" else "", m.shape[:4]) for m in shapes}


@pytest.mark.parametrize("question", VERDICTS)
def test_each_question_has_its_verdict_above_it_under_its_dimension(dimensions, question):
    heading, verdict = VERDICTS[question]
    word, _ = verdict_of(dimensions, question)
    assert word.text == verdict
    above = [
        m for m in dimensions.find(kind="text")
        if m.text in {"Time", "Modality", "Support"}
        and m.middle < word.middle and m.x == pytest.approx(word.x - 20, abs=2)
    ]  # fmt: skip
    assert max(above, key=lambda m: m.middle).text == heading


def test_each_verdict_has_its_shape_beside_it(dimensions):
    ring, dot = ("", "circ"), ("ink", "circ")
    expected = {
        "met": {ring, dot},
        "missing": {ring},
        "partly met": {ring, ("ink", "M0,-")},
        "not needed": {("ink", "M-0.")},
    }
    for question, (_, verdict) in VERDICTS.items():
        assert verdict_of(dimensions, question)[1] == expected[verdict]


def test_dimensions_stand_in_their_order(dimensions):
    words = [dimensions.word(name) for name in ("Time", "Modality", "Support")]
    assert all((a.x, a.middle) < (b.x, b.middle) for a, b in pairwise(words))


def test_the_title_of_the_dimensions_counts_what_is_met_and_missing(dimensions):
    assert dimensions.title == "3 of 5 questions about the blend are met, 1 missing"
    assert dimensions.description == dimensions.title
