"""A page printed by the browser of this machine, checked by poppler."""

import os
import subprocess
from pathlib import Path

import pytest

import blendnb as bl
from blendnb.exporting import pdf
from blendnb.files.problems import InputError
from tests.exporting.sample_plans import new_manager

TITLE = "Managers & <b>others</b> \\(x) </title><script>alert(1)</script> 学习 😀"
PLAN = new_manager("2027-01-11").replace(title=TITLE)
needs_posix = pytest.mark.skipif(os.name == "nt", reason="shell scripts stand in for browsers")


@pytest.fixture(scope="module")
def printed(chromium, tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "plan.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(pdf.BROWSER, str(chromium))
        bl.export(PLAN, path)
    return path


def told_by(tool, *arguments):
    command = [tool, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def facts_of(system_tool, path):
    said = told_by(system_tool("pdfinfo"), path)
    return {line.partition(":")[0]: line.partition(":")[2].strip() for line in said.splitlines()}


def test_it_is_the_page_on_a4_with_its_structure(printed, system_tool):
    facts = facts_of(system_tool, printed)
    assert facts["Title"] == TITLE
    assert facts["Page size"].endswith("(A4)")
    assert facts["Tagged"] == "yes"
    assert facts["JavaScript"] == "no"
    assert int(facts["Pages"]) > 3


def test_its_text_is_text(printed, system_tool):
    text = " ".join(told_by(system_tool("pdftotext"), "-layout", printed, "-").split())
    assert "Managers & <b>others</b>" in text
    for touchpoint in PLAN.touchpoints:
        assert touchpoint.title.split()[0] in text


def test_the_moment_of_printing_is_not_in_it(printed, system_tool):
    assert not {"CreationDate", "ModDate"} & facts_of(system_tool, printed).keys()


@pytest.mark.browser
def test_the_same_plan_gives_the_same_bytes(printed, tmp_path, chromium, monkeypatch):
    monkeypatch.setenv(pdf.BROWSER, str(chromium))
    bl.export(PLAN, tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes() == printed.read_bytes()


# ------------------------------------------------------------------------- without a browser


def refusal(path):
    with pytest.raises(InputError) as refused:
        bl.export(PLAN, path)
    return str(refused.value)


def test_a_machine_without_a_browser_is_told_what_to_do(tmp_path, monkeypatch):
    monkeypatch.delenv(pdf.BROWSER, raising=False)
    monkeypatch.setattr(pdf, "_places", lambda: iter(()))
    assert refusal(tmp_path / "plan.pdf") == (
        f"{tmp_path / 'plan.pdf'}: a PDF is printed by Chromium, Chrome or Edge, and none of them "
        "was found; install one, or name it in the environment variable BLENDNB_BROWSER; or export "
        "an .html page and print it to PDF in any browser"
    )


def test_a_browser_that_is_not_there_is_told_by_its_name(tmp_path, monkeypatch):
    monkeypatch.setenv(pdf.BROWSER, "no-such-browser")
    said = refusal(tmp_path / "plan.pdf")
    assert said == "BLENDNB_BROWSER: 'no-such-browser' is no program that can be started"


@needs_posix
def test_a_browser_that_prints_nothing_leaves_the_existing_file(tmp_path, monkeypatch):
    browser = tmp_path / "browser"
    browser.write_text("#!/bin/sh\necho cannot start >&2\nexit 1\n", encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv(pdf.BROWSER, str(browser))
    target = tmp_path / "plan.pdf"
    target.write_text("what was there", encoding="utf-8")
    assert refusal(target) == f"{target}: browser did not print the page; cannot start"
    assert target.read_text(encoding="utf-8") == "what was there"


@needs_posix
def test_a_browser_is_looked_for_on_the_path(tmp_path, monkeypatch):
    (tmp_path / "microsoft-edge").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "microsoft-edge").chmod(0o755)
    monkeypatch.delenv(pdf.BROWSER, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf.sys, "platform", "linux")
    assert pdf.find_browser("plan.pdf") == Path(tmp_path, "microsoft-edge")
