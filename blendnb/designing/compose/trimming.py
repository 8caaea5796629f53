"""Trimming: what goes where a week asks for more than a tenth above what learners have.

Moving comes first (`levelling`). What is still too much in a week is taken away in this order: what
is optional, then content, which goes in whole pieces where a topic has several of them and in
shorter ones where it has one. What is left above is there because the brief wants it: a day in a
room is longer than a week's minutes, a high risk asks for its checks, no piece is shorter than what
teaches anything. That is named (`forced`), so that nobody finds it out in week three.
"""

from collections.abc import Iterator

from blendnb.designing.audit.naming import minutes
from blendnb.designing.audit.tensions import SHORTEST_SESSION_MINUTES
from blendnb.designing.compose.moved_pieces import MovedPieces, Piece
from blendnb.designing.ledger import CARRYING
from blendnb.language import listed, say

BEARABLE = 1.1
"""So many times the minutes of a week may be asked for, and no more."""
SHORTEST_PIECE_MINUTES = 5.0
STEP = 5.0
MOST_STEPS = 200
FROM_THE_MAP = "map-"


class Trimming:
    """Takes away what a week has no time for."""

    def __init__(self, pieces: MovedPieces) -> None:
        self._pieces = pieces
        slots = pieces.context.archetype.slots
        self._content = {s.key for s in slots if s.share and s.purpose in CARRYING}
        self._spare = {s.key for s in slots if s.gives_way}
        if pieces.context.facts["outcome.risk"] == "high":
            # What can hurt people is checked, whatever the week.
            self._spare -= {t.id for t in pieces.plan.touchpoints if t.purpose == "assess"}

    @property
    def bearable(self) -> float:
        """Minutes of a week above which something goes."""
        return BEARABLE * self._pieces.budget

    def drops_spare(self) -> bool:
        """Take away what is optional in the fullest week that has anything to give."""
        return any(
            self._drop_spare(self._pieces.in_week(week))
            for week in self._pieces.weeks_above(self.bearable)
        )

    def shortens_content(self) -> bool:
        """Take content away until no week is too full, or nothing is left that may go."""
        full = self._pieces.weeks_above(self.bearable)
        return sum(self._shortened(week) for week in full) > 0

    def _shortened(self, week: int) -> bool:
        steps = 0
        while self._pieces.loads[week] > self.bearable and steps < MOST_STEPS:
            here = self._pieces.in_week(week)
            if self._meeting(here) or not self._less_content(here):
                break
            steps += 1
        return steps > 0

    def _meeting(self, here: list[Piece]) -> bool:
        """Whether a meeting alone is longer than a week, so that nothing beside it helps."""
        return any(p.touchpoint.live and p.minutes > self.bearable for p in here)

    def _drop_spare(self, here: list[Piece]) -> bool:
        spare = [p for p in here if p.touchpoint.id in self._spare and not self._only_meeting(p)]
        if not spare:
            return self._shorten_contact(here)
        self._pieces.drop(min(spare, key=lambda p: (p.minutes, p.touchpoint.id)))
        return True

    def _shorten_contact(self, here: list[Piece]) -> bool:
        """Make the one contact between peers shorter, where it may not go."""
        contact = [p for p in here if p.touchpoint.id in self._spare and self._only_meeting(p)]
        long = [p for p in contact if self._shorter(p) < p.minutes]
        for piece in long:
            self._pieces.shorten(piece.touchpoint, self._shorter(piece))
        return bool(long)

    def _only_meeting(self, piece: Piece) -> bool:
        """Whether nothing else brings learners together."""
        social = piece.touchpoint.modality == "social"
        others = (p for p in self._pieces.all if p is not piece)
        return social and not any(p.touchpoint.modality == "social" for p in others)

    # ------------------------------------------------------------------------------ content

    def _less_content(self, here: list[Piece]) -> bool:
        content = [p for p in here if p.touchpoint.id in self._content]
        several = [p for p in content if not p.touchpoint.live and self._earlier(p)]
        if several:
            # The piece of the topics that have most of them is missed least.
            self._pieces.drop(max(several, key=lambda p: (self._earlier(p), p.number)))
            return True
        long = [p for p in content if self._shorter(p) < p.minutes]
        if not long:
            return False
        longest = max(long, key=lambda p: p.minutes)
        self._pieces.shorten(longest.touchpoint, self._shorter(longest))
        return True

    def _earlier(self, piece: Piece) -> int:
        """How many pieces of its row are about each of its topics before it.

        Without the first one, a topic's next purpose would come before it.
        """
        row = self._pieces.row(piece.touchpoint.id)
        before = row[: row.index(piece)]
        return min((sum(t in p.topics for p in before) for t in piece.topics), default=0)

    @staticmethod
    def _shorter(piece: Piece) -> float:
        least = float(SHORTEST_SESSION_MINUTES) if piece.touchpoint.live else SHORTEST_PIECE_MINUTES
        whole = STEP if piece.minutes > 2 * STEP else 1.0
        return max(min(least, piece.minutes), piece.minutes - whole)

    # ------------------------------------------------------------------------------- naming

    def forced(self) -> Iterator[str]:
        """Say which weeks still ask for more, and what of the brief forces it."""
        reasons: dict[str, list[int]] = {}
        for week in sorted(self._pieces.weeks_above(self.bearable)):
            reasons.setdefault(self._reason(week), []).append(week)
        for reason, weeks in reasons.items():
            yield say(
                f"compose.over.{reason}",
                weeks=_named(weeks),
                has=minutes(self._pieces.budget),
                most=minutes(round(max(self._pieces.loads[week] for week in weeks))),
            )

    def _reason(self, week: int) -> str:
        here = self._pieces.in_week(week)
        if any(p.touchpoint.id.startswith(FROM_THE_MAP) for p in here):
            return "map"
        if any(p.touchpoint.live for p in here):
            return "meeting"
        if any(p.touchpoint.purpose == "assess" for p in here):
            return "checks"
        return "least"


def _named(weeks: list[int]) -> str:
    """Name every week; those before the launch have no number."""
    early = [say("audit.naming.before_launch")] if weeks[0] < 1 else []
    after = [str(week) for week in weeks if week > 0]
    late = [say("audit.naming.in_weeks", count=len(after), weeks=listed(after))] if after else []
    return listed([*early, *late])
