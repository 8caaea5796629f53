"""One chart as a file for slides: `.svg` that scales and stays text, `.png` that opens anywhere.

Vega measures and draws with Liberation Sans, which travels inside vl-convert, so a machine's fonts
change nothing. An SVG then names Arial first, which has the same widths and is where people
present.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from blendnb.charts.theme import LIGHT
from blendnb.exporting.escape import drawing_data, html
from blendnb.exporting.svg import specification

if TYPE_CHECKING:
    from blendnb.exporting.views import Subject

WIDTH = 1200
"""Pixels: what a slide shows without making the letters small."""
SCALE = 2
"""Dots of a PNG for each pixel, so that a projector shows no steps."""
_MARGIN = 24
_FONT = "Liberation Sans"
_FONTS = "Arial, Liberation Sans, Helvetica, sans-serif"


def svg(subject: "Subject", name: str) -> str:
    """Return a chart as an SVG document with a name and a description."""
    import vl_convert

    spec = _spec(subject, name)
    drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]).replace(
        f'font-family="{_FONT}"', f'font-family="{_FONTS}"'
    )
    start, _, rest = drawn.partition(">")
    lines = spec["title"]["text"]
    title = html(lines if isinstance(lines, str) else " ".join(lines))
    description = html(spec["description"])
    named = f'role="img" aria-labelledby="name"><title id="name">{title}</title>'
    return f"{start} {named}<desc>{description}</desc>{rest}\n"


def png(subject: "Subject", name: str) -> bytes:
    """Return a chart as a PNG picture."""
    import vl_convert

    return vl_convert.vegalite_to_png(_spec(subject, name), scale=SCALE, allowed_base_urls=[])


def _spec(subject: "Subject", name: str) -> dict[str, Any]:
    """Return a chart's specification with all texts made safe, on white, with a margin."""
    from altair.utils.schemapi import debug_mode

    with debug_mode(False):  # noqa: FBT003
        spec: dict[str, Any] = drawing_data(specification(CHARTS[name](subject)))
    config = {**spec["config"], "font": _FONT, "background": LIGHT["paper"]}
    return {**spec, "config": config, "padding": _MARGIN}


# ------------------------------------------------------------------------------------ charts


def _journey(subject: "Subject") -> Any:
    from blendnb.charts.journey import journey_chart

    return journey_chart(subject.plan, width=WIDTH, words=subject.words.charts)


def _spacing(subject: "Subject") -> Any:
    from blendnb.charts.spacing import spacing_chart

    return spacing_chart(subject.plan, width=WIDTH, words=subject.words.charts)


def _workload(subject: "Subject") -> Any:
    from blendnb.charts.workload import workload_chart

    return workload_chart(subject.plan, width=WIDTH, words=subject.words.charts)


def _dimensions(subject: "Subject") -> Any:
    from blendnb.charts.dimensions import dimensions_chart

    return dimensions_chart(subject.audit, width=WIDTH, words=subject.words.charts)


CHARTS: dict[str, Callable[["Subject"], Any]] = {
    "journey": _journey,
    "spacing": _spacing,
    "workload": _workload,
    "dimensions": _dimensions,
}
"""Every chart that can be a file, by the name that `--chart` takes."""
