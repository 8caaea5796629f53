"""One escape function for each sink, against every class of attack."""

import csv
import io
import re
import unicodedata
from pathlib import Path

import mistune
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import blendnb as bl
from blendnb.files.writing import safe_file_name
from blendnb.language import as_typed, csv_text, formula_free
from blendnb.measuring.example_pilot import make_pilot
from blendnb.measuring.load_rows import AsideRow, aside_csv
from blendnb.reporting.escape import (
    LONGEST_CELL,
    calendar,
    calendar_line,
    drawing,
    html,
    markdown,
    visible,
    workbook_cell,
)
from blendnb.spacing.experiment.allocation import randomize
from blendnb.widgets.lab_session import LabSession
from tests.exporting.hostile import CORPUS
from tests.exporting.sample_plans import new_manager
from tests.exporting.shapes import shape_of, with_texts

every_text = pytest.mark.parametrize("hostile", CORPUS, ids=range(len(CORPUS)))
anything = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(CORPUS)
COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
WIKI = mistune.create_markdown(
    plugins=["table", "url", "strikethrough", "footnotes", "task_lists", "def_list", "math",
             "mark", "superscript", "insert", "abbr"]
)  # fmt: skip
PLACES = {
    "paragraph": "{}",
    "list": "- {}\n  - {}",
    "heading": "## {}",
    "bold": "- **{}** (x)",
    "table": "| a | b |\n| --- | --- |\n| {} | {} |",
}


# ------------------------------------------------------------------------------------- html


@every_text
def test_a_page_holds_the_text_and_nothing_that_it_spells(hostile):
    page = f'<p title="{html(hostile)}">{html(hostile)}</p>'
    assert shape_of(page)[0] == [("p", "title")]


# -------------------------------------------------------------------------------------- csv


ROOT = Path(__file__).parents[2]
FORMULAS = (
    "=1+1", "\x00=1+1", "\x01\t=1+1", "\t=1+1", "\r=1+1", "\uff1d1+1", "\ufe661+1", "a\n=1+1",
    "a\t=1+1", *CORPUS,
)  # fmt: skip
LEARNERS = [{"learner": f"{text} {n}", "site": text} for n, text in enumerate(FORMULAS)]


def exported(folder):
    bl.export(with_texts(new_manager("2027-01-11"), FORMULAS), folder / "plan.csv")
    return (folder / "plan.csv").read_text(encoding="utf-8")


def sheet(folder):
    bl.write_sheet(with_texts(new_manager("2027-01-11"), FORMULAS), folder / "sheet.csv")
    return (folder / "sheet.csv").read_text(encoding="utf-8")


def lab(folder):
    session = LabSession(None, folder)
    named = ({"set": {"name": text}} for text in ("\uff1d1+1", "=1+1", "\x00=1+1"))
    for command in ({"hello": 800}, *named, {"csv": True}):
        list(session.hear({"view": "v", "seq": 1, "commands": [command]}))
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.csv")))


def example(folder):
    files = make_pilot(with_texts(new_manager("2027-01-11"), FORMULAS), folder)
    tables = [path.read_text(encoding="utf-8") for path in files if path.suffix == ".csv"]
    return "".join(tables)


WRITERS = {
    "a plan's occurrences": exported,
    "the sheet to fill in": sheet,
    "rows that were set aside": lambda _: aside_csv(
        AsideRow(text, 1, "no_learner", text) for text in FORMULAS
    ),
    "drawn lots": lambda _: randomize(LEARNERS[:60], ["=a", "+b"], strata=["site"], seed=1).csv(),
    "the lab's curves and regret": lab,
    "an example of pilot data": example,
}


@every_text
def test_no_field_starts_a_formula_or_a_new_line(hostile):
    check_field(formula_free(drawing(hostile)))


@given(anything)
def test_no_text_at_all_starts_a_formula(text):
    check_field(formula_free(drawing(text)))
    check_cells(csv_text([[text]]))


def check_field(field):
    assert not re.search(r"[\r\n\t\v\f\x00\x85\u2028\u2029]", field)
    for cell in field.split(";"):
        # What is invisible, and quotes that a careless reader drops, hide nothing.
        seen = "".join(c for c in cell if unicodedata.category(c) not in ("Cf", "Zs", "Cc"))
        start = unicodedata.normalize("NFKC", seen.lstrip('"'))[:1]
        assert start not in ("=", "+", "-", "@") or not start


@given(anything)
def test_what_a_table_holds_is_read_as_it_was_typed(text):
    held = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)
    assert as_typed(formula_free(text)) == held


def check_cells(table):
    """No cell is a formula, whichever of the usual marks a spreadsheet takes for its end."""
    for row in csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline="")):
        for field in row:
            assert not field.startswith(("\t", "\r", "\n"))
            for cell in re.split(r"[;\t\r\n]", field):
                check_field(re.sub(r"[\x85\u2028\u2029]", " ", cell))


@pytest.mark.filterwarnings("ignore:.*have an apostrophe in front")
@pytest.mark.parametrize("name", WRITERS)
def test_no_table_that_is_written_holds_a_formula(name, tmp_path):
    table = WRITERS[name](tmp_path)
    assert "'=" in table
    check_cells(table)


def test_every_table_is_written_by_the_one_function_that_guards():
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "blendnb").rglob("*.py")
        if re.search(r"csv\.(Dict)?[Ww]riter|\.to_csv\(", path.read_text(encoding="utf-8"))
    }
    # The second writes a sheet's rows for the database alone, where nobody opens them.
    assert found == {"blendnb/language/written.py", "blendnb/measuring/read_tables.py"}


@pytest.mark.parametrize("harmless", ["Kick-off", "a - b", "2027-01-11", "Größe; Länge", "50 %"])
def test_ordinary_text_stays_as_it_is_in_a_table(harmless):
    assert formula_free(harmless) == harmless


# ------------------------------------------------------------------------------------- xlsx


@given(anything)
def test_a_cell_takes_no_more_than_it_can_hold_and_no_control_character(text):
    cell = workbook_cell(text * 600)
    assert len(cell) <= LONGEST_CELL
    assert not re.search("[\x00-\x08\x0b-\x1f\ufffe\uffff]", cell)


# --------------------------------------------------------------------------------- markdown


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("render", [COMMONMARK.render, WIKI], ids=["markdown-it", "mistune"])
@every_text
def test_a_wiki_shows_the_text_and_nothing_that_it_spells(hostile, render, place):
    made, harmless = render(written(hostile, place)), render(written("Harmless", place))
    assert shape_of(made)[0] == shape_of(harmless)[0]


@pytest.mark.parametrize("place", PLACES)
@given(anything.filter(lambda text: drawing(text).strip()))
def test_a_wiki_page_gives_every_text_back(place, text):
    tokens = COMMONMARK.parse(written(text, place))
    shown = [
        "".join(part.content for part in token.children)
        for token in tokens
        if token.type == "inline"
    ]
    assert any(flat(drawing(text)) in flat(found) for found in shown)


def written(text, place):
    return PLACES[place].replace("{}", markdown(text) or "x") + "\n\nend\n"


def flat(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    "harmless", ["Kick-off: the role shift", "Week 1, from 11 Jan", "4.3 hours"]
)
def test_ordinary_text_stays_readable_in_a_wiki(harmless):
    assert markdown(harmless) == harmless


# --------------------------------------------------------------------------------- calendar


@every_text
def test_a_calendar_gives_every_text_back(hostile):
    from icalendar import Calendar, Event

    event = Event()
    event.add("summary", calendar_line(hostile))
    event.add("description", calendar(hostile))
    event.add("categories", [calendar_line(hostile), "x"])
    made = Calendar()
    made.add_component(event)
    (again,) = Calendar.from_ical(made.to_ical()).walk("VEVENT")
    assert set(again) == {"SUMMARY", "DESCRIPTION", "CATEGORIES"}
    # The library reads a byte-order mark away wherever it stands.
    assert unmarked(again["summary"]) == unmarked(drawing(hostile).strip())
    assert unmarked(again["description"]) == unmarked(visible(hostile).replace("\t", " "))


def unmarked(text):
    return str(text).replace("\ufeff", "")


# ------------------------------------------------------------------------------- file names

DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


@every_text
def test_a_title_becomes_a_name_that_every_system_takes(hostile, tmp_path):
    name = safe_file_name(hostile, ".html")
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', name)
    assert not DEVICE.match(name)
    assert name.removesuffix(".html").strip(". ") == name.removesuffix(".html") != ""
    (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == [name]
