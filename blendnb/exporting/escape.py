"""User text on its way out: one function for each kind of place it may land in.

A title is whatever somebody typed or pasted, or what an attacker put into a brief. Where it lands
decides which characters have a meaning there: `html` for elements and attributes of a page,
`drawing` for texts that Vega draws, `workbook_cell` and `table_field` for what a spreadsheet opens,
`markdown` for a wiki, `calendar` for calendar entries. The plan inside a page has its own, in
`blendnb.files.pages`, and a file's name in `blendnb.files.writing`.

Some characters have no place in anything that is shown: control characters, halves of surrogate
pairs, and the marks that turn the reading direction of whatever follows. The plan keeps them; what
is shown goes without.
"""

import re
from typing import Any

from markupsafe import Markup, escape

_UNWRITABLE = re.compile("[\x00\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What HTML or XML cannot hold at all, shown as the replacement character."""
_INVISIBLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters and directional overrides, shown as nothing."""
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
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", writable))


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


def drawing_data(found: Any) -> Any:
    """Return plain data for a chart with every text in it made safe; keys are ours."""
    if isinstance(found, str):
        return drawing(found)
    if isinstance(found, dict):
        return {k: x if type(x) is float else drawing_data(x) for k, x in found.items()}
    if isinstance(found, list):
        return [drawing_data(value) for value in found]
    return found


# ----------------------------------------------------------------------------------- spreadsheets

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""
_BEFORE = r"[\s\"'\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*"
"""What a spreadsheet may skip when it looks for the first character of a cell."""
_STARTS_FORMULA = re.compile(rf"{_BEFORE}[=+\-@\uff1d\uff0b\uff0d\uff20]")
_FORMULA_INSIDE = re.compile(rf"(;{_BEFORE})(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""What becomes a cell of its own where a spreadsheet expects semicolons between cells."""


def workbook_cell(text: str) -> str:
    """Return a text for a workbook's cell of the kind text, which never is a formula or a link."""
    return visible(text)[:LONGEST_CELL]


def table_field(text: str) -> str:
    """Return a text for a field of comma-separated values: one line that starts no formula.

    Such a file has no kinds of cells, so a spreadsheet that opens it guesses. A text that it would
    take for a formula gets an apostrophe in front, which every spreadsheet reads as "this is text".

    Examples
    --------
    >>> table_field("=1+1"), table_field("Kick-off")
    ("'=1+1", 'Kick-off')
    """
    line = drawing(text)
    guarded = _FORMULA_INSIDE.sub(r"\1'", line)
    return f"'{guarded}" if _STARTS_FORMULA.match(guarded) else guarded


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


def _literal(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0], f"\\{found[0]}")


# -------------------------------------------------------------------------------------- calendars


def calendar(text: str) -> str:
    """Return a text for a calendar entry; separators and line ends are the library's to escape."""
    return visible(text).replace("\t", " ")


def calendar_line(text: str) -> str:
    """Return a text for what a calendar shows on one line: a title, a place, a category."""
    return drawing(text).strip()
