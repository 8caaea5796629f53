"""Designs of edCrumble, Courseomatic and tools that save sessions, in the Learning Designer's keys.

Each tool names the same few things differently: a title, parts with minutes, what is done together.
Here they get the names of the Learning Designer; what becomes a plan of them, and what is guessed
on the way, stands in `learning_designer`. Source of the keys: files that the tools save.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from blendnb.files.design_values import amount, plain_text
from blendnb.files.parsing import Data

_DAY = timedelta(days=1)
_NOON = 12


def learning_design_of(data: Data) -> Data | None:
    """Return another tool's design with the keys of the Learning Designer; None if it is none."""
    if "schema" in data:
        return None
    return next((made for read in _TOOLS if (made := read(data)) is not None), None)


def _tables(value: Any) -> list[Data]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _first(data: Data, *keys: str) -> Any:
    return next((data[key] for key in keys if data.get(key) not in (None, "", [])), "")


def _outcomes(value: Any) -> list[Data]:
    each = value if isinstance(value, list) else [value]
    return [{"details": text} for one in each if (text := plain_text(one))]


_KINDS = {"read", "discuss", "collaborate", "investigate", "practice", "practise", "produce"}
"""Words at the front of a title that say what people do, where nothing else says it."""


def _part(data: Data, **more: Any) -> Data:
    """What an activity or a task says, whatever its keys are called."""
    title = plain_text(_first(data, "title", "name", "label")).partition("\n")[0]
    kind = plain_text(_first(data, "type", "learningType", "taskType", "activityType"))
    begins = title.partition(" ")[0].casefold()
    return {
        "type": kind or (begins if begins in _KINDS else ""),
        "title": title,
        "description": plain_text(_first(data, "description", "instructions", "content", "text")),
        "duration": _first(data, "duration", "minutes", "time", "estimatedTime", "length"),
        "groupSize": _first(data, "groupSize", "size"),
        "resources": [
            each if isinstance(each, str) else {"title": plain_text(each)}
            for each in _list(data.get("resources"))
            if isinstance(each, str | dict)
        ],
        **more,
    }


# ------------------------------------------------------------------------------------- edCrumble


def _edcrumble(data: Data) -> Data | None:
    items = _tables(data.get("itemsList"))
    if not items or not ({"designTitle", "objectivesList"} & set(data)):
        return None
    begins = [moment for item in items if (moment := _moment(item.get("start"))) is not None]
    first = _moment(data.get("startDate"))
    if begins and (first is None or min(begins) < first):
        first = min(begins)
    return {
        "name": data.get("designTitle"),
        "tool": "edcrumble",
        "start": None if first is None else _day_of(first),
        "groupSize": amount(data.get("students")) or 0,
        "outcomes": _outcomes(data.get("objectivesList")),
        "activities": [_item(item, first) for item in items],
    }


def _item(item: Data, first: datetime | None) -> Data:
    begin, end = _moment(item.get("start")), _moment(item.get("end"))
    together = str(item.get("className", "")).strip().casefold().startswith("in")
    live = {"syncActivity": together, "tutorAvailable": together}
    tasks = _tables(item.get("tasks"))
    if tasks:
        parts = [_part(task, **live) for task in tasks]
    else:
        whole = (end - begin).total_seconds() / 60 if begin and end else ""
        parts = [_part(item, duration=whole, **live)]
    if not together:
        parts = [{**part, "type": part["type"] or "Self-paced module"} for part in parts]
    day = (begin - first) // _DAY if begin and first else None
    return {"title": item.get("title"), "slas": parts, "day": day}


def _moment(text: Any) -> datetime | None:
    try:
        read = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _day_of(moment: datetime) -> date:
    """The day that begins nearest: midnight of a place east of Greenwich is the evening before."""
    return moment.date() + (_DAY if moment.hour >= _NOON else timedelta())


# ---------------------------------------------------------------------------------- Courseomatic


def _courseomatic(data: Data) -> Data | None:
    units, activities = _tables(data.get("units")), _tables(data.get("activities"))
    course = data.get("course")
    if not isinstance(course, dict) or not (units or activities):
        return None
    return {
        "name": course.get("name"),
        "tool": "courseomatic",
        "modeOfDelivery": course.get("deliveryMode"),
        "aims": course.get("goal"),
        "description": course.get("description"),
        "outcomes": _outcomes(course.get("learningOutcomes")),
        "activities": list(_units(units, activities)),
    }


def _units(units: list[Data], activities: list[Data]) -> Iterator[Data]:
    known = [unit.get("id") for unit in units]
    for unit in units:
        inside = [a for a in activities if a.get("unitId") == unit.get("id")]
        yield {"title": unit.get("title"), "slas": [_of_unit(a) for a in inside]}
    loose = [a for a in activities if a.get("unitId") not in known]
    if loose:
        yield {"title": "", "slas": [_of_unit(a) for a in loose]}


def _of_unit(activity: Data) -> Data:
    hours = amount(activity.get("studyHours"))
    assessed = "produce" if activity.get("isAssessed") is True else None
    part = _part(activity, duration=hours * 60 if hours else "")
    return {**part, "type": assessed or part["type"]}


# -------------------------------------------------------------------------------------- sessions


def _sessions(data: Data) -> Data | None:
    sessions = _tables(data.get("sessions"))
    if not any(isinstance(each.get("activities"), list) for each in sessions):
        return None
    meta = data.get("meta")
    about: Data = meta if isinstance(meta, dict) else data
    mode = plain_text(_first(about, "modeDelivery", "deliveryMode", "modeOfDelivery", "mode"))
    return {
        "name": _first(about, "name", "title", "designTitle"),
        "tool": "sessions",
        "modeOfDelivery": mode,
        "aims": _first(about, "aims", "goal", "description"),
        "groupSize": _first(about, "groupSize", "students", "size"),
        "outcomes": _outcomes(about.get("outcomes")),
        "activities": [
            {"title": each.get("title"), "slas": [_part(a) for a in _tables(each["activities"])]}
            for each in sessions
            if isinstance(each.get("activities"), list)
        ],
    }


_TOOLS: tuple[Callable[[Data], Data | None], ...] = (_edcrumble, _courseomatic, _sessions)
