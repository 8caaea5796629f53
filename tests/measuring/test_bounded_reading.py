"""Hostile and damaged files of a pilot: read as what they hold, or told in one sentence."""

import io
import os
import zipfile
from pathlib import Path

import duckdb
import pytest

from blendnb.files.problems import InputError
from blendnb.measuring import bounded_reading, duckdb_engine
from blendnb.measuring.bounded_reading import sheet_rows
from blendnb.measuring.duckdb_engine import open_database
from blendnb.measuring.mapping_draft import draft
from blendnb.measuring.measure import measure
from blendnb.measuring.read_tables import data_files, open_tables, unreadable
from blendnb.measuring.results_sheet import write_sheet
from tests.measuring.conftest import SALT
from tests.measuring.test_sheet import fill_csv

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = "User ID,Course name,Status,Completion date\n"
PEOPLE = "".join(f"E{n},The module,Completed,2027-01-10\n" for n in range(6))


def cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


def parts(*rows, sheets='<sheet name="A" sheetId="1" r:id="rId1"/>', strings=None):
    """The parts of a small workbook, by their names."""
    told = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}.sharedStrings+xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        'Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{KIND}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{KIND}.worksheet+xml"/>{told if strings else ""}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}'
        "</sheetData></worksheet>",
        **({"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>'} if strings else {}),
    }


def packed(contents, compression=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
    return made.getvalue()


TABLE = (row(1, cell("A1", "User"), cell("B1", "Course")), row(2, cell("A2", "E1")))


def without(contents, name):
    return {key: text for key, text in contents.items() if key != name}


def flagged(raw, flag):
    """Say of every part that it is encrypted, in both places where a ZIP says so."""
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        before, *after = raw.split(mark)
        raw = before + b"".join(
            mark + piece[: place - 4] + bytes([flag]) + piece[place - 3 :] for piece in after
        )
    return raw


def test_a_workbook_gives_the_cells_that_it_has_as_texts_at_their_places(tmp_path):
    shared = (
        "<si><t>Anna</t></si><si><r><t>two </t></r><r><t>runs</t></r>"
        '<rPh sb="0" eb="1"><t>spoken</t></rPh></si>'
    )
    given = (
        row(1, cell("A1", "User"), cell("C1", "Days")),
        row(4, '<c r="A4" t="s"><v>0</v></c>', '<c r="B4" t="s"><v>1</v></c>'),
        row(9, '<c r="C9"><v>3.0</v></c>'),
        row(1_048_576, '<c r="XFD1048576" s="0"/>'),
    )
    path = tmp_path / "a.xlsx"
    path.write_bytes(packed(parts(*given, strings=shared)))
    assert sheet_rows(path) == [["User", "", "Days"], ["Anna", "two runs", ""], ["", "", "3"]]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (packed(parts(*TABLE))[:300], "is not an Excel workbook"),
        (b"not a workbook", "is not an Excel workbook"),
        (
            packed(parts(*TABLE), zipfile.ZIP_STORED).replace(b"<t>E1", b"<t>E2"),
            "is a damaged workbook",
        ),
        (flagged(packed(parts(*TABLE)), 1), "is protected by a password"),
        (packed(without(parts(*TABLE), "xl/workbook.xml")), "is a damaged workbook"),
        (packed(without(parts(*TABLE), "[Content_Types].xml")), "is a damaged workbook"),
        (packed(without(parts(*TABLE), "xl/worksheets/sheet1.xml")), "has no sheet of cells"),
        (packed(parts(*TABLE, sheets="")), "has no sheet of cells"),
        (packed(parts("<row r='1'><c")), "is a damaged workbook"),
        (packed(parts(row(1, cell("9Z", "x")))), "is a damaged workbook"),
        (packed(parts(*TABLE, '<row r="3"><c r="A3" t="s"><v>7</v></c></row>')), "is a damaged"),
        (packed(parts(*TABLE, row(3, cell("XFD3", "far")))), "has more than 1,000 columns"),
        (packed(parts(*TABLE, row(3, cell("A3", "x" * 2_000_000)))), "unpacks to far more"),
        (packed(parts(*TABLE, strings="<si><t>a</t></si>" * 100_000)), "unpacks to far more"),
        (packed(parts(row(1, cell("A1", "")))), "empty"),
        (
            packed(parts(*TABLE) | {"xl/theme/theme1.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
            "is a damaged workbook",
        ),
    ],
    ids=[
        "cut", "no ZIP", "wrong sum", "encrypted", "no workbook part",
        "no list of parts", "no sheet part", "no sheet", "broken XML", "no such cell",
        "no such text", "far column", "giant cell", "many shared texts", "nothing", "entities",
    ],
)  # fmt: skip
def test_a_workbook_that_cannot_be_read_is_told_in_one_sentence(tmp_path, small_plan, raw, message):
    path = tmp_path / "a.xlsx"
    path.write_bytes(raw)
    with pytest.raises(InputError) as caught:
        measure(small_plan, [path], salt=SALT)
    assert message in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_long_cell_and_too_many_cells_are_told_where_nothing_is_packed(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    long = parts(*TABLE, row(3, cell("A3", "x" * 1_100_000)))
    path.write_bytes(packed(long, zipfile.ZIP_STORED))
    with pytest.raises(InputError, match="has a cell of more than 100,000 characters"):
        sheet_rows(path)
    monkeypatch.setattr(bounded_reading, "MOST_SHEET_CELLS", 40)
    path.write_bytes(packed(parts(*(row(n, cell(f"J{n}", "x")) for n in range(1, 6)))))
    with pytest.raises(InputError, match=r"has more than 40 cells \(rows times columns\)"):
        sheet_rows(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + '"' + "x" * 1_200_000 + "\n", "has a line of more than 1,000,000 characters"),
        (",".join(f"c{n}" for n in range(1001)) + "\n", "has more than 1,000 columns"),
    ],
)
def test_a_table_as_text_beyond_the_bounds_is_told(tmp_path, small_plan, text, message):
    path = tmp_path / "a.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        measure(small_plan, [path], salt=SALT)


@pytest.mark.parametrize("name", ["results[1].csv", "all*.csv", "who?.csv", "a]b[c.csv"])
def test_the_name_of_a_file_is_no_pattern(tmp_path, small_plan, name):
    folder = tmp_path / "week=1[2]"
    folder.mkdir()
    (folder / name).write_text(HEAD + PEOPLE)
    for other in ("results1.csv", "all-private.csv", "whom.csv", "a]bc.csv"):
        (folder / other).write_text(HEAD + PEOPLE.replace("The module", "Nothing of it"))
    result = measure(small_plan, [folder / name], salt=SALT).results
    assert [(file.file, file.rows, file.aside) for file in result.files] == [(name, 6, ())]


def test_no_column_comes_from_the_name_of_a_folder(tmp_path, small_plan):
    folder = tmp_path / "Course name=The module"
    folder.mkdir()
    (folder / "a.csv").write_text("User ID,Status\nE1,Completed\n")
    with pytest.raises(InputError, match="no column says which touchpoint"):
        measure(small_plan, [folder / "a.csv"], salt=SALT)


def test_a_link_in_a_folder_is_not_followed_out_of_it(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    (tmp_path / "private.csv").write_text(HEAD + PEOPLE)
    (folder / "own.csv").write_text(HEAD + PEOPLE)
    (folder / "same.csv").symlink_to("own.csv")
    assert [path.name for path in data_files([folder])[0]] == ["own.csv", "same.csv"]
    (folder / "away.csv").symlink_to(tmp_path / "private.csv")
    with pytest.raises(InputError, match="is a link that leads out of its folder"):
        data_files([folder])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes")
def test_a_pipe_is_told_and_not_waited_for(tmp_path, small_plan):
    os.mkfifo(tmp_path / "a.csv")
    with pytest.raises(InputError, match="is not a file that ends"):
        measure(small_plan, [tmp_path / "a.csv"], salt=SALT)


def test_damaged_json_is_told_when_a_mapping_is_drafted(tmp_path, small_plan):
    path = tmp_path / "a.json"
    rows = '{"User ID": "E1", "Course name": "x", "Status": "Completed"},\n' * 30_000
    path.write_text(f"[{rows}{{]")
    with pytest.raises(InputError, match="cannot be read as json"):
        draft(small_plan, [path], salt=SALT)


@pytest.mark.parametrize("people", ["5²", "7" * 400, "7" * 5000, "-3", "½"])
def test_a_count_that_is_none_is_told_by_its_cell(tmp_path, small_plan, people):
    path = tmp_path / "sheet.csv"
    write_sheet(small_plan, path)
    fill_csv(path, {"module": {"people": people, "finished": "3"}})
    with pytest.raises(InputError, match=r"module: people: .* is not a number from 0 up"):
        measure(small_plan, [path], salt=SALT)


def test_digits_of_every_script_are_counts(tmp_path, small_plan):
    path = tmp_path / "sheet.csv"
    write_sheet(small_plan, path)
    fill_csv(path, {"module": {"people": "٢٠", "finished": "१६"}})
    (use,) = measure(small_plan, [path], salt=SALT).results.uses
    assert use.completed.value == pytest.approx(0.8)


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="a system without files in memory")
def test_nothing_of_a_sheet_is_on_a_disk_while_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    path = tmp_path / "a.xlsx"
    path.write_bytes(packed(parts(*TABLE)))
    with open_database(SALT) as database:
        (table,) = open_tables(path, database)
        assert database.rows(f"SELECT * FROM {table.relation}") == [("E1", None)]
        assert [p for p in (tmp_path / "temporary").rglob("*") if p.is_file()] == []


def test_a_query_that_takes_for_ever_ends_and_is_told(monkeypatch):
    monkeypatch.setattr(duckdb_engine, "MOST_SECONDS", 1.0)
    endless = "SELECT sum(a.range * b.range) FROM range(100_000_000_000) a, range(100_000) b"
    with open_database(SALT) as database, pytest.raises(duckdb.InterruptException) as caught:
        database.rows(endless)
    assert str(unreadable(Path("lms.csv"), caught.value)) == (
        "lms.csv: takes longer than 5 minutes to read: divide it into several files"
    )
