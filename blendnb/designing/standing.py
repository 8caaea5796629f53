"""Standing: how firm the first place is, said once for every place that says it.

An answer may come first in nearly all trials and still turn with the next minute of a session.
So nothing is called firm without the stated values on which it hangs: those that turn it within a
small step. And whoever sees the order of the models beside how often each comes first is told why
the two can differ.
"""

from collections.abc import Iterable, Sequence

from blendnb.designing.facts import MIX
from blendnb.designing.likeness import ORDERED
from blendnb.designing.wording import PHRASES, listed, lowered, number
from blendnb.domain.recommendation import Coverage, RankedModel, Standing, StandingKind, WhatIf

FIRM, CLOSE = 0.75, 0.5
"""Shares of the best model from which an answer is called firm, and below which it is close."""
SMALL_CHANGE = 0.1
"""A stated number that changes by this part of itself changes little; a count, by at least one."""
SMALL_MIX_STEP = 0.1
"""Of the content mix, in the steps of `steps`: two and a half points of a hundred."""
MOST_HINGES = 2
_LIMITS = {
    "audience.size": ("there are {}", "learner"),
    "audience.minutes_per_week": ("learners have {} a week", "minute"),
    "work.longest_session_minutes": ("a session may last {}", "minute"),
    "content.hours": ("the content fills {}", "hour"),
    "support.facilitators": ("there are {}", "facilitator"),
    "schedule.weeks": ("the window has {}", "week"),
}
"""What must hold of a number, with the place for "no more than 45 minutes"."""


def standing_of(
    models: Sequence[RankedModel], what_if: Iterable[WhatIf], coverage: Coverage, *, settled: bool
) -> Standing:
    """Return how firm the first place is.

    Parameters
    ----------
    models
        The ranked blend models, best first.
    what_if
        Single changes that put another model first.
    coverage
        How many questions are answered.
    settled
        Whether enough is known to choose.
    """
    kind = _kind(models, settled=settled)
    hinges = [_hinge(change) for change in what_if if _is_small(change)]
    return Standing(
        kind=kind,
        rival=max(models[1:], key=lambda model: model.share).id,
        hinge=listed(hinges[:MOST_HINGES]) if hinges else "",
        order=_order(models, coverage),
    )


def _kind(models: Sequence[RankedModel], *, settled: bool) -> StandingKind:
    best = models[0]
    if best.excluded:
        return "excluded"
    if not settled:
        return "unsettled"
    if max(models, key=lambda model: model.share) is not best:
        return "open"
    if best.share >= FIRM:
        return "firm"
    return "first" if best.share >= CLOSE else "close"


def _is_small(change: WhatIf) -> bool:
    """Whether a stated value turns the answer by changing little."""
    before, after = change.from_, change.to
    if before is None or isinstance(before, bool):
        return False
    if change.variable in MIX:
        return change.step <= SMALL_MIX_STEP
    if change.variable in _LIMITS:
        least = 1.0 if isinstance(before, int) else 0.0
        return bool(abs(after - before) <= max(least, SMALL_CHANGE * before))
    return change.step <= 1 and any(before in order and after in order for order in ORDERED)


def _hinge(change: WhatIf) -> str:
    """What has to stay as it is, to go on after "as long as"."""
    if change.variable in MIX:
        return "the mix of content stays as it is"
    if change.variable in _LIMITS:
        form, thing = _LIMITS[change.variable]
        bound = "more" if change.to > change.from_ else "less" if thing == "minute" else "fewer"
        things = thing if change.from_ == 1 else f"{thing}s"
        return form.format(f"no {bound} than {number(change.from_)} {things}")
    return f"it stays with {PHRASES[change.variable].full(change.from_)}"


def _order(models: Sequence[RankedModel], coverage: Coverage) -> str:
    """Why the order of the models and how often each comes first are two things."""
    best = models[0]
    oftenest = max(models, key=lambda model: model.share)
    open_ = coverage.of - coverage.answered
    questions = "" if not open_ else f" and {_questions(open_)}"
    last = " What is excluded stands last." if any(model.excluded for model in models) else ""
    found = (
        "The order follows the points, which only what is stated gives; a percentage says how "
        f"often a model comes first when the rules’ weights{questions} vary"
    )
    if oftenest is best:
        return f"{found}.{last}"
    return (
        f"{found}. What is stated puts {lowered(best.name)} first; "
        f"what is still open favours {lowered(oftenest.name)}.{last}"
    )


def _questions(count: int) -> str:
    return "the unanswered question" if count == 1 else f"the {count} unanswered questions"
