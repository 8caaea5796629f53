"""The widgets' scripts before other programs: types, rules, unit tests, and a JavaScript engine."""

import subprocess
from pathlib import Path

import pytest

from blendnb.widgets.assets import STATIC, script

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
UNIT_TESTS = sorted(path.name for path in HERE.glob("*.test.js"))
MAINS = sorted(p.name for p in STATIC.glob("*.js") if "export default" in p.read_text("utf-8"))


@pytest.fixture
def run(system_tool):
    """Run a script in Node.js; what it says is the failure's text."""
    node = system_tool("node")

    def run_node(*arguments):
        done = subprocess.run(
            [node, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{done.stdout}{done.stderr}"

    return run_node


def test_the_types_of_all_scripts_fit(run, javascript_package):
    run(javascript_package("typescript/bin/tsc"), "--project", HERE)


def test_scripts_and_their_tests_keep_the_rules(run, javascript_package):
    eslint = javascript_package("eslint/bin/eslint.js")
    run(eslint, "--config", HERE / "eslint.config.js", "--max-warnings=0", STATIC, HERE)


@pytest.mark.parametrize("name", UNIT_TESTS)
def test_every_unit_test_passes(run, javascript_package, name):
    javascript_package("happy-dom/package.json")
    run("--test", HERE / name)


@pytest.mark.parametrize("main", MAINS)
def test_a_javascript_engine_takes_a_widgets_joined_script(run, tmp_path, main):
    (tmp_path / "widget.mjs").write_text(script(main), encoding="utf-8")
    run("--check", tmp_path / "widget.mjs")
