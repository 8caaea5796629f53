"""What the pilot showed: raw files read, results told, and the plan simplified."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from blendnb.cli.options import as_json, catalogue_in, own_entries, own_folder, print_json

if TYPE_CHECKING:
    from blendnb.domain.plan import Plan
    from blendnb.domain.results import Results, Simplification
    from blendnb.measuring.measure import Measured


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
            self.fail(f"{str(value)[:60]!r} is not a date such as 2027-01-11.", param, ctx)


@click.command(short_help="Tell what a pilot showed, and what to simplify.")
@click.argument("plan", metavar="PLAN")
@click.argument("data", metavar="DATA...", nargs=-1)
@click.option("--sheet", metavar="FILE", help="Write a sheet to fill in (.xlsx, .csv) and stop.")
@click.option(
    "--example", metavar="DIR", help="Write a made pilot's raw files, to try this on, and stop."
)
@click.option("--launch", type=Day(), metavar="DATE", help="The pilot's first day.")
@click.option(
    "--mapping", metavar="FILE", help="How columns are read; else mapping.toml beside DATA."
)
@click.option("--draft-mapping", is_flag=True, help="Write a mapping.toml beside DATA and stop.")
@click.option("--aside", metavar="FILE.csv", help="Where rows go that cannot be used.")
@click.option("--accept", metavar="IDS", help="Simplifications to accept: s-1,s-3, or `advised`.")
@click.option("--who", metavar="NAME", help="Who accepted them, for the plan's decisions.")
@click.option("--when", type=Day(), metavar="DATE", help="On which day.")
@click.option("-o", "--output", metavar="PLAN.json", help="Where the simplified plan goes.")
@click.option("--story", metavar="PAGE.html", help="Write one page for the sponsor.")
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
    who: str | None,
    when: date | None,
    output: str | None,
    story: str | None,
    as_json: bool,
    catalogue: str | None,
) -> None:
    """Tell what a pilot showed: from raw exports to a simpler plan and a page for the sponsor.

    DATA are files or folders: completions of an LMS, xAPI statements, participants, surveys,
    feedback, observations, a business metric (CSV, Parquet, JSON, JSON lines, Excel), and the sheet
    that --sheet wrote. Ids of learners are hashed as they are read, and figures about fewer than
    five people are not shown.
    """
    from blendnb import pilots
    from blendnb.files.plans import load_plan

    read = load_plan(plan)
    if sheet:
        pilots.write_sheet(read, sheet)
        click.echo(f"wrote {sheet}")
    if example:
        _write_example(read, example, launch)
    if sheet or example:
        return
    if not data:
        raise click.UsageError(
            "Give the DATA to read; or --sheet FILE to write a sheet, or --example DIR to try it."
        )
    if bool(accept) != bool(output):
        raise click.UsageError("--accept and --output PLAN.json belong together.")
    if draft_mapping:
        click.echo(f"wrote {pilots.draft_mapping(read, data)}; complete it and run this again")
        return
    measured = _measured(read, data, launch, mapping, quiet=as_json)
    found = pilots.simplify(read, measured.results, catalogue=catalogue_in(catalogue))
    accepted = _accepted(found, accept)
    changed = pilots.accept(read, accepted, who=who, when=when)
    _write(measured, changed, aside=aside, output=output)
    if story:
        from blendnb.exporting.story import write_story

        write_story(
            read, changed, measured.results, accepted, story, catalogue=own_folder(catalogue)
        )
    if as_json:
        print_json(_data(measured.results, found, accepted))
        return
    from blendnb.cli.text.pilot import pilot_text

    click.echo(pilot_text(read, measured, found, accepted), nl=False)


def _write_example(plan: "Plan", folder: str, launch: date | None) -> None:
    from blendnb.measuring.made_pilot import make_pilot

    started = plan.replace(start=launch) if launch else plan
    files = make_pilot(started, Path(folder), seed=1, size=_EXAMPLE_PEOPLE)
    click.echo(f"wrote {', '.join(file.name for file in files)} into {folder}")


def _measured(
    plan: "Plan", data: tuple[str, ...], launch: date | None, mapping: str | None, *, quiet: bool
) -> "Measured":
    from blendnb import pilots
    from blendnb.measuring.mapping import load_mapping

    chosen = load_mapping(Path(mapping)) if mapping else None
    with _progress(quiet=quiet) as told:
        return pilots.measured_files(plan, data, mapping=chosen, launch=launch, progress=told)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Any]:
    """One line that says what is being read, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield None
        return

    def told(doing: str, share: float) -> None:
        click.echo(f"\r\033[K{doing[:60]} {share:4.0%}", err=True, nl=False)

    try:
        yield told
    finally:
        click.echo("\r\033[K", err=True, nl=False)


def _accepted(
    found: "tuple[Simplification, ...]", wanted: str | None
) -> "tuple[Simplification, ...]":
    if not wanted:
        return ()
    if wanted == "advised":
        return tuple(s for s in found if s.advised)
    ids = [id_.strip() for id_ in wanted.split(",")]
    unknown = [id_ for id_ in ids if id_ not in {s.id for s in found}]
    if unknown:
        known = ", ".join(s.id for s in found) or "none"
        raise click.UsageError(
            f"There is no simplification {unknown[0][:40]!r}; there are: {known}."
        )
    return tuple(s for s in found if s.id in ids)


def _write(measured: "Measured", changed: "Plan", *, aside: str | None, output: str | None) -> None:
    from blendnb import pilots
    from blendnb.files.plans import plan_json
    from blendnb.files.writing import write_whole

    if aside:
        pilots.write_aside(measured, aside)
    if output:
        write_whole(output, plan_json(changed))


def _data(
    results: "Results",
    found: "tuple[Simplification, ...]",
    accepted: "tuple[Simplification, ...]",
) -> dict[str, Any]:
    return {
        **results.to_data(),
        "simplify": [s.to_data() for s in found],
        "accepted": [s.id for s in accepted],
    }
