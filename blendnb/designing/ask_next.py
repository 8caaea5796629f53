"""Ask next: while too little is known to choose, the open questions that would change most.

A brief that answers two questions still has a highest score, but answers to come may turn it. So
each open question is tried out: every usual answer is put into the brief, alone, and the blend
models are ranked again. A question is worth asking as often as its answers put another model
first; of two that turn the result equally often, the one that moves the leader's lead further.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from blendnb.designing.answers import held_after, stated_as, usual_answers
from blendnb.designing.scoring import Scoring
from blendnb.designing.steps import steps
from blendnb.designing.variables import CONTENT_MIX, DesignVariable, design_variables
from blendnb.designing.wording import lowered, number
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.recommendation import AskNext, RankedModel
from blendnb.domain.vocabulary import BLEND_MODELS

MOST_ASKED = 3
SETTLED = 0.5
"""Share of the trials in which the leader must come first for the choice to be settled."""
_MIX_LABEL = "Kind of content"

Facts = Mapping[str, Any]


def settled(models: tuple[RankedModel, ...]) -> bool:
    """Return whether the first model also comes first in half the trials, or all are excluded."""
    return models[0].share >= SETTLED or models[0].excluded


def questions_to_ask(facts: Facts, scoring: Scoring, catalogue: Catalogue) -> tuple[AskNext, ...]:
    """Return up to three open questions whose answers would change the result most.

    Parameters
    ----------
    facts
        Stated and derived facts.
    scoring
        Rules and vetoes, prepared.
    catalogue
        Labels, and the usual values of numbers.
    """
    trial = _Trial(facts, scoring, catalogue)
    tried = [
        trial.of(variable)
        for variable in design_variables().values()
        if not variable.answered(facts)
    ]
    worth = sorted((t for t in tried if t.moved), key=lambda t: (-t.turned, -t.moved))
    return tuple(_asked(t, trial.winner, catalogue) for t in worth[:MOST_ASKED])


@dataclass(frozen=True, slots=True)
class _Tried:
    """An open question with what its answers do."""

    variable: DesignVariable
    winners: tuple[str, ...]
    """The blend model that comes first after each usual answer."""
    turned: float
    """Share of the answers after which another one comes first than now."""
    moved: float
    """From the leader's least lead to its greatest, in points."""


class _Trial:
    """Trying answers on one brief; the same answer to the rules is ranked once."""

    def __init__(self, facts: Facts, scoring: Scoring, catalogue: Catalogue) -> None:
        self._facts, self._scoring, self._catalogue = facts, scoring, catalogue
        self._now = scoring.held(facts)
        self.winner = scoring.winner(self._now)
        self._standings: dict[int, tuple[str, float]] = {}

    def of(self, variable: DesignVariable) -> _Tried:
        """Try every usual answer to one open question."""
        after = held_after(variable, self._answers(variable), self._facts, self._scoring.conditions)
        standings = [self._standing(held) for held in after]
        winners = tuple(winner for winner, _ in standings)
        leads = [lead for _, lead in (self._standing(self._now), *standings)]
        turning = len(winners) - winners.count(self.winner)
        return _Tried(variable, winners, turning / max(len(winners), 1), max(leads) - min(leads))

    def _answers(self, variable: DesignVariable) -> list[dict[str, Any]]:
        """What each answer states; technology is tried as assumed, and with one more or less."""
        if variable.kind == "technology":
            tried = steps(variable, self._facts, self._scoring.conditions)
            return [{step.path: step.value} for step in tried]
        usual = usual_answers(variable, self._catalogue.variables)
        return [stated_as(variable, answer) for answer in usual]

    def _standing(self, held: int) -> tuple[str, float]:
        """Who comes first, and by how many points today's leader leads."""
        if held not in self._standings:
            scores = dict(zip(BLEND_MODELS, self._scoring.scores(held), strict=False))
            lead = scores.pop(self.winner) - max(scores.values())
            self._standings[held] = (self._scoring.winner(held), lead)
        return self._standings[held]


def _asked(tried: _Tried, winner: str, catalogue: Catalogue) -> AskNext:
    name = tried.variable.name
    label = _MIX_LABEL if name == CONTENT_MIX else catalogue.variables[name].label
    return AskNext(tried.variable.paths[0], label, _worth(tried, winner, catalogue))


def _worth(tried: _Tried, winner: str, catalogue: Catalogue) -> str:
    """Say what an answer would do to the result."""
    names = {id_: lowered(model.name) for id_, model in catalogue.blend_models.items()}
    turning = [model for model in tried.winners if model != winner]
    if not turning:
        points = number(round(tried.moved, 1))
        return f"Moves the lead of {names[winner]} by up to {points}; turns nothing alone."
    instead = " or ".join(names[model] for model in BLEND_MODELS if model in turning)
    return f"{len(turning)} of {len(tried.winners)} usual answers would put {instead} first."
