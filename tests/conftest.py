"""What all tests share: Hypothesis profiles, system tools, and a browser that stays offline.

A test that needs a system tool asks for it by fixture. Without the tool the test is skipped, and
the end of the run says so; under ``CI=true`` it fails, because there a skipped test is a hole that
nobody sees. A page that a test opens may load files, data and the one origin that the test names;
any other request fails the test.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings

from tests.strategies import USUAL_EXAMPLES

ON_CI = os.environ.get("CI") == "true"
# Studios that tests open, in kernels of their own too, keep their journal out of the user's.
os.environ["BLENDNB_STATE"] = os.environ.get("BLENDNB_STATE") or tempfile.mkdtemp("-blendnb")

# Several workers share the cores; threads that spin inside each would only take them away.
# Here, because numpy reads it once, when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Two cores shared by everything make single examples slow now and then, so no deadlines.
_CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("dev", max_examples=USUAL_EXAMPLES, **_CALM)
settings.register_profile(
    "ci", max_examples=USUAL_EXAMPLES, derandomize=True, database=None, print_blob=True, **_CALM
)
settings.register_profile("stress", max_examples=2_000, print_blob=True, **_CALM)
settings.load_profile("ci" if ON_CI else "dev")

CHROMIUM_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Nothing that Chromium does on its own account, and no name but this machine's can be looked up.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
OFFLINE_SCHEMES = ("file", "data", "blob", "about")


# ------------------------------------------------------------------------------ system tools


@pytest.fixture(scope="session")
def system_tool():
    """Find a command of the system, or skip the test (fail it under CI=true)."""

    def find(*commands):
        found = next(filter(None, map(shutil.which, commands)), None)
        return Path(found) if found else _without_tool(commands[0])

    return find


@pytest.fixture(scope="session")
def chromium(system_tool):
    """The path of the system's Chromium."""
    return system_tool(*CHROMIUM_COMMANDS, *CHROMIUM_APPS)


@pytest.fixture(scope="session")
def javascript_package():
    """Find a file of the programs that `make tools` fetches for tests, or skip (fail on CI)."""

    def find(path):
        found = Path(__file__).parent / "javascript" / "node_modules" / path
        return found if found.is_file() else _without_tool(path)

    return find


def _without_tool(name):
    because = f"{name} is not installed, and this test needs it (`make tools` may install it)"
    if ON_CI:
        pytest.fail(f"{because}; under CI=true that is a failure", pytrace=False)
    pytest.skip(f"MISSING TOOL: {because}")


def pytest_collection_modifyitems(items):
    """Whatever needs Chromium carries the marker `browser`, and the other way round."""
    for item in items:
        needs_chromium = "chromium" in getattr(item, "fixturenames", ())
        if needs_chromium:
            item.add_marker("browser")
        elif item.get_closest_marker("browser"):
            item.fixturenames.append("chromium")
    if "PYTEST_XDIST_WORKER" in os.environ:
        _spread_waiting_files(items)


def _spread_waiting_files(items):
    """Put the files that mostly wait evenly among those that compute, and none near the end.

    Browsers, servers and kernels leave the cores idle for much of their time. Handed out between
    files that compute, they keep them busy; handed out last, they would be a long tail.
    """
    files = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    waiting = [own for own in files.values() if any(map(_waits, own))]
    waiting.sort(key=len, reverse=True)
    working = [own for own in files.values() if not any(map(_waits, own))]
    step = len(working) / (2 * len(waiting) + 1)
    places = [(place, own) for place, own in enumerate(working)]
    places += [(place * step - 0.5, own) for place, own in enumerate(waiting)]
    places.sort(key=lambda placed: placed[0])
    items[:] = [item for _, own in places for item in own]


def _waits(item):
    return item.path.suffix == ".ipynb" or item.get_closest_marker("browser") is not None


def pytest_terminal_summary(terminalreporter):
    """Say loudly at the end what was not tested."""
    skipped = terminalreporter.stats.get("skipped", [])
    unserved = [report for report in skipped if "MISSING TOOL" in str(report.longrepr)]
    if unserved:
        text = f"{len(unserved)} tests were SKIPPED because a system tool is missing (see above)"
        terminalreporter.write_sep("*", text, red=True, bold=True)


# ----------------------------------------------------------------------------------- browser


@pytest.fixture(scope="module")
def browser(chromium):
    """Give a headless Chromium that lives for one test file.

    Not for the session: while Playwright runs, its event loop counts as running in this thread,
    which the notebook tests of the same process would meet.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=str(chromium), args=list(CHROMIUM_FLAGS), headless=True
        )
        yield running
        running.close()


@pytest.fixture
def open_page(browser):
    """Open pages that must stay offline: ``open_page(origin=None, **context_options)``.

    ``origin`` (such as ``http://127.0.0.1:8888``) may be loaded besides files and data. The options
    are those of Playwright's ``new_context``: ``viewport``, ``color_scheme``, ``locale``, … At the
    end of the test, any other request fails it; so does an error in the console of a page that
    has no origin, which is how a browser reports what a content security policy refused.
    """
    contexts, faults = [], []

    def open_one(origin=None, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        _watch(page, origin, faults)
        return page

    yield open_one
    for context in contexts:
        context.close()
    if faults:
        pytest.fail("the page did not stay offline and quiet:\n" + "\n".join(faults), pytrace=False)


@pytest.fixture
def page(open_page):
    """One page of desktop size that may load nothing but files and data."""
    return open_page(viewport={"width": 1280, "height": 800})


def _watch(page, origin, faults):
    def request_seen(request):
        if not _is_allowed(request.url, origin):
            faults.append(f"request: {request.url[:200]}")

    page.context.on("request", request_seen)
    if origin is None:
        # Caught where it is made: a socket whose host cannot be found reports no event.
        page.route_web_socket(
            re.compile(""), lambda socket: faults.append(f"socket: {socket.url[:200]}")
        )
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("console", lambda entry: _note_console_error(entry, faults))


def _note_console_error(entry, faults):
    if entry.type == "error":
        faults.append(f"console: {entry.text}")


def _is_allowed(url, origin):
    parts = urlsplit(url)
    if parts.scheme in OFFLINE_SCHEMES:
        return True
    return origin is not None and (parts.scheme, parts.netloc) == urlsplit(origin)[:2]
