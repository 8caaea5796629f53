"""The group of all commands: in the order of a session's work, and without tracebacks."""

import gc
import os
import sys
from contextlib import suppress
from typing import Any

import click

FOUND_WANTING, UNUSABLE, INTERRUPTED = 1, 2, 130
TRACEBACK = "BLENDNB_TRACEBACK"
"""Environment variable that lets an unexpected error through with its traceback."""


class Commands(click.Group):
    """Runs a command and turns every failure into sentences and an exit code."""

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


def _write_what_can_be_written() -> None:
    """Let a terminal that lacks a character show its code rather than stop the command."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _failure(error: Exception) -> str:
    from blendnb.files.problems import InputError, shortened, visible

    if isinstance(error, InputError):
        return str(error)
    said = shortened(visible(f"{type(error).__name__}: {error}"), 300)
    return f"blendnb itself failed ({said}). To see where, set {TRACEBACK}=1 and run it again."
