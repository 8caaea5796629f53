"""The journey at a glance: the chart that comes first, with what its letters and shapes mean."""

from blendnb.charts.calendar import calendar_of
from blendnb.charts.takeaways import journey_takeaway
from blendnb.domain.vocabulary import MODALITIES
from blendnb.exporting import page_charts
from blendnb.exporting.editions import Section
from blendnb.exporting.entries import fields, filled, noted, table_of, touchpoints
from blendnb.exporting.subject import Subject, View
from blendnb.language import say
from blendnb.reporting.workbook import Sheet


def journey(subject: Subject) -> View:
    """Return the journey at a glance."""
    name = say("journey.name")
    return {
        "heading": journey_takeaway(subject.plan),
        "name": name,
        "chart": page_charts.journey(subject, name) if subject.plan.touchpoints else None,
        "legend": _legend(subject),
    }


def _legend(subject: Subject) -> View:
    """The letters and shapes that this journey uses."""
    plan = subject.plan
    used = {touchpoint.modality for touchpoint in plan.touchpoints}
    shapes = {
        "session": any(
            t.live and not _is_long(t.days) and not t.stays_open for t in plan.touchpoints
        ),
        "moment": any(
            not t.live and not _is_long(t.days) for t in plan.touchpoints if not t.stays_open
        ),
        "span": any(_is_long(t.days) for t in plan.touchpoints),
        "open": any(t.stays_open for t in plan.touchpoints),
        "blackout": bool(calendar_of(plan).blackouts),
    }
    return {
        "modes": [
            {
                "key": mode.replace("_", "-"),
                "code": say(f"charts.code.{mode}"),
                "name": say(f"charts.modality.{mode}"),
            }
            for mode in MODALITIES
            if mode in used
        ],
        "shapes": [
            {"key": key, "name": say(f"journey.{key}")} for key, shown in shapes.items() if shown
        ],
    }


def _is_long(days: int | None) -> bool:
    return days is not None and days > 1


def my_journey(subject: Subject) -> View:
    """Return the same in a learner's words."""
    return {**journey(subject), "name": say("learner.journey_name")}


# --------------------------------------------------------------------------------- workbook


_PLAN = (
    "stage", "start", "end", "time", "time_zone", "title", "format", "mode", "purpose", "times",
    "learner_minutes", "total_minutes", "who", "why",
)  # fmt: skip
"""What is printed; the rest follows to the right."""
_PLAN_MORE = (
    "week", "delivery", "owner", "facilitation_minutes", "manager_minutes",
    "topics", "checks", "trigger", "description", "materials", "depends_on", "id",
)  # fmt: skip


def plan_sheet(subject: Subject) -> Sheet:
    """Return every touchpoint in a row, however often it repeats."""
    entries = touchpoints(subject.plan)
    first = filled(fields(*_PLAN), subject, entries)
    columns = [*first, *filled(fields(*_PLAN_MORE), subject, entries)]
    return Sheet(
        name=say("tables.plan"),
        title=f"{subject.plan.title}: {journey_takeaway(subject.plan)}",
        note=noted(subject.plan, say("tables.plan_note")),
        tables=(table_of(subject, columns, entries),),
        printed=len(first),
    )


SECTIONS = [
    Section(
        "journey",
        journey,
        {"client": 10, "facilitator": 40},
        "journey.html",
        listed=False,
        sheet=plan_sheet,
        sheet_order=10,
    ),
    Section("journey", my_journey, {"learner": 10}, "journey.html"),
]
