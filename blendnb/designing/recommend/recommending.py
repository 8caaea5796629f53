"""Puts a recommendation together from its pieces: rules, shares, what-if, formats, precedents."""

from collections.abc import Mapping
from typing import Any

from blendnb.designing.facts import facts_of
from blendnb.designing.recommend import elements
from blendnb.designing.recommend.ask_next import settled, turning_questions
from blendnb.designing.recommend.confidence import confidence_of, summary
from blendnb.designing.recommend.formats import choose_formats
from blendnb.designing.recommend.precedents import nearest
from blendnb.designing.recommend.rules import (
    ELEMENTS,
    SCORED,
    Held,
    Scoring,
    reasons_for,
    scoring_of,
    vetoed,
)
from blendnb.designing.recommend.share import whole_percents
from blendnb.designing.recommend.what_if import reopenings, what_ifs
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue, Veto
from blendnb.domain.conditions import holds
from blendnb.domain.recommendation import (
    Coverage,
    Element,
    ExcludedKind,
    Exclusion,
    RankedModel,
    Recommendation,
)
from blendnb.domain.vocabulary import BLEND_MODELS

Facts = Mapping[str, Any]


def recommend(brief: Brief, catalogue: Catalogue) -> Recommendation:
    """Return which blend model fits a brief, with every reason.

    Parameters
    ----------
    brief
        The brief; what it does not state argues for nothing.
    catalogue
        Rules, vetoes, blend models, formats and programmes.

    Returns
    -------
    Recommendation
        The same for the same brief and catalogue, to the last digit.
    """
    facts = facts_of(brief)
    scoring = scoring_of(catalogue)
    held = scoring.held(facts)
    fired = scoring.fired(held)
    excluded = vetoed(facts, catalogue)
    models = _ranked(facts, catalogue, scoring, held, excluded)
    best = models[0].id
    flipped = flipped_for(brief, catalogue, best)
    reinforced = elements.reinforcement(facts, fired)
    precedents, note = nearest(facts, catalogue, best)
    coverage = _coverage(facts, catalogue)
    asked = turning_questions(facts, scoring, catalogue)
    sensitive = asked.turning
    known = settled(models, coverage, sensitive)
    open_ = () if known else asked.worth_asking
    what_if = what_ifs(facts, catalogue, scoring)
    confidence = confidence_of(models, what_if, catalogue, settled=known)
    return Recommendation(
        summary=summary(
            models,
            confidence,
            flipped=flipped,
            reinforced=reinforced,
            coverage=coverage,
            asked=open_,
            sensitive=sensitive,
        ),
        models=models,
        confidence=confidence,
        flipped=flipped,
        reinforcement=reinforced,
        format_choice=choose_formats(
            facts, catalogue, best, flipped=flipped.use, reinforced=reinforced.use
        ),
        excluded=_exclusions(facts, catalogue),
        precedents=precedents,
        precedents_note=note,
        assumed=tuple(brief.assumed),
        coverage=coverage,
        what_if=what_if,
        reopenings=reopenings(brief, catalogue, excluded),
        ask_next=open_,
        sensitive_to=sensitive,
    )


def first_choice(brief: Brief, catalogue: Catalogue) -> tuple[str, bool]:
    """Return the blend model that is ranked first, and whether reinforcement is added to it.

    What `recommend` says of both, without the rest of it, for whoever only composes.

    Parameters
    ----------
    brief, catalogue
        As for `recommend`.
    """
    facts = facts_of(brief)
    scoring = scoring_of(catalogue)
    held = scoring.held(facts)
    reinforced = elements.reinforcement(facts, scoring.fired(held))
    return scoring.ranking(held)[0], reinforced.use


def flipped_for(brief: Brief, catalogue: Catalogue, blend_model: str) -> Element:
    """Return whether to flip a design of this blend model, which need not be the best one.

    Parameters
    ----------
    brief
        The brief; only what it states argues.
    catalogue
        Rules, vetoes, blend models, formats and thresholds.
    blend_model
        The blend model chosen: without live practice there is nothing to flip.
    """
    facts = facts_of(brief)
    fired = [rule for rule in catalogue.rules if holds(rule.when, facts)]
    return elements.flipped(facts, facts_of(brief.resolved), fired, catalogue, blend_model)


def _ranked(
    facts: Facts,
    catalogue: Catalogue,
    scoring: Scoring,
    held: Held,
    excluded: Mapping[str, tuple[Veto, ...]],
) -> tuple[RankedModel, ...]:
    fired = scoring.fired(held)
    scores = dict(zip(SCORED, scoring.scores(held), strict=True))
    ranking = scoring.ranking(held)
    share = dict(zip(BLEND_MODELS, scoring.shares(held), strict=True))
    percents = whole_percents([share[id_] for id_ in ranking])
    return tuple(
        RankedModel(
            id=id_,
            name=catalogue.blend_models[id_].name,
            score=scores[id_],
            share=share[id_],
            percent=percent,
            excluded=id_ in excluded,
            excluded_by=tuple(veto.id for veto in excluded.get(id_, ())),
            risks=_risks(id_, facts, catalogue),
            reasons=reasons_for(id_, fired, facts),
        )
        for id_, percent in zip(ranking, percents, strict=True)
    )


def _coverage(facts: Facts, catalogue: Catalogue) -> Coverage:
    variables = catalogue.design_variables.values()
    return Coverage(sum(variable.answered(facts) for variable in variables), len(variables))


def _risks(blend_model: str, facts: Facts, catalogue: Catalogue) -> tuple[str, ...]:
    """What the model demands anywhere, then what it meets in this situation."""
    model = catalogue.blend_models[blend_model]
    here = (s.text for s in model.situations if holds(s.when, facts))
    return (*model.risks, *here)


def _exclusions(facts: Facts, catalogue: Catalogue) -> tuple[Exclusion, ...]:
    """What is excluded and by which veto: blend models first, then formats, elements, measures."""
    exclusions = [
        Exclusion(_kind(id_, catalogue), id_, veto.id, veto.sentence)
        for id_, vetoes in vetoed(facts, catalogue).items()
        for veto in vetoes
    ]
    order: tuple[ExcludedKind, ...] = ("blend_model", "format", "element", "measure")
    return tuple(sorted(exclusions, key=lambda exclusion: order.index(exclusion.kind)))


def _kind(id_: str, catalogue: Catalogue) -> ExcludedKind:
    if id_ in BLEND_MODELS:
        return "blend_model"
    if id_ in catalogue.formats:
        return "format"
    return "element" if id_ in ELEMENTS else "measure"
