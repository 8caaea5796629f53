"""The design variables: an entry of the catalogue and a field of the brief for each."""

from blendnb.designing.recommend import recommend
from blendnb.domain.brief import Brief, assumed_values
from blendnb.domain.design_variables import CONTENT_MIX
from blendnb.files.catalogue_loading import load_catalogue

CATALOGUE = load_catalogue(programmes=False)
VARIABLES = CATALOGUE.design_variables


def test_what_rules_can_ask_about_is_a_design_variable_and_the_mix_is_one():
    asked = {"choice", "number", "yes_no", "set"}
    entries = CATALOGUE.variables
    paths = {path for path, entry in entries.items() if entry.kind in asked and entry.argues}
    assert VARIABLES.keys() == paths | {CONTENT_MIX, "audience.languages", "moments"}
    assert "topics" not in VARIABLES
    assert list(VARIABLES)[-1] == "moments"


def test_vocabularies_and_bounds_are_those_of_the_brief():
    assert VARIABLES["outcome.risk"].values == ("low", "medium", "high")
    assert VARIABLES["outcome.audit"].values == (False, True)
    weeks, hours = VARIABLES["schedule.weeks"], VARIABLES["content.hours"]
    assert (weeks.low, weeks.high, weeks.entry.step) == (1, 260, 1)
    assert (hours.low, hours.high, hours.entry.step) == (0.25, 2000, 0.25)
    assert VARIABLES["support.facilitators"].low == 0


def test_the_content_mix_counts_once():
    brief = Brief(
        title="T",
        objective="O",
        outcome={"subject": "sales"},
        content={"conceptual": 1.0, "procedural": 1.0, "interpersonal": 1.0},
    )
    coverage = recommend(brief, CATALOGUE).coverage
    assert (coverage.answered, coverage.of) == (2, len(VARIABLES))


def test_every_number_has_usual_values_to_draw_from():
    for name, variable in VARIABLES.items():
        if variable.kind in ("number", "list"):
            assert variable.entry.typical, name


def test_values_are_assumed_as_their_entries_say_and_a_brief_resolves_to_them():
    assumed = assumed_values()
    assert assumed["audience.size"] == 50
    assert assumed["audience.languages"] == ("en",)
    assert "support.facilitators" not in assumed
    resolved = Brief(title="T", objective="O", outcome={"subject": "sales"}).resolved
    assert {path: resolved.stated[path] for path in assumed} == assumed
    assert resolved.mix == {"conceptual": 1 / 3, "procedural": 1 / 3, "interpersonal": 1 / 3}
