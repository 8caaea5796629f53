"""The studio as `blendnb studio` opens it: private, offline, and quick to use."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from blendnb.files.briefs_and_plans import load_plan
from blendnb.launch import studio_options

ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/\?token=(\w+)")
MAIN = "import sys; from blendnb.cli import main; sys.exit(main())"


def test_it_listens_on_loopback_with_a_token_whatever_the_users_settings_say():
    options = studio_options(8866)
    assert "--Voila.ip=127.0.0.1" in options
    assert "--Voila.auto_token=True" in options


def test_the_first_page_waits_for_nothing_heavy():
    code = "import sys, blendnb.widgets.start; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"altair", "numpy", "pandas", "scipy", "vl_convert"} & set(found.stdout.split())


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """A running `blendnb studio`: its folder, origin and token."""
    base = tmp_path_factory.mktemp("app")
    folder = base / "client work"
    own = {f"JUPYTER_{name}_DIR": str(base / name.lower()) for name in ("CONFIG", "RUNTIME")}
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, "studio", str(folder), "--no-browser", "--port", "8970"],
        cwd=base,
        env={**os.environ, **own, "BLENDNB_STATE": str(base / "state")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        yield folder, *address_of(process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        process.stdout.close()


def address_of(process):
    seen = []
    for line in process.stdout:
        seen.append(line)
        if found := ADDRESS.search(line):
            return found.groups()
    raise AssertionError("no address was printed:\n" + "".join(seen))


def status(address):
    try:
        return urllib.request.urlopen(address).url
    except urllib.error.HTTPError as error:
        return error.code


def test_without_the_right_token_nobody_comes_in(app):
    folder, origin, token = app
    (folder / "plan.html").write_text("<p>Confidential</p>", encoding="utf-8")
    other = "1" if token.endswith("0") else "0"
    for wrong in ("", f"?token={token[:-1]}{other}"):
        assert "/login" in str(status(f"{origin}/{wrong}"))
        assert status(f"{origin}/files/plan.html{wrong}") in {403, 404} or "/login" in str(
            status(f"{origin}/files/plan.html{wrong}")
        )


def test_an_exported_file_is_given_out_without_rights_of_its_own(app):
    folder, origin, token = app
    (folder / "plan.html").write_text("<p>Confidential</p>", encoding="utf-8")
    answer = urllib.request.urlopen(f"{origin}/files/plan.html?token={token}")
    assert answer.read() == b"<p>Confidential</p>"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["notes.txt", ".secret.json", "..%2Foutside.json", "sub/plan.html"]
)
def test_nothing_else_of_the_folder_is_given_out(app, path):
    folder, origin, token = app
    (folder / "sub").mkdir(exist_ok=True)
    for file in (folder / "notes.txt", folder / ".secret.json", folder.parent / "outside.json"):
        file.write_text("{}", encoding="utf-8")
    (folder / "sub" / "plan.html").write_text("<p>", encoding="utf-8")
    assert status(f"{origin}/files/{path}?token={token}") in {403, 404}


def test_the_studio_opens_and_works_offline(app, open_page):
    _, origin, token = app
    page = open_page(origin=origin, viewport={"width": 1280, "height": 720})
    page.goto(f"{origin}/?token={token}")
    page.locator(".blendnb").first.wait_for(timeout=60_000)


def test_a_session_in_the_app_fills_the_room_survives_a_reload_and_leaves_a_page(app, open_page):
    folder, origin, token = app
    page = open_page(origin=origin, viewport={"width": 1280, "height": 720})
    page.goto(f"{origin}/?token={token}")
    page.get_by_text("A blank brief").click(timeout=60_000)
    page.get_by_label("Title", exact=True).fill("Shift leads", timeout=60_000)
    page.get_by_label("Objective", exact=True).fill("They run the handover.")
    page.get_by_label("Subject", exact=True).select_option(label="New role")
    page.locator("[data-key=spacing] .drawing svg").wait_for(timeout=60_000)
    assert page.evaluate("[document.documentElement.scrollHeight, innerHeight]") == [720, 720]
    assert page.locator(".panes").evaluate("e => e.getBoundingClientRect().bottom") == 720
    page.locator("[data-step=models]").click()
    page.get_by_role("button", name="Use this: Bookend").click()
    page.locator(".headline", has_text="Bookend was chosen").wait_for()
    page.locator(".saved", has_text=re.compile("^Saved$")).wait_for()
    page.reload()
    page.locator(".headline", has_text="Bookend was chosen").wait_for(timeout=60_000)
    page.get_by_role("button", name="Undo").click()
    page.locator(".headline", has_text="Bookend was chosen").wait_for(state="detached")
    page.get_by_role("button", name="Export", exact=True).click()
    page.get_by_role("button", name="Export HTML").click()
    page.get_by_role("link", name="shift-leads.html").wait_for(timeout=60_000)
    assert "Shift leads" in (folder / "shift-leads.html").read_text(encoding="utf-8")
    plan = load_plan(folder / "shift-leads.plan.json")
    assert (plan.title, plan.blend_model == "bookend") == ("Shift leads", False)
