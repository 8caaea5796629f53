"""The workspace: everything a design session holds, as one frozen value.

A command makes a new workspace out of the old one. What can be worked out (recommendation, plan,
audit) is worked out right then and kept inside, so going back means putting an older value in place
and needs no computing. While something typed is wrong, the last good design stays, and the
workspace says what is wrong beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from blendnb.designing.compose import Refusal
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Variable
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Plan
from blendnb.domain.recommendation import Recommendation
from blendnb.widgets.entries import NOTHING_READ, Reading, entries_of, read, with_answer


@dataclass(frozen=True, slots=True)
class Design:
    """What follows from one valid brief and one choice of a blend model."""

    brief: Brief
    recommendation: Recommendation
    plan: Plan | None
    """None where the brief excludes every blend model."""
    audit: Audit | None
    refusal: Refusal | None = None
    """Why the chosen blend model, or every one, cannot be composed."""


Designer = Callable[[Brief, str | None], Design]
"""Works out a design from a brief and the chosen blend model, None for the recommended one."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The form's entries, the blend model chosen by hand, and the last good design."""

    entries: Mapping[str, Any] = field(default_factory=dict)
    chosen: str | None = None
    reading: Reading = NOTHING_READ
    design: Design | None = None
    failure: str = ""
    """What went wrong while the design was worked out; the one held is then an older one."""

    @property
    def current(self) -> bool:
        """Whether the design answers what stands in the form."""
        return self.design is not None and self.design.brief == self.reading.brief


@dataclass(frozen=True, slots=True)
class Desk:
    """Where workspaces are made: each method gives the next one and leaves the old one alone."""

    variables: Mapping[str, Variable]
    designer: Designer

    def opened(self, brief: Brief | None) -> Workspace:
        """Return the workspace for a brief, or an empty one."""
        return self._worked_out(Workspace(entries_of(brief)))

    def answered(self, workspace: Workspace, answers: Mapping[str, Any]) -> Workspace:
        """Return the workspace with these controls answered, by key path.

        Raises
        ------
        KeyError
            If the form has no such control.
        """
        entries = workspace.entries
        for path, typed in answers.items():
            entries = with_answer(entries, self.variables[path], typed)
        if entries == workspace.entries:
            return workspace
        return self._worked_out(replace(workspace, entries=entries))

    def chosen(self, workspace: Workspace, blend_model: str | None) -> Workspace:
        """Return the workspace with a blend model chosen by hand; None follows the ranking.

        A choice that the brief excludes is kept: the design says why it is refused, and follows it
        as soon as the brief allows.
        """
        return self._worked_out(replace(workspace, chosen=blend_model))

    def _worked_out(self, workspace: Workspace) -> Workspace:
        reading = read(workspace.entries, tuple(self.variables))
        workspace = replace(workspace, reading=reading, failure="")
        if reading.brief is None:
            return workspace
        try:
            design = self.designer(reading.brief, workspace.chosen)
        except Exception as error:  # noqa: BLE001 -- whatever it is, what was typed must stay
            return replace(workspace, failure=sentence(error))
        return replace(workspace, design=design)


def sentence(error: Exception) -> str:
    """Return what to show a person when something failed that should not have."""
    what = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) else str(error)
    return f"That did not work: {what or type(error).__name__}. The last good result stays."
