"""A page of its own for plans side by side, as self-contained as the page of a plan."""

from pathlib import Path

from markupsafe import Markup

from blendnb._version import __version__
from blendnb.charts.compare import (
    compare_cost_drawing,
    compare_journeys_drawing,
    compare_recall_drawing,
)
from blendnb.charts.compare_tables import (
    comparison_table,
    cost_parts_table,
    differences_table,
    moments_table,
)
from blendnb.charts.cost import break_even_drawing
from blendnb.charts.cost_tables import assumptions_table, break_even_table
from blendnb.charts.takeaways_compare import cost_compared, journeys_compared, recall_compared
from blendnb.charts.takeaways_cost import even_takeaway
from blendnb.domain.comparison import LETTERS, Comparison
from blendnb.exporting.page import content_policy, environment, style_sheet
from blendnb.exporting.views import View
from blendnb.exporting.views.drawings import drawings, rows_of
from blendnb.exporting.words import Words, load_words
from blendnb.files.problems import refuse, shown
from blendnb.files.reading import Source, label
from blendnb.files.writing import write_whole


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
        raise refuse(label(path), "a comparison is written as .html", found=shown(suffix))
    write_whole(path, comparison_page(comparison, own=own))


def comparison_page(comparison: Comparison, *, own: Path | None = None) -> str:
    """Return the page of a comparison as text; the parameters are those of `export_comparison`."""
    words, style = load_words(own), style_sheet(own)
    view = _view(comparison, words)
    text = (
        environment(own)
        .get_template("comparison.html")
        .render(
            c=view,
            w=words,
            style=Markup(style),  # noqa: S704 -- our own style sheet
            policy=content_policy(style),
            version=__version__,
        )
    )
    return text.rstrip("\n") + "\n"


def _view(comparison: Comparison, words: Words) -> View:
    same = sum(difference.same for difference in comparison.differences)
    *first_ones, last = (option.label for option in comparison.options)
    first = ", ".join(first_ones)
    return {
        "title": words.say("comparison.title", first=first, last=last),
        "plans": [(o.letter, o.full_name) for o in comparison.options],
        "trades": [trade.text for trade in comparison.trades],
        "numbers": rows_of(comparison_table(comparison, words.charts)),
        "journeys": _journeys(comparison, words),
        "differences": rows_of(differences_table(comparison, words.charts)),
        "same": words.count("comparison.same", same) if same else "",
        "recall": _recall(comparison, words),
        "cost": _cost(comparison, words),
        "evens": [_even(comparison, n, words) for n in range(len(comparison.break_evens))],
        "assumptions": rows_of(assumptions_table(comparison.options[0].cost, words.charts)),
    }


def _journeys(comparison: Comparison, words: Words) -> View:
    name = words.charts["compare_journeys_name"]
    pictures = drawings(
        lambda width: compare_journeys_drawing(comparison, width=width, words=words.charts),
        "j", name,
    )  # fmt: skip
    heading = journeys_compared(comparison, words.charts)
    return {"heading": heading, "name": name, "chart": {"pictures": pictures, "table": None}}


def _recall(comparison: Comparison, words: Words) -> View:
    name = words.charts["compare_recall_name"]
    pictures = drawings(
        lambda width: compare_recall_drawing(comparison, width=width, words=words.charts),
        "r", name,
    )  # fmt: skip
    table = rows_of(moments_table(comparison, words.charts))
    heading = recall_compared(comparison, words.charts)
    return {"heading": heading, "name": name, "chart": {"pictures": pictures, "table": table}}


def _cost(comparison: Comparison, words: Words) -> View:
    name = words.charts["compare_cost_name"]
    pictures = drawings(
        lambda width: compare_cost_drawing(comparison, width=width, words=words.charts), "c", name
    )
    heading = cost_compared(comparison, words.charts)
    table = rows_of(cost_parts_table(comparison, words.charts))
    return {"heading": heading, "name": name, "chart": {"pictures": pictures, "table": table}}


def _even(comparison: Comparison, number: int, words: Words) -> View:
    even = comparison.break_evens[number]
    name = words.say("comparison.even_name", first=LETTERS[0], second=LETTERS[number + 1])
    pictures = drawings(
        lambda width: break_even_drawing(even, width=width, words=words.charts), f"e{number}", name
    )
    heading = even_takeaway(even, words.charts)
    table = rows_of(break_even_table(even, words.charts))
    return {"heading": heading, "name": name, "chart": {"pictures": pictures, "table": table}}
