"""What stands around the core of a session: opening, breaks, buffer, closing, the producer's part.

Its words are those of every session of a kind; a facilitator makes them the client's.
"""

from blendnb.designing.session_plan.session_core import topics_text
from blendnb.designing.session_plan.session_needs import SessionNeeds
from blendnb.domain.plan import AgendaStep, RoundPart
from blendnb.domain.vocabulary import AgendaPart
from blendnb.language import say

_LONGEST_SAID = 300


def opening(needs: SessionNeeds, minutes: int) -> AgendaStep:
    """Return the opening: the aim, and a first act within three minutes."""
    kind = _opening_kind(needs)
    method = "plenary" if kind in ("virtual", "launch") else "pairs"
    return _framing(
        "opening", kind, minutes,
        method=method, leads="facilitator",
        say=_aim(needs), topic=topics_text(needs.topics), check=needs.checked or "",
    )  # fmt: skip


def _opening_kind(needs: SessionNeeds) -> str:
    if needs.purpose in ("launch", "close"):
        return needs.purpose
    if needs.checked:
        return "checked"
    return needs.delivery


def _aim(needs: SessionNeeds) -> str:
    if needs.objectives:
        return say("session_plan.opening.aim", objective=needs.objectives[0][:_LONGEST_SAID])
    return say("session_plan.opening.aim_topic", topic=topics_text(needs.topics))


_DATE_MINUTES = ((15, 4), (10, 2), (0, 1))
"""Minutes of a closing from which its last part, the date, takes so many."""


def closing(needs: SessionNeeds, minutes: int) -> AgendaStep:
    """Return the closing: an if-then plan, told to a partner, with a date."""
    parts = ("plan", "partner", "date_manager" if needs.with_manager else "date")
    lengths = _closing_lengths(minutes)
    return _framing(
        "closing", "usual", minutes,
        method="pairs" if needs.people > 1 else "individual", leads="learners",
        say=say("session_plan.closing.say"),
        within=tuple(
            RoundPart(do=say(f"session_plan.closing.{part}"), minutes=float(length))
            for part, length in zip(parts, lengths, strict=True)
        ),
    )  # fmt: skip


def _closing_lengths(minutes: int) -> tuple[int, int, int]:
    """Split a closing: the date takes little, the plan as much as the partner, or a minute more."""
    last = next(length for least, length in _DATE_MINUTES if minutes >= least)
    rest = max(minutes - last, 2)
    return -(-rest // 2), rest // 2, last


def buffer(minutes: int) -> AgendaStep:
    """Return the buffer: time in hand, and questions where nobody needs it."""
    return _framing("buffer", "usual", minutes, leads="facilitator")


def pause(minutes: int, next_step: AgendaStep | None, *, act_follows: bool) -> AgendaStep:
    """Return a break; the block behind it begins with something to do."""
    key = "act" if act_follows else "no_act"
    said = say(f"session_plan.break.say_{key}", do=next_step.do if next_step else "")
    return _framing("break", "usual", minutes, say=said)


def _framing(part: AgendaPart, kind: str, minutes: int, **values: object) -> AgendaStep:
    gaps = {name: values.pop(name) for name in ("topic", "check") if name in values}
    fields: dict[str, object] = {
        "minutes": float(minutes),
        "part": part,
        "do": say(f"session_plan.{part}.{kind}", **gaps),
        "material": _texts(f"session_plan.material.{part}_{kind}"),
        **values,
    }
    return AgendaStep.model_validate({k: v for k, v in fields.items() if v is not None})


_MATERIAL = {
    "session_plan.material.opening_virtual": "poll",
    "session_plan.material.opening_in_person": "cards",
    "session_plan.material.opening_checked": "answers",
    "session_plan.material.opening_close": "cards",
    "session_plan.material.closing_usual": "plan_card",
}


def _texts(key: str) -> str | None:
    name = _MATERIAL.get(key)
    return say(f"session_plan.material.{name}") if name else None


# ---------------------------------------------------------------------------- the producer

_TOGETHER = frozenset({"pairs", "trios", "groups"})


def with_producer(steps: tuple[AgendaStep, ...]) -> tuple[AgendaStep, ...]:
    """Return steps with what a producer does in each; what somebody wrote stays."""
    before = (None, *steps)
    return tuple(
        step if step.producer else step.replace(producer=_producing(step, last))
        for step, last in zip(steps, before, strict=False)
    )


def _producing(step: AgendaStep, last: AgendaStep | None) -> str | None:
    kind = _producer_kind(step, last)
    return say(f"session_plan.producer.{kind}") if kind else None


def _producer_kind(step: AgendaStep, last: AgendaStep | None) -> str | None:
    if step.part in ("opening", "break", "buffer", "closing"):
        return step.part
    if step.method in _TOGETHER:
        return "rooms_stay" if last and last.method == step.method else "rooms"
    if step.method == "individual":
        return "alone"
    return "harvest" if last and last.method in _TOGETHER else "chat"


def preparation() -> tuple[str, ...]:
    """Return what a producer has ready twenty minutes before."""
    return tuple(say(f"session_plan.producer.{each}") for each in ("before", "second_line"))
