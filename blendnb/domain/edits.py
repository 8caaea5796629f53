"""Edits are commands: a plan and an edit give a new plan, so undo is a list of values.

The audit's findings carry the edit that would put them right; the studio sends edits instead of
mirroring values; accepted simplifications are edits too.
"""

from typing import Annotated, Any, Literal, Union

from pydantic import Field

from blendnb.domain.base import Many, Value
from blendnb.domain.plan import Day, Identifier, Plan, Span, Touchpoint


class Add(Value):
    """Add touchpoints."""

    kind: Literal["add"] = "add"
    touchpoints: Annotated[Many[Touchpoint], Field(min_length=1)]


class Remove(Value):
    """Remove touchpoints; what depended on them no longer does."""

    kind: Literal["remove"] = "remove"
    ids: Annotated[Many[Identifier], Field(min_length=1)]


class Move(Value):
    """Move a touchpoint to another first day; its repeats move with it."""

    kind: Literal["move"] = "move"
    id: Identifier
    start_day: Day


class Resize(Value):
    """Change the length of a touchpoint's span; None keeps it open."""

    kind: Literal["resize"] = "resize"
    id: Identifier
    days: Span | None


class Change(Value):
    """Change any fields of one touchpoint."""

    kind: Literal["change"] = "change"
    id: Identifier
    values: dict[str, Any]


class Batch(Value):
    """Several edits as one step, applied in order."""

    kind: Literal["batch"] = "batch"
    edits: Annotated[Many["Edit"], Field(min_length=1)]


Edit = Annotated[
    Union[Add, Remove, Move, Resize, Change, Batch], Field(discriminator="kind")  # noqa: UP007
]
Batch.model_rebuild()


def apply_edit(plan: Plan, edit: Edit) -> Plan:
    """Return the plan with the edit applied.

    Raises
    ------
    KeyError
        If the edit names a touchpoint that the plan does not have.
    pydantic.ValidationError
        If the result would not be a plan (a wrong value, an id taken twice).
    """
    match edit:
        case Add():
            return plan.replace(touchpoints=(*plan.touchpoints, *edit.touchpoints))
        case Remove():
            return _without(plan, set(edit.ids))
        case Move():
            return _changed(plan, edit.id, {"start_day": edit.start_day})
        case Resize():
            return _changed(plan, edit.id, {"days": edit.days})
        case Change():
            written = {"origin": "edited"} if "why" in edit.values else {}
            return _changed(plan, edit.id, {**written, **edit.values})
        case Batch():
            for step in edit.edits:
                plan = apply_edit(plan, step)
            return plan


def _without(plan: Plan, ids: set[str]) -> Plan:
    _require(plan, ids)
    kept = (t for t in plan.touchpoints if t.id not in ids)
    return plan.replace(touchpoints=tuple(_forgetting(t, ids) for t in kept))


def _forgetting(touchpoint: Touchpoint, ids: set[str]) -> Touchpoint:
    if ids.isdisjoint(touchpoint.depends_on):
        return touchpoint
    left = tuple(i for i in touchpoint.depends_on if i not in ids)
    return touchpoint.replace(depends_on=left)


def _changed(plan: Plan, id_: str, values: dict[str, Any]) -> Plan:
    _require(plan, {id_})
    return plan.replace(
        touchpoints=tuple(t.replace(**values) if t.id == id_ else t for t in plan.touchpoints)
    )


def _require(plan: Plan, ids: set[str]) -> None:
    unknown = sorted(ids - set(plan.by_id))
    if unknown:
        raise KeyError(f"the plan has no touchpoint {', '.join(map(repr, unknown))}")
