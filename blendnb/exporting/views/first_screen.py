"""What is seen first: whose journey, what for, the numbers that matter, and the journey itself."""

from blendnb.charts.calendar import calendar_of, date_name
from blendnb.charts.tables import day_name
from blendnb.charts.takeaways import journey_takeaway
from blendnb.designing.workload import AT_WORK, week_of
from blendnb.domain.vocabulary import MODALITIES
from blendnb.exporting.views import Subject, View, number, pictures
from blendnb.exporting.views.states import as_of

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
        "as_of": as_of(subject),
        "numbers": _numbers(subject),
        "when": _when(subject),
        "next": _next(subject),
    }


def _when(subject: Subject) -> str:
    """From launch, or what comes before it, to the last day; weeks where there are no dates."""
    plan, words = subject.plan, subject.words
    if plan.start is None:
        return words.say("answers.weeks", weeks=number(week_of(plan.last_day), words))
    first, last = plan.date_of(plan.first_day), plan.date_of(plan.last_day)
    assert first is not None, "a dated plan has dates"  # noqa: S101
    assert last is not None, "a dated plan has dates"  # noqa: S101
    return words.say(
        "answers.dates",
        first=date_name(first, words.charts, year=True),
        last=date_name(last, words.charts, year=True),
    )


def _next(subject: Subject) -> list[str]:
    """What comes next in the journey, then what is still to be settled."""
    plan, words, audit = subject.plan, subject.words, subject.audit
    coming = _coming(subject)
    said = []
    if coming:
        day = day_name(plan, coming[0], words.charts)
        said.append(words.say("answers.coming", title=coming[1], day=day))
    if subject.recommendation.ask_next:
        asked = "; ".join(question.label for question in subject.recommendation.ask_next)
        said.append(words.say("answers.ask", questions=asked))
    open_ = sum(question.open for question in audit.questions.values()) + len(audit.tensions)
    open_ += sum(constraint.severity != "note" for constraint in audit.constraints)
    if open_:
        said.append(words.count("answers.open", open_))
    if not plan.measures:
        said.append(words["answers"]["measures"])
    return said


def _coming(subject: Subject) -> tuple[int, str] | None:
    """The first day after today on which anything begins, and what."""
    today = subject.today
    starts = (
        (o.start_day, t.title) for t in subject.plan.touchpoints for o in t.occurrences
    )  # fmt: skip
    after = (start for start in starts if today is None or start[0] > today)
    return min(after, default=None)


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
    shown = number(value, subject.words)
    noun = subject.words["numbers"][f"{key}_one" if shown == "1" else f"{key}_many"]
    return {"value": shown, "noun": noun, "assumed": assumed}


def journey(subject: Subject) -> View:
    """Return the journey at a glance."""
    words = subject.words
    name = words["journey"]["name"]
    return {
        "heading": journey_takeaway(subject.plan, words.charts),
        "name": name,
        "chart": pictures.journey(subject, name) if subject.plan.touchpoints else None,
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
