"""What every value of the domain has in common: frozen, strict, and closed to unknown keys.

Strict means that ``"400"`` is not 400 and ``1`` is not true: a file with a wrong type is told so
rather than silently read as something else. Lists become tuples, so that a value can be shared and
compared without copying. Short because it holds only what all values share.
"""

from datetime import date, datetime
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from blendnb.language import say

Item = TypeVar("Item")


class Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    def replace(self, **values: Any) -> Self:
        """Return this value with some fields replaced, checked again as a whole.

        Not `model_copy`: that would carry cached properties of the old value along.

        Raises
        ------
        pydantic.ValidationError
            If the result would not be valid.
        """
        fields = {
            field.alias or name: getattr(self, name)
            for name, field in type(self).model_fields.items()
        }
        unknown = self.model_extra or {}
        return type(self).model_validate(
            {**fields, **unknown, **values}, extra="allow" if unknown else None
        )


class OpenValue(Value):
    """A frozen value that keeps keys it does not know and writes them back: a later version's."""

    model_config = ConfigDict(extra="allow")


Many = Annotated[tuple[Item, ...], Field(strict=False)]
"""A list in a file, a tuple in Python."""


def _calendar_date(value: Any) -> Any:
    """Accept a date or its ISO text; numbers and moments in time are no dates."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(say("values.no_date")) from None
    if isinstance(value, datetime):
        raise ValueError(say("values.time_of_day"))  # noqa: TRY004
    return value


def _within_calendars(value: date) -> date:
    """Keep away from the ends of the calendar, so that days can always be added to a date."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(say("values.years", first=str(FIRST_YEAR), last=str(LAST_YEAR)))
    return value


FIRST_YEAR, LAST_YEAR = 1900, 2999
CalendarDate = Annotated[date, BeforeValidator(_calendar_date), AfterValidator(_within_calendars)]
Line = Annotated[str, Field(min_length=1, max_length=500)]
"""One line of text: a title, a name, a topic."""
Text = Annotated[str, Field(max_length=10_000)]
"""A paragraph or a few."""
MOST_MINUTES = 100_000
Minutes = Annotated[float, Field(ge=0, le=MOST_MINUTES)]
