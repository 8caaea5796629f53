"""The names of the columns in every chart's frame, spelled here and nowhere else.

Short because it is only names, which every chart and every frame need.
"""

from typing import Final

# A touchpoint and its row.
ID: Final = "id"
TITLE: Final = "title"
GROUP: Final = "group"
MODALITY: Final = "modality"
PURPOSE: Final = "purpose"
ANCHOR: Final = "anchor"
STANDING: Final = "standing"
LIVE: Final = "live"
MINUTES: Final = "minutes"
TIMES: Final = "times"
WHY: Final = "why"
# One occurrence of it.
START_DAY: Final = "start_day"
END_DAY: Final = "end_day"
"""The day after the last one."""
OCCURRENCE: Final = "occurrence"
SINGLE: Final = "single_day"
# Recall.
DAY: Final = "day"
PANEL: Final = "panel"
SERIES: Final = "series"
RECALL: Final = "recall"
LOW: Final = "low"
HIGH: Final = "high"
# Workload.
WEEK: Final = "week"
COUNTED: Final = "counted"
# The dimensions.
QUESTION: Final = "question"
VERDICT: Final = "verdict"
# Where something is drawn, in pixels.
X: Final = "x"
X2: Final = "x2"
Y: Final = "y"
Y2: Final = "y2"
TEXT: Final = "text"
