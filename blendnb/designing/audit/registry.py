"""What an audit asks: each question, constraint and tension is one function, registered here.

A module of this package registers what it asks where it is defined, and everything else follows:
the audit asks it, and page, studio, charts, terminal, notebook and documents show it. Names and
explanations are sentences: `audit.question.<id>` and `audit.asks.<id>` of a question,
`audit.dimension.<id>` of a dimension that is new, `audit.constraint.<id>.name` of a constraint,
`audit.tension.<id>.name` of a tension.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from blendnb.designing.audit.plan_facts import PlanView
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.findings import Fix
from blendnb.domain.vocabulary import Severity, VerdictWord


@dataclass(frozen=True)
class Answer:
    """What a question finds in a plan: a verdict with what decided it."""

    verdict: VerdictWord
    text: str
    touchpoints: tuple[str, ...] = ()
    """Ids of the touchpoints that are the evidence."""
    fix: Fix | None = None
    forced_by: tuple[str, ...] = ()
    """Key paths of stated facts that leave no room for a fix; they count only without one."""


@dataclass(frozen=True)
class Breach:
    """One constraint that a plan does not keep."""

    severity: Severity
    text: str
    touchpoints: tuple[str, ...] = ()
    fix: Fix | None = None
    id: str = ""
    """Where one function looks after several constraints: which of them this is."""


Ask = Callable[[PlanView], Answer]
Judged = Breach | Iterable[Breach] | None
Judge = Callable[[PlanView], Judged]
Contradict = Callable[[Brief, Catalogue], str | None]
_AskT = TypeVar("_AskT", bound=Ask)
_JudgeT = TypeVar("_JudgeT", bound=Judge)
_ContradictT = TypeVar("_ContradictT", bound=Contradict)


@dataclass(frozen=True)
class RegisteredQuestion:
    """A question that every audit asks."""

    id: str
    order: int
    ask: Ask

    @property
    def dimension(self) -> str:
        """The dimension that it belongs to."""
        return self.id.partition(".")[0]


QUESTIONS: dict[str, RegisteredQuestion] = {}
CONSTRAINTS: dict[str, Judge] = {}
TENSIONS: dict[str, Contradict] = {}


def question(id_: str, *, order: int) -> Callable[[_AskT], _AskT]:
    """Register the function that answers a question.

    Parameters
    ----------
    id_
        Its dimension and its name, such as `time.phases`.
    order
        Where it stands among all questions; a dimension stands where its first question does.

    Raises
    ------
    ValueError
        If the id names no dimension or is taken.
    """
    dimension, _, name = id_.partition(".")
    if not dimension or not name:
        raise ValueError(f"a question's id is `dimension.name`, not {id_!r}")

    def register(ask: _AskT) -> _AskT:
        _add(QUESTIONS, id_, RegisteredQuestion(id_, order, ask))
        return ask

    return register


def constraint(id_: str) -> Callable[[_JudgeT], _JudgeT]:
    """Register the function that returns how a plan breaks a constraint, and None if it does not.

    Findings of one severity stand in the order in which their constraints are registered.
    """

    def register(judge: _JudgeT) -> _JudgeT:
        _add(CONSTRAINTS, id_, judge)
        return judge

    return register


def tension(id_: str) -> Callable[[_ContradictT], _ContradictT]:
    """Register the function that returns a contradiction inside a brief, and None without one."""

    def register(contradict: _ContradictT) -> _ContradictT:
        _add(TENSIONS, id_, contradict)
        return contradict

    return register


def _add(registry: dict[str, Any], id_: str, entry: object) -> None:
    if id_ in registry:
        raise ValueError(f"the id {id_!r} is registered already")
    registry[id_] = entry


def questions_by_dimension() -> dict[str, list[RegisteredQuestion]]:
    """Return every question by its dimension, all in order."""
    grouped: dict[str, list[RegisteredQuestion]] = {}
    for registered in sorted(QUESTIONS.values(), key=lambda each: each.order):
        grouped.setdefault(registered.dimension, []).append(registered)
    return grouped
