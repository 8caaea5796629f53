"""TOML and JSON give plain data or a sentence, whatever they hold."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.files.parsing import canonical_json, parse_json, parse_toml
from blendnb.files.problems import InputError

MANY = f"[{'0,' * 9_999}0],"
NOT_A_VALUE = "not a value; texts stand in straight quotes, true and false in small letters"
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=8,
)


def told(parse, text):
    with pytest.raises(InputError) as caught:
        parse(text, "f")
    return str(caught.value).split("\n")


def is_data_or_refused(parse, text):
    try:
        return isinstance(parse(text, "f"), dict)
    except InputError as refusal:
        return str(refusal).startswith("f: ")


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), plain))
def test_data_written_as_json_reads_as_the_same_data(data):
    assert parse_json(canonical_json(data), "f") == data


@given(st.text(max_size=200) | st.text('{}[]",:0123456789.eE-tfn\\u ', max_size=60))
def test_any_text_as_json_is_data_or_a_refusal(text):
    assert is_data_or_refused(parse_json, text)


@given(st.text(max_size=200) | st.text("[]{}=\"'.,0123456789-:TZ#a_ \n\\", max_size=60))
def test_any_text_as_toml_is_data_or_a_refusal(text):
    assert is_data_or_refused(parse_toml, text)


def test_toml_knows_dates_and_keeps_no_as_a_text():
    assert parse_toml("a = 2027-01-11\nb = ['no']", "f") == {"a": date(2027, 1, 11), "b": ["no"]}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "a = 1\nb = distributed",
            f"line 2, column 5: {NOT_A_VALUE} (b = distributed)",
        ),
        (
            "b = True",
            f"line 1, column 5: {NOT_A_VALUE} (b = True)",
        ),
        ("a = 1\na = 2\n", "line 2, column 6: this key stands twice; give it once (a = 2)"),
        ("[a]\n[b]\n[a]", "line 3, column 3: this table stands twice"),
        ('a = "x\nb = 1', "line 1, column 7: a text does not end on this line; close its quotes"),
        ("a = { b = 1,\n c = 2 }", "line 1, column 13: a key is expected here; a table in braces"),
        ('a = """x', "line 1: a text is not closed; it ends with the quotes it began with"),
        ("a = [1,\n2", "line 2: a list is not closed; it ends with ]"),
        ("title: 'x'", "line 1, column 6: expected key = value (title: 'x')"),
        ('a = "C:\\Users"', "line 1, column 10: a backslash in a text is written twice"),
        ("a = 2027-02-30", "line 1, column 5: there is no such date (a = 2027-02-30)"),
        (f"\nsize = {'9' * 5000}", "line 2: a number of 5,000 digits (size = 9999"),
        (f"a = {'[' * 200_000}", "nested more than 50 levels deep"),
        (f"a = {'{b = ' * 200_000}", "nested more than 50 levels deep"),
        (f"{'a.' * 200_000}b = 1", "nested more than 50 levels deep"),
        (f"x = {{ y = 1, {'a.' * 200_000}b = 1 }}", "nested more than 50 levels deep"),
        (f"[{'a.' * 200_000}b]", "nested more than 50 levels deep"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(text, sentence):
    (line,) = told(parse_toml, text)
    assert line.startswith(f"f: {sentence}")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": 1,\n "b": tru}', "line 2, column 7: not a value; texts stand in double quotes"),
        ("{'a': 1}", "line 1, column 2: a key in double quotes is expected here ({'a': 1})"),
        ('{"a": "x}', 'line 1, column 7: a text that begins here is not closed ({"a": "x})'),
        ('{"a": [1, 2', "ends too early: the rest of the JSON is missing"),
        ('{"a": 1} {', "line 1, column 10: the JSON ended before this"),
        ("[1]", "a list of 1 is not a JSON object, { ... }"),
        ("[" * 200_000, "nested more than 50 levels deep"),
        ('{"a":' * 200_000, "nested more than 50 levels deep"),
        ('{"a":' * 60 + "1" + "}" * 60, "nested more than 50 levels deep"),
        (f'{{"a": {{"b": [1, {"9" * 5000}]}}}}', "a.b[1]: a number of 5,000 digits"),
        ('{"a": [NaN]}', "a[0]: nan is not a number that can be used"),
        ('{"a": 1e999}', "a: inf is not a number that can be used"),
        ('{"a": "\\ud800"}', "a: holds half of a character"),
    ],
)
def test_what_is_not_usable_json_is_told_with_its_place(text, sentence):
    (line,) = told(parse_json, text)
    assert line.startswith(f"f: {sentence}")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f'{{"a": {{"b": [{"[]," * 10_000}[]]}}}}', "a.b: a list of 10,001 is too long; at most"),
        (f'{{"a": [{MANY * 41}0]}}', "holds more than 400,000 values"),
    ],
)
def test_more_than_anybody_writes_is_refused_before_anything_is_made_of_it(text, sentence):
    assert told(parse_json, text)[0].startswith(f"f: {sentence}")
    assert told(parse_toml, f"x = [{'{},' * 10_000}{{}}]") == [
        "f: x: a list of 10,001 is too long; at most 10,000 entries"
    ]


def test_everything_refused_in_json_is_told_at_once():
    text = '{"a": 1, "a": 2, "b": {"c": 1, "c": 1, "d": -Infinity}, "e f": NaN}'
    assert [line.partition(";")[0] for line in told(parse_json, text)] == [
        "f: the key 'a' stands twice",
        "f: b: the key 'c' stands twice",
        "f: b.d: -inf is not a number that can be used",
        "f: 'e f': nan is not a number that can be used",
    ]


def test_fifty_levels_are_deep_enough_for_any_plan():
    text = '{"a":' * 49 + "1" + "}" * 49
    assert parse_json(text, "f") == json.loads(text)


def test_json_is_written_for_people_and_always_the_same():
    assert canonical_json({"b": "é", "a": [1.0]}) == '{\n "b": "é",\n "a": [\n  1.0\n ]\n}\n'


def test_a_value_that_json_does_not_know_is_never_written():
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json({"a": float("nan")})


def test_a_pair_of_escapes_is_one_character():
    assert parse_json('{"a": "\\ud83d\\ude00"}', "f") == {"a": "😀"}
