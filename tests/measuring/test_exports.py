"""What a pilot's files look like as other systems export them: right figures, or a sentence."""

import json
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from blendnb.files.problems import InputError
from blendnb.measuring.column_mapping import FileMapping, load_mapping
from blendnb.measuring.column_values import days_of, decimals_of, name_forms, name_key
from blendnb.measuring.mapping_draft import draft
from blendnb.measuring.measure import measure
from tests.measuring.conftest import SALT

ROOT = Path(__file__).parents[2]
HEAD = "User ID,Course name,Status,Completion date,Time spent (min)\n"


@pytest.fixture
def read(tmp_path, small_plan):
    """Write files and measure them."""

    def read_all(files, mapping=None):
        for name, content in files.items():
            raw = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(raw)
        entries = {name: FileMapping(**entry) for name, entry in (mapping or {}).items()}
        return measure(small_plan, [tmp_path / name for name in files], salt=SALT,
                       mapping=entries).results  # fmt: skip

    return read_all


def use(results, touchpoint="module"):
    return next(each for each in results.uses if each.touchpoint == touchpoint)


def counted(estimate):
    """How many of how many."""
    return round(estimate.value * estimate.people), estimate.people


def rows(*groups):
    """Rows of the module, each group (how many, status, day, minutes)."""
    who = iter(range(1000))
    lines = [f"E{next(who)},The module,{rest}" for count, rest in groups for _ in range(count)]
    return HEAD + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("rest", "of"),
    [("Not started,-,-", 12), ("Overdue,,", 12), ("Pending,n/a,", 12), ("Whatever,,", 12)],
)
def test_whoever_has_a_cell_that_says_nothing_stays_among_those_expected(read, rest, of):
    found = read({"a.csv": rows((6, "Completed,2027-01-10,30"), (6, rest))})
    assert counted(use(found).completed) == (6, of)


def test_words_that_are_not_known_are_named_with_how_often_they_stand_there(read):
    found = read({"a.csv": rows((6, "Completed,2027-01-10,"), (5, "Verschollen,,"))})
    assert found.files[0].unread == (("Status", "Verschollen", 5),)
    assert "Status: “Verschollen” (5)" in " ".join(found.notes)


def test_a_file_without_a_word_for_finishing_leaves_it_not_known(read):
    lines = "".join(f"u{n},The module,2027-01-12 09:0{n}\n" for n in range(8))
    found = read({"log.csv": f"User,Event context,Started\n{lines}"})
    assert counted(use(found).reached) == (8, 8)
    assert (use(found).completed.value, use(found).completed.known) == (None, False)
    assert not found.taking.finished.known
    assert "nothing that says who finished" in " ".join(found.notes)


def test_a_row_without_any_fact_is_asked_about(read):
    text = "Participant,Activity\n" + "".join(f"P{n},The module\n" for n in range(8))
    with pytest.raises(InputError, match="what a row means"):
        read({"list.csv": text})
    found = read({"list.csv": text}, {"list.csv": {"row_means": "finished"}})
    assert counted(use(found).completed) == (8, 8)


@pytest.mark.parametrize(
    ("done", "not_done"),
    [("Abgeschlossen", "Nicht begonnen"), ("Terminé", "Pas commencé"),
     ("Finalizado", "No iniciado"), ("Fullført", "Ikke startet"), ("100 %", "0 %"),
     ("Completed (achieved pass grade)", "Completed (did not achieve pass grade)")],
)  # fmt: skip
def test_status_words_of_five_languages_are_known(read, done, not_done):
    found = read({"a.csv": rows((7, f"{done},,"), (5, f"{not_done},,"))})
    assert counted(use(found).completed) == (7, 12)


def test_a_mapping_says_what_other_words_mean(read):
    text = rows((7, "Valmis,,"), (5, "Kesken,,"))
    with pytest.raises(InputError, match=r"“Valmis” \(7\), “Kesken” \(5\)"):
        read({"a.csv": text})
    words = {"done": ["Valmis"], "open": ["kesken"]}
    found = read({"a.csv": text}, {"a.csv": {"words": words}})
    assert counted(use(found).completed) == (7, 12)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_letters_of_every_usual_encoding_are_read(read, encoding):
    text = rows((6, "Completed,2027-01-10,30"), (6, "Not started,,")).replace("E1,", "mü1,")
    found = read({"a.csv": text.encode(encoding)})
    assert counted(use(found).completed) == (6, 12)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "Course report\nMade on 28 January 2027\n\n" + text,
        lambda text: "sep=;\n" + text.replace(",", ";"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace(",,\n", "\n"),
        lambda text: text.replace(",", "\t"),
    ],
    ids=["lines above", "sep=", "carriage returns", "short rows", "tabs"],
)
def test_a_table_is_found_however_it_is_written(read, change):
    text = change(rows((6, "Completed,2027-01-10,30"), (6, "Not started,,")))
    assert counted(use(read({"a.csv": text})).completed) == (6, 12)


def test_sheets_with_the_same_headings_are_one_table_and_times_of_day_are_minutes(read, tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "made.xlsx") as book:
        clock = book.add_format({"num_format": "hh:mm:ss"})
        for name, status in (("Class A", "Completed"), ("Class B", "Not started")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["User ID", "Course name", "Status", "Time spent (min)"])
            for n in range(1, 7):
                sheet.write_row(n, 0, [f"{name}{n}", "The module", status])
                sheet.write_datetime(n, 3, time(0, 45), clock)
    found = read({"results.xlsx": (tmp_path / "made.xlsx").read_bytes()})
    assert counted(use(found).completed) == (6, 12)
    assert use(found).minutes.value == 45
    assert "Class A, Class B" in " ".join(found.notes)


@pytest.mark.parametrize(
    "text",
    ["Wednesday, 27 January 2027", "Jan 27, 2027", "27/01/2027", "2027/01/27", "27.01.27",
     "27-Jan-27", "20270127", "46414", "mercredi 27 janvier 2027", "27. Januar 2027",
     "27 de enero de 2027", "27. januar 2027", "1/27/27"],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_way(text):
    assert days_of([text], None).matched == {text: date(2027, 1, 27)}


def test_the_order_of_day_and_month_is_that_of_the_whole_column():
    assert days_of(["03/04/2027", "27/04/2027"], None).matched["03/04/2027"] == date(2027, 4, 3)
    assert days_of(["03/04/2027", "04/27/2027"], None).matched["03/04/2027"] == date(2027, 3, 4)
    assert days_of(["03/04/2027", "05/04/2027"], None).trouble == ("two_ways", "03/04/2027")


@pytest.mark.parametrize(
    ("shapes", "mark"),
    [({"comma": 3, "open_point": 2}, "comma"), ({"point": 1}, "point"), ({"points": 1}, "comma"),
     ({"open_comma": 4}, None), ({"comma": 1, "point": 1}, None)],
)  # fmt: skip
def test_the_mark_before_decimals_is_that_of_the_whole_column(shapes, mark):
    assert decimals_of(shapes) == mark


def test_thousands_and_decimals_of_a_german_file_are_told_apart(read):
    days = [f"2026-12-{n:02}" for n in range(1, 9)] + [f"2027-01-{n}" for n in range(12, 20)]
    values = ("987,5", "1.234") * 8
    lines = [f"{day};{value}" for day, value in zip(days, values, strict=True)]
    (metric,) = read({"metric.csv": "Day;Value\n" + "\n".join(lines)}).metrics
    assert (metric.before, metric.after) == (1110.75, 1110.75)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("00:25:10", 25), ("1h 30m", 90), ("10 mins 12 secs", 10), ("PT1H", 60), ("12,5", 12.5)],
)
def test_minutes_are_read_as_clocks_and_in_words(read, text, minutes):
    found = read({"a.csv": rows((7, f'Completed,2027-01-10,"{text}"'))})
    assert use(found).minutes.value == pytest.approx(minutes, abs=0.51)


def statement(number, verb="completed", **more):
    return {"id": f"s{number}-{verb}", "actor": {"mbox": f"mailto:e{number}@x.example"},
            "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
            "object": {"id": "https://lms.example/x/module/"},
            "timestamp": "2027-01-10T10:00:00Z", **more}  # fmt: skip


def as_lines(statements):
    return "\n".join(map(json.dumps, statements))


def test_the_result_of_a_statement_counts_over_its_verb(read):
    said = [
        *(statement(n) for n in range(6)),
        *(statement(n, result={"completion": False}) for n in range(6, 12)),
        *(statement(n, "progressed", result={"completion": True}) for n in range(12, 18)),
        *(statement(n, "viewed") for n in range(18, 24)),
    ]
    found = read({"x.jsonl": as_lines(said)})
    assert counted(use(found).completed) == (12, 24)
    assert counted(use(found).reached) == (24, 24)


def test_a_voided_statement_does_not_count(read):
    voiding = statement(0, "voided", object={"objectType": "StatementRef", "id": "s0-completed"})
    said = [*(statement(n, "launched") for n in range(8)), *map(statement, range(7)), voiding]
    found = read({"x.jsonl": as_lines(said)})
    assert counted(use(found).completed) == (6, 8)
    assert "was voided by a later statement" in dict(found.files[0].aside)


@pytest.mark.parametrize(
    ("duration", "minutes"), [("P0Y0M0DT0H45M0S", 45), ("PT2700.0S", 45), ("P1W", 10080)]
)
def test_every_duration_of_the_standard_is_read(read, duration, minutes):
    said = [statement(n, result={"duration": duration}) for n in range(6)]
    assert use(read({"x.jsonl": as_lines(said)})).minutes.value == minutes


def test_a_duration_of_nothing_is_not_known(read):
    said = [statement(n, result={"duration": "PT0S"}) for n in range(6)]
    assert use(read({"x.jsonl": as_lines(said)})).minutes is None


def test_a_page_of_statements_says_that_there_are_more(read):
    answer = {"more": "/xapi/statements?cursor=abc", "statements": [*map(statement, range(6))]}
    found = read({"x.json": json.dumps(answer)})
    assert counted(use(found).completed) == (6, 6)
    assert "there are more statements (/xapi/statements?cursor=abc)" in " ".join(found.notes)


def test_statements_in_a_field_of_each_line_are_read(read):
    lines = [{"_id": n, "statement": statement(n)} for n in range(6)]
    assert counted(use(read({"x.jsonl": as_lines(lines)})).completed) == (6, 6)


def test_one_person_is_one_by_id_and_address_in_any_letters(read):
    one = "User ID,Email,Course name,Status\n" + "".join(
        f"U{n},mü{n}@x.example,The module,Completed\n" for n in range(8)
    )
    other = "Email,Course name,Status\n" + "".join(
        f"MU\u0308{n}@x.example,The session,Completed\n" for n in range(8)
    )
    found = read({"a.csv": one, "b.csv": other})
    assert found.taking.expected == 8
    assert counted(use(found, "session").completed) == (8, 8)


def test_ids_that_a_spreadsheet_rounded_are_refused(read):
    text = rows((6, "Completed,,")).replace("E1,", "1.23457E+11,")
    with pytest.raises(InputError, match="export the ids as text"):
        read({"a.csv": text})


def test_a_column_for_each_activity_is_read(read):
    head = '"",Email address,"Quiz: The module","","The session (Real)",""\n'
    lines = "".join(
        f'P{n},a{n}@x.example,Completed,"Wednesday, 13 January 2027, 9:05 AM",'
        f"{'Completed' if n < 5 else 'Not completed'},\n"
        for n in range(10)
    )
    found = read({"progress.csv": head + lines})
    assert counted(use(found).completed) == (10, 10)
    assert counted(use(found, "session").completed) == (5, 10)


def test_a_column_for_each_question_is_read_in_words_and_numbers(read):
    head = "Timestamp,Email,I can do this alone,I know whom to ask\n"
    lines = "".join(
        f"{day},p{n}@x.example,{word},{score}\n"
        for n in range(8)
        for day, word, score in (("2027-01-04 8:12", "Neutral", 2), ("2027-02-04", "Agree", 4))
    )
    first, second = read({"forms.csv": head + lines}).changes
    assert (first.before.value, first.after.value) == (3.0, 4.0)
    assert (second.before.value, second.after.value, second.paired) == (2.0, 4.0, True)


def test_answers_that_name_nobody_are_nobody_and_a_follow_up_stands_apart(read):
    waves = (("pre", 3), ("post", 5), ("follow-up", 4))
    lines = [f"r{n},{wave},{score}" for n in range(6) for wave, score in waves]
    lines += [f"anonymous,{wave},1" for _ in range(9) for wave in ("pre", "post")]
    found = read({"s.csv": "Respondent,Wave,Score\n" + "\n".join(lines)})
    after, later = found.changes
    assert (after.before.value, after.after.value, after.difference.people) == (3.0, 5.0, 6)
    assert (later.before.value, later.after.value) == (3.0, 4.0)
    assert "18 answers name nobody" in " ".join(found.notes)


def test_minutes_of_leaving_and_coming_back_add_up(read):
    head = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\n"
    parts = (("09:00", "09:20", 20), ("09:25", "09:50", 25), ("09:25", "09:50", 25))
    lines = "".join(
        f"P{n},p{n}@x.example,2027-01-11 {came},2027-01-11 {went},{minutes}\n"
        for n in range(8) for came, went, minutes in parts
    )  # fmt: skip
    preamble = "Meeting ID,Topic,Start Time\n81 22,The session,2027-01-11 09:00\n\n"
    found = read({"zoom.csv": preamble + head + lines})
    assert counted(use(found, "session").completed) == (8, 8)
    assert use(found, "session").minutes.value == 45


def test_a_scale_is_no_yes_or_no(read):
    text = "Touchpoint,Confusing\n" + "".join(f"The module,{n % 5 + 1}\n" for n in range(10))
    with pytest.raises(InputError, match="holds numbers from 1 to 5; yes or no is needed"):
        read({"f.csv": text})


def test_what_lies_beside_data_in_a_folder_is_passed_over_and_named(tmp_path, small_plan):
    (tmp_path / "a.csv").write_text(rows((6, "Completed,2027-01-10,30")))
    (tmp_path / "README.txt").write_text("These are the exports.\n")
    (tmp_path / "aside.csv").write_text("file,row,reason,content\na.csv,1,x,\n")
    (tmp_path / "~$a.xlsx").write_bytes(b"x")
    found = measure(small_plan, [tmp_path], salt=SALT).results
    assert [file.file for file in found.files] == ["a.csv"]
    assert "README.txt, aside.csv, ~$a.xlsx" in " ".join(found.notes)


def test_each_file_says_which_heading_was_taken_for_what(read):
    text = (
        rows((6, "Completed,2027-01-10,30")).replace("\n", ",x\n").replace("min),x", "min),Region")
    )
    (file,) = read({"a.csv": text}).files
    assert dict(file.columns) == {"User ID": "learner", "Course name": "touchpoint",
                                  "Status": "status", "Completion date": "finished",
                                  "Time spent (min)": "minutes"}  # fmt: skip
    assert file.unused == ("Region",)


def test_a_draft_goes_on_from_what_is_said_and_asks_what_it_does_not_know(tmp_path, small_plan):
    lines = "".join(f"Quiz on the module,u{n},2027-01-10\nGym,u{n},2027-01-10\n" for n in range(6))
    (tmp_path / "e.csv").write_text("Context,Who,When\n" + lines)
    target = draft(small_plan, [tmp_path / "e.csv"], salt=SALT)
    assert (
        "what is it, and which columns hold what? It has Context, Who, When" in target.read_text()
    )
    target.write_text('["e.csv"]\nkind = "completions"\ncolumns.learner = "Who"\n'
                      'columns.touchpoint = "Context"\ncolumns.started = "When"\n')  # fmt: skip
    draft(small_plan, [tmp_path / "e.csv"], salt=SALT)
    assert "which touchpoint is “Gym”? (module, session, cards" in target.read_text()
    assert load_mapping(target)["e.csv"].columns["learner"] == "Who"


@pytest.mark.parametrize(
    ("text", "form"),
    [("Quiz: The module (Real)", "the module"),
     ("The module Points Grade <Numeric MaxPoints:10 Weight:50>", "the module"),
     ("The module [Total Pts: 10] |100001", "the module"),
     ("https://lms.example/h5p/check/?subContentId=3", "check")],
)  # fmt: skip
def test_a_name_is_known_with_what_grade_books_write_around_it(text, form):
    assert form in name_forms(text)


def test_names_that_look_alike_are_alike():
    assert name_key("Café talk") == name_key("Cafe\u0301\u00a0talk\n")
    assert name_key("What’s new") == name_key("What's new")
    assert name_key("Q&amp;A") == name_key("q&a")
    assert name_key("\u0130STANBUL") == name_key("Istanbul")


def test_finishes_of_long_before_the_launch_are_told(read):
    text = rows((4, "Completed,2027-01-10,30"), (8, "Completed,2025-03-01,30"))
    assert "8 of 12 people" in " ".join(read({"a.csv": text}).notes)


def test_a_year_of_two_digits_is_one_of_this_century():
    assert timedelta(0) == days_of(["27/01/27"], None).matched["27/01/27"] - date(2027, 1, 27)


def test_what_was_said_of_one_export_serves_the_next_of_its_kind(read):
    text = "Nr,Was,Stand\n" + "".join(f"E{n},The module,Weg\n" for n in range(8))
    said = {
        "kind": "completions",
        "columns": {"learner": "Nr", "touchpoint": "Was", "status": "Stand", "minutes": "Zeit"},
        "words": {"done": ["Weg"]},
    }
    found = read({"lms_2027-02.csv": text}, {"lms_2027-01.csv": said})
    assert counted(use(found).completed) == (8, 8)
    assert "read as mapping.toml says of lms_2027-01.csv" in " ".join(found.notes)
    one = {"lms_2027-01.csv": {**said, "touchpoint": "session"}}
    assert [each.touchpoint for each in read({"lms_2027-02.csv": text}, one).uses] == ["module"]
    with pytest.raises(InputError):
        read({"other_2027-02.csv": text}, {"lms_2027-01.csv": said})


def test_headings_that_stand_in_a_file_again_are_nobody(read):
    lines = [f"E{n},The module,Completed,," for n in range(8)]
    lines.insert(4, HEAD.strip())
    found = read({"a.csv": HEAD + "\n".join(lines)})
    assert counted(use(found).completed) == (8, 8)
    assert found.files[0].aside == (("the headings stand there again", 1),)


def test_the_draft_and_the_documentation_name_every_key(tmp_path, small_plan):
    path = tmp_path / "a.csv"
    path.write_text("Was,Wer,Wann\nX,E1,gestern\n", encoding="utf-8")
    drafted = draft(small_plan, [path], salt=SALT).read_text(encoding="utf-8")
    documented = (ROOT / "docs" / "mapping.md").read_text(encoding="utf-8")
    for key in FileMapping.model_fields:
        assert f"`{key}`" in documented
        assert key == "kind" or f"{key}" in drafted
