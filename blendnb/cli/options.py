"""What several commands share: options, the catalogue they mean, and printing JSON."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from blendnb.domain.vocabulary import EDITIONS

if TYPE_CHECKING:
    from blendnb.domain.catalogue import Catalogue
    from blendnb.exporting.accent import Accent

own_entries = click.option(
    "--catalogue",
    metavar="DIR",
    help="A working folder whose own entries count; the current folder, if `blendnb new` made it.",
)
as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
)


def page_choices(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what can be chosen for a page: edition, logo, accent, and the day that counts as today.

    What they take is checked where it is used, so that a notebook gets the same sentences.
    """
    options = (
        click.option("--edition", type=click.Choice(EDITIONS), help="For pages: whom it is for."),
        click.option("--logo", metavar="FILE", help="For pages: a PNG, JPEG or SVG, up to 200 kB."),
        click.option("--accent", metavar="COLOR", help="For pages: your colour, as #rrggbb."),
        click.option(
            "--as-of", metavar="DATE", help="For pages: mark what is done, now and next that day."
        ),
        click.option(
            "--interactive", is_flag=True, help="For .html: add filters and a spacing slider."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def chosen_accent(color: str | None) -> "Accent | None":
    """Return the accent that a color gives, and say what had to be changed."""
    if color is None:
        return None
    from blendnb.exporting.accent import accent_of

    accent = accent_of(color)
    if accent.note:
        click.echo(accent.note, err=True)
    return accent


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
