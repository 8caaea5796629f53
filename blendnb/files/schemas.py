"""The shape of briefs and plans as JSON Schema, for editors that check a file while it is written.

The schemas come from the same definitions that read the files. They accept whatever the reader
accepts; the reader still knows more, for instance that a blackout must not end before it begins.
"""

import ast
import inspect
from itertools import pairwise
from typing import Any, Literal

from pydantic import BaseModel

from blendnb.domain import brief, plan
from blendnb.domain.brief import Brief
from blendnb.domain.plan import SCHEMA, Plan

SchemaOf = Literal["brief", "plan"]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def json_schema(of: SchemaOf) -> Schema:
    """Return the JSON Schema (2020-12) of a brief or a plan."""
    return _brief() if of == "brief" else _plan()


def _brief() -> Schema:
    return _headed(Brief, "urn:blendnb:brief:1", "blendnb brief")


def _plan() -> Schema:
    schema = _headed(Plan, f"urn:{SCHEMA.replace('.', ':').replace('/', ':')}", "blendnb plan")
    schema["required"] = ["schema", *schema["required"]]
    for definition in schema["$defs"].values():
        # A plan keeps keys of later versions at every level, its brief included.
        definition.pop("additionalProperties", None)
    return schema


def _headed(model: type[BaseModel], id_: str, title: str) -> Schema:
    schema = model.model_json_schema()
    for name, definition in {model.__name__: schema, **schema["$defs"]}.items():
        _describe(definition, getattr(brief, name, None) or getattr(plan, name))
    return {"$schema": DIALECT, "$id": id_, **schema, "title": title}


def _describe(definition: Schema, model: type[BaseModel]) -> None:
    """Give each property the sentence that stands below the field in the source.

    pydantic can do that itself, but then reads the source whenever the program starts.
    """
    (class_,) = ast.parse(inspect.getsource(model)).body
    for field, below in pairwise(getattr(class_, "body", [])):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(ast.Constant(str(text))):
                definition["properties"][name]["description"] = inspect.cleandoc(text)
