"""The map of the brief is kept by what is composed, and what keeps it is shown."""

import pytest
from hypothesis import given

import blendnb as bl
from blendnb.designing.audit import audit
from blendnb.designing.design import design
from blendnb.designing.stage_map import StageMap
from blendnb.designing.tracks import track_named, tracks
from blendnb.domain.brief import Brief
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.files.problems import InputError
from blendnb.reporting.map_report import causes_report, map_report
from blendnb.reporting.terminal import report_text
from tests.strategies import briefs, examples

CATALOGUE = load_catalogue(programmes=False)
LEAST = {
    "title": "Pumps",
    "objective": "Nurses set up pumps.",
    "topics": ["Types", "Set-up", "Double check"],
    "outcome": {"subject": "technical", "level": "skill"},
    "schedule": {"weeks": 8},
}
MODELS = ("live_led", "digital_first", "bookend", "continuous")


def composed(model="live_led", **stated):
    return design(Brief.model_validate({**LEAST, **stated}), CATALOGUE, blend_model=model)


def marks(*cells):
    return [{"topic": t, "stage": s, "purposes": list(p)} for t, s, *p in cells]


def done_with(plan, topic):
    return {
        (t.purpose, t.stage)
        for t in plan.touchpoints
        if topic in t.all_topics
        and t.purpose in {"inform", "demonstrate", "practice", "apply", "reinforce"}
    }


@pytest.mark.parametrize("model", MODELS)
def test_a_mapped_topic_gets_what_is_marked_at_its_stage_and_nothing_else(model):
    plan = composed(
        model, map=marks(("Double check", "during", "demonstrate", "practice")),
    )  # fmt: skip
    assert done_with(plan, "Double check") == {("demonstrate", "during"), ("practice", "during")}
    assert {purpose for purpose, _ in done_with(plan, "Set-up")} >= {"inform", "practice", "apply"}


@pytest.mark.parametrize("model", MODELS)
def test_every_mark_that_the_order_allows_is_served(model):
    plan = composed(
        model,
        map=marks(
            ("Types", "first_contact", "inform"),
            ("Set-up", "before", "inform", "demonstrate"),
            ("Set-up", "during", "practice"),
            ("Set-up", "after", "apply"),
            ("Set-up", "sustained", "reinforce"),
        ),
    )
    assert list(StageMap(plan).unserved) == []
    assert audit(plan, CATALOGUE).broken == ()


def test_a_mark_that_the_order_of_purposes_forbids_is_said_to_be_left_out():
    plan = composed(map=marks(("Types", "during", "demonstrate"), ("Types", "before", "reinforce")))
    assert plan.changes[-1] == (
        "The map asks for “Reinforce” of Types in “before”; the plan has none there: "
        "the order of purposes leaves no day of that stage for it."
    )
    warned = [c.text for c in audit(plan, CATALOGUE).constraints if c.id == "map"]
    assert warned == ["The map asks for what is not in the plan: “Types”, before: Reinforce."]


def test_the_leading_modality_decides_the_format_of_what_is_added():
    cells = marks(("Types", "before", "inform"), ("Types", "after", "practice"))
    room = {"technology": {"available": ["lms", "virtual_classroom", "collaboration"]}}
    live = composed("digital_first", map=cells, leading={"after": "live"}, **room)
    assert live.by_id["map-practice-1"].modality == "live"
    peers = composed("digital_first", map=cells, leading={"after": "social"}, **room)
    assert peers.by_id["map-practice-1"].modality == "social"


def test_another_leading_modality_than_asked_for_is_told_with_its_minutes():
    plan = composed(leading={"during": "social"})
    (note,) = [c for c in audit(plan, CATALOGUE).constraints if c.id == "map"]
    assert (note.severity, note.text) == (
        "note",
        "Another modality leads than was asked for: during: live instead of with peers.",
    )


def test_a_plan_without_a_map_is_composed_as_ever_and_drawn_all_the_same():
    plan = composed()
    assert not any(t.id.startswith("map-") for t in plan.touchpoints)
    stage_map = StageMap(plan)
    assert list(stage_map.unmarked) == []
    assert any(stage_map.cell("Set-up", "during"))
    assert "What happens with each topic" in report_text(map_report(plan))


@examples(15)
@given(briefs())
def test_whatever_the_map_nothing_composed_breaks_a_constraint(drawn):
    plan = design(drawn.replacing({"schedule.blackout": None}), CATALOGUE)
    assert audit(plan, CATALOGUE).broken == ()
    mapped = {mark.topic for mark in drawn.map}
    assert [row for row in StageMap(plan).unmarked if row[0] in mapped] == []


# ----------------------------------------------------------------------------- roles and causes

ROLES = {
    "audience": {
        "size": 400,
        "groups": [
            {"name": "Nurses", "size": 300, "topics": ["Set-up", "Double check"]},
            {"name": "Pharmacists", "size": 40, "topics": ["Types"]},
        ],
    }
}


def test_each_role_has_a_track_of_its_own_and_the_rest_another():
    rows = tracks(composed(**ROLES), CATALOGUE)
    assert [(track.name, track.size, track.topics) for track in rows] == [
        ("Nurses", 300, ("Set-up", "Double check")),
        ("Pharmacists", 40, ("Types",)),
        ("Everybody else", 60, ("Types", "Set-up", "Double check")),
    ]
    nurses, pharmacists, others = rows
    assert 0 < pharmacists.minutes < nurses.minutes < others.minutes
    assert all("Types" not in t.all_topics for t in nurses.plan.touchpoints)
    assert nurses.plan.brief.topic_names == ("Set-up", "Double check")
    assert audit(nurses.plan, CATALOGUE).broken == ()


def test_a_session_has_as_many_groups_as_its_role_needs():
    plan = composed(**ROLES)
    nurses = track_named(plan, "Nurses", CATALOGUE)
    (whole,) = {t.groups for t in plan.touchpoints if t.live and t.purpose == "practice"}
    (own,) = {t.groups for t in nurses.touchpoints if t.live and t.purpose == "practice"}
    assert own < whole
    assert track_named(plan, "Surgeons", CATALOGUE) is None


def test_a_page_is_exported_for_one_role(tmp_path):
    plan = composed(**ROLES)
    bl.export(plan, tmp_path / "page.html", edition="learner", role="Nurses")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "Double check" in page
    assert "Types" not in page


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        (
            ROLES,
            (
                "role: 'Nurse' is not one of Nurses, Pharmacists, Everybody else; "
                "did you mean Nurses?"
            ),
        ),
        ({}, "role: 'Nurse' cannot be chosen: the brief names no groups under audience.groups"),
    ],
)
def test_a_role_that_is_none_is_told(tmp_path, stated, sentence):
    with pytest.raises(InputError) as refused:
        bl.export(composed(**stated), tmp_path / "page.html", role="Nurse")
    assert str(refused.value) == sentence


def test_a_brief_without_groups_has_no_tracks():
    assert tracks(composed(), CATALOGUE) == ()


def brief_with(*causes):
    return Brief.model_validate({**LEAST, "outcome": {"subject": "technical", "causes": causes}})


def test_what_training_cannot_mend_is_said_with_what_would():
    text = report_text(causes_report(brief_with("skill", "tools")))
    assert "Training closes a part of the gap" in text
    assert "repair or supply what is missing" in text
    assert "The plan is for what people cannot do yet, and for nothing else." in text


def test_where_training_mends_nothing_that_is_said():
    assert causes_report(brief_with("process")).heading == "Training will not close this gap"


def test_causes_that_training_mends_need_no_word():
    assert causes_report(brief_with("knowledge", "skill")) is None
    assert causes_report(brief_with()) is None
