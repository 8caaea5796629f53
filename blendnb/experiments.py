"""The results of a spacing experiment, read from the files that people keep them in.

What the rows mean is decided in `blendnb.spacing`; here the file's name is added to whatever is
wrong with them. A module of its own, because `blendnb.spacing` must not read files.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from blendnb.files.problems import InputError, Problem, did_you_mean, shown
from blendnb.files.reading import Source, label, read_table, read_text

if TYPE_CHECKING:
    from blendnb.spacing.experiment.allocation import Allocation
    from blendnb.spacing.experiment.answers import ExperimentResults
    from blendnb.spacing.experiment.preregistration import Preregistration


def load_experiment(
    results: Source, allocation: "Source | Allocation | None" = None
) -> "ExperimentResults":
    """Read the results of an experiment, and how its lots were drawn.

    Parameters
    ----------
    results
        A CSV file with the columns learner, arm, item, outcome (1 or 0, empty where no answer
        came), and optionally team, lag (days from the last study to the test) and repeated.
    allocation
        The file that the allocation was saved in, or the allocation itself; without one nobody
        can see who was drawn and never came.

    Raises
    ------
    InputError
        With everything that is wrong with a file.
    """
    from blendnb.spacing.experiment.allocation import Allocation
    from blendnb.spacing.experiment.answers import read_allocation, read_results

    drawn = None
    if isinstance(allocation, Allocation):
        drawn = allocation
    elif allocation is not None:
        rows = read_table(allocation)
        with _named(allocation):
            drawn = read_allocation(rows)
    rows = read_table(results)
    with _named(results):
        return read_results(rows, drawn)


def draw_lots(
    learners: Source,
    arms: Sequence[str],
    *,
    seed: int,
    strata: Sequence[str] = (),
    by_team: bool = False,
) -> "Allocation":
    """Draw lots for the learners of a file; the parameters are those of `spacing.randomize`.

    Raises
    ------
    InputError
        With everything that is wrong with the file.
    ValueError
        For arms that are not at least two different names.
    """
    from blendnb.spacing.experiment.allocation import randomize

    rows = read_table(learners)
    with _named(learners):
        return randomize(rows, arms, seed=seed, strata=strata, by_team=by_team)


def load_preregistration(source: Source) -> "Preregistration":
    """Read what was settled before an experiment.

    Raises
    ------
    InputError
        If it is no preregistration.
    """
    from blendnb.spacing.experiment.preregistration import read_preregistration

    text = read_text(source)
    try:
        return read_preregistration(text)
    except ValueError as error:
        raise InputError(
            Problem(label(source), text=line) for line in str(error).split("\n")
        ) from None


@contextmanager
def _named(source: Source) -> Iterator[None]:
    """Say what is wrong with a table as problems of its file."""
    from blendnb.spacing.experiment.table_rows import Fault, TableError

    def problem(fault: Fault) -> Problem:
        value = "" if fault.value is None else shown(fault.value)
        hint = did_you_mean(fault.meant, fault.known)
        return Problem(label(source), fault.position, value, fault.text, hint)

    try:
        yield
    except TableError as error:
        raise InputError(map(problem, error.faults)) from None
