"""Nothing is lost: sessions that are left, opened again, and shared by two windows."""

import json

from blendnb.files.briefs_and_plans import load_plan

ANOTHER_PROCESS = 1
"""A process that always lives."""
PLAN_FILE = "crm-rollout.plan.json"


def move(view, days=1, **more):
    """Move the first touchpoint; no two moves are alike."""
    first = view.plan.touchpoints[0]
    edit = {"kind": "move", "id": first.id, "start_day": first.start_day - days}
    view.say({"edit": edit, **more})
    return view.plan


def look_after(view):
    """Let the session do what is due."""
    view.hear(view.session.tick())


def on_disk(folder, name=PLAN_FILE):
    return load_plan(folder / name)


# ---------------------------------------------------------------------------- leaving, coming back


def test_a_studio_that_was_only_looked_at_leaves_nothing(window, tmp_path):
    view = window()
    look_after(view)
    assert view.saved["text"] == "Nothing to save yet."
    assert list(tmp_path.glob("*.json")) == []
    assert window().state["resume"] is None


def test_an_edit_is_told_as_saved_and_its_plan_file_follows(window, tmp_path):
    view = window()
    plan = move(view)
    assert view.saved["state"] == "saved"
    look_after(view)
    assert on_disk(tmp_path) == plan
    assert view.saved["path"] == str(tmp_path / PLAN_FILE)


def test_the_same_brief_in_the_same_notebook_offers_to_go_on(window):
    left = window()
    plan = move(left)
    view = window()
    assert view.plan != plan
    assert view.state["resume"]["text"] == "Go on with “CRM rollout”, edited today 14:03?"
    view.say({"resume": True})
    assert (view.plan, view.state["resume"]) == (plan, None)


def test_another_brief_offers_nothing(window, crm):
    move(window())
    assert window(crm.replace(client="Another")).state["resume"] is None
    assert window(None).state["resume"] is None


def test_an_offer_can_be_declined_and_then_both_sessions_stand(window):
    first = move(window())
    view = window()
    view.say({"resume": False})
    assert view.state["resume"] is None
    second = move(view, 5)
    look_after(view)
    assert first != second
    assert len(view.session.history._home.database.recent(9)) == 2


def test_undo_and_redo_reach_through_a_restart(window):
    left = window()
    plans = [left.plan, *(move(left) for _ in range(4))]
    left.say({"undo": True})
    view = window(resume=True)
    assert view.plan == plans[3]
    view.say({"redo": True})
    assert view.plan == plans[4]
    for plan in reversed(plans[:4]):
        view.say({"undo": True})
        assert view.plan == plan
    assert (view.state["can_undo"], view.state["can_redo"]) == (False, True)


def test_a_step_of_several_edits_stays_one_step_after_a_restart(window):
    left = window()
    before = left.plan
    for _ in range(3):
        move(left, step="arrow keys")
    view = window(resume=True)
    view.say({"undo": True})
    assert view.plan == before


def test_undo_goes_far_beyond_what_is_held_whole(window):
    view = window()
    plans = [view.plan, *(move(view) for _ in range(60))]
    for plan in reversed(plans[:-1]):
        view.say({"undo": True})
        assert view.plan == plan


def test_a_session_is_opened_by_its_key_from_anywhere(window, tmp_path):
    left = window()
    plan = move(left)
    look_after(left)
    view = window(None, resume=left.session.history.key, folder=tmp_path / "elsewhere")
    assert view.plan == plan
    move(view)
    look_after(view)
    assert on_disk(tmp_path) == view.plan


def test_a_plan_file_is_opened_where_it_was_left(window, tmp_path):
    left = window()
    before = left.plan
    plan = move(left)
    look_after(left)
    view = window(None, plan=tmp_path / PLAN_FILE)
    assert view.plan == plan
    view.say({"undo": True})
    assert view.plan == before


def test_a_strangers_plan_file_keeps_its_name_and_is_written_only_after_an_edit(window, tmp_path):
    left = window()
    move(left)
    look_after(left)
    theirs = tmp_path / "from Anna.json"
    (tmp_path / PLAN_FILE).rename(theirs)
    raw = theirs.read_bytes()
    view = window(None, plan=theirs)
    look_after(view)
    assert theirs.read_bytes() == raw
    view.say({"set": {"title": "Another title"}})
    look_after(view)
    assert on_disk(tmp_path, theirs.name).title == "Another title"


def test_a_plan_file_follows_the_title_of_its_plan(window, tmp_path):
    view = window()
    move(view)
    look_after(view)
    view.say({"set": {"title": "Sales academy"}})
    look_after(view)
    assert [p.name for p in tmp_path.glob("*.json")] == ["sales-academy.plan.json"]


def test_a_strangers_file_of_that_name_is_left_alone(window, tmp_path):
    (tmp_path / PLAN_FILE).write_text("a stranger's", encoding="utf-8")
    view = window()
    move(view)
    look_after(view)
    assert (tmp_path / PLAN_FILE).read_text(encoding="utf-8") == "a stranger's"
    assert on_disk(tmp_path, "crm-rollout-2.plan.json") == view.plan


# ---------------------------------------------------------------------- changed meanwhile


def changed_by_anna(folder):
    """Somebody else writes the plan file."""
    data = json.loads((folder / PLAN_FILE).read_text(encoding="utf-8"))
    data["touchpoints"][0]["title"] = "Anna was here"
    (folder / PLAN_FILE).write_text(json.dumps(data), encoding="utf-8")


def test_a_file_that_was_changed_is_told_and_not_overwritten(window, tmp_path):
    view = window()
    move(view)
    look_after(view)
    changed_by_anna(tmp_path)
    look_after(view)
    assert view.saved["state"] == "changed on disk"
    assert view.saved["theirs"]["title"] == "CRM rollout"
    move(view)
    look_after(view)
    assert on_disk(tmp_path).touchpoints[0].title == "Anna was here"


def test_mine_counts_and_theirs_stays_under_another_name(window, tmp_path):
    view = window()
    move(view)
    look_after(view)
    changed_by_anna(tmp_path)
    look_after(view)
    view.say({"keep": "mine"})
    assert view.saved["state"] == "saved"
    assert on_disk(tmp_path) == view.plan
    aside = on_disk(tmp_path, "crm-rollout-from-disk.plan.json")
    assert aside.touchpoints[0].title == "Anna was here"


def test_theirs_counts_and_mine_is_one_step_back(window, tmp_path):
    view = window()
    mine = move(view)
    look_after(view)
    changed_by_anna(tmp_path)
    look_after(view)
    view.say({"keep": "theirs"})
    assert view.plan.touchpoints[0].title == "Anna was here"
    assert view.saved["state"] == "saved"
    view.say({"undo": True})
    assert view.plan == mine


def test_both_are_kept_as_options(window, tmp_path):
    view = window()
    mine = move(view)
    look_after(view)
    changed_by_anna(tmp_path)
    look_after(view)
    view.patient = True
    view.say({"keep": "both"})
    assert [o["name"] for o in view.state["options"]] == ["Option A", "From the file"]
    assert view.plan == mine
    assert view.state["comparison"]["names"] == ["Option A", "From the file"]


def test_a_file_changed_while_the_studio_was_closed_is_told_on_opening(window, tmp_path):
    left = window()
    move(left)
    look_after(left)
    changed_by_anna(tmp_path)
    view = window(None, plan=tmp_path / PLAN_FILE)
    assert view.saved["state"] == "changed on disk"
    assert view.plan == left.plan


def test_a_deleted_file_is_written_again(window, tmp_path):
    view = window()
    move(view)
    look_after(view)
    (tmp_path / PLAN_FILE).unlink()
    move(view)
    look_after(view)
    assert on_disk(tmp_path) == view.plan


# -------------------------------------------------------------------------------- two windows


def test_a_second_window_of_another_process_watches_and_is_told(window):
    first = window(pid=ANOTHER_PROCESS)
    move(first)
    second = window(resume=True)
    assert second.saved["state"] == "watching"
    before = second.plan
    move(second)
    assert second.plan == before
    assert "Another window works on this plan" in second.notice


def test_who_watches_sees_what_the_other_does(window):
    first = window(pid=ANOTHER_PROCESS)
    move(first)
    second = window(resume=True)
    plan = move(first)
    look_after(second)
    assert second.plan == plan


def test_who_watches_may_look_around_and_export(window, tmp_path):
    first = window(pid=ANOTHER_PROCESS)
    move(first)
    second = window(resume=True)
    second.say({"export": {"suffix": ".md"}})
    assert (tmp_path / "crm-rollout.md").is_file()


def test_taking_over_turns_the_tables_and_loses_nothing(window):
    first = window(pid=ANOTHER_PROCESS)
    plan = move(first)
    second = window(resume=True)
    second.say({"take_over": True})
    newer = move(second)
    assert newer != plan
    look_after(first)
    assert first.saved["state"] == "watching"
    assert move(first) == newer
    first.say({"take_over": True})
    assert move(first) != newer


def test_an_edit_that_crosses_a_take_over_is_refused_with_a_sentence(window):
    first = window(pid=ANOTHER_PROCESS)
    plan = move(first)
    second = window(resume=True)
    second.say({"take_over": True})
    move(first)
    assert first.plan == plan
    assert "Your last change was not made" in first.notice


def test_a_cell_that_is_run_again_goes_on_and_the_older_one_watches(window):
    older = window()
    move(older)
    newer = window(resume=True)
    assert newer.saved["state"] == "saved"
    move(newer)
    look_after(older)
    assert older.saved["state"] == "watching"


def test_a_window_that_died_is_in_nobodys_way(window, clock):
    first = window(pid=ANOTHER_PROCESS)
    move(first)
    clock.on(60)
    assert window(resume=True).saved["state"] == "saved"


def test_a_window_that_is_heard_of_stays_the_holder(window, clock):
    first = window(pid=ANOTHER_PROCESS)
    move(first)
    for _ in range(10):
        clock.on(20)
        look_after(first)
    assert window(resume=True).saved["state"] == "watching"


def test_a_window_that_was_closed_lets_the_watching_one_go_on(window):
    first = window(pid=ANOTHER_PROCESS)
    plan = move(first)
    second = window(resume=True)
    first.session.history.close()
    look_after(second)
    assert (second.saved["state"], second.plan) == ("saved", plan)
    assert move(second) != plan


def test_several_studios_in_one_notebook_do_not_disturb_each_other(window, crm):
    one, two = window(), window(crm.replace(title="Another"))
    first, second = move(one), move(two)
    look_after(one)
    look_after(two)
    assert window(resume=True).plan == first
    assert window(crm.replace(title="Another"), resume=True).plan == second
