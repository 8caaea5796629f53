"""A plan's facts as rows: tidy frames to compute with, and the table twin of every chart to read.

Frames hold days, minutes and ids as they are in the plan: one row an observation, one column a
fact. The values of a twin are words and numbers as a person would write them, for who reads numbers
or cannot see the drawing. The numbers of recall are in `blendnb.charts.recall`.
"""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from blendnb.charts import columns
from blendnb.charts.calendar import day_name, week_name
from blendnb.charts.journey_layout import group_name, minutes_text
from blendnb.charts.recall import Recall, Studies, TopicSchedule, recall_of
from blendnb.designing.workload import AT_WORK, week_of, weekly_workload
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.vocabulary import MODALITIES
from blendnb.language import isolated, number, say

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
    columns.ID: "str", columns.TITLE: "str", columns.GROUP: "str", columns.MODALITY: "str",
    columns.PURPOSE: "str", columns.ANCHOR: "bool", columns.STANDING: "bool", columns.LIVE: "bool",
    columns.MINUTES: "float", columns.TIMES: "int", columns.WHY: "str", columns.START_DAY: "int",
    columns.END_DAY: "Int64", columns.OCCURRENCE: "int",
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
    types = {
        columns.WEEK: "int",
        columns.MODALITY: "str",
        columns.MINUTES: "float",
        columns.COUNTED: "bool",
    }
    return pd.DataFrame.from_records(records, columns=list(types)).astype(types)


def _order_of_groups(group_by: Grouping) -> tuple[str, ...]:
    if group_by == "stage":
        return (*STAGES, LANE)
    if group_by == "modality":
        return (*MODALITIES, LANE)
    raise ValueError(f"rows are grouped by 'stage' or 'modality', not by {group_by!r}")


def _group(touchpoint: Touchpoint, group_by: Grouping) -> str:
    if touchpoint.stays_open:
        return LANE
    return touchpoint.stage if group_by == "stage" else touchpoint.modality


def _occurrences(t: Touchpoint, group: str) -> list[tuple[object, ...]]:
    shared = (
        t.id, t.title, group, t.modality, t.purpose, t.anchor, t.stays_open, t.live,
        t.learner_minutes, len(t.occurrences), t.why,
    )  # fmt: skip
    return [
        (*shared, o.start_day, None if o.end_day is None else o.end_day + 1, number)
        for number, o in enumerate(t.occurrences, start=1)
    ]


def journey_table(plan: Plan, group_by: Grouping = "stage") -> pd.DataFrame:
    """Return one row for each touchpoint of the journey chart, in its order.

    Columns say where it stands, what it is, in which mode and for which purpose, when it begins and
    ends (with dates where the plan has a start), and how much of a learner's time it takes.
    """
    rows = [
        (
            group_name(group),
            t.title,
            say(f"charts.modality.{t.modality}"),
            say(f"charts.purpose.{t.purpose}"),
            day_name(plan, t.start_day),
            say("charts.stays_open") if t.stays_open else day_name(plan, t.last_day),
            minutes_text(
                {
                    columns.STANDING: t.stays_open,
                    columns.MINUTES: t.learner_minutes,
                    columns.TIMES: len(t.occurrences),
                },
            ),
        )
        for group, t in rows_in_order(plan, group_by)
    ]
    return _frame(("group", "touchpoint", "mode", "purpose", "from", "to", "minutes"), rows)


def workload_table(plan: Plan) -> pd.DataFrame:
    """Return a learner's minutes for each week with anything to do, by modality and in all."""
    frame = workload_frame(plan)
    available = plan.brief.resolved.audience.minutes_per_week or 0
    rows = [
        (week_name(int(week)), *_minutes(members), f"{available:g}")
        for week, members in frame.groupby(columns.WEEK)
    ]
    names = [say(f"charts.modality.{modality}") for modality in MODALITIES]
    ends = [say("charts.column.learning"), say("charts.column.available")]
    return pd.DataFrame(rows, columns=[say("charts.column.week"), *names, *ends])


def _minutes(members: pd.DataFrame) -> tuple[str, ...]:
    lists = (
        members[name].tolist() for name in (columns.MODALITY, columns.MINUTES, columns.COUNTED)
    )
    rows = list(zip(*lists, strict=True))
    by_mode = {modality: minutes for modality, minutes, _ in rows}
    counted = sum(minutes for _, minutes, is_counted in rows if is_counted)
    shown = [f"{by_mode[m]:.0f}" if m in by_mode else "" for m in MODALITIES]
    return (*shown, f"{counted:.0f}")


def spacing_table(source: Plan | Recall) -> pd.DataFrame:
    """Return when topics are studied and what the models give, always as a band over them."""
    recall = source if isinstance(source, Recall) else recall_of(source)
    end, later = recall.last_day + 1, recall.until_day
    rows = [
        (
            " · ".join(map(isolated, schedule.topics)),
            ", ".join(dict.fromkeys(week_name(week_of(day)) for day in schedule.events.plan_days)),
            *(
                _band(recall, schedule, studies, day)
                for day in (end, later)
                for studies in (schedule.planned, schedule.without)
            ),
            _band(recall, schedule, schedule.once, later),
        )
        for schedule in recall.schedules
    ]
    heads = (
        "topics", "study_weeks", "at_end", "at_end_without", "later", "later_without", "later_once",
    )  # fmt: skip
    return _frame(heads, rows, week=week_name(week_of(later)))


def _band(recall: Recall, schedule: TopicSchedule, studies: Studies, day: int) -> str:
    if not studies.events.days:
        return say("charts.not_studied")
    low, high = recall.band(studies, day, schedule.material)
    line = recall.on_day(studies, day, schedule.material)
    shares = {"usual": line, "low": low, "high": high}
    return say("charts.band", **{name: number(100 * x, 0) for name, x in shares.items()})


def dimensions_table(audit: Audit) -> pd.DataFrame:
    """Return one row for each question of the audit, with its verdict and evidence."""
    rows = [
        (
            say(f"audit.dimension.{dimension.id}"),
            say(f"audit.question.{question.id}"),
            say(f"audit.verdict.{question.verdict}"),
            question.text,
        )
        for dimension in audit.dimensions
        for question in dimension.questions
    ]
    return _frame(("dimension", "question", "verdict", "evidence"), rows)


def _frame(names: Sequence[str], rows: Sequence[tuple[str, ...]], **values: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[say(f"charts.column.{name}", **values) for name in names])
