"""Plans side by side: in words, in figures, touchpoint by touchpoint, in recall and in cost."""

from collections.abc import Callable
from functools import partial

from blendnb.charts.comparison_charts import (
    compare_cost_drawing,
    compare_journeys_drawing,
    compare_recall_drawing,
    cost_parts_takeaway,
    journeys_takeaway,
    recall_takeaway,
    recall_text,
)
from blendnb.charts.cost_charts import break_even_takeaway, range_text
from blendnb.charts.drawing import Drawing
from blendnb.domain.comparison import LETTERS, ComparedPlan, Comparison
from blendnb.domain.costs import PARTS
from blendnb.language import number, say
from blendnb.reporting.cost_report import assumptions_table, break_even_chart, money_text
from blendnb.reporting.report import (
    Chart,
    Pairs,
    Paragraph,
    Part,
    Report,
    Table,
    folded,
    part,
    report,
    table,
)

_MEASURES: dict[str, Callable[[ComparedPlan], str]] = {
    "weeks": lambda o: number(o.weeks),
    "learning_hours": lambda o: number(o.learning_hours),
    "on_the_job_hours": lambda o: number(o.on_the_job_hours),
    "live_hours": lambda o: number(o.live_hours),
    "groups": lambda o: number(o.most_groups),
    "sessions_held": lambda o: number(o.sessions_held),
    "build": lambda o: range_text(o.cost.build.hours),
    "deliver": lambda o: range_text(o.cost.deliver.hours),
    "manager_time": lambda o: range_text(o.cost.manager_time.hours),
    "total": lambda o: range_text(o.cost.total_hours),
    "per_learner": lambda o: range_text(o.cost.total_hours / o.cost.size),
}
"""What is set side by side, by the key of its name."""


def comparison_report(comparison: Comparison) -> Report:
    """Return plans side by side; each part is a section where a page is made of it."""
    *first_ones, last = (option.label for option in comparison.options)
    return report(
        "comparison",
        say("comparison.title", first=", ".join(first_ones), last=last),
        Pairs(tuple((option.letter, option.full_name) for option in comparison.options)),
        _in_words(comparison),
        _in_figures(comparison),
        _journeys(comparison),
        _recall(comparison),
        _cost(comparison),
        *(_break_even(comparison, index) for index in range(len(comparison.break_evens))),
        name=say("comparison.kicker"),
    )


def figures_table(comparison: Comparison) -> Table:
    """Return what each plan asks and gives, one measure a row and one plan a column."""
    options = comparison.options
    rows = [
        (say(f"comparison.measure.{key}"), *map(text, options)) for key, text in _MEASURES.items()
    ]
    if all(option.cost.effort_money is not None for option in options):
        rows.append((say("comparison.measure.money"), *map(_money, options)))
    rows += [
        (
            say(f"audit.dimension.{dimension}"),
            *(say(f"audit.verdict.{option.audit.verdicts[dimension]}") for option in options),
        )
        for dimension in options[0].audit.verdicts
    ]
    return _by_plan(comparison, ["measure"], rows)


def _money(option: ComparedPlan) -> str:
    paid = option.cost.effort_money
    return "" if paid is None else money_text(paid, option.cost.currency)


def _in_words(comparison: Comparison) -> Part | None:
    texts = (Paragraph(trade.text) for trade in comparison.trades)
    return part(say("comparison.words"), *texts, id_="words")


def _in_figures(comparison: Comparison) -> Part | None:
    return part(
        say("comparison.numbers"),
        figures_table(comparison),
        name=say("comparison.numbers_name"),
        id_="numbers",
    )


def _journeys(comparison: Comparison) -> Part | None:
    name = say("comparison.journeys_name")
    same = sum(difference.same for difference in comparison.differences)
    return part(
        journeys_takeaway(comparison),
        Chart("journeys", name, partial(_journeys_drawn, comparison)),
        _differences(comparison),
        Paragraph(say("comparison.same", count=same) if same else "", "note"),
        name=name,
        id_="journeys",
    )


def _journeys_drawn(comparison: Comparison, width: float) -> Drawing:
    return compare_journeys_drawing(comparison, width=width)


def _differences(comparison: Comparison) -> Table:
    """Every touchpoint that the plans do not all have in the same way."""
    rows: list[tuple[str, ...]] = [
        (difference.title, *(cell or say("comparison.without") for cell in difference.cells))
        for difference in comparison.differences
        if not difference.same
    ]
    return _by_plan(comparison, ["touchpoint"], rows, heading=say("comparison.journeys"))


def _recall(comparison: Comparison) -> Part | None:
    name = say("comparison.recall_name")
    return part(
        recall_takeaway(comparison),
        Chart("recall", name, partial(_recall_drawn, comparison), _moments(comparison)),
        name=name,
        id_="recall",
    )


def _recall_drawn(comparison: Comparison, width: float) -> Drawing:
    return compare_recall_drawing(comparison, width=width)


def _moments(comparison: Comparison) -> Table:
    rows = [
        (moment.text, number(moment.day), *map(recall_text, moment.recalled))
        for moment in comparison.moments
    ]
    return _by_plan(comparison, ["moment", "day"], rows)


def _cost(comparison: Comparison) -> Part | None:
    name = say("comparison.cost_name")
    return part(
        cost_parts_takeaway(comparison),
        Chart("cost", name, partial(_cost_drawn, comparison), _cost_parts(comparison)),
        folded(say("cost.assumptions"), assumptions_table(comparison.options[0].cost.assumptions)),
        name=name,
        id_="cost",
    )


def _cost_drawn(comparison: Comparison, width: float) -> Drawing:
    return compare_cost_drawing(comparison, width=width)


def _cost_parts(comparison: Comparison) -> Table:
    rows = [
        (
            say(f"cost.part.{key}"),
            *(range_text(o.cost.parts[key].hours) for o in comparison.options),
        )
        for key in PARTS
    ]
    return _by_plan(comparison, ["part"], rows)


def _break_even(comparison: Comparison, index: int) -> Part | None:
    even = comparison.break_evens[index]
    name = say("comparison.even_name", first=LETTERS[0], second=LETTERS[index + 1])
    id_ = f"even-{index + 1}"
    return part(break_even_takeaway(even), break_even_chart(id_, name, even), name=name, id_=id_)


def _by_plan(
    comparison: Comparison, first: list[str], rows: list[tuple[str, ...]], heading: str = ""
) -> Table:
    """A table with one plan a column, after columns that say what a row is about."""
    names = [option.name for option in comparison.options]
    return table([*(say(f"comparison.column.{key}") for key in first), *names], rows,
                 heading=heading)  # fmt: skip
