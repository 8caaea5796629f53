"""A report as HTML, for a section of a page and for a cell of a notebook.

Everything is escaped here; what looks different in the two places is how a chart is drawn, which
the caller decides.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from blendnb.language import percent, say
from blendnb.language.written import RIGHT_TO_LEFT
from blendnb.reporting.escape import html
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
    Strong,
    Table,
    Value,
    cell_text,
)

Drawn = Callable[[Chart], Markup]
"""Draws a chart for the place where the report is shown."""
_TONES = {"plain": "", "lead": "lead", "note": "note", "strong": "strong"}


_STARTS_TEXT = re.compile(
    "(<(?:h[1-6]|p|li|d[dt]|t[dh]|summary|small|strong|b|em|a|span)(?: [^<>]*)?)>([^<]*)(?=<)"
)
"""A start tag and the text right behind it, in HTML that escapes what it shows."""
_SET_APART = re.compile("\u2068[^\u2069]*\u2069")


def with_directions(page: str) -> Markup:
    """Return a page whose texts are read from right to left where their own letters are.

    What a person wrote may be in any script; the browser finds its direction by its first letter
    (`dir="auto"`). A sentence of ours that only names such words stays as it is: they are set apart
    inside it.
    """
    if not RIGHT_TO_LEFT.search(page):
        return Markup(page)  # noqa: S704 -- HTML that was escaped where it was made
    return Markup(_STARTS_TEXT.sub(_directed, page))  # noqa: S704 -- the same, with attributes of ours


def _directed(match: re.Match[str]) -> str:
    start, text = match[1], match[2]
    if RIGHT_TO_LEFT.search(_SET_APART.sub("", text)) and " dir=" not in start:
        return f'{start} dir="auto">{text}'
    return match[0]


def report_html(report: Report, drawn: Drawn) -> Markup:
    """Return a report as a section of a page, under its heading."""
    return _section(report, drawn)


def sections_html(report: Report, drawn: Drawn) -> Markup:
    """Return each part of a report as a section, for a page whose subject is the report."""
    parts = (block for block in report.blocks if isinstance(block, Part))
    return Markup().join(_section(part, drawn) for part in parts)


def _section(shown: Report | Part, drawn: Drawn) -> Markup:
    heading = Markup('<h2 id="{}">{}</h2>\n').format(shown.id, html(shown.heading))
    body = blocks_html(shown.blocks, drawn)
    return Markup('<section aria-labelledby="{}">\n{}{}\n{}</section>\n').format(
        shown.id, heading, _name(shown.name), body
    )


def _name(text: str) -> Markup:
    return tag("p", text, "name") if text else Markup()


def blocks_html(blocks: Iterable[Block], drawn: Drawn, level: int = 3) -> Markup:
    """Return blocks one below the other; their headings begin at a level."""
    return Markup().join(_block(block, drawn, level) for block in blocks)


def _block(block: Block, drawn: Drawn, level: int) -> Markup:  # noqa: PLR0911 -- one return for each kind of block
    match block:
        case Paragraph():
            return tag("p", block.text, _TONES[block.tone]) + Markup("\n")
        case Bullets():
            return heading_html(block.heading, level) + _bullets(block)
        case Pairs():
            return heading_html(block.heading, level) + pairs_html(block.rows)
        case Table():
            return heading_html(block.heading, level) + table_html(block)
        case Figures():
            return _figures(block)
        case Chart():
            return _chart(block, drawn)
        case Folded():
            # Paper has no summary to open, so the heading stands there as one.
            on_paper = tag(f"h{level}", block.heading, "on-paper") + Markup("\n")
            inner = blocks_html(block.blocks, drawn, level)
            return _folded(block.heading, on_paper + inner)
        case Beside():
            return _beside(block, drawn, level)
        case Part():
            inner = blocks_html(block.blocks, drawn, level + 1)
            return heading_html(block.heading, level) + _name(block.name) + inner


def tag(name: str, text: str, css_class: str = "") -> Markup:
    """Return a text in an element."""
    named = Markup(' class="{}"').format(css_class) if css_class else ""
    return Markup("<{0}{1}>{2}</{0}>").format(name, named, html(text))


def heading_html(text: str, level: int) -> Markup:
    """Return a heading; nothing where there is none."""
    return tag(f"h{level}", text) + Markup("\n") if text else Markup()


def bullets_html(items: Iterable[str]) -> Markup:
    """Return texts as a list."""
    inner = Markup("\n").join(tag("li", item) for item in items)
    return Markup("<ul>\n{}\n</ul>\n").format(inner)


def _bullets(block: Bullets) -> Markup:
    if not (block.notes or block.kind):
        return bullets_html(block.items)
    kind = Markup(' class="{}"').format(block.kind) if block.kind else ""
    inner = Markup("\n").join(_noted(item, note) for item, note in block.noted())
    return Markup("<ul{}>\n{}\n</ul>\n").format(kind, inner)


def _noted(item: str, note: str) -> Markup:
    beside = Markup(" {}").format(tag("small", note)) if note else Markup()
    return Markup("<li>{}{}</li>").format(html(item), beside)


def _beside(block: Beside, drawn: Drawn, level: int) -> Markup:
    name = "article" if block.kind == "thirds" else "div"
    groups = Markup().join(
        Markup("<{0}>\n{1}</{0}>\n").format(name, blocks_html(group, drawn, level))
        for group in block.groups
    )
    return Markup('<div class="{}">\n{}</div>\n').format(block.kind, groups)


def pairs_html(rows: Iterable[tuple[str, str]]) -> Markup:
    """Return names with what is said of them."""
    inner = Markup("\n").join(
        Markup("<div>{}{}</div>").format(tag("dt", name), tag("dd", text)) for name, text in rows
    )
    return Markup("<dl>\n{}\n</dl>\n").format(inner)


def table_html(table: Table) -> Markup:
    """Return a table whose first column heads its rows; labels travel along for narrow screens."""
    kind = Markup(' class="{}"').format(table.kind) if table.kind else ""
    head = Markup().join(
        Markup('<th scope="col">{}</th>').format(html(label)) for label in table.head
    )
    body = _groups(table) if table.grouped else _rows(table)
    return Markup("<table{}>\n<thead><tr>{}</tr></thead>\n{}</table>\n").format(kind, head, body)


def _rows(table: Table) -> Markup:
    rows = Markup("\n").join(
        _row(table, row, chosen=table.chosen == index) for index, row in enumerate(table.rows)
    )
    return Markup("<tbody>\n{}\n</tbody>\n").format(rows)


def _groups(table: Table) -> Markup:
    """Rows that belong together, headed by what they share; the words say what each cell is."""
    return Markup().join(_group(table, name, rows) for name, rows in table.groups())


def _group(table: Table, name: str, rows: Sequence[Sequence[Value]]) -> Markup:
    kinds = [column.kind for column in table.columns[1:]]
    head = Markup('<th scope="rowgroup" rowspan="{}">{}</th>').format(len(rows), html(name))
    lines = [Markup().join(map(_plain_cell, row, kinds)) for row in rows]
    lines[0] = head + lines[0]
    inner = Markup("\n").join(Markup("<tr>{}</tr>").format(line) for line in lines)
    return Markup("<tbody>\n{}\n</tbody>\n").format(inner)


def _plain_cell(value: Value, kind: Kind) -> Markup:
    return Markup("<td>{}</td>").format(_cell(value, kind, chosen=False))


def _row(table: Table, row: Iterable[Value], *, chosen: bool) -> Markup:
    cells = Markup()
    for number, (value, column) in enumerate(zip(row, table.columns, strict=True)):
        text = _cell(value, column.kind, chosen=chosen)
        kind = ' class="share"' if column.kind == "share" else ""
        shape = '<th scope="row" data-label="{}">{}</th>' if number == 0 else (
            f'<td{kind} data-label="{{}}">{{}}</td>'
        )  # fmt: skip
        cells += Markup(shape).format(html(column.label), text)  # noqa: S704 -- shapes of ours
    return Markup("<tr{}>{}</tr>").format(Markup(' class="chosen"') if chosen else "", cells)


def _cell(value: Value, kind: Kind, *, chosen: bool) -> Markup:
    if isinstance(value, Strong):
        return tag("strong", value)
    if kind == "share" and isinstance(value, float):
        bar = share_bar(value, "accent" if chosen else "muted")
        return Markup("{} {}").format(bar, html(percent(value)))
    return html(cell_text(value, kind))


def share_bar(share: float, color: str) -> Markup:
    """Return a small bar for a share from 0 to 1; the number stands beside it in words."""
    return Markup(
        '<svg class="bar" viewBox="0 0 100 8" aria-hidden="true"><rect class="f-grid" width="100" '
        'height="8"/><rect class="f-{}" width="{}" height="8"/></svg>'
    ).format(color, f"{max(share, 0.0) * 100:.0f}")


def _figures(block: Figures) -> Markup:
    items = Markup("\n").join(
        Markup("<li><strong>{}</strong> {}{}</li>").format(
            html(figure.value), html(figure.noun), _assumed(assumed=figure.assumed)
        )
        for figure in block.items
    )
    return Markup('<ul class="numbers">\n{}\n</ul>\n').format(items)


def _assumed(*, assumed: bool) -> Markup:
    return Markup(" {}").format(tag("em", say("page.assumed"))) if assumed else Markup()


def _chart(chart: Chart, drawn: Drawn) -> Markup:
    caption = tag("p", chart.caption, "caption") + Markup("\n") if chart.caption else Markup()
    table = _folded(say("page.show_table"), table_html(chart.table)) if chart.table else Markup()
    return Markup(
        '<div class="figure-{0}">\n<div class="chart {0}">\n{1}\n</div>\n{2}{3}</div>\n'
    ).format(chart.kind, drawn(chart), caption, table)


def _folded(heading: str, inner: Markup) -> Markup:
    return Markup("<details>\n{}\n{}</details>\n").format(tag("summary", heading), inner)
