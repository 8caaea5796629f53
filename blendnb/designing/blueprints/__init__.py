"""Blueprints: a proven architecture becomes a client's plan.

As it stands (`plan_of`) a blueprint answers its own brief, row by row. Adapted to another brief it
keeps what makes it recognisable (blend model, anchors, order of purposes, spacing) and changes what
population, risk, time and technology demand, each change with its reason.
"""

from blendnb.designing.blueprints.adapting import Offer, adapted, offered
from blendnb.designing.blueprints.library import plan_of

__all__ = ["Offer", "adapted", "offered", "plan_of"]
