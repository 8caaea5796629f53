import tomllib
from dataclasses import replace

import pytest

from blendnb.api import audit, catalogue_of, recommend
from blendnb.charts.words import ENGLISH
from blendnb.exporting.page import SECTIONS
from blendnb.exporting.views import Subject
from blendnb.exporting.words import load_words
from blendnb.files.shipped import shipped
from tests.exporting.sample_plans import long_plan, new_manager


class Recorded(dict):
    """Words that remember which of them were asked for."""

    def __init__(self, words):
        super().__init__(words)
        self.asked = set()

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)

    def get(self, key, default=None):
        self.asked |= {key} & self.keys()
        return super().get(key, default)


@pytest.fixture(scope="module")
def words_on_pages():
    """Every word of a chart that some page uses."""
    recorded = Recorded(ENGLISH)
    words = replace(load_words())
    words.__dict__["charts"] = recorded
    for plan in (new_manager("2027-01-11"), new_manager(), long_plan()):
        subject = Subject(plan, recommend(plan.brief), audit(plan), catalogue_of(), words)
        for section in SECTIONS.values():
            section(subject)
    return recorded.asked


def chart_words():
    text = (shipped("templates") / "page" / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["charts"]


def test_every_word_on_a_pages_charts_stands_in_the_file_that_translators_copy(words_on_pages):
    assert words_on_pages - chart_words().keys() == set()
    assert len(words_on_pages) > 80


def test_the_english_words_of_that_file_are_those_of_the_charts():
    """After a change to blendnb/charts/words.py, the section [charts] has to follow."""
    assert chart_words().items() <= ENGLISH.items()


def test_a_working_folder_translates_what_it_wants_and_the_rest_stays_english(tmp_path):
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "words.toml").write_text(
        'language = "de"\n[weeks]\nshort = "Woche für Woche"\n[charts]\nlaunch = "Start"\n',
        encoding="utf-8",
    )
    words = load_words(tmp_path)
    assert words.language == "de"
    assert words["weeks"]["short"] == "Woche für Woche"
    assert words["weeks"]["what"] == "What"
    assert words.charts["launch"] == "Start"
    assert words.charts["week_and_date"] == ENGLISH["week_and_date"]


def test_one_and_many_have_their_own_forms():
    words = load_words()
    assert words.count("measures.heading", 1) == "One measure says whether it worked"
    assert words.count("measures.heading", 3) == "3 measures say whether it worked"


def test_braces_in_what_fills_a_gap_are_left_alone():
    assert load_words().say("weeks.about", topics="{0} {__class__}") == (
        "This time: {0} {__class__}."
    )


def test_a_gap_that_nothing_fills_is_an_error():
    with pytest.raises(KeyError, match="topics"):
        load_words().say("weeks.about")
