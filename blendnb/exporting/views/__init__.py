"""The page's view-model: everything that a template shows, worked out and in words.

Templates only place things. Each function here returns the facts of one section as plain values;
texts are not escaped yet, which is the template's business. A section without facts has a sentence
that says so.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from blendnb.charts.words import spoken
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.recommendation import Recommendation
from blendnb.exporting.words import Words

View = dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """What a page is about: the plan and what is known of it."""

    plan: Plan
    recommendation: Recommendation
    audit: Audit
    catalogue: Catalogue
    words: Words
    as_of: date | None = None
    """The day that counts as today; None where none is named."""

    @property
    def today(self) -> int | None:
        """The day that counts as today, counted from launch; None without one, or without dates."""
        start = self.plan.start
        return None if self.as_of is None or start is None else (self.as_of - start).days

    def format_name(self, touchpoint: Touchpoint) -> str:
        """Return the name of a touchpoint's format; its id where the catalogue has none."""
        known = self.catalogue.formats.get(touchpoint.format)
        return known.name if known else touchpoint.format.replace("_", " ")

    def model_name(self, id_: str) -> str:
        """Return the name of a blend model."""
        known = self.catalogue.blend_models.get(id_)
        return known.name if known else id_.replace("_", " ")


def number(value: float, words: Words) -> str:
    """Return a number as people read it: 1,200 and 7.1, never 1200.0."""
    whole = value >= 10 or value == int(value)  # noqa: PLR2004
    return spoken(f"{value:,.0f}" if whole else f"{value:.1f}", words.charts)
