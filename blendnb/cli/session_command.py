"""`blendnb session`: the sessions of a plan, minute by minute.

A module of its own because it belongs to no other family of commands.
"""

import click

from blendnb.cli.options import (
    as_json,
    catalogue_in,
    own_entries,
    plan_in,
    print_json,
    print_reports,
)


@click.command()
@click.argument("plan", metavar="PLAN")
@click.argument("touchpoint", metavar="[TOUCHPOINT]", required=False)
@as_json
@own_entries
def session(plan: str, touchpoint: str | None, *, as_json: bool, catalogue: str | None) -> None:
    """Show what happens in each session of a plan, minute by minute."""
    from blendnb import api
    from blendnb.reporting.session_report import session_plans, session_report, sessions_report

    known = catalogue_in(catalogue)
    read = plan_in(plan, catalogue)
    if touchpoint is not None:
        one = api.session_plan(read, touchpoint, catalogue=known)
        print_json(one.to_data()) if as_json else print_reports(session_report(one))
        return
    sessions = session_plans(read, known)
    if as_json:
        print_json({"sessions": [each.to_data() for each in sessions]})
    else:
        print_reports(sessions_report(sessions))
