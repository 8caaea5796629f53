"""When learning should come back: recall on a day, the best days, a fit to one's own data."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import click

from blendnb.cli.experiment_commands import experiment
from blendnb.cli.group import Commands
from blendnb.cli.options import (
    as_json,
    catalogue_in,
    own_entries,
    plan_in,
    print_json,
    print_reports,
)
from blendnb.language import say

_BEST_DAYS = ("days", "objective", "window", "value", "regret", "rules_of_thumb", "exact")
_FIT = (
    "memory_model",
    "parameters",
    "intervals",
    "rmse",
    "default_rmse",
    "observations",
    "warnings",
)
"""The keys of the answers, in their order."""


class _ModelCommand(click.Command):
    """Takes the id of a memory model.

    Which there are is looked up when it is needed, because the other commands do without NumPy.
    """

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's own parameters, with the memory model before `--json`."""
        from blendnb.spacing.models import MEMORY_MODELS

        *own, json, helping = super().get_params(ctx)
        return [*own, self._model_option(tuple(MEMORY_MODELS)), json, helping]

    def _model_option(self, ids: tuple[str, ...]) -> click.Option:
        text = say("cli.spacing.fit.option.memory_model")
        return click.Option(["--memory-model"], required=True, type=click.Choice(ids), help=text)


class _ModelsCommand(_ModelCommand):
    """Takes the id of a memory model, or all that plan."""

    def _model_option(self, ids: tuple[str, ...]) -> click.Option:
        from blendnb.spacing.models import ALL

        return click.Option(
            ["--memory-model"],
            default=ALL,
            show_default=True,
            metavar="ID",
            type=click.Choice((*ids, ALL)),
            help=say("cli.shared.memory_model", ids=", ".join(ids), all=ALL),
        )


def _of(data: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    return {key: data[key] for key in keys}


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


@click.group(cls=Commands)
def spacing() -> None:
    """When should learning come back? Modelled recall of factual content."""


@spacing.command(cls=_ModelsCommand)
@click.option("--days", type=DayList(), required=True)
@click.option("--at", type=DayList(), required=True)
@as_json
def retention(
    days: tuple[float, ...], at: tuple[float, ...], *, memory_model: str, as_json: bool
) -> None:
    """Say how much is left on a day after studying on certain days."""
    from blendnb.reporting.spacing_report import retention_report
    from blendnb.spacing import memory_models

    with _usage_errors():
        recall = {m.id: m.recall(days, at) for m in memory_models(memory_model)}
    if as_json:
        by_model = {name: values.tolist() for name, values in recall.items()}
        print_json({"days": list(days), "at": list(at), "recall": by_model})
    else:
        print_reports(retention_report(days, at, recall))


@spacing.command(cls=_ModelsCommand)
@click.option("--touchpoints", type=int, required=True)
@click.option("--horizon", type=int, required=True)
@click.option(
    "--objective",
    type=click.Choice(("mean", "day")),
    default="mean",
    show_default=True,
)
@click.option("--until", type=int)
@click.option("--at", type=int)
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
    """Find the best days for a number of touchpoints after a first study on day 0."""
    from blendnb.reporting.spacing_report import best_days_report
    from blendnb.spacing import best

    with _usage_errors():
        result = best(
            touchpoints, horizon, objective, until=until, at=at, memory_models=memory_model
        )
    if as_json:
        print_json(_of(result.as_dict(), _BEST_DAYS))
    else:
        print_reports(best_days_report(result))


@spacing.command()
@click.option("--touchpoints", type=int, required=True)
@click.option("--horizon", type=int, required=True)
@click.option("--until", type=int, default=180, show_default=True)
@click.option("--minutes", type=float, default=15.0, show_default=True)
@click.option("--first-minutes", type=float, default=60.0, show_default=True)
@as_json
def robust(
    touchpoints: int,
    horizon: int,
    *,
    until: int,
    minutes: float,
    first_minutes: float,
    as_json: bool,
) -> None:
    """Find days that lose least whatever the memory model, the material and the dose."""
    from blendnb.reporting.spacing_report import robust_report
    from blendnb.spacing import robust_days

    with _usage_errors():
        result = robust_days(
            touchpoints, horizon, until=until, minutes=minutes, first_minutes=first_minutes
        )
    if as_json:
        print_json(result.as_dict())
    else:
        print_reports(robust_report(result))


@spacing.command(cls=_ModelCommand)
@click.argument("data", metavar="DATA.csv")
@as_json
def fit(data: str, *, memory_model: str, as_json: bool) -> None:
    """Fit a memory model to recall that was observed."""
    import pandas as pd

    from blendnb.files.reading import label, read_table
    from blendnb.reporting.spacing_report import fit_report
    from blendnb.spacing import models, recall_fitting

    table = pd.DataFrame(read_table(data))
    with _unusable_rows(label(data)):
        result = recall_fitting.fit(models.MEMORY_MODELS[memory_model], table)
    if as_json:
        print_json(_of(result.as_dict(), _FIT))
    else:
        print_reports(fit_report(result))


@contextmanager
def _unusable_rows(file: str) -> Iterator[None]:
    """Say what is wrong with the rows of a table as problems of its file."""
    from blendnb.files.problems import InputError, Problem

    try:
        yield
    except ValueError as error:
        raise InputError(Problem(file, text=line) for line in str(error).split("\n")) from None


@spacing.command()
@click.argument("plan", metavar="PLAN")
@click.option("--day", type=int)
@as_json
@own_entries
def levers(plan: str, *, day: int | None, as_json: bool, catalogue: str | None) -> None:
    """Say what changes of a plan would buy in recall, and what they cost."""
    from blendnb import api
    from blendnb.designing.levers_of_recall import compared_on
    from blendnb.reporting.spacing_report import levers_report

    journey = plan_in(plan, catalogue)
    on = compared_on(journey) if day is None else day
    changes = api.levers(journey, day=on, catalogue=catalogue_in(catalogue))
    if as_json:
        print_json({"day": on, "levers": [lever.as_dict() for lever in changes]})
    else:
        print_reports(levers_report(changes, on))


@spacing.command()
@click.argument("log", metavar="LOG.csv")
@click.option("--by", type=click.Choice(("topic",)), default="topic", show_default=True)
@click.option("--column", type=(str, str), multiple=True, metavar="NAME HEADING")
@as_json
def curve(log: str, *, by: str, column: tuple[tuple[str, str], ...], as_json: bool) -> None:  # noqa: ARG001 -- there is one way so far
    """Say how fast people forget, by topic, from a log of quiz answers."""
    from blendnb.files.reading import label, read_table
    from blendnb.reporting.spacing_report import forgetting_report
    from blendnb.spacing import forgetting, read_attempts

    table = read_table(log)
    with _unusable_rows(label(log)):
        attempts = read_attempts(table, dict(column))
        result = forgetting(attempts)
    if as_json:
        print_json(result.as_dict())
    else:
        print_reports(forgetting_report(result))


spacing.add_command(experiment)
