"""The measures that are proposed for a plan, and the rest of its subject's library.

Today's figure and the aim are asked for, with whom to ask: no figure is ever filled in. Short
because a proposal is two tables.
"""

from blendnb.charts.calendar import day_name
from blendnb.domain.measure_ideas import MeasureIdea, MeasuresToTake, ProposedMeasure
from blendnb.domain.plan import Plan
from blendnb.language import listed, say
from blendnb.reporting.report import Column, Paragraph, Report, folded, report, table

_WIDTHS = {"measure": 34, "kind": 14, "source": 30, "rhythm": 18, "moves": 24, "trap": 34}


def measures_report(library: MeasuresToTake) -> Report:
    """Return what could show that a plan works, with what has to be asked before the start."""
    rows = [_proposed(each, library.plan) for each in library.proposed]
    return report(
        "proposed",
        say("proposed.heading", count=len(library.proposed)),
        Paragraph(say("proposed.lead")),
        table(_head(), rows, kind="proposed"),
        *(Paragraph(text, "note") for text in _notes(library)),
        folded(
            say("proposed.others", count=len(library.others)),
            table(_other_head(), map(_other, library.others), kind="library"),
        ),
        name=say("proposed.name"),
    )


def _head() -> tuple[Column, ...]:
    return (*_other_head(), Column(say("measures.baseline"), width=30),
            Column(say("measures.target"), width=20))  # fmt: skip


def _proposed(each: ProposedMeasure, plan: Plan) -> tuple[str, ...]:
    idea = each.idea
    return (
        _measure(idea),
        say(f"measures.{idea.kind}"),
        _held(idea),
        idea.rhythm,
        say("proposed.from", pace=_pace(idea), day=day_name(plan, each.first_day)),
        idea.trap,
        say("proposed.ask_baseline", holder=idea.held_by),
        say("proposed.ask_target"),
    )


def _held(idea: MeasureIdea) -> str:
    """Where its figure stands and who has it, said once where the two are one."""
    if idea.record == idea.held_by:
        return idea.record
    return say("proposed.held", record=idea.record, holder=idea.held_by)


def _measure(idea: MeasureIdea) -> str:
    return say("proposed.in_unit", measure=idea.text, unit=idea.unit)


def _pace(idea: MeasureIdea) -> str:
    return say(f"proposed.pace_{idea.pace}")


def _notes(library: MeasuresToTake) -> list[str]:
    """Say whose words chose them, and which can be read only after the journey's end."""
    words = list(dict.fromkeys(word for each in library.proposed for word in each.words))
    late = [each.idea.text for each in library.later]
    said = [say("proposed.by_words", words=listed(words))] if words else []
    return [*said, *([say("proposed.late", measures=listed(late))] if late else [])]


def _other_head() -> tuple[Column, ...]:
    return tuple(Column(say(f"proposed.{key}"), width=width) for key, width in _WIDTHS.items())


def _other(idea: MeasureIdea) -> tuple[str, ...]:
    return (
        _measure(idea),
        say(f"measures.{idea.kind}"),
        _held(idea),
        idea.rhythm,
        _pace(idea),
        idea.trap,
    )
