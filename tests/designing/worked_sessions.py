"""Steps of four activities, with their usual minutes, and sessions to try them in."""

from blendnb.designing.session_plan.session_core import CoreRun
from blendnb.domain.plan import AgendaStep, RoundPart

SHORT = {"i": "individual", "p": "pairs", "t": "trios", "g": "groups", "": "plenary"}


def step(do, minutes, method="", *, rounds=None, within=(), fixed=None, flex=None):
    method = SHORT[method]
    return AgendaStep(
        do=do, minutes=float(minutes), method=method, rounds=rounds, fixed=fixed, flex=flex,
        leads="facilitator" if method == "plenary" else "learners",
        within=tuple(RoundPart(do=part, minutes=float(length)) for part, length in within),
    )  # fmt: skip


TALK = (("prepare", 2), ("talk", 6), ("feedback", 4), ("replay", 2))
THREES = CoreRun(
    (
        step("acts recalled, own case chosen", 8, "i", fixed=True),
        step("in threes", 42, "t", rounds=3, within=TALK),
        step("what worked; line to keep", 10, flex=True),
    ),
    40, 90, name="Practice in threes",
)  # fmt: skip
CONTRAST_CASES = CoreRun(
    (
        step("read both cases", 8, "i"),
        step("alike in what?", 10, "p"),
        step("write the principle", 6, "p"),
        step("third case", 10, "g"),
        step("own case", 6, "i", flex=True),
    ),
    15, 60,
)  # fmt: skip
TWO_TAKES = CoreRun(
    (
        step("acts", 5),
        step("slip", 5),
        step("what happened", 6, "p"),
        step("better take", 5),
        step("acts seen", 6),
        step("first lines", 10, "p"),
        step("own line", 3, "i", flex=True),
    ),
    30, 60,
)  # fmt: skip
CLINIC = (("tell", 4), ("questions", 6), ("ideas", 8), ("choice", 4), ("note", 3))
OWN_CASES = CoreRun(
    (
        step("choose 2 cases a table", 4, "g", fixed=True),
        step("cases of our own", 50, "g", rounds=2, within=CLINIC),
        step("common thread", 6, flex=True),
    ),
    30, 120,
)  # fmt: skip
