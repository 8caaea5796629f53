"""Every mistake in a file becomes a sentence: where, what was found, what is allowed."""

import pickle

import pytest
from pydantic import TypeAdapter, ValidationError

from blendnb.domain.brief import Brief
from blendnb.domain.edits import Edit
from blendnb.domain.plan import Plan
from blendnb.files.problems import (
    InputError,
    Problem,
    checked,
    did_you_mean,
    problems_from,
    refuse,
    shown,
    visible,
)

GOOD = {"title": "t", "objective": "o", "outcome": {"subject": "software"}}
TOUCHPOINT = {
    "id": "tp-1",
    "title": "Kick-off",
    "format": "virtual_workshop",
    "modality": "live",
    "delivery": "virtual",
    "purpose": "launch",
    "stage": "during",
    "start_day": 0,
    "days": 1,
}
PLAN = {
    "schema": "blendnb.plan/1",
    "title": "t",
    "brief": GOOD,
    "blend_model": "live_led",
    "touchpoints": [TOUCHPOINT],
}


def messages(model, data, **options):
    with pytest.raises(InputError) as caught:
        checked(model, data, "f", **options)
    return str(caught.value).split("\n")


def brief_with(path, value):
    group, _, name = path.rpartition(".")
    if not group:
        return {**GOOD, name: value}
    return {**GOOD, group: {**GOOD.get(group, {}), name: value}}


SENTENCES = [
    (
        "outcome.subject",
        "sofware",
        (
            "f: outcome.subject: 'sofware' is not one of leadership, behavioral_skills, sales, "
            "software, process, product_knowledge, compliance, safety, role_transition, change, "
            "culture, technical; did you mean software?"
        ),
    ),
    ("outcome.level", True, "f: outcome.level: true is not one of awareness, skill, behavior"),
    (
        "outcome.level",
        "Behaviour",
        (
            "f: outcome.level: 'Behaviour' is not one of awareness, skill, behavior; "
            "did you mean behavior?"
        ),
    ),
    ("audience.size", 0, "f: audience.size: 0 is too small; at least 1"),
    ("audience.size", 10**9, "f: audience.size: 1000000000 is too large; at most 10,000,000"),
    (
        "audience.size",
        "400",
        "f: audience.size: '400' is not a whole number; write it without quotes",
    ),
    ("audience.size", 4.5, "f: audience.size: 4.5 is not a whole number"),
    ("audience.size", 40.0, "f: audience.size: 40.0 is not a whole number; did you mean 40?"),
    ("audience.size", True, "f: audience.size: true is not a whole number"),
    ("audience.minutes_per_week", -5, "f: audience.minutes_per_week: -5 is too small; at least 1"),
    (
        "audience.travel",
        "true",
        "f: audience.travel: 'true' is not true or false; write it without quotes",
    ),
    ("audience.languages", "en", "f: audience.languages: 'en' is not a list; did you mean ['en']?"),
    ("audience.languages", [], "f: audience.languages: a list of 0 is too short; at least 1 entry"),
    (
        "audience.languages",
        ["en", "Norwegian Nynorsk"],
        (
            "f: audience.languages[1]: 'Norwegian Nynorsk' is not a language tag; "
            "write for instance en, no or pt-BR"
        ),
    ),
    (
        "audience.locaton",
        "one_site",
        (
            "f: audience.locaton: unknown key; known here: size, role, digital_comfort, "
            "minutes_per_week, location, travel, languages, prior, groups, accessibility; "
            "did you mean location?"
        ),
    ),
    (
        "audience.weeks",
        6,
        (
            "f: audience.weeks: unknown key; known here: size, role, digital_comfort, "
            "minutes_per_week, location, travel, languages, prior, groups, accessibility; "
            "did you mean schedule.weeks?"
        ),
    ),
    (
        "audience.topics",
        ["a"],
        (
            "f: audience.topics: unknown key; known here: size, role, digital_comfort, "
            "minutes_per_week, location, travel, languages, prior, groups, accessibility; "
            "did you mean topics, at the top before the first [table]?"
        ),
    ),
    (
        "content.hours",
        float("nan"),
        "f: content.hours: nan is not a number that can be used; a finite number is needed",
    ),
    ("content.hours", 0, "f: content.hours: 0 is too small; more than 0"),
    (
        "content.conceptual",
        0,
        (
            "f: content: conceptual, procedural and interpersonal are all 0; "
            "at least one must be above 0"
        ),
    ),
    (
        "technology.available",
        ["lms", "lms"],
        "f: technology.available: names 'lms' twice; name each once",
    ),
    (
        "technology.available",
        ["sand box"],
        (
            "f: technology.available[0]: 'sand box' is not one of lms, lxp, virtual_classroom, "
            "classroom, collaboration, sandbox, mobile, nudges, in_app_help, analytics, authoring, "
            "coaching_platform; did you mean sandbox?"
        ),
    ),
    ("schedule.weeks", 0, "f: schedule.weeks: 0 is too small; at least 1"),
    ("schedule.weeks", 5000, "f: schedule.weeks: 5000 is too large; at most 260"),
    (
        "schedule.start",
        "9999-12-31",
        "f: schedule.start: '9999-12-31' is out of range; the years are 1900 to 2999",
    ),
    (
        "schedule.start",
        "soon",
        "f: schedule.start: 'soon' is not a date; write it as YYYY-MM-DD, for instance 2027-01-11",
    ),
    (
        "schedule.start",
        20270111,
        "f: schedule.start: 20270111 is not a date; write it as 2027-01-11",
    ),
    (
        "schedule.blackout",
        [["2027-02-19", "2027-02-15"]],
        (
            "f: schedule.blackout[0]: ends on 2027-02-15, before it begins on 2027-02-19; "
            "put the earlier date first"
        ),
    ),
    (
        "schedule.blackout",
        [["2027-02-19"]],
        (
            "f: schedule.blackout[0]: is not a first and a last day; "
            "write [2027-02-15, 2027-02-19], and a single day twice"
        ),
    ),
    (
        "schedule.blackout",
        ["2027-02-15"],
        (
            "f: schedule.blackout[0]: '2027-02-15' is not a first and a last day; "
            "write [2027-02-15, 2027-02-19], and a single day twice"
        ),
    ),
    (
        "schedule.blackout",
        "2027-02-15",
        (
            "f: schedule.blackout: '2027-02-15' is not a list of ranges; "
            "write a first and a last day, [[2027-02-15, 2027-02-19]]"
        ),
    ),
    ("title", "", "f: title: '' is empty; it needs a text"),
    ("title", 7, "f: title: 7 is not a text"),
    ("title", "x" * 501, f"f: title: '{'x' * 57}...' is too long; at most 500 characters"),
    ("topics", ["x"] * 2 + ["y"] * 29, "f: topics: a list of 31 is too long; at most 30 entries"),
    (
        "moments",
        ["ok", {"text": "x", "weak": 2}],
        (
            "f: moments[1].weak: unknown key; known here: text, week, fixed, kind, topics, "
            "measure, baseline, target, managers, peers; did you mean week?"
        ),
    ),
    ("outcome", "software", "f: outcome: 'software' is not a table of keys"),
    (
        "audience.size",
        2**100_000,
        "f: audience.size: a number of about 30,103 digits is too large; at most 10,000,000",
    ),
]


@pytest.mark.parametrize(("path", "value", "sentence"), SENTENCES, ids=range(len(SENTENCES)))
def test_a_mistake_is_told_in_one_sentence(path, value, sentence):
    assert messages(Brief, brief_with(path, value)) == [sentence]


def test_all_mistakes_of_a_file_are_told_at_once_in_the_order_of_its_keys():
    data = {"objective": 3, "outcome": {"level": "skil"}, "audience": {"size": 0}, "gpa": "x"}
    told = messages(Brief, data)
    assert [line.split(": ")[1] for line in told] == [
        "title",
        "objective",
        "outcome.subject",
        "outcome.level",
        "audience.size",
        "gpa",
    ]


def test_a_missing_key_is_told_with_what_it_may_be():
    told = messages(Brief, {"title": "t", "objective": "o", "outcome": {}})
    assert told[0].startswith("f: outcome.subject: missing; it must be one of leadership, ")


def test_a_list_is_not_also_called_too_short_because_an_entry_is_wrong():
    told = messages(Brief, brief_with("audience.languages", ["???"]))
    assert len(told) == 1


def test_a_touchpoint_is_named_by_its_number_and_by_its_id():
    wrong = {**TOUCHPOINT, "id": "tp-2", "start_day": 1.5}
    told = messages(Plan, {**PLAN, "touchpoints": [TOUCHPOINT, wrong]}, open_=True)
    assert told == ["f: touchpoints[1].start_day (id tp-2): 1.5 is not a whole number"]


def test_a_touchpoint_that_contradicts_itself_is_named_as_a_whole():
    told = messages(Plan, {**PLAN, "touchpoints": [{**TOUCHPOINT, "delivery": None}]})
    assert told == [
        "f: touchpoints[0] (id tp-1): is live and needs a delivery: 'in_person' or 'virtual'"
    ]


def test_unknown_keys_may_be_kept_at_every_level():
    data = {
        **PLAN,
        "mood": "good",
        "brief": {**GOOD, "outcome": {"subject": "software", "urgency": 3}},
        "touchpoints": [{**TOUCHPOINT, "color": "blue"}],
    }
    plan = checked(Plan, data, "f", open_=True)
    kept = plan.to_data()
    assert kept["mood"] == "good"
    assert kept["brief"]["outcome"]["urgency"] == 3
    assert kept["touchpoints"][0]["color"] == "blue"


def test_errors_of_values_made_in_python_are_told_as_well():
    with pytest.raises(ValidationError) as caught:
        Brief.model_validate({**GOOD, "gaps": "x"})
    (problem,) = problems_from(caught.value, "the form")
    assert problem.file == "the form"
    assert problem.key == "gaps"
    assert problem.hint == "did you mean gap?"


def test_errors_inside_a_union_name_the_keys_of_the_file_alone():
    data = {"kind": "batch", "edits": [{"kind": "move", "id": "a", "start_day": "3"}]}
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Edit).validate_python(data)
    (problem,) = problems_from(caught.value, "f", data=data)
    assert problem.key == "edits[0].start_day"


def test_an_unknown_kind_in_a_union_is_told_with_the_kinds_there_are():
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Edit).validate_python({"kind": "mvoe"})
    (problem,) = problems_from(caught.value, "f", data={"kind": "mvoe"})
    assert "has an unknown kind; allowed are 'add', 'remove'," in str(problem)


def test_thousands_of_mistakes_are_counted_rather_than_listed():
    told = messages(Plan, {**PLAN, "touchpoints": [{}] * 4000})
    assert len(told) == 201
    assert told[-1] == "f: and 31,800 more problems"


def test_nothing_from_a_file_can_write_to_the_terminal():
    hostile = "\x1b[2J\x07\u202e\u200b"
    told = messages(Brief, {**brief_with("audience.role", hostile), hostile: 1})
    assert all(line.isprintable() for line in told)
    assert "'\\x1b[2J\\x07\\u202e\\u200b' is not one of" in told[0]


def test_a_problem_reads_as_file_key_found_text_hint():
    problem = Problem("b.toml", "audience.size", "0", "is too small; at least 1", "think big")
    assert str(problem) == "b.toml: audience.size: 0 is too small; at least 1; think big"


def test_an_error_lists_its_problems_one_a_line():
    error = InputError([Problem("a", text="empty"), Problem("b", text="missing")])
    assert str(error) == "a: empty\nb: missing"
    assert [problem.file for problem in error.problems] == ["a", "b"]


def test_an_error_survives_being_sent_to_another_process():
    error = pickle.loads(pickle.dumps(refuse("a", "empty")))
    assert str(error) == "a: empty"


@pytest.mark.parametrize(
    ("found", "guess"),
    [
        ("distributd", "did you mean distributed?"),
        ("Multi Site", "did you mean multi_site?"),
        ("multi-site", "did you mean multi_site?"),
        ("moon", ""),
        (3, ""),
    ],
)
def test_a_guess_is_made_only_where_something_is_near(found, guess):
    assert did_you_mean(found, ["one_site", "multi_site", "distributed"]) == guess


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (1, "1"),
        (1.5, "1.5"),
        ("a'b", '"a\'b"'),
        ([1, 2], "a list of 2"),
        ([1] * 5000, "a list of 5,000"),
        ({}, "a table of 0"),
        (2**16_607, "a number of about 5,000 digits"),
        ("y" * 99, f"'{'y' * 57}...'"),
    ],
    ids=shown,
)
def test_a_value_is_shown_as_in_the_file_and_short(value, text):
    assert shown(value) == text


def test_text_that_is_printable_stays_as_it_is():
    assert visible("Größe, 学习 🙂") == "Größe, 学习 🙂"
