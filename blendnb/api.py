"""From just a brief or a plan to an answer: the verbs of the public interface.

The pure functions behind them take the catalogue as a value. Here, and only here, the shipped
catalogue is brought in, with a working folder's own entries laid over it where one is named.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Archetype, Blueprint, Catalogue
from blendnb.domain.plan import Plan
from blendnb.files.catalogue import load_catalogue
from blendnb.files.problems import did_you_mean, refuse, shown
from blendnb.files.reading import Source

if TYPE_CHECKING:
    from blendnb.domain.findings import Audit
    from blendnb.domain.recommendation import Recommendation

Own = Catalogue | Source | None
"""A catalogue as it is, a working folder with own entries, or nothing for the shipped one."""
ENTRIES = "catalogue"
"""The folder of a working folder that holds its own entries."""


def recommend(brief: Brief, *, catalogue: Own = None) -> "Recommendation":
    """Return which blend model fits a brief, with every reason.

    Parameters
    ----------
    brief
        The design variables; what they do not state argues for nothing.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.

    Raises
    ------
    InputError
        If the working folder's entries cannot be used.
    """
    from blendnb.designing.recommend import recommend as recommended

    return recommended(brief, catalogue_of(catalogue))


def design(
    brief: Brief | None = None,
    *,
    blend_model: str | None = None,
    blueprint: str | None = None,
    catalogue: Own = None,
) -> Plan:
    """Return a complete plan for a brief, or a blueprint as a plan.

    Parameters
    ----------
    brief
        The design variables; a blueprint brings its own, which one given here replaces.
    blend_model
        Id of the blend model; the one recommended first by default.
    blueprint
        Id of a blueprint or archetype to start from.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.

    Raises
    ------
    Refusal
        If the brief excludes the blend model, with the smallest changes that would reopen it.
    InputError
        If there is no such blend model or blueprint, or neither a brief nor a blueprint is given.
    """
    from blendnb.designing.design import design as composed

    if brief is None and blueprint is None:
        raise refuse("design", "needs a brief, or the id of a blueprint, which brings its own")
    known = catalogue_of(catalogue)
    refuse_unknown("blend model", blend_model, list(known.blend_models))
    refuse_unknown("blueprint", blueprint, [*known.blueprints, *known.archetypes])
    return composed(brief, known, blend_model=blend_model, blueprint=blueprint)


def audit(plan: Plan, *, catalogue: Own = None) -> "Audit":
    """Return what a plan has and lacks: five dimensions, ten questions, constraints, tensions.

    Parameters
    ----------
    plan
        The plan.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.
    """
    from blendnb.designing.audit import audit as audited

    return audited(plan, catalogue_of(catalogue))


def blueprints(catalogue: Own = None) -> list[Blueprint | Archetype]:
    """Return every blueprint, then the archetype of every blend model."""
    known = catalogue_of(catalogue)
    return [*known.blueprints.values(), *known.archetypes.values()]


def blueprint(id_: str, catalogue: Own = None) -> Blueprint | Archetype:
    """Return one blueprint or archetype.

    Raises
    ------
    InputError
        If there is none of that id.
    """
    known = catalogue_of(catalogue)
    entries: dict[str, Blueprint | Archetype] = {**known.archetypes, **known.blueprints}
    refuse_unknown("blueprint", id_, list(entries))
    return entries[id_]


def catalogue_of(own: Own = None) -> Catalogue:
    """Return the catalogue to use.

    Parameters
    ----------
    own
        A catalogue, which is returned as it is; a working folder or its `catalogue` folder, whose
        entries are laid over the shipped ones; or nothing.

    Raises
    ------
    InputError
        With every problem of the working folder's entries.
    """
    if isinstance(own, Catalogue):
        return own
    return _shipped() if own is None else load_catalogue(_working_folder(Path(own)))


@cache
def _shipped() -> Catalogue:
    # A frozen value of files that no one edits while the program runs: read once.
    return load_catalogue()


def _working_folder(folder: Path) -> Path:
    if (folder / ENTRIES).is_dir():
        return folder
    if folder.is_dir() and folder.resolve().name == ENTRIES:
        return folder.resolve().parent
    text = f"neither a working folder nor its folder {ENTRIES!r}"
    raise refuse(str(folder), text, hint="make a working folder with: blendnb new DIR")


def own_entries_here(folder: Path) -> Path | None:
    """Return the folder if `blendnb new` made it, so that its own entries count; else None."""
    return folder if (folder / ENTRIES / "README.md").is_file() else None


def refuse_unknown(kind: str, id_: str | None, known: list[str]) -> None:
    """Refuse an id that is not among those known, with what was probably meant.

    Raises
    ------
    InputError
        If it is not one of them; None is let through.
    """
    if id_ is not None and id_ not in known:
        text = f"is not one of {', '.join(known)}"
        raise refuse(kind, text, found=shown(id_), hint=did_you_mean(id_, known))
