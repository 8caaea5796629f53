"""What a complete journey has in it: purposes, people, checks, help, and no long silence."""

from collections.abc import Iterable, Sequence

from blendnb.designing.audit.assessment import more_checks
from blendnb.designing.audit.constraints.flipped import flipped
from blendnb.designing.audit.support import keep_help_open
from blendnb.designing.audit.view import Happening, PlanView
from blendnb.designing.audit.wording import (
    amount,
    counted,
    ids,
    listed,
    named,
    short,
    when,
)
from blendnb.designing.wording import capitalized
from blendnb.designing.workload import DAYS_IN_WEEK
from blendnb.domain.findings import ConstraintFinding

TIER_OF_KIND = {"knowledge": 4, "decision": 5, "performance": 6}
TIER_OF_MEASURE = {"completion": 1, "confidence": 3, "behavior": 7, "work": 7, "business": 8}
"""Tiers of LTEM: attendance 1, activity 2, perceptions 3, knowledge 4, decisions 5, tasks 6,
transfer 7, effects of transfer 8."""
TAUGHT = (("inform",), ("demonstrate", "practice"), ("apply",), ("reinforce",))
SERVED = (("assess",), ("support",))


def purposes_present(view: PlanView) -> ConstraintFinding | None:
    """Judge whether each purpose has its place, in the plan and for each topic."""
    taught = TAUGHT[:1] if view.short_message else TAUGHT
    used = {t.purpose for t in view.plan.touchpoints}
    absent = [" or ".join(any_of) for any_of in (*taught, *SERVED) if used.isdisjoint(any_of)]
    gaps = _topics_without(view, taught, absent)
    if not absent and not gaps:
        return None
    parts = []
    if absent:
        parts.append(f"nothing in the plan is there to {listed(absent, most=6)}")
    for topics in dict.fromkeys(gaps.values()):
        lacking = [purpose for purpose, others in gaps.items() if others == topics]
        parts.append(f"nothing to {listed(lacking, most=6)} for {listed(topics)}")
    return ConstraintFinding(
        id="purposes_present",
        severity="warning" if absent else "note",
        text=f"{capitalized('; '.join(parts))}.",
    )


def _topics_without(
    view: PlanView, taught: Sequence[tuple[str, ...]], absent: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Topics that lack a purpose which the plan has; what names no topic serves every one."""
    served: dict[str, set[str]] = {}
    for happening in view.happenings:
        for topic in happening.topics or ("",):
            served.setdefault(topic, set()).add(happening.touchpoint.purpose)
    everywhere = served.get("", set())
    gaps: dict[str, tuple[str, ...]] = {}
    for any_of in taught:
        name = " or ".join(any_of)
        if name not in absent and everywhere.isdisjoint(any_of):
            without = (t for t in view.topics if served.get(t, set()).isdisjoint(any_of))
            lacking = tuple(short(t) for t in without)
            gaps |= {name: lacking} if lacking else {}
    return gaps


def empty_why(view: PlanView) -> ConstraintFinding | None:
    """Judge whether each touchpoint says why it is there."""
    silent = [t for t in view.plan.touchpoints if not t.why.strip()]
    if not silent:
        return None
    return ConstraintFinding(
        id="empty_why",
        severity="warning",
        text=f"No reason is given for {named(silent)}.",
        touchpoints=ids(silent),
    )


def checks_min(view: PlanView) -> ConstraintFinding | None:
    """Judge whether there are enough assessment points."""
    found, needed = len(view.checks), view.needs_checks
    if found >= needed:
        return None
    why = " at high risk" if view.brief.outcome.risk == "high" else ""
    return ConstraintFinding(
        id="checks_min",
        severity="warning",
        text=f"{counted(found, 'assessment point')}, where at least {needed}{why} are needed.",
        touchpoints=ids(h.touchpoint for h in view.checks),
        fix=more_checks(view, "constraint.checks", needed - found),
    )


def highest_measure(view: PlanView) -> ConstraintFinding | None:
    """Judge whether anything measures more than attendance and satisfaction."""
    high = view.brief.outcome.risk == "high"
    needed = view.threshold("highest_measure_high_risk" if high else "highest_measure")
    best = max((*_measured(view), *_checked(view)), default=0)
    if best >= needed:
        return None
    reached = f"tier {best} of eight" if best else "no tier at all"
    return ConstraintFinding(
        id="highest_measure",
        severity="warning",
        text=f"The best evidence reaches {reached} (LTEM), where {amount(needed)} is wanted: "
        "attendance and satisfaction do not show learning.",
        touchpoints=ids(h.touchpoint for h in view.checks),
    )


def _measured(view: PlanView) -> Iterable[int]:
    return (TIER_OF_MEASURE[measure.kind] for measure in view.plan.measures)


def _checked(view: PlanView) -> Iterable[int]:
    for happening in view.checks:
        learning_format = view.catalogue.formats.get(happening.touchpoint.format)
        kinds = (TIER_OF_KIND[kind] for kind in view.kinds(happening.touchpoint))
        yield max((learning_format and learning_format.evidence_tier) or 0, *kinds)


def manager_and_peer(view: PlanView) -> ConstraintFinding | None:
    """Judge whether both a manager and a peer carry the learning into work."""
    if view.brief.outcome.level == "awareness":
        return None
    fewest = int(view.threshold("manager_and_peer"))
    guided = [h for h in view.happenings if {"manager", "mentor"} & set(h.touchpoint.roles)]
    peers = [h for h in view.happenings if h.touchpoint.modality == "social"]
    absent = [
        what
        for what, found in (("a manager or mentor", guided), ("a peer", peers))
        if len(found) < fewest
    ]
    if not absent:
        return None
    return ConstraintFinding(
        id="manager_and_peer",
        severity="warning",
        text=f"No touchpoint with {' and none with '.join(absent)}: a third of the differences in "
        "transfer go with support at work, most of all by peers.",
    )


def support_after(view: PlanView) -> ConstraintFinding | None:
    """Judge whether help stays open when the live part is over."""
    needed = view.threshold("support_after_days")
    last_live = max((h.due for h in view.happenings if h.touchpoint.live), default=None)
    if last_live is None:
        return None
    helping = [h for h in view.happenings if h.touchpoint.purpose == "support"]
    if any(h.end is None or h.end >= last_live + needed for h in helping):
        return None
    return ConstraintFinding(
        id="support_after",
        severity="warning",
        text=f"No support is open {amount(needed)} days after the last live touchpoint, "
        f"{when(last_live)}.",
        touchpoints=ids(h.touchpoint for h in helping),
        fix=keep_help_open(view),
    )


def reinforcement_silence(view: PlanView) -> ConstraintFinding | None:
    """Judge whether a new habit is left alone for too long in its first months."""
    outcome = view.brief.outcome
    if outcome.level != "behavior" or outcome.audit:
        return None
    watched = int(view.threshold("reinforcement_silence_weeks")) * DAYS_IN_WEEK - 1
    first, length = _longest_silence(view.happenings, min(view.last_day, watched))
    limit = view.threshold("reinforcement_silence")
    if length <= limit:
        return None
    return ConstraintFinding(
        id="reinforcement_silence",
        severity="warning",
        text=f"Nothing happens for {length} days from {when(first).removeprefix('in ')} on, where "
        f"{amount(limit)} is the most: a habit needs to be kept going.",
    )


def _longest_silence(happenings: Iterable[Happening], last_day: int) -> tuple[int, int]:
    """Return first day and length of the longest stretch without anything, up to a day."""
    spans = sorted((h.start, h.due) for h in happenings if h.end is not None)
    quiet_from, longest = 0, (0, 0)
    for start, end in (*spans, (last_day + 1, last_day + 1)):
        longest = max(longest, (min(start, last_day + 1) - quiet_from, -quiet_from))
        quiet_from = max(quiet_from, end + 1)
    return -longest[1], longest[0]


TALK_AND_PROMPTS = frozenset({"message", "nudge", "manager_check_in", "office_hours"})
"""Formats without content of their own: nobody has to build them or learn to use them."""


def format_variety(view: PlanView) -> ConstraintFinding | None:
    """Judge whether the formats are few that fit or all that exist."""
    formats = {t.format for t in view.plan.touchpoints} - TALK_AND_PROMPTS
    most = view.threshold("format_variety")
    if len(formats) <= most:
        return None
    return ConstraintFinding(
        id="format_variety",
        severity="warning",
        text=f"{len(formats)} formats, where {amount(most)} are enough: each has to be built, "
        "explained and kept up.",
    )


COVERAGE = (
    purposes_present,
    empty_why,
    checks_min,
    highest_measure,
    manager_and_peer,
    support_after,
    reinforcement_silence,
    flipped,
    format_variety,
)
"""Every judge of completeness."""
