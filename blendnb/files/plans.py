"""Plans from files and to text: JSON, an exported page that holds one, or another tool's design.

Plans outlive versions. A key that this version does not know is kept at every level and written
back, so a plan may travel through an older blendnb without loss; a plan of a newer *schema* means
something that this version cannot know, and is refused rather than half read.
"""

import re
from pathlib import Path

from blendnb.domain.plan import SCHEMA, Plan
from blendnb.files.learning_designer import is_learning_design, plan_from_learning_design
from blendnb.files.pages import plan_data
from blendnb.files.parsing import Data, canonical_json, parse_json
from blendnb.files.problems import InputError, checked, refuse, shown
from blendnb.files.reading import LARGEST_PLAN, Source, label, read_text

_FROM_A_BRIEF = "make a plan from a brief with: blendnb design BRIEF -o PLAN.json"


def load_plan(source: Source) -> Plan:
    """Read a plan from its JSON, from an exported page that holds it, or from a learning design.

    A file of the UCL Learning Designer (`.ldj`) becomes a plan whose `changes` say what was
    guessed.

    Parameters
    ----------
    source
        A file, or `-` for standard input. What it holds decides how it is read, not its name.

    Raises
    ------
    InputError
        With everything that is wrong with it; if it is of a newer schema; if the plan in a page
        was edited or cut off.
    """
    file = label(source)
    text = read_text(source, most_bytes=LARGEST_PLAN)
    if text.lstrip().startswith("<"):
        data = plan_data(text, file)
    elif Path(file).suffix.lower() == ".toml":
        raise refuse(file, "a plan is a JSON file or an exported page", hint=_FROM_A_BRIEF)
    else:
        data = parse_json(text, file)
    if is_learning_design(data):
        return plan_from_learning_design(data, file)
    return plan_from_data(data, file)


def plan_from_data(data: Data, file: str) -> Plan:
    """Make a plan from plain data, keeping the keys that this version does not know.

    Raises
    ------
    InputError
        With everything that is wrong with it.
    """
    if data.get("schema") != SCHEMA:
        raise _other_schema(data, file)
    return checked(Plan, data, file, open_=True)


def _other_schema(data: Data, file: str) -> InputError:
    schema = data.get("schema")
    if schema is None:
        text = f"missing, so this is no plan; a plan has {SCHEMA!r}"
        return refuse(file, text, key="schema", hint=_FROM_A_BRIEF if "outcome" in data else "")
    number = re.fullmatch(r"blendnb\.plan/(\d{1,6})", str(schema))
    if number and int(number[1]) > int(SCHEMA.rpartition("/")[2]):
        text = f"was written by a newer blendnb; this one reads up to {SCHEMA!r}"
        return refuse(file, text, key="schema", found=shown(schema), hint="update blendnb")
    return refuse(file, f"is not {SCHEMA!r}", key="schema", found=shown(schema))


def plan_json(plan: Plan) -> str:
    """Return a plan as the JSON text of a file: the same bytes for the same plan."""
    return canonical_json(plan.to_data())
