"""A session by the minute as the studio shows it: blocks in words, with what is offered."""

from typing import Any

from blendnb.designing.session_plan import (
    SessionBlock,
    SessionPlan,
    session_editing,
    session_plan_of,
)
from blendnb.designing.session_plan.session_needs import SessionNeeds
from blendnb.designing.session_plan.session_patterns import alternatives
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.language import exact, say
from blendnb.reporting.session_report import (
    LEADERS,
    METHODS,
    about_text,
    leads_text,
    method_text,
    name_text,
    rounds_text,
    span_text,
)
from blendnb.widgets.view_models.recommendation_view import Data

_TEXTS = ("say", "show", "material", "producer")


def session_of(plan: Plan | None, touchpoint: str | None, catalogue: Catalogue) -> Data | None:
    """Return the table of the session that is open; None where none is, or it is gone."""
    if plan is None or touchpoint is None or touchpoint not in plan.by_id:
        return None
    shown = plan.by_id[touchpoint]
    session = session_plan_of(plan, shown, catalogue)
    swaps = _swaps(plan, shown, session, catalogue)
    return {
        "id": session.touchpoint,
        "title": session.title,
        "about": about_text(session),
        "name": name_text(session),
        "open": session.timed and bool(session.blocks),
        "blocks": [
            {**_row(session, block, number), "swaps": swaps.get(number, [])}
            for number, block in enumerate(session.blocks)
        ],
        "notes": [*session.notes, *session.preparation],
        "methods": _choices("method", METHODS),
        "leaders": _choices("leads", LEADERS),
    }


def _swaps(
    plan: Plan, touchpoint: Touchpoint, session: SessionPlan, catalogue: Catalogue
) -> dict[int, list[list[str]]]:
    """Return for each block of an activity which other ones could stand in for it."""
    agenda = session_editing.as_whole_session(session.agenda)
    used = {step.activity or touchpoint.activity or "" for step in agenda}
    needs = SessionNeeds.of(plan, touchpoint, catalogue)
    offered: dict[tuple[int, ...], list[list[str]]] = {}
    for run in {session_editing.run_of(agenda, number) for number in range(len(agenda))} - {()}:
        minutes = session_editing.run_minutes(agenda, run)
        known = alternatives(plan, touchpoint, minutes, needs, catalogue, used=used)
        offered[run] = [[pattern.id, pattern.name] for pattern in known]
    return {number: names for run, names in offered.items() for number in run}


def _choices(kind: str, values: tuple[str, ...]) -> list[list[str]]:
    named = [[value, say(f"session_plan.{kind}.{value}")] for value in values]
    return [["", say("session_plan.edit.none")], *named]


def _row(session: SessionPlan, block: SessionBlock, number: int) -> dict[str, Any]:
    step = block.step
    return {
        "block": number,
        "part": step.part or "core",
        "span": span_text(session, block),
        "minutes": exact(step.minutes) if block.timed else "",
        "do": step.do,
        "rounds": rounds_text(block),
        "method": step.method or "",
        "leads": step.leads or "",
        "how": method_text(block),
        "who": leads_text(block),
        **{key: getattr(step, key) or "" for key in _TEXTS},
    }
