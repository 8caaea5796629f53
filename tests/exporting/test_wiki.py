"""A Markdown page that two parsers read as the same headings, tables and lists, whatever it says."""  # noqa: E501

from itertools import pairwise

import mistune
import pytest
from markdown_it import MarkdownIt

import blendnb as bl
from blendnb.api import catalogue_of
from tests.exporting.hostile import CORPUS
from tests.exporting.sample_plans import crm_rollout, new_manager
from tests.exporting.shapes import shape_of, with_texts

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
WIKI = mistune.create_markdown(plugins=["table", "url", "strikethrough", "footnotes", "task_lists"])
PLAN = crm_rollout().replace(
    decisions=({"id": "d", "text": "Start in January", "who": "Ana", "when": "2026-12-01"},)
)


SHIPPED = catalogue_of()
WHATEVER_IS_SAID = SHIPPED.replace(
    measure_ideas={id_: m.replace(cues=()) for id_, m in SHIPPED.measure_ideas.items()}
)
"""A catalogue that proposes the same measures whatever a client's words are."""


def text_of(plan, tmp_path, catalogue=None):
    bl.export(plan, tmp_path / "plan.md", catalogue=catalogue)
    return (tmp_path / "plan.md").read_text(encoding="utf-8")


def headings(text):
    tokens = COMMONMARK.parse(text)
    return [
        (opening.tag, inline.content)
        for opening, inline in pairwise(tokens)
        if opening.type == "heading_open"
    ]


def test_its_headings_state_what_the_plan_says(tmp_path):
    found = headings(text_of(PLAN, tmp_path))
    assert found[0] == ("h1", "CRM rollout")
    assert [text for tag, text in found if tag == "h2"] == [
        "6 weeks, with 2 live sessions between week 1 and week 3",
        "No week asks for more than the 90 minutes that learners have; week 1 comes closest with 90",  # noqa: E501
        "11 of 14 questions about the blend are met, the others partly; 1 limit is broken",
        "Knowing and doing are checked, at 4 points",
        "One measure says whether it worked",
        "One decision is on record",
        "What this plan answers",
        "Sessions by the minute",
        "Digital-first fits best, and the answer is firm",
        "What happens with each topic at which stage",
        "3 hours of this plan carry content; 6 hours were stated",
        "3 measures fit this gap: agree today’s figures before the start",
    ]


def test_every_touchpoint_is_a_row_and_every_occurrence_an_entry(tmp_path):
    made = COMMONMARK.render(text_of(PLAN, tmp_path))
    journey = made.split("<table>")[1].split("</table>")[0]
    assert journey.count("<tr>") == 1 + len(PLAN.touchpoints)
    assert made.count("<strong>Reminders: data quality; pipeline hygiene; forecasting") == 3


def test_a_plan_without_anything_is_still_a_page(tmp_path):
    empty = new_manager().replace(touchpoints=(), measures=(), pilot=None)
    assert headings(text_of(empty, tmp_path))[1] == ("h2", "Nothing is planned yet")


@pytest.mark.parametrize("render", [COMMONMARK.render, WIKI], ids=["markdown-it", "mistune"])
@pytest.mark.parametrize("turn", range(0, len(CORPUS), 20))
def test_hostile_text_changes_no_element(tmp_path, render, turn):
    visible = [text for text in CORPUS if text.strip()]
    plan = with_texts(PLAN, [*visible[turn:], *visible[:turn]])
    harmless = render(text_of(with_texts(PLAN, ["Harmless"]), tmp_path, WHATEVER_IS_SAID))
    hostile = render(text_of(plan, tmp_path, WHATEVER_IS_SAID))
    assert shape_of(hostile)[0] == shape_of(harmless)[0]


def test_a_working_folder_may_have_a_template_of_its_own(tmp_path):
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "plan.md").write_text("# Ours: {{ head.title }}", encoding="utf-8")
    (tmp_path / "catalogue").mkdir()
    bl.export(PLAN.replace(title="*CRM*"), tmp_path / "plan.md", catalogue=tmp_path)
    assert (tmp_path / "plan.md").read_text(encoding="utf-8") == "# Ours: \\*CRM\\*\n"
