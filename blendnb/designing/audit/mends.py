"""What a mend is made of: touchpoints with fresh ids, on free days, in formats that are allowed.

A mend is small on purpose: the least that answers the question, short enough for a busy week, and
safe. It meets nobody longer than they can sit, falls on no blackout day, uses no format that a
stated fact excludes, and starts no purpose before those that must come first.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from blendnb.designing.audit.view import PlanView
from blendnb.designing.calendar import EARLIEST_DAY
from blendnb.domain.edits import Add, Batch, Change, Edit
from blendnb.domain.findings import Fix, Question
from blendnb.domain.plan import Touchpoint
from blendnb.domain.vocabulary import VERDICTS, VerdictWord

BLACKOUT = "schedule.blackout"
NO_DAY_LEFT = "The blackout leaves no day on which to mend that."
OWNER_TO_NAME = "to be named"


def fresh_ids(view: PlanView, question: str) -> Iterator[str]:
    """Give ids that the plan does not use, the same ones every time."""
    base = question.replace(".", "-")
    wanted = (f"{base}-{number}" for number in count(1))
    return (id_ for id_ in wanted if id_ not in view.plan.by_id)


def new_touchpoint(
    view: PlanView, id_: str, format_: str, *, end: int, days: int | None = 1, **values: Any
) -> Touchpoint:
    """Return a touchpoint that a mend adds.

    Parameters
    ----------
    view
        The plan it is for.
    id_, format_
        Its id and its format.
    end
        Its last day; the first where it stays open.
    days
        Length of its span; None keeps it open.
    **values
        Any other fields, the modality among them.
    """
    learning_format = view.catalogue.formats.get(format_)
    start = end if days is None else max(EARLIEST_DAY, end - days + 1)
    return Touchpoint(
        id=id_,
        format=format_,
        start_day=start,
        days=None if days is None else end - start + 1,
        stage=view.stage_of(end),
        materials=learning_format.materials if learning_format else (),
        **values,
    )


def as_one(steps: Sequence[Edit]) -> Edit:
    """Return several edits as one step."""
    return steps[0] if len(steps) == 1 else Batch(edits=tuple(steps))


def better(left: VerdictWord, verdict: VerdictWord) -> bool:
    """Whether the first verdict is better than the second."""
    return VERDICTS.index(left) > VERDICTS.index(verdict)


def question(
    id_: str,
    verdict: VerdictWord,
    text: str,
    *,
    touchpoints: tuple[str, ...] = (),
    fix: Fix | None = None,
    forced_by: tuple[str, ...] = (),
) -> Question:
    """Return an answered question; what forces the verdict counts only where no fix exists."""
    forced_by = () if fix or verdict == "met" else forced_by
    return Question(
        id=id_,
        verdict=verdict,
        text=f"{text} {NO_DAY_LEFT}" if BLACKOUT in forced_by else text,
        touchpoints=touchpoints,
        fix=fix,
        forced_by=forced_by,
    )


def permitted(view: PlanView, answered: Question) -> Question:
    """Return the question without a fix that would add a format which a stated fact excludes.

    The shipped vetoes leave a format for every mend. A working folder's own need not, and then
    the stated facts behind them are what forces the verdict.
    """
    if answered.fix is None or not view.excluded:
        return answered
    closed = [f for f in _formats_added(answered.fix.edit) if f in view.excluded]
    if not closed:
        return answered
    return answered.replace(fix=None, forced_by=view.excluding(*closed))


def _formats_added(edit: Edit) -> Iterator[str]:
    match edit:
        case Batch():
            for step in edit.edits:
                yield from _formats_added(step)
        case Add():
            yield from (touchpoint.format for touchpoint in edit.touchpoints)


def self_paced_instead(view: PlanView, touchpoint: Touchpoint) -> Change | None:
    """Return the change that turns live information into something to take in alone.

    It keeps its days. None where nothing is available to deliver it.
    """
    format_ = view.allowed("self_paced_module", "reading", "video_demo")
    if format_ is None:
        return None
    return Change(
        id=touchpoint.id,
        values={
            "format": format_,
            "modality": "self_paced",
            "delivery": None,
            "anchor": False,
            "facilitation_minutes": 0.0,
            "groups": None,
            "time": None,
            "roles": tuple(r for r in touchpoint.roles if r != "facilitator") or ("learner",),
        },
    )
