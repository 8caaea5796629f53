"""The journey board: a plan's touchpoints as rows, and the texts and formats to edit them with.

Each touchpoint is a part of its own, so that moving one sends the browser that one alone.
"""

from collections.abc import Sequence
from itertools import compress
from typing import Any, get_args

from blendnb.charts import columns
from blendnb.charts.calendar import calendar_of
from blendnb.charts.journey_layout import group_name, minutes_text
from blendnb.charts.recall import Recall, TopicSchedule
from blendnb.charts.tables import rows_in_order
from blendnb.charts.takeaways import journey_takeaway
from blendnb.designing.group_spans import GroupSpan, spans_by_touchpoint
from blendnb.domain.catalogue import Catalogue, LearningFormat
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.vocabulary import (
    MODALITIES,
    PURPOSES,
    ROLES,
    AssessmentKind,
    Delivery,
    Stage,
)
from blendnb.language import number, say
from blendnb.reporting.plan_report import stretch
from blendnb.widgets.view_models.recommendation_view import Data

_PART = "row:"
"""What the name of a touchpoint's part begins with, before its id."""


def board_of(plan: Plan, catalogue: Catalogue) -> Data:
    """Return the board in parts: its frame, the order of its rows, and each of them."""
    spans = spans_by_touchpoint(plan, catalogue)
    calendar = calendar_of(plan)
    groups: dict[str, list[str]] = {}
    for group, touchpoint in rows_in_order(plan):
        groups.setdefault(group, []).append(touchpoint.id)
    return {
        "frame": {
            "title": journey_takeaway(plan),
            "first": calendar.first_day,
            "end": calendar.end_day,
            "start": plan.start.isoformat() if plan.start else None,
            "blackouts": calendar.blackouts,
            "topics": list(plan.topics),
        },
        "order": [
            {"id": group, "name": group_name(group), "rows": ids} for group, ids in groups.items()
        ],
        **{f"{_PART}{t.id}": _row(t, spans.get(t.id, ())) for t in plan.touchpoints},
    }


def _row(touchpoint: Touchpoint, spans: Sequence[GroupSpan]) -> Data:
    """A touchpoint's own fields without usual values, its effort, and how long its groups take."""
    fields = touchpoint.model_dump(mode="json", exclude_defaults=True, exclude={"agenda"})
    asked = {
        columns.STANDING: touchpoint.stays_open,
        columns.MINUTES: touchpoint.learner_minutes,
        columns.TIMES: len(touchpoint.occurrences),
    }
    return {**fields, "effort": minutes_text(asked), **_groups(spans)}


def _groups(spans: Sequence[GroupSpan]) -> Data:
    """Days from each occurrence to its last group, and the same in words; nothing where none."""
    later = [span.later for span in spans]
    if not any(later):
        return {}
    said = say("weeks.groups_span", groups=number(spans[0].groups), later=stretch(max(later)))
    return {"last_groups": later, "groups_text": said}


def curves_of(recall: Recall) -> tuple[Data, ...]:
    """Return the modelled recall of each schedule during the journey, to be drawn below its rows.

    Shares are whole percent: what an eye can tell apart on a lane.
    """
    return tuple(_curve(recall, schedule) for schedule in recall.schedules)


def _curve(recall: Recall, schedule: TopicSchedule) -> Data:
    curve = recall.curve(schedule.planned, schedule.material)
    during = [day <= recall.last_day + 1 for day in curve.days]
    shares = {"recall": curve.recall, "low": curve.low, "high": curve.high}
    return {
        "topics": list(schedule.topics),
        "day": [round(float(day), 1) for day in compress(curve.days, during)],
        **{
            name: [round(100 * x) for x in share[during].tolist()] for name, share in shares.items()
        },
    }


def board_guide_of(catalogue: Catalogue) -> Data:
    """Return what holds for every board: words of the fields, and the formats to choose from."""
    return {
        "codes": {mode: say(f"charts.code.{mode}") for mode in MODALITIES},
        "modalities": _named(MODALITIES, "modality"),
        "deliveries": [[each, say(f"studio.delivery.{each}")] for each in get_args(Delivery)],
        "purposes": _named(PURPOSES, "purpose"),
        "stages": _named(get_args(Stage), "group"),
        "roles": [[each, say(f"studio.role.{each}")] for each in ROLES],
        "checks": [[each, say(f"studio.check.{each}.name")] for each in get_args(AssessmentKind)],
        "formats": [_format(each) for each in catalogue.formats.values()],
    }


def _named(values: tuple[str, ...], kind: str) -> list[list[str]]:
    return [[value, say(f"charts.{kind}.{value}")] for value in values]


def _format(known: LearningFormat) -> Data:
    """A format with the touchpoint that it begins as."""
    return {
        "id": known.id,
        "name": known.name,
        "text": known.good_for,
        "touchpoint": _begun(known),
    }


def _begun(known: LearningFormat) -> dict[str, Any]:
    purpose = known.purposes[0]
    live = known.modality == "live"
    return {
        "title": known.name,
        "format": known.id,
        "modality": known.modality,
        "delivery": (known.delivery or "virtual") if live else None,
        "purpose": purpose,
        "days": None if purpose == "support" and not known.minutes else 1,
        "learner_minutes": known.minutes,
        "facilitation_minutes": known.minutes if known.facilitated else 0.0,
        "manager_minutes": known.minutes if "manager_contact" in known.gives else 0.0,
        "assessment": list(known.assessment),
        "materials": list(known.materials),
    }
