"""The table twin of every chart: the same facts, for who reads numbers or cannot see the drawing.

Values are words and numbers as a person would write them. For numbers to compute with, take the
frames in `blendnb.charts.frames` and `blendnb.charts.recall`.
"""

from collections.abc import Sequence

import pandas as pd

from blendnb.charts import columns as col
from blendnb.charts.calendar import date_name, week_name
from blendnb.charts.frames import Grouping, rows_in_order, workload_frame
from blendnb.charts.journey_layout import group_name, minutes_text
from blendnb.charts.recall import Recall, recall_of
from blendnb.charts.words import ENGLISH, Words
from blendnb.designing.workload import week_of
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Plan
from blendnb.domain.vocabulary import MODALITIES
from blendnb.spacing.events import StudyEvents


def journey_table(plan: Plan, group_by: Grouping = "stage", words: Words = ENGLISH) -> pd.DataFrame:
    """Return one row for each touchpoint of the journey chart, in its order.

    Columns say where it stands, what it is, in which mode and for which purpose, when it begins and
    ends (with dates where the plan has a start), and how much of a learner's time it takes.
    """
    rows = [
        (
            group_name(group, words),
            t.title,
            words[f"modality.{t.modality}"],
            words[f"purpose.{t.purpose}"],
            day_name(plan, t.start_day, words),
            words["stays_open"] if t.standing else day_name(plan, t.last_day, words),
            minutes_text(
                {
                    col.STANDING: t.standing,
                    col.MINUTES: t.learner_minutes,
                    col.TIMES: len(t.occurrences),
                },
                words,
            ),
        )
        for group, t in rows_in_order(plan, group_by)
    ]
    return _frame(("group", "touchpoint", "mode", "purpose", "from", "to", "minutes"), rows, words)


def day_name(plan: Plan, day: int, words: Words = ENGLISH) -> str:
    """Return a day as its week, with its date where the plan has a start."""
    week = words["in_week"].format(week=week_name(week_of(day)))
    on = plan.date_of(day)
    if on is None:
        return week
    return words["week_and_date"].format(week=week, date=date_name(on, words, year=True))


def workload_table(plan: Plan, words: Words = ENGLISH) -> pd.DataFrame:
    """Return a learner's minutes for each week with anything to do, by modality and in all."""
    frame = workload_frame(plan)
    available = plan.brief.resolved.audience.minutes_per_week or 0
    rows = [
        (week_name(int(week)), *_minutes(members), f"{available:g}")
        for week, members in frame.groupby(col.WEEK)
    ]
    names = [words[f"modality.{modality}"] for modality in MODALITIES]
    ends = [words["column.learning"], words["column.available"]]
    return pd.DataFrame(rows, columns=[words["column.week"], *names, *ends])


def _minutes(members: pd.DataFrame) -> tuple[str, ...]:
    by_mode = members.set_index(col.MODALITY)[col.MINUTES]
    counted = members.loc[members[col.COUNTED], col.MINUTES].sum()
    shown = [f"{by_mode[m]:.0f}" if m in by_mode.index else "" for m in MODALITIES]
    return (*shown, f"{counted:.0f}")


def spacing_table(source: Plan | Recall, words: Words = ENGLISH) -> pd.DataFrame:
    """Return when topics are studied and what the models give, always as a band over them."""
    recall = source if isinstance(source, Recall) else recall_of(source)
    end, later = recall.last_day + 1, recall.until_day
    rows = [
        (
            " · ".join(schedule.topics),
            ", ".join(dict.fromkeys(week_name(week_of(day)) for day in schedule.events.plan_days)),
            *(
                _band(recall, events, day, words)
                for day in (end, later)
                for events in (schedule.events, schedule.without)
            ),
            _band(recall, schedule.once, later, words),
        )
        for schedule in recall.schedules
    ]
    columns = (
        "topics", "study_weeks", "at_end", "at_end_without", "later", "later_without", "later_once",
    )  # fmt: skip
    frame = _frame(columns, rows, words)
    return frame.rename(columns=lambda name: name.replace("{week}", week_name(week_of(later))))


def _band(recall: Recall, events: StudyEvents, day: int, words: Words) -> str:
    if not events.days:
        return words["not_studied"]
    low, high = recall.band(events, day)
    return words["band"].format(low=f"{100 * low:.0f}", high=f"{100 * high:.0f}")


def dimensions_table(audit: Audit, words: Words = ENGLISH) -> pd.DataFrame:
    """Return one row for each question of the five dimensions, with its verdict and evidence."""
    rows = [
        (
            words[f"dimension.{dimension.id}"],
            words[f"question.{question.id}"],
            words[f"verdict.{question.verdict}"],
            question.text,
        )
        for dimension in audit.dimensions
        for question in dimension.questions
    ]
    return _frame(("dimension", "question", "verdict", "evidence"), rows, words)


def _frame(names: tuple[str, ...], rows: Sequence[tuple[str, ...]], words: Words) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[words[f"column.{name}"] for name in names])
