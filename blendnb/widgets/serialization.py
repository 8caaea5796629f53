"""Workspaces as plain data, and back.

Only what people did is kept: what they typed and chose, their plans, what they agreed. What follows
from it is worked out again on opening. The plan is kept even where it was composed, because a later
version might compose another one, and reopening must show exactly what was left.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from blendnb.domain.plan import Decision, Measure, Pilot, Plan
from blendnb.files.briefs_and_plans import plan_from_data
from blendnb.files.problems import refuse
from blendnb.widgets.derive import Deriver
from blendnb.widgets.form_answers import NOTHING_READ, map_of
from blendnb.widgets.history import Resting
from blendnb.widgets.workspace import STEPS, Agreed, Option, Workspace

SCHEMA = "blendnb.workspace/1"
Saved = dict[str, Any]
Keep = Callable[[Any], Any]
"""Takes a part, a value of the domain or plain data, and returns what stands for it."""

_DECISIONS = TypeAdapter(tuple[Decision, ...])
_MEASURES = TypeAdapter(tuple[Measure, ...])


def plain(part: Any) -> Any:
    """Return a part as plain data: the part itself stands in the document."""
    return part if isinstance(part, dict) else part.model_dump(mode="json", by_alias=True)


def to_data(workspace: Workspace, keep: Keep = plain) -> Saved:
    """Return a workspace as plain JSON values.

    Parameters
    ----------
    workspace
        What to save.
    keep
        What stands for a part of it; by default the part itself.
    """
    return {
        "schema": SCHEMA,
        "active": workspace.active,
        "step": workspace.step,
        "options": [_option_data(option, keep) for option in workspace.options],
    }


def _option_data(option: Option, keep: Keep) -> Saved:
    agreed = option.agreed
    return {
        "name": option.name,
        "entries": keep(dict(option.entries)),
        "chosen": option.chosen,
        "by_hand": option.edited is not None,
        "plan": None if option.plan is None else _plan_data(option.plan, keep),
        "decisions": [keep(decision) for decision in agreed.decisions],
        "pilot": None if agreed.pilot is None else keep(agreed.pilot),
        "measures": None if agreed.measures is None else [keep(m) for m in agreed.measures],
        "priorities": dict(option.priorities),
        "results": list(option.results),
    }


def _plan_data(plan: Plan, keep: Keep) -> Saved:
    head = plan.model_dump(mode="json", by_alias=True, exclude={"touchpoints", "brief"})
    head["brief"] = plan.brief.to_data()
    return {"head": keep(head), "touchpoints": [keep(t) for t in plan.touchpoints]}


# ------------------------------------------------------------------------------------ opening


def from_data(data: Saved, deriver: Deriver, fetch: Keep = lambda part: part) -> Workspace:
    """Return a workspace as it was saved, with everything worked out again.

    Parameters
    ----------
    data
        What `to_data` gave.
    deriver
        Works out what follows.
    fetch
        Returns the part that something stands for, as plain data.

    Raises
    ------
    InputError
        If it was written by a newer version, or cannot be read.
    """
    if data.get("schema") != SCHEMA:
        raise refuse("journal", "was written by a newer blendnb", hint="update blendnb")
    options = tuple(_option(option, deriver, fetch) for option in data["options"])
    step = data["step"] if data["step"] in STEPS else STEPS[0]
    return Workspace(options, min(data["active"], len(options) - 1), step)


def _option(data: Saved, deriver: Deriver, fetch: Keep) -> Option:
    plan = None if data["plan"] is None else _plan(data["plan"], fetch)
    option = Option(
        name=data["name"],
        entries=_entries(data, fetch),
        chosen=data["chosen"],
        edited=plan if data["by_hand"] else None,
        agreed=_agreed(data, fetch),
        priorities=data.get("priorities", {}),
        results=tuple(data["results"]),
    )
    return deriver.revived(option, plan)


def _plan(data: Saved, fetch: Keep) -> Plan:
    touchpoints = [fetch(part) for part in data["touchpoints"]]
    return plan_from_data({**fetch(data["head"]), "touchpoints": touchpoints}, "journal")


def _agreed(data: Saved, fetch: Keep) -> Agreed:
    measures = data["measures"]
    return Agreed(
        _DECISIONS.validate_python([fetch(part) for part in data["decisions"]], strict=False),
        None if data["pilot"] is None else Pilot.model_validate(fetch(data["pilot"])),
        None
        if measures is None
        else _MEASURES.validate_python([fetch(part) for part in measures], strict=False),
    )


def _entries(data: Saved, fetch: Keep) -> Saved:
    """Return what stands in the form; marks that an older session kept beside it join it."""
    entries: Saved = fetch(data["entries"])
    beside = fetch(data["map"])["purposes"] if "map" in data else {}
    topics = [row["name"] if isinstance(row, dict) else row for row in entries.get("topics", ())]
    marks = map_of({topic: beside[topic] for topic in topics if topic in beside})
    return entries if marks is None or "map" in entries else {**entries, "map": marks}


# ------------------------------------------------------------------------------------ resting


def resting(workspace: Workspace, deriver: Deriver) -> Resting[Workspace]:
    """Return a workspace without what follows from it, which can be worked out again."""
    parts = [(_stripped(option), option.plan) for option in workspace.options]

    def wake() -> Workspace:
        options = tuple(deriver.revived(option, plan) for option, plan in parts)
        return replace(bare, options=options)

    bare = replace(workspace, options=())
    return Resting(wake)


def _stripped(option: Option) -> Option:
    return replace(option, design=None, reading=NOTHING_READ, failure="")
