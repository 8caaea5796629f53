"""Plans side by side: journeys on one axis, recall at the moments that matter, what each takes.

Each plan keeps its letter and its place in every picture, so that the eye learns them once.
Journeys are drawn by modality, a lane each, because whole journeys under each other would be read
one after the other and not compared.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blendnb.charts import columns
from blendnb.charts.calendar import Calendar, TimeAxis
from blendnb.charts.cost_charts import BarRow, bars
from blendnb.charts.drawing import (
    END_X2,
    PIXEL_X,
    PIXEL_X2,
    PIXEL_Y,
    PIXEL_Y2,
    Drawing,
    Layer,
    modality_fill,
    named,
    nominal,
    stacked,
    table,
    text,
    titled,
)
from blendnb.charts.lettering import width_px, wrap
from blendnb.charts.theme import LABEL_SIZE, NOTEBOOK_WIDTH, SMALL_SIZE, Theme, theme
from blendnb.designing.workload import DAYS_IN_WEEK
from blendnb.domain.comparison import ComparedPlan, Comparison, MomentRecall, Recalled
from blendnb.domain.plan import Touchpoint
from blendnb.domain.vocabulary import MODALITIES
from blendnb.language import estimate, percent, percent_range, say

if TYPE_CHECKING:
    import altair as alt

_HEAD, _LANE, _GAP, _BAR, _LINE = 28, 24, 14, 12, 18
_CHIP = 16
_LEAST_BAR = 8
_AXIS, _LEAST_LEVEL = 26, 48


# ----------------------------------------------------------------------------------- journeys


def compare_journeys_chart(
    comparison: Comparison,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw all journeys on one time axis, with the takeaway as title.

    Parameters
    ----------
    comparison
        What `compare` says about some plans.
    width
        Pixels.
    theme_name
        `light` or `dark`.

    Raises
    ------
    ValueError
        If the theme does not exist.
    """
    chart = compare_journeys_drawing(comparison, width=width, theme_name=theme_name)
    return titled(chart, journeys_takeaway(comparison), say("comparison.journeys_name"))


def compare_journeys_drawing(
    comparison: Comparison,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `compare_journeys_chart`."""
    colors = theme(theme_name)
    left = max(width_px(say(f"charts.modality.{m}"), SMALL_SIZE) for m in MODALITIES) * 1.1 + 32
    axis = TimeAxis(_calendar(comparison), left, width - 4, width)
    lanes = list(_lanes(comparison.options, axis.height))
    height = lanes[-1].middle + _LANE / 2 + 4
    layers = [
        *axis.ground(colors, [(0, height)]),
        *_lane_ground(lanes, axis, colors),
        *_marks(lanes, axis, colors),
        *_lane_labels(lanes, comparison.options, colors),
        *axis.labels(colors, [(0, height)]),
    ]
    takeaway = journeys_takeaway(comparison)
    return stacked(layers, colors, width=width, height=height, description=takeaway)


@dataclass(frozen=True, slots=True)
class _Lane:
    """One modality of one plan, and how high it stands."""

    plan: int
    modality: str
    touchpoints: tuple[Touchpoint, ...]
    middle: float


def _calendar(comparison: Comparison) -> Calendar:
    """All the weeks of all the plans; dated where they all start on one day."""
    plans = [option.plan for option in comparison.options]
    starts = {plan.start for plan in plans}
    first = min(plan.first_day for plan in plans) // DAYS_IN_WEEK * DAYS_IN_WEEK
    end = (max(plan.last_day for plan in plans) // DAYS_IN_WEEK + 1) * DAYS_IN_WEEK
    return Calendar(first, end, starts.pop() if len(starts) == 1 else None)


def _lanes(options: Sequence[ComparedPlan], top: float) -> Iterator[_Lane]:
    for plan, option in enumerate(options):
        top += _HEAD
        for modality in MODALITIES:
            touchpoints = tuple(t for t in option.plan.touchpoints if t.modality == modality)
            if touchpoints or modality == MODALITIES[0]:
                yield _Lane(plan, modality, touchpoints, top + _LANE / 2)
                top += _LANE
        top += _GAP


def _lane_ground(lanes: Sequence[_Lane], axis: TimeAxis, colors: Theme) -> Iterator[Layer]:
    lines = [(axis.left, axis.right, lane.middle) for lane in lanes]
    rule = {"type": "rule", "color": colors["grid"]}
    data = table((columns.X, columns.X2, columns.Y), lines)
    yield named("guides", data, rule, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)


def _marks(lanes: Sequence[_Lane], axis: TimeAxis, colors: Theme) -> Iterator[Layer]:
    """Bars for what takes days or stays open, diamonds for sessions, dots for single days."""
    outline = {"stroke": colors["on_modality"], "strokeWidth": 1}
    x, tooltip = axis.x(columns.START_DAY), [nominal(columns.TITLE)]
    names = (columns.TITLE, columns.MODALITY, columns.START_DAY, columns.END_DAY, columns.Y)
    fill = modality_fill(colors)
    for name, shown, size in (
        ("open-bars", table(names, _spans(lanes, axis, standing=True)), _BAR / 2),
        ("bars", table(names, _spans(lanes, axis, standing=False)), _BAR),
    ):
        bar = {"type": "bar", "height": size, "cornerRadius": 2, "opacity": 0.9, **outline}
        yield named(name, shown, bar, x=x, x2=END_X2, y=PIXEL_Y, color=fill, tooltip=tooltip)
    for name, shape, live, area in (
        ("sessions", "diamond", True, 260),
        ("dots", "circle", False, 90),
    ):
        point = {"type": "point", "shape": shape, "size": area, "opacity": 1, **outline}
        data = table(names, _singles(lanes, live=live))
        yield named(name, data, point, x=x, y=PIXEL_Y, fill=fill, tooltip=tooltip)


def _spans(
    lanes: Sequence[_Lane], axis: TimeAxis, *, standing: bool
) -> Iterator[tuple[str, str, float, float, float]]:
    least = _LEAST_BAR / axis.pixels_a_day
    for lane, t in _each(lanes):
        if t.stays_open != standing or (not standing and (t.days or 0) <= 1):
            continue
        for o in t.occurrences:
            end = axis.calendar.end_day if o.end_day is None else o.end_day + 1
            yield t.title, t.modality, o.start_day, max(end, o.start_day + least), lane.middle


def _singles(
    lanes: Sequence[_Lane], *, live: bool
) -> Iterator[tuple[str, str, float, float, float]]:
    for lane, t in _each(lanes):
        if t.live == live and not t.stays_open and (t.days or 0) <= 1:
            for o in t.occurrences:
                yield t.title, t.modality, o.start_day, o.start_day + 1, lane.middle


def _each(lanes: Iterable[_Lane]) -> Iterator[tuple[_Lane, Touchpoint]]:
    return ((lane, touchpoint) for lane in lanes for touchpoint in lane.touchpoints)


def _lane_labels(
    lanes: Sequence[_Lane], options: Sequence[ComparedPlan], colors: Theme
) -> Iterator[Layer]:
    """The name of each plan, and the letter and word of each lane."""
    names = (columns.TEXT, columns.X, columns.Y)
    first = {lane.plan: lane.middle for lane in reversed(lanes)}
    headings = [
        (f"{option.letter}  {option.label}", 0, first[plan] - _LANE / 2 - 8)
        for plan, option in enumerate(options)
    ]
    yield text("plans", table(names, headings), colors["ink"], x=PIXEL_X, bold=True)
    squares = [
        (lane.modality, 1, 1 + _CHIP, lane.middle - _CHIP / 2, lane.middle + _CHIP / 2)
        for lane in lanes
    ]
    chip = {"type": "rect", "cornerRadius": 3, "stroke": colors["ink"], "strokeWidth": 1}
    yield named(
        "chips",
        table((columns.MODALITY, columns.X, columns.X2, columns.Y, columns.Y2), squares), chip,
        x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y, y2=PIXEL_Y2,
        color=modality_fill(colors),
    )  # fmt: skip
    letters = [
        (say(f"charts.code.{lane.modality}"), 1 + _CHIP / 2, lane.middle + 4.5) for lane in lanes
    ]
    yield text("codes", table(names, letters), colors["on_modality"], x=PIXEL_X, small=True,
               bold=True, align="center")  # fmt: skip
    modes = [
        (say(f"charts.modality.{lane.modality}"), _CHIP + 8, lane.middle + 4.5) for lane in lanes
    ]
    yield text("modes", table(names, modes), colors["muted"], x=PIXEL_X, small=True)


# ------------------------------------------------------------------------------------- recall


def compare_recall_chart(
    comparison: Comparison,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw modelled recall at each moment that matters as a band for each plan.

    The parameters are those of `compare_journeys_chart`.
    """
    chart = compare_recall_drawing(comparison, width=width, theme_name=theme_name)
    return titled(chart, recall_takeaway(comparison), say("comparison.recall_name"))


def compare_recall_drawing(
    comparison: Comparison,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `compare_journeys_chart`."""
    colors, scale = theme(theme_name), _RecallScale(comparison, width)
    layers = [
        *_recall_ground(scale, colors),
        *_bands(scale, colors),
        *_recall_labels(scale, colors),
    ]
    takeaway = recall_takeaway(comparison)
    return stacked(layers, colors, width=width, height=scale.height, description=takeaway)


class _RecallScale:
    """Where moments, plans and recall are, in pixels."""

    def __init__(self, comparison: Comparison, width: float) -> None:
        self.comparison = comparison
        self.left = min(0.4 * width, 330.0)
        widest = percent_range(0.99, 1)
        self.right = width - width_px(widest, SMALL_SIZE) * 1.1 - 8
        levels = _levels(comparison)
        roomy = (self.right - self.left) / (len(levels) - 1) >= _LEAST_LEVEL
        self.levels = levels if roomy else (levels[0], levels[-1])
        self.names = [wrap(m.text, self.left - 40, LABEL_SIZE) for m in comparison.moments]
        plans = len(comparison.options)
        room = [max(len(lines) * _LINE, plans * _LINE) + _GAP for lines in self.names]
        self.tops = [_AXIS + sum(room[:number]) for number in range(len(room))]
        self.height = _AXIS + sum(room)

    def x(self, share: float) -> float:
        first = self.levels[0]
        return self.left + (share - first) / (1 - first) * (self.right - self.left)

    def rows(self) -> Iterator[tuple[int, int, float]]:
        """Yield moment, plan and middle of each row."""
        for moment, top in enumerate(self.tops):
            for plan in range(len(self.comparison.options)):
                yield moment, plan, top + (plan + 0.5) * _LINE


def _levels(comparison: Comparison) -> tuple[float, ...]:
    """Return the marked shares, beginning where the lowest band allows it: bands need no zero."""
    lows = [r.low for m in comparison.moments for r in m.recalled if r is not None]
    scales = ((0.8, 0.85, 0.9, 0.95, 1.0), (0.5, 0.6, 0.7, 0.8, 0.9, 1.0))
    least = min(lows, default=0.0)
    return next((marks for marks in scales if least >= marks[0]), (0.0, 0.25, 0.5, 0.75, 1.0))


def _recall_ground(scale: _RecallScale, colors: Theme) -> Iterator[Layer]:
    levels = scale.levels
    data = table(
        (columns.X, columns.Y, columns.Y2),
        [(scale.x(at), 20, scale.height - _GAP) for at in levels],
    )
    rule = {"type": "rule", "color": colors["grid"]}
    yield named("levels", data, rule, x=PIXEL_X, y=PIXEL_Y, y2=PIXEL_Y2)
    names = [(percent(at), scale.x(at), 14) for at in levels]
    data = table((columns.TEXT, columns.X, columns.Y), names)
    yield text("level-names", data, colors["muted"], x=PIXEL_X, small=True, align="center")


def _bands(scale: _RecallScale, colors: Theme) -> Iterator[Layer]:
    bands = []
    for moment, plan, middle in scale.rows():
        recalled = scale.comparison.moments[moment].recalled[plan]
        if recalled is not None:
            low, high = scale.x(recalled.low), scale.x(recalled.high)
            bands.append((low, max(high, low + 3), middle - 5, middle + 5))
    band = {"type": "rect", "color": colors["band"], "stroke": colors["accent"], "cornerRadius": 2}
    data = table((columns.X, columns.X2, columns.Y, columns.Y2), bands)
    yield named("bands", data, band, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y, y2=PIXEL_Y2)


def _recall_labels(scale: _RecallScale, colors: Theme) -> Iterator[Layer]:
    names = (columns.TEXT, columns.X, columns.Y)
    moments = [
        (line, 0, top + _LINE * (row + 0.75))
        for lines, top in zip(scale.names, scale.tops, strict=True)
        for row, line in enumerate(lines)
    ]
    yield text("moments", table(names, moments), colors["ink"], x=PIXEL_X)
    rows = list(scale.rows())
    letters = [
        (scale.comparison.options[plan].letter, scale.left - 14, middle + 4.5)
        for _, plan, middle in rows
    ]
    yield text("letters", table(names, letters), colors["ink"], x=PIXEL_X, small=True, bold=True,
               align="center")  # fmt: skip
    figures = [
        (
            recall_text(scale.comparison.moments[moment].recalled[plan]),
            scale.right + 8,
            middle + 4.5,
        )
        for moment, plan, middle in rows
    ]
    yield text("figures", table(names, figures), colors["muted"], x=PIXEL_X, small=True)


# --------------------------------------------------------------------------------------- cost


def compare_cost_chart(
    comparison: Comparison,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw what each plan takes, part by part, with its ranges.

    The parameters are those of `compare_journeys_chart`.
    """
    chart = compare_cost_drawing(comparison, width=width, theme_name=theme_name)
    return titled(chart, cost_parts_takeaway(comparison), say("comparison.cost_name"))


def compare_cost_drawing(
    comparison: Comparison,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `compare_journeys_chart`."""
    rows = [
        BarRow(say(f"cost.part.{part}"), option.letter, option.cost.parts[part].hours)
        for part in comparison.options[0].cost.parts
        for option in comparison.options
    ]
    takeaway = cost_parts_takeaway(comparison)
    return bars(rows, takeaway, width=width, theme_name=theme_name)


# ------------------------------------------------------------------------------------ in words


def recall_text(recalled: Recalled | None) -> str:
    """Return recall from the least to the greatest of the memory models."""
    if recalled is None:
        return say("comparison.not_studied")
    return percent_range(recalled.low, recalled.high)


def journeys_takeaway(comparison: Comparison) -> str:
    """Return which plan asks most of learners and which least."""
    return _most_and_least(comparison, lambda o: o.learning_hours, "journeys")


def cost_parts_takeaway(comparison: Comparison) -> str:
    """Return which plan takes most effort beside the learners' time and which least."""
    return _most_and_least(comparison, lambda o: o.cost.effort_hours.default, "cost")


def _most_and_least(
    comparison: Comparison, value: Callable[[ComparedPlan], float], key: str
) -> str:
    ranked = sorted(comparison.options, key=value)
    least, most = estimate(value(ranked[0])), estimate(value(ranked[-1]))
    if least == most:
        return say(f"comparison.{key}_same", figure=least)
    low, high = ranked[0].name, ranked[-1].name
    return say(f"comparison.{key}_takeaway", low=low, least=least, high=high, most=most)


def recall_takeaway(comparison: Comparison) -> str:
    """Return the moment at which the plans lie farthest apart for some memory model."""
    spreads = ((_spread(moment), moment) for moment in comparison.moments)
    known = [(spread, moment) for spread, moment in spreads if spread is not None]
    if not known:
        return say("comparison.recall_nothing")
    spread, moment = max(known, key=lambda pair: pair[0])
    points = round(100 * spread)
    if points <= 1:
        return say("comparison.recall_same")
    return say("comparison.recall_takeaway", points=points, moment=moment.text)


def _spread(moment: MomentRecall) -> float | None:
    """Return how far apart plans lie at one moment, for the model that sets them apart most."""
    recalled = [r for r in moment.recalled if r is not None]
    if len(recalled) <= 1:
        return None
    models = recalled[0].by_model
    each = ([r.by_model[model] for r in recalled] for model in models)
    return max(max(values) - min(values) for values in each)
