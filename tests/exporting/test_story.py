"""The sponsor's page: one file that asks nobody, escapes everything and names no person."""

import re
from dataclasses import replace

import pytest

from blendnb.exporting.story import story_page, write_story
from blendnb.files.problems import InputError
from blendnb.measuring.simplify import accept, simplify
from tests.measuring.conftest import (  # noqa: F401 -- fixtures
    measured,
    pilot_folder,
    plan,
)


@pytest.fixture(scope="module")
def told(plan, measured):  # noqa: F811
    """A plan, its simplified form, the results and what was accepted."""
    from blendnb import api

    found = [s for s in simplify(plan, measured.results, api.catalogue_of()) if s.advised]
    return plan, accept(plan, found), measured.results, found


@pytest.fixture(scope="module")
def page(told):
    return story_page(*told)


def test_the_page_tells_what_it_says_what_changes_and_what_it_cannot_show(page, told):
    for heading in ("What it says", "What changes", "What this cannot show", "What it rests on"):
        assert f">{heading}</h2>" in page
    assert all(s.text.partition("“")[0] in page for s in told[3])
    assert "What the changes do together" in page
    assert "would have moved alike without it" in page


def test_no_file_and_nothing_else_that_the_files_hold_is_named_to_a_sponsor(told):
    old, changed, results, found = told
    note = "Names in the data that are no touchpoint: 1, for instance Fire drill; mapping.toml may"
    written = story_page(old, changed, replace(results, notes=(note, "Few people.")), found)
    assert "Few people." in written
    assert results.files
    hidden = ("mapping.toml", "Fire drill", *(file.file for file in results.files))
    assert [name for name in hidden if name in written] == []


def test_nothing_can_load_or_run(page):
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|<iframe|\son\w+=|style=\"|url\(", page)
    assert not re.search(r"https?://(?!www\.w3\.org)", page)


def test_no_person_stands_in_the_page(page, pilot_folder):  # noqa: F811
    people = (pilot_folder / "participants.csv").read_text().split()[1:]
    ids = [line.split(",")[0] for line in people]
    assert sum(id_.startswith("E1") for id_ in ids) == 60
    assert not [id_ for id_ in ids if id_.startswith("E1") and id_ in page]


def test_hostile_titles_are_escaped(told):
    old, changed, results, found = told
    hostile = old.replace(title='<img src=x onerror="alert(1)">')
    written = story_page(hostile, changed, results, found)
    assert "<img" not in written
    assert "&lt;img" in written


def test_the_same_results_give_the_same_page(told, page):
    assert story_page(*told) == page


def test_without_anything_accepted_the_page_says_so(told):
    old, _, results, _ = told
    assert "Nothing is changed yet." in story_page(old, old, results, ())


def test_another_suffix_is_refused(told, tmp_path):
    with pytest.raises(InputError, match=r"a story is written as \.html"):
        write_story(*told, tmp_path / "story.pdf")
