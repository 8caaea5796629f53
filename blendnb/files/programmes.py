"""Published programmes: one file each, with the brief as it was known, and what was run.

The upper part of a file is a brief: what was known before the design, no more. `[ran]` says what
was run and what came of it, `[source]` who says so, and `inferred` names the values that were
judged from the kind of employer instead of stated.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from blendnb.domain.base import Line, Many, Text, Value
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Programme
from blendnb.domain.fact_kinds import brief_paths
from blendnb.domain.vocabulary import BlendModelId
from blendnb.files.catalogue_entries import Entry, EntryKind, Reader, overlaid
from blendnb.files.problems import did_you_mean
from blendnb.language import say

YesNoUnknown = Literal["yes", "no", "unknown"]


class Ran(Value):
    """What was run, read off the sequence, and what was reported."""

    pattern: BlendModelId
    also: Many[BlendModelId] = ()
    flipped: YesNoUnknown = "unknown"
    reinforced: YesNoUnknown = "unknown"
    sequence: Text
    result: Text = ""


class Published(Value):
    """Who published it, and how much of it is known."""

    title: Line
    owner: Line
    year: int | None = None
    kind: Line
    grade: Line


class ProgrammeFile(Brief):
    """The file: a brief, what was run, and the source."""

    client: Line
    inferred: Many[Line] = ()
    ran: Ran
    source: Published


PROGRAMMES = EntryKind("programmes", ProgrammeFile, "programmes/*.toml", listed=False)


def read_programmes(reader: Reader, shipped: Path, own: Path | None) -> tuple[Programme, ...]:
    """Return the shipped programmes and those of a working folder's catalogue."""
    layers = [_named(reader.entries(PROGRAMMES, shipped))]
    if own is not None:
        layers.append(_named(reader.entries(PROGRAMMES, own, own=True)))
    entries = overlaid(layers[0], layers[-1]) if len(layers) > 1 else layers[0]
    programmes = (_programme(reader, entry) for entry in entries)
    return tuple(programme for programme in programmes if programme is not None)


def _named(entries: list[Entry]) -> list[Entry]:
    """Give each programme the name of its file as id."""
    return [replace(entry, data={**entry.data, "id": Path(entry.file).stem}) for entry in entries]


def _programme(reader: Reader, entry: Entry) -> Programme | None:
    data = {key: value for key, value in entry.data.items() if key != "id"}
    try:
        file = ProgrammeFile.model_validate(data)
    except ValidationError as error:
        reader.note(entry, error, data)
        return None
    for number, path in enumerate(file.inferred):
        if not _is_given(path, data):
            hint = did_you_mean(path, brief_paths())
            text = say("entries.no_given_path")
            reader.problems.append(entry.problem(f"inferred[{number}]", path, text, hint))
    return _as_programme(entry, file)


def _is_given(path: str, data: dict[str, Any]) -> bool:
    group, _, name = path.rpartition(".")
    home = data.get(group) if group else data
    return isinstance(home, dict) and name in home


def _as_programme(entry: Entry, file: ProgrammeFile) -> Programme:
    ran, source = file.ran, file.source
    return Programme(
        id=entry.id,
        brief=file.stated,
        inferred=file.inferred,
        title=file.title,
        objective=file.objective,
        client=file.client,
        gap=file.gap or "",
        pattern=ran.pattern,
        also=ran.also,
        flipped=ran.flipped,
        reinforced=ran.reinforced,
        sequence=ran.sequence,
        result=ran.result,
        source_title=source.title,
        owner=source.owner,
        year=source.year,
        kind=source.kind,
        grade=source.grade,
        origin="own" if entry.own else "shipped",
    )
