"""Writes docs/commands.md from the commands themselves: `make docs`."""

from collections.abc import Iterator
from pathlib import Path

import click

from blendnb.cli import main

PAGE = Path(__file__).with_name("commands.md")
WIDTH = 88
INTRODUCTION = """\
# The command line

This page is written by `make docs` from the commands' own help.

- Exit codes: `0` done; `1` read and found wanting (`check`: a broken constraint, `design`: a
  refusal); `2` bad usage or unusable input, with sentences on standard error.
- `-` is standard input or standard output.
- `--json` prints one JSON document and nothing else.
- An output file appears whole or not at all; a failed write leaves an existing file as it was.
- Should blendnb itself fail, it says so in one sentence; `BLENDNB_TRACEBACK=1` shows where.
"""


def commands_page() -> str:
    """Return the page: the help of every command, in the order of `blendnb --help`."""
    return "\n".join([INTRODUCTION, *_sections(main, "blendnb", None)])


def _sections(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    if parent is None:
        command.make_context(name, [], resilient_parsing=True)
    context = click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=WIDTH,
        **({} if parent else main.context_settings),
    )
    yield f"## `{context.command_path}`\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            yield from _sections(command.get_command(context, sub), sub, context)


if __name__ == "__main__":
    PAGE.write_text(commands_page(), encoding="utf-8", newline="\n")
