"""Exploring as one page: the linked chart with everything that draws it inside.

Brushing and clicking need a script, so this page runs one, which travels with it; it loads nothing.
"""

from pathlib import Path

from blendnb.charts.explore import exploration_chart
from blendnb.domain.exploration import Exploration
from blendnb.exporting.escape import drawing_data
from blendnb.files.problems import refuse, shown
from blendnb.files.reading import Source, label
from blendnb.files.writing import write_whole


def export_exploration(exploration: Exploration, path: Source) -> None:
    """Write the linked chart of an exploration as one page that opens without a network.

    Parameters
    ----------
    exploration
        What `explore` found.
    path
        Where to; it must end in `.html`.

    Raises
    ------
    InputError
        If the file has another suffix or cannot be written; an existing file is then as it was.
    """
    import vl_convert

    suffix = Path(path).suffix.lower()
    if suffix != ".html":
        raise refuse(label(path), "an exploration is written as .html", found=shown(suffix))
    spec = drawing_data(exploration_chart(exploration, width=1120).to_dict())
    spec["usermeta"] = {"embedOptions": {"actions": False}}
    write_whole(path, vl_convert.vegalite_to_html(spec, bundle=True))
