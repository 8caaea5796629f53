import re
import string
import tomllib
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser

import pytest
import tomlkit

from blendnb.api import audit, catalogue_of, recommend
from blendnb.designing.cost import cost
from blendnb.domain.costs import PRICES
from blendnb.exporting import page_of
from blendnb.exporting.choices import choices_of
from blendnb.exporting.page import render
from blendnb.language import language_in, say
from blendnb.shipped import shipped
from blendnb.spacing import curve_models
from tests.exporting.sample_plans import long_plan, new_manager
from tests.exporting.shapes import with_texts


def own_language(folder, code, text):
    (folder / "language").mkdir()
    (folder / "language" / f"{code}.toml").write_text(text, encoding="utf-8")


def test_a_working_folder_translates_what_it_wants_and_the_rest_stays_english(tmp_path):
    own_language(tmp_path, "de", '[weeks]\nshort = "Woche für Woche"\n[charts]\nlaunch = "Start"\n')
    words = language_in(tmp_path)
    assert words.code == "de"
    assert words["weeks"]["short"] == "Woche für Woche"
    assert words["weeks"]["what"] == "What"
    assert words["charts"]["launch"] == "Start"
    assert words["charts"]["week_and_date"] == "{week} ({date})"


def test_thousands_and_tenths_have_the_marks_of_the_language(tmp_path):
    (tmp_path / "catalogue").mkdir()
    own_language(tmp_path, "de", 'locale = "de"\n')
    plan = change_size(new_manager(), 12_400)
    head, _, rest = page_of(plan, tmp_path).partition("</header>")
    assert "<strong>12.400</strong> learners" in head
    assert "<strong>7,6</strong> hours of learning each" in head
    assert "<dd>12.400 people</dd>" in rest
    assert "12,400" not in head + re.sub("<script.*?</script>", "", rest, flags=re.DOTALL)


def change_size(plan, size):
    audience = plan.brief.audience.replace(size=size)
    return plan.replace(brief=plan.brief.replace(audience=audience))


def test_one_and_many_have_their_own_forms():
    assert say("measures.heading", count=1) == "One measure says whether it worked"
    assert say("measures.heading", count=3) == "3 measures say whether it worked"


def test_braces_in_what_fills_a_gap_are_left_alone():
    assert say("weeks.about", topics="{0} {__class__}") == ("This time: {0} {__class__}.")


def test_a_gap_that_nothing_fills_is_an_error():
    with pytest.raises(KeyError, match="topics"):
        say("weeks.about")


# ------------------------------------------------------------------------- every word, translated

LETTERS = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in string.ascii_letters})
"""Latin letters as their full-width forms: a language in which every word can be told apart."""
GAP = re.compile(r"(\{[^}]*\})")
USER_TEXT = "Ωμέγα"


@pytest.fixture(scope="module")
def translated(tmp_path_factory):
    """A working folder with every word of the page in another language."""
    english = tomllib.loads(
        (shipped("templates") / "language" / "en.toml").read_text(encoding="utf-8")
    )
    del english["language"], english["locale"]
    folder = tmp_path_factory.mktemp("own")
    own_language(folder, "x-wide", 'locale = "el"\n' + tomlkit.dumps(_wide(english)))
    return folder


def _wide(value):
    if isinstance(value, dict):
        return {name: _wide(inner) for name, inner in value.items()}
    return "".join(p if p.startswith("{") else p.translate(LETTERS) for p in GAP.split(value))


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from (str(name), *_strings(inner))
    elif isinstance(value, (list, tuple, set, frozenset)):
        for inner in value:
            yield from _strings(inner)
    elif hasattr(value, "model_dump"):
        yield from _strings(value.model_dump(mode="json"))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))


def _knowledge(plan):
    """Sentences that are not the page's own: of the catalogue, the rules, the audit, the costs."""
    models = [text for model in curve_models() for text in (model.label, model.calibration)]
    sources = (recommend(plan.brief), audit(plan), catalogue_of(), PRICES,
               cost(plan, catalogue_of()), models)  # fmt: skip
    found = {text for source in sources for text in _strings(source)}
    found |= {part for text in found for part in text.split(" (")}
    found |= {rest[:1].upper() + rest[1:] for text in found for rest in [text.partition(": ")[2]]}
    found |= {text.lower() for text in found}
    return sorted((text for text in found if len(text) > 1), key=len, reverse=True)


@pytest.mark.parametrize("edition", ["client", "facilitator", "learner"])
@pytest.mark.parametrize("plan", [new_manager("2027-01-11"), new_manager(), long_plan(20, 13)])
def test_every_word_of_a_page_can_be_translated(translated, plan, edition):
    plan = with_texts(plan, [USER_TEXT])
    choices = choices_of(plan, edition=edition, as_of="2027-02-24" if plan.start else None)
    page = render(
        plan, recommend(plan.brief), audit(plan), catalogue_of(), own=translated, choices=choices
    )
    assert page.startswith('<!doctype html>\n<html lang="x-wide">')
    known = [] if edition == "learner" else _knowledge(plan)
    assert [text for text in said_in(page) if _left(text, known)] == []


def _left(text, known):
    """What is still English once everything that is not the page's own is taken out."""
    for sentence in known:
        text = text.replace(sentence, "")
    # Beside the learner's page, single letters are grades of evidence, which are ids.
    return "".join(re.findall("[A-Za-z]{2,}" if known else "[A-Za-z]", text))


class _Said(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self.inside = [], ""

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        self.texts += [v for k, v in attrs if k in {"aria-label", "alt", "data-label"} and v]

    def handle_data(self, data):
        if self.inside not in {"style", "script"} and data.strip():
            self.texts.append(data)


def said_in(page):
    """Every text of a page that a reader sees or hears."""
    reader = _Said()
    reader.feed(page)
    return reader.texts
