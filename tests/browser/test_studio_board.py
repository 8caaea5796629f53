"""The journey board: played with mouse and keyboard in a real JupyterLab."""

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.lab import running_lab
from tests.browser.studio_page import BRIEF, Board, opened_studio

NOTEBOOK = "board.ipynb"
CELLS = (
    f"{BRIEF}\nBOARD = bl.load_plan('board.plan.json')",
    "session = bl.studio(START)\nsession",
)
PLAN = Path(__file__).with_name("board.plan.json")
"""A plan that stays what it is, whatever is composed for the brief today."""
FOLLOWED = """
async list => {
  const frame = () => new Promise(requestAnimationFrame);
  const hold = list.querySelector('[data-row="practice"] [data-part=move]');
  const marks = hold.parentNode.querySelector('.marks');
  const at = hold.getBoundingClientRect();
  const tell = (name, x) => hold.dispatchEvent(new PointerEvent(name, {
    bubbles: true, pointerId: 1, clientX: x, clientY: at.y + 4, button: 0 }));
  list.setPointerCapture = () => {};
  tell('pointerdown', at.x + 4);
  const seen = new Set();
  for (let x = 0; x < 120; x += 12) {
    tell('pointermove', at.x + 4 + x);
    await frame();
    seen.add(marks.getAttribute('d'));
  }
  tell('pointercancel', at.x);
  return seen.size;
}
"""


@pytest.fixture(scope="module")
def opened(browser, tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home")
    shutil.copy(PLAN, folder)
    with running_lab(folder, home) as lab, opened_studio(browser, lab, NOTEBOOK, *CELLS) as shown:
        yield Board(shown)


@pytest.fixture
def board(opened):
    """The board with the plan of `board.plan.json`, nothing chosen."""
    opened.session.begin_anew()
    opened.session.ask("setattr(session, 'plan', BOARD)")
    opened.until("practice", (8, 4))
    opened.row("announcement").focus()
    opened.press("Escape")
    return opened


# ------------------------------------------------------------------------------ with the mouse


def test_a_bar_is_dragged_and_what_depends_on_it_follows(board):
    board.drag("modules", 8)
    board.until("modules", (9, 2))
    board.until("practice", (16, 4))
    board.until("task-at-work", (24, 9))
    expect(board.said).to_contain_text("Study modules moved to day 9, week 2; 2 dependants pushed")
    assert board.focused() == "modules"
    board.press("u")
    board.until("practice", (8, 4))
    board.until("modules", (1, 2))


def test_while_a_bar_is_dragged_its_dependants_and_findings_are_seen_and_nothing_changes(board):
    curve = board.studio.locator(".board-lane .curve").first
    before = curve.get_attribute("d")
    board.pull("modules", 8)
    expect(board.row("practice")).to_have_class("board-row pushed")
    expect(curve).not_to_have_attribute("d", before)
    expect(board.row("peer-exchange").locator(".badge")).to_be_visible()
    board.press("Escape")
    board.page.mouse.up()
    expect(board.row("practice")).to_have_class("board-row")
    expect(board.row("peer-exchange").locator(".badge")).to_be_hidden()
    expect(board.said).to_have_text("Given up: everything is where it was")
    board.until("modules", (1, 2))
    assert board.session.ask("session._session.history.can_redo") == "False"


def test_both_ends_of_a_bar_change_its_length(board):
    board.drag("early-check", 4, part="last")
    board.until("early-check", (21, 7))
    board.drag("early-check", 2, part="first")
    board.until("early-check", (23, 5))
    expect(board.said).to_have_text("Early check resized to 5 days, to day 27, week 4")


def test_several_bars_are_dragged_as_one_step(board):
    board.row("early-check").locator(".board-title").click()
    board.row("observed-task").locator(".board-title").click(modifiers=["Control"])
    expect(board.chosen).to_have_count(2)
    board.drag("observed-task", -3)
    board.until("early-check", (18, 3))
    board.until("observed-task", (26, 7))
    board.press("u")
    board.until("observed-task", (29, 7))
    board.until("early-check", (21, 3))


def test_bars_snap_to_weeks_where_that_is_wanted(board):
    board.session.press("Snap to weeks")
    board.drag("early-check", 5)
    board.until("early-check", (28, 3))
    board.session.press("Snap to weeks")


# --------------------------------------------------------------------------- with the keyboard


def test_keys_move_and_resize_and_a_row_of_them_is_one_step(board):
    board.row("early-check").focus()
    board.press("ArrowRight", "ArrowRight", "Shift+ArrowLeft")
    board.until("early-check", (16, 3))
    expect(board.said).to_contain_text("Early check moved to day 16, week 3")
    board.page.wait_for_timeout(1300)
    board.press("Alt+ArrowRight", "Alt+Shift+ArrowRight")
    board.until("early-check", (16, 11))
    assert board.focused() == "early-check"
    board.press("u")
    board.until("early-check", (16, 3))
    board.press("u")
    board.until("early-check", (21, 3))


def test_arrows_go_from_bar_to_bar_and_choose_several(board):
    board.row("modules").focus()
    board.press("ArrowDown", "Space", "Shift+ArrowDown")
    assert board.chosen.evaluate_all("rows => rows.map(row => row.dataset.row)") == [
        "manager-conversations",
        "practice",
    ]
    board.press("Home")
    assert board.focused() == "announcement"
    board.press("Escape")
    expect(board.chosen).to_have_count(0)


def test_bars_are_duplicated_and_deleted_by_a_key(board):
    board.row("practice").focus()
    board.press("d")
    board.until("practice-2", (15, 4))
    expect(board.row("practice-2")).to_be_focused()
    assert board.session.ask("session.plan.by_id['practice-2'].depends_on") == "('modules',)"
    board.press("Delete")
    board.until_count(10)
    expect(board.said).to_have_text("Try it deleted")
    assert board.focused() is not None


def test_the_side_panel_edits_a_touchpoint_and_gives_the_focus_back(board):
    board.row("practice").focus()
    board.press("Enter")
    side = board.studio.locator(".side")
    expect(side.get_by_label("Title", exact=True)).to_be_focused()
    side.get_by_label("Title", exact=True).fill("Try it in pairs")
    side.get_by_label("Comes back after days").fill("7, 14")
    side.locator("[name=modality]").select_option("live")
    side.get_by_label("Forecasting").uncheck()
    practice = "session.plan.by_id['practice']"
    board.session.until(f"{practice}.topics", "('Process change',)")
    assert board.session.ask(f"{practice}.title, {practice}.repeat.days") == (
        "Try it in pairs (0, 7, 14)"
    )
    assert board.session.ask(f"{practice}.modality, {practice}.delivery") == "live virtual"
    side.get_by_label("Days it lasts").fill("soon")
    board.press("Tab")
    expect(board.studio.locator(".notice").first).to_contain_text("days")
    board.press("Escape")
    expect(side).to_be_hidden()
    expect(board.row("practice")).to_be_focused()


def test_formats_are_added_from_the_palette_and_those_ruled_out_say_why(board):
    board.session.ask(
        "setattr(session, 'plan', BOARD.replace(brief=BOARD.brief.replacing("
        "{'support.coaches': False})))"
    )
    board.row("early-check").focus()
    board.press("n")
    side = board.studio.locator(".side")
    headings = side.locator("h3").all_inner_texts()
    assert (headings[0], headings[-1]) == ("Recommended for this brief", "Ruled out by the brief")
    ruled_out = side.locator("[data-key=ruled-out] li", has_text="Coaching")
    assert len(ruled_out.locator("p").inner_text()) > 20
    assert ruled_out.get_by_role("button").count() == 0
    side.get_by_role("button", name="Add Nudge").click()
    board.until("nudge-2", (21, 1))
    expect(board.row("nudge-2")).to_have_class("board-row lit")
    expect(board.said).to_contain_text("Nudge added")
    side.get_by_role("button", name="Back to the step").click()
    expect(side).to_be_hidden()


def test_one_touchpoint_is_taken_over_from_another_option(board):
    board.session.press("Add option")
    board.studio.get_by_role("button", name="Option B").wait_for()
    board.row("practice").focus()
    board.press("Delete")
    board.until_count(9)
    board.press("o")
    taking = board.studio.locator("dialog [data-form=merge]")
    taking.locator("select").select_option("practice")
    taking.get_by_role("button", name="Take this touchpoint").click()
    board.until_count(10)
    board.session.press("Remove Option B")
    board.session.until("len(session._session._context.now.options)", "1")
    board.press("Escape")


# ------------------------------------------------------------------------------- what is found


def test_evidence_of_the_audit_lights_up_its_bars(board):
    evidence = board.studio.locator("[data-key=dimensions] [data-lights]").first
    evidence.evaluate("e => e.closest('details').setAttribute('open', '')")
    evidence.click()
    lit = board.studio.locator(".board-row.lit")
    assert lit.count() > 0
    expect(lit.first).to_be_in_viewport()
    expect(lit.first).to_be_focused()
    expect(board.said).to_contain_text("lit up: ")


def test_a_finding_is_mended_from_the_bar_that_it_concerns(board):
    board.row("early-check").focus()
    board.press("Shift+ArrowRight")
    expect(board.row("early-check").locator(".badge")).to_have_text("! 1")
    board.press("Enter")
    board.studio.locator(".side .mend button").first.click()
    expect(board.row("early-check").locator(".badge")).to_be_hidden()
    board.press("Escape")


# ------------------------------------------------------------------------------- how it stands


@pytest.mark.parametrize("light", ["true", "false"])
def test_no_state_of_the_board_has_accessibility_violations(board, light):
    board.page.evaluate("light => document.body.dataset.jpThemeLight = light", light)
    found = {}
    board.row("early-check").locator(".board-title").click()
    board.press("Shift+ArrowRight", "Shift+ArrowDown")
    found["chosen"] = violations(board)
    for key in ("Enter", "n"):
        board.press(key)
        expect(board.studio.locator(".side")).to_be_visible()
        found[key] = violations(board)
        board.press("Escape")
    board.page.evaluate("document.body.dataset.jpThemeLight = 'true'")
    assert {where: what for where, what in found.items() if what} == {}


def violations(board):
    found = Axe().run(board.page, context=".blendnb").response["violations"]
    return [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found]


def test_three_hundred_touchpoints_follow_the_pointer_without_waiting_for_python(board):
    board.session.ask(
        "setattr(session, 'plan', session.plan.replace(touchpoints=(*session.plan.touchpoints, "
        "*(t.replace(id=f'{t.id}-{n}', depends_on=()) for n in range(2, 31) "
        "for t in session.plan.touchpoints))))"
    )
    board.until_count(300)
    moved = board.studio.locator(".board-list").evaluate(FOLLOWED)
    assert moved > 5
    board.row("practice").focus()
    board.press("End", "ArrowRight")
    board.until("help-at-work-30", (1, None))
