"""Constraints: what a plan has to keep, what it had better keep, and what is worth a note.

`broken` makes a plan unfit to hand over: a session longer than people can sit, a deadline on a
day on which nothing may fall, a format that a stated fact excludes, groups too small in number, a
topic applied before it is taught. `warning` and `note` are advice with a number and a source.
"""

from collections.abc import Callable

from blendnb.designing.audit.constraints.coverage import COVERAGE
from blendnb.designing.audit.constraints.hard import HARD
from blendnb.designing.audit.constraints.lengths import LENGTHS
from blendnb.designing.audit.constraints.load import LOAD
from blendnb.designing.audit.view import PlanView
from blendnb.domain.findings import ConstraintFinding

SEVERITIES = ("broken", "warning", "note")
JUDGES: tuple[Callable[[PlanView], ConstraintFinding | None], ...] = (
    *HARD,
    *LENGTHS,
    *LOAD,
    *COVERAGE,
)


def constraints(view: PlanView) -> tuple[ConstraintFinding, ...]:
    """Return what a plan does not keep, one finding for each constraint, the worst first."""
    found = [finding for judge in JUDGES if (finding := judge(view)) is not None]
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))
