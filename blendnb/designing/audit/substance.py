"""Substance: does the plan say something, and does it do what it is for.

A plan can have the right structure and nothing inside: titles and reasons that say nothing, proof
that is asked for before anybody has practised, a moment of the business that comes before its
topics. These questions look inside. What the plan does not keep (objectives, an account of its
content, moments with a week) is not asked for here.
"""

from collections.abc import Iterable, Iterator

from blendnb.designing.audit.fixes import as_one
from blendnb.designing.audit.naming import ids, named
from blendnb.designing.audit.plan_facts import PlanView
from blendnb.designing.audit.registry import Answer, question
from blendnb.designing.ledger import ledger
from blendnb.domain.brief import Moment
from blendnb.domain.edits import Change
from blendnb.domain.findings import Fix
from blendnb.domain.plan import LearningObjective, Occurrence, Touchpoint
from blendnb.domain.vocabulary import VerdictWord
from blendnb.language import listed, quoted, say

LEAST_TITLE, LEAST_WHY = 4, 6
"""Letters below which a title or a reason says nothing; a sign of a script of signs counts more."""
SCRIPTS_OF_SIGNS = "\u2e80"
LETTERS_OF_A_SIGN = 3
OFTEN = 3
"""So many touchpoints of one title, and more than half of all, and the title tells none apart."""
MOST_NAMED = 3


def _letters(text: str) -> int:
    return sum(LETTERS_OF_A_SIGN if sign >= SCRIPTS_OF_SIGNS else sign.isalnum() for sign in text)


def _says_nothing(text: str, least: int) -> bool:
    """Whether a text is too short to say anything, or one word over and over."""
    words = text.casefold().split()
    return _letters(text) < least or (len(words) > 1 and len(set(words)) == 1)


@question("substance.texts", order=110)
def texts(view: PlanView) -> Answer:
    """Answer whether titles say what people do, and reasons why."""
    touchpoints = view.plan.touchpoints
    titles = [t.title.strip().casefold() for t in touchpoints]
    empty = [
        t
        for t, title in zip(touchpoints, titles, strict=True)
        if _says_nothing(t.title, LEAST_TITLE)
        or _says_nothing(t.why, LEAST_WHY)
        or titles.count(title) > max(OFTEN, len(titles) / 2)
    ]
    if not empty:
        return Answer("met", say("audit.texts.all"))
    verdict: VerdictWord = "missing" if len(empty) > len(touchpoints) / 2 else "partly"
    text = say("audit.texts.empty", count=len(empty), names=named(empty[:MOST_NAMED]))
    return Answer(verdict, text, ids(empty))


@question("substance.practice_first", order=120)
def practice_first(view: PlanView) -> Answer:
    """Answer whether people practise before it counts."""
    proofs = [o for o in view.checks if "performance" in view.kinds(o.touchpoint)]
    if not proofs:
        return Answer("not_needed", say("audit.practice_first.no_proof"))
    early = [o for o in proofs if not all(_practised(view, t, o.due_day) for t in o.topics)]
    if not early:
        return Answer("met", say("audit.practice_first.all"), ids(o.touchpoint for o in proofs))
    names = named(o.touchpoint for o in early)
    text = say("audit.practice_first.early", names=names)
    return Answer("partly", text, ids(o.touchpoint for o in early))


def _practised(view: PlanView, topic: str, day: int) -> bool:
    """Whether a topic has been practised or tried at work by a day."""
    return any(
        o.touchpoint.purpose in {"practice", "apply"} and topic in o.topics and o.start_day <= day
        for o in view.occurrences
    )


@question("substance.content", order=130)
def content(view: PlanView) -> Answer:
    """Answer whether the content that was stated has a place."""
    account = ledger(view.plan)
    if not account.kept:
        return Answer("not_needed", say("audit.content.no_account"))
    out = [line for line in account.lines if line.left_out > 0]
    if not out:
        return Answer("met", say("audit.content.placed"))
    minutes = round(sum(line.left_out for line in out))
    topics = listed([quoted(line.topic) for line in out], MOST_NAMED)
    return Answer("partly", say("audit.content.left_out", count=minutes, topics=topics))


@question("substance.owners", order=140)
def owners(view: PlanView) -> Answer:
    """Answer whether what stays open and what happens at work has somebody who sees to it."""
    asked = [t for t in view.plan.touchpoints if t.stays_open or t.modality == "on_the_job"]
    if not asked:
        return Answer("not_needed", say("audit.overseen.nothing"))
    without = [t for t in asked if not t.owner and set(t.roles) <= {"learner"}]
    if not without:
        return Answer("met", say("audit.overseen.all"), ids(asked))
    text = say("audit.overseen.without", count=len(without), names=named(without))
    who = say(f"audit.overseen.{'programme' if view.brief.support.managers is False else 'line'}")
    steps = [Change(id=t.id, values={"owner": who}) for t in without]
    fix = Fix(text=say("audit.overseen.fix", who=who), edit=as_one(steps))
    return Answer("partly", text, ids(without), fix=fix)


@question("substance.moments", order=150)
def moments(view: PlanView) -> Answer:
    """Answer whether the topics of a moment with a week are practised before it."""
    fixed = [m for m in view.plan.brief.moments if m.stands_still and m.topics]
    if not fixed:
        return Answer("not_needed", say("audit.moments.none"))
    late = [m for m in fixed if not _ready(view, m)]
    if not late:
        return Answer("met", say("audit.moments.all", count=len(fixed)))
    names = listed([quoted(m.text) for m in late], MOST_NAMED)
    return Answer("partly", say("audit.moments.late", names=names))


def _ready(view: PlanView, moment: Moment) -> bool:
    last = 7 * (moment.week or 1) - 1
    return all(_practised(view, topic, last) for topic in moment.topics)


@question("substance.objectives", order=160)
def objectives(view: PlanView) -> Answer:
    """Answer whether each objective is practised and checked."""
    stated = view.plan.objectives
    if not stated:
        return Answer("not_needed", say("audit.objectives.none"))
    open_ = [each for each in stated if not _met(view, each)]
    if not open_:
        return Answer("met", say("audit.objectives.all", count=len(stated)))
    names = listed([quoted(each.text) for each in open_], MOST_NAMED)
    return Answer("partly", say("audit.objectives.open", names=names))


def _met(view: PlanView, objective: LearningObjective) -> bool:
    serving = list(_serving(view, objective))
    practised = any(o.touchpoint.purpose in {"practice", "apply"} for o in serving)
    return practised and any(view.kinds(o.touchpoint) for o in serving)


def _serving(view: PlanView, objective: LearningObjective) -> Iterator[Occurrence]:
    """What serves an objective: by its id, or, where nothing names it, by its topic."""
    by_id: Iterable[Touchpoint] = (t for t in view.plan.touchpoints if objective.id in t.objectives)
    chosen = {t.id for t in by_id}
    for occurrence in view.occurrences:
        by_topic = not chosen and objective.topic in occurrence.topics
        if by_topic or occurrence.touchpoint.id in chosen:
            yield occurrence
