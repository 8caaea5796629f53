"""Pages for people who see little, or nothing: contrast, names, order, and what is said aloud.

The trees in `trees/` are what a screen reader is given of each edition: landmarks, headings,
drawings, tables, lists, links. A tree that has changed is to be read by somebody; to accept it,
delete its file and run the test, which writes the new one and fails once.
"""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.exporting.every_page import EDITIONS, KINDS, STATIC, page_of_kind

HERE = Path(__file__).parent
CONTRASTS = "() =>" + (HERE / "contrast.js").read_text(encoding="utf-8").partition("() =>")[2]
BEHIND = {"f-paper", "f-shade", "s-grid", "f-grid", "f-band", "role-axis-grid"}
"""Marks that others stand on or are read against: grounds, guides, ranges around a line."""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Give the address of the page of a kind."""
    folder = tmp_path_factory.mktemp("kinds")

    def of(kind):
        file = folder / f"{kind}.html"
        if not file.exists():
            file.write_text(page_of_kind(kind), encoding="utf-8")
        return file.as_uri()

    return of


@pytest.fixture
def shown(open_page, address):
    """Open the page of a kind with its closed tables open and its chart drawn."""

    def show(kind, scheme="light", width=1280, **options):
        page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        page.goto(address(kind))
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        if kind == "exploration":
            page.wait_for_selector("#chart svg[aria-hidden] text", state="attached")
        return page

    return show


# ------------------------------------------------------------------------------------ contrast


def measured(page):
    """Every text and every mark with its contrast; the whole page has to be inside the window."""
    width = page.viewport_size["width"]
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": height})
    return page.evaluate(CONTRASTS)


def weak(found):
    for entry in found:
        least = 4.5 if entry["kind"] == "text" and not entry["large"] else 3
        behind = entry["kind"] == "mark" and BEHIND & set(entry["classes"].split())
        if entry["ratio"] < least and not behind:
            yield f"{entry['ratio']:.2f}: {entry['classes']} {entry['what']!r} on {entry['ground']}"


FAINT = """<body style="margin:0; background:#fff"><p style="color:#777">grey</p>
<p style="color:#767676">dark enough</p><p style="color:#949494; font-size:24px">large</p>
<div style="background:#000"><p style="color:#555">on black</p></div>
<p style="opacity:.5; color:#333">half</p><style>i::before { content: "said"; color: #999 }</style>
<i></i>
<svg width="200" height="100"><g><rect width="200" height="50" fill="#0b5394"/></g>
<text x="5" y="20" fill="#333">on a bar</text><text x="5" y="80" fill="#333">on paper</text>
<path d="M5,60h90" stroke="#999"/><path d="M5,70h90" stroke="#949494"/>
<rect x="100" y="60" width="20" height="20" fill="#eee" stroke="#333"/>
<path d="M5,30h90" stroke="#333"/></svg>"""


def test_the_search_for_weak_contrast_finds_each_kind(open_page):
    page = open_page(viewport={"width": 600, "height": 400})
    page.set_content(FAINT)
    said = [entry.split("'")[1] for entry in weak(measured(page))]
    assert list(dict.fromkeys(said)) == [
        "grey", "on black", "half", '::before "said"', "on a bar", "path",
    ]  # fmt: skip
    assert said.count("path") == 1


def test_contrast_is_computed_as_wcag_defines_it(open_page):
    page = open_page(viewport={"width": 600, "height": 400})
    page.set_content('<body style="background:#fff"><p style="color:#777">x</p><p>y</p>')
    assert [round(entry["ratio"], 2) for entry in measured(page)] == [4.48, 21.0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_and_every_mark_stands_out(shown, kind, scheme):
    page = shown(kind, scheme)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found = measured(page)
        assert len(found) > 200
        assert list(weak(found)) == []


# ------------------------------------------------------------------------------ what is said


@pytest.mark.parametrize("kind", ["comparison", "story", "exploration"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_axe_finds_nothing_on_the_other_pages(shown, kind, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(shown(kind, scheme, width, bypass_csp=True)).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:100]) for v in found] == []


OUTLINE = """() => ({
  levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => +h.localName[1]),
  landmarks: [...document.body.querySelectorAll(':scope > *')].map(e => e.localName)
    .filter(name => !['script', 'style'].includes(name)),
  unnamed: [...document.querySelectorAll('section')].filter(s => !document.getElementById(
    s.getAttribute('aria-labelledby'))?.textContent.trim()).length,
})"""


@pytest.mark.parametrize("kind", KINDS)
def test_headings_and_landmarks_stand_in_order(shown, kind):
    outline = shown(kind).evaluate(OUTLINE)
    levels = outline["levels"]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert outline["landmarks"] == ["header", "main", "footer"]
    assert outline["unnamed"] == 0


CHARTS = """() => [...document.querySelectorAll('.chart')].map(chart => {
  const section = chart.closest('section'), next = chart.closest('div[class^=figure]');
  const after = [...section.querySelectorAll('table')].find(table =>
    chart.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING);
  const text = id => document.getElementById(id)?.textContent || '';
  return {
    heading: text(section.getAttribute('aria-labelledby')),
    drawings: [...chart.querySelectorAll('svg[role=img]')].map(svg => ({
      name: text(svg.getAttribute('aria-labelledby')),
      description: text(svg.getAttribute('aria-describedby'))})),
    rows: after ? after.rows.length : 0,
  };
})"""


@pytest.mark.parametrize("kind", STATIC)
def test_each_chart_has_a_name_says_its_takeaway_and_is_followed_by_its_table(shown, kind):
    charts = shown(kind).evaluate(CHARTS)
    assert len(charts) >= (1 if kind in ("facilitator", "learner") else 4)
    for chart in charts:
        assert chart["drawings"]
        for drawing in chart["drawings"]:
            assert drawing["description"] == chart["heading"]
            assert drawing["name"] not in ("", chart["heading"])
        assert chart["rows"] > 1, chart["heading"]


FIGURE = re.compile(r"\d[\d,.]*")
SAID = {
    "banner", "main", "navigation", "contentinfo", "region", "article", "heading", "image", "list",
    "table", "columnheader", "link", "DisclosureTriangle",
}  # fmt: skip


def tree_of(page):
    """What a screen reader is given, but for the text in between and for what figures say."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    known = {node["nodeId"]: node for node in nodes}

    def lines(node, depth):
        role = node["role"]["value"]
        said = role in SAID and not node["ignored"]
        if said:
            yield "  " * depth + said_of(node, role)
        for child in node.get("childIds", ()):
            yield from lines(known[child], depth + said)

    return list(lines(nodes[0], 0))


def said_of(node, role):
    level = [p["value"]["value"] for p in node.get("properties", ()) if p["name"] == "level"]
    name = node.get("name", {}).get("value", "")
    described = node.get("description", {}).get("value", "")
    marks = "".join("=" * depth for depth in level)
    parts = [role, marks, repr(name) if name else "", f"({described})" * bool(described)]
    return FIGURE.sub("#", " ".join(filter(None, parts)))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_screen_reader_is_given_the_tree_that_was_read_and_accepted(shown, edition):
    tree = "\n".join(tree_of(shown(edition))) + "\n"
    file = HERE / "trees" / f"{edition}.txt"
    if not file.exists():
        file.write_text(tree, encoding="utf-8")
        pytest.fail(f"{file.name} is new: read it, and keep it if it is right", pytrace=False)
    assert tree.splitlines() == file.read_text(encoding="utf-8").splitlines()
