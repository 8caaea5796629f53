"""Support: is there help at the moment of need, and somebody to ask while applying.

Help that ends with the programme is help for the course, not for the work. So an aid is open when
people begin to apply what they learned and stays open afterwards, and every stretch of applying
has a channel for questions: a drop-in hour, a coach, or a named contact.
"""

from collections.abc import Sequence

from blendnb.designing.audit.fixes import fresh_ids, new_touchpoint
from blendnb.designing.audit.naming import days_named, ids, named, topics_named, when
from blendnb.designing.audit.plan_facts import PlanView
from blendnb.designing.audit.registry import Answer, question
from blendnb.designing.facts import groups
from blendnb.domain.edits import Add, Change
from blendnb.domain.findings import Fix
from blendnb.domain.plan import Occurrence, Repeat, Touchpoint
from blendnb.domain.vocabulary import VerdictWord
from blendnb.language import say

AT_NEED, CHANNELS = "support.at_need", "support.channels"
CONTACTS = ("sme", "facilitator", "mentor", "manager")
OFFICE_HOUR_MINUTES = 30.0
MOST_OFFICE_HOURS = 4


# ---------------------------------------------------------------------------------- at need


@question(AT_NEED, order=70)
def at_need(view: PlanView) -> Answer:
    """Answer what help exists at the moment of need, during and after applying."""
    aids, needed_from = _aids(view), _needed_from(view)
    lasting = [t for t in aids if t.stays_open and _opens_in_time(t, needed_from)]
    verdict: VerdictWord = "met" if lasting else "partly" if aids else "missing"
    return Answer(
        verdict,
        _at_need_text(aids, lasting, needed_from),
        touchpoints=ids(lasting or aids),
        fix=None if lasting else keep_help_open(view),
    )


def _aids(view: PlanView) -> list[Touchpoint]:
    return [t for t in view.plan.touchpoints if view.gives(t, "help_at_need")]


def _needed_from(view: PlanView) -> int | None:
    return min((o.start_day for o in view.applying), default=None)


def _opens_in_time(aid: Touchpoint, needed_from: int | None) -> bool:
    return needed_from is None or aid.start_day <= needed_from


def _at_need_text(
    aids: Sequence[Touchpoint], lasting: Sequence[Touchpoint], needed_from: int | None
) -> str:
    if lasting:
        since = when(min(t.start_day for t in lasting))
        return say("audit.at_need.lasting", when=since, names=named(lasting))
    if not aids:
        return say("audit.at_need.nothing")
    if all(t.stays_open for t in aids):
        return say("audit.at_need.late", when=when(needed_from or 0), names=named(aids))
    return say("audit.at_need.ends", names=named(aids))


def keep_help_open(view: PlanView) -> Fix:
    """Keep an aid open from the day people apply, or add one."""
    aids = [t for t in _aids(view) if t.purpose == "support" and not t.live]
    needed_from = _needed_from(view)
    start = max(0, view.first_day) if needed_from is None else needed_from
    if not aids:
        return _new_aid(view, start)
    aid = min(aids, key=lambda t: (t.start_day, t.id))
    values = {
        "start_day": min(aid.start_day, start),
        "days": None,
        "repeat": None,
        "owner": aid.owner or say("audit.naming.owner"),
    }
    opens = when(min(aid.start_day, start))
    text = say("audit.at_need.fix_open", names=named([aid]), when=opens)
    return Fix(text=text, edit=Change(id=aid.id, values=values))


def _new_aid(view: PlanView, start: int) -> Fix:
    topics = view.topics
    aid = new_touchpoint(
        view,
        next(fresh_ids(view, AT_NEED)),
        view.one_of("help_at_need"),
        end=start,
        days=None,
        title=say("audit.at_need.title", topics=topics_named(topics)),
        modality="on_the_job",
        purpose="support",
        topics=topics,
        owner=say("audit.naming.owner"),
        why=say("audit.at_need.why"),
    )
    text = say("audit.at_need.fix_add", when=when(start))
    return Fix(text=text, edit=Add(touchpoints=(aid,)))


# --------------------------------------------------------------------------------- channels


@question(CHANNELS, order=80)
def channels(view: PlanView) -> Answer:
    """Answer whether people can ask somebody whenever they apply what they learned."""
    open_ = [o for o in view.occurrences if _is_channel(view, o.touchpoint)]
    if not view.applying:
        return _without_applying(view, open_)
    uncovered = [a for a in view.applying if not any(_overlap(a, c) for c in open_)]
    covered = len(view.applying) - len(uncovered)
    verdict: VerdictWord = "met" if not uncovered else "partly" if covered else "missing"
    return Answer(
        verdict,
        _channels_text(open_, uncovered, covered),
        touchpoints=ids(o.touchpoint for o in (uncovered or open_)),
        fix=_open_channel(view, uncovered) if uncovered else None,
    )


def _without_applying(view: PlanView, open_: Sequence[Occurrence]) -> Answer:
    touchpoints = [o.touchpoint for o in open_]
    if touchpoints:
        text = say("audit.channels.nothing_applied", names=named(touchpoints))
        return Answer("met", text, ids(touchpoints))
    fix = _named_contact(view, max(0, view.first_day))
    return Answer("missing", say("audit.channels.no_contact"), fix=fix)


def _is_channel(view: PlanView, touchpoint: Touchpoint) -> bool:
    """Whether questions find an answer: by the format, or because a lasting contact is named."""
    helping = touchpoint.purpose == "support" and touchpoint.stays_open
    contact = touchpoint.owner and any(role in touchpoint.roles for role in CONTACTS)
    return view.gives(touchpoint, "question_channel") or (helping and bool(contact))


def _overlap(applying: Occurrence, channel: Occurrence) -> bool:
    begins_in_time = applying.end_day is None or channel.start_day <= applying.end_day
    return begins_in_time and (channel.end_day is None or applying.start_day <= channel.end_day)


def _channels_text(
    open_: Sequence[Occurrence], uncovered: Sequence[Occurrence], covered: int
) -> str:
    if not uncovered:
        names = named(o.touchpoint for o in open_)
        return say("audit.channels.covered", count=covered, names=names)
    names = named(o.touchpoint for o in uncovered)
    if covered:
        all_ = covered + len(uncovered)
        return say("audit.channels.partly", covered=covered, all=all_, names=names)
    return say("audit.channels.nobody", names=names)


def _open_channel(view: PlanView, uncovered: Sequence[Occurrence]) -> Fix:
    """Add drop-in hours where people may meet and every stretch has a free day, else a contact."""
    hours = _office_hours(view, uncovered)
    if hours is None:
        return _named_contact(view, min(o.start_day for o in uncovered))
    times = days_named(o.start_day for o in hours.occurrences)
    text = say("audit.channels.fix_hour", when=times)
    return Fix(text=text, edit=Add(touchpoints=(hours,)))


def _office_hours(view: PlanView, uncovered: Sequence[Occurrence]) -> Touchpoint | None:
    days = _drop_in_days(view, uncovered)
    delivery = view.delivery
    longest = float(view.brief.work.longest_session_minutes or 0)
    format_ = view.allowed_of("drop_in")
    if not days or delivery is None or format_ is None:
        return None
    learning_format = view.catalogue.formats.get(format_)
    size, languages = view.brief.audience.size or 1, len(view.brief.audience.languages or ("en",))
    most = learning_format.group_max if learning_format else None
    minutes = min(OFFICE_HOUR_MINUTES, longest)
    return new_touchpoint(
        view,
        next(fresh_ids(view, CHANNELS)),
        format_,
        end=days[0],
        title=say("audit.channels.hour_title"),
        modality="live",
        delivery=delivery,
        purpose="support",
        repeat=Repeat.on(days),
        learner_minutes=minutes,
        facilitation_minutes=minutes,
        roles=("learner", "facilitator"),
        groups=None if most is None else groups(size, most, languages),
        topics=view.met_by(days[0]),
        why=say("audit.channels.hour_why"),
    )


def _drop_in_days(view: PlanView, uncovered: Sequence[Occurrence]) -> list[int]:
    """Return few days so that each stretch has one; none where that takes too many or cannot be."""
    days: list[int] = []
    for applying in sorted(uncovered, key=lambda o: o.due_day):
        last = view.last_day if applying.end_day is None else applying.end_day
        if not any(applying.start_day <= day <= last for day in days):
            day = view.free.within(applying.start_day, last, near=last)
            if day is None or len(days) == MOST_OFFICE_HOURS:
                return []
            days.append(day)
    return sorted(days)


def _named_contact(view: PlanView, start: int) -> Fix:
    contact = new_touchpoint(
        view,
        next(fresh_ids(view, CHANNELS)),
        view.one_of("help_at_need"),
        end=start,
        days=None,
        title=say("audit.channels.contact_title"),
        modality="on_the_job",
        purpose="support",
        roles=("learner", "sme"),
        owner=say("audit.naming.owner"),
        topics=view.topics,
        why=say("audit.channels.contact_why"),
    )
    text = say("audit.channels.fix_contact", when=when(start))
    return Fix(text=text, edit=Add(touchpoints=(contact,)))
