"""The ledger as a plan stands: what was taken out is left out, and nothing is placed twice."""

import pytest

from blendnb.designing.audit import audit
from blendnb.designing.ledger import ledger
from blendnb.domain.brief import Brief
from blendnb.domain.edits import Remove, apply_edit
from blendnb.domain.plan import LedgerLine, Plan, Touchpoint
from blendnb.files.catalogue_loading import load_catalogue


def touchpoint(id_, minutes, *topics, purpose="inform"):
    return Touchpoint(
        id=id_, title=f"About {id_}", format="self_paced_module", modality="self_paced",
        purpose=purpose, stage="during", start_day=0, days=1, learner_minutes=minutes,
        why="Because it comes first.", topics=topics,
    )  # fmt: skip


def line(topic, stated, placed, left_out=0.0):
    return LedgerLine(topic=topic, stated=stated, placed=placed, left_out=left_out)


def plan(*touchpoints, lines=(), **content):
    topics = ["Orders", {"name": "Returns", "hours": 1.5}]
    brief = Brief.model_validate(
        {
            "title": "Shop",
            "objective": "Sell.",
            "topics": topics,
            "content": content,
            "outcome": {"subject": "sales"},
        }
    )
    return Plan(
        title="Shop", brief=brief, blend_model="live_led", touchpoints=touchpoints, ledger=lines
    )


KEPT = plan(
    touchpoint("a", 60, "Orders"),
    touchpoint("b", 90, "Returns"),
    touchpoint("c", 40, "Orders", "Returns"),
    touchpoint("d", 30, "Returns", purpose="reinforce"),
    lines=(line("Orders", 70.0, 70.0), line("Returns", 90.0, 60.0, 30.0)),
)


def amounts(found):
    return [(each.topic, each.stated, each.placed, each.left_out) for each in found.lines]


def without(*ids):
    return apply_edit(KEPT, Remove(ids=ids))


def test_as_composed_it_is_what_the_plan_keeps():
    found = ledger(KEPT)
    assert amounts(found) == [("Orders", 70, 70, 0), ("Returns", 90, 60, 30)]
    assert (found.kept, found.stated, found.placed, found.left_out) == (True, 160, 130, 30)
    assert [each.topic for each in found.without_place] == ["Returns"]


def test_a_topic_that_nothing_teaches_any_more_is_left_out_whole():
    assert amounts(ledger(without("b", "c"))) == [("Orders", 70, 60, 10), ("Returns", 90, 0, 90)]


def test_no_more_is_placed_than_touchpoints_have_minutes():
    found = ledger(without("b"))  # 100 minutes for 130: ten in thirteen of each
    assert amounts(found) == [("Orders", 70, 54, 16), ("Returns", 90, 46, 44)]


def test_a_return_carries_no_content():
    assert ledger(without("a", "b", "c")).placed == 0


def test_the_audit_sees_what_was_taken_out():
    catalogue = load_catalogue()
    texts = [
        audit(each, catalogue).questions["substance.content"].text
        for each in (KEPT, without("b", "c"))
    ]
    assert "30 minutes" in texts[0]
    assert "100 minutes" in texts[1]


def test_without_a_ledger_the_minutes_of_touchpoints_are_counted():
    counted = ledger(KEPT.replace(ledger=()))
    assert amounts(counted) == [("Orders", None, 80, 0), ("Returns", 90, 110, 0)]
    assert (counted.kept, counted.stated) == (False, None)
    other = plan(touchpoint("a", 45, "Orders"), hours=4)
    assert ledger(other).stated == 240
    assert [each.topic for each in ledger(other).without_place] == ["Returns"]


@pytest.mark.parametrize("lines", [(), (line("Orders", None, 0.0),)])
def test_a_plan_without_touchpoints_places_nothing(lines):
    found = ledger(plan(lines=lines))
    assert (found.placed, found.stated) == (0, None)
