"""A recommendation to be read in a terminal: the answer, its reasons, and what would change it."""

from collections.abc import Iterable

from blendnb.cli.text.layout import bar, columns, document, paragraph, section
from blendnb.designing.wording import EVIDENCE
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.recommendation import (
    Element,
    RankedModel,
    Reason,
    Recommendation,
)

_SHARE_MEANS = "Percentages say how firm the answer is, not how well a programme will work."


def recommendation_text(brief: Brief, advice: Recommendation, known: Catalogue) -> str:
    """Return a recommendation as a text."""
    return document(
        section(brief.title, paragraph(brief.objective, indent=2)),
        paragraph(advice.summary),
        section("Ask next: too little is known to choose yet", _ask_next(advice)),
        section(
            "Blend models, best first: points, and how often each comes first",
            _ranking(advice.models),
            _note(f"{advice.standing.order} {_SHARE_MEANS}"),
        ),
        _argument(f"Why {advice.best.name}", advice.best),
        _argument(f"Second: {advice.runner_up.name}", advice.runner_up),
        section("Elements", _elements(advice)),
        section("Formats that complement each other", _formats(advice)),
        section("Excluded by what was stated", _excluded(advice)),
        section("What would have to change", _reopenings(advice)),
        section("What would change the answer", _what_if(advice)),
        section(
            "Published programmes in a like place",
            _precedents(advice),
            _note(advice.precedents_note),
        ),
        section("Assumed to compose a plan, because not stated", _assumed(advice)),
        section("Sources of the reasons", _sources(advice, known)),
    )


def _note(text: str) -> str:
    return paragraph(text, indent=2)


def _ask_next(advice: Recommendation) -> str:
    return columns((question.label, question.text) for question in advice.ask_next)


def _ranking(models: Iterable[RankedModel]) -> str:
    return columns(
        (str(place), model.name, _score(model.score), f"{model.percent:3d} %", _drawn(model))
        for place, model in enumerate(models, 1)
    )


def _drawn(model: RankedModel) -> str:
    excluded = f"excluded ({', '.join(model.excluded_by)})" if model.excluded else ""
    return " ".join(filter(None, [bar(model.share), excluded]))


def _score(score: float) -> str:
    return f"{score:+.1f}"


def _argument(title: str, model: RankedModel) -> str:
    risks = ((" risk", risk) for risk in model.risks)
    reasons = ((_score(reason.effect), _argued(reason)) for reason in model.reasons)
    return section(title, columns([*reasons, *risks]))


def _argued(reason: Reason) -> str:
    about = [", ".join(reason.variables)] if reason.variables else []
    own = ["own entry"] if reason.origin == "own" else []
    grounds = dict.fromkeys([*reason.source.split("; "), EVIDENCE[reason.confidence], *own])
    return f"{reason.text} [{'; '.join([*about, *grounds])}]"


def _elements(advice: Recommendation) -> str:
    return columns(
        [
            ("Flipped design", _yes_no(advice.flipped), advice.flipped.text),
            ("Reinforcement", _yes_no(advice.reinforcement), advice.reinforcement.text),
        ]
    )


def _yes_no(element: Element) -> str:
    return "yes" if element.use else "no"


def _formats(advice: Recommendation) -> str:
    choice = advice.format_choice
    chosen = [(f.purpose, f.text) for f in choice.chosen]
    return columns([*chosen, *(("not covered", gap.text) for gap in choice.uncovered)])


def _excluded(advice: Recommendation) -> str:
    by_veto: dict[tuple[str, str], list[str]] = {}
    for exclusion in advice.excluded:
        by_veto.setdefault((exclusion.by, exclusion.text), []).append(exclusion.id)
    return columns((by, f"{text} ({', '.join(ids)})") for (by, text), ids in by_veto.items())


def _reopenings(advice: Recommendation) -> str:
    return columns((r.model, r.text) for r in advice.reopenings)


def _what_if(advice: Recommendation) -> str:
    return columns((w.variable, w.text) for w in advice.what_if)


def _precedents(advice: Recommendation) -> str:
    return columns(
        (
            f"{len(p.alike)} of {p.stated} alike",
            f"{p.title}, {p.client} ({p.pattern}). {p.text} {p.source}, grade {p.grade}.",
        )
        for p in advice.precedents
    )


def _assumed(advice: Recommendation) -> str:
    return paragraph(", ".join(advice.assumed), indent=2)


def _sources(advice: Recommendation, known: Catalogue) -> str:
    """What the short names of sources stand for, of the two models argued for."""
    reasons = (*advice.best.reasons, *advice.runner_up.reasons)
    named = dict.fromkeys(name for reason in reasons for name in reason.source.split("; "))
    texts = {h.title: h.text for h in known.help_texts.values() if h.kind == "source"}
    return columns((name, texts[name]) for name in named if name in texts)
