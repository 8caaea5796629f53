"""The dialog that maps columns: what is recognised is chosen, what is saved is found again."""

import pytest

from blendnb.measuring.column_mapping import MAPPING_FILE, load_mapping
from blendnb.measuring.measure import measure
from blendnb.widgets.mapping_dialog import map_columns
from tests.measuring.conftest import SALT, small_plan  # noqa: F401 -- a fixture

LINES = "Person No.;What;Ended\n" + "".join(f"E{n};Unit <b> one;2027-01-10\n" for n in range(6))


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(LINES + "E1;Something else;2027-01-10\n", encoding="utf-8")
    return path


def test_what_is_chosen_is_saved_beside_the_data_and_found_again(export, small_plan):  # noqa: F811
    dialog = map_columns(small_plan, export)
    (part,) = dialog.parts
    part.kind.value = "completions"
    assert part.asks
    assert part.columns["started"].value == ""
    for name, heading in (("learner", "Person No."), ("touchpoint", "What"), ("finished", "Ended")):
        part.columns[name].value = heading
    dialog.button.click()
    entry = load_mapping(export.parent / MAPPING_FILE)["export.csv"]
    assert entry.columns == {"learner": "Person No.", "touchpoint": "What", "finished": "Ended"}
    again = map_columns(small_plan, export)
    (part,) = again.parts
    assert set(part.names) == {"Unit <b> one", "Something else"}
    part.names["Unit <b> one"].value = "module"
    assert again.save() == export.parent / MAPPING_FILE
    found = measure(small_plan, [export], salt=SALT).results
    assert found.uses[0].completed.people == 6
    assert dict(found.files[0].aside) == {"left out by the mapping": 1}


def test_columns_that_are_known_are_chosen_already(export, small_plan):  # noqa: F811
    export.write_text("user id,course,completion date\nE1,The module,2027-01-10\n")
    (part,) = map_columns(small_plan, export).parts
    assert part.kind.value == "completions"
    assert part.columns["finished"].value == "completion date"
    assert not part.asks
    assert part.box.get_title(0) == "export.csv: recognised"
    assert "(not in this file)" in dict(part.columns["minutes"].options)
