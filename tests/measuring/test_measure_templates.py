import pytest

from blendnb.measuring.measure_templates import with_layout

KNOWN = {
    "completions": {"text": "completions", "columns": {"learner": ["user"], "status": ["status"]}},
    "words": {"done": ["completed"]},
}


def test_a_layout_adds_its_headings_and_words_to_those_of_all_systems():
    layout = {
        "completions": {"columns": {"learner": ["persona"]}},
        "words": {"done": ["signed off"]},
    }
    assert with_layout(KNOWN, layout, "new.toml") == {
        "completions": {
            "text": "completions",
            "columns": {"learner": ["user", "persona"], "status": ["status"]},
        },
        "words": {"done": ["completed", "signed off"]},
    }
    assert KNOWN["words"] == {"done": ["completed"]}


@pytest.mark.parametrize(
    ("layout", "says"),
    [
        ({"completions": {"columns": {"lerner": ["persona"]}}}, "new.toml: 'lerner'"),
        ({"words": {"done": "signed off"}}, "new.toml: 'done'"),
        ({"completion": {}}, "new.toml: 'completion'"),
    ],
)
def test_a_layout_of_something_that_nothing_is_read_into_is_refused_by_name(layout, says):
    with pytest.raises(ValueError, match=says):
        with_layout(KNOWN, layout, "new.toml")
