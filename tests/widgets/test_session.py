"""A design session as a view lives it: commands out, state and charts in."""

import json

import pytest

from blendnb.domain.brief import Brief


def test_a_view_that_says_hello_gets_the_form_the_result_the_board_and_the_curves(open_view, crm):
    view = open_view(crm)
    assert [group["title"] for group in view.state["form"]]
    assert view.result["models"][0]["reasons"]
    assert view.state["board"]["order"]
    assert set(view.charts) == {"spacing"}
    assert all(chart["drawing"] for chart in view.charts.values())


def test_everything_that_is_told_is_plain_json(open_view, crm):
    view = open_view(crm)
    told = [view.state, view.charts]
    assert json.loads(json.dumps(told, allow_nan=False)) == told


def test_an_empty_form_has_no_result_and_says_which_three_answers_it_needs(open_view):
    view = open_view()
    assert view.result is None
    assert view.shown["missing"] == ["title", "objective", "outcome.subject"]
    assert view.state["notice"] == ""


def test_three_answers_are_enough_for_a_result(open_view):
    view = open_view()
    view.say({"set": {"title": "T", "objective": "O", "outcome.subject": "software"}})
    assert view.result["models"]
    assert view.session.design.plan.touchpoints


def test_an_answer_changes_the_brief_and_the_plan(open_view, crm):
    view = open_view(crm)
    view.say({"set": {"schedule.weeks": "12"}})
    assert view.session.design.brief.schedule.weeks == 12
    assert view.session.design.plan.weeks == 12
    assert view.result["numbers"][0]["value"] == "12"


def test_a_bad_value_is_marked_and_the_last_good_result_stays(open_view, crm):
    view = open_view(crm)
    before = view.result
    view.say({"set": {"audience.size": "many"}})
    assert list(view.shown["problems"]) == ["audience.size"]
    assert view.shown["values"]["audience.size"] == "many"
    assert (view.result, view.state["current"]) == (before, False)
    view.say({"set": {"audience.size": "40"}})
    assert (view.shown["problems"], view.state["current"]) == ({}, True)


def test_only_what_changed_is_told_again(open_view, crm):
    view = open_view(crm)
    (state,) = view.say({"set": {"client": "Southwind"}})
    assert "form" not in state
    assert "result" not in state
    assert state["answers_shown"]["values"]["client"] == "Southwind"


def test_a_drawing_that_the_page_has_seen_is_not_sent_again(open_view, crm):
    view = open_view(crm)
    view.say({"set": {"schedule.weeks": "7"}})
    view.say({"set": {"schedule.weeks": "6"}})
    assert {name: chart["drawing"] for name, chart in view.charts.items()} == {"spacing": None}


def test_a_second_view_gets_everything(open_view, crm):
    view = open_view(crm)
    answers = view.session.hear({"view": "another", "seq": 1, "commands": [{"hello": 820}]})
    state, *others = answers
    assert "form" in state
    charts = [chart for told in others for chart in told.get("charts", {}).values()]
    assert charts
    assert all(chart["drawing"] for chart in charts)


def test_answers_are_numbered_so_that_an_older_one_can_be_told(open_view, crm):
    view = open_view(crm)
    view.say({"set": {"schedule.weeks": "7"}})
    assert view.revisions == sorted(set(view.revisions))
    assert view.state["answers"] == {"a view": view.seq}


# --------------------------------------------------------------------------------- undo and redo


def test_undo_brings_back_the_answer_and_the_plan(open_view, crm):
    view = open_view(crm)
    plan = view.session.design.plan
    view.say({"set": {"schedule.weeks": "12"}})
    view.say({"undo": True})
    assert view.session.design.plan == plan
    assert view.shown["values"]["schedule.weeks"] == "6"
    assert (view.state["can_undo"], view.state["can_redo"]) == (False, True)
    view.say({"redo": True})
    assert view.session.design.brief.schedule.weeks == 12


def test_what_was_typed_in_one_go_is_undone_in_one_step(open_view, crm):
    view = open_view(crm)
    for typed in ("S", "So", "Southwind"):
        view.say({"set": {"client": typed}, "step": "client-1"})
    view.say({"undo": True})
    assert view.shown["values"]["client"] == "Northwind"


# --------------------------------------------------------------------------- choosing and refusal


def test_another_blend_model_is_one_command_and_can_be_taken_back(open_view, crm):
    view = open_view(crm)
    recommended = view.in_plan
    assert recommended == view.result["models"][0]["id"]
    other = view.result["models"][3]
    view.say({"choose": other["id"]})
    assert view.in_plan == other["id"] != recommended
    assert other["name"] in view.result["headline"]
    view.say({"choose": None})
    assert view.in_plan == recommended


def test_a_refused_choice_says_why_and_what_would_reopen_it(open_view, catalogue, work_out):
    brief, excluded = a_brief_that_excludes_a_model(work_out)
    view = open_view(brief)
    view.say({"choose": excluded})
    refusal = view.result["refusal"]
    assert refusal["text"].startswith(catalogue.blend_models[excluded].name)
    assert refusal["reopen"].startswith("It would be open again with ")
    assert view.in_plan != excluded
    view.say({"set": refusal["set"]})
    assert (view.in_plan, view.result["refusal"]) == (excluded, None)


def test_asking_why_not_changes_nothing_and_is_no_step(open_view, work_out):
    brief, excluded = a_brief_that_excludes_a_model(work_out)
    view = open_view(brief)
    before = view.in_plan
    view.say({"why_not": excluded})
    assert (view.result["refusal"]["model"], view.in_plan) == (excluded, before)
    assert not view.state["can_undo"]
    view.say({"why_not": None})
    assert view.result["refusal"] is None


def test_what_reopens_a_model_also_uses_it_in_one_step(open_view, work_out):
    brief, excluded = a_brief_that_excludes_a_model(work_out)
    view = open_view(brief)
    before = view.in_plan
    view.say({"why_not": excluded})
    view.say({"reopen": excluded, "answers": view.result["refusal"]["set"]})
    assert (view.in_plan, view.result["refusal"]) == (excluded, None)
    view.say({"undo": True})
    assert view.in_plan == before


def a_brief_that_excludes_a_model(work_out):
    brief = Brief.model_validate(
        {
            "title": "Safety rounds",
            "objective": "Everybody stops unsafe work.",
            "outcome": {"subject": "safety"},
            "audience": {"travel": False, "location": "distributed"},
            "technology": {"available": ["mobile"]},
        }
    )
    models = work_out(brief, None).recommendation.models
    return brief, next(model.id for model in models if model.excluded)


def test_what_would_change_the_answer_does_so_when_it_is_tried(open_view, crm):
    view = open_view(crm)
    first = view.result["models"][0]["id"]
    view.say({"set": view.result["what_if"][0]["set"]})
    assert view.result["models"][0]["id"] != first


# ------------------------------------------------------------------------------------- the page


def test_the_page_is_written_beside_the_notebook_under_a_safe_name(open_view, crm, tmp_path):
    view = open_view(crm.replace(title="../CRM: rollout?"))
    view.say({"export": True})
    assert view.state["exported"] == {
        "name": "crm-rollout.html",
        "folder": str(tmp_path),
        "stale": False,
    }
    assert (tmp_path / "crm-rollout.html").read_text(encoding="utf-8") == "../CRM: rollout?"


def test_exporting_again_replaces_the_own_page_and_leaves_a_strangers_alone(
    open_view, crm, tmp_path
):
    (tmp_path / "crm-rollout.html").write_text("a stranger's", encoding="utf-8")
    view = open_view(crm)
    view.say({"export": True})
    view.say({"export": True})
    pages = sorted(path.name for path in tmp_path.iterdir())
    assert pages == ["crm-rollout-2.html", "crm-rollout.html"]
    assert (tmp_path / "crm-rollout.html").read_text(encoding="utf-8") == "a stranger's"


def test_a_page_that_cannot_be_written_is_one_sentence(open_view, crm, tmp_path):
    view = open_view(crm, folder=tmp_path / "gone")
    view.say({"export": True})
    assert "No such file or directory" in view.state["notice"]
    assert view.state["exported"] is None
    assert view.result["models"]


# ------------------------------------------------------------------------------- whatever happens


def broken_when(title, work_out):
    """A designer with a fault of ours in it."""

    def work(brief, chosen):
        if brief.title == title:
            raise ZeroDivisionError("division by zero")
        return work_out(brief, chosen)

    return work


def test_a_fault_while_designing_is_one_sentence_and_loses_nothing(open_view, crm, work_out):
    view = open_view(crm, designer=broken_when("Oops", work_out))
    before = view.result
    view.say({"set": {"title": "Oops"}})
    assert view.state["notice"].count(".") == 2
    assert "division by zero" in view.state["notice"]
    assert view.shown["values"]["title"] == "Oops"
    assert (view.result, view.state["current"]) == (before, False)
    view.say({"set": {"title": "Fine"}})
    assert (view.state["notice"], view.state["current"]) == ("", True)


def test_a_session_opens_even_if_its_first_brief_cannot_be_worked_out(open_view, crm, work_out):
    view = open_view(crm, designer=broken_when("CRM rollout", work_out))
    assert "division by zero" in view.state["notice"]
    assert view.shown["values"]["client"] == "Northwind"
    assert view.result is None


@pytest.mark.parametrize(
    "command",
    [{"fly": True}, {"set": {"no.such.field": 1}}, {"set": 3}, "undo", None, {"choose": "flipped"}],
)
def test_a_command_that_does_not_exist_is_a_sentence_and_changes_nothing(open_view, crm, command):
    view = open_view(crm)
    before = view.session.design
    view.say(command)
    assert view.state["notice"]
    assert view.session.design == before


def test_another_brief_can_be_shown_and_taken_back(open_view, crm):
    view = open_view(crm)
    view.hear(view.session.open(crm.replace(title="Other")))
    assert view.shown["values"]["title"] == "Other"
    view.say({"undo": True})
    assert view.shown["values"]["title"] == "CRM rollout"


def test_what_people_typed_is_told_as_it_is_and_never_as_markup(open_view, crm):
    text = '<img src=x onerror=alert(1)> & "quotes"'
    view = open_view(crm.replace(title=text, topics=(text,)))
    assert view.shown["values"]["title"] == text
    assert text in view.shown["values"]["topics"]
