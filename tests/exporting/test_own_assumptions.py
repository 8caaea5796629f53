"""A pilot's own figures, laid over the shipped thresholds, move every curve that is shown.

Coverage is the share of a topic that its first teaching gets across to those who come. With half of
the shipped 0.85 less of everything is known, so each surface must show less than before.
"""

import re

import pytest

import blendnb as bl
from blendnb.charts.recall import recall_by
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.widgets.chart_messages import PlanCharts
from tests.exporting.sample_plans import crm_rollout

PLAN = crm_rollout()


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="module")
def own(catalogue):
    half = catalogue.thresholds["recall_coverage"].replace(value=0.4)
    return catalogue.replace(thresholds={**catalogue.thresholds, "recall_coverage": half})


def least_and_most(recall):
    return tuple(round(100 * share) for share in recall.on_named_day())


def test_the_curves_rest_on_the_catalogue_at_hand(catalogue, own):
    shipped, less = (recall_by(PLAN, each) for each in (catalogue, own))
    assert shipped.assumptions.coverage == 0.85
    assert less.assumptions.coverage == 0.4
    assert least_and_most(less)[1] < least_and_most(shipped)[1]


def said_of_recall(plan, path, catalogue, **more):
    bl.export(plan, path, catalogue=catalogue, **more)
    text = path.read_text(encoding="utf-8")
    return re.search(r'<section aria-labelledby="spacing".*?</section>', text, re.DOTALL)[0]


def test_the_page_and_its_controls_show_it(tmp_path, catalogue, own):
    for more in ({}, {"interactive": True}):
        pages = [
            said_of_recall(PLAN, tmp_path / f"{n}.html", known, **more)
            for n, known in enumerate((catalogue, own))
        ]
        assert pages[0] != pages[1]


def test_the_picture_shows_it(tmp_path, catalogue, own):
    pictures = []
    for n, known in enumerate((catalogue, own)):
        bl.export(PLAN, tmp_path / f"{n}.svg", chart="spacing", catalogue=known)
        pictures.append((tmp_path / f"{n}.svg").read_text(encoding="utf-8"))
    assert pictures[0] != pictures[1]


def test_board_and_studio_show_it(catalogue, own):
    shown = []
    for known in (catalogue, own):
        [message] = PlanCharts(known).news(PLAN)
        shown.append(max(max(curve["recall"]) for curve in message["spacing"]["curves"]))
    assert shown[1] < shown[0]


def test_a_chart_in_a_notebook_takes_other_assumptions(own):
    usual, less = (
        bl.spacing_chart(PLAN, **more).to_dict()["title"]
        for more in ({}, {"assumptions": recall_by(PLAN, own).assumptions})
    )
    assert usual != less
