"""What several commands share: options, the catalogue they mean, and printing JSON."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from blendnb.domain.catalogue import Catalogue

own_entries = click.option(
    "--catalogue",
    metavar="DIR",
    help="A working folder whose own entries count; the current folder, if `blendnb new` made it.",
)
as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
)


def catalogue_in(folder: str | None) -> "Catalogue":
    """Return the catalogue that the option `--catalogue` means."""
    from blendnb import api

    return api.catalogue_of(own_folder(folder))


def own_folder(folder: str | None) -> Path | None:
    """Return the working folder whose own entries count, if there is one."""
    from blendnb import api

    return Path(folder) if folder else api.own_entries_here(Path())


def print_json(data: Any) -> None:
    """Print a JSON document, as UTF-8 whatever the terminal speaks."""
    from blendnb.files.parsing import canonical_json
    from blendnb.files.writing import write_whole

    write_whole("-", canonical_json(data))
