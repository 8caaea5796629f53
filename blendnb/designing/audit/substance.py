"""Substance: does the plan say something, and does it do what it is for.

A plan can have the right structure and nothing inside: titles and reasons that say nothing, proof
that is asked for before anybody has practised, a moment of the business that comes before its
topics. These questions look inside. What the plan does not keep (objectives, an account of its
content, moments with a week) is not asked for here.
"""

from collections.abc import Iterable, Iterator, Sequence

from blendnb.designing.audit.fixes import BLACKOUT, as_one
from blendnb.designing.audit.naming import ids, named
from blendnb.designing.audit.plan_facts import PlanView
from blendnb.designing.audit.registry import Answer, question
from blendnb.designing.audit.substance_fixes import (
    practice_by,
    practised_and_checked,
    said_anew,
    taught_again,
)
from blendnb.designing.ledger import ledger
from blendnb.designing.workload import DAYS_IN_WEEK
from blendnb.domain.brief import Moment
from blendnb.domain.edits import Change
from blendnb.domain.findings import Fix
from blendnb.domain.plan import LearningObjective, LedgerLine, Occurrence, Touchpoint
from blendnb.domain.vocabulary import VerdictWord
from blendnb.language import listed, quoted, say

LEAST_TITLE, LEAST_WHY = 4, 6
"""Letters below which a title or a reason says nothing; a sign of a script of signs counts more."""
SCRIPTS_OF_SIGNS = "\u2e80"
LETTERS_OF_A_SIGN = 3
OFTEN = 3
"""So many touchpoints of one title, and more than half of all, and the title tells none apart."""
MOST_NAMED = 3
_LEAVES_OUT = (
    "content.hours", "audience.minutes_per_week", "schedule.weeks", "schedule.ready_by",
    "support.facilitators",
)  # fmt: skip
"""What decides how much of the content has room."""


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
    untitled = [
        t
        for t, title in zip(touchpoints, titles, strict=True)
        if _says_nothing(t.title, LEAST_TITLE) or titles.count(title) > max(OFTEN, len(titles) / 2)
    ]
    unreasoned = [t for t in touchpoints if _says_nothing(t.why, LEAST_WHY)]
    empty = [t for t in touchpoints if t in untitled or t in unreasoned]
    if not empty:
        return Answer("met", say("audit.texts.all"))
    verdict: VerdictWord = "missing" if len(empty) > len(touchpoints) / 2 else "partly"
    text = say("audit.texts.empty", count=len(empty), names=named(empty[:MOST_NAMED]))
    return Answer(verdict, text, ids(empty), fix=said_anew(view, untitled, unreasoned))


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
    unpractised = _unpractised(view, early)
    due = min(o.due_day for o in early)
    fix = practice_by(view, "substance.practice_first", unpractised, due)
    return Answer(
        "partly", text, ids(o.touchpoint for o in early), fix=fix, forced_by=view.stated(BLACKOUT)
    )


def _unpractised(view: PlanView, early: Iterable[Occurrence]) -> tuple[str, ...]:
    """The topics that count before anybody has practised them."""
    topics = (t for o in early for t in o.topics if not _practised(view, t, o.due_day))
    return tuple(dict.fromkeys(topics))


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
    text = say("audit.content.left_out", count=minutes, topics=topics)
    return Answer(
        "partly", text, fix=_content_fix(view, out), forced_by=view.stated(*_LEAVES_OUT, BLACKOUT)
    )


def _content_fix(view: PlanView, out: Sequence[LedgerLine]) -> Fix | None:
    """Teach again what was taken out by hand; what never had room is for the client to decide."""
    kept = {line.topic: line for line in view.plan.ledger}
    lost = [line for line in out if not line.placed and not kept[line.topic].left_out]
    if len(lost) < len(out):
        return None
    minutes = sum(kept[line.topic].placed for line in lost)
    return taught_again(view, "substance.content", [line.topic for line in lost], minutes)


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
    topics = tuple(dict.fromkeys(t for m in late for t in m.topics if not _in_time(view, m, t)))
    fix = practice_by(view, "substance.moments", topics, min(map(_last_day, late)))
    text = say("audit.moments.late", names=names)
    return Answer("partly", text, fix=fix, forced_by=view.stated(BLACKOUT))


def _ready(view: PlanView, moment: Moment) -> bool:
    return all(_in_time(view, moment, topic) for topic in moment.topics)


def _in_time(view: PlanView, moment: Moment, topic: str) -> bool:
    return _practised(view, topic, _last_day(moment))


def _last_day(moment: Moment) -> int:
    """The last day of a moment's week."""
    return DAYS_IN_WEEK * (moment.week or 1) - 1


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
    text = say("audit.objectives.open", names=names)
    fix = practised_and_checked(
        view,
        "substance.objectives",
        _topics(view, (each for each in open_ if not _is_practised(view, each))),
        _topics(view, (each for each in open_ if not _is_checked(view, each))),
        [each.id for each in open_ if _is_named(view, each)],
    )
    return Answer("partly", text, fix=fix, forced_by=view.stated(BLACKOUT))


def _topics(view: PlanView, objectives: Iterable[LearningObjective]) -> tuple[str, ...]:
    """Their topics; all of them for one of the whole journey."""
    about = ((each.topic,) if each.topic else view.topics for each in objectives)
    return tuple(dict.fromkeys(topic for topics in about for topic in topics))


def _is_named(view: PlanView, objective: LearningObjective) -> bool:
    """Whether it is served by name: one names it, so that serving its topic is not enough."""
    named_by = (t for t in view.plan.touchpoints if objective.id in t.objectives)
    return objective.topic is None or any(named_by)


def _met(view: PlanView, objective: LearningObjective) -> bool:
    return _is_practised(view, objective) and _is_checked(view, objective)


def _is_practised(view: PlanView, objective: LearningObjective) -> bool:
    serving = _serving(view, objective)
    return any(o.touchpoint.purpose in {"practice", "apply"} for o in serving)


def _is_checked(view: PlanView, objective: LearningObjective) -> bool:
    return any(view.kinds(o.touchpoint) for o in _serving(view, objective))


def _serving(view: PlanView, objective: LearningObjective) -> Iterator[Occurrence]:
    """What serves an objective: by its id, or, where nothing names it, by its topic."""
    by_id: Iterable[Touchpoint] = (t for t in view.plan.touchpoints if objective.id in t.objectives)
    chosen = {t.id for t in by_id}
    for occurrence in view.occurrences:
        by_topic = not chosen and objective.topic in occurrence.topics
        if by_topic or occurrence.touchpoint.id in chosen:
            yield occurrence
