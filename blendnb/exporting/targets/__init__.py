"""Every kind of file that a plan can become, by its suffix.

Each module here is one target (or the few that are made alike) and says so in its `TARGETS`;
whatever stands in this folder is offered by the command, the app and the studio. A module is loaded
with all others when somebody asks what can be exported, so it loads what is heavy (Jinja, Altair,
pandas, libraries for one kind of file) inside the function that makes the file.
"""

from importlib import import_module
from operator import attrgetter
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from blendnb.exporting.orders import ExportOption, Order, Target
from blendnb.files.problems import did_you_mean, refuse, shown
from blendnb.files.reading import STANDARD_STREAM
from blendnb.language import listed, say

_DATA = ".json"


def _targets() -> list[Target]:
    """The targets of all modules of this folder, in the order in which they are offered."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return sorted((t for m in modules for t in m.TARGETS), key=attrgetter("order"))


TARGETS: dict[str, Target] = {target.suffix: target for target in _targets()}
"""What `export` writes, by suffix."""


def options() -> list[ExportOption]:
    """Return every option that some target takes, each once."""
    return list(dict.fromkeys(option for target in TARGETS.values() for option in target.options))


def suffixes_with(option: ExportOption) -> list[str]:
    """Return the suffixes of the targets that take an option."""
    return [suffix for suffix, target in TARGETS.items() if option in target.options]


def target_of(order: Order) -> Target:
    """Return the target that an order's suffix names; standard output takes the plan itself.

    Raises
    ------
    InputError
        If there is none, or an option is set that it does not take or that has no such value.
    """
    suffix = _DATA if order.path == STANDARD_STREAM else Path(order.path).suffix.lower()
    if suffix not in TARGETS:
        raise _unknown_suffix(order.file, suffix)
    target = TARGETS[suffix]
    for option in options():
        value = order.options.get(option.name)
        if value is not None:
            _refuse_unfit(option, value, target)
    return target


def _refuse_unfit(option: ExportOption, value: Any, target: Target) -> None:
    if option.values and value not in option.values:
        text, hint = (
            say("export.not_one_of", values=", ".join(option.values)),
            did_you_mean(value, option.values),
        )
        raise refuse(option.name, text, found=shown(value), hint=hint)
    if option not in target.options:
        suffixes = listed(suffixes_with(option))
        raise refuse(option.name, say("export.not_taken", suffixes=suffixes))


def _unknown_suffix(file: str, suffix: str) -> Exception:
    *first, last = TARGETS
    allowed = say("export.suffixes", first=", ".join(first), last=last)
    if not suffix:
        return refuse(file, say("export.no_suffix", allowed=allowed))
    hint = did_you_mean(suffix, TARGETS)
    return refuse(file, say("export.unknown", allowed=allowed), found=shown(suffix), hint=hint)
