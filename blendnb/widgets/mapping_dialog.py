"""A small dialog that says what the columns of exports hold and which activity is which touchpoint.

It begins with what is recognised, so often nothing needs to be chosen. What is chosen is written
into `mapping.toml` beside the data, where `measure` finds it again.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from blendnb.api import paths
from blendnb.domain.plan import Plan
from blendnb.files.problems import shortened
from blendnb.files.reading import Source
from blendnb.language import say
from blendnb.measuring.column_mapping import (
    MAPPING_FILE,
    STATEMENTS,
    FileMapping,
    Mappings,
    entry_for,
    load_mapping,
    mapped_columns,
    write_mapping,
)
from blendnb.measuring.mapping_draft import FileGuess, entry_of, guesses
from blendnb.measuring.measure_templates import kinds
from blendnb.measuring.read_tables import DataFile
from blendnb.reporting.escape import html

_WIDE = {"width": "min(100%, 720px)"}
_SALT_BYTES = 16


def map_columns(plan: Plan, results: Source | Sequence[Source]) -> "MappingDialog":
    """Return a dialog that says how files are read; as a cell's last line it shows itself.

    Parameters
    ----------
    plan
        The plan that the pilot tried.
    results
        Files, or a folder of files, as for `measure`.

    Raises
    ------
    InputError
        If a file is no table.
    """
    return MappingDialog(plan, guesses(plan, paths(results), salt=os.urandom(_SALT_BYTES)))


class MappingDialog(widgets.VBox):  # type: ignore[misc]
    """One part for each file that needs a word, and a button that writes the mapping."""

    def __init__(self, plan: Plan, guesses: Sequence[FileGuess]) -> None:
        self.parts = [_Part(plan, guess) for guess in guesses]
        self.button = widgets.Button(
            description=say("pilot.dialog.save", file=MAPPING_FILE), button_style="primary"
        )
        self.message = widgets.HTML()
        self.button.on_click(lambda _: self.save())
        shown = [part.box for part in self.parts]
        super().__init__([*shown, widgets.HBox([self.button, self.message])])

    def save(self) -> Path | None:
        """Write what is chosen beside the data, over what the mapping said of these files."""
        if not self.parts:
            return None
        target = self.parts[0].guess.file.parent / MAPPING_FILE
        before: Mappings = load_mapping(target) if target.is_file() else {}
        write_mapping(
            {**before, **{p.guess.file.name: p.entry(before) for p in self.parts}}, target
        )
        self.message.value = html(say("pilot.dialog.saved", file=str(target)))
        return target


class _Part:
    """The questions about one file."""

    def __init__(self, plan: Plan, guess: FileGuess) -> None:
        self.plan, self.guess = plan, guess
        self.columns: dict[str, Any] = {}
        self.kind = _choice(say("pilot.dialog.holds"), _kinds(), guess.kind)
        self.dates = _choice(say("pilot.dialog.dates"), _dates(), "")
        self.names = {name: self._touchpoint(name) for name in guess.names}
        self.asked = widgets.VBox()
        self.kind.observe(lambda _: self._ask(), names="value")
        self._ask()
        self.box = widgets.Accordion([widgets.VBox(self._rows())])
        state = "asks" if self.asks else "recognised"
        self.box.set_title(0, say(f"pilot.dialog.{state}", file=guess.file.name))
        self.box.selected_index = 0 if self.asks else None

    @property
    def asks(self) -> bool:
        """Whether something in the file needs a word."""
        return self.guess.kind is None or bool(self.names)

    def _rows(self) -> list[Any]:
        names = list(self.names.values())
        note = [widgets.HTML(html(say("pilot.dialog.which")))] if names else []
        # Statements have fixed columns; only what they are about may need a word.
        fixed = self.guess.kind == STATEMENTS
        return [*note, *names] if fixed else [self.kind, self.asked, self.dates, *note, *names]

    def _ask(self) -> None:
        """Ask for the columns of the kind that is chosen."""
        kind = kinds().get(self.kind.value or "")
        if kind is None or self.guess.kind == STATEMENTS:
            self.columns = {}
        else:
            table = DataFile(self.guess.file, "", self.guess.headings)
            known = (
                self.guess.columns
                if kind.id == self.guess.kind
                else mapped_columns(table, kind, FileMapping())
            )
            options = {
                say("pilot.dialog.absent"): "",
                **{shortened(h, 60): h for h in self.guess.headings},
            }
            self.columns = {
                name: _choice(say("pilot.dialog.column", name=name), options, known.get(name, ""))
                for name in kind.headings
            }
        self.asked.children = tuple(self.columns.values())

    def _touchpoint(self, name: str) -> Any:
        touchpoints = {f"{t.title} [{t.id}]": t.id for t in self.plan.touchpoints}
        options = {say("pilot.dialog.no_part"): "", **touchpoints}
        return _choice(shortened(name, 60), options, self.guess.near.get(name, ""))

    def entry(self, before: Mappings) -> FileMapping:
        """Return what is chosen, with what an older mapping says of other activities."""
        old = entry_for(before, self.guess.file.name)
        chosen = {name: choice.value for name, choice in self.names.items()}
        left_out = [name for name, id_ in chosen.items() if not id_]
        return entry_of(self.guess).replace(
            kind=None if self.guess.kind == STATEMENTS else self.kind.value or None,
            columns={n: choice.value for n, choice in self.columns.items() if choice.value},
            touchpoints={**old.touchpoints, **{n: id_ for n, id_ in chosen.items() if id_}},
            ignore=tuple(dict.fromkeys([*old.ignore, *left_out])),
            dates=self.dates.value or old.dates,
        )


def _kinds() -> dict[str, str]:
    known = {kind.text: kind.id for kind in kinds().values()}
    return {say("pilot.dialog.say_holds"): "", **known}


def _dates() -> dict[str, str]:
    return {
        say("pilot.dialog.dates_shown"): "",
        **{say(f"pilot.dialog.{order}"): order for order in ("day_first", "month_first")},
    }


def _choice(label: str, options: dict[str, Any], value: Any) -> Any:
    return widgets.Dropdown(
        description=label,
        options=list(options.items()),
        value=value if value in options.values() else "",
        style={"description_width": "240px"},
        layout=_WIDE,
    )
