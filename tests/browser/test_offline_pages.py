"""The net under the page tests: with a hole in it, every one of them would pass."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).parents[1] / "conftest.py"
PAGES = """
def test_quiet(page):
    page.set_content('<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')

def test_own_origin(open_page, served):
    open_page(origin=served).goto(served + "/page.html")

def test_image_from_elsewhere(page):
    page.set_content('<img src="http://elsewhere.invalid/a.png">')

def test_another_origin(open_page, served):
    open_page(origin="http://127.0.0.1:1").goto(served + "/page.html")

def test_socket_to_elsewhere(page):
    page.set_content('<script>new WebSocket("ws://elsewhere.invalid/")</script>')

def test_script_error(page):
    page.set_content('<script>throw Error("broken")</script>')

def test_refused_by_policy(page):
    page.set_content(
        '<meta http-equiv="Content-Security-Policy" content="script-src \\'none\\'">'
        '<script>document.title = "ran"</script>')
"""
SERVED = """
import functools, http.server, threading
import pytest

@pytest.fixture
def served(tmp_path):
    (tmp_path / "page.html").write_text("<!doctype html><link rel=icon href=data:,>")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
"""
NEEDS_CHROMIUM = "def test_page(chromium): pass"


@pytest.fixture
def run_with_conftest(pytester, monkeypatch):
    """Run pytest on a test file of its own, with the project's conftest."""
    monkeypatch.delenv("CI", raising=False)

    def run(tests, fixtures=""):
        pytester.makeconftest(CONFTEST.read_text(encoding="utf-8") + fixtures)
        pytester.makeini("[pytest]\nmarkers = browser")
        pytester.makepyfile(tests)
        return pytester.runpytest_subprocess("-v", "-p", "no:cacheprovider", "-p", "no:nbval")

    return run


@pytest.mark.browser
def test_a_page_that_asks_for_anything_outside_fails_its_test(run_with_conftest):
    result = run_with_conftest(PAGES, SERVED)
    result.stdout.fnmatch_lines(
        [
            "*test_quiet PASSED*",
            "*test_own_origin PASSED*",
            "*request: http://elsewhere.invalid/a.png*",
            "*request: http://127.0.0.1:*/page.html*",
            "*socket: ws://elsewhere.invalid/*",
            "*error: broken*",
            "*console: *Content Security Policy*",
        ]
    )
    result.assert_outcomes(passed=7, errors=5)  # a page's faults count when it is closed


def test_without_chromium_the_tests_that_need_it_are_skipped_loudly(run_with_conftest, monkeypatch):
    monkeypatch.setenv("PATH", "")
    result = run_with_conftest(NEEDS_CHROMIUM)
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*1 tests were SKIPPED because a system tool is missing*"])


def test_without_chromium_a_run_under_ci_fails(run_with_conftest, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "true")
    result = run_with_conftest(NEEDS_CHROMIUM)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*under CI=true that is a failure*"])
