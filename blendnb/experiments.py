"""The results of a spacing experiment, read from the files that people keep them in.

What the rows mean is decided in `blendnb.spacing`; here the file's name is added to whatever is
wrong with them. A module of its own, because `blendnb.spacing` must not read files.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from blendnb.files.problems import InputError, Problem, did_you_mean, shown
from blendnb.files.reading import Source, label, read_table

if TYPE_CHECKING:
    from blendnb.spacing.experiment.allocation import Allocation
    from blendnb.spacing.experiment.answers import ExperimentResults


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
