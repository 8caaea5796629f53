"""What is decided before anything is counted: how things are built, and at which rates.

A module can be built passive or with branches, and material can be new or mostly repurposed. These
are choices of the team, not facts of the plan, so they stand beside it. Every rate that is looked
up is a `Range` with its source. Short because rates are data of the catalogue; this only looks
them up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from blendnb.domain.catalogue import Catalogue, Rate
from blendnb.domain.costs import Range

FINISHED_HOUR = "build hours per finished hour"
"""The unit of build rates that count by the hour; the others count by the piece."""
FALLBACK = "build_blend"
"""Rate of a whole blend: stands in for a format that the catalogue does not have."""


@dataclass(frozen=True, slots=True)
class CostChoices:
    """How the plan would be built."""

    reused: bool = False
    """60 % or more of what is built by the finished hour is repurposed."""
    built_as: Mapping[str, str] = field(default_factory=dict)
    """Build rate by format, where another than the usual one is meant."""


@dataclass(frozen=True)
class Rates:
    """The catalogue's rates as ranges, with the choices applied."""

    catalogue: Catalogue
    choices: CostChoices = CostChoices()

    def __getitem__(self, id_: str) -> Range:
        """Return a rate.

        Raises
        ------
        KeyError
            If the catalogue has no such rate.
        """
        return range_of(self.catalogue.rates[id_])

    def build_rate(self, learning_format: str) -> Rate:
        """Return the rate at which a format is built; that of a whole blend where nobody knows it.

        Raises
        ------
        KeyError
            If a rate was chosen that the catalogue does not have.
        """
        chosen = self.choices.built_as.get(learning_format)
        if chosen is not None:
            return self.catalogue.rates[chosen]
        return self.catalogue.build_rate(learning_format) or self.catalogue.rates[FALLBACK]

    @property
    def reuse_id(self) -> str:
        """Id of the factor for new or repurposed material."""
        return "reuse_repurposed" if self.choices.reused else "reuse_new"


def range_of(rate: Rate) -> Range:
    """Return the three figures of a rate."""
    return Range(rate.low, rate.default, rate.high)
