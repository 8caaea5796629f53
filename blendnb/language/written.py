"""How numbers, dates and lists are written in the language that is spoken.

One format for each, used by the page, the studio, the terminal, the workbook and the charts, so
that the same hours read the same everywhere: whole from ten up, one decimal below, thousands
grouped, a real minus sign. What is a guess within a range (a cost) is an `estimate`: three digits
at most. Tables of comma-separated values are written here too, all of them: in none of them is a
text a formula.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date as Date  # noqa: N812 -- the type; `date` is how one is written
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING, Any

from blendnb.language.texts import current, say

if TYPE_CHECKING:
    from babel import Locale

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""A letter of a script that is read from right to left: Hebrew, Arabic, Syriac, N’Ko and others."""
_ISOLATES = re.compile("[\u2066-\u2069]")
_WHOLE_FROM = 10
_ROUGH_FROM = 1000
_DIGITS_OF_AN_ESTIMATE = 3
_MOST_DECIMALS = 2
_LONGEST_NAME = 60
"""Characters of a title or topic inside a sentence."""


def number(value: float, digits: int | None = None) -> str:
    """Return a number as people write it.

    Parameters
    ----------
    value
        The number.
    digits
        Decimals to write, no more and no fewer; by default one below ten where there is something
        to write, and none from ten up.

    Examples
    --------
    >>> number(1200), number(7.25), number(7.0), number(44.6), number(-3), number(3.25, 2)
    ('1,200', '7.2', '7', '45', '−3', '3.25')
    """
    if digits is not None:
        return _grouped(round(value, digits), digits, digits, current().locale)
    decimals = 0 if abs(value) >= _WHOLE_FROM else 1
    return _grouped(round(value, decimals), 0, decimals, current().locale)


def exact(value: float) -> str:
    """Return a number that somebody stated, with the decimals that it has, two at most.

    Examples
    --------
    >>> exact(1200), exact(0.25), exact(12.5), exact(4.0)
    ('1,200', '0.25', '12.5', '4')
    """
    _, _, decimals = f"{round(value, _MOST_DECIMALS):.{_MOST_DECIMALS}f}".rstrip("0").partition(".")
    return number(value, len(decimals))


def signed(value: float, digits: int | None = None) -> str:
    """Return a number with its sign, plus as well as minus.

    Examples
    --------
    >>> signed(2.0, 1), signed(-3.5)
    ('+2.0', '−3.5')
    """
    text = number(value, digits)
    return f"+{text}" if value > 0 else text


def estimate(value: float) -> str:
    """Return a figure that is known roughly, with no more digits than it deserves.

    Examples
    --------
    >>> estimate(4.25), estimate(222.53), estimate(12_345)
    ('4.2', '223', '12,300')
    """
    if abs(value) < _ROUGH_FROM:
        return number(value)
    surplus = len(f"{abs(value):.0f}") - _DIGITS_OF_AN_ESTIMATE
    return number(round(value, -surplus))


def percent(share: float, digits: int = 0) -> str:
    """Return a share from 0 to 1 as a percentage.

    Examples
    --------
    >>> percent(0.64).split()
    ['64', '%']
    """
    return say("written.percent", value=number(100 * share, digits))


def percent_range(low: float, high: float) -> str:
    """Return a range of shares as percentages; one of them where they read the same.

    Examples
    --------
    >>> percent_range(0.64, 0.89).split()
    ['64', 'to', '89', '%']
    """
    if percent(low) == percent(high):
        return percent(low)
    return say("written.between", low=number(100 * low, 0), high=percent(high))


def between(low: str, high: str) -> str:
    """Return a range of two written values, `4 to 7`; one of them where they read the same."""
    return low if low == high else say("written.between", low=low, high=high)


def count(noun: str, value: float) -> str:
    """Return a counted noun: `count("learners", 400)` is "400 learners".

    Parameters
    ----------
    noun
        A key of the section `noun`.
    value
        How many.
    """
    return say(f"noun.{noun}", count=value)


def listed(words: Sequence[str], most: int | None = None) -> str:
    """Return words as a list in a sentence.

    Parameters
    ----------
    words
        What is listed.
    most
        How many to name; what is more is counted.

    Examples
    --------
    >>> listed(["a room", "a facilitator", "two weeks"])
    'a room, a facilitator and two weeks'
    >>> listed(["a", "b", "c", "d", "e"], most=3)
    'a, b, c and 2 more'
    """
    words = [isolated(word) for word in words]
    if most is not None and len(words) > most:
        words = [*words[:most], say("written.more", count=len(words) - most)]
    return _list(tuple(words), current().locale) if len(words) > 1 else "".join(words)


def isolated(text: str, whole: str = "") -> str:
    """Return a text set apart from what stands around it, where it is read from right to left.

    Without it a name in Arabic or Hebrew takes numbers and brackets of the sentence around it
    along; see Unicode Standard Annex 9, https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates.
    Texts that are read from left to right stay as they are.

    Parameters
    ----------
    text
        A name, a title, or a part of one.
    whole
        What it is a part of, whose direction then counts.

    Examples
    --------
    >>> isolated("Kick-off"), isolated("(א)")
    ('Kick-off', '\u2068(א)\u2069')
    """
    whole = whole or text
    if whole.isascii() or not RIGHT_TO_LEFT.search(whole):
        return text
    bare = _ISOLATES.sub("", text)
    return f"\u2068{_mark(whole) if whole != text else ''}{bare}\u2069"


def _mark(whole: str) -> str:
    """The mark that gives a part of a text the direction of the whole: that of its first letter."""
    first = next((letter for letter in whole if letter.isalpha()), "")
    return "\u200f" if RIGHT_TO_LEFT.match(first) else "\u200e"


def shortened(text: str, longest: int = _LONGEST_NAME) -> str:
    """Cut a text at a word where it is too long to stand in a sentence.

    Examples
    --------
    >>> shortened("Real conversations from the team", 22)
    'Real conversations…'
    """
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:") + "…"


def quoted(title: str) -> str:
    """Return a title in quotation marks, cut where it is too long to stand in a sentence.

    Examples
    --------
    >>> quoted("Kick-off")
    '“Kick-off”'
    """
    return say("written.quoted", title=shortened(title))


def date(day: Date, *, year: bool = False) -> str:
    """Return a date in words.

    Examples
    --------
    >>> date(Date(2027, 1, 11)), date(Date(2027, 1, 11), year=True)
    ('11 Jan', '11 Jan 2027')
    """
    return _date(day, current().locale, year)


def lowered(name: str) -> str:
    """Return a name as it stands inside a sentence: "bookend", "in-person workshop"."""
    return name[:1].lower() + name[1:]


def capitalized(sentence: str) -> str:
    """Return a sentence with a capital first letter and the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


# ------------------------------------------------------------- comma-separated values

_NO_PLACE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SKIPPED = r"[\s\"'\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]*"
"""What a spreadsheet may skip when it looks for the first character of a cell."""
_SIGN = "[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u207a\u207c\u208a\u208c]"
"""What a formula begins with, and what some programs take for it."""
_BEGINS = rf"[\t\r\n]|{_SKIPPED}{_SIGN}"
_INSIDE = rf"[;\t\r\n]{_SKIPPED}"
"""What becomes a cell of its own where a spreadsheet expects other marks between cells."""


def csv_text(
    rows: Iterable[Iterable[object]],
    *,
    separator: str = ",",
    line_end: str = "\r\n",
    texts_quoted: bool = False,
) -> str:
    """Return rows as the text of a table that a spreadsheet may open.

    Parameters
    ----------
    rows
        The heading among them. Texts are made free of formulas; numbers stay what they are.
    separator, line_end
        What stands between values and between rows.
    texts_quoted
        Whether every text stands in quotes.
    """
    stream = StringIO(newline="")
    form: Any = {"quoting": csv.QUOTE_NONNUMERIC} if texts_quoted else {}
    writer = csv.writer(stream, delimiter=separator, lineterminator=line_end, **form)
    writer.writerows([formula_free(v) if isinstance(v, str) else v for v in row] for row in rows)
    return stream.getvalue()


def formula_free(text: str) -> str:
    r"""Return a text that no spreadsheet takes for a formula when it opens a table.

    A text that it would take for one gets an apostrophe in front, which every spreadsheet reads as
    "this is text". What no table can hold is left out.

    Examples
    --------
    >>> formula_free("\x00=1+1"), formula_free("Kick-off")
    ("'=1+1", 'Kick-off')
    """
    plain = _NO_PLACE.sub("", text).encode(errors="replace").decode()
    guarded = re.sub(rf"({_INSIDE})(?={_SIGN})", r"\1'", plain)
    return f"'{guarded}" if re.match(_BEGINS, guarded) else guarded


def as_typed(field: str) -> str:
    """Return the text that `formula_free` was given, from what stands in a table.

    Examples
    --------
    >>> as_typed("'=1+1"), as_typed("'tis")
    ('=1+1', "'tis")
    """
    plain = field[1:] if field[:1] == "'" and re.match(_BEGINS, field[1:]) else field
    return re.sub(rf"({_INSIDE})'(?={_SIGN})", r"\1", plain)


# Babel takes some 30 µs for a number or date, and the same ones come again and again.


@lru_cache(maxsize=16)
def _locale(code: str) -> "Locale":
    from babel import Locale

    return Locale.parse(code, sep="-")


@lru_cache(maxsize=16384)
def _grouped(value: float, least: int, most: int, locale: str) -> str:
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * least + "#" * (most - least) if most else "")
    # `+ 0.0` makes the minus zero of a rounded small negative number a plain one.
    return format_decimal(value + 0.0, pattern, _locale(locale)).replace("-", "\N{MINUS SIGN}")


@lru_cache(maxsize=1024)
def _list(words: tuple[str, ...], locale: str) -> str:
    from babel.lists import format_list

    return format_list(words, locale=_locale(locale))


@lru_cache(maxsize=4096)
def _date(day: Date, locale: str, year: bool) -> str:  # noqa: FBT001 -- a key of the cache
    from babel.dates import format_skeleton

    return format_skeleton("yMMMd" if year else "MMMd", day, locale=_locale(locale))
