"""Writes docs/audit.md from the questions, constraints and tensions themselves: `make docs`."""

from collections.abc import Iterator
from pathlib import Path

from blendnb.designing.audit import registry
from blendnb.language import find_language, say, speaking
from blendnb.reporting.audit_report import finding_name

PAGE = Path(__file__).with_name("audit.md")
INTRODUCTION = """\
# What the audit asks

This page is written by `make docs` from what the modules of `blendnb/designing/audit` register.

To add a question, write one function `ask(view) -> Answer` under `@question("dimension.name",
order=...)` in a module of that folder (a new module is found by itself), and its sentences in
`templates/language/en.toml`: `audit.question.<id>` names it, `audit.asks.<id>` says what it asks,
and `audit.dimension.<id>` names a dimension that is new. Constraints (`@constraint`, with
`audit.constraint.<id>.name`) and tensions of the brief (`@tension`, with
`audit.tension.<id>.name`) are added the same way. Page, studio, charts, terminal, notebook, wiki
and this page follow.
"""


def audit_page() -> str:
    """Return the page: the questions by dimension, then constraints and tensions."""
    with speaking(find_language("en")):
        return "\n".join([INTRODUCTION, *_questions(), *_rest()])


def _questions() -> Iterator[str]:
    for dimension, questions in registry.questions_by_dimension().items():
        rows = [
            f"- `{asked.id}`, {say(f'audit.question.{asked.id}')}: {say(f'audit.asks.{asked.id}')}"
            for asked in questions
        ]
        yield "\n".join([f"## {say(f'audit.dimension.{dimension}')}\n", *rows, ""])


def _rest() -> Iterator[str]:
    for heading, kind, ids in (
        ("Constraints", "constraint", [id_ for id_ in registry.CONSTRAINTS if id_ != "length"]),
        ("Tensions of the brief", "tension", registry.TENSIONS),
    ):
        rows = [f"- `{id_}`: {finding_name(kind, id_)}" for id_ in ids]
        yield "\n".join([f"## {heading}\n", *rows, ""])
    yield "Formats may say how long they are at most; each such limit is a constraint too.\n"


if __name__ == "__main__":
    PAGE.write_text(audit_page(), encoding="utf-8", newline="\n")
