"""The pilot as it is told: who goes first, what is measured, what was found, what gets simpler."""

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


def size_of(option: Option) -> dict[str, Any] | None:
    """Say what the pilot group can show by its size; without a pilot, nothing."""
    size = option.agreed.pilot.size if option.agreed.pilot else None
    try:
        return None if size is None else pilot_size(size).to_data()
    except ValueError as error:
        return {"size": size, "text": [f"{error}."]}
