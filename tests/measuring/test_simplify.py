"""The whole way: a made pilot's raw files become results, a simpler plan and its decisions."""

from datetime import date

import pytest

from blendnb import api
from blendnb.domain.edits import apply_edit
from blendnb.domain.pilot_results import Estimate
from blendnb.measuring.example_pilot import make_pilot, stories
from blendnb.measuring.measure import measure
from blendnb.measuring.pilot_findings import findings
from blendnb.measuring.simplify import effect, simplify
from blendnb.reporting.pilot_report import effect_pairs
from tests.measuring.conftest import SALT


@pytest.fixture(scope="module")
def proposed(plan, measured):
    return api.simplify(plan, measured.results)


def test_the_faults_of_the_made_files_are_all_found(measured):
    files = {file.file: file for file in measured.results.files}
    reasons = dict(files["lms_export.csv"].aside)
    assert set(reasons) == {
        "no learner id",
        "left out by the mapping",
        "names no touchpoint of the plan",
    }
    assert {column for column, _, _ in files["lms_export.csv"].unread} == {"Completion date"}
    assert files["lms_export.csv"].repeated > 5
    assert dict(files["statements.jsonl"].aside) == {"is no statement": 1}
    assert dict(files["survey.csv"].aside) == {"the answer is no number": 1}
    assert files["business_metric.csv"].set_aside == 0
    assert measured.unmatched == {"cut off in the middle": 1}


def test_the_stories_that_were_put_in_come_out(plan, measured, proposed):
    told = {story: id_ for id_, story in stories(plan).items()}
    by_touchpoint = {s.touchpoints[0]: s.action for s in proposed}
    assert by_touchpoint[told["little_used"]] == "drop"
    assert by_touchpoint[told["fast"]] == "shorten"
    assert by_touchpoint[told["late"]] == "move"
    assert by_touchpoint[told["confusing"]] in ("shorten", "merge")
    assert set(by_touchpoint) == set(told.values())
    changes = {c.text: c.difference for c in measured.results.changes}
    assert all(difference.wholly_above(0) for difference in changes.values())
    assert measured.results.metrics[0].effect.wholly_below(0)


def test_each_proposal_says_what_it_does_before_it_is_accepted(plan, proposed):
    for one in proposed:
        changed = apply_edit(plan, one.edit)
        minutes = sum(t.total_learner_minutes for t in changed.touchpoints)
        assert one.effect.learner_minutes[1] == pytest.approx(minutes)
        assert one.advised == (not one.effect.worse)
    assert list(proposed) == sorted(proposed, key=lambda s: not s.advised)


def test_what_harms_the_plan_is_said(plan, catalogue):
    without = plan.replace(touchpoints=[t for t in plan.touchpoints if not t.assessment])
    found = effect(plan, without, catalogue)
    assert found.worse
    assert found.learner_minutes[0] > found.learner_minutes[1]
    assert found.recall[1] <= 0
    assert effect(without, plan, catalogue).better


@pytest.fixture(scope="module")
def catalogue():
    from blendnb import api

    return api.catalogue_of()


def test_what_is_accepted_becomes_edits_and_decisions(plan, proposed):
    accepted = [s for s in proposed if s.advised]
    changed = api.accept(plan, accepted, who="Sponsor", when=date(2027, 5, 3))
    new = changed.decisions[len(plan.decisions) :]
    assert [d.text for d in new] == [s.text for s in accepted]
    assert all(d.who == "Sponsor" and d.why for d in new)
    dropped = {s.touchpoints[0] for s in accepted if s.action == "drop"}
    assert dropped.isdisjoint(changed.by_id)
    again = api.accept(changed, ())
    assert again == changed
    assert len({d.id for d in changed.decisions}) == len(changed.decisions)


def test_a_small_group_condemns_nothing_by_chance(plan, measured, catalogue):
    use = measured.results.uses[0]
    unsure = Estimate(0.3, 0.1, 0.6, 10)
    results = measured_with(measured.results, reached=unsure, of=use)
    found = simplify(plan, results, catalogue)
    assert not any("Little used" in s.why for s in found)
    sure = measured_with(measured.results, reached=Estimate(0.3, 0.2, 0.4, 90), of=use)
    assert any("Little used" in s.why for s in simplify(plan, sure, catalogue)) != (
        plan.by_id[use.touchpoint].purpose in ("launch", "close")
    )


def measured_with(results, *, reached, of):
    from dataclasses import replace

    use = replace(of, reached=reached, confused=None, minutes=None, days_late=None)
    return replace(results, uses=(use,))


def test_findings_name_nobody(measured, pilot_folder):
    ids = [line.split(",")[0] for line in (pilot_folder / "participants.csv").read_text().split()]
    told = str(measured.results.to_data()) + str(measured.aside)
    assert len(ids) > 50
    assert not [id_ for id_ in ids if id_.startswith("E1") and id_ in told]
    assert findings(None, (), (), ()) == ()


def test_the_same_seed_makes_the_same_pilot(plan, tmp_path):
    one, two, other = (
        [path.read_bytes() for path in make_pilot(plan, tmp_path / name, seed=seed)]
        for name, seed in (("one", 5), ("two", 5), ("other", 6))
    )
    assert one == two
    assert one != other


def test_a_folder_and_its_files_are_the_same(plan, pilot_folder, measured):
    files = [p for p in pilot_folder.iterdir() if p.suffix in (".csv", ".jsonl")]
    assert measure(plan, sorted(files), salt=SALT).results == measured.results


def test_time_cost_recall_and_audit_are_told_whether_they_change_or_not(proposed):
    for one in proposed:
        names = [name for name, _ in effect_pairs(one.effect)]
        assert ("Length" in names) == (one.effect.weeks[0] != one.effect.weeks[1])
        assert [name for name in names if name != "Length"] == [
            "Learner time",
            "Cost",
            "Modelled recall at the end",
            "Audit",
        ]
        assert all(said for _, said in effect_pairs(one.effect))
    late = next(one for one in proposed if one.action == "move")
    assert dict(effect_pairs(late.effect))["Cost"].endswith("as before")
