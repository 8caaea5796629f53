"""The client's logo, made harmless before it travels inside a page.

A picture file may carry more than a picture: the place where a photo was taken, a script, an
address to call, another file behind its end. So nothing of it is passed on as it is: each picture
is drawn anew, and only the new one travels. An SVG is first checked against a list of shapes.
Drawing happens in a process of its own with little time and memory, so that a small file that asks
for much costs no more than a sentence.
"""

import base64
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET
from xml.parsers import expat

from blendnb.files.problems import InputError, did_you_mean, refuse
from blendnb.files.reading import Source, label, reason
from blendnb.language import say

MOST_BYTES: Final = 200_000
MOST_PIXELS: Final = 4_000_000
"""Width times height; more is a poster, not a logo."""
_SHOWN_HEIGHT, _SHOWN_WIDTH = 40, 240
"""Pixels of the box on the page that a logo fills."""
_SVG_SCALE = 3
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_JPEG_START = b"\xff\xd8"
_JPEG_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_MOST_SECONDS, _MOST_MEMORY = 3, 1_500_000_000
"""Of processor and of address space, to draw a logo; a real one takes a tenth of a second."""
_LONGEST_WAIT = 60
_DEEPEST = 200
_SMALLEST, _LARGEST = 1e-3, 1e6
_SVG_SPACE = "{http://www.w3.org/2000/svg"
_SVG_SHAPES = {
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "title", "desc",
    "style",
}  # fmt: skip
_NOTES = {
    "{http://www.w3.org/2000/svg}metadata",
    "{http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd}namedview",
}
"""What drawing programs note about a picture and about their own window; it is left out."""
_OUTSIDE = re.compile(
    r"url\(\s*+['\"]?+(?!#)|@import|expression|javascript:|filter\s*+:", re.IGNORECASE
)
_LENGTH = re.compile(r"(\d{1,9}(?:\.\d{0,20})?|\.\d{1,20})\s*+(?:px)?")


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
        If it is missing, too large, no such picture, damaged, more work to draw than a logo is, or
        an SVG that holds more than shapes.
    """
    file, raw = label(source), _read(source)
    if raw.startswith(_PNG_SIGNATURE):
        return _drawn_again(raw, "png", _size_of_png(raw, file), file)
    if raw.startswith(_JPEG_START):
        return _drawn_again(raw, "jpeg", _size_of_jpeg(raw, file), file)
    if b"<svg" in raw[:5000]:
        return _svg(raw, file)
    raise refuse(file, say("export.problem.no_picture"))


def _read(source: Source) -> bytes:
    file, path = label(source), Path(source)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        near = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
        hint = did_you_mean(path.name, near)
        raise refuse(file, say("export.problem.no_file"), hint=hint) from None
    except (OSError, ValueError) as error:
        raise refuse(file, say("export.problem.unreadable", reason=reason(error))) from None
    if len(raw) > MOST_BYTES:
        text, hint = (
            say("export.problem.large", most=MOST_BYTES // 1000),
            say("export.problem.large_hint"),
        )
        raise refuse(file, text, hint=hint)
    return raw


def _damaged(file: str) -> InputError:
    return refuse(file, say("export.problem.damaged"))


# -------------------------------------------------------------------------------------- pixels


def _drawn_again(raw: bytes, kind: str, pixels: tuple[int, int], file: str) -> Logo:
    """The same picture, pixel by pixel, made here: nothing that hid in the file is in it."""
    width, height = pixels
    if not 0 < width * height <= MOST_PIXELS:
        text, hint = (
            say("export.problem.pixels", width=str(width), height=str(height)),
            say("export.problem.pixels_hint"),
        )
        raise refuse(file, text, hint=hint)
    carried = f"data:image/{kind};base64,{base64.b64encode(raw).decode()}"
    if kind == "jpeg" and _is_empty(_drawn(_picture(carried, 1, 1), "png", 1, file)):
        raise _damaged(file)  # a JPEG covers its whole place, or could not be read
    return Logo(_drawn(_picture(carried, width, height), kind, 1, file), kind, pixels)


def _picture(carried: str, width: int, height: int) -> str:
    box = f'width="{width}" height="{height}"'
    image = f'<image {box} preserveAspectRatio="none" href="{carried}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{image}</svg>'


def _is_empty(png: bytes) -> bool:
    """Whether nothing was drawn on a picture of one pixel."""
    data = b"".join(body for name, body in _chunks(png, "") if name == b"IDAT")
    return zlib.decompress(data)[-1] == 0


def _size_of_png(raw: bytes, file: str) -> tuple[int, int]:
    """Width and height, of a file that is whole."""
    chunks = list(_chunks(raw, file))
    names = [name for name, _ in chunks]
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or len(chunks[0][1]) != 13:  # noqa: PLR2004
        raise _damaged(file)
    width, height = struct.unpack(">II", chunks[0][1][:8])
    if width * height <= MOST_PIXELS:
        _check_pixels(b"".join(body for name, body in chunks if name == b"IDAT"), file)
    return width, height


def _check_pixels(packed: bytes, file: str) -> None:
    unpacking = zlib.decompressobj()
    try:
        unpacking.decompress(packed, 9 * MOST_PIXELS)
    except zlib.error:
        raise _damaged(file) from None
    if not unpacking.eof:
        raise _damaged(file)


def _chunks(raw: bytes, file: str) -> Iterator[tuple[bytes, bytes]]:
    position = len(_PNG_SIGNATURE)
    while position + 12 <= len(raw):
        (length,) = struct.unpack(">I", raw[position : position + 4])
        name, body = raw[position + 4 : position + 8], raw[position + 8 : position + 8 + length]
        checked = struct.pack(">I", zlib.crc32(name + body))
        if raw[position + 8 + length : position + 12 + length] != checked:
            raise _damaged(file)
        yield name, body
        if name == b"IEND":
            return
        position += 12 + length


def _size_of_jpeg(raw: bytes, file: str) -> tuple[int, int]:
    """Width and height, as they stand before the first scan."""
    position = 2
    while position + 9 <= len(raw) and raw[position] == 0xFF:  # noqa: PLR2004
        marker = raw[position + 1]
        if marker == 0xFF:  # noqa: PLR2004 -- fill bytes may stand before a marker
            position += 1
            continue
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", raw[position + 5 : position + 9])
            return width, height
        position += 2 + int.from_bytes(raw[position + 2 : position + 4], "big")
    raise _damaged(file)


_DRAWING = f"""
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CPU, ({_MOST_SECONDS}, {_MOST_SECONDS} + 1))
    resource.setrlimit(resource.RLIMIT_AS, ({_MOST_MEMORY}, {_MOST_MEMORY}))
except (ImportError, OSError, ValueError):
    pass  # a system without such limits: the wait for it is limited all the same
import vl_convert
draw = vl_convert.svg_to_png if sys.argv[1] == "png" else vl_convert.svg_to_jpeg
sys.stdout.buffer.write(draw(sys.stdin.buffer.read().decode(), scale=float(sys.argv[2])))
"""
"""What draws, in a process of its own: whatever a picture makes it do ends with that process."""


def _drawn(svg: str, kind: str, scale: float, file: str) -> bytes:
    """The pixels of a drawing.

    Raises
    ------
    InputError
        If it cannot be drawn, or not with as much time and memory as a logo needs.
    """
    command = [sys.executable, "-P", "-c", _DRAWING, kind, repr(float(scale))]
    try:
        done = subprocess.run(  # noqa: S603 -- our own code; the drawing is its input
            command, input=svg.encode(), capture_output=True, timeout=_LONGEST_WAIT, check=False
        )
    except subprocess.TimeoutExpired:
        raise _costly(file) from None
    if done.returncode == 0:
        return done.stdout
    raise _damaged(file) if done.returncode == 1 else _costly(file)


def _costly(file: str) -> InputError:
    return refuse(file, say("export.problem.costly"), hint=say("export.problem.costly_hint"))


# -------------------------------------------------------------------------------------- shapes


def _svg(raw: bytes, file: str) -> Logo:
    """The drawing as pixels, if it holds nothing but shapes."""
    root = _tree(raw, file)
    for element in list(root.iter()):
        element[:] = [inner for inner in element if inner.tag not in _NOTES]
    _refuse_more_than_shapes(root, file)
    width, height = _drawn_size(root, file)
    scale = _SVG_SCALE * min(_SHOWN_HEIGHT / height, _SHOWN_WIDTH / width)
    data = _drawn(ET.tostring(root, encoding="unicode"), "png", scale, file)
    return Logo(data, "png", _size_of_png(data, file))


def _tree(raw: bytes, file: str) -> ET.Element:
    """The elements of a drawing without entities, as the parser itself finds them.

    Entities can make a small file enormous, and can read other files; logos need none. Where they
    are declared is for the parser to say: comments and other encodings hide them from a search.
    """
    builder, depth = ET.TreeBuilder(), 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _costly(file)
        builder.start(_named(name), {_named(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_named(name))

    def doctype(_name: str, _system: str | None, _public: str | None, own: bool) -> None:  # noqa: FBT001
        if own:
            raise refuse(
                file, say("export.problem.entities"), hint=say("export.problem.entities_hint")
            )

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = builder.data, doctype
    try:
        parser.Parse(raw, True)  # noqa: FBT003 -- by position only
    except InputError:
        raise
    except (expat.ExpatError, LookupError, ValueError):
        raise _damaged(file) from None
    return builder.close()


def _named(name: str) -> str:
    """A name as ElementTree writes it."""
    return f"{{{name}" if "}" in name else name


def _refuse_more_than_shapes(root: ET.Element, file: str) -> None:
    for element in root.iter():
        space, _, name = str(element.tag).rpartition("}")
        if space != _SVG_SPACE or name not in _SVG_SHAPES:
            raise _more_than_shapes(file, name)
        for key, value in [*element.attrib.items(), ("", element.text or "")]:
            plain = key.rpartition("}")[2].lower()
            away = plain == "href" and not value.startswith("#")
            if plain.startswith("on") or plain == "filter" or away or _OUTSIDE.search(value):
                raise _more_than_shapes(file, plain or name)


def _more_than_shapes(file: str, name: str) -> InputError:
    text = say("export.problem.more_than_shapes", name=repr(name))
    hint = say("export.problem.more_than_shapes_hint")
    return refuse(file, text, hint=hint)


def _drawn_size(root: ET.Element, file: str) -> tuple[float, float]:
    sizes = [_length(root.get(name, "")) for name in ("width", "height")]
    if None in sizes:
        sizes = [
            _length(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())[-2:]
        ]
        root.attrib |= dict(zip(("width", "height"), map(str, sizes), strict=False))
    width, height = (*sizes, None, None)[:2]
    if not width or not height or len(sizes) != 2:  # noqa: PLR2004
        raise refuse(file, say("export.problem.no_size"), hint=say("export.problem.no_size_hint"))
    return width, height


def _length(text: str) -> float | None:
    """A length in pixels; None for whatever else is written there."""
    match = _LENGTH.fullmatch(text.strip())
    length = float(match[1]) if match else 0.0
    return length if _SMALLEST <= length <= _LARGEST else None
