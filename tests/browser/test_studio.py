"""The studio as people meet it: in JupyterLab, in a real browser, with a real kernel.

One session is opened once and every test begins it anew with the same brief, which is itself
something that a person can do: `session.brief = brief`.
"""

import re

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from blendnb.shipped import shipped
from tests.browser.lab import running_lab
from tests.browser.studio_page import BRIEF, SETTLED_MS, opened_studio

NOTEBOOK = "session.ipynb"
CELLS = (
    BRIEF,
    "session = bl.studio(START)\nsession",
    "bl.studio()",
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home")
    with running_lab(folder, home) as running:
        yield running


@pytest.fixture(scope="module")
def opened(browser, lab):
    """The page, opened once; it may load nothing from anywhere else."""
    with opened_studio(browser, lab, NOTEBOOK, *CELLS) as shown:
        yield shown


@pytest.fixture
def session(opened):
    """The session with the brief it began with, seen from the top."""
    opened.begin_anew()
    return opened


# ------------------------------------------------------------------------------- answering


def test_typing_reaches_python_letter_by_letter_and_nothing_is_lost_or_moved(session):
    title = session.field("title")
    title.click()
    title.press("End")
    session.page.keyboard.type(" for every sales team in the north, and soon in the south")
    session.until("session.brief.title[-5:]", "south")
    assert title.input_value() == session.ask("session.brief.title")
    assert title.evaluate("e => e === document.activeElement")
    assert session.studio.locator("h1").inner_text() == title.input_value()


def test_every_kind_of_control_can_be_answered_and_taken_back(session):
    def stated():
        return session.ask("sorted(set(session.brief.stated) - set(START.stated))")

    session.fill("content.hours", "6")
    session.field("outcome.level").select_option(label="Skill")
    session.studio.locator('[data-path="support.managers"]').get_by_label("Yes", exact=True).check()
    session.studio.get_by_label("Usage data").check()
    session.fill("schedule.start", "2027-01-11")
    session.until("len(set(session.brief.stated) - set(START.stated))", "5")
    assert session.ask("'analytics' in session.brief.technology.available") == "True"

    session.fill("content.hours", "")
    session.field("outcome.level").select_option(index=0)
    session.studio.locator('[data-path="support.managers"] .open input').check()
    session.studio.get_by_role("button", name="Take answer back").click()
    session.fill("schedule.start", "")
    session.until("sorted(set(session.brief.stated) - set(START.stated))", "[]")
    assert stated() == "[]"


def test_an_open_question_shows_what_is_assumed_instead(session):
    session.fill("schedule.weeks", "")
    session.until("session.brief.schedule.weeks", "None")
    assert session.field("schedule.weeks").get_attribute("placeholder") == "assumed: 8 weeks"
    assert "assumed: medium" in session.studio.locator('[data-path="outcome.risk"]').inner_text()


def test_bad_values_are_marked_where_they_stand_and_the_last_good_result_stays(session):
    before = session.heading()
    session.fill("audience.size", "many")
    session.fill("schedule.weeks", "0")
    problems = session.studio.locator(".problem:visible")
    problems.nth(1).wait_for()
    assert [text[:6] for text in problems.all_inner_texts()] == ["'many'", "0 is t"]
    assert session.field("audience.size").get_attribute("aria-invalid") == "true"
    assert session.heading() == before
    assert session.ask("session.brief.audience.size, session.brief.schedule.weeks") == "400 6"
    session.fill("audience.size", "40")
    session.fill("schedule.weeks", "7")
    session.until("(session.brief.audience.size, session.brief.schedule.weeks)", "(40, 7)")
    assert problems.count() == 0


def test_an_empty_form_says_what_to_do_first_and_three_answers_give_a_journey(session):
    empty = session.page.locator(".blendnb").nth(1)
    empty.scroll_into_view_if_needed()
    assert "Three answers are enough" in empty.locator(".results .empty h2").inner_text()
    assert empty.locator(".problem:visible").count() == 0
    empty.get_by_label("Title", exact=True).fill("Shift leads")
    empty.get_by_label("Objective", exact=True).fill("They run the handover.")
    empty.get_by_label("Subject", exact=True).select_option(label="New role")
    empty.locator("[data-key=journey] [role=option]").first.wait_for(timeout=SETTLED_MS)


# ------------------------------------------------------------------------------- the result


def test_another_blend_model_is_one_click_and_undo_takes_it_back(session):
    first = session.ask("session.plan.blend_model")
    session.go("models")
    session.studio.get_by_role("button", name=re.compile("^Use ")).first.click()
    session.until("session.plan.blend_model != " + repr(first), "True")
    session.studio.get_by_role("button", name="Undo").click()
    session.until("session.plan.blend_model", first)


def test_board_and_curves_follow_the_plan(session):
    journey = session.studio.locator("[data-key=journey]")
    assert journey.locator("h2").inner_text().startswith("6 weeks")
    session.fill("schedule.weeks", "12")
    journey.locator("h2", has_text="12 weeks").wait_for()
    journey.locator(".board-week", has_text="11").wait_for()
    assert session.studio.locator("[data-key=spacing] svg").count() == 1


def test_a_brief_that_python_sets_is_shown(session):
    session.ask("setattr(session, 'brief', START.replace(title='Set by Python'))")
    session.page.wait_for_function(
        "document.querySelector('.blendnb h1').textContent === 'Set by Python'"
    )
    assert session.field("title").input_value() == "Set by Python"


def test_the_page_is_saved_beside_the_notebook_and_opens_from_its_link(session):
    session.studio.get_by_role("button", name="Export", exact=True).click()
    session.studio.get_by_role("button", name="Export HTML").click()
    link = session.studio.get_by_role("link", name="crm-rollout.html")
    link.wait_for(timeout=SETTLED_MS)
    assert "CRM rollout" in (session.lab.folder / "crm-rollout.html").read_text(encoding="utf-8")
    with session.page.context.expect_page() as new:
        link.click()
    assert new.value.locator("h1").inner_text() == "CRM rollout"
    new.value.close()
    session.studio.get_by_role("button", name="Close").click()


def test_what_people_type_is_shown_as_text_and_never_runs(session):
    session.fill("title", "<img src=x onerror='window.ran = true'>")
    session.until("session.brief.title[:4]", "<img")
    session.page.wait_for_timeout(300)
    assert session.studio.locator("img").count() == 0
    assert session.page.evaluate("window.ran") is None


def test_a_fault_in_python_is_one_sentence_and_the_session_goes_on(session):
    session.ask("globals().__setitem__('deriver', session._session._context.deriver)")
    session.ask("setattr(session._session._context, 'deriver', None)")
    session.fill("client", "Northwind")
    notice = session.studio.locator(".notice")
    notice.wait_for()
    assert notice.inner_text().startswith("That did not work")
    assert session.page.locator(".jp-OutputArea-output[data-mime-type*=error]").count() == 0
    session.ask("setattr(session._session._context, 'deriver', deriver)")
    session.fill("client", "Southwind")
    session.until("session.brief.client", "Southwind")
    notice.wait_for(state="hidden")


# ------------------------------------------------------------------------------- how it looks


@pytest.mark.parametrize("light", ["true", "false"])
def test_the_studio_has_no_accessibility_violations(session, light):
    session.page.evaluate("light => document.body.dataset.jpThemeLight = light", light)
    found = Axe().run(session.page, context=".blendnb").response["violations"]
    session.page.evaluate("document.body.dataset.jpThemeLight = 'true'")
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (390, 844)])
def test_nothing_scrolls_sideways(session, size):
    session.page.set_viewport_size({"width": size[0], "height": size[1]})
    session.page.wait_for_timeout(400)
    wide = session.studio.evaluate(
        "root => [root, ...root.querySelectorAll('.brief, .results, .bar')]"
        ".map(e => e.scrollWidth - e.clientWidth)"
    )
    session.page.set_viewport_size({"width": 1280, "height": 720})
    assert wide == [0] * len(wide)


def test_the_enter_key_begins_a_new_topic(session):
    box = session.field("topics")
    box.fill("")
    session.until("session.brief.topic_names", "()")
    expect(box).to_have_value("")
    box.press_sequentially("Process change")
    box.press("Enter")
    box.press_sequentially("Forecasting")
    box.press("Enter")
    box.press_sequentially("Hygiene")
    session.until("session.brief.topic_names", "('Process change', 'Forecasting', 'Hygiene')")


def test_keys_pressed_in_the_form_are_not_notebook_commands(session):
    cells = session.page.locator(".jp-Cell").count()
    session.field("outcome.subject").focus()
    for key in ("b", "a", "x"):
        session.page.keyboard.press(key)
    assert session.page.locator(".jp-Cell").count() == cells


# --------------------------------------------------------------------- at the end of everything


def test_a_restarted_kernel_is_said_in_a_sentence(session):
    session.lab.restart_kernel(session.page)
    session.page.wait_for_function(
        "document.querySelector('.blendnb .notice').textContent.includes('Run this cell again')",
        timeout=SETTLED_MS,
    )


@pytest.mark.parametrize("name", sorted(p.name for p in shipped("notebooks").glob("*.ipynb")))
def test_a_shipped_notebook_runs_offline_and_shows_what_it_promises(open_page, lab, name):
    lab.write_cleared(nbformat.read(shipped("notebooks") / name, 4), name)
    page = open_page(origin=lab.origin, viewport={"width": 1280, "height": 720})
    lab.run_notebook(page, name)
    outputs = lab.saved_outputs(page, name)
    assert [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"] == []
    cells = [c.source for c in nbformat.read(lab.folder / name, 4).cells if c.cell_type == "code"]
    ends_in_chart = [cell for cell in cells if "_chart(" in cell.splitlines()[-1]]
    drawn = [o for o in outputs if "<svg" in o.get("data", {}).get("text/html", "")]
    assert len(drawn) >= len(ends_in_chart)
    exported = re.findall(r'bl\.export\(\w+, "([\w.-]+)', "\n".join(cells))
    assert [file for file in exported if not (lab.folder / file).is_file()] == []
