"""Soft constraints: what a plan had better keep, and what is worth a note, each with its number.

The numbers are practice advice and judgement, not laws, so only a virtual session far beyond what
people can follow is broken; the rest is a warning or a note with its number.

Flipped moves content ahead of a session, so the session has pre-work on its topics and an entry
check that makes the pre-work visible. Without the check it is left undone, and the session repeats
what it was meant to use.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import ceil, inf

from blendnb.designing.audit.assessment import more_checks
from blendnb.designing.audit.fixes import groups_for, safely, self_paced_instead, split
from blendnb.designing.audit.naming import (
    MOST_NAMED,
    ids,
    minutes,
    named,
    weeks_named,
    when,
)
from blendnb.designing.audit.plan_facts import PlanView
from blendnb.designing.audit.registry import Breach, constraint
from blendnb.designing.audit.support import keep_help_open
from blendnb.designing.stage_map import StageLead, StageMap
from blendnb.designing.workload import (
    AT_WORK,
    DAYS_IN_WEEK,
    minutes_by_week,
    week_of,
    weekly_workload,
)
from blendnb.domain.edits import Change
from blendnb.domain.learning_format import LearningFormat, Length
from blendnb.domain.plan import Occurrence, Touchpoint
from blendnb.language import capitalized, listed, quoted, say, shortened

LONGEST_DESCRIPTION = 10_000


@constraint("live_virtual_error")
def virtual_error(view: PlanView) -> Breach | None:
    """Return whether a virtual session is longer than anybody can follow."""
    limit = view.threshold("live_virtual_error")
    long = [t for t in _virtual(view) if t.learner_minutes > limit]
    if not long:
        return None
    return Breach(
        "broken",
        _limit_text("live_virtual_error", limit, long),
        ids(long),
        fix=split(view, long, view.threshold("live_virtual_warn_no_break"), fewer=False),
    )


@constraint("live_virtual_warn")
def virtual_warn(view: PlanView) -> Breach | None:
    """Return whether a virtual session is long, break or not."""
    limit, most = view.threshold("live_virtual_warn"), view.threshold("live_virtual_error")
    long = [t for t in _virtual(view) if limit < t.learner_minutes <= most]
    if not long:
        return None
    return Breach(
        "warning",
        _limit_text("live_virtual_warn", limit, long),
        ids(long),
    )


@constraint("live_virtual_warn_no_break")
def no_break(view: PlanView) -> Breach | None:
    """Return whether a long virtual session says that it has a break."""
    limit = view.threshold("live_virtual_warn_no_break")
    long = [t for t in _virtual(view) if t.learner_minutes > limit and not _has_break(t)]
    if not long:
        return None
    a_break = say("audit.constraint.live_virtual_warn_no_break.a_break")
    changes = [
        Change(id=t.id, values={"description": f"{t.description} {a_break}".strip()})
        for t in long
        if len(t.description) + len(a_break) < LONGEST_DESCRIPTION
    ]
    advice = say("audit.constraint.live_virtual_warn_no_break.fix", names=named(long))
    return Breach(
        "warning",
        _limit_text("live_virtual_warn_no_break", limit, long),
        ids(long),
        fix=safely(view, advice, changes, fewer=False),
    )


def _limit_text(id_: str, limit: float, touchpoints: Sequence[Touchpoint]) -> str:
    names = named(touchpoints)
    return say(f"audit.constraint.{id_}.text", minutes=minutes(limit), names=names)


def _virtual(view: PlanView) -> Iterable[Touchpoint]:
    return (t for t in view.live if t.delivery == "virtual")


def _has_break(touchpoint: Touchpoint) -> bool:
    return "break" in f"{touchpoint.title} {touchpoint.description}".lower()


@constraint("live_inform_max")
def live_inform(view: PlanView) -> Breach | None:
    """Return whether much information is given live that people could take in alone."""
    limit = view.threshold("live_inform_max")
    long = [t for t in view.live if t.purpose == "inform" and t.learner_minutes > limit]
    if not long:
        return None
    changes = [change for t in long if (change := self_paced_instead(view, t)) is not None]
    advice = say("audit.constraint.live_inform_max.fix", names=named(long))
    return Breach(
        "warning",
        _limit_text("live_inform_max", limit, long),
        ids(long),
        fix=safely(view, advice, changes, fewer=False),
    )


@constraint("live_short_note")
def live_short(view: PlanView) -> Breach | None:
    """Note live practice that may feel rushed."""
    limit = view.threshold("live_short_note")
    brief = [t for t in view.live if t.purpose == "practice" and 0 < t.learner_minutes < limit]
    if not brief:
        return None
    return Breach(
        "note",
        _limit_text("live_short_note", limit, brief),
        ids(brief),
    )


@constraint("length")
def longer_than_usual(view: PlanView) -> Iterator[Breach]:
    """Yield formats whose entries say how long one occurrence may be, one finding each."""
    measured = (f for f in view.catalogue.formats.values() if f.length is not None)
    for learning_format in sorted(measured, key=lambda f: _rank(view, f)):
        breach = _longer(view, learning_format.id, learning_format.length)
        if breach is not None:
            yield breach


def _rank(view: PlanView, learning_format: LearningFormat) -> int:
    """The position of a format's limit among the thresholds, grouped by what they limit."""
    limit = learning_format.length.most if learning_format.length else ""
    return list(view.catalogue.thresholds).index(limit)


def _longer(view: PlanView, format_: str, length: Length | None) -> Breach | None:
    if length is None:
        return None
    limit = view.threshold(length.most)
    usual = limit if length.usual is None else view.threshold(length.usual)
    ours = [t for t in view.plan.touchpoints if t.format == format_]
    long = [t for t in ours if t.learner_minutes > limit]
    above = long or [t for t in ours if t.learner_minutes > usual]
    if not above:
        return None
    longest = minutes(limit if long else usual)
    return Breach(
        "warning" if long else "note",
        say(
            "audit.constraint.length.text",
            minutes=longest,
            because=length.because,
            names=named(above),
        ),
        ids(above),
        id=length.constraint,
    )


@constraint("weekly_workload")
def weekly_workload_fits(view: PlanView) -> Breach | None:
    """Return whether each week fits the time that learners have."""
    has = view.brief.audience.minutes_per_week or 0
    noted = view.threshold("weekly_workload_note") / 100 * has
    warned = view.threshold("weekly_workload_warn") / 100 * has
    loads = {load.week: load.learning_minutes for load in weekly_workload(view.plan)}
    full = {week: asked for week, asked in loads.items() if asked > noted}
    if not full:
        return None
    too_full = [week for week, asked in full.items() if asked > warned]
    heaviest = max(full, key=lambda week: (full[week], -week))
    stated = "stated" if view.stated("audience.minutes_per_week") else "assumed"
    weeks = too_full or list(full)
    return Breach(
        "warning" if too_full else "note",
        say(
            f"audit.constraint.weekly_workload.{'single' if weeks == [heaviest] else 'several'}",
            has=say(f"audit.constraint.weekly_workload.{stated}", minutes=minutes(has)),
            weeks=weeks_named(weeks),
            heaviest=weeks_named([heaviest]),
            minutes=minutes(round(full[heaviest])),
        ),
        _asking(view, set(too_full or full)),
    )


def _asking(view: PlanView, weeks: set[int]) -> tuple[str, ...]:
    """Return the touchpoints that ask for learning time in these weeks."""
    return ids(
        o.touchpoint
        for o in view.occurrences
        if o.touchpoint.learner_minutes
        and o.touchpoint.modality != AT_WORK
        and not weeks.isdisjoint(range(week_of(o.start_day), week_of(o.due_day) + 1))
    )


@constraint("window")
def window(view: PlanView) -> Breach | None:
    """Return whether everything that ends is over when the stated window is."""
    weeks = view.brief.schedule.weeks
    if not view.stated("schedule.weeks") or weeks is None:
        return None
    late = [o for o in view.occurrences if o.end_day is not None and week_of(o.due_day) > weeks]
    if not late:
        return None
    last = max(week_of(o.due_day) for o in late)
    return Breach(
        "warning",
        say(
            "audit.constraint.window.text",
            count=weeks,
            names=named(o.touchpoint for o in late),
            week=last,
        ),
        ids(o.touchpoint for o in late),
    )


@constraint("prework_max")
def prework(view: PlanView) -> Breach | None:
    """Return whether pre-work is short enough to be done."""
    limit, has = view.threshold("prework_max"), view.brief.audience.minutes_per_week or 0
    items = prework_of(view)
    long = [t for t in items if t.learner_minutes > limit]
    weeks = minutes_by_week(items)
    full = [week for week, asked in sorted(weeks.items()) if sum(asked.values()) > has]
    if not long and not full:
        return None
    parts = []
    if long:
        key = "audit.constraint.prework_max.long"
        parts.append(say(key, minutes=minutes(limit), names=named(long)))
    if full:
        key = "audit.constraint.prework_max.full"
        parts.append(say(key, minutes=minutes(has), weeks=weeks_named(full)))
    return Breach(
        "warning",
        say("audit.constraint.prework_max.text", parts=capitalized(listed(parts))),
        ids(long or items),
    )


def prework_of(view: PlanView) -> list[Touchpoint]:
    """Return what people do alone ahead of a live session: linked to it, or before the launch."""
    linked = {id_ for session in view.live for id_ in session.depends_on}
    return [
        t
        for t in view.plan.touchpoints
        if t.modality == "self_paced"
        and t.learner_minutes
        and not t.assessment
        and (t.id in linked or t.stage == "before")
    ]


@constraint("facilitator_capacity")
def facilitators(view: PlanView) -> Breach | None:
    """Return whether the stated facilitators can run the groups of each live touchpoint."""
    people = view.plan.brief.support.facilitators
    if people is None:
        return _leaders_needed(view)
    if not people:
        return None
    strained, most = view.threshold("facilitator_strained"), view.threshold("facilitator_capacity")
    loads = {t.id: load / people for t in view.live if (load := _groups(view, t)) is not None}
    heavy = [t for t in view.live if loads.get(t.id, 0.0) > strained]
    if not heavy:
        return None
    too_heavy = [t for t in heavy if loads[t.id] > most]
    shown = too_heavy or heavy
    each = [
        say(
            "audit.constraint.facilitator_capacity.groups",
            count=ceil(loads[t.id]),
            title=quoted(t.title),
        )
        for t in shown
    ]
    return Breach(
        "warning" if too_heavy else "note",
        say(
            f"audit.constraint.facilitator_capacity.{'too_many' if too_heavy else 'strain'}",
            count=people,
            groups=listed(each, MOST_NAMED),
            most=most,
        ),
        ids(shown),
    )


def _leaders_needed(view: PlanView) -> Breach | None:
    """Say how many people must lead in the fullest week, where that is many and nobody said so."""
    held: Counter[int] = Counter()
    for touchpoint in view.live:
        for occurrence in touchpoint.occurrences:
            held[week_of(occurrence.start_day)] += _groups(view, touchpoint) or 0
    week, sessions = max(held.items(), key=lambda item: item[1], default=(0, 0))
    each = view.threshold("facilitator_sessions_per_week")
    needed = ceil(sessions / each)
    if needed <= view.threshold("facilitators_unasked"):
        return None
    return Breach(
        "warning",
        say(
            "audit.constraint.facilitator_capacity.needed",
            week=week,
            sessions=sessions,
            count=needed,
            each=each,
        ),
        ids(t for t in view.live if week in {week_of(o.start_day) for o in t.occurrences}),
    )


def _groups(view: PlanView, touchpoint: Touchpoint) -> int | None:
    return touchpoint.groups if touchpoint.groups is not None else groups_for(view, touchpoint)


@constraint("complex_software_floor")
def complex_software(view: PlanView) -> Breach | None:
    """Note software training below the hours under which people were found to be ill at ease."""
    floor = view.threshold("complex_software_floor")
    outcome = view.brief.outcome
    hours = _hours(view.plan.touchpoints)
    if outcome.subject != "software" or outcome.level == "awareness" or hours >= floor:
        return None
    return Breach(
        "note",
        say("audit.constraint.complex_software_floor.text", count=hours, floor=floor),
    )


def _hours(touchpoints: Iterable[Touchpoint]) -> float:
    return sum(t.total_learner_minutes for t in touchpoints) / 60


TIER_OF_KIND = {"knowledge": 4, "decision": 5, "performance": 6}
TIER_OF_MEASURE = {
    "completion": 1,
    "confidence": 3,
    "learning": 5,
    "behavior": 7,
    "work": 7,
    "business": 8,
}
"""Tiers of LTEM: attendance 1, activity 2, perceptions 3, knowledge 4, decisions 5, tasks 6,
transfer 7, effects of transfer 8."""
TAUGHT = (("inform",), ("demonstrate", "practice"), ("apply",), ("reinforce",))
SERVED = (("assess",), ("support",))


@constraint("purposes_present")
def purposes_present(view: PlanView) -> Breach | None:
    """Return whether each purpose is served, in the plan and for each topic."""
    taught = TAUGHT[:1] if view.short_message else TAUGHT
    used = {t.purpose for t in view.plan.touchpoints}
    absent = [any_of[-1] for any_of in (*taught, *SERVED) if used.isdisjoint(any_of)]
    gaps = _topics_without(view, taught, absent)
    if not absent and not gaps:
        return None
    parts = []
    if absent:
        parts.append(say("audit.constraint.purposes_present.absent", purposes=_verbs(absent)))
    for topics in dict.fromkeys(gaps.values()):
        lacking = [purpose for purpose, others in gaps.items() if others == topics]
        parts.append(
            say(
                "audit.constraint.purposes_present.lacking",
                purposes=_verbs(lacking),
                topics=listed(topics, MOST_NAMED),
            )
        )
    return Breach(
        "warning" if absent else "note",
        say("audit.constraint.purposes_present.text", parts=capitalized("; ".join(parts))),
    )


def _verbs(purposes: Sequence[str]) -> list[str]:
    """What is missing, as what a touchpoint would be there to do."""
    return [say(f"audit.to.{purpose}") for purpose in purposes]


def _topics_without(
    view: PlanView, taught: Sequence[tuple[str, ...]], absent: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Topics that lack a purpose which the plan has; what names no topic serves every one."""
    served: dict[str, set[str]] = {}
    for occurrence in view.occurrences:
        for topic in occurrence.topics or ("",):
            served.setdefault(topic, set()).add(occurrence.touchpoint.purpose)
    everywhere = served.get("", set())
    gaps: dict[str, tuple[str, ...]] = {}
    for any_of in taught:
        name = any_of[-1]
        if name not in absent and everywhere.isdisjoint(any_of):
            without = (t for t in view.topics if served.get(t, set()).isdisjoint(any_of))
            lacking = tuple(shortened(t) for t in without)
            gaps |= {name: lacking} if lacking else {}
    return gaps


@constraint("empty_why")
def empty_why(view: PlanView) -> Breach | None:
    """Return whether each touchpoint says why it is there."""
    silent = [t for t in view.plan.touchpoints if not t.why.strip()]
    if not silent:
        return None
    return Breach(
        "warning",
        say("audit.constraint.empty_why.text", names=named(silent)),
        ids(silent),
    )


@constraint("checks_min")
def checks_min(view: PlanView) -> Breach | None:
    """Return whether there are enough assessment points."""
    there, needed = len(view.checks), view.needs_checks
    if there >= needed:
        return None
    key = "high_risk" if view.brief.outcome.risk == "high" else "text"
    return Breach(
        "warning",
        say(f"audit.constraint.checks_min.{key}", count=there, needed=needed),
        ids(o.touchpoint for o in view.checks),
        fix=more_checks(view, "constraint.checks", needed - there),
    )


@constraint("highest_measure")
def highest_measure(view: PlanView) -> Breach | None:
    """Return whether anything measures more than attendance and satisfaction."""
    high = view.brief.outcome.risk == "high"
    needed = view.threshold("highest_measure_high_risk" if high else "highest_measure")
    best = max((*_measured(view), *_checked(view)), default=0)
    if best >= needed:
        return None
    key = "text" if best else "none"
    return Breach(
        "warning",
        say(f"audit.constraint.highest_measure.{key}", tier=best, needed=needed),
        ids(o.touchpoint for o in view.checks),
    )


def _measured(view: PlanView) -> Iterable[int]:
    return (TIER_OF_MEASURE[measure.kind] for measure in view.plan.measures)


def _checked(view: PlanView) -> Iterable[int]:
    for occurrence in view.checks:
        learning_format = view.catalogue.formats.get(occurrence.touchpoint.format)
        kinds = (TIER_OF_KIND[kind] for kind in view.kinds(occurrence.touchpoint))
        yield max((learning_format and learning_format.evidence_tier) or 0, *kinds)


@constraint("manager_and_peer")
def manager_and_peer(view: PlanView) -> Breach | None:
    """Return whether both a manager and a peer carry the learning into work."""
    if view.brief.outcome.level == "awareness":
        return None
    fewest = int(view.threshold("manager_and_peer"))
    guided = [o for o in view.occurrences if {"manager", "mentor"} & set(o.touchpoint.roles)]
    peers = [o for o in view.occurrences if o.touchpoint.modality == "social"]
    unguided, alone = len(guided) < fewest, len(peers) < fewest
    if not unguided and not alone:
        return None
    key = "both" if unguided and alone else "manager" if unguided else "peer"
    return Breach(
        "warning",
        say(f"audit.constraint.manager_and_peer.{key}"),
    )


@constraint("support_after")
def support_after(view: PlanView) -> Breach | None:
    """Return whether help stays open when the live part is over."""
    needed = view.threshold("support_after_days")
    last_live = max((o.due_day for o in view.occurrences if o.touchpoint.live), default=None)
    if last_live is None:
        return None
    helping = [o for o in view.occurrences if o.touchpoint.purpose == "support"]
    if any(o.end_day is None or o.end_day >= last_live + needed for o in helping):
        return None
    return Breach(
        "warning",
        say("audit.constraint.support_after.text", count=needed, when=when(last_live)),
        ids(o.touchpoint for o in helping),
        fix=keep_help_open(view),
    )


@constraint("reinforcement_silence")
def reinforcement_silence(view: PlanView) -> Breach | None:
    """Return whether a new habit is left alone for too long in its first months."""
    outcome = view.brief.outcome
    if outcome.level != "behavior" or outcome.audit:
        return None
    watched = int(view.threshold("reinforcement_silence_weeks")) * DAYS_IN_WEEK - 1
    first, length = _longest_silence(view.occurrences, min(view.last_day, watched))
    limit = view.threshold("reinforcement_silence")
    if length <= limit:
        return None
    return Breach(
        "warning",
        say(
            "audit.constraint.reinforcement_silence.text",
            count=length,
            week=say("audit.naming.week", week=week_of(first)),
            limit=limit,
        ),
    )


def _longest_silence(occurrences: Iterable[Occurrence], last_day: int) -> tuple[int, int]:
    """Return first day and length of the longest stretch without anything, up to a day."""
    spans = sorted((o.start_day, o.due_day) for o in occurrences if o.end_day is not None)
    quiet_from, longest = 0, (0, 0)
    for start, end in (*spans, (last_day + 1, last_day + 1)):
        longest = max(longest, (min(start, last_day + 1) - quiet_from, -quiet_from))
        quiet_from = max(quiet_from, end + 1)
    return -longest[1], longest[0]


INPUT_PURPOSES = ("inform", "demonstrate")
USING = ("practice", "apply")


@constraint("flipped")
def flipped(view: PlanView) -> Breach | None:
    """Return whether a flipped plan has sessions with pre-work, each behind an entry check."""
    if not view.plan.flipped:
        return None
    sessions = [t for t in view.live if t.purpose in USING]
    alone = [o for o in view.occurrences if _is_prework(o.touchpoint)]
    prepared = _after_one_of(sessions, alone)
    checks = [o for o in view.checks if not o.touchpoint.live]
    checked = _after_one_of(prepared, checks)
    if not prepared:
        return Breach("warning", say("audit.constraint.flipped.no_prework"), ids(sessions))
    unchecked = [t for t in prepared if t not in checked]
    if unchecked:
        text = say("audit.constraint.flipped.no_check", names=named(unchecked))
        return Breach("warning", text, ids(unchecked))
    return None


def _is_prework(touchpoint: Touchpoint) -> bool:
    return touchpoint.modality == "self_paced" and touchpoint.purpose in INPUT_PURPOSES


def _after_one_of(sessions: Iterable[Touchpoint], before: Iterable[Occurrence]) -> list[Touchpoint]:
    """Return the sessions that something of `before` leads up to, by link or by topic."""
    ready: dict[str, float] = {}
    linked: set[str] = set()
    for occurrence in before:
        linked.add(occurrence.touchpoint.id)
        for topic in occurrence.topics:
            ready[topic] = min(occurrence.due_day, ready.get(topic, inf))
    return [
        session
        for session in sessions
        if not linked.isdisjoint(session.depends_on)
        or any(ready.get(topic, inf) <= session.start_day for topic in session.all_topics)
    ]


@constraint("format_variety")
def format_variety(view: PlanView) -> Breach | None:
    """Return whether the formats are few that fit or all that exist."""
    known = view.catalogue.formats
    used = {t.format for t in view.plan.touchpoints}
    formats = [id_ for id_ in used if id_ not in known or not known[id_].light]
    most = view.threshold("format_variety")
    if len(formats) <= most:
        return None
    return Breach(
        "warning",
        say("audit.constraint.format_variety.text", count=len(formats), most=most),
    )


@constraint("map")
def map_kept(view: PlanView) -> Iterator[Breach]:
    """Yield what the map of the brief and the plan do not have in common."""
    brief = view.plan.brief
    stage_map = StageMap(view.plan)
    if brief.map:
        yield from _off_the_map(stage_map)
    others = [lead for lead in stage_map.leads if not lead.kept]
    if others:
        yield Breach(
            "note", say("audit.constraint.map.leading", stages="; ".join(map(_other_lead, others)))
        )


def _off_the_map(stage_map: StageMap) -> Iterator[Breach]:
    unserved = [
        say(
            "audit.constraint.map.mark",
            topic=quoted(wish.topic),
            stage=say(f"map.stage.{wish.stage}"),
            purpose=say(f"charts.purpose.{wish.purpose}"),
        )
        for wish in stage_map.unserved
    ]
    if unserved:
        text = say("audit.constraint.map.unserved", marks="; ".join(unserved[:MOST_NAMED]))
        yield Breach("warning", text)
    extra = list(stage_map.unmarked)
    if extra:
        pairs = dict.fromkeys((topic, purpose) for topic, purpose, _ in extra)
        marks = [
            say(
                "audit.constraint.map.unmarked_one",
                topic=quoted(topic),
                purpose=say(f"charts.purpose.{purpose}"),
            )
            for topic, purpose in pairs
        ]
        yield Breach(
            "warning",
            say("audit.constraint.map.unmarked", marks="; ".join(marks[:MOST_NAMED])),
            tuple(dict.fromkeys(id_ for _, _, id_ in extra)),
        )


def _other_lead(lead: StageLead) -> str:
    planned = say(f"charts.modality.{lead.planned}") if lead.planned else ""
    return say(
        "audit.constraint.map.lead",
        stage=say(f"map.stage.{lead.stage}"),
        planned=planned.lower() or say("audit.constraint.map.nothing"),
        stated=say(f"charts.modality.{lead.stated}").lower(),
    )
