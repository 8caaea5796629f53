"""The shape of a page: which elements and attributes it has, whatever its texts say."""

import re
from html.parser import HTMLParser
from itertools import cycle

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "</title></head><body onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1)>",
    "</text></svg><foreignObject><iframe src=javascript:alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}{{ config }}",
    "{# hidden #}{%- include '/etc/passwd' -%}",
    "{0} {week} {__class__.__mro__} %s %(x)s ${7*7}",
    "&lt;b&gt; &amp;lt; &#60;script&#62; &nbsp",
    "<!-- comment -->  <![CDATA[ x ]]> <?php x ?>",
    "--><script>alert(1)</script><!--",
    "]]></desc><desc>",
    "abc\u202egnp.exe\u2066 hidden \u2069",
    "zero\u200bwidth\u200d\ufeff joiner",
    "nul\x00 bell\x07 escape\x1b[31m c1\x9b31m",
    "noncharacters \ufffe \uffff",
    "line\r\nfeed \u2028 separators \u2029",
    "=cmd|' /C calc'!A0",
    "expression(alert(1)); background: url(//x)",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "</ScRiPt\n><sCrIpT/x>alert(1)//",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "a" * 300,
    "👩\u200d🏫 学习 مرحبا שלום ไทย",
]
"""Titles from every class of attack on a page, and texts that a careless renderer breaks on."""


def harmless(texts):
    """As many words and letters, for a judgement of them is part of a page, and no attack."""
    return [re.sub(r"[^\w\s]|_", "'", text.replace("\x00", "")) for text in texts]


class _Shape(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.page, self.drawings, self.inside = [], set(), 0

    def handle_starttag(self, tag, attrs):
        entry = (tag, *sorted(name for name, _ in attrs if name != "dir"))
        self.inside += tag == "svg"
        if self.inside:
            self.drawings.add(entry)
        else:
            self.page.append(entry)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        self.inside -= tag == "svg"

    def handle_comment(self, _data):
        self.page.append(("comment",))

    def handle_decl(self, decl):
        self.page.append((decl.lower(),))


def shape_of(page):
    """Elements with the names of their attributes: of the page in order, of drawings as a set.

    How many lines a label in a drawing has, and so how many elements, is a matter of its length,
    and whether an element has a direction of its own is one of its script.
    """
    shape = _Shape()
    shape.feed(page)
    return shape.page, shape.drawings


def tags_of(page):
    """Every element with the names of its attributes."""
    in_order, in_drawings = shape_of(page)
    return {*in_order, *in_drawings}


def with_texts(plan, texts):
    """The plan with the texts, in turn, in every place that a user may write in."""
    turn = cycle(texts)

    def text():
        return next(turn)

    def line():
        return text()[:500]

    topics = tuple(f"{line()[:490]} {number}" for number in range(3))
    touchpoints = tuple(
        t.replace(
            title=line(), why=text(), description=text(), owner=line(), trigger=line(),
            materials=(line(),), topics=topics,
            repeat=t.repeat and {"days": list(t.repeat.days)},
        )
        for t in plan.touchpoints
    )  # fmt: skip
    moment = {"text": line(), "week": 2, "measure": line(), "baseline": line(),
              "managers": line(), "peers": line()}  # fmt: skip
    brief = plan.brief.replace(
        title=line(), objective=text(), client=line(), gap=text(), topics=topics, moments=[moment]
    )
    measures = tuple(
        m.replace(text=text(), moment=line(), baseline=line(), target=line()) for m in plan.measures
    )
    decision = {"id": "d-1", "text": text(), "why": text(), "who": line(), "when": "2027-02-01",
                "about": [plan.touchpoints[0].id]}  # fmt: skip
    return plan.replace(
        title=line(), brief=brief, touchpoints=touchpoints, measures=measures,
        pilot={"size": 12, "text": text(), "decide_by": text()}, decisions=[decision],
        changes=[text()],
    )  # fmt: skip
