"""Options side by side: the few numbers beside each name, and the whole comparison."""

from typing import Any

from blendnb.charts.compare_tables import comparison_table
from blendnb.charts.words import ENGLISH
from blendnb.designing.compare import compare
from blendnb.designing.workload import AT_WORK, week_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.widgets.workspace import Option, Workspace

_MINUTES_IN_HOUR = 60


def options_of(workspace: Workspace, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return each option's name, blend model and numbers."""
    return [
        {
            "name": option.name,
            "active": place == workspace.active,
            "by_hand": option.edited is not None,
            "touchpoints": [] if place == workspace.active else _titles(option.plan),
            **_numbers(option, catalogue),
        }
        for place, option in enumerate(workspace.options)
    ]


def _titles(plan: Plan | None) -> list[tuple[str, str]]:
    """Id and title of what can be taken over."""
    return [(t.id, t.title) for t in plan.touchpoints] if plan else []


def _numbers(option: Option, catalogue: Catalogue) -> dict[str, Any]:
    plan, audit = option.plan, option.design.audit if option.design else None
    if plan is None or audit is None:
        return {"blend_model": "", "weeks": None, "hours": None, "sessions": None, "open": None}
    minutes = sum(t.total_learner_minutes for t in plan.touchpoints if t.modality != AT_WORK)
    return {
        "blend_model": catalogue.blend_models[plan.blend_model].name,
        "weeks": week_of(plan.last_day),
        "hours": round(minutes / _MINUTES_IN_HOUR, 1),
        "sessions": sum(len(t.occurrences) for t in plan.touchpoints if t.live),
        "open": sum(question.open for question in audit.questions.values()),
    }


def comparison_of(workspace: Workspace, catalogue: Catalogue) -> dict[str, Any] | None:
    """Return the table that sets the options' plans side by side; None with fewer than two."""
    named: list[tuple[str, Plan]] = [
        (option.name, option.plan) for option in workspace.options if option.plan is not None
    ]
    if len(named) < 2:  # noqa: PLR2004 -- one plan has nothing beside it
        return None
    found = compare([plan for _, plan in named], catalogue)
    table = comparison_table(found, ENGLISH)
    return {
        "names": [name for name, _ in named],
        "text": found.text,
        "head": [table.columns[0], *(name for name, _ in named)],
        "rows": [[str(cell) for cell in row] for row in table.to_numpy().tolist()],
        "differences": [d.to_data() for d in found.differences if not d.same],
    }
