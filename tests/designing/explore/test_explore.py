import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from blendnb.api import catalogue_of
from blendnb.designing.audit import audit
from blendnb.designing.explore import choices, explore, exploring, plan_of_choice, usual_space, why
from blendnb.designing.explore.pareto_front import measures
from blendnb.domain.brief import Brief
from blendnb.domain.exploration import FormatSet

BRIEF = Brief.model_validate(
    {
        "title": "CRM",
        "objective": "Use it.",
        "topics": ["A", "B"],
        "outcome": {"subject": "software"},
        "audience": {"size": 100},
        "schedule": {"weeks": 6},
    }
)

UNGUARDED = """\
import sys
from dataclasses import replace

import blendnb as bl

print("begun", flush=True)
brief = bl.Brief(
    title="CRM", objective="Use it.", topics=["A", "B"], outcome={"subject": "software"},
    audience={"size": 100}, schedule={"weeks": 6},
)
space = replace(bl.design_space(brief), weeks=(4, 6), returns=(0, 2))
found = bl.explore(brief, space=space, workers=2)
print(found.asked, found.complete, "unguarded")
"""
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def catalogue():
    return catalogue_of()


@pytest.fixture(scope="module")
def space(catalogue):
    return replace(
        usual_space(BRIEF, catalogue),
        weeks=(4, 6),
        returns=(0, 2),
        placings=("recall", "equal"),
        format_sets=(FormatSet("all formats"), FormatSet("no modules", ("self_paced_module",))),
    )


@pytest.fixture(scope="module")
def found(catalogue, space):
    return explore(BRIEF, catalogue, space, workers=1)


def test_the_usual_space_has_thousands_of_designs(catalogue):
    assert len(choices(usual_space(BRIEF, catalogue), catalogue)) == 2808


def test_what_makes_no_difference_is_no_other_design(catalogue, space):
    asked = choices(space, catalogue)
    assert len(asked) == 6 * 2 * 3 * 3 * 2  # models and flips, weeks, returns, classes, formats
    assert not any(c.flipped for c in asked if c.blend_model in ("digital_first", "continuous"))
    assert {c.placing for c in asked if not c.returns} == {"recall"}


def test_every_design_is_feasible_or_counted_with_its_reason(found):
    assert len(found.designs) + sum(count for _, count in found.infeasible) == found.asked
    assert found.complete


def test_no_design_on_the_front_is_beaten_and_every_other_one_is(found):
    front = [measures(design) for design in found.front]
    for design in found.designs:
        mine = measures(design)
        beaten = any(
            all(a <= b for a, b in zip(other, mine, strict=True)) and other != mine
            for other in front
        )
        assert beaten != (mine in front)


def test_regret_is_how_far_a_design_falls_short_for_the_model_that_likes_it_least(found):
    best = [max(column) for column in zip(*(d.recall for d in found.designs), strict=True)]
    for design in found.designs:
        short = [b - r for b, r in zip(best, design.recall, strict=True)]
        assert design.worst_regret == pytest.approx(max(short), abs=1e-8)


def test_a_design_opens_as_the_plan_that_was_scored(catalogue, found):
    for design in found.designs[::29]:
        plan = plan_of_choice(BRIEF, design.choice, catalogue)
        minutes = sum(
            t.total_learner_minutes for t in plan.touchpoints if t.modality != "on_the_job"
        )
        assert minutes / 60 == pytest.approx(design.learner_hours)
        assert plan.weeks == design.choice.weeks
        assert plan.reinforced == (design.choice.returns > 0)
        assert not audit(plan, catalogue).broken
        assert not {t.format for t in plan.touchpoints} & set(design.choice.formats.without)


def test_smaller_classes_need_more_groups(catalogue, found):
    by_size = {}
    for design in found.designs:
        c = design.choice
        if (c.blend_model, c.flipped, c.weeks, c.returns, c.formats.name) == (
            "live_led", False, 6, 0, "all formats",
        ):  # fmt: skip
            plan = plan_of_choice(BRIEF, c, catalogue)
            by_size[c.group_size] = max(t.groups or 0 for t in plan.touchpoints)
    assert by_size == {8: 13, 12: 9, 16: 7}


@pytest.mark.parametrize("workers", [2, 3])
def test_the_answer_is_the_same_whatever_the_number_of_workers(catalogue, space, found, workers):
    assert explore(BRIEF, catalogue, space, workers=workers) == found


@pytest.mark.parametrize("given", ["standard input", "file", "module"])
def test_a_script_without_a_guard_explores_in_processes_and_goes_on(tmp_path, given):
    """None of the processes runs the script again."""
    script = tmp_path / "unguarded.py"
    script.write_text(UNGUARDED, encoding="utf-8")
    command = {"standard input": ["-"], "file": [script], "module": ["-m", "unguarded"]}[given]
    done = subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"},
        input=UNGUARDED if given == "standard input" else None,
        text=True,
        capture_output=True,
        timeout=200,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("begun\n432 True unguarded\n", "")


def test_what_a_killed_process_leaves_undone_is_done_here(catalogue, space, found, monkeypatch):
    monkeypatch.setattr(exploring, "_begin", os._exit)
    assert explore(BRIEF, catalogue, space, workers=2) == found


def test_an_executor_of_ones_own_gives_the_same_answer_and_stays_open(catalogue, space, found):
    with ThreadPoolExecutor(2) as executor:
        assert explore(BRIEF, catalogue, space, executor=executor) == found
        assert executor.submit(sum, (1, 2)).result() == 3


def test_stopping_early_cancels_what_an_executor_has_not_begun(catalogue, space):
    with ThreadPoolExecutor(1) as executor:
        submitted = []
        submit = executor.submit

        def noted(*job):
            submitted.append(submit(*job))
            return submitted[-1]

        executor.submit = noted
        narrow = replace(space, weeks=(4, 5, 6, 7, 8))
        stopped = explore(BRIEF, catalogue, narrow, executor=executor, progress=lambda *_: False)
    assert not stopped.complete
    assert len(submitted) > 3
    assert submitted[-1].cancelled()


def test_a_dask_cluster_gives_the_same_answer(catalogue, space, found):
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert explore(BRIEF, catalogue, space, executor=client.get_executor()) == found


def test_progress_is_told_in_order_up_to_the_whole(catalogue, space):
    told = []
    explore(BRIEF, catalogue, space, workers=1, progress=lambda *pair: told.append(pair))
    assert told == sorted(told)
    assert told[-1] == (216, 216)


def test_it_stops_when_it_is_asked_to_and_keeps_what_was_done(catalogue, space, found):
    stopped = explore(BRIEF, catalogue, space, workers=1, progress=lambda *_: False)
    assert not stopped.complete
    assert [d.choice for d in stopped.designs] == [d.choice for d in found.designs][:144]


def test_a_brief_that_excludes_a_blend_model_says_so(catalogue, space):
    narrow = BRIEF.replacing({"technology.available": ["lms", "authoring"]})
    found = explore(narrow, catalogue, space, workers=1)
    assert "live_led" not in {d.choice.blend_model for d in found.designs}
    assert any("live session" in reason for reason, _ in found.infeasible)


def test_why_says_the_choices_and_how_many_are_better(found):
    text = why(found, found.front[0])
    assert text.startswith(("Digital-first", "Continuous", "Live-led", "Bookend"))
    assert "0\u00a0% ask less of learners" in text
