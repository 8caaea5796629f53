"""What a page costs in time and bytes, beside what else shows the same charts and tables.

Run it with ``python benchmarks/page.py``. The plan has 40 touchpoints over 13 weeks and 5 topics.
The peers get the same four charts and three tables: Altair's own `save` (with its scripts on a CDN,
and with them inside), nbconvert of a notebook that holds them, and the charts as vl-convert draws
them. plotly gets three of the charts in its own way, and great_tables the tables alone, which is
all that it shows. "needs" says what a reader needs before anything of the charts is seen. Times are
processor time and depend on the machine, so compare the ratios of one run; a cold export is a
process of its own. Each page is then opened in Chromium without a network.
"""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import cycle, islice
from typing import Any, NamedTuple

import altair as alt
import vl_convert
from _page_in_browser import seen

from blendnb.api import audit, catalogue_of, recommend
from blendnb.charts import (
    dimensions_chart,
    journey_chart,
    journey_table,
    spacing_chart,
    spacing_table,
    workload_chart,
    workload_table,
)
from blendnb.charts.recall import recall_of
from blendnb.charts.tables import journey_frame, workload_frame
from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.exporting.page import render

SIZES = (10, 40, 125, 250, 500)
FORMATS = {
    "self_paced_module": ("self_paced", "inform", 5, 30),
    "virtual_workshop": ("live", "practice", 1, 90),
    "on_the_job_assignment": ("on_the_job", "apply", 12, 45),
    "social_task": ("social", "apply", 7, 20),
    "microlearning": ("self_paced", "reinforce", 1, 5),
    "knowledge_check": ("self_paced", "assess", 1, 10),
    "job_aid": ("on_the_job", "support", None, 0),
    "manager_check_in": ("on_the_job", "support", 1, 20),
}
TOPICS = ("Opening a talk", "Asking for the need", "Value", "Price", "Closing")
COLD = (
    "import sys, time; start = time.perf_counter(); from blendnb.exporting import page_of; "
    "from blendnb.files.briefs_and_plans import plan_from_data; "
    "from blendnb.files.parsing import parse_json; "
    "page_of(plan_from_data(parse_json(sys.stdin.read(), '-'), '-')); "
    "print(time.perf_counter() - start)"
)


def touchpoints(weeks: int) -> Iterator[Touchpoint]:
    """Give touchpoints without end, spread over the weeks."""
    for number, (format_, facts) in enumerate(cycle(FORMATS.items())):
        modality, purpose, days, minutes = facts
        yield Touchpoint(
            id=f"tp-{number}",
            title=f"{format_.replace('_', ' ').capitalize()} {number}: {TOPICS[number % 5]}",
            format=format_,
            modality=modality,
            delivery="virtual" if modality == "live" else None,
            purpose=purpose,
            stage="during",
            start_day=number * 5 % (weeks * 7 - 12),
            days=days,
            learner_minutes=float(minutes),
            topics=(TOPICS[number % 5],),
            why=f"Without {format_.replace('_', ' ')} number {number} this step would be missing.",
        )


def plan_of(size: int, weeks: int = 13) -> Plan:
    """Return a plan of so many touchpoints."""
    brief = Brief.model_validate(
        {
            "title": "Consultative selling",
            "objective": "Sales teams sell on value, not on price.",
            "topics": TOPICS,
            "outcome": {"subject": "sales"},
            "audience": {"size": 400},
            "schedule": {"weeks": weeks, "start": "2027-01-11"},
        }
    )
    return Plan(
        title="Consultative selling",
        brief=brief,
        blend_model="continuous",
        reinforced=True,
        start=brief.schedule.start,
        touchpoints=tuple(islice(touchpoints(weeks), size)),
    )


def seconds(work: Callable[[], Any], repeats: int = 5) -> float:
    """Return the least processor time of several runs, after one that warms up."""
    work()
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


class Page(NamedTuple):
    """One way to give a client the same charts and tables."""

    name: str
    make: Callable[[], str]
    needs: str


def pages(plan: Plan) -> list[Page]:
    """Return ours and its peers."""
    advice, verdict, known = recommend(plan.brief), audit(plan), catalogue_of()
    charts = (journey_chart(plan), spacing_chart(plan), workload_chart(plan))
    charts = (*charts, dimensions_chart(verdict))
    tables = [t(plan).to_html(index=False) for t in (journey_table, spacing_table, workload_table)]
    together = alt.vconcat(*map(self_contained, charts), config=charts[0].config)

    def altair(*, inline: bool) -> str:
        file = io.StringIO()
        together.save(file, format="html", inline=inline)
        return file.getvalue().replace("</body>", f"{''.join(tables)}</body>")

    return [
        Page("blendnb", lambda: render(plan, advice, verdict, known), "nothing"),
        Page("Altair save, CDN", lambda: altair(inline=False), "network and scripts"),
        Page("Altair save, inline", lambda: altair(inline=True), "scripts"),
        Page("nbconvert", lambda: notebook(charts, tables), "network and scripts"),
        Page("vl-convert and pandas", lambda: drawn(charts, tables), "nothing"),
        *other_peers(plan, tables),
    ]


def document(*parts: str) -> str:
    """Return parts as a page, the way one would without a template."""
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plan</title></head>'
    return f"{head}<body>{''.join(parts)}</body></html>"


def drawn(charts: tuple[Any, ...], tables: list[str]) -> str:
    """Return the charts as SVG elements above the tables."""
    pictures = (vl_convert.vegalite_to_svg(c.to_dict(), allowed_base_urls=[]) for c in charts)
    return document(*pictures, *tables)


def other_peers(plan: Plan, tables: list[str]) -> Iterator[Page]:
    """Give those peers that are installed."""
    if find_spec("plotly"):
        yield Page("plotly", lambda: plotly_page(plan, tables), "scripts")
    if find_spec("great_tables"):
        yield Page("great_tables, no charts", lambda: great_tables_page(plan), "nothing")


def plotly_page(plan: Plan, tables: list[str]) -> str:
    """Return a Gantt chart, the curves and the workload as plotly draws them, and the tables."""
    from plotly import express as px

    rows = journey_frame(plan)
    rows["from"] = [plan.date_of(int(day)) for day in rows["start_day"]]
    rows["to"] = [plan.date_of(int(day)) for day in rows["end_day"].fillna(plan.last_day)]
    figures = (
        px.timeline(rows, x_start="from", x_end="to", y="title", color="modality"),
        px.line(recall_of(plan).frame, x="day", y="recall", color="series", facet_col="panel"),
        px.bar(workload_frame(plan), x="week", y="minutes", color="modality"),
    )
    shown = (f.to_html(full_html=False, include_plotlyjs=not n) for n, f in enumerate(figures))
    return document(*shown, *tables)


def great_tables_page(plan: Plan) -> str:
    """Return the three tables as great_tables sets them."""
    from great_tables import GT

    frames = (t(plan) for t in (journey_table, spacing_table, workload_table))
    return document(*(GT(frame).as_raw_html() for frame in frames))


def self_contained(chart: alt.LayerChart) -> alt.LayerChart:
    """Return a chart whose layers hold their data, so that it can stand among others."""
    spec = chart.to_dict()
    data = spec.pop("datasets")
    del spec["config"], spec["$schema"]
    for layer in spec["layer"]:
        layer["data"] = {"values": data[layer["name"]]}
    return alt.LayerChart.from_dict(spec)


def notebook(charts: tuple[Any, ...], tables: list[str]) -> str:
    """Return a notebook that shows the same, as nbconvert exports it."""
    from nbconvert import HTMLExporter
    from nbformat import v4

    bundles = [alt.renderers.get()(chart.to_dict()) for chart in charts]
    outputs = [b[0] if isinstance(b, tuple) else b for b in bundles]
    outputs += [{"text/html": table} for table in tables]
    cells = [
        v4.new_code_cell("show()", outputs=[v4.new_output("display_data", data=data)])
        for data in outputs
    ]
    return HTMLExporter(exclude_input=True).from_notebook_node(v4.new_notebook(cells=cells))[0]


def cold_seconds(plan: Plan) -> float:
    """Return how long the first export of a fresh process takes, imports included."""
    from blendnb.files.briefs_and_plans import plan_json

    result = subprocess.run(
        [sys.executable, "-c", COLD],
        input=plan_json(plan), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(result.stdout)


def in_browser(pages: dict[str, str]) -> None:
    """Print how the pages do in a browser, before the checkers and on paper."""
    print(f"\n{'without a network':24}{'requests':>9}{'paint ms':>9}{'axe':>5}{'checker':>8}"
          f"{'px beyond paper':>16}")  # fmt: skip
    for name, found in seen(pages).items():
        paint = "none" if found.paint_ms is None else f"{found.paint_ms:,.0f}"
        errors = "?" if found.errors is None else f"{found.errors:,}"
        print(f"{name:24}{found.requests:>9}{paint:>9}{found.axe:>5}{errors:>8}"
              f"{found.beyond_paper:>16}")  # fmt: skip


def main() -> None:
    """Print what was measured."""
    plan = plan_of(40)
    made = [(page, page.make(), seconds(page.make, 3)) for page in pages(plan)]
    own = made[0][2]
    print(f"{'page of 40 touchpoints':24}{'kB':>8}{'gzipped':>9}{'ms':>7}{'ratio':>7}  needs")
    for page, text, taken in made:
        raw = text.encode()
        sizes = f"{len(raw) / 1e3:>8,.0f}{len(gzip.compress(raw)) / 1e3:>9,.0f}"
        print(f"{page.name:24}{sizes}{1e3 * taken:>7,.0f}{taken / own:>7.1f}  {page.needs}")
    in_browser({page.name: text for page, text, _ in made})
    print(f"\nfirst export of a process, imports included: {cold_seconds(plan):.1f} s\n")
    charts = (journey_chart, spacing_chart, workload_chart)
    for chart in charts:
        print(f"{chart.__name__:24}{1e3 * seconds(lambda c=chart: c(plan)):>7,.0f} ms to build")
    print(f"\n{'touchpoints':>12}{'ms':>8}{'ms each':>9}{'kB':>7}{'gzipped':>9}")
    for size in SIZES:
        (page, *_) = pages(plan_of(size, weeks=13 if size <= 40 else 52))  # noqa: PLR2004
        raw, taken = page.make().encode(), 1e3 * seconds(page.make, 2)
        sizes = f"{len(raw) / 1e3:>7,.0f}{len(gzip.compress(raw)) / 1e3:>9,.0f}"
        print(f"{size:>12}{taken:>8,.0f}{taken / size:>9.1f}{sizes}")


if __name__ == "__main__":
    main()
