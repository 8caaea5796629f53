"""The documentation says what the program does."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_help_of_every_command_is_in_the_docs():
    spec = importlib.util.spec_from_file_location("write_commands", ROOT / "docs/write_commands.py")
    written = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(written)
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == written.commands_page(), "write it again: make docs"
