"""The sheet that a pilot team fills in comes straight back, as Excel and as CSV."""

import csv

import openpyxl
import pytest

import blendnb as bl
from blendnb.files.problems import InputError
from blendnb.measuring.measure import measure
from blendnb.measuring.results_sheet import HEADINGS, sheet, write_sheet
from tests.measuring.conftest import SALT

FILLED = {
    "m-biz": {"found": "4.8 days"},
    "module": {"people": "20", "started": "18", "finished": "16", "minutes": "25", "confused": "9"},
    "session": {"people": "4", "started": "4", "finished": "4"},
}


def fill_csv(path, filled):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row.update(filled.get(row["id"], {}))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, HEADINGS, delimiter=";")  # as many a spreadsheet saves it
        writer.writeheader()
        writer.writerows(rows)


def fill_xlsx(path, filled):
    book = openpyxl.load_workbook(path)
    page = book.active
    for row in page.iter_rows(min_row=2):
        for name, value in filled.get(row[1].value, {}).items():
            number = value.isdigit()
            row[HEADINGS.index(name)].value = int(value) if number else value
    book.save(path)


@pytest.mark.parametrize(("suffix", "fill"), [(".csv", fill_csv), (".xlsx", fill_xlsx)])
def test_a_sheet_comes_straight_back(tmp_path, small_plan, suffix, fill):
    path = tmp_path / f"sheet{suffix}"
    write_sheet(small_plan, path)
    fill(path, FILLED)
    found = measure(small_plan, [path], salt=SALT).results
    by_id = {use.touchpoint: use for use in found.uses}
    assert by_id["module"].completed.value == pytest.approx(0.8)
    assert by_id["module"].confused.value == pytest.approx(0.45)
    assert by_id["module"].minutes.value == 25
    assert by_id["session"].completed.hidden, "four people"
    outcome = {o.measure.id: o for o in found.outcomes}["m-biz"]
    assert (outcome.found, outcome.reached) == ("4.8 days", True)
    assert found.files[0].kind == "sheet"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_same_plan_gives_the_same_bytes(tmp_path, small_plan, suffix):
    for name in ("one", "two"):
        write_sheet(small_plan, tmp_path / f"{name}{suffix}")
    one, two = (tmp_path / f"{name}{suffix}" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_every_measure_stands_with_its_level_and_every_touchpoint_with_its_day(small_plan):
    rows = {row["id"]: row for row in sheet(small_plan)}
    assert rows["m-biz"]["level"] == "Kirkpatrick 4 · LTEM 8"
    assert rows["m-biz"]["aim"] == "5 days"
    assert rows["session"]["when"] == "2027-01-11"
    assert set(rows) == {"m-done", "m-biz", "module", "session", "cards"}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_title_is_never_a_formula(tmp_path, small_plan, suffix):
    first, *others = small_plan.touchpoints
    plan = small_plan.replace(touchpoints=(first.replace(title='=HYPERLINK("x")'), *others))
    path = tmp_path / f"sheet{suffix}"
    write_sheet(plan, path)
    if suffix == ".csv":
        assert "'=HYPERLINK" in path.read_text(encoding="utf-8-sig")
    else:
        cells = [cell for row in openpyxl.load_workbook(path).active for cell in row]
        assert any(cell.value == '=HYPERLINK("x")' for cell in cells)
        assert {cell.data_type for cell in cells if cell.value} == {"s"}


def test_counts_that_cannot_be_are_told_all_at_once(tmp_path, small_plan):
    path = tmp_path / "sheet.csv"
    write_sheet(small_plan, path)
    wrong = {"module": {"people": "5", "finished": "6"}, "session": {"people": "many"}}
    fill_csv(path, wrong)
    with pytest.raises(InputError) as caught:
        measure(small_plan, [path], salt=SALT)
    assert "module: finished: 6 is more than the 5 people" in str(caught.value)
    assert "session: people: 'many' is not a number" in str(caught.value)


def test_a_sheet_that_somebody_filled_in_is_never_written_over(tmp_path, small_plan):
    path = tmp_path / "sheet.csv"
    write_sheet(small_plan, path)
    write_sheet(small_plan, path)
    fill_csv(path, {"module": {"people": "20", "finished": "16"}})
    before = path.read_bytes()
    with pytest.raises(InputError, match="somebody has filled in"):
        write_sheet(small_plan, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("count", ["5²", "9" * 5000, "1e3", "-4", "½"])
def test_what_is_no_count_is_named_by_its_cell(tmp_path, small_plan, count):
    path = tmp_path / "sheet.csv"
    write_sheet(small_plan, path)
    fill_csv(path, {"module": {"people": "20", "finished": count}})
    with pytest.raises(InputError, match="module: finished"):
        measure(small_plan, [path], salt=SALT)


def test_digits_of_another_script_are_read(tmp_path, small_plan):
    path = tmp_path / "sheet.csv"
    write_sheet(small_plan, path)
    fill_csv(path, {"module": {"people": "٢٠", "finished": "١٦"}})
    (use,) = measure(small_plan, [path], salt=SALT).results.uses
    assert use.completed.value == pytest.approx(0.8)


@pytest.mark.parametrize("text", ["<r><t>&x;</t></r>", "<r></si><si></r>", "<r>a</r>", "a</r>"])
def test_a_text_shaped_like_xml_stands_in_its_cell_as_typed(tmp_path, small_plan, text):
    module = small_plan.touchpoints[0].replace(title=text)
    plan = small_plan.replace(touchpoints=(module, *small_plan.touchpoints[1:]))
    write_sheet(plan, tmp_path / "sheet.xlsx")
    bl.export(plan, tmp_path / "plan.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "sheet.xlsx").active.values)
    before = [[r[c] or "" for c in HEADINGS] for r in sheet(plan)]
    assert [[cell or "" for cell in row] for row in rows[1:]] == before
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert text in {cell for page in book for row in page.values for cell in row}


@pytest.mark.parametrize("text", ["\x00=1+1", "=1+1", " =1", "\u200b+1", "\uff1d1"])
def test_no_text_of_a_sheet_as_csv_starts_a_formula(tmp_path, small_plan, text):
    module = small_plan.touchpoints[0].replace(title=text)
    write_sheet(small_plan.replace(touchpoints=(module,)), tmp_path / "sheet.csv")
    with (tmp_path / "sheet.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = [r for r in csv.DictReader(stream) if r["row"] == "touchpoint"]
    assert row["what"] == "'" + text.replace("\x00", "")


def test_an_id_that_excel_has_changed_is_found_by_the_title(tmp_path, small_plan):
    path = tmp_path / "sheet.csv"
    write_sheet(small_plan, path)
    fill_csv(path, FILLED)
    path.write_text(path.read_text(encoding="utf-8").replace(";module;", ";02. Jan;"))
    found = measure(small_plan, [path], salt=SALT).results
    by_id = {use.touchpoint: use for use in found.uses}
    assert by_id["module"].completed.value == pytest.approx(0.8)
    assert any("has changed the id 02. Jan; its row was found by its title" in note
               for note in found.notes)  # fmt: skip


@pytest.mark.parametrize("id_", ["3.00E+05", "02. Jan", "12", "1/2/2027"])
def test_an_id_that_excel_has_changed_and_nothing_else_tells_is_named(tmp_path, small_plan, id_):
    path = tmp_path / "sheet.csv"
    write_sheet(small_plan, path)
    text = path.read_text(encoding="utf-8").replace(",module,The module,", f",{id_},Other,")
    assert id_ in text
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        measure(small_plan, [path], salt=SALT)
    assert f"a spreadsheet has changed the id {id_}; fill in the .xlsx sheet" in str(refused.value)
