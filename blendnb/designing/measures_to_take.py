"""Which two or three measures fit a plan: by its level, and by the client's own words.

The level says which kinds are wanted, in order; of each kind the entry whose cues the client's
words hit most is taken, then the one that moves faster, then the catalogue's order. A business
result is proposed only where the client's words name it: it moves late and has other causes.
"""

import re
from collections.abc import Iterable

from blendnb.domain.catalogue import Catalogue
from blendnb.domain.measure_ideas import MeasureIdea, MeasuresToTake, ProposedMeasure
from blendnb.domain.plan import Plan

MOST_PROPOSED = 3
WANTED = {
    "awareness": ("learning", "behavior"),
    "skill": ("learning", "behavior", "work"),
    "behavior": ("behavior", "work", "business", "learning"),
}
"""Kinds that show what a level asks for, the first ones first."""
ONLY_IF_NAMED = "business"
PACES = ("fast", "medium", "slow")
DAYS_UNTIL_SEEN = {"fast": 14, "medium": 60, "slow": 120}
"""From the first use at work until a change could be seen: judgement, on the cautious side."""
IN_GAP, IN_MOMENTS, IN_AIMS = 3, 2, 1
"""How much a cue counts by where the client uses the word."""
USED_IN = ("apply", "practice")


def measures_to_take(plan: Plan, catalogue: Catalogue) -> MeasuresToTake:
    """Return the measures that are proposed for a plan, and the others of its subject.

    Parameters
    ----------
    plan
        The plan; its brief says subject, level, gap and moments.
    catalogue
        The library.
    """
    subject = plan.brief.outcome.subject
    ideas = catalogue.measure_ideas.values()
    own = [idea for idea in ideas if subject in idea.subjects]
    known = [*own, *(idea for idea in ideas if not idea.subjects)]
    chosen = _chosen(plan, known)
    others = tuple(idea for idea in known if idea not in chosen)
    first = _first_use(plan)
    proposed = tuple(
        ProposedMeasure(idea, tuple(_hits(idea, _all_words(plan))), first + _wait(idea))
        for idea in chosen
    )
    return MeasuresToTake(plan, proposed, others)


def _chosen(plan: Plan, known: list[MeasureIdea]) -> list[MeasureIdea]:
    size = plan.brief.resolved.audience.size or 1
    level = plan.brief.resolved.outcome.level or "behavior"
    allowed = [idea for idea in known if size >= (idea.least_people or 1)]
    best = (_best(plan, allowed, kind) for kind in WANTED[level])
    return [idea for idea in best if idea is not None][:MOST_PROPOSED]


def _best(plan: Plan, known: list[MeasureIdea], kind: str) -> MeasureIdea | None:
    """The entry of a kind that fits best; of business results only one that is named."""
    of_kind = [idea for idea in known if idea.kind == kind]
    if kind == ONLY_IF_NAMED:
        of_kind = [idea for idea in of_kind if _fit(plan, idea)]
    return min(of_kind, key=lambda idea: (-_fit(plan, idea), not idea.subjects,
                                          PACES.index(idea.pace)), default=None)  # fmt: skip


def _fit(plan: Plan, idea: MeasureIdea) -> int:
    """How strongly the client's words speak for an entry."""
    by_weight = ((IN_GAP, _gap(plan)), (IN_MOMENTS, _moments(plan)), (IN_AIMS, _aims(plan)))
    return sum(weight * len(_hits(idea, words)) for weight, words in by_weight)


def _hits(idea: MeasureIdea, words: str) -> list[str]:
    """The words that begin with a cue, each once."""
    cues = "|".join(map(re.escape, map(str.casefold, idea.cues)))
    return list(dict.fromkeys(re.findall(rf"(?<= )(?:{cues})\w*", words))) if cues else []


def _gap(plan: Plan) -> str:
    return _words([plan.brief.gap])


def _moments(plan: Plan) -> str:
    return _words(part for m in plan.brief.moments for part in (m.text, m.measure))


def _aims(plan: Plan) -> str:
    return _words([plan.brief.objective, *plan.brief.topic_names])


def _all_words(plan: Plan) -> str:
    return _gap(plan) + _moments(plan) + _aims(plan)


def _words(texts: Iterable[str | None]) -> str:
    """Texts as words after spaces, so that a cue is looked for at the beginning of a word."""
    return "".join(f" {word}" for text in texts for word in re.findall(r"\w+", _plain(text)))


def _plain(text: str | None) -> str:
    return (text or "").casefold()


def _first_use(plan: Plan) -> int:
    """The first day on which anything is done at work or practised; launch where nothing is."""
    days = [t.start_day for t in plan.touchpoints if t.purpose == USED_IN[0]]
    days = days or [t.start_day for t in plan.touchpoints if t.purpose == USED_IN[1]]
    return min(days, default=0)


def _wait(idea: MeasureIdea) -> int:
    return DAYS_UNTIL_SEEN[idea.pace]
