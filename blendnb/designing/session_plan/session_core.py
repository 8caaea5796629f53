"""What a session is for: the steps of its agenda, or of its topics where there is no agenda.

A run is what belongs together, one activity or one topic; a break stands best between two runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import inf

from blendnb.designing.session_plan.step_minutes import fewest_minutes
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import AgendaStep, Plan, RoundPart, Touchpoint
from blendnb.domain.vocabulary import CONTENT_KINDS
from blendnb.language import listed, say


@dataclass(frozen=True, slots=True)
class CoreRun:
    """Steps that belong together, with the minutes that they usually have."""

    steps: tuple[AgendaStep, ...]
    low: float = 1.0
    high: float = inf
    whole: bool = False
    """Whether it opens and closes the session itself."""
    name: str = ""
    """Of the activity, for what is said of it."""

    @property
    def nominal(self) -> float:
        """Its usual minutes."""
        return sum(step.minutes for step in self.steps)

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most minutes that it is good for."""
        return max(self.low, fewest_minutes(self.steps)), self.high


def core_runs(plan: Plan, touchpoint: Touchpoint, catalogue: Catalogue) -> tuple[CoreRun, ...]:
    """Return what a session is for, run by run.

    Parameters
    ----------
    plan
        Its brief says which kind of content it is.
    touchpoint
        With an agenda, which is the core; without one, its topics are where people meet in it.
    catalogue
        Says how long an activity can be, and whether it opens and closes a session itself.
    """
    if touchpoint.agenda:
        return tuple(_runs_of_agenda(touchpoint, catalogue))
    return _runs_of_topics(plan, touchpoint) if touchpoint.live else ()


def _runs_of_agenda(touchpoint: Touchpoint, catalogue: Catalogue) -> list[CoreRun]:
    by_activity = groupby(touchpoint.agenda, key=lambda step: step.activity or touchpoint.activity)
    return [_run(tuple(steps), activity, catalogue) for activity, steps in by_activity]


def _run(steps: tuple[AgendaStep, ...], activity: str | None, catalogue: Catalogue) -> CoreRun:
    known = catalogue.activities.get(activity or "")
    if known is None:
        return CoreRun(steps)
    minutes = known.fits.minutes
    return CoreRun(steps, minutes.min, minutes.max, whole=known.part == "whole", name=known.name)


# -------------------------------------------------------------------- without an activity

_LEAST_OF_A_TOPIC, _MOST_OF_A_CASE = 15, 90
"""Minutes of a topic of its own, below which one run has a case of each; and those from which a
topic has another case rather than longer rounds."""
_TOGETHER = frozenset({"launch", "close", "support"})
"""Purposes that look at all topics at once."""
_SHARES: dict[str, tuple[tuple[str, str, int], ...]] = {
    "launch": (("reason", "plenary", 25), ("today", "pairs", 30), ("way", "plenary", 20),
               ("first", "pairs", 25)),
    "demonstrate": (("case", "individual", 10), ("shown", "plenary", 30), ("next", "pairs", 20),
                    ("own", "groups", 40)),
    "practice": (("recall", "individual", 15), ("rounds", "trios", 65), ("kept", "plenary", 20)),
    "apply": (("standard", "plenary", 15), ("work", "individual", 45), ("swap", "pairs", 25),
              ("left", "individual", 15)),
    "close": (("attempts", "trios", 50), ("pattern", "plenary", 25), ("goes_on", "pairs", 25)),
    "support": (("tried", "pairs", 30), ("stuck", "plenary", 50), ("next_try", "individual", 20)),
    "inform": (("question", "individual", 15), ("input", "plenary", 35), ("answer", "pairs", 50)),
}  # fmt: skip
"""Of each purpose the steps of a topic: key, method, share of the minutes."""
_LIKE = {"assess": "practice", "reinforce": "practice"}
_ROUND = (("prepare", 2), ("try", 6), ("feedback", 4), ("again", 2))
_LED_BY = {"plenary": "facilitator"}


def _runs_of_topics(plan: Plan, touchpoint: Touchpoint) -> tuple[CoreRun, ...]:
    trios = _in_trios(plan)
    named = _named_topics(touchpoint)
    if touchpoint.purpose not in _TOGETHER:
        cases = max(int(touchpoint.learner_minutes / len(named) // _MOST_OF_A_CASE), 1)
        named = [_case(name, case, cases) for name in named for case in range(1, cases + 1)]
    return tuple(CoreRun(_steps(touchpoint.purpose, name, trios=trios)) for name in named)


def _named_topics(touchpoint: Touchpoint) -> list[str]:
    """Return what its runs are about: each topic, or all of them at once."""
    topics = touchpoint.all_topics
    if touchpoint.repeat is not None and touchpoint.repeat.topics is not None:
        return [say("session_plan.core.topic_of_the_day")]
    apart = touchpoint.learner_minutes >= _LEAST_OF_A_TOPIC * (len(topics) + 1)
    if topics and apart and touchpoint.purpose not in _TOGETHER:
        return [say("written.quoted", title=topic) for topic in topics]
    one = len(topics) == 1
    return [topics_text(topics) if one else say(f"session_plan.core.{'these' if topics else 'it'}")]


_MOST_TOPICS_SAID = 3


def topics_text(topics: Sequence[str]) -> str:
    """Return a few topics in words; of many, or none, that it is what this is about."""
    if not 0 < len(topics) <= _MOST_TOPICS_SAID:
        return say("session_plan.core.it")
    return listed([say("written.quoted", title=topic) for topic in topics])


def _case(name: str, case: int, cases: int) -> str:
    return name if cases == 1 else say("session_plan.core.case_of", topic=name, case=case)


def _in_trios(plan: Plan) -> bool:
    """Whether what is practised here is most of all how to deal with people."""
    weights = plan.brief.resolved.content.model_dump()
    return max(CONTENT_KINDS, key=lambda kind: weights.get(kind) or 0) == "interpersonal"


def _steps(purpose: str, topic: str, *, trios: bool) -> tuple[AgendaStep, ...]:
    purpose = _LIKE.get(purpose, purpose)
    steps = _SHARES[purpose]
    return tuple(
        _step(purpose, key, method, share, topic, trios=trios, last=number == len(steps))
        for number, (key, method, share) in enumerate(steps, start=1)
    )


def _step(
    purpose: str, key: str, method: str, share: int, topic: str, *, trios: bool, last: bool
) -> AgendaStep:
    rounds = {"trios": 3, "pairs": 2}.get(method) if key == "rounds" else None
    if method == "trios" and not trios:
        method, rounds = "pairs", 2 if rounds else None
    return AgendaStep(
        minutes=float(share),
        do=say(f"session_plan.core.{purpose}.{key}", topic=topic),
        method=method,
        leads=_LED_BY.get(method, "learners"),
        rounds=rounds,
        within=_parts(_ROUND) if rounds else (),
        flex=True if last else None,
    )


def _parts(parts: Sequence[tuple[str, int]]) -> tuple[RoundPart, ...]:
    return tuple(
        RoundPart(do=say(f"session_plan.round.{name}"), minutes=float(minutes))
        for name, minutes in parts
    )
