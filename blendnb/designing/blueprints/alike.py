"""Blueprints for briefs like this one, with what is alike."""

from collections.abc import Iterable
from dataclasses import dataclass

from blendnb.designing.likeness import Likeness, compared_fields, likeness
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Blueprint


@dataclass(frozen=True, slots=True)
class AlikeBlueprint:
    """One blueprint with how much its brief is like another one."""

    blueprint: Blueprint
    found: Likeness

    @property
    def likeness(self) -> float:
        """0 nothing alike, 1 the same in every field that both state."""
        return self.found.value


def blueprints_like(brief: Brief, blueprints: Iterable[Blueprint]) -> tuple[AlikeBlueprint, ...]:
    """Return blueprints by how much the brief that each answers is like this one, nearest first.

    Parameters
    ----------
    brief
        The design variables; only stated ones are compared.
    blueprints
        Those to look through.
    """
    ours = compared_fields(brief.stated)
    found = (
        AlikeBlueprint(each, likeness(ours, Brief.model_validate(each.brief).stated))
        for each in blueprints
    )
    return tuple(sorted(found, key=lambda a: (-a.likeness, a.blueprint.id)))
