"""A folder to work in, and what opens on it: JupyterLab, or the studio as an app.

Short because what opens is written elsewhere; commands only start it.
"""

from pathlib import Path

import click

from blendnb.cli.options import print_reports


@click.command()
@click.argument("folder", metavar="DIR")
def new(folder: str) -> None:
    """Make a working folder: notebooks, sample briefs, a place for own catalogue entries."""
    from blendnb.files.working_folder import create_working_folder
    from blendnb.reporting.plan_report import made_reports

    print_reports(*made_reports(create_working_folder(Path(folder))))


@click.command()
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--no-browser", is_flag=True)
@click.option("--port", default=8888, show_default=True)
def lab(folder: str | None, *, no_browser: bool, port: int) -> None:
    """Open JupyterLab on the notebooks of a working folder."""
    from blendnb import api
    from blendnb.files.working_folder import create_working_folder
    from blendnb.launch import open_lab

    chosen = Path(folder) if folder else api.own_entries_here(Path()) or Path("blendnb-work")
    open_lab(create_working_folder(chosen).path, open_browser=not no_browser, port=port)


@click.command()
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--no-browser", is_flag=True)
@click.option("--port", default=8866, show_default=True)
def studio(folder: str, *, no_browser: bool, port: int) -> None:
    """Open the studio, the live design session, as an app in the browser."""
    from blendnb.launch import open_studio

    open_studio(Path(folder), open_browser=not no_browser, port=port)
