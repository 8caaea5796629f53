"""A workbook whose every cell LibreOffice reads as the value that the plan has."""

import subprocess
from datetime import date, time
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

import blendnb as bl
from blendnb.exporting.orders import Order
from blendnb.exporting.targets.xlsx_workbook import sheets
from blendnb.files.problems import InputError
from blendnb.reporting.escape import visible
from tests.exporting.hostile import CORPUS
from tests.exporting.sample_plans import crm_rollout, new_manager
from tests.exporting.shapes import with_texts

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
PLAN = new_manager("2027-01-11")
TIMED = PLAN.replace(
    touchpoints=tuple(
        t.replace(time="09:30", time_zone="Europe/Oslo") if t.live else t for t in PLAN.touchpoints
    )
)


def hostile_plan():
    """The whole corpus in the fields of one plan."""
    plan = crm_rollout()
    many = tuple(
        t.replace(id=f"{t.id}-{turn}", depends_on=()) for turn in range(3) for t in plan.touchpoints
    )
    return with_texts(plan.replace(touchpoints=many), CORPUS)


PLANS = {
    "dated": TIMED,
    "undated": new_manager(),
    "empty": new_manager().replace(touchpoints=(), measures=(), pilot=None),
    "hostile": hostile_plan(),
}


@pytest.fixture(scope="module")
def read_by_libreoffice(system_tool, tmp_path_factory):
    """Give the sheets of a plan's workbook as LibreOffice reads them: rows of typed cells."""
    office = system_tool("soffice", "libreoffice")
    folder = tmp_path_factory.mktemp("office")
    for name, plan in PLANS.items():
        bl.export(plan, folder / f"{name}.xlsx")
    command = [
        office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--convert-to", "fods", "--outdir", folder, *folder.glob("*.xlsx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {name: ET.parse(folder / f"{name}.fods").getroot() for name in PLANS}


def rows_of(sheet):
    for row in sheet.iter(f"{TABLE}table-row"):
        cells = [
            cell for c in row for cell in [c] * int(c.get(f"{TABLE}number-columns-repeated", 1))
        ]
        yield from [[value_of(cell) for cell in cells[:60]]] * min(
            int(row.get(f"{TABLE}number-rows-repeated", 1)), 5
        )


def value_of(cell):
    kind = cell.get(f"{OFFICE}value-type")
    match kind:
        case None:
            return None
        case "float":
            return float(cell.get(f"{OFFICE}value"))
        case "date":
            return date.fromisoformat(cell.get(f"{OFFICE}date-value")[:10])
        case "time":
            hours, minutes = cell.get(f"{OFFICE}time-value")[2:].split("H")
            return time(int(hours), int(minutes[:2]))
        case "string":
            return "\n".join("".join(text_of(p)) for p in cell.findall(f"{TEXT}p"))
    raise AssertionError(kind)


def text_of(paragraph):
    """What a paragraph of OpenDocument says: runs of spaces, tabs and breaks are elements."""
    yield paragraph.text or ""
    for part in paragraph:
        if part.tag == f"{TEXT}s":
            yield " " * int(part.get(f"{TEXT}c", 1))
        elif part.tag == f"{TEXT}tab":
            yield "\t"
        elif part.tag == f"{TEXT}line-break":
            yield "\n"
        else:
            yield from text_of(part)
        yield part.tail or ""


def expected(sheet):
    """The rows that a sheet's tables hold, as they stand below each other."""
    yield [sheet.title]
    yield [sheet.note]
    for table in sheet.tables:
        if table.heading:
            yield [table.heading]
        yield list(table.head)
        yield from map(list, table.rows)


def plain(row):
    values = [round(float(v), 9) if isinstance(v, (int, float)) else v for v in row]
    values = [visible(v) or None if isinstance(v, str) else v for v in values]
    while values and values[-1] is None:
        values.pop()
    return values


@pytest.mark.parametrize("name", PLANS)
def test_libreoffice_reads_every_cell_as_the_value_it_is(read_by_libreoffice, name):
    found = read_by_libreoffice[name].iter(f"{TABLE}table")
    for sheet, made in zip(sheets(Order(PLANS[name], "x").subject), found, strict=True):
        assert made.get(f"{TABLE}name") == sheet.name
        seen = [row for row in map(plain, rows_of(made)) if row]
        assert seen == [row for row in map(plain, expected(sheet)) if row]


@pytest.mark.parametrize("name", PLANS)
def test_libreoffice_finds_no_formula_and_no_link(read_by_libreoffice, name):
    root = read_by_libreoffice[name]
    assert not [cell for cell in root.iter() if cell.get(f"{TABLE}formula")]
    assert not list(root.iter(f"{TEXT}a"))


# ---------------------------------------------------------------------------------- set-up


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    bl.export(PLAN, path)
    return load_workbook(BytesIO(path.read_bytes()))


def test_each_sheet_is_for_a_question(book):
    assert book.sheetnames == [
        "Plan", "Week by week", "What must be built", "Assessment & support",
        "Measures to take", "What is taught", "Brief", "Sessions",
    ]  # fmt: skip


def test_heads_stay_in_view_columns_filter_and_pages_repeat_the_head(book):
    for name, first, last in (("Plan", "A4", 15), ("Week by week", "A4", 27)):
        page = book[name]
        assert page.freeze_panes == "A5"
        start, end = page.auto_filter.ref.split(":")
        assert (start, page[end].row) == (first, last)
        assert page.print_title_rows == "$4:$4"
    assert all(book[name].freeze_panes for name in book.sheetnames)


def test_it_prints_one_page_wide_in_landscape(book):
    for page in book:
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.fitToWidth in (None, 1)
        assert page.page_setup.fitToHeight == 0
        assert page.sheet_properties.pageSetUpPr.fitToPage


def test_no_cell_is_a_formula_even_after_somebody_edits_it(tmp_path):
    bl.export(PLANS["hostile"], tmp_path / "plan.xlsx")
    book = load_workbook(tmp_path / "plan.xlsx")
    cells = [cell for page in book for row in page.iter_rows(min_row=5) for cell in row]
    texts = [cell for cell in cells if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    starts = [cell for cell in texts if cell.value.lstrip()[:1] in "=+-@"]
    assert len(starts) > 20
    assert all(cell.quotePrefix for cell in starts if not cell.font.bold)
    assert visible(PLANS["hostile"].title)[:255] == book.properties.title


def test_minutes_of_a_week_add_up_to_its_learning_time(book):
    page = book["Week by week"]
    rows = list(page.iter_rows(min_row=4, values_only=True))
    head = rows[0]
    week, mode, minutes, whole = (
        head.index(name) for name in ("Week", "Mode", "Minutes this week", "Learning, whole week")
    )
    sums = {}
    for row in rows[1:]:
        sums[row[week]] = sums.get(row[week], 0) + row[minutes] * (row[mode] != "On the job")
    stated = {row[week]: row[whole] for row in rows[1:] if row[whole] is not None}
    assert stated == pytest.approx(sums)


def test_a_plan_with_more_rows_than_a_sheet_holds_is_refused(tmp_path):
    long = PLAN.touchpoints[4].replace(days=5000, repeat={"days": list(range(600))}, depends_on=())
    plan = PLAN.replace(touchpoints=tuple(long.replace(id=f"t{n}") for n in range(3)))
    with pytest.raises(InputError, match="a sheet holds 1,000,000 rows"):
        bl.export(plan, tmp_path / "plan.xlsx")


def test_every_sheet_prints_one_page_wide_with_its_name_and_its_page_below(tmp_path):
    bl.export(PLAN, tmp_path / "plan.xlsx")
    for page in load_workbook(tmp_path / "plan.xlsx"):
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
        assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
        assert page.oddFooter.left.text == "&A"
        assert page.oddFooter.right.text == "&P / &N"
