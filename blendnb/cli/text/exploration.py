"""What exploring found, to be read in a terminal: the front, and why designs fell away."""

from blendnb.cli.text.layout import columns, document, paragraph, section
from blendnb.cli.text.words import plural
from blendnb.designing.cost.wording import figure
from blendnb.designing.explore.front import QUESTIONS, chosen
from blendnb.domain.exploration import Exploration, ScoredDesign

_HEAD = ("number", "learner h", "live h", "effort h", "recall", "lost", "met", "choices")


def exploration_text(found: Exploration) -> str:
    """Return an exploration as a text."""
    stopped = "" if found.complete else f" Stopped after {found.seen:,}."
    return document(
        section(
            f"{found.brief.title}: {plural(len(found.designs), 'feasible design')} of "
            f"{found.asked:,}, {len(found.front):,} beaten by no other.{stopped}",
            columns([_HEAD, *map(_row, found.front)]),
        ),
        section(
            "Cannot be built for this brief",
            columns((f"{count:,}", reason) for reason, count in found.infeasible),
        ),
        paragraph(
            f"Recall is the mean from launch to day {found.until_day} over "
            f"{len(found.models)} memory models; 'lost' is how far a design falls short of the "
            "best one for the model that likes it least. Modelled recall of factual content "
            "forecasts nobody."
        ),
        "Open one with: blendnb explore BRIEF --open NUMBER -o PLAN.json",
    )


def _row(design: ScoredDesign) -> tuple[str, ...]:
    return (
        str(design.choice.number),
        figure(design.learner_hours),
        figure(design.live_hours),
        figure(design.effort_hours.default),
        f"{100 * design.mean_recall:.0f} %",
        f"{100 * design.worst_regret:.0f} %",
        f"{design.met}/{QUESTIONS}",
        chosen(design),
    )
