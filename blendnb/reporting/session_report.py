"""Session plans as reports: a table of blocks for each session, and what to know before.

Page, run sheet, wiki, workbook, terminal and notebook all show these; what a table has no word for
in any row, it does without.
"""

from collections.abc import Callable, Sequence
from math import floor

from blendnb.designing.key_figures import MINUTES_IN_HOUR
from blendnb.designing.session_plan import SessionBlock, SessionPlan, session_plan_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.language import count, exact, say
from blendnb.reporting.report import (
    Block,
    Bullets,
    Column,
    Kind,
    Paragraph,
    Part,
    Report,
    Table,
    Value,
    part,
    report,
    table,
)

_HOURS_IN_DAY = 24
TABLE = "session-plan"
"""How style sheets and tests name the table."""


# ----------------------------------------------------------------------------------- in words


def clock(minute: float, begins: str | None) -> str:
    """Return a minute of a session as the hour of the day; without one, counted from 0:00.

    Examples
    --------
    >>> clock(75, "09:30"), clock(75, None), clock(22.5, None), clock(90, "23:00")
    ('10:45', '1:15', '0:22.5', '00:30')
    """
    hour, first = (int(each) for each in begins.split(":")) if begins else (0, 0)
    hours, rest = divmod(first + minute, MINUTES_IN_HOUR)
    shown = int(hour + hours) % _HOURS_IN_DAY if begins else int(hours)
    whole, fraction = floor(rest), exact(rest % 1).lstrip("0") if rest % 1 else ""
    return f"{shown:02d}:{whole:02d}{fraction}" if begins else f"{shown}:{whole:02d}{fraction}"


def span_text(session: SessionPlan, block: SessionBlock) -> str:
    """Return from when to when a block lasts; nothing where it has no minutes of its own."""
    if block.start is None or block.end is None:
        return ""
    first, last = (clock(minute, session.begins) for minute in (block.start, block.end))
    return say("session_plan.span", first=first, last=last)


def rounds_text(block: SessionBlock) -> str:
    """Return how a block is gone through: "3 × 9: prepare 1, talk 4"; nothing where it is one."""
    parts = ", ".join(
        do if minutes is None else say("session_plan.part", do=do, minutes=minutes)
        for do, minutes in block.parts
    )
    if block.each_round is None:
        return parts
    key = "rounds_of" if parts else "rounds"
    return say(
        f"session_plan.{key}", rounds=block.step.rounds, minutes=block.each_round, parts=parts
    )


def step_text(block: SessionBlock) -> str:
    """Return what is done in a block, with its rounds."""
    inside = rounds_text(block)
    return f"{block.step.do} ({inside})" if inside else block.step.do


def method_text(block: SessionBlock) -> str:
    """Return in which company it is done, and who sits with whom."""
    method = _word("method", block.step.method)
    return f"{method} ({block.company})" if block.company else method


def leads_text(block: SessionBlock) -> str:
    """Return who leads a block."""
    return _word("leads", block.step.leads)


METHODS = ("individual", "pairs", "trios", "groups", "plenary")
LEADERS = ("facilitator", "producer", "learners", "manager", "mentor", "nobody")


def _word(kind: str, value: str | None) -> str:
    """Return the word for what we know by an id; what somebody wrote stays as it is."""
    known = METHODS if kind == "method" else LEADERS
    return say(f"session_plan.{kind}.{value}") if value in known else value or ""


def said_text(block: SessionBlock) -> str:
    """Return what is said and what is shown in a block."""
    step = block.step
    texts = (("said", step.say), ("shown", step.show))
    return " ".join(say(f"session_plan.{key}", text=text) for key, text in texts if text)


def about_text(session: SessionPlan) -> str:
    """Return how long a session is, how people meet, how many there are."""
    people = count("people", session.people)
    place = say(f"delivery.{session.delivery}") if session.delivery else ""
    key = "about_place" if place else "about"
    minutes = exact(session.minutes)
    return say(f"session_plan.{key}", minutes=minutes, place=place, people=people)


def name_text(session: SessionPlan) -> str:
    """Return how to read a session's table."""
    if not session.timed:
        return say("session_plan.name_untimed")
    origin = say(f"session_plan.from_{'clock' if session.begins else 'zero'}")
    name = say("session_plan.name", **{"from": origin, "minutes": exact(session.minutes)})
    return say("session_plan.name_by_hand", name=name) if session.by_hand else name


# ------------------------------------------------------------------------------------ reports

_Cell = Callable[[SessionPlan, SessionBlock], Value]
_COLUMNS: tuple[tuple[str, Kind, float, _Cell], ...] = (
    ("span", "text", 13, span_text),
    ("minutes", "number", 6, lambda _, block: block.step.minutes if block.timed else None),
    ("step", "text", 52, lambda _, block: step_text(block)),
    ("method", "text", 22, lambda _, block: method_text(block)),
    ("leads", "text", 13, lambda _, block: leads_text(block)),
    ("said", "text", 44, lambda _, block: said_text(block)),
    ("material", "text", 24, lambda _, block: block.step.material),
    ("producer", "text", 34, lambda _, block: block.step.producer),
)
"""Of each column its name, what it holds, its width in characters, and its cell."""
_ALWAYS = frozenset({"span", "minutes", "step", "method", "leads"})
"""Columns that are there even where all their cells are empty."""


def session_table(session: SessionPlan, heading: str = "") -> Table:
    """Return a session's blocks as a table.

    Parameters
    ----------
    session
        The session plan.
    heading
        Above the table, where several stand below each other.
    """
    filled = [
        (Column(say(f"session_plan.column_{key}"), kind, width), cells)
        for key, kind, width, cell in _COLUMNS
        if any(cells := [cell(session, block) for block in session.blocks]) or key in _ALWAYS
    ]
    rows = zip(*(cells for _, cells in filled), strict=True)
    return table([column for column, _ in filled], rows, heading=heading, kind=TABLE)


def session_blocks(session: SessionPlan) -> tuple[Block, ...]:
    """Return a session's table, with what to know and what to have ready before."""
    return (
        session_table(session),
        Bullets(session.notes, say("session_plan.notes")),
        Bullets(session.preparation, say("session_plan.preparation")),
    )


def session_report(session: SessionPlan) -> Report:
    """Return one session by the minute."""
    name = Paragraph(name_text(session), "note")
    return report(
        "session", session.title, name, *session_blocks(session), name=about_text(session)
    )


def sessions_report(sessions: Sequence[SessionPlan]) -> Report:
    """Return sessions by the minute, each under its title.

    Parameters
    ----------
    sessions
        In the order in which they are held.
    """
    parts: list[Part | None] = [
        part(
            session.title,
            Paragraph(name_text(session), "note"),
            *session_blocks(session),
            name=about_text(session),
        )
        for session in sessions
    ]
    number = len(parts)
    heading = say("session_plan.heading", count=number) if parts else say("session_plan.none")
    return report("session_plan", heading, *parts)


def session_plans(plan: Plan, catalogue: Catalogue) -> tuple[SessionPlan, ...]:
    """Return the session plan of everything live that has steps, in the order of first days.

    Parameters
    ----------
    plan
        The plan.
    catalogue
        Thresholds and formats.
    """
    live = sorted((t for t in plan.touchpoints if t.live), key=lambda t: t.start_day)
    plans = (session_plan_of(plan, touchpoint, catalogue) for touchpoint in live)
    return tuple(session for session in plans if session.blocks)
