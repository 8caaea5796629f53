"""Objectives: what people will do with each topic, stated or drafted.

Short, because it only names what the package offers.
"""

from blendnb.designing.objectives.drafting import objectives_of
from blendnb.designing.objectives.topic_kinds import kind_of

__all__ = ["kind_of", "objectives_of"]
