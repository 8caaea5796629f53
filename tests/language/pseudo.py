"""A language and a catalogue in which no letter is a Latin one, so that English shows itself.

`spoken_pseudo(folder)` lets the whole package read a copy of the shipped templates in which every
text for people is written in full-width letters: the language file, the catalogue, the blueprints,
the sample briefs, the programmes. Ids, gaps and headings of other tools' files stay. Whatever Latin
word is then found in something that people read (`english_in`) was said by code.
"""

import functools
import re
import shutil
import string
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import tomlkit

from blendnb.language import use_language
from blendnb.shipped import shipped
from tests.corpus import ROOT

CODE = "x-wide"
LETTERS = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in string.ascii_letters})
GAP = re.compile(r"(\{[^}]*\})")
TEXTS = frozenset(
    {
        "=0", "=1", "adapted_title", "advice", "alike", "arranged", "baseline", "because",
        "best_for", "client", "criteria", "decides", "description", "do", "gap", "good_for",
        "group", "held_by", "help", "label", "materials", "measure", "moments", "name", "no",
        "none", "notes", "objective", "other", "otherwise", "outcome", "owner", "phrase", "record",
        "result", "rhythm", "risks", "rule_of_use", "say", "scaling", "sentence", "sequence",
        "short", "show", "sign", "source", "spec", "spoken", "summary", "text", "title", "topics",
        "trap", "trigger", "unit", "unlike", "what", "why", "yes",
    }
)  # fmt: skip
"""Keys of the templates' files below which texts for people stand."""
NOT_TEXTS = {"columns.toml": TEXTS}
"""Files in which a key of that name is something else: the headings of other tools' exports."""


def wide(text: str) -> str:
    """Return a text in letters that no English word has; gaps stay."""
    return "".join(p if GAP.fullmatch(p) else p.translate(LETTERS) for p in GAP.split(text))


@contextmanager
def spoken_pseudo(folder: Path) -> Iterator[Path]:
    """Let the package read pseudo templates, made in a folder, inside a `with` block."""
    _write_templates(folder)
    kept = dict(shipped.__kwdefaults__)
    shipped.__kwdefaults__["package"] = folder
    _forget()
    use_language(CODE)
    try:
        yield folder / "templates"
    finally:
        shipped.__kwdefaults__.update(kept)
        _forget()
        use_language("en")


def _write_templates(folder: Path) -> None:
    templates = folder / "templates"
    shutil.copytree(ROOT / "templates", templates)
    (folder / "notebooks").symlink_to(ROOT / "notebooks")
    for file in templates.rglob("*.toml"):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        if file.parent.name == "language":
            del data["language"], data["locale"]
            data = {"locale": "el", **_all_wide(data)}
            file = file.with_stem(CODE)  # noqa: PLW2901 -- beside English, which stays
        else:
            data = _texts_wide(data, TEXTS - NOT_TEXTS.get(file.name, frozenset()))
        file.write_text(tomlkit.dumps(data), encoding="utf-8")


def _all_wide(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _all_wide(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_all_wide(inner) for inner in value]
    return wide(value) if isinstance(value, str) else value


def _texts_wide(value: Any, keys: frozenset[str], *, text: bool = False) -> Any:
    if isinstance(value, Mapping):
        return {name: _texts_wide(v, keys, text=name in keys) for name, v in value.items()}
    if isinstance(value, list):
        return [_texts_wide(inner, keys, text=text) for inner in value]
    return wide(value) if text and isinstance(value, str) else value


def _forget() -> None:
    """Forget what was read from the templates: every cache of the package."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith("blendnb"):
            for value in tuple(vars(module).values()):
                if isinstance(value, functools._lru_cache_wrapper):
                    value.cache_clear()


WORD = re.compile(r"[A-Za-z][A-Za-z’']+")


def english_in(text: str, *ids: str) -> list[str]:
    """Return the pieces of a text with Latin words in them, without what is an id or a file.

    Parameters
    ----------
    text
        What people read.
    ids
        Regular expressions of what else is no word.
    """
    for pattern in (*ids, *NO_WORDS):
        text = re.sub(pattern, " ", text)
    return WORD.findall(text)


NO_WORDS = (
    r"https?://\S+",
    r"[\w./-]*\w\.(?:toml|json|html|csv|xlsx|xls|parquet|ics|md|pdf|svg|png|ipynb|jsonl)\b",
    r"\b\w+\.\w[\w.]*\b",  # key paths
    r"\b\w+_\w+\b",  # ids of two words
    r"--[a-z][a-z-]*",  # options
    r"\b(?:blendnb|blended)\b",
)


class _Texts(HTMLParser):
    """Collects what a reader of a page sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.texts += [v for k, v in attrs if k in _SPOKEN_ATTRIBUTES and v]

    def handle_data(self, data: str) -> None:
        if self._inside not in {"style", "script"} and data.strip():
            self.texts.append(data)


_SPOKEN_ATTRIBUTES = {"aria-label", "aria-description", "alt", "data-label", "title", "placeholder"}


def texts_of_html(html: str) -> list[str]:
    """Return what a page or cell says, visibly or aloud."""
    reader = _Texts()
    reader.feed(html)
    return reader.texts


_ID = re.compile(r"[a-z0-9_.:#/-]*|[MLHVCZAmlhvcza0-9 ,.-]+")


def texts_of_data(value: Any) -> Iterator[str]:
    """Give every text in data for a browser: strings that are no id, colour or path of a drawing.

    A single word in small letters may be an id, so it is let through.
    """
    if isinstance(value, str):
        if not _ID.fullmatch(value):
            yield from texts_of_html(value) if value.startswith("<") else [value]
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _DRAWN:
                yield from texts_of_data(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_of_data(inner)


_DRAWN = frozenset({"drawing", "shape"})
