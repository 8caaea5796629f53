"""What was made lately is not made again, and what was made long ago is forgotten."""

from blendnb.widgets.latest import Latest


def test_what_was_made_for_an_equal_question_is_given_again():
    latest, made = Latest(2), []

    def answer(asked):
        return latest.get(asked, lambda: made.append(asked) or f"{asked} {len(made)}")

    assert [answer([1]), answer([2]), answer([1])] == ["[1] 1", "[2] 2", "[1] 1"]
    assert [answer([3]), answer([1])] == ["[3] 3", "[1] 4"]
