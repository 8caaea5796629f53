"""The teller: one design with the words and names to say it in."""

from dataclasses import dataclass
from typing import Any

from blendnb.designing.facts import inputs_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.recommendation import RankedModel, Reason
from blendnb.exporting.views.answers import label
from blendnb.exporting.words import Words
from blendnb.widgets.workspace import Design

Told = dict[str, Any]


@dataclass(frozen=True)
class Teller:
    """Says the parts of a design that stand in several places."""

    design: Design
    catalogue: Catalogue
    words: Words

    @property
    def in_plan(self) -> RankedModel:
        """The blend model that the plan uses; without a plan, the one ranked first."""
        found = self.design.recommendation
        used = self.design.plan.blend_model if self.design.plan else found.best.id
        return next((model for model in found.models if model.id == used), found.best)

    def name(self, blend_model: str) -> str:
        """Return the name of a blend model."""
        known = self.catalogue.blend_models.get(blend_model)
        return known.name if known else blend_model

    def chart_word(self, key: str) -> str:
        """Return one of the words that charts use."""
        return self.words.charts[key]

    def reason(self, reason: Reason) -> Told:
        """Say a reason with its source and what it looks at."""
        paths = dict.fromkeys(path for fact in reason.variables for path in inputs_of(fact))
        return {
            "rule": reason.rule,
            "text": reason.text,
            "effect": reason.effect,
            "about": ", ".join(dict.fromkeys(label(self.catalogue, path) for path in paths)),
            "source": f"{reason.source} ({self.words['why'][f'evidence_{reason.confidence}']})",
            "own": self.words["page"]["own"] if reason.origin == "own" else "",
        }
