"""One look for every chart: named colours, two type sizes, one font stack.

A chart never spells a colour. It asks for a *token* ("ink", "accent", "live"), and the theme says
which colour that is on light or on dark ground. Pages go one step further: they turn each colour of
the light theme back into its token, so that the reader's settings decide. That is why no two
tokens of one theme may share a colour.

The modality colours are Okabe and Ito's (2008), told apart with every common kind of colour
blindness; they carry a letter and an outline in the text colour besides, so colour is never alone.
Source: Okabe & Ito, Color Universal Design, https://jfly.uni-koeln.de/color/.
"""

from dataclasses import dataclass
from typing import Any, Literal

from blendnb.domain.vocabulary import MODALITIES

ThemeName = Literal["light", "dark"]

FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
"""The system's own typeface; not `system-ui`, which is a very wide face on many Linux desktops."""
TITLE_SIZE = 17
LABEL_SIZE = 14
"""Pixels of what people read first: rows, verdicts, curves."""
SMALL_SIZE = 12.5
"""Pixels of what they look up: ticks, minutes, notes."""
NOTEBOOK_WIDTH = 900
"""Pixels of a chart in a notebook: what a cell shows on a projector without scrolling."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by token, for one ground."""

    name: ThemeName
    colors: dict[str, str]

    def __getitem__(self, token: str) -> str:
        """Return the colour of a token.

        Raises
        ------
        KeyError
            If there is no such token.
        """
        return self.colors[token]

    @property
    def modality_range(self) -> list[str]:
        """The modality colours in the order of the vocabulary, for a scale."""
        return [self.colors[modality] for modality in MODALITIES]

    def config(self) -> dict[str, Any]:
        """Return the Vega-Lite configuration that all charts share."""
        label = {"labelColor": self["muted"], "labelFontSize": SMALL_SIZE}
        title = {"titleColor": self["muted"], "titleFontSize": SMALL_SIZE, "titleFontWeight": 400}
        return {
            "font": FONT,
            "background": self["paper"],
            "view": {"stroke": None},
            "axis": {
                **label,
                **title,
                "domainColor": self["line"],
                "gridColor": self["grid"],
                "tickColor": self["line"],
                "labelPadding": 6,
                "tickSize": 4,
            },
            "legend": {**label, **title, "symbolStrokeColor": self["ink"]},
            "title": {
                "color": self["ink"],
                "subtitleColor": self["muted"],
                "fontSize": TITLE_SIZE,
                "subtitleFontSize": SMALL_SIZE,
                "fontWeight": 600,
                "anchor": "start",
                "offset": 14,
                "subtitlePadding": 5,
            },
        }


_MODALITY = {
    "live": "#d55e00",  # vermilion
    "self_paced": "#56b4e9",  # sky blue
    "social": "#cc79a7",  # reddish purple
    "on_the_job": "#009e73",  # bluish green
    "on_modality": "#101214",  # the letter on any of the four: 5.3 to 9 to 1
}

LIGHT = Theme(
    "light",
    {
        "paper": "#ffffff",
        "ink": "#1b1e22",
        "muted": "#575d64",
        "line": "#8d949b",
        "grid": "#e4e7ea",
        "shade": "#eceef1",
        "accent": "#0b5394",
        "band": "#d3e2f1",
        **_MODALITY,
    },
)
DARK = Theme(
    "dark",
    {
        "paper": "#15181b",
        "ink": "#e8eaed",
        "muted": "#a7aeb6",
        "line": "#747c85",
        "grid": "#2c3137",
        "shade": "#23272c",
        "accent": "#9cc4ff",
        "band": "#263a54",
        **_MODALITY,
    },
)
THEMES: dict[str, Theme] = {"light": LIGHT, "dark": DARK}


def theme(name: str) -> Theme:
    """Return a theme by its name.

    Raises
    ------
    ValueError
        If there is none of that name.
    """
    if name not in THEMES:
        raise ValueError(f"there is no theme {name!r}; choose {' or '.join(THEMES)}")
    return THEMES[name]
