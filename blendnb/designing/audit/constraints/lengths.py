"""How long single parts last: live sessions online, information given live, digital items.

The numbers are practice advice and judgement, not laws, so only a virtual session far beyond what
people can follow is broken; the rest is a warning or a note with its number.
"""

from collections.abc import Callable, Iterable

from blendnb.designing.audit.constraints.repairs import safely, split
from blendnb.designing.audit.mends import self_paced_instead
from blendnb.designing.audit.view import PlanView
from blendnb.designing.audit.wording import ids, minutes, named
from blendnb.domain.edits import Change
from blendnb.domain.findings import ConstraintFinding
from blendnb.domain.plan import Touchpoint

A_BREAK = "One break of ten minutes in the middle."
LONGEST_DESCRIPTION = 10_000


def virtual_error(view: PlanView) -> ConstraintFinding | None:
    """Judge whether a virtual session is longer than anybody can follow."""
    limit = view.threshold("live_virtual_error")
    long = [t for t in _virtual(view) if t.learner_minutes > limit]
    if not long:
        return None
    return ConstraintFinding(
        id="live_virtual_error",
        severity="broken",
        text=f"Longer than {minutes(limit)} online, which nobody can follow: {named(long)}.",
        touchpoints=ids(long),
        fix=split(view, long, view.threshold("live_virtual_warn_no_break"), fewer=False),
    )


def virtual_warn(view: PlanView) -> ConstraintFinding | None:
    """Judge whether a virtual session is long, break or not."""
    limit, most = view.threshold("live_virtual_warn"), view.threshold("live_virtual_error")
    long = [t for t in _virtual(view) if limit < t.learner_minutes <= most]
    if not long:
        return None
    return ConstraintFinding(
        id="live_virtual_warn",
        severity="warning",
        text=f"Longer than {minutes(limit)} online: {named(long)}.",
        touchpoints=ids(long),
    )


def no_break(view: PlanView) -> ConstraintFinding | None:
    """Judge whether a long virtual session says that it has a break."""
    limit = view.threshold("live_virtual_warn_no_break")
    long = [t for t in _virtual(view) if t.learner_minutes > limit and not _has_break(t)]
    if not long:
        return None
    changes = [
        Change(id=t.id, values={"description": f"{t.description} {A_BREAK}".strip()})
        for t in long
        if len(t.description) + len(A_BREAK) < LONGEST_DESCRIPTION
    ]
    return ConstraintFinding(
        id="live_virtual_warn_no_break",
        severity="warning",
        text=f"Longer than {minutes(limit)} online, and no break is mentioned: {named(long)}.",
        touchpoints=ids(long),
        fix=safely(view, f"Plan a break in {named(long)}.", changes, fewer=False),
    )


def _virtual(view: PlanView) -> Iterable[Touchpoint]:
    return (t for t in view.live if t.delivery == "virtual")


def _has_break(touchpoint: Touchpoint) -> bool:
    return "break" in f"{touchpoint.title} {touchpoint.description}".lower()


def live_inform(view: PlanView) -> ConstraintFinding | None:
    """Judge whether much is told live that people could take in alone."""
    limit = view.threshold("live_inform_max")
    long = [t for t in view.live if t.purpose == "inform" and t.learner_minutes > limit]
    if not long:
        return None
    changes = [change for t in long if (change := self_paced_instead(view, t)) is not None]
    return ConstraintFinding(
        id="live_inform_max",
        severity="warning",
        text=f"More than {minutes(limit)} of pure information live, which people can take in "
        f"alone: {named(long)}.",
        touchpoints=ids(long),
        fix=safely(view, f"Make {named(long)} self-paced.", changes, fewer=False),
    )


def live_short(view: PlanView) -> ConstraintFinding | None:
    """Note live practice that may feel rushed."""
    limit = view.threshold("live_short_note")
    brief = [t for t in view.live if t.purpose == "practice" and 0 < t.learner_minutes < limit]
    if not brief:
        return None
    return ConstraintFinding(
        id="live_short_note",
        severity="note",
        text=f"Practice may feel rushed in {named(brief)}, shorter than {minutes(limit)}.",
        touchpoints=ids(brief),
    )


def microlearning(view: PlanView) -> ConstraintFinding | None:
    """Judge whether bursts are short enough to be done between two tasks."""
    usual, limit = view.threshold("microlearning_max"), view.threshold("microlearning_warn")
    bursts = [t for t in view.plan.touchpoints if t.format == "microlearning"]
    long = [t for t in bursts if t.learner_minutes > limit]
    above = long or [t for t in bursts if t.learner_minutes > usual]
    if not above:
        return None
    return ConstraintFinding(
        id="microlearning_length",
        severity="warning" if long else "note",
        text=f"Longer than {minutes(limit if long else usual)}, which is long for microlearning: "
        f"{named(above)}.",
        touchpoints=ids(above),
    )


def _longer_than(
    id_: str, threshold: str, format_: str, text: str
) -> Callable[[PlanView], ConstraintFinding | None]:
    """Make a judge that warns about a format's items above a threshold."""

    def judge(view: PlanView) -> ConstraintFinding | None:
        limit = view.threshold(threshold)
        long = [
            t for t in view.plan.touchpoints if t.format == format_ and t.learner_minutes > limit
        ]
        if not long:
            return None
        said = f"Longer than {minutes(limit)}, {text}: {named(long)}."
        return ConstraintFinding(id=id_, severity="warning", text=said, touchpoints=ids(long))

    return judge


video = _longer_than(
    "video_length", "video_length_warn", "video_demo", "so few people watch to the end"
)
module = _longer_than(
    "self_paced_module_warn",
    "self_paced_module_warn",
    "self_paced_module",
    "so it does not fit between two tasks",
)

LENGTHS = (
    virtual_error,
    virtual_warn,
    no_break,
    live_inform,
    live_short,
    microlearning,
    video,
    module,
)
"""Every judge of length."""
