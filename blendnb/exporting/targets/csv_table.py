"""Comma-separated values: one row for each occurrence, for whatever reads tables.

Spreadsheets guess what such a field is, so a text that they would take for a formula is marked as
text. Everything else is plain: UTF-8 with the mark that Excel needs to see it, dates as ISO 8601,
texts in quotes, numbers without, always the same columns.
"""

import warnings
from collections.abc import Iterable
from datetime import date, time

from blendnb.exporting.entries import OccurrenceRow, fields, occurrences
from blendnb.exporting.orders import Target
from blendnb.exporting.subject import Subject
from blendnb.language import csv_text, formula_free, say
from blendnb.reporting.escape import drawing
from blendnb.reporting.report import Value

FIELDS = (
    "id", "title", "which", "stage", "week", "start", "end", "time", "time_zone", "format", "mode",
    "delivery", "purpose", "learner_minutes", "facilitation_minutes", "manager_minutes", "who",
    "owner", "topics", "checks", "trigger", "why", "description", "materials", "depends_on",
)  # fmt: skip


def table(subject: Subject) -> bytes:
    """Return a plan as comma-separated values."""
    head = [field.name(subject) for field in fields(*FIELDS)]
    rows = [_values(subject, entry) for entry in occurrences(subject.plan)]
    _tell_marked(value for row in rows for value in row)
    written = (map(_written, row) for row in rows)
    return csv_text([head, *written], texts_quoted=True).encode("utf-8-sig")


def _values(subject: Subject, entry: OccurrenceRow) -> list[Value]:
    return [field.value(subject, entry) for field in fields(*FIELDS)]


def _tell_marked(values: Iterable[Value]) -> None:
    """Say once why some texts begin with an apostrophe that nobody typed."""
    texts = {drawing(value) for value in values if isinstance(value, str)}
    marked = sum(formula_free(text) != text for text in texts)
    if marked:
        warnings.warn(say("tables.marked", count=marked), stacklevel=5)


def _written(value: Value) -> str | float:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case float() if value.is_integer():
            return int(value)
        case str():
            return drawing(value)
        case _:
            return value


TARGETS = [Target(".csv", 50, lambda order: table(order.subject))]
