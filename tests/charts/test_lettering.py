from hypothesis import given
from hypothesis import strategies as st

from blendnb.charts.lettering import ROOM, width_px, wrap

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200)


def test_widths_are_those_of_helvetica():
    # Adobe's font metrics of Helvetica: W 944, i 222, space 278, 0 556, @ 1015.
    assert width_px("W", 1000) == 944
    assert width_px("i", 1000) == 222
    assert width_px(" ", 1000) == 278
    assert width_px("00", 1000) == 1112
    assert width_px("@", 1000) == 1015


def test_an_accented_letter_is_as_wide_as_the_plain_one():
    assert width_px("é", 10) == width_px("e", 10)


def test_a_chinese_character_takes_a_whole_square_and_a_combining_mark_nothing():
    assert width_px("学", 10) == 10
    assert width_px("e\u0301", 10) == width_px("e", 10)


def test_bold_is_wider():
    assert width_px("Workshop", 14, bold=True) > width_px("Workshop", 14)


@given(TEXTS, st.floats(20, 400), st.booleans())
def test_no_letter_is_ever_lost(text, width, bold):
    lines = wrap(text, width, 14, bold=bold)
    letters = [c for c in text if c not in " \t\n\r\f\v"]
    assert [c for c in "".join(lines) if c != " "] == letters


@given(TEXTS, st.floats(20, 400), st.booleans())
def test_every_line_leaves_room_for_a_wider_face(text, width, bold):
    for line in wrap(text, width, 14, bold=bold):
        visible = [c for c in line if width_px(c, 14)]
        assert width_px(line, 14, bold=bold) * ROOM <= width + 1e-9 or len(visible) == 1


def test_a_word_longer_than_the_line_breaks_inside():
    assert wrap("Donaudampfschifffahrt", 80, 14) == ["Donaudam", "pfschifffahrt"]


def test_a_no_break_space_holds_a_number_and_its_unit_together():
    assert wrap("Close the loop 90\u00a0min", 110, 14) == ["Close the loop", "90\u00a0min"]


def test_an_id_breaks_after_a_joint_and_not_inside_a_part():
    assert wrap("sales_pipeline_review_2027", 130, 14) == ["sales_pipeline_", "review_2027"]
