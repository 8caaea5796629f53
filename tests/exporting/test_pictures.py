"""One chart as a file: the same on every machine, and nothing in it but shapes and text."""

import struct
from xml.etree import ElementTree as ET

import pytest

import blendnb as bl
from blendnb.exporting.escape import drawing
from blendnb.exporting.targets import CHARTS
from blendnb.files.problems import InputError
from tests.exporting.hostile import CORPUS
from tests.exporting.sample_plans import crm_rollout
from tests.exporting.shapes import with_texts

SVG = "{http://www.w3.org/2000/svg}"
PLAN = crm_rollout()


def drawn(plan, path, chart=None):
    bl.export(plan, path, chart=chart)
    return ET.fromstring(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("chart", CHARTS)
def test_a_drawing_has_a_name_a_description_and_only_shapes_and_text(tmp_path, chart):
    svg = drawn(PLAN, tmp_path / "chart.svg", chart)
    assert svg.get("role") == "img"
    assert svg.find(f"{SVG}title").text
    assert svg.find(f"{SVG}desc").text
    tags = {element.tag.removeprefix(SVG) for element in svg.iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "rect", "line", "text", "tspan", "defs",
                    "clipPath"}  # fmt: skip
    fonts = {element.get("font-family") for element in svg.iter(f"{SVG}text")}
    assert fonts == {"Arial, Liberation Sans, Helvetica, sans-serif"}


def test_nothing_is_drawn_wider_than_the_slide_is(tmp_path):
    svg = drawn(PLAN, tmp_path / "chart.svg", "spacing")
    assert float(svg.get("width")) <= 1260


@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_has_twice_the_pixels_of_its_drawing(tmp_path, chart):
    svg = drawn(PLAN, tmp_path / "chart.svg", chart)
    bl.export(PLAN, tmp_path / "chart.png", chart=chart)
    head = (tmp_path / "chart.png").read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", head[16:24])
    assert width == pytest.approx(2 * float(svg.get("width")), abs=4)
    assert height == pytest.approx(2 * float(svg.get("height")), abs=4)


def test_the_journey_is_the_default(tmp_path):
    assert drawn(PLAN, tmp_path / "a.svg").find(f"{SVG}title").text.startswith("6 weeks, with 2")


def shape(svg):
    return {(e.tag, *sorted(e.attrib)) for e in svg.iter()}


@pytest.mark.parametrize("turn", range(0, len(CORPUS), 40))
def test_hostile_text_is_drawn_as_text(tmp_path, turn):
    plan = with_texts(PLAN, [*CORPUS[turn:], *CORPUS[:turn]])
    svg = drawn(plan, tmp_path / "b.svg")
    assert shape(svg) <= shape(drawn(with_texts(PLAN, ["Harmless text"]), tmp_path / "a.svg"))
    assert letters(plan.touchpoints[0].title)[:15] in letters("".join(svg.itertext()))


def letters(text):
    """What is left of a text without spaces and marks that the drawing may drop."""
    return "".join(drawing(text).replace("\ufeff", "").split())


def test_a_chart_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(InputError) as refused:
        bl.export(PLAN, tmp_path / "a.svg", chart="jurney")
    assert str(refused.value) == (
        "chart: 'jurney' is not one of journey, spacing, workload, dimensions; "
        "did you mean journey?"
    )


def test_a_file_that_holds_everything_takes_no_chart(tmp_path):
    with pytest.raises(InputError, match=r"only \.svg and \.png files hold one chart"):
        bl.export(PLAN, tmp_path / "a.html", chart="journey")
