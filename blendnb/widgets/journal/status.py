"""The status: one sentence that says whether the work is safe, and what to do if not."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from blendnb.domain.plan import Plan
from blendnb.files.briefs_and_plans import load_plan
from blendnb.files.problems import InputError
from blendnb.language import say
from blendnb.widgets.errors import sentence
from blendnb.widgets.journal.journal_database import Record


def day_and_time(seconds: float, now: datetime) -> str:
    """Return a point in time beside now.

    Parameters
    ----------
    seconds
        Since 1970.
    now
        The local time.

    Examples
    --------
    >>> now = datetime(2026, 11, 24, 15, 0)
    >>> day_and_time(datetime(2026, 11, 24, 14, 3).timestamp(), now)
    'today 14:03'
    >>> day_and_time(datetime(2026, 3, 3, 9, 0).timestamp(), now)
    'on 3 March 9:00'
    """
    then = datetime.fromtimestamp(seconds)  # noqa: DTZ006 -- status to a person, in local time
    days = (now.date() - then.date()).days
    match days:
        case 0:
            day = say("studio.status.today")
        case 1:
            day = say("studio.status.yesterday")
        case _:
            year = "" if then.year == now.year else f" {then.year}"
            day = f"on {then.day} {then:%B}{year}"
    return f"{day} {then.hour}:{then:%M}"


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
    restored: bool = False
    """Whether the journal was deleted or replaced meanwhile, and is whole again."""
    plain: bool = False
    """Whether it is to be said that the journal lies where no log can be kept."""


def status_of(facts: Facts, path: Path | None, plan: Plan | None) -> dict[str, Any]:
    """Return the state in a word, a sentence, and the plan file; in a conflict, both plans."""
    state, text = _state(facts)
    status = {
        "state": state,
        "text": text,
        "path": None if path is None else str(path),
        "kept": facts.kept,
    }
    if state == "changed on disk" and path is not None:
        return {**status, "theirs": _theirs(path), "mine": _counted(plan)}
    return status


def _state(facts: Facts) -> tuple[str, str]:
    if not facts.kept:
        return "in memory", say("studio.status.in_memory")
    if facts.watching:
        return "watching", say("studio.status.watching")
    if facts.conflict:
        return "changed on disk", say("studio.status.conflict")
    if facts.trouble:
        return "in memory", (say("studio.status.not_saved", trouble=facts.trouble))
    if facts.file_trouble:
        text = say("studio.status.not_in_file", trouble=facts.file_trouble)
        return "not in the file", text
    return "saved", _saved(facts)


def _saved(facts: Facts) -> str:
    if facts.edited is None:
        return say("studio.status.nothing_to_save")
    then = datetime.fromtimestamp(facts.edited)  # noqa: DTZ006 -- status to a person
    key = "restored" if facts.restored else "saved_plainly" if facts.plain else "saved"
    return say(f"studio.status.{key}", time=f"{then.hour}:{then:%M}")


def _theirs(path: Path) -> dict[str, Any]:
    """Say what the file holds, to be set beside what is shown."""
    try:
        plan = load_plan(path)
    except InputError as error:
        return {"title": "", "touchpoints": 0, "text": sentence(error)}
    return _counted(plan)


def _counted(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {"title": "", "touchpoints": 0, "text": say("studio.status.no_plan_yet")}
    count = len(plan.touchpoints)
    return {
        "title": plan.title,
        "touchpoints": count,
        "text": say("studio.status.counted", title=plan.title, count=count),
    }


def offer_of(record: Record, now: datetime) -> dict[str, Any]:
    """Return a session as it is offered to somebody who may go on with it."""
    when = day_and_time(record.edited, now)
    return {
        "key": record.id,
        "title": record.title,
        "when": when,
        "text": say("studio.status.offer", title=record.title, when=when),
        "path": record.path,
    }
