"""Options side by side, the pilot with its results, and what the plan costs."""

from functools import lru_cache
from typing import Any

from blendnb.designing.compare import compare
from blendnb.designing.cost import cost
from blendnb.designing.key_figures import key_figures
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.pilot_results import PilotResults, Simplification
from blendnb.domain.plan import Plan
from blendnb.language import estimate, say
from blendnb.measuring.pilot_statistics import pilot_size
from blendnb.reporting.comparison_report import figures_table
from blendnb.reporting.cost_report import cost_in_a_line, money_text
from blendnb.reporting.data_sureness import sure_rows
from blendnb.reporting.pilot_report import cannot_show, effect_pairs, measures_table
from blendnb.widgets.workspace import Option, Workspace


def options_of(workspace: Workspace, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return each option's name, blend model and numbers."""
    return [
        {
            "name": option.name,
            "active": index == workspace.active,
            "by_hand": option.edited is not None,
            "touchpoints": [] if index == workspace.active else _titles(option.plan),
            **_numbers(option, catalogue),
        }
        for index, option in enumerate(workspace.options)
    ]


def _titles(plan: Plan | None) -> list[tuple[str, str]]:
    """Id and title of what can be taken over."""
    return [(t.id, t.title) for t in plan.touchpoints] if plan else []


def _numbers(option: Option, catalogue: Catalogue) -> dict[str, Any]:
    plan, audit = option.plan, option.design.audit if option.design else None
    if plan is None or audit is None:
        return {"blend_model": "", "weeks": None, "hours": None, "sessions": None, "open": None}
    figures = key_figures(plan, catalogue)
    return {
        "blend_model": catalogue.blend_models[plan.blend_model].name,
        "weeks": figures.weeks,
        "hours": round(figures.learning_hours, 1),
        "sessions": figures.live_sessions,
        "open": sum(question.open for question in audit.questions.values()),
    }


def comparison_of(workspace: Workspace, catalogue: Catalogue) -> dict[str, Any] | None:
    """Return the table that sets the options' plans side by side; None with fewer than two."""
    named: list[tuple[str, Plan]] = [
        (option.name, option.plan) for option in workspace.options if option.plan is not None
    ]
    if len(named) < 2:  # noqa: PLR2004 -- one plan has nothing beside it
        return None
    compared = compare([plan for _, plan in named], catalogue)
    figures = figures_table(compared)
    return {
        "names": [name for name, _ in named],
        "text": compared.text,
        "head": [figures.head[0], *(name for name, _ in named)],
        "rows": [list(row) for row in figures.texts()],
        "differences": [d.to_data() for d in compared.differences if not d.same],
    }


def pilot_of(option: Option, proof: Any) -> dict[str, Any]:
    """Return the fifth step.

    Parameters
    ----------
    option
        The option that is shown.
    proof
        Results and proposed simplifications, as they were read; None where none were.
    """
    plan = option.plan
    pilot = plan.pilot if plan else option.agreed.pilot
    results, simplifications = proof or (None, ())
    return {
        "pilot": pilot.model_dump(mode="json") if pilot else None,
        "measures": [m.model_dump(mode="json") for m in plan.measures] if plan else [],
        "files": list(option.results),
        "results": _results(results) if results else None,
        "simplifications": [_proposal(each) for each in simplifications],
    }


def _results(results: PilotResults) -> dict[str, Any]:
    measures = measures_table(results)
    return {
        "findings": list(results.findings),
        "measures": {"head": list(measures.head), "rows": [list(row) for row in measures.texts()]},
        "cannot": [*cannot_show(results, None), *_unsure(results)],
    }


def _unsure(results: PilotResults) -> list[str]:
    """What one more column of the data would answer, a sentence for each figure."""
    rows = sure_rows(results)
    return [
        say("pilot.sure.line", figure=figure, rests=rests, more=more)
        for figure, rests, more in rows
        if more != say("page.nothing")
    ]


def _proposal(proposed: Simplification) -> dict[str, Any]:
    return {
        "id": proposed.id,
        "text": proposed.text,
        "why": proposed.why,
        "advised": proposed.advised,
        "effect": [list(pair) for pair in effect_pairs(proposed.effect)],
    }


def pilot_size_of(option: Option) -> int | None:
    """How many go first, in the plan as it stands."""
    pilot = option.plan.pilot if option.plan else option.agreed.pilot
    return pilot.size if pilot else None


@lru_cache(maxsize=64)
def size_view(size: int | None) -> dict[str, Any] | None:
    """Say what a pilot group of this size can show; without one, nothing."""
    try:
        return None if size is None else pilot_size(size).to_data()
    except ValueError as error:
        return {"size": size, "text": [f"{error}."]}


def cost_of(plan: Plan | None, catalogue: Catalogue) -> dict[str, Any] | None:
    """Return hours of everybody, in words and as ranges; None without a plan."""
    if plan is None:
        return None
    costed = cost(plan, catalogue)
    paid = costed.effort_money
    return {
        "text": cost_in_a_line(costed),
        "per_learner": (costed.total_hours / costed.size).to_data(),
        "range": costed.total_hours.to_data(),
        "written": {name: estimate(end) for name, end in costed.total_hours.to_data().items()},
        "money": money_text(paid, costed.currency) if paid and costed.currency else "",
    }
