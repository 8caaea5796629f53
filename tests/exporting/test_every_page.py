"""What holds of every kind of page: text stays text, and whoever opens it is left in peace."""

import re

import pytest

from tests.exporting.every_page import EDITIONS, KINDS, OTHERS, STATIC, page_of_kind
from tests.exporting.hostile import CORPUS
from tests.exporting.shapes import tags_of

HARMLESS, HOSTILE = ("Harmless",), tuple(CORPUS)


@pytest.mark.parametrize("kind", ["client", *OTHERS])
def test_hostile_text_adds_no_element_and_no_attribute(kind):
    harmless, hostile = (page_of_kind(kind, texts) for texts in (HARMLESS, HOSTILE))
    assert hostile != harmless
    assert tags_of(hostile) <= tags_of(harmless)
    assert len(re.findall("<script", hostile)) == len(re.findall("<script", harmless))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_may_load_and_no_address_is_told(kind):
    page = page_of_kind(kind)
    (policy,) = re.findall('<meta http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    allowed = dict(part.split(" ", 1) for part in policy.replace("&#39;", "'").split("; "))
    assert allowed["default-src"] == allowed["base-uri"] == allowed["form-action"] == "'none'"
    assert set(allowed) <= {"default-src", "base-uri", "form-action", "style-src", "script-src"}
    assert ("script-src" in allowed) == (kind not in STATIC)
    assert '<meta name="referrer" content="no-referrer">' in page
    head = page.partition("<body")[0]
    assert head.index("Content-Security-Policy") < head.index("<title") < head.index("<style")


@pytest.mark.parametrize("kind", [*EDITIONS, *OTHERS])
def test_ids_are_unique_and_references_find_them(kind):
    page = re.sub(r"<(script|style).*?</\1>", "", page_of_kind(kind), flags=re.DOTALL)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    told = re.findall(r'(?:aria-labelledby="|aria-describedby="|href="#)([^"]+)"', page)
    assert set(told) <= set(ids)
