"""JupyterLab as `blendnb lab` opens it: private, offline, quiet, and on a copy."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from blendnb.launch import config_path, lab_options
from tests.browser.lab import READY

ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)(/lab\S*)\?token=(\w+)")
CELL = "print(6 * 7, __import__('os').path.basename(__import__('os').getcwd()))"


def test_jupyterlab_listens_on_loopback_whatever_the_users_settings_say(tmp_path):
    options = lab_options(tmp_path, open_browser=False, port=8888)
    assert "--ServerApp.ip=127.0.0.1" in options


def test_running_as_root_is_allowed_only_to_root(tmp_path, monkeypatch):
    for user, allowed in ((0, True), (1000, False)):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user, raising=False)
        options = lab_options(tmp_path, open_browser=False, port=8888)
        assert ("--allow-root" in options) is allowed


def test_the_users_own_settings_path_stays_in_front():
    assert config_path("mine").split(os.pathsep)[0] == "mine"
    assert os.pathsep not in config_path("")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A running `blendnb lab`: its folder, origin, path and token."""
    base = tmp_path_factory.mktemp("lab")
    folder = base / "work"
    write_notebook(folder / "notebooks" / "00_probe.ipynb")
    process = start_lab(base, folder)
    try:
        yield folder, *wait_for_address(process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        process.stdout.close()


def write_notebook(path):
    cell = {"cell_type": "code", "id": "probe", "metadata": {}, "outputs": [], "source": CELL}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {
        "cells": [{**cell, "execution_count": None}],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def start_lab(base, folder):
    own = {
        f"JUPYTER_{name}_DIR": str(base / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")
    }
    main = "import sys; from blendnb.cli import main; sys.exit(main())"
    return subprocess.Popen(
        [sys.executable, "-c", main, "lab", str(folder)],
        cwd=base,
        env={**os.environ, **own, "BROWSER": "true"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def wait_for_address(process):
    seen = []
    for line in process.stdout:
        seen.append(line)
        if found := ADDRESS.search(line):
            wait_until_it_answers(found[1])
            return found.groups()
    raise AssertionError("no address was printed:\n" + "".join(seen))


def wait_until_it_answers(origin):
    """The address is printed a moment before anyone listens there."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with suppress(urllib.error.URLError):
            urllib.request.urlopen(f"{origin}/api")
            return
        time.sleep(0.2)
    raise AssertionError("nobody listens at the address that was printed")


def test_the_folder_is_a_working_copy_that_keeps_what_was_there(lab):
    folder = lab[0]
    assert CELL in (folder / "notebooks" / "00_probe.ipynb").read_text(encoding="utf-8")
    assert (folder / "notebooks" / "01_design_session.ipynb").is_file()
    assert list((folder / "briefs").glob("*.toml"))


def test_without_the_right_token_nothing_is_served(lab):
    _, origin, _, token = lab
    files = f"{origin}/api/contents/notebooks"
    assert urllib.request.urlopen(f"{files}?token={token}").status == 200
    for wrong in (files, f"{files}?token={token[:-1]}x"):
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(wrong)


def test_the_first_notebook_opens_and_runs_offline_and_nobody_asks_about_news(lab, open_page):
    _, origin, path, token = lab
    page = open_page(origin=origin, viewport={"width": 1280, "height": 800})
    page.goto(f"{origin}{path}?token={token}")
    page.locator(".jp-Notebook .jp-CodeCell").first.click(timeout=60_000)
    page.wait_for_function(READY, timeout=60_000)
    page.keyboard.press("Shift+Enter")
    page.get_by_text("42 notebooks").wait_for(timeout=60_000)
    # The question came within a second of this in a JupyterLab that asks.
    page.wait_for_timeout(3_000)
    assert page.get_by_text("official Jupyter news").count() == 0


def test_jupyterlab_is_not_loaded_by_importing_the_launcher():
    code = "import sys, blendnb.launch; print('jupyterlab' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert result.stdout.strip() == "False"
