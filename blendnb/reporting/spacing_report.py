"""Spacing questions answered: recall on a day, the best days, a fitted model, an experiment.

Of an experiment the verdict comes first, then effects, arms, and who is missing.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from math import isfinite
from typing import TYPE_CHECKING, Any

from blendnb.designing.levers_of_recall import WORTH_A_WORD, Lever
from blendnb.language import between, count, number, percent, say, signed
from blendnb.reporting.report import Block, Bullets, Column, Paragraph, Report, Table, report, table
from blendnb.spacing.best_days import Best
from blendnb.spacing.expected_recall import DOSES, MATERIALS
from blendnb.spacing.experiment.analysis import Analysis, signed_points
from blendnb.spacing.experiment.arm_differences import ALL, NEW, REPEATED
from blendnb.spacing.experiment.experiment_size import SampleSize
from blendnb.spacing.experiment.verdict_power import VerdictPower
from blendnb.spacing.forgetting import Forgetting
from blendnb.spacing.models import model_label
from blendnb.spacing.models.memory import Floats
from blendnb.spacing.recall_fitting import Fit
from blendnb.spacing.robust_days import ALIKE, Robust

if TYPE_CHECKING:
    import pandas as pd

_DIGITS_OF_A_PARAMETER = 5


def retention_report(
    days: Sequence[float], at: Sequence[float], recall: Mapping[str, Floats]
) -> Report:
    """Return what is left on some days after studying on others, by memory model."""
    head = [say("retention.model"), *(say("retention.day", day=_day(day)) for day in at)]
    rows = [[model_label(id_), *map(percent, values)] for id_, values in recall.items()]
    return report(
        "retention",
        say("retention.heading", count=len(days), days=days_text(days)),
        table(head, rows, kind="retention"),
        Paragraph(say("memory_model.modelled"), "note"),
    )


def best_days_report(best: Best) -> Report:
    """Return the best days beside the rules of thumb, by memory model."""
    lost = number(100 * best.max_regret, 1)
    return report(
        "best_days",
        say("best_days.heading", count=len(best.days), days=days_text(best.days)),
        Paragraph(_aim(best)),
        Paragraph(say("best_days.regret", points=lost)),
        _values(best),
        _days(best),
        Paragraph(say("memory_model.modelled"), "note"),
    )


def robust_report(robust: Robust) -> Report:
    """Return days that lose least in the worst case, and how little depends on them."""
    head = [say("robust.material"), *(say(f"robust.dose.{dose}") for dose in DOSES)]
    frame = robust.frame()
    rows = [
        [
            _material(material),
            *(
                _of_all(robust, frame["material"].eq(material) & frame["dose"].eq(dose))
                for dose in DOSES
            ),
        ]
        for material in dict.fromkeys(frame["material"])
    ]
    first, last = robust.window
    worst = robust.worst_case
    return report(
        "robust",
        say("robust.heading", count=len(robust.days), days=days_text(robust.days)),
        Paragraph(
            say(
                "robust.regret",
                points=number(100 * robust.max_regret, 1),
                model=model_label(worst.memory_model),
                material=_material(worst.material),
                dose=say(f"robust.dose.{worst.dose}"),
            )
        ),
        Paragraph(
            say(
                "robust.alike",
                count=len(robust.alike),
                points=number(100 * ALIKE, 1),
                matter=number(100 * robust.days_matter, 1),
            )
        ),
        table(head, rows, heading=say("robust.values", first=first, last=last), kind="robust"),
        Paragraph(say("robust.note"), "note"),
    )


def _material(name: str) -> str:
    """A published material by its name, one's own as it is called."""
    return say(f"material.{name}") if name in MATERIALS else name


def _of_all(robust: Robust, rows: "pd.Series") -> str:
    """Least to greatest mean recall of the memory models in some cases."""
    values = robust.frame()["recall"][rows]
    return between(percent(float(values.min())), percent(float(values.max())))


def levers_report(levers: Sequence[Lever], day: int) -> Report:
    """Return what each change of a plan would buy and cost, the most gain first."""
    if not levers:
        return report("levers", say("levers.nothing"))
    names = ("change", "points", "range", "minutes", "hours")
    rows = [
        [
            say(f"levers.lever.{lever.id}"),
            signed(100 * lever.gain, 1),
            between(signed(100 * lever.low, 1), signed(100 * lever.high, 1)),
            signed(lever.learner_minutes),
            signed(lever.build_hours),
        ]
        for lever in levers
    ]
    best = levers[0]
    days = [lever for lever in levers if lever.id == "days" and lever.gain < WORTH_A_WORD]
    heading = say(
        "levers.heading_days" if days else "levers.heading",
        day=day,
        lever=say(f"levers.lever.{best.id}"),
        points=signed(100 * best.gain, 1),
    )
    return report(
        "levers",
        heading,
        *([Paragraph(say("levers.days_hardly"), "lead")] if days else []),
        table([say(f"levers.{name}") for name in names], rows, kind="levers"),
        Paragraph(say("levers.note"), "note"),
    )


def forgetting_report(forgetting: Forgetting) -> Report:
    """Return the curves of a quiz log by topic, with their intervals, and what was left out."""
    topics = forgetting.topics
    days = topics[0].days if topics else ()
    head = [
        say("forgetting.topic"),
        say("forgetting.answers"),
        *(say("forgetting.day", day=_day(day)) for day in days),
        say("forgetting.half_life"),
        say("forgetting.to_80"),
    ]
    rows = [
        [
            t.topic,
            number(t.answers),
            *(
                _between(percent(recall), percent(low), percent(high))
                for recall, low, high in zip(t.recall, t.low, t.high, strict=True)
            ),
            _between(*map(_whole_days, t.half_life)),
            _between(*map(_whole_days, t.days_to_80)),
        ]
        for t in topics
    ]
    return report(
        "forgetting",
        say("forgetting.heading", count=len(topics)),
        table(head, rows, kind="forgetting"),
        *(Paragraph(text) for text in forgetting.left_out),
        Paragraph(say("forgetting.note"), "note"),
    )


def _between(usual: str, low: str, high: str) -> str:
    return say("forgetting.share", usual=usual, low=low, high=high)


def _whole_days(days: float) -> str:
    return number(days, 0) if isfinite(days) else say("forgetting.none")


def _aim(best: Best) -> str:
    """What is counted, and whether a better schedule may have been missed."""
    first, last = best.window
    looked = "exact" if best.exact else "searched"
    return say(f"best_days.{best.objective}_{looked}", first=first, last=last)


def _values(best: Best) -> Table:
    head = [say("best_days.schedule"), *map(model_label, best.value)]
    rows = [
        [name, *map(_recall_and_regret, each.value.values(), each.regret.values())]
        for name, each in _schedules(best)
    ]
    return table(head, rows, heading=say("best_days.values"), kind="best-days")


def _schedules(best: Best) -> Iterator[tuple[str, Any]]:
    rules = ((say(f"rule_of_thumb.{rule.id}"), rule) for rule in best.rules_of_thumb)
    return chain([(say("rule_of_thumb.least_regret"), best)], rules)


def _recall_and_regret(recall: float, regret: float) -> str:
    return say("best_days.value", recall=number(100 * recall, 1), regret=signed(-100 * regret, 1))


def _days(best: Best) -> Table:
    rows = [(name, days_text(each.days)) for name, each in _schedules(best)]
    head = [say("best_days.schedule"), say("best_days.days")]
    return table(head, rows, kind="schedules")


def fit_report(fit: Fit) -> Report:
    """Return a fit: parameters with their intervals, how well it fits, what to beware of."""
    head = [say(f"recall_fit.column.{name}") for name in ("parameter", "value", "interval")]
    rows = [
        (name, _parameter(value), _interval(fit, name)) for name, value in fit.parameters.items()
    ]
    misses = say(
        "recall_fit.misses", rmse=number(fit.rmse, 3), defaults=number(fit.default_rmse, 3)
    )
    return report(
        "fit",
        say("recall_fit.heading", model=fit.memory_model.label, observations=fit.observations),
        table(head, rows, kind="parameters"),
        Paragraph(misses),
        Bullets(fit.warnings, say("recall_fit.beware")),
    )


def _interval(fit: Fit, name: str) -> str:
    """The interval of a parameter; one without was held at its default."""
    ends = fit.intervals.get(name)
    if ends is None:
        return say("recall_fit.held")
    low, high = map(_parameter, ends)
    return say("recall_fit.interval", low=low, high=high)


def _parameter(value: float) -> str:
    """Five digits that count; powers of ten for what would be nothing but zeros."""
    text = f"{value:.{_DIGITS_OF_A_PARAMETER}g}"
    if "e" in text:
        return text
    _, _, decimals = text.partition(".")
    return number(value, len(decimals))


def days_text(days: Sequence[float]) -> str:
    """Return days one after the other, as a schedule is read."""
    return ", ".join(map(_day, days))


def _day(day: float) -> str:
    return f"{day:g}"


_ITEMS = {ALL: "all", NEW: "new", REPEATED: "repeated"}
_P_DIGITS = 4


def experiment_report(analysis: Analysis) -> Report:
    """Return the analysis of one experiment at its primary lag."""
    return report(
        "experiment",
        say("experiment.heading", lag=count("days", analysis.lag_days)),
        Paragraph(analysis.verdict, "lead"),
        *_registered(analysis),
        _effects(analysis),
        *_adjusted(analysis),
        *_by_lag(analysis),
        Paragraph(say(f"experiment.clustered_by.{analysis.clustered_by}"), "note"),
        _arms(analysis),
        _attrition(analysis),
        Bullets(analysis.warnings, say("experiment.to_know")),
    )


def _registered(analysis: Analysis) -> Iterator[Block]:
    """Where the analysis differs from what was settled before, or that it does not."""
    if analysis.deviations:
        yield Bullets(analysis.deviations, say("experiment.deviations"))
    elif analysis.deviations is not None:
        yield Paragraph(say("experiment.as_registered"))


def _adjusted(analysis: Analysis) -> Iterator[Block]:
    rows = [
        (
            _items(effect.items),
            say("experiment.difference_of", arm=effect.arm, against=effect.against),
            signed_points(effect.adjusted.difference),
            _span(effect.adjusted.interval),
        )
        for effect in analysis.effects
        if effect.adjusted
    ]
    if rows:
        head = _head("items", "difference", "points", "interval")
        yield table(head, rows, heading=say("experiment.adjusted_heading"), kind="adjusted")


def _by_lag(analysis: Analysis) -> Iterator[Block]:
    rows = [
        (
            say("experiment.change") if each.lag_days is None else count("days", each.lag_days),
            say("experiment.difference_of", arm=each.arm, against=each.against),
            signed_points(each.difference),
            _span(each.interval),
        )
        for each in analysis.by_lag
    ]
    if rows:
        head = _head("lag", "difference", "points", "interval")
        yield table(head, rows, heading=say("experiment.by_lag"), kind="by-lag")


def size_report(size: SampleSize, power: VerdictPower | None = None) -> Report:
    """Return how many learners, or teams, each arm needs, and what playing it through gives."""
    people = count("learners", size.learners_per_arm)
    by_team = size.teams_per_arm is not None
    played = []
    if power is not None:
        played = [
            Paragraph(
                say(
                    "experiment.size.played",
                    runs=number(power.runs),
                    power=percent(power.power),
                    error=number(100 * power.error, 1),
                    undone=percent(power.undone_by_missing),
                    coverage=percent(power.coverage),
                )
            )
        ]
    return report(
        "size",
        say("experiment.size.teams", teams=number(size.teams_per_arm or 0), people=people)
        if by_team
        else say("experiment.size.learners", people=people),
        Paragraph(
            say(
                "experiment.size.why",
                answers=count("answers", size.answers_per_arm),
                effect=number(size.design_effect, 2),
            )
        ),
        *played,
        Paragraph(say("experiment.size.note"), "note"),
    )


def _effects(analysis: Analysis) -> Table:
    rows = [
        (
            _items(effect.items),
            say("experiment.difference_of", arm=effect.arm, against=effect.against),
            signed_points(effect.found.difference),
            _span(effect.interval),
            _span(effect.found.bootstrap),
            number(effect.holm_p, _P_DIGITS),
        )
        for effect in analysis.effects
    ]
    head = _head("items", "difference", "points", "interval", "bootstrap", "permutation_p")
    return table(head, rows, kind="effects")


def _arms(analysis: Analysis) -> Table:
    rows = [
        (_items(arm.items), arm.arm, arm.answered, percent(arm.retention_rate, 1),
         number(arm.items_retained, 1))
        for arm in analysis.arms
    ]  # fmt: skip
    head = _head("items", "arm", Column(_column("learners"), "number"), "rate", "retained")
    return table(head, rows, heading=say("experiment.measures"), kind="arms")


def _attrition(analysis: Analysis) -> Table:
    rows = [
        (arm.lag_days, arm.arm, arm.drawn, arm.answered, percent(arm.missing_share))
        for arm in analysis.attrition
    ]
    head = _head(
        Column(_column("lag"), "number"), "arm", Column(_column("drawn"), "number"),
        Column(_column("answered"), "number"), "missing",
    )  # fmt: skip
    return table(head, rows, heading=say("experiment.missing"), kind="attrition")


def _head(*names: str | Column) -> list[str | Column]:
    return [name if isinstance(name, Column) else _column(name) for name in names]


def _column(name: str) -> str:
    return say(f"experiment.column.{name}")


def _items(items: str) -> str:
    return say(f"experiment.items.{_ITEMS[items]}")


def _span(interval: tuple[float, float]) -> str:
    low, high = map(signed_points, interval)
    return say("written.between", low=low, high=high)
