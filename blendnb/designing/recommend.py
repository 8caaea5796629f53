"""Recommend: from a brief to a ranked, argued choice of blend model, elements and formats.

The pieces each have their file: facts, scoring, share, what-if, elements, formats, precedents. Here
they are put together. It argues and never forecasts:
it shows the runner-up, what would change the answer, and what others in a like place ran.
"""

from collections.abc import Mapping
from typing import Any

from blendnb.designing import elements
from blendnb.designing.ask_next import questions_to_ask, settled
from blendnb.designing.facts import facts_of
from blendnb.designing.formats import choose_formats
from blendnb.designing.percents import whole_percents
from blendnb.designing.precedents import nearest
from blendnb.designing.reasons import reasons_for
from blendnb.designing.reopen import reopening
from blendnb.designing.scoring import ELEMENTS, SCORED, Scoring, scoring_of, vetoed
from blendnb.designing.share import shares
from blendnb.designing.standing import standing_of
from blendnb.designing.summary import summary
from blendnb.designing.variables import NAMES, answered
from blendnb.designing.what_if import turning_steps
from blendnb.designing.wording import capitalized, changed, listed, lowered
from blendnb.domain.brief import ASSUMED, Brief
from blendnb.domain.catalogue import Catalogue, Veto
from blendnb.domain.conditions import holds
from blendnb.domain.recommendation import (
    Change,
    Coverage,
    Element,
    ExcludedKind,
    Exclusion,
    RankedModel,
    Recommendation,
    Reopening,
    WhatIf,
)
from blendnb.domain.vocabulary import BLEND_MODELS

Facts = Mapping[str, Any]

TECHNOLOGY = "technology.available"


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
    coverage = Coverage(answered(facts), len(NAMES))
    known = settled(models)
    open_ = () if known else questions_to_ask(facts, scoring, catalogue)
    what_if = _what_ifs(facts, catalogue, scoring)
    standing = standing_of(models, what_if, coverage, settled=known)
    return Recommendation(
        summary=summary(
            models,
            standing,
            flipped=flipped,
            reinforced=reinforced,
            coverage=coverage,
            asked=open_,
        ),
        models=models,
        standing=standing,
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
        reopenings=_reopenings(brief, catalogue, excluded),
        ask_next=open_,
    )


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
    held: int,
    excluded: Mapping[str, tuple[Veto, ...]],
) -> tuple[RankedModel, ...]:
    fired = scoring.fired(held)
    scores = dict(zip(SCORED, scoring.scores(held), strict=True))
    ranking = scoring.ranking(held)
    share = shares(facts, scoring, catalogue.variables)
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


def _risks(blend_model: str, facts: Facts, catalogue: Catalogue) -> tuple[str, ...]:
    """What the model demands anywhere, then what it meets in this situation."""
    model = catalogue.blend_models[blend_model]
    here = (s.text for s in model.situations if holds(s.when, facts))
    return (*model.risks, *here)


def _exclusions(facts: Facts, catalogue: Catalogue) -> tuple[Exclusion, ...]:
    """What is excluded and by which veto: blend models first, then formats, elements, measures."""
    found = [
        Exclusion(_kind(id_, catalogue), id_, veto.id, veto.sentence)
        for id_, vetoes in vetoed(facts, catalogue).items()
        for veto in vetoes
    ]
    order: tuple[ExcludedKind, ...] = ("blend_model", "format", "element", "measure")
    return tuple(sorted(found, key=lambda exclusion: order.index(exclusion.kind)))


def _kind(id_: str, catalogue: Catalogue) -> ExcludedKind:
    if id_ in BLEND_MODELS:
        return "blend_model"
    if id_ in catalogue.formats:
        return "format"
    return "element" if id_ in ELEMENTS else "measure"


def _what_ifs(facts: Facts, catalogue: Catalogue, scoring: Scoring) -> tuple[WhatIf, ...]:
    return tuple(
        WhatIf(
            variable=step.path,
            from_=facts.get(step.path),
            to=step.value,
            model=model,
            step=round(step.size, 6),
            text=_turning(step.path, step.value, facts, catalogue.blend_models[model].name),
        )
        for step, model in turning_steps(facts, scoring)
    )


def _turning(path: str, value: Any, facts: Facts, name: str) -> str:
    name = lowered(name)
    if path in facts:
        condition = changed(path, facts[path], value, facts)
        return f"{capitalized(condition)}, {name} would come first."
    if path == TECHNOLOGY and value != ASSUMED[path]:
        condition = f"{changed(path, ASSUMED[path], value, facts)} beside what is assumed"
    else:
        condition = changed(path, None, value, facts)
        condition += " as assumed" if value == ASSUMED.get(path) else ""
    return f"Not answered yet: {condition}, {name} would come first."


def _reopenings(
    brief: Brief, catalogue: Catalogue, excluded: Mapping[str, Any]
) -> tuple[Reopening, ...]:
    """What reopens each blend model, where none is left open."""
    if not excluded.keys() >= set(BLEND_MODELS):
        return ()
    facts = facts_of(brief)
    return tuple(
        _reopening(id_, reopening(brief, catalogue, id_), facts, catalogue) for id_ in BLEND_MODELS
    )


def _reopening(
    id_: str, changes: tuple[Change, ...], facts: Facts, catalogue: Catalogue
) -> Reopening:
    name = catalogue.blend_models[id_].name
    if not changes:
        return Reopening(id_, (), f"No small set of changes opens {lowered(name)} again.")
    conditions = [changed(c.variable, c.from_, c.to, facts) for c in changes]
    return Reopening(id_, changes, f"{name} is open again {listed(conditions)}.")
