"""The page of an exploration: its script is known by its hash, and nothing else runs or loads."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from blendnb.api import catalogue_of
from blendnb.designing.explore import explore, usual_space
from blendnb.domain.brief import Brief
from blendnb.exporting.exploration_page import exploration_page

TITLE = "CRM </script><img src=x onerror=alert(1)>"
BRIEF = Brief.model_validate(
    {"title": TITLE, "objective": "Use it.", "outcome": {"subject": "software"}}
)


@pytest.fixture(scope="module")
def found():
    space = replace(usual_space(BRIEF, catalogue_of()), weeks=(6,), returns=(0,), group_sizes=(16,))
    return explore(BRIEF, catalogue_of(), space, workers=1)


@pytest.fixture(scope="module")
def page(found):
    return exploration_page(found)


def test_the_only_script_is_the_one_that_the_policy_knows(page):
    script = re.search(r'<script type="module">(.*?)</script>', page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"sha256-{digest}" in page
    assert "default-src" in page
    assert page.count("<script") == 2


def test_what_people_typed_is_no_markup(page):
    assert "<img src=x" not in page


def test_every_design_of_the_front_is_in_the_table(found, page):
    for design in found.front:
        assert f">{design.choice.number}</th>" in page


def test_a_stopped_exploration_says_so(found):
    assert "Stopped after" in exploration_page(replace(found, complete=False))


def test_paper_and_a_page_without_script_have_a_still_drawing_of_every_design(found, page):
    for kind in ("wide-still", "slim-still"):
        drawing = re.search(f'<svg class="still {kind}".*?</svg>', page, re.DOTALL)[0]
        assert "<script" not in drawing
        assert drawing.count("<circle") >= len(found.front)
        assert drawing.count("Hours for each learner") == 1
        assert "Recall lost in the worst case of the models" in drawing
    assert "@media print{.explored,.slim-still{display:none !important}}" in page
    assert '<div class="chart explored" id="chart"' in page


def test_shares_on_the_axes_are_written_as_everywhere(page):
    drawing = re.search('<svg class="still wide-still".*?</svg>', page, re.DOTALL)[0]
    assert re.search(r">\d+\u00a0%</text>", drawing)
    assert not re.search(r">\d+%</text>", drawing)
