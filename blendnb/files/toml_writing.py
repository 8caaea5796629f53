"""Plain data as a TOML text that people can go on editing.

Python reads TOML and does not write it. What the catalogue needs is little: texts, numbers, yes and
no, lists, tables, and lists of tables.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WIDEST = 96


def toml_text(data: Mapping[str, Any]) -> str:
    """Return data as TOML: plain values first, then tables, then lists of tables.

    Parameters
    ----------
    data
        Texts, numbers, booleans, lists and tables. None is left out, as TOML has no null.

    Examples
    --------
    >>> print(toml_text({"id": "a", "brief": {"weeks": 6}, "rows": [{"days": 1}]}), end="")
    id = "a"
    <BLANKLINE>
    [brief]
    weeks = 6
    <BLANKLINE>
    [[rows]]
    days = 1
    """
    return "\n".join(_table(data, ())).lstrip("\n") + "\n"


def _table(data: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    tables = {k: v for k, v in data.items() if isinstance(v, Mapping)}
    lists = {k: v for k, v in data.items() if not path and _is_list_of_tables(v)}
    for key, value in data.items():
        if key not in tables and key not in lists and value is not None:
            yield f"{_key(key)} = {_value(value)}"
    for key, table in tables.items():
        name = ".".join(map(_key, (*path, key)))
        yield from ("", f"[{name}]", *_table(table, (*path, key)))
    for key, entries in lists.items():
        for entry in entries:
            yield from ("", f"[[{_key(key)}]]", *_inline_values(entry))


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and isinstance(value[0], Mapping)


def _inline_values(entry: Mapping[str, Any]) -> Iterator[str]:
    return (f"{_key(k)} = {_value(v)}" for k, v in entry.items() if v is not None)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items() if v is not None)
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return _list([_value(item) for item in value])
    return repr(value)


def _list(items: list[str]) -> str:
    line = f"[{', '.join(items)}]"
    if len(line) <= _WIDEST:
        return line
    return "\n".join(["[", *(f"  {item}," for item in items), "]"])


def _text(value: str) -> str:
    """A basic string: JSON's escapes are TOML's too, and TOML wants DEL escaped as well."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
