"""Plain data as an outline that people read: `outline(value)`, and of what changed in it.

A long row of numbers becomes its ends, a chart its texts with a count of its marks. Numbers are
rounded, so that another processor's last digit is no change.
"""

import json
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

MOST_NUMBERS = 8
DIGITS = 4
DRAWN = {"drawing", "data", "shape"}
"""What a chart for the browser has beside its texts."""
MOST_IN_ONE_LINE = 100


def outline(value: Any) -> str:
    """Return plain data, a key or an entry on each line."""
    return "\n".join(_lines(value)) + "\n"


def _lines(value: Any) -> Iterator[str]:
    if (short := _in_one(value)) is not None:
        yield short
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _entry(f"{key}:", inner)
    else:
        for inner in value:
            yield from _item(inner)


def _entry(name: str, value: Any) -> Iterator[str]:
    if (short := _in_one(value)) is not None:
        yield f"{name} {short}"
    else:
        yield name
        yield from textwrap.indent("\n".join(_lines(value)), "  ").splitlines()


def _item(value: Any) -> Iterator[str]:
    for number, line in enumerate(_lines(value)):
        yield f"{'  ' if number else '- '}{line}"


def _in_one(value: Any) -> str | None:
    """What fits on one line; None of what needs several."""
    if isinstance(value, float):
        return f"{round(value, DIGITS):g}" if abs(value) < 1 else f"{round(value, DIGITS)}"
    if not isinstance(value, dict | list | tuple):
        return value if _is_line(value) else json.dumps(value, ensure_ascii=False)
    if not value:
        return "[]" if isinstance(value, list | tuple) else "{}"
    if isinstance(value, list | tuple):
        return _row(value)
    return None


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and bool(value) and "\n" not in value


def _row(values: Any) -> str | None:
    """A list of plain values in one line, where it fits."""
    if all(isinstance(v, int | float) for v in values) and len(values) > MOST_NUMBERS:
        ends = f"{_in_one(values[0])} to {_in_one(values[-1])}"
        return f"[{len(values)} numbers, {ends}]"
    if any(isinstance(v, dict | list | tuple) for v in values):
        return None
    line = f"[{' | '.join(str(_in_one(v)) for v in values)}]"
    return line if len(line) <= MOST_IN_ONE_LINE else None


def without_drawings(value: Any) -> Any:
    """Return plain data whose charts have lost what only a computer reads."""
    if isinstance(value, list):
        return [without_drawings(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if not value.keys() >= DRAWN:
        return {key: without_drawings(inner) for key, inner in value.items()}
    marks = {name: _count(rows) for name, rows in (value["data"] or {}).items()}
    kept = {key: inner for key, inner in value.items() if key not in DRAWN}
    return {**kept, "drawing": "new" if value["drawing"] else "the same", "marks": marks}


def _count(rows: Any) -> int:
    """The marks of one layer, which is told row by row or column by column."""
    columns = rows.values() if isinstance(rows, dict) else [rows]
    return max((len(column) for column in columns if isinstance(column, list)), default=0)


# ---------------------------------------------------------------------------------- differences


def difference(before: Any, now: Any) -> Any:
    """Return what of plain data is not as it was before: entries of lists by id, or by place."""
    if isinstance(before, dict) and isinstance(now, dict):
        gone = dict.fromkeys(sorted(before.keys() - now.keys()), "(gone)")
        return _changes(before, now.items()) | gone
    if isinstance(before, list) and isinstance(now, list):
        old, new = _by_name(before), _by_name(now)
        if old and new and (len(old) == len(new) or "[0]" not in new):
            moved = {} if list(old) == list(new) else {"(order)": list(new)}
            return difference(old, new) | moved
    return now


def _by_name(values: list[Any]) -> dict[str, Any]:
    """The entries of a list by their ids, or by their places; nothing of mere numbers."""
    ids = [value.get("id") for value in values if isinstance(value, dict) and value.get("id")]
    if len(set(ids)) == len(values):
        return dict(zip(ids, values, strict=True))
    if all(isinstance(value, int | float) for value in values):
        return {}
    return {f"[{place}]": value for place, value in enumerate(values)}


def _changes(before: dict[str, Any], now: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {
        key: difference(before[key], value) if key in before else value
        for key, value in now
        if key not in before or before[key] != value
    }
