"""What was found for each measure of the plan, and what all figures say in sentences.

A sentence gives the figure with its interval. Where the interval leaves a question open, the
sentence says that it does, in place of the figure's good or bad news.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from blendnb.charts.pilot_charts import change_text, figure_text, level_text, share_text
from blendnb.domain.pilot_results import (
    BeforeAfter,
    Estimate,
    MeasureOutcome,
    Metric,
    Participation,
    TouchpointUse,
)
from blendnb.domain.plan import Measure, Plan
from blendnb.language import count, number, say
from blendnb.measuring.column_mapping import plain
from blendnb.measuring.measure_templates import levels, threshold

_WHOLE_FROM = 100
WORTH_NAMING = 0.1
"""Share of people lost at one step from which the step is named."""
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?")


# ---------------------------------------------------------------------------------------- outcomes


def outcomes(
    plan: Plan,
    taking: Participation | None,
    changes: Sequence[BeforeAfter],
    metrics: Sequence[Metric],
    filled: dict[str, str],
) -> tuple[MeasureOutcome, ...]:
    """Return each measure of the plan with what was found."""
    return tuple(
        _outcome(m, (filled[m.id], _number(filled[m.id])))
        if m.id in filled
        else _outcome(m, _measured(plan, m, taking, changes, metrics))
        for m in plan.measures
    )


def _outcome(measure: Measure, result: tuple[str, float | None]) -> MeasureOutcome:
    text, value = result
    return MeasureOutcome(measure, levels()[measure.kind]["text"], text, _reached(measure, value))


def _measured(
    plan: Plan,
    measure: Measure,
    taking: Participation | None,
    changes: Sequence[BeforeAfter],
    metrics: Sequence[Metric],
) -> tuple[str, float | None]:
    """What the files say about a measure, in words and as a number."""
    text, value = "", None
    if measure.kind == "completion" and taking is not None and not taking.finished.hidden:
        text = say("pilot.found.parts", share=share_text(taking.parts))
        value = (taking.parts.value or 0) * 100
    elif measure.kind == "confidence":
        text, value = _of_change([c for c in changes if c.kind == "confidence"][:1])
    elif measure.kind in ("behavior", "work") and (near := _change_for(plan, measure, changes)):
        text, value = _of_change([near])
    elif (metric := _metric_for(plan, measure, metrics)) is not None:
        before, value = metric.before, metric.after
        text = say("pilot.found.metric", before=_plain(before), after=_plain(value))
    return text, value


def _of_change(changes: Sequence[BeforeAfter]) -> tuple[str, float | None]:
    for change in changes:
        if change.after.value is None:
            return "", None
        before, after = (
            level_text(change, each, interval=False) for each in (change.before, change.after)
        )
        text = say("pilot.found.change", before=before, after=after, change=change_text(change))
        scale = 100 if change.unit == "share" else 1
        return text, change.after.value * scale
    return "", None


def _change_for(plan: Plan, measure: Measure, changes: Sequence[BeforeAfter]) -> BeforeAfter | None:
    """The indicator that has the measure's id or words; the only one for the only measure."""
    seen = [c for c in changes if c.kind == "behavior"]
    known = {plain(name) for name in (measure.id, measure.text, measure.moment or "") if name}
    named = next((c for c in seen if plain(c.text) in known), None)
    alone = sum(m.kind == measure.kind for m in plan.measures) == 1 and len(seen) == 1
    return named or (seen[0] if alone and measure.kind == "behavior" else None)


def _metric_for(plan: Plan, measure: Measure, metrics: Sequence[Metric]) -> Metric | None:
    """The metric that has the measure's id or words; for business, one that is nobody else's."""
    named = next((m for m in metrics if plain(m.text) in _names(measure)), None)
    others = {name for m in plan.measures if m.id != measure.id for name in _names(m)}
    free = [m for m in metrics if plain(m.text) not in others]
    return named or (free[0] if measure.kind == "business" and len(free) == 1 else None)


def _names(measure: Measure) -> set[str]:
    return {plain(measure.id), plain(measure.text)}


def _plain(value: float) -> str:
    return number(value, 0 if abs(value) >= _WHOLE_FROM else 1)


def _number(text: str | None) -> float | None:
    match = _NUMBER.search(text or "")
    return None if match is None else float(match[0].replace("−", "-").replace(",", "."))


def _reached(measure: Measure, value: float | None) -> bool | None:
    """Whether the aim was reached; down is better where the aim is below today's figure."""
    aim, today = _number(measure.target), _number(measure.baseline)
    if aim is None or value is None:
        return None
    downward = today is not None and aim < today
    return value <= aim if downward else value >= aim


# ---------------------------------------------------------------------------------------- findings


def findings(
    taking: Participation | None,
    uses: Sequence[TouchpointUse],
    changes: Sequence[BeforeAfter],
    metrics: Sequence[Metric],
) -> tuple[str, ...]:
    """Return what the figures say, most important first."""
    on_uses = (_on_leaving, _on_use, _on_confusion, _on_time, _on_lateness)
    first = (_on_taking(taking), _on_changes(changes), _on_metrics(metrics))
    return tuple(chain(*first, *(said(uses) for said in on_uses)))


def _on_taking(taking: Participation | None) -> Iterable[str]:
    if taking is None or taking.finished.hidden:
        return
    yield say(
        "pilot.finding.parts",
        people=count("people", taking.expected),
        parts=share_text(taking.parts),
        whole=share_text(taking.finished),
    )
    if not taking.attrition.hidden:
        yield say("pilot.finding.left", share=share_text(taking.attrition))


def _on_changes(changes: Sequence[BeforeAfter]) -> Iterable[str]:
    for change in changes:
        if change.difference.hidden:
            yield say("pilot.finding.few", text=change.text)
            continue
        whom = "same" if change.paired else "different"
        key = f"pilot.finding.{_direction(change.difference)}_{whom}"
        yield say(key, text=change.text, change=change_text(change))


def _direction(difference: Estimate) -> str:
    """Where the whole interval lies."""
    if difference.wholly_above(0):
        return "rose"
    return "fell" if difference.wholly_below(0) else "still"


def _on_metrics(metrics: Sequence[Metric]) -> Iterable[str]:
    for metric in metrics:
        values = {"text": metric.text, "cause": metric.causal,
                  "change": figure_text(metric.difference, sign=True)}  # fmt: skip
        if metric.effect is None:
            yield say("pilot.finding.metric_alone", **values)
        else:
            effect = figure_text(metric.effect, sign=True)
            yield say("pilot.finding.metric_compared", effect=effect, **values)


def _on_leaving(uses: Sequence[TouchpointUse]) -> Iterable[str]:
    """Where most people stop, where that is more than noise."""
    steps = [use for use in uses if use.staying is not None and not use.staying.hidden]
    losses = [
        ((first.staying.value or 0) - (second.staying.value or 0), first, second)
        for first, second in pairwise(steps)
        if first.staying and second.staying
    ]
    if not losses:
        return
    most, first, second = max(losses, key=lambda loss: loss[0])
    if most >= WORTH_NAMING:
        yield say(
            "pilot.finding.stop",
            first=first.title, second=second.title, share=share_text(second.staying),
        )  # fmt: skip


def _on_use(uses: Sequence[TouchpointUse]) -> Iterable[str]:
    limit = threshold("little_used")
    for use in uses:
        if use.reached.wholly_below(limit):
            yield say("pilot.finding.little_used", title=use.title, share=share_text(use.reached))


def _on_confusion(uses: Sequence[TouchpointUse]) -> Iterable[str]:
    limit = threshold("confusing")
    for use in uses:
        if use.confused is not None and use.confused.wholly_above(limit):
            yield say("pilot.finding.confusing", title=use.title, share=share_text(use.confused))


def _on_time(uses: Sequence[TouchpointUse]) -> Iterable[str]:
    for use in uses:
        if use.minutes is None or not use.planned_minutes:
            continue
        planned = use.planned_minutes
        longer = use.minutes.wholly_above(planned)
        if longer or use.minutes.wholly_below(planned * threshold("too_long")):
            yield say(
                f"pilot.finding.{'longer' if longer else 'shorter'}",
                title=use.title, planned=planned, minutes=figure_text(use.minutes, digits=0),
            )  # fmt: skip


def _on_lateness(uses: Sequence[TouchpointUse]) -> Iterable[str]:
    for use in uses:
        if use.days_late is not None and use.days_late.wholly_above(threshold("too_late")):
            days = figure_text(use.days_late, digits=0)
            yield say("pilot.finding.late", title=use.title, days=days)
