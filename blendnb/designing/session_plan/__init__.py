"""Session plans: what happens in a session, minute by minute.

In this order. `session_core` says what a session is for: the steps of its agenda, or of its topics
where nobody chose an activity. `session_shares` says how much opening, closing, buffer and breaks
take of its length. What is left goes to the core, in whole minutes and whole rounds
(`step_minutes`); `session_frame` writes what stands around it, `session_breaks` finds the place of
each break, `small_groups` says who sits with whom, `session_notes` what to watch for.
`session_building` puts it together, `session_editing` changes it.
"""

from blendnb.designing.session_plan.session_building import session_plan_of
from blendnb.designing.session_plan.session_value import SessionBlock, SessionPlan

__all__ = ["SessionBlock", "SessionPlan", "session_plan_of"]
