"""The dimensions of a blend with their questions, a word and a shape for every verdict.

A full dot is met, half a dot partly, an empty ring missing, a dash not needed. There is no average
on purpose: a blend with one dimension absent can look good on a slide and still fail in use.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blendnb.charts import columns
from blendnb.charts.drawing import (
    PIXEL_X,
    PIXEL_Y,
    Drawing,
    Layer,
    Records,
    named,
    stacked,
    table,
    text,
    titled,
)
from blendnb.charts.lettering import wrap
from blendnb.charts.takeaways import dimensions_takeaway
from blendnb.charts.theme import NOTEBOOK_WIDTH, SMALL_SIZE, Theme, theme
from blendnb.domain.findings import Audit, AuditQuestion, Dimension
from blendnb.language import say

if TYPE_CHECKING:
    import altair as alt

_HEADING, _VERDICT, _LINE, _GAP, _COLUMN_GAP = 24, 20, 17, 14, 20
_RADIUS, _INDENT = 6.5, 20
_LEAST_COLUMN = 150
SHAPES = {
    "met": "circle",
    "partly": "M0,-1A1,1,0,0,1,0,1Z",  # the right half of a dot; the ring completes it
    "missing": "circle",
    "not_needed": "M-0.8,-0.15L0.8,-0.15L0.8,0.15L-0.8,0.15Z",
}


def dimensions_chart(
    audit: Audit,
    *,
    columns: int | None = None,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw the verdicts of an audit, with the takeaway as title.

    Parameters
    ----------
    audit
        What `audit` says about a plan.
    columns
        How many dimensions stand side by side; by default as many as are readable.
    width
        Pixels.
    theme_name
        `light` or `dark`.

    Raises
    ------
    ValueError
        If the theme does not exist.
    """
    chart = dimensions_drawing(audit, columns=columns, width=width, theme_name=theme_name)
    return titled(chart, dimensions_takeaway(audit), say("charts.dimensions_name"))


def dimensions_drawing(
    audit: Audit,
    *,
    columns: int | None = None,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `dimensions_chart`."""
    colors, count = theme(theme_name), len(audit.dimensions)
    across = columns or max(1, min(count, int(width // _LEAST_COLUMN)))
    placed = list(_placed(audit.dimensions, across, width))
    layers = [*_marks(placed, colors), *_labels(placed, colors)]
    height = max((cell.bottom for cell in placed), default=_LINE)
    description = dimensions_takeaway(audit)
    return stacked(layers, colors, width=width, height=height, description=description)


@dataclass(frozen=True)
class _Cell:
    """One dimension and where it stands."""

    dimension: Dimension
    left: float
    top: float
    names: tuple[tuple[str, ...], ...]
    """The lines of each question's name."""

    def question_top(self, number: int) -> float:
        return self.top + _HEADING + sum(_VERDICT + _LINE * len(n) + 6 for n in self.names[:number])

    @property
    def bottom(self) -> float:
        return self.question_top(len(self.names))


def _placed(dimensions: Sequence[Dimension], across: int, width: float) -> Iterator[_Cell]:
    column = (width - (across - 1) * _COLUMN_GAP) / across
    top = 0.0
    for start in range(0, len(dimensions), across):
        cells = [
            _Cell(d, index * (column + _COLUMN_GAP), top, _names(d, column - _INDENT))
            for index, d in enumerate(dimensions[start : start + across])
        ]
        yield from cells
        top = max(cell.bottom for cell in cells) + _GAP


def _names(dimension: Dimension, width: float) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(wrap(say(f"audit.question.{q.id}"), width, SMALL_SIZE)) for q in dimension.questions
    )


def _marks(cells: Sequence[_Cell], colors: Theme) -> Iterator[Layer]:
    """A shape for each verdict: fill in one colour, so that it is read by its form."""
    marks = [
        (question, cell.left + _RADIUS + 1, cell.question_top(number) + _VERDICT / 2)
        for cell in cells
        for number, question in enumerate(cell.dimension.questions)
    ]
    ring = {"shape": "circle", "filled": False, "stroke": colors["ink"], "strokeWidth": 1.5}
    round_ = [mark for mark in marks if mark[0].verdict != "not_needed"]
    yield _points("rings", round_, {**ring, "size": (2 * _RADIUS) ** 2})
    for verdict in ("met", "partly", "not_needed"):
        shown = [mark for mark in marks if mark[0].verdict == verdict]
        solid = {"shape": SHAPES[verdict], "filled": True, "color": colors["ink"]}
        yield _points(verdict, shown, {**solid, "size": (2 * _RADIUS) ** 2})


def _points(
    name: str, marks: Sequence[tuple[AuditQuestion, float, float]], style: dict[str, object]
) -> Layer:
    data: Records = [
        {
            columns.QUESTION: question.id,
            columns.VERDICT: question.verdict,
            columns.X: x,
            columns.Y: y,
        }
        for question, x, y in marks
    ]
    mark = {"type": "point", "opacity": 1, **style}
    return named(name, data, mark, x=PIXEL_X, y=PIXEL_Y)


def _labels(cells: Sequence[_Cell], colors: Theme) -> Iterator[Layer]:
    heads = (columns.TEXT, columns.X, columns.Y)
    headings = [
        (say(f"audit.dimension.{cell.dimension.id}"), cell.left, cell.top + 14) for cell in cells
    ]
    yield text("dimensions", table(heads, headings), colors["ink"], x=PIXEL_X, bold=True)
    verdicts, names = list[tuple[str, float, float]](), list[tuple[str, float, float]]()
    for cell in cells:
        for number, question in enumerate(cell.dimension.questions):
            left, top = cell.left + _INDENT, cell.question_top(number)
            verdicts.append(
                (say(f"audit.verdict.{question.verdict}"), left, top + _VERDICT / 2 + 5)
            )
            lines = enumerate(cell.names[number])
            names += [(line, left, top + _VERDICT + _LINE * (row + 0.72)) for row, line in lines]
    yield text("verdicts", table(heads, verdicts), colors["ink"], x=PIXEL_X)
    yield text("questions", table(heads, names), colors["muted"], x=PIXEL_X, small=True)
