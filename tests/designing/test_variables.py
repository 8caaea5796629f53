"""The design variables: 22 questions, read off the brief's own types."""

from blendnb.designing.facts import facts_of
from blendnb.designing.variables import answered, design_variables
from blendnb.domain.brief import Brief
from blendnb.files.catalogue import load_catalogue


def test_there_are_twenty_two_design_variables():
    assert len(design_variables()) == 22


def test_vocabularies_and_bounds_are_those_of_the_brief():
    variables = design_variables()
    assert variables["outcome.risk"].values == ("low", "medium", "high")
    assert variables["outcome.audit"].values == (False, True)
    weeks, hours = variables["schedule.weeks"], variables["content.hours"]
    assert (weeks.low, weeks.high, weeks.grid) == (1, 260, 1)
    assert (hours.low, hours.high, hours.grid) == (0.25, 2000, 0.25)
    assert variables["support.facilitators"].low == 0


def test_the_content_mix_counts_once():
    brief = Brief(
        title="T",
        objective="O",
        outcome={"subject": "sales"},
        content={"conceptual": 1.0, "procedural": 1.0, "interpersonal": 1.0},
    )
    assert answered(facts_of(brief)) == 2


def test_every_number_has_usual_values_to_draw_from():
    typical = load_catalogue(programmes=False).variables
    for name, variable in design_variables().items():
        if variable.kind == "number":
            assert typical[name].typical, name
