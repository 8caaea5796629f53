"""Each how-to of the docs does what it says, in a copy of the project.

A how-to is a Markdown page. A fenced block whose info string names a `file` is written into that
file of the copy: as a new file; at its end, with `append`; or behind the first line that contains
the text of `after`. A block in `sh` is run there; a block in `text` right behind it is what the run
must print, line by line, with `...` for lines that do not matter.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "how_to").glob("*.md"))
COPIED = (
    "blendnb", "templates", "notebooks", "hatch_build.py", "pyproject.toml", "tests", "tools",
)  # fmt: skip
BLOCK = re.compile(r"^```(\w+)[ \t]*(.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    kind: str
    options: dict[str, str]
    text: str


def blocks(page):
    for kind, info, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        options = dict(part.partition("=")[::2] for part in shlex.split(info))
        yield Block(kind, options, text)


@pytest.fixture
def project(tmp_path):
    """A copy of the project in which a how-to may do anything."""
    copy = tmp_path / "project"
    copy.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "node_modules", "__snapshots__")
            shutil.copytree(source, copy / name, ignore=ignored)
        else:
            shutil.copy(source, copy / name)
    return copy


def write(project, block):
    path = project / block.options["file"]
    if "after" in block.options:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        index = next(n for n, line in enumerate(lines, 1) if block.options["after"] in line)
        path.write_text("".join([*lines[:index], block.text, *lines[index:]]), encoding="utf-8")
    elif "append" in block.options:
        with path.open("a", encoding="utf-8") as stream:
            stream.write("\n" + block.text)
    else:
        assert not path.exists(), f"{path} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")


def run(project, commands):
    environment = {**os.environ, "PYTHONPATH": str(project), "COLUMNS": "88"}
    bin_folder = str(Path(sys.executable).parent)
    environment["PATH"] = os.pathsep.join([bin_folder, environment["PATH"]])
    result = subprocess.run(
        ["sh", "-e", "-c", commands], cwd=project, env=environment, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def prints(expected, printed):
    """Whether each expected line stands in what was printed, in order; `...` skips lines."""
    rest = iter([" ".join(line.split()) for line in printed.splitlines()])
    wanted = [" ".join(line.split()) for line in expected.splitlines()]
    return all(any(line == found for found in rest) for line in wanted if line != "...")


def test_there_are_how_tos():
    assert len(PAGES) > 3


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_how_to_does_what_it_says(page, project):
    printed = ""
    for block in blocks(page):
        if "file" in block.options:
            write(project, block)
        elif block.kind == "sh":
            printed = run(project, block.text)
        elif block.kind == "text":
            assert prints(block.text, printed), f"{block.text}\n--- was printed:\n{printed}"
