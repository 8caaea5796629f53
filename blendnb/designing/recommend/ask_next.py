"""Ask next: the open questions whose answers could turn the result.

What nobody stated argues for nothing, but an answer to come may turn the first place. So each open
question is tried out: every usual answer is put into the brief, alone, and the blend
models are ranked again. A question is worth asking as often as its answers put another model
first; of two that turn the result equally often, the one that moves the leader's lead further.

A brief that answers much is an answer that is sensitive to these questions. Only where it says
little and several of them would turn it is too little known to choose.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from blendnb.designing.recommend.rules import Held, Scoring
from blendnb.designing.recommend.steps import steps
from blendnb.designing.recommend.usual_answers import held_after, stated_as, usual_answers
from blendnb.designing.recommend.value_phrases import either
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.design_variables import DesignVariable
from blendnb.domain.recommendation import AskNext, Coverage, RankedModel
from blendnb.domain.vocabulary import BLEND_MODELS
from blendnb.language import exact, lowered, say

MOST_ASKED = 3
MOST_SENSITIVE = 5
FEW_ANSWERS = 6
"""Up to this many answered questions a result may be too open to choose."""
FEW_TURNING = 2
"""Of a brief that says little, more open questions than this that turn the result leave it open."""

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TurningQuestions:
    """Open questions by what their answers would do."""

    turning: tuple[AskNext, ...]
    """Those of which an answer puts another model first, the most turning first."""
    worth_asking: tuple[AskNext, ...]
    """The few whose answers would change the result most."""


def settled(
    models: tuple[RankedModel, ...], coverage: Coverage, turning: tuple[AskNext, ...]
) -> bool:
    """Return whether enough is known to choose, or all models are excluded.

    Parameters
    ----------
    models
        The ranked blend models.
    coverage
        How many questions are answered.
    turning
        Open questions that could turn the result.
    """
    known = coverage.answered > FEW_ANSWERS or len(turning) <= FEW_TURNING
    return known or models[0].excluded


def turning_questions(facts: Facts, scoring: Scoring, catalogue: Catalogue) -> TurningQuestions:
    """Return the open questions whose answers would change the result.

    Parameters
    ----------
    facts
        Stated and derived facts.
    scoring
        Rules and vetoes, prepared.
    catalogue
        Labels, and the usual values of numbers.
    """
    trial = _Trial(facts, scoring)
    tried = [
        trial.of(variable)
        for variable in scoring.variables.values()
        if not variable.answered(facts)
    ]
    worth = sorted((t for t in tried if t.moved), key=lambda t: (-t.turned, -t.moved))
    asked = [(t, _asked(t, trial.winner, catalogue)) for t in worth]
    return TurningQuestions(
        tuple(each for t, each in asked if t.turned)[:MOST_SENSITIVE],
        tuple(each for _, each in asked[:MOST_ASKED]),
    )


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

    def __init__(self, facts: Facts, scoring: Scoring) -> None:
        self._facts, self._scoring = facts, scoring
        self._now = scoring.held(facts)
        self.winner = scoring.winner(self._now)
        self._leads: dict[Held, tuple[str, float]] = {}

    def of(self, variable: DesignVariable) -> _Tried:
        """Try every usual answer to one open question."""
        after = held_after(variable, self._answers(variable), self._facts, self._scoring.conditions)
        leading = [self._lead(held) for held in after]
        winners = tuple(winner for winner, _ in leading)
        leads = [lead for _, lead in (self._lead(self._now), *leading)]
        turning = len(winners) - winners.count(self.winner)
        return _Tried(variable, winners, turning / max(len(winners), 1), max(leads) - min(leads))

    def _answers(self, variable: DesignVariable) -> list[dict[str, Any]]:
        """What each answer states; a set is tried as assumed, and with one item more or less."""
        if variable.kind == "set":
            tried = steps(variable, self._facts, self._scoring.conditions)
            return [{step.path: step.value} for step in tried]
        return [stated_as(variable, answer) for answer in usual_answers(variable)]

    def _lead(self, held: Held) -> tuple[str, float]:
        """Who comes first, and by how many points today's leader leads."""
        if held not in self._leads:
            scores = dict(zip(BLEND_MODELS, self._scoring.scores(held), strict=False))
            lead = scores.pop(self.winner) - max(scores.values())
            self._leads[held] = (self._scoring.winner(held), lead)
        return self._leads[held]


def _asked(tried: _Tried, winner: str, catalogue: Catalogue) -> AskNext:
    variable = tried.variable
    label = say("recommendation.mix") if variable.kind == "mix" else variable.entry.label
    models = tuple(m for m in BLEND_MODELS if m in tried.winners and m != winner)
    return AskNext(variable.paths[0], label, _worth(tried, winner, catalogue), models)


def _worth(tried: _Tried, winner: str, catalogue: Catalogue) -> str:
    """Say what an answer would do to the result."""
    names = {id_: lowered(model.name) for id_, model in catalogue.blend_models.items()}
    turning = [model for model in tried.winners if model != winner]
    if not turning:
        points = exact(round(tried.moved, 1))
        return say("recommendation.moves", model=names[winner], points=points)
    return say(
        "recommendation.turns",
        turning=len(turning),
        answers=len(tried.winners),
        instead=either([names[model] for model in BLEND_MODELS if model in turning]),
    )
