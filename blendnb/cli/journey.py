"""The main job: a brief becomes a recommendation, a plan, an audit and a page."""

from typing import Any

import click

from blendnb.cli.group import FOUND_WANTING
from blendnb.cli.options import (
    as_json,
    catalogue_in,
    chosen_accent,
    own_entries,
    own_folder,
    page_choices,
    print_json,
)
from blendnb.domain.vocabulary import BLEND_MODELS, CHARTS


@click.command(short_help="Rank the blend models for a brief, with reasons.")
@click.argument("brief", metavar="BRIEF")
@as_json
@own_entries
def recommend(brief: str, *, as_json: bool, catalogue: str | None) -> None:
    """Rank the blend models for a brief, with reasons, and say what would change the answer."""
    from blendnb import api
    from blendnb.files.briefs import load_brief

    read = load_brief(brief)
    known = catalogue_in(catalogue)
    advice = api.recommend(read, catalogue=known)
    if as_json:
        print_json(advice.to_data())
        return
    from blendnb.cli.text.recommendation import recommendation_text

    click.echo(recommendation_text(read, advice, known), nl=False)


@click.command()
@click.argument("brief", metavar="[BRIEF]", required=False)
@click.option("-o", "--output", metavar="PLAN.json", required=True, help="Where the plan goes.")
@click.option(
    "--blend-model", type=click.Choice(BLEND_MODELS), help="Instead of the one recommended first."
)
@click.option(
    "--blueprint", metavar="ID", help="Start from a blueprint; without a BRIEF it brings its own."
)
@own_entries
def design(
    brief: str | None,
    output: str,
    *,
    blend_model: str | None,
    blueprint: str | None,
    catalogue: str | None,
) -> None:
    """Compose a complete plan for a brief.

    A blend model that the brief excludes is refused, with the smallest changes that would reopen
    it, and exit code 1.
    """
    from blendnb import api
    from blendnb.cli.text.outcomes import designed_text, refusal_text
    from blendnb.designing.compose import Refusal
    from blendnb.files.briefs import load_brief
    from blendnb.files.plans import plan_json
    from blendnb.files.writing import write_whole

    if brief is None and blueprint is None:
        raise click.UsageError("Give a BRIEF, or a --blueprint, which brings its own.")
    read = load_brief(brief) if brief else None
    try:
        plan = api.design(
            read,
            blend_model=blend_model,
            blueprint=blueprint,
            catalogue=catalogue_in(catalogue),
        )
    except Refusal as refusal:
        click.echo(refusal_text(refusal, read.stated if read else {}), err=True, nl=False)
        raise click.exceptions.Exit(FOUND_WANTING) from None
    write_whole(output, plan_json(plan))
    if output != "-":
        click.echo(designed_text(plan, output), nl=False)


@click.command(short_help="Audit a plan in five dimensions.")
@click.argument("plan", metavar="PLAN")
@as_json
@own_entries
def check(plan: str, *, as_json: bool, catalogue: str | None) -> None:
    """Audit a plan in five dimensions; name broken constraints and tensions in the brief.

    Exit code 1 if a constraint is broken.
    """
    from blendnb import api
    from blendnb.files.plans import load_plan

    read = load_plan(plan)
    audit = api.audit(read, catalogue=catalogue_in(catalogue))
    if as_json:
        print_json(audit.to_data())
    else:
        from blendnb.cli.text.findings import findings_text

        click.echo(findings_text(read, audit), nl=False)
    if audit.broken:
        raise click.exceptions.Exit(FOUND_WANTING)


@click.command(short_help="Write a plan as a page, a PDF, a calendar, a workbook or a picture.")
@click.argument("plan", metavar="PLAN")
@click.option("-o", "--output", metavar="FILE", required=True, help="Its suffix says what it is.")
@click.option(
    "--chart", type=click.Choice(CHARTS), help="For .svg and .png: which one; the journey if not."
)
@page_choices
@own_entries
def export(
    plan: str, output: str, *, chart: str | None, catalogue: str | None, **choices: Any
) -> None:
    """Write a plan in the form that the suffix of FILE names.

    \b
      .html   a page that opens offline and holds the plan
      .pdf    that page, printed by the Chromium, Chrome or Edge on this machine
      .ics    a calendar of a dated plan; importing it again updates
      .xlsx   a workbook: plan, week by week, assessment and support, brief
      .csv    a table of all occurrences
      .md     a text for a wiki
      .json   the plan itself
      .svg .png   one chart, for slides

    A page comes in three editions: for the client, for facilitators (a run sheet), for learners
    (their own journey and nothing else). `check` and `export` open the first two as a plan; a
    learner's page holds none. Own words and templates for the page may stand in the folder `page`
    of a working folder.
    """  # noqa: D301  (click means the real character: the next paragraph keeps its lines)
    from blendnb.cli.text.outcomes import exported_text
    from blendnb.exporting import export as write
    from blendnb.files.plans import load_plan

    read, accent = load_plan(plan), chosen_accent(choices.pop("accent"))
    write(
        read,
        output,
        chart=chart,
        accent=accent,
        catalogue=own_folder(catalogue),
        **choices,
    )
    if output != "-":
        click.echo(exported_text(read, output), nl=False)
