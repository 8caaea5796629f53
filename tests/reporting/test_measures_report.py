"""The report of proposed measures asks for today's figure and names whom to ask."""

from blendnb.designing.measures_to_take import measures_to_take
from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.reporting.measures_report import measures_report
from blendnb.reporting.report import Folded, Paragraph, Table

BRIEF = Brief.model_validate({
    "title": "T", "objective": "They use it.", "outcome": {"subject": "software"},
    "gap": "Forecasts are off and late.", "schedule": {"weeks": 4, "start": "2027-01-11"},
})  # fmt: skip
PLAN = Plan(title="T", brief=BRIEF, blend_model="live_led", start=BRIEF.schedule.start)
REPORT = measures_report(measures_to_take(PLAN, load_catalogue(programmes=False)))

_LATE = (
    "Later than the journey ends: Error of the forecast, or length of the cycle. "
    "Say now who will look then."
)


def test_each_row_says_where_the_figure_stands_and_whom_to_ask():
    (proposed, library) = (b for b in REPORT.all_blocks() if isinstance(b, Table))
    assert proposed.rows[0] == (
        "Records entered within a day (% of the records)", "behaviour",
        "the system: the owner of the system", "weekly",
        "within weeks; first look: Week 3 (25 Jan 2027)",
        "Entering all of them on Friday looks the same",
        "to be asked: the owner of the system", "to be agreed",
    )  # fmt: skip
    assert len(proposed.rows) == 3
    assert len(library.rows) == 6


def test_what_moves_late_is_said_with_the_words_that_chose():
    notes = [b.text for b in REPORT.blocks if isinstance(b, Paragraph) and b.tone == "note"]
    assert notes == [
        "Chosen by the words of gap, moments and objective: forecasts and late.",
        _LATE,
    ]
    (others,) = (b for b in REPORT.blocks if isinstance(b, Folded))
    assert others.heading == "6 others of this subject"
