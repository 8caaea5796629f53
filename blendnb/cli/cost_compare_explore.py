"""What it costs and which option wins: a plan in hours and money, and plans side by side."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from blendnb.cli.group import INTERRUPTED
from blendnb.cli.options import (
    as_json,
    catalogue_in,
    own_entries,
    own_folder,
    plan_in,
    print_json,
    print_reports,
)
from blendnb.language import say

if TYPE_CHECKING:
    from blendnb.domain.brief import Brief
    from blendnb.domain.catalogue import Catalogue
    from blendnb.domain.exploration import Exploration


class FigureParameter(click.ParamType[Any]):
    """A figure, or its low, usual and high end: 45 or 40,45,60."""

    name = "figure"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float, float]:
        """Return the three ends."""
        if isinstance(value, tuple):
            return value
        try:
            ends = [float(part) for part in str(value).split(",")]
        except ValueError:
            ends = []
        if len(ends) == 1:
            ends *= 3
        if len(ends) != 3 or ends != sorted(ends):  # noqa: PLR2004
            self.fail(f"{value[:60]!r} is not a figure such as 45, or 40,45,60.", param, ctx)
        return ends[0], ends[1], ends[2]


class Setting(click.ParamType[Any]):
    """An id with what it is set to: wage_learner_hour=45."""

    name = "setting"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Return the id and its value."""
        if isinstance(value, tuple):
            return value
        id_, equals, setting = str(value).partition("=")
        if not (id_ and equals and setting):
            self.fail(f"{value[:60]!r} is not ID=VALUE.", param, ctx)
        return id_.strip(), setting.strip()


def cost_options(command: Any) -> Any:
    """Add the options that say with which prices and choices a cost is counted."""
    for option in (
        click.option(
            "--build-as",
            type=Setting(),
            multiple=True,
            metavar="FORMAT=RATE",
        ),
        click.option("--reused", is_flag=True),
        click.option("--currency", metavar="CODE"),
        click.option(
            "--price",
            type=Setting(),
            multiple=True,
            metavar="ID=FIGURE",
        ),
    ):
        command = option(command)
    return command


def cost_settings(
    price: tuple[tuple[str, str], ...],
    currency: str | None,
    *,
    reused: bool,
    build_as: tuple[tuple[str, str], ...],
) -> dict[str, Any]:
    """Return the options as the arguments of `bl.cost`."""
    if price and not currency:
        raise click.UsageError(say("cli.cost.no_currency"))
    figure = FigureParameter()
    return {
        "prices": {id_: figure.convert(ends, None, None) for id_, ends in price},
        "currency": currency,
        "reused": reused,
        "build_as": dict(build_as),
    }


@click.command()
@click.argument("plan", metavar="PLAN")
@click.option("--against", metavar="PLAN")
@click.option("--learner-time", is_flag=True)
@click.option(
    "--benefit",
    type=FigureParameter(),
    metavar="FIGURE",
)
@cost_options
@as_json
@own_entries
def cost(
    plan: str,
    *,
    against: str | None,
    learner_time: bool,
    benefit: tuple[float, float, float] | None,
    price: tuple[tuple[str, str], ...],
    currency: str | None,
    reused: bool,
    build_as: tuple[tuple[str, str], ...],
    as_json: bool,
    catalogue: str | None,
) -> None:
    """Count what a plan takes: to build, to deliver, of learners' and managers' time."""
    from blendnb import api

    read = plan_in(plan, catalogue)
    other = plan_in(against, catalogue) if against else None
    settings = {
        **cost_settings(price, currency, reused=reused, build_as=build_as),
        "catalogue": catalogue_in(catalogue),
    }
    costed = api.cost(read, **settings)
    even = api.break_even(read, other, learner_time=learner_time, **settings) if other else None
    earned = api.roi(benefit, costed) if benefit else None
    if as_json:
        print_json(
            {
                **costed.to_data(),
                "break_even": even.to_data() if even else None,
                "roi_percent": earned.to_data() if earned else None,
            }
        )
        return
    from blendnb.reporting.cost_report import (
        break_even_report,
        cost_report,
        prices_report,
        return_report,
    )

    print_reports(
        cost_report(costed),
        *([break_even_report(even)] if even else []),
        *([return_report(earned)] if earned else []),
        prices_report(costed.assumptions),
    )


@click.command()
@click.argument("plans", metavar="PLAN PLAN...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE.html")
@cost_options
@as_json
@own_entries
def compare(
    plans: tuple[str, ...],
    *,
    output: str | None,
    price: tuple[tuple[str, str], ...],
    currency: str | None,
    reused: bool,
    build_as: tuple[tuple[str, str], ...],
    as_json: bool,
    catalogue: str | None,
) -> None:
    """Set two to four plans side by side, and say in words what one buys with the other."""
    from blendnb import api

    settings = cost_settings(price, currency, reused=reused, build_as=build_as)
    compared = api.compare(
        [plan_in(plan, catalogue) for plan in plans], catalogue=catalogue_in(catalogue), **settings
    )
    if output:
        from blendnb.exporting.comparison_page import export_comparison

        export_comparison(compared, output)
    if as_json:
        print_json(compared.to_data())
    elif output is None:
        from blendnb.reporting.comparison_report import comparison_report
        from blendnb.reporting.cost_report import prices_report

        prices = prices_report(compared.options[0].cost.assumptions)
        print_reports(comparison_report(compared), prices)


@click.command()
@click.argument("brief", metavar="BRIEF")
@click.option("--workers", type=click.IntRange(1))
@click.option("--open", "number", type=int, metavar="NUMBER")
@click.option("-o", "--output", metavar="FILE")
@as_json
@own_entries
def explore(
    brief: str,
    *,
    workers: int | None,
    number: int | None,
    output: str | None,
    as_json: bool,
    catalogue: str | None,
) -> None:
    """Compose and score every feasible design for a brief, and show those that no other beats."""
    from blendnb import api
    from blendnb.files.briefs_and_plans import load_brief

    read, known = load_brief(brief), catalogue_in(catalogue)
    if number is not None and output is None:
        raise click.UsageError(say("cli.explore.no_output"))
    explored = _with_progress(read, known, workers)
    if number is not None and output is not None:
        from blendnb.files.briefs_and_plans import plan_json
        from blendnb.files.writing import write_whole

        write_whole(output, plan_json(api.open_design(explored, number, catalogue=known)))
    elif output is not None:
        from blendnb.exporting.exploration_page import export_exploration

        export_exploration(explored, output, own=own_folder(catalogue))
    elif as_json:
        print_json(explored.to_data())
    else:
        from blendnb.reporting.exploration_report import exploration_report

        print_reports(exploration_report(explored))
    if not explored.complete:
        stopped = say("exploration.stopped_early", seen=explored.seen, asked=explored.asked)
        click.echo(stopped, err=True)
        click.get_current_context().exit(INTERRUPTED)


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C end the exploring with what is done, and a second one end everything."""
    pressed: list[int] = []

    def press(number: int, _: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def _with_progress(brief: "Brief", catalogue: "Catalogue", workers: int | None) -> "Exploration":
    """Explore with a bar on standard error."""
    from blendnb import api

    with (
        _stoppable() as stopped,
        click.progressbar(length=1, label=say("cli.explore.bar"), file=sys.stderr) as bar,
    ):

        def advance(done: int, of: int) -> bool:
            bar.length = of
            bar.update(done - bar.pos)
            return not stopped()

        return api.explore(brief, workers=workers, progress=advance, catalogue=catalogue)
