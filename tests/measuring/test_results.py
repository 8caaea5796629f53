"""From rows to results: who counts, what changed, and what may be said about cause."""

from datetime import date, timedelta

import pytest

from blendnb.files.problems import InputError
from blendnb.measuring.measure import measure
from tests.measuring.conftest import SALT

LAUNCH = date(2027, 1, 11)


@pytest.fixture
def read(tmp_path, small_plan):
    def read_all(plan=small_plan, **files):
        for name, lines in files.items():
            (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n")
        return measure(plan, [tmp_path / f"{name}.csv" for name in files], salt=SALT).results

    return read_all


def completions(*who):
    return ["learner,touchpoint,finished", *(f"{p},{t},2027-01-11" for p, t in who)]


def numbered(count, touchpoint, start=0):
    return [(f"E{n}", touchpoint) for n in range(start, start + count)]


def test_who_joined_after_a_part_was_over_is_not_expected_in_it(read):
    joined = [f"E{n},2027-01-05," for n in range(8)] + [f"E{n},2027-01-20," for n in (8, 9)]
    found = read(
        people=["learner,joined,left", *joined],
        lms=completions(*numbered(6, "module"), *numbered(10, "cards")),
    )
    by_id = {use.touchpoint: use for use in found.uses}
    assert by_id["module"].completed.people == 8
    assert by_id["cards"].completed.people == 10
    assert found.taking.late.value == pytest.approx(0.2)
    assert found.taking.from_roster


def test_who_left_still_counts_as_expected_and_as_lost(read):
    joined = [f"E{n},2027-01-05,{'2027-01-12' if n < 2 else ''}" for n in range(10)]
    found = read(people=["learner,joined,left", *joined], lms=completions(*numbered(10, "module")))
    assert found.uses[0].completed.people == 10
    assert found.taking.attrition.value == pytest.approx(0.2)


def test_the_parts_finished_and_who_is_still_there_are_shares_of_people(read):
    found = read(lms=completions(*numbered(10, "module"), *numbered(6, "session")))
    assert found.taking.parts.value == pytest.approx(0.8)
    assert found.taking.finished.value == pytest.approx(0.6)
    assert [use.staying.value for use in found.uses] == [1.0, pytest.approx(0.6)]
    assert any("Most people stop between" in finding for finding in found.findings)
    assert "no list of participants" in " ".join(found.notes)


def test_a_list_of_other_people_is_told(read):
    with pytest.raises(InputError, match="do both use the same kind of id"):
        read(people=["learner,joined", "X1,2027-01-05"], lms=completions(*numbered(6, "module")))


def test_fewer_than_five_people_are_hidden_everywhere(read):
    found = read(lms=completions(*numbered(4, "module")), survey=survey(4))
    (use,) = found.uses
    assert use.reached.hidden
    assert use.completed.to_data() == {
        "value": None, "low": None, "high": None, "people": None, "hidden": True,
    }  # fmt: skip
    assert found.taking.expected == 0
    assert found.changes[0].before.hidden
    assert found.changes[0].difference.hidden


def survey(count, *, gain=1, only_before=0):
    pairs = [f"E{n},{w},Able,{2 + n % 2 + g}" for n in range(count)
             for w, g in (("before", 0), ("after", gain + n % 3 - 1))]  # fmt: skip
    alone = [f"Z{n},pre,Able,5" for n in range(only_before)]
    return ["respondent,when,question,score", *pairs, *alone]


def test_the_same_people_are_compared_before_and_after(read):
    (change,) = read(survey=survey(12, only_before=6)).changes
    assert change.paired
    assert change.only_before == 6
    assert change.difference.value == pytest.approx(1.0)
    # t interval of twelve differences 0, 1, 2 in equal parts: sd 0.852803, t 2.200985
    assert change.difference.low == pytest.approx(0.458155, abs=1e-6)
    assert change.difference.people == 12


def test_a_learner_who_was_watched_often_counts_once(read):
    lines = [f"E{n},{when},Asks first,{seen}" for n in range(6)
             for when, seen in (("before", "no"), ("after", "yes"))]  # fmt: skip
    often = ["E0,after,Asks first,no"] * 9
    (change,) = read(seen=["learner,when,indicator,seen", *lines, *often]).changes
    assert change.kind == "behavior"
    assert change.after.people == 6
    assert change.after.value == pytest.approx((5 + 0.1) / 6)


def metric(*, comparison=True, drift=0.0, effect=-2.0):
    lines = ["date,team,group,metric,value"]
    for group, sign in (("pilot", 1), *([("control", 0)] if comparison else [])):
        for team in range(4):
            for week in range(-8, 14):
                shift = effect * sign * (week >= 7) + drift * sign * week
                value = 6 + team * 0.5 + ((week * 7 + team) % 3 - 1) * 0.1 + shift
                day = LAUNCH + timedelta(weeks=week)
                lines.append(f"{day},{group}{team},{group},Days to entry,{value:.3f}")
    return lines


def test_a_comparison_group_gives_a_difference_in_differences(read):
    found = read(metric=metric())
    (measured,) = found.metrics
    assert measured.effect.value == pytest.approx(-2.0, abs=0.02)
    assert measured.effect.people == 8, "teams, not days"
    assert "did not visibly move apart" in measured.causal


def test_groups_that_moved_apart_before_the_launch_are_told(read):
    (measured,) = read(metric=metric(drift=-0.2, effect=0)).metrics
    assert measured.drift.value == pytest.approx(-0.2, abs=1e-6)
    assert "already moving apart" in measured.causal


def test_without_a_comparison_group_nothing_is_said_about_cause(read):
    found = read(metric=metric(comparison=False))
    (measured,) = found.metrics
    assert measured.effect is None
    assert measured.causal.startswith(
        "There is no comparison group, so nothing can be said about cause"
    )
    assert measured.causal in " ".join(found.findings)


def test_a_measure_is_reached_in_the_direction_from_its_baseline(read):
    found = read(metric=metric(effect=-3.0), lms=completions(*numbered(9, "module")))
    reached = {outcome.measure.id: outcome.reached for outcome in found.outcomes}
    assert reached == {"m-done": True, "m-biz": True}
    found = read(metric=metric(effect=3.0), lms=completions(*numbered(9, "module")))
    assert {o.measure.id: o.reached for o in found.outcomes}["m-biz"] is False


def test_numbers_with_separators_that_could_mean_two_things_are_set_aside(read):
    lines = ["date,value", *(f"2026-12-{day:02},{day}" for day in range(1, 29))]
    found = read(metric=[*lines, *(f"2027-01-{day},9" for day in range(11, 19)),
                         '2027-05-03,"1,200"'])  # fmt: skip
    assert found.files[0].aside == (("the value is no plain number", 1),)
    assert 'decimals = "comma" or "point" in mapping.toml' in " ".join(found.notes)


def test_without_a_launch_the_metric_asks_for_it(read, small_plan):
    found = read(small_plan.replace(start=None), metric=metric())
    assert found.metrics == ()
    assert "--launch DATE" in " ".join(found.notes)


def returning(small_plan, times=4):
    """The small plan with a module that comes back each week."""
    module = small_plan.touchpoints[0].replace(
        start_day=0, repeat={"days": [7 * n for n in range(times)], "topics": None}
    )
    return small_plan.replace(touchpoints=(module, *small_plan.touchpoints[1:]))


def finishes(*who):
    """Rows of the module, each (learner, days on which it was finished)."""
    return [
        "learner,touchpoint,finished",
        *(f"{p},module,{LAUNCH + timedelta(days=d)}" for p, days in who for d in days),
    ]


def test_one_that_comes_back_is_finished_by_the_share_of_its_occurrences(read, small_plan):
    half = [(f"E{n}", (1, 8)) for n in range(5)]
    whole = [(f"E{n}", (1, 8, 15, 22)) for n in range(5, 10)]
    found = read(plan=returning(small_plan), lms=finishes(*half, *whole, ("E0", (1,))))
    (use,) = found.uses
    assert use.completed.value == pytest.approx(0.75)
    assert found.taking.parts.value == pytest.approx(0.75)
    assert found.taking.finished.value == pytest.approx(0.5)
    assert found.files[0].repeated == 1


def test_the_same_occurrences_in_two_files_count_once(read, small_plan):
    rows = finishes(*[(f"E{n}", (1, 8)) for n in range(6)])
    found = read(plan=returning(small_plan), first=rows, second=rows)
    assert found.uses[0].completed.value == pytest.approx(0.5)


def test_a_system_that_keeps_one_finish_only_is_not_held_against_anybody(read, small_plan):
    rows = finishes(*[(f"E{n}", (1,)) for n in range(6)])
    found = read(plan=returning(small_plan), lms=rows)
    assert found.uses[0].completed.value == 1.0
    assert "tells the occurrences apart of: The module" in " ".join(found.notes)


def test_a_few_strangers_are_not_counted_out(read):
    joined = [f"E{n},2027-01-05" for n in range(8)]
    rows = completions(*numbered(8, "module"), ("X1", "module"))
    notes = " ".join(read(people=["learner,joined", *joined], lms=rows).notes)
    assert "Fewer than five people in the data are not on the list" in notes


def test_a_name_that_only_one_person_has_stands_in_no_note(read):
    rows = completions(
        *numbered(8, "module"), ("E1", "Coaching for Ann Smith"), *numbered(6, "Fire safety")
    )
    notes = " ".join(read(lms=rows).notes)
    assert "Fire safety" in notes
    assert "Ann Smith" not in notes
    assert "no touchpoint of the plan: 2" in notes
