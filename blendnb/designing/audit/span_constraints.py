"""What follows from groups that meet one after another: when the last one does.

A session of many groups takes as long as those who lead need for all of them
(`blendnb.designing.group_spans`). It is too late after the window, and worth a note where something
builds on a session that part of the people have not had yet. Short because it judges spans that
are worked out elsewhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import inf

from blendnb.designing.audit.naming import MOST_NAMED, ids, when
from blendnb.designing.audit.plan_facts import PlanView
from blendnb.designing.audit.registry import Breach, constraint
from blendnb.designing.group_spans import GroupSpan, group_spans
from blendnb.designing.workload import DAYS_IN_WEEK
from blendnb.domain.plan import Touchpoint
from blendnb.language import listed, quoted, say


@constraint("group_span")
def group_span(view: PlanView) -> Iterator[Breach]:
    """Yield sessions whose last group meets after the window, or after what builds on them."""
    end = DAYS_IN_WEEK * (view.brief.schedule.weeks or 0)
    spans = [span for span in group_spans(view.plan, view.catalogue) if span.later]
    late = [span for span in spans if span.last_day >= end > span.occurrence.start_day]
    if late:
        yield Breach("warning", _span_text("after_window", late), _spanning(late))
    begins = _first_days_after(view.plan.touchpoints)
    built_on = [
        span
        for span in spans
        if span not in late
        and span.occurrence.start_day
        <= (begins.get(span.occurrence.touchpoint.id) or -inf)
        <= span.last_day
    ]
    if built_on:
        yield Breach("note", _span_text("built_on", built_on), _spanning(built_on))


def _first_days_after(touchpoints: Iterable[Touchpoint]) -> dict[str, int]:
    """The first day of whatever waits for a touchpoint, by the touchpoint's id."""
    begins: dict[str, int] = {}
    for touchpoint in touchpoints:
        for id_ in touchpoint.depends_on:
            begins[id_] = min(touchpoint.start_day, begins.get(id_, touchpoint.start_day))
    return begins


def _spanning(spans: Sequence[GroupSpan]) -> tuple[str, ...]:
    return ids(span.occurrence.touchpoint for span in spans)


def _span_text(key: str, spans: Sequence[GroupSpan]) -> str:
    """Say of each touchpoint how many groups it has, and when its first and last one meet."""
    latest = {span.occurrence.touchpoint.id: span for span in spans}
    each = [
        say(
            "audit.constraint.group_span.span",
            title=quoted(span.occurrence.touchpoint.title),
            groups=span.groups,
            first=when(span.first_day),
            last=when(span.last_day),
        )
        for span in latest.values()
    ]
    return say(f"audit.constraint.group_span.{key}", spans=listed(each, MOST_NAMED))
