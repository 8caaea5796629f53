"""The shape of briefs and plans as JSON Schema, for editors that check a file while it is written.

The schemas come from the same definitions that read the files. They accept whatever the reader
accepts; the reader still knows more, for instance that a blackout must not end before it begins.
Short because the shape is taken from the definitions rather than written again.
"""

import ast
import inspect
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Literal

from pydantic import BaseModel

from blendnb.domain import brief, plan
from blendnb.domain.brief import Brief
from blendnb.domain.plan import SCHEMA, Plan

SchemaOf = Literal["brief", "plan"]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def json_schema(of: SchemaOf, helps: Mapping[str, str] | None = None) -> Schema:
    """Return the JSON Schema (2020-12) of a brief or a plan.

    Parameters
    ----------
    of
        Which of the two.
    helps
        Texts by the key path of a design variable, for editors to show beside it.
    """
    model = Brief if of == "brief" else Plan
    schema = model.model_json_schema()
    parts = {model.__name__: schema, **schema["$defs"]}
    for name, part in parts.items():
        _tidy(part)
        _describe(part, getattr(brief, name, None) or getattr(plan, name))
    for path, text in (helps or {}).items():
        _property(path, parts)["description"] = text
    if of == "plan":
        _open(schema, parts)
    id_ = {"brief": "brief/1", "plan": SCHEMA.partition(".")[2]}[of].replace("/", ":")
    return {"$schema": DIALECT, "$id": f"urn:blendnb:{id_}", **schema, "title": f"blendnb {of}"}


def _open(schema: Schema, parts: dict[str, Schema]) -> None:
    """Let a plan keep keys of later versions at every level, its brief included."""
    schema["required"] = ["schema", *schema["required"]]
    for part in parts.values():
        part.pop("additionalProperties", None)


def _tidy(part: Schema) -> None:
    """Take out what says nothing: titles made from names, and "nothing" as a default."""
    for property_ in part["properties"].values():
        property_.pop("title", None)
        default = property_.get("default")
        if default in (None, [], "") or isinstance(default, dict):
            property_.pop("default", None)


def _property(path: str, parts: dict[str, Schema]) -> Schema:
    """Return the property at a key path of the brief."""
    group, _, name = path.rpartition(".")
    home = parts["Brief"]
    if group:
        home = parts[home["properties"][group]["$ref"].rpartition("/")[2]]
    schema: Schema = home["properties"][name]
    return schema


def _describe(part: Schema, model: type[BaseModel]) -> None:
    """Give each property the sentence that stands below the field in the source.

    pydantic can do that itself, but then reads the source whenever the program starts.
    """
    (class_,) = ast.parse(inspect.getsource(model)).body
    for field, below in pairwise(getattr(class_, "body", [])):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(ast.Constant(str(text))):
                part["properties"][name]["description"] = inspect.cleandoc(text)
