"""What exploring found: the designs that no other beats, and why others fell away."""

from blendnb.charts.cost_charts import range_text
from blendnb.charts.exploration_charts import (
    COMMAND,
    exploration_name,
    exploration_takeaway,
)
from blendnb.designing.explore.pareto_front import chosen
from blendnb.domain.exploration import DesignSpace, Exploration, ScoredDesign
from blendnb.language import lowered, number, percent, say
from blendnb.reporting.report import Pairs, Paragraph, Part, Report, Table, part, report, table

_COLUMNS = (
    "number", "choices", "learner_hours", "live_hours", "effort_hours", "mean_recall",
    "worst_regret", "met",
)  # fmt: skip


def exploration_report(exploration: Exploration) -> Report:
    """Return an exploration; each part is a section where a page is made of it.

    Its chart is no drawing but a page of its own that answers to clicks, so it stands where a page
    or a notebook puts it.
    """
    return report(
        "exploration",
        exploration_takeaway(exploration),
        Paragraph(_counted(exploration)),
        Paragraph(_stopped(exploration), "strong"),
        _front(exploration),
        _infeasible(exploration),
        _looked_at(exploration.space),
        name=exploration_name(exploration),
    )


def _counted(exploration: Exploration) -> str:
    return say(
        "exploration.counted",
        title=exploration.brief.title,
        feasible=say("exploration.feasible", count=len(exploration.designs)),
        asked=exploration.asked,
    )


def _stopped(exploration: Exploration) -> str:
    if exploration.complete:
        return ""
    return say("exploration.stopped", seen=exploration.seen, asked=exploration.asked)


def _front(exploration: Exploration) -> Part | None:
    return part(
        say("exploration.front"),
        front_table(exploration),
        Paragraph(say("exploration.heads"), "note"),
        Paragraph(say("exploration.open", command=COMMAND.format(number="NUMBER")), "note"),
        name=say("exploration.front_name"),
        id_="front",
    )


def front_table(exploration: Exploration) -> Table:
    """Return the designs that no other one beats, one a row, least learner time first."""
    head = [say(f"exploration.head.{column}") for column in _COLUMNS]
    return table(head, map(_row, exploration.front), kind="front-table")


def _row(design: ScoredDesign) -> tuple[str, ...]:
    return (
        str(design.choice.number),
        chosen(design),
        number(design.learner_hours),
        number(design.live_hours),
        range_text(design.effort_hours),
        percent(design.mean_recall),
        percent(design.worst_regret),
        say("exploration.met", met=design.met, questions=design.questions),
    )


def _infeasible(exploration: Exploration) -> Part | None:
    head = [say("exploration.designs"), say("exploration.reason")]
    rows = ((number(designs), reason) for reason, designs in exploration.infeasible)
    return part(say("exploration.infeasible"), table(head, rows), id_="infeasible")


def _looked_at(space: DesignSpace) -> Part | None:
    rows = (
        ("models", (lowered(say(f"plan.model.{model}")) for model in space.blend_models)),
        ("weeks", map(str, space.weeks)),
        ("returns", map(str, space.returns)),
        ("classes", map(str, space.group_sizes)),
        ("formats", (formats.name for formats in space.format_sets)),
    )
    pairs = tuple((say(f"exploration.{key}"), ", ".join(values)) for key, values in rows)
    return part(say("exploration.looked"), Pairs(pairs), id_="looked")
