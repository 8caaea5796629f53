"""What several commands share: options, the catalogue they mean, printing reports and JSON.

Short because each command has the rest for itself.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from blendnb.domain.catalogue import Catalogue
    from blendnb.domain.plan import Plan
    from blendnb.exporting.accent import Accent
    from blendnb.reporting.report import Report

own_entries = click.option(
    "--catalogue",
    metavar="DIR",
)
as_json = click.option("--json", "as_json", is_flag=True)


def chosen_accent(color: str | None) -> "Accent | None":
    """Return the accent that a colour gives, and say what had to be changed."""
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


def plan_in(source: str, folder: str | None) -> "Plan":
    """Return the plan of a file, read with the formats that the option `--catalogue` means."""
    from blendnb.files.briefs_and_plans import load_plan

    return load_plan(source, catalogue_in(folder).formats)


def own_folder(folder: str | None) -> Path | None:
    """Return the working folder whose own entries count, if there is one."""
    from blendnb import api

    return Path(folder) if folder else api.own_entries_here(Path())


def print_reports(*reports: "Report", err: bool = False) -> None:
    """Print reports below each other, wrapped to the terminal; on standard error with `err`."""
    from blendnb.reporting.terminal import report_text

    click.echo(report_text(*reports), err=err, nl=False)


def print_json(data: Any) -> None:
    """Print a JSON document, as UTF-8 whatever the terminal speaks."""
    from blendnb.files.parsing import canonical_json
    from blendnb.files.writing import write_whole

    write_whole("-", canonical_json(data))
