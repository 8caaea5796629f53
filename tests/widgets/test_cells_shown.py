"""What a cell shows: our values and charts as HTML that needs nothing from anywhere."""

import re
import subprocess
import sys

import altair as alt
import pytest
from IPython.core.interactiveshell import InteractiveShell

import blendnb as bl
from blendnb.charts import journey_chart, spacing_chart
from blendnb.reporting.audit_report import audit_report
from blendnb.reporting.comparison_report import comparison_report
from blendnb.reporting.cost_report import cost_report
from blendnb.reporting.plan_report import plan_report
from blendnb.widgets import cells
from blendnb.widgets.notebook import register

HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def hostile(crm, work_out):
    """A design in which every text that people type is an attack."""
    brief = crm.replace(title=HOSTILE, client=HOSTILE, topics=(HOSTILE,), moments=(HOSTILE,))
    return work_out(brief, None)


@pytest.fixture
def show():
    """Show a value the way a notebook does: as IPython's mime bundle."""
    shell = InteractiveShell.instance()
    register()
    yield lambda value: shell.display_formatter.format(value)[0]
    InteractiveShell.clear_instance()


def pieces(design):
    yield cells.recommendation_html(design.recommendation)
    yield cells.report_html_cell(audit_report(design.audit))
    yield cells.report_html_cell(plan_report(design.plan))
    yield cells.chart_html(journey_chart(design.plan))
    yield cells.chart_html(spacing_chart(design.plan))
    yield cells.report_html_cell(cost_report(bl.cost(design.plan)))
    compared = bl.compare([design.plan, design.plan])
    yield cells.report_html_cell(comparison_report(compared))


def test_what_people_typed_is_never_markup(hostile):
    for piece in pieces(hostile):
        assert "<img" not in piece


def test_nothing_that_is_shown_loads_anything(hostile):
    for piece in pieces(hostile):
        without_text = re.sub(r">[^<]*<", "><", piece)
        assert not re.search(r"\b(src|href|url\(|@import|<script)", without_text)


def test_a_comparison_shows_words_figures_journeys_and_where_they_differ(show, crm):
    plans = [bl.design(crm, blend_model=model) for model in ("digital_first", "live_led")]
    html = show(bl.compare(plans))["text/html"]
    assert "Taking A (Digital-first) instead of B (Live-led) buys" in html
    assert ">Hours of building</th>" in html
    assert html.count("<svg") == 4  # journeys, recall, cost and break-even
    assert ">does without it</td>" in html


def test_a_cost_shows_its_parts_and_the_source_of_every_rate(show, crm):
    html = show(bl.cost(bl.design(crm)))["text/html"]
    assert ">Managers’ and mentors’ time</th>" in html
    assert "Chapman 2013" in html


def test_a_recommendation_shows_every_blend_model_with_its_share(show, crm):
    html = show(bl.recommend(crm))["text/html"]
    for model in bl.recommend(crm).models:
        assert f">{model.name}</th>" in html
        assert f"</svg> {model.percent}\u00a0%</td>" in html


def test_an_audit_shows_every_question_under_its_dimension(show, crm):
    audit = bl.audit(bl.design(crm))
    html = show(audit)["text/html"]
    assert html.count('<th scope="rowgroup" rowspan="2">') >= 5
    for question in audit.questions.values():
        assert question.text.partition(" (")[0] in html


def test_a_plan_shows_all_its_touchpoints(show, crm):
    plan = bl.design(crm)
    journey, _, after = show(plan)["text/html"].partition("</table>")
    assert journey.count("<tr>") == len(plan.touchpoints) + 1
    for topic in plan.topics:
        assert topic in after  # in the ledger of content


def test_a_chart_shows_as_a_drawing_under_its_takeaway(show, crm):
    chart = bl.journey_chart(bl.design(crm))
    html = show(chart)["text/html"]
    assert f">{chart.title.text}</h3>" in html
    assert html.count('role="img"') == 1


def test_a_chart_in_the_dark_theme_brings_its_dark_ground(show, crm):
    html = show(bl.journey_chart(bl.design(crm), theme_name="dark"))["text/html"]
    assert 'class="blendnb-shown dark"' in html


def test_other_peoples_charts_are_shown_the_way_altair_shows_them(show):
    bar = alt.Chart(alt.NamedData("numbers")).mark_bar()
    with alt.renderers.enable("mimetype"):
        kinds = show(alt.layer(bar, bar))
    assert any(kind.startswith("application/vnd.vegalite") for kind in kinds)


def test_using_blendnb_in_a_notebook_loads_no_chart_or_widget_library_before_they_are_needed():
    code = (
        "import sys; from IPython.core.interactiveshell import InteractiveShell as S; S.instance();"
        "import blendnb as bl; bl.Brief;"
        "print(sorted({'altair', 'pandas', 'ipywidgets', 'anywidget'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
