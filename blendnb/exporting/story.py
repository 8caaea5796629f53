"""One page for the sponsor: what the pilot showed, what changes, and what this cannot show."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from blendnb._version import __version__
from blendnb.charts.changes import changes_drawing, changes_table, changes_takeaway, units_of
from blendnb.charts.metric import metric_drawing, metric_table, metric_takeaway
from blendnb.charts.results import (
    staying_drawing,
    staying_table,
    staying_takeaway,
    steps_of,
    use_drawing,
    use_table,
    use_takeaway,
)
from blendnb.domain.figures import change_figure, figure, percent
from blendnb.domain.plan import Plan
from blendnb.domain.results import Effect, Metric, Results, Simplification
from blendnb.exporting.page import content_policy, environment, style_sheet
from blendnb.exporting.views import View
from blendnb.exporting.views.drawings import drawings, rows_of
from blendnb.exporting.words import Words, load_words
from blendnb.files.problems import refuse, shown
from blendnb.files.reading import Source, label
from blendnb.files.writing import write_whole
from blendnb.measuring.effects import told
from blendnb.measuring.metrics import NO_COMPARISON
from blendnb.measuring.pilot import pilot_of

if TYPE_CHECKING:
    from blendnb.domain.catalogue import Catalogue

MOST_FINDINGS, MOST_METRICS = 6, 2


def write_story(
    plan: Plan,
    changed: Plan,
    results: Results,
    accepted: Sequence[Simplification],
    path: Source,
    *,
    catalogue: "Catalogue | Source | None" = None,
) -> None:
    """Write one page for the sponsor of a pilot, as self-contained as the page of a plan.

    Parameters
    ----------
    plan, changed
        The plan that the pilot tried, and the plan with what was accepted.
    results
        What the pilot showed.
    accepted
        The simplifications that were accepted.
    path
        Where to; it must end in `.html`.
    catalogue
        A catalogue, or a working folder with own entries, words and templates.

    Raises
    ------
    InputError
        If the file has another suffix or cannot be written; an existing file is then as it was.
    """
    suffix = Path(path).suffix.lower()
    if suffix != ".html":
        raise refuse(label(path), "a story is written as .html", found=shown(suffix))
    write_whole(path, story_page(plan, changed, results, accepted, catalogue=catalogue))


def story_page(
    plan: Plan,
    changed: Plan,
    results: Results,
    accepted: Sequence[Simplification],
    *,
    catalogue: "Catalogue | Source | None" = None,
) -> str:
    """Return the page as text; the parameters are those of `write_story`."""
    from blendnb.domain.catalogue import Catalogue
    from blendnb.pilots import effect

    own = None if catalogue is None or isinstance(catalogue, Catalogue) else Path(catalogue)
    words, style = load_words(own), style_sheet(own)
    total = effect(plan, changed, catalogue=catalogue) if accepted else None
    view = _view(plan, results, accepted, total, words)
    text = (
        environment(own)
        .get_template("story.html")
        .render(
            s=view,
            w=words,
            style=Markup(style),  # noqa: S704 -- our own style sheet
            policy=content_policy(style),
            version=__version__,
        )
    )
    return text.rstrip("\n") + "\n"


def _view(
    plan: Plan,
    results: Results,
    accepted: Sequence[Simplification],
    total: Effect | None,
    words: Words,
) -> View:
    size = pilot_of(plan, results)
    causal = [m.causal for m in results.metrics] or [NO_COMPARISON]
    return {
        "kicker": plan.brief.client or "",
        "title": words.say("story.title", title=plan.title),
        "objective": plan.brief.objective,
        "numbers": _numbers(results, words),
        "findings": results.findings[:MOST_FINDINGS],
        "more": results.findings[MOST_FINDINGS:],
        "changes": [(s.text, s.why) for s in accepted],
        "does": told(total) if total else (),
        "moved": [_moved(results, unit, words) for unit in units_of(results)],
        "use": _use(results, words) if results.uses else None,
        "staying": _staying(results, words) if steps_of(results) else None,
        "metrics": [_metric(m, n, words) for n, m in enumerate(results.metrics[:MOST_METRICS])],
        "cannot": list(dict.fromkeys([*causal, *(size.text if size else ()), *results.notes])),
        "measures": _measures(results, words),
        "files": [[f.file, f"{f.rows:,}", _aside(f.aside)] for f in results.files],
    }


def _numbers(results: Results, words: Words) -> list[tuple[str, str]]:
    """The figures that matter first, at most four."""
    found = []
    taking = results.taking
    if taking and taking.expected:
        found.append((f"{taking.expected:,}", words["story"]["people"]))
    if taking and not taking.parts.hidden:
        found.append((percent(taking.parts).partition(" (")[0], words["story"]["parts"]))
    moved = next((c for c in results.changes
                  if c.kind == "confidence" and not c.difference.hidden), None)  # fmt: skip
    if moved:
        value = change_figure(moved, moved.difference, signed=True).partition(" (")[0]
        found.append((value, words["story"]["confidence"]))
    if results.metrics:
        metric = results.metrics[0]
        moved_by = metric.effect if metric.effect is not None else metric.difference
        how = words["story"]["effect" if metric.effect is not None else "alone"]
        value = figure(moved_by, signed=True).partition(" (")[0]
        found.append((value, f"{metric.text}, {how}"))
    return found


def _use(results: Results, words: Words) -> View:
    name = words.charts["use_name"]
    pictures = drawings(
        lambda width: use_drawing(results, width=width, words=words.charts), "u", name
    )
    table = rows_of(use_table(results, words.charts))
    heading = use_takeaway(results, words.charts)
    return {"heading": heading, "name": name, "chart": {"pictures": pictures, "table": table}}


def _staying(results: Results, words: Words) -> View:
    name = words.charts["staying_name"]
    pictures = drawings(
        lambda width: staying_drawing(results, width=width, words=words.charts), "s", name
    )
    table = rows_of(staying_table(results, words.charts))
    heading = staying_takeaway(results, words.charts)
    return {"heading": heading, "name": name, "chart": {"pictures": pictures, "table": table}}


def _moved(results: Results, unit: str, words: Words) -> View:
    name = words.charts["changes_name"]
    pictures = drawings(
        lambda width: changes_drawing(results, unit, width=width, words=words.charts),
        unit, name,
    )  # fmt: skip
    only = [change for change in results.changes if change.unit == unit]
    table = rows_of(changes_table(replace(results, changes=tuple(only)), words.charts))
    heading = changes_takeaway(results, unit, words.charts)
    return {"heading": heading, "name": name, "chart": {"pictures": pictures, "table": table}}


def _metric(metric: Metric, number: int, words: Words) -> View:
    name = words.charts["metric_name"]
    pictures = drawings(
        lambda width: metric_drawing(metric, width=width, words=words.charts), f"m{number}", name
    )
    table = rows_of(metric_table(metric, words.charts))
    return {
        "heading": metric_takeaway(metric, words.charts),
        "name": name,
        "chart": {"pictures": pictures, "table": table},
    }


def _measures(results: Results, words: Words) -> list[list[str]]:
    nothing = words["story"]["nothing"]
    return [
        [o.measure.text, o.level, o.measure.baseline or nothing, o.measure.target or nothing,
         o.found or nothing]
        for o in results.outcomes
    ]  # fmt: skip


def _aside(aside: Sequence[tuple[str, int]]) -> str:
    return "; ".join(f"{count:,}: {reason}" for reason, count in aside) or "0"
