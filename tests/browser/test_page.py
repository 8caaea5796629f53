"""Exported pages in a real browser: nothing cut, small or run, on any screen or paper."""

import json
import subprocess

import pytest

from blendnb.api import audit, catalogue_of, recommend
from blendnb.exporting.choices import choices_of
from blendnb.exporting.editions import EDITIONS
from blendnb.exporting.page import render
from blendnb.files.parsing import parse_json
from tests.exporting.sample_plans import crm_rollout, long_plan, new_manager
from tests.exporting.shapes import HOSTILE, harmless, with_texts

LONG_TITLES = with_texts(
    new_manager("2027-01-11"),
    ["Conversations about performance, pay and what comes next, with one’s own team", "W" * 120],
)
PLANS = {
    "new manager": new_manager("2027-01-11"),
    "year": long_plan(60, 52),
    "long titles": LONG_TITLES,
}
WIDTHS = (320, 390, 599, 600, 768, 1024, 1139, 1140, 1280, 1440)
SMALLEST_TEXT_PX = 10.5

# Every visible text with its box: of drawings each label, of the page each run of letters.
TEXTS = """() => {
  const found = [];
  for (const label of document.querySelectorAll('svg text')) {
    const box = label.getBoundingClientRect();
    if (!box.width) continue;
    const svg = label.ownerSVGElement, frame = svg.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(label).fontSize) * label.getScreenCTM().a;
    const drawing = [...document.querySelectorAll('svg')].indexOf(svg);
    found.push({text: label.textContent, size, drawing,
                box: [box.left, box.top, box.right, box.bottom],
                frame: [frame.left, frame.top, frame.right, frame.bottom]});
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.textContent.trim() || parent.closest('svg, script, style')) continue;
    const range = document.createRange(); range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (!box.width || parent.closest('thead') && box.height < 2) continue;
    found.push({text: node.textContent.trim(), size: parseFloat(getComputedStyle(parent).fontSize),
                drawing: null, box: [box.left, box.top, box.right, box.bottom],
                frame: [0, -1e9, document.documentElement.clientWidth, 1e9]});
  }
  return found;
}"""
SHAPE = """() => {
  const named = element => element.getAttributeNames().filter(name => name !== 'dir').sort();
  const of = element => [element.localName, ...named(element)].join(' ');
  const page = [], drawings = new Set();
  for (const element of document.querySelectorAll('*'))
    element.closest('svg') ? drawings.add(of(element)) : page.push(of(element));
  return {page, drawings: [...drawings].sort(), root: document.childNodes.length};
}"""


DRAWINGS = """[...document.querySelectorAll('.chart')].map(chart => [...new Set(
  [...chart.querySelectorAll('svg')].filter(s => s.clientWidth).map(s => s.classList[0]))])"""

TWICE_AS_LARGE = """() => {
  const texts = [...document.querySelectorAll('body, body *')].filter(e => !e.closest('svg'));
  const sizes = texts.map(e => [e, getComputedStyle(e)]).map(([e, s]) => [e, s.fontSize]);
  for (const [element, size] of sizes) {
    element.style.fontSize = 2 * parseFloat(size) + 'px';
    element.style.lineHeight = '1.4';
  }
}"""
REACH = """[...document.querySelectorAll('.chart')].map(chart => Math.max(
  ...[...chart.querySelectorAll('svg')].map(s => s.getBoundingClientRect().right)) /
  chart.getBoundingClientRect().right)"""
"""How far each chart's drawings reach into the width that it has."""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Write the page of a plan and give its address."""
    folder, known = tmp_path_factory.mktemp("pages"), {}

    def write(plan, edition="client", **choices):
        key = (id(plan), edition, *choices.items())
        if key not in known:
            file = folder / f"{len(known)}.html"
            chosen = choices_of(plan, edition=edition, **choices)
            advice, verdict = recommend(plan.brief), audit(plan)
            page = render(plan, advice, verdict, catalogue_of(), choices=chosen)
            file.write_text(page, encoding="utf-8")
            known[key] = (plan, file.as_uri())
        return known[key][1]

    return write


def faults_of(page):
    """What a reader could complain about: text cut, small, or over other text."""
    texts = page.evaluate(TEXTS)
    assert texts
    yield from _outside(texts)
    yield from (f"small: {t['text']!r}" for t in texts if t["size"] < SMALLEST_TEXT_PX)
    yield from _collisions([t for t in texts if t["drawing"] is not None])


def _outside(texts):
    for t in texts:
        (left, top, right, bottom), frame = t["box"], t["frame"]
        if left < frame[0] - 1 or right > frame[2] + 1:
            yield f"cut: {t['text']!r}"
        if top < frame[1] - 1 or bottom > frame[3] + 1:
            yield f"cut above or below: {t['text']!r}"


def _collisions(labels):
    ordered = sorted(labels, key=lambda t: (t["drawing"], t["box"][1]))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other["drawing"] != one["drawing"] or other["box"][1] > one["box"][3] - 3:
                break
            if min(one["box"][2], other["box"][2]) - max(one["box"][0], other["box"][0]) > 2:
                yield f"over each other: {one['text']!r} and {other['text']!r}"


FAULTY = """<body style="margin:0"><svg width="100" height="40">
<text x="90" y="20">over the edge</text><text x="5" y="20">one</text><text x="9" y="22">two</text>
</svg><p style="font-size:9px">small</p><p style="position:absolute;left:-30px">out of sight</p>"""


def test_the_search_for_faults_finds_each_kind(open_page):
    page = open_page()
    page.set_content(FAULTY)
    assert list(faults_of(page)) == [
        "cut: 'over the edge'",
        "cut: 'out of sight'",
        "small: 'small'",
        "over each other: 'one' and 'two'",
    ]


@pytest.mark.parametrize("name", PLANS)
def test_at_no_width_is_anything_cut_small_or_over_something_else(open_page, written, name):
    page = open_page()
    page.goto(written(PLANS[name]))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (width, overflow, list(faults_of(page))) == (width, 0, [])


@pytest.mark.parametrize("edition", ["facilitator", "learner"])
def test_at_no_width_is_anything_cut_in_the_other_editions_either(open_page, written, edition):
    page = open_page()
    page.goto(written(PLANS["long titles"], edition, as_of="2027-02-24", accent="#c8102e"))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (width, overflow, list(faults_of(page))) == (width, 0, [])


def test_a_tablet_shows_drawings_as_wide_as_itself(open_page, written):
    page = open_page(viewport={"width": 768, "height": 900})
    page.goto(written(PLANS["new manager"]))
    reach = page.evaluate(REACH)
    assert len(reach) >= 4
    assert all(share > 0.9 for share in reach)


def test_text_twice_as_large_still_fits(open_page, written):
    page = open_page(viewport={"width": 1280, "height": 900})
    page.goto(written(PLANS["new manager"]))
    page.evaluate(TWICE_AS_LARGE)
    assert page.evaluate("getComputedStyle(document.querySelector('h2')).fontSize") == "46px"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_labels_stay_whole_in_a_typeface_an_eighth_wider(open_page, written):
    page = open_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page.goto(written(PLANS["new manager"]))
    page.add_style_tag(content="* { font-family: 'DejaVu Sans' !important }")
    assert [fault for fault in faults_of(page) if not fault.startswith("small")] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_each_chart_is_shown_once(open_page, written, width):
    page = open_page(viewport={"width": width, "height": 900})
    page.goto(written(PLANS["new manager"]))
    drawings = page.evaluate(DRAWINGS)
    assert len(drawings) >= 4
    assert all(len(kinds) == 1 for kinds in drawings)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_page, written, edition, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.goto(written(PLANS["new manager"], edition, as_of="2027-02-24", accent="#c8102e"))
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:100]) for v in found] == []


def test_dark_mode_has_its_own_ground_and_ink(open_page, written):
    style = "getComputedStyle(document.body)"
    seen = {}
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme)
        page.goto(written(PLANS["new manager"]))
        ink = page.evaluate("getComputedStyle(document.querySelector('.chart .t1')).fill")
        ground = page.evaluate(f"[{style}.color, {style}.backgroundColor]")
        seen[scheme] = [*ground, ink]
    assert seen["light"] == ["rgb(27, 30, 34)", "rgb(255, 255, 255)", "rgb(27, 30, 34)"]
    assert seen["dark"] == ["rgb(232, 234, 237)", "rgb(21, 24, 27)", "rgb(232, 234, 237)"]


def test_in_forced_colors_modalities_are_told_apart_by_their_letters(open_page, written):
    page = open_page(forced_colors="active", viewport={"width": 1280, "height": 900})
    page.goto(written(PLANS["new manager"]))
    fills = "[...document.querySelectorAll('.chart path')].map(p => getComputedStyle(p).fill)"
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    letters = page.evaluate("getComputedStyle(document.querySelector('.chart .t2.b')).fill")
    assert "rgb(213, 94, 0)" not in page.evaluate(fills)
    assert letters != canvas


# --------------------------------------------------------------------------------------- paper


# Pixels of a landscape page inside the margins of 12 mm at the sides and 30 mm above and below.
PAPERS = {"A4": (1031, 680), "Letter": (965, 702)}


@pytest.mark.parametrize("paper", PAPERS)
def test_on_paper_nothing_is_cut_and_every_drawing_fits_its_page(open_page, written, paper):
    width, height = PAPERS[paper]
    page = open_page(viewport={"width": width, "height": height})
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(written(PLANS["year"]))
    assert [fault for fault in faults_of(page) if not fault.startswith("small")] == []
    heights = page.evaluate("[...document.querySelectorAll('svg')].map(s => s.clientHeight)")
    assert 0 < max(heights) <= height
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_printed_tables_repeat_their_heads_and_closed_ones_are_there(
    open_page, written, tmp_path, system_tool
):
    pdftotext = system_tool("pdftotext")
    page = open_page()
    page.goto(written(PLANS["year"]))
    page.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
    command = [pdftotext, "-layout", tmp_path / "page.pdf", "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    pages = text.split("\f")
    with_heads = [p for p in pages if all(f"  {head}" in p for head in ("What", "Why", "Who"))]
    assert len(with_heads) >= 4
    assert "The same, unreinforced" in text
    assert "The same as a table" not in text
    assert pages[1].split()[-3:] == ["2", "/", str(len(pages) - 1)]


# ------------------------------------------------------------------------------------- hostile


def test_hostile_text_is_shown_and_does_nothing(open_page, written):
    seen, plans = {}, {"harmless": harmless(HOSTILE), "hostile": HOSTILE}
    for name, texts in plans.items():
        plan = with_texts(crm_rollout(), texts)
        page = open_page(viewport={"width": 1280, "height": 900})
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
        page.goto(written(plan))
        seen[name] = page.evaluate(SHAPE)
        inside = page.evaluate("document.getElementById('blendnb-plan').textContent")
        assert parse_json(inside, "page") == json.loads(json.dumps(plan.to_data()))
    assert seen["hostile"] == seen["harmless"]
