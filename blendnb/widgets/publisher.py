"""The publisher: sends the browser those parts of the state that changed.

Each key names what it is made from and how. While what it is made from is the same, it is not made
again; when it comes out as it was, it is not sent again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import is_
from typing import Any

from pydantic_core import to_jsonable_python

from blendnb.domain.vocabulary import MAP_STAGES
from blendnb.widgets.command_context import CommandContext, Message
from blendnb.widgets.commands.plan_commands import findings_of
from blendnb.widgets.errors import sentence
from blendnb.widgets.form_answers import Entries, answers_of, form_of, marks_of
from blendnb.widgets.view_models import board_guide_of, board_of, guide_of, result_of
from blendnb.widgets.view_models.guide_view import agenda, steps_of
from blendnb.widgets.view_models.levers_view import levers_of
from blendnb.widgets.view_models.offer_view import offer_view
from blendnb.widgets.view_models.options_view import (
    comparison_of,
    cost_of,
    options_of,
    pilot_of,
    pilot_size_of,
    size_view,
)
from blendnb.widgets.view_models.priorities_view import priorities_of
from blendnb.widgets.view_models.session_view import session_of

_Made = Callable[[CommandContext], Any]


@dataclass(frozen=True, slots=True)
class _Key:
    made: _Made
    of: Callable[[CommandContext], tuple[Any, ...]] = lambda context: (context.now.option,)
    """What it is made from; the same values mean that it needs no making."""
    late: bool = False
    """Data after the charts, because making it takes long."""
    parts: bool = False
    """Data part by part: a large value of which little changes at a time."""


def _map(entries: Entries) -> dict[str, Any]:
    return {"stages": list(MAP_STAGES), "purposes": marks_of(entries)}


def _board(context: CommandContext) -> dict[str, Any] | None:
    plan = context.now.option.plan
    return None if plan is None else board_of(plan, context.catalogue)


def _exported(context: CommandContext) -> dict[str, Any] | None:
    if not context.written:
        return None
    path = context.written[-1]
    stale = context.exported != context.now.option.plan
    return {"name": path.name, "folder": str(path.parent), "stale": stale}


def _working(context: CommandContext) -> dict[str, Any] | None:
    job = context.job
    return None if job is None else {"text": job.text, "share": job.share}


def _replaced(context: CommandContext) -> str:
    plan, said = context.replaced
    return said if plan is context.now.option.plan else ""


def _always(_: CommandContext) -> tuple[Any, ...]:
    """Of what is as quick to make as to compare."""
    return (object(),)


def _same(old: tuple[Any, ...] | None, new: tuple[Any, ...]) -> bool:
    """Whether the values are the very same: comparing plans would take as long as telling them."""
    return old is not None and len(old) == len(new) and all(map(is_, old, new))


KEYS: dict[str, _Key] = {
    "form": _Key(lambda b: form_of(b.catalogue.variables), lambda b: (b.catalogue,)),
    "guide": _Key(lambda b: guide_of(b.catalogue), lambda b: (b.catalogue,)),
    "answers_shown": _Key(
        lambda b: answers_of(b.catalogue.variables, b.now.entries, b.now.reading)
    ),
    "can_undo": _Key(lambda b: b.history.can_undo, _always),
    "can_redo": _Key(lambda b: b.history.can_redo, _always),
    "current": _Key(lambda b: b.now.current),
    "result": _Key(lambda b: result_of(b.now, b.catalogue)),
    "board_guide": _Key(lambda b: board_guide_of(b.catalogue), lambda b: (b.catalogue,)),
    "board": _Key(_board, lambda b: (b.now.option.plan,), parts=True),
    "session": _Key(
        lambda b: session_of(b.now.option.plan, b.session, b.catalogue),
        lambda b: (b.now.option.plan, b.session),
    ),
    "by_hand": _Key(lambda b: b.now.option.edited is not None),
    "findings": _Key(
        lambda b: findings_of(b.now.design) if b.now.design else [], lambda b: (b.now.design,)
    ),
    "exported": _Key(_exported, _always),
    "steps": _Key(lambda b: steps_of(b.now.option)),
    "step": _Key(lambda b: b.now.step, lambda b: (b.now,)),
    "agenda": _Key(lambda _: agenda(), lambda b: (b.catalogue,)),
    "options": _Key(lambda b: options_of(b.now, b.catalogue), lambda b: (b.now,)),
    "decisions": _Key(
        lambda b: [d.model_dump(mode="json") for d in b.now.option.agreed.decisions],
        lambda b: (b.now.option.agreed.decisions,),
    ),
    "map": _Key(lambda b: _map(b.now.entries), lambda b: (b.now.entries,)),
    "pilot": _Key(
        lambda b: pilot_of(b.now.option, b.proof.get(b.now.option.name)),
        lambda b: (b.now.option, b.proof.get(b.now.option.name)),
    ),
    "priorities": _Key(
        lambda b: priorities_of(b.now.option, b.catalogue) if b.now.step == "models" else None,
        lambda b: (b.now.option.design, b.now.option.priorities, b.now.step == "models"),
        late=True,
    ),
    "levers": _Key(
        lambda b: levers_of(b.now.option, b.catalogue) if b.now.step == "support" else None,
        lambda b: (b.now.option.plan, b.now.step == "support"),
        late=True,
    ),
    "offer": _Key(
        lambda b: offer_view(b.now.option, b.catalogue) if b.now.step == "models" else None,
        lambda b: (b.now.option.design, b.now.step == "models"),
        late=True,
    ),
    "pilot_size": _Key(
        lambda b: size_view(pilot_size_of(b.now.option)),
        lambda b: (pilot_size_of(b.now.option),),
        late=True,
    ),
    "cost": _Key(lambda b: cost_of(b.now.option.plan, b.catalogue), lambda b: (b.now.option.plan,)),
    "done": _Key(lambda b: b.done, _always),
    "working": _Key(_working, _always),
    "replaced": _Key(_replaced, _always),
    "saved": _Key(lambda b: b.history.status, _always),
    "resume": _Key(lambda b: b.history.offered, _always),
    "comparison": _Key(
        lambda b: comparison_of(b.now, b.catalogue),
        lambda b: tuple(each for o in b.now.options for each in (o.name, o.plan)),
        late=True,
    ),
}


class Publisher:
    """Remembers what views were sent, so that only what changed is sent again."""

    def __init__(self) -> None:
        self._sent: Message = {}
        self._made_of: dict[str, tuple[Any, ...]] = {}

    def forget(self) -> None:
        """Tell everything again: a new view listens."""
        self._sent, self._made_of = {}, {}

    def news(self, context: CommandContext, *, late: bool = False) -> tuple[Message, str]:
        """Return the keys that differ from what was sent before, and a sentence if one failed."""
        changed: Message = {}
        notice = ""
        for name, key in KEYS.items():
            if key.late == late:
                try:
                    changed |= self._one(name, key, context)
                except Exception as error:  # noqa: BLE001 -- the others are sent without it
                    notice = sentence(error)
        return changed, notice

    def _one(self, name: str, key: _Key, context: CommandContext) -> Message:
        of = key.of(context)
        if name in self._sent and _same(self._made_of.get(name), of):
            return {}
        value = to_jsonable_python(key.made(context))
        self._made_of[name] = of
        # What is sent late was nothing before it was sent.
        if (name in self._sent or key.late) and self._sent.get(name) == value:
            self._sent[name] = value
            return {}
        before, self._sent[name] = self._sent.get(name), value
        if key.parts and before and value:
            return {name: {part: v for part, v in value.items() if before.get(part) != v}}
        return {name: value}
