"""The five steps, options, decisions, export and the room: played in a real JupyterLab."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.lab import running_lab
from tests.browser.studio_page import BRIEF, SETTLED_MS, opened_studio

NOTEBOOK = "steps.ipynb"
CELLS = (BRIEF, "session = bl.studio(START)\nsession")
STEPS = ("outcomes", "map", "models", "support", "pilot")


@pytest.fixture(scope="module")
def opened(browser, tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home")
    with running_lab(folder, home) as lab, opened_studio(browser, lab, NOTEBOOK, *CELLS) as shown:
        yield shown


@pytest.fixture
def session(opened):
    """The session with the brief it began with, seen from the top."""
    opened.begin_anew()
    return opened


# ------------------------------------------------------------------------------------ the steps


def test_every_step_is_open_at_any_time_and_says_what_it_saves(session):
    for step in reversed(STEPS):
        session.go(step)
        assert session.studio.locator(".step-head .saves").inner_text().startswith("Saves")
        assert session.studio.locator(".headline").is_visible()
        assert session.studio.locator(".dots li").count() == 6
        session.until("session._session._context.now.step", step)


def test_a_moment_is_typed_with_its_measure_and_baseline(session):
    row = session.studio.locator(".moments .moment")
    row.nth(0).get_by_label("Moment 1", exact=True).fill("A deal moves a stage")
    row.nth(0).get_by_label("Measure of moment 1").fill("Share updated within a day")
    row.nth(0).get_by_label("Baseline of moment 1").fill("38 %")
    row.nth(0).get_by_label("Week of moment 1").fill("2")
    row.nth(1).locator("input").first.fill("The forecast call")
    session.until("len(session.brief.moments)", "2")
    session.until("session.brief.moments[0].baseline", "38 %")
    assert session.ask("session.brief.moments[0].week, session.brief.moments[1].measure") == (
        "2 None"
    )
    session.press("Remove moment 1")
    session.until("[m.text for m in session.brief.moments]", "['The forecast call']")
    assert row.nth(0).locator("input").first.input_value() == "The forecast call"


def test_the_map_is_marked_by_mouse_and_by_arrow_keys(session):
    session.go("map")
    session.studio.get_by_label("Inform: Before").first.click()
    marks = "[(m.stage, 'inform' in m.purposes) for m in session.brief.map if m.stage == 'before']"
    session.until(marks, "[('before', True)]")
    session.page.keyboard.press("ArrowDown")
    session.page.keyboard.press("ArrowDown")
    session.page.keyboard.press("Space")
    practised = "[m.purposes for m in session.brief.map if m.stage == 'before']"
    session.until(practised, "[('inform', 'practice')]")
    marked = session.studio.get_by_label("Practise: Before").first
    expect(marked).to_have_attribute("aria-pressed", "true")
    session.press("Undo")
    session.until(practised, "[('inform',)]")
    session.press("Undo")
    session.until("session.brief.map", "()")


def test_the_leading_modality_of_a_stage_is_chosen_on_the_map(session):
    session.go("map")
    session.studio.locator("[data-key=leading] select").nth(2).select_option("social")
    session.until("session.brief.leading.during", "social")
    session.press("Undo")
    session.until("session.brief.leading.during", "None")


def test_a_model_chosen_by_hand_is_argued_for_itself(session):
    session.go("models")
    session.press("Use this: Bookend")
    session.until("session.plan.blend_model", "bookend")
    price = session.studio.locator(".price")
    price.wait_for()
    assert price.inner_text().startswith("Chosen by hand. Bookend comes first in ")
    headings = session.studio.locator("[data-key=ranking] h3").all_inner_texts()
    assert "What speaks for Bookend" in headings
    assert "What would put Bookend first" in headings
    assert (
        session.studio.locator("[data-key=other-model] > summary")
        .inner_text()
        .startswith("The ranking puts first: ")
    )
    session.press("Back to the ranking")
    price.wait_for(state="detached")


def test_an_answer_that_blocks_a_choice_is_named_and_the_choice_waits(session):
    session.fill("audience.size", "many")
    session.go("models")
    session.press("Use this: Bookend")
    blocked = session.studio.locator("[data-key=blocked]")
    blocked.get_by_text("Bookend is chosen").wait_for()
    assert blocked.inner_text().startswith("Learners: ")
    session.press("Go to it")
    assert session.field("audience.size").evaluate("e => e === document.activeElement")
    session.fill("audience.size", "40")
    session.until("session.plan.blend_model", "bookend")
    blocked.wait_for(state="detached")


def test_what_had_the_focus_may_go_but_the_focus_stays_in_the_studio(session):
    """Outside of it, the next key would be the notebook's: `d d` deletes a cell."""
    inside = "document.querySelector('.blendnb.studio').contains(document.activeElement)"
    session.go("models")
    session.studio.get_by_role("button", name="Use this: Bookend").focus()
    for key, step in ("4", "support"), ("2", "map"), ("3", "models"):
        session.page.keyboard.press(key)
        session.studio.locator(f'[data-step="{step}"][aria-current=step]').wait_for()
        session.page.wait_for_timeout(100)
        assert session.page.evaluate(inside), step
    session.studio.get_by_role("button", name="Use this: Bookend").focus()
    session.page.keyboard.press("Enter")
    session.until("session.plan.blend_model", "bookend")
    assert session.page.evaluate(inside)
    session.press("Undo")


def test_checkpoints_and_help_stand_on_the_fourth_step(session):
    session.go("support")
    marks = session.studio.locator(".checkpoint")
    planned = session.ask(
        "sum(len(t.assessment) * len(t.occurrences) for t in session.plan.touchpoints)"
    )
    assert marks.count() == int(planned) > 0
    assert session.studio.locator(".lane-name strong").all_inner_texts() == [
        "Knowing",
        "Deciding",
        "Doing",
    ]
    assert session.studio.locator("[data-key=help] li").count() > 0


def test_a_finding_is_mended_as_one_step(session):
    session.ask(
        "setattr(session, 'plan', session.plan.replace(touchpoints=tuple("
        "t.replace(depends_on=()) for t in session.plan.touchpoints if not t.assessment)))"
    )
    session.go("support")
    session.studio.locator("[data-key=to-mend] .mend button").first.wait_for()
    before = session.ask("len(session.plan.touchpoints)")
    session.studio.locator("[data-key=to-mend] .mend button").first.click()
    session.until(f"len(session.plan.touchpoints) > {before}", "True")
    session.press("Undo")
    session.until("len(session.plan.touchpoints)", before)


def test_pilot_and_measures_are_typed_into_the_plan(session):
    session.go("pilot")
    people = session.studio.locator('[data-key=pilot] [name="size"]')
    people.fill("12")
    people.press("Tab")
    session.until("session.plan.pilot.size", "12")
    baseline = session.studio.locator('[name="baseline-0"]')
    baseline.fill("61 %")
    baseline.press("Tab")
    session.until("session.plan.measures[0].baseline", "61 %")


# --------------------------------------------------------------------------- beside the steps


def test_options_are_added_switched_by_a_key_and_compared(session):
    session.press("Add option")
    session.studio.get_by_role("button", name="Option B").wait_for()
    session.go("models")
    session.press("Use this: Bookend")
    session.until("session.plan.blend_model", "bookend")
    session.studio.locator(".work").focus()
    session.page.keyboard.press("Shift+Digit1")
    session.until("session.plan.blend_model != 'bookend'", "True")
    session.page.keyboard.press("o")
    table = session.studio.locator("dialog [data-key=comparison] thead th")
    table.nth(2).wait_for(timeout=SETTLED_MS)
    assert table.all_inner_texts()[1:] == ["Option A", "Option B"]
    session.press("Remove Option B")
    session.until("len(session._session._context.now.options)", "1")
    session.page.keyboard.press("Escape")
    assert session.studio.locator("dialog[open]").count() == 0


def test_a_decision_is_put_on_record_and_taken_off_again(session):
    session.studio.locator(".work").focus()
    session.page.keyboard.press("d")
    dialog = session.studio.locator("dialog")
    dialog.locator("[name=text]").fill("Live practice stays")
    dialog.locator("[name=who]").fill("Anna")
    dialog.locator("[name=why]").fill("Nobody practised last time")
    session.press("Put on record")
    session.until("[d.who for d in session.plan.decisions]", "['Anna']")
    dialog.get_by_text("Live practice stays").wait_for()
    assert dialog.locator("[name=text]").input_value() == ""
    session.press("Remove: Live practice stays")
    session.until("len(session.plan.decisions)", "0")
    session.page.keyboard.press("Escape")


def test_a_decision_is_begun_beside_what_it_is_about(session):
    session.go("models")
    session.press("Decide about: Job aid")
    dialog = session.studio.locator("dialog")
    assert dialog.locator("[name=about]").input_value() == "Job aid"
    dialog.locator("[name=text]").fill("One card for each role")
    session.press("Put on record")
    session.until("[d.text for d in session.plan.decisions]", "['Job aid: One card for each role']")
    session.page.keyboard.press("Escape")
    session.press("Undo")


def test_the_page_is_exported_for_a_reader_and_with_a_part_to_explore(session):
    session.press("Export", exact=True)
    dialog = session.studio.locator("dialog")
    dialog.locator("[name=suffix]").select_option(".html")
    dialog.locator("[name=edition]").select_option("learner")
    dialog.locator("[name=interactive]").check()
    session.press("Export HTML")
    session.studio.get_by_role("link", name="crm-rollout-learner.html").wait_for(timeout=60_000)
    page = (session.lab.folder / "crm-rollout-learner.html").read_text(encoding="utf-8")
    assert "<script" in page
    dialog.locator("[name=interactive]").uncheck()
    dialog.locator("[name=edition]").select_option("client")
    session.press("Close")


def test_a_page_is_previewed_in_a_frame_that_may_do_nothing_and_exported_in_any_form(session):
    session.press("Export", exact=True)
    session.press("Preview", exact=True)
    frame = session.studio.locator("dialog iframe")
    frame.wait_for(timeout=SETTLED_MS)
    assert frame.get_attribute("sandbox") == ""
    heading = session.page.frame_locator("dialog iframe").locator("h1")
    assert heading.inner_text() == "CRM rollout"
    session.studio.locator("dialog [name=suffix]").select_option(".csv")
    session.press("Export CSV")
    session.studio.get_by_role("link", name="crm-rollout.csv").wait_for(timeout=SETTLED_MS)
    assert (session.lab.folder / "crm-rollout.csv").is_file()
    session.press("Close")


def test_an_exported_file_is_marked_once_the_plan_has_changed(session):
    session.press("Export", exact=True)
    session.studio.locator("dialog [name=suffix]").select_option(".html")
    session.press("Export HTML")
    note = session.studio.locator(".exported")
    note.get_by_role("link", name=re.compile("html")).wait_for(timeout=SETTLED_MS)
    assert "before the last changes" not in note.inner_text()
    session.press("Close")
    session.fill("schedule.weeks", "9")
    session.until("session.plan.weeks", "9")
    session.press("Export", exact=True)
    note.get_by_text("before the last changes").wait_for()
    session.press("Export HTML")
    note.get_by_text("before the last changes").wait_for(state="detached", timeout=SETTLED_MS)
    session.press("Close")


def test_the_facilitator_has_an_agenda_and_a_clock_that_runs(session):
    session.press("Facilitate")
    clock = session.studio.get_by_role("timer")
    began = clock.inner_text()
    session.press("Start the clock")
    session.page.wait_for_function(
        "began => document.querySelector('.blendnb .clock').textContent !== began", arg=began
    )
    assert session.studio.locator(".agenda li").count() == 5
    session.press("Stop the clock")
    session.press("Facilitate")
    clock.wait_for(state="hidden")


def test_projector_mode_shows_only_what_the_room_needs(session):
    session.studio.locator(".work").focus()
    session.page.keyboard.press("p")
    session.studio.get_by_role("button", name="End projector").wait_for()
    small = session.studio.locator(".headline").evaluate("e => getComputedStyle(e).fontSize")
    assert float(small.removesuffix("px")) >= 20
    assert session.studio.get_by_role("button", name="Undo").is_hidden()
    assert session.studio.locator(".form-place").is_hidden()
    assert "Sales teams use the new CRM" in session.studio.locator(".projected").inner_text()
    session.press("End projector")
    session.studio.get_by_role("button", name="Undo").wait_for()


# ------------------------------------------------------------------------------- by keyboard only


def test_a_session_is_played_from_brief_to_export_by_keyboard_alone(session):
    keyboard = session.page.keyboard
    session.field("title").focus()
    keyboard.press("End")
    keyboard.type(" north")
    session.until("session.brief.title", "CRM rollout north")
    reach(session, "[data-step=models]", back=True)
    keyboard.press("Enter")
    reach(session, "[aria-label='Use this: Bookend']")
    assert focus_is_seen(session)
    keyboard.press("Enter")
    session.until("session.plan.blend_model", "bookend")
    keyboard.press("u")
    session.until("session.plan.blend_model != 'bookend'", "True")
    keyboard.press("e")
    session.studio.locator("dialog[open]").wait_for()
    reach(session, "dialog [data-form=export] [data-submit]")
    keyboard.press("Enter")
    link = session.studio.get_by_role("link", name=re.compile("^crm-rollout-north"))
    link.wait_for(timeout=SETTLED_MS)
    keyboard.press("Escape")


def reach(session, selector, *, back=False):
    """Press the Tab key until the element has the focus, as a person would."""
    for _ in range(120):
        if session.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        session.page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"the Tab key never reached {selector}")


def focus_is_seen(session):
    return session.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


# ------------------------------------------------------------------------------- how it looks


@pytest.mark.parametrize("light", ["true", "false"])
def test_no_step_and_no_dialog_has_accessibility_violations(session, light):
    session.page.evaluate("light => document.body.dataset.jpThemeLight = light", light)
    found = {}
    for step in STEPS:
        session.go(step)
        found[step] = violations(session)
    session.studio.locator(".work").focus()
    for key in "deo?":
        session.page.keyboard.press(key)
        session.studio.locator("dialog[open]").wait_for()
        found[key] = violations(session)
        session.page.keyboard.press("Escape")
    session.page.evaluate("document.body.dataset.jpThemeLight = 'true'")
    assert {where: what for where, what in found.items() if what} == {}


def violations(session):
    found = Axe().run(session.page, context=".blendnb").response["violations"]
    return [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found]


def test_f6_goes_on_from_part_to_part_even_out_of_a_text(session):
    parts = [".work", "[data-key=journey]", "[data-key=dimensions]", ".bar"]
    session.field("title").focus()
    seen = []
    for key in ["F6"] * 4 + ["Shift+F6"]:
        session.page.keyboard.press(key)
        seen.append(
            session.page.evaluate("ps => ps.find(p => document.activeElement.closest(p))", parts)
        )
    assert seen == [*parts[1:], parts[0], parts[-1]]


def test_what_is_taken_back_is_said_and_seen_for_a_moment(session):
    session.fill("schedule.weeks", "9")
    session.until("session.plan.weeks", "9")
    session.press("Undo")
    said = session.studio.locator(".toast")
    said.wait_for()
    assert said.inner_text() == "Undo: Window is 6 weeks"
    expect(said).to_be_in_viewport()
    expect(session.studio.get_by_role("status").filter(has_text="Undo: ")).to_have_count(1)
    said.wait_for(state="hidden", timeout=SETTLED_MS)


def test_the_focus_stays_where_one_worked_when_what_had_it_goes_away(session):
    def inside(place):
        session.page.wait_for_timeout(200)
        return session.page.evaluate("p => Boolean(document.activeElement.closest(p))", place)

    session.fill("schedule.weeks", "9")
    session.until("session.plan.weeks", "9")
    session.studio.get_by_role("button", name="Undo", exact=True).focus()
    session.page.keyboard.press("p")
    assert inside(".blendnb[data-projector]")
    session.page.keyboard.press("Escape")
    assert not session.studio.get_attribute("data-projector")
    session.studio.locator(".results").press("e")
    session.studio.get_by_role("button", name="Preview", exact=True).focus()
    session.page.keyboard.press("Enter")
    session.studio.locator("iframe").wait_for(timeout=SETTLED_MS)
    assert inside("[data-form=preview]")
    session.page.keyboard.press("Escape")
    session.ask(
        "setattr(session, 'plan', session.plan.replace(touchpoints=tuple("
        "t.replace(depends_on=()) for t in session.plan.touchpoints if not t.assessment)))"
    )
    mends = session.studio.locator("[data-key=dimensions] .mend button")
    mends.first.focus()
    count = mends.count()
    session.page.keyboard.press("Enter")
    expect(mends).not_to_have_count(count)
    assert inside("[data-key=dimensions]")


def test_enter_commits_what_is_typed_where_no_button_does(session):
    session.go("pilot")
    people = session.studio.locator('[data-key=pilot] [name="size"]')
    people.fill("17")
    people.press("Enter")
    session.until("session.plan.pilot.size", "17")
    session.press("Undo")


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (900, 720), (640, 360), (390, 844)])
def test_no_step_scrolls_sideways_or_cuts_text(session, size):
    session.page.set_viewport_size({"width": size[0], "height": size[1]})
    session.page.wait_for_timeout(400)
    wide = {}
    for step in STEPS:
        session.go(step)
        found = session.studio.evaluate(
            "root => [root, ...root.querySelectorAll('*')].filter(e => !e.matches("
            "'.hidden, .step-name, input, textarea, select, .tab') && !e.closest('.twin, svg')"
            " && getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1)"
            ".map(e => e.className)"
        )
        wide |= {step: found} if found else {}
    session.page.set_viewport_size({"width": 1280, "height": 720})
    assert wide == {}
