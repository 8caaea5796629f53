"""A page with controls: the static page, and one small script that is known by its hash.

The script makes its own controls, so a page on which it does not run shows none. It is the same for
every plan; what it needs to know of one travels beside it as data. Rows are told by their order,
and a list that does not have as many rows as it should (a template of one's own) is left alone.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from typing import Any

from markupsafe import Markup

from blendnb.charts import columns as col
from blendnb.charts.frames import journey_frame
from blendnb.charts.recall import Recall, Schedule, recall_of
from blendnb.designing.workload import DAYS_IN_WEEK, week_of
from blendnb.domain.plan import Occurrence, Touchpoint
from blendnb.domain.vocabulary import MODALITIES, ROLES
from blendnb.exporting.escape import drawing_data
from blendnb.exporting.views import Subject, View
from blendnb.exporting.views.pictures import MOST_SCHEDULES
from blendnb.exporting.views.run_sheet import led
from blendnb.exporting.views.weeks import Happening, happenings
from blendnb.files.pages import script_safe
from blendnb.files.shipped import shipped

ELEMENT_ID = "blendnb-controls"
_TEXTS = re.compile(r'("[^"\n]*"|`[^`\n]*`)')
_LEAST_STUDIES = 2
_NAMED_DAYS = (30, 60, 180, 365)
"""Days on which recall is told beside the one that sentences compare on, where they are drawn."""

Item = tuple[int, str, list[int]]
"""One row: its touchpoint's number, when it is in weeks, and the numbers of its topics.

A row that stands for a touchpoint with all its occurrences has its number alone.
"""


@dataclass(frozen=True)
class Controls:
    """What makes a page interactive, ready for its template."""

    script: Markup
    data: Markup
    style: str
    id: str = ELEMENT_ID


def controls(subject: Subject, sections: View) -> Controls:
    """Return the script of a page with what it has to know of the plan.

    Parameters
    ----------
    subject
        The plan and what is known of it.
    sections
        The page's sections as they were worked out; controls go with those that are there.
    """
    safe = script_safe(_compact(drawing_data(_facts(subject, sections))))
    style = re.sub(r"\s*([{};,])\s*", r"\1", _without_comments("interactive.css", r"/\*.*?\*/|\n"))
    return Controls(Markup(script()), Markup(safe), style)  # noqa: S704 -- ours; script_safe


def _compact(data: View) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@cache
def script() -> str:
    """Return the script as pages carry it: without comments, indentation and idle spaces."""
    bare = _without_comments("interactive.js", r"^\s*//.*\n|^\s+|(?<=[;{},(])\n")
    code, texts = _TEXTS.split(bare)[::2], _TEXTS.findall(bare)
    tight = (re.sub(r" *([=,:?<>&|*(){}]) *", r"\1", part) for part in code)
    return "".join(chain.from_iterable(zip_longest(tight, texts, fillvalue="")))


def _without_comments(file: str, left_out: str) -> str:
    text = (shipped("templates") / "page" / file).read_text(encoding="utf-8")
    return re.sub(left_out, "", text, flags=re.DOTALL if file.endswith("css") else re.MULTILINE)


def _facts(subject: Subject, sections: View) -> View:
    plan = subject.plan
    found: View = {
        "words": _said(subject, with_spacing="spacing" in sections),
        "choices": _choices(subject),
        "touchpoints": [_touchpoint(subject, t) for t in plan.touchpoints],
        "lists": [each(subject) for name, each in _LISTS.items() if name in sections],
        "journey": _journey(subject, sections),
    }
    if "spacing" in sections:
        found |= _recall(subject)
    return found


_SPACING = ("try", "try_note", "topics", "gap", "every", "tried", "day", "planned", "this")
_FINDING = ("tools", "mode", "role", "topic", "days", "reset", "shown", "about", "weeks_shown")


def _said(subject: Subject, *, with_spacing: bool) -> dict[str, str]:
    """The words that the script says itself."""
    keys = (*_FINDING, *_SPACING) if with_spacing else _FINDING
    return {key: subject.words["interactive"][key] for key in keys}


# ----------------------------------------------------------------------------------- choices


def _choices(subject: Subject) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen; the first entry of each leaves the page as it is."""
    plan, words = subject.plan, subject.words
    say = words["interactive"]
    modes = {t.modality for t in plan.touchpoints}
    roles = {role for t in plan.touchpoints for role in t.roles}
    topics = [(str(number), topic) for number, topic in enumerate(plan.topics)]
    return {
        "mode": _all(say, ((m, words.charts[f"modality.{m}"]) for m in MODALITIES if m in modes)),
        "role": _all(say, ((r, words["roles"][r]) for r in ROLES if r in roles)),
        "topic": [("", say["no_topic"]), *topics] if topics else [],
        "days": [("", say["dates"]), ("weeks", say["weeks"])] if plan.start else [],
    }


def _all(say: Any, found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    options = list(found)
    return [("", say["all"]), *options] if len(options) > 1 else []


def _touchpoint(subject: Subject, touchpoint: Touchpoint) -> tuple[str, list[str], list[int]]:
    topics = _topics(subject, touchpoint.all_topics)
    return touchpoint.modality, list(touchpoint.roles), topics


def _topics(subject: Subject, topics: Iterable[str]) -> list[int]:
    return [subject.plan.topics.index(topic) for topic in dict.fromkeys(topics)]


# ------------------------------------------------------------------------------------- rows


def _items(subject: Subject, found: Iterable[Happening]) -> list[Item]:
    places = _places(subject)
    return [
        (
            places[h.touchpoint.id],
            ", ".join(_in_weeks(subject, o) for o in h.occurrences),
            _topics(subject, (topic for o in h.occurrences for topic in o.topics)),
        )
        for h in found
    ]


def _places(subject: Subject) -> dict[str, int]:
    return {t.id: number for number, t in enumerate(subject.plan.touchpoints)}


def _in_weeks(subject: Subject, occurrence: Occurrence) -> str:
    """When an occurrence is, in weeks from launch and days of the week that begins with it."""
    words = subject.words
    first, last = occurrence.start_day, occurrence.end_day
    start = _week_day(subject, first)
    if last is None:
        return words.say("weeks.opens", day=start)
    if last == first:
        return start
    return words.say("interactive.to", first=start, last=_week_day(subject, last))


def _week_day(subject: Subject, day: int) -> str:
    week = f"{week_of(day)}".replace("-", "−")
    place = day % DAYS_IN_WEEK + 1
    return subject.words.say("interactive.week_day", week=week, day=place)


def _by_start(found: Iterator[Happening]) -> list[Happening]:
    return sorted(found, key=lambda happening: happening.start_day)


def _weeks(subject: Subject) -> View:
    items = _items(subject, _by_start(happenings(subject)))
    return {"rows": ".weeks tr:not(.week):not(thead tr)", "when": "td", "items": items}


def _steps(subject: Subject) -> View:
    moving = (h for h in _by_start(happenings(subject)) if not h.touchpoint.standing)
    return {"rows": ".my-week .step", "when": ".note b", "items": _items(subject, moving)}


def _held(subject: Subject) -> View:
    held = (
        Happening(t, (occurrence,), number)
        for t in sorted(filter(led, subject.plan.touchpoints), key=lambda t: t.start_day)
        for number, occurrence in enumerate(t.occurrences, start=1)
    )
    return {"rows": ".agenda tbody tr", "when": "td", "items": _items(subject, _by_start(held))}


def _sessions(subject: Subject) -> View:
    places = _places(subject)
    found = sorted(filter(led, subject.plan.touchpoints), key=lambda t: t.start_day)
    return {"rows": ".session", "items": [[places[t.id]] for t in found]}


def _journey_table(subject: Subject) -> View:
    places = _places(subject)
    ids = journey_frame(subject.plan, "stage")[col.ID].drop_duplicates()
    return {"rows": ".journey-table tbody tr", "items": [[places[id_]] for id_ in ids]}


_LISTS: dict[str, Callable[[Subject], View]] = {
    "journey": _journey_table,
    "agenda": _held,
    "sessions": _sessions,
    "weeks": _weeks,
    "steps": _steps,
}
"""The rows of each section that has some, in the order in which the page shows them."""


def _journey(subject: Subject, sections: View) -> dict[str, list[tuple[int, float, float]]]:
    """Top and height of each touchpoint's row, for each layout of the journey."""
    places = _places(subject)
    drawn = (sections["journey"].get("chart") or {}).get("rows", {})
    return {
        layout: [(places[id_], round(top, 1), round(height, 1)) for id_, top, height in rows]
        for layout, rows in drawn.items()
    }


# ----------------------------------------------------------------------------------- spacing


def _recall(subject: Subject) -> View:
    """The schedules that have a gap to change, and the model that they are drawn with."""
    recall = recall_of(subject.plan)
    shown = [s for s in recall.schedules if len(s.events.days) >= _LEAST_STUDIES]
    if not shown:
        return {}
    more = [d for d in _NAMED_DAYS if recall.named_day < d <= recall.until_day]
    return {
        "recall": {
            "model": recall.model.parameters,
            "until": recall.until_day,
            "days": [recall.named_day, *more, *_last(recall, more)],
            "schedules": [_schedule(schedule) for schedule in shown[:MOST_SCHEDULES]],
        }
    }


def _last(recall: Recall, more: list[int]) -> list[int]:
    """The last day that is drawn, unless another is close to it."""
    far = max([recall.named_day, *more]) < 0.85 * recall.until_day
    return [recall.until_day] if far else []


def _schedule(schedule: Schedule) -> View:
    events = schedule.events
    studies = len(events.days)
    return {
        "topics": ", ".join(schedule.topics),
        "days": _separate(events.days),
        "weights": events.weights,
        "shift": events.shift,
        "gap": max(1, round((events.days[-1] - events.days[0]) / (studies - 1))),
    }


def _separate(days: Iterable[int]) -> list[float]:
    """Study days as the model takes them: those of one day three minutes apart."""
    from blendnb.spacing.models.memory import SAME_DAY_GAP_DAYS

    found: list[float] = []
    seen: dict[int, int] = {}
    for day in days:
        seen[day] = seen.get(day, -1) + 1
        found.append(day + seen[day] * SAME_DAY_GAP_DAYS)
    return found
