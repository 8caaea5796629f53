import re

import pytest

from blendnb.api import catalogue_of
from blendnb.designing.compare import compare
from blendnb.exporting.comparison_page import comparison_page, export_comparison
from blendnb.files.problems import InputError
from tests.designing.proof_plans import module, plan, touchpoint, workshop

HOSTILE = '<script>alert("x")</script>'


@pytest.fixture(scope="module")
def found():
    live = plan(workshop(title=HOSTILE), blend_model="live_led", title=HOSTILE)
    talk = touchpoint("m", "manager_check_in", modality="on_the_job", manager_minutes=15)
    return compare([live, plan(module(), talk, title=HOSTILE)], catalogue_of())


def test_the_same_comparison_gives_the_same_bytes(found):
    assert comparison_page(found) == comparison_page(found)


def test_user_text_is_escaped_and_no_script_can_run(found):
    page = comparison_page(found)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src &#39;none&#39;" in page


def test_it_says_in_words_what_one_buys_with_the_other_and_shows_the_rest(found):
    page = comparison_page(found)
    assert "Taking A (Live-led) instead of B (Digital-first)" in page
    for id_ in ("words", "numbers", "journeys", "recall", "cost", "even-1"):
        assert len(re.findall(f'<h2 id="{id_}"', page)) == 1


def test_ids_are_unique(found):
    ids = re.findall(r'\bid="([^"]+)"', comparison_page(found))
    assert len(ids) == len(set(ids))


def test_it_is_written_as_html_only(found, tmp_path):
    with pytest.raises(InputError, match=r"is written as \.html"):
        export_comparison(found, tmp_path / "page.docx")
    export_comparison(found, tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == comparison_page(found)
