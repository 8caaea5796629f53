"""The page with controls, in a real browser: they work, by keyboard; nothing depends on them."""

import re
from dataclasses import replace

import numpy as np
import pytest

from blendnb.charts.recall import recall_of
from blendnb.exporting import page_of
from blendnb.exporting.interactive import script
from blendnb.files.embedded_plan import plan_data
from blendnb.spacing.expected_recall import expected_recall
from tests.browser.test_page import SHAPE, SMALLEST_TEXT_PX
from tests.exporting.hostile import CORPUS
from tests.exporting.sample_plans import crm_rollout, new_manager
from tests.exporting.shapes import with_texts

DATED = new_manager("2027-01-11")
EDITIONS = ("client", "facilitator", "learner")
CONTROLS = "main select, main button, main input, main output"
ROWS = {
    "client": "table.weeks tbody tr:not(.week)",
    "facilitator": ".agenda tbody th, .session h3, table.weeks tbody tr:not(.week)",
    "learner": ".step h4",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Write the page of a plan and give its address."""
    folder, known = tmp_path_factory.mktemp("pages"), {}

    def write(plan, edition="client", interactive=True, change=None):  # noqa: FBT002
        key = (id(plan), edition, interactive, change)
        if key not in known:
            file = folder / f"{len(known)}.html"
            text = page_of(plan, edition=edition, interactive=interactive or None)
            file.write_text(change(text) if change else text, encoding="utf-8")
            known[key] = (plan, file.as_uri())
        return known[key][1]

    return write


def seen(page, selector):
    return [row.inner_text() for row in page.locator(selector).all() if row.is_visible()]


# ------------------------------------------------------------------------------------ filters


def test_a_filter_leaves_the_rows_of_one_mode_and_says_how_many(page, written):
    page.goto(written(DATED))
    page.get_by_label("Mode", exact=True).select_option("live")
    live = [t.title for t in DATED.touchpoints if t.modality == "live"]
    rows = seen(page, "table.weeks tbody tr:not(.week)")
    assert [title in row for title, row in zip(live, rows, strict=True)] == [True] * 3
    assert page.locator(".tools output").first.inner_text() == "Showing 3 of 11 touchpoints."
    assert len(seen(page, "table.weeks tr.week")) == 3
    page.get_by_role("button", name="Show everything").click()
    assert len(seen(page, "table.weeks tbody tr:not(.week)")) == 15


def test_a_filter_by_role_leaves_what_that_role_takes_part_in(page, written):
    page.goto(written(DATED))
    page.get_by_label("Who takes part").select_option("mentor")
    (row,) = seen(page, "table.weeks tbody tr:not(.week)")
    assert "Observed conversation" in row


@pytest.mark.parametrize("edition", EDITIONS)
def test_in_every_edition_each_row_is_filtered_as_what_it_shows(page, written, edition):
    page.goto(written(DATED, edition))
    titles = {"live": set(), "other": set()}
    for t in DATED.touchpoints:
        titles["live" if t.live else "other"].add(t.title)
    page.get_by_label("Mode", exact=True).select_option("live")
    text = "\n".join(seen(page, ROWS[edition]))
    assert all(title in text for title in titles["live"])
    assert not any(title in text for title in titles["other"])


def test_a_highlight_marks_the_rows_of_a_topic_on_the_journey_and_in_tables(page, written):
    page.goto(written(DATED))
    page.get_by_label("Highlight a topic").select_option(label="Delegation")
    about = [t for t in DATED.touchpoints if "Delegation" in t.all_topics]
    rings = page.locator(".chart.journey svg.wide .ring")
    assert rings.count() == len(about) == 6
    assert page.locator(".tools output").first.inner_text().endswith("About “Delegation”: 6.")
    modules = [row for row in seen(page, "table.weeks tr.hit") if row.find("Modules") >= 0]
    assert len(modules) == 1, "of the three modules only the last is about it"


def test_on_the_journey_rows_are_set_back_where_their_labels_stand(page, written):
    page.goto(written(DATED))
    page.get_by_label("Mode", exact=True).select_option("live")
    veiled = page.evaluate("""() => {
      const veils = [...document.querySelectorAll('.journey svg.wide .veil')]
        .map(veil => veil.getBoundingClientRect());
      return [...document.querySelectorAll('.journey svg.wide text')].map(label => {
        const box = label.getBoundingClientRect(), y = (box.top + box.bottom) / 2;
        return [label.textContent, veils.some(veil => veil.top < y && y < veil.bottom)];
      });
    }""")
    back = dict(veiled)
    assert back["Kick-off: expectations and the role shift"] is False
    assert back["Close: wins, obstacles, next steps"] is False
    assert back["Entry check before the workshop"] is True
    assert sum(back.values()) >= 8


def test_days_switch_between_dates_and_week_numbers(page, written):
    page.goto(written(DATED))
    first = page.locator("table.weeks tbody tr:not(.week) td").first
    assert first.inner_text() == "11 Jan"
    page.get_by_label("Days as").select_option("weeks")
    assert first.inner_text() == "W1, day 1"
    assert "25 Jan" not in "".join(seen(page, "table.weeks tbody tr:not(.week) td:first-child"))
    page.get_by_label("Days as").select_option("")
    assert first.inner_text() == "11 Jan"


def test_an_undated_plan_has_no_dates_to_switch_to(page, written):
    page.goto(written(new_manager()))
    assert page.get_by_label("Days as").count() == 0
    assert page.get_by_label("Mode", exact=True).count() == 1


# ------------------------------------------------------------------------------------ spacing


def test_the_slider_shows_what_python_expects_of_each_gap(page, written):
    plan = crm_rollout()
    page.goto(written(plan))
    recall = recall_of(plan)
    schedules = [s for s in recall.schedules if len(s.events.days) > 1]
    checked = 0
    for number, schedule in enumerate(schedules):
        if len(schedules) > 1:
            page.get_by_label("Topics", exact=True).select_option(str(number))
        met = schedule.planned.met
        for gap in (1, 2, 5, 10):
            rows = page.evaluate(MOVE, gap)
            days = np.array([row["day"] for row in rows]) - met.shift
            tried = replace(met, days=tuple(float(gap * place) for place in range(len(met))))
            for key, studied in (("planned", met), ("tried", tried)):
                expected = expected_recall(studied, days, material=schedule.material).line
                assert [row[key] for row in rows] == pytest.approx(expected, abs=6e-4)
                checked += len(days)
    assert checked >= 16


MOVE = """gap => {
  const slider = document.querySelector('input[type=range]');
  const spoken = () => +slider.getAttribute('aria-valuetext').match(/\\d+/)[0];
  for (let at = 0; at <= +slider.max; at++) {
    slider.value = at; slider.dispatchEvent(new Event('input'));
    if (spoken() === gap) break;
  }
  if (spoken() !== gap) throw Error('no such gap');
  return [...document.querySelectorAll('.tried tbody tr')].map(row => {
    const [planned, tried] = [...row.querySelectorAll('data')].map(cell => +cell.value);
    return {day: +row.firstChild.textContent, planned, tried};
  });
}"""


def test_on_a_phone_the_curve_is_as_readable_as_the_page_and_the_table_keeps_its_head(
    open_page, written
):
    page = open_page(viewport={"width": 390, "height": 900})
    page.goto(written(DATED))
    sizes = page.locator(".try svg text").evaluate_all(
        "found => found.map(t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)"
    )
    assert min(sizes) >= SMALLEST_TEXT_PX
    heads = page.locator(".tried thead th")
    assert heads.all_inner_texts() == ["Day", "As planned", "This spacing"]
    left = [box["x"] for box in (cell.bounding_box() for cell in heads.all())]
    cells = page.locator(".tried tbody tr").first.locator("th, td").all()
    assert [cell.bounding_box()["x"] for cell in cells] == left


# ----------------------------------------------------------------------------------- keyboard


FOCUSED = "document.activeElement.id || document.activeElement.textContent"


def test_everything_works_by_keyboard_and_is_said(page, written):
    page.goto(written(DATED))
    page.keyboard.press("Tab")
    reached = set()
    for _ in range(80):
        reached.add(
            page.evaluate("document.activeElement.id || document.activeElement.textContent")
        )
        page.keyboard.press("Tab")
    wanted = {"control-mode", "control-role", "control-topic", "control-days", "control-gap"}
    assert {*wanted, "Show everything"} <= reached
    page.locator("#control-mode").focus()
    page.keyboard.press("ArrowDown")
    assert (
        page.locator(".tools output[aria-live=polite]").inner_text().startswith("Showing 3 of 11")
    )
    before = page.locator("#control-gap").get_attribute("aria-valuetext")
    page.locator("#control-gap").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#control-gap").get_attribute("aria-valuetext") != before
    assert "As planned" in page.locator(".try [role=status]").inner_text()


# ------------------------------------------------------------------------- nothing depends on it


def test_paper_shows_everything_whatever_is_filtered(page, written):
    page.goto(written(DATED))
    page.emulate_media(media="print")
    whole = page.locator("main").inner_text()
    page.emulate_media(media="screen")
    page.get_by_label("Mode", exact=True).select_option("live")
    page.get_by_label("Highlight a topic").select_option("0")
    page.emulate_media(media="print")
    assert page.locator("main").inner_text() == whole
    assert (
        page.locator(".tools, .try, .veil, .ring").evaluate_all(
            "found => found.filter(e => getComputedStyle(e).display !== 'none').length"
        )
        == 0
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_without_scripts_the_page_is_the_static_one(open_page, written, edition):
    texts = []
    for interactive in (False, True):
        page = open_page(java_script_enabled=False, viewport={"width": 1280, "height": 900})
        page.goto(written(DATED, edition, interactive))
        assert page.locator(CONTROLS).count() == 0
        texts.append(page.locator("main").inner_text())
    assert texts[0] == texts[1]


def test_where_the_script_fails_no_control_is_seen(browser, written):
    def broken(text):
        return re.sub(r'"touchpoints":\[', '"touchpoints":null,"x":[', text)

    page = browser.new_context().new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(error))  # noqa: PLW0108 -- Playwright marks it
    page.goto(written(DATED, change=broken))
    assert errors
    assert page.locator(CONTROLS).count() == 0
    assert "Kick-off" in page.locator("main").inner_text()
    page.context.close()


def test_a_page_that_was_tampered_with_runs_nothing(browser, written):
    def other(text):
        return text.replace("<script>(()", "<script>window.ran=1;(()")

    page = browser.new_context().new_page()
    page.goto(written(DATED, change=other))
    assert page.evaluate("window.ran") is None
    assert page.locator(CONTROLS).count() == 0
    page.context.close()


def test_the_script_is_small_and_the_page_still_holds_its_plan():
    static, full = (page_of(DATED, interactive=i or None) for i in (False, True))
    assert len(script().encode()) <= 12_000
    assert len(full.encode()) - len(static.encode()) <= 24_000
    assert plan_data(full, "page") == plan_data(static, "page")
    assert "transition" not in full.split("</style>")[0]
    assert "animation" not in full.split("</style>")[0]


# ------------------------------------------------------------------------- for everybody, safely


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing_while_controls_are_in_use(open_page, written, edition, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.goto(written(DATED, edition))
    page.get_by_label("Who takes part").select_option("learner")
    page.get_by_label("Highlight a topic").select_option("0")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:100]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


@pytest.mark.parametrize("edition", EDITIONS)
def test_hostile_text_in_controls_is_shown_and_does_nothing(open_page, written, edition):
    shapes = []
    plans = (with_texts(DATED, ["Harmless"]), with_texts(DATED, CORPUS))
    for plan in plans:
        page = open_page(viewport={"width": 1280, "height": 900})
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
        page.goto(written(plan, edition))
        page.get_by_label("Highlight a topic").select_option("0")
        page.get_by_label("Days as").select_option("weeks")
        shapes.append(page.evaluate(SHAPE))
    assert shapes[0] == shapes[1]
