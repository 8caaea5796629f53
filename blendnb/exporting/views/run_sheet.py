"""The facilitator's run sheet: who is where when, what each session is, what has to be ready.

Everything comes from the plan. Where it says nothing, the sheet leaves room to write rather than
make something up; the one thing it adds is an even split of a session's minutes over its topics, to
start from, and it says so.
"""

from collections.abc import Iterator

from blendnb.charts.calendar import date_name
from blendnb.domain.plan import Occurrence, Plan, Touchpoint
from blendnb.exporting.views import Subject, View, number
from blendnb.exporting.views.states import as_of, state_of
from blendnb.exporting.views.weeks import day_name, minutes, taking_part, when

_MINUTES_IN_HOUR = 60
_READY_BEFORE_DAYS = 7
"""Materials are due a week before they are first used; the sheet says that this is its rule."""
_STEP_MINUTES = 5
_OTHERS = ("manager", "mentor", "sme")


def led(touchpoint: Touchpoint) -> bool:
    """Return whether somebody leads it or meets learners in it."""
    return (touchpoint.live or touchpoint.facilitation_minutes > 0) and not touchpoint.standing


def _led(plan: Plan) -> list[Touchpoint]:
    return sorted((t for t in plan.touchpoints if led(t)), key=lambda t: t.start_day)


def run_sheet_header(subject: Subject) -> View:
    """Return whose run sheet it is, and how much there is to lead."""
    plan, words = subject.plan, subject.words
    client, start = plan.brief.client, plan.start
    return {
        "title": plan.title,
        "kicker": words.say("run_sheet.by_client", client=client)
        if client
        else words["run_sheet"]["by_nobody"],
        "objective": plan.brief.objective,
        "start": words["page"]["undated"]
        if start is None
        else words.say("page.starts", date=date_name(start, words.charts, year=True)),
        "as_of": as_of(subject),
        "numbers": _numbers(subject),
    }


def _numbers(subject: Subject) -> list[View]:
    plan, words = subject.plan, subject.words
    held = sum(len(t.occurrences) * (t.groups or 1) for t in _led(plan))
    lead = sum(t.facilitation_minutes * len(t.occurrences) * (t.groups or 1) for t in _led(plan))
    found = (
        ("held", float(held)),
        ("groups", float(max((t.groups or 1 for t in _led(plan)), default=0))),
        ("lead_hours", lead / _MINUTES_IN_HOUR),
        ("people", float(plan.brief.resolved.audience.size or 0)),
    )
    assumed = "audience.size" in plan.brief.assumed
    return [
        {
            "value": number(value, words),
            "noun": words["numbers"][f"{key}_{'one' if number(value, words) == '1' else 'many'}"],
            "assumed": assumed and key == "people",
        }
        for key, value in found
        if value
    ]


def agenda(subject: Subject) -> View:
    """Return every session by date, with who is there, how and for how long."""
    words = subject.words["run_sheet"]
    held = [(o, n, t) for t in _led(subject.plan) for n, o in enumerate(t.occurrences, start=1)]
    rows = [_held(subject, *found) for found in sorted(held, key=lambda found: found[0].start_day)]
    count = len(rows)
    none = words["agenda_none"]
    return {
        "heading": subject.words.count("run_sheet.agenda", count) if count else none,
        "name": words["agenda_name"],
        "rows": rows,
    }


def _held(subject: Subject, occurrence: Occurrence, which: int, touchpoint: Touchpoint) -> View:
    words, times = subject.words, len(touchpoint.occurrences)
    title = touchpoint.title
    if times > 1:
        of = words.say("weeks.occurrence", number=which, times=times)
        title = words.say("run_sheet.numbered", title=title, of=of)
    return {
        "when": when(subject, occurrence),
        "clock": _clock(touchpoint),
        "title": title,
        "key": touchpoint.id,
        "place": _place(subject, touchpoint),
        "who": taking_part(subject, touchpoint),
        "minutes": minutes(subject, touchpoint.learner_minutes, 1),
        "lead": minutes(subject, touchpoint.facilitation_minutes, touchpoint.groups or 1),
        "state": state_of(subject, occurrence),
    }


def _clock(touchpoint: Touchpoint) -> str:
    """Time of day and its zone, as far as the plan names them."""
    return " ".join(filter(None, (touchpoint.time, touchpoint.time_zone)))


def _place(subject: Subject, touchpoint: Touchpoint) -> str:
    words = subject.words
    if touchpoint.delivery:
        return words["delivery"][touchpoint.delivery]
    return words.charts[f"modality.{touchpoint.modality}"]


# ------------------------------------------------------------------------------------ preparing


def preparing(subject: Subject) -> View:
    """Return what has to be ready by when, to tick off, in order."""
    words = subject.words
    found = [t for t in subject.plan.touchpoints if t.materials]
    found.sort(key=lambda touchpoint: touchpoint.start_day)
    rows = [_due(subject, touchpoint) for touchpoint in found]
    count = sum(len(row["things"]) for row in rows)
    none = words["run_sheet"]["ready_none"]
    return {
        "heading": words.count("run_sheet.ready", count) if count else none,
        "name": words["run_sheet"]["ready_name"],
        "rows": rows,
    }


def _due(subject: Subject, touchpoint: Touchpoint) -> View:
    nothing = subject.words["page"]["nothing"]
    return {
        "by": day_name(subject, touchpoint.start_day - _READY_BEFORE_DAYS),
        "things": list(touchpoint.materials),
        "for": touchpoint.title,
        "on": day_name(subject, touchpoint.start_day),
        "owner": touchpoint.owner or nothing,
    }


# ------------------------------------------------------------------------------------- sessions


def sessions(subject: Subject) -> View:
    """Return a plan of each session: purpose, parts, what comes before, with and after it."""
    words, found = subject.words, _led(subject.plan)
    none = words["run_sheet"]["sessions_none"]
    return {
        "heading": words.count("run_sheet.sessions", len(found)) if found else none,
        "name": words["run_sheet"]["sessions_name"],
        "sessions": [_session(subject, touchpoint) for touchpoint in found],
    }


def _session(subject: Subject, touchpoint: Touchpoint) -> View:
    words = subject.words
    dates = [when(subject, occurrence) for occurrence in touchpoint.occurrences]
    length = minutes(subject, touchpoint.learner_minutes, len(touchpoint.occurrences))
    return {
        "title": touchpoint.title,
        "mode": touchpoint.modality.replace("_", "-"),
        "code": words.charts[f"code.{touchpoint.modality}"],
        "line": ", ".join(filter(None, (subject.format_name(touchpoint),
                                        _place(subject, touchpoint), length))),
        "dates": "; ".join(dates),
        "clock": _clock(touchpoint),
        "who": taking_part(subject, touchpoint),
        "purpose": words.charts[f"purpose.{touchpoint.purpose}"],
        "why": touchpoint.why,
        "happens": touchpoint.description,
        "parts": _parts(subject, touchpoint),
        "before": [
            _named(subject, subject.plan.by_id[id_]) for id_ in touchpoint.depends_on
        ],
        "after": [_named(subject, t) for t in _following(subject.plan, touchpoint)],
        "others": list(_others(subject, touchpoint)),
        "materials": list(touchpoint.materials),
        "state": state_of(subject, *touchpoint.occurrences),
    }  # fmt: skip


def _named(subject: Subject, touchpoint: Touchpoint) -> str:
    day = when(subject, touchpoint.occurrences[0])
    return subject.words.say("run_sheet.named", title=touchpoint.title, day=day)


def _following(plan: Plan, touchpoint: Touchpoint) -> list[Touchpoint]:
    return [other for other in plan.touchpoints if touchpoint.id in other.depends_on]


def _others(subject: Subject, touchpoint: Touchpoint) -> Iterator[str]:
    """What managers, mentors and experts do in it, with their time where the plan gives one."""
    words = subject.words
    for role in touchpoint.roles:
        if role in _OTHERS:
            yield (
                words.say(
                    "run_sheet.takes_part",
                    role=words["roles"][role],
                    minutes=minutes(subject, touchpoint.manager_minutes, 1),
                )
                if touchpoint.manager_minutes and role != "sme"
                else words["roles"][role]
            )


def _parts(subject: Subject, touchpoint: Touchpoint) -> list[tuple[str, str]]:
    """Topics with an even share of the minutes each, in steps of five minutes."""
    topics, total = touchpoint.all_topics, touchpoint.learner_minutes
    repeat = touchpoint.repeat
    if not topics or total < _STEP_MINUTES * len(topics) or (repeat and repeat.topics):
        return []
    ends = [_rounded(total * n / len(topics)) for n in range(len(topics))] + [total]
    words = subject.words
    return [
        (words.say("run_sheet.span", first=_hour(start), last=_hour(end)), topic)
        for start, end, topic in zip(ends, ends[1:], topics, strict=False)
    ]


def _rounded(value: float) -> float:
    return round(value / _STEP_MINUTES) * _STEP_MINUTES


def _hour(value: float) -> str:
    hours, rest = divmod(round(value), _MINUTES_IN_HOUR)
    return f"{hours}:{rest:02d}"
