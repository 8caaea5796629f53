"""What is typed becomes a brief, or is said to be wrong where it stands."""

import pytest
from hypothesis import given

from blendnb.domain.brief import Brief
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.widgets.form_answers import entries_of, read, shown_in_control, with_answer
from tests.strategies import briefs, examples

VARIABLES = load_catalogue(programmes=False).variables
PATHS = tuple(VARIABLES)
LEAST = {"title": "T", "objective": "O", "outcome.subject": "software"}


def reading_after(path, typed, before=LEAST):
    return read(with_answer(before, VARIABLES[path], typed), PATHS)


@examples(40)
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
    data["moments"] = [trimmed(entry) for entry in data.get("moments", [])]
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


WITH_TOPICS = {
    **LEAST,
    "topics": ["Types", {"name": "Set-up", "hours": 2, "after": ["Types"]}],
    "moments": [{"text": "Night shift", "topics": ["Types", "Set-up"]}],
    "map": [{"topic": "Types", "stage": "before", "purposes": ["inform"]}],
    "audience.groups": [{"name": "Nurses", "topics": ["Types"]}],
}


def test_what_names_a_topic_follows_its_new_name():
    entries = with_answer(WITH_TOPICS, VARIABLES["topics"], "Kinds of insulin\nSet-up")
    assert entries["topics"] == [
        "Kinds of insulin",
        {"name": "Set-up", "hours": 2, "after": ["Kinds of insulin"]},
    ]
    assert entries["moments"][0]["topics"] == ["Kinds of insulin", "Set-up"]
    assert entries["map"][0]["topic"] == "Kinds of insulin"
    assert entries["audience.groups"][0]["topics"] == ["Kinds of insulin"]


def test_what_names_a_topic_that_is_gone_does_so_no_longer():
    entries = with_answer(WITH_TOPICS, VARIABLES["topics"], "Set-up\nAlarms\nLaw")
    assert entries["topics"] == [{"name": "Set-up", "hours": 2, "after": []}, "Alarms", "Law"]
    assert entries["moments"][0]["topics"] == ["Set-up"]
    assert entries["map"] == []
    assert read(entries, PATHS).brief is not None


def test_topics_that_change_places_keep_what_names_them():
    entries = with_answer(WITH_TOPICS, VARIABLES["topics"], "Set-up\nTypes")
    assert entries["topics"] == [{"name": "Set-up", "hours": 2, "after": ["Types"]}, "Types"]
    assert entries["map"][0]["topic"] == "Types"


def test_roles_are_typed_as_lines_of_name_size_and_topics():
    before = {**LEAST, "topics": ["Types", "Set-up"]}
    typed = "Ward nurses, 1,200: Types; Set-up\nPharmacists, 40\nPorters: Set-up\nSurgeons"
    groups = reading_after("audience.groups", typed, before).brief.audience.groups
    assert [(group.name, group.size, group.topics) for group in groups] == [
        ("Ward nurses", 1200, ("Types", "Set-up")),
        ("Pharmacists", 40, ()),
        ("Porters", None, ("Set-up",)),
        ("Surgeons", None, ()),
    ]


def test_what_exists_keeps_its_format_while_its_line_is_edited():
    kept = {"name": "Module", "format": "self_paced_module", "minutes": 20}
    before = {**LEAST, "topics": ["Types"], "content.existing": [kept]}
    entries = with_answer(before, VARIABLES["content.existing"], "Module, 25: Types")
    assert entries["content.existing"] == [
        {"name": "Module", "format": "self_paced_module", "minutes": 25, "topics": ["Types"]}
    ]


def test_a_role_with_a_topic_that_is_none_is_told_at_the_roles():
    before = {**LEAST, "topics": ["Types", "Set-up"]}
    problems = reading_after("audience.groups", "Ward nurses, 300: Setup", before).problems
    assert list(problems) == ["audience.groups"]
    assert "did you mean Set-up?" in problems["audience.groups"][0]
