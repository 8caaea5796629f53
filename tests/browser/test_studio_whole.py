"""Whole sessions in a real browser: what goes wrong in a room, and how people come out of it."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.lab import running_lab
from tests.browser.studio_page import BRIEF, SETTLED_MS, Board, Page, opened_studio

NOTEBOOK = "whole.ipynb"
DATED = f"{BRIEF}\nSTART = START.replace(schedule={{'weeks': 6, 'start': '2027-01-11'}})"
CELLS = (DATED, "session = bl.studio(START, resume=False)\nsession")
PLACES = "[(t.id, t.start_day) for t in session.plan.touchpoints]"
SPREAD = "bl.audit(session.plan).questions['assessment.spread'].verdict"
CHECK_DAY = "session.plan.by_id['early-check'].start_day"
FULL = (
    "from blendnb.widgets.journal.move_log import Writer; "
    "from blendnb.widgets.journal.journal_database import Unwritable; "
    "kept = Writer._append; full = lambda self, record, moves, at: ("
    "setattr(self, 'record', record), setattr(self, '_pending', moves), "
    "setattr(self, 'trouble', 'the disk is full'))"
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home")
    with running_lab(folder, home) as running:
        yield running


@pytest.fixture(scope="module")
def opened(browser, lab):
    with opened_studio(browser, lab, NOTEBOOK, *CELLS) as shown:
        yield shown


@pytest.fixture
def session(opened):
    """The session with the brief it began with, seen from the top."""
    opened.begin_anew()
    return opened


# ------------------------------------------------------------------------------- the fifth step


def test_results_are_loaded_a_simplification_accepted_and_all_of_it_taken_back(session):
    ids = json.loads(session.ask("__import__('json').dumps(list(session.plan.by_id))"))
    rows = [f"p{n},{id_},{'2027-01-15' if n < 36 else ''}" for id_ in ids for n in range(40)]
    text = "\n".join(["learner,touchpoint,completed", *rows])
    (session.lab.folder / "completions.csv").write_text(text, encoding="utf-8")
    session.go("pilot")
    session.studio.locator("[name=files]").fill("completions.csv")
    session.press("Load results")
    simpler = session.studio.locator("[data-key=simpler]")
    simpler.wait_for(timeout=SETTLED_MS)
    heading = simpler.locator("h3").inner_text()
    assert re.match(r"[1-9] simplifications? to accept", heading), heading
    before = session.ask(PLACES)
    simpler.locator("input[type=checkbox]").first.check()
    simpler.locator("[name=who]").fill("Anna")
    session.press("Accept the ticked ones")
    session.until("[d.who for d in session.plan.decisions]", "['Anna']")
    assert session.ask(PLACES) != before
    session.press("Undo")
    session.until(PLACES, before)
    session.until("session.plan.decisions", "()")


def test_results_that_are_not_there_are_told_in_a_sentence(session):
    session.go("pilot")
    session.studio.locator("[name=files]").fill("nowhere.csv")
    session.press("Load")
    session.studio.locator(".notice[role=status]", has_text="nowhere.csv").first.wait_for()


def test_a_plan_is_kept_as_a_blueprint(session):
    session.go("pilot")
    session.studio.get_by_text("Save this plan as a blueprint").click()
    session.studio.locator("[data-form=blueprint] [name=name]").fill("Our rollout")
    session.press("Save blueprint")
    session.studio.locator(".notice", has_text="Saved as a blueprint of your own").wait_for()
    assert list((session.lab.folder / "catalogue").rglob("our_rollout.toml"))


def test_work_that_takes_long_is_seen_and_can_be_cancelled(session):
    session.ask(
        "(exec('import time\\nfrom blendnb.widgets.commands import pilot_commands\\n"
        "usual = pilot_commands._read\\n"
        "def slow(plan, paths, context, job):\\n"
        "    for n in range(600):\\n"
        "        job.report(job.text, n / 600); time.sleep(0.05)\\n"
        "    return []\\n"
        "pilot_commands._read = slow', globals()))"
    )
    plan = session.ask("hash(repr(session.plan.touchpoints))")
    session.go("pilot")
    session.studio.locator("[name=files]").fill("completions.csv")
    session.press("Load")
    progress = session.studio.locator("[data-key=working] progress")
    progress.wait_for()
    session.press("Cancel")
    progress.wait_for(state="detached")
    session.ask("exec('pilot_commands._read = usual', globals())")
    session.go("outcomes")
    session.fill("client", "Northwind")
    session.until("session.brief.client", "Northwind")
    session.press("Undo")
    session.until("hash(repr(session.plan.touchpoints))", plan)


# -------------------------------------------------------------------------- nothing is ever lost


def test_a_file_changed_meanwhile_is_shown_beside_what_is_here_and_both_can_be_kept(session):
    session.fill("title", "Conflict")
    path = session.lab.folder / "conflict.plan.json"
    session.until("__import__('pathlib').Path('conflict.plan.json').exists()", "True")
    session.page.wait_for_timeout(1200)
    plan = json.loads(path.read_text(encoding="utf-8"))
    plan["title"] = plan["brief"]["title"] = "From a colleague"
    path.write_text(json.dumps(plan), encoding="utf-8")
    notice = session.studio.locator("[data-key=saved]")
    notice.wait_for(timeout=SETTLED_MS)
    said = notice.inner_text()
    assert "In the file: From a colleague, " in said
    assert "Here: Conflict, " in said
    assert json.loads(path.read_text(encoding="utf-8"))["title"] == "From a colleague"
    session.press("Keep both, as two options")
    notice.wait_for(state="detached")
    session.until("len(session._session._context.now.options)", "2")
    session.press("From the file")
    session.until("session.plan.title", "From a colleague")
    session.press("Undo")


def test_a_full_disk_is_said_and_forgotten_once_there_is_room(session):
    session.ask(f"exec({FULL + '; Writer._append = full'!r}, globals())")
    session.fill("client", "Southwind")
    notice = session.studio.locator("[data-key=saved]")
    notice.get_by_text("the disk is full").wait_for()
    assert "stays in memory" in notice.inner_text()
    assert session.studio.locator(".saved").inner_text() == "Not saved yet"
    session.ask("exec('Writer._append = kept', globals())")
    notice.wait_for(state="detached", timeout=SETTLED_MS)
    expect(session.studio.locator(".saved")).to_have_text("Saved")


def test_a_second_window_watches_and_takes_over(session, lab):
    session.fill("client", "Eastwind")
    session.until("session.brief.client", "Eastwind")
    key = session.ask("session.key")
    lab.write_notebook("other.ipynb", f"{BRIEF}\nother = bl.studio(resume={key!r})\nother")
    page = session.page.context.new_page()
    lab.run_notebook(page, "other.ipynb")
    page.wait_for_selector(".blendnb .results svg", timeout=60_000)
    other = Page(page, lab, "other.ipynb")
    watching = other.studio.locator("[data-key=saved]", has_text="Another window")
    here = session.studio.locator("[data-key=saved]", has_text="Another window")
    watching.wait_for(timeout=SETTLED_MS)
    session.fill("client", "Southwind")
    expect(other.field("client")).to_have_value("Southwind")
    other.press("Take over")
    here.wait_for(timeout=SETTLED_MS)
    assert session.studio.get_by_text("Another window works on this plan").count() == 1
    other.fill("client", "Westwind")
    session.until("session.brief.client", "Westwind")
    session.press("Take over")
    here.wait_for(state="detached")
    session.fill("client", "Northwind")
    session.until("session.brief.client", "Northwind")
    other.until("other.close()", "None")
    page.close()


# ---------------------------------------------------------------------------------- going on


def test_the_facilitators_clock_runs_on_when_the_page_is_loaded_again(session):
    session.press("Facilitate")
    session.press("Start the clock")
    session.page.wait_for_timeout(2100)
    session.page.get_by_role("menuitem", name="File", exact=True).first.click()
    session.page.get_by_role("menuitem", name=re.compile("^Save Notebook(?! As)")).click()
    session.page.wait_for_timeout(800)
    session.page.reload()
    clock = session.studio.get_by_role("timer")
    clock.wait_for(timeout=60_000)
    assert clock.inner_text() < "24:58"
    session.press("Stop the clock")
    session.press("Facilitate")


def test_a_whole_session_from_the_brief_to_the_page_goes_on_in_a_new_kernel(session):
    """Brief, choice, drag, mend, comparison, undo, restart, undo across it, export."""
    board = Board(session)
    session.fill("client", "Before the restart")
    session.until("session.brief.client", "Before the restart")
    session.go("models")
    session.press("Use this: Bookend")
    session.until("session.plan.blend_model", "bookend")

    day = int(session.ask(CHECK_DAY))
    board.drag("early-check", 14)
    session.until(CHECK_DAY, str(day + 14))
    session.until(SPREAD, "partly")
    session.studio.locator("[data-key=dimensions] .mend button").first.click()
    session.until(SPREAD, "met")
    mended = session.ask(PLACES)

    session.studio.locator(".results").press("o")
    session.press("Add an option")
    session.studio.locator("dialog [data-key=comparison] table").wait_for(timeout=SETTLED_MS)
    session.press("Close")
    assert session.ask("len(session._session._context.now.options)") == "2"
    session.press("Undo")
    session.until("len(session._session._context.now.options)", "1")
    session.press("Undo")
    session.until(SPREAD, "partly")
    session.press("Redo")
    session.until(PLACES, mended)

    session.ask("session._tick()")
    key = session.ask("session.key")
    session.lab.clients.pop(NOTEBOOK).stop_channels()
    session.lab.restart_kernel(session.page)
    session.studio.locator(".notice", has_text="Run this cell again").wait_for(timeout=SETTLED_MS)
    session.page.wait_for_timeout(1500)
    session.lab.write_notebook(
        "again.ipynb", f"{BRIEF}\nsession = bl.studio(resume={key!r})\nsession"
    )
    session.lab.run_notebook(session.page, "again.ipynb")
    session.page.wait_for_selector(".blendnb .results svg", timeout=60_000)
    again = Page(session.page, session.lab, "again.ipynb")
    assert again.ask(PLACES) == mended
    assert again.studio.locator("[data-step=models]").get_attribute("aria-current") == "step"
    again.press("Undo")
    again.press("Undo")
    again.until(CHECK_DAY, str(day))
    again.press("Undo")
    again.until("session.plan.blend_model != 'bookend'", "True")
    assert again.ask("session.brief.client") == "Before the restart"
    again.press("Export", exact=True)
    again.press("Export HTML")
    again.studio.get_by_role("link", name="crm-rollout.html").wait_for(timeout=SETTLED_MS)
    assert "CRM rollout" in (session.lab.folder / "crm-rollout.html").read_text(encoding="utf-8")


def test_notebook_7_shows_the_same_studio(browser, lab):
    lab.write_notebook("seven.ipynb", BRIEF, "session = bl.studio(START)\nsession")
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    lab.run_in_notebook_7(page, "seven.ipynb")
    page.wait_for_selector(".blendnb .results svg", timeout=60_000)
    seven = Page(page, lab, "seven.ipynb")
    seven.fill("schedule.weeks", "9")
    seven.until("session.plan.weeks", "9")
    seven.press("Undo")
    seven.until("session.plan.weeks", "6")
    page.context.close()
