"""A page as a PDF, printed by the browser that the machine has.

The page's own policy lets no script run. The browser writes the time of printing into the file;
that is blanked, and its names for parts of the page go on from whatever it did before: they are
counted anew, so that equal pages make equal files. What it printed is looked at: an error page
has another title.
"""

import base64
import hashlib
import html
import re
from pathlib import Path

from blendnb.exporting.browsers import NotPrintedError, by_one_of, find_browsers, made_by
from blendnb.exporting.orders import OF_A_PAGE, Order, Target
from blendnb.exporting.targets.html_page import page
from blendnb.language import say

_FLAGS = ("--no-pdf-header-footer", "--generate-pdf-document-outline")
_PAPER = "@page{size:A4 landscape}"
"""Without a size the browser would print on the paper of the country it thinks it is in."""
_DATE = re.compile(rb"/(?:CreationDate|ModDate) ?\([^)]*\)")
_PART = re.compile(rb"node\d{8}")
_TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)
_PRINTED_TITLE = re.compile(rb"/Title ?(?:\(((?:\\.|[^\\)])*)\)|<([0-9A-Fa-f]*)>)", re.DOTALL)
"""The first is the document's own, in letters or in hexadecimal digits; bookmarks follow."""
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def printed_page(order: Order) -> bytes:
    """Return the page that an order asks for, printed on A4 in landscape.

    Raises
    ------
    InputError
        If no browser prints it, with what each did instead.
    """
    browsers = find_browsers(order.file)
    made = page(order)
    return by_one_of(browsers, order.file, lambda browser: printed(made, browser))


def printed(page: str, browser: Path) -> bytes:
    """Return a page as one browser prints it.

    Raises
    ------
    NotPrintedError
        If it does not.
    """
    content, _ = made_by(browser, _on_a4(page), _FLAGS, "--print-to-pdf")
    if not (content.startswith(b"%PDF") and b"%%EOF" in content[-1024:]):
        raise NotPrintedError(say("export.problem.no_pdf"))
    if not _is_of(content, page):
        raise NotPrintedError(say("export.problem.another_page"))
    return same_each_time(content)


def same_each_time(content: bytes) -> bytes:
    """Return a PDF without the time of printing, its parts named by their rank: no byte moves."""
    parts = sorted(set(_PART.findall(content)))
    names = {part: b"node%08d" % rank for rank, part in enumerate(parts, start=1)}
    undated = _DATE.sub(lambda match: b" " * len(match[0]), content)
    return _PART.sub(lambda match: names[match[0]], undated)


def _on_a4(page: str) -> str:
    """The page with its paper named, which its content security policy has to allow."""
    digest = base64.b64encode(hashlib.sha256(_PAPER.encode()).digest()).decode()
    allowed = page.replace("style-src ", f"style-src 'sha256-{digest}' ", 1)
    return allowed.replace("</head>", f"<style>{_PAPER}</style></head>", 1)


# ------------------------------------------------------------------------------- what was printed


def _is_of(content: bytes, page: str) -> bool:
    """Whether a PDF is of this page and not of an error page: it has the page's title."""
    title, printed_title = _TITLE.search(page), _PRINTED_TITLE.search(content)
    if title is None:
        return True
    return printed_title is not None and _letters(html.unescape(title[1])) == _letters(
        _pdf_text(printed_title)
    )


def _letters(text: str) -> str:
    """A title without spaces and marks, with which browsers deal in their own ways."""
    return "".join(filter(str.isalnum, text))


def _pdf_text(match: re.Match[bytes]) -> str:
    """A text of a PDF, see ISO 32000-1, 7.3.4 and 7.9.2."""
    raw = bytes.fromhex(match[2].decode()) if match[1] is None else _ESCAPED.sub(_byte, match[1])
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", errors="replace")
    return raw.decode("latin-1")


def _byte(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    if escaped[:1] in b"01234567":
        return bytes([int(escaped, 8) & 0xFF])
    return _CONTROLS.get(escaped, escaped)


TARGETS = [Target(".pdf", 20, printed_page, OF_A_PAGE)]
