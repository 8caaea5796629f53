"""Who sees to a touchpoint, and what is there for it already.

Every touchpoint has an owner: the row's own where it names one, else a role, by what it is and who
takes part. A role is enough to ask for a name. Where an audit will come, checks name what it asks
to see. What the brief says is there already is named where
it is used, so that nobody builds it a second time.

Short because it only completes what the rows have made.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from blendnb.designing.audit.naming import minutes
from blendnb.designing.compose.context import Context
from blendnb.domain.brief import Existing
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.language import listed, say

OWNERS: tuple[tuple[str, Callable[[Touchpoint], bool]], ...] = (
    ("mentor", lambda t: "mentor" in t.roles),
    ("manager", lambda t: "manager" in t.roles and t.purpose in ("assess", "apply", "support")),
    ("launch", lambda t: t.purpose == "launch" and not t.live),
    ("facilitator", lambda t: t.live),
    ("check", lambda t: t.purpose == "assess"),
    ("expert", lambda t: "sme" in t.roles or t.stays_open),
    ("message", lambda t: t.format in ("nudge", "message")),
    ("peers", lambda t: t.modality == "social"),
    ("content", lambda t: t.modality == "self_paced"),
)
"""The key of the owner, and to what it falls; the first that fits."""


def owned(plan: Plan) -> Plan:
    """Return the plan in which every touchpoint has an owner, a role at least."""
    return plan.replace(
        touchpoints=tuple(
            t if t.owner else t.replace(owner=_owner(t, plan)) for t in plan.touchpoints
        )
    )


def evidenced(plan: Plan, context: Context) -> Plan:
    """Return the plan whose checks leave what an audit asks for, where it must stand one."""
    if not context.facts["outcome.audit"]:
        return plan
    evidence = tuple(say(f"compose.audit.{key}") for key in ("record", "pass_mark", "attested"))
    return plan.replace(
        touchpoints=tuple(
            t.replace(materials=(*t.materials, *evidence)) if t.purpose == "assess" else t
            for t in plan.touchpoints
        )
    )


def _owner(touchpoint: Touchpoint, plan: Plan) -> str:
    for key, fits in OWNERS:
        if fits(touchpoint):
            return say(f"compose.owner.{key}")
    managers = plan.brief.resolved.support.managers
    return say("compose.owner.manager" if managers else "compose.owner.colleague")


# ------------------------------------------------------------------------ what is there already


@dataclass(frozen=True)
class Reuse:
    """A plan with what is there already named where it is used."""

    plan: Plan
    said: tuple[str, ...]


def reused(plan: Plan, context: Context) -> Reuse:
    """Return the plan in which what is there already stands among the materials."""
    existing = context.brief.content.existing
    used: dict[str, dict[str, None]] = {each.name: {} for each in existing}
    touchpoints = []
    for touchpoint in plan.touchpoints:
        fitting = [each for each in existing if _serves(each, touchpoint, context)]
        for each in fitting:
            used[each.name][touchpoint.title] = None
        touchpoints.append(_with_materials(touchpoint, fitting))
    if not existing:
        return Reuse(plan, ())
    return Reuse(plan.replace(touchpoints=tuple(touchpoints)), tuple(_said(existing, used)))


def _serves(existing: Existing, touchpoint: Touchpoint, context: Context) -> bool:
    """Whether it is of the touchpoint's format, or of none in particular, and about its topics."""
    teaches = touchpoint.purpose in ("inform", "demonstrate", "practice", "support")
    alike = existing.format in (None, touchpoint.format)
    alone = touchpoint.modality == "self_paced" or existing.format == touchpoint.format
    topics = existing.topics or context.topics
    return teaches and alike and alone and not set(topics).isdisjoint(touchpoint.all_topics)


def _with_materials(touchpoint: Touchpoint, fitting: Sequence[Existing]) -> Touchpoint:
    if not fitting:
        return touchpoint
    return touchpoint.replace(materials=(*touchpoint.materials, *map(_named, fitting)))


def _named(existing: Existing) -> str:
    if existing.minutes is None:
        return say("compose.there", name=existing.name)
    return say("compose.there_minutes", name=existing.name, minutes=minutes(existing.minutes))


def _said(existing: Sequence[Existing], used: dict[str, dict[str, None]]) -> Iterator[str]:
    for each in existing:
        key = "reused" if used[each.name] else "not_reused"
        yield say(f"compose.{key}", name=each.name, titles=listed([*used[each.name]]))
