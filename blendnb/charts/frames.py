"""Tidy frames: one row an observation, one column a fact, for charts and for whoever wants numbers.

Frames hold days, minutes and ids as they are in the plan. Words for people are made where a chart
or a table is made.
"""

from typing import Literal

import pandas as pd

from blendnb.charts import columns as col
from blendnb.designing.workload import AT_WORK, weekly_workload
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.vocabulary import MODALITIES

Grouping = Literal["stage", "modality"]
STAGES = ("before", "during", "after")
LANE = "lane"
"""The group of what has no place in the order: help that stays open."""


def journey_frame(plan: Plan, group_by: Grouping = "stage") -> pd.DataFrame:
    """Return every occurrence of every touchpoint, rows in the journey's order.

    Parameters
    ----------
    plan
        The plan; undated ones do as well.
    group_by
        `stage` (before, during, after) or `modality`. Standing support comes last, as its own
        group, in both.

    Returns
    -------
    pandas.DataFrame
        Columns `id, title, group, modality, purpose, anchor, standing, live, minutes` (of one
        occurrence, for a learner), `times, why, start_day, end_day` (the day after the last;
        missing where it stays open), `occurrence` (1 for the first).

    Raises
    ------
    ValueError
        If the grouping is not one of the two.
    """
    rows = rows_in_order(plan, group_by)
    records = [record for group, t in rows for record in _occurrences(t, group)]
    frame = pd.DataFrame.from_records(records, columns=list(_JOURNEY_TYPES))
    return frame.astype(_JOURNEY_TYPES)


def rows_in_order(plan: Plan, group_by: Grouping = "stage") -> list[tuple[str, Touchpoint]]:
    """Return each touchpoint after its group, in the order in which a journey shows them."""
    order = _order_of_groups(group_by)
    grouped = [(_group(t, group_by), t) for t in plan.touchpoints]
    return sorted(grouped, key=lambda row: (order.index(row[0]), row[1].start_day))


_JOURNEY_TYPES = {
    col.ID: "str", col.TITLE: "str", col.GROUP: "str", col.MODALITY: "str", col.PURPOSE: "str",
    col.ANCHOR: "bool", col.STANDING: "bool", col.LIVE: "bool", col.MINUTES: "float",
    col.TIMES: "int", col.WHY: "str", col.START_DAY: "int", col.END_DAY: "Int64",
    col.OCCURRENCE: "int",
}  # fmt: skip


def workload_frame(plan: Plan) -> pd.DataFrame:
    """Return a learner's minutes for each week and modality.

    Returns
    -------
    pandas.DataFrame
        Columns `week` (1 begins at launch), `modality`, `minutes`, `counted` (tasks done at work do
        not count against a learner's time). Weeks in order; a week without minutes has no row.
    """
    records = [
        (load.week, modality, load.minutes[modality], modality != AT_WORK)
        for load in weekly_workload(plan)
        for modality in MODALITIES
        if load.minutes.get(modality)
    ]
    types = {col.WEEK: "int", col.MODALITY: "str", col.MINUTES: "float", col.COUNTED: "bool"}
    return pd.DataFrame.from_records(records, columns=list(types)).astype(types)


def _order_of_groups(group_by: Grouping) -> tuple[str, ...]:
    if group_by == "stage":
        return (*STAGES, LANE)
    if group_by == "modality":
        return (*MODALITIES, LANE)
    raise ValueError(f"rows are grouped by 'stage' or 'modality', not by {group_by!r}")


def _group(touchpoint: Touchpoint, group_by: Grouping) -> str:
    if touchpoint.standing:
        return LANE
    return touchpoint.stage if group_by == "stage" else touchpoint.modality


def _occurrences(t: Touchpoint, group: str) -> list[tuple[object, ...]]:
    shared = (
        t.id, t.title, group, t.modality, t.purpose, t.anchor, t.standing, t.live,
        t.learner_minutes, len(t.occurrences), t.why,
    )  # fmt: skip
    return [
        (*shared, o.start_day, None if o.end_day is None else o.end_day + 1, number)
        for number, o in enumerate(t.occurrences, start=1)
    ]
