"""One escape function for each sink, against every class of attack."""

import re
import unicodedata

import mistune
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from blendnb.exporting.escape import (
    LONGEST_CELL,
    calendar,
    calendar_line,
    drawing,
    html,
    markdown,
    table_field,
    visible,
    workbook_cell,
)
from blendnb.files.writing import safe_file_name
from tests.exporting.hostile import CORPUS
from tests.exporting.shapes import shape_of

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


@every_text
def test_no_field_starts_a_formula_or_a_new_line(hostile):
    check_field(table_field(hostile))


@given(anything)
def test_no_text_at_all_starts_a_formula(text):
    check_field(table_field(text))


def check_field(field):
    assert not re.search(r"[\r\n\t\v\f\x00\x85\u2028\u2029]", field)
    for cell in field.split(";"):
        # What is invisible, and quotes that a careless reader drops, hide nothing.
        seen = "".join(c for c in cell if unicodedata.category(c) not in ("Cf", "Zs", "Cc"))
        start = unicodedata.normalize("NFKC", seen.lstrip('"'))[:1]
        assert start not in ("=", "+", "-", "@") or not start


@pytest.mark.parametrize("harmless", ["Kick-off", "a - b", "2027-01-11", "Größe; Länge", "50 %"])
def test_ordinary_text_stays_as_it_is_in_a_table(harmless):
    assert table_field(harmless) == harmless


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
