"""Every feasible design as a dot, and those that no other one beats as a front to choose from.

Two views of the same designs stand side by side: what a design asks of learners against what it
keeps in memory, and what it costs to build and run against what it loses where the memory models
disagree. A brush over either marks the same designs in both, and lists those of the front below
with the reason each stands there. A click marks one design to be opened (parameter `opened`).
"""

from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd

from blendnb.charts import columns as col
from blendnb.charts.lettering import wrap
from blendnb.charts.theme import LABEL_SIZE, NOTEBOOK_WIDTH, SMALL_SIZE, Theme, theme
from blendnb.charts.words import ENGLISH, Words
from blendnb.designing.explore import why
from blendnb.designing.explore.front import QUESTIONS, chosen, described
from blendnb.domain.costs import Range
from blendnb.domain.exploration import Exploration

OPENED, BRUSH = "opened", "brush"
_DESIGNS = "designs"
_NUMBER, _FRONT, _LEARNER, _EFFORT = "number", "on_front", "learner_hours", "effort_hours"
_RECALL, _REGRET, _LIVE, _MET = "mean_recall", "worst_regret", "live_hours", "met"
_PLOT_HEIGHT, _LISTED, _LINE = 300, 8, 22
_BESIDE = 70
_CHOICES, _LINES = "choices", "lines"
_OPENED_ONLY: Any = {"param": OPENED, "empty": False}
_COLUMNS = (
    (_NUMBER, "Q", "d", 0.0),
    (_CHOICES, "N", "", 0.075),
    (_LEARNER, "Q", ".1f", 0.66),
    (_EFFORT, "Q", ",.0f", 0.77),
    (_RECALL, "Q", ".0%", 0.88),
    (_REGRET, "Q", ".0%", 0.99),
)
"""Columns of the list: field, type, format, and where it stands as a share of the width."""
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
            col.TEXT: why(exploration, design) if design.on_front else described(design),
        }
        for design in exploration.designs
    ]
    return pd.DataFrame(records)


def front_table(exploration: Exploration, words: Words = ENGLISH) -> pd.DataFrame:
    """Return the designs that no other one beats, one a row, least learner time first."""
    rows = [
        (
            f"{design.choice.number}",
            chosen(design),
            f"{design.learner_hours:.1f}",
            f"{design.live_hours:.1f}",
            _range(design.effort_hours),
            f"{100 * design.mean_recall:.0f}\u00a0%",
            f"{100 * design.worst_regret:.0f}\u00a0%",
            f"{design.met}/{QUESTIONS}",
        )
        for design in exploration.front
    ]
    heads = (_NUMBER, _CHOICES, _LEARNER, _LIVE, _EFFORT, _RECALL, _REGRET, _MET)
    return pd.DataFrame(rows, columns=[words[f"explore.head.{head}"] for head in heads])


def _range(hours: Range) -> str:
    return f"{hours.default:,.0f} ({hours.low:,.0f} to {hours.high:,.0f})"


def exploration_takeaway(exploration: Exploration, words: Words = ENGLISH) -> str:
    """Return how many designs there are to choose from, and how far apart they lie."""
    front = exploration.front
    if not front:
        return words["explore_nothing"]
    hours = [design.learner_hours for design in front]
    recall = [100 * design.mean_recall for design in front]
    return words["explore_takeaway"].format(
        front=len(front),
        of=f"{len(exploration.designs):,}",
        least=f"{min(hours):.1f}",
        most=f"{max(hours):.1f}",
        low=f"{min(recall):.0f}",
        high=f"{max(recall):.0f}",
    )


def exploration_chart(
    exploration: Exploration,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
    words: Words = ENGLISH,
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
    words
        The words on the chart.
    command
        Whether the design that was clicked comes with the command that opens it.

    Raises
    ------
    ValueError
        If the theme does not exist.
    """
    colors, data = theme(theme_name), alt.NamedData(_DESIGNS)
    each = (width - _BESIDE) / 2
    left = _dots(data, ("left", _LEARNER, _RECALL), each, colors, words)
    right = _dots(data, ("right", _EFFORT, _REGRET), each, colors, words)
    takeaway = exploration_takeaway(exploration, words)
    name = words["explore_name"].format(days=exploration.until_day)
    chart = alt.vconcat(
        alt.hconcat(left, right),
        _reason(data, width, colors, words),
        _list(data, width, colors, words),
    )
    return chart.properties(
        title=alt.Title(takeaway, subtitle=name),
        description=takeaway,
        config=colors.config(),
        params=list(_parameters()),
        datasets={_DESIGNS: _records(exploration, width, words["explore_open"] if command else "")},
    )


def _records(exploration: Exploration, width: float, opening: str) -> list[dict[str, Any]]:
    """The frame with what the lists below the dots show."""
    found: list[dict[str, Any]] = exploration_frame(exploration).to_dict("records")
    for record, design in zip(found, exploration.designs, strict=True):
        record[_CHOICES] = chosen(design)
        if design.on_front:
            lines = wrap(f"{record[_NUMBER]}: {record[col.TEXT]}", width, LABEL_SIZE)
            how = opening.format(command=COMMAND.format(number=record[_NUMBER]))
            record[_LINES] = [*lines, *filter(None, [how])]
    return found


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
    words: Words,
) -> Any:
    """All designs as small dots, the front as large ones, the opened one in a ring."""
    side, across, up = view
    x = alt.X(f"{across}:Q", title=words[f"explore.{across}"], scale=alt.Scale(zero=False),
              axis=alt.Axis(tickCount=6, grid=False))  # fmt: skip
    y = alt.Y(f"{up}:Q", title=words[f"explore.{up}"], scale=alt.Scale(zero=False),
              axis=alt.Axis(format=".0%", tickCount=5))  # fmt: skip
    base = alt.Chart(data, width=width, height=_PLOT_HEIGHT).encode(
        x=x, y=y, tooltip=[alt.Tooltip(f"{col.TEXT}:N", title=words["explore_design"])]
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


def _lit(inside: float, outside: float) -> alt.OpacityValue:
    return alt.OpacityValue(outside, condition={"param": BRUSH, "value": inside})


def _reason(data: alt.NamedData, width: float, colors: Theme, words: Words) -> Any:
    """Why the opened design stands where it does; before a click, how to get there."""
    base = alt.Chart(data, width=width, height=4 * _LINE).encode(x=alt.XValue(0), y=alt.YValue(14))
    look: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": LABEL_SIZE}
    told = (
        base.transform_filter(_OPENED_ONLY)
        .mark_text(**look, lineHeight=19, color=colors["ink"])
        .encode(text=f"{_LINES}:N")
    )
    hint = (
        base.transform_aggregate(n="count()")
        .transform_calculate(
            hint=f"length(data('{OPENED}_store')) ? '' : '{words['explore_hint']}'"
        )
        .mark_text(**look, color=colors["muted"])
        .encode(text="hint:N")
    )
    return alt.layer(told, hint)


def _list(data: alt.NamedData, width: float, colors: Theme, words: Words) -> Any:
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
            align="left" if name in (_NUMBER, _CHOICES) else "right",
            baseline="middle", fontSize=SMALL_SIZE, color=colors["ink"],
        ).encode(x=alt.XValue(x * width), y=y, text=alt.Text(f"{name}:{kind}", format=shape))
        for name, kind, shape, x in _COLUMNS
    ]  # fmt: skip
    heads = [
        {"head": words[f"explore.head.{name}"], "x": x * width, "right": name in _RIGHT}
        for name, _, _, x in _COLUMNS
    ]
    named = [
        alt.Chart(alt.InlineData([{k: h[k] for k in ("head", "x")} for h in heads
                                  if h["right"] == right]), width=width)
        .mark_text(align="right" if right else "left", baseline="middle", fontSize=SMALL_SIZE,
                   color=colors["muted"])
        .encode(x=alt.X("x:Q", scale=None, axis=None), y=alt.YValue(-12), text="head:N")
        for right in (False, True)
    ]  # fmt: skip
    title = alt.Title(words["explore_list"], fontSize=SMALL_SIZE, anchor="start", offset=26)
    return alt.layer(*cells, *named).properties(title=title)


_RIGHT = frozenset({_LEARNER, _EFFORT, _RECALL, _REGRET})


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
    for place, mark in enumerate(group.get("marks", ())):
        here = f"{path}/marks/{place}"
        yield here, mark
        yield from _marks(mark, here)
