"""A report as Markdown, for a wiki or a ticket: headings, tables and lists, and nothing else.

Whatever is printed is escaped, so a title stays a title, whatever stands in it. Short because a
report has few kinds of blocks.
"""

from collections.abc import Iterable

from blendnb.language import say
from blendnb.reporting.escape import markdown
from blendnb.reporting.report import (
    Beside,
    Block,
    Bullets,
    Chart,
    Figures,
    Folded,
    Pairs,
    Paragraph,
    Part,
    Report,
    Table,
)


def report_markdown(*reports: Report) -> str:
    """Return reports below each other, each under a heading of the second level."""
    return "\n".join(f"## {markdown(r.heading)}\n\n{_blocks(r.blocks, 3)}" for r in reports)


def _blocks(blocks: Iterable[Block], level: int) -> str:
    texts = (_block(block, level) for block in blocks)
    return "".join(f"{text}\n" for text in texts if text)


def _block(block: Block, level: int) -> str:  # noqa: PLR0911 -- one return for each kind of block
    match block:
        case Paragraph():
            return f"{markdown(block.text)}\n"
        case Bullets():
            items = "".join(
                f"- {markdown(f'{item} ({note})' if note else item)}\n"
                for item, note in block.noted()
            )
            return _heading(block.heading, level) + items
        case Pairs():
            rows = "".join(f"- {markdown(name)}: {markdown(text)}\n" for name, text in block.rows)
            return _heading(block.heading, level) + rows
        case Table():
            return _heading(block.heading, level) + _table(block)
        case Figures():
            return "".join(
                f"- **{markdown(f.value)}** {markdown(f.noun)}{_assumed(assumed=f.assumed)}\n"
                for f in block.items
            )
        case Chart():
            return _table(block.table) if block.table else ""
        case Beside():
            return "".join(_blocks(group, level) for group in block.groups)
        case Folded():
            return _heading(block.heading, level) + _blocks(block.blocks, level + 1)
        case Part():
            name = f"{markdown(block.name)}\n\n" if block.name else ""
            return _heading(block.heading, level) + name + _blocks(block.blocks, level + 1)


def _heading(text: str, level: int) -> str:
    return f"{'#' * level} {markdown(text)}\n\n" if text else ""


def _assumed(*, assumed: bool) -> str:
    return f" ({markdown(say('page.assumed'))})" if assumed else ""


def _table(table: Table) -> str:
    lines = [_line(table.head), _line(["---"] * len(table.columns), escaped=True)]
    return "\n".join([*lines, *(_line(row) for row in table.texts())]) + "\n"


def _line(cells: Iterable[str], *, escaped: bool = False) -> str:
    return "| " + " | ".join(cell if escaped else markdown(cell) for cell in cells) + " |"
