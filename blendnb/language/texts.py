"""The catalogue of sentences: a key finds a text, a text has named gaps, a gap takes a value.

A language is one TOML file. A key that it lacks is looked up in the language's parent (`de` for
`de-AT`) and at last in English, as gettext does. An entry that depends on a number is a table with
one text for each plural category of that language (CLDR: `one`, `few`, `other`, ...), or for an
exact number (`"=0"`), and is chosen by the value called `count`.

Gaps are names and nothing else: no attributes, no indices, no formats. A translation that somebody
sent can therefore read nothing but the values that a sentence is given.

One language is spoken at a time in a process, as with a locale: a design session, its charts and
its page are in the language of the room.
"""

import os
import string
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 -- a type beside the function `date` of `written`
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from blendnb.shipped import shipped

ENGLISH = "en"
VARIABLE = "BLENDNB_LANGUAGE"
"""Environment variable that names the language to speak."""
_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})

Text = str | Mapping[str, str]
"""A sentence, or one for each plural category."""


class LanguageError(ValueError):
    """What is wrong with a language file: a sentence for each key."""


@dataclass(frozen=True, eq=False)
class Language:
    """The sentences of one language, with those of its parent behind them."""

    code: str
    locale: str
    """How CLDR names it: decides plurals, numbers, dates and lists."""
    texts: Mapping[str, Text]
    """By dotted key."""
    parent: "Language | None" = None
    _sections: dict[str, "TextSection"] = field(default_factory=dict, repr=False)

    def find(self, key: str) -> Text:
        """Return an entry, or that of the parent.

        Raises
        ------
        KeyError
            If no language down to English has it.
        """
        text = self.texts.get(key)
        if text is not None:
            return text
        if self.parent is None:
            raise KeyError(f"no sentence has the key {key!r} (templates/language/en.toml)")
        return self.parent.find(key)

    def __contains__(self, key: object) -> bool:
        """Whether there is such a sentence here or in the parent."""
        return key in self.texts or (self.parent is not None and key in self.parent)

    def keys(self) -> set[str]:
        """Return every key that `find` answers."""
        return set(self.texts) | (self.parent.keys() if self.parent else set())

    def __getitem__(self, section: str) -> "TextSection":
        """Return the sentences of a section, for templates: `w.page.contents`."""
        return self._sections.setdefault(section, TextSection(self, section))

    def say(self, key: str, /, **values: Any) -> str:
        """Return a sentence with its gaps filled; see `say`."""
        text = self.find(key)
        if not isinstance(text, str):
            text = _plural_form(text, values["count"], self.locale)
        return _filled(text, values)


@dataclass(frozen=True)
class TextSection(Mapping[str, str]):
    """The sentences of one section by the rest of their keys; plurals in their general form."""

    language: Language
    name: str

    def __getitem__(self, key: str) -> str:
        text = self.language.find(f"{self.name}.{key}")
        return text if isinstance(text, str) else text["other"]

    def __iter__(self) -> Iterator[str]:
        start = f"{self.name}."
        return (
            key.removeprefix(start) for key in sorted(self.language.keys()) if key.startswith(start)
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)


def say(key: str, /, **values: Any) -> str:
    """Return a sentence in the language that is spoken.

    Parameters
    ----------
    key
        Its key in `templates/language/en.toml`.
    values
        What fills the gaps. Numbers, dates and lists are written as the language writes them; a
        text stays as it is. `count` decides between singular and plural.

    Raises
    ------
    KeyError
        If there is no such sentence, or a gap that nothing fills.
    """
    return current().say(key, **values)


def fill(text: Text, /, **values: Any) -> str:
    """Return a text of the catalogue with its gaps filled, as `say` does with a sentence.

    Parameters
    ----------
    text
        A text with gaps, or one for each plural category.
    values
        What fills the gaps; `count` decides between singular and plural.
    """
    if not isinstance(text, str):
        text = _plural_form(text, values["count"], current().locale)
    return _filled(text, values)


def texts_of(section: str) -> Mapping[str, str]:
    """Return the sentences of a section as they are now spoken, whatever is spoken later.

    The mapping looks its texts up when it is asked, so that it may stand in a module's constant.
    """
    return _Spoken(section)


@dataclass(frozen=True)
class _Spoken(Mapping[str, str]):
    """A section of whatever language is spoken when it is asked."""

    name: str

    def __getitem__(self, key: str) -> str:
        return current()[self.name][key]

    def __iter__(self) -> Iterator[str]:
        return iter(current()[self.name])

    def __len__(self) -> int:
        return len(current()[self.name])


# ------------------------------------------------------------------------ which one is spoken

_spoken: Language | None = None


def current() -> Language:
    """Return the language that is spoken: that of the environment variable, else English."""
    return _spoken or use_language(os.environ.get(VARIABLE) or ENGLISH)


def use_language(language: Language | str) -> Language:
    """Speak a language from now on, in this whole process."""
    global _spoken  # noqa: PLW0603 -- like a locale: one for the process
    _spoken = find_language(language) if isinstance(language, str) else language
    return _spoken


@contextmanager
def speaking(language: Language | str) -> Iterator[Language]:
    """Speak a language inside a `with` block."""
    global _spoken  # noqa: PLW0603 -- see `use_language`
    before = _spoken
    try:
        yield use_language(language)
    finally:
        _spoken = before


@contextmanager
def speaking_in(own: Path | None) -> Iterator[Language]:
    """Speak a working folder's language inside a `with` block; without a folder, as before."""
    with speaking(current() if own is None else language_in(own)) as language:
        yield language


# ------------------------------------------------------------------------------------- files


def find_language(code: str, own: Path | None = None) -> Language:
    """Return a language from the shipped files, with a working folder's own sentences over it.

    Parameters
    ----------
    code
        Such as `en` or `de-AT`.
    own
        A working folder; its `language/<code>.toml` is laid over the shipped file.

    Raises
    ------
    LookupError
        If neither holds the language, naming those that there are.
    LanguageError
        If the file names a sentence or a gap that there is not.
    """
    shipped_language = _shipped_language(code)
    file = None if own is None else own / "language" / f"{code}.toml"
    if file is None or not file.is_file():
        if shipped_language is None:
            known = ", ".join(sorted(f.stem for f in _folder().glob("*.toml")))
            raise LookupError(f"there is no language {code!r}; there are: {known}")
        return shipped_language
    return _read(file, code, shipped_language or _shipped_language(ENGLISH))


def language_in(own: Path) -> Language:
    """Return the language of a working folder: that of the one file in its `language/` folder.

    The environment variable goes before; with no file or several of them, English is meant.
    """
    files = sorted((own / "language").glob("*.toml"))
    only = files[0].stem if len(files) == 1 else ENGLISH
    return find_language(os.environ.get(VARIABLE) or only, own)


def _folder() -> Path:
    return shipped("templates") / "language"


@cache
def _shipped_language(code: str) -> Language | None:
    parent, _, _ = code.rpartition("-")
    above = None if code == ENGLISH else _shipped_language(parent or ENGLISH)
    file = _folder() / f"{code}.toml"
    return _read(file, code, above) if file.is_file() else (above if parent else None)


def _read(file: Path, code: str, parent: Language | None) -> Language:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        if parent is None:
            raise
        raise LanguageError(
            f"{file}: {parent.say('translation.no_toml', reason=str(error))}"
        ) from None
    locale = data.pop("locale", parent.locale if parent else code)
    language = Language(data.pop("language", code), locale, dict(_flat(data)), parent)
    if parent is not None and (problems := list(_problems(language, parent))):
        raise LanguageError("\n".join(f"{file}: {problem}" for problem in problems))
    return language


def _problems(language: Language, parent: Language) -> Iterator[str]:
    """Say of each sentence of a translation what could not be said with it."""
    from babel import UnknownLocaleError

    try:
        _category(1, language.locale)
    except (ValueError, UnknownLocaleError):
        yield f"locale: {language.locale!r} {parent.say('translation.no_locale')}"
    for key, text in language.texts.items():
        if key not in parent:
            # Whoever registers a question or a kind of file says it in English, of their own.
            if language.code != ENGLISH:
                yield f"{key}: {_unknown_key(key, parent)}"
            continue
        for form in _forms(text):
            if (wrong := _wrong(form, parent.find(key), parent)) is not None:
                yield f"{key}: {form!r} {wrong}"


def _unknown_key(key: str, parent: Language) -> str:
    near = get_close_matches(key, parent.keys(), n=1)
    said = parent.say("translation.unknown_key")
    return f"{said}; {parent.say('problems.did_you_mean', name=near[0])}" if near else said


def _wrong(form: object, original: Text, parent: Language) -> str | None:
    """What is wrong with one text of a translation; None where nothing is."""
    if not isinstance(form, str):
        return parent.say("translation.no_text")
    allowed = {gap for text in _forms(original) for gap in gaps(text)}
    allowed |= set() if isinstance(original, str) else {"count"}
    try:
        unknown = gaps(form) - allowed
    except ValueError:
        return parent.say("translation.no_gap")
    if not unknown:
        return None
    known = ", ".join(f"{{{gap}}}" for gap in sorted(allowed))
    return parent.say(
        "translation.unknown_gap" if known else "translation.no_gaps_here", known=known
    )


def _forms(text: Text) -> Iterable[Any]:
    return text.values() if isinstance(text, Mapping) else (text,)


def _flat(data: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Text]]:
    for name, value in data.items():
        key = f"{above}{name}"
        if isinstance(value, Mapping) and not _is_plural(value):
            yield from _flat(value, f"{key}.")
        else:
            yield key, value


def _is_plural(table: Mapping[str, Any]) -> bool:
    return "other" in table and all(
        (name in _CATEGORIES or name.startswith("=")) and isinstance(text, str)
        for name, text in table.items()
    )


# -------------------------------------------------------------------------------------- gaps


def _plural_form(forms: Mapping[str, str], count: float, locale: str) -> str:
    exact = forms.get(f"={count:g}")
    if exact is not None:
        return exact
    return forms.get(_category(count, locale)) or forms["other"]


@lru_cache(maxsize=4096)
def _category(count: float, locale: str) -> str:
    from babel import Locale

    return str(Locale.parse(locale, sep="-").plural_form(abs(count)))


@lru_cache(maxsize=8192)
def _pieces(text: str) -> tuple[tuple[str, str | None], ...]:
    """What stands between the gaps, and the name of each gap."""
    pieces = []
    for literal, name, spec, conversion in string.Formatter().parse(text):
        if name is not None and (not name.isidentifier() or spec or conversion):
            raise ValueError(f"a gap is a name in braces and nothing else: {text!r}")
        pieces.append((literal, name))
    return tuple(pieces)


def gaps(text: str) -> set[str]:
    """Return the names of the gaps of a text.

    Raises
    ------
    ValueError
        If a gap is anything but a name in braces.
    """
    return {name for _, name in _pieces(text) if name is not None}


def _filled(text: str, values: Mapping[str, Any]) -> str:
    if "{" not in text and "}" not in text:
        return text
    return "".join(
        literal if name is None else literal + _written(values[name])
        for literal, name in _pieces(text)
    )


def _written(value: Any) -> str:
    from blendnb.language import written

    if isinstance(value, str):
        return value if value.isascii() else written.isolated(value)
    forms: tuple[tuple[Any, Callable[[Any], str]], ...] = (
        ((int, float), written.number),
        (Date, written.date),
        ((list, tuple), lambda values: written.listed([str(value) for value in values])),
    )
    return next((form(value) for kind, form in forms if isinstance(value, kind)), str(value))
