"""The lab's state: up to four named variants, what counts, and the plan they may go into.

A frozen value, like the workspace of the studio.  A change makes a new one out of the old one; what
a person cannot mean (a gap beyond the horizon, a variant without a name) is corrected here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from blendnb.charts.variants import MOST_VARIANTS
from blendnb.designing.reinforcement import Returns, replace_reinforcement, returns_of
from blendnb.domain.edits import Edit, apply_edit
from blendnb.domain.plan import Plan
from blendnb.language import say
from blendnb.spacing.models import MEMORY_MODELS, PowerCurve
from blendnb.spacing.questions import Question, Variant

MOST_TOUCHPOINTS = 8
LEAST_HORIZON, MOST_HORIZON, MOST_LAST = 7, 365, 730
MOST_MINUTES = 60
_LONGEST_NAME = 24
_NAMES = "ABCD"


@dataclass(frozen=True)
class LabState:
    """Everything that the lab's controls hold."""

    variants: tuple[Variant, ...] = (Variant("A", (7, 21, 49)),)
    current: int = 0
    shown: tuple[str, ...] = tuple(name for name in MEMORY_MODELS if name != PowerCurve.id)
    objective: str = "mean"
    horizon: int = 90
    last: int = 180
    minutes_each: int = 15
    plan: Plan | None = None
    groups: tuple[Returns, ...] = ()
    group: int = 0
    edit: Edit | None = None
    """The last edit that was written into the plan."""

    @property
    def variant(self) -> Variant:
        """The variant that the controls work on."""
        return self.variants[self.current]

    @property
    def returns(self) -> Returns | None:
        """The topics that are worked on; None without a plan."""
        return self.groups[self.group] if self.groups else None

    @property
    def question(self) -> Question:
        """What the memory models are asked."""
        base = self.returns.question if self.returns else Question()
        last = max(self.last, 1)
        return replace(base, objective=self.objective, horizon=self.horizon, last=last)

    @property
    def closed(self) -> tuple[int, ...]:
        """Days of the current variant on which the plan has no room for it."""
        question = self.question
        taken = {*question.blackout, *(day for day, _ in question.met)}
        return tuple(day for day in self.variant.days if day in taken or day > question.horizon)

    # ---------------------------------------------------------------------------- commands

    def with_days(self, days: Sequence[int], name: str | None = None) -> "LabState":
        """Return the state with other days for the current variant, kept within the horizon."""
        fitted = within_horizon(days, self.horizon)
        old = self.variant
        variant = Variant(name or old.name, fitted, _weights(old, fitted))
        return self._with_variant(variant)

    def with_gap(self, index: int, gap: int) -> "LabState":
        """Return the state with one gap changed; what comes later moves along."""
        gaps = gaps_of(self.variant.days)
        gaps[index] = max(1, min(gap, self.horizon - sum(gaps) + gaps[index]))
        return self.with_days(days_of(gaps))

    def with_touchpoints(self, count: int) -> "LabState":
        """Return the state with more or fewer touchpoints, the last gap repeated."""
        gaps = gaps_of(self.variant.days) or [7]
        count = max(1, min(count, MOST_TOUCHPOINTS))
        gaps = [*gaps[:count], *[gaps[-1]] * (count - len(gaps))]
        return self.with_days(days_of(gaps))

    def copied(self) -> "LabState":
        """Return the state with a copy of the current variant, which becomes the current one."""
        if len(self.variants) == MOST_VARIANTS:
            return self
        taken = {variant.name for variant in self.variants}
        name = next(name for name in [*_NAMES, "E"] if name not in taken)
        variants = (*self.variants, replace(self.variant, name=name))
        return replace(self, variants=variants, current=len(variants) - 1)

    def without_current(self) -> "LabState":
        """Return the state without the current variant; the last one stays."""
        if len(self.variants) == 1:
            return self
        variants = self.variants[: self.current] + self.variants[self.current + 1 :]
        return replace(self, variants=variants, current=min(self.current, len(variants) - 1))

    def renamed(self, name: str) -> "LabState":
        """Return the state with another name for the current variant; an empty one is ignored."""
        plain = name.strip()[:_LONGEST_NAME]
        others = {v.name for n, v in enumerate(self.variants) if n != self.current}
        if not plain or plain in others:
            return self
        return self._with_variant(replace(self.variant, name=plain))

    def with_horizon(self, horizon: int) -> "LabState":
        """Return the state with another last day for touchpoints; variants are kept within."""
        horizon = max(LEAST_HORIZON, min(horizon, MOST_HORIZON))
        variants = tuple(_within(variant, horizon) for variant in self.variants)
        return replace(self, horizon=horizon, variants=variants)

    def with_group(self, group: int) -> "LabState":
        """Return the state for other topics of the plan, with the days that they have now."""
        returns = self.groups[group]
        question = returns.question
        return replace(
            self, group=group, horizon=question.horizon, last=question.last,
            variants=(_planned(returns),), current=0,
        )  # fmt: skip

    def written(self) -> "LabState":
        """Return the state with the current variant written into the plan.

        Raises
        ------
        ValueError
            If there is no plan, or a day is not open in it.
        """
        if self.plan is None or self.returns is None:
            raise ValueError(say("lab.no_plan"))
        if self.closed:
            closed = ", ".join(map(str, self.closed))
            raise ValueError(say("lab.closed", count=len(self.closed), days=closed))
        days = self.returns.plan_days(self.variant.days)
        edit = replace_reinforcement(self.plan, days, self.returns.topics)
        plan = apply_edit(self.plan, edit)
        groups = returns_of(plan)
        group = next(n for n, g in enumerate(groups) if self.returns.topics[0] in g.topics)
        return replace(self, plan=plan, edit=edit, groups=groups, group=group)

    def _with_variant(self, variant: Variant) -> "LabState":
        variants = list(self.variants)
        variants[self.current] = variant
        return replace(self, variants=tuple(variants))


def opened(plan: Plan | None) -> LabState:
    """Return the state to begin with.

    Raises
    ------
    ValueError
        If no topic of the plan is ever studied.
    """
    if plan is None:
        return LabState()
    groups = returns_of(plan)
    if not groups:
        raise ValueError(say("lab.nothing_recalled"))
    first = next((n for n, group in enumerate(groups) if group.days), 0)
    return LabState(plan=plan, groups=groups).with_group(first)


def _planned(returns: Returns) -> Variant:
    """Today's returns; without any, a first suggestion to work on."""
    if returns.days:
        return Variant(say("lab.as_planned"), returns.days, returns.weights)
    open_days = set(range(1, returns.question.horizon + 1)) - set(returns.question.blackout)
    taken = {day for day, _ in returns.question.met}
    free = sorted(open_days - taken) or [1]
    return Variant("A", (free[len(free) // 2],))


def within_horizon(days: Sequence[int], horizon: int) -> tuple[int, ...]:
    """Return ascending days within 1..horizon, moved as little as it takes."""
    out: list[int] = []
    for day in days:
        out.append(max(day, out[-1] + 1 if out else 1))
    for index in range(len(out) - 1, -1, -1):
        latest = horizon - (len(out) - 1 - index)
        out[index] = min(out[index], latest)
    return tuple(out)


def gaps_of(days: Sequence[int]) -> list[int]:
    """Return the gaps between day 0 and the touchpoints."""
    return [day - before for before, day in zip((0, *days), days, strict=False)]


def days_of(gaps: Sequence[int]) -> list[int]:
    """Return the days that gaps lead to."""
    return list(accumulate(gaps))


def _within(variant: Variant, horizon: int) -> Variant:
    days = within_horizon(variant.days[:horizon], horizon)
    return Variant(variant.name, days, _weights(variant, days))


def _weights(variant: Variant, days: Sequence[int]) -> tuple[float, ...] | None:
    """Weights stay with their touchpoints; new ones ask for an answer from memory."""
    if variant.weights is None:
        return None
    return (*variant.weights[: len(days)], *[1.0] * (len(days) - len(variant.weights)))
