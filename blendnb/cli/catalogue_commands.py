"""What there is to start from, and how a file of one's own must look."""

from typing import TYPE_CHECKING, Any

import click

from blendnb.cli.options import (
    as_json,
    catalogue_in,
    own_entries,
    plan_in,
    print_json,
    print_reports,
)

if TYPE_CHECKING:
    from blendnb.designing.blueprints.library import AlikeBlueprint


@click.command()
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--like", metavar="BRIEF")
@click.option("--save", metavar="PLAN")
@click.option("--name")
@click.option("--provenance")
@click.option("--results", default="")
@click.option("--notes", default="")
@click.option("--yes", is_flag=True)
@click.option("--replace", is_flag=True)
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
    """List the blueprints and archetypes, or show one; search them, or save one of your own."""
    if save is not None:
        _save(save, catalogue, as_json=as_json, **saving)
    elif like is not None:
        _show_alike(like, catalogue, as_json=as_json)
    else:
        _list(id_, catalogue, as_json=as_json)


def _list(id_: str | None, catalogue: str | None, *, as_json: bool) -> None:
    from blendnb import api
    from blendnb.language import say
    from blendnb.reporting.blueprints_report import blueprint_list_reports, blueprint_report
    from blendnb.reporting.report import sentence

    known = catalogue_in(catalogue)
    chosen = api.blueprints(known) if id_ is None else [api.blueprint(id_, known)]
    if as_json:
        print_json({"blueprints": [entry.model_dump(mode="json") for entry in chosen]})
        return
    if id_ is None:
        shown, then = blueprint_list_reports(chosen), say("blueprints.show")
    else:
        shown, then = (blueprint_report(chosen[0], known),), say("blueprints.use", id=id_)
    print_reports(*shown, sentence(then))


def _show_alike(brief: str, catalogue: str | None, *, as_json: bool) -> None:
    from blendnb import api
    from blendnb.files.briefs_and_plans import load_brief
    from blendnb.language import say
    from blendnb.reporting.blueprints_report import alike_blueprints_report
    from blendnb.reporting.report import sentence

    known = catalogue_in(catalogue)
    ranked = api.blueprints_like(load_brief(brief), catalogue=known)
    if as_json:
        print_json({"blueprints": [_alike_data(each) for each in ranked]})
    else:
        then = sentence(say("blueprints.adapt"))
        print_reports(alike_blueprints_report(ranked, known), then)


def _alike_data(each: "AlikeBlueprint") -> dict[str, Any]:
    return {
        "id": each.blueprint.id,
        "name": each.blueprint.name,
        "likeness": round(each.likeness, 3),
        "alike": list(each.compared.alike),
        "differs": list(each.compared.differs),
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
    from blendnb import api
    from blendnb.language import say
    from blendnb.reporting.blueprints_report import own_blueprint_reports
    from blendnb.reporting.report import sentence

    if not name or not provenance:
        raise click.UsageError(say("cli.blueprints.unnamed"))
    made = api.generalize(
        plan_in(plan, catalogue), name, provenance=provenance, results=results, notes=notes
    )
    file = None
    if yes:
        file = str(api.save_blueprint(made, catalogue or ".", replace=replace))
    if as_json:
        kept = [{"where": where, "text": text} for where, text in made.kept]
        left_out = [{"what": what, "found": text} for what, text in made.left_out]
        print_json({"id": made.blueprint.id, "kept": kept, "left_out": left_out, "file": file})
    else:
        then = sentence(say("blueprints.use_own", id=made.blueprint.id))
        print_reports(*own_blueprint_reports(made, file), then)


@click.command()
@click.argument("of", metavar="brief|plan", type=click.Choice(("brief", "plan")))
def schema(of: Any) -> None:
    """Print the JSON Schema (2020-12) of a brief or a plan."""
    from blendnb import api
    from blendnb.files.schemas import json_schema

    variables = api.catalogue_of().variables.values()
    print_json(json_schema(of, {variable.path: variable.help for variable in variables}))
