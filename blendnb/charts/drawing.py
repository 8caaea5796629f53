"""The few strokes that all charts are made of: named layers on pixel rows.

Each layer has a name. Vega writes it into the drawing, so that a page can tell a row's label from a
tick without looking at sizes or colors.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from blendnb.charts import columns as col
from blendnb.charts.lettering import wrap
from blendnb.charts.theme import LABEL_SIZE, SMALL_SIZE, TITLE_SIZE, Theme

Records = list[dict[str, Any]]

# Channels as objects: from bare strings Altair works out the channel anew, which takes longer than
# everything else about a chart together.
PIXEL_X = alt.X(f"{col.X}:Q", scale=None, axis=None)
PIXEL_X2 = alt.X2(col.X2)
PIXEL_Y = alt.Y(f"{col.Y}:Q", scale=None, axis=None)
PIXEL_Y2 = alt.Y2(col.Y2)
END_X2 = alt.X2(col.END_DAY)
TEXT = alt.Text(f"{col.TEXT}:N")


def table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> Records:
    """Return rows as records under these names."""
    return [dict(zip(names, row, strict=True)) for row in rows]


@dataclass(frozen=True)
class Layer:
    """One mark over its own data set, both under the same name."""

    name: str
    data: Records
    mark: Any
    encodings: dict[str, Any]

    def chart(self) -> alt.Chart:
        """Return the layer as Altair has it; it names its data and does not hold them."""
        chart = alt.Chart(alt.NamedData(name=self.name), mark=self.mark, name=self.name)
        return chart.encode(**self.encodings)


def text(
    name: str,
    data: Records,
    color: str,
    *,
    x: Any,
    y: Any = PIXEL_Y,
    small: bool = False,
    bold: bool = False,
    align: str = "left",
    dx: float = 0,
) -> Layer:
    """Return a layer of text; `y` is where the letters stand."""
    mark = {
        "type": "text",
        "align": align,
        "baseline": "alphabetic",
        "fontSize": SMALL_SIZE if small else LABEL_SIZE,
        "fontWeight": 600 if bold else 400,
        "color": color,
        "dx": dx,
    }
    return named(name, data, mark, x=x, y=y, text=TEXT)


def named(name: str, data: Records, mark: dict[str, Any], **encodings: Any) -> Layer:
    """Return one layer under its name."""
    return Layer(name, data, mark, encodings)


def stacked(
    layers: Iterable[Layer], theme: Theme, *, width: float, height: float, description: str
) -> alt.LayerChart:
    """Put layers on top of each other, the first one lowest.

    Their data stand beside them, by name. So a widget can send fresh data into a chart that it
    shows, and Altair does not copy them each time it copies a layer.
    """
    found = list(layers)
    return alt.LayerChart(
        layer=[layer.chart() for layer in found],
        width=width,
        height=height,
        description=description,
        config=theme.config(),
        datasets={layer.name: layer.data for layer in found},
    )


def titled(chart: alt.LayerChart, title: str, subtitle: str) -> alt.LayerChart:
    """Give a chart its takeaway as title and its dry name below, in lines as wide as the chart."""
    width = float(chart.width)
    above, below = wrap(title, width, TITLE_SIZE, bold=True), wrap(subtitle, width, SMALL_SIZE)
    named_chart: alt.LayerChart = chart.properties(
        title=alt.Title(
            above if len(above) > 1 else title, subtitle=below if len(below) > 1 else subtitle
        )
    )
    return named_chart
