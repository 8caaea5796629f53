"""Scripts and styles of the widgets, put together from `static/`, and the Vega runtime.

Each script is an ES module of its own, as a browser or an editor reads it. A widget gets a single
module, so they are joined in the order of their imports, without the import and export words and
without the comments that say types. No bundler, no build step: two modules that use one name at
their top level are refused by every JavaScript engine, which a test would see.

vl-convert carries Vega and can write it out as one JavaScript module for every chart on the page,
without the internet. That takes a second, so it is done once for each version of vl-convert and
kept in the user's cache folder. A widget asks for it only if no other one on the page did before.
"""

import re
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from blendnb.charts.theme import DARK, FONT, LIGHT, Theme
from blendnb.language import current, texts_of

SNIPPET = "export default vegaEmbed;"
"""What the page gets: a function that starts views. The name `vega` is null in these bundles."""


def vega_module(cache: Path | None = None) -> bytes:
    """Return the JavaScript module, made and kept on the first call.

    Parameters
    ----------
    cache
        The folder to keep it in; the user's cache folder by default. A folder that cannot be
        written costs a second for each kernel and nothing else.
    """
    folder = user_cache_path("blendnb", appauthor=False) if cache is None else cache
    path = folder / f"vega-{version('vl-convert-python')}.js"
    try:
        return path.read_bytes()
    except OSError:
        made = _make()
        _keep(path, made)
        return made


def _make() -> bytes:
    from vl_convert import javascript_bundle

    return javascript_bundle(SNIPPET).encode()


def _keep(path: Path, module: bytes) -> None:
    """Write the module so that another kernel sees it whole or not at all."""
    from tempfile import NamedTemporaryFile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(module)
        Path(file.name).replace(path)
    except OSError:
        return


TEXTS = "studio.text"
"""The section of what the scripts say."""
STATIC = Path(__file__).with_name("static")
STUDIO_SHEETS = ("studio.css", "session.css", "board.css")
"""What every widget looks like, and what the studio has beside that."""
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w.]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|class)", re.MULTILINE)
_TYPES = re.compile(r"^ */\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
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
    parts[name] = _TYPES.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))


@cache
def style(*sheets: str) -> str:
    """Return style sheets, the studio's if none is named: the charts' colours, then the rules."""
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
    """Return a theme's colours as CSS variables, `--bl-ink` and so on."""
    colors = "".join(f"{_property(token)}:{color};" for token, color in theme.colors.items())
    return f"{selector}{{{colors}--bl-font:{FONT};color-scheme:{theme.name}}}\n"


def css_variable(token: str) -> str:
    """Return the reference to a colour of the theme."""
    return f"var({_property(token)})"


def _property(token: str) -> str:
    return f"--bl-{_token_class(token)}"


def _token_class(token: str) -> str:
    return token.replace("_", "-")


def script_texts() -> dict[str, Any]:
    """Return what the scripts say in the language that is spoken, plurals by their forms."""
    language = current()
    return {key: language.find(f"{TEXTS}.{key}") for key in texts_of(TEXTS)}
