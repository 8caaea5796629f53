"""Scoring: a blend model's score is the sum of the weights of the rules that fired for it.

Nothing else counts: no hidden factor, no default. So every score can be explained by listing what
was added, and an L&D expert who disagrees changes one weight in one file. Models that a veto
excludes come after all others, fewest vetoes first; ties follow the order of the vocabulary.
"""

from collections import deque
from collections.abc import Mapping
from math import fsum
from typing import Any

from blendnb.designing.truth import Conditions, places
from blendnb.domain.catalogue import Catalogue, Rule, Veto
from blendnb.domain.conditions import holds
from blendnb.domain.vocabulary import BLEND_MODELS

ELEMENTS = ("flipped", "reinforcement")
SCORED = (*BLEND_MODELS, *ELEMENTS)
"""What rules argue about, in the order of every tuple of scores here."""
_EXACT = 9
"""Decimals that scores are rounded to, so that equal sums tie whatever their order."""


class Scoring:
    """The rules and vetoes of a catalogue, prepared for scoring many sets of facts.

    `held`, which the methods take, are the bits of `conditions.held(facts)`.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.rules: tuple[Rule, ...] = catalogue.rules
        self.vetoes: tuple[Veto, ...] = catalogue.vetoes
        unless = [veto.unless for veto in self.vetoes if veto.unless is not None]
        self.conditions = Conditions(
            [*(rule.when for rule in self.rules), *(veto.when for veto in self.vetoes), *unless]
        )
        self._rule_bits = (1 << len(self.rules)) - 1
        self.weights = tuple(
            tuple(rule.weights.get(scored, 0.0) for scored in SCORED) for rule in self.rules
        )
        self._vetoes = self._prepared_vetoes()

    def _prepared_vetoes(self) -> tuple[tuple[int, int, tuple[int, ...]], ...]:
        """The bit of each veto's `when`, the bit of its `unless`, the models that it excludes."""
        place, prepared = len(self.rules), []
        place_unless = place + len(self.vetoes)
        for number, veto in enumerate(self.vetoes):
            models = tuple(BLEND_MODELS.index(x) for x in veto.excludes if x in BLEND_MODELS)
            prepared.append(
                (1 << place + number, 1 << place_unless if veto.unless is not None else 0, models)
            )
            place_unless += veto.unless is not None
        return tuple(prepared)

    def held(self, facts: Mapping[str, Any]) -> int:
        """Return the bits of the rules and vetoes whose conditions hold."""
        return self.conditions.held(facts)

    def fired(self, held: int) -> tuple[Rule, ...]:
        """Return the rules that fired."""
        return tuple(self.rules[place] for place in self.fired_places(held))

    def fired_places(self, held: int) -> tuple[int, ...]:
        """Return the places of the rules that fired."""
        return tuple(places(held & self._rule_bits))

    def scores(self, held: int) -> tuple[float, ...]:
        """Return the sum of weights for each of `SCORED`."""
        rows = [self.weights[place] for place in places(held & self._rule_bits)]
        return tuple(round(fsum(column), _EXACT) for column in zip(*rows, strict=True)) or (
            (0.0,) * len(SCORED)
        )

    def veto_counts(self, held: int) -> tuple[int, ...]:
        """Return how many vetoes exclude each blend model."""
        counts = [0] * len(BLEND_MODELS)
        for when, unless, models in self._vetoes:
            if held & when and not held & unless:
                for model in models:
                    counts[model] += 1
        return tuple(counts)

    def ranking(self, held: int) -> tuple[str, ...]:
        """Return the blend models, best first."""
        scores, counts = self.scores(held), self.veto_counts(held)
        order = sorted(range(len(BLEND_MODELS)), key=lambda place: (counts[place], -scores[place]))
        return tuple(BLEND_MODELS[place] for place in order)

    def winner(self, held: int) -> str:
        """Return the blend model that comes first."""
        return self.ranking(held)[0]


_prepared: deque[tuple[Catalogue, Scoring]] = deque(maxlen=4)


def scoring_of(catalogue: Catalogue) -> Scoring:
    """Return a catalogue's scoring, prepared once: what values let live is worked out only once."""
    known = next((scoring for asked, scoring in _prepared if asked is catalogue), None)
    if known is None:
        known = Scoring(catalogue)
        _prepared.append((catalogue, known))
    return known


def in_force(veto: Veto, facts: Mapping[str, Any]) -> bool:
    """Return whether a veto excludes what it names, given the facts."""
    return holds(veto.when, facts) and not (veto.unless is not None and holds(veto.unless, facts))


def vetoed(facts: Mapping[str, Any], catalogue: Catalogue) -> dict[str, tuple[Veto, ...]]:
    """Return what the facts exclude, and the vetoes that exclude it.

    Parameters
    ----------
    facts
        Facts of a brief (`facts_of`); of a resolved brief, assumed values exclude too.
    catalogue
        The vetoes to apply.

    Returns
    -------
    dict
        Ids of blend models, formats, elements or measures, each with its vetoes in order.
    """
    found: dict[str, tuple[Veto, ...]] = {}
    for veto in catalogue.vetoes:
        if in_force(veto, facts):
            for excluded in veto.excludes:
                found[excluded] = (*found.get(excluded, ()), veto)
    return found
