"""What there is to start from, and how a file of one's own must look."""

from typing import TYPE_CHECKING, Any

import click

from blendnb.cli.options import as_json, catalogue_in, own_entries, print_json

if TYPE_CHECKING:
    from blendnb.designing.blueprints.alike import AlikeBlueprint


@click.command()
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--like", metavar="BRIEF", help="Blueprints for briefs like this one, nearest first.")
@click.option("--save", metavar="PLAN", help="Show what of a plan would be kept as a blueprint.")
@click.option("--name", help="Of the blueprint to save.")
@click.option("--provenance", help="Who ran it where, as far as others may know.")
@click.option("--results", default="", help="What came of it, and how that was measured.")
@click.option("--notes", default="", help="What the next one should know.")
@click.option("--yes", is_flag=True, help="Write it into the working folder's catalogue.")
@click.option(
    "--replace", is_flag=True, help="Take the place of an own one; its version counts on."
)
@as_json
@own_entries
def blueprints(
    id_: str | None,
    *,
    like: str | None,
    save: str | None,
    as_json: bool,
    catalogue: str | None,
    **saving: Any,
) -> None:
    """List the blueprints and archetypes, or show one; search them, or save one of your own.

    Saving generalises: dates, client, figures and owners go, topics become slots. It shows what
    would be kept and writes only with --yes.
    """
    if save is not None:
        _save(save, catalogue, as_json=as_json, **saving)
    elif like is not None:
        _show_alike(like, catalogue, as_json=as_json)
    else:
        _list(id_, catalogue, as_json=as_json)


def _list(id_: str | None, catalogue: str | None, *, as_json: bool) -> None:
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


def _show_alike(brief: str, catalogue: str | None, *, as_json: bool) -> None:
    from blendnb import options
    from blendnb.cli.text.own_blueprint import alike_text
    from blendnb.files.briefs import load_brief

    known = catalogue_in(catalogue)
    found = options.blueprints_like(load_brief(brief), catalogue=known)
    if as_json:
        print_json({"blueprints": [_alike_data(each) for each in found]})
    else:
        click.echo(alike_text(found, known), nl=False)


def _alike_data(each: "AlikeBlueprint") -> dict[str, Any]:
    return {
        "id": each.blueprint.id,
        "name": each.blueprint.name,
        "likeness": round(each.likeness, 3),
        "alike": list(each.found.alike),
        "differs": list(each.found.differs),
        "origin": each.blueprint.origin,
        "results": each.blueprint.results,
    }


def _save(
    plan: str,
    catalogue: str | None,
    *,
    as_json: bool,
    name: str | None,
    provenance: str | None,
    results: str,
    notes: str,
    yes: bool,
    replace: bool,
) -> None:
    from blendnb import options
    from blendnb.cli.text.own_blueprint import generalized_text
    from blendnb.files.plans import load_plan

    if not name or not provenance:
        raise click.UsageError("Give the blueprint a --name and say its --provenance.")
    found = options.generalize(
        load_plan(plan), name, provenance=provenance, results=results, notes=notes
    )
    file = None
    if yes:
        file = str(options.save_blueprint(found, catalogue or ".", replace=replace))
    if as_json:
        kept = [{"where": where, "text": text} for where, text in found.kept]
        left_out = [{"what": what, "found": text} for what, text in found.left_out]
        print_json({"id": found.blueprint.id, "kept": kept, "left_out": left_out, "file": file})
    else:
        click.echo(generalized_text(found, file), nl=False)


@click.command()
@click.argument("of", metavar="brief|plan", type=click.Choice(("brief", "plan")))
def schema(of: Any) -> None:
    """Print the JSON Schema (2020-12) of a brief or a plan."""
    from blendnb import api
    from blendnb.files.schemas import json_schema

    variables = api.catalogue_of().variables.values()
    print_json(json_schema(of, {variable.path: variable.help for variable in variables}))
