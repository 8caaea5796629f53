"""Twelve exports with the headings that their systems document, loaded as somebody new would.

Each is what a person downloads and gives to `measure`, without a mapping where the file says
enough, else with the one line that the refusal asks for. Five of eight finished.
"""

import pytest

from blendnb.files.problems import InputError
from blendnb.measuring.column_mapping import FileMapping
from blendnb.measuring.measure import measure
from tests.measuring.conftest import SALT, small_plan  # noqa: F401 -- a fixture

PEOPLE = tuple(f"ana{n}@example.org" for n in range(8))


def table(head, line, done, rest, mark=","):
    """Eight rows, the first five of people who finished."""
    rows = (
        line.format(n=n, who=who, state=done if n < 5 else rest) for n, who in enumerate(PEOPLE)
    )
    return "\n".join([head, *rows]).replace("|", mark) + "\n"


EXPORTS = {
    "moodle": table(
        "Name|ID number|Email address|The module|The module - Completion date",
        "Ana {n}|{n}77|{who}|{state}", "Completed|10 January 2027", "Not completed|",
    ),
    "canvas": table(
        "Student|ID|SIS User ID|SIS Login ID|Section|The module (4411)|Current Score",
        '"Ana, {n}"|9{n}|S{n}|{who}|Main|{state}', "10.00|100", "|",
    ),
    "blackboard": table(
        "Last Name|First Name|Username|Student ID|Last Access|Availability"
        "|The module [Total Pts: 10 Score] |3001".replace(" |3001", ""),
        "Ana|B{n}|ana{n}|S{n}|2027-01-12 10:00:00|Yes|{state}", "10", "", mark="\t",
    ),
    "d2l": table(
        "OrgDefinedId|Username|Last Name|First Name|Email"
        "|The module Points Grade <Numeric MaxPoints:10>|End-of-Line Indicator",
        "#S{n}|#ana{n}|Ana|B|{who}|{state}|#", "10", "",
    ),
    "cornerstone": "Transcript Status Report\n\n" + table(
        "User ID|User Full Name|User Email|Training Title|Transcript Status"
        "|Transcript Completed Date",
        "U{n}|Ana {n}|{who}|The module|{state}", "Completed|1/10/2027", "In Progress|",
    ).replace("1/10/2027", "1/13/2027"),
    "successfactors": table(
        "User ID|Item ID|Item Title|Completion Status|Completion Date|Total Hours",
        "U{n}|CRM-1|The module|{state}|1", "COMPLETE|2027-01-13", "INCOMPLETE|",
    ),
    "docebo": table(
        "Username|Full Name|Email|Course Code|Course Name|Enrollment Status"
        "|Course Completion Date|Time in Course",
        "ana{n}|Ana {n}|{who}|C-1|The module|{state}", "Completed|2027-01-13 09:10:00|00:25:10",
        "Not started||",
    ),
    "talentlms": table(
        "User|Course|Progress status|Enrolled on|Completion date|Time",
        "ana{n}|The module|{state}", "Completed|01/13/2027|13/01/2027|25m 10s",
        "Not started|-|-|-",
    ).replace("01/13/2027", "13/01/2027"),
    "totara": table(
        "User's Fullname|User ID|Course Name|Completion Status|Completion Date",
        "Ana {n}|{n}3|The module|{state}", "Complete|13 Jan 2027", "Not yet started|",
    ),
    "teams": "1. Summary\nMeeting title\tThe module\nAttended participants\t5\n\n"
    "2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\n" + "".join(
        f"Ana {n}\t1/13/27, 9:00:10 AM\t1/13/27, 9:45:20 AM\t45m 10s\tana{n}@example.org\n"
        for n in range(5)
    ) + "\n3. In-Meeting Activities\nName\tJoin Time\tLeave Time\n",
    "zoom": "Meeting ID,Topic,Start Time,End Time,Duration (Minutes)\n"
    "99,The module,01/13/2027 09:00:00 AM,01/13/2027 09:45:00 AM,45\n\n"
    "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n" + "".join(
        f"Ana {n},ana{n}@example.org,01/13/2027 09:00:00 AM,01/13/2027 09:45:00 AM,45,No\n"
        for n in range(5)
    ),
}  # fmt: skip
LISTS = ("teams", "zoom")
"""Systems that tell of those who came, and of nobody else."""


@pytest.mark.parametrize("system", EXPORTS)
def test_an_export_is_read_as_it_is_downloaded(system, tmp_path, small_plan):  # noqa: F811
    path = tmp_path / f"{system}.csv"
    encoding = "utf-16" if system in ("blackboard", "teams") else "utf-8"
    path.write_bytes(EXPORTS[system].encode(encoding))
    results = measure(small_plan, [path], salt=SALT, mapping={}).results
    (use,) = results.uses
    assert use.touchpoint == "module"
    people = 5 if system in LISTS else 8
    assert (round(use.completed.value * use.completed.people), use.completed.people) == (5, people)


FORMS = (
    "ID,Start time,Completion time,Email,Name,How sure are you?,What did you miss?\n"
    + "".join(f"{n},1/4/27 9:00:00,1/4/27 9:05:00,{w},Ana,2,None\n" for n, w in enumerate(PEOPLE))
    + "".join(f"{n},2/14/27 9:00:00,2/14/27 9:05:00,{w},Ana,4,\n" for n, w in enumerate(PEOPLE))
)  # fmt: skip
QUALTRICS = (
    "StartDate,EndDate,Status,Progress,RecipientEmail,Q1\n"
    'Start Date,End Date,Response Type,Progress,Recipient Email,"How sure are you?"\n'
    '"{""ImportId"":""startDate""}","{""ImportId"":""endDate""}","{""ImportId"":""status""}",'
    '"{""ImportId"":""progress""}","{""ImportId"":""recipientEmail""}","{""ImportId"":""QID1""}"\n'
    + "".join(f"2027-01-04 9:00:00,2027-01-04 9:05:00,IP Address,100,{w},2\n" for w in PEOPLE)
    + "".join(f"2027-02-14 9:00:00,2027-02-14 9:05:00,IP Address,100,{w},4\n" for w in PEOPLE)
)


@pytest.mark.parametrize("text", [FORMS, QUALTRICS], ids=["forms", "qualtrics"])
def test_a_survey_is_read_as_it_is_downloaded(text, tmp_path, small_plan):  # noqa: F811
    (tmp_path / "answers.csv").write_text(text, encoding="utf-8")
    results = measure(small_plan, [tmp_path / "answers.csv"], salt=SALT, mapping={}).results
    (change,) = results.changes
    assert change.text == "How sure are you?"
    assert (change.before.value, change.after.value, change.difference.people) == (2, 4, 8)


def test_an_export_whose_name_of_the_course_is_another_takes_one_line(tmp_path, small_plan):  # noqa: F811
    path = tmp_path / "docebo.csv"
    path.write_text(EXPORTS["docebo"].replace("The module", "CRM basics v2"), encoding="utf-8")
    with pytest.raises(InputError, match="CRM basics v2"):
        measure(small_plan, [path], salt=SALT, mapping={})
    entry = {"docebo.csv": FileMapping(touchpoints={"CRM basics v2": "module"})}
    (use,) = measure(small_plan, [path], salt=SALT, mapping=entry).results.uses
    assert round(use.completed.value * 8) == 5
