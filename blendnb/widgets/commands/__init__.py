"""Commands: everything a view can ask for, one module for each family.

A command is one dict with one keyword: `{"choose": "bookend"}`, `{"edit": {...}, "push": true}`.
The keyword finds the function here; what else the dict holds is for that function.
"""

from blendnb.language import say
from blendnb.widgets.command_context import Command, CommandContext, Handler
from blendnb.widgets.commands.answer_commands import ANSWERING, MAPPING
from blendnb.widgets.commands.file_commands import LEAVING, RESUMING
from blendnb.widgets.commands.option_commands import WEIGHING
from blendnb.widgets.commands.pilot_commands import DECIDING, PROVING
from blendnb.widgets.commands.plan_commands import EDITING
from blendnb.widgets.commands.session_commands import SESSIONS

COMMANDS: dict[str, Handler] = {
    **ANSWERING, **MAPPING, **EDITING, **WEIGHING, **DECIDING, **PROVING, **LEAVING, **RESUMING,
    **SESSIONS,
}  # fmt: skip
"""Every command by its keyword."""

ALLOWED_WHILE_WATCHING = ("drag", "export", "preview", "cancel", "open_session", *RESUMING)
"""What changes no plan, and so is open to a window that only watches."""


def carry_out(context: CommandContext, command: Command) -> None:
    """Carry out one command.

    Raises
    ------
    ValueError
        If there is no such command.
    """
    keyword = next((key for key in command if key in COMMANDS), None) if command else None
    if keyword is None or not isinstance(command, dict):
        raise ValueError(say("studio.start.no_command", content=repr(command)))
    if keyword not in ALLOWED_WHILE_WATCHING:
        context.history.refuse_watching()
    COMMANDS[keyword](context, command)
