"""A page of its own for plans side by side, as self-contained as the page of a plan."""

from pathlib import Path

from blendnb.domain.comparison import Comparison
from blendnb.exporting.page import content_policy, rendered, style_sheet
from blendnb.files.problems import refuse, shown
from blendnb.files.reading import Source, label
from blendnb.files.writing import write_whole
from blendnb.language import say, speaking_in
from blendnb.reporting.comparison_report import comparison_report


def export_comparison(comparison: Comparison, path: Source, *, own: Path | None = None) -> None:
    """Write plans side by side as one page that opens anywhere.

    Parameters
    ----------
    comparison
        What `compare` says about some plans.
    path
        Where to; it must end in `.html`.
    own
        A working folder whose `page/` may override templates, style and words.

    Raises
    ------
    InputError
        If the file has another suffix or cannot be written; an existing file is then as it was.
    """
    suffix = Path(path).suffix.lower()
    if suffix != ".html":
        raise refuse(label(path), say("export.problem.comparison"), found=shown(suffix))
    write_whole(path, comparison_page(comparison, own=own))


def comparison_page(comparison: Comparison, *, own: Path | None = None) -> str:
    """Return the page of a comparison as text; the parameters are those of `export_comparison`."""
    style = style_sheet(own)
    with speaking_in(own):
        return rendered(
            own,
            "comparison.html",
            style=style,
            policy=content_policy(style),
            comparison=comparison_report(comparison),
        )
