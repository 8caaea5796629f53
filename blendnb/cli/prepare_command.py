"""What has to be there before the first learner comes, in words or as data.

Short because each part is worked out and said elsewhere; this only chooses among them.
"""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import click

from blendnb.cli.measure_command import Day
from blendnb.cli.options import (
    as_json,
    catalogue_in,
    own_entries,
    plan_in,
    print_json,
    print_reports,
)

PARTS = {
    "build": ("build_list", "blendnb.reporting.build_report", "build_report"),
    "measures": ("measures_for", "blendnb.reporting.measures_report", "measures_report"),
}
"""By the name of a part: the public verb that works it out, and where its report is made."""


@click.command()
@click.argument("plan", metavar="PLAN")
@click.option("--only", type=click.Choice(list(PARTS)))
@click.option("--as-of", type=Day(), metavar="DATE")
@as_json
@own_entries
def prepare(
    plan: str, *, only: str | None, as_of: date | None, as_json: bool, catalogue: str | None
) -> None:
    """Say what must be there before the start."""
    from blendnb import api

    known = catalogue_in(catalogue)
    read = plan_in(plan, catalogue)
    chosen = {only: PARTS[only]} if only else PARTS
    asked = {"build": {"as_of": as_of}}
    worked_out = {
        name: getattr(api, verb)(read, catalogue=known, **asked.get(name, {}))
        for name, (verb, *_) in chosen.items()
    }
    if as_json:
        print_json({name: value.to_data() for name, value in worked_out.items()})
        return
    print_reports(*(_report_of(name)(value) for name, value in worked_out.items()))


def _report_of(part: str) -> Callable[[Any], Any]:
    _, home, name = PARTS[part]
    report: Callable[[Any], Any] = getattr(import_module(home), name)
    return report
