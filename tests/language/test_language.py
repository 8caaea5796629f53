"""Sentences are found by key in the language that is spoken, and say values as it writes them."""

from datetime import date

import pytest
from click.testing import CliRunner

from blendnb.cli import main
from blendnb.language import (
    LanguageError,
    between,
    count,
    estimate,
    find_language,
    isolated,
    language_in,
    listed,
    number,
    percent,
    say,
    signed,
    speaking,
)
from blendnb.language import date as written_date
from tests.corpus import file_of

POLISH = """
locale = "pl"
[noun]
weeks = { one = "{count} tydzień", few = "{count} tygodnie", many = "{count} tygodni", other = "{count} tygodnia" }
"""  # noqa: E501 -- one entry of a language file


def own(folder, code, text):
    (folder / "language").mkdir(exist_ok=True)
    (folder / "language" / f"{code}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_plural_follows_the_rules_of_its_language(tmp_path):
    with speaking(find_language("pl", own(tmp_path, "pl", POLISH))):
        found = [count("weeks", n) for n in (1, 2, 5, 1.5)]
        assert found == ["1 tydzień", "2 tygodnie", "5 tygodni", "1,5 tygodnia"]
        assert count("days", 2) == "2 days"  # not translated: English


def test_an_exact_number_goes_before_its_category(tmp_path):
    text = '[noun]\nweeks = { "=0" = "no weeks", one = "a week", other = "{count} weeks" }\n'
    with speaking(find_language("en", own(tmp_path, "en", text))):
        assert [count("weeks", n) for n in (0, 1, 2)] == ["no weeks", "a week", "2 weeks"]


def test_a_regional_language_falls_back_to_its_parent_and_then_to_english(tmp_path):
    folder = own(tmp_path, "de-AT", 'locale = "de-AT"\n[page]\ncontents = "Inhalt"\n')
    language = find_language("de-AT", folder)
    assert language.say("page.contents") == "Inhalt"
    assert language.say("page.show_table") == "The same as a table"


def test_a_key_that_no_language_has_is_named():
    with pytest.raises(KeyError, match=r"no sentence has the key 'page\.nonsense'"):
        say("page.nonsense")


def test_a_language_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(LookupError, match="no language 'xx'; there are: en"):
        find_language("xx")


@pytest.mark.parametrize(
    "gap", ["{count.__class__}", "{count[0]}", "{count!r}", "{count:>9999999}"]
)
def test_a_gap_reaches_nothing_but_its_value(tmp_path, gap):
    text = f'[page]\ncontents = "{gap}"\n'
    with pytest.raises(LanguageError, match="a gap is a name in braces"):
        find_language("en", own(tmp_path, "en", text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[page]\ncontens = "Inhalt"',
         "page.contens: there is no such sentence; did you mean page.contents?"),
        ('[page]\ncontents = "Inhalt {seite}"',
         "page.contents: 'Inhalt {seite}' has a gap that nothing fills; there is none here"),
        ('[page]\nstarts = "Ab {tag}"',
         "page.starts: 'Ab {tag}' has a gap that nothing fills; the gaps here are {date}"),
        ('[noun]\nweeks = { one = "{zahl} Woche", other = "{count} Wochen" }',
         "noun.weeks: '{zahl} Woche' has a gap that nothing fills; the gaps here are {count}"),
        ("[page]\ncontents = 3", "page.contents: 3 is not a text"),
        ('locale = "tlh-XX"', "locale: 'tlh-XX' is no locale that CLDR knows; "),
        ("[page", "is no TOML: "),
    ],
)  # fmt: skip
def test_a_translation_that_cannot_be_said_is_refused_with_file_key_and_what_is_allowed(
    tmp_path, text, said
):
    folder = own(tmp_path, "de", text)
    with pytest.raises(LanguageError) as refused:
        find_language("de", folder)
    assert str(refused.value).startswith(f"{folder / 'language' / 'de.toml'}: {said}")


def test_every_problem_of_a_translation_is_told_at_once(tmp_path):
    folder = own(tmp_path, "de", '[page]\nabc = "x"\nlogo = "{a}"\n')
    with pytest.raises(LanguageError) as refused:
        find_language("de", folder)
    assert [line.split(": ")[1] for line in str(refused.value).splitlines()] == [
        "page.abc", "page.logo",
    ]  # fmt: skip


def test_a_translation_may_leave_gaps_and_plurals_out(tmp_path):
    text = '[noun]\nweeks = "Wochen"\n[page]\nstarts = "Bald"\n'
    with speaking(find_language("de", own(tmp_path, "de", text))):
        assert (say("noun.weeks", count=2), say("page.starts", date="x")) == ("Wochen", "Bald")


def test_own_english_may_say_what_an_extension_adds(tmp_path):
    folder = own(tmp_path, "en", '[audit.question]\n"mood.depth" = "it goes deep"\n')
    assert find_language("en", folder).say("audit.question.mood.depth") == "it goes deep"


def test_a_command_refuses_a_language_that_cannot_be_said(tmp_path, monkeypatch):
    (tmp_path / "catalogue").mkdir()
    folder = own(tmp_path, "en", '[page]\ncontents = "{a}"\n')
    monkeypatch.setenv("BLENDNB_LANGUAGE", "en")
    plan = folder / "plan.json"
    plan.write_text(file_of("crm_rollout"), encoding="utf-8")
    line = ["export", str(plan), "-o", str(folder / "page.html"), "--catalogue", str(folder)]
    result = CliRunner().invoke(main, line, prog_name="blendnb")
    said = "page.contents: '{a}' has a gap that nothing fills; there is none here"
    file = folder / "language" / "en.toml"
    assert (result.exit_code, result.stderr) == (2, f"{file}: {said}\n")


def test_a_folder_speaks_the_one_language_that_it_holds(tmp_path):
    assert language_in(own(tmp_path, "de", "")).code == "de"
    assert language_in(own(tmp_path, "fr", "")).code == "en"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (7, "7"), (7.0, "7"), (7.25, "7.2"), (7.26, "7.3"), (9.96, "10"), (10.4, "10"),
        (1234.5, "1,234"), (1_234_567, "1,234,567"), (-0.04, "0"), (-3.5, "−3.5"),
    ],
)  # fmt: skip
def test_one_number_format(value, text):
    assert number(value) == text


def test_other_forms_of_numbers():
    assert (number(3, 2), signed(0.5), signed(0), signed(-2, 1)) == ("3.00", "+0.5", "0", "−2.0")
    assert (estimate(4.25), estimate(999.6), estimate(12_345)) == ("4.2", "1,000", "12,300")
    assert percent(0.643) == "64\N{NO-BREAK SPACE}%"
    assert (between("4", "7"), between("4", "4")) == ("4 to 7", "4")


def test_lists_and_dates_are_those_of_the_locale(tmp_path):
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("", "a", "a, b and c")
    day = date(2027, 9, 3)
    assert (written_date(day), written_date(day, year=True)) == ("3 Sept", "3 Sept 2027")
    with speaking(find_language("de", own(tmp_path, "de", 'locale = "de"\n'))):
        assert listed(["a", "b", "c"]) == "a, b und c"
        assert written_date(day, year=True) == "3. Sept. 2027"
        assert number(1234.5, 1) == "1.234,5"


def test_values_in_a_sentence_are_written_as_the_language_writes_them(tmp_path):
    text = '[states]\nas_of = "{week} on {date}: {weeks}"\n'
    with speaking(find_language("en", own(tmp_path, "en", text))):
        said = say("states.as_of", week=12_000, date=date(2027, 1, 11), weeks=["a", "b"])
        assert said == "12,000 on 11 Jan: a and b"


ARABIC = "الجلسة (90 دقيقة)"


def test_a_name_read_from_right_to_left_is_set_apart_in_sentences_and_lists():
    assert say("plan.wrote", title=ARABIC, file="a.svg") == f"\u2068{ARABIC}\u2069: wrote a.svg"
    assert say("plan.wrote", title="Réunion", file="a.svg") == "Réunion: wrote a.svg"
    assert listed(["one", ARABIC]) == f"one and \u2068{ARABIC}\u2069"


def test_part_of_a_name_has_the_direction_of_the_whole():
    assert isolated("(90)", "מפגש (90)") == "\u2068\u200f(90)\u2069"
    assert isolated("(90)", "Day מפגש (90)") == "\u2068\u200e(90)\u2069"
    assert isolated("(90)", "Day (90)") == "(90)"


def test_a_name_cannot_leave_the_place_where_it_is_set_apart():
    assert isolated("א\u2069\u2068ב") == "\u2068אב\u2069"
