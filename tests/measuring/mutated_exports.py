"""Exports that are mutated as the world does it, each with the figures that are in it.

One pilot of known people is written as a long table, as a wide one, or as a list of who was there.
Then columns are shuffled, renamed and added, the text is encoded otherwise, lines come above it,
it is cut, or two are put together. What is true of the mutated file is worked out beside it, from
the people alone, so that no code of the reader judges itself.
"""

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from random import Random

TITLES = {"module": "The module", "session": "The session"}
WORDS = {
    "done": ("Completed", "Passed", "completed", "Abgeschlossen", "Terminé", "Fullført", "100 %"),
    "open": ("In progress", "Started", "In Bearbeitung", "En cours", "Incomplete"),
    "untouched": ("Not started", "Enrolled", "Nicht begonnen", "No iniciado", "-", ""),
}
HEADINGS = {
    "learner": ("User ID", "Learner", "Employee ID", "Username", "Benutzer", "user_id", "Usuario"),
    "touchpoint": ("Course name", "Activity", "Course", "Module", "Kurs", "Course title"),
    "status": ("Status", "Completion status", "Lernstatus", "Statut", "Estado"),
    "finished": ("Completion date", "Completed on", "Date completed", "Finished"),
    "minutes": ("Time spent (min)", "Minutes", "Duration"),
}
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%d %H:%M", "%d %B %Y", "%Y/%m/%d", "%b %d, %Y")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")
OTHERS = ("Department", "Manager", "Site", "Grade", "Comment", "Region")


@dataclass
class Mutated:
    """A file, and what is true of it."""

    name: str
    content: bytes
    done: dict[str, set[str]]
    """Who finished each touchpoint."""
    people: set[str]
    """Everybody who stands in the file."""
    lost: int = 0
    """Rows whose meaning the mutation may have taken away: figures may miss so many people."""
    how: list[str] = field(default_factory=list)
    """What was done to it, for the message of a failure."""


def mutated(seed: int, form: str) -> Mutated:
    """Return an export of a form (`long`, `wide`, `list`), mutated by chance."""
    chance = Random(seed)
    people = [f"{chance.choice('ABE')}{chance.randrange(10**4):04}x{n}" for n in range(14)]
    people = people[: chance.randint(8, 14)]
    state = {
        (who, id_): chance.choice(("done", "done", "open", "untouched"))
        for who in people
        for id_ in TITLES
    }
    table = {"long": _long, "wide": _wide, "list": _list}[form](chance, people, state)
    return _written(chance, form, table, state)


Row = list[str]
_About = tuple[str, tuple[str, ...], Row]


@dataclass
class _Table:
    head: Row
    rows: list[_About]
    """Who each row is about, which touchpoints it speaks of, and its cells."""
    title: str = ""
    how: list[str] = field(default_factory=list)


def _day(chance: Random, form: str) -> str:
    return (date(2027, 1, 4) + timedelta(days=chance.randrange(30))).strftime(form)


def _long(chance: Random, people: list[str], state: dict[tuple[str, str], str]) -> _Table:
    form, how = chance.choice(DAYS), []
    names = {name: chance.choice(listed) for name, listed in HEADINGS.items()}
    words = {kind: chance.choice(listed) for kind, listed in WORDS.items()}
    columns = ["learner", "touchpoint", "status", "finished", "minutes"]
    if chance.random() < 0.25:
        columns.remove(gone := chance.choice(["status", "finished", "minutes"]))
        how.append(f"without {gone}")
    rows = []
    for who in people:
        for id_, title in TITLES.items():
            kind = state[who, id_]
            cells = {
                "learner": who,
                "touchpoint": title,
                "status": words[kind],
                "finished": _day(chance, form) if kind == "done" else chance.choice(["", "-"]),
                "minutes": str(chance.randint(5, 50)) if kind == "done" else "",
            }
            rows.append((who, (id_,), [cells[name] for name in columns]))
    return _Table([names[name] for name in columns], rows, how=[*how, form, *words.values()])


def _wide(chance: Random, people: list[str], state: dict[tuple[str, str], str]) -> _Table:
    words = {kind: chance.choice(listed) for kind, listed in WORDS.items()}
    head = [chance.choice(HEADINGS["learner"]), *TITLES.values()]
    rows = [(w, tuple(TITLES), [w, *(words[state[w, id_]] for id_ in TITLES)]) for w in people]
    return _Table(head, rows, how=list(words.values()))


def _list(chance: Random, people: list[str], state: dict[tuple[str, str], str]) -> _Table:
    rows = []
    for who in people:
        if state[who, "session"] == "done":
            for _ in range(chance.choice((1, 1, 2))):
                begin = chance.randrange(50)
                times = [f"2027-01-11 09:{begin:02}:00", f"2027-01-11 10:{begin:02}:30"]
                rows.append((who, ("session",), [who, *times, str(chance.randint(10, 60))]))
        else:
            del state[who, "session"]
        state.pop((who, "module"), None)
    head = ["Name (Original Name)", "Join Time", "Leave Time", "Duration (Minutes)"]
    return _Table(head, rows, title="The session")


# ------------------------------------------------------------------------------------- mutations


def _written(
    chance: Random, form: str, table: _Table, state: dict[tuple[str, str], str]
) -> Mutated:
    how = table.how
    _add_columns(chance, table)
    rows = _changed_rows(chance, table.rows, how)
    lines = _lines(chance, form, table.head, rows, how)
    text = _text(chance, lines, how)
    if chance.random() < 0.3:
        text = "Completion report\r\nCreated by Admin\r\n\r\n" + text
        how.append("lines above")
    lost = int(chance.random() < 0.15)
    if lost:
        text = text.rstrip("\r\n")[: -chance.randint(1, 12)]
        how.append("cut within the last row")
    encoding = chance.choice(ENCODINGS)
    how.append(encoding)
    stands = [(who, id_) for who, ids, _ in rows for id_ in ids]
    done = {id_: {w for w, i in stands if i == id_ and state[w, i] == "done"} for id_ in TITLES}
    name = "The session.csv" if form == "list" else "export.csv"
    raw = text.encode(encoding, errors="replace")
    return Mutated(name, raw, done, {who for who, _ in stands}, lost, how)


def _add_columns(chance: Random, table: _Table) -> None:
    """Columns that say nothing to us."""
    if chance.random() < 0.5:
        for other in chance.sample(OTHERS, chance.randint(1, 3)):
            table.head.append(other)
            for _, _, cells in table.rows:
                cells.append(chance.choice(["", "Nord", "7"]))


def _changed_rows(chance: Random, rows: list[_About], how: list[str]) -> list[_About]:
    if chance.random() < 0.4:
        chance.shuffle(rows)
    if chance.random() < 0.2:
        rows = rows[: max(6, len(rows) - chance.randint(1, 6))]
        how.append("rows cut")
    if chance.random() < 0.2:
        rows = [*rows, *chance.sample(rows, min(3, len(rows)))]
        how.append("rows twice")
    return rows


def _lines(chance: Random, form: str, head: Row, rows: list[_About], how: list[str]) -> list[Row]:
    order = list(range(len(head)))
    if chance.random() < 0.6:
        chance.shuffle(order)
        how.append("columns shuffled")
    if chance.random() < 0.15 and form == "long":
        place = chance.randrange(min(5, len(head)))
        how.append(f"{head[place]} renamed")
        head[place] = chance.choice(["Zzz", "Feld 7", "x_1"])
    lines = [[cells[n] for n in order] for cells in (head, *(cells for _, _, cells in rows))]
    if chance.random() < 0.15 and form != "list":
        lines.insert(chance.randint(2, len(lines) - 1), list(lines[0]))
        how.append("two files in one, the headings twice")
    if chance.random() < 0.2:
        how.append("a separator at the end of each line")
        return [[*line, ""] for line in lines]
    if chance.random() < 0.15:
        how.append("blank last cells left out")
        return [lines[0], *map(_shortened, lines[1:])]
    return lines


def _shortened(line: Row) -> Row:
    while len(line) > 1 and not line[-1]:
        line = line[:-1]
    return line


def _text(chance: Random, lines: list[Row], how: list[str]) -> str:
    mark, end = chance.choice(",;\t|"), chance.choice(["\n", "\r\n", "\r"])
    quoting = chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=mark, lineterminator=end, quoting=quoting).writerows(lines)
    how.append(f"separator {mark!r}, line end {end!r}")
    return stream.getvalue()
