"""The command as the system sees it: what it loads, what it prints where, how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from blendnb.spacing import MEMORY_MODELS
from tests.cli.conftest import BRIEF

ROOT = Path(__file__).parents[2]


def blendnb(*arguments, code="from blendnb.cli import main; main()", env=None, **options):
    """Run a command in its own process."""
    main = f"import sys; sys.argv[0] = 'blendnb'; {code}"
    return subprocess.run(
        [sys.executable, "-c", main, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", **(env or {})},
        capture_output=True,
        check=False,
        **options,
    )


def modules_of(*arguments):
    """Return what a command has loaded when it ends."""
    listing = "print('\\n'.join(sys.modules), file=sys.stderr)"
    code = f"from blendnb.cli import main; main(standalone_mode=False); {listing}"
    result = blendnb(*arguments, code=code)
    assert result.returncode == 0, result.stderr.decode()
    return set(result.stderr.decode().split())


@pytest.fixture(scope="module")
def brief_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("briefs") / "brief.toml"
    path.write_text(BRIEF, encoding="utf-8")
    return path


def test_help_loads_neither_pydantic_nor_numpy():
    assert not {"pydantic", "numpy", "jinja2", "altair"} & modules_of("--help")


def test_recommend_loads_no_tables_and_no_charts(brief_file):
    assert not {"pandas", "altair", "jinja2"} & modules_of("recommend", brief_file)


def test_the_module_stands_in_for_the_script():
    command = [sys.executable, "-m", "blendnb", "--version"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.startswith("blendnb 0.")


def test_an_exit_code_reaches_the_shell(tmp_path):
    result = blendnb("recommend", tmp_path / "none.toml")
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode().splitlines() == [
        f"{tmp_path / 'none.toml'}: there is no such file"
    ]


def test_json_is_utf8_whatever_the_terminal_speaks(brief_file, tmp_path):
    text = brief_file.read_text(encoding="utf-8").replace("CRM rollout", "Größe 学习")
    (tmp_path / "b.toml").write_text(text, encoding="utf-8")
    western = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    plan = blendnb("design", tmp_path / "b.toml", "-o", "-", env=western)
    assert json.loads(plan.stdout.decode())["title"] == "Größe 学习"
    shown = blendnb("recommend", tmp_path / "b.toml", env=western)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert shown.stdout.startswith(b"Gr\xf6\xdfe \\u5b66\\u4e60")


def test_a_reader_that_has_seen_enough_ends_it_quietly(brief_file):
    code = "import os; os.close(0); from blendnb.cli import main; main()"
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        process = subprocess.run(
            [sys.executable, "-c", code, "recommend", str(brief_file)],
            cwd=ROOT,
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (process.returncode, process.stderr) == (0, b"")


BROKEN = "import blendnb.api; del blendnb.api.recommend; from blendnb.cli import main; main()"


def test_a_mistake_of_blendnb_is_one_sentence_and_exit_code_2(brief_file):
    result = blendnb("recommend", brief_file, code=BROKEN)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode().splitlines() == [
        (
            "blendnb itself failed (AttributeError: module 'blendnb.api' has no attribute "
            "'recommend'). To see where, set BLENDNB_TRACEBACK=1 and run it again."
        )
    ]


def test_the_traceback_is_there_for_those_who_ask(brief_file):
    result = blendnb("recommend", brief_file, code=BROKEN, env={"BLENDNB_TRACEBACK": "1"})
    assert b"Traceback (most recent call last)" in result.stderr


def test_own_entries_of_the_current_folder_count(tmp_path, brief_file):
    blendnb("new", tmp_path / "work")
    own = tmp_path / "work" / "catalogue" / "disabled.toml"
    own.write_text('disabled = ["A06"]\n', encoding="utf-8")
    command = [sys.executable, "-m", "blendnb", "recommend", str(brief_file), "--json"]
    inside, outside = (
        json.loads(subprocess.run(command, cwd=cwd, capture_output=True, check=True).stdout)
        for cwd in (tmp_path / "work", tmp_path)
    )
    rules = [
        {reason["rule"] for model in answer["models"] for reason in model["reasons"]}
        for answer in (inside, outside)
    ]
    assert "A06" not in rules[0]
    assert "A06" in rules[1]


def test_the_command_line_names_every_memory_model():
    command = [sys.executable, "-m", "blendnb", "spacing", "fit", "--help"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert f"[{'|'.join(MEMORY_MODELS)}]" in printed
