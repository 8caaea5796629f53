"""The lab's view model: what its views show, worked out from its state and the days found so far.

Pure functions: the same state and the same best days always give the same view.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from blendnb.charts.calendar import week_name
from blendnb.charts.variants import (
    MOST_VARIANTS,
    curves_caption,
    curves_of,
    curves_takeaway,
    front_caption,
    front_plots,
    front_takeaway,
    strip_caption,
    strip_plots,
    strip_takeaway,
    variants_plots,
)
from blendnb.designing.workload import week_of
from blendnb.language import between, number, percent, say
from blendnb.spacing.best_days import Best, FrontPoint
from blendnb.spacing.models import MEMORY_MODELS, memory_models, model_label
from blendnb.spacing.questions import Judged, judged, least_regret_name
from blendnb.widgets.chart_messages import Picture
from blendnb.widgets.lab_state import (
    LEAST_HORIZON,
    MOST_HORIZON,
    MOST_LAST,
    MOST_MINUTES,
    MOST_TOUCHPOINTS,
    LabState,
    gaps_of,
)

View = dict[str, Any]
BestDays = Mapping[int, Best]
"""The best days that are known for the question that is asked, by number of touchpoints."""


def view_of(state: LabState, best_days: BestDays) -> View:
    """Return everything that the views show beside charts, as plain data."""
    rows = rows_of(state, best_days)
    return {
        "limits": limits_of(state),
        "controls": controls_of(state, best_days),
        "figures": figures_of(state, rows),
        "table": table_of(rows),
        "closed": list(state.closed),
        "has_plan": state.plan is not None,
    }


def controls_of(state: LabState, best_days: BestDays) -> View:
    """Return what the controls show."""
    variant = state.variant
    return {
        "names": [v.name for v in state.variants],
        "current": state.current,
        "can_add": len(state.variants) < MOST_VARIANTS,
        "touchpoints": len(variant.days),
        "gaps": gaps_of(variant.days),
        "days": list(variant.days),
        "objective": state.objective,
        "last": state.last,
        "horizon": state.horizon,
        "minutes_each": state.minutes_each,
        "shown": list(state.shown),
        "ready": list(_presets(state, best_days)),
        "group": state.group,
        "topic": _topic(state),
    }


def limits_of(state: LabState) -> View:
    """Return what the controls are made of; changes only with the plan."""
    return {
        "models": [{"id": id_, "label": model_label(id_)} for id_ in MEMORY_MODELS],
        "touchpoints": MOST_TOUCHPOINTS,
        "horizon": [LEAST_HORIZON, MOST_HORIZON],
        "last": MOST_LAST,
        "minutes": MOST_MINUTES,
        "groups": [" · ".join(group.topics) for group in state.groups],
    }


def _topic(state: LabState) -> str:
    """Where the topics stand in the plan."""
    if state.returns is None:
        return ""
    day = state.returns.shift
    return say(
        "lab.topic", count=len(state.question.met), day=str(day), week=week_name(week_of(day))
    )


def _presets(state: LabState, best_days: BestDays) -> dict[str, tuple[int, ...]]:
    """The schedules that the current variant can be set to, by name."""
    count = len(state.variant.days)
    best = {least_regret_name(): best_days[count].days} if count in best_days else {}
    return {**best, **state.question.rules(count)}


def preset_days(state: LabState, best_days: BestDays, name: str) -> tuple[int, ...]:
    """Return the days of a schedule that the current variant can be set to, by its name.

    Raises
    ------
    ValueError
        If it does not fit, or the best days are not known yet.
    """
    days = _presets(state, best_days).get(name)
    if days is None:
        raise ValueError(say("lab.does_not_fit", schedule=name))
    return days


def rows_of(state: LabState, best_days: BestDays) -> tuple[Judged, ...]:
    """Judge the variants, the best days and the rules of thumb."""
    return judged(state.question, state.variants, best_days, len(state.variant.days))


def table_of(rows: Sequence[Judged]) -> View:
    """Return the table of regret."""
    known = [row.max_regret for row in rows if row.max_regret is not None]
    least = min(known, default=None)
    return {
        "models": [model_label(id_) for id_ in rows[0].recall],
        "rows": [
            {
                "name": row.name,
                "kind": row.kind,
                "days": " ".join(map(str, row.days)),
                "recall": list(map(points, row.recall.values())),
                "regret": list(map(points, row.regret.values())),
                "greatest": "" if row.max_regret is None else points(row.max_regret),
                "least": least is not None and row.max_regret == least,
            }
            for row in rows
        ],
    }


def points(share: float) -> str:
    """Return a share as percentage points with one decimal."""
    return number(100 * share, 1)


def figures_of(state: LabState, rows: Sequence[Judged]) -> list[View]:
    """Return the numbers that matter first, about the current variant."""
    row = rows[state.current]
    touchpoints, minutes = len(row.days), len(row.days) * state.minutes_each
    low, high = min(row.recall.values()), max(row.recall.values())
    recall = between(number(100 * low, 0), percent(high)) if low < high else percent(low)
    regret = "\N{HORIZONTAL ELLIPSIS}" if row.max_regret is None else points(row.max_regret)
    return [
        _figure(number(touchpoints), say("lab.figure.touchpoints", count=touchpoints)),
        _figure(number(minutes), say("lab.figure.minutes", count=minutes)),
        _figure(recall, say(f"lab.figure.{state.objective}", day=str(state.last))),
        _figure(regret, say("lab.figure.regret")),
    ]


def _figure(value: str, noun: str) -> View:
    return {"value": value, "noun": noun, "assumed": False}


# -------------------------------------------------------------------------------- pictures


def pictures_of(
    state: LabState, best_days: BestDays, width: float
) -> dict[str, Callable[[], Picture]]:
    """Return the charts by name, each with the function that draws it."""
    rows = rows_of(state, best_days)
    return {
        "curves": lambda: _curves_picture(state, width),
        "strip": lambda: _strip_picture(state, rows, width),
        "front": lambda: _front_picture(state, best_days, width),
    }


def _curves_picture(state: LabState, width: float) -> Picture:
    """Draw the curves of every variant."""
    shown = memory_models(state.shown)
    curves = [curves_of(state.question, variant, shown) for variant in state.variants]
    chart = variants_plots(state.question, curves, width=width)
    return Picture(curves_takeaway(curves), curves_caption(curves, shown), chart)


def _strip_picture(state: LabState, rows: Sequence[Judged], width: float) -> Picture:
    """Draw the days of every schedule."""
    chart = strip_plots(state.question, rows, width=width)
    return Picture(strip_takeaway(rows), strip_caption(state.question), chart)


def _front_picture(state: LabState, best_days: BestDays, width: float) -> Picture:
    """Draw what more touchpoints buy, as far as it is known."""
    known = [
        FrontPoint(count, count * state.minutes_each, best_days[count])
        for count in range(1, MOST_TOUCHPOINTS + 1)
        if count in best_days
    ]
    chart = front_plots(known, most=MOST_TOUCHPOINTS, width=width)
    if len(known) == MOST_TOUCHPOINTS:
        return Picture(front_takeaway(known), front_caption(known), chart)
    note = say("lab.searched", done=len(known), of=MOST_TOUCHPOINTS)
    return Picture(say("front.heading"), f"{note} {front_caption(known)}".strip(), chart)
