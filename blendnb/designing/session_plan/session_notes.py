"""What to know before one leads a session: what does not fit, and what to watch for."""

from collections.abc import Iterator, Sequence

from blendnb.designing.session_plan.session_needs import SessionNeeds
from blendnb.designing.session_plan.small_groups import TRIO, sitting
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import AgendaStep
from blendnb.language import listed, number, say

_MEAL_FROM = 300
"""Minutes from which a session goes over a meal."""


def watch_notes(
    steps: Sequence[AgendaStep], needs: SessionNeeds, catalogue: Catalogue
) -> Iterator[str]:
    """Yield what to watch for in a session that is worked out.

    Parameters
    ----------
    steps
        All of them, with their minutes.
    needs
        The facts of the session.
    catalogue
        Its thresholds `session_*` and the size of a class.
    """
    yield from _of_people(steps, needs, catalogue)
    yield from _of_rounds(steps, needs)
    yield from _of_listening(steps, needs, catalogue)
    yield from _of_blocks(steps, needs, catalogue)


def _of_people(
    steps: Sequence[AgendaStep], needs: SessionNeeds, catalogue: Catalogue
) -> Iterator[str]:
    most = catalogue.threshold(f"group_max_{needs.delivery}")
    if needs.people > most:
        yield say("session_plan.note.class", people=needs.people, most=number(most))
    each = int(catalogue.threshold("session_trios_a_facilitator"))
    trios = sitting("trios", needs.people, 1)
    if trios and trios.count > each and any(step.method == "trios" for step in steps):
        helpers = -(-trios.count // each) - 1
        yield say("session_plan.note.trios", count=helpers, trios=trios.count, each=each)


def _of_rounds(steps: Sequence[AgendaStep], needs: SessionNeeds) -> Iterator[str]:
    """Where a four sits among threes, it goes through four rounds in the same time."""
    trios = sitting("trios", needs.people, 1)
    if trios is None or all(size == TRIO for size, _ in trios.sizes):
        return
    sizes = {size for size, _ in trios.sizes}
    for start, step in _with_starts(steps):
        if step.method == "trios" and step.rounds == TRIO:
            for size, count in ((4, "four"), (2, "pair")):
                if size in sizes:
                    each = int(step.minutes // size)
                    yield say(f"session_plan.note.{count}", start=number(start), each=each)
            return


def _with_starts(steps: Sequence[AgendaStep]) -> Iterator[tuple[float, AgendaStep]]:
    start = 0.0
    for step in steps:
        yield start, step
        start += step.minutes


def _of_listening(
    steps: Sequence[AgendaStep], needs: SessionNeeds, catalogue: Catalogue
) -> Iterator[str]:
    virtual = needs.delivery == "virtual"
    stretch = catalogue.threshold(
        "live_virtual_interaction_max" if virtual else "session_stretch_in_person"
    )
    led = [(start, step) for start, step in _with_starts(steps) if _led_to_all(step)]
    long = [number(start) for start, step in led if step.minutes > stretch]
    if long:
        starts = listed(long)
        yield say("session_plan.note.stretch", minutes=number(stretch), starts=starts)
    change = catalogue.threshold(f"session_change_{needs.delivery}")
    for start, step in led:
        if step.minutes > change:
            yield say("session_plan.note.change", start=number(start), minutes=number(change))
    listened = sum(step.minutes for step in _inputs(steps))
    share = catalogue.threshold("session_input_share") / 100
    most = min(catalogue.threshold("live_inform_max"), needs.minutes * share)
    if listened > most:
        yield say("session_plan.note.input", minutes=number(listened), most=number(most))


def _led_to_all(step: AgendaStep) -> bool:
    return step.part == "core" and step.method == "plenary" and step.leads == "facilitator"


def _inputs(steps: Sequence[AgendaStep]) -> Iterator[AgendaStep]:
    """Yield what people listen to before they have done anything with it."""
    for step in steps:
        if step.part == "core" and not _led_to_all(step):
            return
        if _led_to_all(step):
            yield step


def _of_blocks(
    steps: Sequence[AgendaStep], needs: SessionNeeds, catalogue: Catalogue
) -> Iterator[str]:
    longest, block = 0.0, 0.0
    for step in steps:
        block = 0.0 if step.part == "break" else block + step.minutes
        longest = max(longest, block)
    most = catalogue.threshold("session_block_max")
    if longest > max(most, catalogue.threshold(f"session_break_{needs.delivery}_from")):
        yield say("session_plan.note.block", minutes=number(longest), most=number(most))
    if needs.minutes >= _MEAL_FROM:
        yield say("session_plan.note.meal")
