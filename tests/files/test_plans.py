"""A plan outlives versions and travels in pages; a half-read plan does not exist."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blendnb.domain.plan import Plan
from blendnb.files.briefs_and_plans import load_plan, plan_from_data, plan_json
from blendnb.files.embedded_plan import embedded
from blendnb.files.problems import InputError
from tests.files.samples import BRIEF, PLAN, TOUCHPOINT

keys = st.text(st.characters(categories=["Ll"]), min_size=1, max_size=8).map("x_{}".format)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)
unknown = st.dictionaries(keys, values, max_size=3)


def page_with(plan, *, end="</script></body></html>"):
    held = embedded(plan.to_data())
    return (
        "<!DOCTYPE html><html><head><title>x</title><script>var a</script></head><body>"
        f'<script type="application/json" id="blendnb-plan" data-digest="{held.digest}">'
        f"{held.json}{end}"
    )


@pytest.fixture
def plan():
    return plan_from_data(PLAN, "f")


@pytest.fixture
def written(tmp_path):
    def write(text, name="plan.json"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def told(source):
    with pytest.raises(InputError) as caught:
        load_plan(source)
    return str(caught.value).removeprefix(f"{source}: ")


def test_a_plan_is_written_and_read_as_the_same_bytes(plan, written):
    text = plan_json(plan)
    again = load_plan(written(text))
    assert again == plan
    assert plan_json(again) == text


def test_what_was_in_the_file_is_in_the_written_plan(plan):
    data = json.loads(plan_json(plan))
    assert data["brief"] == BRIEF
    assert data["schema"] == "blendnb.plan/1"
    assert data["touchpoints"][1]["repeat"] == {"days": [0, 14, 28], "topics": None}
    assert {key: data[key] for key in ("title", "assumed", "start")} == {
        "title": "CRM rollout",
        "assumed": {"audience.size": 50, "audience.languages": ["en"]},
        "start": "2027-01-11",
    }


@given(st.lists(unknown, min_size=7, max_size=7))
def test_keys_of_a_later_version_survive_at_every_level(later):
    data = copy.deepcopy(PLAN)
    places = [
        data,
        data["brief"],
        data["brief"]["schedule"],
        data["touchpoints"][1],
        data["touchpoints"][1]["repeat"],
        data["measures"][0],
        data["decisions"][0],
    ]
    for place, keys_of_later in zip(places, later, strict=True):
        place.update(keys_of_later)
    once = plan_from_data(data, "f")
    again = json.loads(plan_json(plan_from_data(json.loads(plan_json(once)), "f")))
    places = [
        again,
        again["brief"],
        again["brief"]["schedule"],
        again["touchpoints"][1],
        again["touchpoints"][1]["repeat"],
        again["measures"][0],
        again["decisions"][0],
    ]
    for place, keys_of_later in zip(places, later, strict=True):
        assert {key: place[key] for key in keys_of_later} == keys_of_later


def test_a_brief_with_keys_of_a_later_version_still_works(plan):
    data = {**PLAN, "brief": {**BRIEF, "outcome": {"subject": "software", "urgency": "high"}}}
    later = plan_from_data(data, "f")
    assert later.weeks == 6
    assert later.brief.stated == plan.brief.stated
    moved = later.brief.replacing({"audience.size": 9})
    assert moved.to_data()["outcome"] == {"subject": "software", "urgency": "high"}


def test_a_plan_of_a_newer_schema_is_refused(written):
    newer = json.dumps({**PLAN, "schema": "blendnb.plan/2", "touchpoints": "elsewhere"})
    assert told(written(newer)) == (
        "schema: 'blendnb.plan/2' was written by a newer blendnb; "
        "this one reads up to 'blendnb.plan/1'; update blendnb"
    )


@pytest.mark.parametrize("schema", ["blendnb.plan/0", "blendnb.plan/x", "other/1", 1, ["a"]])
def test_another_schema_is_refused(written, schema):
    sentence = told(written(json.dumps({**PLAN, "schema": schema})))
    assert sentence.startswith("schema: ")
    assert sentence.endswith(" is not 'blendnb.plan/1'")


def test_a_brief_is_told_how_it_becomes_a_plan(written):
    how = "make a plan from a brief with: blendnb design BRIEF -o PLAN.json"
    assert told(written(json.dumps(BRIEF))) == (
        f"schema: missing, so this is no plan; a plan has 'blendnb.plan/1'; {how}"
    )
    assert told(written("title = 'x'", "brief.toml")) == (
        f"a plan is a JSON file or an exported page; {how}"
    )


def test_a_damaged_plan_is_told_with_its_touchpoints(written):
    data = {**PLAN, "touchpoints": [TOUCHPOINT, {**TOUCHPOINT, "start_day": "soon", "days": -1}]}
    assert told(written(json.dumps(data))).split("\n")[0] == (
        "touchpoints[1].start_day (id tp-1): 'soon' is not a whole number"
    )


def test_touchpoints_that_share_an_id_are_told(written):
    assert told(written(json.dumps({**PLAN, "touchpoints": [TOUCHPOINT, TOUCHPOINT]}))) == (
        "touchpoints share an id: tp-1; each needs its own"
    )


def test_a_page_opens_as_the_plan_it_holds(plan, written):
    assert load_plan(written(page_with(plan), "page.html")) == plan
    assert load_plan(written(page_with(plan), "page")) == plan


def test_no_character_of_the_plan_has_a_meaning_for_the_page(plan):
    held = embedded(plan.to_data()).json
    assert not set("<>&\u2028\u2029") & set(held)
    assert Plan.model_validate(json.loads(held)) == plan


def test_a_page_that_a_browser_saved_still_opens(plan, written):
    saved = page_with(plan).replace("<script type", "<SCRIPT data-x='1' TYPE").replace("\n", "\r\n")
    assert load_plan(written(saved, "page.html")) == plan


def test_a_page_cut_off_inside_its_plan_is_told(plan, written):
    page = page_with(plan)
    for cut in (page[:-200], page[: page.index("blendnb.plan/1")]):
        assert told(written(cut, "page.html")).startswith("the plan in this page was cut off; ")


def test_a_page_cut_off_before_its_plan_is_told(plan, written):
    page = page_with(plan)
    cut = page[: page.index("<body>")]
    assert told(written(cut, "page.html")).startswith(
        "holds no plan, and its end is missing: it was cut off; "
    )


def test_a_page_whose_plan_was_edited_is_told(plan, written):
    edited = page_with(plan).replace("Kick-off", "Kick-out")
    assert told(written(edited, "page.html")).startswith(
        "the plan in this page was edited by hand; "
    )


def test_a_page_whose_plan_is_no_json_any_more_is_told(plan, written):
    damaged = page_with(plan).replace('"title":', '"title"')
    assert told(written(damaged, "page.html")).startswith("the plan in this page was damaged; ")


def test_a_page_without_its_digest_is_told(plan, written):
    stripped = page_with(plan).replace("data-digest", "data-other")
    assert told(written(stripped, "page.html")).startswith("the plan in this page was edited")


def test_a_page_without_a_plan_is_told(written):
    page = "<html><body><script id='other'>{}</script></body></html>"
    assert told(written(page, "page.html")).startswith("holds no plan; a learner page never does; ")


def test_a_page_that_a_browser_saved_as_a_web_archive_is_told(written):
    saved = "From: <Saved by Blink>\nSnapshot-Content-Location: file:///plan.html\nSubject: Plan\n"
    assert told(written(saved, "plan.mhtml")).startswith(
        "is a page that a browser saved as a web archive (.mhtml), which no longer holds the plan"
    )


def test_a_page_with_two_plans_is_told(plan, written):
    page = page_with(plan, end="</script>") + page_with(plan)
    assert told(written(page, "page.html")).startswith("holds more than one plan; ")


def test_a_page_of_a_newer_schema_is_refused(written):
    held = embedded({**PLAN, "schema": "blendnb.plan/7"})
    page = (
        f'<html><script id="blendnb-plan" data-digest="{held.digest}">{held.json}</script></html>'
    )
    assert "was written by a newer blendnb" in told(written(page, "page.html"))


@pytest.mark.parametrize("piece", ["<script ", "<script id=blendnb-plan>", "<!--", "<", "</script"])
def test_a_hostile_page_is_refused_in_time_that_grows_with_its_size(written, piece):
    told(written("<html>" + piece * (2_000_000 // len(piece)), "page.html"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_page_cut_or_changed_anywhere_is_the_same_plan_or_refused(plan, written, data):
    page = page_with(plan)
    start = data.draw(st.integers(0, len(page) - 1))
    end = data.draw(st.integers(start, len(page)))
    broken = page[:start] + data.draw(st.text(max_size=3)) + page[end:]
    path = written(broken.encode(errors="replace").decode(), "page.html")
    try:
        assert load_plan(path) == plan
    except InputError as refusal:
        assert str(path) in str(refusal)  # noqa: PT017  (both outcomes are allowed)
