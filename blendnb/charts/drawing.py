"""The few strokes that all charts are made of: named layers on pixel rows.

Each layer has a name. Vega writes it into the drawing, so that a page can tell a row's label from a
tick without looking at sizes or colours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from blendnb.charts import columns
from blendnb.charts.lettering import wrap
from blendnb.charts.theme import LABEL_SIZE, SMALL_SIZE, TITLE_SIZE, Theme
from blendnb.domain.vocabulary import MODALITIES

if TYPE_CHECKING:
    import altair as alt

Records = list[dict[str, Any]]
Channel = dict[str, Any]
"""A channel as Vega-Lite has it. Altair's objects are made only for who asks for an Altair chart:
making them, and plain values of them again, takes longer than everything else about a drawing."""


def pixels(field: str) -> Channel:
    """Encode a column that holds places."""
    return {**quantitative(field), "scale": None, "axis": None}


def quantitative(field: str) -> Channel:
    """Encode a column of numbers."""
    return {"field": field, "type": "quantitative"}


def nominal(field: str) -> Channel:
    """Encode a column of names."""
    return {"field": field, "type": "nominal"}


def fixed(value: float) -> Channel:
    """Encode the same value for all marks."""
    return {"value": value}


def modality_fill(theme: Theme) -> Channel:
    """Encode the modality as a fill, without a legend: every mark has its letter."""
    scale = {"domain": list(MODALITIES), "range": theme.modality_range}
    return {**nominal(columns.MODALITY), "scale": scale, "legend": None}


PIXEL_X, PIXEL_X2 = pixels(columns.X), {"field": columns.X2}
PIXEL_Y, PIXEL_Y2 = pixels(columns.Y), {"field": columns.Y2}
END_X2 = {"field": columns.END_DAY}
TEXT = nominal(columns.TEXT)


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

    def spec(self) -> dict[str, Any]:
        """Return the layer as Vega-Lite has it; it names its data and does not hold them."""
        data = {"name": self.name}
        return {"name": self.name, "data": data, "mark": self.mark, "encoding": self.encodings}

    def chart(self) -> "alt.Chart":
        """Return the same as Altair has it."""
        import altair as alt

        chart = alt.Chart(alt.NamedData(name=self.name), mark=self.mark, name=self.name)
        return chart.encode(**{name: _object(name, c) for name, c in self.encodings.items()})


def _object(name: str, channel: Channel | list[Channel]) -> Any:
    """One of Altair's channels, or a list of them."""
    import altair as alt

    if isinstance(channel, list):
        return [_object(name, one) for one in channel]
    kind = f"{name.capitalize()}Value" if "value" in channel else name.capitalize()
    return getattr(alt, kind)(**channel)


@dataclass(frozen=True)
class Drawing:
    """Layers on top of each other, the first one lowest.

    Their data stand beside them, by name. So a widget can send fresh data into a chart that it
    shows, and Altair does not copy them each time it copies a layer.
    """

    layers: tuple[Layer, ...]
    theme: Theme
    width: float
    height: float
    description: str
    title: tuple[str, ...] = ()
    """Lines of the takeaway above it; none inside a page, which says it itself."""
    subtitle: tuple[str, ...] = ()

    @property
    def datasets(self) -> dict[str, Records]:
        """The data of each layer, by its name."""
        return {layer.name: layer.data for layer in self.layers}

    def spec(self) -> dict[str, Any]:
        """Return the drawing as Vega-Lite has it."""
        titled = {"title": self._title()} if self.title else {}
        return {
            "layer": [layer.spec() for layer in self.layers],
            "width": self.width,
            "height": self.height,
            "description": self.description,
            "config": self.theme.config(),
            "datasets": self.datasets,
            **titled,
        }

    def chart(self) -> "alt.LayerChart":
        """Return the same as Altair has it."""
        import altair as alt

        return alt.LayerChart(
            layer=[layer.chart() for layer in self.layers],
            width=self.width,
            height=self.height,
            description=self.description,
            config=self.theme.config(),
            datasets=self.datasets,
            title=alt.Title(**self._title()) if self.title else alt.Undefined,
        )

    def _title(self) -> dict[str, Any]:
        """The title and what stands below it; a single line as a text, as Vega-Lite has it."""
        lines = {"text": self.title, "subtitle": self.subtitle}
        return {name: said[0] if len(said) == 1 else list(said) for name, said in lines.items()}


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
) -> Drawing:
    """Put layers on top of each other, the first one lowest."""
    return Drawing(tuple(layers), theme, width, height, description)


def headed(drawing: Drawing, title: str, subtitle: str) -> Drawing:
    """Return a drawing with its takeaway as title and its dry name below.

    Both are broken into lines as wide as the chart.
    """
    above = wrap(title, drawing.width, TITLE_SIZE, bold=True)
    below = wrap(subtitle, drawing.width, SMALL_SIZE)
    return replace(drawing, title=tuple(above), subtitle=tuple(below))


def titled(drawing: Drawing, title: str, subtitle: str) -> "alt.LayerChart":
    """Return the same as an Altair chart."""
    return headed(drawing, title, subtitle).chart()
