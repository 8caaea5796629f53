"""Tensions: contradictions inside the brief, which no plan can fix.

They are said before anybody argues about the design, because the answer is a conversation with
the client: less content, more time, more people. A tension needs something that the brief states;
assumed values alone never contradict each other.
"""

from blendnb.designing.audit import registry
from blendnb.designing.audit.naming import MOST_NAMED, minutes
from blendnb.designing.audit.registry import tension
from blendnb.designing.facts import facts_of
from blendnb.designing.free_days import FreeDays
from blendnb.designing.recommend.rules import vetoed
from blendnb.designing.workload import DAYS_IN_WEEK
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.findings import Tension
from blendnb.domain.vocabulary import BLEND_MODELS
from blendnb.language import listed, lowered, quoted, say

SHORTEST_SESSION_MINUTES = 30
"""Less is not worth gathering for."""
MOST_CLOSED = 0.5
"""Share of the window above which blackout days leave too little of it."""
NO_RECORDS = "completion_record"
"""What the catalogue's vetoes exclude where nothing keeps records for an audit."""


@tension("total_fit")
def total_fit(brief: Brief, catalogue: Catalogue) -> str | None:
    """Return that the content asks for more time than there is."""
    paths = ("content.hours", "audience.minutes_per_week", "schedule.weeks")
    if not any(path in brief.stated for path in paths):
        return None
    facts = brief.resolved.stated
    needed = facts["content.hours"] * 60
    there = facts["audience.minutes_per_week"] * facts["schedule.weeks"]
    if needed <= there * catalogue.threshold("total_fit"):
        return None
    text = say("audit.tension.total_fit.window", minutes=minutes(there))
    return say(
        "audit.tension.total_fit.text",
        needed=minutes(needed),
        window=_with_assumed(text, brief, catalogue, paths),
    )


def _with_assumed(text: str, brief: Brief, catalogue: Catalogue, paths: tuple[str, ...]) -> str:
    """Return a text, and behind it what was assumed for it as the form calls it."""
    gaps = [lowered(catalogue.variables[p].label) for p in paths if p not in brief.stated]
    if not gaps:
        return text
    return say("audit.tension.assumed", text=text, names=listed(gaps, MOST_NAMED))


@tension("session_fit")
def session_fit(brief: Brief, catalogue: Catalogue) -> str | None:  # noqa: ARG001
    """Return that a week has no room for a sensible live session."""
    has = brief.audience.minutes_per_week
    if has is None or has >= SHORTEST_SESSION_MINUTES:
        return None
    shortest = minutes(SHORTEST_SESSION_MINUTES)
    return say("audit.tension.session_fit.text", has=minutes(has), shortest=shortest)


@tension("facilitator_capacity")
def facilitator_capacity(brief: Brief, catalogue: Catalogue) -> str | None:
    """Return that each facilitator would run too many groups."""
    load = facts_of(brief).get("support.load")
    most = catalogue.threshold("facilitator_capacity")
    if load is None or not brief.support.facilitators or load <= most:
        return None
    return say("audit.tension.facilitator_capacity.text", load=load, most=most)


@tension("blackout")
def blackout(brief: Brief, catalogue: Catalogue) -> str | None:
    """Return that the blackout leaves too little of the window."""
    schedule = brief.resolved.schedule
    if schedule.start is None or not schedule.blackout or schedule.weeks is None:
        return None
    length = schedule.weeks * DAYS_IN_WEEK
    free = len(FreeDays(0, length - 1, schedule.start, schedule.blackout).free)
    if free >= (1 - MOST_CLOSED) * length:
        return None
    text = say("audit.tension.blackout.window")
    window = _with_assumed(text, brief, catalogue, ("schedule.weeks",))
    key = "some" if free else "none"
    return say(f"audit.tension.blackout.{key}", free=free, days=length, window=window)


@tension("audit_records")
def audit_records(brief: Brief, catalogue: Catalogue) -> str | None:
    """Return that nothing keeps the records that an audit asks for."""
    vetoes = vetoed(facts_of(brief), catalogue).get(NO_RECORDS, ())
    return " ".join(veto.sentence for veto in vetoes) or None


@tension("no_blend_model")
def no_blend_model(brief: Brief, catalogue: Catalogue) -> str | None:
    """Return that every blend model is excluded."""
    closed = vetoed(facts_of(brief), catalogue)
    if not all(blend_model in closed for blend_model in BLEND_MODELS):
        return None
    sentences = {veto.id: veto.sentence for model in BLEND_MODELS for veto in closed[model]}
    because = " ".join(
        say("audit.constraint.veto.because", sentence=sentence, id=id_)
        for id_, sentence in sorted(sentences.items())
    )
    return say("audit.tension.no_blend_model.text", because=because)


@tension("moments")
def moments_in_window(brief: Brief, catalogue: Catalogue) -> str | None:
    """Return that moments that matter come after the window."""
    weeks = brief.resolved.schedule.weeks or 0
    late = [m for m in brief.moments if m.week is not None and m.week > weeks]
    if not late:
        return None
    moments = [say("audit.tension.moments.moment", title=quoted(m.text), week=m.week) for m in late]
    text = say("audit.tension.moments.window", count=weeks)
    window = _with_assumed(text, brief, catalogue, ("schedule.weeks",))
    return say("audit.tension.moments.text", window=window, moments=listed(moments, MOST_NAMED))


def tensions(brief: Brief, catalogue: Catalogue) -> tuple[Tension, ...]:
    """Return the contradictions of a brief.

    Parameters
    ----------
    brief
        As stated.
    catalogue
        Its thresholds and vetoes.
    """
    texts = ((id_, contradict(brief, catalogue)) for id_, contradict in registry.TENSIONS.items())
    return tuple(Tension(id=id_, text=text) for id_, text in texts if text is not None)
