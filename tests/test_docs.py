"""The documentation says what the program does."""

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def script(name):
    """A script of `docs`, loaded as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    written = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(written)
    return written


def test_the_help_of_every_command_is_in_the_docs():
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == script("write_commands").commands_page(), "write it again: make docs"


def test_every_question_of_the_audit_is_in_the_docs():
    page = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
    assert page == script("write_audit").audit_page(), "write it again: make docs"


# ------------------------------------------------------------------ what is named is there

README_FROM_LINES = 1_500
LARGE = sorted(
    folder
    for folder in (ROOT / "blendnb").iterdir()
    if sum(len(path.read_bytes().splitlines()) for path in folder.rglob("*.py")) > README_FROM_LINES
)
FOR_MAINTAINERS = [
    "README.md",
    "CONTRIBUTING.md",
    *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").glob("*.md"))),
    *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "blendnb").rglob("*.md"))),
]
NAMED = re.compile(r"`([\w./*<>-]+/[\w./*<>-]*|[\w/]+\.(?:py|toml|js|html|css|md|ts|pyi))`")
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
MADE_BY_USERS = {"blendnb-work/", "page/", "language/", "mapping.toml"}


def named_files(page):
    """Paths in back quotes, as they stand there."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    return {name for name in NAMED.findall(text) if "<" not in name} - MADE_BY_USERS


def stands_somewhere(name, page):
    """Whether a path leads from the project, the package, a widget's folder or the page."""
    bases = (ROOT, ROOT / "blendnb", ROOT / "blendnb" / "widgets", page.parent)
    deeper = (ROOT / "blendnb").rglob(name) if "/" not in name else ()
    return any(any(base.glob(name.rstrip("/"))) for base in bases) or any(deeper)


@pytest.mark.parametrize("name", FOR_MAINTAINERS)
def test_every_file_that_a_document_names_is_there(name):
    page = ROOT / name
    assert not {each for each in named_files(page) if not stands_somewhere(each, page)}


@pytest.mark.parametrize("folder", LARGE, ids=lambda folder: folder.name)
def test_the_readme_of_a_large_package_names_each_of_its_modules_and_no_other(folder):
    rows = re.findall(r"^\|(.*?)\|", (folder / "README.md").read_text("utf-8"), re.MULTILINE)
    named = {name.strip("/") for row in rows for name in re.findall(r"`([\w./]+)`", row)}
    modules = {
        path.stem
        for path in folder.iterdir()
        if path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__")
    } - {"__init__"}
    missing = {m for m in modules if not any(m in n.removesuffix(".py").split("/") for n in named)}
    assert not missing
    assert not {n for n in named if not stands_somewhere(n, folder / "README.md")
                and not stands_somewhere(f"{n}.py", folder / "README.md")}  # fmt: skip


def test_contributing_lists_every_how_to():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs" / "how_to").glob("*.md")}
    assert set(re.findall(r"docs/how_to/(\w+\.md)", text)) == pages


def test_the_picture_of_the_architecture_has_the_layers_of_pyproject():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    picture = text.split("```")[1]
    drawn = re.findall(r"^  (\w+(?:   \w+)*)  +\S", picture, re.MULTILINE)
    order = [name for line in drawn for name in line.split()]
    assert order == [name for layer in layers for name in re.findall(r"\w+", layer)]
