"""What the lab's views are told, as plain data: the controls, the key figures, the table."""

from collections.abc import Mapping, Sequence
from typing import Any

from blendnb.charts.calendar import week_name
from blendnb.charts.front import front_caption, front_sheet, front_takeaway
from blendnb.charts.variants import (
    MOST_VARIANTS,
    curves_caption,
    curves_of,
    curves_takeaway,
    strip_caption,
    strip_sheet,
    strip_takeaway,
    variants_sheet,
)
from blendnb.designing.workload import week_of
from blendnb.spacing.choice import Best, FrontPoint
from blendnb.spacing.models import MEMORY_MODELS, memory_models
from blendnb.spacing.questions import LEAST_REGRET, Judged, judged
from blendnb.widgets.gallery import Picture
from blendnb.widgets.lab_state import (
    LEAST_HORIZON,
    MOST_HORIZON,
    MOST_LAST,
    MOST_MINUTES,
    MOST_TOUCHPOINTS,
    LabState,
    gaps_of,
)

Told = dict[str, Any]
Found = Mapping[int, Best]


def controls_of(state: LabState, found: Found) -> Told:
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
        "ready": list(_ready_made(state, found)),
        "group": state.group,
        "topic": _topic(state),
    }


def limits_of(state: LabState) -> Told:
    """Return what the controls are made of; changes only with the plan."""
    return {
        "models": [{"id": id_, "label": model.label} for id_, model in MEMORY_MODELS.items()],
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
    day, others = state.returns.shift, len(state.question.met)
    times = "once" if others == 1 else f"{others} times"
    return (
        f"Day 0 is day {day} of the plan (week {week_name(week_of(day))}), the first study. "
        f"The rest of the plan meets the topic {times} more; these days stay."
    )


def _ready_made(state: LabState, found: Found) -> dict[str, tuple[int, ...]]:
    """The schedules that the current variant can be set to, by name."""
    count = len(state.variant.days)
    best = {LEAST_REGRET: found[count].days} if count in found else {}
    return {**best, **state.question.rules(count)}


def ready_made(state: LabState, found: Found, name: str) -> tuple[int, ...]:
    """Return the days of a schedule by its name.

    Raises
    ------
    ValueError
        If it does not fit, or the best days are not known yet.
    """
    days = _ready_made(state, found).get(name)
    if days is None:
        raise ValueError(f"{name} does not fit these touchpoints and days")
    return days


def rows_of(state: LabState, found: Found) -> tuple[Judged, ...]:
    """Judge the variants, the best days and the rules of thumb."""
    return judged(state.question, state.variants, found, len(state.variant.days))


def table_of(rows: Sequence[Judged]) -> Told:
    """Return the table of regret."""
    labels = [model.label for model in memory_models(list(rows[0].recall))]
    known = [row.max_regret for row in rows if row.max_regret is not None]
    least = min(known, default=None)
    return {
        "models": labels,
        "rows": [
            {
                "name": row.name,
                "kind": row.kind,
                "days": " ".join(map(str, row.days)),
                "recall": [f"{100 * share:.1f}" for share in row.recall.values()],
                "regret": [f"{100 * share:.1f}" for share in row.regret.values()],
                "greatest": "" if row.max_regret is None else f"{100 * row.max_regret:.1f}",
                "least": least is not None and row.max_regret == least,
            }
            for row in rows
        ],
    }


def figures_of(state: LabState, rows: Sequence[Judged]) -> list[Told]:
    """Return the numbers that matter first, about the current variant."""
    row = rows[state.current]
    low, high = (100 * end(row.recall.values()) for end in (min, max))
    what = "mean recall" if state.objective == "mean" else f"on day {state.last}"
    regret = "\N{HORIZONTAL ELLIPSIS}" if row.max_regret is None else f"{100 * row.max_regret:.1f}"
    return [
        {"value": f"{len(row.days)}", "noun": "touchpoints", "assumed": False},
        {"value": f"{len(row.days) * state.minutes_each}", "noun": "minutes", "assumed": False},
        {"value": f"{low:.0f}\N{EN DASH}{high:.0f} %", "noun": what, "assumed": False},
        {"value": regret, "noun": "points of regret", "assumed": False},
    ]


# -------------------------------------------------------------------------------- pictures


def curves_picture(state: LabState, width: float) -> Picture:
    """Draw the curves of every variant."""
    shown = memory_models(state.shown)
    curves = [curves_of(state.question, variant, shown) for variant in state.variants]
    chart = variants_sheet(state.question, curves, width=width)
    caption = curves_caption(curves, shown).replace(" %", "\u00a0%")
    return Picture(curves_takeaway(curves), caption, chart)


def strip_picture(state: LabState, rows: Sequence[Judged], width: float) -> Picture:
    """Draw the days of every schedule."""
    chart = strip_sheet(state.question, rows, width=width)
    return Picture(strip_takeaway(rows), strip_caption(state.question), chart)


def front_picture(state: LabState, found: Found, width: float) -> Picture:
    """Draw what more touchpoints buy, as far as it is known."""
    points = [
        FrontPoint(count, count * state.minutes_each, found[count])
        for count in range(1, MOST_TOUCHPOINTS + 1)
        if count in found
    ]
    chart = front_sheet(points, most=MOST_TOUCHPOINTS, width=width)
    if len(points) == MOST_TOUCHPOINTS:
        return Picture(front_takeaway(points), front_caption(points), chart)
    note = f"{len(points)} of {MOST_TOUCHPOINTS} numbers of touchpoints are searched so far."
    return Picture("What more touchpoints buy", f"{note} {front_caption(points)}".strip(), chart)
