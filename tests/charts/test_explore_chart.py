from dataclasses import replace

import pytest

from blendnb.api import catalogue_of
from blendnb.charts.exploration_charts import (
    BRUSH,
    OPENED,
    clicks_through,
    exploration_chart,
    exploration_frame,
)
from blendnb.designing.explore import explore, usual_space
from blendnb.domain.brief import Brief

BRIEF = Brief.model_validate(
    {"title": "CRM", "objective": "Use it.", "outcome": {"subject": "software"}}
)


@pytest.fixture(scope="module")
def found():
    space = replace(usual_space(BRIEF, catalogue_of()), weeks=(6,), returns=(0, 2))
    return explore(BRIEF, catalogue_of(), space, workers=1)


def test_every_feasible_design_is_a_row_and_those_of_the_front_say_how_they_stand(found):
    frame = exploration_frame(found)
    assert len(frame) == len(found.designs)
    assert frame["on_front"].sum() == len(found.front)
    assert frame.loc[frame["on_front"], "text"].str.contains("feasible designs").all()
    assert not frame.loc[~frame["on_front"], "text"].str.contains("feasible designs").any()


def test_one_brush_and_one_click_hold_for_both_views(found):
    spec = exploration_chart(found).to_dict()
    assert [p["name"] for p in spec["params"]] == [BRUSH, OPENED]
    views = {
        unit["name"]
        for side in spec["vconcat"][0]["hconcat"]
        for unit in side["layer"]
        if "name" in unit
    }
    assert all(set(p["views"]) == views for p in spec["params"])


def test_vega_draws_it(found):
    vl_convert = pytest.importorskip("vl_convert")
    svg = vl_convert.vegalite_to_svg(exploration_chart(found).to_dict(), allowed_base_urls=[])
    assert "are beaten by no other" in svg
    assert "click a large one" in svg


def test_nothing_to_choose_from_is_said(found):
    empty = replace(found, designs=())
    assert exploration_chart(empty).to_dict()["title"]["text"].startswith("No design")


def test_a_click_inside_the_brush_reaches_the_dots_in_both_views(found):
    patch = clicks_through(exploration_chart(found).to_dict())
    assert len(patch) == 2
    assert {step["value"] for step in patch} == {False}
