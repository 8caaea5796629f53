"""One registered function is a question of the audit, a constraint or a tension everywhere."""

import json

import pytest
from click.testing import CliRunner

import blendnb as bl
from blendnb.charts import columns
from blendnb.charts.dimensions import dimensions_drawing
from blendnb.cli import main
from blendnb.designing.audit import registry
from blendnb.designing.audit.registry import Answer, Breach, constraint, question, tension
from blendnb.exporting.page import render
from blendnb.files.briefs_and_plans import plan_json
from blendnb.language import current, find_language, speaking
from blendnb.reporting.audit_report import audit_report
from blendnb.widgets.cells import report_html_cell
from blendnb.widgets.view_models.plan_view import plan_view
from blendnb.widgets.view_models.recommendation_view import DesignView
from blendnb.widgets.workspace import Design
from tests.designing.audit.plans import catalogue, complete_plan, plan, touchpoint

SENTENCES = """
[audit.dimension]
craft = "Craft"
[audit.question]
"craft.depth" = "what is inside is written down"
[audit.asks]
"craft.depth" = "Does each touchpoint say what is inside?"
[audit.constraint.tuesday]
name = "Tuesdays"
[audit.tension.mood]
name = "Mood"
"""
EVIDENCE = "Nothing is written down yet."


@pytest.fixture
def registered(monkeypatch, tmp_path):
    """One more question in a dimension of its own, a constraint and a tension, with sentences."""
    for name in ("QUESTIONS", "CONSTRAINTS", "TENSIONS"):
        monkeypatch.setattr(registry, name, dict(getattr(registry, name)))
    (tmp_path / "language").mkdir()
    file = tmp_path / "language" / f"{current().code}.toml"
    file.write_text(SENTENCES, encoding="utf-8")

    @question("craft.depth", order=210)
    def depth(view):
        return Answer("partly", EVIDENCE, (view.plan.touchpoints[0].id,))

    @constraint("tuesday")
    def tuesday(view):  # noqa: ARG001
        return Breach("note", "It is no Tuesday.")

    @tension("mood")
    def mood(brief, catalogue):  # noqa: ARG001
        return "The mood is low."

    with speaking(find_language(current().code, tmp_path)):
        yield complete_plan()


def test_a_new_question_is_asked_after_the_others_in_a_dimension_of_its_own(registered):
    audit = bl.audit(registered)
    assert list(audit.verdicts)[-1] == "craft"
    assert list(audit.questions)[-1] == "craft.depth"
    assert len(audit.questions) == len(registry.QUESTIONS)
    shown = audit.to_data()["dimensions"]["craft"]
    assert shown["verdict"] == "partly"
    assert [q["id"] for q in shown["questions"]] == ["craft.depth"]


def test_a_new_question_stands_in_terminal_cell_page_and_wiki(registered, tmp_path):
    audit = bl.audit(registered)
    advice = bl.recommend(registered.brief)
    file = tmp_path / "plan.json"
    file.write_text(plan_json(registered), encoding="utf-8")
    wiki = tmp_path / "plan.md"
    bl.export(registered, wiki)
    for text in (
        CliRunner().invoke(main, ["check", str(file)]).stdout,
        report_html_cell(audit_report(audit)),
        render(registered, advice, audit, catalogue()),
        wiki.read_text(encoding="utf-8"),
    ):
        assert "Craft: partly met" in text
        assert "what is inside is written down" in text
        assert EVIDENCE in text
        assert "Tuesdays" in text
        assert "The mood is low." in text
    data = json.loads(CliRunner().invoke(main, ["check", str(file), "--json"]).stdout)
    assert data["dimensions"]["craft"]["questions"][0]["text"] == EVIDENCE


def test_a_new_question_is_drawn_below_the_name_of_its_dimension(registered):
    drawn = dimensions_drawing(bl.audit(registered), columns=1, width=800).datasets
    assert [each[columns.TEXT] for each in drawn["dimensions"]][-1] == "Craft"
    assert [each[columns.TEXT] for each in drawn["questions"]][-1] == (
        "what is inside is written down"
    )
    assert drawn["partly"][-1][columns.QUESTION] == "craft.depth"


def test_the_studio_says_a_new_question_with_what_it_asks(registered):
    advice, audit = bl.recommend(registered.brief), bl.audit(registered)
    design = Design(brief=registered.brief, recommendation=advice, plan=registered, audit=audit)
    shown = plan_view(DesignView(design, catalogue(), current()))["audit"]["dimensions"][-1]
    assert (shown["name"], shown["verdict_word"]) == ("Craft", "partly met")
    assert shown["questions"][0]["asks"] == "Does each touchpoint say what is inside?"


@pytest.mark.usefixtures("registered")
def test_findings_that_are_equally_bad_stand_in_the_order_of_their_registration():
    found = bl.audit(plan(touchpoint("read", 0))).constraints
    assert [c.id for c in found][-1] == "tuesday"


def test_an_id_is_registered_once_and_names_a_dimension():
    with pytest.raises(ValueError, match=r"'time\.phases' is registered already"):
        question("time.phases", order=1)(lambda view: Answer("met", view.plan.title))
    with pytest.raises(ValueError, match=r"`dimension\.name`, not 'phases'"):
        question("phases", order=1)


def test_each_question_constraint_and_tension_has_its_sentences():
    for id_ in registry.QUESTIONS:
        assert {f"audit.question.{id_}", f"audit.asks.{id_}"} <= current().keys()
        assert f"audit.dimension.{id_.partition('.')[0]}" in current()
    for id_ in {*registry.CONSTRAINTS} - {"length"}:
        assert f"audit.constraint.{id_}.name" in current()
    for id_ in registry.TENSIONS:
        assert f"audit.tension.{id_}.name" in current()
