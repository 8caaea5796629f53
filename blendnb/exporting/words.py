"""The page's own words, read from one file that a translator can copy.

English ships complete. A working folder may hold its own `page/words.toml`; what it leaves out
stays English. Words are trusted text with named gaps; what fills the gaps is user text and is
escaped where the page is written.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from blendnb.charts.words import ENGLISH
from blendnb.charts.words import Words as ChartWords
from blendnb.files.shipped import shipped

FILE = "words.toml"


@dataclass(frozen=True)
class Words:
    """All words of a page, by section and name."""

    sections: Mapping[str, Mapping[str, str]]
    language: str = "en"

    def __getitem__(self, section: str) -> Mapping[str, str]:
        """Return the words of one section, for templates."""
        return self.sections[section]

    def say(self, key: str, **facts: Any) -> str:
        """Return the words of `section.name` with their gaps filled.

        Raises
        ------
        KeyError
            If there is no such key, or a gap that nothing fills.
        """
        section, _, name = key.partition(".")
        return self.sections[section][name].format_map(facts)

    def count(self, key: str, count: float, **facts: Any) -> str:
        """Return a counted noun: the key's `_one` form for 1, its `_many` form for all else."""
        form = f"{key}_one" if count == 1 else f"{key}_many"
        return self.say(form, count=f"{count:g}", **facts)

    @cached_property
    def charts(self) -> ChartWords:
        """The words on charts."""
        return {**ENGLISH, **self.sections.get("charts", {})}


def load_words(own: Path | None = None) -> Words:
    """Return the shipped words with those of a working folder over them.

    Parameters
    ----------
    own
        A working folder; its `page/words.toml` is read where there is one.
    """
    words = _shipped_words()
    file = None if own is None else own / "page" / FILE
    if file is None or not file.is_file():
        return words
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    language = found.pop("language", words.language)
    sections = {
        name: {**section, **found.get(name, {})} for name, section in words.sections.items()
    }
    return Words(sections, language)


@cache
def _shipped_words() -> Words:
    path = shipped("templates") / "page" / FILE
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return Words({k: v for k, v in found.items() if isinstance(v, dict)}, found["language"])
