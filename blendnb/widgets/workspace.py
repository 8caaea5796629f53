"""The workspace: everything a design session holds, as one frozen value.

A session weighs up to four *options* against each other. Each has its own form, its own choice of a
blend model and its own plan. A command makes a new workspace out of the old one. What can be worked
out (recommendation, plan, audit) is worked out right then and kept inside, so going back means
putting an older value in place and needs no computing. While something typed is wrong, the last
good design stays, and the option says what is wrong beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from blendnb.designing.compose import Refusal
from blendnb.domain.brief import Brief
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Decision, Measure, Pilot, Plan
from blendnb.domain.recommendation import Recommendation
from blendnb.language import say
from blendnb.widgets.form_answers import NOTHING_READ, Reading

__all__ = [
    "MOST_OPTIONS", "STEPS", "Agreed", "Design", "Designer", "Judge",
    "Option", "Workspace",
]  # fmt: skip

MOST_OPTIONS = 4
STEPS = ("outcomes", "map", "models", "support", "pilot")
"""The five steps of the framework, in their order."""


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
Judge = Callable[[Plan, Recommendation | None], Design]
"""Works out what follows from a plan as it stands; a recommendation at hand is not asked again."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What people agreed about the programme, kept however often the plan is composed anew."""

    decisions: tuple[Decision, ...] = ()
    pilot: Pilot | None = None
    """None as long as it is the composed plan's."""
    measures: tuple[Measure, ...] | None = None
    """None as long as they are the composed plan's."""

    def on(self, plan: Plan) -> Plan:
        """Return the plan with what was agreed."""
        measures = plan.measures if self.measures is None else self.measures
        pilot = plan.pilot if self.pilot is None else self.pilot
        if (plan.decisions, plan.pilot, plan.measures) == (self.decisions, pilot, measures):
            return plan
        return plan.replace(decisions=self.decisions, pilot=pilot, measures=measures)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to go: the form's entries, a choice, a plan, and what follows from them."""

    name: str = field(default_factory=lambda: say("studio.start.option"))
    entries: Mapping[str, Any] = field(default_factory=dict)
    chosen: str | None = None
    """The blend model chosen by hand; None follows the ranking."""
    edited: Plan | None = None
    """The plan as edited by hand; None as long as it is composed from the brief."""
    agreed: Agreed = Agreed()
    priorities: Mapping[str, int] = field(default_factory=dict)
    """What matters to the client, from 1 to 3; what is missing does not."""
    results: tuple[str, ...] = ()
    """Files that hold what the pilot showed."""
    reading: Reading = NOTHING_READ
    design: Design | None = None
    """The last good design."""
    failure: str = ""
    """What went wrong while the design was worked out; the one held is then an older one."""

    @property
    def plan(self) -> Plan | None:
        """The plan as it stands."""
        return None if self.design is None else self.design.plan

    @property
    def current(self) -> bool:
        """Whether the design answers what stands in the form."""
        return self.design is not None and self.design.brief == self.reading.brief


@dataclass(frozen=True, slots=True)
class Workspace:
    """Up to four options, which of them is worked on, and the step that is shown."""

    options: tuple[Option, ...] = (Option(),)
    active: int = 0
    step: str = STEPS[0]

    @property
    def option(self) -> Option:
        """The option that is worked on."""
        return self.options[self.active]

    @property
    def entries(self) -> Mapping[str, Any]:
        """What stands in the form."""
        return self.option.entries

    @property
    def chosen(self) -> str | None:
        """The blend model chosen by hand."""
        return self.option.chosen

    @property
    def reading(self) -> Reading:
        """What the entries amount to."""
        return self.option.reading

    @property
    def design(self) -> Design | None:
        """The last good design."""
        return self.option.design

    @property
    def failure(self) -> str:
        """What went wrong while the design was worked out."""
        return self.option.failure

    @property
    def current(self) -> bool:
        """Whether the design answers what stands in the form."""
        return self.option.current

    def with_option(self, option: Option) -> "Workspace":
        """Return the workspace with another value for the active option."""
        options = list(self.options)
        options[self.active] = option
        return replace(self, options=tuple(options))
