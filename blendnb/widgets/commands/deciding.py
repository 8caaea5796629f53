"""Deciding: notes and decisions on anything, with who, when and why; they travel in the plan."""

from typing import Any

from blendnb.domain.plan import Decision
from blendnb.widgets.bench import Bench, Command, Handler
from blendnb.widgets.trouble import Cannot


def _decide(bench: Bench, command: Command) -> None:
    """`{"decide": {about, text, who, why}}`: put a decision on record.

    `about` is the id of a touchpoint, or any words.
    """
    told = command["decide"]
    text = str(told.get("text") or "").strip()
    if not text:
        raise Cannot("A decision needs a sentence that says what was decided.")
    before = bench.now.option.agreed.decisions
    taken = {decision.id for decision in before}
    id_ = next(i for n in range(1, len(taken) + 2) if (i := f"decision-{n}") not in taken)
    decision = Decision(
        id=id_,
        text=_about(bench, told, text),
        why=str(told.get("why") or "").strip(),
        who=str(told.get("who") or "").strip() or None,
        when=bench.today(),
        about=_touchpoints(bench, told),
    )
    bench.put(bench.desk.agreed(bench.now, decisions=(*before, decision)))


def _touchpoints(bench: Bench, told: Any) -> tuple[str, ...]:
    plan = bench.now.option.plan
    about = told.get("about")
    return (about,) if plan is not None and about in plan.by_id else ()


def _about(bench: Bench, told: Any, text: str) -> str:
    """Say what a decision is about in its text, where that is no touchpoint."""
    about = str(told.get("about") or "").strip()
    return text if not about or _touchpoints(bench, told) else f"{about}: {text}"


def _undecide(bench: Bench, command: Command) -> None:
    """`{"undecide": n}`: take a decision off the record."""
    before, place = bench.now.option.agreed.decisions, command["undecide"]
    if not isinstance(place, int) or not 0 <= place < len(before):
        raise Cannot(f"There is no decision number {place!r}.")
    left = before[:place] + before[place + 1 :]
    bench.put(bench.desk.agreed(bench.now, decisions=left))


DECIDING: dict[str, Handler] = {"decide": _decide, "undecide": _undecide}
