"""A folder to work in, and what opens on it: JupyterLab, or the studio as an app."""

from pathlib import Path

import click


@click.command(short_help="Make a working folder with notebooks and sample briefs.")
@click.argument("folder", metavar="DIR")
def new(folder: str) -> None:
    """Make a working folder: notebooks, sample briefs, a place for own catalogue entries.

    Nothing that stands there is overwritten; to an older folder it adds what a newer version has.
    """
    from blendnb.cli.text.outcomes import made_text
    from blendnb.files.working_folder import create_working_folder

    click.echo(made_text(create_working_folder(Path(folder))), nl=False)


@click.command()
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--no-browser", is_flag=True, help="Print the address and open no browser.")
@click.option("--port", default=8888, show_default=True, help="The port to begin with.")
def lab(folder: str | None, *, no_browser: bool, port: int) -> None:
    """Open JupyterLab on the notebooks of a working folder.

    Without DIR it is the current folder, if `blendnb new` made it, or `blendnb-work`. It is made if
    it is not there.

    JupyterLab listens on this computer only and asks for the token in the address that it prints.
    """
    from blendnb import api
    from blendnb.files.working_folder import create_working_folder
    from blendnb.lab import open_lab

    chosen = Path(folder) if folder else api.own_entries_here(Path()) or Path("blendnb-work")
    open_lab(create_working_folder(chosen).path, open_browser=not no_browser, port=port)


@click.command()
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--no-browser", is_flag=True, help="Print the address and open no browser.")
@click.option("--port", default=8866, show_default=True, help="The port to begin with.")
def studio(folder: str, *, no_browser: bool, port: int) -> None:
    """Open the studio, the live design session, as an app in the browser.

    Plans and exported files stand in DIR, by default the current folder; it is made if it is not
    there. Own catalogue entries of a working folder are used.

    The studio listens on this computer only and asks for the token in the address that it prints.
    """
    from blendnb.app import open_studio

    open_studio(Path(folder), open_browser=not no_browser, port=port)
