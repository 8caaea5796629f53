"""Comma-separated values: one row for each occurrence, for whatever reads tables.

Spreadsheets guess what such a field is, so a text that they would take for a formula is marked as
text. Everything else is plain: UTF-8 with the mark that Excel needs to see it, dates as ISO 8601,
texts in quotes, numbers without, always the same columns.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, time

from blendnb.exporting.entries import Entry, Value, columns, occurrences
from blendnb.exporting.escape import table_field
from blendnb.exporting.views import Subject

COLUMNS = (
    "id", "title", "which", "stage", "week", "start", "end", "time", "time_zone", "format", "mode",
    "delivery", "purpose", "learner_minutes", "facilitation_minutes", "manager_minutes", "who",
    "owner", "topics", "checks", "trigger", "why", "description", "materials", "depends_on",
)  # fmt: skip


def table(subject: Subject) -> bytes:
    """Return a plan as comma-separated values."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(column.name(subject) for column in columns(*COLUMNS))
    writer.writerows(list(_row(subject, entry)) for entry in occurrences(subject.plan))
    return text.getvalue().encode("utf-8-sig")


def _row(subject: Subject, entry: Entry) -> Iterator[str | float]:
    return (_field(column.value(subject, entry)) for column in columns(*COLUMNS))


def _field(value: Value) -> str | float:
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
            return table_field(value)
        case _:
            return value
