"""When each purpose of a topic begins, and from when on the next one may."""

from blendnb.designing.teaching_order import Begun, TooEarly, rank
from tests.designing.proof_plans import plan, touchpoint


def begun(**days):
    noted = Begun()
    for purpose, day in days.items():
        noted.note(purpose, ("A",), day)
    return noted


def test_purposes_rank_in_the_order_of_teaching_and_others_beside_it():
    assert [rank(p) for p in ("inform", "demonstrate", "practice", "apply", "reinforce")] == [
        0, 1, 2, 3, 4,
    ]  # fmt: skip
    assert (rank("assess"), rank("assess", unbound=5)) == (-1, 5)


def test_the_occurrences_of_a_plan_say_when_purposes_begin():
    rows = (
        touchpoint("late", "reading", start_day=9, topics=("A",)),
        touchpoint("early", "reading", start_day=4, topics=("A", "B")),
        touchpoint("check", "knowledge_check", purpose="assess", topics=("A",)),
    )
    assert Begun.of(plan(*rows).occurrences).days == {("A", "inform"): 4, ("B", "inform"): 4}


def test_a_purpose_may_begin_when_the_ones_before_it_have():
    noted = begun(inform=3, practice=20)
    assert noted.floor("apply", ("A",)) == 20
    assert noted.floor("inform", ("A",)) is None
    assert noted.window("demonstrate", "A", 40) == (3, 20)
    assert noted.window("practice", "A", 40) == (20, 40)
    assert noted.admits("demonstrate", 3, ("A",))
    assert not noted.admits("demonstrate", 2, ("A",))
    assert not noted.admits("demonstrate", 21, ("A",))
    assert noted.admits("practice", 25, ("A",))
    assert noted.first_admitted(("apply", "reinforce"), 19, ("A",)) == "support"
    assert noted.first_admitted(("apply", "reinforce"), 20, ("A",)) == "apply"


def test_what_begins_too_early_is_named_with_what_should_come_before_it():
    noted = begun(inform=10, practice=4, apply=12)
    assert list(noted.too_early()) == [TooEarly("A", "practice", 4, "inform")]
    assert list(noted.reversed_pairs()) == [("A", "practice", "inform")]
    assert not noted.in_order(("A",))
    assert begun(inform=4, practice=4, apply=12).in_order(("A",))
