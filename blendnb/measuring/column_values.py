"""What the texts of a column mean: days, numbers, words and names, decided by the whole column.

One cell seldom says how it is to be read: 03/04/27 has two readings, 1.234 as well. All cells of a
column together mostly do. So the different texts of a column come here with how often each stands
there, and leave with one meaning each, or with none and a reason.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import unescape
from typing import Literal

from blendnb.measuring.measure_templates import calendar_words, numbers_of_words, spellings

FIRST_DATE, LAST_DATE = date(1990, 1, 1), date(2100, 1, 1)
"""Dates outside are mistakes of typing or of a system that counts from another day."""
DateOrder = Literal["day_first", "month_first"]
Texts = Mapping[str, int]
"""Different texts of a column with how often each stands there."""


def name_key(text: str) -> str:
    r"""Return a name as it looks: without case, marks of the web, kinds of spaces and apostrophes.

    Examples
    --------
    >>> name_key("  Q&amp;A\u00a0with <b>sales</b>\n") == name_key("q&a with sales")
    True
    """
    bare = re.sub(r"<[^<>]*>", " ", unescape(text))
    same = unicodedata.normalize("NFKC", bare).translate(_LOOK_ALIKE).casefold()
    # İ in lower case is an i with a dot above it.
    return " ".join(same.replace("\u0307", "").split())


_QUOTES, _DASHES = "\u2019\u2018\u02bc`", "\u2013\u2014\u2011"
_LOOK_ALIKE = str.maketrans(
    {
        **dict.fromkeys(_QUOTES, "'"),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys("\u201c\u201d", '"'),
        **dict.fromkeys("\u200b\ufeff"),
    }
)
_AROUND = (
    re.compile(r"\s*<(?:numeric|text|pass/fail)[^<>]*>$"),
    re.compile(r"\s*\[[^\[\]]*\](?:\s*\|\s*[\w-]+)?$"),
    re.compile(r"\s*\((?:real|percentage|letter|total|score|\d+|ungraded|points?|%)\)$"),
    re.compile(r"\s+(?:points|scheme symbol|weighted|text) grade$"),
    re.compile(
        r"\s*(?:- |: )?(?:completion|status|score|grade|progress|state|abschluss|bewertung)$"
    ),
)
"""What grade books write behind an activity's name."""
_KIND_BEFORE = re.compile(r"^[^\W\d]+(?: [^\W\d]+)?(?: ?\([^()]*\))?: ?")


def name_forms(text: str) -> list[str]:
    """Return the ways in which an activity may be meant, the nearest to what is written first."""
    forms = [name_key(text)]
    # The scale of a grade book looks like a mark of the web.
    bare = unicodedata.normalize("NFKC", unescape(text)).translate(_LOOK_ALIKE).casefold().strip()
    while len(cut := min((pattern.sub("", bare) for pattern in _AROUND), key=len)) < len(bare):
        if not cut:
            break
        bare = cut
    forms += [name_key(bare), name_key(_KIND_BEFORE.sub("", bare))]
    if "://" in text:
        path = re.split(r"[?]", text.strip())[0].rstrip("/")
        forms.append(name_key(re.split(r"[/#]", path)[-1]))
    return [form for form in dict.fromkeys(forms) if form]


# ------------------------------------------------------------------------------------------- days


@dataclass(slots=True)
class Days:
    """The days that texts mean."""

    matched: dict[str, date] = field(default_factory=dict)
    blank: set[str] = field(default_factory=set)
    """Texts that stand for nothing, such as a dash."""
    unread: set[str] = field(default_factory=set)
    trouble: tuple[str, str] | None = None
    """`two_ways` or `both_orders`, with a text that shows it."""
    noted: dict[str, str] = field(default_factory=dict)
    """Ways of writing that are worth a word, each with a text: `serial`, `epoch`, `two_digits`."""


def is_blank(text: str) -> bool:
    """Return whether a text stands for nothing."""
    return name_key(text) in _BLANK or not text.strip()


_BLANK = frozenset(
    [
        "-",
        "--",
        "---",
        ".",
        "..",
        "/",
        "n/a",
        "na",
        "n.a.",
        "none",
        "null",
        "nil",
        "nan",
        "never",
        "nie",
        "jamais",
        "nunca",
        "aldri",
        "keine",
        "aucun",
        "ninguno",
        "ingen",
        "#n/a",
        "(none)",
        "(blank)",
        "not",
        "set",
        "0000-00-00",
        "00/00/0000",
        "nat",
        "?",
        "x",
    ]
) | {"not set", "not yet", "not available", "not applicable", "nicht verfügbar", "no date"}


def days_of(texts: Iterable[str], order: DateOrder | None) -> Days:
    """Return the day that each text means, the times being cut off already.

    Parameters
    ----------
    texts
        The different texts of all columns of a file that hold days.
    order
        Which comes first in 03/04/2027; None to decide by the texts.
    """
    result, slashed = Days(), []
    for text in texts:
        if is_blank(text) or text.strip() == "0":
            result.blank.add(text)
            continue
        read = _day(text, result)
        if isinstance(read, tuple):
            slashed.append((text, read))
        else:
            _keep(result, text, read)
    chosen = order or _order(slashed, result)
    for text, (first, second, year) in slashed:
        day, month = (second, first) if chosen == "month_first" else (first, second)
        _keep(result, text, _date(year, month, day) if chosen else None)
    return result


def _keep(result: Days, text: str, day: date | None) -> None:
    if day is not None and FIRST_DATE <= day <= LAST_DATE:
        result.matched[text] = day
    else:
        result.unread.add(text)


def _order(slashed: list[tuple[str, tuple[int, int, int]]], result: Days) -> DateOrder | None:
    firsts = [text for text, (first, second, _) in slashed if first > _MONTHS >= second]
    seconds = [text for text, (first, second, _) in slashed if second > _MONTHS >= first]
    if firsts and seconds:
        result.trouble = ("both_orders", firsts[0])
        return None
    if firsts or seconds:
        return "day_first" if firsts else "month_first"
    if all(first == second for _, (first, second, _) in slashed):
        return "day_first"
    # Only the American Excel writes 1/4/27: others fill up with zeros or write the century.
    if all(re.fullmatch(r"\d{1,2}/\d{1,2}/\d{2}", t.strip()) for t, _ in slashed) and any(
        re.match(r"\d/", t.strip()) for t, _ in slashed
    ):
        result.noted["american"] = slashed[0][0]
        return "month_first"
    result.trouble = ("two_ways", next(t for t, (first, second, _) in slashed if first != second))
    return None


_MONTHS = 12
_CENTURY = 100
_SERIAL = (32874, 73051)
"""Days from 1990 to 2100 as Excel counts them."""


def _day(text: str, result: Days) -> date | tuple[int, int, int] | None:
    """A day; three numbers if their order is open; None if it cannot be read."""
    # A time at the front: 9:05 AM, 27 January 2027.
    plain = re.sub(r"^\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?,? ", "", text.strip().casefold())
    plain = re.sub(r"(\d)(?:st|nd|rd|th|er|º|ª)\b", r"\1", plain)
    parts = re.findall(r"\d+|[^\W\d_]+", plain)
    numbers = [part for part in parts if part.isascii() and part.isdigit()]
    months, ignored = calendar_words()
    words = [p for p in parts if not p[0].isdigit() and p not in ignored]
    if words and (len(words) > 1 or words[0] not in months):
        return None
    if words:
        return _named(numbers, months[words[0]], result, text)
    if len(numbers) == 1:
        return _counted(numbers[0], result, text)
    if len(numbers) != 3:  # noqa: PLR2004
        return None
    return _three(plain, numbers, result, text)


def _named(numbers: list[str], month: int, result: Days, text: str) -> date | None:
    if len(numbers) != 2:  # noqa: PLR2004
        return None
    year_first = len(numbers[0]) == 4  # noqa: PLR2004
    day, year = reversed(numbers) if year_first else numbers
    return _date(_year(year, result, text), month, int(day))


def _three(
    plain: str, numbers: list[str], result: Days, text: str
) -> date | tuple[int, int, int] | None:
    first, second, third = map(int, numbers)
    if len(numbers[0]) == 4:  # noqa: PLR2004
        return _date(first, second, third)
    if len(numbers[2]) not in (2, 4):
        return None
    year = _year(numbers[2], result, text)
    return _date(year, second, first) if "." in plain else (first, second, year)


def _year(text: str, result: Days, whole: str) -> int:
    if len(text) > 2:  # noqa: PLR2004
        return int(text)
    result.noted.setdefault("two_digits", whole)
    return 2000 + int(text)


def _counted(text: str, result: Days, whole: str) -> date | None:
    """A single number: 20270127, days as Excel counts them, or seconds since 1970."""
    number = int(text)
    if len(text) == 8:  # noqa: PLR2004
        return _date(number // 10000, number // 100 % 100, number % 100)
    if _SERIAL[0] <= number <= _SERIAL[1]:
        result.noted.setdefault("serial", whole)
        return date(1899, 12, 30) + timedelta(days=number)
    if len(text) in (10, 13):
        result.noted.setdefault("epoch", whole)
        return date(1970, 1, 1) + timedelta(seconds=number / (1 if len(text) == 10 else 1000))  # noqa: PLR2004
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# ---------------------------------------------------------------------------------------- numbers

Decimals = Literal["point", "comma"]


def decimals_of(shapes: Texts) -> Decimals | None:
    """Return which mark a column's numbers have before decimals; None where both or neither show.

    Parameters
    ----------
    shapes
        How often each way of writing stands there; see `number_shape`.
    """
    comma = any(shapes.get(shape) for shape in ("comma", "points", "point_comma"))
    point = any(shapes.get(shape) for shape in ("point", "commas", "comma_point"))
    if comma == point:
        return None
    return "comma" if comma else "point"


# ------------------------------------------------------------------------------------------ words


def meaning(text: str, own: Mapping[str, Iterable[str]], *kinds: str) -> str | None:
    """Return which of some kinds of words a text is, those of a mapping first; None if none.

    Parameters
    ----------
    text
        The text of a cell.
    own
        Words that a mapping gives, by kind.
    kinds
        The kinds that are possible, such as `done` and `open`.
    """
    key = name_key(text)
    for words in (own, spellings()):
        for kind in kinds:
            if any(name_key(word) == key for word in words.get(kind, ())):
                return kind
    if "done" in kinds:
        return _percent(key)
    return None


def _percent(key: str) -> str | None:
    match = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?) ?%", key)
    if not match:
        return None
    share = float(match[1].replace(",", "."))
    return "done" if share >= _WHOLE else ("open" if share else "untouched")


_WHOLE = 100


def answer_value(text: str, own: Mapping[str, float]) -> float | None:
    """Return the number that an answer in words stands for: 4 of `4 - Agree` and of `Agree`."""
    key = name_key(text)
    for words in ({name_key(word): value for word, value in own.items()}, numbers_of_words()):
        if key in words:
            return words[key]
    match = re.match(r"(\d{1,2})(?:[.,]0)? ?(?:/ ?\d{1,3}$|[-:.)(=] ?[^\W\d])", key)
    return float(match[1]) if match else None
