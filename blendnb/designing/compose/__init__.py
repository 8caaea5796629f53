"""Composing: a brief and a blend model become a complete journey.

In this order. What there is to learn comes to minutes of each topic, and as much of it as the time
up to the day on which people must be able to do it holds is dealt out to the rows of the archetype
that carry content (`content`: the ledger). Topics are put in order, prerequisites first and then by
when they count (`context`). They get stretches of days of their own, early where the risk is high,
and each row its days: what teaches lies before the deadline of its topics, what proves comes after
their practice, a moment of the business stands still (`placing`). Rows become touchpoints
(`archetype_rows`), returns are placed by a memory model (`returns`). Where all of it together asks
for more than the learners' time, content gives way, and the rows are laid out again (`composing`).
What the audit finds missing is put right by its own fixes, no mode, day or week takes more than its
share (`levelling`, which moves `moved_pieces`; `trimming`), the brief's map is kept (`mapped`), and
everything has an owner (`owners`). The constraints that every composed plan keeps (longest session,
blackout, vetoes, group sizes, order) hold by construction.

What is inside a touchpoint is chosen where a row becomes one: `archetype_rows` has, for each row,
the format, the topics of each occurrence and the minutes of one, and the row's title, description
and why. Whoever chooses an activity, objectives or an agenda does it there.
"""

from blendnb.designing.compose.composing import compose, composed
from blendnb.designing.compose.context import Returning, context_for
from blendnb.designing.compose.refusal import Refusal

__all__ = ["Refusal", "Returning", "compose", "composed", "context_for"]
