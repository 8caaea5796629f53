"""User text on its way out: one function for each kind of place it may land in.

A title is whatever somebody typed or pasted, or what an attacker put into a brief. Where it lands
decides which characters have a meaning there: `html` for elements and attributes of a page,
`drawing` for texts that Vega draws, `workbook_cell` for what a spreadsheet opens, `markdown` for a
wiki, `calendar` for calendar entries. The plan inside a page has its own, in
`blendnb.files.embedded_plan`, a file's name in `blendnb.files.writing`, and a table of
comma-separated values in `blendnb.language`.

Some characters have no place in anything that is shown: control characters, halves of surrogate
pairs, and the marks that turn the reading direction of whatever follows. Marks that set a part
apart and are closed again harm nothing; they stay. The plan keeps the others; what
is shown goes without. Short and of its own, so that one can see at a glance that nothing is
missing.
"""

import re
from typing import Any

from markupsafe import Markup, escape

_UNWRITABLE = re.compile("[\x00\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What HTML or XML cannot hold at all, shown as the replacement character."""
_INVISIBLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067]")
"""Control characters and directional overrides, shown as nothing."""
_ISOLATE = "\u2068"
_ISOLATES = re.compile("[\u2068\u2069]")
"""What sets a part apart, in the direction of its own first letter, and closes it again."""
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029")
_SPACES = re.compile(r"[ \t\n]+")


def visible(text: str) -> str:
    r"""Return a text without the characters that must not be shown.

    Examples
    --------
    >>> visible("Kick-off\x00\u202e\r\nnow")
    'Kick-off�\nnow'
    """
    if text.isprintable():
        return text
    writable = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return _closed(_INVISIBLE.sub("", _LINE_ENDS.sub("\n", writable)))


def _closed(text: str) -> str:
    """The text without marks that set a part apart, unless each of them is closed again."""
    depth, least = 0, 0
    for mark in _ISOLATES.findall(text):
        depth += 1 if mark == _ISOLATE else -1
        least = min(least, depth)
    return _ISOLATES.sub("", text) if depth or least else text


def html(text: str) -> Markup:
    """Return a text for an element or a quoted attribute of a page.

    Examples
    --------
    >>> str(html('<b title="x">'))
    '&lt;b title=&#34;x&#34;&gt;'
    """
    return escape(visible(text))


def drawing(text: str) -> str:
    """Return a text for a chart: one line of characters that XML can hold."""
    return _SPACES.sub(" ", visible(text))


def drawing_data(data: Any) -> Any:
    """Return plain data for a chart with every text in it made safe; keys are ours."""
    if isinstance(data, str):
        return drawing(data)
    if isinstance(data, dict):
        return {k: x if type(x) is float else drawing_data(x) for k, x in data.items()}
    if isinstance(data, list):
        return [drawing_data(value) for value in data]
    return data


# ----------------------------------------------------------------------------------- spreadsheets

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""


def workbook_cell(text: str) -> str:
    """Return a text for a workbook's cell of the kind text, which never is a formula or a link."""
    return visible(text)[:LONGEST_CELL]


# ------------------------------------------------------------------------------------- wiki pages

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKUP = re.compile(r"[\\`*_\[\]{}|~$^@&<>]|!(?=\[)|:(?=\S)|(?<=www)\.", re.IGNORECASE)
"""Characters with a meaning inside a line, dots and colons only where they would make a link."""
_STARTS_BLOCK = re.compile(r"\s*(?:\d{1,9}(?=[.)](?:\s|$))|(?=[#+\-=:!]))")
"""The start of a line that would make a heading, a list, a rule or a definition of it."""


def markdown(text: str) -> str:
    r"""Return a text for a Markdown page: one line that stays the text it is.

    Examples
    --------
    >>> markdown("# Day 1 <b>*now*</b>")
    '\\# Day 1 &lt;b&gt;\\*now\\*&lt;/b&gt;'
    """
    escaped = _MARKUP.sub(_literal, drawing(text).strip())
    start = _STARTS_BLOCK.match(escaped)
    return f"{escaped[: start.end()]}\\{escaped[start.end() :]}" if start else escaped


def _literal(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0], f"\\{match[0]}")


# -------------------------------------------------------------------------------------- calendars


def calendar(text: str) -> str:
    """Return a text for a calendar entry; separators and line ends are the library's to escape."""
    return visible(text).replace("\t", " ")


def calendar_line(text: str) -> str:
    """Return a text for what a calendar shows on one line: a title, a place, a category."""
    return drawing(text).strip()
