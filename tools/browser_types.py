"""Writes the types of what the kernel sends into the scripts: `make types`.

The types are read from the JSON Schema of `blendnb.widgets.message`, so that a part that is added
there is known to every script, and one that is misspelt in a script is refused by the type check.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from blendnb.widgets import message
from blendnb.widgets.assets import STATIC

FILE = STATIC / "kernel.d.ts"
_HEAD = (
    "// What the kernel sends, written by `make types` from blendnb/widgets/message.py.\n"
    "// Do not edit: change the model and write it anew.\n"
)
Schema = Mapping[str, Any]


def types() -> str:
    """Return the declarations of all messages and their parts."""
    parts: dict[str, Schema] = {}
    for adapter in (message.STUDIO, message.LAB, message.START):
        parts |= _definitions(adapter)
    return _HEAD + "".join(f"\n{_declared(name, parts[name])}" for name in sorted(parts))


def write(path: Path = FILE) -> None:
    """Write the declarations."""
    path.write_text(types(), encoding="utf-8")


def _definitions(adapter: TypeAdapter[Any]) -> dict[str, Schema]:
    definitions: dict[str, Schema] = adapter.json_schema()["$defs"]
    return definitions


def _declared(name: str, schema: Schema) -> str:
    lines = "\n".join(_members(schema))
    named = schema["description"].rstrip(".").replace(" ", "").lower() == name.lower()
    comment = "" if named else _comment(schema)
    return f"{comment}export interface {name} {{\n{lines}\n}}\n"


def _members(schema: Schema) -> Iterator[str]:
    required = set(schema.get("required", ()))
    for name, member in schema.get("properties", {}).items():
        mark = "" if name in required else "?"
        yield _comment(member, "  ") + f"  {name}{mark}: {type_of(member)};"
    if "x-prefix" in schema:
        other = type_of(schema["additionalProperties"])
        yield f"  [part: `{schema['x-prefix']}${{string}}`]: {other};"
    elif schema.get("additionalProperties") is True:
        yield "  [part: string]: any;"


def _comment(schema: Schema, indent: str = "") -> str:
    text = " ".join(schema.get("description", "").split())
    return f"{indent}/** {text} */\n" if text else ""


def type_of(schema: Schema) -> str:
    """Return the type of a value, as the scripts' type check reads it."""
    match schema:
        case {"$ref": str(ref)}:
            return ref.rpartition("/")[2]
        case {"anyOf": list(choices)}:
            return " | ".join(map(type_of, choices))
        case {"enum": list(values)}:
            return " | ".join(f'"{value}"' for value in values)
        case {"const": str(value)}:
            return f'"{value}"'
        case _:
            return _KINDS.get(schema.get("type", ""), _any)(schema)


def _any(_: Schema) -> str:
    return "any"


def _array(schema: Schema) -> str:
    if "prefixItems" in schema:
        return f"[{', '.join(map(type_of, schema['prefixItems']))}]"
    of = type_of(schema["items"])
    return f"({of})[]" if "|" in of else f"{of}[]"


def _object(schema: Schema) -> str:
    values = schema.get("additionalProperties")
    return f"Record<string, {type_of(values) if isinstance(values, dict) else 'any'}>"


_KINDS: Mapping[str, Callable[[Schema], str]] = {
    "string": lambda _: "string",
    "number": lambda _: "number",
    "integer": lambda _: "number",
    "boolean": lambda _: "boolean",
    "null": lambda _: "null",
    "array": _array,
    "object": _object,
}


if __name__ == "__main__":
    write()
