"""A page of JupyterLab with a studio on it, and its Python side, for tests that play a session."""

from contextlib import contextmanager

import pytest

SETTLED_MS = 20_000
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
        for _ in range(100):
            if self.ask(code) == value:
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"{code} is {self.ask(code)}, not {value}")

    def begin_anew(self):
        """Show the brief that the session began with, from the first step."""
        self.studio.locator("dialog").evaluate("e => e.close()")
        self.ask("setattr(session, 'brief', None), setattr(session, 'brief', START)")
        self.go("outcomes")
        self.field("title").evaluate("e => e.blur()")
        self.page.wait_for_function(
            "document.querySelector('.blendnb [data-path=\"title\"] input').value === 'CRM rollout'"
        )

    def press(self, name, **kwargs):
        """Press a button of the studio by its name."""
        self.studio.get_by_role("button", name=name, **kwargs).first.click()


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
    assert (outside, faults) == ([], [])


def _is_inside(url, lab):
    return url.startswith((lab.origin, "data:", "blob:", "about:srcdoc"))
