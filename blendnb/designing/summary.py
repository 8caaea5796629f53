"""Summary: the answer in a few sentences, as a consultant would say it to a client.

First what fits, then how firm that is, then the strongest reason, then what is out of the question,
and at last how much is still unanswered. Where too little is known to choose, that comes first, and
what to ask next. Nothing is said that the recommendation does not show.
"""

from collections.abc import Sequence

from blendnb.designing.wording import listed, lowered
from blendnb.domain.recommendation import AskNext, Coverage, Element, RankedModel, Standing

_TRIALS = "of the trials with other weights and other answers to open questions"
FEW_ANSWERS = 8
"""Up to this many answered questions the summary asks for more."""


def summary(
    models: tuple[RankedModel, ...],
    standing: Standing,
    *,
    flipped: Element,
    reinforced: Element,
    coverage: Coverage,
    asked: Sequence[AskNext] = (),
) -> str:
    """Return the answer in a few sentences that can be read aloud.

    Parameters
    ----------
    models
        The ranked blend models, best first.
    standing
        How firm the first place is.
    flipped, reinforced
        What was decided about the elements.
    coverage
        How many questions are answered.
    asked
        Open questions that would change the result most, where too little is known to choose.
    """
    best, runner_up = models[:2]
    extras = [
        *(["flipped"] if flipped.use else []),
        *(["with continuous reinforcement"] if reinforced.use else []),
    ]
    design = f", {listed(extras)}" if extras else ""
    if best.excluded:
        first = (
            "What is stated excludes all four blend models. "
            f"{best.name} has the least in its way{design}."
        )
    elif asked:
        first = f"{_too_little(coverage, asked)} {_so_far(models, design)}"
    else:
        firmness = _firmness(models, standing)
        first = f"{best.name} fits best{design}. {runner_up.name} comes second. {firmness}"
    more = "" if asked else _more(coverage)
    return " ".join(filter(None, [first, _why(best), _shut(models), more]))


def _too_little(coverage: Coverage, asked: Sequence[AskNext]) -> str:
    """Say first that nobody should choose yet, and what to find out."""
    questions = listed([f"\u201c{question.label}\u201d" for question in asked])
    verb = "is" if coverage.answered == 1 else "are"
    return (
        f"Too little is known to choose yet: {coverage.answered} of {coverage.of} questions {verb} "
        f"answered. Ask next: {questions}."
    )


def _so_far(models: tuple[RankedModel, ...], design: str) -> str:
    """What the answers so far favour, and what often comes first when the rest is filled in."""
    best, runner_up = models[:2]
    oftenest = max(models, key=lambda model: model.share)
    stands = (
        f"What is stated so far favours {lowered(best.name)}{design}, "
        f"then {lowered(runner_up.name)}"
    )
    if oftenest is best:
        return f"{stands}; it comes first in {best.percent} % {_TRIALS}."
    return (
        f"{stands}; {_TRIALS}, {lowered(oftenest.name)} comes first in "
        f"{oftenest.percent} % and {lowered(best.name)} in {best.percent} %."
    )


def _firmness(models: tuple[RankedModel, ...], standing: Standing) -> str:
    """How far the order depends on weights and open questions, and on what is stated."""
    best = models[0]
    often = f"it comes first in {best.percent} % {_TRIALS}"
    match standing.kind:
        case "firm" if standing.hinge:
            return f"That is firm as long as {standing.hinge}: {often}."
        case "firm":
            return f"That is a firm answer: {often}."
        case "first":
            return f"It leads, but not by far: {often}."
        case "open":
            rival = next(model for model in models if model.id == standing.rival)
            return (
                f"It is open: {lowered(rival.name)} comes first in {rival.percent} % {_TRIALS}, "
                f"{lowered(best.name)} in {best.percent} %."
            )
        case _:
            return f"It is close: {often}."


def _why(best: RankedModel) -> str:
    strongest = next((r for r in best.reasons if r.effect > 0 and r.variables), None)
    return f"Above all: {strongest.text}" if strongest else ""


def _shut(models: tuple[RankedModel, ...]) -> str:
    names = [model.name for model in models if model.excluded]
    if not names or len(names) == len(models):
        return ""
    return f"Excluded by what is stated: {listed([lowered(name) for name in names])}."


def _more(coverage: Coverage) -> str:
    if coverage.answered > FEW_ANSWERS:
        return ""
    verb = "is" if coverage.answered == 1 else "are"
    return f"{coverage.answered} of {coverage.of} questions {verb} answered; each more sharpens it."
