"""What there is to start from, and how a file of one's own must look."""

from typing import Any

import click

from blendnb.cli.options import as_json, catalogue_in, own_entries, print_json


@click.command()
@click.argument("id_", metavar="[ID]", required=False)
@as_json
@own_entries
def blueprints(id_: str | None, *, as_json: bool, catalogue: str | None) -> None:
    """List the blueprints and archetypes, or show one."""
    from blendnb import api
    from blendnb.cli.text import blueprints as texts

    known = catalogue_in(catalogue)
    chosen = api.blueprints(known) if id_ is None else [api.blueprint(id_, known)]
    if as_json:
        print_json({"blueprints": [entry.model_dump(mode="json") for entry in chosen]})
    elif id_ is None:
        click.echo(texts.list_text(chosen), nl=False)
    else:
        click.echo(texts.entry_text(chosen[0], known), nl=False)


@click.command()
@click.argument("of", metavar="brief|plan", type=click.Choice(("brief", "plan")))
def schema(of: Any) -> None:
    """Print the JSON Schema (2020-12) of a brief or a plan."""
    from blendnb import api
    from blendnb.files.schemas import json_schema

    variables = api.catalogue_of().variables.values()
    print_json(json_schema(of, {variable.path: variable.help for variable in variables}))
