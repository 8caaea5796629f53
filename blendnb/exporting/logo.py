"""The client's logo, made harmless before it travels inside a page.

A picture file may carry more than a picture: the place where a photo was taken, a script, an
address to call. So nothing of it is passed on as it is. A PNG or JPEG is taken apart and only the
parts that make the picture are put together again. An SVG is checked against a short list of shapes
and then drawn, here, as a PNG; what it held besides stays behind.
"""

import base64
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from blendnb.files.problems import InputError, did_you_mean, refuse
from blendnb.files.reading import Source, label, reason

MOST_BYTES: Final = 200_000
MOST_PIXELS: Final = 4_000_000
"""Width times height; more is a poster, not a logo."""
_SHOWN_HEIGHT, _SHOWN_WIDTH = 40, 240
"""Pixels of the box on the page that a logo fills."""
_SVG_SCALE = 3
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_JPEG_START = b"\xff\xd8"
_JPEG_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_JPEG_COLOR, _JPEG_FILE, _JPEG_SCAN, _JPEG_COMMENT = 0xEE, 0xE0, 0xDA, 0xFE
_SVG_SPACE = "{http://www.w3.org/2000/svg}"
_SVG_SHAPES = {
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "title", "desc",
    "metadata", "style",
}  # fmt: skip
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression|javascript:", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([\d.]+)\s*(?:px)?\s*")


@dataclass(frozen=True)
class Logo:
    """A picture that is safe to embed, with the size at which it is shown."""

    data: bytes
    kind: str
    """`png` or `jpeg`."""
    pixels: tuple[int, int]

    @property
    def address(self) -> str:
        """The picture as a `data:` address."""
        return f"data:image/{self.kind};base64,{base64.b64encode(self.data).decode()}"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height on the page, in pixels."""
        width, height = self.pixels
        scale = min(_SHOWN_HEIGHT / height, _SHOWN_WIDTH / width)
        return max(1, round(width * scale)), max(1, round(height * scale))


def load_logo(source: Source) -> Logo:
    """Read a logo and keep of it nothing but the picture.

    Parameters
    ----------
    source
        A PNG, JPEG or SVG file of at most 200 kB; what it holds decides, not its name.

    Raises
    ------
    InputError
        If it is missing, too large, no such picture, damaged, or an SVG that holds more than
        shapes.
    """
    file, raw = label(source), _read(source)
    if raw.startswith(_PNG_SIGNATURE):
        data, pixels = _png(raw, file)
        logo = Logo(data, "png", pixels)
    elif raw.startswith(_JPEG_START):
        data, pixels = _jpeg(raw, file)
        logo = Logo(data, "jpeg", pixels)
    elif b"<svg" in raw[:5000]:
        data, pixels = _svg(raw, file)
        logo = Logo(data, "png", pixels)
    else:
        raise refuse(file, "is no PNG, JPEG or SVG picture")
    width, height = logo.pixels
    if not 0 < width * height <= MOST_PIXELS:
        raise refuse(file, f"has {width} × {height} pixels", hint="make it at most 2000 × 2000")
    return logo


def _read(source: Source) -> bytes:
    file, path = label(source), Path(source)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        near = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
        hint = did_you_mean(path.name, near)
        raise refuse(file, "there is no such file", hint=hint) from None
    except (OSError, ValueError) as error:
        raise refuse(file, f"cannot be read: {reason(error)}") from None
    if len(raw) > MOST_BYTES:
        hint = "save it smaller, or as an SVG"
        raise refuse(file, f"is larger than the {MOST_BYTES // 1000} kB of a logo", hint=hint)
    return raw


def _damaged(file: str) -> InputError:
    return refuse(file, "is a damaged picture; save it again")


# -------------------------------------------------------------------------------------- pixels


def _png(raw: bytes, file: str) -> tuple[bytes, tuple[int, int]]:
    """The chunks that make the picture, each with a sum that is right."""
    kept = [(name, body) for name, body in _chunks(raw, file) if name in _PNG_KEPT]
    names = [name for name, _ in kept]
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or b"IDAT" not in names:
        raise _damaged(file)
    size = kept[0][1][:8]
    if len(kept[0][1]) != 13:  # noqa: PLR2004
        raise _damaged(file)
    data = _PNG_SIGNATURE + b"".join(_chunk(name, body) for name, body in kept)
    width, height = struct.unpack(">II", size)
    return data, (width, height)


def _chunks(raw: bytes, file: str) -> Iterator[tuple[bytes, bytes]]:
    place = len(_PNG_SIGNATURE)
    while place + 12 <= len(raw):
        (length,) = struct.unpack(">I", raw[place : place + 4])
        name, body = raw[place + 4 : place + 8], raw[place + 8 : place + 8 + length]
        if raw[place : place + 12 + length] != _chunk(name, body):
            raise _damaged(file)
        yield name, body
        if name == b"IEND":
            return
        place += 12 + length


def _chunk(name: bytes, body: bytes) -> bytes:
    checked = name + body
    return struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))


def _jpeg(raw: bytes, file: str) -> tuple[bytes, tuple[int, int]]:
    """The segments that make the picture: what cameras and programs note beside it goes."""
    data, size, place = bytearray(_JPEG_START), None, 2
    while place + 4 <= len(raw) and raw[place] == 0xFF:  # noqa: PLR2004
        marker = raw[place + 1]
        if marker == 0xFF:  # noqa: PLR2004 -- fill bytes may stand before a marker
            place += 1
            continue
        end = place + 2 + int.from_bytes(raw[place + 2 : place + 4], "big")
        segment = raw[place:end]
        if marker in _JPEG_SIZES and len(segment) >= 9:  # noqa: PLR2004
            height, width = struct.unpack(">HH", segment[5:9])
            size = width, height
        if marker == _JPEG_SCAN:
            last = raw.rfind(b"\xff\xd9")
            if size is None or last < end:
                break
            return bytes(data) + raw[place : last + 2], size
        note = marker == _JPEG_COMMENT or 0xE0 <= marker <= 0xEF  # noqa: PLR2004
        if not note or marker in {_JPEG_FILE, _JPEG_COLOR}:
            data += segment
        place = end
    raise _damaged(file)


# -------------------------------------------------------------------------------------- shapes


def _svg(raw: bytes, file: str) -> tuple[bytes, tuple[int, int]]:
    """The drawing as pixels, if it holds nothing but shapes."""
    import vl_convert

    text = raw.decode("utf-8", "replace")
    # Entities can make a small file enormous, and can read other files; logos need none.
    if "<!DOCTYPE" in text.upper() and "[" in text.partition("<svg")[0]:
        raise refuse(file, "defines entities, which a logo may not", hint="save it as plain SVG")
    plain = re.sub(r"<!DOCTYPE[^>\[]*>", "", text, flags=re.IGNORECASE)
    try:
        root = ET.fromstring(plain)  # noqa: S314 -- no entities are left
    except ET.ParseError:
        raise _damaged(file) from None
    _refuse_more_than_shapes(root, file)
    width, height = _drawn_size(root, file)
    scale = _SVG_SCALE * min(_SHOWN_HEIGHT / height, _SHOWN_WIDTH / width)
    try:
        data = vl_convert.svg_to_png(ET.tostring(root, encoding="unicode"), scale=scale)
    except (ValueError, RuntimeError):
        raise _damaged(file) from None
    return _png(data, file)


def _refuse_more_than_shapes(root: ET.Element, file: str) -> None:
    for element in root.iter():
        name = str(element.tag)
        if not name.startswith(_SVG_SPACE):
            if _inside_metadata(root, element):
                continue
            raise _more_than_shapes(file, name.rpartition("}")[2])
        name = name.removeprefix(_SVG_SPACE)
        if name not in _SVG_SHAPES:
            raise _more_than_shapes(file, name)
        for key, value in [*element.attrib.items(), ("", element.text or "")]:
            plain = key.rpartition("}")[2].lower()
            away = plain == "href" and not value.startswith("#")
            if plain.startswith("on") or away or _OUTSIDE.search(value):
                raise _more_than_shapes(file, plain or name)


def _inside_metadata(root: ET.Element, element: ET.Element) -> bool:
    notes = (*root.iter(f"{_SVG_SPACE}metadata"), *root.iter(_INKSCAPE))
    return any(element is inner for note in notes for inner in note.iter())


_INKSCAPE = "{http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd}namedview"
"""What a well-known drawing program notes about its own window."""


def _more_than_shapes(file: str, name: str) -> InputError:
    text = f"holds more than shapes: {name!r}"
    hint = "turn letters into outlines and save it as plain SVG, or save it as PNG"
    return refuse(file, text, hint=hint)


def _drawn_size(root: ET.Element, file: str) -> tuple[float, float]:
    lengths = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if all(lengths):
        found = [float(length[1]) for length in lengths if length]
    else:
        found = [float(part) for part in re.findall(r"[\d.]+", root.get("viewBox", ""))[-2:]]
        root.attrib |= dict(zip(("width", "height"), map(str, found), strict=False))
    if len(found) != 2 or min(found) <= 0:  # noqa: PLR2004
        raise refuse(file, "does not say how wide and high it is", hint="give it a viewBox")
    return found[0], found[1]
