"""Shares shown together as percentages add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.designing.recommend import recommend
from blendnb.designing.recommend.share import whole_percents
from blendnb.domain.brief import Brief
from blendnb.files.catalogue_loading import load_catalogue


@pytest.mark.parametrize(
    ("shares", "shown"),
    [
        # Rounded each for itself these would add up to 101 and to 99.
        ([0.505, 0.305, 0.19], (51, 30, 19)),
        ([0.334, 0.333, 0.333], (34, 33, 33)),
        ([0.705, 0.295], (71, 29)),
        ([1.0, 0.0, 0.0, 0.0], (100, 0, 0, 0)),
    ],
)
def test_what_rounding_down_loses_goes_to_those_that_lose_most(shares, shown):
    assert whole_percents(shares) == shown


@given(st.lists(st.integers(0, 200), min_size=1).filter(any))
def test_shares_of_a_whole_always_add_up_to_a_hundred(counts):
    shown = whole_percents([count / sum(counts) for count in counts])
    assert sum(shown) == 100
    assert all(abs(p - 100 * c / sum(counts)) < 1 for p, c in zip(shown, counts, strict=True))


def test_every_model_carries_its_percentage_as_it_is_shown():
    brief = Brief(title="T", objective="O", outcome={"subject": "leadership"})
    models = recommend(brief, load_catalogue(programmes=False)).models
    assert sum(model.percent for model in models) == 100
    assert [abs(model.percent - 100 * model.share) < 1 for model in models] == [True] * 4
