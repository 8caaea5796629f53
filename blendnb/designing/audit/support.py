"""Support: is there help at the moment of need, and somebody to ask while applying.

Help that ends with the programme is help for the course, not for the work. So an aid is open when
people begin to apply what they learned and stays open afterwards, and every stretch of applying
has a channel for questions: a drop-in hour, a coach, or a named contact.
"""

from collections.abc import Sequence

from blendnb.designing.audit.mends import OWNER_TO_NAME, fresh_ids, new_touchpoint, question
from blendnb.designing.audit.view import Happening, PlanView
from blendnb.designing.audit.wording import about, counted, ids, listed, named, when
from blendnb.designing.facts import groups
from blendnb.domain.edits import Add, Change
from blendnb.domain.findings import Fix, Question
from blendnb.domain.plan import Touchpoint
from blendnb.domain.vocabulary import VerdictWord

AT_NEED, CHANNELS = "support.at_need", "support.channels"
CONTACTS = ("sme", "facilitator", "mentor", "manager")
OFFICE_HOUR_MINUTES = 30.0
MOST_OFFICE_HOURS = 4


def questions(view: PlanView) -> tuple[Question, Question]:
    """Answer the two questions of support."""
    return at_need(view), channels(view)


# ---------------------------------------------------------------------------------- at need


def at_need(view: PlanView) -> Question:
    """Answer what help exists at the moment of need, during and after applying."""
    aids, needed_from = _aids(view), _needed_from(view)
    lasting = [t for t in aids if t.standing and _opens_in_time(t, needed_from)]
    verdict: VerdictWord = "met" if lasting else "partly" if aids else "missing"
    return question(
        AT_NEED,
        verdict,
        _at_need_text(aids, lasting, needed_from),
        touchpoints=ids(lasting or aids),
        fix=None if lasting else keep_help_open(view),
    )


def _aids(view: PlanView) -> list[Touchpoint]:
    return [t for t in view.plan.touchpoints if view.gives(t, "help_at_need")]


def _needed_from(view: PlanView) -> int | None:
    return min((h.start for h in view.applying), default=None)


def _opens_in_time(aid: Touchpoint, needed_from: int | None) -> bool:
    return needed_from is None or aid.start_day <= needed_from


def _at_need_text(
    aids: Sequence[Touchpoint], lasting: Sequence[Touchpoint], needed_from: int | None
) -> str:
    if lasting:
        since = when(min(t.start_day for t in lasting))
        return f"Help opens {since} and stays, while people apply and afterwards: {named(lasting)}."
    if not aids:
        return "Nothing helps people at the moment of need: no job aid and no help in the work."
    if all(t.standing for t in aids):
        begin = when(needed_from or 0)
        return f"Help opens only after people begin to apply, {begin}: {named(aids)}."
    return f"Help ends while the work goes on: {named(aids)}."


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
        "owner": aid.owner or OWNER_TO_NAME,
    }
    return Fix(
        text=f"Open {named([aid])} {when(int(values['start_day'] or 0))}, keep it open for good "
        "and name its owner.",
        edit=Change(id=aid.id, values=values),
    )


def _new_aid(view: PlanView, start: int) -> Fix:
    topics = view.topics
    aid = new_touchpoint(
        view,
        next(fresh_ids(view, AT_NEED)),
        view.allowed("job_aid", "performance_support") or "job_aid",
        end=start,
        days=None,
        title=f"Checklist at work: {about(topics)}",
        modality="on_the_job",
        purpose="support",
        topics=topics,
        owner=OWNER_TO_NAME,
        why="Help has to be there when the work asks for it, long after the programme.",
    )
    return Fix(
        text=f"Add a one-page checklist, open {when(start)} and for good, and name its owner.",
        edit=Add(touchpoints=(aid,)),
    )


# --------------------------------------------------------------------------------- channels


def channels(view: PlanView) -> Question:
    """Answer whether people can ask somebody whenever they apply what they learned."""
    open_ = [h for h in view.happenings if _is_channel(view, h.touchpoint)]
    if not view.applying:
        return _without_applying(view, open_)
    uncovered = [a for a in view.applying if not any(_overlap(a, c) for c in open_)]
    covered = len(view.applying) - len(uncovered)
    verdict: VerdictWord = "met" if not uncovered else "partly" if covered else "missing"
    return question(
        CHANNELS,
        verdict,
        _channels_text(open_, uncovered, covered),
        touchpoints=ids(h.touchpoint for h in (uncovered or open_)),
        fix=_open_channel(view, uncovered) if uncovered else None,
    )


def _without_applying(view: PlanView, open_: Sequence[Happening]) -> Question:
    if open_:
        channels_ = named(h.touchpoint for h in open_)
        text = f"Nothing is applied in the plan itself; questions find an answer in {channels_}."
        return question(CHANNELS, "met", text, touchpoints=ids(h.touchpoint for h in open_))
    text = "Nothing is applied in the plan itself, and no contact for questions is named."
    fix = _named_contact(view, max(0, view.first_day))
    return question(CHANNELS, "missing", text, fix=fix)


def _is_channel(view: PlanView, touchpoint: Touchpoint) -> bool:
    """Whether questions find an answer: by the format, or because a lasting contact is named."""
    helping = touchpoint.purpose == "support" and touchpoint.standing
    contact = touchpoint.owner and any(role in touchpoint.roles for role in CONTACTS)
    return view.gives(touchpoint, "question_channel") or (helping and bool(contact))


def _overlap(applying: Happening, channel: Happening) -> bool:
    begins_in_time = applying.end is None or channel.start <= applying.end
    return begins_in_time and (channel.end is None or applying.start <= channel.end)


def _channels_text(open_: Sequence[Happening], uncovered: Sequence[Happening], covered: int) -> str:
    if not uncovered:
        spans = counted(covered, "stretch of applying", "stretches of applying")
        return f"Questions find an answer during {spans}: {named(h.touchpoint for h in open_)}."
    where = named(h.touchpoint for h in uncovered)
    if covered:
        return (
            f"Questions find an answer in {covered} of {covered + len(uncovered)} stretches of "
            f"applying, but not in {where}."
        )
    return f"Nobody is there to ask while people apply what they learned, in {where}."


def _open_channel(view: PlanView, uncovered: Sequence[Happening]) -> Fix:
    """Add drop-in hours where people may meet and every stretch has a free day, else a contact."""
    hours = _office_hours(view, uncovered)
    if hours is None:
        return _named_contact(view, min(h.start for h in uncovered))
    times = listed([when(o.start_day) for o in hours.occurrences])
    return Fix(text=f"Add a drop-in hour for questions {times}.", edit=Add(touchpoints=(hours,)))


def _office_hours(view: PlanView, uncovered: Sequence[Happening]) -> Touchpoint | None:
    days = _drop_in_days(view, uncovered)
    delivery = view.delivery
    longest = float(view.brief.work.longest_session_minutes or 0)
    if not days or delivery is None or view.allowed("office_hours") is None:
        return None
    learning_format = view.catalogue.formats.get("office_hours")
    size, languages = view.brief.audience.size or 1, len(view.brief.audience.languages or ("en",))
    most = learning_format.group_max if learning_format else None
    minutes = min(OFFICE_HOUR_MINUTES, longest)
    return new_touchpoint(
        view,
        next(fresh_ids(view, CHANNELS)),
        "office_hours",
        end=days[0],
        title="Drop-in time for questions",
        modality="live",
        delivery=delivery,
        purpose="support",
        repeat={"days": [day - days[0] for day in days]} if len(days) > 1 else None,
        learner_minutes=minutes,
        facilitation_minutes=minutes,
        roles=("learner", "facilitator"),
        groups=None if most is None else groups(size, most, languages),
        topics=view.met_by(days[0]),
        why="Questions come up while people try things, not before.",
    )


def _drop_in_days(view: PlanView, uncovered: Sequence[Happening]) -> list[int]:
    """Return few days so that each stretch has one; none where that takes too many or cannot be."""
    days: list[int] = []
    for applying in sorted(uncovered, key=lambda h: h.due):
        last = view.last_day if applying.end is None else applying.end
        if not any(applying.start <= day <= last for day in days):
            day = view.free.within(applying.start, last, near=last)
            if day is None or len(days) == MOST_OFFICE_HOURS:
                return []
            days.append(day)
    return sorted(days)


def _named_contact(view: PlanView, start: int) -> Fix:
    contact = new_touchpoint(
        view,
        next(fresh_ids(view, CHANNELS)),
        view.allowed("job_aid", "performance_support") or "job_aid",
        end=start,
        days=None,
        title="Who to ask: a named contact",
        modality="on_the_job",
        purpose="support",
        roles=("learner", "sme"),
        owner=OWNER_TO_NAME,
        topics=view.topics,
        why="People who can ask keep trying; people who cannot go back to old ways.",
    )
    return Fix(
        text=f"Name a contact for questions, reachable {when(start)} and from then on.",
        edit=Add(touchpoints=(contact,)),
    )
