"""What other tools write into designs: texts with marks of the web, and durations in words.

Under 60 lines, because what is read here is needed for every tool's design, whatever its keys.
"""

import re
from html import unescape
from typing import Any

MARK = re.compile(r"</?[a-zA-Z!][^<>]*>")
_ENDS_LINE = re.compile(r"</(?:p|li|h\d|div|tr|ul|ol)>|<br\s*/?>|<li[^<>]*>", re.IGNORECASE)
_UNITS = (
    (r"w(?:ee)?ks?|wochen?|semaines?|semanas?", 7 * 24 * 60.0),
    (r"d(?:ays?)?|tage?|jours?|d[ií]as?|dager?", 24 * 60.0),
    (r"h(?:(?:ou)?rs?)?|std\.?|stunden?|heures?|horas?|timer?", 60.0),
    (r"m(?:in(?:ute)?s?)?\.?|minuten|minutos?|minutter", 1.0),
    (r"s(?:ec(?:ond)?s?)?|sekunden?|secondes?|segundos?", 1 / 60),
)
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+\.?)")


def plain_text(value: Any) -> str:
    r"""Return a text without marks of the web, each paragraph a line of its own.

    Examples
    --------
    >>> plain_text("<p>Watch the <b>film</b></p><ul><li>note&nbsp;one</li></ul>")
    'Watch the film\nnote one'
    """
    if isinstance(value, dict):
        return plain_text(value.get("text") or value.get("title") or value.get("name") or "")
    if isinstance(value, list):
        return "\n".join(filter(None, map(plain_text, value)))
    if value is None or isinstance(value, bool):
        return ""
    text = str(value)
    if MARK.search(text):
        text = MARK.sub("", _ENDS_LINE.sub("\n", text))
    lines = (" ".join(line.split()) for line in unescape(text).splitlines())
    return "\n".join(filter(None, lines))


def amount(value: Any) -> float | None:
    """Return a number, or the minutes that a duration in words means; None where neither shows.

    Examples
    --------
    >>> amount("0 days 3 hours 20 minutes"), amount("20 min"), amount("1:30"), amount("soon")
    (200.0, 20.0, 90.0, None)
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, str):
        return None
    text = value.strip().casefold()
    try:
        return float(text.replace(",", "."))
    except ValueError:
        pass
    if clock := re.fullmatch(r"(\d{1,3}):(\d{2})(?::\d{2})?(?: ?h)?", text):
        return float(clock[1]) * 60 + float(clock[2])
    return _in_words(text)


def _in_words(text: str) -> float | None:
    matched = _AMOUNT.findall(text)
    left = _AMOUNT.sub("", text).strip(" ,;&+").removeprefix("and").strip()
    factors = [_factor(unit) for _, unit in matched]
    if not matched or left or None in factors:
        return None
    amounts = (float(n.replace(",", ".")) for n, _ in matched)
    return sum(n * (f or 0) for n, f in zip(amounts, factors, strict=True))


def _factor(unit: str) -> float | None:
    return next((factor for names, factor in _UNITS if re.fullmatch(names, unit)), None)
