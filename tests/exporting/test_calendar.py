"""A calendar that people import twice, read back by two programs that did not write it."""

import subprocess
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

import blendnb as bl
from blendnb.domain.plan import Plan
from blendnb.files.problems import InputError
from tests.exporting.hostile import CORPUS
from tests.exporting.sample_plans import compliance_audit, new_manager
from tests.exporting.shapes import with_texts

PLAN = new_manager("2027-01-11")
FIRST_EDITION = "7386eff6-f6f2-53cc-bc0e-c24bc49fefe1"
"""The id of its calendar as the first edition wrote it."""


def change(plan, id_, **values):
    changed = [t.replace(**values) if t.id == id_ else t for t in plan.touchpoints]
    return plan.replace(touchpoints=tuple(changed))


def exported(plan, path, **choices):
    bl.export(plan, path, **choices)
    return Calendar.from_ical(path.read_bytes())


def events_of(calendar):
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "plan.ics"


def test_it_has_every_occurrence_of_every_touchpoint(path):
    events = exported(PLAN, path).walk("VEVENT")
    assert len(events) == sum(len(t.occurrences) for t in PLAN.touchpoints) == 16
    assert len({str(event["uid"]) for event in events}) == 16


def test_whole_days_end_on_the_day_after_the_last_one(path):
    events = events_of(exported(PLAN, path))
    peers = events["Peer pairs: one conversation each, told to each other"]
    assert (peers.start, peers.end) == (date(2027, 1, 27), date(2027, 2, 15))
    single = events["Entry check before the workshop"]
    assert (single.start, single.end) == (date(2027, 1, 23), date(2027, 1, 24))


def test_a_span_that_ends_on_launch_day_ends_there(path):
    plan = change(PLAN, "tp-2", start_day=-3, days=4, repeat=None, stage="before")
    event = events_of(exported(plan, path))["Modules: feedback; coaching; delegation"]
    assert (event.start, event.end) == (date(2027, 1, 8), date(2027, 1, 12))


def test_what_stays_open_is_told_on_the_day_it_opens(path):
    event = events_of(exported(PLAN, path))["Conversation guides on one page: open from today"]
    assert (event.start, event.end) == (date(2027, 1, 12), date(2027, 1, 13))
    assert str(event["transp"]) == "TRANSPARENT"


def test_an_entry_says_why_and_what_it_takes(path):
    event = events_of(exported(PLAN, path))["Nudge + reflection prompt by e-mail or app (2 of 4)"]
    assert str(event["description"]).split("\n") == [
        "Without it the step “reinforce” has no place in the journey.",
        "Nudge.",
        "Takes 10\u00a0min.",
        "With: Learners.",
        "Topics: Feedback, Coaching, Delegation.",
    ]
    assert event.categories == ["Self-paced", "Reinforce"]


def test_a_session_with_a_time_is_a_moment_in_utc_and_says_its_hour_where_it_is(path):
    plan = change(PLAN, "tp-1", time="09:30", time_zone="Europe/Oslo")
    calendar = exported(plan, path)
    event = events_of(calendar)["Kick-off: expectations and the role shift"]
    assert event.start == datetime(2027, 1, 11, 8, 30, tzinfo=UTC)
    assert event.end == datetime(2027, 1, 11, 10, 0, tzinfo=UTC)
    assert b"DTSTART:20270111T083000Z" in path.read_bytes()
    assert "At 09:30 Europe/Oslo." in str(event["description"])
    assert calendar.walk("VTIMEZONE") == []


def test_a_session_through_the_night_of_the_change_of_clocks_is_as_long_as_it_is(path):
    plan = change(PLAN, "tp-1", time="01:30", time_zone="Europe/Oslo", start_day=76)
    event = events_of(exported(plan, path))["Kick-off: expectations and the role shift"]
    assert event.start == datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
    assert event.end == datetime(2027, 3, 28, 2, 0, tzinfo=UTC)


def test_a_time_without_a_zone_is_that_time_wherever_one_is_and_that_is_told(path):
    with pytest.warns(UserWarning, match=r"Close: wins, .* no time_zone"):
        event = events_of(exported(change(PLAN, "tp-9", time="14:00"), path))[
            "Close: wins, obstacles, next steps"
        ]
    start, end = datetime(2027, 3, 29, 14), datetime(2027, 3, 29, 15, 30)  # noqa: DTZ001
    assert (event.start, event.end) == (start, end)


def test_only_a_live_session_with_an_hour_blocks_the_time(path):
    plan = change(PLAN, "tp-1", time="09:30", time_zone="Europe/Oslo")
    events = exported(plan, path).walk("VEVENT")
    assert [str(e["summary"]) for e in events if e["transp"] == "OPAQUE"] == [
        "Kick-off: expectations and the role shift"
    ]


def test_a_time_of_something_that_runs_for_days_stands_in_its_text(path):
    plan = change(PLAN, "tp-5", time="14:00", time_zone="Asia/Tokyo")
    event = events_of(exported(plan, path))["Peer pairs: one conversation each, told to each other"]
    assert event.start == date(2027, 1, 27)
    assert "Each day at 14:00 Asia/Tokyo." in str(event["description"])


def test_a_learners_calendar_has_no_reasons_materials_and_other_peoples_entries(path):
    plan = change(PLAN, "tp-1", why="Cheaper than a room", materials=("Script of the sponsor",),
                  owner="Kim", description="Bring a question.")  # fmt: skip
    plan = change(plan, "tp-9", roles=("manager", "facilitator"))
    written = exported(plan, path, edition="learner").to_ical().decode().replace("\r\n ", "")
    assert "Bring a question." in written
    for hidden in ("Cheaper", "Script", "Kim", "Close: wins"):
        assert hidden not in written
    facilitators = exported(plan, path.with_name("f.ics"), edition="facilitator").to_ical()
    assert b"Script of the sponsor" in facilitators


def test_a_learner_whose_group_comes_later_has_no_hour_but_a_day_and_a_sentence(path):
    plan = change(PLAN, "tp-1", time="09:30", time_zone="Europe/Oslo", groups=25)
    title = "Kick-off: expectations and the role shift"
    event = events_of(exported(plan, path, edition="learner"))[title]
    assert (event.start, str(event["transp"])) == (date(2027, 1, 11), "TRANSPARENT")
    assert "There are 25 groups, one after another from that day; the day of your group is" in str(
        event["description"]
    )


def test_where_groups_follow_one_another_the_entry_says_until_when(path):
    led = PLAN.brief.replace(
        audience=PLAN.brief.audience.replace(size=160),
        support=PLAN.brief.support.replace(facilitators=1),
    )
    plan = PLAN.replace(brief=led)
    title = "Kick-off: expectations and the role shift"
    told = {
        edition: str(events_of(exported(plan, path, edition=edition))[title]["description"])
        for edition in ("client", "learner")
    }
    # Ten groups at five a week: day 0 and 12.6 days more, a Saturday, so the next Monday.
    assert (
        "10 groups, one after another from that day, the last one 2 weeks later" in (told["client"])
    )
    assert "The groups follow one another; the last one is on 25 Jan." in told["client"]
    assert "one after another from that day until 25 Jan; the day of your group" in told["learner"]


def test_a_time_zone_that_does_not_exist_is_refused_by_its_touchpoint(path):
    plan = change(PLAN, "tp-1", time="09:30", time_zone="Europe/Osslo")
    with pytest.raises(InputError) as refused:
        bl.export(plan, path)
    assert str(refused.value) == (
        f"{path}: time_zone (id tp-1): 'Europe/Osslo' is not a time zone, such as 'Europe/Oslo'; "
        "did you mean Europe/Oslo?"
    )
    assert not path.exists()


def test_an_undated_plan_says_what_to_set_first(path):
    path.write_text("what was there", encoding="utf-8")
    with pytest.raises(InputError, match=r'no start yet.*set "start": "2027-01-11" in the plan'):
        bl.export(new_manager(), path)
    assert path.read_text(encoding="utf-8") == "what was there"


# ------------------------------------------------------------------------------ second import


def sequences(calendar):
    return {
        str(e["summary"]): (int(e["sequence"]), e.get("status")) for e in calendar.walk("VEVENT")
    }


def test_the_same_plan_again_changes_nothing(path):
    exported(PLAN, path)
    first = path.read_bytes()
    exported(PLAN, path)
    assert path.read_bytes() == first


def test_what_has_changed_keeps_its_id_and_counts_one_up(path):
    before = exported(PLAN, path)
    moved = change(PLAN, "tp-9", start_day=84)
    after = exported(moved, path)
    title = "Close: wins, obstacles, next steps"
    assert str(events_of(after)[title]["uid"]) == str(events_of(before)[title]["uid"])
    assert events_of(after)[title].start == date(2027, 4, 5)
    counts = sequences(after)
    assert counts.pop(title) == (1, None)
    assert set(counts.values()) == {(0, None)}
    assert sequences(exported(PLAN, path))[title] == (2, None)


def test_a_newer_version_says_so_in_its_stamps_too(path):
    exported(PLAN, path)
    calendar = exported(change(PLAN, "tp-9", start_day=84), path)
    event = events_of(calendar)["Close: wins, obstacles, next steps"]
    stamp = datetime(2000, 1, 2, tzinfo=UTC)
    assert (event["dtstamp"].dt, event["last-modified"].dt) == (stamp, stamp)


def test_what_the_plan_no_longer_has_is_cancelled_and_stays_so(path):
    exported(PLAN, path)
    shorter = PLAN.replace(touchpoints=PLAN.touchpoints[:-1])
    title = "Question channel with the programme lead: open from today"
    event = events_of(exported(shorter, path))[f"Cancelled: {title}"]
    assert (int(event["sequence"]), str(event["status"])) == (1, "CANCELLED")
    assert (event.start, str(event["transp"])) == (date(2000, 1, 1), "TRANSPARENT")
    once = path.read_bytes()
    exported(shorter, path)
    assert path.read_bytes() == once
    assert sequences(exported(PLAN, path))[title] == (2, None)


def uids(calendar):
    return {str(event["uid"]) for event in calendar.walk("VEVENT")}


def brief(plan, **values):
    return plan.replace(brief=plan.brief.replace(**values))


@pytest.mark.parametrize(
    "renamed",
    [
        brief(PLAN, client="ACME Ltd"),
        brief(PLAN, client="ACME", title="Leaders of tomorrow"),
        PLAN.replace(title="Leaders of tomorrow"),
        change(PLAN, "tp-9", title="Farewell"),
        change(PLAN, "tp-9", start_day=84),
    ],
    ids=["client", "brief", "plan", "touchpoint", "moved"],
)
@pytest.mark.parametrize("name", ["plan.ics", "plan-2.ics"])
def test_whatever_is_renamed_or_moved_keeps_its_ids_under_any_name_of_the_file(path, renamed, name):
    before = exported(brief(PLAN, client="ACME"), path)
    after = exported(renamed, path.with_name(name))
    assert uids(after) == uids(before)
    assert [e for e in after.walk("VEVENT") if e.get("status")] == []


def test_a_version_under_another_name_is_newer_than_those_in_the_folder(path):
    exported(PLAN, path)
    exported(change(PLAN, "tp-9", start_day=84), path.with_name("second.ics"))
    third = exported(change(PLAN, "tp-9", start_day=86), path.with_name("a third.ics"))
    counts = sequences(third)
    assert counts.pop("Close: wins, obstacles, next steps") == (2, None)
    assert set(counts.values()) == {(0, None)}


def test_a_journey_that_begins_later_goes_on_in_the_file_that_is_written_over(path):
    before = exported(PLAN, path)
    after = exported(PLAN.replace(start=date(2027, 1, 18)), path)
    assert uids(after) == uids(before)
    assert set(sequences(after).values()) == {(1, None)}


def test_two_runs_of_a_journey_share_no_id(path):
    spring = exported(PLAN, path)
    autumn = exported(PLAN.replace(start=date(2027, 9, 6)), path.with_name("autumn.ics"))
    assert not uids(spring) & uids(autumn)
    exported(PLAN.replace(start=date(2027, 9, 6)), path)
    moved = Calendar.from_ical(path.read_bytes())
    again = exported(PLAN, path.with_name("spring again.ics"))
    assert not uids(again) & uids(moved)
    other = brief(PLAN, client="Other", title="Other people’s journey")
    assert not uids(exported(other, path.with_name("other.ics"))) & (uids(again) | uids(moved))


CRM = {"title": "CRM rollout", "objective": "Enter every call", "outcome": {"subject": "software"}}
CRM |= {"schedule": {"weeks": 6, "start": "2027-01-11"}}


def test_two_clients_with_the_same_objective_blueprint_and_start_share_no_entry(path):
    first, second = (bl.design(bl.Brief(client=name, **CRM)) for name in ("ACME", "Other"))
    ids = uids(exported(first, path))
    assert not ids & uids(exported(second, path.with_name("second.ics")))
    alone = path.parent / "elsewhere"
    alone.mkdir()
    assert not ids & uids(exported(second, alone / "plan.ics"))


def test_a_composed_plan_keeps_its_entries_whatever_is_edited(path):
    plan = bl.design(bl.Brief(client="ACME", **CRM))
    ids = uids(exported(plan, path))
    edited = brief(plan, client="ACME Ltd", objective="Enter every call on the day")
    assert uids(exported(edited, path.with_name("edited.ics"))) == ids


def test_a_journey_composed_anew_for_the_same_names_keeps_its_entries(path):
    ids = uids(exported(bl.design(bl.Brief(client="ACME", **CRM)), path))
    larger = bl.Brief(client="ACME", audience={"size": 30}, **CRM)
    again = uids(exported(bl.design(larger), path.with_name("again.ics")))
    assert len(ids & again) > 5


def test_the_copy_of_a_plan_for_another_client_beside_it_shares_no_entry(path):
    plan = bl.design(bl.Brief(client="ACME", **CRM))
    ids = uids(exported(plan, path))
    copy = brief(plan, client="Other", title="CRM at Other")
    assert not ids & uids(exported(copy, path.with_name("copy.ics")))


def test_a_learners_entries_are_not_those_of_the_client(path):
    whole = exported(PLAN, path)
    assert not uids(whole) & uids(exported(PLAN, path.with_name("l.ics"), edition="learner"))


def test_a_calendar_of_the_first_edition_is_carried_on(path):
    exported(PLAN, path)
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("X-BLENDNB-", " "))]
    head = kept.index("CALSCALE:GREGORIAN")
    kept.insert(head, f"X-BLENDNB-PLAN:{FIRST_EDITION}")
    path.write_text("\r\n".join(kept) + "\r\n", encoding="utf-8")
    exported(PLAN, path)
    assert f"X-BLENDNB-PLAN:{FIRST_EDITION}" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "found", ["", "no calendar", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x", "\x00\xff"]
)
def test_another_file_in_its_place_is_simply_replaced(path, found, tmp_path):
    path.write_text(found, encoding="latin-1")
    exported(PLAN, path)
    exported(PLAN, tmp_path / "fresh.ics")
    assert path.read_bytes() == (tmp_path / "fresh.ics").read_bytes()


def test_entries_of_another_plan_are_not_carried_on(path):
    exported(PLAN, path)
    other = compliance_audit().replace(start=date(2027, 1, 11))
    titles = set(events_of(exported(other, path)))
    assert not any("Kick-off" in title for title in titles)


# ------------------------------------------------------------------------------------ hostile


def shape(calendar):
    return [
        (component.name, sorted((key, *sorted(getattr(value, "params", ()))) for key, value in component.items()))  # noqa: E501
        for component in calendar.walk()
    ]  # fmt: skip


@pytest.mark.parametrize("turn", range(0, len(CORPUS), 20))
def test_hostile_text_changes_no_component_and_no_property(tmp_path, turn):
    plan = with_texts(PLAN, [*CORPUS[turn:], *CORPUS[:turn]])
    harmless = exported(with_texts(PLAN, ["Harmless"]), tmp_path / "a.ics")
    assert shape(exported(plan, tmp_path / "b.ics")) == shape(harmless)


# --------------------------------------------------------------------------------------- khal

KHAL = """
[calendars]
[[plan]]
path = {folder}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
[sqlite]
path = {folder}/khal.db
"""


@pytest.fixture
def khal(system_tool, tmp_path):
    tool = system_tool("khal")
    (tmp_path / "calendar").mkdir()
    (tmp_path / "khal.conf").write_text(KHAL.format(folder=tmp_path), encoding="utf-8")

    def run(*arguments):
        command = [tool, "-c", tmp_path / "khal.conf", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        return done.stdout

    return run


def listed(khal):
    line = "{uid}|{start-date}|{start-time}|{end-date}|{title}|{categories}"
    shown = khal("list", "--once", "--day-format", "", "--format", line, "2026-01-01", "2028-12-31")
    rows = [line.split("|") for line in shown.splitlines() if line.count("|") == 5]
    return sorted(rows)


def test_khal_imports_it_and_a_second_import_updates(khal, path):
    plan = change(PLAN, "tp-1", time="09:30", time_zone="America/New_York")
    exported(plan, path)
    khal("import", "--batch", "-a", "plan", str(path))
    first = listed(khal)
    assert len(first) == 16
    kick_off = next(row for row in first if row[4].startswith("Kick-off"))
    assert kick_off[1:4] == ["2027-01-11", "15:30", "2027-01-11"]
    peers = next(row for row in first if row[4].startswith("Peer pairs"))
    assert peers[1:4] == ["2027-01-27", "", "2027-02-14"]
    assert peers[5] == "With peers,Apply"
    exported(change(plan, "tp-9", start_day=84), path)
    khal("import", "--batch", "-a", "plan", str(path))
    second = listed(khal)
    assert [row[0] for row in second] == [row[0] for row in first]
    (moved,) = [row for row in second if row not in first]
    assert moved[1:] == ["2027-04-05", "", "2027-04-05", "Close: wins, obstacles, next steps",
                         "Live,Close"]  # fmt: skip


def test_khal_shows_nothing_of_what_was_cancelled_before_the_first_import(khal, path):
    exported(PLAN, path)
    exported(PLAN.replace(touchpoints=PLAN.touchpoints[:-1]), path)
    khal("import", "--batch", "-a", "plan", str(path))
    assert len(listed(khal)) == 15
    assert not any("Question channel" in row[4] for row in listed(khal))


def test_many_repeats_become_as_many_entries(path):
    plan = Plan.model_validate({
        **PLAN.to_data(), "touchpoints": [
            {**PLAN.touchpoints[5].model_dump(), "id": f"t{n}", "repeat": {"days": list(range(0, 360, 9))}}  # noqa: E501
            for n in range(10)
        ],
    })  # fmt: skip
    assert len(exported(plan, path).walk("VEVENT")) == 400
