"""What it costs and which option wins: a plan in hours and money, and plans side by side."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from blendnb.cli.group import INTERRUPTED
from blendnb.cli.options import as_json, catalogue_in, own_entries, own_folder, print_json

if TYPE_CHECKING:
    from blendnb.domain.brief import Brief
    from blendnb.domain.catalogue import Catalogue
    from blendnb.domain.exploration import Exploration


class Figure(click.ParamType[Any]):
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
        id_, equals, found = str(value).partition("=")
        if not (id_ and equals and found):
            self.fail(f"{value[:60]!r} is not ID=VALUE.", param, ctx)
        return id_.strip(), found.strip()


def cost_options(command: Any) -> Any:
    """Add the options that say with which prices and choices a cost is counted."""
    for option in (
        click.option(
            "--build-as",
            type=Setting(),
            multiple=True,
            metavar="FORMAT=RATE",
            help="Build a format at another rate, for instance "
            "self_paced_module=build_module_complex.",
        ),
        click.option("--reused", is_flag=True, help="60 % or more of the content is repurposed."),
        click.option("--currency", metavar="CODE", help="Of the prices given with --price."),
        click.option(
            "--price",
            type=Setting(),
            multiple=True,
            metavar="ID=FIGURE",
            help="A price of yours, 45 or 40,45,60; the ids stand at the end of the answer.",
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
        raise click.UsageError("Say in which --currency the prices are.")
    figure = Figure()
    return {
        "prices": {id_: figure.convert(found, None, None) for id_, found in price},
        "currency": currency,
        "reused": reused,
        "build_as": dict(build_as),
    }


@click.command(short_help="Count what a plan takes: build, deliver, learners' time.")
@click.argument("plan", metavar="PLAN")
@click.option("--against", metavar="PLAN", help="Another plan: for how many people is it cheaper?")
@click.option("--learner-time", is_flag=True, help="Count the learners' time in the break-even.")
@click.option(
    "--benefit",
    type=Figure(),
    metavar="FIGURE",
    help="Your own benefit, in the currency of the prices: gives the return on investment.",
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
    """Count what a plan takes: to build, to deliver, of learners' and managers' time.

    Hours always; money where you set a price, here or in the working folder's
    catalogue/prices.toml. No price is built in.
    """
    from blendnb import options
    from blendnb.files.plans import load_plan

    read = load_plan(plan)
    other = load_plan(against) if against else None
    settings = {
        **cost_settings(price, currency, reused=reused, build_as=build_as),
        "catalogue": catalogue_in(catalogue),
    }
    found = options.cost(read, **settings)
    even = options.break_even(read, other, learner_time=learner_time, **settings) if other else None
    earned = options.roi(benefit, found) if benefit else None
    if as_json:
        print_json(
            {
                **found.to_data(),
                "break_even": even.to_data() if even else None,
                "roi_percent": earned.to_data() if earned else None,
            }
        )
        return
    from blendnb.cli.text.cost import cost_text

    click.echo(cost_text(found, even, earned), nl=False)


@click.command(short_help="Set two to four plans side by side.")
@click.argument("plans", metavar="PLAN PLAN...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE.html", help="Write it as a page instead.")
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
    """Set two to four plans side by side, and say in words what one buys with the other.

    The first plan is set against each of the others.
    """
    from blendnb import options
    from blendnb.files.plans import load_plan

    settings = cost_settings(price, currency, reused=reused, build_as=build_as)
    found = options.compare(
        [load_plan(plan) for plan in plans], catalogue=catalogue_in(catalogue), **settings
    )
    if output:
        from blendnb.exporting.comparison_page import export_comparison

        export_comparison(found, output)
    if as_json:
        print_json(found.to_data())
    elif output is None:
        from blendnb.cli.text.comparison import comparison_text

        click.echo(comparison_text(found), nl=False)


@click.command(short_help="Compose and score every feasible design for a brief.")
@click.argument("brief", metavar="BRIEF")
@click.option("--workers", type=click.IntRange(1), help="Processes; as many as processors.")
@click.option("--open", "number", type=int, metavar="NUMBER", help="Write one design as a plan.")
@click.option("-o", "--output", metavar="FILE", help="A page with the chart, or the opened plan.")
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
    """Compose and score every feasible design for a brief, and show those that no other beats.

    Ctrl-C stops it and shows what was done until then; a second one ends it at once.
    """
    from blendnb import options
    from blendnb.files.briefs import load_brief

    read, known = load_brief(brief), catalogue_in(catalogue)
    if number is not None and output is None:
        raise click.UsageError("Say where the opened plan goes, with -o PLAN.json.")
    found = _with_progress(read, known, workers)
    if number is not None and output is not None:
        from blendnb.files.plans import plan_json
        from blendnb.files.writing import write_whole

        write_whole(output, plan_json(options.open_design(found, number, catalogue=known)))
    elif output is not None:
        from blendnb.exporting.exploration_page import export_exploration

        export_exploration(found, output, own=own_folder(catalogue))
    elif as_json:
        print_json(found.to_data())
    else:
        from blendnb.cli.text.exploration import exploration_text

        click.echo(exploration_text(found), nl=False)
    if not found.complete:
        click.echo(f"Stopped after {found.seen:,} of {found.asked:,} designs.", err=True)
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
    from blendnb import options

    with (
        _stoppable() as stopped,
        click.progressbar(length=1, label="Designs", file=sys.stderr) as bar,
    ):

        def told(done: int, of: int) -> bool:
            bar.length = of
            bar.update(done - bar.pos)
            return not stopped()

        return options.explore(brief, workers=workers, progress=told, catalogue=catalogue)
