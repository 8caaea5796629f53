"""When learning should come back: recall on a day, the best days, a fit to one's own data."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from blendnb.cli.options import as_json, print_json

ALL = "all"
MEMORY_MODELS = ("sac", "ppe", "pavlik_anderson", "fsrs6", "power_curve")

memory_model_option = click.option(
    "--memory-model",
    default=ALL,
    show_default=True,
    metavar="ID",
    type=click.Choice((*MEMORY_MODELS, ALL)),
    help=f"One of {', '.join(MEMORY_MODELS)}; {ALL}: those that plan.",
)


class DayList(click.ParamType[Any]):
    """Days as people write them: 0,7,30."""

    name = "days"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, ...]:
        """Return the days as numbers."""
        if isinstance(value, tuple):
            return value
        try:
            days = [float(part) for part in str(value).split(",")]
        except ValueError:
            self.fail(f"{value[:60]!r} is not a list of days such as 0,7,30.", param, ctx)
        return tuple(int(day) if day.is_integer() else day for day in days)


@contextmanager
def _usage_errors() -> Iterator[None]:
    """Say what the spacing package refuses as a mistake in the command."""
    try:
        yield
    except ValueError as error:
        raise click.UsageError(str(error)) from None


@click.group()
def spacing() -> None:
    """When should learning come back? Modelled recall of factual content.

    The numbers compare schedules; they forecast nobody.
    """


@spacing.command()
@click.option("--days", type=DayList(), required=True, help="Study days, for instance 0,7,30.")
@click.option("--at", type=DayList(), required=True, help="The day, or days, to look at.")
@memory_model_option
@as_json
def retention(
    days: tuple[float, ...], at: tuple[float, ...], *, memory_model: str, as_json: bool
) -> None:
    """Say how much is left on a day after studying on certain days."""
    from blendnb.cli.text.spacing import retention_data, retention_text
    from blendnb.spacing import memory_models

    with _usage_errors():
        recall = {m.id: m.recall(days, at) for m in memory_models(memory_model)}
    data = retention_data(days, at, recall)
    print_json(data) if as_json else click.echo(retention_text(data), nl=False)


@spacing.command()
@click.option("--touchpoints", type=int, required=True, help="How many; day 0 is not counted.")
@click.option("--horizon", type=int, required=True, help="Last day that may carry one.")
@click.option(
    "--objective",
    type=click.Choice(("mean", "day")),
    default="mean",
    show_default=True,
    help="Mean recall over a window, or recall on one day.",
)
@click.option("--until", type=int, help="Last day of the window; the horizon by default.")
@click.option("--at", type=int, help="The day of `--objective day`; the horizon by default.")
@memory_model_option
@as_json
def plan(
    touchpoints: int,
    horizon: int,
    *,
    objective: str,
    until: int | None,
    at: int | None,
    memory_model: str,
    as_json: bool,
) -> None:
    """Find the best days for a number of touchpoints after a first study on day 0.

    With several memory models, the days are chosen that lose least whichever of them is right.
    """
    from blendnb.cli.text.spacing import plan_data, plan_text
    from blendnb.spacing import best

    with _usage_errors():
        found = best(
            touchpoints, horizon, objective, until=until, at=at, memory_models=memory_model
        )
    data = plan_data(found)
    print_json(data) if as_json else click.echo(plan_text(data), nl=False)


@spacing.command()
@click.argument("data", metavar="DATA.csv")
@click.option("--memory-model", required=True, type=click.Choice(MEMORY_MODELS), help="Which one.")
@as_json
def fit(data: str, *, memory_model: str, as_json: bool) -> None:
    """Fit a memory model to recall that was observed.

    DATA.csv has the columns schedule ("0;21"), at (day counted from day 0), recall (0 to 1) and,
    where it is known, n.
    """
    import pandas as pd

    from blendnb.cli.text.spacing import fit_data, fit_text
    from blendnb.files.reading import label
    from blendnb.files.tables import read_table
    from blendnb.spacing import MEMORY_MODELS as CLASSES
    from blendnb.spacing import fit as fitted

    table = pd.DataFrame(read_table(data))
    with _unusable_rows(label(data)):
        found = fitted(CLASSES[memory_model], table)
    answer = fit_data(found)
    print_json(answer) if as_json else click.echo(fit_text(answer), nl=False)


@contextmanager
def _unusable_rows(file: str) -> Iterator[None]:
    """Say what is wrong with the rows of a table as problems of its file."""
    from blendnb.files.problems import InputError, Problem

    try:
        yield
    except ValueError as error:
        raise InputError(Problem(file, text=line) for line in str(error).split("\n")) from None
