"""The client's colour and logo: readable, harmless, and carried by the page itself."""

import re
import struct
import zlib

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

import blendnb as bl
from blendnb.charts.theme import DARK, LIGHT
from blendnb.exporting.accent import accent_of, contrast
from blendnb.exporting.logo import load_logo
from blendnb.exporting.page import style_sheet
from blendnb.files.problems import InputError
from tests.exporting.sample_plans import new_manager

PLAN = new_manager("2027-01-11")
SHAPES = '<rect width="80" height="40" fill="#c8102e"/>'


def svg(inside=SHAPES, attributes='viewBox="0 0 80 40"'):
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'


PNG = vl_convert.svg_to_png(svg(), scale=1)


def written(tmp_path, content, name="logo.svg"):
    raw = content.encode() if isinstance(content, str) else content
    (tmp_path / name).write_bytes(raw)
    return tmp_path / name


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


# --------------------------------------------------------------------------------------- colour


def test_contrast_is_that_of_wcag():
    """Pairs with values from the definition's own examples."""
    assert contrast("#ffffff", "#000000") == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert round(contrast("#0b5394", "#ffffff"), 1) == 7.8


@pytest.mark.parametrize("color", ["#0b5394", "#c8102e", "#ffd400", "#000", "#fff", "#7f7f7f"])
def test_every_accent_can_be_read_on_light_and_on_dark_ground(color):
    accent = accent_of(color)
    assert contrast(accent.light, LIGHT["paper"]) >= 4.5
    assert contrast(accent.dark, DARK["paper"]) >= 4.5
    assert contrast(LIGHT["ink"], accent.light_band) >= 4.5
    assert contrast(DARK["ink"], accent.dark_band) >= 4.5


@given(st.integers(0, 0xFFFFFF))
def test_every_accent_stands_out_from_bands_and_shades(rgb):
    """3 to 1 is what WCAG 2.2 asks of curves and marks (1.4.11)."""
    accent = accent_of(f"#{rgb:06x}")
    for curve, *grounds in (
        (accent.light, accent.light_band, LIGHT["shade"]),
        (accent.dark, accent.dark_band, DARK["shade"]),
    ):
        assert min(contrast(curve, ground) for ground in grounds) >= 3


def test_a_readable_color_stays_as_it_is_and_a_pale_one_is_darkened_and_said():
    assert accent_of("#C8102E").light == "#c8102e"
    assert accent_of("#C8102E").note == ""
    assert accent_of("#ffd400").note == (
        "#ffd400 is hard to read on white (1.4 to 1, at least 4.5 are needed); the page uses "
        "#8a7200, the same hue darker."
    )


@pytest.mark.parametrize("color", ["red", "0b5394", "#12", "#0b53941", "#0b5394;", "var(--x)", ""])
def test_a_color_in_any_other_form_is_refused(color):
    with pytest.raises(InputError, match="is not a colour as #rrggbb or #rgb"):
        accent_of(color)


def test_the_accent_replaces_that_of_both_themes_and_nothing_else():
    plain, ours = style_sheet(None), style_sheet(None, accent_of("#c8102e"))
    assert "--accent:#c8102e" in ours
    assert "--accent:#d75369" in ours
    assert "--accent:#0b5394" not in ours
    assert re.sub(r"--(accent|band):#\w{6}", "", ours) == re.sub(
        r"--(accent|band):#\w{6}", "", plain
    )


def test_whoever_exports_is_warned_of_a_color_that_was_changed(tmp_path):
    with pytest.warns(UserWarning, match="the same hue darker"):
        bl.export(PLAN, tmp_path / "page.html", accent="#ffd400")


# ---------------------------------------------------------------------------------------- logo


def test_a_page_carries_its_logo_and_may_show_no_other_picture(tmp_path):
    bl.export(PLAN, tmp_path / "page.html", logo=written(tmp_path, svg()))
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    (image,) = re.findall(r"<img [^>]*>", page)
    assert 'src="data:image/png;base64,' in image
    assert 'width="80" height="40" alt="Logo of Northwind"' in image
    assert "img-src data:;" in page
    assert bl.load_plan(tmp_path / "page.html") == PLAN
    bl.export(PLAN, tmp_path / "plain.html")
    assert "img-src" not in (tmp_path / "plain.html").read_text(encoding="utf-8")


def test_what_a_png_says_beside_its_picture_stays_behind(tmp_path):
    secret = chunk(b"tEXt", b"Comment\0<script>alert(1)</script>")
    end = chunk(b"IEND", b"")
    told = PNG.removesuffix(end) + secret + end + b"trailing <script>"
    kept = load_logo(written(tmp_path, told, "logo.png"))
    assert kept.data == load_logo(written(tmp_path, PNG, "plain.png")).data
    assert b"script" in told
    assert b"script" not in kept.data


JPEG = vl_convert.svg_to_jpeg(svg(), scale=1)


def noted(*extra):
    """A JPEG with more segments behind its start."""
    segments = (
        bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body for marker, body in extra
    )
    return JPEG[:2] + b"".join(segments) + JPEG[2:]


def test_what_a_camera_notes_in_a_jpeg_stays_behind(tmp_path):
    told = noted((0xE1, b"Exif\0\0 where it was taken"), (0xFE, b"comment"))
    logo = load_logo(written(tmp_path, told + b"more", "logo.jpg"))
    assert logo.data == load_logo(written(tmp_path, JPEG, "plain.jpg")).data
    assert (logo.kind, logo.pixels) == ("jpeg", (80, 40))


@pytest.mark.parametrize(
    ("picture", "end"), [(PNG, b""), (JPEG, b"\xff\xd9"), (JPEG, b"")], ids=["png", "jpeg", "both"]
)
def test_what_is_put_behind_a_picture_does_not_travel_in_the_page(tmp_path, picture, end):
    """An end mark behind what was added makes a search for the last one find too much."""
    carried = load_logo(written(tmp_path, picture + b"PK\x03\x04 a whole archive" + end)).data
    assert carried == load_logo(written(tmp_path, picture)).data
    assert b"archive" not in carried


def test_what_is_hidden_behind_the_pixels_of_a_png_does_not_travel_in_the_page(tmp_path):
    end = chunk(b"IEND", b"")
    hidden = PNG.removesuffix(end) + chunk(b"IDAT", b"a whole archive") + end
    carried = load_logo(written(tmp_path, hidden)).data
    assert b"archive" not in carried


def test_a_logo_is_shown_inside_a_box_whatever_its_size(tmp_path):
    wide = load_logo(written(tmp_path, svg(attributes='viewBox="0 0 4000 40"')))
    high = load_logo(written(tmp_path, svg(attributes='width="40" height="400"')))
    assert wide.size == (240, 2)
    assert high.size == (4, 40)


BEYOND_SHAPES = {
    "a script": "<script>alert(1)</script>",
    "a handler": '<rect onclick="alert(1)"/>',
    "a page": "<foreignObject><p>x</p></foreignObject>",
    "a picture from elsewhere": '<image href="file:///etc/hostname"/>',
    "a shape from elsewhere": '<use href="https://example.com/x.svg#a"/>',
    "a style from elsewhere": "<style>@import 'https://example.com'</style>",
    "a fill from elsewhere": '<rect fill="url(https://example.com#a)"/>',
    "letters": "<text>Northwind</text>",
    "movement": '<animate attributeName="x"/>',
    "a filter": '<g filter="blur(9999px)"/>',
    "a filter in a style": '<g style="filter : blur(9999px)"/>',
    "another language": '<x xmlns="urn:x"/>',
}


@pytest.mark.parametrize("inside", BEYOND_SHAPES.values(), ids=BEYOND_SHAPES.keys())
def test_an_svg_with_more_than_shapes_is_refused(tmp_path, inside):
    with pytest.raises(InputError, match="holds more than shapes"):
        load_logo(written(tmp_path, svg(SHAPES + inside)))


REFUSED = {
    "entities": ('<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(), "defines entities"),
    "entities behind a comment": (
        '<!-- <svg --><!DOCTYPE svg [<!ENTITY a "b">]>' + svg(),
        "defines entities",
    ),
    "a second header": ("<?xml version='1.0'?><?xml version='1.0'?>" + svg(), "is a damaged"),
    "no size": (svg(attributes=""), "does not say how wide and high"),
    "a size that is no number": (svg(attributes='width="1.2.3" height="4"'), "does not say how"),
    "an endless size": (svg(attributes=f'width="{"9" * 400}" height="4"'), "does not say how"),
    "a size of spaces": (svg(attributes=f'width="1{" " * 150_000}x" height="4"'), "does not say"),
    "a tower": (svg("<g>" * 300 + "</g>" * 300), "takes more time or memory"),
    "layers upon layers": (
        svg('<g opacity=".5"><rect width="80" height="40"/></g>' * 3000),
        "takes more time",
    ),
    "shapes of shapes": (
        svg(
            '<g id="a0"><rect width="8" height="4"/></g>'
            + "".join(
                f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9)
            )
        ),
        "is a damaged picture",
    ),
    "broken": ("<svg><rect>", "is a damaged picture"),
    "something else": (b"GIF89a......", "is no PNG, JPEG or SVG picture"),
    "a cut PNG": (PNG[:60], "is a damaged picture"),
    "a changed PNG": (PNG.replace(b"IDAT", b"IDAX", 1), "is a damaged picture"),
    "a cut JPEG": (JPEG[:300], "is a damaged picture"),
    "too large": (b"\x89PNG" + b"0" * 200_000, "is larger than the 200 kB of a logo"),
    "a poster": (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", b"")
        + chunk(b"IEND", b""),
        "has 60000 × 60000 pixels",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_usable_logo_is_refused_with_the_reason(tmp_path, name):
    content, message = REFUSED[name]
    with pytest.raises(InputError, match=message):
        load_logo(written(tmp_path, content))


def test_a_logo_that_is_not_there_is_said_with_what_was_probably_meant(tmp_path):
    written(tmp_path, svg(), "logo.svg")
    with pytest.raises(InputError, match=r"there is no such file; did you mean logo\.svg"):
        load_logo(tmp_path / "lgo.svg")
    with pytest.raises(InputError, match="cannot be read"):
        load_logo(tmp_path)
