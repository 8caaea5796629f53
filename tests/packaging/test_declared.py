"""What the project declares in several places says the same in each of them."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from blendnb._version import __version__

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = [Requirement(text) for text in PROJECT["dependencies"]]
FOR_TESTS = [Requirement(text) for text in PROJECT["optional-dependencies"]["test"]]

# Modules of their own distributions that these dependencies show in their documented interfaces.
COMPANIONS = {
    "markupsafe": ["jinja2"],
    "pydantic_core": ["pydantic"],
    "traitlets": ["anywidget", "ipywidgets"],
    "IPython": ["ipywidgets"],
}


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def by_name(requirements):
    return {canonicalize_name(found.name): found.specifier for found in requirements}


def pins():
    lines = re.findall(r"^[a-z0-9].*$", read("requirements.lock"), re.MULTILINE)
    return by_name(map(Requirement, lines))


def test_the_conda_environment_names_what_pyproject_names():
    conda_lines = re.findall(r"^  - ([\w.-]+.*)$", read("environment.yml"), re.MULTILINE)
    stack = by_name(Requirement(line) for line in conda_lines if not line.endswith(":"))
    del stack["nodefaults"], stack["conda-forge"], stack["pip"]
    stack["duckdb"] = stack.pop("python-duckdb")  # conda-forge's name for it
    assert str(stack.pop("python")) == PROJECT["requires-python"]
    assert stack == by_name(RUNTIME)


@pytest.mark.parametrize("requirement", RUNTIME + FOR_TESTS, ids=lambda found: found.name)
def test_the_lock_pins_each_dependency_to_a_version_that_pyproject_accepts(requirement):
    (pin,) = pins()[canonicalize_name(requirement.name)]
    assert pin.operator == "=="
    assert requirement.specifier.contains(pin.version)


def test_the_lock_pins_everything_exactly_and_names_no_index():
    assert {spec.operator for found in pins().values() for spec in found} == {"=="}
    assert not re.search(r"https?:|^-|--index|--find", read("requirements.lock"), re.MULTILINE)


def test_each_dependency_says_in_a_comment_why_it_is_there():
    declared = re.findall(r'^  "[a-z][\w-]+>=[^"]*",(.*)$', read("pyproject.toml"), re.MULTILINE)
    assert len(declared) == len(RUNTIME + FOR_TESTS)
    assert all(re.fullmatch(r" +# \w.+", comment) for comment in declared)


def test_the_changelog_has_a_section_for_this_version():
    assert re.search(rf"^## {re.escape(__version__)}\b", read("CHANGELOG.md"), re.MULTILINE)


def test_the_package_imports_nothing_but_what_it_declares():
    foreign = sorted(
        f"{path.relative_to(ROOT).as_posix()} imports {module}"
        for path in (ROOT / "blendnb").rglob("*.py")
        for module in imported_by(path) - sys.stdlib_module_names - {"blendnb"}
        if not homes_of(module) & set(by_name(RUNTIME))
    )
    assert "\n".join(foreign) == ""


# Answers from the records of everything that is installed, which takes a while to read.
installed_modules = cache(packages_distributions)


def homes_of(module):
    """The distributions whose promise a module is."""
    installed = set(map(canonicalize_name, installed_modules().get(module, ())))
    return installed | set(COMPANIONS.get(module, ()))


def imported_by(path):
    """The top-level modules that a file imports, wherever in the file."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    froms = {n.module for n in nodes if isinstance(n, ast.ImportFrom) and not n.level}
    return {name.partition(".")[0] for name in plain | froms}
