"""Recommend: from a brief to a ranked, argued choice of blend model, elements and formats.

It argues and never forecasts: it shows the runner-up, what would change the answer, and what others
in a like place ran. `recommending` puts the pieces together; each idea has its file.
"""

from blendnb.designing.recommend.recommending import first_choice, flipped_for, recommend

__all__ = ["first_choice", "flipped_for", "recommend"]
