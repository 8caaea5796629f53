"""Errors as one sentence: what a person reads when something did not work.

Nobody in a client meeting should see a traceback. Whatever is raised below the studio becomes one
sentence that says what was wrong and that nothing is lost. A short module of its own, because the
journal, the studio, the lab and the start page all use it.
"""

from collections.abc import Callable
from dataclasses import replace

from pydantic import ValidationError

from blendnb.files.problems import InputError, problems_from
from blendnb.language import say


class Cannot(ValueError):  # noqa: N818 -- a sentence for the person, not a fault of ours
    """Something that was asked for cannot be done; its text is the sentence to show."""


def sentence(error: Exception) -> str:
    """Return what to show a person when something did not work."""
    if isinstance(error, Cannot):
        return str(error)
    return say("studio.command.failed", error=_what(error))


def _what(error: Exception) -> str:
    match error:
        case ValidationError():
            problems = [
                replace(p, key=p.key.replace("_", " ")) for p in problems_from(error, "")[:3]
            ]
            return "; ".join(map(str, problems)).rstrip(".")
        case InputError():
            return "; ".join(map(str, error.problems[:3])).rstrip(".")
        case OSError():
            return f"{error.strerror}: {error.filename}" if error.strerror else str(error)
        case KeyError() if error.args:
            return str(error.args[0])
        case _:
            return str(error).rstrip(".") or type(error).__name__


def attempt(act: Callable[[], None]) -> str:
    """Do something at the edge of the program; return the sentence to show if it fails."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 -- whatever it is, the session goes on
        return sentence(error)
    return ""
