"""How a page does in a browser without a network, before axe, before the Nu checker, on paper."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

VIEW = {"width": 1280, "height": 800}
PAPER = {"width": 1032, "height": 707}
"""CSS pixels of A4, landscape, within its margins."""
PAINTED = "performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)[0]"
SETTLED_MS = 3000
"""Waited for a first paint; a page that shows nothing has none."""
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CHECKER = Path(__file__).parents[1] / "tests/javascript/node_modules/vnu-jar/build/dist/vnu.jar"
# The checker reads a policy as if data blocks could run; no browser runs them.
DATA_BLOCKS = "Inline script violates Content Security Policy"


class Seen(NamedTuple):
    """What a reader without a network gets."""

    requests: int
    paint_ms: float | None
    axe: int
    errors: int | None
    beyond_paper: int


def seen(pages: Mapping[str, str]) -> dict[str, Seen]:
    """Open each page and return what was seen, by its name."""
    with TemporaryDirectory() as folder, _browser() as browser:
        found = {}
        for number, (name, text) in enumerate(pages.items()):
            file = Path(folder) / f"{number}.html"
            file.write_text(text, encoding="utf-8")
            found[name] = _seen(browser, file)
        return found


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def _seen(browser: Any, file: Path) -> Seen:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport=VIEW)
    asked: list[str] = []
    page.route("http*://**", lambda route: (asked.append(route.request.url), route.abort()))
    page.goto(file.as_uri())
    page.wait_for_timeout(SETTLED_MS)
    paint = page.evaluate(PAINTED)
    axe = Axe().run(page).violations_count
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    beyond = page.evaluate(BEYOND)
    page.close()
    return Seen(len(asked), paint, axe, _errors(file), beyond)


def _errors(file: Path) -> int | None:
    """How many errors the Nu HTML checker finds; None where it or Java is not there."""
    java = shutil.which("java")
    if java is None or not CHECKER.is_file():
        return None
    command = [java, "-jar", CHECKER, "--format", "json", "--stdout", "--exit-zero-always", file]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return sum(
        message["type"] == "error" and not message["message"].startswith(DATA_BLOCKS)
        for message in json.loads(told)["messages"]
    )
