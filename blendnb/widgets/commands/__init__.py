"""Commands: everything a view can ask for, one module for each family.

A command is one dict with one keyword: `{"choose": "bookend"}`, `{"edit": {...}, "push": true}`.
The keyword finds the function here; what else the dict holds is for that function.
"""

from blendnb.widgets.bench import Bench, Command, Handler
from blendnb.widgets.commands.answering import ANSWERING
from blendnb.widgets.commands.deciding import DECIDING
from blendnb.widgets.commands.editing import EDITING
from blendnb.widgets.commands.keeping import KEEPING
from blendnb.widgets.commands.leaving import LEAVING
from blendnb.widgets.commands.mapping import MAPPING
from blendnb.widgets.commands.proving import PROVING
from blendnb.widgets.commands.weighing import WEIGHING

COMMANDS: dict[str, Handler] = {
    **ANSWERING, **MAPPING, **EDITING, **WEIGHING, **DECIDING, **PROVING, **LEAVING, **KEEPING,
}  # fmt: skip
"""Every command by its keyword."""

ALLOWED_WHILE_WATCHING = ("drag", "export", "preview", "cancel", *KEEPING)
"""What changes no plan, and so is open to a window that only watches."""


def carry_out(bench: Bench, command: Command) -> None:
    """Carry out one command.

    Raises
    ------
    ValueError
        If there is no such command.
    """
    keyword = next((key for key in command if key in COMMANDS), None) if command else None
    if keyword is None or not isinstance(command, dict):
        raise ValueError(f"there is no command {command!r}")
    if keyword not in ALLOWED_WHILE_WATCHING:
        bench.keeping.refuse_watching()
    COMMANDS[keyword](bench, command)
