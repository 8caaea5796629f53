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

from blendnb._version import __version__
from blendnb.charts.explore import (
    COMMAND,
    clicks_through,
    exploration_chart,
    exploration_takeaway,
    front_table,
)
from blendnb.domain.exploration import DesignSpace, Exploration
from blendnb.exporting.escape import drawing_data
from blendnb.exporting.page import environment, style_sheet
from blendnb.exporting.views import View
from blendnb.exporting.views.drawings import rows_of
from blendnb.exporting.words import Words, load_words
from blendnb.files.problems import refuse, shown
from blendnb.files.reading import Source, label
from blendnb.files.shipped import shipped
from blendnb.files.writing import write_whole

_WIDTH = 1120
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
        raise refuse(label(path), "an exploration is written as .html", found=shown(suffix))
    write_whole(path, exploration_page(exploration, own=own))


def exploration_page(exploration: Exploration, *, own: Path | None = None) -> str:
    """Return the page as text; the parameters are those of `export_exploration`."""
    words, style, script = load_words(own), style_sheet(own), _script()
    view = _view(exploration, words)
    text = (
        environment(own)
        .get_template("exploration.html")
        .render(
            e={**view, "script": Markup(script)},  # noqa: S704 -- our own script
            w=words,
            style=Markup(style),  # noqa: S704 -- our own style sheet
            policy=_policy(script),
            version=__version__,
        )
    )
    return text.rstrip("\n") + "\n"


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


def _view(exploration: Exploration, words: Words) -> View:
    title = words.say("exploration.title", title=exploration.brief.title)
    name = words.charts["explore_name"].format(days=exploration.until_day)
    stopped = words.say(
        "exploration.stopped", seen=f"{exploration.seen:,}", asked=f"{exploration.asked:,}"
    )
    command = COMMAND.format(number="NUMBER")
    return {
        "title": title,
        "stopped": "" if exploration.complete else stopped,
        "chart": {"heading": exploration_takeaway(exploration, words.charts), "name": name},
        "front": rows_of(front_table(exploration, words.charts)),
        "open": words.say("exploration.open", command=command),
        "infeasible": [[f"{count:,}", reason] for reason, count in exploration.infeasible],
        "looked": _looked(exploration.space, words),
        "data": Markup(_data(exploration, words)),  # noqa: S704 -- no character that HTML reads
    }


def _looked(space: DesignSpace, words: Words) -> list[tuple[str, str]]:
    said = words["exploration"]
    return [
        (said["models"], ", ".join(model.replace("_", "-") for model in space.blend_models)),
        (said["weeks"], ", ".join(map(str, space.weeks))),
        (said["returns"], ", ".join(map(str, space.returns))),
        (said["classes"], ", ".join(map(str, space.group_sizes))),
        (said["formats"], ", ".join(formats.name for formats in space.format_sets)),
    ]


def _data(exploration: Exploration, words: Words) -> str:
    """The chart in both themes, and once the data of both."""
    light, dark = (
        drawing_data(
            exploration_chart(
                exploration, width=_WIDTH, theme_name=theme, words=words.charts, command=True
            ).to_dict()
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
