"""The client's colour on a page, held to the contrast that people need to read it.

A page uses its accent for links and small headings of what can be opened, for curves, bars and the
mark of today. So it has to stand out from the ground: 4.5 to 1 as text (WCAG 2.2, 1.4.3), on light
ground and on dark. A colour that does not is moved towards black or white, hue kept, until it does,
and the change is said.
"""

import re
from dataclasses import dataclass
from typing import Final

from blendnb.charts.theme import DARK, LIGHT, Theme
from blendnb.files.problems import refuse, shown
from blendnb.language import number, say

LEAST_CONTRAST: Final = 4.5
"""Of text to its ground: WCAG 2.2, success criterion 1.4.3."""
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEPS = 50
_BAND: Final = 0.18
"""How much of the accent is in the ground of a band."""

Rgb = tuple[int, int, int]


@dataclass(frozen=True)
class Accent:
    """An accent for light and for dark ground, with what was changed to keep it readable."""

    light: str
    dark: str
    light_band: str
    dark_band: str
    note: str = ""
    """A sentence for the person who chose it; empty where nothing was changed on light ground."""

    def tokens(self, theme: Theme) -> dict[str, str]:
        """Return the colours by which this accent replaces those of a theme."""
        if theme.name == "light":
            return {"accent": self.light, "band": self.light_band}
        return {"accent": self.dark, "band": self.dark_band}


def accent_of(color: str) -> Accent:
    """Return the accent that a colour gives on light and dark ground.

    Parameters
    ----------
    color
        Red, green and blue as `#rrggbb` or `#rgb`.

    Raises
    ------
    InputError
        If it is written in another way.

    Examples
    --------
    >>> accent_of("#0b5394").light
    '#0b5394'
    >>> accent_of("#ffd400").note[:36]
    '#ffd400 is hard to read on white (1.'
    """
    if not _HEX.fullmatch(color):
        hint = say("export.problem.color_hint")
        raise refuse("accent", say("export.problem.color"), found=shown(color), hint=hint)
    wanted = _rgb(color)
    light = _readable(wanted, LIGHT["paper"], (0, 0, 0))
    dark = _readable(wanted, DARK["paper"], (255, 255, 255))
    return Accent(
        light=_hex(light),
        dark=_hex(dark),
        light_band=_hex(_mixed(_rgb(LIGHT["paper"]), light, _BAND)),
        dark_band=_hex(_mixed(_rgb(DARK["paper"]), dark, _BAND + 0.06)),
        note="" if light == wanted else _note(color, wanted, light),
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it.

    Examples
    --------
    >>> contrast("#ffffff", "#000000")
    21.0
    """
    bright, dim = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _note(color: str, wanted: Rgb, used: Rgb) -> str:
    return say(
        "export.problem.color_darkened",
        color=color,
        contrast=number(contrast(_hex(wanted), LIGHT["paper"]), 1),
        least=LEAST_CONTRAST,
        used=_hex(used),
    )


def _readable(color: Rgb, ground: str, towards: Rgb) -> Rgb:
    """The colour, or the first of those on the way to black or white that can be read."""
    mixed = (_mixed(color, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(c for c in mixed if contrast(_hex(c), ground) >= LEAST_CONTRAST)


def _mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(one, other, strict=True)
    )  # fmt: skip
    return red, green, blue


def _rgb(color: str) -> Rgb:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])  # noqa: PLR2004
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def _hex(color: Rgb) -> str:
    return "#" + bytes(color).hex()


def _luminance(color: Rgb) -> float:
    red, green, blue = map(_linear, color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
