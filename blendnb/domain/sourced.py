"""What every catalogue entry has in common: where it comes from and how sure that is.

Confidence: H a primary study or review, M secondary but consistent, L practice advice or
judgement. It speaks about the claim, never about a weight. A module of its own, because catalogue
and patterns need it and must not know each other.
"""

from typing import Literal

from blendnb.domain.base import Line, Value
from blendnb.domain.vocabulary import Confidence


class Sourced(Value):
    """Something with a source, shown wherever it is used."""

    source: Line
    confidence: Confidence
    origin: Literal["shipped", "own"] = "shipped"
    """`own`: it comes from the working folder, and pages say so."""
