"""Reporting: the state that views are told, key by key, and only what changed.

Each key names what it is made from and how. While what it is made from is the same, it is not made
again; when it comes out as it was, it is not sent again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import is_
from typing import Any

from pydantic_core import to_jsonable_python

from blendnb.widgets.bench import Bench, Message
from blendnb.widgets.commands.editing import findings_of
from blendnb.widgets.commands.mapping import STAGES
from blendnb.widgets.form import answers_of, form_of
from blendnb.widgets.reporting.choices import comparison_of, options_of
from blendnb.widgets.reporting.proof import pilot_of, pilot_size_of, size_told
from blendnb.widgets.reporting.spending import cost_of
from blendnb.widgets.reporting.stepper import agenda, steps_of
from blendnb.widgets.telling import board_guide_of, board_of, guide_of, result_of
from blendnb.widgets.trouble import sentence
from blendnb.widgets.workspace import JourneyMap

_Made = Callable[[Bench], Any]


@dataclass(frozen=True, slots=True)
class _Key:
    made: _Made
    of: Callable[[Bench], tuple[Any, ...]] = lambda bench: (bench.now.option,)
    """What it is made from; the same values mean that it needs no making."""
    late: bool = False
    """Told after the charts, because making it takes long."""
    parts: bool = False
    """Told part by part: a large value of which little changes at a time."""


def _map(told: JourneyMap) -> dict[str, Any]:
    return {"stages": list(STAGES), "purposes": told.purposes}


def _board(bench: Bench) -> dict[str, Any] | None:
    plan = bench.now.option.plan
    return None if plan is None else board_of(plan)


def _exported(bench: Bench) -> dict[str, Any] | None:
    if not bench.written:
        return None
    path = bench.written[-1]
    stale = bench.exported != bench.now.option.plan
    return {"name": path.name, "folder": str(path.parent), "stale": stale}


def _working(bench: Bench) -> dict[str, Any] | None:
    job = bench.job
    return None if job is None else {"text": job.text, "share": job.share}


def _replaced(bench: Bench) -> str:
    plan, said = bench.replaced
    return said if plan is bench.now.option.plan else ""


def _always(_: Bench) -> tuple[Any, ...]:
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
    "can_undo": _Key(lambda b: b.keeping.can_undo, _always),
    "can_redo": _Key(lambda b: b.keeping.can_redo, _always),
    "current": _Key(lambda b: b.now.current),
    "result": _Key(lambda b: result_of(b.now, b.catalogue)),
    "board_guide": _Key(lambda b: board_guide_of(b.catalogue), lambda b: (b.catalogue,)),
    "board": _Key(_board, lambda b: (b.now.option.plan,), parts=True),
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
    "map": _Key(lambda b: _map(b.now.option.map), lambda b: (b.now.option.map,)),
    "pilot": _Key(
        lambda b: pilot_of(b.now.option, b.proof.get(b.now.option.name)),
        lambda b: (b.now.option, b.proof.get(b.now.option.name)),
    ),
    "pilot_size": _Key(
        lambda b: size_told(pilot_size_of(b.now.option)),
        lambda b: (pilot_size_of(b.now.option),),
        late=True,
    ),
    "cost": _Key(lambda b: cost_of(b.now.option.plan, b.catalogue), lambda b: (b.now.option.plan,)),
    "done": _Key(lambda b: b.done, _always),
    "working": _Key(_working, _always),
    "replaced": _Key(_replaced, _always),
    "saved": _Key(lambda b: b.keeping.saved, _always),
    "resume": _Key(lambda b: b.keeping.offered, _always),
    "comparison": _Key(
        lambda b: comparison_of(b.now, b.catalogue),
        lambda b: tuple(each for o in b.now.options for each in (o.name, o.plan)),
        late=True,
    ),
}


class Reporter:
    """Remembers what views were told, so that only what changed is told again."""

    def __init__(self) -> None:
        self._told: Message = {}
        self._made_of: dict[str, tuple[Any, ...]] = {}

    def forget(self) -> None:
        """Tell everything again: a new view listens."""
        self._told, self._made_of = {}, {}

    def news(self, bench: Bench, *, late: bool = False) -> tuple[Message, str]:
        """Return the keys that differ from what was told before, and a sentence if one failed."""
        found: Message = {}
        notice = ""
        for name, key in KEYS.items():
            if key.late == late:
                try:
                    found |= self._one(name, key, bench)
                except Exception as error:  # noqa: BLE001 -- the others are told without it
                    notice = sentence(error)
        return found, notice

    def _one(self, name: str, key: _Key, bench: Bench) -> Message:
        of = key.of(bench)
        if name in self._told and _same(self._made_of.get(name), of):
            return {}
        value = to_jsonable_python(key.made(bench))
        self._made_of[name] = of
        # What is told late was nothing before it was told.
        if (name in self._told or key.late) and self._told.get(name) == value:
            self._told[name] = value
            return {}
        before, self._told[name] = self._told.get(name), value
        if key.parts and before and value:
            return {name: {part: v for part, v in value.items() if before.get(part) != v}}
        return {name: value}
