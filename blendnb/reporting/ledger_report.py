"""The ledger of content in words: what there is to learn, what of it has a place, what is left out.

One report, shown wherever a plan is: nothing that was stated vanishes without a word. Short because
`blendnb.designing.ledger` works it out.
"""

from collections.abc import Iterator

from blendnb.designing.ledger import Ledger, ledger
from blendnb.domain.plan import LedgerLine, Plan
from blendnb.language import count, listed, number, quoted, say
from blendnb.reporting.report import Column, Paragraph, Report, Table, Value, report, table

_MINUTES_IN_HOUR = 60
_HOURS_FROM = 120
"""Minutes from which time is said in hours."""


def ledger_report(plan: Plan) -> Report | None:
    """Return minutes of content stated, placed and left out; None where no topic is named."""
    account = ledger(plan)
    if not account.lines:
        return None
    return report(
        "ledger",
        _heading(account),
        _table(account),
        Paragraph(_without_place(account), "strong"),
        Paragraph(" ".join(_notes(account)), "note"),
        name=say("ledger.label"),
    )


def time_text(minutes: float) -> str:
    """Return minutes in words: in hours where there are many.

    >>> time_text(45), time_text(150)
    ('45 minutes', '2.5 hours')
    """
    if minutes < _HOURS_FROM:
        return count("minutes", minutes)
    return count("hours", round(minutes / _MINUTES_IN_HOUR, 1))


def _heading(account: Ledger) -> str:
    placed = time_text(account.placed)
    if account.stated is None:
        return say("ledger.heading_unstated", placed=placed)
    stated = time_text(account.stated)
    if not account.kept:
        return say("ledger.heading_counted", placed=placed, stated=stated)
    if not account.left_out:
        return say("ledger.heading_all", stated=stated)
    left = time_text(account.left_out)
    return say("ledger.heading_part", placed=placed, stated=stated, left=left)


def _table(account: Ledger) -> Table:
    head = (
        Column(say("ledger.topic"), width=40),
        *(Column(say(f"ledger.{key}"), "number") for key in ("stated", "placed", "left_out")),
    )
    return table(head, _rows(account), kind="ledger")


def _rows(account: Ledger) -> Iterator[tuple[Value, ...]]:
    for line in account.lines:
        yield line.topic, line.stated, line.placed, _left_out(account, line)
    if len(account.lines) > 1:
        left = account.left_out if account.kept else None
        yield say("ledger.all"), account.stated, account.placed, left


def _left_out(account: Ledger, line: LedgerLine) -> Value:
    """Minutes left out; nothing where a plan has only the minutes of its touchpoints counted."""
    return line.left_out if account.kept else None


def _without_place(account: Ledger) -> str:
    """The topics that nothing teaches, by name; what is left out in part stands in the table."""
    topics = [quoted(line.topic) for line in account.lines if not line.placed]
    return say("ledger.without", count=len(topics), topics=listed(topics)) if topics else ""


def _notes(account: Ledger) -> Iterator[str]:
    yield say("ledger.note" if account.kept else "ledger.note_counted")
    if account.stated is None:
        yield say("ledger.ask")
    elif account.left_out:
        share = number(100 * account.placed / (account.placed + account.left_out), 0)
        yield say("ledger.note_left_out", percent=share)
