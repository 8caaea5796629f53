"""What a plan costs: part by part, in all, and what the figures rest on."""

from collections.abc import Iterable
from functools import partial

from blendnb.charts.cost_charts import (
    break_even_drawing,
    break_even_name,
    cost_drawing,
    cost_name,
    cost_takeaway,
    range_text,
)
from blendnb.charts.drawing import Drawing
from blendnb.domain.costs import PRICES, Assumption, BreakEven, Cost, Range
from blendnb.language import between, count, estimate, number, say
from blendnb.reporting.report import (
    Chart,
    Pairs,
    Paragraph,
    Report,
    Table,
    folded,
    report,
    table,
)

_LETTERS = "AB"


def cost_report(cost: Cost) -> Report:
    """Return what a plan takes, with its chart, its totals and every assumption."""
    notes = [Paragraph(note, "note") for note in _notes(cost)]
    return report(
        "cost",
        cost_takeaway(cost),
        Chart("cost", cost_name(cost), lambda width: cost_drawing(cost, width=width), _parts(cost)),
        _totals(cost),
        *notes,
        folded(say("cost.assumptions"), assumptions_table(cost.assumptions)),
        name=cost_name(cost),
        short=_in_short(cost),
    )


def _in_short(cost: Cost) -> str:
    """What it takes beside the learners' time, in money where prices are set."""
    hours = range_text(cost.effort_hours)
    if cost.effort_money is None:
        return say("answers.hours", hours=hours)
    return say("answers.money", money=money_text(cost.effort_money, cost.currency), hours=hours)


def break_even_report(even: BreakEven) -> Report:
    """Return for how many people which of two plans is the cheaper one."""
    named = say("break_even.named", a=even.titles[0], b=even.titles[1])
    heading = say("break_even.with" if even.learner_time else "break_even.without")
    first = say("break_even.cheaper", letter=_LETTERS[even.cheaper_at_first])
    crossings = [
        (say("break_even.from", count=crossing.learners),
         say("break_even.cheaper", letter=_LETTERS[crossing.cheaper]))
        for crossing in even.crossings
    ]  # fmt: skip
    return report(
        "break_even",
        say("break_even.heading", heading=heading, unit=_unit(even), named=named),
        Pairs(((say("break_even.from", count=1), first), *crossings)),
        Paragraph(_settled(even)),
        break_even_chart("even", break_even_name(even), even),
    )


def break_even_chart(kind: str, name: str, even: BreakEven) -> Chart:
    """Return the chart of a break-even, with both totals at its ends and at every crossing."""
    return Chart(kind, name, partial(_drawn, even), _totals_by_learners(even))


def _drawn(even: BreakEven, width: float) -> Drawing:
    return break_even_drawing(even, width=width)


def return_report(earned: Range) -> Report:
    """Return what the user's own benefit gives back for the costs."""
    text = say(
        "roi.text",
        value=number(earned.default, 0),
        range=between(number(earned.low, 0), number(earned.high, 0)),
    )
    return report("roi", say("roi.heading"), Paragraph(text))


def cost_in_a_line(cost: Cost) -> str:
    """Return all hours and those of each learner, for a line that stays in sight."""
    each = cost.total_hours / cost.size
    return say("cost.line", hours=range_text(cost.total_hours), each=estimate(each.default))


def prices_report(assumptions: Iterable[Assumption]) -> Report:
    """Return the prices that have to do with a plan by their ids, for those who want to set them.

    Parameters
    ----------
    assumptions
        Those of a cost: they hold each of its prices, set or not.
    """
    rows = ((a.id, _price(a)) for a in assumptions if a.id in PRICES)
    return report("prices", say("prices.heading"), Pairs(tuple(rows)))


def _price(price: Assumption) -> str:
    figure = " ".join(filter(None, (price.currency, _figure(price))))
    return say("prices.each", text=price.text, unit=price.unit, figure=figure)


def money_text(amount: Range, currency: str) -> str:
    """Return an amount of money with its range."""
    return f"{currency} {range_text(amount)}"


def hours_text(hours: Range) -> str:
    """Return hours with their range, `222 hours (194 to 574)`."""
    low, usual, high = (estimate(end) for end in (hours.low, hours.default, hours.high))
    exact = count("hours", 1) if usual == number(1) else say("cost.hours_of", hours=usual)
    return exact if low == high else say("cost.range", usual=exact, low=low, high=high)


# ------------------------------------------------------------------------------------ pieces


def _parts(cost: Cost) -> Table:
    rows = [
        (
            say(f"cost.part.{name}"),
            *map(estimate, (part.hours.low, part.hours.default, part.hours.high)),
            say("cost.not_set") if part.money is None else money_text(part.money, cost.currency),
        )
        for name, part in cost.parts.items()
    ]
    head = [say(f"cost.column.{key}") for key in ("part", "low", "usual", "high", "money")]
    return table(head, rows, kind="cost-table")


def _totals(cost: Cost) -> Table:
    """Two lines that are never mixed: without the learners' time, and with it."""
    lines = (
        (say("cost.without"), cost.effort_hours, cost.effort_money),
        (say("cost.with"), cost.total_hours, cost.total_money),
    )
    priced = any(paid is not None for _, _, paid in lines)
    keys = ("total", "hours", "each", "column.money", "each_money")
    head = [say(f"cost.{key}") for key in keys]
    rows = [
        (
            name,
            range_text(spent),
            range_text(spent / cost.size),
            *_paid(paid, cost),
        )
        for name, spent, paid in lines
    ]
    return table(head, rows) if priced else table(head[:-2], (row[:-2] for row in rows))


def _paid(paid: Range | None, cost: Cost) -> tuple[str, str]:
    """Money in all and for each learner."""
    if paid is None:
        return say("page.nothing"), say("page.nothing")
    return money_text(paid, cost.currency), money_text(paid / cost.size, cost.currency)


def _notes(cost: Cost) -> Iterable[str]:
    if cost.on_the_job_hours:
        yield say("cost.on_the_job", hours=estimate(cost.on_the_job_hours))
    yield say(
        "cost.cross_check",
        range=range_text(cost.cross_check_hours),
        finished=estimate(cost.finished_hours.default),
    )
    yield say("cost.upkeep", range=range_text(cost.upkeep_hours))
    if cost.unset:
        yield say("cost.unset", prices=", ".join(say(f"prices.{id_}.unit") for id_ in cost.unset))


def assumptions_table(assumptions: Iterable[Assumption]) -> Table:
    """Return every figure that a cost rests on, with its unit and where it comes from."""
    rows = [(a.text, _figure(a), f"{a.currency} {a.unit}".strip(), _source(a)) for a in assumptions]
    head = [say(f"cost.column.{key}") for key in ("assumption", "figure", "unit", "source")]
    return table(head, rows, kind="assumptions")


def _figure(assumption: Assumption) -> str:
    if assumption.figure is None:
        return say("cost.not_set")
    ends = assumption.figure
    low, usual, high = (number(x, _digits(x)) for x in (ends.low, ends.default, ends.high))
    return usual if low == high else say("cost.range", usual=usual, low=low, high=high)


def _digits(value: float) -> int:
    """As many decimals as a rate is stated with."""
    _, _, decimals = f"{value:g}".partition(".")
    return len(decimals)


def _source(assumption: Assumption) -> str:
    named = assumption.year is None or str(assumption.year) in assumption.source
    source = assumption.source if named else f"{assumption.source} ({assumption.year})"
    if assumption.state == "set" and source != say("cost.by_you"):
        return say("cost.set_by_you", source=source)
    if assumption.state == "assumed" and source != say("cost.assumed"):
        return say("cost.assumed_from", source=source)
    return source


def _unit(even: BreakEven) -> str:
    return even.currency or say("break_even.hours")


def _totals_by_learners(even: BreakEven) -> Table:
    """Both totals at one learner, at every crossing and at the largest number."""
    shown = sorted({1, even.most, *(crossing.learners for crossing in even.crossings)})
    rows = [(number(n), *(estimate(curve.default[n - 1]) for curve in even.curves)) for n in shown]
    return table([say("break_even.learners"), *even.titles], rows)


def _settled(even: BreakEven) -> str:
    stays = [_stays(even, plan) for plan in (0, 1) if even.pays_from[plan] is not None]
    looked = say("break_even.looked", most=number(even.most))
    return " ".join([*(stays or [say("break_even.neither")]), looked])


def _stays(even: BreakEven, plan: int) -> str:
    low, high = (
        say("break_even.never") if end is None else say("break_even.from", count=end)
        for end in even.pays_from_ends[plan]
    )
    since = number(even.pays_from[plan] or 0)
    return say("break_even.stays", letter=_LETTERS[plan], learners=since, low=low, high=high)
