"""The pages that leave the room, as the text that people read in them.

A page that reads differently on purpose is accepted with
`python -m pytest tests/snapshots/test_pages.py --snapshot-update`.
"""

import json
import re
from pathlib import Path

import pytest

from tests.snapshots.conftest import AS_OF, DECIDED, done
from tests.snapshots.outline import outline
from tests.snapshots.text_tree import text_tree

PAGES = {
    "client-dated": f"export dated.json -o page.html --as-of {AS_OF}",
    "client-undated": "export undated.json -o page.html",
    "facilitator-dated": f"export dated.json -o page.html --edition facilitator --as-of {AS_OF}",
    "facilitator-undated": "export undated.json -o page.html --edition facilitator",
    "learner-dated": f"export dated.json -o page.html --edition learner --as-of {AS_OF}",
    "learner-undated": "export undated.json -o page.html --edition learner",
    "comparison": "compare dated.json other.json undated.json -o page.html",
    "exploration": "explore crm_rollout.toml --workers 1 -o page.html",
    "story": "measure dated.json pilot --accept advised --who Sponsor "
    f"--when {DECIDED} -o simpler.json --story page.html",
}
READ = ("words", "choices", "recall")
"""Of the data that an interactive page holds: what its controls say, offer and draw."""


@pytest.fixture
def page(folder, small_space):  # noqa: ARG001 -- where and how it is made
    """Make a page with a command."""

    def made(line):
        done(line)
        return Path("page.html").read_text(encoding="utf-8")

    return made


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_it_did(name, page, snapshot):
    assert text_tree(page(PAGES[name])) == snapshot


def test_an_interactive_page_offers_what_it_did(page, snapshot):
    """What it says more than the page that stands still, and the data its controls are made of."""
    still = text_tree(page("export dated.json -o page.html")).splitlines()
    html = page("export dated.json -o page.html --interactive")
    more = [line for line in text_tree(html).splitlines() if line not in still]
    (data,) = re.findall(r'<script[^>]*id="blendnb-controls">(.*?)</script>', html, re.DOTALL)
    found = {name: json.loads(data)[name] for name in READ}
    assert "\n".join([*more, "", outline(found)]) == snapshot
