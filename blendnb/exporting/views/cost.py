"""What the plan takes: hours of everybody with their ranges, and what these figures rest on."""

from blendnb.charts.cost import cost_drawing
from blendnb.charts.cost_tables import assumptions_table, cost_table
from blendnb.charts.takeaways_cost import cost_takeaway, figure_range
from blendnb.charts.words import spoken
from blendnb.designing.cost import cost as costed
from blendnb.designing.cost.wording import figure, money
from blendnb.domain.costs import PRICES, Cost, Range
from blendnb.exporting.views import Subject, View, number
from blendnb.exporting.views.drawings import drawings, rows_of


def cost(subject: Subject) -> View:
    """Return what the plan takes, with chart, totals and assumptions."""
    words, found = subject.words, costed(subject.plan, subject.catalogue)
    name = words.say("cost.name", learners=number(found.size, words))
    return {
        "heading": cost_takeaway(found, words.charts),
        "name": name,
        "short": _in_short(subject, found),
        "chart": {
            "pictures": drawings(
                lambda width: cost_drawing(found, width=width, words=words.charts), "c", name
            ),
            "table": rows_of(cost_table(found, words.charts)),
        },
        "totals": _totals(subject, found),
        "notes": _notes(subject, found),
        "assumptions": rows_of(assumptions_table(found, words.charts)),
    }


def _in_short(subject: Subject, found: Cost) -> str:
    """What it takes beside the learners' time, in money where prices are set."""
    charts = subject.words.charts
    hours = figure_range(found.effort_hours, charts)
    if found.effort_money is None:
        return subject.words.say("answers.hours", hours=hours)
    paid = money(found.effort_money, found.currency)
    return subject.words.say("answers.money", money=paid, hours=hours)


def _totals(subject: Subject, found: Cost) -> View:
    """Two lines that are never mixed: without the learners' time, and with it."""
    words = subject.words["cost"]
    lines = (
        (words["without"], found.effort_hours, found.effort_money),
        (words["with"], found.total_hours, found.total_money),
    )
    priced = any(paid is not None for _, _, paid in lines)
    charts = subject.words.charts
    return {
        "head": [
            words["total"],
            words["hours"],
            words["each"],
            *([words["money"]] if priced else []),
        ],
        "rows": [
            [
                name,
                figure_range(spent, charts),
                figure_range(spent / found.size, charts),
                *([_money(paid, found, subject)] if priced else []),
            ]
            for name, spent, paid in lines
        ],
    }


def _money(paid: Range | None, found: Cost, subject: Subject) -> str:
    return (
        subject.words["page"]["nothing"]
        if paid is None
        else spoken(money(paid, found.currency), subject.words.charts)
    )


def _notes(subject: Subject, found: Cost) -> list[str]:
    words, charts = subject.words, subject.words.charts
    notes = [
        words.say(
            "cost.cross_check",
            range=figure_range(found.cross_check_hours, charts),
            finished=spoken(figure(found.finished_hours.default), charts),
        ),
        words.say("cost.upkeep", range=figure_range(found.upkeep_hours, charts)),
    ]
    if found.on_the_job_hours:
        notes.insert(
            0, words.say("cost.on_the_job", hours=spoken(figure(found.on_the_job_hours), charts))
        )
    if found.unset:
        prices = ", ".join(PRICES[id_][0] for id_ in found.unset)
        notes.append(words.say("cost.unset", prices=prices))
    return notes
