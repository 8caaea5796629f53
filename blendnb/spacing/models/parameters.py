"""What a memory model's parameter is: a name, a range, a unit and where its value comes from.

Every memory model here has a handful of numbers that were fitted to somebody's data.  A number
outside its range does not crash the arithmetic, it bends the curve into nonsense without a word.
So each number is declared once, with its bounds, and checked when the model is made.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Parameter:
    """One number of a memory model, with the range in which the model makes sense.

    Parameters
    ----------
    name : str
        The keyword argument of the model.
    low, high : float
        Least and greatest value allowed, both included.
    unit : str
        The unit, or ``"1"`` for a plain number.
    meaning : str
        What it stands for, in plain words.
    """

    name: str
    low: float
    high: float
    unit: str
    meaning: str

    def checked(self, value: float) -> float:
        """Return the value as a float, or say what is wrong with it.

        Raises
        ------
        ValueError
            Naming the parameter, the value found and the bounds.
        """
        number = _as_number(value)
        if number is None or not self.low <= number <= self.high:
            raise ValueError(
                f"{self.name} = {value!r} is outside its bounds "
                f"[{self.low:g}, {self.high:g}] ({self.unit}; {self.meaning})"
            )
        return number


def _as_number(value: object) -> float | None:
    """Return a finite float, or None for anything that is not one."""
    if isinstance(value, bool | str | bytes):
        return None
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def settled(
    declared: tuple[Parameter, ...], defaults: dict[str, float], given: dict[str, float | None]
) -> dict[str, float]:
    """Return every declared parameter: the given value where there is one, else the default.

    Raises
    ------
    ValueError
        With one line for each value outside its bounds.
    """
    values: dict[str, float] = {}
    problems: list[str] = []
    for parameter in declared:
        wanted = given.get(parameter.name)
        try:
            values[parameter.name] = parameter.checked(
                defaults[parameter.name] if wanted is None else wanted
            )
        except ValueError as problem:
            problems.append(str(problem))
    if problems:
        raise ValueError("\n".join(problems))
    return values


def known_variant(model: str, variant: str, variants: tuple[str, ...]) -> str:
    """Return the variant's name, or say which ones the model has.

    Raises
    ------
    ValueError
        Naming the model, the value found and the variants there are.
    """
    if variant not in variants:
        raise ValueError(f"{model} has no variant {variant!r}; choose one of {', '.join(variants)}")
    return variant
