"""What is seen first: whose journey, what for, the numbers that matter, and the journey itself."""

from blendnb.charts.calendar import calendar_of, date_name
from blendnb.charts.takeaways import journey_takeaway
from blendnb.designing.workload import AT_WORK, week_of
from blendnb.domain.vocabulary import MODALITIES
from blendnb.exporting.views import Subject, View, number, pictures

_MINUTES_IN_HOUR = 60


def header(subject: Subject) -> View:
    """Return title, client, objective and start."""
    plan, words = subject.plan, subject.words
    client = plan.brief.client
    start = plan.start
    return {
        "title": plan.title,
        "kicker": words.say("page.by_client", client=client)
        if client
        else words["page"]["by_nobody"],
        "objective": plan.brief.objective,
        "start": words["page"]["undated"]
        if start is None
        else words.say("page.starts", date=date_name(start, words.charts, year=True)),
        "numbers": _numbers(subject),
    }


def _numbers(subject: Subject) -> list[View]:
    """The few numbers that matter first, each with its noun."""
    plan = subject.plan
    minutes = {True: 0.0, False: 0.0}
    for touchpoint in plan.touchpoints:
        minutes[touchpoint.modality == AT_WORK] += touchpoint.total_learner_minutes
    sessions = sum(len(t.occurrences) for t in plan.touchpoints if t.live)
    assumed = "audience.size" in plan.brief.assumed
    found = [
        ("weeks", float(week_of(plan.last_day)), False),
        ("hours", minutes[False] / _MINUTES_IN_HOUR, False),
        ("sessions", float(sessions), False),
        ("people", float(plan.brief.resolved.audience.size or 0), assumed),
        ("work_hours", minutes[True] / _MINUTES_IN_HOUR, False),
    ]
    return [_number(subject, *entry) for entry in found if entry[0] != "work_hours" or entry[1]]


def _number(subject: Subject, key: str, value: float, assumed: bool) -> View:  # noqa: FBT001
    shown = number(value)
    noun = subject.words["numbers"][f"{key}_one" if shown == "1" else f"{key}_many"]
    return {"value": shown, "noun": noun, "assumed": assumed}


def journey(subject: Subject) -> View:
    """Return the journey at a glance."""
    words = subject.words
    title = journey_takeaway(subject.plan, words.charts)
    return {
        "heading": title,
        "name": words["journey"]["name"],
        "chart": pictures.journey(subject, title) if subject.plan.touchpoints else None,
        "legend": _legend(subject),
    }


def _legend(subject: Subject) -> View:
    """The letters and shapes that this journey uses."""
    plan, words = subject.plan, subject.words
    used = {touchpoint.modality for touchpoint in plan.touchpoints}
    shapes = {
        "session": any(
            t.live and not _is_long(t.days) and not t.standing for t in plan.touchpoints
        ),
        "moment": any(
            not t.live and not _is_long(t.days) for t in plan.touchpoints if not t.standing
        ),
        "span": any(_is_long(t.days) for t in plan.touchpoints),
        "open": any(t.standing for t in plan.touchpoints),
        "blackout": bool(calendar_of(plan).blackouts),
    }
    return {
        "modes": [
            {
                "key": mode.replace("_", "-"),
                "code": words.charts[f"code.{mode}"],
                "name": words.charts[f"modality.{mode}"],
            }
            for mode in MODALITIES
            if mode in used
        ],
        "shapes": [
            {"key": key, "name": words["journey"][key]} for key, shown in shapes.items() if shown
        ],
    }


def _is_long(days: int | None) -> bool:
    return days is not None and days > 1
