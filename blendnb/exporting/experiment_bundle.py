"""A folder for a report on an experiment: tables, figures with captions, methods, and R code.

A reviewer asks for three things that a notebook does not hand over: the numbers behind a figure,
the words of the methods section, and a second program that gives the same answer. So all of it is
written at once, from one analysis: nothing in the folder can disagree with the rest.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from blendnb.charts.experiment_charts import differences_drawing, effects_of, lags_of
from blendnb.exporting.targets.chart_picture import drawn_svg
from blendnb.files.problems import refuse
from blendnb.files.reading import Source, label
from blendnb.files.writing import write_whole
from blendnb.language import count, csv_text, listed, number, say
from blendnb.reporting.markdown import report_markdown
from blendnb.reporting.spacing_report import experiment_report
from blendnb.spacing.experiment.analysis import Analysis
from blendnb.spacing.experiment.answers import ExperimentResults

if TYPE_CHECKING:
    import pandas as pd

_R: Final = """\
# {head}
# install.packages(c("lme4", "clubSandwich"))
library(lme4)
library(clubSandwich)

d <- read.csv("answers.csv", stringsAsFactors = FALSE)
d$arm <- relevel(factor(d$arm), ref = {reference})
at <- d[d$lag == {lag} & !is.na(d$outcome), ]

# {plain}
m <- lm(outcome ~ arm, data = at)
conf_int(m, vcov = "CR2", cluster = at$cluster)

# {model}
crossed <- glmer(outcome ~ arm + (1 | {random}) + (1 | item), data = at, family = binomial)
summary(crossed)
{adjusted}"""
_R_ADJUSTED: Final = """
# {head}
{known}a <- lm(outcome ~ arm{terms}, data = at)
conf_int(a, vcov = "CR2", cluster = at$cluster)
"""


def write_experiment(
    analysis: Analysis, results: ExperimentResults, folder: Source
) -> tuple[Path, ...]:
    """Write everything that a report on an experiment needs into a folder.

    Parameters
    ----------
    analysis
        What `analyze` gave.
    results
        What it analysed. Learners get numbers: no name leaves the table.
    folder
        Where to; it is made if it is not there.

    Returns
    -------
    tuple of Path
        The files: tables as `.csv`, figures as `.svg`, `report.md`, `methods.md`, `captions.md`,
        `answers.csv` and `analysis.R`, which reads it.

    Raises
    ------
    InputError
        If the folder cannot be made or a file cannot be written.
    """
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(label(folder), say("experiment.bundle.no_folder")) from error
    texts = {
        "effects.csv": _csv(analysis.effects_frame()),
        "arms.csv": _csv(analysis.arms_frame()),
        "attrition.csv": _csv(analysis.attrition_frame()),
        "lags.csv": _csv(analysis.lags_frame()),
        "answers.csv": _answers(results),
        **_figures(analysis),
        "captions.md": _captions(analysis),
        "methods.md": methods_paragraph(analysis, results) + "\n",
        "report.md": report_markdown(experiment_report(analysis)),
        "analysis.R": _r_code(analysis, results),
    }
    for name, content in texts.items():
        write_whole(target / name, content)
    return tuple(target / name for name in texts)


def _csv(frame: "pd.DataFrame") -> str:
    """A table whose texts no spreadsheet takes for formulas; empty where nothing is known."""
    rows = frame.astype(object).where(frame.notna(), "").itertuples(index=False)
    return csv_text([list(frame.columns), *map(list, rows)], line_end="\n")


def _figures(analysis: Analysis) -> dict[str, str]:
    figures = {"figure_effects.svg": effects_of(analysis), "figure_lags.svg": lags_of(analysis)}
    return {
        name: drawn_svg(differences_drawing(rows, _title(analysis)))
        for name, rows in figures.items()
        if rows
    }


def _title(analysis: Analysis) -> str:
    return say("experiment.heading", lag=count("days", analysis.lag_days))


def _captions(analysis: Analysis) -> str:
    clusters = min((e.found.clusters for e in analysis.effects), default=0)
    values = {
        "lag": count("days", analysis.lag_days),
        "clusters": count(f"{analysis.clustered_by}s", clusters),
    }
    names = ["effects", *(["lags"] if analysis.by_lag else [])]
    return "\n\n".join(say(f"experiment.bundle.caption.{name}", **values) for name in names) + "\n"


def methods_paragraph(analysis: Analysis, results: ExperimentResults) -> str:
    """Return how the experiment was analysed, as a methods section says it."""
    effects = analysis.effects
    adjusted = next((e.adjusted for e in effects if e.adjusted), None)
    held = []
    if adjusted:
        held += [say("experiment.bundle.strata")] if adjusted.strata else []
        held += [say("experiment.bundle.baseline")] if adjusted.baseline else []
    registered = analysis.deviations is not None
    sentences = [
        say(
            "experiment.bundle.drawn",
            people=count("learners", len(results.places)),
            arms=listed(results.arms),
            unit=say(f"experiment.bundle.unit.{analysis.clustered_by}"),
        ),
        say(f"experiment.bundle.{'registered' if registered else 'not_registered'}"),
        say("experiment.bundle.outcome", lag=count("days", analysis.lag_days)),
        say("experiment.bundle.errors"),
        *([say("experiment.bundle.adjusted", held=listed(held))] if held else []),
        say("experiment.bundle.missing"),
        *([say("experiment.bundle.by_lag")] if analysis.by_lag else []),
        *(analysis.deviations or ()),
    ]
    return " ".join(sentences)


def _answers(results: ExperimentResults) -> str:
    """One row for each answer, learners, clusters and strata as numbers."""
    numbers = {person.learner: number for number, person in enumerate(results.places, 1)}
    head = ["learner", "cluster", "stratum", "arm", "item", "lag", "repeated", "baseline"]
    rows = [
        [
            numbers[a.learner],
            int(results.learner_clusters[numbers[a.learner] - 1]) + 1,
            int(results.learner_strata[numbers[a.learner] - 1]) + 1,
            results.places[numbers[a.learner] - 1].arm,
            a.item,
            f"{a.lag_days:g}",
            "" if a.repeated is None else int(a.repeated),
            "" if a.baseline is None else f"{a.baseline:g}",
            "" if a.outcome is None else int(a.outcome),
        ]
        for a in results.answers
    ]
    return csv_text([[*head, "outcome"], *rows], line_end="\n")


def _r_code(analysis: Analysis, results: ExperimentResults) -> str:
    adjusted = next((e.adjusted for e in analysis.effects if e.adjusted), None)
    more = ""
    if adjusted:
        terms = f"{' + factor(stratum)' if adjusted.strata else ''}"
        terms += " + baseline" if adjusted.baseline else ""
        # Whose baseline is not known has the mean, as here.
        mean = "at$baseline[is.na(at$baseline)] <- mean(at$baseline, na.rm = TRUE)\n"
        known = mean if adjusted.baseline else ""
        more = _R_ADJUSTED.format(
            head=say("experiment.bundle.r.adjusted"), terms=terms, known=known
        )
    random = "cluster / learner" if analysis.clustered_by == "team" else "learner"
    return _R.format(
        head=say("experiment.bundle.r.head", lag=number(analysis.lag_days)),
        reference=_r_text(results.arms[0]),
        lag=f"{analysis.lag_days:g}",
        plain=say("experiment.bundle.r.plain"),
        model=say("experiment.bundle.r.model"),
        random=random,
        adjusted=more,
    )


def _r_text(name: str) -> str:
    """A text as R reads it, whatever stands in it."""
    inside = "".join(c if c.isalnum() or c in " _-." else f"\\u{{{ord(c):x}}}" for c in name)
    return f'"{inside}"'
