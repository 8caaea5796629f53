"""What the snapshots are read with: a page as text, data as an outline, and what differs in it."""

from tests.snapshots.outline import difference, outline, without_drawings
from tests.snapshots.text_tree import text_tree

PAGE = """<!doctype html><html><head><title>A plan</title><style>p{}</style></head><body>
<h2>Six <b>weeks</b></h2><p>Read <a href="https://a.example/b">this</a>
first.</p><script type="application/json">{"plan": 1}</script>
<ul aria-label="Key"><li>One<ul><li>Two</li></ul></li></ul>
<table><tr><th>A<th>B</tr><tr><td><p>x</p><p>y</p></td><td></td></tr></table>
<svg role="img"><title>Curve</title><path d="M0 0"/><text>Week 1</text><text>2</text></svg>
<svg aria-hidden="true"><path d="M0 0"/></svg>
<div hidden><label>Days <input type="range" min="1" aria-label="gap"></label></div></body></html>"""
TREE = """title: A plan
## Six weeks
Read this <https://a.example/b> first.
[ul “Key”]
  - One
    - Two
[table]
  A | B
  x / y | –
[svg role “img”]
  Curve
  labels: Week 1 · 2
[div hidden]
  label: Days [input “gap” type=range min=1]
"""


def test_a_page_becomes_the_text_in_it():
    assert text_tree(PAGE.replace("<th>A<th>B", "<th>A</th><th>B</th>")) == TREE


def test_data_becomes_an_outline():
    data = {"a": [1, 2.123456], "b": {"c": None, "d": "two\nlines"}, "e": [{"f": True}], "g": []}
    assert outline(data) == (
        'a: [1 | 2.1235]\nb:\n  c: null\n  d: "two\\nlines"\ne:\n  - f: true\ng: []\n'
    )


def test_many_numbers_become_their_ends_and_a_chart_its_texts_and_marks():
    chart = {"title": "T", "drawing": {}, "shape": "s", "data": {"dots": {"x": [1, 2], "y": 0}}}
    told = {"days": list(range(30)), "chart": chart}
    assert outline(without_drawings(told)) == (
        "days: [30 numbers, 0 to 29]\n"
        "chart:\n  title: T\n  drawing: the same\n  marks:\n    dots: 2\n"
    )


def test_of_two_states_what_differs_is_told_by_id_or_by_place():
    before = {"same": 1, "list": [{"id": "a", "n": 1}, {"id": "b", "n": 2}], "row": ["x", "y"]}
    after = {"same": 1, "list": [{"id": "b", "n": 3}, {"id": "a", "n": 1}], "row": ["x", "z"]}
    assert difference(before, after) == {
        "list": {"b": {"n": 3}, "(order)": ["b", "a"]},
        "row": {"[1]": "z"},
    }
    assert difference(before, {"same": 1}) == {"list": "(gone)", "row": "(gone)"}
