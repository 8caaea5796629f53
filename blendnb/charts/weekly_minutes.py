"""What a journey asks of a learner's time, week by week, against the time there is.

Above the base line stand the minutes that count, stacked by modality, each with its letter where
there is room. Below it hang the minutes of tasks done at work: they are work, so they are shown and
not counted. One line says how many minutes a week learners have.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from blendnb.charts import columns
from blendnb.charts.calendar import Calendar, calendar_of, week_name
from blendnb.charts.drawing import (
    PIXEL_X,
    PIXEL_X2,
    PIXEL_Y,
    PIXEL_Y2,
    Drawing,
    Layer,
    Records,
    modality_fill,
    named,
    nominal,
    stacked,
    table,
    text,
    titled,
)
from blendnb.charts.lettering import width_px
from blendnb.charts.tables import workload_frame
from blendnb.charts.takeaways import legend, workload_takeaway
from blendnb.charts.theme import NOTEBOOK_WIDTH, SMALL_SIZE, Theme, theme
from blendnb.designing.workload import DAYS_IN_WEEK
from blendnb.domain.plan import Plan
from blendnb.language import say

if TYPE_CHECKING:
    import altair as alt

_TOP, _ABOVE, _BELOW, _AXIS = 22, 150, 60, 24
_LEFT, _MOST_BAR, _LEAST_BAR_FOR_LETTER = 44, 44, 13
_LEAST_HEIGHT_FOR_LETTER = 16
_LEAST_WIDE, _NARROW_EDGE = 500, 8
_STEPS = (15, 30, 60, 120, 240, 480, 960, 1920, 3840)
_MOST_LEVELS = 4


def workload_chart(
    plan: Plan,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw a learner's minutes by week and modality, with the takeaway as title.

    Parameters
    ----------
    plan
        The plan.
    width
        Pixels.
    theme_name
        `light` or `dark`.

    Raises
    ------
    ValueError
        If the theme does not exist.
    """
    chart = workload_drawing(plan, width=width, theme_name=theme_name)
    return titled(chart, workload_takeaway(plan), workload_subtitle(plan))


def workload_subtitle(plan: Plan) -> str:
    """Return what the chart shows, and what its letters stand for."""
    return f"{say('charts.workload_name')}. {legend(plan)}"


def workload_drawing(
    plan: Plan,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `workload_chart`."""
    frame, colors = workload_frame(plan), theme(theme_name)
    available = plan.brief.resolved.audience.minutes_per_week or 0
    scale = _Scale(frame, calendar_of(plan), float(available), width)
    layers = [
        *_levels(scale, colors),
        *_bars(scale, colors),
        *_available(scale, colors),
        *_labels(scale, colors),
    ]
    description = workload_takeaway(plan)
    return stacked(layers, colors, width=width, height=scale.height, description=description)


@dataclass(frozen=True)
class _Scale:
    """Where weeks and minutes are, in pixels."""

    frame: pd.DataFrame
    calendar: Calendar
    available: float
    width: float

    @cached_property
    def right(self) -> float:
        if self.width < _LEAST_WIDE:
            return float(_NARROW_EDGE)
        longest = max(self.line_name, say("charts.below_the_line"), key=len)
        return width_px(longest, SMALL_SIZE) * 1.1 + 10

    @property
    def line_name(self) -> str:
        return say("charts.minutes_available", minutes=f"{self.available:g}")

    @property
    def week_width(self) -> float:
        return (self.width - _LEFT - self.right) * DAYS_IN_WEEK / self.calendar.days

    @property
    def bar_width(self) -> float:
        return min(self.week_width * 0.72, _MOST_BAR)

    @property
    def base(self) -> float:
        return float(_TOP + _ABOVE)

    @cached_property
    def at_work(self) -> float:
        """Minutes on the job in the fullest week."""
        beside = self.frame[~self.frame[columns.COUNTED]]
        return float(beside[columns.MINUTES].max()) if len(beside) else 0.0

    @property
    def height(self) -> float:
        return self.base + (_BELOW if self.at_work else 0) + _AXIS

    @cached_property
    def most(self) -> float:
        totals = (
            self.frame[self.frame[columns.COUNTED]].groupby(columns.WEEK)[columns.MINUTES].sum()
        )
        return max(float(totals.max()) if len(totals) else 0.0, self.available, 1.0)

    def middle(self, week: int) -> float:
        """Middle of a week."""
        day = (week - 1) * DAYS_IN_WEEK - self.calendar.first_day
        return _LEFT + (day / DAYS_IN_WEEK + 0.5) * self.week_width

    def y(self, minutes: float) -> float:
        """Height of minutes that count."""
        return self.base - minutes / self.most * _ABOVE

    def below(self, minutes: float) -> float:
        """Depth of minutes on the job, on the same scale as long as that fits."""
        room = _BELOW - 16
        return self.base + min(minutes / self.most * _ABOVE, room * minutes / self.at_work)


def _levels(scale: _Scale, colors: Theme) -> Iterator[Layer]:
    step = next((s for s in _STEPS if scale.most / s <= _MOST_LEVELS), _STEPS[-1])
    marks = [float(m) for m in range(0, int(scale.most) + 1, step)]
    end = scale.width - scale.right
    lines = [(_LEFT, end, scale.y(minutes)) for minutes in marks]
    rule = {"type": "rule", "color": colors["grid"]}
    data = table((columns.X, columns.X2, columns.Y), lines)
    yield named("levels", data, rule, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)
    names = [(f"{minutes:g}", _LEFT - 8, scale.y(minutes) + 4) for minutes in marks]
    data = table((columns.TEXT, columns.X, columns.Y), names)
    yield text("level-names", data, colors["muted"], x=PIXEL_X, small=True, align="right")


def _segments(scale: _Scale) -> Records:
    """One rectangle for each week and modality, those that count on top of each other."""
    segments: Records = []
    tops: dict[int, float] = {}
    for entry in scale.frame.to_dict("records"):
        week, minutes, middle = (
            entry[columns.WEEK],
            entry[columns.MINUTES],
            scale.middle(entry[columns.WEEK]),
        )
        sides = {columns.X: middle - scale.bar_width / 2, columns.X2: middle + scale.bar_width / 2}
        if entry[columns.COUNTED]:
            low = tops.get(week, 0.0)
            tops[week] = low + minutes
            ends = {columns.Y: scale.y(low), columns.Y2: scale.y(low + minutes)}
        else:
            ends = {columns.Y: scale.base, columns.Y2: scale.below(minutes)}
        segments.append({**entry, **sides, **ends})
    return segments


def _bars(scale: _Scale, colors: Theme) -> Iterator[Layer]:
    segments = _segments(scale)
    fill = modality_fill(colors)
    outline = {"type": "rect", "stroke": colors["ink"], "strokeWidth": 1}
    tooltip = [nominal(name) for name in (columns.WEEK, columns.MODALITY, columns.MINUTES)]
    yield named(
        "segments", segments, outline,
        x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y, y2=PIXEL_Y2, color=fill, tooltip=tooltip,
    )  # fmt: skip
    roomy = scale.bar_width >= _LEAST_BAR_FOR_LETTER
    letters = [
        (
            say(f"charts.code.{s[columns.MODALITY]}"),
            (s[columns.X] + s[columns.X2]) / 2,
            middle + 4.5,
        )
        for s in segments
        if roomy and (middle := _letter_middle(s, scale)) is not None
    ]
    data = table((columns.TEXT, columns.X, columns.Y), letters)
    yield text(
        "codes", data, colors["on_modality"], x=PIXEL_X, small=True, bold=True, align="center"
    )


def _letter_middle(segment: dict[str, Any], scale: _Scale) -> float | None:
    """Where a letter stands: in the middle, or clear of the line; None without room for one."""
    top, bottom = sorted((segment[columns.Y], segment[columns.Y2]))
    line = scale.y(scale.available)
    parts: list[tuple[float, float]] = [(top, bottom)]
    if top < line < bottom:
        parts = [(line, bottom), (top, line)]
    roomy = [part for part in parts if part[1] - part[0] >= _LEAST_HEIGHT_FOR_LETTER]
    if not roomy:
        return None
    upper, lower = max(roomy, key=lambda part: part[1] - part[0])
    return (upper + lower) / 2


def _available(scale: _Scale, colors: Theme) -> Iterator[Layer]:
    """The line that a learner's week should stay under, named at its end or above the bars."""
    end = scale.width - scale.right
    wide = scale.right > _NARROW_EDGE
    spots = [(end + 6, scale.y(scale.available) + 4), (end + 6, scale.base + 18)]
    if not wide:
        spots = [(_LEFT, 12.0), (_LEFT, scale.height - _AXIS - 4)]
    data = table((columns.X, columns.X2, columns.Y), [(_LEFT, end, scale.y(scale.available))])
    rule = {"type": "rule", "color": colors["ink"], "strokeWidth": 1.5, "strokeDash": [6, 4]}
    yield named("available", data, rule, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)
    names = (columns.TEXT, columns.X, columns.Y)
    line = scale.line_name if wide else say("charts.dashed_line", name=scale.line_name)
    yield text(
        "available-name", table(names, [(line, *spots[0])]), colors["ink"], x=PIXEL_X, small=True
    )
    if scale.at_work:
        beside = table(names, [(say("charts.below_the_line"), *spots[1])])
        yield text("beside-name", beside, colors["muted"], x=PIXEL_X, small=True)


def _labels(scale: _Scale, colors: Theme) -> Iterator[Layer]:
    """The base line and the weeks under the bars."""
    data = table(
        (columns.X, columns.X2, columns.Y), [(_LEFT, scale.width - scale.right, scale.base)]
    )
    rule = {"type": "rule", "color": colors["line"]}
    yield named("base", data, rule, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)
    pixels = scale.width - _LEFT - scale.right
    step = scale.calendar.step_weeks(pixels, width_px("Week 1", SMALL_SIZE) + 4)
    names = []
    for day in scale.calendar.week_days(step):
        week = day // DAYS_IN_WEEK + 1
        printed = week_name(week)
        name = printed if day else say("charts.first_week", week=printed)
        names.append((name, scale.middle(week), scale.height - 6))
    data = table((columns.TEXT, columns.X, columns.Y), names)
    yield text("weeks", data, colors["muted"], x=PIXEL_X, small=True, align="center")
