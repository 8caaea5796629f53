"""Whatever became of an export on its way: every figure is right, or absent with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.files.problems import InputError
from blendnb.measuring.measure import measure
from tests.measuring.conftest import SALT, small_plan  # noqa: F401 -- a fixture
from tests.measuring.mutated_exports import mutated
from tests.strategies import examples

A_THIRD_OF_A_FEW_DOZEN = 14
"""Under `make stress` forty times as many of nine thirds: 5,040 in all."""


def faults(plan, folder, export):
    """Return what is wrong with the figures of an export; nothing where all is right."""
    path = folder / export.name
    path.write_bytes(export.content)
    try:
        results = measure(plan, [path], salt=SALT, mapping={}).results
    except InputError as error:
        return [] if len(str(error)) > 20 else ["refused without a reason"]
    found = []
    for use in results.uses:
        done, of = len(export.done[use.touchpoint]), len(export.people)
        figure = use.completed
        if not figure.known:
            if not results.notes:
                found.append(f"{use.touchpoint}: not known, and nothing says why")
            continue
        if figure.hidden:
            continue
        counted = round(figure.value * figure.people)
        if abs(figure.people - of) > export.lost or abs(counted - done) > export.lost:
            found.append(f"{use.touchpoint}: {counted} of {figure.people}, not {done} of {of}")
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("mutated")


@pytest.mark.parametrize("form", ["long", "wide", "list"])
@pytest.mark.parametrize("third", range(3))
def test_every_figure_is_right_or_absent(form, third, small_plan, folder):  # noqa: F811
    @examples(A_THIRD_OF_A_FEW_DOZEN)
    @given(st.integers(0, 2**40))
    def campaign(seed):
        export = mutated(3 * seed + third, form)
        assert faults(small_plan, folder, export) == [], (seed, export.how)

    campaign()
