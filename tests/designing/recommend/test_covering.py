"""Covering: the exact optimum, whatever the costs and gaps."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from blendnb.designing.recommend.covering import Covering, cheapest
from tests.strategies import examples

PROVIDERS = "abcdefg"
costs = st.sampled_from([0.5, 1.0, 1.25, 1.5, 2.0, 3.0])
gaps = st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0, 4.0])


@st.composite
def coverings(draw):
    providers = PROVIDERS[: draw(st.integers(1, 7))]
    needs = draw(
        st.lists(
            st.dictionaries(st.sampled_from(providers), gaps, min_size=1), max_size=6
        )
    )  # fmt: skip
    return Covering(
        cost={p: draw(costs) for p in providers},
        gaps={f"need {n}": offered for n, offered in enumerate(needs)},
        forced=draw(st.frozensets(st.sampled_from(providers), max_size=2)),
    )


@given(coverings())
@examples(300)
def test_no_subset_of_providers_is_cheaper(covering):
    found = cheapest(covering)
    subsets = (
        frozenset(some)
        for count in range(len(covering.cost) + 1)
        for some in combinations(covering.cost, count)
        if covering.forced <= set(some)
    )
    order = list(covering.cost)
    best = min(
        subsets,
        key=lambda some: (round(covering.total(some), 6), sorted(map(order.index, some))),
    )
    assert found == best


def test_one_provider_that_serves_two_needs_beats_two_that_serve_one_each():
    covering = Covering(
        cost={"a": 1.0, "b": 1.0, "both": 1.2},
        gaps={"x": {"a": 0.0, "both": 0.3}, "y": {"b": 0.0, "both": 0.3}},
    )
    assert cheapest(covering) == {"both"}


def test_a_large_gap_is_worth_a_provider_of_its_own():
    covering = Covering(
        cost={"a": 1.0, "both": 1.2},
        gaps={"x": {"a": 0.0, "both": 2.0}, "y": {"both": 0.0}},
    )
    assert cheapest(covering) == {"a", "both"}


def test_what_is_forced_is_open_even_where_it_serves_nothing():
    covering = Covering(cost={"a": 1.0, "b": 5.0}, gaps={"x": {"a": 0.0}}, forced=frozenset("b"))
    assert cheapest(covering) == {"a", "b"}


def test_nothing_needed_opens_nothing():
    assert cheapest(Covering(cost={"a": 1.0}, gaps={})) == frozenset()
