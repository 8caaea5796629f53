"""The house holds: which package may import which, and what stays unloaded until it is needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {"pandas", "scipy", "altair", "vl_convert", "ipywidgets", "IPython", "jupyterlab"}


def run_python(code, *arguments):
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_imports_follow_the_contracts_of_pyproject():
    lint_imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = run_python(lint_imports, "--no-cache")
    assert result.returncode == 0, result.stdout + result.stderr


def renamed_imports(source):
    """The names of our own that a module imports under another name."""
    return [
        f"{name.name} as {name.asname}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
        if name.asname and "blendnb" in (getattr(node, "module", None) or name.name).split(".")
    ]


def test_nothing_of_ours_is_renamed_where_it_is_imported():
    found = {
        path.relative_to(ROOT).as_posix(): renamed
        for path in (ROOT / "blendnb").rglob("*.py")
        if (renamed := renamed_imports(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_renamed_import_is_found_wherever_it_stands():
    source = """
if TYPE_CHECKING:
    from blendnb.domain.plan import Plan as Given
def f():
    from blendnb.api import audit, design as composed
    import blendnb.api as verbs
    import numpy as np
"""
    assert renamed_imports(source) == [
        "Plan as Given",
        "design as composed",
        "blendnb.api as verbs",
    ]


@pytest.mark.parametrize("module", ["blendnb", "blendnb.cli", "blendnb.spacing"])
def test_importing_loads_nothing_heavy(module):
    loaded = f"import sys, {module}; print(*sorted({HEAVY!r} & set(sys.modules)))"
    result = run_python(loaded)
    assert (result.stdout.strip(), result.stderr) == ("", "")
