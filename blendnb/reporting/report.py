"""What a report is made of: a few kinds of blocks, each with a meaning and none with a look.

Texts are plain: a renderer escapes them for the place they land in. Cells of a table keep their
values (numbers, dates), so that a workbook can compute with them; `cell_text` says them in words.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby, zip_longest
from typing import Literal

from blendnb import language
from blendnb.charts.drawing import Drawing
from blendnb.language import number, percent

Value = str | float | date | time | None
"""None is an empty cell."""
Kind = Literal["text", "number", "index", "share", "day", "time", "mode"]
"""An index is a number that counts nothing. A share runs from 0 to 1 and may be drawn as a bar.
A mode is one of the four modalities, in words."""
Arrangement = Literal["columns", "pair", "thirds", "answers"]
"""Two columns of text, two of tables, cards in rows of three, or short lists in columns."""
Tone = Literal["plain", "lead", "note", "strong"]


class Strong(str):
    """A text in a cell that shall be seen at once, where the medium can do that."""

    __slots__ = ()


@dataclass(frozen=True)
class Paragraph:
    """A text: plain, the first sentence that says it all, a note beside, or one to be seen."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Bullets:
    """Texts of equal rank."""

    items: tuple[str, ...]
    heading: str = ""
    notes: tuple[str, ...] = ()
    """Beside each item what it rests on; none, or as many as items."""
    kind: str = ""
    """Names the list for style sheets, such as `reasons`."""

    def noted(self) -> Iterator[tuple[str, str]]:
        """Yield each item with its note."""
        yield from zip_longest(self.items, self.notes, fillvalue="")


@dataclass(frozen=True)
class Pairs:
    """Names, each with what is said of it."""

    rows: tuple[tuple[str, str], ...]
    heading: str = ""


@dataclass(frozen=True)
class Column:
    """What stands in one column of a table."""

    label: str
    kind: Kind = "text"
    width: float = 14
    """In characters, where the file has widths."""


@dataclass(frozen=True)
class Table:
    """Rows of values under a head."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    heading: str = ""
    kind: str = ""
    """Names the table for style sheets and tests, such as `assumptions`."""
    chosen: int | None = None
    """The row that is meant."""
    grouped: bool = False
    """Whether rows with the same first cell belong together; the last cell then may hold several
    lines, and where there is little room it stands below the others."""

    @property
    def head(self) -> tuple[str, ...]:
        """The labels of the columns."""
        return tuple(column.label for column in self.columns)

    def texts(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows in words."""
        for row in self.rows:
            yield tuple(map(cell_text, row, (column.kind for column in self.columns)))

    def groups(self) -> "Iterator[tuple[str, list[tuple[Value, ...]]]]":
        """Yield each first cell in words, with the rows that follow it there."""
        for name, rows in groupby(self.rows, key=lambda row: cell_text(row[0])):
            yield name, [row[1:] for row in rows]


@dataclass(frozen=True)
class Figure:
    """One number that matters, with what it counts."""

    value: str
    noun: str
    assumed: bool = False


@dataclass(frozen=True)
class Figures:
    """The few numbers that are read first."""

    items: tuple[Figure, ...]


@dataclass(frozen=True)
class Chart:
    """A chart that can be drawn for any width, and the same facts as a table."""

    kind: str
    """Names it for style sheets, tests and ids, such as `cost`."""
    name: str
    """Its dry name, for those who cannot see it."""
    draw: Callable[[float], Drawing]
    table: Table | None = None
    caption: str = ""


@dataclass(frozen=True)
class Folded:
    """Blocks that are opened on request where the medium can fold, and follow where it cannot."""

    heading: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class Part:
    """Blocks under a heading of their own."""

    heading: str
    blocks: "tuple[Block, ...]"
    name: str = ""
    """What it is about, dry."""
    id: str = ""
    """Of its section, where a page is made of the parts of one report."""


@dataclass(frozen=True)
class Beside:
    """Groups that stand beside each other where there is room, and follow where there is none."""

    groups: "tuple[tuple[Block, ...], ...]"
    kind: "Arrangement" = "columns"


Block = Paragraph | Bullets | Pairs | Table | Figures | Chart | Folded | Part | Beside


@dataclass(frozen=True)
class Report:
    """What there is to say about one thing."""

    id: str
    heading: str
    """The takeaway."""
    blocks: tuple[Block, ...]
    name: str = ""
    """What it is about, dry."""
    short: str = ""
    """The answer in a few words, for a line elsewhere."""

    def all_blocks(self) -> Iterator[Block]:
        """Yield every block, those inside others too."""
        return _inside(self.blocks)


def _inside(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, (Folded, Part)):
            yield from _inside(block.blocks)
        elif isinstance(block, Beside):
            for group in block.groups:
                yield from _inside(group)


def report(
    id_: str, heading: str, *blocks: Block | None, name: str = "", short: str = ""
) -> Report:
    """Return a report; blocks that are None or hold nothing are left out."""
    return Report(id_, heading, filled(blocks), name, short)


def sentence(text: str) -> Report:
    """Return a report that is one sentence, for what stands between others."""
    return Report("sentence", "", (Paragraph(text),))


def part(heading: str, *blocks: Block | None, name: str = "", id_: str = "") -> Part | None:
    """Return blocks under a heading; None where nothing is left of them."""
    left = filled(blocks)
    return Part(heading, left, name, id_) if left else None


def folded(heading: str, *blocks: Block | None) -> Folded | None:
    """Return blocks that are opened on request; None where nothing is left of them."""
    left = filled(blocks)
    return Folded(heading, left) if left else None


def beside(*groups: Iterable[Block | None], kind: Arrangement = "columns") -> Beside:
    """Return groups of blocks that stand beside each other, without the empty ones."""
    return Beside(tuple(filter(None, map(filled, groups))), kind)


def filled(blocks: Iterable[Block | None]) -> tuple[Block, ...]:
    """Return the blocks that hold something."""
    return tuple(block for block in blocks if block is not None and _holds(block))


def _holds(block: Block) -> bool:
    match block:
        case Paragraph(text=content) | Bullets(items=content) | Pairs(rows=content):
            return bool(content)
        case Table(rows=content) | Figures(items=content) | Beside(groups=content):
            return bool(content)
    return True


def table(
    labels: Sequence[str | Column], rows: Iterable[Sequence[Value]], *, heading: str = "",
    kind: str = "", chosen: int | None = None, grouped: bool = False,
) -> Table:  # fmt: skip
    """Return a table; a label alone makes a column of texts."""
    columns = tuple(Column(each) if isinstance(each, str) else each for each in labels)
    return Table(columns, tuple(map(tuple, rows)), heading, kind, chosen, grouped)


def cell_text(value: Value, kind: Kind = "text") -> str:
    """Return a cell's value in words; nothing for an empty one."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return language.date(value, year=True)
    return percent(value) if kind == "share" else number(value)
