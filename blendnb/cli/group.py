"""The group of all commands: in the order of a session's work, and without tracebacks."""

import gc
import os
import sys
from contextlib import suppress
from typing import Any

import click

NOT_GOOD_ENOUGH, UNUSABLE, INTERRUPTED = 1, 2, 130
TRACEBACK = "BLENDNB_TRACEBACK"
"""Environment variable that lets an unexpected error through with its traceback."""


class Commands(click.Group):
    """Runs a command and turns every failure into sentences and an exit code.

    What commands and options say of themselves stands in the language file, under `cli.<command>`.
    """

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Make the context of a call, with help in the language that is spoken."""
        if parent is None:
            _can_speak()
            _speak(self, "cli")
        return super().make_context(info_name, args, parent, **extra)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command with its help in the language that is spoken."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            _, *path = ctx.command_path.split()
            _speak(command, ".".join(("cli", *path, cmd_name)).replace("-", "_"))
        return command

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Return the commands in the order in which they were added."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command.

        Its own exit codes and click's usage errors pass through; whatever else is raised ends here.
        """
        _write_what_can_be_written()
        # Imports make many objects and no garbage; looking for some costs a tenth of the time.
        gc.set_threshold(100_000)
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader has seen enough, as `head` does. Nothing may be flushed to it any more.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except Exception as error:
            if os.environ.get(TRACEBACK):
                raise
            click.echo(_failure(error), err=True)
            ctx.exit(UNUSABLE)


def _can_speak() -> None:
    """Refuse a language that is not there, in English, before anything is said."""
    from blendnb.language import LanguageError, current, use_language

    try:
        current()
    except (LookupError, LanguageError) as error:
        use_language("en")
        raise click.UsageError(str(error)) from None


def _speak(command: click.Command, key: str) -> None:
    """Give a command and its options what the language file says of them."""
    from blendnb.language import current, say

    language = current()
    command.help = say(f"{key}.help")
    if f"{key}.short" in language:
        command.short_help = say(f"{key}.short")
    for option in command.params:
        keys = (f"{key}.option.{option.name}", f"cli.shared.{option.name}")
        spoken = next((each for each in keys if each in language), None)
        if isinstance(option, click.Option) and spoken is not None:
            option.help = say(spoken)


def _write_what_can_be_written() -> None:
    """Let a terminal that lacks a character show its code rather than stop the command."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _failure(error: Exception) -> str:
    from blendnb.files.problems import InputError, refuse, shortened, visible
    from blendnb.files.reading import reason
    from blendnb.language import LanguageError, say

    if isinstance(error, InputError | LanguageError):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        return str(refuse(str(error.filename), say("files.unreadable", reason=reason(error))))
    said = shortened(visible(f"{type(error).__name__}: {error}"), 300)
    return say("cli.failure", error=said, variable=TRACEBACK)
