"""Answers of a brief in words: `audience.role = "new_manager"` reads "Role: New managers"."""

from datetime import date
from typing import Any

from blendnb.charts.calendar import date_name
from blendnb.domain.brief import CONTENT_KINDS
from blendnb.domain.catalogue import Catalogue, Variable
from blendnb.exporting.views import Subject, number

MIX = {f"content.{kind}" for kind in CONTENT_KINDS}
"""The three weights of the content mix, which say something only together."""


def label(catalogue: Catalogue, path: str) -> str:
    """Return the name of a design variable; its key path where the catalogue has none."""
    known = catalogue.variables.get(path)
    return known.label if known else path


def answer(subject: Subject, path: str, value: Any) -> str:
    """Return an answer in words."""
    variable = subject.catalogue.variables.get(path)
    if isinstance(value, (list, tuple)):
        return ", ".join(answer(subject, path, item) for item in value)
    if isinstance(value, bool):
        return subject.words["brief"]["yes" if value else "no"]
    if isinstance(value, date):
        return date_name(value, subject.words.charts, year=True)
    if isinstance(value, (int, float)):
        return _with_unit(subject, value, variable)
    return _choice(str(value), variable)


def _with_unit(subject: Subject, value: float, variable: Variable | None) -> str:
    unit = variable.unit if variable else None
    return f"{number(value, subject.words)} {unit}" if unit else f"{value:g}"


def _choice(value: str, variable: Variable | None) -> str:
    known = variable.choices if variable else ()
    return next((choice.label for choice in known if choice.value == value), value)
