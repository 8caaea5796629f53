"""A session by the minute in the studio: opened, changed with mouse and keyboard, taken back."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.lab import running_lab
from tests.browser.studio_page import Board, opened_studio

NOTEBOOK = "sessions.ipynb"
BRIEF = """\
import blendnb as bl
START = bl.Brief(
    title="CRM rollout",
    objective="Managers hold the talks that they put off.",
    topics=["Asking first", "Saying no"],
    outcome={"subject": "leadership", "level": "behavior"},
    audience={"size": 24, "role": "manager"},
    content={"interpersonal": 1.0},
)"""
CELLS = (BRIEF, "session = bl.studio(START)\nsession")
ID = "next(t.id for t in session.plan.touchpoints if t.live and t.purpose == 'practice')"
TOGETHER = f"sum(s.minutes for s in session.plan.by_id[{ID}].agenda)"


@pytest.fixture(scope="module")
def opened(browser, tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home")
    with running_lab(folder, home) as lab, opened_studio(browser, lab, NOTEBOOK, *CELLS) as shown:
        yield Board(shown)


def test_a_session_is_changed_block_by_block_and_the_clock_follows(opened):
    studio, page = opened.session.studio, opened.session.page
    id_ = opened.session.ask(ID)
    length = float(opened.session.ask(f"session.plan.by_id['{id_}'].learner_minutes"))
    opened.row(id_).focus()
    opened.press("Enter")
    studio.get_by_role("button", name="By the minute").click()
    blocks = studio.locator("[data-block]")
    expect(blocks.first).to_contain_text("0:00–0:0")
    assert Axe().run(page, ".blendnb .side").violations_count == 0

    first = blocks.nth(0).locator("[name=minutes]")
    longer = float(first.input_value()) + 2
    first.fill(f"{longer:.0f}")
    first.press("Enter")
    expect(blocks.nth(1).locator("th")).to_contain_text(f"0:0{longer:.0f}–")
    opened.session.until(TOGETHER, f"{length}")

    words = [blocks.nth(n).get_attribute("aria-label").partition(" ")[2] for n in (1, 2)]
    blocks.nth(0).focus()
    opened.press("ArrowDown")
    opened.press("Alt+ArrowDown")
    expect(blocks.nth(2)).to_contain_text(words[0])
    expect(blocks.nth(1)).to_contain_text(words[1])
    expect(blocks.nth(2)).to_be_focused()
    opened.press("u")
    expect(blocks.nth(1)).to_contain_text(words[0])

    blocks.nth(1).focus()
    opened.press("Enter")
    studio.locator(".block-fields [name=do]").fill("Our case first")
    opened.press("Escape")
    expect(blocks.nth(1)).to_contain_text("Our case first")
    opened.press("n")
    expect(blocks.nth(2)).to_contain_text("Our own block")
    opened.press("ArrowDown")
    opened.press("Delete")
    expect(blocks.filter(has_text="Our own block")).to_have_count(0)
    opened.session.until(TOGETHER, f"{length}")

    opened.press("Escape")
    expect(studio.locator(".session-table")).to_have_count(0)
    expect(studio.locator(".side [name=title]")).to_be_visible()
