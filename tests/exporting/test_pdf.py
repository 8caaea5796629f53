"""A page printed by the browser of this machine, checked by poppler."""

import os
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import blendnb as bl
from blendnb.exporting import browsers
from blendnb.exporting.targets import pdf_page
from blendnb.files.problems import InputError
from tests.exporting.sample_plans import new_manager

TITLE = "Managers & <b>others</b> \\(x) </title><script>alert(1)</script> 学习 😀"
PLAN = new_manager("2027-01-11").replace(title=TITLE)
needs_posix = pytest.mark.skipif(os.name == "nt", reason="shell scripts stand in for browsers")


@pytest.fixture(scope="module")
def printed(chromium, tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "plan.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(browsers.BROWSER, str(chromium))
        bl.export(PLAN, path)
    return path


@pytest.fixture(scope="module")
def learners(chromium, tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "learner.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(browsers.BROWSER, str(chromium))
        bl.export(PLAN, path, edition="learner")
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
    monkeypatch.setenv(browsers.BROWSER, str(chromium))
    bl.export(PLAN, tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes() == printed.read_bytes()


def test_parts_are_named_anew_whatever_the_browser_counted_before():
    late = b"/ID (node00000478) /Headers [(node00000476)] /CreationDate (D:2026)"
    early = b"/ID (node00000477) /Headers [(node00000475)] /CreationDate (D:2027)"
    assert pdf_page.same_each_time(late) == pdf_page.same_each_time(early)
    assert pdf_page.same_each_time(late).startswith(
        b"/ID (node00000002) /Headers [(node00000001)]  "
    )


# ------------------------------------------------------------------------- without a browser


def refusal(path):
    with pytest.raises(InputError) as refused:
        bl.export(PLAN, path)
    return str(refused.value)


def test_a_machine_without_a_browser_is_told_what_to_do(tmp_path, monkeypatch):
    monkeypatch.delenv(browsers.BROWSER, raising=False)
    monkeypatch.setattr(browsers, "_program_paths", lambda: iter(()))
    assert refusal(tmp_path / "plan.pdf") == (
        f"{tmp_path / 'plan.pdf'}: a PDF is printed by Chromium, Chrome or Edge, and none of them "
        "was found; install one, or name it in the environment variable BLENDNB_BROWSER; or export "
        "an .html page and print it to PDF in any browser"
    )


def test_a_browser_that_is_not_there_is_told_by_its_name(tmp_path, monkeypatch):
    monkeypatch.setenv(browsers.BROWSER, "no-such-browser")
    said = refusal(tmp_path / "plan.pdf")
    assert said == "BLENDNB_BROWSER: 'no-such-browser' is no program that can be started"


def program(folder, name, script):
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def writing(pdf):
    """A browser that writes this where it is told to print to."""
    return (
        'for given in "$@"; do case $given in --print-to-pdf=*) out=${given#*=};; esac; done\n'
        f"printf '%s' '{pdf}' > \"$out\""
    )


def printed_by(programs, page):
    return browsers.by_one_of(programs, "a.pdf", lambda one: pdf_page.printed(page, one))


PAGE = "<html><head><title>Care &amp; calm (at night)</title></head><body>Text</body></html>"
GOOD = writing(r"%PDF-1.4 1 0 obj /Title (Care & calm \(at night\)) %%EOF")
HINT = (
    "name another Chromium, Chrome or Edge in the environment variable BLENDNB_BROWSER (one "
    "installed as a snap may not read every folder), or export an .html page and open it in any "
    "browser"
)
BROKEN = {
    "wrote nothing": "exit 0",
    "wrote nothing (cannot start)": "echo cannot start >&2; exit 1",
    "wrote something that is no whole PDF": writing("%PDF-1.4 /Title (Care & calm at night)"),
    "printed another page, such as an error page of its own": writing(
        "%PDF-1.4 /Title (page.html) %%EOF"
    ),
    "was not done after 1 seconds and was ended": "sleep 300",
}


@needs_posix
@pytest.mark.parametrize("what", BROKEN)
def test_where_one_browser_does_not_print_the_next_one_does(tmp_path, monkeypatch, what):
    monkeypatch.setattr(browsers, "_SECONDS", 1)
    broken = program(tmp_path, "broken", BROKEN[what])
    good = program(tmp_path, "good", GOOD)
    assert printed_by([broken, good], PAGE).startswith(b"%PDF-1.4 1 0 obj")
    with pytest.raises(InputError) as refused:
        printed_by([broken], PAGE)
    assert str(refused.value) == f"a.pdf: no browser made this file: broken {what}; {HINT}"


@needs_posix
def test_every_browser_that_failed_is_named_with_its_cause(tmp_path):
    first = program(tmp_path, "first", "echo no room >&2")
    second = tmp_path / "second"
    second.write_text("no program", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        printed_by([first, second], PAGE)
    assert str(refused.value) == (
        "a.pdf: no browser made this file: first wrote nothing (no room); "
        f"second could not be started (Permission denied); {HINT}"
    )


@needs_posix
def test_a_browser_that_prints_nothing_leaves_the_existing_file(tmp_path, monkeypatch):
    monkeypatch.setenv(browsers.BROWSER, str(program(tmp_path, "browser", "exit 1")))
    target = tmp_path / "plan.pdf"
    target.write_text("what was there", encoding="utf-8")
    assert refusal(target).startswith(f"{target}: no browser made this file: browser wrote")
    assert target.read_text(encoding="utf-8") == "what was there"


@needs_posix
@pytest.mark.parametrize("title", ["(Care & calm)", "<FEFF4F605B66>", r"(\376\377O`[f)"])
def test_the_title_is_found_however_it_is_written(tmp_path, title):
    page = PAGE if "Care" in title else PAGE.replace("Care &amp; calm (at night)", "你学")
    page = page.replace(" (at night)", "")
    file = tmp_path / "made.pdf"
    file.write_bytes(f"%PDF-1.4 /Title {title} /Title (A heading) %%EOF".encode())
    copies = 'for given in "$@"; do case $given in --print-to-pdf=*) out=${given#*=};; esac; done'
    browser = program(tmp_path, "browser", f'{copies}\ncp {file} "$out"')
    assert printed_by([browser], page) == file.read_bytes()


@needs_posix
def test_a_browser_that_is_a_snap_finds_the_page_at_home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(browsers.Path, "home", lambda: home)
    strict = f'case "$*" in *{home}/*) ;; *) exit 1;; esac\n# exec /snap/bin/chromium\n'
    browser = program(tmp_path, "chromium", strict + GOOD)
    assert printed_by([browser], PAGE).endswith(b"%%EOF")
    assert list(home.iterdir()) == []


@needs_posix
def test_browsers_are_looked_for_everywhere_on_the_path(tmp_path, monkeypatch):
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
        program(folder, "chromium", "")
    program(folders[0], "microsoft-edge", "")
    (folders[1] / "google-chrome").symlink_to(folders[0] / "chromium")
    monkeypatch.delenv(browsers.BROWSER, raising=False)
    monkeypatch.setenv("PATH", os.pathsep.join(map(str, folders)))
    monkeypatch.setattr(browsers.sys, "platform", "linux")
    assert browsers.find_browsers("plan.pdf") == [
        Path(folders[0], "chromium"),
        Path(folders[1], "chromium"),
        Path(folders[0], "microsoft-edge"),
    ]


def test_bookmarks_keep_the_spaces_of_headings(learners, system_tool):
    told = told_by(system_tool("pdftohtml"), "-xml", "-i", "-stdout", learners)
    outline = ET.fromstring(re.sub("<!DOCTYPE[^>]*>", "", told)).find("outline")
    names = [item.text.replace("\xa0", " ") for item in outline.iter("item")]
    weeks = [name for name in names if name.startswith("Week")]
    # The minutes stand on a line of their own, and yet not glued to what is before them.
    assert weeks[:4] == [
        "Week 1, from 11 Jan, 105 min",
        "Week 2, from 18 Jan, 47 min",
        "Week 3, from 25 Jan, 149 min",
        "Week 4, from 1 Feb, 23 min",
    ]
