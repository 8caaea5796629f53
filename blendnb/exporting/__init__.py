"""What leaves the room: a plan as a page that opens anywhere, or as the file it came from.

The suffix of the file decides. Every export is written whole or not at all.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from blendnb.domain.plan import Plan
from blendnb.files.problems import did_you_mean, refuse, shown
from blendnb.files.reading import STANDARD_STREAM, Source, label
from blendnb.files.writing import write_whole

if TYPE_CHECKING:
    from blendnb.domain.catalogue import Catalogue

SUFFIXES = (".html", ".json")
"""What `export` writes."""


def export(plan: Plan, path: Source, *, catalogue: "Catalogue | Source | None" = None) -> None:
    """Write a plan to a file, in the form that the file's suffix names.

    Parameters
    ----------
    plan
        The plan.
    path
        Where to: `.html` is one page that needs no network and holds the plan, `.json` the plan
        alone. `-` writes the JSON to standard output.
    catalogue
        A catalogue, or a working folder with own entries, words and templates; the shipped ones by
        default.

    Raises
    ------
    InputError
        If the suffix is none of these, or the file cannot be written; an existing file is then as
        it was.
    """
    suffix = ".json" if path == STANDARD_STREAM else Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise _unknown_suffix(path, suffix)
    write_whole(path, page_of(plan, catalogue) if suffix == ".html" else _json(plan))


def page_of(plan: Plan, catalogue: "Catalogue | Source | None" = None) -> str:
    """Return the page of a plan as text, with everything that is said about it worked out.

    The parameters are those of `export`.
    """
    from blendnb.api import audit, catalogue_of, recommend
    from blendnb.exporting.page import render

    known = catalogue_of(catalogue)
    advice, verdict = recommend(plan.brief, catalogue=known), audit(plan, catalogue=known)
    return render(plan, advice, verdict, known, own=_own_folder(catalogue))


def _json(plan: Plan) -> str:
    from blendnb.files.plans import plan_json

    return plan_json(plan)


def _own_folder(catalogue: Any) -> Path | None:
    """The working folder that may hold own words and templates."""
    from blendnb.domain.catalogue import Catalogue

    return None if catalogue is None or isinstance(catalogue, Catalogue) else Path(catalogue)


def _unknown_suffix(path: Source, suffix: str) -> Exception:
    allowed = " or ".join(SUFFIXES)
    if not suffix:
        return refuse(label(path), f"names no kind of file; end it in {allowed}")
    hint = did_you_mean(suffix, SUFFIXES)
    return refuse(label(path), f"is not a kind of file that export writes: {allowed}",
                  found=shown(suffix), hint=hint)  # fmt: skip
