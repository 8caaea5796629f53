"""A new design variable is one field and one entry: every surface follows, in a temporary copy."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from blendnb.files.catalogue_loading import load_catalogue

ROOT = Path(__file__).parents[3]
FIELD = "    tenure_years: Annotated[int, Field(ge=0, le=60)] | None = None\n"
ENTRY = """
[[variables]]
path = "audience.tenure_years"
group = "Audience"
label = "Tenure"
help = "How many years most of them have been in their job."
decides = "How much they already know."
kind = "number"
unit = "years"
assumed = 3
typical = [0, 2, 5, 20]
likeness = 1.25
phrase = { "=1" = "one year in the job", other = "{value} years in the job" }
no_more = "people have been there no more than {value} years"
no_fewer = "people have been there no fewer than {value} years"
source = "made up"
confidence = "L"
"""
RULE = """
[[rules]]
id = "X99"
when = { "audience.tenure_years" = { min = 5 } }
effects = { continuous = 9 }
because = "Old hands learn along the way."
source = "made up"
confidence = "L"
"""
LOOK = """
import json
import blendnb as bl
from blendnb.designing.recommend import recommend
from blendnb.designing.recommend.likeness import compared_fields, likeness
from blendnb.domain.brief import Brief
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.widgets.form_answers import read, with_answer
from blendnb.widgets.form_answers import answers_of, form_of

path, known = "audience.tenure_years", load_catalogue(programmes=False)
variables = known.variables
bare = {"title": "T", "objective": "O", "outcome": {"subject": "software"}}
brief = Brief.model_validate(bare)
new = Brief.model_validate({**bare, "audience": {"tenure_years": 4}})
advice, told = recommend(brief, known), recommend(new, known)
compared = compared_fields({path: 10}, known.design_variables)
(match,) = likeness(compared, {path: 10}, known.design_variables).matches
entries = with_answer({**bare, "outcome.subject": "software"}, variables[path], "7")
answers = answers_of(variables, {}, read({}, tuple(variables)))
controls = [control for group in form_of(variables) for control in group["controls"]]
bl.export(bl.design(new), "page.html")
print(json.dumps({
    "control": next(c for c in controls if c["path"] == path)["label"],
    "typed": entries[path],
    "assumed": answers["assumed"][path],
    "composed": list(brief.assumed.items()).count((path, 3)),
    "coverage": [advice.coverage.answered, told.coverage.answered, advice.coverage.of],
    "share": [m.share for m in told.models if m.id == "continuous"],
    "share_open": [m.share for m in advice.models if m.id == "continuous"],
    "what_if": [w.text for w in told.what_if if w.variable == path],
    "hinge": told.confidence.hinge,
    "ask_next": [asked.label for asked in advice.ask_next],
    "likeness": [match.field, match.likeness, match.weight],
    "page": "Tenure</dt><dd>4 years</dd>" in open("page.html", encoding="utf-8").read(),
}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Give a copy of the product with its templates, to be changed."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("blendnb", "templates"):
        ignored = shutil.ignore_patterns("__pycache__", "programmes")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    (folder / "hatch_build.py").touch()  # says that the templates around the package are ours
    insert(folder / "blendnb/domain/brief.py", "    role: LearnerRole | None = None\n", FIELD)
    return folder


def insert(file, before, text):
    whole = file.read_text(encoding="utf-8")
    assert before in whole
    file.write_text(whole.replace(before, before + text, 1), encoding="utf-8")


def run(folder, code):
    """Run Python on the copy, away from this process."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, check=False,
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def test_a_field_without_an_entry_is_refused_by_name(copy):
    found = run(
        copy, "from blendnb.files.catalogue_loading import load_catalogue; load_catalogue()"
    )
    assert found.returncode == 1
    problem = found.stderr.splitlines()[-1]
    assert "variables.toml: variables: 'audience.tenure_years' is a field of the brief" in problem
    assert 'add [[variables]] with path = "audience.tenure_years"' in problem


def test_with_one_field_and_one_entry_every_surface_knows_a_new_variable(copy):
    last = '[[variables]]\npath = "audience.digital_comfort"'
    file = copy / "templates/catalogue/variables.toml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace(last, ENTRY.lstrip() + "\n" + last, 1), encoding="utf-8")
    rules = copy / "templates/catalogue/rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + RULE, encoding="utf-8")
    found = run(copy, LOOK)
    assert found.stderr == ""
    surfaces = json.loads(found.stdout)
    assert surfaces.pop("share_open") == [0.0]  # nobody stated the years, so they argue for nothing
    assert surfaces.pop("share") == [0.0]  # four years: the rule asks for five
    answered, with_tenure, of = surfaces.pop("coverage")
    assert (answered, with_tenure) == (1, 2)
    assert of == 1 + len(load_catalogue(programmes=False).design_variables)
    assert "Tenure" in surfaces.pop("ask_next")
    assert surfaces == {
        "control": "Tenure",
        "typed": 7,
        "assumed": "3 years",
        "composed": 1,
        "what_if": ["With 5 years in the job instead of 4, continuous would come first."],
        "hinge": "people have been there no more than 4 years",
        "likeness": ["audience.tenure_years", 1.0, 1.25],
        "page": True,
    }
