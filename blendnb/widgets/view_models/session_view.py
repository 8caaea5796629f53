"""A session by the minute as the studio's table shows it: blocks in words, and what can be chosen.

Short because what is said of a block is said by the report of sessions.
"""

from typing import Any

from blendnb.designing.session_plan import SessionBlock, SessionPlan, session_plan_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
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
    session = session_plan_of(plan, plan.by_id[touchpoint], catalogue)
    return {
        "id": session.touchpoint,
        "title": session.title,
        "about": about_text(session),
        "name": name_text(session),
        "open": session.timed and bool(session.blocks),
        "blocks": [_row(session, block, n) for n, block in enumerate(session.blocks)],
        "notes": [*session.notes, *session.preparation],
        "methods": _choices("method", METHODS),
        "leaders": _choices("leads", LEADERS),
    }


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
