"""Confidence: how firm the first place is, and the answer in a few sentences.

An answer may come first in nearly all trials and still turn with the next minute of a session.
So nothing is called firm without the stated values on which it hangs: those that turn it within a
small step.

The summary says first what fits, then how firm that is, then the strongest reason, then what is out
of the question, and at last which open questions could turn it. Where too little is known to
choose, that comes first, and what to ask next. Nothing is said that the recommendation does not
show.
"""

from collections.abc import Iterable, Sequence

from blendnb.designing.recommend.value_phrases import phrase
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.design_variables import Variable
from blendnb.domain.recommendation import (
    AnswerConfidence,
    AskNext,
    ConfidenceKind,
    Coverage,
    Element,
    RankedModel,
    WhatIf,
)
from blendnb.language import exact, fill, listed, lowered, say

FIRM, CLOSE = 0.75, 0.5
"""Shares of the best model from which an answer is called firm, and below which it is close."""
SMALL_CHANGE = 0.1
"""A stated number that changes by this part of itself changes little; a count, by at least one."""
SMALL_MIX_STEP = 0.1
"""Of the content mix, in the steps of `steps`: two and a half points of a hundred."""
MOST_HINGES = 2


def confidence_of(
    models: Sequence[RankedModel],
    what_if: Iterable[WhatIf],
    catalogue: Catalogue,
    *,
    settled: bool,
) -> AnswerConfidence:
    """Return how firm the first place is.

    Parameters
    ----------
    models
        The ranked blend models, best first.
    what_if
        Single changes that put another model first.
    catalogue
        How variables are said.
    settled
        Whether enough is known to choose.
    """
    kind = _kind(models, settled=settled)
    asked = ((change, catalogue.variables[change.variable]) for change in what_if)
    hinges = [_hinge(change, entry) for change, entry in asked if _is_small(change, entry)]
    return AnswerConfidence(
        kind=kind,
        rival=max(models[1:], key=lambda model: model.share).id,
        hinge=listed(hinges[:MOST_HINGES]) if hinges else "",
        order=_order(models),
    )


def _kind(models: Sequence[RankedModel], *, settled: bool) -> ConfidenceKind:
    best = models[0]
    if best.excluded:
        return "excluded"
    if not settled:
        return "unsettled"
    if best.share >= FIRM:
        return "firm"
    return "first" if best.share >= CLOSE else "close"


def _is_small(change: WhatIf, entry: Variable) -> bool:
    """Whether a stated value turns the answer by changing little."""
    before, after = change.from_, change.to
    if before is None or isinstance(before, bool):
        return False
    if entry.kind == "weight":
        return change.step <= SMALL_MIX_STEP
    if entry.kind == "number":
        least = 1.0 if isinstance(before, int) else 0.0
        return bool(abs(after - before) <= max(least, SMALL_CHANGE * before))
    return entry.ordered and change.step <= 1


def _hinge(change: WhatIf, entry: Variable) -> str:
    """What has to stay as it is, to go on after "as long as"."""
    before = change.from_
    if entry.kind == "weight":
        return say("recommendation.hinge_mix")
    if entry.kind == "number":
        bound = entry.no_more if change.to > before else entry.no_fewer
        return fill(bound or "", count=before, value=exact(before))
    return say("recommendation.hinge_stays", what=phrase(entry, before))


def _order(models: Sequence[RankedModel]) -> str:
    """Say what the order of the models follows."""
    sentences = [say("recommendation.order")]
    if any(model.excluded for model in models):
        sentences.append(say("recommendation.order_excluded"))
    return " ".join(sentences)


FEW_ANSWERS = 8
"""Up to this many answered questions the summary asks for more."""


def summary(
    models: tuple[RankedModel, ...],
    confidence: AnswerConfidence,
    *,
    flipped: Element,
    reinforced: Element,
    coverage: Coverage,
    asked: Sequence[AskNext] = (),
    sensitive: Sequence[AskNext] = (),
) -> str:
    """Return the answer in a few sentences that can be read aloud.

    Parameters
    ----------
    models
        The ranked blend models, best first.
    confidence
        How firm the first place is.
    flipped, reinforced
        What was decided about the elements.
    coverage
        How many questions are answered.
    asked
        Open questions that would change the result most, where too little is known to choose.
    sensitive
        Open questions that could put another model first.
    """
    best, runner_up = models[:2]
    design = _design(flipped=flipped.use, reinforced=reinforced.use)
    if best.excluded:
        first = say("recommendation.excluded_all", model=best.name, design=design)
    elif asked:
        first = f"{_too_little(coverage, asked)} {_so_far(models, design)}"
    else:
        names = {"model": best.name, "second": runner_up.name}
        firmness = _firmness(models, confidence)
        first = say("recommendation.fits", design=design, firmness=firmness, **names)
    more = "" if asked else _more(coverage, sensitive)
    return " ".join(filter(None, [first, _why(best), _shut(models), more]))


def _design(*, flipped: bool, reinforced: bool) -> str:
    elements = [
        *([say("recommendation.design_flipped")] if flipped else []),
        *([say("recommendation.design_reinforced")] if reinforced else []),
    ]
    return say("recommendation.design", elements=listed(elements)) if elements else ""


def _too_little(coverage: Coverage, asked: Sequence[AskNext]) -> str:
    """Say first that nobody should choose yet, and what to find out."""
    questions = listed([say("recommendation.question", label=each.label) for each in asked])
    return say(
        "recommendation.too_little",
        count=coverage.answered,
        of=coverage.of,
        questions=questions,
    )


def _so_far(models: tuple[RankedModel, ...], design: str) -> str:
    """What the answers so far favour, and what often comes first when the rest is filled in."""
    best, runner_up = models[:2]
    return say(
        "recommendation.so_far",
        model=lowered(best.name),
        design=design,
        second=lowered(runner_up.name),
        percent=best.percent,
    )


def _firmness(models: tuple[RankedModel, ...], confidence: AnswerConfidence) -> str:
    """How far the order depends on weights and open questions, and on what is stated."""
    best = models[0]
    match confidence.kind:
        case "firm" if confidence.hinge:
            return say("recommendation.firm_while", hinge=confidence.hinge, percent=best.percent)
        case "firm":
            return say("recommendation.firm", percent=best.percent)
        case "first":
            return say("recommendation.leads", percent=best.percent)
        case _:
            return say("recommendation.close", percent=best.percent)


def _why(best: RankedModel) -> str:
    strongest = next((r for r in best.reasons if r.effect > 0 and r.variables), None)
    return say("recommendation.above_all", text=strongest.text) if strongest else ""


def _shut(models: tuple[RankedModel, ...]) -> str:
    names = [lowered(model.name) for model in models if model.excluded]
    if not names or len(names) == len(models):
        return ""
    return say("recommendation.shut", models=listed(names))


def _more(coverage: Coverage, sensitive: Sequence[AskNext]) -> str:
    """Say which open questions could turn the answer, else that more answers sharpen it."""
    if sensitive:
        labels = [say("recommendation.question", label=each.label) for each in sensitive]
        return say("recommendation.sensitive", count=len(labels), questions=listed(labels))
    if coverage.answered > FEW_ANSWERS:
        return ""
    return say("recommendation.more", count=coverage.answered, of=coverage.of)
