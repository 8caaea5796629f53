"""How things stand: one sentence that says whether the work is safe, and what to do if not."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from blendnb.domain.plan import Plan
from blendnb.files.plans import load_plan
from blendnb.files.problems import InputError
from blendnb.widgets.journal.database import Record
from blendnb.widgets.telling_time import day_and_time
from blendnb.widgets.trouble import sentence

WATCHING = "Another window works on this plan. Watch it here, or take over."
_CONFLICT = (
    "The plan file was changed outside the studio. Keep yours, take the file’s, or keep both as "
    "options."
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides how things stand."""

    kept: bool
    """Whether there is a journal."""
    watching: bool
    conflict: bool
    trouble: str
    """Why the journal could not be written."""
    file_trouble: str
    """Why the plan file could not be written."""
    edited: float | None
    """When the session was last edited, in seconds since 1970; None where it never was."""


def standing(facts: Facts, path: Path | None, plan: Plan | None) -> dict[str, Any]:
    """Return the state in a word, a sentence, and the plan file; in a conflict, both plans."""
    state, text = _state(facts)
    told = {
        "state": state,
        "text": text,
        "path": None if path is None else str(path),
        "kept": facts.kept,
    }
    if state == "changed on disk" and path is not None:
        return {**told, "theirs": _theirs(path), "mine": _counted(plan)}
    return told


def _state(facts: Facts) -> tuple[str, str]:
    if not facts.kept:
        return "in memory", "This session is kept in memory only."
    if facts.watching:
        return "watching", WATCHING
    if facts.conflict:
        return "changed on disk", _CONFLICT
    if facts.trouble:
        return "in memory", (
            f"Not saved: {facts.trouble}. Your work stays in memory; the studio tries again."
        )
    if facts.file_trouble:
        text = f"Saved in the journal, but not in the plan file. {facts.file_trouble}"
        return "not in the file", text
    return "saved", _saved(facts)


def _saved(facts: Facts) -> str:
    if facts.edited is None:
        return "Nothing to save yet."
    then = datetime.fromtimestamp(facts.edited)  # noqa: DTZ006 -- told to a person
    return f"Saved at {then.hour}:{then:%M}."


def _theirs(path: Path) -> dict[str, Any]:
    """Say what the file holds, to be set beside what is shown."""
    try:
        plan = load_plan(path)
    except InputError as error:
        return {"title": "", "touchpoints": 0, "text": sentence(error)}
    return _counted(plan)


def _counted(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {"title": "", "touchpoints": 0, "text": "no plan yet"}
    count = len(plan.touchpoints)
    return {"title": plan.title, "touchpoints": count, "text": f"{plan.title}, {count} touchpoints"}


def listed(record: Record, now: datetime) -> dict[str, Any]:
    """Return a session as it is offered to somebody who may go on with it."""
    when = day_and_time(record.edited, now)
    return {
        "key": record.id,
        "title": record.title,
        "when": when,
        "text": f"Go on with “{record.title}”, edited {when}?",
        "path": record.path,
    }
