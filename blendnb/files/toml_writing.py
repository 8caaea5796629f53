"""Plain data as a TOML text that people can go on editing, and as a change to a text of theirs.

Short because tomlkit does the writing.
"""

from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

import tomlkit

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
    return tomlkit.dumps({key: _top(value) for key, value in _given(data)}).lstrip("\n")


def toml_changed(text: str, data: Mapping[str, Any]) -> str:
    r"""Return a TOML text that holds other data: what is the same stays as somebody wrote it.

    Parameters
    ----------
    text
        TOML, with its comments, order and quoting.
    data
        All that it is to hold. What is not in it goes.

    Examples
    --------
    >>> print(toml_changed("a = 'x'  # ours\nb = 1\n", {"a": "x", "c": True}), end="")
    a = 'x'  # ours
    c = true
    """
    document = tomlkit.parse(text)
    _change(document, data)
    return document.as_string()


def _change(table: MutableMapping[str, Any], data: Mapping[str, Any]) -> None:
    given = dict(_given(data))
    for key in [key for key in table if key not in given]:
        del table[key]
    for key, value in given.items():
        before = table.get(key)
        if isinstance(before, MutableMapping) and isinstance(value, Mapping):
            _change(before, value)
        elif not _same(before, value):
            table[key] = _top(value)


def _same(before: Any, value: Any) -> bool:
    """Whether a list or plain value is there already; true is not 1 here, though Python says so."""
    plain = getattr(before, "unwrap", lambda: before)()
    wanted = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
    return type(plain) is type(wanted) and bool(plain == wanted)


def _given(data: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(key, value) for key, value in data.items() if value is not None]


def _top(value: Any) -> Any:
    """Tables, and lists of tables, get headings of their own; what is inside of those does not."""
    if isinstance(value, Mapping):
        return {key: _top(inner) for key, inner in _given(value)}
    if _is_list_of_tables(value):
        return [{key: _inside(inner) for key, inner in _given(entry)} for entry in value]
    return _inside(value)


def _inside(value: Any) -> Any:
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update({key: _inside(inner) for key, inner in _given(value)})
        return table
    if not isinstance(value, list | tuple):
        return value
    items = tomlkit.array()
    items.extend(_inside(inner) for inner in value)
    return items.multiline(multiline=len(items.as_string()) > _WIDEST)


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and isinstance(value[0], Mapping)
