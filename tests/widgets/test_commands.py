"""What each command of the studio does, as a view lives it."""

import json

import pytest

from blendnb.designing.stage_map import StageMap, planned_purposes
from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan


@pytest.fixture
def view(window):
    return window(patient=True)


@pytest.fixture
def rollout(window, catalogue):
    """A session whose topics come back."""
    return window(Brief.model_validate(catalogue.blueprints["crm_rollout"].brief))


def first_dependant(plan):
    """A touchpoint that something depends on, and that dependant."""
    dependant = next(t for t in plan.touchpoints if t.depends_on)
    return plan.by_id[dependant.depends_on[0]], dependant


# ------------------------------------------------------------------------------------ editing


def test_an_edit_changes_the_plan_and_not_the_recommendation(view):
    before = view.session.design
    moved = before.plan.touchpoints[0]
    view.say({"edit": {"kind": "move", "id": moved.id, "start_day": moved.start_day - 3}})
    assert view.plan.by_id[moved.id].start_day == moved.start_day - 3
    assert view.session.design.recommendation is before.recommendation
    assert view.state["by_hand"]


def test_dependants_are_pushed_where_that_is_asked_for(view):
    first, dependant = first_dependant(view.plan)
    move = {"kind": "move", "id": first.id, "start_day": first.start_day + 30}
    view.say({"edit": move})
    assert view.plan.by_id[dependant.id].start_day == dependant.start_day
    view.say({"undo": True}, {"edit": move, "push": True})
    assert view.plan.by_id[dependant.id].start_day > dependant.start_day


def test_edits_of_one_step_are_taken_back_together(view):
    before = view.plan
    for day in (1, 2, 3):
        edit = {"kind": "move", "id": before.touchpoints[0].id, "start_day": -10 - day}
        view.say({"edit": edit, "step": "arrow keys"})
    view.say({"undo": True})
    assert view.plan == before


def test_a_wrong_edit_is_one_sentence_and_changes_nothing(view):
    before = view.plan
    wrong = {"kind": "change", "id": before.touchpoints[0].id, "values": {"learner_minutes": -3}}
    view.say({"edit": wrong})
    assert "learner minutes" in view.notice
    assert "\n" not in view.notice
    assert view.plan == before


def test_a_drag_says_what_would_follow_and_changes_nothing(view):
    before = view.plan
    first, dependant = first_dependant(before)
    drag = {"id": first.id, "start_day": first.start_day + 30, "days": first.days}
    answers = view.say({"drag": [drag]})
    preview = view.state["board_preview"]
    assert preview["touchpoints"][first.id]["start_day"] == first.start_day + 30
    assert preview["touchpoints"][dependant.id]["start_day"] > dependant.start_day
    assert {"kind", "text", "touchpoints"} <= preview["findings"][0].keys()
    assert [answer["kind"] for answer in answers] == ["state", "state"]
    assert (view.plan, view.state["can_undo"]) == (before, False)
    assert view.session.history.status["text"] == "Nothing to save yet."


def test_the_curves_follow_a_drag_until_it_is_given_up(view):
    before = view.charts["spacing"]["curves"]
    studied = next(t for t in view.plan.touchpoints if t.purpose == "practice")
    drag = {"id": studied.id, "start_day": studied.start_day, "days": studied.days}
    view.say({"drag": [drag]})
    assert view.state["board_preview"]["curves"] == before
    view.say({"drag": [{**drag, "start_day": studied.start_day + 40}]})
    assert view.state["board_preview"]["curves"] != before
    view.say({"drag": None})
    assert view.state["board_preview"] is None
    assert view.charts["spacing"]["curves"] == before


def test_a_finding_is_mended_in_one_step(view):
    plan = view.plan
    for touchpoint in plan.touchpoints:
        if touchpoint.purpose == "support":
            view.say({"edit": {"kind": "remove", "ids": [touchpoint.id]}})
    found = next(f for f in view.state["findings"] if f["mend"])
    broken = view.plan
    view.say({"mend": found["id"]})
    assert found["id"] not in [f["id"] for f in view.state["findings"]]
    view.say({"undo": True})
    assert view.plan == broken


def test_what_needs_no_mending_is_told_so(view):
    view.say({"mend": "time.nothing"})
    assert view.notice == "There is nothing to mend there any more."


def test_a_plan_that_was_edited_takes_another_brief_and_keeps_its_edits(view):
    moved = view.plan.touchpoints[0]
    view.say({"edit": {"kind": "change", "id": moved.id, "values": {"title": "By hand"}}})
    view.say({"set": {"audience.size": "40", "title": "Another title"}})
    assert view.plan.by_id[moved.id].title == "By hand"
    assert view.plan.brief.audience.size == 40
    assert view.plan.title == "Another title"
    assert view.session.design.recommendation.models


def test_composing_anew_gives_up_the_edits_and_can_be_taken_back(view):
    composed, moved = view.plan, view.plan.touchpoints[0]
    view.say({"edit": {"kind": "change", "id": moved.id, "values": {"title": "By hand"}}})
    edited = view.plan
    view.say({"recompose": True})
    assert (view.plan, view.state["by_hand"]) == (composed, False)
    view.say({"undo": True})
    assert (view.plan, view.state["by_hand"]) == (edited, True)


def test_choosing_a_model_composes_anew_and_says_how_edits_come_back(view):
    edit = {"kind": "change", "id": view.plan.touchpoints[0].id, "values": {"title": "By hand"}}
    view.say({"edit": edit})
    view.say({"choose": "live_led"})
    assert view.plan.blend_model == "live_led"
    assert "Undo brings your edits back" in view.notice


def test_reinforcement_is_placed_again_and_the_regret_is_told(rollout):
    before = rollout.plan
    rollout.say({"replace_reinforcement": {}})
    assert rollout.state["working"]["text"]
    assert rollout.plan == before
    rollout.work()
    assert rollout.state["working"] is None
    assert "points of its best" in rollout.state["replaced"]
    rollout.say({"undo": True})
    assert (rollout.plan, rollout.state["replaced"]) == (before, "")


def test_a_search_that_was_cancelled_changes_nothing(rollout):
    before = rollout.plan
    rollout.say({"replace_reinforcement": {}})
    job = rollout.session.wanted()
    rollout.say({"cancel": True})
    rollout.hear(rollout.session.hand_in(job, job.attempt()))
    assert (rollout.plan, rollout.state["working"], rollout.notice) == (before, None, "")


def test_a_slow_answer_never_overwrites_what_was_done_meanwhile(rollout):
    rollout.say({"replace_reinforcement": {}})
    edit = {"kind": "move", "id": rollout.plan.touchpoints[0].id, "start_day": -12}
    rollout.say({"edit": edit})
    edited = rollout.plan
    rollout.work()
    assert rollout.plan == edited
    assert "changed meanwhile" in rollout.notice


# ------------------------------------------------------------------------------------ options


def test_a_new_option_is_a_copy_that_goes_its_own_way(view):
    first = view.plan
    view.say({"option": {"new": "Bolder"}}, {"choose": "live_led"})
    assert [o["name"] for o in view.state["options"]] == ["Option A", "Bolder"]
    assert view.plan.blend_model == "live_led"
    view.say({"option": {"switch": 0}})
    assert view.plan == first


def test_two_options_are_compared_and_one_is_not(view):
    assert view.state.get("comparison") is None
    view.say({"option": {"new": "B"}}, {"choose": "live_led"})
    table = view.state["comparison"]
    assert table["names"] == ["Option A", "B"]
    assert {len(row) for row in table["rows"]} == {3}
    view.say({"option": {"remove": 1}})
    assert view.state["comparison"] is None


def test_a_fifth_option_is_refused_and_names_stay_apart(view):
    for _ in range(3):
        view.say({"option": {"new": "Same"}})
    assert [o["name"] for o in view.state["options"]] == ["Option A", "Same", "Same 2", "Same 3"]
    view.say({"option": {"new": "One more"}})
    assert "4 options already" in view.notice
    view.say({"option": {"rename": [0, "Same"]}})
    assert view.state["options"][0]["name"] == "Same 4"


def test_the_last_option_stays(view):
    view.say({"option": {"remove": 0}})
    assert view.notice == "This is the only option; it stays."


def test_switching_is_no_step(view):
    view.say({"option": {"new": "B"}})
    view.say({"option": {"switch": 0}})
    view.say({"undo": True})
    assert [o["name"] for o in view.state["options"]] == ["Option A"]


@pytest.mark.parametrize("stage", ["before", "during", "after"])
def test_a_phase_is_taken_from_another_option_in_one_step(view, stage):
    source = view.plan
    view.say({"option": {"new": "B"}}, {"choose": "live_led"})
    before = view.plan
    view.say({"merge": {"from": 0, "stage": stage}})
    taken = {t.id for t in view.plan.touchpoints if t.stage == stage}
    assert taken == {t.id for t in source.touchpoints if t.stage == stage}
    view.say({"undo": True})
    assert view.plan == before


def test_a_touchpoint_is_taken_from_another_option(view):
    view.say({"option": {"new": "B"}})
    changed = {"kind": "change", "id": view.plan.touchpoints[0].id, "values": {"title": "Better"}}
    view.say({"edit": changed}, {"option": {"switch": 0}})
    view.say({"merge": {"from": 1, "touchpoint": view.plan.touchpoints[0].id}})
    assert view.plan.touchpoints[0].title == "Better"


# -------------------------------------------------------------------- decisions, map, pilot


def test_a_decision_is_in_the_plan_with_who_when_and_why(view):
    about = view.plan.touchpoints[0].id
    view.say({"decide": {"about": about, "text": "Keep it", "who": "Anna", "why": "It works"}})
    (decision,) = view.plan.decisions
    assert (decision.text, decision.who, decision.why) == ("Keep it", "Anna", "It works")
    assert (decision.when.isoformat(), decision.about) == ("2026-11-24", (about,))
    assert view.state["decisions"][0]["text"] == "Keep it"


def test_a_decision_outlives_another_composition_and_does_not_stop_it(view):
    view.say({"decide": {"about": "Budget", "text": "No travel"}})
    view.say({"choose": "live_led"})
    assert view.plan.blend_model == "live_led"
    assert [d.text for d in view.plan.decisions] == ["Budget: No travel"]
    view.say({"undecide": 0})
    assert view.plan.decisions == ()


def test_a_decision_before_there_is_a_plan_is_in_the_plan_later(window):
    view = window(None)
    view.say({"decide": {"text": "Three topics only"}})
    view.say({"set": {"title": "T", "objective": "O", "outcome.subject": "software"}})
    assert [d.text for d in view.plan.decisions] == ["Three topics only"]


def test_a_topic_is_marked_by_stage_beginning_with_what_the_plan_does_with_it(view):
    planned = {"during": ["inform", "practice"], "sustained": ["apply", "reinforce"]}
    assert planned_purposes(StageMap(view.plan), "Forecasting") == planned
    mark = {"topic": "Forecasting", "stage": "during", "purpose": "inform"}
    view.say({"map": {**mark, "on": False}})
    purposes = {"during": ["practice"], "sustained": ["apply", "reinforce"]}
    assert view.state["map"]["purposes"] == {"Forecasting": purposes}
    about = [t.purpose for t in view.plan.touchpoints if "Forecasting" in t.all_topics]
    assert "inform" not in about
    view.say({"undo": True})
    assert view.plan.brief.map == ()


def test_marks_that_follow_each_other_fast_all_count_in_the_order_of_teaching(view):
    mark = {"topic": "Forecasting", "stage": "during", "on": True}
    view.say({"map": {**mark, "purpose": "practice"}}, {"map": {**mark, "purpose": "inform"}})
    assert view.state["map"]["purposes"]["Forecasting"]["during"][:2] == ["inform", "practice"]


def test_without_its_last_mark_a_topic_is_the_plans_again(view):
    mark = {"topic": "Forecasting"}
    view.say({"map": {**mark, "stage": "before", "purpose": "inform", "on": True}})
    for stage, purposes in dict(view.state["map"]["purposes"]["Forecasting"]).items():
        for purpose in purposes:
            view.say({"map": {**mark, "stage": stage, "purpose": purpose, "on": False}})
    assert view.state["map"]["purposes"] == {}
    assert view.plan.brief.map == ()


def test_the_leading_modality_of_a_stage_is_an_answer_like_any_other(view):
    view.say({"set": {"leading.during": "social"}})
    assert view.plan.brief.leading.during == "social"
    during = next(lead for lead in view.result["map"]["leads"] if lead["stage"] == "during")
    assert during["stated"] == "social"
    view.say({"set": {"leading.during": None}})
    assert view.plan.brief.leading.during is None


def test_causes_that_training_cannot_mend_are_said_in_the_studio(view):
    view.say({"set": {"outcome.causes": ["skill", "tools"]}})
    assert view.result["causes"]["heading"] == "Training closes a part of the gap"
    view.say({"set": {"outcome.causes": ["skill"]}})
    assert view.result["causes"] is None


def test_managers_and_peers_get_their_part_at_a_moment(view):
    view.say({"set": {"moments": [{"text": "First call", "week": 2}, "Second call"]}})
    view.say({"map": {"moment": "First call", "managers": "Sit in", "peers": "Listen"}})
    view.say({"map": {"moment": "First call", "peers": ""}})
    first, second = view.plan.brief.moments
    assert (first.week, first.managers, first.peers) == (2, "Sit in", None)
    assert (second.managers, second.peers) == (None, None)
    view.say({"undo": True}, {"undo": True})
    assert view.plan.brief.moments[0].managers is None


def test_a_part_at_a_moment_that_is_gone_is_told(view):
    view.say({"map": {"moment": "First call", "managers": "Sit in"}})
    assert "no moment 'First call'" in view.notice


def test_pilot_and_measures_are_in_the_plan(view):
    view.say({"pilot": {"size": 20, "text": "Sales north", "decide_by": "80 % finish"}})
    error = {"text": "Forecast error", "kind": "business", "baseline": "30 %", "target": "20 %",
             "when_day": 90}  # fmt: skip
    view.say({"measures": [error]})
    assert view.plan.pilot.size == 20
    assert [m.text for m in view.plan.measures] == ["Forecast error"]
    assert view.state["pilot_size"]["size"] == 20
    view.say({"decide": {"text": "Sales north goes first"}})
    assert view.state["steps"][4]["done"]


def test_results_are_read_beside_the_conversation_and_simplifications_accepted(view, tmp_path):
    touchpoint = view.plan.touchpoints[1]
    rows = [f"p{n},{touchpoint.id},{'2027-01-12' if n < 2 else ''}" for n in range(40)]
    text = "\n".join(["learner,touchpoint,completed", *rows])
    (tmp_path / "completions.csv").write_text(text, encoding="utf-8")
    view.say({"results": ["completions.csv"]})
    view.work()
    assert view.notice == "" or view.state["pilot"]["results"] is None
    if view.state["pilot"]["results"]:
        assert view.state["pilot"]["files"] == ["completions.csv"]


def test_results_that_are_not_there_are_a_sentence(view):
    view.say({"results": ["nowhere.csv"]})
    view.work()
    assert "nowhere.csv" in view.notice
    assert view.state["working"] is None


def test_a_simplification_that_nobody_proposed_is_refused(view):
    view.say({"accept": ["drop-1"]})
    assert "load the results again" in view.notice


# ---------------------------------------------------------------------------- leaving, steps


@pytest.mark.parametrize("suffix", [".json", ".md", ".csv", ".xlsx", ".svg"])
def test_a_plan_is_exported_in_every_form_under_its_title(view, tmp_path, suffix):
    view.say({"export": {"suffix": suffix}})
    assert view.notice == ""
    assert view.state["exported"]["name"] == f"crm-rollout{suffix}"
    assert (tmp_path / f"crm-rollout{suffix}").stat().st_size > 0


def test_an_export_says_when_the_form_is_ahead_of_the_plan(view):
    view.say({"set": {"title": ""}})
    view.say({"export": True})
    assert view.notice.startswith("The file holds the last complete plan")
    assert view.state["exported"]["name"] == "crm-rollout.html"


def test_what_an_export_has_to_tell_is_told(view):
    view.say({"set": {"schedule.start": "2027-01-11"}}, {"choose": "live_led"})
    live = next(t for t in view.plan.touchpoints if t.live)
    view.say({"edit": {"kind": "change", "id": live.id, "values": {"time": "09:30"}}})
    view.say({"export": {"suffix": ".ics"}})
    assert "the plan states a time and no time_zone" in view.notice


def test_an_export_in_an_unknown_form_is_a_sentence(view):
    view.say({"export": {"suffix": ".docx"}})
    assert ".docx" in view.notice
    assert view.state["exported"] is None


def test_a_preview_is_the_page_and_writes_nothing(view, tmp_path):
    answers = view.say({"preview": {"edition": "client"}})
    (preview,) = [a for a in answers if a["kind"] == "preview"]
    assert preview["html"].startswith("<!")
    assert list(tmp_path.glob("*.html")) == []


def test_a_plan_is_kept_as_a_blueprint_of_ones_own(view, tmp_path):
    view.say({"save_blueprint": {"name": "Our rollout", "notes": "Worked well"}})
    assert (tmp_path / "catalogue" / "blueprints" / "our_rollout.toml").is_file()
    assert "blueprint of your own" in view.notice


def test_steps_are_open_in_any_order_and_are_no_steps_back(view):
    view.say({"go": "pilot"})
    assert (view.state["step"], view.state["can_undo"]) == ("pilot", False)
    assert [step["id"] for step in view.state["steps"]] == [
        "outcomes", "map", "models", "support", "pilot",
    ]  # fmt: skip
    view.say({"go": "nowhere"})
    assert view.notice.startswith("There is no step")


def test_what_needs_a_plan_says_so_while_there_is_none(window):
    view = window(None)
    for command in ({"export": True}, {"mend": "x"}, {"replace_reinforcement": {}}):
        view.say(command)
        assert view.notice.startswith("There is no plan yet")


def test_everything_that_is_told_is_plain_json(view):
    view.say({"option": {"new": "B"}}, {"pilot": {"size": 12}})
    view.say({"drag": [{"id": view.plan.touchpoints[0].id, "start_day": -20}]})
    assert json.loads(json.dumps(view.state, allow_nan=False)) == view.state


def test_a_plan_can_be_set_from_python(view):
    plan = Plan.model_validate({**view.plan.to_data(), "title": "From a colleague"})
    view.hear(view.session.open_plan(plan))
    assert view.plan.title == "From a colleague"
    view.say({"undo": True})
    assert view.plan.title == "CRM rollout"
