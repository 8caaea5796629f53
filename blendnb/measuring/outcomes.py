"""What was found for each measure of the plan, and what all figures say in sentences.

A sentence gives the figure with its interval. Where the interval leaves a question open, the
sentence says that it does, in place of the figure's good or bad news.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from blendnb.domain.figures import change_figure, figure, percent
from blendnb.domain.plan import Measure, Plan
from blendnb.domain.results import Change, Metric, Outcome, Taking, Use
from blendnb.measuring.columns import plain
from blendnb.measuring.knowledge import levels, threshold

_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?")


# ---------------------------------------------------------------------------------------- outcomes


def outcomes(
    plan: Plan,
    taking: Taking | None,
    changes: Sequence[Change],
    metrics: Sequence[Metric],
    filled: dict[str, str],
) -> tuple[Outcome, ...]:
    """Return each measure of the plan with what was found."""
    return tuple(
        _outcome(m, (filled[m.id], _number(filled[m.id])))
        if m.id in filled
        else _outcome(m, _measured(plan, m, taking, changes, metrics))
        for m in plan.measures
    )


def _outcome(measure: Measure, result: tuple[str, float | None]) -> Outcome:
    found, value = result
    return Outcome(measure, levels()[measure.kind]["text"], found, _reached(measure, value))


def _measured(
    plan: Plan,
    measure: Measure,
    taking: Taking | None,
    changes: Sequence[Change],
    metrics: Sequence[Metric],
) -> tuple[str, float | None]:
    """What the files say about a measure, in words and as a number."""
    found, value = "", None
    if measure.kind == "completion" and taking is not None and not taking.finished.hidden:
        found = f"{percent(taking.parts)} of the parts, on average"
        value = (taking.parts.value or 0) * 100
    elif measure.kind == "confidence":
        found, value = _of_change([c for c in changes if c.kind == "confidence"][:1])
    elif measure.kind in ("behavior", "work") and (near := _change_for(plan, measure, changes)):
        found, value = _of_change([near])
    elif (metric := _metric_for(plan, measure, metrics)) is not None:
        found = f"{_plain(metric.before)} before, {_plain(metric.after)} after"
        value = metric.after
    return found, value


def _of_change(changes: Sequence[Change]) -> tuple[str, float | None]:
    for change in changes:
        if change.after.value is None:
            return "", None
        before = change_figure(change, change.before).partition(" (")[0]
        after = change_figure(change, change.after).partition(" (")[0]
        apart = change_figure(change, change.difference, signed=True)
        scale = 100 if change.unit == "share" else 1
        return f"{before} before, {after} after: {apart}", change.after.value * scale
    return "", None


def _change_for(plan: Plan, measure: Measure, changes: Sequence[Change]) -> Change | None:
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
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}"  # noqa: PLR2004


def _number(text: str | None) -> float | None:
    found = _NUMBER.search(text or "")
    return None if found is None else float(found[0].replace("−", "-").replace(",", "."))


def _reached(measure: Measure, value: float | None) -> bool | None:
    """Whether the aim was reached; down is better where the aim is below today's figure."""
    aim, today = _number(measure.target), _number(measure.baseline)
    if aim is None or value is None:
        return None
    downward = today is not None and aim < today
    return value <= aim if downward else value >= aim


# ---------------------------------------------------------------------------------------- findings


def findings(
    taking: Taking | None,
    uses: Sequence[Use],
    changes: Sequence[Change],
    metrics: Sequence[Metric],
) -> tuple[str, ...]:
    """Return what the figures say, most important first."""
    on_uses = (_on_leaving, _on_use, _on_confusion, _on_time, _on_lateness)
    first = (_on_taking(taking), _on_changes(changes), _on_metrics(metrics))
    return tuple(chain(*first, *(said(uses) for said in on_uses)))


def _on_taking(taking: Taking | None) -> Iterable[str]:
    if taking is None or taking.finished.hidden:
        return
    yield (f"On average {taking.expected} people finished {percent(taking.parts)} of the parts "
           f"that have an end; {percent(taking.finished)} of them finished every one.")  # fmt: skip
    if not taking.attrition.hidden:
        yield (f"{percent(taking.attrition)} of those who began left or did nothing in the last "
               "third.")  # fmt: skip


def _on_changes(changes: Sequence[Change]) -> Iterable[str]:
    for change in changes:
        if change.difference.hidden:
            yield f"{change.text}: too few people before and after to compare."
            continue
        apart = change_figure(change, change.difference, signed=True)
        said = "rose" if change.difference.wholly_above(0) else (
            "fell" if change.difference.wholly_below(0) else "did not visibly change")  # fmt: skip
        who = "the same people" if change.paired else "different people"
        yield f"{change.text} {said}: {apart}, {who} before and after."


def _on_metrics(metrics: Sequence[Metric]) -> Iterable[str]:
    for metric in metrics:
        moved = figure(metric.difference, signed=True)
        if metric.effect is None:
            yield f"{metric.text}: {moved} against before. {metric.causal}"
            continue
        effect = figure(metric.effect, signed=True)
        yield (f"{metric.text}: {effect} against the comparison group (alone: {moved}). "
               f"{metric.causal}")  # fmt: skip


def _on_leaving(uses: Sequence[Use]) -> Iterable[str]:
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
    if most >= _WORTH_NAMING and second.staying:
        yield (f"Most people stop between “{first.title}” and “{second.title}”: "
               f"{percent(second.staying)} of those who began are still there.")  # fmt: skip


_WORTH_NAMING = 0.1


def _on_use(uses: Sequence[Use]) -> Iterable[str]:
    limit = threshold("little_used")
    for use in uses:
        if use.reached.wholly_below(limit):
            yield f"“{use.title}” is little used: {percent(use.reached)} opened it."


def _on_confusion(uses: Sequence[Use]) -> Iterable[str]:
    limit = threshold("confusing")
    for use in uses:
        if use.confused is not None and use.confused.wholly_above(limit):
            yield f"“{use.title}” confuses: {percent(use.confused)} of those asked say so."


def _on_time(uses: Sequence[Use]) -> Iterable[str]:
    for use in uses:
        if use.minutes is None or not use.planned_minutes or use.minutes.hidden:
            continue
        planned = use.planned_minutes
        if use.minutes.wholly_above(planned):
            yield (f"“{use.title}” takes longer than the {planned:g} minutes planned: "
                   f"{figure(use.minutes, digits=0)}.")  # fmt: skip
        elif use.minutes.wholly_below(planned * threshold("too_long")):
            yield (f"“{use.title}” takes less than the {planned:g} minutes planned: "
                   f"{figure(use.minutes, digits=0)}.")  # fmt: skip


def _on_lateness(uses: Sequence[Use]) -> Iterable[str]:
    for use in uses:
        if use.days_late is not None and use.days_late.wholly_above(threshold("too_late")):
            yield (f"“{use.title}” is finished {figure(use.days_late, digits=0)} days after its "
                   "last day.")  # fmt: skip
