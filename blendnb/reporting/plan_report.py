"""A plan in reports: in a line, as its touchpoints in order, its key figures in words.

What a command did with a plan, or why it did not, is said here as well, because it says the same.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from blendnb.charts.takeaways import journey_takeaway
from blendnb.designing.key_figures import KeyFigures, journey_weeks
from blendnb.designing.recommend.value_phrases import changed
from blendnb.designing.workload import DAYS_IN_WEEK
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.files.learning_designer import guesses_in
from blendnb.files.working_folder import WorkingFolder
from blendnb.language import capitalized, count, number, say
from blendnb.reporting.ledger_report import ledger_report
from blendnb.reporting.report import (
    Bullets,
    Figure,
    Pairs,
    Paragraph,
    Report,
    part,
    report,
    sentence,
    table,
)

if TYPE_CHECKING:
    from blendnb.designing.compose import Refusal  # composes plans, which an export does without


_VALUES: dict[str, Callable[[KeyFigures], float]] = {
    "weeks": lambda f: f.weeks,
    "hours": lambda f: f.learning_hours,
    "sessions": lambda f: f.live_sessions,
    "people": lambda f: f.learners,
    "work_hours": lambda f: f.on_the_job_hours,
    "your_hours": lambda f: f.learning_hours,
    "your_sessions": lambda f: f.live_sessions,
    "your_work_hours": lambda f: f.on_the_job_hours,
    "held": lambda f: f.sessions_held,
    "groups": lambda f: f.most_groups,
    "lead_hours": lambda f: f.leading_hours,
}
"""What each noun of the section `numbers` counts."""
PLAN_FIGURES = ("weeks", "hours", "sessions", "people", "work_hours")
LEARNER_FIGURES = ("weeks", "your_hours", "your_sessions", "your_work_hours")
LEADING_FIGURES = ("held", "groups", "lead_hours", "people")
_WEEKS_FROM = 3
"""Weeks from which a stretch of time is said in them."""
_ALWAYS = frozenset({"weeks", "hours", "sessions", "people"})
"""Figures of a plan that say something even as a zero."""


def figures_in_words(figures: KeyFigures, keys: Sequence[str] = PLAN_FIGURES) -> tuple[Figure, ...]:
    """Return key figures with their nouns.

    Parameters
    ----------
    figures
        The figures of a plan.
    keys
        Which of them, by the keys of the section `numbers`. Of a learner's or a leader's own, those
        that are zero are left out.
    """
    kept = _ALWAYS if keys == PLAN_FIGURES else frozenset[str]()
    return tuple(
        _in_words(key, _VALUES[key](figures), assumed=key == "people" and figures.learners_assumed)
        for key in keys
        if key in kept or _VALUES[key](figures)
    )


def _in_words(key: str, value: float, *, assumed: bool) -> Figure:
    shown = number(value)
    noun = say(f"numbers.{key}", count=1 if shown == number(1) else value)
    return Figure(shown, noun, assumed)


def stretch(days_: int) -> str:
    """Return a number of days in words, in weeks where they are whole or many.

    >>> stretch(5), stretch(14), stretch(40)
    ('5 days', '2 weeks', '6 weeks')
    """
    weeks = round(days_ / DAYS_IN_WEEK)
    if days_ % DAYS_IN_WEEK and weeks < _WEEKS_FROM:
        return count("days", days_)
    return count("weeks", weeks)


# ------------------------------------------------------------------------------------ reports


def plan_in_a_line(plan: Plan) -> str:
    """Return the plan's main facts: blend model, elements, length, touchpoints."""
    elements = [say(f"plan.{name}") for name in ("flipped", "reinforced") if getattr(plan, name)]
    weeks = count("weeks", journey_weeks(plan))
    touchpoints = count("touchpoints", len(plan.touchpoints))
    return ", ".join([say(f"plan.model.{plan.blend_model}"), *elements, weeks, touchpoints])


def plan_report(plan: Plan) -> Report:
    """Return what a plan is called, its touchpoints, and what of the content has a place."""
    from blendnb.charts.tables import journey_table  # pandas

    frame = journey_table(plan)
    touchpoints = table(list(frame.columns), frame.to_numpy().tolist(), kind="journey-table")
    content = ledger_report(plan)
    return report(
        "plan",
        plan.title,
        Paragraph(journey_takeaway(plan)),
        touchpoints,
        part(content.heading, *content.blocks, name=content.name) if content else None,
    )


def designed_report(plan: Plan, file: str) -> tuple[Report, ...]:
    """Return what was designed, what was changed or assumed for it, and what comes next."""
    line = Paragraph(say("plan.line", facts=plan_in_a_line(plan)))
    steps = (
        (f"blendnb check {file}", say("plan.check")),
        (f"blendnb export {file} -o PAGE.html", say("plan.page")),
    )
    content = ledger_report(plan)
    return (
        report("designed", say("plan.wrote", title=plan.title, file=file), line),
        *((content,) if content else ()),
        report("changed", say("plan.changed"), Bullets(plan.changes)),
        report("assumed", say("plan.assumed"), Paragraph(", ".join(plan.assumed))),
        report("next", say("plan.next"), Pairs(steps)),
    )


def guesses_report(plan: Plan) -> Report:
    """Return what was guessed of a design from another tool; without blocks for any other plan."""
    return report("guesses", say("plan.guesses"), Bullets(tuple(guesses_in(plan))))


def exported_reports(plan: Plan, file: str) -> tuple[Report, ...]:
    """Return what was exported, and what is guessed in a plan from another tool."""
    guesses = guesses_report(plan)
    wrote = sentence(say("plan.wrote", title=plan.title, file=file))
    return (wrote, guesses) if guesses.blocks else (wrote,)


def refusal_reports(
    refusal: "Refusal", facts: Mapping[str, Any], catalogue: Catalogue
) -> tuple[Report, ...]:
    """Return why a blend model was refused, and the smallest changes that would reopen it."""
    model = say(f"plan.model.{refusal.blend_model}")
    known = catalogue.variables
    reopened = tuple(
        (c.variable, capitalized(changed(known[c.variable], c.from_, c.to, facts)))
        for c in refusal.changes
    )
    refused = report("refused", say("refused.heading", model=model), Bullets(refusal.reasons))
    if not reopened:
        return (refused,)
    return refused, report("reopened", say("refused.open"), Pairs(reopened))


def made_reports(folder: WorkingFolder) -> tuple[Report, Report]:
    """Return what a call of `blendnb new` made and kept, and what comes next."""
    added, kept = (count("files", len(files)) for files in (folder.added, folder.kept))
    sentences = [say("made.added", folder=str(folder.path), files=added)]
    if folder.kept:
        sentences.append(say("made.kept", files=kept))
    steps = (
        (f"blendnb lab {folder.path}", say("made.lab")),
        (f"cd {folder.path}", say("made.then")),
    )
    return sentence(" ".join(sentences)), report("next", say("plan.next"), Pairs(steps))
