"""What a client reads first: what people will do, what happens, what it takes, what is asked.

Four answers, in words of this client's plan: its objectives and moments, its touchpoints counted by
what people do in them, the hours of everybody, and what the client has to give or settle. Which
blend model that is, and why it is this one, follows further down.
"""

from collections.abc import Iterable, Iterator

from blendnb.charts.calendar import day_name
from blendnb.designing.cost import costing
from blendnb.designing.key_figures import journey_weeks, key_figures, live_for_learners
from blendnb.designing.ledger import ledger
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.exporting.subject import Subject, View
from blendnb.language import capitalized, date, listed, say
from blendnb.reporting.cost_report import cost_report
from blendnb.reporting.ledger_report import time_text

MOST_OBJECTIVES, MOST_MOMENTS = 3, 3
LEARNER = "learner"
_ALONE = ("inform", "demonstrate", "practice")
_NOT_PEERS = ("support", "assess", "reinforce")


def first_answers(subject: Subject) -> View:
    """Return the four answers; each is a list of sentences."""
    return {
        "do": list(_do(subject.plan)),
        "happens": list(_happens(subject)),
        "takes": list(_takes(subject)),
        "asked": list(_asked(subject)),
    }


# ----------------------------------------------------------------- what people will do differently


def _do(plan: Plan) -> Iterator[str]:
    """Objectives as they stand, drafts marked; without any, the moments in which it shows."""
    objectives = plan.objectives[:MOST_OBJECTIVES]
    for each in objectives:
        yield say("answers.draft", text=each.text) if each.origin == "drafted" else each.text
    if more := len(plan.objectives) - len(objectives):
        yield say("answers.more_objectives", count=more)
    if not objectives:
        stated = [t.objective for t in plan.brief.topics if t.objective][:MOST_OBJECTIVES]
        yield from stated or _in_moments(plan)


def _in_moments(plan: Plan) -> Iterator[str]:
    """The moments in which the objective shows, or the gap that it closes; else the objective."""
    moments = [moment.text for moment in plan.brief.moments]
    if moments:
        shown = moments[:MOST_MOMENTS]
        yield say("answers.seen_in", moments="; ".join(shown))
        if more := len(moments) - len(shown):
            yield say("answers.more_moments", count=more)
    elif plan.brief.gap:
        yield say("answers.gap", gap=plan.brief.gap)
    else:
        yield plan.brief.objective


# -------------------------------------------------------------------------------- what happens


def _happens(subject: Subject) -> Iterator[str]:
    """Say what people do in this journey and when, what they do in their work, what comes next."""
    plan = subject.plan
    when, who = _when(plan), _who(subject)
    learning, working = list(_learning(plan)), list(_working(plan))
    if learning:
        yield capitalized(say("answers.happens", when=when, who=who, acts=listed(learning)))
    if working:
        key = "then" if learning else "happens"
        yield capitalized(say(f"answers.{key}", when=when, who=who, acts=listed(working)))
    coming = _coming(subject)
    if coming:
        yield say("answers.coming", title=coming[1], day=day_name(plan, coming[0]))


def _who(subject: Subject) -> str:
    figures = key_figures(subject.plan, subject.catalogue)
    if figures.learners_assumed:
        return say("answers.everybody")
    return say("noun.people", count=figures.learners)


def _mine(plan: Plan) -> list[Touchpoint]:
    return [t for t in plan.touchpoints if LEARNER in t.roles]


def _learning(plan: Plan) -> Iterator[str]:
    """What people do to learn: before they meet, together, alone, with peers."""
    mine = _mine(plan)
    live = [t for t in live_for_learners(plan) if t.purpose != "support"]
    alone = _of(mine, "self_paced", _ALONE)
    first_meeting = min((t.start_day for t in live), default=None)
    if alone and first_meeting is not None and min(t.start_day for t in alone) < first_meeting:
        yield say("answers.prepare", count=_times(alone))
        alone = []
    if live:
        ways = dict.fromkeys(t.delivery or "virtual" for t in live)
        where = listed([say(f"delivery.{way}") for way in ways])
        yield say("answers.meet", count=_times(live), where=where)
    yield from _counted("learn", alone)
    yield from _counted(
        "peers", [t for t in mine if t.modality == "social" and t.purpose not in _NOT_PEERS]
    )


def _working(plan: Plan) -> Iterator[str]:
    """What people do with it: in their own work, to show it, to keep it, and where help is."""
    mine = _mine(plan)
    yield from _counted("work", _of(mine, "on_the_job", ("practice", "apply")))
    yield from _counted("show", [t for t in mine if t.purpose == "assess"])
    yield from _counted("return", [t for t in mine if t.purpose == "reinforce"])
    if any(t.stays_open or t.purpose == "support" for t in mine):
        yield say("answers.help")


def _counted(key: str, rows: list[Touchpoint]) -> Iterator[str]:
    if rows:
        yield say(f"answers.{key}", count=_times(rows))


def _of(rows: Iterable[Touchpoint], modality: str, purposes: tuple[str, ...]) -> list[Touchpoint]:
    return [t for t in rows if t.modality == modality and t.purpose in purposes]


def _times(rows: Iterable[Touchpoint]) -> int:
    return sum(len(t.occurrences) for t in rows)


def _when(plan: Plan) -> str:
    """From the first day to the last; how many weeks where there are no dates."""
    first, last = plan.date_of(plan.first_day), plan.date_of(plan.last_day)
    if first is None or last is None:
        return say("answers.weeks", weeks=say("noun.weeks", count=journey_weeks(plan)))
    return say("answers.dates", first=date(first, year=True), last=date(last, year=True))


def _coming(subject: Subject) -> tuple[int, str] | None:
    """Return the first day after today on which anything begins, and what."""
    today = subject.today
    starts = ((o.start_day, t.title) for t in subject.plan.touchpoints for o in t.occurrences)
    return min((s for s in starts if today is None or s[0] > today), default=None)


# ------------------------------------------------------------------------------- what it takes


def _takes(subject: Subject) -> Iterator[str]:
    """Hours of each learner, at work apart; then of everybody else, or their price."""
    figures = key_figures(subject.plan, subject.catalogue)
    each = say("answers.each", hours=say("noun.hours", count=round(figures.learning_hours, 1)))
    if figures.on_the_job_hours:
        hours = say("noun.hours", count=round(figures.on_the_job_hours, 1))
        each = say("answers.each_and_work", each=each, hours=hours)
    yield say("answers.sentence", text=each)
    costed = costing.cost(subject.plan, subject.catalogue)
    yield say("answers.sentence", text=cost_report(costed).short)
    content = ledger(subject.plan)
    if content.kept and content.left_out:
        yield say("answers.left_out", time=time_text(content.left_out))


# -------------------------------------------------------------------------------- what is asked


def _asked(subject: Subject) -> Iterator[str]:
    """What the client gives (people who lead, managers' time) and what is still to be settled."""
    plan, audit = subject.plan, subject.audit
    figures = key_figures(plan, subject.catalogue)
    people = plan.brief.support.facilitators
    if figures.sessions_held:
        key = "leaders_unknown" if people is None else "leaders"
        hours = time_text(round(60 * figures.leading_hours))
        sessions = say("answers.sessions_held", count=figures.sessions_held)
        said = {"sessions": sessions, "hours": hours}
        yield say(f"answers.{key}", count=people or 0, **said)
    minutes = sum(t.manager_minutes * len(t.occurrences) for t in plan.touchpoints)
    if minutes:
        yield say("answers.managers", time=time_text(round(minutes)))
    if subject.recommendation.ask_next:
        asked = "; ".join(question.label for question in subject.recommendation.ask_next)
        yield say("answers.ask", questions=asked)
    if not plan.measures:
        yield say("answers.measures")
    open_ = sum(question.open for question in audit.questions.values()) + len(audit.tensions)
    open_ += sum(constraint.severity != "note" for constraint in audit.constraints)
    if open_:
        yield say("answers.open", count=open_)
