"""The few shapes that every answer is laid out in: paragraphs, columns, sections, bars."""

import shutil
import textwrap
from collections.abc import Iterable, Sequence

from blendnb.files.problems import visible

NARROWEST, WIDEST = 40, 100
INDENT = 2
GAP = 2


def width() -> int:
    """Return the width to write in: the terminal's, but never too long to read."""
    return max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))


def paragraph(text: str, *, indent: int = 0, first: str = "") -> str:
    """Wrap a text; `first` stands before its first line, and later lines align behind it."""
    lead = " " * indent + first
    lines = textwrap.wrap(
        visible(text),
        max(width() - len(lead), NARROWEST // 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join((lead if n == 0 else " " * len(lead)) + line for n, line in enumerate(lines))


def columns(
    rows: Iterable[Sequence[str]], *, indent: int = INDENT, least: Sequence[int] = ()
) -> str:
    """Align rows in columns; the last one takes what is left of the width and wraps.

    `least` are widths that the columns have at least, to align several tables with each other.
    """
    table = [[visible(cell) for cell in row] for row in rows]
    if not table:
        return ""
    content = [max(map(len, column)) for column in list(zip(*table, strict=True))[:-1]]
    widths = list(map(max, content, least or content))
    return "\n".join(_row(row, widths, indent) for row in table)


def _row(row: Sequence[str], widths: Sequence[int], indent: int) -> str:
    lead = "".join(
        cell.ljust(size) + " " * GAP for cell, size in zip(row[:-1], widths, strict=True)
    )
    return paragraph(row[-1], indent=indent, first=lead) or " " * indent + lead.rstrip()


def section(title: str, *blocks: str) -> str:
    """Return a heading with what stands below it; nothing where there is nothing."""
    filled = [block for block in blocks if block]
    return "\n".join([paragraph(title), *filled]) if filled else ""


def document(*sections: str) -> str:
    """Put sections below each other, one empty line apart, with a newline at the end."""
    return "\n\n".join(filter(None, sections)) + "\n"


def bar(share: float, *, cells: int = 20) -> str:
    """Return a share from 0 to 1 as a row of characters that every terminal has."""
    return "#" * round(share * cells)


def percent(share: float) -> str:
    """Return a share as a whole percentage, right-aligned."""
    return f"{share * 100:3.0f} %"
