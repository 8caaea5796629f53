"""Every feasible design as a dot, and those that no other one beats as a front to choose from.

Two views of the same designs stand side by side: what a design asks of learners against what it
keeps in memory, and what it costs to build and run against what it loses where the memory models
disagree. A brush over either marks the same designs in both, and lists those of the front below
with the reason each stands there. A click marks one design to be opened (parameter `opened`).
"""

import json
from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd

from blendnb.charts import columns
from blendnb.charts.lettering import wrap
from blendnb.charts.theme import LABEL_SIZE, NOTEBOOK_WIDTH, SMALL_SIZE, Theme, theme
from blendnb.designing.explore import why
from blendnb.designing.explore.pareto_front import chosen, described
from blendnb.domain.exploration import Exploration, ScoredDesign
from blendnb.language import between, estimate, number, percent, percent_range, say

OPENED, BRUSH = "opened", "brush"
_DESIGNS = "designs"
_NUMBER, _FRONT, _LEARNER, _EFFORT = "number", "on_front", "learner_hours", "effort_hours"
_RECALL, _REGRET, _LIVE, _MET = "mean_recall", "worst_regret", "live_hours", "met"
_PLOT_HEIGHT, _LISTED, _LINE = 300, 8, 22
_BESIDE = 70
_CHOICES, _CELLS, _LINES = "choices", "cells", "lines"
_OPENED_ONLY: Any = {"param": OPENED, "empty": False}
_COLUMNS = {
    _NUMBER: 0.0, _CHOICES: 0.075, _LEARNER: 0.66, _EFFORT: 0.77, _RECALL: 0.88, _REGRET: 0.99,
}  # fmt: skip
"""Columns of the list, each with its position as a share of the width."""
_RIGHT = frozenset({_LEARNER, _EFFORT, _RECALL, _REGRET})
"""Columns whose position is their right edge."""
COMMAND = "blendnb explore BRIEF --open {number} -o PLAN.json"


def exploration_frame(exploration: Exploration) -> pd.DataFrame:
    """Return every feasible design, one a row.

    Returns
    -------
    pandas.DataFrame
        Columns `number, blend_model, weeks, returns, learner_hours, live_hours, effort_hours,
        mean_recall, worst_regret, met, on_front, text`; recall and regret from 0 to 1, `text` says
        what the design is, and for those on the front how it stands among all.
    """
    records = [
        {
            _NUMBER: design.choice.number,
            "blend_model": design.choice.blend_model,
            "weeks": design.choice.weeks,
            "returns": design.choice.returns,
            _LEARNER: design.learner_hours,
            _LIVE: design.live_hours,
            _EFFORT: design.effort_hours.default,
            _RECALL: design.mean_recall,
            _REGRET: design.worst_regret,
            _MET: design.met,
            _FRONT: design.on_front,
            columns.TEXT: why(exploration, design) if design.on_front else described(design),
        }
        for design in exploration.designs
    ]
    return pd.DataFrame(records)


def exploration_takeaway(exploration: Exploration) -> str:
    """Return how many designs there are to choose from, and how far apart they lie."""
    front = exploration.front
    if not front:
        return say("exploration.nothing")
    hours = sorted(design.learner_hours for design in front)
    recall = sorted(design.mean_recall for design in front)
    return say(
        "exploration.takeaway",
        front=len(front),
        count=len(exploration.designs),
        hours=between(number(hours[0]), number(hours[-1])),
        recall=percent_range(recall[0], recall[-1]),
    )


def exploration_name(exploration: Exploration) -> str:
    """Return what the chart shows, dry."""
    return say("exploration.name", days=exploration.until_day)


def exploration_chart(
    exploration: Exploration,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
    command: bool = False,
) -> alt.VConcatChart:
    """Draw all feasible designs with their front, linked, with the takeaway as title.

    Parameters
    ----------
    exploration
        What `explore` found.
    width
        Pixels.
    theme_name
        `light` or `dark`.
    command
        Whether the design that was clicked comes with the command that opens it.

    Raises
    ------
    ValueError
        If the theme does not exist.
    """
    colors, data = theme(theme_name), alt.NamedData(_DESIGNS)
    each = (width - _BESIDE) / 2
    left = _dots(data, ("left", _LEARNER, _RECALL), each, colors)
    right = _dots(data, ("right", _EFFORT, _REGRET), each, colors)
    takeaway = exploration_takeaway(exploration)
    chart = alt.vconcat(
        alt.hconcat(left, right),
        _reason(data, width, colors),
        _list(data, width, colors),
    )
    return chart.properties(
        title=alt.Title(takeaway, subtitle=exploration_name(exploration)),
        description=takeaway,
        config=colors.config(),
        params=list(_parameters()),
        datasets={_DESIGNS: _records(exploration, width, command=command)},
    )


def _records(exploration: Exploration, width: float, *, command: bool) -> list[dict[str, Any]]:
    """The frame with what the list and the reason below the dots show."""
    records: list[dict[str, Any]] = exploration_frame(exploration).to_dict("records")
    for record, design in zip(records, exploration.designs, strict=True):
        if design.on_front:
            record[_CELLS] = _cells(design)
            lines = wrap(f"{record[_NUMBER]}: {record[columns.TEXT]}", width, LABEL_SIZE)
            record[_LINES] = [*lines, *([_opening(design)] if command else [])]
    return records


def _opening(design: ScoredDesign) -> str:
    """How to open a design as a plan."""
    command = COMMAND.format(number=design.choice.number)
    return say("exploration.open_design", command=command)


def _cells(design: ScoredDesign) -> dict[str, str]:
    """A design in the list, by column."""
    return {
        _NUMBER: str(design.choice.number),
        _CHOICES: chosen(design),
        _LEARNER: number(design.learner_hours),
        _EFFORT: estimate(design.effort_hours.default),
        _RECALL: percent(design.mean_recall),
        _REGRET: percent(design.worst_regret),
    }


def _parameters() -> Iterator[alt.TopLevelSelectionParameter]:
    """One brush and one click for both views.

    They stand at the top: where two views each have their own of one name, Altair warns of it.
    """
    # Altair numbers the views that stand in columns.
    views = ["front_left_0", "front_right_1"]
    yield alt.TopLevelSelectionParameter(
        name=BRUSH, select=alt.IntervalSelectionConfig(type="interval"), views=views
    )
    click = alt.PointSelectionConfig(type="point", fields=[_NUMBER])
    yield alt.TopLevelSelectionParameter(name=OPENED, select=click, views=views)


def _dots(
    data: alt.NamedData,
    view: tuple[str, str, str],
    width: float,
    colors: Theme,
) -> Any:
    """All designs as small dots, the front as large ones, the opened one in a ring."""
    side, across, up = view
    x = alt.X(f"{across}:Q", title=say(f"exploration.axis.{across}"), scale=alt.Scale(zero=False),
              axis=alt.Axis(tickCount=6, grid=False))  # fmt: skip
    y = alt.Y(f"{up}:Q", title=say(f"exploration.axis.{up}"), scale=alt.Scale(zero=False),
              axis=alt.Axis(labelExpr=_percent_of("datum.value"), tickCount=5,
                            tickMinStep=0.01))  # fmt: skip
    base = alt.Chart(data, width=width, height=_PLOT_HEIGHT).encode(
        x=x, y=y, tooltip=[alt.Tooltip(f"{columns.TEXT}:N", title=say("exploration.design"))]
    )
    others = (
        base.transform_filter(f"!datum.{_FRONT}")
        .mark_circle(size=14, color=colors["line"])
        .encode(opacity=_lit(1, 0.08))
    )
    front = (
        base.transform_filter(f"datum.{_FRONT}")
        .mark_point(size=70, filled=True, fill=colors["accent"], stroke=colors["paper"])
        .encode(opacity=_lit(1, 0.08))
        .properties(name=f"front_{side}")
    )
    ring: dict[str, Any] = {
        "size": 220,
        "filled": False,
        "stroke": colors["ink"],
        "strokeWidth": 2.5,
        "opacity": 1,
    }
    marked = base.transform_filter(_OPENED_ONLY).mark_point(**ring)
    return alt.layer(others, front, marked)


def _percent_of(value: str) -> str:
    """The expression that writes a share as `percent` does."""
    sign = json.dumps(percent(0).removeprefix("0"))
    return f"replace(format({value}, '.0%'), '%', {sign})"


def _lit(inside: float, outside: float) -> alt.OpacityValue:
    return alt.OpacityValue(outside, condition={"param": BRUSH, "value": inside})


def _reason(data: alt.NamedData, width: float, colors: Theme) -> Any:
    """Why the opened design stands where it does; before a click, how to get there."""
    base = alt.Chart(data, width=width, height=4 * _LINE).encode(x=alt.XValue(0), y=alt.YValue(14))
    look: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": LABEL_SIZE}
    reason = (
        base.transform_filter(_OPENED_ONLY)
        .mark_text(**look, lineHeight=19, color=colors["ink"])
        .encode(text=f"{_LINES}:N")
    )
    hint = (
        base.transform_aggregate(n="count()")
        .transform_calculate(
            hint=f"length(data('{OPENED}_store')) ? '' : {json.dumps(say('exploration.hint'))}"
        )
        .mark_text(**look, color=colors["muted"])
        .encode(text="hint:N")
    )
    return alt.layer(reason, hint)


def _list(data: alt.NamedData, width: float, colors: Theme) -> Any:
    """The first designs of the front inside the brush, with their scores in columns."""
    rows = (
        alt.Chart(data, width=width, height=_LISTED * _LINE)
        .transform_filter(f"datum.{_FRONT}")
        .transform_filter({"param": BRUSH})
        .transform_window(row="row_number()", sort=[alt.SortField(_LEARNER)])
        .transform_filter(f"datum.row <= {_LISTED}")
    )
    y = alt.Y("row:O", axis=None, scale=alt.Scale(domain=list(range(1, _LISTED + 1))))
    cells = [
        rows.mark_text(
            align="right" if name in _RIGHT else "left",
            baseline="middle", fontSize=SMALL_SIZE, color=colors["ink"],
        ).encode(x=alt.XValue(x * width), y=y, text=f"{_CELLS}.{name}:N")
        for name, x in _COLUMNS.items()
    ]  # fmt: skip
    heads = [
        {"head": say(f"exploration.head.{name}"), "x": x * width, "right": name in _RIGHT}
        for name, x in _COLUMNS.items()
    ]
    named = [
        alt.Chart(alt.InlineData([{k: h[k] for k in ("head", "x")} for h in heads
                                  if h["right"] == right]), width=width)
        .mark_text(align="right" if right else "left", baseline="middle", fontSize=SMALL_SIZE,
                   color=colors["muted"])
        .encode(x=alt.X("x:Q", scale=None, axis=None), y=alt.YValue(-12), text="head:N")
        for right in (False, True)
    ]  # fmt: skip
    title = alt.Title(say("exploration.list"), fontSize=SMALL_SIZE, anchor="start", offset=26)
    return alt.layer(*cells, *named).properties(title=title)


def still_spec(exploration: Exploration, *, width: float, stacked: bool = False) -> dict[str, Any]:
    """Return the dots alone, for paper and for where no script runs.

    Parameters
    ----------
    exploration
        What `explore` found.
    width
        Pixels.
    stacked
        Whether the two views stand below each other, as on a phone.
    """
    across = 2 * width - _BESIDE if stacked else width
    spec: dict[str, Any] = exploration_chart(exploration, width=across).to_dict()
    dots = spec.pop("vconcat")[0]
    views = dots.pop("hconcat")
    del spec["title"]
    return {**spec, **dots, ("vconcat" if stacked else "hconcat"): views}


def clicks_through(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the patch that lets a click inside the brush reach the dots under it.

    Vega-Lite lays the brush over the dots; there it would take every click and every hint.

    Parameters
    ----------
    spec
        The chart as a dictionary.

    Returns
    -------
    list of dict
        A JSON patch of the compiled chart, as vega-embed takes one.
    """
    import vl_convert

    compiled = vl_convert.vegalite_to_vega(spec)
    return [
        {"op": "add", "path": f"{path}/interactive", "value": False}
        for path, mark in _marks(compiled, "")
        if mark.get("name") == f"{BRUSH}_brush"
    ]


def _marks(group: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for index, mark in enumerate(group.get("marks", ())):
        here = f"{path}/marks/{index}"
        yield here, mark
        yield from _marks(mark, here)
