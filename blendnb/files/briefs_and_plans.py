"""Briefs and plans from files and to text.

Briefs are TOML, or JSON with the same keys. Plans are JSON, an exported page that holds one, or
another tool's design. Plans outlive versions: a key that this version does not know is kept at
every level and written back, so a plan may travel through an older blendnb without loss; a plan of
a newer *schema* means something that this version cannot know, and is refused rather than half
read. Short because parsing and checking are shared with the catalogue's files.
"""

import re
from pathlib import Path

from blendnb.domain.brief import Brief
from blendnb.domain.learning_format import Formats
from blendnb.domain.plan import SCHEMA, Plan
from blendnb.files.embedded_plan import plan_data
from blendnb.files.learning_designer import is_learning_design, plan_from_learning_design
from blendnb.files.other_designs import learning_design_of
from blendnb.files.parsing import Data, canonical_json, parse_json, parse_toml
from blendnb.files.problems import InputError, checked, refuse, shown
from blendnb.files.reading import LARGEST_PLAN, Source, label, read_text
from blendnb.language import say

_WEB_ARCHIVE = re.compile(
    r"\s*(?:From|MIME-Version|Snapshot-Content-Location|Subject|Date): ", re.IGNORECASE
)
"""How a page begins that a browser saved in one file as e-mails are written, see RFC 2557."""


def load_brief(source: Source) -> Brief:
    """Read a brief.

    Parameters
    ----------
    source
        A `.toml` or `.json` file; any other name, and `-` for standard input, may hold either.

    Raises
    ------
    InputError
        With everything that is wrong with it: file, key, value found, what is allowed.
    """
    file = label(source)
    data = _parsed(read_text(source), Path(file).suffix.lower(), file)
    if str(data.get("schema", "")).startswith("blendnb.plan/"):
        raise refuse(file, say("briefs.a_plan"), hint=say("briefs.in_the_plan"))
    return checked(Brief, data, file)


def _parsed(text: str, suffix: str, file: str) -> Data:
    start = text.lstrip()[:1]
    if start == "<":
        raise refuse(file, say("briefs.a_page"), hint=say("briefs.kinds"))
    is_json = suffix == ".json" or (suffix != ".toml" and start == "{")
    return parse_json(text, file) if is_json else parse_toml(text, file)


def load_plan(source: Source, formats: Formats | None = None) -> Plan:
    """Read a plan from its JSON, from an exported page that holds it, or from a learning design.

    A file of the UCL Learning Designer (`.ldj`) becomes a plan whose `changes` say what was
    guessed.

    Parameters
    ----------
    source
        A file, or `-` for standard input. What it holds decides how it is read, not its name.
    formats
        The formats by whose names a learning design is read, as a catalogue has them; the shipped
        ones by default.

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
        raise refuse(file, say("plans.kinds"), hint=say("plans.from_a_brief"))
    elif _WEB_ARCHIVE.match(text):
        raise refuse(file, say("plans.web_archive"), hint=say("plans.web_archive_hint"))
    else:
        data = parse_json(text, file)
    if is_learning_design(data):
        return plan_from_learning_design(data, file, formats)
    if (other := learning_design_of(data)) is not None:
        return plan_from_learning_design(other, file, formats)
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
        foreign = "" if "touchpoints" in data else say("plans.what_is_read")
        hint = say("plans.from_a_brief") if "outcome" in data else foreign
        return refuse(file, say("plans.no_schema", schema=repr(SCHEMA)), key="schema", hint=hint)
    number = re.fullmatch(r"blendnb\.plan/(\d{1,6})", str(schema))
    if number and int(number[1]) > int(SCHEMA.rpartition("/")[2]):
        text, hint = say("plans.newer", schema=repr(SCHEMA)), say("plans.update")
        return refuse(file, text, key="schema", found=shown(schema), hint=hint)
    return refuse(
        file, say("problems.is_not", kinds=repr(SCHEMA)), key="schema", found=shown(schema)
    )


def plan_json(plan: Plan) -> str:
    """Return a plan as the JSON text of a file: the same bytes for the same plan."""
    return canonical_json(plan.to_data())
