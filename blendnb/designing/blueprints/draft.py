"""The draft that adapting hands from step to step.

A module of its own, because the steps need it and what runs them needs the steps.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.language import say


@dataclass(frozen=True)
class Draft:
    """The plan so far, what it started from, and what the field knows."""

    plan: Plan
    original: Plan
    """The blueprint's own plan."""
    catalogue: Catalogue

    @property
    def full(self) -> Brief:
        """The client's brief with assumed values."""
        return self.plan.brief.resolved

    def with_touchpoints(self, touchpoints: Iterable[Touchpoint]) -> Self:
        """Return the draft with these touchpoints; dependencies on others fall away."""
        kept = list(touchpoints)
        ids = {t.id for t in kept}
        sound = (t.replace(depends_on=tuple(i for i in t.depends_on if i in ids)) for t in kept)
        return replace(self, plan=self.plan.replace(touchpoints=tuple(sound)))

    def changed(self, key: str, **values: Any) -> Self:
        """Return the draft with one more change noted, said by a key of `adapted`."""
        sentence = say(f"adapted.{key}", **values)
        return replace(self, plan=self.plan.replace(changes=(*self.plan.changes, sentence)))
