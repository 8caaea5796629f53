"""Facts: what is stated, what follows from it, and what stays unknown."""

import pytest

from blendnb.designing.facts import derive, facts_of, groups
from blendnb.domain.brief import Brief
from blendnb.domain.fact_kinds import DERIVED_FACTS


def brief(**fields):
    return Brief(title="T", objective="O", outcome={"subject": "software"}, **fields)


@pytest.mark.parametrize(
    ("size", "group_max", "languages", "expected"),
    [
        (400, 16, 1, 25),
        (400, 16, 3, 27),  # 134 people a language: 9 groups each
        (16, 16, 1, 1),
        (17, 16, 1, 2),
        (1, 20, 4, 4),  # one language with its one learner, and three groups kept open
    ],
)
def test_groups_are_counted_per_language_and_rounded_up(size, group_max, languages, expected):
    assert groups(size, group_max, languages) == expected


def test_load_is_the_groups_of_sixteen_that_each_facilitator_runs():
    facts = facts_of(brief(audience={"size": 400}, support={"facilitators": 4}))
    assert facts["support.load"] == 6.25


def test_load_without_any_facilitator_is_all_groups():
    facts = facts_of(brief(audience={"size": 400}, support={"facilitators": 0}))
    assert facts["support.load"] == 25


def test_fill_is_the_content_over_the_time_there_is():
    facts = facts_of(
        brief(
            content={"hours": 6.0}, audience={"minutes_per_week": 90}, schedule={"weeks": 6}
        )
    )  # fmt: skip
    assert facts["content.fill"] == pytest.approx(360 / 540)


def test_a_derived_fact_is_unknown_while_something_it_needs_is_unknown():
    facts = facts_of(brief(audience={"size": 400}, content={"hours": 6.0}))
    assert not {"support.load", "content.fill", "moments.count"} & facts.keys()


def test_weights_that_are_left_out_beside_stated_ones_count_as_nothing():
    facts = facts_of(brief(content={"procedural": 3.0, "conceptual": 1.0}))
    shares = [facts[f"content.share.{k}"] for k in ("conceptual", "procedural", "interpersonal")]
    assert shares == [0.25, 0.75, 0.0]


@pytest.mark.parametrize(
    ("work", "away"),
    [
        ({"setting": "field"}, True),
        ({"mobile_only": True}, True),
        ({"setting": "desk", "mobile_only": True}, True),
        ({"setting": "desk", "mobile_only": False}, False),
        ({"setting": "shop_floor", "mobile_only": False}, False),
        ({"setting": "desk"}, None),
        ({"mobile_only": False}, None),
        ({}, None),
    ],
)
def test_people_are_away_from_a_desk_in_the_field_or_with_a_phone_only(work, away):
    assert derive("work.away_from_desk", brief(work=work).stated) is away


def test_every_derived_fact_that_conditions_may_name_can_be_derived():
    full = brief(
        moments=["A", "B"],
        audience={"size": 10, "minutes_per_week": 60, "languages": ["en", "no", "de"]},
        work={"setting": "desk", "mobile_only": False},
        content={"conceptual": 1.0, "hours": 2.0},
        support={"facilitators": 1},
        schedule={"weeks": 4},
    )
    facts = facts_of(full)
    assert DERIVED_FACTS.keys() <= facts.keys()
    assert (facts["moments.count"], facts["languages.count"]) == (2, 3)
