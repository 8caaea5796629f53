"""The command line: parse, call, print.

Every command reads its input whole before it writes anything, loads only what it needs, and ends
with 0 (done), 1 (read and found wanting: a broken constraint, a refusal) or 2 (bad usage or
unusable input, with sentences on standard error).
"""

import click

from blendnb._version import __version__
from blendnb.cli.catalogue_commands import blueprints, schema
from blendnb.cli.cost_compare_explore import compare, cost, explore
from blendnb.cli.design_commands import check, design, export, recommend
from blendnb.cli.folders import lab, new, studio
from blendnb.cli.group import Commands
from blendnb.cli.measure_command import measure
from blendnb.cli.prepare_command import prepare
from blendnb.cli.session_command import session
from blendnb.cli.spacing_commands import spacing


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="blendnb", message="%(prog)s %(version)s")
def main() -> None:
    """Design blended-learning journeys: from a brief to an explained plan and one page."""


for command in (
    recommend,
    design,
    check,
    session,
    export,
    prepare,
    compare,
    cost,
    measure,
    explore,
    blueprints,
    spacing,
    schema,
    new,
    studio,
    lab,
):
    main.add_command(command)
