"""Plans that golden files hold, each composed once in a run, for any test that needs a real one.

``plan_of("crm_rollout")`` is the plan that the sample brief of that name gets. A blueprint's plan
is named after its id with ``blueprint-`` before it, a variation after its brief and what varies.
Plans never change, so one is shared by all who ask for it.
"""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from click.testing import CliRunner

import blendnb as bl
from blendnb.cli import main
from blendnb.domain.vocabulary import BLEND_MODELS

ROOT = Path(__file__).parents[1]
BRIEFS = tuple(sorted(path.stem for path in (ROOT / "templates" / "briefs").glob("*.toml")))
BLUEPRINTS = tuple(
    f"blueprint-{entry.id}" for entry in bl.blueprints() if entry.id in (*BRIEFS, *BLEND_MODELS)
)
"""Those of the sample briefs, and the archetypes; the others are held by their key figures."""
RICH = "leadership_journey"
"""The sample brief whose plans are held for every blend model; recommended first is `bookend`."""
OTHER_MODELS = ("live_led", "digital_first", "continuous")
DATED = {"schedule.start": "2027-03-01", "schedule.blackout": [["2027-03-29", "2027-04-05"]]}
UNDATED = {"schedule.start": None, "schedule.blackout": None}


@dataclass(frozen=True)
class Varied:
    """A sample brief under other conditions."""

    brief: str
    changes: dict = field(default_factory=dict)
    blend_model: str | None = None


VARIATIONS = {
    **{f"{RICH}-as_{model}": Varied(RICH, blend_model=model) for model in OTHER_MODELS},
    f"{RICH}-dated": Varied(RICH, DATED),
    "crm_rollout-undated": Varied("crm_rollout", UNDATED),
    "crm_rollout-one_week": Varied("crm_rollout", {"schedule.weeks": 1}),
    "new_manager-one_week": Varied("new_manager", {"schedule.weeks": 1}),
}
PLANS = (*BRIEFS, *BLUEPRINTS, *VARIATIONS)


@cache
def brief_of(name):
    """Read a sample brief."""
    return bl.load_brief(ROOT / "templates" / "briefs" / f"{name}.toml")


@cache
def plan_of(name):
    """Compose the plan of this name: one of ``PLANS``."""
    if name.startswith("blueprint-"):
        return bl.design(blueprint=name.removeprefix("blueprint-"))
    varied = VARIATIONS.get(name) or Varied(name)
    brief = brief_of(varied.brief).replacing(varied.changes)
    return bl.design(brief, blend_model=varied.blend_model)


@cache
def file_of(name):
    """Return the plan of this name as the text of its file."""
    return text_of(plan_of(name))


def text_of(plan):
    """Return a plan as the text of a plan file."""
    return json.dumps(plan.to_data(), ensure_ascii=False, indent=1) + "\n"


def said_by(*arguments, given, exit_code=0):
    """Return what a command prints when a text is its standard input."""
    result = CliRunner().invoke(main, list(arguments), prog_name="blendnb", input=given)
    assert result.exit_code == exit_code, result.output
    return result.stdout
