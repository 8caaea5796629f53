"""The figures that people decide by, worked out by hand for two small plans, wherever they stand.

Each number below is a literal with its arithmetic beside it; the two plans stand in `hand_made.py`.
A restructuring changes none of these. Whoever changes a *definition* works the new number out on
paper, from the plan and the catalogue's rates, and writes down how; copying what a test prints
would accept any mistake.
"""

import json
import re
from html import unescape

import ipywidgets
import pytest
from openpyxl import load_workbook

import blendnb as bl
from blendnb.reporting.comparison_report import figures_table
from blendnb.reporting.cost_report import cost_report
from blendnb.reporting.report import Chart
from tests.corpus import said_by
from tests.golden.hand_made import PUMP, WARD

PLANS = {"ward": WARD, "pump": PUMP}
EACH = pytest.mark.parametrize("name", PLANS)


# ---------------------------------------------------------------------------- time of a learner

WEEKS = {
    "ward": 5,  # the window of 5 weeks, days 0 to 34; the task ends on day 27
    "pump": 3,  # the window ends on day 13, the last nudge is on day 8 + 7 = 15, in week 3
}
# Minutes of one learner over all occurrences, by modality.
MINUTES = {
    "ward": {
        "self_paced": 65,  # word 5, modules 2 × 30
        "live": 240,  # workshop 2 × 90, review 60
        "social": 79,  # pairs 60, channel 19 when it opens
        "on_the_job": 102,  # task 60, talks 2 × 21
    },
    "pump": {
        "self_paced": 42,  # module 24, nudges 3 × 6
        "live": 120,  # practice
        "social": 0,
        "on_the_job": 90,  # task; the card takes no minutes
    },
}
LEARNING_HOURS = {
    "ward": 6.4,  # (65 + 240 + 79) / 60 = 384 / 60
    "pump": 2.7,  # (42 + 120) / 60 = 162 / 60
}
WORK_HOURS = {
    "ward": 1.7,  # 102 / 60
    "pump": 1.5,  # 90 / 60
}
LIVE_HOURS = {
    "ward": 4.0,  # 240 / 60
    "pump": 2.0,  # 120 / 60
}
# Week: minutes of learning, minutes on the job.
LOAD = {
    "ward": {
        -1: (5, 0),  # word, on day -7
        1: (30, 0),  # modules, days 0 to 2
        2: (169, 0),  # modules 30, channel 19, workshop 90, pairs 60 × 4 of 8 days = 30
        3: (120, 51),  # pairs 30, workshop 90; task 60 × 7 of 14 days = 30, talk 21
        4: (60, 51),  # review; task 30, talk 21
    },  # learning 5 + 30 + 169 + 120 + 60 = 384; at work 51 + 51 = 102
    "pump": {
        1: (144, 18),  # module 24, practice 120; task 90 × 2 of 10 days
        2: (12, 63),  # two nudges; task 90 × 7 of 10 days
        3: (6, 9),  # the third nudge; task 90 × 1 of 10 days
    },  # learning 144 + 12 + 6 = 162; at work 18 + 63 + 9 = 90
}

# ------------------------------------------------------------------------- sessions and groups

LEARNERS = {"ward": 24, "pump": 50}
LIVE_SESSIONS = {"ward": 3, "pump": 1}  # of one learner: workshop 2, review 1; practice 1
GROUPS = {
    "ward": 3,  # stated: workshop 3, review 2
    "pump": 4,  # 25 people in each of 2 languages, at most 20 in a room: 2 × 2
}
HELD = {
    "ward": 8,  # workshop 2 × 3 groups, review 1 × 2 groups
    "pump": 4,  # practice 1 × 4 groups
}
LEADING_HOURS = {
    "ward": 15,  # workshop 2 h × 2 × 3 groups = 12, review 1.5 h × 2 groups = 3; without preparing
    "pump": 8,  # practice 2 h × 4 groups
}

# ------------------------------------------------------------------------------ hours of everybody
# Each as low, usual, high.

BUILD = {
    "ward": (131.5, 149, 496.5),
    # word .5 1 3 a message · modules 2 × .5 h × (42 42 95) · workshop, the same content each time,
    # 1.5 h × (28 28 69) = 42 42 103.5 · pairs 1 2 6 · task 2 4 12 · talks 2 4 12, one guide ·
    # channel 4 16 80 · review 1 h × (38 38 185)
    "pump": (100.64666667, 109.16, 481.6),
    # one further language: × 1.1 1.2 1.4 on text and media. module .4 h × (42 42 95) = 16.8 16.8 38
    # → 18.48 20.16 53.2 · card 5 10 20 min × (40 40 93) = 3.3333 6.6667 31 → 3.6667 8 43.4 ·
    # practice 2 h × (38 38 185) = 76 76 370 · task 2 4 12 · nudges .5 1 3, one text
}
DELIVER = {
    "ward": (17.325, 20.125, 50.5),
    # leaders 1 1 2; preparing adds .25 .5 1 to the first group, .1 .25 .5 to each later one.
    # workshop 4 h a group: 4 × (1.25 + 2 × 1.1) = 13.8 · 4 × (1.5 + 2 × 1.25) = 16 ·
    # 2 × 4 × (2 + 2 × 1.5) = 40; 8 people a group need no producer. review 1.5 h a group:
    # 1.5 × (1.25 + 1.1) = 3.525 · 1.5 × (1.5 + 1.25) = 4.125 · 2 × 1.5 × (2 + 1.5) = 10.5
    "pump": (9.1, 10.5, 26),
    # practice 2 h a group: 2 × (1.25 + 3 × 1.1) · 2 × (1.5 + 3 × 1.25) · 2 × 2 × (2 + 3 × 1.5)
}
LEARNER_TIME = {
    "ward": (153.6,) * 3,  # 24 × 6.4
    "pump": (135,) * 3,  # 50 × 2.7
}
MANAGER_TIME = {
    "ward": (21,) * 3,  # talks 2 × 25 min × 24 learners = 20 h, review 30 min × 2 groups = 1 h
    "pump": (0,) * 3,
}
ALL_AT_WORK = {"ward": 40.8, "pump": 75}  # 24 × 1.7, 50 × 1.5
WITHOUT_LEARNERS = {
    "ward": (169.825, 190.125, 568),  # 131.5 + 17.325 + 21 · 149 + 20.125 + 21 · 496.5 + 50.5 + 21
    "pump": (109.74666667, 119.66, 507.6),  # 100.6467 + 9.1 · 109.16 + 10.5 · 481.6 + 26
}
WITH_LEARNERS = {
    "ward": (323.425, 343.725, 721.6),  # + 153.6 each
    "pump": (244.74666667, 254.66, 642.6),  # + 135 each
}
EACH_WITHOUT = {
    "ward": (7.07604167, 7.921875, 23.66666667),  # / 24
    "pump": (2.19493333, 2.3932, 10.152),  # / 50
}
EACH_WITH = {
    "ward": (13.47604167, 14.321875, 30.06666667),  # / 24
    "pump": (4.89493333, 5.0932, 12.852),  # / 50
}

# ----------------------------------------------------------------------------------------- money

PRICES = {
    "price_build_hour": 80, "price_facilitator_hour": 100, "wage_manager_hour": 60,
    "wage_learner_hour": 40, "price_room": 200, "price_licence": 15,
}  # fmt: skip
MONEY = {  # of the ward alone; each as low, usual, high
    "build": (10_520, 11_920, 39_720),  # × 80
    # × 100 = 1732.5 2012.5 5050; 6 runs online × 15 = 90, 2 runs in a room × 200 = 400
    "deliver": (2222.5, 2502.5, 5540),
    "learner_time": (6144,) * 3,  # 153.6 × 40
    "manager_time": (1260,) * 3,  # 21 × 60
}
MONEY_WITHOUT = (14_002.5, 15_682.5, 46_520)  # build + deliver + managers
MONEY_WITH = (20_146.5, 21_826.5, 52_664)  # + 6144
MONEY_EACH_WITHOUT = (583.4375, 653.4375, 1938.33333333)  # / 24
MONEY_EACH_WITH = (839.4375, 909.4375, 2194.33333333)  # / 24


# ---------------------------------------------------------------------------------------- helpers


def file_of(name):
    return json.dumps(PLANS[name])


@pytest.fixture
def written(tmp_path):
    """Write a plan by its name and return its path."""

    def write(name):
        path = tmp_path / f"{name}.json"
        path.write_text(file_of(name), encoding="utf-8")
        return path

    return write


@pytest.fixture
def exported(tmp_path):
    """Export a plan by its name and return the path of what was written."""

    def export(name, suffix, *options):
        path = tmp_path / f"{name}.{suffix}"
        said_by("export", "-", "-o", str(path), *options, given=file_of(name))
        return path

    return export


@pytest.fixture
def page(exported):
    """Export an edition of a plan's page and return its HTML."""

    def read(name, edition="client"):
        return exported(name, "html", "--edition", edition).read_text(encoding="utf-8")

    return read


def cost_of(name, *options):
    return json.loads(said_by("cost", "-", "--json", *options, given=file_of(name)))


def ends(expected):
    return pytest.approx(dict(zip(("low", "default", "high"), expected, strict=True)), abs=1e-6)


def numbers_in(page):
    """Return the key numbers at the top of a page: noun, figure as it is printed."""
    header, _, _ = page.partition("</header>")
    return {noun: value for value, noun in re.findall(r"<strong>(.+?)</strong> (.+?)</li>", header)}


def loads_printed(texts):
    """Return minutes by week from `Week 3, from 25 Jan 120 of 120 min, 51 min on the job`."""
    parts = re.compile(r"Week (−?\d+).*?([\d,]+) of \d+ min(?:, (\d+) min on the job)?$")
    found = [parts.match(text.replace("\xa0", " ")) for text in texts]
    return {int(f[1].replace("−", "-")): (int(f[2]), int(f[3] or 0)) for f in found}


# ------------------------------------------------------------------------------------------- cost


@EACH
def test_a_cost_has_the_hours_of_each_part(name):
    found = cost_of(name)
    assert found["learners"] == LEARNERS[name]
    assert found["build"]["hours"] == ends(BUILD[name])
    assert found["deliver"]["hours"] == ends(DELIVER[name])
    assert found["learner_time"]["hours"] == ends(LEARNER_TIME[name])
    assert found["manager_time"]["hours"] == ends(MANAGER_TIME[name])
    assert found["on_the_job_hours"] == pytest.approx(ALL_AT_WORK[name])


@EACH
def test_a_cost_has_totals_and_figures_for_each_learner(name):
    found = cost_of(name)
    whole, each = found["total"], found["per_learner"]
    assert whole["without_learner_time"]["hours"] == ends(WITHOUT_LEARNERS[name])
    assert whole["with_learner_time"]["hours"] == ends(WITH_LEARNERS[name])
    assert each["without_learner_time"]["hours"] == ends(EACH_WITHOUT[name])
    assert each["with_learner_time"]["hours"] == ends(EACH_WITH[name])


def test_prices_put_each_part_into_money():
    settings = [part for id_, price in PRICES.items() for part in ("--price", f"{id_}={price}")]
    found = cost_of("ward", "--currency", "EUR", *settings)
    for part, money in MONEY.items():
        assert found[part]["money"] == ends(money)
    assert found["total"]["without_learner_time"]["money"] == ends(MONEY_WITHOUT)
    assert found["total"]["with_learner_time"]["money"] == ends(MONEY_WITH)
    assert found["per_learner"]["without_learner_time"]["money"] == ends(MONEY_EACH_WITHOUT)
    assert found["per_learner"]["with_learner_time"]["money"] == ends(MONEY_EACH_WITH)


def test_a_cost_says_which_sessions_are_held_how_often():
    held = [(s["touchpoint"], s["groups"], s["runs"]) for s in cost_of("ward")["sessions"]]
    assert held == [("workshop", 3, 6), ("review", 2, 2)]
    held = [(s["touchpoint"], s["groups"], s["runs"]) for s in cost_of("pump")["sessions"]]
    assert held == [("practice", 4, 4)]


def test_the_terminal_prints_totals_and_figures_for_each_learner():
    said = " ".join(said_by("cost", "-", given=file_of("ward")).split())
    assert "Build 132 149 496" in said
    assert "Deliver 17 20 50" in said
    assert "Learners’ time 154 154 154" in said
    assert "Managers’ and mentors’ time 21 21 21" in said
    assert "In all Hours For each learner" in said
    assert "Without learners’ time 190 (170 to 568) 7.9 (7.1 to 24)" in said
    assert "With learners’ time 344 (323 to 722) 14 (13 to 30)" in said
    assert "Tasks on the job take 41 hours" in said


def test_the_chart_of_a_cost_has_the_same_table():
    report = cost_report(bl.cost(bl.Plan.model_validate(WARD)))
    (chart,) = (block for block in report.blocks if isinstance(block, Chart))
    assert [row[:4] for row in chart.table.rows] == [
        ("Build", "132", "149", "496"),
        ("Deliver", "17", "20", "50"),
        ("Learners’ time", "154", "154", "154"),
        ("Managers’ and mentors’ time", "21", "21", "21"),
    ]


# ---------------------------------------------------------------------------------------- compare


def test_plans_side_by_side_have_the_figures_of_each(written):
    asked = said_by("compare", *(str(written(name)) for name in PLANS), "--json", given="")
    for name, found in zip(PLANS, json.loads(asked)["plans"], strict=True):
        assert found["weeks"] == WEEKS[name]
        assert found["learner_hours"] == pytest.approx(LEARNING_HOURS[name])
        assert found["on_the_job_hours"] == pytest.approx(WORK_HOURS[name])
        assert found["live_hours"] == pytest.approx(LIVE_HOURS[name])
        assert found["live_sessions"] == LIVE_SESSIONS[name]
        assert found["people"]["learners"] == LEARNERS[name]
        assert found["people"]["groups"] == GROUPS[name]
        assert found["people"]["sessions_held"] == HELD[name]
        assert found["cost"]["total"]["with_learner_time"]["hours"] == ends(WITH_LEARNERS[name])
    # 21 h / 24 learners; nobody asks a manager for the pump.
    of_managers = [p["people"]["manager_hours_per_learner"] for p in json.loads(asked)["plans"]]
    assert of_managers == [pytest.approx(0.875), 0]


def test_the_terminal_and_the_table_set_the_same_figures_side_by_side(written):
    printed = said_by("compare", *(str(written(name)) for name in PLANS), given="")
    compared = bl.compare([bl.Plan.model_validate(plan) for plan in PLANS.values()])
    table = figures_table(compared).rows
    for name, ward, pump in (
        ("Weeks", "5", "3"),
        ("Hours of learning for each learner", "6.4", "2.7"),
        ("Hours on real tasks for each learner", "1.7", "1.5"),
        ("Live hours for each learner", "4", "2"),
        ("Groups", "3", "4"),
        ("Sessions to hold", "8", "4"),
        ("Hours of building", "149 (132 to 496)", "109 (101 to 482)"),
        ("Hours of managers and mentors", "21", "0"),
    ):
        line = rf"^ +{name} +{re.escape(ward)} +{re.escape(pump)}$"
        assert re.search(line, printed, re.MULTILINE)
        assert (name, ward, pump) in table


# ------------------------------------------------------------------------------------------ pages


@EACH
def test_the_first_screen_of_the_clients_page_has_the_key_figures(name, page):
    assert list(numbers_in(page(name)).values()) == [
        f"{figure:g}"
        for figure in (
            WEEKS[name], LEARNING_HOURS[name], LIVE_SESSIONS[name], LEARNERS[name], WORK_HOURS[name]
        )
    ]  # fmt: skip


@EACH
def test_the_wiki_text_has_the_key_figures(name, exported):
    bold = re.findall(r"^- \*\*(.+?)\*\*", exported(name, "md").read_text("utf-8"), re.MULTILINE)
    assert bold[:3] == [
        f"{figure:g}" for figure in (WEEKS[name], LEARNING_HOURS[name], LIVE_SESSIONS[name])
    ]


@EACH
def test_the_learners_page_has_a_learners_own_figures(name, page):
    assert list(numbers_in(page(name, "learner")).values()) == [
        f"{figure:g}"
        for figure in (WEEKS[name], LEARNING_HOURS[name], LIVE_SESSIONS[name], WORK_HOURS[name])
    ]


@EACH
def test_the_facilitators_page_counts_every_group_of_every_session(name, page):
    assert list(numbers_in(page(name, "facilitator")).values()) == [
        f"{figure:g}" for figure in (HELD[name], GROUPS[name], LEADING_HOURS[name], LEARNERS[name])
    ]


@EACH
def test_the_page_says_week_by_week_how_full_each_week_is(name, page):
    weeks = re.findall(r'scope="rowgroup"[^>]*>(Week .*?)</th>', page(name))
    texts = [unescape(re.sub(r"<[^>]+>", " ", week)).strip() for week in weeks]
    assert loads_printed(texts) == LOAD[name]


@EACH
def test_the_learners_page_says_how_much_learning_each_week_asks_for(name, page):
    weeks = re.findall(r"<h3>(Week .*?)<i>.*?</i><span>(\d+)\D", page(name, "learner"))
    learning = [minutes for minutes, _ in LOAD[name].values()]
    assert [int(minutes) for _, minutes in weeks] == learning


def test_the_cost_on_the_page_is_the_same(page):
    text = unescape(re.sub(r"<[^>]+>", " ", page("ward")))
    assert "190 (170 to 568) hours beside the learners’ time" in text
    assert "Learners’ time is the largest part: 154 of 344 (323 to 722) hours" in text
    row = r"<th[^>]*>(With.*? learners’ time)</th><td[^>]*>(.+?)</td><td[^>]*>(.+?)</td>"
    assert re.findall(row, page("ward")) == [
        ("Without learners’ time", "190 (170 to 568)", "7.9 (7.1 to 24)"),
        ("With learners’ time", "344 (323 to 722)", "14 (13 to 30)"),
    ]


# ------------------------------------------------------------------------ charts, tables, workbook


@EACH
def test_the_table_of_the_workload_has_each_week_by_modality(name):
    table = bl.charts.workload_table(bl.Plan.model_validate(PLANS[name]))
    columns = table[["Week", "Learning minutes", "On the job"]].to_numpy()
    found = {
        int(week.replace("−", "-")): (int(learning), int(at_work or 0))
        for week, learning, at_work in columns
    }
    assert found == LOAD[name]
    by_mode = table[["Live", "Self-paced", "With peers", "On the job"]].replace("", "0").astype(int)
    assert by_mode.sum().to_list() == [
        MINUTES[name][mode] for mode in ("live", "self_paced", "social", "on_the_job")
    ]


def test_the_titles_of_the_charts_say_how_long_how_often_and_how_much():
    ward, pump = (bl.Plan.model_validate(plan) for plan in (WARD, PUMP))
    journeys = [bl.journey_chart(plan).title.text for plan in (ward, pump)]
    loads = [bl.charts.workload_chart(plan).title.text for plan in (ward, pump)]
    assert journeys == [
        "5 weeks, with 3 live sessions between week 2 and week 4",
        "3 weeks, with one live session in week 1",
    ]
    # Week 3 of the ward has exactly the 120 minutes that there are: it is not over.
    assert loads == [
        "Week 2 asks for 169 minutes, more than the 120 that learners have",
        "Week 1 asks for 144 minutes, more than the 60 that learners have",
    ]


@EACH
def test_the_workbook_has_the_minutes_of_each_touchpoint_and_of_each_week(name, exported):
    plan, weeks, *_ = load_workbook(exported(name, "xlsx")).worksheets
    rows = list(rows_below("Touchpoint", plan))
    for mode, modality in (("Live", "live"), ("Self-paced", "self_paced"),
                           ("With peers", "social"), ("On the job", "on_the_job")):  # fmt: skip
        in_all = sum(row["Minutes in all"] for row in rows if row["Mode"] == mode)
        assert in_all == MINUTES[name][modality]
    learning = {
        row["Week"]: row["Learning, whole week"]
        for row in rows_below("Touchpoint", weeks)
        if row["Learning, whole week"] is not None
    }
    assert learning == {week: minutes for week, (minutes, _) in LOAD[name].items()}


def rows_below(head, sheet):
    """Yield the rows of a sheet's first table, by the names of its columns."""
    rows = iter(sheet.values)
    names = next(row for row in rows if head in row)
    yield from (dict(zip(names, row, strict=True)) for row in rows if any(row))


def test_the_workbook_has_the_managers_minutes_for_one_learner_or_one_group(exported):
    proof = load_workbook(exported("ward", "xlsx"))["Assessment & support"]
    managers = {row[0]: row[4:] for row in proof.values if row[4:] and row[4]}
    assert managers["Talks"] == (25, 50)  # 2 × 25
    assert managers["Review"] == (30, 30)


# ------------------------------------------------------------------------------- audit, terminal


def test_the_audit_names_the_week_that_is_too_full():
    found = json.loads(said_by("check", "-", "--json", given=file_of("ward")))["constraints"]
    (text,) = [finding["text"] for finding in found if finding["id"] == "weekly_workload"]
    assert "in week 2, 169 minutes." in text


def test_the_audit_shares_a_learners_minutes_out_over_the_modalities():
    found = json.loads(said_by("check", "-", "--json", given=file_of("ward")))
    balance = next(
        q for q in found["dimensions"]["modality"]["questions"] if q["id"] == "modality.balance"
    )
    # Tasks at work are in it: 65 + 240 + 79 + 102 = 486; live 240 / 486.
    assert "live, has 49\u00a0% of 486 minutes per learner" in balance["text"]


@EACH
def test_the_terminal_says_how_many_weeks_the_plan_has(name):
    audit = said_by("check", "-", given=file_of(name), exit_code={"ward": 0, "pump": 1}[name])
    assert f"{WEEKS[name]} weeks," in audit.splitlines()[1]


# ----------------------------------------------------------------------------------------- studio


@pytest.fixture
def shown_in_studio(monkeypatch, tmp_path):
    """Open a plan in the studio and return what the browser is told."""
    sent, opened = [], []
    monkeypatch.setattr(ipywidgets.Widget, "send", lambda _, message, **__: sent.append(message))

    def show(name):
        opened.append(bl.studio(plan=bl.Plan.model_validate(PLANS[name]), folder=tmp_path))
        hello = {"view": "a view", "seq": 1, "commands": [{"hello": 820}]}
        opened[-1]._handle_custom_msg(hello, [])
        return {key: value for message in sent for key, value in message.items()}

    yield show
    for studio in opened:
        studio.close()


@EACH
def test_the_studio_shows_the_key_figures_at_the_top_and_beside_each_option(name, shown_in_studio):
    state = shown_in_studio(name)
    assert [number["value"] for number in state["result"]["numbers"]] == [
        f"{figure:g}"
        for figure in (
            WEEKS[name], LEARNING_HOURS[name], LIVE_SESSIONS[name], LEARNERS[name], WORK_HOURS[name]
        )
    ]  # fmt: skip
    assert state["cost"]["range"] == ends(WITH_LEARNERS[name])
    assert state["cost"]["per_learner"] == ends(EACH_WITH[name])
    (option,) = state["options"]
    assert option["weeks"] == WEEKS[name]
    assert option["hours"] == LEARNING_HOURS[name]
    assert option["sessions"] == LIVE_SESSIONS[name]
