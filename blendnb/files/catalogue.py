"""The catalogue from its files: what is shipped, with a working folder's own entries laid over it.

Everything is read and checked before anything is used, and everything that is wrong is told at
once: an expert who edits five files should not have to start the program five times.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from blendnb.domain.catalogue import (
    Archetype,
    BlendModel,
    Blueprint,
    Catalogue,
    FormatRule,
    HelpText,
    LearningFormat,
    Programme,
    Rate,
    Rule,
    Threshold,
    Variable,
    Veto,
)
from blendnb.domain.costs import Price
from blendnb.files.catalogue_checks import crosswise_problems
from blendnb.files.entries import (
    CALIBRATED,
    COMMON_SLOTS,
    DISABLED,
    Checked,
    Entry,
    Part,
    Reader,
    overlaid,
    stray_files,
)
from blendnb.files.problems import InputError, Problem, did_you_mean, refuse, shown
from blendnb.files.programmes import PROGRAMMES, read_programmes
from blendnb.files.shipped import shipped

PARTS = (
    Part("blend_models", BlendModel, "catalogue/blend_models/*.toml", listed=False),
    Part("formats", LearningFormat, "catalogue/formats/*.toml", listed=False, can_be_disabled=True),
    Part("rules", Rule, "catalogue/rules.toml", listed=True, can_be_disabled=True),
    Part("vetoes", Veto, "catalogue/vetoes.toml", listed=True, can_be_disabled=True),
    Part(
        "format_rules", FormatRule, "catalogue/format_rules.toml", listed=True, can_be_disabled=True
    ),
    Part("thresholds", Threshold, "catalogue/thresholds.toml", listed=True),
    Part("rates", Rate, "catalogue/costs.toml", listed=True),
    Part("prices", Price, "catalogue/prices.toml", listed=True),
    Part("variables", Variable, "catalogue/variables.toml", listed=True, id_key="path"),
    Part("help_texts", HelpText, "catalogue/help/*.toml", listed=True, can_be_disabled=True),
    Part(
        "archetypes", Archetype, "blueprints/archetypes/*.toml", listed=False, id_key="blend_model"
    ),
    Part("blueprints", Blueprint, "blueprints/*.toml", listed=False, can_be_disabled=True),
)
"""Every kind of entry but the programmes, which are read only where they are needed."""

Entries = dict[str, list[Entry]]


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
    _calibrate(reader, templates, folder, entries["rules"])
    disabled = _disabled(reader, folder, entries)
    checked = {
        name: [value for entry in found if (value := reader.checked(entry)) is not None]
        for name, found in entries.items()
    }
    reader.problems += crosswise_problems(checked)
    published = read_programmes(reader, templates, folder) if programmes else ()
    if reader.problems:
        raise InputError(reader.problems)
    return _assembled(checked, disabled, published)


def load_programmes(own: Path | None = None) -> tuple[Programme, ...]:
    """Read the published programmes alone, shipped and own.

    Raises
    ------
    InputError
        With every problem of every file.
    """
    reader = Reader()
    found = read_programmes(reader, shipped("templates"), _own_folder(own))
    if reader.problems:
        raise InputError(reader.problems)
    return found


def _own_folder(own: Path | None) -> Path | None:
    if own is None:
        return None
    if not own.is_dir():
        raise refuse(str(own), "there is no such folder")
    folder = own / "catalogue"
    return folder if folder.is_dir() else None


# --------------------------------------------------------------------------------- the layers


def _entries(reader: Reader, templates: Path, own: Path | None) -> Entries:
    """Return the entries of every part, own ones laid over the shipped ones."""
    found = {part.name: reader.entries(part, templates) for part in PARTS}
    if own is not None:
        reader.problems += stray_files(own, (*PARTS, PROGRAMMES))
        for part in PARTS:
            found[part.name] = overlaid(found[part.name], reader.entries(part, own, own=True))
    found["archetypes"] = _with_common_slots(reader, templates, own, found["archetypes"])
    return found


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
            common |= {str(slot.get("key")): slot for slot in reader.table(path).get("slots", [])}
    return [_with_slots(entry, common) for entry in archetypes]


def _with_slots(entry: Entry, common: dict[str, Any]) -> Entry:
    slots = entry.data.get("slots", [])
    if not isinstance(slots, list):
        return entry
    taken = {slot.get("key") for slot in slots if isinstance(slot, dict)}
    added = [slot for key, slot in common.items() if key not in taken]
    return replace(entry, data={**entry.data, "slots": [*slots, *added]})


# --------------------------------------------------------------- disabled, calibrated weights


def _disabled(reader: Reader, own: Path | None, entries: Entries) -> list[str]:
    """Take out what the working folder disables; return the formats among it, which stay known."""
    if own is None or not (own / DISABLED).is_file():
        return []
    path = own / DISABLED
    data = reader.table(path)
    for key in data.keys() - {"disabled"}:
        text, hint = "unknown key; known here: disabled", did_you_mean(key, ["disabled"])
        reader.problems.append(Problem(str(path), key, "", text, hint))
    wanted = data.get("disabled", [])
    if not isinstance(wanted, list) or not all(isinstance(id_, str) for id_ in wanted):
        text = 'is not a list of ids, for instance ["A14"]'
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
        text = f"is one of the {homes[0].name}: those can be replaced, but not disabled"
        yield Problem(file, key, shown(id_), text)
        return
    known = [e.id for part in PARTS if part.can_be_disabled for e in entries[part.name]]
    yield Problem(file, key, shown(id_), "is the id of no entry", did_you_mean(id_, known))


def _calibrate(reader: Reader, templates: Path, own: Path | None, rules: list[Entry]) -> None:
    """Merge calibrated weights into the rules; shipped ones concern shipped rules alone."""
    for folder in (templates / "catalogue", own):
        if folder is not None and (path := folder / CALIBRATED).is_file():
            weights = _calibrated_weights(reader, path, [rule.id for rule in rules])
            for number, rule in enumerate(rules):
                if rule.id in weights and (folder == own or not rule.own):
                    data = {**rule.data, "calibrated": weights[rule.id]}
                    rules[number] = replace(rule, data=data)


def _calibrated_weights(reader: Reader, path: Path, rules: list[str]) -> dict[str, Any]:
    weights = reader.table(path).get("weights", {})
    if not isinstance(weights, dict):
        text = "is not a table of rules, [weights.A14]"
        reader.problems.append(Problem(str(path), "weights", shown(weights), text))
        return {}
    for id_ in weights.keys() - set(rules):
        hint = did_you_mean(id_, rules)
        problem = Problem(str(path), f"weights.{id_}", "", "is the id of no rule", hint)
        reader.problems.append(problem)
    return weights


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
        thresholds=by("thresholds"),
        rates=by("rates"),
        prices=by("prices"),
        variables=by("variables", lambda variable: variable.path),
        help_texts=by("help_texts"),
        archetypes=by("archetypes", lambda archetype: archetype.blend_model),
        blueprints=by("blueprints"),
        programmes=programmes,
    )


def _disabling_veto(format_: str) -> Veto:
    """A disabled format is excluded with a sentence, so that plans that have it stay readable."""
    return Veto(
        id=f"disabled-{format_}",
        when={},
        excludes=(format_,),
        sentence="Disabled in your own catalogue.",
        source="own catalogue",
        confidence="L",
        origin="own",
    )
