import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.reporting.escape import drawing, drawing_data, html, visible


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("a\x00b", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("a\x1b[31mb", "a[31mb"),
        ("abc\u202etxt.exe", "abctxt.exe"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("\u2067hidden\u2069", "hidden"),
    ],
    ids=["NUL", "surrogate", "escape sequence", "override", "line ends", "isolates"],
)
def test_what_must_not_be_shown_is_replaced_or_dropped(hostile, shown):
    assert visible(hostile) == shown


@pytest.mark.parametrize(
    "text", ["Größe 学习 مرحبا", "e\u0301 👩\u200d🏫", "a\u200fb", "tab\there"]
)
def test_text_of_every_script_stays_as_it_is(text):
    assert visible(text) == text


@pytest.mark.parametrize(
    ("hostile", "escaped"),
    [
        (
            "</script><script>alert(1)</script>",
            "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
        ),
        ('" onload="x', "&#34; onload=&#34;x"),
        ("' onload='x", "&#39; onload=&#39;x"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("{{ 7 * 7 }}", "{{ 7 * 7 }}"),
    ],
)
def test_nothing_in_a_page_is_read_as_markup(hostile, escaped):
    assert str(html(hostile)) == escaped


@given(st.text(st.characters()))
def test_a_drawing_gets_one_line_that_xml_can_hold(text):
    line = drawing(text)
    assert "\n" not in line
    assert all(
        c == "\t" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
        for c in line
    )


def test_texts_at_every_depth_of_a_charts_data_are_made_safe():
    found = drawing_data({"rows": [{"text": "a\x00\nb", "y": 3, "on": True, "none": None}]})
    assert found == {"rows": [{"text": "a\ufffd b", "y": 3, "on": True, "none": None}]}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“\u2068אב (1)\u2069” is first", "“\u2068אב (1)\u2069” is first"),
        ("a\u2069b\u2068c", "abc"),
        ("a\u2068b", "ab"),
        ("\u2068a\u2068b\u2069", "ab"),
    ],
)
def test_a_part_that_is_set_apart_stays_so_if_it_is_closed_again(text, shown):
    assert visible(text) == shown
