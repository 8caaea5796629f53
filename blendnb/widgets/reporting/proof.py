"""The pilot as it is told: who goes first, what is measured, what was found, what gets simpler."""

from functools import lru_cache
from typing import Any

from blendnb.pilots import pilot_size
from blendnb.widgets.workspace import Option


def pilot_of(option: Option, proof: Any) -> dict[str, Any]:
    """Return the fifth step.

    Parameters
    ----------
    option
        The option that is shown.
    proof
        Results and proposed simplifications, as they were read; None where none were.
    """
    plan = option.plan
    pilot = plan.pilot if plan else option.agreed.pilot
    results, simplifications = proof or (None, ())
    return {
        "pilot": pilot.model_dump(mode="json") if pilot else None,
        "measures": [m.model_dump(mode="json") for m in plan.measures] if plan else [],
        "files": list(option.results),
        "results": results.to_data() if results else None,
        "simplifications": [each.to_data() for each in simplifications],
    }


def pilot_size_of(option: Option) -> int | None:
    """How many go first, in the plan as it stands."""
    pilot = option.plan.pilot if option.plan else option.agreed.pilot
    return pilot.size if pilot else None


@lru_cache(maxsize=64)
def size_told(size: int | None) -> dict[str, Any] | None:
    """Say what a pilot group of this size can show; without one, nothing."""
    try:
        return None if size is None else pilot_size(size).to_data()
    except ValueError as error:
        return {"size": size, "text": [f"{error}."]}
