"""The plan inside an exported page: put in to survive, taken out only if it can be trusted.

A page carries its plan in one script element that no browser runs::

    <script type="application/json" id="blendnb-plan" data-digest="...">{...}</script>

Inside it no character has a meaning for HTML: `<`, `>`, `&`, the two line separators of JavaScript
and what HTML may not hold are written as JSON escapes. The digest is the SHA-256 of the plan's
canonical JSON, so a page that was edited by hand, or cut off on its way through a mail system, is
noticed.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import islice

from blendnb.files.parsing import Data, canonical_json, parse_json
from blendnb.files.problems import InputError, refuse
from blendnb.language import say

ELEMENT_ID = "blendnb-plan"
_NO_CHARACTERS = (16**4 * plane + last for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NOT_IN_HTML = map(chr, (*range(0x7F, 0xA0), *range(0xFDD0, 0xFDF0), *_NO_CHARACTERS))
_ESCAPES = str.maketrans(
    {
        c: f"\\u{ord(c):04x}" if c.isascii() else json.dumps(c)[1:-1]
        for c in (*"<>&\u2028\u2029", *_NOT_IN_HTML)
    }
)
"""What HTML would read, or what it may not hold."""
_SCRIPT_TAG = re.compile(r"<script\b[^<>]{0,1000}>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_PAGE_END = re.compile(r"</html\s*>", re.IGNORECASE)
_LEARNERS_PAGE = re.compile(r'<meta name="blendnb-edition" content="learner">')


@dataclass(frozen=True)
class EmbeddedPlan:
    """A plan as a page carries it."""

    json: str
    """Text of the element: valid JSON without a character that HTML would read."""
    digest: str
    """Value of the attribute `data-digest`."""


def embedded(data: Data) -> EmbeddedPlan:
    """Return a plan's data as a page carries it."""
    text = canonical_json(data)
    return EmbeddedPlan(script_safe(text), _digest(text))


def script_safe(json: str) -> str:
    """Return JSON without a character that HTML or a script would read, the same data."""
    return json.translate(_ESCAPES)


def plan_data(page: str, file: str) -> Data:
    """Take the plan's data out of a page.

    Raises
    ------
    InputError
        If the page holds no plan or more than one, or the plan was edited or cut off.
    """
    tags = list(islice(_plan_tags(page), 2))
    if not tags:
        raise _no_plan(page, file)
    if len(tags) > 1:
        raise refuse(file, say("embedded.several"), hint=_other_ways())
    start, attributes = tags[0]
    end = _SCRIPT_END.search(page, start)
    if end is None:
        raise refuse(file, say("embedded.cut_off"), hint=_other_ways())
    return _trusted(page[start : end.start()], attributes.get("data-digest") or "", file)


def _plan_tags(page: str) -> Iterator[tuple[int, dict[str, str | None]]]:
    # The parser of the standard library takes quadratic time on hostile pages; on a tag it is safe.
    for tag in _SCRIPT_TAG.finditer(page):
        attributes = _attributes(tag[0])
        if attributes.get("id") == ELEMENT_ID:
            yield tag.end(), attributes


class _TagReader(HTMLParser):
    """Reads the attributes of one start tag."""

    attributes: dict[str, str | None]

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = dict(attrs)


def _attributes(tag: str) -> dict[str, str | None]:
    reader = _TagReader()
    reader.attributes = {}
    reader.feed(tag)
    return reader.attributes


def _no_plan(page: str, file: str) -> InputError:
    if _LEARNERS_PAGE.search(page):
        return refuse(file, say("embedded.learners"), hint=say("embedded.not_learners"))
    if _PAGE_END.search(page):
        return refuse(file, say("embedded.none"), hint=_other_ways())
    return refuse(file, say("embedded.page_cut_off"), hint=_other_ways())


def _other_ways() -> str:
    return say("embedded.other_ways")


def _trusted(text: str, digest: str, file: str) -> Data:
    try:
        data = parse_json(text, file)
    except InputError as error:
        raise refuse(file, say("embedded.damaged"), hint=_other_ways()) from error
    if _digest(canonical_json(data)) != digest.strip().lower():
        raise refuse(file, say("embedded.edited"), hint=_other_ways())
    return data


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
