"""A section and a kind of file are one value each: whatever shows them follows from it."""

import re

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

import blendnb as bl
from blendnb.api import catalogue_of
from blendnb.cli import main
from blendnb.exporting import page_of, sections
from blendnb.exporting.editions import Section
from blendnb.exporting.orders import ExportOption, Target
from blendnb.exporting.targets import TARGETS
from blendnb.files.problems import InputError
from blendnb.language import find_language, speaking
from blendnb.launch import exported_names
from blendnb.reporting.report import Column, Paragraph, report, table
from blendnb.reporting.workbook import report_sheet
from blendnb.widgets.view_models.guide_view import guide_of
from tests.exporting.sample_plans import new_manager

PLAN = new_manager()


def folder_with(folder, texts):
    (folder / "catalogue").mkdir()
    (folder / "language").mkdir()
    (folder / "language" / "en.toml").write_text(texts, encoding="utf-8")
    return folder


# ------------------------------------------------------------------------------------ a section


def lunches(subject):
    served = table(["Soup", Column("Bowls", "number")], [("Pea <b>soup</b>", 12)], kind="soups")
    return report(
        "lunches", f"Lunches of {subject.plan.title}", Paragraph("All of them warm."), served,
        name="What is served",
    )  # fmt: skip


@pytest.fixture
def own(monkeypatch, tmp_path):
    """A working folder, while there is a section of lunches between weeks and spacing."""
    section = Section(
        "lunches", lunches, {"client": 35}, wiki=True,
        sheet=lambda subject: report_sheet(lunches(subject)), sheet_order=25,
    )  # fmt: skip
    monkeypatch.setattr(sections, "SECTIONS", (*sections.SECTIONS, section))
    return folder_with(tmp_path, '[lunches]\nshort = "Lunches"\n')


def test_a_section_stands_in_its_place_on_the_page_and_in_the_contents(own):
    page = page_of(PLAN, own)
    assert re.findall(r'<h2 id="(\w+)">', page)[4:7] == ["weeks", "lunches", "spacing"]
    assert re.findall(r'<li><a href="#(\w+)">', page)[3:6] == ["weeks", "lunches", "spacing"]
    assert '<li><a href="#lunches">Lunches</a></li>' in page
    assert "Pea &lt;b&gt;soup&lt;/b&gt;" in page
    assert "lunches" not in page_of(PLAN, own, edition="facilitator")


def test_an_own_template_may_replace_it_by_its_name(own):
    (own / "page").mkdir()
    text = '{% extends "shipped/page.html" %}{% block lunches %}<p>No lunch.</p>{% endblock %}'
    (own / "page" / "page.html").write_text(text, encoding="utf-8")
    page = page_of(PLAN, own)
    assert "<p>No lunch.</p>" in page
    assert 'id="lunches"' not in page


def test_a_section_stands_in_the_wiki_and_has_a_sheet(own, tmp_path):
    bl.export(PLAN, tmp_path / "plan.md", catalogue=own)
    wiki = (tmp_path / "plan.md").read_text(encoding="utf-8")
    _, _, end = wiki.partition("## Lunches of First-time managers\n")
    assert "All of them warm." in end
    assert "| Pea &lt;b&gt;soup&lt;/b&gt; | 12 |" in end
    bl.export(PLAN, tmp_path / "plan.xlsx", catalogue=own)
    book = load_workbook(tmp_path / "plan.xlsx")
    assert book.sheetnames[1:4] == ["Week by week", "What must be built", "Lunches"]
    rows = [row[:2] for row in book["Lunches"].values]
    assert ("Soup", "Bowls") in rows
    assert ("Pea <b>soup</b>", 12) in rows


def test_a_section_with_nothing_to_say_is_neither_shown_nor_listed(monkeypatch, tmp_path):
    section = Section("lunches", lambda _: None, {"client": 35})
    monkeypatch.setattr(sections, "SECTIONS", (*sections.SECTIONS, section))
    assert "lunches" not in page_of(PLAN, folder_with(tmp_path, '[lunches]\nshort = "Lunches"\n'))


# -------------------------------------------------------------------------------- a kind of file

TEXTS = """
[export.what]
txt = "the title, and nothing else"
[export.option]
loud = "in capitals."
"""


def title_of(order):
    title = order.plan.title
    return title.upper() if order.options.get("loud") else title


@pytest.fixture
def titles(monkeypatch, tmp_path):
    """While titles can be exported."""
    monkeypatch.setitem(TARGETS, ".txt", Target(".txt", 95, title_of, (ExportOption("loud"),)))
    with speaking(find_language("en", folder_with(tmp_path, TEXTS))):
        yield tmp_path / "plan.txt"


def test_a_kind_of_file_is_written_with_its_own_option(titles):
    bl.export(PLAN, titles)
    assert titles.read_text(encoding="utf-8") == "First-time managers"
    bl.export(PLAN, titles, loud=True)
    assert titles.read_text(encoding="utf-8") == "FIRST-TIME MANAGERS"
    with pytest.raises(InputError, match=r"loud: only \.txt files have one; leave it away"):
        bl.export(PLAN, titles.with_suffix(".csv"), loud=True)


def test_the_command_offers_a_kind_of_file_and_its_option(titles, tmp_path):
    helped = CliRunner().invoke(main, ["export", "--help"]).output
    assert ".txt   the title, and nothing else" in helped
    assert "--loud For .txt: in capitals." in " ".join(helped.split())
    plan = tmp_path / "plan.json"
    bl.export(PLAN, plan)
    done = CliRunner().invoke(main, ["export", str(plan), "-o", str(titles), "--loud"])
    assert done.exit_code == 0, done.output
    assert titles.read_text(encoding="utf-8") == "FIRST-TIME MANAGERS"


def test_the_app_gives_out_every_kind_of_file_and_the_studio_offers_it(titles):
    assert re.fullmatch(exported_names(), titles.name)
    assert re.fullmatch(exported_names(), "plan.html")
    assert not re.fullmatch(exported_names(), "plan.toml")
    assert not re.fullmatch(exported_names(), "planxhtml")
    assert guide_of(catalogue_of())["forms"][-1] == {
        "suffix": ".txt", "text": "the title, and nothing else", "page": False,
        "interactive": False, "chart": False, "editions": False,
    }  # fmt: skip
