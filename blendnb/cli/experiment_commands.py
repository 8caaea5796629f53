"""An experiment on schedules: how large, who gets which, what was settled, what came out."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from blendnb.cli.group import Commands
from blendnb.cli.options import as_json, print_json, print_reports
from blendnb.language import say


@contextmanager
def _usage_errors() -> Iterator[None]:
    """Say what the spacing package refuses as a mistake in the command."""
    from blendnb.files.problems import InputError

    try:
        yield
    except InputError:
        raise
    except ValueError as error:
        raise click.UsageError(str(error)) from None


@click.group(cls=Commands)
def experiment() -> None:
    """Compare schedules by lot: size, draw, register, analyze."""


@experiment.command()
@click.option("--from", "p1", type=float, required=True)
@click.option("--to", "p2", type=float, required=True)
@click.option("--items", type=int, default=10, show_default=True)
@click.option("--icc", type=float, default=0.2, show_default=True)
@click.option("--team-size", type=float, default=1.0, show_default=True)
@click.option("--team-icc", type=float, default=0.05, show_default=True)
@click.option("--team-size-cv", type=float, default=0.0, show_default=True)
@click.option("--baseline-r", type=float, default=0.0, show_default=True)
@click.option("--power", type=float, default=0.8, show_default=True)
@click.option("--attrition", type=float, default=0.1, show_default=True)
@click.option("--runs", type=int, default=0, show_default=True)
@as_json
def size(*, as_json: bool, attrition: float, runs: int, **asked: float) -> None:
    """Say how many learners, or teams, each arm needs."""
    from blendnb.reporting.spacing_report import size_report
    from blendnb.spacing import sample_size

    with _usage_errors():
        result = sample_size(asked.pop("p1"), asked.pop("p2"), **asked)  # type: ignore[arg-type]
    played = _played(result, attrition, runs) if runs else None
    if as_json:
        data = {
            "learners_per_arm": result.learners_per_arm, "teams_per_arm": result.teams_per_arm,
            "answers_per_arm": result.answers_per_arm, "design_effect": result.design_effect,
        }  # fmt: skip
        print_json({**data, "played": played and vars(played)})
    else:
        print_reports(size_report(result, played))


def _played(result: Any, attrition: float, runs: int) -> Any:
    """Play the experiment through, with a bar on standard error."""
    from blendnb.spacing import verdict_power

    asked = click.get_current_context().params
    units = result.teams_per_arm or result.learners_per_arm
    with (
        _usage_errors(),
        click.progressbar(length=runs, label=say("cli.spacing.experiment.bar"), file=sys.stderr)
        as bar,
    ):  # fmt: skip
        return verdict_power(
            asked["p1"], asked["p2"], units, items=asked["items"], icc=asked["icc"],
            team_size=asked["team_size"], team_icc=asked["team_icc"],
            team_size_cv=asked["team_size_cv"], attrition=attrition, runs=runs,
            progress=lambda done, _of: bar.update(done - bar.pos),
        )  # fmt: skip


@experiment.command()
@click.argument("learners", metavar="LEARNERS.csv")
@click.option("--arms", default="control,spaced", show_default=True)
@click.option("--seed", type=int, required=True)
@click.option("--strata", default="")
@click.option("--by-team", is_flag=True)
@click.option("-o", "--output", default="-", metavar="FILE")
def draw(
    learners: str, *, arms: str, seed: int, strata: str, by_team: bool, output: str
) -> None:  # fmt: skip
    """Draw lots: who gets which schedule."""
    from blendnb.experiments import draw_lots
    from blendnb.files.writing import write_whole

    with _usage_errors():
        drawn = draw_lots(
            learners, _names(arms), seed=seed, strata=_names(strata), by_team=by_team
        )  # fmt: skip
    write_whole(output, drawn.csv())


@experiment.command()
@click.option("--question", required=True)
@click.option("--arms", default="control,spaced", show_default=True)
@click.option("--lag", type=float, required=True)
@click.option("--items", default="")
@click.option("--adjusted", is_flag=True)
@click.option("--learners-per-arm", type=int, default=0)
@click.option("--equivalent-within", type=float)
@click.option("--seed", type=int)
@click.option("-o", "--output", default="-", metavar="FILE")
def register(
    *, question: str, arms: str, lag: float, items: str, adjusted: bool, learners_per_arm: int,
    equivalent_within: float | None, seed: int | None, output: str,
) -> None:  # fmt: skip
    """Settle what an experiment will be judged by, before anybody is drawn."""
    from blendnb.files.writing import write_whole
    from blendnb.spacing import Preregistration

    with _usage_errors():
        settled = Preregistration(
            question, _names(arms), lag, _names(items), "adjusted" if adjusted else "difference",
            learners_per_arm, equivalent_within, seed,
        )  # fmt: skip
    write_whole(output, settled.text())


@experiment.command()
@click.argument("results", metavar="RESULTS.csv")
@click.option("--allocation", metavar="FILE")
@click.option("--registered", metavar="FILE")
@click.option("--lag", type=float)
@click.option("--against")
@click.option("--adjusted", is_flag=True)
@click.option("-o", "--output", metavar="FOLDER")
@as_json
def analyze(
    results: str, *, allocation: str | None, registered: str | None, lag: float | None,
    against: str | None, adjusted: bool, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Say what an experiment showed, and what it did not."""
    from blendnb.experiments import load_experiment, load_preregistration
    from blendnb.reporting.spacing_report import experiment_report
    from blendnb.spacing.experiment import analysis

    read = load_experiment(results, allocation)
    settled = load_preregistration(registered) if registered else None
    with _usage_errors():
        result = analysis.analyze(
            read, lag_days=lag, against=against, registered=settled,
            model="adjusted" if adjusted else None,
        )  # fmt: skip
    if output is not None:
        from blendnb.exporting.experiment_bundle import write_experiment

        write_experiment(result, read, output)
    if as_json:
        print_json(result.as_dict())
    else:
        print_reports(experiment_report(result))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
