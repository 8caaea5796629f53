"""Three editions from one set of templates, and the day that counts as today."""

import html
import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest

import blendnb as bl
from blendnb.api import audit, catalogue_of, recommend
from blendnb.domain.edits import Change, apply_edit
from blendnb.domain.plan import Plan
from blendnb.exporting import page_of
from blendnb.exporting.choices import choices_of
from blendnb.exporting.editions import EDITIONS
from blendnb.exporting.page import render
from blendnb.files.briefs_and_plans import plan_from_data
from blendnb.files.problems import InputError
from tests.exporting.sample_plans import compliance_audit, crm_rollout, long_plan, new_manager
from tests.exporting.shapes import HOSTILE, harmless, shape_of, tags_of, with_texts

DATED = new_manager("2027-01-11")
PLANS = {"dated": DATED, "undated": new_manager(), "compliance": compliance_audit()}
every_plan = pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS.keys())
every_edition = pytest.mark.parametrize("edition", EDITIONS)


def edition_of(plan, edition="client", **choices):
    chosen = choices_of(plan, edition=edition, **choices)
    return render(plan, recommend(plan.brief), audit(plan), catalogue_of(), choices=chosen)


class _Texts(HTMLParser):
    """Reads what a page says, tags and drawings' descriptions included."""

    def __init__(self):
        super().__init__()
        self.said, self.style = [], False

    def handle_starttag(self, tag, attrs):
        self.style = tag == "style"
        self.said += [value for name, value in attrs if name in {"alt", "aria-label"}]

    def handle_data(self, data):
        if not self.style:
            self.said.append(data)


def said_on(page):
    reader = _Texts()
    reader.feed(page)
    return " ".join(" ".join(reader.said).split())


# --------------------------------------------------------------------------------- what each is


@every_plan
@pytest.mark.parametrize("edition", ["client", "facilitator"])
def test_the_clients_and_the_facilitators_page_open_as_their_plan(tmp_path, plan, edition):
    (tmp_path / "page.html").write_text(edition_of(plan, edition), encoding="utf-8")
    assert bl.load_plan(tmp_path / "page.html") == plan


def test_a_learners_page_cannot_be_opened_and_says_so(tmp_path):
    bl.export(DATED, tmp_path / "mine.html", edition="learner")
    with pytest.raises(InputError, match="is a learner’s page, which holds nothing but what it"):
        bl.load_plan(tmp_path / "mine.html")


def secret_plan():
    """A plan in which everything that is none of a learner's business is marked."""
    brief = {"gap": "SECRET gap", "audience": {"size": 4321, "minutes_per_week": 60}}
    plan = new_manager("2027-01-11", **brief)
    moment = {"text": "A talk", "measure": "SECRET measure", "baseline": "SECRET baseline",
              "managers": "SECRET part", "peers": "SECRET help"}  # fmt: skip
    first, *others = plan.touchpoints
    hidden = first.replace(id="hidden", title="SECRET meeting", roles=("manager",))
    shown = first.replace(
        facilitation_minutes=777.0, manager_minutes=888.0, materials=("SECRET script",),
        depends_on=("hidden",), owner="SECRET owner",
    )  # fmt: skip
    return plan.replace(
        brief=plan.brief.replace(moments=[moment]),
        touchpoints=(hidden, shown, *others),
        decisions=[{"id": "d", "text": "SECRET decision", "why": "SECRET reason"}],
        measures=[m.replace(text="SECRET aim", target="SECRET target") for m in plan.measures],
        pilot={"size": 12, "text": "SECRET pilot"},
        changes=["SECRET change"],
    )


def test_a_learners_page_holds_nothing_that_is_not_for_learners():
    page = edition_of(secret_plan(), "learner")
    assert "SECRET" in edition_of(secret_plan(), "client")
    assert [text for text in ("SECRET", "4321", "4,321", "777", "888")
            if text in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)] == []  # fmt: skip
    assert "SECRET" not in page
    assert "<script" not in page
    assert "blendnb-plan" not in page


def test_a_learners_page_speaks_to_its_reader():
    said = said_on(edition_of(DATED, "learner"))
    assert "Northwind · Your learning journey" in said
    assert "hours of your time" in said
    assert "What you do, week by week" in said
    assert "Blend model" not in said
    assert "hours of building" not in said.lower()


def test_a_run_sheet_says_who_is_where_when_and_what_has_to_be_ready():
    session = DATED.touchpoints[0]
    touchpoints = (
        session.replace(time="09:30", time_zone="Europe/Oslo", groups=3,
                        materials=("Session plan", "Name cards"), description="Pairs meet.",
                        topics=DATED.topics),
        *DATED.touchpoints[1:],
    )  # fmt: skip
    said = said_on(edition_of(DATED.replace(touchpoints=touchpoints), "facilitator"))
    assert "Northwind · Run sheet" in said
    assert "11 Jan 09:30 Europe/Oslo Kick-off" in said
    assert "Learners, Facilitator, 3 groups" in said
    assert "4 Jan Session plan Name cards Kick-off" in said
    assert "Pairs meet." in said
    assert "From–to counts from the session’s hour; the minutes add up to 90." in said
    assert "09:30–09:38 8 Aim and agreements;" in said
    assert "10:50–11:00 10 One if-then plan, told to a partner, with a date" in said


def test_before_a_session_the_run_sheet_lists_what_participants_must_have_done():
    first, second, *others = DATED.touchpoints
    plan = DATED.replace(touchpoints=(first, second, *(
        t.replace(depends_on=(second.id,)) if t.live else t for t in others
    )))  # fmt: skip
    said = said_on(edition_of(plan, "facilitator"))
    assert f"Participants have done {second.title}" in said


@every_edition
def test_every_edition_loads_nothing_and_has_one_sound_outline(edition):
    page = edition_of(DATED, edition)
    assert not {entry[0] for entry in tags_of(page)} & {"link", "img", "iframe", "form", "object"}
    assert re.findall(r'(?:href|src)="([^#][^"]*)"', page) == []
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    for reference in re.findall(r'(?:aria-labelledby|aria-describedby|href)="([^"]+)"', page):
        assert set(reference.removeprefix("#").split()) <= set(ids)


@every_edition
def test_hostile_text_changes_no_element_of_any_edition(edition):
    tame = edition_of(with_texts(crm_rollout(), harmless(HOSTILE)), edition)
    hostile = edition_of(with_texts(crm_rollout(), HOSTILE), edition)
    assert shape_of(hostile) == shape_of(tame)


def test_every_edition_of_an_empty_plan_has_sentences_instead_of_holes():
    empty = DATED.replace(touchpoints=(), measures=(), pilot=None)
    assert "Nothing is planned for you yet." in said_on(edition_of(empty, "learner"))
    assert "Nobody has to lead a session" in said_on(edition_of(empty, "facilitator"))


def test_a_decisions_section_appears_with_the_first_decision():
    decided = DATED.replace(decisions=[{"id": "d", "text": "Online only."}])
    assert 'id="decisions"' not in edition_of(DATED)
    assert 'href="#decisions"' not in edition_of(DATED)
    assert 'id="decisions"' in edition_of(decided)
    assert 'href="#decisions"' in edition_of(decided)


def test_a_working_folder_overrides_one_block_in_every_edition(tmp_path):
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "page.html").write_text(
        '{% extends "shipped/page.html" %}\n{% block header %}<header><h1>Ours</h1></header>'
        "{% endblock %}",
        encoding="utf-8",
    )
    for edition in EDITIONS:
        page = render(
            DATED, recommend(DATED.brief), audit(DATED), catalogue_of(), own=tmp_path,
            choices=choices_of(DATED, edition=edition),
        )  # fmt: skip
        assert "<h1>Ours</h1>" in page
        assert page.count("<h1>") == 1
        assert "<main>\n<section" in page


# ------------------------------------------------------------------------------ the first screen


def test_the_first_screen_says_what_people_will_do_what_happens_what_it_takes_and_what_is_asked():
    said = said_on(edition_of(DATED).split("<main>")[0])
    assert "Bookend" not in said
    assert (
        "What people will do differently It shows in: The first difficult feedback conversation; "
        "Handing over a task they own."
    ) in said
    assert "What happens From 11 Jan 2027 to 4 Apr 2027, 24 people meet" in said
    assert "Then they show what they can do twice, come back to it 4 times" in said
    assert "Kick-off: expectations and the role shift: Week 1 (11 Jan 2027)." in said
    assert re.search(
        r"What it takes [\d.]+ hours of each learner, and [\d.]+ hours? of tasks in their own "
        r"work\. "
        r"[\d,]+ \([\d,]+ to [\d,]+\) hours beside the learners’ time\. What is asked of you",
        said,
    )
    assert "People to lead" in said


def test_stated_objectives_come_first_and_drafts_say_that_they_are_drafts():
    texts = ("Asks before advising.", "Names the gap.", "Agrees a next step.", "Follows up.")
    objectives = [
        {"id": f"o{n}", "text": text, "origin": "drafted" if n else "stated"}
        for n, text in enumerate(texts)
    ]
    shown = plan_from_data({**DATED.to_data(), "objectives": objectives}, "x")
    said = said_on(edition_of(shown).split("<main>")[0])
    assert (
        "What people will do differently Asks before advising. "
        "Names the gap. (a draft, to be agreed) Agrees a next step. (a draft, to be agreed) "
        "And 1 more."
    ) in said
    assert "It shows in" not in said


def test_without_moments_and_objectives_the_objective_of_the_brief_is_the_answer_and_stands_once():
    bare = DATED.replace(brief=DATED.brief.replace(moments=(), gap=""))
    said = said_on(edition_of(bare).split("<main>")[0])
    assert said.count(bare.brief.objective) == 1
    assert f"What people will do differently {bare.brief.objective}" in said


# --------------------------------------------------------------------------------------- today


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2027-03-03", "As of 3 Mar 2027, week 8 of 12"),
        (date(2027, 1, 11), "As of 11 Jan 2027, week 1 of 12"),
        ("2027-01-01", "As of 1 Jan 2027, before launch"),
        ("2028-01-01", "As of 1 Jan 2028, after the last of 12 weeks"),
    ],
)
@every_edition
def test_a_page_says_which_day_it_takes_for_today(edition, day, sentence):
    assert sentence in said_on(edition_of(DATED, edition, as_of=day))


def test_without_a_day_nothing_is_done_and_nothing_is_next():
    assert 'class="state"' not in edition_of(DATED)


def test_what_is_done_goes_on_and_comes_next_is_marked_in_chart_weeks_and_table():
    page = edition_of(DATED, as_of="2027-03-03")
    chart = said_on(page[page.index('<div class="chart journey"') : page.index("<details")])
    assert "3 Mar" in chart
    assert "done · 90 min" in chart
    assert "now · stays open" in chart
    table = page[page.index("journey-table") : page.index('href="#why"', page.index("<main>"))]
    assert "Where it stands" in said_on(table)
    weeks = said_on(page[page.index('class="weeks"') : page.index('id="spacing"')])
    assert re.search(r"11 Jan done .*Kick-off", weeks)
    assert len(re.findall(r"\d \w+ next ", weeks)) == 1


def test_today_needs_a_start_and_a_date():
    with pytest.raises(InputError, match="as_of: needs a plan with a start"):
        choices_of(new_manager(), as_of="2027-03-03")
    with pytest.raises(InputError, match="'3 March' is not a date as YYYY-MM-DD"):
        choices_of(DATED, as_of="3 March")


# ----------------------------------------------------------------------------------- asking for


def test_an_edition_that_does_not_exist_is_refused_with_what_was_meant():
    with pytest.raises(InputError, match="did you mean learner"):
        choices_of(DATED, edition="lerner")


@pytest.mark.parametrize("name", ["plan.json", "plan.csv", "chart.svg"])
def test_only_pages_and_calendars_have_editions(tmp_path, name):
    with pytest.raises(InputError, match=r"edition: only \.html, \.pdf and \.ics files have one"):
        bl.export(DATED, tmp_path / name, edition="learner")
    assert list(tmp_path.iterdir()) == []


def test_every_edition_of_forty_touchpoints_is_light():
    sizes = [len(edition_of(long_plan(40, 13), edition).encode()) for edition in EDITIONS]
    assert max(sizes) < 250_000


@pytest.mark.parametrize("suffix", [".html", ".md", ".csv", ".ics", ".xlsx"])
@pytest.mark.parametrize("edition", [None, "facilitator"])
def test_what_is_marked_as_internal_leaves_in_no_file_but_the_plan(tmp_path, suffix, edition):
    if edition and suffix not in {".html", ".ics"}:
        pytest.skip("has no editions")
    hidden = {"id": "d", "text": "SECRET margin", "internal": True}
    told = {"id": "e", "text": "Starts in May"}
    aims = [{"id": "m", "text": "SECRET aim", "kind": "work", "internal": True}]
    data = {**DATED.to_data(), "decisions": [hidden, told], "measures": aims}
    plan = Plan.model_validate(data)
    bl.export(plan, tmp_path / f"plan{suffix}", edition=edition)
    content = (tmp_path / f"plan{suffix}").read_bytes()
    if suffix == ".xlsx":
        with zipfile.ZipFile(tmp_path / "plan.xlsx") as book:
            content = b"".join(map(book.read, book.namelist()))
    assert b"SECRET" not in content
    bl.export(plan, tmp_path / "plan.json")
    assert "SECRET margin" in (tmp_path / "plan.json").read_text(encoding="utf-8")
    if suffix == ".html":
        assert b"Starts in May" in content


@pytest.mark.parametrize("edition", EDITIONS)
def test_owners_notes_and_prices_marked_as_internal_are_on_no_page(edition):
    data = DATED.to_data()
    data["touchpoints"][0] |= {"owner": "SECRET owner", "internal": ["owner", "materials"]}
    data["touchpoints"][0]["materials"] = ["SECRET note"]
    data["touchpoints"][4] |= {"title": "SECRET rehearsal", "internal": True}
    data["brief"]["budget"] = {"money": 987654, "currency": "EUR", "internal": True}
    page = page_of(plan_from_data(data, "plan.json"), edition=edition)
    assert not re.findall("SECRET|987654|internal", said_on(page) + page)
    assert "Kick-off" in page


@pytest.mark.parametrize("suffix", [".svg", ".ics", ".csv", ".md"])
def test_a_touchpoint_marked_as_internal_is_in_no_other_file(tmp_path, suffix):
    data = DATED.to_data()
    data["touchpoints"][4] |= {"title": "SECRET rehearsal", "internal": True}
    path = tmp_path / f"plan{suffix}"
    bl.export(plan_from_data(data, "plan.json"), path)
    content = path.read_text(encoding="utf-8")
    assert "Kick-off" in content
    assert "SECRET" not in content


ADDRESSES = {
    "Anna Berg <anna@acme.example>": "Anna Berg",
    "ben_ode.coach@mail.acme.example": "Ben Ode Coach",
    "Ida (ida@acme.example), jo@acme.example": "Ida, Jo",
    "Head of sales": "Head of sales",
}


@pytest.mark.parametrize(("owner", "name"), ADDRESSES.items(), ids=range(4))
def test_an_address_is_a_name_except_for_those_who_lead(tmp_path, owner, name):
    first, *rest = DATED.touchpoints
    helps = first.replace(owner=owner, days=None)
    decided = [{"id": "d", "text": "Agreed", "who": owner}]
    data = DATED.replace(touchpoints=(helps, *rest)).to_data() | {"decisions": decided}
    plan = Plan.model_validate(data)
    for edition in ("client", "learner"):
        page = page_of(plan, edition=edition)
        assert name in page
        assert "acme.example" not in page
    bl.export(plan, tmp_path / "plan.md")
    assert "acme" not in (tmp_path / "plan.md").read_text(encoding="utf-8")
    assert owner in html.unescape(page_of(plan, edition="facilitator"))


def test_a_learner_reads_only_reasons_that_somebody_wrote():
    composed = bl.design(blueprint="crm_rollout")
    page = page_of(composed, edition="learner")
    assert "Why: " not in page
    assert "When it is and how long it takes" in page
    change = Change(id=composed.touchpoints[0].id, values={"why": "So that you know the system"})
    written = page_of(apply_edit(composed, change), edition="learner")
    assert re.findall("Why: [^<]*", written) == ["Why: So that you know the system"]
