"""How wide a text will be: enough to break labels into lines that are never cut.

Charts are drawn on machines with other fonts than the one that lays them out, so nothing here asks
the system. Widths are those of Helvetica, which Arial and Liberation Sans share to the unit; the
other faces of the font stack stay within a tenth of them, and that tenth is left free.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_WIDTHS = {
    191: "'", 222: "ijl", 260: "|", 278: " \u00a0!,./:;I[\\]ft", 333: "()-`r", 334: "{}", 355: '"',
    389: "*", 469: "^", 500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~−×", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm",
    889: "%", 944: "W", 1000: "—…", 1015: "@",
}  # fmt: skip
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_WIDE, _OTHER, _BOLD = 1000, 640, 1.08
_SPACES = " \t\n\r\f\v"
_BREAKS = re.compile(f"[{_SPACES}]+(?!%)")
"""Where a line may break; at a no-break space and before a percent sign it may not."""
_JOINTS = re.compile(r".*[-_./]")
"""Up to the last place where an id, a name of a file or an address may break."""
ROOM = 1.1
"""Other faces of the font stack are up to a tenth wider than the one measured."""


def width_px(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line in pixels at a type size in pixels.

    Examples
    --------
    >>> round(width_px("Kick-off", 10), 2)
    33.34
    """
    return sum(map(_unit, text)) * size / 1000 * (_BOLD if bold else 1)


@lru_cache(maxsize=4096)
def _unit(letter: str) -> int:
    """Width of one character in thousandths of the type size."""
    if letter in _WIDTH_OF:
        return _WIDTH_OF[letter]
    if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc", "Cs"):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    plain = unicodedata.normalize("NFD", letter)[0]
    return _WIDTH_OF.get(plain, _OTHER)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines that fit a width in pixels, with room for wider faces.

    Lines break between words; a word longer than a line breaks inside. At least one line is
    returned.

    Examples
    --------
    >>> wrap("Kick-off: expectations and the role shift", 150, 14)
    ['Kick-off: expectations', 'and the role shift']
    """
    limit = width / ROOM
    lines, current = [], ""
    for word in _BREAKS.split(text.strip(_SPACES)):
        longer = f"{current} {word}" if current else word
        if width_px(longer, size, bold=bold) <= limit:
            current = longer
            continue
        if current:
            lines.append(current)
        *full, current = _broken(word, limit, size, bold=bold)
        lines.extend(full)
    return [*lines, current]


def _broken(word: str, limit: float, size: float, *, bold: bool) -> list[str]:
    """Break one word where it does not fit a line, after a joint of an id if it has one there."""
    parts, current = [], ""
    for letter in word:
        if current and width_px(current + letter, size, bold=bold) > limit:
            joint = _JOINTS.match(current)
            end = joint.end() if joint else len(current)
            parts.append(current[:end])
            current = current[end:]
        current += letter
    return [*parts, current]


def apart(heights: Mapping[str, float], least: float) -> dict[str, float]:
    """Return heights of names in pixels, each where it was or `least` from the one above it.

    Names that stand too close move apart together, so that none goes far from its place.
    """
    order = sorted(heights, key=heights.__getitem__)
    positions = [heights[name] for name in order]
    for _ in order:
        for below in range(1, len(positions)):
            missing = least - (positions[below] - positions[below - 1])
            if missing > 0:
                positions[below - 1] -= missing / 2
                positions[below] += missing / 2
    for below in range(1, len(positions)):  # what three names left over
        positions[below] = max(positions[below], positions[below - 1] + least)
    return dict(zip(order, positions, strict=True))
