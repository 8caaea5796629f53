"""A page with controls: the static page, and one small script that is known by its hash.

The script makes its own controls, so a page on which it does not run shows none. It is the same for
every plan; what it needs to know of one travels beside it as data. Rows are told by their order,
and a list that does not have as many rows as it should (a template of one's own) is left alone.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, zip_longest

from markupsafe import Markup

from blendnb.charts import columns
from blendnb.charts.calendar import week_name
from blendnb.charts.recall import Recall, TopicSchedule, recall_by
from blendnb.charts.tables import journey_frame
from blendnb.designing.workload import DAYS_IN_WEEK, week_of
from blendnb.domain.plan import Occurrence, Touchpoint
from blendnb.domain.vocabulary import MODALITIES, ROLES
from blendnb.exporting.entries import OccurrenceRow, by_week, occurrences
from blendnb.exporting.page_charts import MOST_SCHEDULES
from blendnb.exporting.sections.agenda_section import is_led, to_lead
from blendnb.exporting.subject import Subject, View
from blendnb.files.embedded_plan import script_safe
from blendnb.language import say, texts_of
from blendnb.reporting.escape import drawing_data
from blendnb.shipped import shipped
from blendnb.spacing.expected_recall import Encounters, expected_recall

ELEMENT_ID = "blendnb-controls"
_TEXTS = re.compile(r'("[^"\n]*"|`[^`\n]*`)')
_LEAST_STUDIES = 2
_NAMED_DAYS = (30, 60, 180, 365)
_GAPS = (1, 2, 5, 7, 10, 14, 21, 28, 42, 60)
"""Days between two studies that can be tried."""
_CORNERS = 24
"""Points of a curve that is tried, beside its studies."""
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
    facts: View = {
        "words": _said(with_spacing="spacing" in sections),
        "choices": _choices(subject),
        "touchpoints": [_touchpoint(subject, t) for t in plan.touchpoints],
        "lists": [each(subject) for name, each in _LISTS.items() if name in sections],
        "journey": _journey(subject, sections),
    }
    if "spacing" in sections:
        facts |= _recall(subject)
    return facts


_SPACING = ("try", "try_note", "topics", "gap", "every", "tried", "day", "planned", "this")
_FINDING = ("tools", "mode", "role", "topic", "days", "reset", "shown", "about", "weeks_shown")


def _said(*, with_spacing: bool) -> dict[str, str]:
    """The words that the script says itself."""
    keys = (*_FINDING, *_SPACING) if with_spacing else _FINDING
    texts = texts_of("interactive")
    return {key: texts[key] for key in keys}


# ----------------------------------------------------------------------------------- choices


def _choices(subject: Subject) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen; the first entry of each leaves the page as it is."""
    plan = subject.plan
    modes = {t.modality for t in plan.touchpoints}
    roles = {role for t in plan.touchpoints for role in t.roles}
    topics = [(str(number), topic) for number, topic in enumerate(plan.topics)]
    return {
        "mode": _all((m, say(f"charts.modality.{m}")) for m in MODALITIES if m in modes),
        "role": _all((r, say(f"roles.{r}")) for r in ROLES if r in roles),
        "topic": [("", say("interactive.no_topic")), *topics] if topics else [],
        "days": [("", say("interactive.dates")), ("weeks", say("interactive.weeks"))]
        if plan.start
        else [],
    }


def _all(named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    options = list(named)
    return [("", say("interactive.all")), *options] if len(options) > 1 else []


def _touchpoint(subject: Subject, touchpoint: Touchpoint) -> tuple[str, list[str], list[int]]:
    topics = _topics(subject, touchpoint.all_topics)
    return touchpoint.modality, list(touchpoint.roles), topics


def _topics(subject: Subject, topics: Iterable[str]) -> list[int]:
    return [subject.plan.topics.index(topic) for topic in dict.fromkeys(topics)]


# ------------------------------------------------------------------------------------- rows


def _items(subject: Subject, entries: Iterable[OccurrenceRow]) -> list[Item]:
    positions = _positions(subject)
    return [
        (
            positions[entry.touchpoint.id],
            ", ".join(map(_in_weeks, entry.occurrences)),
            _topics(subject, entry.topics),
        )
        for entry in entries
    ]


def _positions(subject: Subject) -> dict[str, int]:
    return {t.id: number for number, t in enumerate(subject.plan.touchpoints)}


def _in_weeks(occurrence: Occurrence) -> str:
    """When an occurrence is, in weeks from launch and days of the week that begins with it."""
    first, last = occurrence.start_day, occurrence.end_day
    start = _week_day(first)
    if last is None:
        return say("weeks.opens", day=start)
    if last == first:
        return start
    return say("interactive.to", first=start, last=_week_day(last))


def _week_day(day: int) -> str:
    weekday = day % DAYS_IN_WEEK + 1
    return say("interactive.week_day", week=week_name(week_of(day)), day=weekday)


def _weeks(subject: Subject) -> View:
    items = _items(subject, by_week(subject.plan))
    return {"rows": ".weeks tr:not(.week):not(thead tr)", "when": "td", "items": items}


def _steps(subject: Subject) -> View:
    moving = (entry for entry in by_week(subject.plan) if not entry.touchpoint.stays_open)
    return {"rows": ".my-week .step", "when": ".note b", "items": _items(subject, moving)}


def _held(subject: Subject) -> View:
    held = (entry for entry in occurrences(subject.plan) if is_led(entry.touchpoint))
    return {"rows": ".agenda tbody tr", "when": "td", "items": _items(subject, held)}


def _sessions(subject: Subject) -> View:
    positions = _positions(subject)
    return {"rows": ".session", "items": [[positions[t.id]] for t in to_lead(subject.plan)]}


def _journey_table(subject: Subject) -> View:
    positions = _positions(subject)
    ids = journey_frame(subject.plan, "stage")[columns.ID].drop_duplicates()
    return {"rows": ".journey-table tbody tr", "items": [[positions[id_]] for id_ in ids]}


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
    positions = _positions(subject)
    drawn = (sections["journey"].get("chart") or {}).get("rows", {})
    return {
        layout: [(positions[id_], round(top, 1), round(height, 1)) for id_, top, height in rows]
        for layout, rows in drawn.items()
    }


# ----------------------------------------------------------------------------------- spacing


def _recall(subject: Subject) -> View:
    """The schedules that have a gap to change, with what each gap would leave."""
    recall = recall_by(subject.plan, subject.catalogue)
    shown = [s for s in recall.schedules if len(s.events.days) >= _LEAST_STUDIES]
    if not shown:
        return {}
    more = [d for d in _NAMED_DAYS if recall.named_day < d <= recall.until_day]
    named = [recall.named_day, *more, *_last(recall, more)]
    return {
        "recall": {
            "until": recall.until_day,
            "days": named,
            "schedules": [_schedule(recall, s, named) for s in shown[:MOST_SCHEDULES]],
        }
    }


def _last(recall: Recall, more: list[int]) -> list[int]:
    """The last day that is drawn, unless another is close to it."""
    far = max([recall.named_day, *more]) < 0.85 * recall.until_day
    return [recall.until_day] if far else []


def _schedule(recall: Recall, schedule: TopicSchedule, named: Sequence[int]) -> View:
    """A schedule as planned, and with the same studies at each gap that can be tried."""
    events = schedule.events
    studies = len(events.days)
    usual = max(1, round((events.days[-1] - events.days[0]) / (studies - 1)))
    most = max(2, recall.until_day // studies)
    gaps = sorted({usual, *(gap for gap in _GAPS if gap <= most)})
    tried = [
        replace(schedule.planned.met, days=tuple(float(gap * index) for index in range(studies)))
        for gap in gaps
    ]
    return {
        "topics": ", ".join(schedule.topics),
        "shift": events.shift,
        "gap": gaps.index(usual),
        "gaps": gaps,
        "planned": _expected(recall, schedule, schedule.planned.met, named),
        "tried": [_expected(recall, schedule, met, named) for met in tried],
    }


def _expected(
    recall: Recall, schedule: TopicSchedule, met: Encounters, named: Sequence[int]
) -> View:
    """A curve in whole days and tenths of a percent, its studies, and the named days."""
    begin, end = met.shift, recall.until_day
    step = max(1, (end - begin) // _CORNERS)
    studied = [round(day) + begin for day in met.days]
    days = sorted({*range(begin, end, step), *studied, *(day + 1 for day in studied), end})
    days = [day for day in days if begin < day <= end]
    at = [day - met.shift for day in (*days, *named)]
    expected = expected_recall(met, at, material=schedule.material, assumptions=recall.assumptions)
    shares = [round(1000 * float(share)) for share in expected.line]
    return {
        "studies": studied,
        "curve": [list(pair) for pair in zip(days, shares, strict=False)],
        "named": shares[len(days) :],
    }
