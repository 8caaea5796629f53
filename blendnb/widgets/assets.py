"""The studio's script and style, put together from the files in `static/`.

Each script is an ES module of its own, as a browser or an editor reads it. A widget gets a single
module, so they are joined in the order of their imports, without the import and export words. No
bundler, no build step: two modules that use one name at their top level are refused by the browser
at once, which the browser tests would see.
"""

import re
from functools import cache
from pathlib import Path

from blendnb.charts.theme import DARK, FONT, LIGHT, Theme

STATIC = Path(__file__).with_name("static")
STUDIO_SHEETS = ("studio.css", "session.css", "board.css")
"""What every widget looks like, and what the studio has beside that."""
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w.]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|class)", re.MULTILINE)
_DARK_PAGE = 'body[data-jp-theme-light="false"]'


@cache
def script(main: str = "studio.js") -> str:
    """Return one ES module with everything that a module in `static/` imports, each part once."""
    parts: dict[str, str] = {}
    _collect(main, parts)
    return "".join(parts.values())


def _collect(name: str, parts: dict[str, str]) -> None:
    if name in parts:
        return
    text = (STATIC / name).read_text(encoding="utf-8")
    for imported in _IMPORT.findall(text):
        _collect(imported, parts)
    parts[name] = _EXPORT.sub("", _IMPORT.sub("", text))


@cache
def style(*sheets: str) -> str:
    """Return style sheets, the studio's if none is named: the charts' colors, then the rules."""
    rules = "".join((STATIC / name).read_text(encoding="utf-8") for name in sheets or STUDIO_SHEETS)
    return f"{variables(LIGHT, '.blendnb')}{variables(DARK, f'{_DARK_PAGE} .blendnb')}{rules}"


@cache
def shown_style() -> str:
    """Return the style sheet of what a cell shows without a widget."""
    rules = (STATIC / "shown.css").read_text(encoding="utf-8")
    place = ".blendnb-shown"
    colors = [
        f"{place} .{kind[0]}-{_token_class(token)}{{{kind}:{css_variable(token)}}}"
        for token in LIGHT.colors
        for kind in ("fill", "stroke")
    ]
    dark = variables(DARK, f"{_DARK_PAGE} {place}, {place}.dark")
    return f"{variables(LIGHT, place)}{dark}{''.join(colors)}\n{rules}"


def variables(theme: Theme, selector: str) -> str:
    """Return a theme's colors as CSS variables, `--bl-ink` and so on."""
    colors = "".join(f"{_property(token)}:{color};" for token, color in theme.colors.items())
    return f"{selector}{{{colors}--bl-font:{FONT};color-scheme:{theme.name}}}\n"


def css_variable(token: str) -> str:
    """Return the reference to a color of the theme."""
    return f"var({_property(token)})"


def _property(token: str) -> str:
    return f"--bl-{_token_class(token)}"


def _token_class(token: str) -> str:
    return token.replace("_", "-")
