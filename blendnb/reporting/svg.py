"""A chart as part of a page: an SVG without style attributes, colours of its own, or fixed size.

vl-convert draws the chart; what it gives is then made to fit the page. Colours of the light theme
turn back into their tokens, as classes, so that dark mode, forced colours and print are decided by
the page's one style sheet. Type sizes turn into classes too. The drawing scales with the page, has
a name and a description, and holds nothing but shapes and text.

Two things keep it the same everywhere. Nothing is laid out by measuring text, because our charts
place every label themselves; where Vega measures all the same, it uses Liberation Sans, which
travels inside vl-convert. And measuring is slow, a millisecond and more a label, so text goes
through Vega at size 0 and gets its size back here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from markupsafe import Markup

from blendnb.charts.drawing import Drawing
from blendnb.charts.theme import LABEL_SIZE, LIGHT
from blendnb.language import say
from blendnb.reporting.escape import drawing_data, html

if TYPE_CHECKING:
    import altair as alt

Extent = tuple[float, float]
_SVG = "{http://www.w3.org/2000/svg}"
_TOKEN_OF = {color: token for token, color in LIGHT.colors.items()}
_KEPT = (
    "d", "transform", "x2", "y2", "fill", "stroke-width", "stroke-dasharray", "text-anchor",
    "fill-opacity", "stroke-opacity",
)  # fmt: skip
"""Attributes that draw; names, roles and fonts of single marks go."""
_SHARED = ("class", "fill", "stroke-width", "stroke-dasharray", "text-anchor")
"""Inherited attributes, which stand on the group where all of its marks agree."""
_DRAWS = (
    *_KEPT, "x", "y", "width", "height", "stroke", "opacity", "font-family", "font-size",
    "font-weight", "stroke-miterlimit",
)  # fmt: skip
_SHARED_BY_DOTS = ("fill", "stroke", "stroke-width", "font-family", "font-size", "text-anchor")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_MOVE = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
_LONG_PATH = 400
"""Letters of a path from which it is a curve of many points."""
_START = re.compile(r"M[-\d.]+,([-\d.]+)")
_COMMAND = re.compile(r"[A-Z]")
_POINT = re.compile(r"([-\d.]+),([-\d.]+)")
_GUIDES = "role-axis-grid"
"""Vega's word for lines that dots are read against."""
_ROUNDED, _CIRCLE = "MLCLCLCLCZ", "MAA"
"""The commands of the paths as which Vega draws a rectangle with round corners, and a dot."""


def inline_svg(
    chart: "Drawing | alt.LayerChart",
    key: str,
    title: str,
    css_class: str,
    panels: Sequence[Extent] | None = None,
) -> Markup:
    """Return a chart as SVG elements for a page.

    Parameters
    ----------
    chart
        A drawing or one of our Altair charts, in the light theme.
    key
        Unique in the page; the ids of the drawing's name and description begin with it.
    title
        The drawing's name for those who cannot see it: what is drawn. The chart's own description,
        which says what follows from it, describes every part.
    css_class
        Class of the SVG elements.
    panels
        Top and bottom of the parts that become elements of their own, so that paper breaks between
        them and narrow pages stack them; one element without.
    """
    spec = drawing_data(specification(chart))
    svg = drawn(spec)
    width, height = (float(svg.get(name, 0)) for name in ("width", "height"))
    groups = list(_groups(svg, _type_classes(spec)))
    description = spec.get("description", "")
    extents = panels or [(0.0, height)]
    parts = [
        _element(
            marks,
            _short(f"0 {top:.1f} {width:.1f} {bottom - top:.1f}"),
            _name(key, number, _piece(title, number, len(extents)), description),
            css_class,
        )
        for number, ((top, bottom), marks) in enumerate(
            zip(extents, _shared_out(groups, extents), strict=True)
        )
    ]
    return Markup("\n").join(parts)


def specification(chart: "Drawing | alt.LayerChart") -> dict[str, Any]:
    """Return a drawing's Vega-Lite specification; Altair need not walk through the data."""
    if isinstance(chart, Drawing):
        return chart.spec()
    import altair as alt

    bare = chart.copy(deep=False)
    bare.datasets = alt.Undefined
    spec: dict[str, Any] = bare.to_dict(validate=False)
    return {**spec, "datasets": chart.datasets}


def drawn(spec: dict[str, Any]) -> ET.Element:
    """Let Vega draw a Vega-Lite specification, without margins and without measuring labels."""
    import vl_convert

    config = {**spec.get("config", {}), "font": "Liberation Sans"}
    bare = {**_unmeasured(spec), "config": config, "padding": 0, "autosize": "none"}
    # vl-convert writes XML without entities of its own, from text that `drawing_data` made safe.
    return ET.fromstring(vl_convert.vegalite_to_svg(bare, allowed_base_urls=[]))  # noqa: S314


def still_svg(spec: dict[str, Any], title: str, css_class: str) -> Markup:
    """Return a chart with axes of its own as one SVG element that does nothing, in its own colours.

    Dots that lie on the same pixel are drawn once: of thousands, a few hundred are left to load.

    Parameters
    ----------
    spec
        A Vega-Lite specification in the light theme.
    title
        What the drawing is, for those who cannot see it.
    css_class
        Class of the SVG element.
    """
    import vl_convert

    config = {**spec.get("config", {}), "font": "Liberation Sans", "aria": False}
    raw = vl_convert.vegalite_to_svg(
        {**drawing_data(spec), "config": config, "padding": 4}, allowed_base_urls=[]
    )
    svg = ET.fromstring(raw)  # noqa: S314 -- see `drawn`
    view = f"0 0 {svg.get('width')} {svg.get('height')}"
    named = f'aria-label="{html(title)}">'
    # The ground is the page's: `.still` in its style sheet.
    marks = (_still(group) for group in svg if group.tag != f"{_SVG}rect")
    return _element(marks, view, named, css_class)


def _still(element: ET.Element) -> ET.Element:
    """An element with what draws; what all of its children share stands on it."""
    copy = ET.Element(element.tag.removeprefix(_SVG))
    copy.text = element.text
    copy.attrib |= {
        name: _short(element.get(name, "")) for name in _DRAWS if name in element.attrib
    }
    if _GUIDES in element.get("class", ""):
        copy.set("class", _GUIDES)
    if copy.tag == "path":
        _simplified(copy, _MOVE.fullmatch(copy.get("transform", "")))
    once = {ET.tostring(child): child for child in map(_still, element)}
    copy.extend(once.values())
    for name in _SHARED_BY_DOTS if len(copy) > 1 else ():
        values = {child.get(name) for child in copy}
        if len(values) == 1 and name not in copy.attrib and (value := values.pop()) is not None:
            copy.set(name, value)
            for child in copy:
                del child.attrib[name]
    return copy


# ------------------------------------------------------------------------------------- elements


def _element(groups: Iterable[ET.Element], view: str, name: str, css_class: str) -> Markup:
    marks = "".join(ET.tostring(group, encoding="unicode") for group in groups)
    head = f'<svg class="{css_class}" viewBox="{view}" role="img" {name}'
    body = marks.replace(" />", "/>")
    return Markup(f"{head}{body}</svg>")  # noqa: S704 -- escaped texts and attributes known here


def _name(key: str, number: int, title: str, description: str) -> str:
    """The end of the start tag with what names and describes a part; the first has it for all."""
    own = f"{key}-{number}t"
    named = f'aria-labelledby="{own}"><title id="{own}">{html(title)}</title>'
    if not description:
        return named
    described = f'aria-describedby="{key}-d" {named}'
    return described if number else f'{described}<desc id="{key}-d">{html(description)}</desc>'


def _piece(title: str, number: int, of: int) -> str:
    """The name of one piece of a drawing, so that no two have the same."""
    return title if of == 1 else say("charts.piece", name=title, number=number + 1, of=of)


def _shared_out(groups: Iterable[ET.Element], panels: Sequence[Extent]) -> list[list[ET.Element]]:
    """For each panel, the groups with those of their marks that begin inside it."""
    tops = [top for top, _ in panels]
    shares: list[list[ET.Element]] = [[] for _ in panels]
    for group in groups:
        marks: dict[int, list[ET.Element]] = {}
        for mark in group:
            marks.setdefault(max(bisect_right(tops, _y(mark)) - 1, 0), []).append(mark)
        for index, members in marks.items():
            part = ET.Element("g", group.attrib)
            part.extend(_merged(members))
            shares[index].append(part)
    return shares


def _y(mark: ET.Element) -> float:
    """Where a mark begins, read off its place or its path."""
    if mark.tag != "path":
        return float(mark.get("y", mark.get("cy", "0")))
    moved, start = _MOVE.search(mark.get("transform", "")), _START.search(mark.get("d", ""))
    return float(moved[2] if moved else start[1] if start else 0)


def _merged(marks: list[ET.Element]) -> list[ET.Element]:
    """Marks that differ in nothing but their path, as one path."""
    if len(marks) < 2 or any(mark.attrib.keys() != {"d"} for mark in marks):  # noqa: PLR2004
        return marks
    return [ET.Element("path", {"d": "".join(mark.get("d", "") for mark in marks)})]


# ---------------------------------------------------------------------------------------- marks


def _groups(svg: ET.Element, type_classes: dict[str, str]) -> Iterator[ET.Element]:
    """The groups of marks, bare of everything that only placed them."""
    for group in svg.iter(f"{_SVG}g"):
        names = (group.get("class") or "").split()
        if len(group) and "role-mark" in names and "mark-group" not in names:
            yield _group(group, type_classes.get(names[-1], ""))


def _group(marks: ET.Element, type_class: str) -> ET.Element:
    group = ET.Element("g")
    group.extend(_mark(mark) for mark in marks)
    for name in _SHARED:
        values = {mark.get(name) for mark in group}
        if len(values) == 1 and (value := values.pop()) is not None:
            group.set(name, value)
            for mark in group:
                del mark.attrib[name]
    if type_class:
        group.set("class", f"{type_class} {group.get('class', '')}".strip())
    return group


def _mark(element: ET.Element) -> ET.Element:
    mark = ET.Element(element.tag.removeprefix(_SVG))
    mark.text = element.text
    classes = [
        f"{name[0]}-{_TOKEN_OF[color]}".replace("_", "-")
        for name in ("fill", "stroke")
        if (color := element.get(name, "")) in _TOKEN_OF
    ]
    if classes:
        mark.set("class", " ".join(classes))
    for name in _KEPT:
        value = element.get(name)
        if value is not None and value not in _TOKEN_OF:
            mark.set(name, _coarse(value) if len(value) > _LONG_PATH else _short(value))
    mark.extend(_mark(part) for part in element)
    return _placed(mark)


def _placed(mark: ET.Element) -> ET.Element:
    """Say where a mark is in as few letters as SVG allows."""
    moved = _MOVE.fullmatch(mark.get("transform", ""))
    if moved and mark.tag == "text":
        del mark.attrib["transform"]
        mark.attrib |= {"x": moved[1], "y": moved[2]}
    elif moved and mark.tag == "line":
        across, down = mark.attrib.pop("x2", "0"), mark.attrib.pop("y2", "0")
        del mark.attrib["transform"]
        mark.tag = "path"
        mark.set("d", f"M{moved[1]},{moved[2]}l{across},{down}")
    elif mark.tag == "path":
        _simplified(mark, moved)
    return mark


def _simplified(mark: ET.Element, moved: re.Match[str] | None) -> None:
    """Turn a path into the shape that it draws, which is said in half as many letters."""
    path = mark.get("d", "")
    commands = "".join(_COMMAND.findall(path)) if len(path) < _LONG_PATH else ""
    if moved and commands == _CIRCLE:
        mark.tag = "circle"
        del mark.attrib["d"], mark.attrib["transform"]
        mark.attrib |= {"cx": moved[1], "cy": moved[2], "r": path[1 : path.index(",")]}
    elif not moved and commands == _ROUNDED:
        across, down = zip(*((float(x), float(y)) for x, y in _POINT.findall(path)), strict=True)
        left, top = min(across), min(down)
        sides = max(across) - left, max(down) - top, across[0] - left
        mark.tag = "rect"
        del mark.attrib["d"]
        mark.attrib |= {"x": f"{left:g}", "y": f"{top:g}"}
        mark.attrib |= {
            name: f"{side:.1f}".removesuffix(".0")
            for name, side in zip(("width", "height", "rx"), sides, strict=True)
        }


def _short(value: str) -> str:
    """Numbers with one decimal: a tenth of a pixel is nobody's loss."""
    return _NUMBER.sub(lambda match: f"{float(match[0]):.1f}".removesuffix(".0"), value)


def _coarse(value: str) -> str:
    """A curve's many points to half a pixel, which nobody sees and which weighs a third less."""
    return _NUMBER.sub(lambda match: f"{round(2 * float(match[0])) / 2:g}", value)


# ----------------------------------------------------------------------------------------- text


def _unmeasured(spec: Any) -> Any:
    """The specification with every text mark at size 0."""
    if isinstance(spec, list):
        return [_unmeasured(part) for part in spec]
    if not isinstance(spec, dict):
        return spec
    kept = ("data", "datasets", "encoding")
    parts = {key: part if key in kept else _unmeasured(part) for key, part in spec.items()}
    return {**parts, "fontSize": 0} if spec.get("type") == "text" else parts


def _type_classes(spec: dict[str, Any]) -> dict[str, str]:
    """Classes of each text layer, by the name that Vega gives its group."""
    return {
        unit["name"].replace("-", "_") + "_marks": _type_class(unit["mark"])
        for unit in spec["layer"]
        if unit["mark"]["type"] == "text"
    }


def _type_class(mark: dict[str, Any]) -> str:
    size = "t1" if mark["fontSize"] == LABEL_SIZE else "t2"
    return f"{size} b" if mark["fontWeight"] == 600 else size  # noqa: PLR2004
