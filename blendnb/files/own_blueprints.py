"""Own blueprints: kept in a working folder, as files that a team can share.

A blueprint of one's own is one TOML file in `catalogue/blueprints/`, laid out like the shipped
ones. It counts as soon as it is there, can be edited by hand, and a folder of them can live in git
or on a shared drive. Short because a blueprint is read like every other entry; this adds only the
writing.
"""

from pathlib import Path
from typing import Any

from blendnb.domain.catalogue import Blueprint, Catalogue
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.files.problems import refuse, shown
from blendnb.files.reading import reason
from blendnb.files.toml_writing import toml_text
from blendnb.files.writing import write_whole
from blendnb.language import say

FOLDER = Path("catalogue", "blueprints")


def blueprint_toml(blueprint: Blueprint) -> str:
    """Return a blueprint as the TOML text of a file: the same bytes for the same blueprint."""
    data = blueprint.model_dump(mode="json", exclude={"rows", "origin"}, exclude_defaults=True)
    rows = [_row_data(row) for row in blueprint.rows]
    return toml_text({**data, "version": blueprint.version, "rows": rows})


def _row_data(row: Any) -> dict[str, Any]:
    data = row.model_dump(mode="json", exclude={"origin"}, exclude_defaults=True)
    # TOML has no null, so a row that stays open says so in a word.
    return {k: "open" if k == "days" and v is None else v for k, v in data.items()}


def save_blueprint(blueprint: Blueprint, folder: Path, *, replace: bool = False) -> Path:
    """Write a blueprint into a working folder's own catalogue.

    Parameters
    ----------
    blueprint
        What to save.
    folder
        The working folder.
    replace
        Take the place of an own blueprint of the same id; its version counts on.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    InputError
        If the id belongs to a shipped blueprint, or to an own one that is not to be replaced; if
        it uses formats that the catalogue does not have; if it cannot be written.
    """
    known = load_catalogue(folder if folder.is_dir() else None, programmes=False)
    blueprint = _versioned(blueprint, known, replace=replace)
    _refuse_unknown_formats(blueprint, known)
    path = folder / FOLDER / f"{blueprint.id}.toml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(
            str(path.parent), say("files.folder_unwritable", reason=reason(error))
        ) from error
    write_whole(path, blueprint_toml(blueprint))
    return path


def _versioned(blueprint: Blueprint, known: Catalogue, *, replace: bool) -> Blueprint:
    """Return the blueprint with the version that follows the one it replaces."""
    id_ = blueprint.id
    before = known.blueprints.get(id_)
    if id_ in known.archetypes or (before is not None and before.origin != "own"):
        raise refuse("blueprint", say("own_blueprints.shipped"), found=shown(id_))
    if before is None:
        return blueprint
    if not replace:
        text, hint = (
            say("own_blueprints.there", version=before.version),
            say("own_blueprints.replace"),
        )
        raise refuse("blueprint", text, found=shown(id_), hint=hint)
    number = before.version if before.version.isdecimal() else "1"
    return blueprint.replace(version=str(int(number) + 1))


def _refuse_unknown_formats(blueprint: Blueprint, known: Catalogue) -> None:
    unknown = sorted({row.format for row in blueprint.rows} - set(known.formats))
    if unknown:
        text = say("own_blueprints.unknown_formats", formats=", ".join(unknown))
        raise refuse("blueprint", text, hint=say("own_blueprints.add_formats"))
