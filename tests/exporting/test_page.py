import base64
import gzip
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from blendnb.api import audit, catalogue_of, recommend
from blendnb.exporting import page_of as page_of_plan
from blendnb.exporting.page import render
from blendnb.exporting.sections import sections_of
from blendnb.files.briefs_and_plans import plan_from_data
from blendnb.files.embedded_plan import plan_data
from tests.exporting.sample_plans import compliance_audit, crm_rollout, long_plan, new_manager
from tests.exporting.shapes import HOSTILE, harmless, shape_of, tags_of, with_texts

ROOT = Path(__file__).parents[2]
PLANS = {
    "new manager": new_manager("2027-01-11"),
    "undated": new_manager(),
    "crm": crm_rollout(),
    "compliance": compliance_audit(),
    "long": long_plan(40, 13),
    "empty": new_manager().replace(touchpoints=(), measures=(), pilot=None),
}
every_plan = pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS.keys())


def read_back(page):
    return plan_from_data(plan_data(page, "page.html"), "page.html")


def test_an_interactive_page_knows_no_week_0():
    plan = new_manager()
    first, *rest = plan.touchpoints
    early = plan.replace(touchpoints=(first.replace(start_day=-3, stage="before"), *rest))
    page = page_of_plan(early, interactive=True)
    assert "W\u22121, day 5" in page
    assert "W0, day" not in page


@every_plan
def test_a_page_opens_again_as_the_plan_it_shows(page_of, plan):
    assert read_back(page_of(plan)) == plan


@every_plan
def test_nothing_in_it_loads_runs_or_styles_itself(page_of, plan):
    page = page_of(plan)
    assert re.findall(r"<script\b[^>]*", page) == [
        f'<script type="application/json" id="blendnb-plan" data-digest="{digest}"'
        for digest in re.findall(r'data-digest="([0-9a-f]{64})"', page)
    ]
    tags = {entry[0] for entry in tags_of(page)}
    assert not tags & {"link", "img", "iframe", "object", "embed", "form", "input", "video", "base"}
    attributes = {name for entry in tags_of(page) for name in entry[1:]}
    assert not {name for name in attributes if name.startswith("on") or name in {"style", "src"}}
    assert re.findall(r'href="([^#][^"]*)"', page) == []


@every_plan
def test_its_policy_allows_its_own_style_sheet_and_nothing_else(page_of, plan):
    page = page_of(plan)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy.replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style
    assert "@import" not in style


OPTIONAL = {"sources", "decisions", "contents", "causes", "tracks", "build_list"}
"""Sections that a page does without where there is nothing to say."""


@every_plan
def test_every_section_is_there_under_a_heading_that_is_not_empty(page_of, plan):
    page = page_of(plan)
    ids = re.findall(r'<h2 id="(\w+)">\S', page)
    sections = [section.id for section in sections_of("client")]
    assert ids == [section for section in sections if section in ids]
    assert set(sections) - set(ids) <= OPTIONAL
    assert ("decisions" in ids) == bool(plan.decisions)
    assert page.count("<h1>") == 1


@every_plan
def test_ids_are_unique_and_every_reference_finds_its_target(page_of, plan):
    page = page_of(plan)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    for reference in re.findall(r'(?:aria-labelledby|aria-describedby|href)="([^"]+)"', page):
        assert set(reference.removeprefix("#").split()) <= set(ids)


def test_a_page_of_forty_touchpoints_is_light(page_of):
    raw = page_of(long_plan(40, 13)).encode()
    assert len(raw) < 250_000
    assert len(gzip.compress(raw)) < 40_000


def test_its_first_words_are_whose_journey_and_what_for(page_of):
    page = page_of(new_manager("2027-01-11"))
    head = page.split("<main>")[0].split("<header>")[1]
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", head))
    assert text.strip().startswith(
        "Northwind · Learning journey Starts 11 Jan 2027 First-time managers First-time managers "
        "lead their people well from the first three months on: they give feedback, coach, and "
        "delegate. 12 weeks 7.6 hours of learning each 3 live sessions 24 learners"
    )


def test_what_nobody_stated_is_marked_as_assumed(page_of):
    page = page_of(new_manager())
    assert "<dt>Risk</dt><dd>Medium (assumed)</dd>" in page
    assert "<dt>Learners</dt><dd>24 people</dd>" in page


def test_recall_is_never_given_without_its_band(page_of):
    page = page_of(crm_rollout())
    section = page[page.index('id="spacing"') : page.index('id="dimensions"')]
    section = re.sub(r"<svg.*?</svg>", "", section, flags=re.DOTALL)
    cells = re.findall(r"<td[^>]*>([^<]*%[^<]*)</td>", section)
    assert len(cells) > 4
    assert all(re.fullmatch(r"\d+\u00a0% \(\d+ to \d+\u00a0%\)", cell) for cell in cells)
    assert re.search(r"at least \d+\u00a0% of what was taught is still known", section)


def test_occurrences_of_one_week_stand_in_one_row(page_of):
    page = page_of(new_manager())
    assert "3 of 3" in page
    assert "days 1 to 13, days 5 to 17" in page
    assert "1 to 2 of 3" in page


# ------------------------------------------------------------------------------------- hostile


@pytest.mark.parametrize("turn", [0, 11])
def test_hostile_text_changes_no_element_and_no_attribute(page_of, turn):
    texts = [*HOSTILE[turn:], *HOSTILE[:turn]]
    plan = with_texts(crm_rollout(), texts)
    harmless_shape = shape_of(page_of(with_texts(crm_rollout(), harmless(texts))))
    page = page_of(plan)
    in_order, in_drawings = shape_of(page)
    assert in_order == harmless_shape[0]
    assert in_drawings == harmless_shape[1]
    assert read_back(page) == plan


# --------------------------------------------------------------------------------- determinism

PRINT_DIGEST = """
import hashlib, sys
from tests.exporting.sample_plans import crm_rollout
from blendnb.exporting import page_of
from blendnb.exporting.editions import EDITIONS
pages = [page_of(crm_rollout(), edition=edition) for edition in EDITIONS]
pages.append(page_of(crm_rollout(), interactive=True, accent="#c8102e"))
assert len(set(pages)) == 4
sys.stdout.write(hashlib.sha256("".join(pages).encode()).hexdigest())
"""


def test_the_same_plan_gives_the_same_bytes_on_any_machine_in_every_edition():
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "0"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"},
    ]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PRINT_DIGEST], cwd=ROOT, env={**os.environ, **variables},
            stdout=subprocess.PIPE, text=True,
        )
        for variables in surroundings
    ]  # fmt: skip
    digests = {process.communicate()[0] for process in processes}
    assert len(digests) == 1
    assert len(digests.pop()) == 64


# ---------------------------------------------------------------------------- working folder


def test_a_working_folder_overrides_words_style_and_single_blocks(tmp_path):
    page_folder = tmp_path / "page"
    page_folder.mkdir()
    (tmp_path / "language").mkdir()
    own = '[why]\nshort = "Our reasons"\n'
    (tmp_path / "language" / "en.toml").write_text(own, encoding="utf-8")
    (page_folder / "page.css").write_text("h1 { color: var(--accent); }", encoding="utf-8")
    (page_folder / "page.html").write_text(
        '{% extends "shipped/page.html" %}\n'
        "{% block contents %}<p>{{ head.title }}</p>{% endblock %}",
        encoding="utf-8",
    )
    plan = with_texts(new_manager(), ["<Ours>"])
    page = render(plan, recommend(plan.brief), audit(plan), catalogue_of(), own=tmp_path)
    assert "<p>&lt;Ours&gt;</p>" in page
    assert "<nav" not in page
    assert "h1{color:var(--accent)}</style>" in page
    assert read_back(page) == plan


@pytest.mark.parametrize(
    ("aims", "heading"),
    [
        (("", ""), "2 measures are named, and none has an aim yet"),
        (("80 %", ""), "2 measures are named, and not all have an aim yet"),
        (("80 %", "5 a month"), "2 measures say whether it worked"),
    ],
)
def test_only_measures_with_an_aim_say_whether_it_worked(page_of, aims, heading):
    plan = crm_rollout()
    measures = tuple(
        plan.measures[0].replace(id=f"measure-{place}", target=aim or None)
        for place, aim in enumerate(aims)
    )
    assert heading in page_of(plan.replace(measures=measures))


def test_what_managers_and_peers_do_at_a_moment_stands_where_it_happens_and_in_the_brief(page_of):
    plan = crm_rollout()
    moment = {"text": "First call", "managers": "Sit in.", "peers": "Listen"}
    task = next(t for t in plan.touchpoints if t.format == "on_the_job_assignment")
    others = (t.replace(trigger="First call") if t is task else t for t in plan.touchpoints)
    brief = plan.brief.replace(moments=[moment])
    page = page_of(plan.replace(brief=brief, touchpoints=tuple(others)))
    assert "Managers: Sit in." in page
    assert "Peers: Listen." in page
    assert "managers: Sit in; peers: Listen" in page


def test_no_note_of_the_library_stands_on_a_clients_page(page_of):
    page = page_of(crm_rollout())
    assert "stated things" in page
    assert not re.search(r"grade [ABC]|on a page not read|not to sell|% alike", page)


def test_what_is_read_from_right_to_left_finds_its_own_direction(page_of):
    title = "מפגש (90 דקות)"
    first, *more = new_manager("2027-01-11").touchpoints
    plan = new_manager("2027-01-11").replace(
        title=title, touchpoints=(first.replace(title=title), *more)
    )
    page = page_of(plan)
    assert f'<h1 dir="auto">{title}</h1>' in page
    assert f'<b dir="auto">{title}</b>' in page or f'<strong dir="auto">{title}</strong>' in page
    assert f"<title>{title}</title>" in page
    # A sentence of ours that names it runs from left to right, and sets the name apart.
    assert f"<dd>\u2068{title}\u2069: " in page
    assert 'dir="auto"' not in page_of(new_manager("2027-01-11"))


def test_on_paper_the_first_part_of_a_long_journey_says_that_it_goes_on(page_of):
    assert '<span class="on-paper"> It goes on over the page: this is part 1 of 2.</span>' in (
        page_of(long_plan(40, 13))
    )
    assert "It goes on over the page" not in page_of(compliance_audit())
