"""Raw files as people export them: every row is used, repeats another, or is set aside by name."""

import json

import duckdb
import pytest

from blendnb.files.problems import InputError
from blendnb.measuring.column_mapping import FileMapping, load_mapping, write_mapping
from blendnb.measuring.load_rows import aside_csv
from blendnb.measuring.measure import measure
from tests.measuring.conftest import SALT

HEAD = "User ID,Course name,Status,Completion date,Time spent (min)\n"


def use_of(measured, touchpoint):
    return next(use for use in measured.results.uses if use.touchpoint == touchpoint)


@pytest.fixture
def read(tmp_path, small_plan):
    """Write files and measure them: `read({"a.csv": text}, mapping=None)`."""

    def read_one(files, **options):
        paths = [tmp_path / name for name in files]
        for path, content in zip(paths, files.values(), strict=True):
            if isinstance(content, bytes):
                path.write_bytes(content)
            elif content is not None:
                path.write_text(content, encoding="utf-8")
        return measure(small_plan, paths, salt=options.pop("salt", SALT), **options)

    return read_one


def rows(*lines):
    return HEAD + "\n".join(lines) + "\n"


def people(count, text="The module,Completed,2027-01-10,30", start=0):
    return [f"E{number},{text}" for number in range(start, start + count)]


def test_completions_are_counted_once_for_each_learner_and_touchpoint(read):
    found = read({"lms.csv": rows(*people(6), *people(2), "E9,the MODULE ,In progress,,")})
    module = use_of(found, "module")
    assert (module.reached.people, module.reached.value) == (7, 1.0)
    assert module.completed.value == pytest.approx(6 / 7)
    (file,) = found.results.files
    assert (file.rows, file.repeated, file.aside) == (9, 2, ())


def test_rows_are_named_by_their_place_however_many_threads_read_them(read):
    bad = (3, 70_001, 199_999)
    lines = [
        f"E{n},{'?' if n in bad else 'module'},Completed,2027-01-10,5" for n in range(1, 200_001)
    ]
    found = read({"lms.csv": rows(*lines)})
    assert tuple(aside.row for aside in found.aside) == bad


def test_ids_are_the_same_whatever_their_case_and_spaces(read):
    found = read({"lms.csv": rows(*people(6), "e0 ,module,Completed,2027-01-10,30")})
    assert found.results.files[0].repeated == 1


def test_rows_that_cannot_be_used_are_counted_named_and_kept_without_who_they_are_about(read):
    bad = [
        ",The module,Completed,2027-01-10,30",
        "SECRET1,Elsewhere,Completed,2027-01-10,30",
        "SECRET2,The module,Vanished,2027-01-10,30",
        "SECRET3,The module,Completed,2027-02-31,30",
        "SECRET4,The module,Completed,2027-01-10,a while",
        "SECRET5,The module,Completed,0027-01-10,30",
        "SECRET6,too,many,values,here,and,here",
    ]
    found = read({"lms.csv": rows(*people(5), *bad)})
    (file,) = found.results.files
    assert dict(file.aside) == {
        "no learner id": 1,
        "names no touchpoint of the plan": 1,
        "has more or fewer values than columns": 1,
    }
    # A cell that cannot be read takes away that fact, not the person.
    assert use_of(found, "module").completed.people == 9
    assert set(file.unread) == {
        ("Status", "(texts that stand in fewer than five rows each)", 1),
        ("Completion date", "2027-02-31", 1),
        ("Completion date", "0027-01-10", 1),
    }
    assert sorted(aside.row for aside in found.aside) == [6, 7, 12]
    text = aside_csv(found.aside)
    assert "touchpoint=Elsewhere" in text
    assert "SECRET" not in text
    assert found.unmatched == {"Elsewhere": 1}


def test_three_forms_of_dates_in_one_file_mean_the_same_day(read):
    forms = ("2027-01-18", "18/01/2027", "18 Jan 2027", "2027-01-18T09:30:00Z", "18.01.2027")
    lines = [f"E{n},The module,Completed,{day},30" for n, day in enumerate(forms)]
    late = use_of(read({"lms.csv": rows(*lines)}), "module").days_late
    # The module's last day is the day before the launch on 11 January.
    assert (late.low, late.value, late.high) == (8, 8, 8)


def test_dates_that_can_be_read_in_two_ways_are_asked_about(read):
    lines = [f"E{n},The module,Completed,0{n + 1}/02/2027,30" for n in range(6)]
    with pytest.raises(InputError, match="can be read in two ways; say dates = "):
        read({"lms.csv": rows(*lines)})
    found = read({"lms.csv": rows(*lines)}, mapping={"*.csv": FileMapping(dates="day_first")})
    assert use_of(found, "module").days_late.value == pytest.approx(24.5)


def test_dates_in_both_orders_are_asked_about(read):
    lines = ["E1,The module,Completed,13/02/2027,3", "E2,The module,Completed,02/13/2027,3"]
    with pytest.raises(InputError, match="are written in both orders"):
        read({"lms.csv": rows(*lines)})


@pytest.mark.parametrize("suffix", ["parquet", "jsonl", "json", "xlsx"])
def test_the_same_rows_mean_the_same_in_every_kind_of_file(read, tmp_path, suffix):
    lines = people(7) + people(5, "The session,Completed,2027-01-11,55", start=2)
    expected = read({"lms.csv": rows(*lines)}).results.uses
    target = tmp_path / f"same.{suffix}"
    table = duckdb.sql(f"SELECT * FROM read_csv('{tmp_path / 'lms.csv'}')")
    if suffix == "parquet":
        table.write_parquet(str(target))
    elif suffix == "xlsx":
        import xlsxwriter

        with xlsxwriter.Workbook(target) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, table.columns)
            for number, row in enumerate(table.fetchall(), 1):
                page.write_row(number, 0, [str(cell) for cell in row])
    else:
        found = [dict(zip(table.columns, map(str, row), strict=True)) for row in table.fetchall()]
        text = "\n".join(map(json.dumps, found)) if suffix == "jsonl" else json.dumps(found)
        target.write_text(text)
    assert read({target.name: None}).results.uses == expected


def statement(number, verb="completed", **more):
    return {
        "actor": {"mbox": f"mailto:e{number}@example.com"},
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
        "object": {"id": "https://lms.example/activities/module"},
        "timestamp": "2027-01-10T10:00:00.000Z",
        "result": {"duration": "PT1H2M12S"},
        **more,
    }


@pytest.mark.parametrize("form", ["lines", "list", "wrapped"])
def test_xapi_statements_are_read_in_every_form(read, form):
    said = [statement(n) for n in range(6)] + [statement(6, "launched"), statement(7, "sneezed")]
    text = {
        "lines": "\n".join(map(json.dumps, said)),
        "list": json.dumps(said),
        "wrapped": json.dumps({"statements": said, "more": ""}),
    }[form]
    found = read({"xapi.jsonl" if form == "lines" else "xapi.json": text})
    module = use_of(found, "module")
    # Whoever did something that is not known was there all the same.
    assert module.completed.value == pytest.approx(6 / 8)
    assert module.minutes.value == 62
    assert found.results.files[0].unread == (("verb", "sneezed", 1),)


def test_results_do_not_depend_on_the_salt(read):
    files = {"lms.csv": rows(*people(9), *people(4, "The session,Completed,2027-01-11,60"))}
    assert read(files).results == read(files, salt=b"x" * 16).results


def test_a_part_that_no_file_speaks_about_is_unknown_and_not_unused(read):
    found = read({"lms.csv": rows(*people(6))})
    assert [use.touchpoint for use in found.results.uses] == ["module"]
    assert "No file says anything about: The session; Cards." in found.results.notes[0]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "Name,Colour\nx,red\n", "no column says which touchpoint"),
        ("a.csv", "", "empty"),
        ("a.csv", rows("E1,Nothing of it,Completed,,"), "not one row can be used: names no touch"),
        ("a.docx", "x", "is not one of .csv"),
        ("a.xlsx", "not a workbook", "is not an Excel workbook"),
        ("a.parquet", "not parquet", "cannot be read as parquet"),
        ("a.json", '[{"a": 1}, {', "cannot be read as json"),
        ("missing.csv", None, "no such file"),
        ("a.csv", HEAD.encode() + b"E1,M\xfcller,Completed,,\n", "it speaks of “Müller”"),
    ],
)
def test_a_file_that_does_not_fit_gets_one_clear_message(read, name, content, message):
    with pytest.raises(InputError) as caught:
        read({name: content})
    assert message in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert name in str(caught.value)


def test_a_mapping_names_columns_and_activities(read, tmp_path):
    text = "Person No.;What;Ended\n" + "".join(f'E{n};CRM-1 "A";2027-01-10\n' for n in range(6))
    entry = FileMapping(
        kind="completions",
        columns={"learner": "Person No.", "touchpoint": "What", "finished": "Ended"},
        touchpoints={'CRM-1 "A"': "module"},
    )
    write_mapping({"exp*.csv": entry}, tmp_path / "mapping.toml")
    assert load_mapping(tmp_path / "mapping.toml") == {"exp*.csv": entry}
    found = read({"export.csv": text.replace('CRM-1 "A"', '"CRM-1 ""A"""')})
    assert use_of(found, "module").completed.people == 6


def test_a_mapping_is_told_all_that_is_wrong_with_it(tmp_path):
    file = tmp_path / "mapping.toml"
    file.write_text('["a.csv"]\nkind = "complettions"\n["b.csv".columns]\nlerner = "X"\n')
    with pytest.raises(InputError) as caught:
        load_mapping(file)
    assert "kind" in str(caught.value)
    assert "did you mean learner?" in str(caught.value)


def test_a_mapping_to_a_touchpoint_that_is_not_there_is_told(read):
    with pytest.raises(InputError, match="did you mean module"):
        read(
            {"a.csv": rows(*people(5))}, mapping={"a.csv": FileMapping(touchpoints={"x": "modul"})}
        )


def test_progress_is_told_and_ends_at_the_whole(read):
    told = []
    read({"lms.csv": rows(*people(6))}, progress=lambda doing, share: told.append((doing, share)))
    assert ("Reading lms.csv", 1.0) in told
    assert all(0 <= share <= 1 for _, share in told)


HAND_MADE = """\
# Made by the training team.
["lms_*.csv"]  # the export of every Monday
kind = 'completions'
ignore = [
  "Fire safety 2026",  # another department's
]
columns.learner = "Person No."
touchpoints."CRM-101 (v2)" = 'module'  # renamed in May

["old.csv"]
kind = "survey"
"""


def test_a_mapping_made_by_hand_keeps_its_comments_order_and_quoting(tmp_path):
    file = tmp_path / "mapping.toml"
    file.write_text(HAND_MADE, encoding="utf-8")
    mapping = load_mapping(file)
    write_mapping(mapping, file)
    assert file.read_text(encoding="utf-8") == HAND_MADE
    entry = mapping["lms_*.csv"]
    changed = entry.replace(
        dates="day_first", touchpoints={**entry.touchpoints, "CRM \x7f 102": "coaching"}
    )
    now = {"lms_*.csv": changed, "new.csv": FileMapping(kind="metric")}
    write_mapping(now, file)
    assert load_mapping(file) == now
    assert (
        file.read_text(encoding="utf-8")
        == """\
# Made by the training team.
["lms_*.csv"]  # the export of every Monday
kind = 'completions'
ignore = [
  "Fire safety 2026",  # another department's
]
columns.learner = "Person No."
touchpoints."CRM-101 (v2)" = 'module'  # renamed in May
touchpoints."CRM \\u007f 102" = "coaching"
dates = "day_first"

["new.csv"]
kind = "metric"
"""
    )
