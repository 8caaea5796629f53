"""How sure the figures of a pilot are because of its data, and what one more column would answer.

Intervals say how far chance may be off. This says what no interval does: how many rows could not be
used, who is not in the data at all, and what no column of them tells.
"""

from collections.abc import Callable, Iterator, Sequence

from blendnb.domain.pilot_results import FileRead, PilotResults
from blendnb.language import number, percent, say
from blendnb.reporting.report import Block, Report, Table, folded, report, table

MOST_TEXTS = 20
"""Texts that were not understood and are shown, the most frequent first."""


def sureness_section(results: PilotResults) -> Report:
    """Return what each kind of figure rests on, with what one more column would answer."""
    heads = [say(f"pilot.sure.{key}") for key in ("about", "rests", "more")]
    rows = sure_rows(results)
    return report(
        "sure", say("pilot.sure.heading"), table(heads, rows), name=say("pilot.sure.name")
    )


def sure_rows(results: PilotResults) -> list[tuple[str, str, str]]:
    """Return a row for each kind of figure: what it is, what it rests on, what is missing."""
    rows = [row for each in _KINDS for row in each(results)]
    nothing = say("page.nothing")
    return [(say(f"pilot.sure.{kind}"), rests, more or nothing) for kind, rests, more in rows]


_Row = tuple[str, str, str]


def _rows_used(results: PilotResults) -> Iterator[_Row]:
    rows = sum(file.rows for file in results.files if file.kind != "sheet")
    if not rows:
        return
    used = rows - sum(file.set_aside for file in results.files)
    unread = sum(count for file in results.files for _, _, count in file.unread)
    rests = say("pilot.sure.rows_used", share=percent(used / rows), used=used, rows=rows)
    yield "rows", rests, say("pilot.sure.more_words", count=unread) if unread else ""


def _people(results: PilotResults) -> Iterator[_Row]:
    if results.taking is None:
        return
    if results.taking.from_roster:
        yield "people", say("pilot.sure.roster"), ""
    else:
        yield "people", say("pilot.sure.no_roster"), say("pilot.sure.more_roster")


def _finished(results: PilotResults) -> Iterator[_Row]:
    of = len(results.uses)
    if not of:
        return
    known = sum(use.completed.known for use in results.uses)
    more = "" if known == of else say("pilot.sure.more_finish")
    yield "finished", say("pilot.sure.parts", count=known, of=of), more


def _minutes(results: PilotResults) -> Iterator[_Row]:
    of = len(results.uses)
    timed = sum(use.minutes is not None for use in results.uses)
    if of:
        more = "" if timed == of else say("pilot.sure.more_minutes")
        yield "minutes", say("pilot.sure.parts", count=timed, of=of), more


def _changes(results: PilotResults) -> Iterator[_Row]:
    if not results.changes:
        return
    paired = all(change.paired for change in results.changes)
    more = "" if paired else say("pilot.sure.more_id")
    yield "changes", say(f"pilot.sure.{'paired' if paired else 'unpaired'}"), more


def _metrics(results: PilotResults) -> Iterator[_Row]:
    if not results.metrics:
        return
    compared = all(metric.effect is not None for metric in results.metrics)
    more = "" if compared else say("pilot.sure.more_group")
    yield "metrics", say(f"pilot.sure.{'compared' if compared else 'alone'}"), more


_KINDS: tuple[Callable[[PilotResults], Iterator[_Row]], ...] = (
    _rows_used, _people, _finished, _minutes, _changes, _metrics,
)  # fmt: skip


# ---------------------------------------------------------------------------------- headings


def headings_block(files: Sequence[FileRead]) -> Block | None:
    """Return which heading was taken for what, what was not used, and what was not understood."""
    return folded(say("pilot.headings"), _taken(files), _not_understood(files))


def _taken(files: Sequence[FileRead]) -> Table:
    heads = [say(f"pilot.{key}") for key in ("file", "taken_for", "not_used")]
    nothing = say("page.nothing")
    rows = (
        (
            file.file,
            "; ".join(say("pilot.taken", heading=h, column=name) for h, name in file.columns),
            "; ".join(file.unused) or nothing,
        )
        for file in files
        if file.columns or file.unused
    )
    return table(heads, rows)


def _not_understood(files: Sequence[FileRead]) -> Table:
    heads = [say(f"pilot.{key}") for key in ("file", "heading_of", "text_of", "how_often")]
    texts = sorted(
        ((file.file, *each) for file in files for each in file.unread), key=lambda row: -row[3]
    )
    shown = ((file, column, text, number(n)) for file, column, text, n in texts[:MOST_TEXTS])
    return table(heads, shown)
