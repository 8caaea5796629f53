"""What is typed becomes a brief, or is said to be wrong where it stands."""

import pytest
from hypothesis import given, settings

from blendnb.domain.brief import Brief
from blendnb.files.catalogue import load_catalogue
from blendnb.widgets.entries import entries_of, read, shown_in_control, with_answer
from tests.strategies import briefs

VARIABLES = load_catalogue(programmes=False).variables
PATHS = tuple(VARIABLES)
LEAST = {"title": "T", "objective": "O", "outcome.subject": "software"}


def reading_after(path, typed, before=LEAST):
    return read(with_answer(before, VARIABLES[path], typed), PATHS)


@settings(max_examples=40)
@given(briefs())
def test_every_brief_survives_being_shown_in_the_form_and_typed_again(brief):
    entries = entries_of(brief)
    for path, variable in VARIABLES.items():
        entries = with_answer(entries, variable, shown_in_control(variable, entries.get(path)))
    again = read(entries, PATHS).brief
    assert again is not None
    assert again.stated == without_spaces_around_lines(brief).stated


def without_spaces_around_lines(brief):
    """The form takes spaces around a line for slips of the hand."""
    data = brief.to_data()
    for name in ("topics", "moments"):
        data[name] = [trimmed(entry) for entry in data.get(name, [])]
    return Brief.model_validate(data)


def trimmed(entry):
    return entry.strip() if isinstance(entry, str) else {**entry, "text": entry["text"].strip()}


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("audience.size", "400", 400),
        ("audience.size", " 400 ", 400),
        ("audience.size", "1,200", 1200),
        ("audience.size", "12 000", 12_000),
        ("content.hours", "2.5", 2.5),
        ("content.hours", "2,5", 2.5),
        ("audience.languages", "en, no", ("en", "no")),
        ("topics", "Process change\n\n Forecasting \n", ("Process change", "Forecasting")),
        ("outcome.audit", True, True),
        ("technology.available", ["lms"], ("lms",)),
        ("technology.available", [], ()),
    ],
)
def test_an_answer_is_read_as_its_control_means_it(path, typed, value):
    assert reading_after(path, typed).brief.stated[path] == value


@pytest.mark.parametrize("empty", ["", "  ", None])
@pytest.mark.parametrize("path", ["audience.size", "topics", "client", "outcome.level"])
def test_an_empty_answer_takes_the_answer_back(path, empty):
    answered = with_answer(LEAST, VARIABLES[path], "1")
    assert with_answer(answered, VARIABLES[path], empty) == LEAST


@pytest.mark.parametrize(
    ("path", "typed", "words"),
    [
        ("audience.size", "many", "'many' is not a whole number"),
        ("audience.size", "0", "at least 1"),
        ("audience.size", "9" * 5000, "is not a whole number"),
        ("audience.size", "9" * 20, "at most 10,000,000"),
        ("audience.size", "60 %", "'60 %' is not a whole number"),
        ("content.hours", "nan", "'nan' is not a number"),
        ("schedule.weeks", "6.5", "not a whole number"),
        ("audience.languages", "english!", "language tag"),
        ("schedule.start", "11 Jan", "YYYY-MM-DD"),
        ("schedule.blackout", "2027-02-19 to 2027-02-15", "before it begins"),
        ("topics", "Same\nSame", "twice"),
    ],
)
def test_a_bad_value_is_marked_at_its_own_control(path, typed, words):
    problems = reading_after(path, typed).problems
    assert list(problems) == [path]
    assert words in " ".join(problems[path])


def test_everything_that_is_wrong_is_said_at_once():
    entries = with_answer(LEAST, VARIABLES["audience.size"], "many")
    reading = reading_after("schedule.weeks", "0", entries)
    assert list(reading.problems) == ["audience.size", "schedule.weeks"]


def test_a_problem_of_a_whole_group_stands_at_its_first_control():
    entries = {**LEAST, "content.conceptual": 0.0}
    assert list(reading_after("content.procedural", "0", entries).problems) == [
        "content.conceptual"
    ]


def test_an_empty_form_has_nothing_wrong_in_it_only_something_missing():
    reading = read({}, PATHS)
    assert (reading.problems, reading.missing) == ({}, ("title", "objective", "outcome.subject"))


def test_what_cannot_be_read_stays_as_it_was_typed():
    entries = with_answer(LEAST, VARIABLES["audience.size"], "many")
    assert shown_in_control(VARIABLES["audience.size"], entries["audience.size"]) == "many"


DETAILED = {"text": "First call", "week": 2, "measure": "notes logged"}


@pytest.mark.parametrize(
    ("typed", "moments"),
    [
        ("First call\nLast call", [DETAILED, "Last call"]),
        ("Last call\nFirst call", ["Last call", DETAILED]),
        ("First customer call", [{**DETAILED, "text": "First customer call"}]),
        ("Other\nLines", ["Other", "Lines"]),
    ],
)
def test_a_moment_keeps_its_details_when_its_line_moves_or_changes(typed, moments):
    before = {**LEAST, "moments": [DETAILED]}
    assert with_answer(before, VARIABLES["moments"], typed)["moments"] == moments


def test_a_question_back_ends_with_its_own_mark():
    problems = reading_after("schedule.weeks", "1e9").problems
    assert not any(text.endswith("?.") for said in problems.values() for text in said)
    assert any("did you mean 1000000000?" in text for said in problems.values() for text in said)
