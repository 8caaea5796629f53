"""One chart as a file: the same on every machine, and nothing in it but shapes and text."""

import os
import struct
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

import blendnb as bl
from blendnb.domain.vocabulary import CHARTS
from blendnb.exporting import browsers
from blendnb.files.problems import InputError
from blendnb.reporting.escape import drawing
from tests.exporting.hostile import CORPUS
from tests.exporting.sample_plans import crm_rollout, long_plan
from tests.exporting.shapes import with_texts

SVG = "{http://www.w3.org/2000/svg}"
PLAN = crm_rollout()
needs_posix = pytest.mark.skipif(os.name == "nt", reason="shell scripts stand in for browsers")


def drawn(plan, path, chart=None, **more):
    bl.export(plan, path, chart=chart, **more)
    return ET.fromstring(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("chart", CHARTS)
def test_a_drawing_has_a_name_a_description_and_only_shapes_and_text(tmp_path, chart):
    svg = drawn(PLAN, tmp_path / "chart.svg", chart)
    assert svg.get("role") == "img"
    assert svg.find(f"{SVG}title").text
    assert svg.find(f"{SVG}desc").text
    tags = {element.tag.removeprefix(SVG) for element in svg.iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "rect", "line", "text", "tspan", "defs",
                    "clipPath"}  # fmt: skip
    fonts = {element.get("font-family") for element in svg.iter(f"{SVG}text")}
    assert fonts == {"Arial, Liberation Sans, Helvetica, sans-serif"}


def test_nothing_is_drawn_wider_than_the_slide_is(tmp_path):
    svg = drawn(PLAN, tmp_path / "chart.svg", "spacing")
    assert float(svg.get("width")) <= 1260


@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_has_twice_the_pixels_of_its_drawing(tmp_path, chart):
    svg = drawn(PLAN, tmp_path / "chart.svg", chart)
    bl.export(PLAN, tmp_path / "chart.png", chart=chart)
    head = (tmp_path / "chart.png").read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", head[16:24])
    assert width == pytest.approx(2 * float(svg.get("width")), abs=4)
    assert height == pytest.approx(2 * float(svg.get("height")), abs=4)


def test_the_journey_is_the_default(tmp_path):
    assert drawn(PLAN, tmp_path / "a.svg").find(f"{SVG}title").text.startswith("6 weeks, with 2")


def test_a_long_journey_comes_in_pieces_that_fit_a_slide(tmp_path):
    plan = long_plan(60, 52)
    pieces = [drawn(plan, tmp_path / f"{n}.svg", piece=n) for n in ("1", 2, 6)]
    names = [piece.find(f"{SVG}title").text[-8:] for piece in pieces]
    assert names == ["(1 of 6)", "(2 of 6)", "(6 of 6)"]
    assert all(float(piece.get("height")) <= 675 for piece in pieces)
    shown = [{e.text for e in piece.iter(f"{SVG}text")} for piece in pieces]
    assert not [t.title for t in plan.touchpoints if t.title in shown[0] & shown[1]]
    with pytest.raises(InputError, match="piece: '7' is no piece of this journey, which has 6"):
        drawn(plan, tmp_path / "7.svg", piece="7")
    with pytest.raises(InputError, match="piece: 'workload' comes in one piece"):
        drawn(plan, tmp_path / "w.svg", chart="workload", piece=1)


def shape(svg):
    return {(e.tag, *sorted(e.attrib)) for e in svg.iter()}


@pytest.mark.parametrize("turn", range(0, len(CORPUS), 40))
def test_hostile_text_is_drawn_as_text(tmp_path, turn):
    plan = with_texts(PLAN, [*CORPUS[turn:], *CORPUS[:turn]])
    svg = drawn(plan, tmp_path / "b.svg")
    assert shape(svg) <= shape(drawn(with_texts(PLAN, ["Harmless text"]), tmp_path / "a.svg"))
    assert letters(plan.touchpoints[0].title)[:15] in letters("".join(svg.itertext()))


def letters(text):
    """What is left of a text without spaces and marks that the drawing may drop."""
    return "".join(drawing(text).replace("\ufeff", "").split())


def test_a_chart_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(InputError) as refused:
        bl.export(PLAN, tmp_path / "a.svg", chart="jurney")
    assert str(refused.value) == (
        "chart: 'jurney' is not one of journey, spacing, workload, dimensions; "
        "did you mean journey?"
    )


def test_a_file_that_holds_everything_takes_no_chart(tmp_path):
    with pytest.raises(InputError, match=r"only \.svg and \.png files have one"):
        bl.export(PLAN, tmp_path / "a.html", chart="journey")


def test_a_journey_is_drawn_without_what_only_other_charts_need(tmp_path):
    """Altair and the audit take longer to load than the chart to draw."""
    bl.export(PLAN, tmp_path / "plan.json")
    script = (
        "import sys, blendnb as bl\n"
        "bl.export(bl.load_plan('plan.json'), 'a.svg')\n"
        "print(*sorted({'altair', 'blendnb.designing.audit'} & sys.modules.keys()))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "\n"


# --------------------------------------------------------------- letters that need other fonts


def titled(title):
    first, *more = PLAN.touchpoints
    return PLAN.replace(touchpoints=(first.replace(title=title), *more))


def answering(missing):
    """A browser that says which letters no font has, and makes a picture."""
    return (
        '#!/bin/sh\nfor given in "$@"; do case $given in --screenshot=*) out=${given#*=};; esac; '
        "done\n"
        f"echo '<html><body>missing:{missing};</body></html>'\n"
        "printf '\\211PNG\\r\\n\\032\\n and dots' > \"$out\"\n"
    )


@pytest.fixture
def browser(tmp_path, monkeypatch):
    def put(missing):
        program = tmp_path / "browser"
        program.write_text(answering(missing), encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("BLENDNB_BROWSER", str(program))

    return put


@needs_posix
def test_letters_that_the_built_in_typeface_lacks_are_drawn_by_the_browser(tmp_path, browser):
    browser("")
    bl.export(titled("परिचय 🚀"), tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes() == b"\x89PNG\r\n\x1a\n and dots"


@needs_posix
def test_a_picture_that_would_show_boxes_is_refused_with_what_is_missing(tmp_path, browser):
    browser("2330,3585,21551,128640")
    with pytest.raises(InputError) as refused:
        bl.export(titled("परिचय ก启🚀"), tmp_path / "a.png")
    assert str(refused.value) == (
        f"{tmp_path / 'a.png'}: no font of this machine has “च” (Devanagari), “ก” (Thai), “启” "
        "(Chinese, Japanese or Korean) and “🚀” (emoji), so the picture would show boxes; install "
        "one, such as Noto Sans Devanagari, Noto Sans Thai, Noto Sans CJK and Noto Color Emoji; or "
        "export an .svg or an .html page and open it on a machine that has them"
    )
    assert not (tmp_path / "a.png").exists()


def test_without_a_browser_such_a_picture_is_refused(tmp_path, monkeypatch):
    monkeypatch.delenv("BLENDNB_BROWSER", raising=False)
    monkeypatch.setattr(browsers, "_program_paths", lambda: iter(()))
    with pytest.raises(InputError, match="a picture with letters like these is drawn by Chromium"):
        bl.export(titled("启动"), tmp_path / "a.png")


@pytest.mark.browser
def test_a_browser_knows_which_letters_no_font_has(tmp_path, chromium, monkeypatch):
    monkeypatch.setenv("BLENDNB_BROWSER", str(chromium))
    bl.export(titled("Ⅷ Réunion ✓ 1 → 2"), tmp_path / "a.png")
    width, height = struct.unpack(">II", (tmp_path / "a.png").read_bytes()[16:24])
    assert (width, height % 2) == (2496, 0)
    # A letter that Unicode has not given out, so that no font can have it.
    with pytest.raises(InputError, match=r"no font of this machine has “\\u2fe0”"):
        bl.export(titled("Ⅷ \u2fe0"), tmp_path / "a.png")
