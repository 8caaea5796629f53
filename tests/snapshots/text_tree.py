"""A page as the text that people read: `text_tree(html)`.

Headings carry their level, lists and tables their shape, controls what they are, drawings only
their labels. Styles, scripts and the data in them, classes and ids are left out: who moves those
changes nothing that anybody reads. A hidden element says so, as a control may show it later.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

WIDTH = 100
LEFT_OUT = {"script", "style", "meta", "link"}
ENDLESS = {
    "area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
}  # fmt: skip
FRAMES = {
    "header", "nav", "main", "section", "article", "aside", "footer", "figure", "details", "form",
    "fieldset", "dialog", "table", "svg",
}  # fmt: skip
"""What stands in the tree by its name, with what it holds below it."""
MARKS = {
    "h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "##### ", "h6": "###### ",
    "p": "", "div": "", "dt": "term: ", "dd": "  is: ", "figcaption": "caption: ",
    "caption": "caption: ", "summary": "summary: ", "legend": "legend: ", "title": "title: ",
    "label": "label: ", "li": "- ", "button": "button: ", "option": "option: ",
    "blockquote": "> ", "pre": "pre: ",
}  # fmt: skip
"""What a line begins with that holds the text of an element."""
GROUPS = {
    "html", "head", "body", "ul", "ol", "dl", "thead", "tbody", "tfoot", "tr", "select", "output",
}  # fmt: skip
BLOCKS = FRAMES | GROUPS | set(MARKS)
_LABELS = {
    "initial_indent": "  labels: ", "subsequent_indent": "    ", "break_on_hyphens": False,
}  # fmt: skip
CONTROL_ATTRIBUTES = ("type", "value", "min", "max", "step", "checked", "pressed", "disabled")


@dataclass
class Element:
    """An element of a page, with what it holds in order."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def elements(self) -> "Iterator[Element]":
        return (child for child in self.children if isinstance(child, Element))

    @property
    def holds_blocks(self) -> bool:
        return any(map(_is_block, self.children))

    def find(self, tag: str) -> "Iterator[Element]":
        for child in self.elements:
            if child.tag == tag:
                yield child
            yield from child.find(tag)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self._open = [self.root]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs))
        self._open[-1].children.append(element)
        if tag not in ENDLESS:
            self._open.append(element)

    def handle_startendtag(self, tag, attrs):
        self._open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        if any(element.tag == tag for element in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data):
        if self._open[-1].tag not in LEFT_OUT:
            self._open[-1].children.append(data)


def text_tree(html: str) -> str:
    """Return what a page says, line by line."""
    reader = _Reader()
    reader.feed(html)
    return "\n".join(_lines(reader.root)) + "\n"


# --------------------------------------------------------------------------------------- lines


def _lines(element: Element) -> Iterator[str]:
    """The lines of what an element holds: texts that follow each other make one."""
    for in_blocks, children in groupby(element.children, _is_block):
        if in_blocks:
            for child in children:
                yield from _block(child)
        elif text := " ".join("".join(map(_inline, children)).split()):
            yield text


def _is_block(child: Element | str) -> bool:
    return isinstance(child, Element) and (child.tag in BLOCKS or child.holds_blocks)


def _block(element: Element) -> Iterator[str]:
    if element.tag == "svg":
        yield from _drawing(element)
    elif element.tag == "tr":
        yield " | ".join(filter(None, map(_in_one, element.elements)))
    elif element.tag in FRAMES or _named(element):
        yield f"[{element.tag}{_named(element)}]"
        yield from textwrap.indent("\n".join(_lines(element)), "  ").splitlines()
    elif element.tag in MARKS:
        yield from _marked(MARKS[element.tag], _lines(element))
    else:
        yield from _lines(element)


def _marked(mark: str, lines: Iterator[str]) -> Iterator[str]:
    """Put the mark before the first line and the others below it."""
    for number, line in enumerate(lines):
        yield f"{' ' * len(mark) if number else mark}{line}"


def _in_one(element: Element) -> str:
    """What a cell holds, in one line; an empty one is told, so that columns stay in step."""
    return " / ".join(line.strip() for line in _lines(element)) or "–"


# -------------------------------------------------------------------------------------- pieces


def _inline(child: Element | str) -> str:
    if isinstance(child, str):
        return child
    if child.tag in LEFT_OUT:
        return ""
    return f"{_before(child)}{''.join(map(_inline, child.children))}{_after(child)}"


def _before(element: Element) -> str:
    match element.tag:
        case "br":
            return " / "
        case "img":
            return f"[img “{element.attributes.get('alt', '')}”]"
        case "input":
            return f" [input{_named(element)}{_set(element)}] "
        case _ if _named(element):
            return f"[{element.tag}{_named(element)}] "
        case _:
            return ""


def _after(element: Element) -> str:
    target = element.attributes.get("href") or ""
    return f" <{target}>" if target and not target.startswith("#") else ""


def _named(element: Element) -> str:
    """What is said of an element without being seen: its label, its role, that it is hidden."""
    found = element.attributes
    told = [f" {key} “{found[key]}”" for key in ("role", "aria-live") if found.get(key)]
    told += [f" “{found[key]}”" for key in ("aria-label", "title") if found.get(key)]
    told += [f" {key}" for key in ("hidden", "open") if key in found]
    return "".join(told)


def _set(element: Element) -> str:
    found = element.attributes
    return "".join(f" {key}={found[key]}" for key in CONTROL_ATTRIBUTES if key in found)


def _drawing(element: Element) -> Iterator[str]:
    """A drawing is its title, what it says to those who do not see it, and its labels."""
    told = [_text(each) for tag in ("title", "desc") for each in element.find(tag)]
    labels = [_text(each) for each in element.find("text")]
    if not told and not labels and not _named(element):
        return  # an ornament
    yield f"[svg{_named(element)}]"
    yield from (f"  {text}" for text in told)
    yield from textwrap.wrap(" · ".join(labels), WIDTH, **_LABELS)


def _text(element: Element) -> str:
    parts = (c if isinstance(c, str) else _text(c) for c in element.children)
    return " ".join(" ".join(parts).split())
