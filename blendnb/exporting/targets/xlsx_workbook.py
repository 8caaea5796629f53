"""`.xlsx`: a workbook that a project office can work with, with the sheets that sections have.

Each sheet answers a question of its own: what is there, what goes on week by week, what shows that
it works and who helps, what the plan answers.
"""

from blendnb.designing.workload import week_of
from blendnb.domain.plan import Plan
from blendnb.exporting.entries import occurrences
from blendnb.exporting.orders import Order, Target
from blendnb.exporting.subject import Subject
from blendnb.files.problems import refuse
from blendnb.language import say
from blendnb.reporting.workbook import Sheet, workbook

MOST_ROWS = 1_000_000
"""A sheet ends a little later."""


def spreadsheet(order: Order) -> bytes:
    """Return a plan as an Excel workbook.

    Raises
    ------
    InputError
        If the plan has more rows than a sheet can hold.
    """
    if _rows_of_weeks(order.plan) > MOST_ROWS:
        raise refuse(order.file, say("export.problem.rows", most=MOST_ROWS))
    return workbook(order.plan.title, sheets(order.subject))


def sheets(subject: Subject) -> list[Sheet]:
    """Return the sheets of a plan, those of all sections that have one."""
    from blendnb.exporting.sections import SECTIONS  # Altair and pandas

    placed = sorted(SECTIONS, key=lambda section: section.sheet_order)
    return [section.sheet(subject) for section in placed if section.sheet is not None]


def _rows_of_weeks(plan: Plan) -> int:
    """How many rows the largest sheet has, without making it."""
    return sum(
        week_of(e.start_day if e.end_day is None else e.end_day) - week_of(e.start_day) + 1
        for e in occurrences(plan)
    )


TARGETS = [Target(".xlsx", 40, spreadsheet)]
