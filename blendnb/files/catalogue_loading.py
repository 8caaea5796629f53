"""The catalogue from its files: what is shipped, with a working folder's own entries laid over it.

Everything is read and checked before anything is used, and everything that is wrong is told at
once: an expert who edits five files should not have to start the program five times.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from blendnb.domain.activity import INHERITED
from blendnb.domain.build_list import ProductionRule
from blendnb.domain.catalogue import (
    ActivityFamily,
    ActivityPattern,
    Archetype,
    BlendModel,
    Blueprint,
    Catalogue,
    FormatList,
    FormatRule,
    HelpText,
    LearningFormat,
    Programme,
    Rate,
    Rule,
    Threshold,
    TopicWord,
    Variable,
    Veto,
)
from blendnb.domain.costs import Price
from blendnb.domain.measure_ideas import MeasureIdea
from blendnb.files.catalogue_checks import crosswise_problems
from blendnb.files.catalogue_entries import (
    COMMON_SLOTS,
    DISABLED,
    Checked,
    Entry,
    EntryKind,
    Reader,
    overlaid,
    stray_files,
)
from blendnb.files.problems import InputError, Problem, did_you_mean, refuse, shown
from blendnb.files.programmes import PROGRAMMES, read_programmes
from blendnb.files.variable_checks import whole_variables
from blendnb.language import say
from blendnb.shipped import shipped

PARTS = (
    EntryKind("blend_models", BlendModel, "catalogue/blend_models/*.toml", listed=False),
    EntryKind(
        "formats", LearningFormat, "catalogue/formats/*.toml", listed=False, can_be_disabled=True
    ),
    EntryKind("rules", Rule, "catalogue/rules.toml", listed=True, can_be_disabled=True),
    EntryKind("vetoes", Veto, "catalogue/vetoes.toml", listed=True, can_be_disabled=True),
    EntryKind(
        "format_rules", FormatRule, "catalogue/format_rules.toml", listed=True, can_be_disabled=True
    ),
    EntryKind("format_lists", FormatList, "catalogue/format_lists.toml", listed=True),
    EntryKind("thresholds", Threshold, "catalogue/thresholds.toml", listed=True),
    EntryKind("rates", Rate, "catalogue/costs.toml", listed=True),
    EntryKind("prices", Price, "catalogue/prices.toml", listed=True),
    EntryKind("variables", Variable, "catalogue/variables.toml", listed=True, id_key="path"),
    EntryKind("help_texts", HelpText, "catalogue/help/*.toml", listed=True, can_be_disabled=True),
    EntryKind(
        "measure_ideas",
        MeasureIdea,
        "catalogue/measure_ideas.toml",
        listed=True,
        can_be_disabled=True,
    ),
    EntryKind("production", ProductionRule, "catalogue/production.toml", listed=True),
    EntryKind(
        "archetypes", Archetype, "blueprints/archetypes/*.toml", listed=False, id_key="blend_model"
    ),
    EntryKind("blueprints", Blueprint, "blueprints/*.toml", listed=False, can_be_disabled=True),
    EntryKind(
        "activity_families", ActivityFamily, "catalogue/activity_families.toml", listed=True
    ),
    EntryKind("topic_words", TopicWord, "catalogue/topic_words.toml", listed=True),
    EntryKind(
        "activities", ActivityPattern, "catalogue/activities/*.toml", listed=False,
        can_be_disabled=True,
    ),
)  # fmt: skip
"""Every kind of entry but the programmes, which are read only where they are needed."""

Entries = dict[str, list[Entry]]
TREATMENT = frozenset(
    {
        "memory", "built_at", "also_built_at", "stand_ins", "length", "learning_designer",
        "with_manager", "light",
    }
)  # fmt: skip
"""What a format's entry says of how the program treats it, beside what people read of it."""


def load_catalogue(own: Path | None = None, *, programmes: bool = True) -> Catalogue:
    """Read the catalogue.

    Parameters
    ----------
    own
        A working folder; the entries in its `catalogue` folder add to the shipped ones, take their
        places (same id) or disable them (`disabled.toml`).
    programmes
        Whether to read the published programmes too; without them reading is three times as fast.

    Raises
    ------
    InputError
        With every problem of every file.
    """
    reader = Reader()
    templates, folder = shipped("templates"), _own_folder(own)
    entries = _entries(reader, templates, folder)
    disabled = _disabled(reader, folder, entries)
    checked = {
        name: [value for entry in of_part if (value := reader.checked(entry)) is not None]
        for name, of_part in entries.items()
    }
    reader.problems += crosswise_problems(checked)
    named = [entry.id for entry in entries["variables"]]
    home = str(templates / "catalogue" / "variables.toml")
    reader.problems += whole_variables(checked["variables"], named, home)
    published = read_programmes(reader, templates, folder) if programmes else ()
    if reader.problems:
        raise InputError(reader.problems)
    return _assembled(checked, disabled, published)


def _own_folder(own: Path | None) -> Path | None:
    if own is None:
        return None
    if not own.is_dir():
        raise refuse(str(own), say("entries.no_folder"))
    folder = own / "catalogue"
    return folder if folder.is_dir() else None


# --------------------------------------------------------------------------------- the layers


def _entries(reader: Reader, templates: Path, own: Path | None) -> Entries:
    """Return the entries of every part, own ones laid over the shipped ones."""
    entries = {part.name: reader.entries(part, templates) for part in PARTS}
    if own is not None:
        reader.problems += stray_files(own, (*PARTS, PROGRAMMES))
        for part in PARTS:
            ours = reader.entries(part, own, own=True)
            if part.name == "formats":
                ours = _treated_alike(ours, entries[part.name])
            if part.name == "variables":
                ours = _completed(ours, entries[part.name])
            entries[part.name] = overlaid(entries[part.name], ours)
    entries["activities"] = _like_their_families(
        entries["activities"], entries["activity_families"]
    )
    entries["archetypes"] = _with_common_slots(reader, templates, own, entries["archetypes"])
    return entries


def _treated_alike(own: list[Entry], shipped_: list[Entry]) -> list[Entry]:
    """Let a format that takes a shipped one's place keep what its entry leaves unsaid of it."""
    known = {entry.id: entry.data for entry in shipped_}

    def unsaid(entry: Entry) -> dict[str, Any]:
        return {k: v for k, v in known.get(entry.id, {}).items() if k in TREATMENT}

    return [replace(entry, data={**unsaid(entry), **entry.data}) for entry in own]


def _like_their_families(activities: list[Entry], families: list[Entry]) -> list[Entry]:
    """Let an activity have what its family says, where its own entry says nothing."""
    known = {entry.id: entry.data for entry in families}

    def whole(entry: Entry) -> Entry:
        family = known.get(str(entry.data.get("family")), {})
        shared = {key: family[key] for key in INHERITED if key in family}
        own = entry.data.get("variants", {})
        if isinstance(own, dict) and isinstance(shared.get("variants"), dict):
            own = {**shared["variants"], **own}
        return replace(entry, data={**shared, **entry.data, "variants": own})

    return [whole(entry) for entry in activities]


def _completed(ours: list[Entry], shipped_entries: list[Entry]) -> list[Entry]:
    """Return own variables whole: each says only what it says differently from the shipped one."""
    known = {entry.id: entry.data for entry in shipped_entries}
    return [
        replace(entry, data=_phrased({**known.get(entry.id, {}), **entry.data}, known[entry.id]))
        if entry.id in known
        else entry
        for entry in ours
    ]


def _phrased(data: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """Give own choices that do not say how they stand in a sentence the phrases that are known."""
    phrases = [(c["value"], c["phrase"]) for c in known.get("choices", ()) if "phrase" in c]
    choices = data.get("choices")
    if not isinstance(choices, list) or not all(isinstance(choice, dict) for choice in choices):
        return data

    def phrase(value: Any) -> str | None:
        return next((text for other, text in phrases if other == value), None)

    own = [{"phrase": phrase(choice.get("value")), **choice} for choice in choices]
    return {**data, "choices": own}


def _with_common_slots(
    reader: Reader, templates: Path, own: Path | None, archetypes: list[Entry]
) -> list[Entry]:
    """Append the rows that every archetype has, unless it brings one with the same key."""
    folders = [templates / "blueprints" / "archetypes"]
    if own is not None:
        folders.append(own / "blueprints" / "archetypes")
    common: dict[str, Any] = {}
    for path in (folder / COMMON_SLOTS for folder in folders):
        if path.is_file():
            common |= {str(slot.get("key")): slot for slot in _slots_in(reader, path)}
    return [_with_slots(entry, common) for entry in archetypes]


def _slots_in(reader: Reader, path: Path) -> list[dict[str, Any]]:
    slots = reader.table(path).get("slots", [])
    if isinstance(slots, list) and all(isinstance(slot, dict) for slot in slots):
        return slots
    text = say("entries.no_list", part="slots")
    reader.problems.append(Problem(str(path), "slots", shown(slots), text))
    return []


def _with_slots(entry: Entry, common: dict[str, Any]) -> Entry:
    slots = entry.data.get("slots", [])
    if not isinstance(slots, list):
        return entry
    taken = [slot.get("key") for slot in slots if isinstance(slot, dict)]
    added = [slot for key, slot in common.items() if key not in taken]
    return replace(entry, data={**entry.data, "slots": [*slots, *added]})


# --------------------------------------------------------------- ---------------------- disabled


def _disabled(reader: Reader, own: Path | None, entries: Entries) -> list[str]:
    """Take out what the working folder disables; return the formats among it, which stay known."""
    if own is None or not (own / DISABLED).is_file():
        return []
    path = own / DISABLED
    data = reader.table(path)
    for key in data.keys() - {"disabled"}:
        text = say("problems.unknown_key_of", known="disabled")
        hint = did_you_mean(key, ["disabled"])
        reader.problems.append(Problem(str(path), key, "", text, hint))
    wanted = data.get("disabled", [])
    if not isinstance(wanted, list) or not all(isinstance(id_, str) for id_ in wanted):
        text = say("entries.no_ids")
        reader.problems.append(Problem(str(path), "disabled", shown(wanted), text))
        return []
    for number, id_ in enumerate(wanted):
        reader.problems += _cannot_disable(str(path), number, id_, entries)
    for part in PARTS:
        if part.can_be_disabled and part.name != "formats":
            entries[part.name] = [e for e in entries[part.name] if e.id not in wanted]
    return [entry.id for entry in entries["formats"] if entry.id in wanted]


def _cannot_disable(file: str, number: int, id_: str, entries: Entries) -> Iterable[Problem]:
    homes = [part for part in PARTS if any(e.id == id_ for e in entries[part.name])]
    if any(part.can_be_disabled for part in homes):
        return
    key = f"disabled[{number}]"
    if homes:
        text = say("entries.not_disabled", part=homes[0].name)
        yield Problem(file, key, shown(id_), text)
        return
    known = [e.id for part in PARTS if part.can_be_disabled for e in entries[part.name]]
    yield Problem(file, key, shown(id_), say("entries.id_of_none"), did_you_mean(id_, known))


# ------------------------------------------------------------------------------- the catalogue


def _assembled(
    checked: dict[str, list[Checked]], disabled: list[str], programmes: tuple[Programme, ...]
) -> Catalogue:
    values = {name: [item.value for item in items] for name, items in checked.items()}

    def by(name: str, key: Callable[[Any], str] = lambda value: value.id) -> dict[str, Any]:
        return {key(value): value for value in values[name]}

    return Catalogue(
        blend_models=by("blend_models"),
        formats=by("formats"),
        rules=tuple(values["rules"]),
        vetoes=(*values["vetoes"], *map(_disabling_veto, disabled)),
        format_rules=tuple(values["format_rules"]),
        format_lists=by("format_lists"),
        thresholds=by("thresholds"),
        rates=by("rates"),
        prices=by("prices"),
        variables=by("variables", lambda variable: variable.path),
        help_texts=by("help_texts"),
        measure_ideas=by("measure_ideas"),
        production=by("production"),
        archetypes=by("archetypes", lambda archetype: archetype.blend_model),
        blueprints=by("blueprints"),
        activity_families=by("activity_families"),
        activities=by("activities"),
        topic_words=by("topic_words"),
        programmes=programmes,
    )


def _disabling_veto(format_: str) -> Veto:
    """A disabled format is excluded with a sentence, so that plans that have it stay readable."""
    return Veto(
        id=f"disabled-{format_}",
        when={},
        excludes=(format_,),
        sentence=say("entries.disabled"),
        source=say("entries.own_catalogue"),
        confidence="L",
        origin="own",
    )
