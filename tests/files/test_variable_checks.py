"""A half-known variable is refused by name: the file, the key, what is missing, what is allowed."""

import re

import pytest

from tests.files.own_catalogue import problems, read

SIZE = '[[variables]]\npath = "audience.size"\n'
NUMBER = "a number needs typical, phrase, no_more, no_fewer, likeness"


@pytest.fixture
def own(tmp_path):
    """Write an own variables.toml and give the working folder."""

    def write(text):
        folder = tmp_path / "catalogue"
        folder.mkdir(exist_ok=True)
        (folder / "variables.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        (SIZE + "typical = []\n", "typical", f"is missing; what is {NUMBER}"),
        (SIZE + 'kind = "yes_no"\n', "kind", "'yes_no' does not fit the brief's field; use number"),
        (SIZE + "assumed = 80\n", "assumed", "80 cannot be another than 50 here"),
        (SIZE + "assumed = 0\n", "assumed", "0 is no answer that a brief may give"),
        (SIZE + "typical = [0, 20]\n", "typical[0]", "0 is no answer that a brief may give"),
        (SIZE + 'phrase = "{number} people"\n', "phrase", "has a gap that nothing fills: number"),
        (SIZE + 'phrase = "{value:>9} people"\n', "phrase", "a gap is a name in braces"),
        (SIZE + 'phrase = { one = "one" }\n', "phrase.other", "the text for any other number"),
        (SIZE + 'phrase = { other = "x", dual = "y" }\n', "phrase.dual", "is no plural; use zero"),
        (
            '[[variables]]\npath = "work.setting"\nchoices = [{ value = "desk", label = "D" }]\n',
            "choices",
            "has no choice for 'shop_floor', which briefs may say",
        ),
        (
            '[[variables]]\npath = "audience.role"\nkin = [["manager", "boss"]]\n',
            "kin[0]",
            "'boss' is not known; known are frontline",
        ),
        (
            '[[variables]]\npath = "audience.languages"\ntypical = []\n',
            "typical",
            "how long the list usually is, for 'languages.count'",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_named(own, text, key, found):
    said = [str(problem) for problem in problems(own(text))]
    (line,) = [each for each in said if found in each]
    assert re.search(rf"variables\.toml: variables\[0\]\.{re.escape(key)} \(id [a-z._]+\): ", line)


def test_a_variable_that_no_brief_has_is_refused(own):
    text = (
        '[[variables]]\npath = "audience.sise"\ngroup = "A"\nlabel = "S"\nhelp = "-"\n'
        'decides = "-"\nkind = "number"\nsource = "-"\nconfidence = "L"\n'
    )
    (problem,) = problems(own(text))
    assert problem.key == "variables[0].path"
    assert problem.hint == "did you mean audience.size?"


def test_an_own_variable_says_only_what_it_says_differently(own):
    text = (
        SIZE + 'label = "Colleagues"\n[[variables]]\npath = "work.setting"\nchoices = [\n'
        '{ value = "desk", label = "Office" }, { value = "field", label = "Road" },\n'
        '{ value = "shop_floor", label = "Plant", phrase = "in the plant" },\n]\n'
    )
    variables = read(own(text)).variables
    size, setting = variables["audience.size"], variables["work.setting"]
    assert (size.label, size.assumed, size.likeness, size.origin) == ("Colleagues", 50, 1.5, "own")
    assert [(choice.label, choice.phrase) for choice in setting.choices] == [
        ("Office", "at a desk"), ("Road", "in the field"), ("Plant", "in the plant"),
    ]  # fmt: skip
