"""What the pilot showed: raw files read, results said, and the plan simplified."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from blendnb.cli.options import as_json, catalogue_in, own_entries, own_folder, plan_in, print_json
from blendnb.language import say

if TYPE_CHECKING:
    from blendnb.domain.pilot_results import PilotResults, Simplification
    from blendnb.domain.plan import Plan
    from blendnb.measuring.measure import Measured
    from blendnb.spacing.forgetting import Forgetting


_EXAMPLE_PEOPLE = 40


class Day(click.ParamType[Any]):
    """A date: 2027-01-11."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(say("pilot.command.day", text=repr(str(value)[:60])), param, ctx)


@click.command()
@click.argument("plan", metavar="PLAN")
@click.argument("data", metavar="DATA...", nargs=-1)
@click.option("--sheet", metavar="FILE")
@click.option("--example", metavar="DIR")
@click.option("--launch", type=Day(), metavar="DATE")
@click.option("--mapping", metavar="FILE")
@click.option("--draft-mapping", is_flag=True)
@click.option("--aside", metavar="FILE.csv")
@click.option("--accept", metavar="IDS")
@click.option("--use", is_flag=True)
@click.option("--quiz", metavar="LOG.csv")
@click.option("--who", metavar="NAME")
@click.option("--when", type=Day(), metavar="DATE")
@click.option("-o", "--output", metavar="PLAN.json")
@click.option("--story", metavar="PAGE.html")
@as_json
@own_entries
def measure(
    plan: str,
    data: tuple[str, ...],
    *,
    sheet: str | None,
    example: str | None,
    launch: date | None,
    mapping: str | None,
    draft_mapping: bool,
    aside: str | None,
    accept: str | None,
    use: bool,
    quiz: str | None,
    who: str | None,
    when: date | None,
    output: str | None,
    story: str | None,
    as_json: bool,
    catalogue: str | None,
) -> None:
    """Tell what a pilot showed: from raw exports to a simpler plan and a page for the sponsor."""
    from blendnb import api

    read = plan_in(plan, catalogue)
    if sheet:
        api.write_sheet(read, sheet)
        click.echo(say("pilot.command.wrote", file=sheet))
    if example:
        _write_example(read, example, launch)
    if sheet or example:
        return
    if not data:
        raise click.UsageError(say("pilot.command.give_data"))
    use = use or quiz is not None
    if (use or bool(accept)) != bool(output):
        raise click.UsageError(say("pilot.command.together"))
    if draft_mapping:
        click.echo(say("pilot.command.draft", file=str(api.draft_mapping(read, data))))
        return
    measured = _measured(read, data, launch, mapping, quiet=as_json)
    simplifications = api.simplify(read, measured.results, catalogue=catalogue_in(catalogue))
    accepted = _accepted(simplifications, accept)
    changed = api.accept(read, accepted, who=who, when=when)
    used = api.use_pilot(changed, measured.results, _forgetting(quiz)) if use else None
    changed = used.plan if used else changed
    _write(measured, changed, aside=aside, output=output)
    if story:
        from blendnb.exporting.story import write_story

        write_story(
            read, changed, measured.results, accepted, story, catalogue=own_folder(catalogue)
        )
    if as_json:
        more = {"used": list(used.changes)} if used else {}
        print_json({**_data(measured.results, simplifications, accepted), **more})
        return
    click.echo(_in_words(read, measured, simplifications, accepted), nl=False)
    if used:
        from blendnb.reporting.pilot_report import pilot_used_report
        from blendnb.reporting.terminal import report_text

        click.echo(f"\n{report_text(pilot_used_report(used))}", nl=False)


def _forgetting(log: str | None) -> "Forgetting | None":
    """Return what a quiz log says of each topic."""
    if log is None:
        return None
    from blendnb.files.problems import InputError, Problem
    from blendnb.files.reading import label, read_table
    from blendnb.spacing import forgetting, read_attempts

    table = read_table(log)
    try:
        return forgetting(read_attempts(table))
    except ValueError as error:
        lines = str(error).split("\n")
        raise InputError(Problem(label(log), text=line) for line in lines) from None


def _in_words(
    plan: "Plan",
    measured: "Measured",
    simplifications: "tuple[Simplification, ...]",
    accepted: "tuple[Simplification, ...]",
) -> str:
    """Return the results as text, with how to keep the rows that were set aside."""
    from blendnb.measuring.pilot_statistics import pilot_of
    from blendnb.reporting.pilot_report import pilot_report
    from blendnb.reporting.terminal import paragraph, report_text

    results = measured.results
    size = pilot_of(plan, results)
    text = report_text(pilot_report(results, simplifications, accepted, size=size, drawn=False))
    aside = any(file.aside for file in results.files)
    return text + (f"\n{paragraph(say('pilot.keep_aside'))}\n" if aside else "")


def _write_example(plan: "Plan", folder: str, launch: date | None) -> None:
    from blendnb.measuring.example_pilot import make_pilot

    started = plan.replace(start=launch) if launch else plan
    files = make_pilot(started, Path(folder), seed=1, size=_EXAMPLE_PEOPLE)
    names = ", ".join(file.name for file in files)
    click.echo(say("pilot.command.wrote_into", files=names, folder=folder))


def _measured(
    plan: "Plan", data: tuple[str, ...], launch: date | None, mapping: str | None, *, quiet: bool
) -> "Measured":
    from blendnb import api
    from blendnb.measuring.column_mapping import load_mapping

    chosen = load_mapping(Path(mapping)) if mapping else None
    with _progress(quiet=quiet) as progress:
        return api.measured_files(plan, data, mapping=chosen, launch=launch, progress=progress)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Any]:
    """One line that says what is being read, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield None
        return

    def show(doing: str, share: float) -> None:
        click.echo(f"\r\033[K{doing[:60]} {share:4.0%}", err=True, nl=False)

    try:
        yield show
    finally:
        click.echo("\r\033[K", err=True, nl=False)


def _accepted(
    simplifications: "tuple[Simplification, ...]", wanted: str | None
) -> "tuple[Simplification, ...]":
    if not wanted:
        return ()
    if wanted == "advised":
        return tuple(s for s in simplifications if s.advised)
    ids = [id_.strip() for id_ in wanted.split(",")]
    unknown = [id_ for id_ in ids if id_ not in {s.id for s in simplifications}]
    if unknown:
        known = ", ".join(s.id for s in simplifications) or say("pilot.command.none")
        raise click.UsageError(
            say("pilot.command.not_there", id=repr(unknown[0][:40]), known=known)
        )
    return tuple(s for s in simplifications if s.id in ids)


def _write(measured: "Measured", changed: "Plan", *, aside: str | None, output: str | None) -> None:
    from blendnb import api
    from blendnb.files.briefs_and_plans import plan_json
    from blendnb.files.writing import write_whole

    if aside:
        api.write_aside(measured, aside)
    if output:
        write_whole(output, plan_json(changed))


def _data(
    results: "PilotResults",
    simplifications: "tuple[Simplification, ...]",
    accepted: "tuple[Simplification, ...]",
) -> dict[str, Any]:
    return {
        **results.to_data(),
        "simplify": [s.to_data() for s in simplifications],
        "accepted": [s.id for s in accepted],
    }
