"""Charts taken apart: what stays, what changes, and that both together are still the chart."""

from xml.etree import ElementTree as ET

import vl_convert

from blendnb.charts.drawing import PIXEL_Y, named, quantitative, stacked, table, text
from blendnb.charts.theme import LIGHT
from blendnb.widgets.chart_messages import figure_of


def chart(values, *, height=100, last=10, words="Recall"):
    """Two layers, one of them with text, on one axis; the way that all our charts are made."""
    at = {**quantitative("day"), "scale": {"domain": [0, last]}, "axis": None}
    curve = table(("day", "y"), enumerate(values))
    names = table(("day", "y", "text"), [(0, 10, words)])
    line = {"type": "line", "color": LIGHT["accent"]}
    layers = [
        named("curve", curve, line, x=at, y=PIXEL_Y),
        text("names", names, LIGHT["ink"], x=at),
    ]
    return stacked(layers, LIGHT, width=300, height=height, description=words)


def test_data_is_told_in_columns_by_layer():
    assert figure_of(chart([50, 25])).data == {
        "curve": {"day": [0, 1], "y": [50, 25]},
        "names": {"day": [0], "y": [10], "text": ["Recall"]},
    }


def test_a_layer_that_has_nothing_to_show_stays_part_of_the_drawing():
    assert figure_of(chart([])).data["curve"] == {}
    assert figure_of(chart([])).shape == figure_of(chart([50])).shape


def test_other_data_another_height_and_other_words_need_no_new_drawing():
    one, other = chart([50, 25]), chart([100], height=400, words="Forgetting")
    assert figure_of(one).shape == figure_of(other).shape


def test_another_axis_needs_a_new_drawing():
    assert figure_of(chart([50])).shape != figure_of(chart([50], last=20)).shape


def test_the_drawing_holds_no_data():
    drawing = figure_of(chart([12.3456], words="Confidential")).drawing
    assert "12.3456" not in str(drawing)
    assert "Confidential" not in str(drawing)


def test_colors_of_the_theme_are_left_to_the_page():
    drawing = str(figure_of(chart([50])).drawing)
    assert "var(--bl-accent)" in drawing
    assert LIGHT["accent"] not in drawing


def test_text_that_turns_the_reading_direction_is_shown_without_doing_so():
    assert figure_of(chart([], words="a\u202eb")).data["names"]["text"] == ["ab"]


def test_drawing_and_data_together_are_the_chart():
    original = chart([50, 25, 12])
    figure = figure_of(original)
    data = [
        {**source, "values": rows(figure.data[source["name"]])}
        if source["name"] in figure.data
        else source
        for source in figure.drawing["data"]
    ]
    svg = vl_convert.vega_to_svg({**figure.drawing, "data": data, "height": figure.height})
    for token, color in LIGHT.colors.items():
        svg = svg.replace(f"var(--bl-{token.replace('_', '-')})", color)
    assert marks(svg) == marks(vl_convert.vegalite_to_svg(original.spec()))


def rows(columns):
    """Columns as rows, the way the browser turns them back."""
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]


def marks(svg):
    """The paths that are drawn, without labels that name them."""
    paths = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}path")
    return [(path.get("d"), path.get("stroke"), path.get("fill")) for path in paths]
