"""The helper itself, and that no chart goes without such a test."""

import ast
import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import altair as alt
import pytest

import blendnb.charts
from tests.charts.scene import Scale, drawn


def chart_functions():
    """Every public function of the package that gives an Altair chart, wherever it lives."""
    names = {name for name in blendnb.charts.__all__ if name.endswith("_chart")}
    for found in pkgutil.walk_packages(blendnb.charts.__path__, "blendnb.charts."):
        for name, function in inspect.getmembers(import_module(found.name), inspect.isfunction):
            given = str(function.__annotations__.get("return", ""))
            if "Chart" in given and function.__module__ == found.name and name.endswith("_chart"):
                names.add(name)
    return names


def drawn_functions():
    """The chart functions that the scene tests draw: `drawn(bl.journey_chart, …)`."""
    found = set()
    for file in Path(__file__).parent.glob("test_scene_*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "drawn":
                found.add(ast.unparse(node.args[0]).rpartition(".")[2])
    return found


def test_every_chart_is_asked_where_its_marks_stand():
    assert len(chart_functions()) >= 17
    assert chart_functions() - drawn_functions() == set()


def chart_of(**encodings):
    values = [{"day": 0, "count": 10}, {"day": 5, "count": 30}, {"day": 10, "count": 20}]
    chart = alt.Chart(alt.InlineData(values), width=400, height=600).mark_line(color="#0b5394")
    usual = {
        "x": alt.X("day:Q", axis=alt.Axis(values=[0, 5, 10])),
        "y": alt.Y("count:Q", axis=alt.Axis(values=[0, 10, 20, 30])),
    }
    return chart.encode(**{**usual, **encodings}).properties(
        title=alt.Title("Told", subtitle="How"), description="Told"
    )


def test_a_scene_reads_values_off_the_labels_of_the_axes():
    scene = drawn(chart_of)
    x, y = scene.x_axis({"0": 0, "5": 5, "10": 10}), scene.y_axis({"0": 0, "10": 10, "30": 30})
    assert scene.one(kind="line", stroke="accent").read(x, y) == [(0, 10), (5, 30), (10, 20)]
    assert (scene.title, scene.subtitle, scene.description) == ("Told", "How", "Told")


def test_a_chart_upside_down_has_its_large_values_low():
    axis = alt.Axis(values=[0, 10, 20, 30])
    scene = drawn(chart_of, y=alt.Y("count:Q", axis=axis, scale=alt.Scale(reverse=True)))
    y = scene.y_axis({"0": 0, "10": 10, "30": 30})
    assert y.pixel(30) > y.pixel(0)


def test_labels_that_do_not_stand_at_their_values_are_found():
    wrong = alt.Axis(values=[0, 10, 20, 30], labelExpr="datum.value == 10 ? '20' : datum.label")
    scene = drawn(chart_of, y=alt.Y("count:Q", axis=wrong))
    with pytest.raises(AssertionError, match="0 axes are labelled"):
        scene.y_axis({"0": 0, "10": 10, "30": 30})


def test_a_scale_tells_values_and_places():
    scale = Scale((0, 10), (100, 50))
    assert (scale.pixel(4), scale.value(60), scale.tenth(80)) == (80, 8, 4.0)
