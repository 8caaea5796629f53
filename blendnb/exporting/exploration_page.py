"""Exploring as one page: the linked chart with everything that draws it inside, and a table.

Brushing and clicking need a script, so this page runs one, which travels with it; it loads nothing.
Whoever cannot use the chart finds the same designs in the table below it.
"""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from markupsafe import Markup

from blendnb.charts.exploration_charts import (
    clicks_through,
    exploration_chart,
    exploration_name,
    still_spec,
)
from blendnb.domain.exploration import Exploration
from blendnb.exporting.page import rendered, style_sheet
from blendnb.files.problems import refuse, shown
from blendnb.files.reading import Source, label
from blendnb.files.writing import write_whole
from blendnb.language import say, speaking_in
from blendnb.reporting.escape import drawing_data
from blendnb.reporting.exploration_report import exploration_report
from blendnb.reporting.svg import still_svg
from blendnb.shipped import shipped

_WIDTH = 1120
_NARROW = 320
_CLOSES_A_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def export_exploration(exploration: Exploration, path: Source, *, own: Path | None = None) -> None:
    """Write an exploration as one page that opens without a network.

    Parameters
    ----------
    exploration
        What `explore` found.
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
        raise refuse(label(path), say("export.problem.exploration"), found=shown(suffix))
    write_whole(path, exploration_page(exploration, own=own))


def exploration_page(exploration: Exploration, *, own: Path | None = None) -> str:
    """Return the page as text; the parameters are those of `export_exploration`."""
    style, script = style_sheet(own), _script()
    with speaking_in(own):
        return rendered(
            own,
            "exploration.html",
            style=style,
            policy=_policy(script),
            title=say("exploration.title", title=exploration.brief.title),
            exploration=exploration_report(exploration),
            stills=stills(exploration),
            data=Markup(_data(exploration)),  # noqa: S704 -- no character that HTML reads
            script=Markup(script),  # noqa: S704 -- our own script
        )


def stills(exploration: Exploration) -> list[Markup]:
    """Return the dots as drawings that need no script, for paper or a laptop and for a phone."""
    name = exploration_name(exploration)
    wide = still_spec(exploration, width=_WIDTH)
    narrow = still_spec(exploration, width=_NARROW, stacked=True)
    return [still_svg(wide, name, "still wide-still"), still_svg(narrow, name, "still slim-still")]


def _script() -> str:
    """Vega in one module with our few lines at its end, fit to stand inside a page."""
    from vl_convert import javascript_bundle

    path = shipped("templates") / "page" / "exploration.js"
    bundle = javascript_bundle(path.read_text(encoding="utf-8"))
    # The browser reads line ends as one character, and its hash of the script with them.
    return bundle.replace("</script", "<\\/script").replace("\r\n", "\n").replace("\r", "\n")


def _policy(script: str) -> str:
    """Nothing may load, and the one script is known by its hash.

    Vega writes functions for its expressions and styles for its hints, so both have to be allowed.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}' "
        "'unsafe-eval'; base-uri 'none'; form-action 'none'"
    )


def _data(exploration: Exploration) -> str:
    """The chart in both themes, and once the data of both."""
    light, dark = (
        drawing_data(
            exploration_chart(exploration, width=_WIDTH, theme_name=theme, command=True).to_dict()
        )
        for theme in ("light", "dark")
    )
    patch = clicks_through(light)
    datasets: Any = light.pop("datasets")
    dark.pop("datasets")
    for spec in (light, dark):
        # The page says both in its own heading.
        spec.pop("title", None)
    text = json.dumps({"datasets": datasets, "light": light, "dark": dark, "patch": patch})
    for character, escaped in _CLOSES_A_SCRIPT.items():
        text = text.replace(character, escaped)
    return text
