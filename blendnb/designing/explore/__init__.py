"""Every feasible design of a stated space for one brief, composed and scored.

A recommendation argues for one design. Exploring shows what else there would have been: which
designs ask less of learners, cost less, keep more in memory, or meet more of the audit, and which
are beaten in everything by another one. The score is made of the same composer, audit, cost and
memory models as everywhere, so every design can be opened as a plan.
"""

from blendnb.designing.explore.design_scores import plan_of_choice
from blendnb.designing.explore.design_space import choices, usual_space
from blendnb.designing.explore.exploring import explore
from blendnb.designing.explore.pareto_front import why

__all__ = ["choices", "explore", "plan_of_choice", "usual_space", "why"]
