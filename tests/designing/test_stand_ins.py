"""Which format takes the place of one that cannot be used."""

import pytest

from blendnb.api import catalogue_of
from blendnb.designing.stand_ins import first_in, similar, substitute
from tests.designing.proof_plans import touchpoint

CATALOGUE = catalogue_of()


def test_the_first_pool_that_has_any_of_them_decides():
    assert first_in(("a", "b", "c"), {"c", "b"}, {"a"}) == "b"
    assert first_in(("a", "b"), {"x"}, {"b"}) == "b"
    assert first_in(("a",), set(), {"x"}) is None


def test_a_format_names_its_stand_ins_and_without_any_its_modality_and_purpose_do():
    module = touchpoint("m", "self_paced_module")
    assert similar(module, CATALOGUE) == ("reading", "video_demo", "microlearning")
    aid = touchpoint("aid", "job_aid", modality="on_the_job", purpose="support")
    # Support comes first in coaching, check-ins and performance support.
    assert similar(aid, CATALOGUE) == ("coaching", "manager_check_in", "performance_support")
    assert similar(touchpoint("x", "supper"), CATALOGUE)[0] == "reading"


@pytest.mark.parametrize(
    ("closed", "instead"),
    [
        ({"virtual_workshop"}, "in_person_workshop"),
        ({"virtual_workshop", "in_person_workshop"}, "practice_lab"),
    ],
)
def test_the_nearest_open_format_for_the_purpose_takes_its_place(closed, instead):
    session = touchpoint(
        "s", "virtual_workshop", modality="live", delivery="virtual", purpose="practice"
    )
    assert substitute(session, CATALOGUE, closed).id == instead
