"""A report as text for a terminal: wrapped to its width, readable without colour.

A chart stands as its table. What is folded elsewhere follows in full.
"""

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from blendnb.files.problems import visible
from blendnb.language import percent, say
from blendnb.reporting.report import (
    Beside,
    Block,
    Bullets,
    Chart,
    Figures,
    Folded,
    Kind,
    Pairs,
    Paragraph,
    Part,
    Report,
    Table,
    Value,
    cell_text,
)

NARROWEST, WIDEST = 40, 100
INDENT = 2
GAP = 2
BAR_CELLS = 20
NARROWEST_COLUMN = 12
_APART = (Table, Chart, Folded, Part, Beside)
NO_BREAK = "\N{NO-BREAK SPACE}"
FEW_COLUMNS, MOST_WRAPPED = 4, 2
"""A table of more columns that needs more than so many times the width stands row by row."""


def report_text(*reports: Report) -> str:
    """Return reports below each other, with a newline at the end."""
    return document(*map(_report, reports))


def _report(report: Report) -> str:
    if not report.heading:
        return _blocks(report.blocks, indent=0)
    name = paragraph(report.name, indent=INDENT) if report.name else ""
    return section(report.heading, name, _blocks(report.blocks))


def _blocks(blocks: Iterable[Block], indent: int = INDENT, *, nested: bool = False) -> str:
    """Blocks below each other; tables and what has a heading stand apart from the rest.

    What has a heading of its own inside what has one is indented below it.
    """
    lines: list[str] = []
    apart = False
    for block in blocks:
        headed = nested and bool(getattr(block, "heading", None))
        text = _block(block, indent + INDENT * headed, nested=nested)
        if not text:  # a chart without a table
            continue
        stands_out = isinstance(block, _APART) or text.startswith("\n")
        if lines and (apart or stands_out):
            lines.append("")
        lines.append(text.lstrip("\n"))
        apart = stands_out
    return "\n".join(lines)


def _block(block: Block, indent: int, *, nested: bool) -> str:  # noqa: PLR0911 -- one return for each kind of block
    match block:
        case Paragraph():
            return paragraph(block.text, indent=indent)
        case Bullets():
            items = "\n".join(
                paragraph(f"{item} [{note}]" if note else item, indent=indent, first="- ")
                for item, note in block.noted()
            )
            return _under(block.heading, items, indent)
        case Pairs():
            return _under(block.heading, columns(block.rows, indent=indent), indent)
        case Table():
            return _under(block.heading, _table(block, indent), indent)
        case Figures():
            rows = ((figure.value, figure.noun) for figure in block.items)
            return columns(rows, indent=indent)
        case Chart():
            return _table(block.table, indent) if block.table else ""
        case Beside():
            return "\n\n".join(_blocks(group, indent, nested=nested) for group in block.groups)
        case Part():
            name = [paragraph(block.name, indent=indent)] if block.name else []
            inner = "\n".join([*name, _blocks(block.blocks, indent, nested=True)])
            return _under(block.heading, inner, indent)
        case Folded():
            return _under(block.heading, _blocks(block.blocks, indent, nested=True), indent)


def _under(heading: str, text: str, indent: int) -> str:
    if not heading:
        return text
    return f"\n{paragraph(heading, indent=indent - INDENT)}\n{text}"


def _table(table: Table, indent: int) -> str:
    if table.grouped:
        return "\n\n".join(_groups(table, indent))
    head = table.head if any(table.head) else ()
    rows = [
        [_cell(value, column.kind) for value, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    if _fits([head, *rows] if head else rows, indent):
        return fitted(rows, head=head, indent=indent)
    return _stacked(table.head, rows, indent)


def _fits(rows: Sequence[Sequence[str]], indent: int) -> bool:
    """Whether a table is still one when its widest columns give way."""
    needed = [max(map(len, column)) for column in zip(*rows, strict=True)]
    room = width() - indent - GAP * (len(needed) - 1)
    return len(needed) <= FEW_COLUMNS or sum(needed) <= MOST_WRAPPED * room


def _stacked(head: Sequence[str], rows: Sequence[Sequence[str]], indent: int) -> str:
    """Rows one below the other: the first cell leads, the others follow by name."""
    nothing = ("", say("page.nothing"))
    return "\n".join(
        line
        for first, *others in rows
        for line in (
            paragraph(first, indent=indent),
            *(paragraph(f"{name}: {cell}", indent=indent + INDENT)
              for name, cell in zip(head[1:], others, strict=True) if cell not in nothing),
        )
    )  # fmt: skip


def _groups(table: Table, indent: int) -> Iterator[str]:
    """Each group under its name; the last cell of a row stands below the others."""
    widest = max((len(cell_text(cell)) for row in table.rows for cell in row[1:-2]), default=0)
    least = [widest] * (len(table.columns) - 3)
    for name, rows in table.groups():
        lines = [line for row in rows for line in _lines([cell_text(cell) for cell in row])]
        below = columns(lines, indent=indent + INDENT, least=least)
        yield f"{paragraph(name, indent=indent)}\n{below}"


def _lines(row: Sequence[str]) -> Iterator[tuple[str, ...]]:
    *before, last, below = row
    if not before:  # a name alone: what follows stands beside it
        below = f"{last}: {below}"
    else:
        yield (*before, last)
    for text in below.split("\n"):
        yield (*[""] * len(before), text)


def _cell(value: Value, kind: Kind) -> str:
    if kind == "share" and isinstance(value, float):
        return f"{percent(value)} {bar(value)}".rstrip()
    return cell_text(value, kind)


# ------------------------------------------------------------------------------------ shapes


def width() -> int:
    """Return the width to write in: the terminal's, but never too long to read."""
    return max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))


def paragraph(text: str, *, indent: int = 0, first: str = "") -> str:
    """Wrap a text; `first` stands before its first line, and later lines align behind it."""
    lead = " " * indent + first
    lines = textwrap.wrap(
        _shown(text),
        max(width() - len(lead), NARROWEST // 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
    whole = (f"{lead if n == 0 else ' ' * len(lead)}{line}" for n, line in enumerate(lines))
    return "\n".join(whole).replace(NO_BREAK, " ")


def _shown(text: str) -> str:
    """A text whose control characters are spelled out, and which breaks where it may."""
    return NO_BREAK.join(map(visible, text.split(NO_BREAK)))


def columns(
    rows: Iterable[Sequence[str]], *, indent: int = INDENT, least: Sequence[int] = ()
) -> str:
    """Align rows in columns; the last one takes what is left of the width and wraps.

    `least` are widths that the columns have at least, to align several tables with each other.
    """
    table = [[_shown(cell) for cell in row] for row in rows]
    if not table:
        return ""
    content = [max(map(len, column)) for column in list(zip(*table, strict=True))[:-1]]
    widths = list(map(max, content, least or content))
    return "\n".join(_row(row, widths, indent) for row in table)


def _row(row: Sequence[str], widths: Sequence[int], indent: int) -> str:
    lead = "".join(
        cell.ljust(size) + " " * GAP for cell, size in zip(row[:-1], widths, strict=True)
    )
    return paragraph(row[-1], indent=indent, first=lead) or (" " * indent + lead.rstrip()).replace(
        NO_BREAK, " "
    )


def fitted(rows: Sequence[Sequence[str]], *, head: Sequence[str] = (), indent: int = INDENT) -> str:
    """Align rows in columns that share the width fairly: long ones wrap, short ones stay whole.

    A head stands above them; where room is short, it wraps before anything else does.
    """
    table = [[_shown(cell) for cell in row] for row in ([head, *rows] if head else rows)]
    if not table:
        return ""
    widths = _widths(table[1:] if head else table, table[0] if head else (), indent)
    return "\n".join(line for row in table for line in _wrapped(row, widths, indent))


def _widths(rows: Sequence[Sequence[str]], head: Sequence[str], indent: int) -> list[int]:
    """Widths that fit: the head gives way first, then the widest columns until the row does."""
    whole = [max(map(len, column)) for column in zip(*[head] if head else [], *rows, strict=True)]
    room = width() - indent - GAP * (len(whole) - 1)
    widths = whole if sum(whole) <= room else _needed(rows, head)
    while sum(widths) > room and max(widths) > NARROWEST_COLUMN:
        widths[widths.index(max(widths))] -= 1
    return widths


def _needed(rows: Sequence[Sequence[str]], head: Sequence[str]) -> list[int]:
    """The widths of the cells, and of the longest words of the head, which may wrap."""
    words = [[max(name.split(), key=len, default="") for name in head]] if head else []
    return [max(map(len, column)) for column in zip(*words, *rows, strict=True)]


def _wrapped(row: Sequence[str], widths: Sequence[int], indent: int) -> Iterator[str]:
    cells = [_broken(cell, size) or [""] for cell, size in zip(row, widths, strict=True)]
    for lines in zip_longest(*cells, fillvalue=""):
        line = (" " * GAP).join(part.ljust(size) for part, size in zip(lines, widths, strict=True))
        yield f"{' ' * indent}{line}".replace(NO_BREAK, " ").rstrip()


def _broken(cell: str, size: int) -> list[str]:
    """Lines of a cell: a word that is too long breaks after a joint of it, such as those of ids."""
    words = (part for word in cell.split(" ") for part in _parts(word, size))
    return textwrap.wrap(" ".join(words), size, break_on_hyphens=False)


def _parts(word: str, size: int) -> Iterator[str]:
    while len(word) > size:
        end = max(map(word[:size].rfind, "-_./")) + 1 or size
        yield word[:end]
        word = word[end:]
    yield word


def section(title: str, *blocks: str) -> str:
    """Return a heading with what stands below it; nothing where there is nothing."""
    filled = [block for block in blocks if block]
    return "\n".join([paragraph(title), *filled]) if filled else ""


def document(*sections: str) -> str:
    """Put sections below each other, one empty line apart, with a newline at the end."""
    return "\n\n".join(filter(None, sections)) + "\n"


def bar(share: float, *, cells: int = BAR_CELLS) -> str:
    """Return a share from 0 to 1 as a row of characters that every terminal has."""
    return "#" * round(share * cells)
