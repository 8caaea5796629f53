"""Tensions: contradictions inside the brief, which no plan can mend.

They are said before anybody argues about the design, because the answer is a conversation with
the client: less content, more time, more people. A tension needs something that the brief states;
assumed values alone never contradict each other.
"""

from collections.abc import Callable, Mapping

from blendnb.designing.audit.wording import amount, counted, listed, minutes, quoted
from blendnb.designing.calendar import FreeDays
from blendnb.designing.facts import facts_of
from blendnb.designing.scoring import vetoed
from blendnb.designing.wording import lowered
from blendnb.designing.workload import DAYS_IN_WEEK
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.findings import Tension
from blendnb.domain.vocabulary import BLEND_MODELS

SHORTEST_SESSION_MINUTES = 30
"""Less is not worth gathering for."""
MOST_CLOSED = 0.5
"""Share of the window above which blackout days leave too little of it."""
NO_RECORDS = "completion_record"
"""What the catalogue's vetoes exclude where nothing keeps records for an audit."""


def tensions(brief: Brief, catalogue: Catalogue) -> tuple[Tension, ...]:
    """Return the contradictions of a brief.

    Parameters
    ----------
    brief
        As stated.
    catalogue
        Its thresholds and vetoes.
    """
    said = ((id_, judge(brief, catalogue)) for id_, judge in JUDGES.items())
    return tuple(Tension(id=id_, text=text) for id_, text in said if text is not None)


def _total_fit(brief: Brief, catalogue: Catalogue) -> str | None:
    paths = ("content.hours", "audience.minutes_per_week", "schedule.weeks")
    if not any(path in brief.stated for path in paths):
        return None
    facts = brief.resolved.stated
    needed = facts["content.hours"] * 60
    there = facts["audience.minutes_per_week"] * facts["schedule.weeks"]
    if needed <= there * catalogue.threshold("total_fit"):
        return None
    return (
        f"The content needs {minutes(needed)} and the window holds {minutes(there)}"
        f"{_assumed(brief, catalogue, paths)}: cut content, give people more time, or move part of "
        "it to help at work."
    )


def _assumed(brief: Brief, catalogue: Catalogue, paths: tuple[str, ...]) -> str:
    """Name what was assumed as the form calls it."""
    gaps = [lowered(catalogue.variables[p].label) for p in paths if p not in brief.stated]
    return f" ({listed(gaps)} assumed)" if gaps else ""


def _session_fit(brief: Brief, catalogue: Catalogue) -> str | None:  # noqa: ARG001
    has = brief.audience.minutes_per_week
    if has is None or has >= SHORTEST_SESSION_MINUTES:
        return None
    return (
        f"A week has {minutes(has)} for learning, and the shortest sensible live session takes "
        f"{minutes(SHORTEST_SESSION_MINUTES)}: every week with a session asks for more. Free "
        "people for those weeks, or choose a blend without live sessions."
    )


def _facilitator_capacity(brief: Brief, catalogue: Catalogue) -> str | None:
    load = facts_of(brief).get("support.load")
    most = catalogue.threshold("facilitator_capacity")
    if load is None or not brief.support.facilitators or load <= most:
        return None
    return (
        f"Each facilitator would run {amount(load)} groups of every live touchpoint, where "
        f"{amount(most)} is the most that works: find more facilitators or do less live."
    )


def _blackout(brief: Brief, catalogue: Catalogue) -> str | None:
    schedule = brief.resolved.schedule
    if schedule.start is None or not schedule.blackout or schedule.weeks is None:
        return None
    length = schedule.weeks * DAYS_IN_WEEK
    free = len(FreeDays(0, length - 1, schedule.start, schedule.blackout).free)
    if free >= (1 - MOST_CLOSED) * length:
        return None
    left = f"only {free} of {length} days" if free else f"none of {length} days"
    assumed = _assumed(brief, catalogue, ("schedule.weeks",))
    return f"The blackout leaves {left} of the window{assumed}."


def _audit_records(brief: Brief, catalogue: Catalogue) -> str | None:
    vetoes = vetoed(facts_of(brief), catalogue).get(NO_RECORDS, ())
    return " ".join(veto.sentence for veto in vetoes) or None


def _no_blend_model(brief: Brief, catalogue: Catalogue) -> str | None:
    closed = vetoed(facts_of(brief), catalogue)
    if not all(blend_model in closed for blend_model in BLEND_MODELS):
        return None
    sentences = {veto.id: veto.sentence for model in BLEND_MODELS for veto in closed[model]}
    return "Every blend model is excluded: " + " ".join(
        f"{sentence} ({id_})" for id_, sentence in sorted(sentences.items())
    )


def _moments_in_window(brief: Brief, catalogue: Catalogue) -> str | None:
    weeks = brief.resolved.schedule.weeks or 0
    late = [m for m in brief.moments if m.week is not None and m.week > weeks]
    if not late:
        return None
    moments = listed([f"{quoted(m.text)} (week {m.week})" for m in late])
    assumed = _assumed(brief, catalogue, ("schedule.weeks",))
    window = f"the window of {counted(weeks, 'week')}{assumed}"
    return f"Moments that matter come after {window}: {moments}."


Judge = Callable[[Brief, Catalogue], str | None]
JUDGES: Mapping[str, Judge] = {
    "total_fit": _total_fit,
    "session_fit": _session_fit,
    "facilitator_capacity": _facilitator_capacity,
    "blackout": _blackout,
    "audit_records": _audit_records,
    "no_blend_model": _no_blend_model,
    "moments": _moments_in_window,
}
"""Every tension by its id, in the order in which they are said."""
