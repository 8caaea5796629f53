"""What an audit says: verdicts with their evidence, constraints, and tensions of the brief.

A verdict is never only a word. It names the numbers and touchpoints that decide it, and where it
is not met it carries either the edit that would fix it or the stated facts that make fixing
impossible. Verdicts are never averaged: a blend with one dimension absent looks good on a slide
and still fails in use. Short because findings are values; what is found is decided in the audit.
"""

from functools import cached_property
from typing import Any

from blendnb.domain.base import Value
from blendnb.domain.edits import Edit
from blendnb.domain.vocabulary import VERDICTS, Severity, VerdictWord


class Fix(Value):
    """What would put a finding right, in words and as an edit that can be applied."""

    text: str
    edit: Edit


class AuditQuestion(Value):
    """One question of the audit with its verdict and what decided it."""

    id: str
    verdict: VerdictWord
    text: str
    touchpoints: tuple[str, ...] = ()
    """Ids of the touchpoints that are the evidence."""
    forced_by: tuple[str, ...] = ()
    """Key paths of stated facts that make fixing impossible; empty where a fix exists."""
    fix: Fix | None = None

    @property
    def open(self) -> bool:
        """Whether something is left to do: the verdict is `partly` or `missing`."""
        return self.verdict in ("partly", "missing")


class Dimension(Value):
    """One dimension of the blend, which is no better than the worst of its questions."""

    id: str
    questions: tuple[AuditQuestion, ...]

    @property
    def verdict(self) -> VerdictWord:
        """The worst verdict; `not_needed` only where no question has an object."""
        return min((q.verdict for q in self.questions), key=VERDICTS.index)


class ConstraintFinding(Value):
    """One constraint that the plan does not keep, with every touchpoint concerned."""

    id: str
    severity: Severity
    text: str
    touchpoints: tuple[str, ...] = ()
    fix: Fix | None = None


class Tension(Value):
    """A contradiction inside the brief, which no plan can fix."""

    id: str
    text: str


class Audit(Value):
    """The dimensions with their questions, the constraints not kept, and the brief's tensions."""

    dimensions: tuple[Dimension, ...]
    constraints: tuple[ConstraintFinding, ...] = ()
    tensions: tuple[Tension, ...] = ()

    @cached_property
    def questions(self) -> dict[str, AuditQuestion]:
        """Every question by id, in the order of the dimensions."""
        return {q.id: q for dimension in self.dimensions for q in dimension.questions}

    @cached_property
    def verdicts(self) -> dict[str, VerdictWord]:
        """The verdict of each dimension by its id."""
        return {dimension.id: dimension.verdict for dimension in self.dimensions}

    @property
    def broken(self) -> tuple[ConstraintFinding, ...]:
        """The constraints that are broken, not merely strained."""
        return tuple(c for c in self.constraints if c.severity == "broken")

    def to_data(self) -> dict[str, Any]:
        """Return the audit as plain JSON values, in the shape of `check --json`."""
        data = self.model_dump(mode="json", by_alias=True)
        data["dimensions"] = {
            dimension.id: {"verdict": dimension.verdict, "questions": shown["questions"]}
            for dimension, shown in zip(self.dimensions, data["dimensions"], strict=True)
        }
        return data
