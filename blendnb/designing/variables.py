"""The design variables: the 22 questions of a brief that a recommendation can depend on.

Outcome 4, audience 7, work 3, content 2 (the mix counts once, the hours once), technology 1,
support 3, weeks 1, moments 1. What each may be answered with is read off the brief's own types, so
a vocabulary or a bound has one definition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast, get_args

from blendnb.designing.facts import MIX
from blendnb.domain.base import Value
from blendnb.domain.brief import Brief
from blendnb.domain.facts import stated_facts

Kind = Literal["choice", "yes_no", "number", "technology", "mix", "languages", "moments"]
CONTENT_MIX = "content.mix"
"""Name of the one variable that three weights answer together."""
WEIGHT_TOP = 1e6
HOURS_GRID = 0.25
"""Hours of content are tried in quarters; minutes, weeks and people in whole numbers."""


@dataclass(frozen=True, slots=True)
class DesignVariable:
    """One question: the key paths that answer it, and what may stand there."""

    name: str
    """Its key path; `content.mix` for the three weights."""
    kind: Kind
    paths: tuple[str, ...]
    values: tuple[Any, ...] = ()
    """Of a choice: its vocabulary, in order."""
    low: float = 0
    high: float = 0
    grid: float = 1

    def answered(self, facts: Mapping[str, Any]) -> bool:
        """Whether one of its key paths is stated."""
        return any(path in facts for path in self.paths)


NAMES = (
    "outcome.subject", "outcome.level", "outcome.risk", "outcome.audit",
    "audience.size", "audience.role", "audience.digital_comfort", "audience.minutes_per_week",
    "audience.location", "audience.travel", "audience.languages",
    "work.setting", "work.longest_session_minutes", "work.mobile_only",
    CONTENT_MIX, "content.hours", "technology.available",
    "support.managers", "support.coaches", "support.facilitators", "schedule.weeks", "moments",
)  # fmt: skip


@cache
def design_variables() -> dict[str, DesignVariable]:
    """Return the 22 design variables by name, in the brief's order."""
    return {name: _variable(name) for name in NAMES}


def answered(facts: Mapping[str, Any]) -> int:
    """Return how many of the design variables the stated facts answer."""
    return sum(variable.answered(facts) for variable in design_variables().values())


def _variable(name: str) -> DesignVariable:
    if name == CONTENT_MIX:
        return DesignVariable(name, "mix", MIX, high=WEIGHT_TOP)
    if name in ("audience.languages", "moments"):
        return DesignVariable(name, "languages" if "." in name else "moments", (name,))
    fact = stated_facts()[name]
    match fact.kind:
        case "set":
            return DesignVariable(name, "technology", (name,), fact.values)
        case "yes_no":
            return DesignVariable(name, "yes_no", (name,), (False, True))
        case "choice":
            return DesignVariable(name, "choice", (name,), fact.values)
        case "number":
            return _number(name)


def _number(name: str) -> DesignVariable:
    """A number with the bounds that the brief's own type gives it."""
    group, _, field = name.rpartition(".")
    home = cast("type[Value]", Brief.model_fields[group].annotation)
    # An answer is `number | None`: the first is the number with its bounds.
    number = get_args(home.model_fields[field].annotation)[0]
    bounds = {
        bound: getattr(limit, bound)
        for info in get_args(number)[1:]
        for limit in info.metadata
        for bound in ("ge", "le")
        if hasattr(limit, bound)
    }
    grid = HOURS_GRID if get_args(number)[0] is float else 1
    return DesignVariable(
        name, "number", (name,), low=bounds.get("ge", grid), high=bounds["le"], grid=grid
    )
