"""What the studio and a notebook's cells say of hand-made values: which figure, which side."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from blendnb.domain.findings import Audit, AuditQuestion, Dimension
from blendnb.domain.plan import Decision, Measure, Pilot
from blendnb.domain.recommendation import RankedModel, Reason
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.widgets.journal.status import day_and_time
from blendnb.widgets.view_models.board_view import board_of, curves_of
from blendnb.widgets.view_models.done_sentence import _few, _in_plan
from blendnb.widgets.view_models.guide_view import agenda, steps_of
from blendnb.widgets.view_models.options_view import cost_of, options_of
from blendnb.widgets.view_models.plan_view import _helps, _weeks
from blendnb.widgets.view_models.recommendation_view import argument_view
from tests.designing.proof_plans import module, plan, touchpoint, workshop

# -------------------------------------------------------------------------------- argument

DIMENSIONS = ("time", "modality", "social", "support", "assessment")


def reason(rule, effect):
    return Reason(rule, (), effect, f"Says {rule}.", "Source", "M")


def model(id_, name, percent, *effects):
    reasons = tuple(reason(f"{id_}{n}", effect) for n, effect in enumerate(effects))
    return RankedModel(id=id_, name=name, score=0.0, share=percent / 100, percent=percent,
                       excluded=False, excluded_by=(), risks=(f"Risk of {name}.",),
                       reasons=reasons)  # fmt: skip


FIRST = model("a", "Alpha", 70, 3.0, 0.0, -2.0)
SECOND = model("b", "Beta", 20, -1.0, 2.0, -0.5)
THIRD = model("c", "Gamma", 10, 1.0)


def argued(used):
    turns = [SimpleNamespace(text=f"to {m}", variable=f"v.{m}", to=m, model=m) for m in "bcb"]
    found = SimpleNamespace(models=(FIRST, SECOND, THIRD), best=FIRST, what_if=turns)
    summaries = {m: SimpleNamespace(summary=f"Summary of {m}") for m in "abc"}
    return argument_view(SimpleNamespace(
        in_plan=used, design=SimpleNamespace(recommendation=found), reason=lambda r: r.rule,
        catalogue=SimpleNamespace(blend_models=summaries),
    ))  # fmt: skip


def test_reasons_for_and_against_stand_on_their_own_sides():
    told = argued(FIRST)
    assert (told["for"], told["against"]) == (["a0", "a1"], ["a2"])
    assert told["demands"] == ["Risk of Alpha."]


def test_where_the_ranking_is_followed_the_second_is_the_other_and_every_turn_is_told():
    told = argued(FIRST)
    assert (told["other"]["id"], told["price"]) == ("b", "")
    assert told["other"]["heading"] == "Runner-up: Beta, first in 20 % of the variations"
    assert [c["text"] for c in told["changes"]] == ["to b", "to c", "to b"]


def test_a_choice_by_hand_has_its_price_and_only_the_turns_that_lead_to_it():
    told = argued(SECOND)
    assert told["price"] == (
        "Chosen by hand. Beta comes first in 20 % of the variations, Alpha in 70 %. 2 reasons "
        "speak against it. What speaks most for Alpha: Says a0."
    )
    assert told["other"]["heading"] == (
        "The ranking puts first: Alpha, first in 70 % of the variations"
    )
    assert [c["set"] for c in told["changes"]] == [{"v.b": "b"}, {"v.b": "b"}]
    assert "Nothing speaks against it." in argued(THIRD)["price"]


# ---------------------------------------------------------------------------------- numbers


def journey():
    return plan(
        module(learner_minutes=90), workshop(repeat={"days": [0, 7]}, learner_minutes=45),
        touchpoint("t", "on_the_job_assignment", modality="on_the_job", learner_minutes=60),
    )  # fmt: skip


def test_the_cost_in_sight_is_that_of_all_and_of_each_learner(catalogue):
    one = plan(module(), workshop())
    # 70 hours to build, 8 to lead, 80 of 40 learners: 158, and 158 / 40 each; in the survey's
    # range 164 to build and 3 x (2 + 2 x 1.5) = 15 to lead; at the least 6.9.
    told = cost_of(one, catalogue)
    assert told["range"]["default"] == 158
    assert told["per_learner"]["default"] == 3.95
    assert (told["range"]["low"], told["range"]["high"]) == (156.9, 259)
    assert "158" in told["text"]
    assert told["text"].endswith("4 for each learner")
    assert told["money"] == ""
    assert cost_of(None, catalogue) is None


def audit(*verdicts):
    return Audit(dimensions=tuple(
        Dimension(id=id_, questions=(AuditQuestion(id=f"{id_}.q", verdict=verdict, text="."),))
        for id_, verdict in zip(DIMENSIONS, verdicts, strict=True)
    ))  # fmt: skip


def test_an_option_has_hours_of_learning_sessions_of_one_learner_and_open_questions(catalogue):
    judged = SimpleNamespace(audit=audit("met", "partly", "missing", "not_needed", "partly"))
    option = SimpleNamespace(name="A", plan=journey(), design=judged, edited=None)
    other = SimpleNamespace(name="B", plan=journey(), design=judged, edited=journey())
    workspace = SimpleNamespace(options=(option, other), active=0)
    one, two = options_of(workspace, catalogue)
    # 90 + 2 x 45 minutes are three hours; the hour of work at work is not among them.
    assert (one["hours"], one["sessions"], one["weeks"], one["open"]) == (3.0, 2, 4, 3)
    assert (one["active"], two["active"], one["by_hand"], two["by_hand"]) == (
        True, False, False, True,
    )  # fmt: skip
    assert one["touchpoints"] == []
    assert two["touchpoints"][0] == ("module", "module")


# ------------------------------------------------------------------------------------ steps


def test_an_hour_and_a_half_is_shared_out_over_the_five_steps():
    assert [(step["id"], step["minutes"]) for step in agenda()] == [
        ("outcomes", 25), ("map", 20), ("models", 20), ("support", 15), ("pilot", 10),
    ]  # fmt: skip


def done(*, moment=None, mapped=(), topics=("A",), found=None, current=True, of=None):
    moments = () if moment is None else (SimpleNamespace(measure=moment),)
    option = SimpleNamespace(
        reading=SimpleNamespace(
            brief=SimpleNamespace(gap="Gap", moments=moments, topic_names=topics)
        ),
        entries={"map": [{"topic": t, "stage": "before", "purposes": ["inform"]} for t in mapped]},
        plan=of, current=current,
        design=found and SimpleNamespace(audit=found),
    )  # fmt: skip
    return {step["id"]: step["done"] for step in steps_of(option)}


def test_a_step_is_done_when_it_has_produced_what_it_must():
    assert not any(done().values())
    assert done(moment="seen")["outcomes"]
    assert not done(moment="")["outcomes"]
    assert done(mapped="AB", topics=("A", "B"))["map"]
    assert not done(mapped="A", topics=("A", "B"))["map"]
    assert done(of=plan(module()))["models"]
    assert not done(of=plan(module()), current=False)["models"]
    assert done(found=audit("missing", "met", "met", "partly", "not_needed"))["support"]
    assert not done(found=audit("met", "met", "met", "missing", "met"))["support"]
    measured = [Measure(id="m", text="M", kind="work", baseline="6", when_day=0)]
    decided = plan(module()).replace(pilot=Pilot(size=9), measures=measured,
                                     decisions=[Decision(id="d", text="D")])  # fmt: skip
    assert done(of=decided)["pilot"]
    assert not done(of=decided.replace(measures=[measured[0].replace(baseline=None)]))["pilot"]


# ------------------------------------------------------------------------------------ support


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (0, 27, [0, 7, 14, 21]),
        (-9, 13, [-7, 0, 7]),  # the week before last began two days earlier
        (0, 69, [0, 7, 14, 21, 28, 35, 42, 49, 56, 63]),  # ten weeks
        (0, 70, [0, 14, 28, 42, 56, 70]),  # eleven: every other one
        (0, 145, [0, 21, 42, 63, 84, 105, 126]),  # 21 weeks: every third
    ],
)  # fmt: skip
def test_at_most_ten_weeks_are_named_on_the_axis(first, last, days):
    assert [week["day"] for week in _weeks(first, last)] == days


def test_help_is_what_supports_stays_open_or_waits_for_an_event():
    assert _helps(touchpoint("a", "coaching", purpose="support"))
    assert _helps(module(days=None))
    assert _helps(module(trigger="A customer calls"))
    assert not _helps(module())


# -------------------------------------------------------------------------------- what changed


def test_two_changes_are_told_and_of_more_the_first_with_how_many():
    assert list(_few(["a", "b"])) == ["a", "b"]
    assert list(_few(["a", "b", "c", "d"])) == ["a, and 3 more"]


def test_a_touchpoint_is_told_in_or_out_of_the_plan_or_with_its_new_day():
    before = plan(module("a"), module("b", days=2))
    after = plan(module("b", days=2, start_day=15), module("c"))
    assert list(_in_plan(before, after)) == [
        "“c” is in the plan", "“a” is out of the plan", "“b” begins on day 15, week 3",
    ]  # fmt: skip
    longer, open_ = plan(module("a", days=9)), plan(module("a", days=None))
    assert list(_in_plan(before.replace(touchpoints=before.touchpoints[:1]), longer)) == [
        "“a” lasts 9 days"
    ]
    assert list(_in_plan(longer, open_)) == ["“a” stays open"]
    renamed = plan(module("a", days=9, title="Asking first"))
    assert list(_in_plan(longer, renamed)) == ["“Asking first” changed"]


# ------------------------------------------------------------------------------------ time


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("2026-11-24 00:05", "today 0:05"),
        ("2026-11-23 23:59", "yesterday 23:59"),
        ("2026-11-22 23:59", "on 22 November 23:59"),
        ("2025-11-24 09:30", "on 24 November 2025 9:30"),
    ],
)
def test_a_time_is_said_beside_now(then, said):
    now = datetime.fromisoformat("2026-11-24 00:30")
    assert day_and_time(datetime.fromisoformat(then).timestamp(), now) == said


# ------------------------------------------------------------------------------------ board


def test_the_board_is_told_with_its_frame_and_the_length_of_each_row():
    told = board_of(journey(), load_catalogue())
    assert (told["frame"]["first"], told["frame"]["start"]) == (0, None)
    efforts = [told[f"row:{id_}"]["effort"] for id_ in ("module", "workshop")]
    assert [effort.replace("\u00a0", " ") for effort in efforts] == ["90 min", "2 × 45 min"]


class Recalled:
    """Recall of one schedule that falls from 1 on day 0 by a tenth a day."""

    last_day = 2
    schedules = (SimpleNamespace(topics=("A",), planned=(), material="course"),)

    def curve(self, *_):
        import numpy as np

        days = np.array([0.0, 1.04, 2.96, 3.0, 4.0])
        middle = 1 - days / 10
        return SimpleNamespace(days=days, recall=middle, low=middle - 0.1, high=middle + 0.1)


def test_a_curve_is_told_in_per_cent_up_to_the_day_after_the_journey():
    assert curves_of(Recalled()) == (
        {
            "topics": ["A"], "day": [0.0, 1.0, 3.0, 3.0], "recall": [100, 90, 70, 70],
            "low": [90, 80, 60, 60], "high": [110, 100, 80, 80],
        },
    )  # fmt: skip


# ------------------------------------------------------------------------------------ cells
