"""A blueprint as it stands, with the brief it brings."""

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
