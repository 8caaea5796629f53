import re
from xml.etree import ElementTree as ET

import pytest

from blendnb.charts.journey import journey_drawing
from blendnb.charts.recall import recall_of
from blendnb.charts.recall_curves import spacing_drawing
from blendnb.charts.theme import LIGHT
from blendnb.charts.weekly_minutes import workload_drawing
from blendnb.reporting.svg import inline_svg
from tests.exporting.sample_plans import crm_rollout, long_plan, new_manager

CHARTS = {
    "journey": journey_drawing(crm_rollout()).chart,
    "spacing": spacing_drawing(recall_of(crm_rollout())).chart,
    "workload": workload_drawing(crm_rollout()),
}
every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())


@pytest.fixture(scope="module")
def drawn():
    return {name: str(inline_svg(chart, name, "A title", "wide")) for name, chart in CHARTS.items()}


@every_chart
def test_the_same_chart_gives_the_same_bytes(chart):
    assert inline_svg(chart, "a", "t", "wide") == inline_svg(chart, "a", "t", "wide")


@pytest.mark.parametrize("name", CHARTS)
def test_it_has_no_colors_sizes_or_styles_of_its_own(drawn, name):
    for forbidden in (r"#[0-9a-fA-F]{3,6}\b", "style=", "font-", "rgb", "http", "<script", "href"):
        assert not re.search(forbidden, drawn[name]), forbidden
    head = drawn[name].split(">", 1)[0]
    assert not re.search(r"\s(width|height)=", head)


@pytest.mark.parametrize("name", CHARTS)
def test_every_class_is_a_color_or_a_size_that_the_style_sheet_knows(drawn, name):
    classes = {c for found in re.findall(r'class="([^"]*)"', drawn[name]) for c in found.split()}
    colors = {f"{kind}-{token}".replace("_", "-") for kind in "fs" for token in LIGHT.colors}
    assert classes <= colors | {"t1", "t2", "b", "wide"}


@pytest.mark.parametrize("name", CHARTS)
def test_it_is_an_image_with_a_name_and_nothing_inside_speaks(drawn, name):
    svg = ET.fromstring(drawn[name])
    assert svg.get("role") == "img"
    assert svg.find("title").get("id") in svg.get("aria-labelledby")
    assert not any(a.startswith("aria-") or a == "role" for e in svg.iter() if e is not svg
                   for a in e.attrib)  # fmt: skip


@pytest.mark.parametrize("name", CHARTS)
def test_ids_are_unique_and_begin_with_the_key(drawn, name):
    ids = re.findall(r'\bid="([^"]*)"', drawn[name])
    assert len(set(ids)) == len(ids)
    assert all(id_.startswith(f"{name}-") for id_ in ids)


def test_panels_become_drawings_of_their_own_that_hold_every_mark_once():
    drawing = journey_drawing(long_plan(), width=1120, most_height=620)
    whole = str(inline_svg(drawing.chart, "j", "t", "wide"))
    parts = str(inline_svg(drawing.chart, "j", "t", "wide", drawing.panels))
    assert parts.count("<svg") == len(drawing.panels)
    assert parts.count("<text") == whole.count("<text")
    assert re.findall(r'viewBox="0 (\S+) ', parts) == [f"{top:g}" for top, _ in drawing.panels]


def test_each_piece_of_a_drawing_has_a_name_of_its_own():
    drawing = journey_drawing(long_plan(), width=1120, most_height=620)
    parts = str(inline_svg(drawing.chart, "j", "Journey", "wide", drawing.panels))
    titles = re.findall("<title[^>]*>(.*?)</title>", parts)
    assert titles[:2] == ["Journey (1 of 5)", "Journey (2 of 5)"]
    whole = str(inline_svg(drawing.chart, "j", "Journey", "wide"))
    assert re.findall("<title[^>]*>(.*?)</title>", whole) == ["Journey"]


def test_labels_are_text_with_their_place():
    svg = ET.fromstring(str(inline_svg(journey_drawing(new_manager()).chart, "j", "t", "wide")))
    labels = [e for e in svg.iter("text") if e.text == "Entry check before the workshop"]
    assert [(float(e.get("x")), float(e.get("y")) > 0) for e in labels] == [(28, True)]


def test_hostile_text_stays_text():
    title = "</text></svg><script>alert(1)</script>\x00\u202e&amp;"
    plan = new_manager()
    first = plan.touchpoints[0].replace(title=title)
    hostile = plan.replace(touchpoints=(first, *plan.touchpoints[1:]))
    svg = str(inline_svg(journey_drawing(hostile).chart, "j", title, "wide"))
    assert "<script" not in svg
    assert {e.tag for e in ET.fromstring(svg).iter()} == {
        e.tag
        for e in ET.fromstring(
            str(inline_svg(journey_drawing(plan).chart, "j", "t", "wide"))
        ).iter()
    }
