"""A page of JupyterLab with a studio on it, and its Python side, for tests that play a session."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

SETTLED_MS = 20_000
# Other workers share the cores: what is awaited may come late, and no test is about how late.
expect.set_options(timeout=SETTLED_MS)
BRIEF = """\
import blendnb as bl
START = bl.Brief(
    title="CRM rollout",
    objective="Sales teams use the new CRM consistently.",
    topics=["Process change", "Forecasting"],
    outcome={"subject": "software"},
    audience={"size": 400, "role": "sales", "location": "distributed"},
    schedule={"weeks": 6},
)"""


class Page:
    """The page with a session on it, and its Python side."""

    def __init__(self, page, lab, notebook):
        self.page, self.lab, self.notebook = page, lab, notebook
        self.studio = page.locator(".blendnb").first

    def ask(self, code):
        """What an expression is in the kernel."""
        return self.lab.ask(self.notebook, f"print({code})")

    def field(self, path):
        """The control for a key path."""
        place = f'[data-path="{path}"] :is(input, textarea, select)'
        return self.studio.locator(place).first

    def fill(self, path, text):
        """Type into a box, over what is there."""
        self.field(path).fill(text)

    def heading(self):
        """The recommendation in one line."""
        return self.studio.locator(".headline").inner_text()

    def go(self, step):
        """Go to one of the five steps."""
        self.studio.locator(f'[data-step="{step}"]').click()
        self.studio.locator(f'[data-step="{step}"][aria-current=step]').wait_for()

    def until(self, code, value):
        """Wait until an expression in the kernel has a value."""
        for _ in range(SETTLED_MS // 50):
            if self.ask(code) == value:
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"{code} is {self.ask(code)}, not {value}")

    def begin_anew(self):
        """Show the brief that the session began with, from the first step."""
        self.studio.locator("dialog").evaluate("e => e.close()")
        self._let_all_be_done()
        self.ask("setattr(session, 'brief', None), setattr(session, 'brief', START)")
        self.page.wait_for_function(
            "document.querySelector('.blendnb [data-path=\"title\"] input').value === 'CRM rollout'"
        )

    def _let_all_be_done(self):
        """Wait until Python has carried out all that was asked for, an undo for instance.

        Commands keep their order, so what comes last is carried out after all of it.
        """
        for step in ("pilot", "outcomes"):
            self.go(step)
            self.until("session._session._context.now.step", step)

    def press(self, name, **kwargs):
        """Press a button of the studio by its name."""
        self.studio.get_by_role("button", name=name, **kwargs).first.click()


class Board:
    """The board as a person finds it."""

    def __init__(self, session):
        self.session, self.studio, self.page = session, session.studio, session.page
        self.rows = self.studio.locator(".board-list").get_by_role("option")
        self.chosen = self.studio.locator(".board-row[aria-selected=true]")
        self.said = self.studio.locator(".board > [role=status]")

    def row(self, id_):
        """The row of a touchpoint."""
        return self.studio.locator(f'[role=option][data-row="{id_}"]')

    def until(self, id_, place):
        """Wait until a touchpoint has this first day and length in Python."""
        code = f"[(t.start_day, t.days) for t in session.plan.touchpoints if t.id == {id_!r}]"
        self.session.until(code, f"[{place}]")

    def until_count(self, count):
        """Wait until the plan has so many touchpoints, and the board as many rows."""
        self.session.until("len(session.plan.touchpoints)", str(count))
        expect(self.rows).to_have_count(count)

    def pull(self, id_, days, part="move"):
        """Press a part of a bar and pull it by so many days, without letting go."""
        hold = self.row(id_).locator(f"[data-part={part}]")
        hold.evaluate("e => e.scrollIntoView({block: 'center'})")
        place = hold.bounding_box()
        x, y = place["x"] + (8 if part == "move" else 4), place["y"] + place["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + days * self.day() / 2, y)
        self.page.mouse.move(x + days * self.day(), y)
        self.page.wait_for_timeout(50)

    def drag(self, id_, days, part="move"):
        """Pull it and let go."""
        self.pull(id_, days, part)
        self.page.mouse.up()

    def day(self):
        """Pixels of a day."""
        lines = self.studio.locator(".board-ground .week-line")
        x = lines.evaluate_all("lines => lines.slice(-2).map(line => line.x1.baseVal.value)")
        return (x[1] - x[0]) / 7

    def press(self, *keys):
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self):
        """Which row has the focus."""
        return self.page.evaluate("document.activeElement.dataset.row")


@contextmanager
def opened_studio(browser, lab, notebook, *cells):
    """Open a notebook with a studio; its page may load nothing from anywhere else, and not fail."""
    lab.write_notebook(notebook, *cells)
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    outside, faults = [], []
    page.on("request", lambda r: None if _is_inside(r.url, lab) else outside.append(r.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    lab.run_notebook(page, notebook)
    page.wait_for_selector(".blendnb .results svg", timeout=60_000)
    yield Page(page, lab, notebook)
    page.context.close()
    assert (outside, faults) == ([], []), (outside, faults)


def _is_inside(url, lab):
    return url.startswith((lab.origin, "data:", "blob:", "about:srcdoc"))
