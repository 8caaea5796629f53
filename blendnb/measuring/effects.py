"""What an edit would do to a plan, worked out before anybody accepts it, and how to say it.

Four things are always told, changed or not: a learner's time, cost, modelled recall, and what the
audit would find better or worse. Silence about one of them would read as good news. The length of
the journey is told where it changes.
"""

from blendnb.designing.audit import audit
from blendnb.designing.cost import cost
from blendnb.designing.recalled import recall_by_topic
from blendnb.designing.workload import week_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Plan
from blendnb.domain.results import Effect
from blendnb.domain.vocabulary import VERDICTS
from blendnb.spacing.models import memory_models


def effect(plan: Plan, changed: Plan, catalogue: Catalogue) -> Effect:
    """Return what a change of a plan does to learners' time, cost, recall and the audit."""
    worse, better = _differences(audit(plan, catalogue), audit(changed, catalogue))
    before, after = cost(plan, catalogue), cost(changed, catalogue)
    money = None
    if before.effort_money is not None and after.effort_money is not None:
        money = (round(before.effort_money.default, 2), round(after.effort_money.default, 2))
    return Effect(
        learner_minutes=(_minutes(plan), _minutes(changed)),
        weeks=(week_of(plan.last_day), week_of(changed.last_day)),
        build_hours=(_hours(before.build.hours.default), _hours(after.build.hours.default)),
        effort_hours=(_hours(before.effort_hours.default), _hours(after.effort_hours.default)),
        effort_money=money,
        currency=before.currency if money else "",
        recall=_recall_change(plan, changed),
        worse=tuple(worse),
        better=tuple(better),
    )


def _hours(hours: float) -> float:
    return round(hours, 1)


def _minutes(plan: Plan) -> float:
    return sum(touchpoint.total_learner_minutes for touchpoint in plan.touchpoints)


def _differences(before: Audit, after: Audit) -> tuple[list[str], list[str]]:
    worse, better = [], []
    for id_, question in before.questions.items():
        changed = after.questions[id_]
        step = VERDICTS.index(changed.verdict) - VERDICTS.index(question.verdict)
        if step < 0:
            worse.append(changed.text)
        elif step > 0:
            better.append(f"No longer: {question.text}")
    had = {(c.id, c.severity) for c in before.constraints}
    has = {(c.id, c.severity): c.text for c in after.constraints if c.severity != "note"}
    worse += [text for key, text in has.items() if key not in had]
    gone = {(c.id, c.severity): c.text for c in before.constraints if c.severity != "note"}
    now = {(c.id, c.severity) for c in after.constraints}
    better += [f"No longer: {text}" for key, text in gone.items() if key not in now]
    return worse, better


def _recall_change(plan: Plan, changed: Plan) -> tuple[float, float]:
    """Change of mean recall at the journey's end, over the topics of the old plan."""
    models, day = memory_models(), plan.last_day
    old, new = recall_by_topic((plan, changed), [day], models)
    if not old:
        return 0.0, 0.0
    changes = [
        sum(float(new[topic][place, 0]) if topic in new else 0.0 for topic in old) / len(old)
        - sum(float(old[topic][place, 0]) for topic in old) / len(old)
        for place in range(len(models))
    ]
    return min(changes), max(changes)


# ------------------------------------------------------------------------------------------ words


def told(effect: Effect) -> tuple[tuple[str, str], ...]:
    """Return what an edit does, a name and a phrase for each thing."""
    before, after = effect.weeks
    length = (("Length", f"{before} to {after} weeks"),) if before != after else ()
    return (
        *length,
        ("Learner time", _moved(effect.learner_minutes, "minutes")),
        ("Cost", _cost(effect)),
        ("Modelled recall at the end", recall_words(effect.recall)),
        ("Audit", _audit(effect)),
    )


def _moved(ends: tuple[float, float], unit: str) -> str:
    before, after = (_figure(end) for end in ends)
    return f"{before} to {after} {unit}" if before != after else f"{before} {unit}, as before"


def _figure(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")


def _cost(effect: Effect) -> str:
    said = f"{_moved(effect.effort_hours, 'hours of building, leading and managers')}"
    if effect.build_hours[0] != effect.build_hours[1]:
        said += f" (building alone: {_moved(effect.build_hours, 'hours')})"
    if effect.effort_money is not None:
        said += f"; {_moved(effect.effort_money, effect.currency)}"
    return said


def recall_words(recall: tuple[float, float]) -> str:
    """Return the change of modelled recall in percentage points."""
    low, high = (round(end * 100, 1) + 0.0 for end in recall)
    if not low and not high:
        return "stays, under every memory model"
    ends = f"{low:+.1f} to {high:+.1f} percentage points, by memory model"
    return ends.replace("-", "−").replace("+0.0", "0").replace("−0.0", "0")


def _audit(effect: Effect) -> str:
    found = [*(f"worse: {text}" for text in effect.worse), *effect.better]
    return " ".join(text if text.endswith(".") else f"{text}." for text in found) or (
        "nothing better or worse"
    )
