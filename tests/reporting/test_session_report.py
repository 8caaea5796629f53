"""Session plans in words: the clock, the rounds, the columns, wherever they are shown."""

import pytest

import blendnb as bl
from blendnb.api import catalogue_of
from blendnb.domain.plan import Plan
from blendnb.files.problems import InputError
from blendnb.reporting.markdown import report_markdown
from blendnb.reporting.session_report import (
    clock,
    session_plans,
    session_report,
    session_table,
    sessions_report,
)
from blendnb.reporting.terminal import report_text
from blendnb.widgets.cells import report_html_cell

KNOWN = catalogue_of()
THREES = [
    {"minutes": 8, "do": "Choose a case", "method": "individual", "leads": "learners",
     "fixed": True, "show": "Act card", "say": "A talk you owe."},
    {"minutes": 42, "do": "In threes", "method": "trios", "rounds": 3, "leads": "learners",
     "within": [{"do": "talk", "minutes": 9}, {"do": "feedback", "minutes": 5}],
     "material": "Three cases"},
    {"minutes": 10, "do": "What worked | what did not", "method": "plenary",
     "leads": "facilitator", "flex": True},
]  # fmt: skip


def plan_with(*, size=13, **values):
    touchpoint = {
        "id": "s", "title": "Asking first", "format": "virtual_workshop", "modality": "live",
        "delivery": "virtual", "purpose": "practice", "stage": "during", "start_day": 0, "days": 1,
        "learner_minutes": 60.0, "topics": ["Asking first"], "groups": 1, **values,
    }  # fmt: skip
    brief = {
        "title": "T", "objective": "O", "outcome": {"subject": "leadership"},
        "audience": {"size": size},
    }  # fmt: skip
    return Plan.model_validate(
        {
            "schema": "blendnb.plan/1",
            "title": "T",
            "brief": brief,
            "blend_model": "bookend",
            "touchpoints": [touchpoint],
        }
    )


def test_the_clock_starts_with_the_session_and_goes_on_over_midnight():
    assert [clock(0, None), clock(60, None), clock(0, "09:30"), clock(45, "23:30")] == [
        "0:00", "1:00", "09:30", "00:15",
    ]  # fmt: skip


ROOMS = (
    "Before the rooms open, in the chat: aim, product, minutes, who begins; timer, call a minute "
    "before the end"
)
CLOSING = (
    "One if-then plan, told to a partner, with a date (write the plan 3, tell the partner 3, date "
    "of the first report 1)"
)


def test_a_session_reads_as_it_is_led():
    session = bl.session_plan(plan_with(agenda=THREES, time="14:00"), "s")
    assert list(session_table(session).texts()) == [
        ("14:00–14:05", "5",
         "Aim in one sentence; poll: when did I last need “Asking first”, and how did it go?",
         "all together", "facilitator",
         "Say: After this session you use “Asking first” in your own work.", "Poll",
         "Names, latecomers; starts the poll"),
        ("14:05–14:13", "8", "Choose a case", "alone", "participants",
         "Say: A talk you owe. Show: Act card", "", "Task in the chat, timer"),
        ("14:13–14:40", "27", "In threes (3 × 9: talk 6, feedback 3)",
         "threes (3 threes and 1 four, in rooms)", "participants", "", "Three cases",
         ROOMS),
        ("14:40–14:50", "10", "What worked | what did not", "all together", "facilitator", "", "",
         "Collects the lines on the board"),
        ("14:50–14:53", "3", "Buffer; if nobody needs it, open questions", "", "facilitator", "",
         "", "Open questions from the chat"),
        ("14:53–15:00", "7",
         CLOSING,
         "pairs", "participants",
         "Say: Which moment comes first? Write: when it comes, then I …",
         "Plan card: when, then, who asks", "Link to the plan form and to what comes next"),
    ]  # fmt: skip
    assert session.preparation == (
        "20 minutes before: rooms, files, captions and poll tried out; names at hand",
        "A second line (telephone or chat) for those who drop out",
    )


def test_up_to_twelve_people_need_no_producer():
    heads = [
        session_table(bl.session_plan(plan_with(agenda=THREES, size=n), "s")).head for n in (12, 13)
    ]
    assert [head[-1] for head in heads] == ["At hand", "Producer"]


def test_an_agenda_that_is_a_whole_session_is_shown_as_it_was_put():
    agenda = [
        {"minutes": 20, "do": "Welcome", "part": "opening", "method": "in a ring"},
        {"minutes": 40, "do": "Try", "part": "core", "method": "pairs", "leads": "Kim"},
    ]
    session = bl.session_plan(plan_with(agenda=agenda, size=8), "s")
    said = report_text(session_report(session))
    assert session.by_hand
    assert "Blocks as you put them. From–to counts from 0:00; the minutes add up to 60." in said
    assert [row[2:5] for row in session_table(session).texts()] == [
        ("Welcome", "in a ring", ""), ("Try", "pairs (4 pairs, in rooms)", "Kim"),
    ]  # fmt: skip


def test_a_session_without_an_agenda_is_made_of_its_topics():
    session = bl.session_plan(plan_with(learner_minutes=60.0), "s")
    assert [step.do for step in session.agenda][1:4] == [
        "From memory: what matters in “Asking first”; choose a case of your own",
        "Practise “Asking first” with your own case",
        "What worked; the line or step to keep",
    ]


def test_too_few_minutes_are_said_and_the_steps_listed_without_a_clock():
    session = bl.session_plan(plan_with(agenda=[], learner_minutes=2.0), "s")
    rows = list(session_table(session).texts())
    assert (session.timed, [row[:2] for row in rows]) == (False, [("", "")] * 3)
    assert session.notes == ("2 minutes are too few to give each of the 3 steps its own.",)


def test_what_is_not_live_has_only_the_steps_that_it_states():
    module = {"modality": "self_paced", "delivery": None, "format": "self_paced_module"}
    assert bl.session_plan(plan_with(**module), "s").blocks == ()
    agenda = [{"minutes": 60, "do": "Study"}]
    (block,) = bl.session_plan(plan_with(**module, agenda=agenda), "s").blocks
    assert (block.start, block.end, block.step.do) == (0, 60, "Study")


def test_a_touchpoint_that_is_not_there_is_refused():
    with pytest.raises(InputError, match="touchpoint: 'x' is not one of s"):
        bl.session_plan(plan_with(), "x")


def test_the_same_table_stands_in_wiki_and_notebook():
    plan = plan_with(agenda=THREES, size=12)
    said = sessions_report(session_plans(plan, KNOWN))
    text = report_markdown(said)
    assert "### Asking first\n\n60 minutes online, 12 people\n" in text
    assert "| 0\\:40–0\\:50 | 10 | What worked \\| what did not | all together |" in text
    cell = str(report_html_cell(session_report(bl.session_plan(plan, "s"))))
    assert '<table class="session-plan">' in cell


def test_data_of_a_session_are_plain_and_exact():
    data = bl.session_plan(plan_with(agenda=THREES, size=12), "s").to_data()
    assert [(b["from"], b["to"], b["minutes"]) for b in data["blocks"]] == [
        (0, 5, 5), (5, 13, 8), (13, 40, 27), (40, 50, 10), (50, 53, 3), (53, 60, 7),
    ]  # fmt: skip
    assert data["blocks"][2]["parts"] == [
        {"do": "talk", "minutes": 6}, {"do": "feedback", "minutes": 3},
    ]  # fmt: skip
    assert (data["people"], data["begins"], data["by_hand"]) == (12, None, False)


def test_a_plan_without_sessions_says_so():
    said = sessions_report(())
    assert (said.heading, said.blocks) == ("No session has steps to plan", ())
