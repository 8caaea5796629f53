"""The main job: a brief becomes a recommendation, a plan, an audit and a page."""

import warnings
from typing import TYPE_CHECKING, Any

import click

from blendnb.cli.group import NOT_GOOD_ENOUGH
from blendnb.cli.options import (
    as_json,
    catalogue_in,
    chosen_accent,
    own_entries,
    own_folder,
    plan_in,
    print_json,
    print_reports,
)
from blendnb.domain.vocabulary import BLEND_MODELS
from blendnb.language import listed, say

if TYPE_CHECKING:
    from blendnb.domain.brief import Brief
    from blendnb.domain.catalogue import Catalogue
    from blendnb.domain.findings import Audit
    from blendnb.domain.plan import Plan
    from blendnb.exporting.orders import ExportOption


@click.command()
@click.argument("brief", metavar="BRIEF")
@as_json
@own_entries
def recommend(brief: str, *, as_json: bool, catalogue: str | None) -> None:
    """Rank the blend models for a brief, with reasons, and say what would change the answer."""
    from blendnb import api
    from blendnb.files.briefs_and_plans import load_brief

    read = load_brief(brief)
    known = catalogue_in(catalogue)
    advice = api.recommend(read, catalogue=known)
    if as_json:
        print_json(advice.to_data())
        return
    from blendnb.reporting.recommendation_report import recommendation_report
    from blendnb.reporting.terminal import paragraph, report_text, section

    about = section(read.title, paragraph(read.objective, indent=2))
    text = report_text(recommendation_report(advice, known, read))
    click.echo(f"{about}\n\n{text}", nl=False)


@click.command()
@click.argument("brief", metavar="[BRIEF]", required=False)
@click.option("-o", "--output", metavar="PLAN.json", required=True)
@click.option("--blend-model", type=click.Choice(BLEND_MODELS))
@click.option("--blueprint", metavar="ID")
@own_entries
def design(
    brief: str | None,
    output: str,
    *,
    blend_model: str | None,
    blueprint: str | None,
    catalogue: str | None,
) -> None:
    """Compose a complete plan for a brief."""
    from blendnb import api
    from blendnb.designing.compose import Refusal
    from blendnb.files.briefs_and_plans import load_brief, plan_json
    from blendnb.files.writing import write_whole
    from blendnb.reporting.plan_report import refusal_reports

    if brief is None and blueprint is None:
        raise click.UsageError(say("cli.design.no_brief"))
    read = load_brief(brief) if brief else None
    try:
        plan = api.design(
            read,
            blend_model=blend_model,
            blueprint=blueprint,
            catalogue=catalogue_in(catalogue),
        )
    except Refusal as refusal:
        facts, known = read.stated if read else {}, api.catalogue_of(catalogue_in(catalogue))
        print_reports(*refusal_reports(refusal, facts, known), err=True)
        raise click.exceptions.Exit(NOT_GOOD_ENOUGH) from None
    write_whole(output, plan_json(plan))
    if output != "-":
        from blendnb.reporting.plan_report import designed_report

        print_reports(*designed_report(plan, output))
        if read and blueprint is None and blend_model is None:
            _print_offer(read, catalogue)


def _print_offer(brief: "Brief", catalogue: str | None) -> None:
    """Print which blueprint answers nearly this brief; it is offered, never taken silently."""
    from blendnb import api
    from blendnb.reporting.blueprints_report import offer_report

    offer = api.offered_blueprint(brief, catalogue=catalogue_in(catalogue))
    if offer:
        click.echo()
        print_reports(offer_report(offer))


@click.command()
@click.argument("plan", metavar="PLAN")
@as_json
@own_entries
def check(plan: str, *, as_json: bool, catalogue: str | None) -> None:
    """Audit a plan in every dimension; name broken constraints and tensions in the brief."""
    from blendnb import api

    read = plan_in(plan, catalogue)
    known = catalogue_in(catalogue)
    audit = api.audit(read, catalogue=known)
    if as_json:
        print_json(audit.to_data())
    else:
        click.echo(findings_text(read, audit, known), nl=False)
    if audit.broken:
        raise click.exceptions.Exit(NOT_GOOD_ENOUGH)


def findings_text(plan: "Plan", audit: "Audit", catalogue: "Catalogue | None" = None) -> str:
    """Return the plan in a line, what is guessed in it, its ledger, and the report of its audit."""
    from blendnb.reporting.audit_report import audit_report
    from blendnb.reporting.ledger_report import ledger_report
    from blendnb.reporting.plan_report import guesses_report, plan_in_a_line
    from blendnb.reporting.terminal import document, paragraph, report_text, section

    report, content = audit_report(audit, catalogue), ledger_report(plan)
    return document(
        section(plan.title, paragraph(plan_in_a_line(plan), indent=2)),
        report_text(guesses_report(plan)).strip("\n"),
        report_text(content).rstrip("\n") if content else "",
        report_text(report).rstrip("\n"),
        paragraph(report.short),
    )


class ExportCommand(click.Command):
    """Takes the options and says the suffixes of whatever kinds of files there are.

    They are looked up when they are needed, because the other commands do without them.
    """

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's own parameters with those of all kinds of files after the output."""
        from blendnb.exporting.targets import options, suffixes_with  # parts of the page

        plan, output, *more = super().get_params(ctx)
        chosen = [_export_option(option, suffixes_with(option)) for option in options()]
        return [plan, output, *chosen, *more]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does, with a line for each kind of file."""
        from blendnb.exporting.targets import TARGETS

        rows = [(suffix, target.what) for suffix, target in TARGETS.items()]
        first, *rest = say("export.help").split("\n")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(first)
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_dl(rows)
            for text in rest:
                formatter.write_paragraph()
                formatter.write_text(text)
            self.format_epilog(ctx, formatter)


def _export_option(option: "ExportOption", suffixes: list[str]) -> click.Option:
    text = say("export.option_for", suffixes=listed(suffixes), text=option.text)
    flag = f"--{option.name.replace('_', '-')}"
    if option.values:
        return click.Option([flag], type=click.Choice(option.values), help=text)
    if option.metavar:
        return click.Option([flag], metavar=option.metavar, help=text)
    return click.Option([flag], is_flag=True, help=text)


@click.command(
    cls=ExportCommand,
)
@click.argument("plan", metavar="PLAN")
@click.option("-o", "--output", metavar="FILE", required=True)
@own_entries
def export(plan: str, output: str, *, catalogue: str | None, **chosen: Any) -> None:
    """Write a plan in the form that the suffix of FILE names."""
    from blendnb import exporting
    from blendnb.exporting.own_templates import note_of_own
    from blendnb.reporting.plan_report import exported_reports

    read, accent = plan_in(plan, catalogue), chosen_accent(chosen.pop("accent"))
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", UserWarning)
        own = own_folder(catalogue)
        exporting.export(read, output, accent=accent, catalogue=own, **chosen)
    for note in filter(None, [*(str(w.message) for w in warned), note_of_own(own, output)]):
        click.echo(note, err=True)
    if output != "-":
        print_reports(*exported_reports(read, output))
