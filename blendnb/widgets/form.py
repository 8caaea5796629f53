"""The form: every design variable as a control, described once by the catalogue.

Nothing about a question is written here: its label, help, choices and what it decides are the
catalogue's. This module only puts questions into groups and says, in the words of the control, what
is assumed as long as nobody answers.
"""

from collections.abc import Mapping
from typing import Any

from blendnb.domain.brief import CONTENT_KINDS, Brief
from blendnb.domain.catalogue import Variable
from blendnb.widgets.entries import REQUIRED, Entries, Reading, shown_in_control

Variables = Mapping[str, Variable]
BESIDE_EACH_OTHER = 15
"""Choices whose labels have no more letters than this stand side by side; others in a list."""
TEXT_ROWS = {"objective": 3, "gap": 3, "topics": 3, "schedule.blackout": 2}
"""Lines that a text box shows; every other one is a single line."""
MOMENTS = "moments"
"""The one question whose answers have parts: what happens, how it is measured, where it stands."""


_NO_BRIEF_YET = Brief.model_validate(
    {"title": "the programme's title", "objective": "-", "outcome": {"subject": "process"}}
)
"""Says what is assumed of everything, while the entries are no brief."""


def form_of(variables: Variables) -> list[dict[str, Any]]:
    """Return the groups of the form with their controls, in the catalogue's order."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for variable in variables.values():
        groups.setdefault(variable.group, []).append(_control(variable))
    return [{"title": title, "controls": controls} for title, controls in groups.items()]


def _control(variable: Variable) -> dict[str, Any]:
    return {
        "path": variable.path,
        "label": variable.label,
        "help": variable.help,
        "decides": variable.decides,
        "unit": variable.unit,
        "control": MOMENTS if variable.path == MOMENTS else _kind_of_control(variable),
        "rows": TEXT_ROWS.get(variable.path, 1),
        "required": variable.path in REQUIRED,
        "choices": _choices(variable),
    }


def _kind_of_control(variable: Variable) -> str:
    match variable.kind:
        case "yes_no":
            return "segments"
        case "choice":
            letters = sum(len(choice.label) for choice in variable.choices)
            return "segments" if letters <= BESIDE_EACH_OTHER else "select"
        case "set":
            return "checks"
        case "date":
            return "date"
        case "number":
            return "number"
        case _:
            return "text"


def _choices(variable: Variable) -> list[dict[str, Any]]:
    if variable.kind == "yes_no":
        return [
            {"value": True, "label": "Yes", "help": ""},
            {"value": False, "label": "No", "help": ""},
        ]
    return [choice.model_dump(mode="json") for choice in variable.choices]


def answers_of(variables: Variables, entries: Entries, reading: Reading) -> dict[str, Any]:
    """Return what every control shows now: its value, or what is assumed instead.

    Returns
    -------
    dict
        `values` and `problems` by key path; `assumed` with the words for each open question and
        `assumed_values` with the options that a set of boxes shows as assumed; `missing` paths.
    """
    supposed = _assumed(reading.brief or _NO_BRIEF_YET)
    assumed = {path: supposed[path] for path in variables if path in supposed.keys() - entries}
    return {
        "values": {
            path: moments_shown(entries.get(path))
            if path == MOMENTS
            else shown_in_control(variable, entries.get(path))
            for path, variable in variables.items()
        },
        "assumed": {path: _assumed_words(variables[path], v) for path, v in assumed.items()},
        "assumed_values": {
            path: list(value) for path, value in assumed.items() if variables[path].kind == "set"
        },
        "problems": {path: list(texts) for path, texts in reading.problems.items()},
        "missing": list(reading.missing),
    }


def moments_shown(value: Any) -> list[dict[str, Any]] | None:
    """Return the moments that matter as rows of text, with measure and baseline; None of none."""
    return [_moment(row) for row in moment_rows(value)] or None


def moment_rows(value: Any) -> list[dict[str, Any]]:
    """Return the moments that matter of the form's entries, each with its parts by name."""
    rows = value if isinstance(value, list | tuple) else [value] if value else []
    return [row if isinstance(row, dict) else {"text": row} for row in rows]


def _moment(row: dict[str, Any]) -> dict[str, Any]:
    texts = {key: str(row.get(key) or "") for key in ("text", "week", "measure", "baseline")}
    return {**row, **texts}


def _assumed(brief: Brief) -> dict[str, Any]:
    """Return what is assumed for each open question, facilitators included."""
    open_facilitators = "support.facilitators" not in brief.stated
    return brief.assumed | ({"support.facilitators": None} if open_facilitators else {})


def _assumed_words(variable: Variable, value: Any) -> str:
    if value is None:
        return "as many as needed"
    mix = variable.path in (f"content.{kind}" for kind in CONTENT_KINDS)
    return "equal parts" if mix else words_for(variable, value)


def words_for(variable: Variable, value: Any) -> str:
    """Return a value in the words of its control: `8 weeks`, `several sites`, `no`."""
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple() | list():
            return ", ".join(_word(variable, item) for item in value)
        case _:
            return " ".join(filter(None, (_word(variable, value), variable.unit)))


def _word(variable: Variable, value: Any) -> str:
    label = next((c.label for c in variable.choices if c.value == value), None)
    if label:
        return label[:1].lower() + label[1:]
    return f"{value:,.10g}" if isinstance(value, (int, float)) else str(value)
