"""The studio as a widget: traits to watch and to set, and a thread that saves."""

import json
import time
from threading import Thread

import pytest

import blendnb as bl
from blendnb.files.problems import InputError
from blendnb.widgets.journal.known_sessions import STATE, forget, recent
from blendnb.widgets.studio import Studio


@pytest.fixture
def open_studio(monkeypatch, tmp_path, catalogue):
    """Open studios that talk to nobody; each is closed afterwards."""
    monkeypatch.setenv(STATE, str(tmp_path / "state"))
    monkeypatch.setattr(Studio, "send", lambda *_, **__: None)
    opened = []

    def open_one(*brief, **parts):
        opened.append(bl.studio(*brief, catalogue=catalogue, folder=tmp_path, **parts))
        return opened[-1]

    yield open_one
    for studio in opened:
        studio.close()


def say(studio, *commands):
    studio._heard(studio, {"view": "v", "seq": 1, "commands": list(commands)}, [])


def wait_for(found):
    """Wait until something that a thread does is done."""
    until = time.monotonic() + 20
    while not found() and time.monotonic() < until:
        time.sleep(0.05)
    assert found()


def test_what_follows_from_a_brief_can_be_watched(open_studio, crm):
    studio, seen = open_studio(crm), []
    studio.observe(lambda change: seen.append(change["new"].weeks), names="plan")
    say(studio, {"set": {"schedule.weeks": "12"}})
    assert (studio.brief.schedule.weeks, studio.plan.weeks, seen) == (12, 12, [12])
    assert studio.recommendation.models


def test_setting_the_brief_is_one_step(open_studio, crm):
    studio = open_studio(crm)
    studio.brief = crm.replace(title="Another")
    assert studio.plan.title == "Another"
    say(studio, {"undo": True})
    assert (studio.brief, studio.plan.title) == (crm, "CRM rollout")


def test_setting_the_plan_is_one_step(open_studio, crm):
    studio = open_studio(crm)
    before = studio.plan
    shorter = before.replace(touchpoints=before.touchpoints[:1])
    studio.plan = shorter
    assert studio.plan == shorter
    assert studio.brief == crm
    say(studio, {"undo": True})
    assert studio.plan == before


def test_a_plan_cannot_be_set_to_nothing(open_studio, crm):
    studio = open_studio(crm)
    before = studio.plan
    studio.plan = None
    assert studio.plan == before


def test_the_plan_file_follows_by_itself(open_studio, crm, tmp_path):
    studio = open_studio(crm)
    say(studio, {"set": {"client": "Southwind"}})
    path = tmp_path / "crm-rollout.plan.json"
    wait_for(path.is_file)
    wait_for(lambda: bl.load_plan(path) == studio.plan)


def test_what_takes_long_is_done_beside_the_conversation(open_studio, catalogue):
    studio = open_studio(bl.Brief.model_validate(catalogue.blueprints["crm_rollout"].brief))
    before = studio.plan
    say(studio, {"replace_reinforcement": {}})
    wait_for(lambda: studio.plan != before)


def test_a_notebook_that_is_saved_holds_no_state_of_the_session(open_studio, crm):
    one, other = open_studio(crm), open_studio()
    for number in range(5):
        say(one, {"decide": {"text": f"Decision {number}"}})
    assert set(one.get_state()) == set(other.get_state())
    state = json.dumps(one.get_state(), default=str)
    assert "Decision 3" not in state
    assert "CRM rollout" not in state


def test_recent_sessions_are_listed_and_opened_by_key(open_studio, crm, tmp_path):
    studio = open_studio(crm)
    say(studio, {"set": {"client": "Southwind"}})
    studio.close()
    (found,) = recent()
    assert (found.key, found.title) == (studio.key, "CRM rollout")
    assert found.path == tmp_path / "crm-rollout.plan.json"
    assert found.when.startswith("today ")
    assert open_studio(resume=found.key).brief.client == "Southwind"


def test_a_session_that_is_forgotten_is_gone_and_its_file_stays(open_studio, crm, tmp_path):
    studio = open_studio(crm)
    say(studio, {"set": {"client": "Southwind"}})
    studio.close()
    forget(studio.key)
    assert recent() == []
    assert (tmp_path / "crm-rollout.plan.json").is_file()
    with pytest.raises(InputError, match="no such session"):
        open_studio(resume=studio.key)


def test_a_page_is_opened_as_a_plan_and_left_alone(open_studio, crm, tmp_path):
    plan, page = bl.design(crm), tmp_path / "page.html"
    bl.export(plan, page)
    raw = page.read_bytes()
    studio = open_studio(plan=page)
    assert studio.plan == plan
    say(studio, {"set": {"client": "Southwind"}})
    studio.close()
    assert page.read_bytes() == raw
    assert bl.load_plan(tmp_path / "crm-rollout.plan.json").brief.client == "Southwind"


def test_a_file_that_is_no_plan_is_refused_with_its_name(open_studio, tmp_path):
    (tmp_path / "odd.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"odd\.json"):
        open_studio(plan=tmp_path / "odd.json")


def test_a_brief_that_is_set_while_the_studio_tells_how_things_stand_is_not_lost(open_studio, crm):
    """A thread of the studio's own tells it; what is set meanwhile waits for it."""
    studio = open_studio(crm)
    setting = Thread(target=setattr, args=(studio, "brief", crm.replace(title="Another")))
    with studio._lock, studio.hold_trait_notifications():
        setting.start()
        setting.join(0.2)
        studio.brief = crm
    setting.join()
    assert (studio.brief.title, studio.plan.title) == ("Another", "Another")


def test_what_a_view_hears_meanwhile_is_no_answer_to_what_it_asked(open_studio, crm):
    studio, told = open_studio(crm), []
    studio.send = lambda message, **_: told.append(message.get("answers", {}).get("v"))
    asked = studio._session.hear({"view": "v", "seq": 1, "commands": []})
    studio._pass_on(studio._session.progress())
    studio._pass_on(asked)
    assert told[:2] == [None, 1]
