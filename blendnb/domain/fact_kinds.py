"""The names of facts: everything that a condition of the catalogue may ask about.

A rule with a misspelled fact would never fire and nobody would notice. So the names are closed:
the design variables of the brief by key path, facts that follow from them, and, for the rows of an
archetype and the rules about formats, what the design itself has decided.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from blendnb.domain.brief import GROUPS, Brief
from blendnb.domain.vocabulary import BLEND_MODELS

FactKind = Literal["number", "yes_no", "choice", "set"]


@dataclass(frozen=True, slots=True)
class Fact:
    """What can be asked about a fact: its kind, and its vocabulary where it has one."""

    kind: FactKind
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number of the brief may be."""

    low: float | None = None
    high: float | None = None
    above: float | None = None
    """It must be greater than this, where it has no `low`."""


DERIVED_FACTS: Mapping[str, Fact] = {
    "content.share.conceptual": Fact("number"),
    "content.share.procedural": Fact("number"),
    "content.share.interpersonal": Fact("number"),
    "content.fill": Fact("number"),
    "support.load": Fact("number"),
    "work.away_from_desk": Fact("yes_no"),
    "moments.count": Fact("number"),
    "languages.count": Fact("number"),
}
"""Facts that are worked out from stated ones."""

DESIGN_FACTS: Mapping[str, Fact] = {
    "blend_model": Fact("choice", BLEND_MODELS),
    "flipped": Fact("yes_no"),
    "reinforced": Fact("yes_no"),
    "live.possible": Fact("yes_no"),
}
"""Facts about the design, known once a blend model is chosen."""


@cache
def stated_facts() -> dict[str, Fact]:
    """Return the design variables that a condition can ask about, by key path."""
    return {
        f"{group}.{name}": fact
        for group in GROUPS
        for name, field in _fields(Brief, group)
        if name != "blackout" and (fact := _fact(field.annotation)) is not None
    }


@cache
def brief_paths() -> tuple[str, ...]:
    """Return every key path of a brief, in its order."""
    tops = [name for name in Brief.model_fields if name not in GROUPS]
    return (*tops, *(f"{group}.{name}" for group in GROUPS for name, _ in _fields(Brief, group)))


@cache
def required_paths() -> tuple[str, ...]:
    """Return the key paths without which there is no brief."""
    return tuple(path for path in brief_paths() if _field(path).is_required())


def number_bounds(path: str) -> Bounds:
    """Return the bounds that the brief's own type gives a number."""
    field = _field(path)
    limits = {
        name: float(getattr(limit, name))
        for limit in (*field.metadata, *_annotations(field.annotation))
        for name in ("ge", "gt", "le")
        if getattr(limit, name, None) is not None
    }
    return Bounds(limits.get("ge"), limits.get("le"), limits.get("gt"))


def _annotations(annotation: Any) -> Iterator[Any]:
    """Yield what pydantic knows of a type inside `| None`."""
    for part in get_args(annotation):
        for info in getattr(part, "__metadata__", ()):
            yield from getattr(info, "metadata", ())


def _field(path: str) -> FieldInfo:
    group, _, name = path.rpartition(".")
    return dict(_fields(Brief, group))[name] if group else Brief.model_fields[name]


def _fields(model: type[Brief], group: str) -> Iterator[tuple[str, Any]]:
    home = model.model_fields[group].annotation
    yield from home.model_fields.items() if home else ()


def _fact(annotation: Any) -> Fact | None:
    """Read kind and vocabulary off a type, looking through `| None` and `Annotated`."""
    if get_origin(annotation) is Literal:
        return Fact("choice", get_args(annotation))
    if get_origin(annotation) is tuple:
        words = _fact(get_args(annotation)[0])
        return Fact("set", words.values if words else ())
    if annotation is bool:
        return Fact("yes_no")
    if annotation in (int, float):
        return Fact("number")
    inner = (
        _fact(part) for part in get_args(annotation) if isinstance(part, type) or get_args(part)
    )
    return next(filter(None, inner), None)
