"""The spacing lab as people meet it: in JupyterLab, in a real browser, with a real kernel."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.lab import running_lab

NOTEBOOK = "spacing.ipynb"
CELLS = (
    "import blendnb as bl\nblank = bl.spacing_lab()\nblank",
    'planned = bl.spacing_lab(bl.design(blueprint="new_manager"))\nplanned',
)
SLIDERS = "input[type=range]"


class Page:
    """The page with the two labs on it, and their Python side."""

    def __init__(self, page, lab):
        self.page, self.lab = page, lab
        self.blank = page.locator(".blendnb.lab").nth(0)
        self.planned = page.locator(".blendnb.lab").nth(1)

    def ask(self, code):
        """What an expression is in the kernel."""
        return self.lab.ask(NOTEBOOK, f"print({code})")

    def until(self, code, value):
        """Wait until an expression in the kernel has a value."""
        for _ in range(200):
            if self.ask(code) == value:
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"{code} is {self.ask(code)}, not {value}")


@pytest.fixture(scope="module")
def opened(browser, tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home")
    with running_lab(folder, home) as lab:
        lab.write_notebook(NOTEBOOK, *CELLS)
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        outside, faults = [], []
        inside = (lab.origin, "data:", "blob:")
        page.on("request", lambda r: None if r.url.startswith(inside) else outside.append(r.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        lab.run_notebook(page, NOTEBOOK)
        page.wait_for_function(
            "document.querySelectorAll('.blendnb.lab .drawing svg').length === 6"
        )
        yield Page(page, lab)
        page.context.close()
        assert (outside, faults) == ([], [])


def test_a_slider_repaints_the_same_chart_and_keeps_the_focus_and_the_latest_value(opened):
    gap = opened.blank.get_by_label("Gap 1")
    svg = opened.blank.locator("[data-key=curves] svg")
    svg.evaluate("e => e.dataset.mark = 'the same one'")
    gap.focus()
    for _ in range(12):
        opened.page.keyboard.press("ArrowRight")
    opened.until("blank.variants[0].days", "(19, 33, 61)")
    opened.page.wait_for_function(
        "e => e.textContent.includes('days 19, 33, 61')", arg=svg.element_handle()
    )
    assert svg.get_attribute("data-mark") == "the same one"
    assert gap.evaluate("e => e === document.activeElement")
    assert (gap.input_value(), gap.get_attribute("aria-valuetext")) == ("19", "19 days")


def test_every_slider_has_a_name(opened):
    sliders = opened.blank.locator(SLIDERS)
    assert sliders.count() >= 8
    names = sliders.evaluate_all("all => all.map((e) => e.labels[0]?.textContent ?? '')")
    assert all(names)


def test_variants_stand_side_by_side_with_their_regret(opened):
    lab = opened.blank
    lab.get_by_role("button", name="Copy to a new one").click()
    lab.get_by_label("Name", exact=True).fill("Weekly calls")
    opened.until("[v.name for v in blank.variants][-1]", "Weekly calls")
    lab.get_by_label("Set its days to").select_option("Weekly")
    opened.until("blank.variants[-1].days", "(7, 14, 21)")
    best = lab.locator("tr.best .greatest")
    best.wait_for(timeout=60_000)
    rows = lab.locator("table.regret tbody tr").evaluate_all(
        "rows => rows.map((r) => [r.cells[0].textContent, r.cells[r.cells.length - 1].textContent])"
    )
    assert [name for name, _ in rows][1:3] == ["Weekly calls", "Least regret"]
    assert float(rows[2][1]) <= min(float(regret) for _, regret in rows)
    assert "Weekly calls" in lab.locator("[data-key=curves] svg").text_content()


def test_a_variant_is_written_into_the_plan_and_taken_back(opened):
    lab = opened.planned
    lab.locator("tr.best").wait_for(timeout=60_000)
    lab.get_by_label("Set its days to").select_option("Least regret")
    opened.until("planned.variants[0].days", "(20, 64, 71, 78)")
    lab.get_by_role("button", name="Write into plan").click()
    opened.until("planned.edit is not None", "True")
    lab.get_by_text("Written into the plan: Feedback return").wait_for()
    assert opened.ask("sorted(d for t in planned.plan.touchpoints if t.topics == ('Feedback',) "
                      "and t.purpose == 'reinforce' for d in [t.start_day])") == "[25]"  # fmt: skip
    lab.get_by_role("button", name="Undo").click()
    opened.until("planned.edit", "None")


def test_the_data_are_saved_beside_the_notebook(opened):
    opened.blank.get_by_role("button", name="Save as CSV").click()
    opened.blank.get_by_text("beside the notebook").wait_for()
    lines = (opened.lab.folder / "spacing-lab.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "variant,day,memory_model,recall"
    assert len(lines) > 300


def test_nothing_scrolls_sideways_and_axe_finds_nothing_serious(opened):
    for lab in (opened.blank, opened.planned):
        assert lab.evaluate("e => e.scrollWidth <= e.clientWidth")
    found = Axe().run(opened.page, context=".blendnb.lab").response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
