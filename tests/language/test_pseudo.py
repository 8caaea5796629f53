"""Nothing that people read is English where another language is spoken: surface by surface.

Not told by the language file are: ids, key paths, names of files, commands and options, what users
typed, and what click says of usage errors and of the parts of a help text.
"""

import re
import shlex
import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from IPython.core.interactiveshell import InteractiveShell
from openpyxl import load_workbook

import blendnb as bl
from blendnb.cli import main
from blendnb.designing.explore import design_space
from blendnb.domain.edits import Change
from blendnb.widgets.notebook import register
from tests.charts.scene import drawn
from tests.corpus import text_of
from tests.language.pseudo import english_in, spoken_pseudo, texts_of_data, texts_of_html, wide
from tests.snapshots.test_lab import SCRIPT as LAB_SCRIPT
from tests.snapshots.test_pages import PAGES
from tests.snapshots.test_studio import SCRIPT
from tests.snapshots.test_terminal import NARROW, RECALL, TRANSCRIPTS, WRONG

WRITTEN_BY_OTHERS = (
    "I can do this in my own work without help", "I know what to do when it goes wrong",
    "Does it as agreed when it matters", "Days from event to entry", "2nd edition",
    "Fire safety refresher 2026",
)  # fmt: skip
"""What the made-up pilot's files hold as a client's would: questions, a measure, other courses."""
TYPED = (
    r"'[^']*'",
    "EUR",
    "Sponsor",
    "Field CRM",
    "Ours, 2027",
    "another-pilot",
    "folder",
    "Forecasting",
    "Completion date",
    r"[^|\n;=]+ = [a-z_]+",
    r"(?:Time spent \(min\)|Seen) =",
    r"^(?:seen|minutes)$",
    '"text"',
)
"""What users say in the transcripts; terminals quote what they repeat."""
IDS = (
    r"\ben\b", r"\{moment\}", r"\(coaching\)", r"\b(?:theta|sac)\b", r"(?<= )\.[a-z]+",
    r"\b(?:NUMBER|BRIEF)\b", r"\w+\.toml: (?:title|titel)\b",
)  # fmt: skip
OF_SPACING = "retention|plan|fit|levers|curve|robust|experiment"
COMMANDS = rf"(?:\bblendnb|^)\s*(?:cd|{'|'.join(main.commands)}|{OF_SPACING})\b(?: folder)?"
CLICK = (
    r"^Usage: .*", r"^Try .* for help\.", r"^Error: (?=[^A-Za-z])", r"^Commands:", r"^Options:",
    r"Show this message and exit\.", r"^Error: (?:Missing option|Invalid value for|No such) .*",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def here(tmp_path_factory):
    """Speak the pseudo-language in a folder with briefs, plans and a made pilot's files."""
    folder = tmp_path_factory.mktemp("pseudo")
    with (
        pytest.MonkeyPatch.context() as patch,
        spoken_pseudo(folder / "shipped") as templates,
        chdir(folder),
    ):
        patch.setenv("BLENDNB_STATE", str(folder / "state"))
        patch.setattr(design_space, "RETURNS", (0, 2))
        patch.setattr(design_space, "SHARES_OF_WINDOW", (1.0,))
        patch.setattr(design_space, "FORMAT_SETS", {"all": ()})
        patch.setattr(design_space, "BLEND_MODELS", ("live_led", "digital_first"))
        make_files(templates)
        yield folder


def make_files(templates):
    for name in ("crm_rollout", "new_manager"):
        shutil.copy(templates / "briefs" / f"{name}.toml", f"{name}.toml")
    done("design crm_rollout.toml -o dated.json")
    done("design --blueprint new_manager -o undated.json")
    done("design crm_rollout.toml --blend-model bookend -o other.json")
    done("measure dated.json --example pilot")
    for file in Path("pilot").iterdir():
        text = file.read_text(encoding="utf-8")
        for written in WRITTEN_BY_OTHERS:
            text = text.replace(written, wide(written))
        file.write_text(text, encoding="utf-8")
    live = next(t for t in plan("dated").touchpoints if t.live)
    broken = bl.apply_edit(plan("dated"), Change(id=live.id, values={"learner_minutes": 400}))
    files = {
        "broken.json": text_of(broken), "wrong.toml": WRONG, "narrow.toml": NARROW,
        "recall.csv": RECALL, "cut-off.json": text_of(plan("dated"))[:-900],
    }  # fmt: skip
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")


def plan(name):
    return bl.load_plan(f"{name}.json")


def run(line):
    runner = CliRunner(env={"COLUMNS": "300"})
    return runner.invoke(main, shlex.split(line), prog_name="blendnb")


def done(line):
    result = run(line)
    assert result.exit_code == 0, result.output


def assert_no_english(texts, *ids):
    """Texts, line by line, hold no English word beside ids."""
    lines = [line.strip() for text in texts for line in text.splitlines()]
    assert lines
    found = [f"{words} in: {line}" for line in lines if (words := english_in(line, *ids))]
    assert "\n".join(dict.fromkeys(found)) == ""


@pytest.mark.parametrize("name", PAGES)
def test_no_page_says_an_english_word(name):
    done(PAGES[name])
    page = Path("page.html").read_text(encoding="utf-8")
    assert_no_english(texts_of_html(page), COMMANDS, *IDS, *TYPED)


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_no_command_says_an_english_word(name):
    said = [run(line).output for line in TRANSCRIPTS[name]]
    ids = [rf"\b{t.id}\b" for t in plan("dated").touchpoints]
    assert_no_english(said, *CLICK, COMMANDS, *ids, *IDS, *TYPED, *REFUSED.get(name, ()))


CHOICES = (
    r"\b(?:software|behavior|medium|high|sales|distributed|field|lms|collaboration|sandbox|mobile"
    r"|nudges|analytics|authoring|True|False)\b"
)
REFUSED = {
    "bad-input": (
        f"(?<={wide('one of ')}).*", f"(?<={wide('known here: ')}).*", r"no such file or directory",
        r'"moment"', r"^(?:accent|compare|benefit):", r"horizon = 3",
    ),
    "blueprints": (r"^(?:bookend|continuous)\b", r"\(continuous\)", r"continuous(?= -)", CHOICES),
}  # fmt: skip
"""Ids that are allowed instead of a wrong one, and what the system says of a file."""

CELLS: dict[str, Callable[[], Any]] = {
    "recommendation": lambda: bl.recommend(plan("dated").brief),
    "plan": lambda: plan("dated"),
    "audit": lambda: bl.audit(plan("dated")),
    "cost": lambda: bl.cost(plan("dated")),
    "comparison": lambda: bl.compare([plan("dated"), plan("undated")]),
    "results": lambda: bl.measure(plan("dated"), "pilot"),
}


@pytest.mark.parametrize("name", CELLS)
def test_no_cell_says_an_english_word(name):
    shell = InteractiveShell.instance()
    register()
    cell = shell.display_formatter.format(CELLS[name]())[0]["text/html"]
    InteractiveShell.clear_instance()
    assert_no_english(texts_of_html(cell), *IDS, *TYPED)


CHARTS: dict[str, Callable[[], tuple[Any, ...]]] = {
    "journey_chart": lambda: (plan("dated"),),
    "spacing_chart": lambda: (plan("dated"),),
    "cost_chart": lambda: (bl.cost(plan("dated")),),
    "compare_journeys_chart": lambda: (bl.compare([plan("dated"), plan("other")]),),
    "compare_recall_chart": lambda: (bl.compare([plan("dated"), plan("other")]),),
    "staying_chart": lambda: (bl.measure(plan("dated"), "pilot"),),
    "use_chart": lambda: (bl.measure(plan("dated"), "pilot"),),
    "changes_chart": lambda: (bl.measure(plan("dated"), "pilot"),),
    "metric_chart": lambda: (bl.measure(plan("dated"), "pilot").metrics[0],),
}


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_draws_an_english_word(name):
    scene = drawn(getattr(bl, name), *CHARTS[name]())
    texts = [mark.text for mark in scene.marks]
    assert_no_english([scene.title, scene.subtitle, scene.description, *texts])


@pytest.mark.parametrize("suffix", ["md", "csv", "ics", "xlsx"])
def test_no_export_says_an_english_word(suffix):
    done(f"export dated.json -o plan.{suffix}")
    ids = [rf"\b{t.id}\b" for t in plan("dated").touchpoints]
    assert_no_english(texts_of_file(Path(f"plan.{suffix}")), *ids, *IDS)


def texts_of_file(file):
    if file.suffix == ".xlsx":
        book = load_workbook(file)
        cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
        return [*book.sheetnames, *(each for each in cells if isinstance(each, str))]
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".ics":
        unfolded = re.sub(r"\r?\n ", "", text)
        texts = r"^(?:SUMMARY|DESCRIPTION|LOCATION|NAME|CATEGORIES)[^:]*:(.*)$"
        return re.findall(texts, unfolded, re.MULTILINE)
    return [text]


SAID_BY_PEOPLE = (
    "Pocket card", "pocket-card", "We print it", "No wifi", "Kim", "Two regions go first",
    "Then we cut", "Shorter",
    r"\d to \d{4}-", "Least regret", "Weekly", "Later", r"\{'dance': True\}",
)  # fmt: skip


def test_the_studio_says_no_english_word(here):
    studio = bl.studio(bl.load_brief("crm_rollout.toml"), folder=here)
    session = studio._session
    said = []
    for command in ({"hello": 820}, *SCRIPT):
        said += session.hear({"view": "a view", "seq": 1, "commands": [command]})
        while job := session.wanted():
            said += session.hand_in(job, job.attempt())
    studio.close()
    assert_no_english(texts_of_data(said), *SAID_BY_PEOPLE, *IDS, *TYPED)


def test_the_spacing_lab_says_no_english_word():
    session = bl.spacing_lab(plan("dated"))._session
    said = []
    for command in ({"hello": 820}, *LAB_SCRIPT):
        said += session.hear({"view": "a view", "seq": 1, "commands": [command]})
    assert_no_english(texts_of_data(said), *SAID_BY_PEOPLE, *IDS, *TYPED)
