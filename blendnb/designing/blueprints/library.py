"""Blueprints as they stand: each with the brief it brings, and those for briefs like another.

Short, because adapting, generalising and scaling are ideas of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from blendnb.designing.recommend.likeness import Likeness, Variables, compared_fields, likeness
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Blueprint, Row
from blendnb.domain.plan import Plan, Touchpoint

_SHARED = (
    "id", "title", "format", "modality", "delivery", "purpose", "stage", "anchor", "start_day",
    "days", "repeat", "learner_minutes", "facilitation_minutes", "manager_minutes", "roles",
    "topics", "assessment", "depends_on", "trigger", "owner", "description", "materials",
    "study_weight", "why",
)  # fmt: skip
"""What a row hands to its touchpoint as it is."""


def plan_of(blueprint: Blueprint, *, additions: bool = True) -> Plan:
    """Return the blueprint's own plan; without its additions, only what its source describes."""
    brief = Brief.model_validate(blueprint.brief)
    kept = [row for row in blueprint.rows if additions or row.layer == "source"]
    return Plan(
        title=brief.title,
        brief=brief,
        assumed=brief.assumed_data,
        blend_model=blueprint.blend_model,
        flipped=blueprint.flipped,
        reinforced=blueprint.reinforced,
        blueprint=blueprint.id,
        start=brief.schedule.start,
        touchpoints=tuple(touchpoint_of(row, {r.id for r in kept}) for row in kept),
    )


def touchpoint_of(row: Row, known: set[str]) -> Touchpoint:
    """Return the touchpoint of a row; what it depends on must be among the known ids."""
    fields = {name: getattr(row, name) for name in _SHARED}
    fields["depends_on"] = tuple(id_ for id_ in row.depends_on if id_ in known)
    return Touchpoint(**fields, origin=row.layer)


@dataclass(frozen=True, slots=True)
class AlikeBlueprint:
    """One blueprint with how much its brief is like another one."""

    blueprint: Blueprint
    compared: Likeness

    @property
    def likeness(self) -> float:
        """0 nothing alike, 1 the same in every field that both state."""
        return self.compared.value


def blueprints_like(
    brief: Brief, blueprints: Iterable[Blueprint], variables: Variables
) -> tuple[AlikeBlueprint, ...]:
    """Return blueprints by how much the brief that each answers is like this one, nearest first.

    Parameters
    ----------
    brief
        The design variables; only stated ones are compared.
    blueprints
        Those to look through.
    variables
        The design variables (`Catalogue.design_variables`).
    """
    ours = compared_fields(brief.stated, variables)
    compared = (
        AlikeBlueprint(each, likeness(ours, Brief.model_validate(each.brief).stated, variables))
        for each in blueprints
    )
    return tuple(sorted(compared, key=lambda a: (-a.likeness, a.blueprint.id)))
