"""Composing: a brief and a blend model become a complete journey.

The archetype of the blend model is filled row by row in the teaching order (`places`), returns are
placed by a memory model (`returns`), no mode may swallow the others (`balance`), and what the audit
still finds missing is mended by its own edits (`mending`). The constraints that every composed plan
keeps (longest session, blackout, vetoes, group sizes, order) hold by construction.
"""

from blendnb.designing.compose.context import Returning, context_for
from blendnb.designing.compose.journey import compose, composed
from blendnb.designing.compose.refusal import Refusal

__all__ = ["Refusal", "Returning", "compose", "composed", "context_for"]
