"""The house holds: which package may import which, and what stays unloaded until it is needed."""

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


@pytest.mark.parametrize("module", ["blendnb", "blendnb.cli", "blendnb.spacing"])
def test_importing_loads_nothing_heavy(module):
    loaded = f"import sys, {module}; print(*sorted({HEAVY!r} & set(sys.modules)))"
    result = run_python(loaded)
    assert (result.stdout.strip(), result.stderr) == ("", "")
