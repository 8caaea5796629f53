"""What commands say in a terminal, as transcripts: what was typed, the answer, the exit code.

Lines on standard error begin with `!`. Answers that change on purpose are accepted with
`python -m pytest tests/snapshots/test_terminal.py --snapshot-update`.
"""

import textwrap

import pytest

from tests.snapshots.conftest import DECIDED, command

MONEY = "--currency EUR --price price_build_hour=60,80,110 --price price_facilitator_hour=90"
WAGES = "--price wage_learner_hour=45 --price wage_manager_hour=60"

TRANSCRIPTS = {
    "recommend": ("recommend crm_rollout.toml", "recommend new_manager.toml"),
    "design": (
        "design crm_rollout.toml -o plan.json",
        "design crm_rollout.toml -o plan.json --blend-model live_led",
        "design --blueprint crm_rollout -o plan.json",
        "design narrow.toml -o refused.json --blend-model live_led",
    ),
    "check": ("check dated.json", "check undated.json", "check broken.json"),
    "compare": (
        "compare dated.json other.json",
        f"compare dated.json other.json undated.json {MONEY} {WAGES}",
    ),
    "cost": (
        "cost dated.json",
        f"cost dated.json --reused {MONEY} {WAGES} --benefit 90000,150000,300000",
        "cost dated.json --against other.json",
        f"cost dated.json --against other.json --learner-time {MONEY} {WAGES}",
    ),
    "export": tuple(
        f"export dated.json -o page.{suffix}" for suffix in ("html", "ics", "md", "pdfx")
    ),
    "prepare": ("prepare dated.json --only measures",),
    "measure": (
        "measure dated.json --sheet sheet.csv",
        "measure dated.json --example another-pilot",
        "measure dated.json pilot",
        f"measure dated.json pilot --accept advised --who Sponsor --when {DECIDED} -o simpler.json",
        "measure dated.json sheet.csv",
        "measure dated.json pilot/lms_export.csv --draft-mapping",
    ),
    "explore": (
        "explore crm_rollout.toml --workers 1",
        "explore crm_rollout.toml --workers 1 --open 28 -o opened.json",
    ),
    "blueprints": (
        "blueprints",
        "blueprints crm_rollout",
        "blueprints continuous",
        "blueprints --like new_manager.toml",
        "blueprints --save dated.json --name 'Field CRM' --provenance 'Ours, 2027'",
    ),
    "spacing-retention": (
        "spacing retention --days 0,7,30 --at 90",
        "spacing retention --days 0,0.5 --at 1,10,100 --memory-model power_curve",
    ),
    "spacing-plan": (
        "spacing plan --touchpoints 3 --horizon 60",
        "spacing plan --touchpoints 2 --horizon 60 --objective day --at 90 --memory-model sac",
    ),
    "spacing-fit": ("spacing fit recall.csv --memory-model sac",),
    "new": ("new folder", "new folder"),
    "version-and-help": ("--version", "", "spacing"),
    "bad-input": (
        "recommend missing.toml",
        "recommend wrong.toml",
        "recommend dated.json",
        "check crm_rollout.toml",
        "check cut-off.json",
        "design crm_rollout.toml -o none/plan.json",
        "design --blueprint crm_rolout -o plan.json",
        "design crm_rollout.toml",
        "export undated.json -o page.ics",
        "export dated.json -o page.html --accent blue",
        "export dated.json -o page.html --as-of soon",
        "compare dated.json",
        "cost dated.json --price wage_lerner_hour=45 --currency EUR",
        "cost dated.json --benefit 350",
        "measure dated.json",
        "measure dated.json missing.csv",
        "measure dated.json pilot --accept s-99 -o simpler.json",
        "explore crm_rollout.toml --open 1",
        "blueprints crm_rolout",
        "spacing retention --days 7,0 --at 9",
        "spacing plan --touchpoints 9 --horizon 3",
        "spacing fit crm_rollout.toml --memory-model sac",
        "schema breif",
        "recomend crm_rollout.toml",
        "studio --port x",
        "lab --jason",
    ),
}
WRONG = """titel = "CRM"
objective = "Use it."
[outcome]
subject = "sofware"
[audience]
size = 0
location = 7
[schedule]
blackout = [[2027-02-19, 2027-02-15]]
"""
NARROW = """title = "Night shift safety"
objective = "Everybody locks out a machine before touching it."
[outcome]
subject = "safety"
[work]
longest_session_minutes = 20
[technology]
available = ["lms", "mobile"]
"""
RECALL = """schedule,at,recall
0;7,30,0.857
0;7,60,0.649
0;21,30,0.924
0;21,60,0.725
0;35,60,0.778
"""


@pytest.fixture
def typed(folder, told):
    """Type commands one after another; return the transcript."""
    (folder / "wrong.toml").write_text(WRONG, encoding="utf-8")
    (folder / "narrow.toml").write_text(NARROW, encoding="utf-8")
    (folder / "recall.csv").write_text(RECALL, encoding="utf-8")
    plan = (folder / "dated.json").read_text(encoding="utf-8")
    (folder / "cut-off.json").write_text(plan[:-900], encoding="utf-8")

    def type_all(lines):
        return told("\n".join(map(_one, lines)))

    return type_all


def _one(line):
    result = command(line)
    said = textwrap.indent(result.stderr.replace("\r", "\n"), "! ", lambda _: True)
    return f"$ blendnb {line}\n{result.stdout}{said}[exit code {result.exit_code}]\n"


@pytest.mark.parametrize("name", TRANSCRIPTS)
@pytest.mark.usefixtures("small_space")
def test_a_command_says_what_it_said(name, typed, snapshot):
    assert typed(TRANSCRIPTS[name]) == snapshot
