"""Time: is every event framed, and is learning spread so that retrieval meets forgetting.

A topic that is met once is mostly lost; each return on a later day holds it longer, if the wait
before the return is neither so short that nothing was forgotten yet nor so long that little is
left. So each topic returns at least twice, and one return falls into the band of the spacing
studies. A return that comes too soon does not count as that one; a late one costs little, so up to
a multiple of the band's upper edge still counts. Whether gaps widen is not judged: studies find no
difference at the end.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import NamedTuple

from blendnb.designing.audit.mends import BLACKOUT, fresh_ids, new_touchpoint, question
from blendnb.designing.audit.phases import phases
from blendnb.designing.audit.view import ROOM_AROUND_DAYS, PlanView
from blendnb.designing.audit.wording import about, listed, short, when
from blendnb.designing.spaced import first_gap_band
from blendnb.designing.wording import capitalized
from blendnb.domain.edits import Add
from blendnb.domain.findings import Fix, Question
from blendnb.domain.plan import Touchpoint
from blendnb.domain.vocabulary import VERDICTS, VerdictWord
from blendnb.spacing.events import study_events

SPACING = "time.spacing"
EARLIER_DAYS = (7, 14, 28, ROOM_AROUND_DAYS)
"""How far before its first study a topic may be met earlier, tried in turn."""


def questions(view: PlanView) -> tuple[Question, Question]:
    """Answer the two questions of time."""
    return phases(view), spacing(view)


@dataclass(frozen=True)
class Returns:
    """The days on which one topic is studied, and what they are worth."""

    topic: str
    days: tuple[int, ...]
    verdict: VerdictWord


@dataclass(frozen=True)
class Rhythm:
    """What a good rhythm of returns is in one journey."""

    view: PlanView

    def band(self, first: int) -> tuple[int, int]:
        """Return the first and last day on which a return is spaced well, from a first study."""
        low, high = first_gap_band(self.view.last_day - first, self.view.catalogue)
        last = first + floor(high * self.view.threshold("gap_err_long"))
        return first + max(1, ceil(low)), min(last, self.view.last_day)

    @property
    def fewest(self) -> int:
        """How often a topic has to return."""
        return int(self.view.threshold("reinforcement_min"))

    def verdict(self, days: Sequence[int]) -> VerdictWord:
        """Judge the days on which a topic is studied."""
        if len(days) <= 1:
            return "missing"
        low, high = self.band(days[0])
        spaced = any(low <= day <= high for day in days[1:])
        return "met" if spaced and len(days) > self.fewest else "partly"

    def completed(self, days: Sequence[int], wanted: Sequence[int]) -> list[int] | None:
        """Return the days to add so that these are met; None where no free days allow it.

        Parameters
        ----------
        days
            Days of study, the first of them included.
        wanted
            Days that other topics return on; they are taken where they serve.
        """
        found: list[int | None] = []
        low, high = self.band(days[0])
        if not any(low <= day <= high for day in days[1:]):
            found.append(self._pick(low, high, (low + high) // 2, days, wanted))
        while None not in found and len(days) + len(found) <= self.fewest:
            taken = [day for day in (*days, *found) if day is not None]
            wish = (max(taken) + self.view.last_day) // 2
            found.append(self._pick(days[0] + 1, self.view.last_day, wish, taken, wanted))
        return None if None in found else [day for day in found if day is not None]

    def _pick(
        self, low: int, high: int, wish: int, taken: Sequence[int], wanted: Sequence[int]
    ) -> int | None:
        shared = [day for day in wanted if low <= day <= high and day not in taken]
        if shared:
            return min(shared, key=lambda day: (abs(day - wish), day))
        return self.view.free.within(low, high, near=wish, without=taken)


def spacing(view: PlanView) -> Question:
    """Answer whether each topic returns often enough and at a good time."""
    if view.short_message:
        return question(
            SPACING, "not_needed",
            "Awareness with little content: people meet it once, and no return is asked for.",
        )  # fmt: skip
    rhythm = Rhythm(view)
    topics = _returns(view, rhythm)
    verdict = min((t.verdict for t in topics), key=VERDICTS.index)
    text = capitalized(_summary(topics, rhythm))
    weak = [t for t in topics if t.verdict != "met"]
    evidence = _studied(view, {t.topic for t in weak or topics})
    if verdict == "met":
        return question(SPACING, verdict, text, touchpoints=evidence)
    fix = _mend(view, rhythm, weak, verdict)
    return question(
        SPACING, verdict, text,
        touchpoints=evidence, fix=fix, forced_by=view.stated(BLACKOUT),
    )  # fmt: skip


def _returns(view: PlanView, rhythm: Rhythm) -> list[Returns]:
    events = study_events(view.plan)
    found = []
    for topic in view.topics:
        days = events[topic].plan_days if topic in events else ()
        found.append(Returns(topic, days, rhythm.verdict(days)))
    return found


def _studied(view: PlanView, topics: set[str]) -> tuple[str, ...]:
    return tuple(t.id for t in view.plan.touchpoints if not topics.isdisjoint(t.all_topics))


def _summary(topics: Sequence[Returns], rhythm: Rhythm) -> str:
    """Say in one sentence how the topics fare."""
    groups: dict[str, list[Returns]] = defaultdict(list)
    for topic in topics:
        groups[_state(topic, rhythm)].append(topic)
    said = (
        STATES[state].format(
            topics=listed([short(t.topic) for t in groups[state]]),
            returns=_spread(len(t.days) - 1 for t in groups[state]),
            needed=rhythm.fewest,
            gaps=_gaps(groups[state], rhythm),
        )
        for state in STATES
        if state in groups
    )
    return "; ".join(said) + "."


STATES = {
    "never": "nobody ever studies {topics}",
    "once": "{topics}: met once, and never again",
    "few": "{topics}: {returns} return after the first study, where {needed} are needed",
    "unspaced": "{topics}: {returns} returns, but none of them {gaps} after the first study",
    "met": "{topics}: {returns} returns, and one of them {gaps} after the first study",
}
"""How topics fare, the worst first."""


def _state(topic: Returns, rhythm: Rhythm) -> str:
    if len(topic.days) <= 1:
        return "once" if topic.days else "never"
    if len(topic.days) <= rhythm.fewest:
        return "few"
    return "met" if topic.verdict == "met" else "unspaced"


def _gaps(topics: Sequence[Returns], rhythm: Rhythm) -> str:
    bands = [(rhythm.band(t.days[0]), t.days[0]) for t in topics if t.days]
    if not bands:
        return ""
    low = min(low - first for (low, _), first in bands)
    return f"{low} to {max(low, *(high - first for (_, high), first in bands))} days"


def _spread(numbers: Iterable[int]) -> str:
    found = sorted(set(numbers))
    return str(found[0]) if len(found) == 1 else f"{found[0]} to {found[-1]}"


# ---------------------------------------------------------------------------------- the mend


def _mend(
    view: PlanView, rhythm: Rhythm, weak: Sequence[Returns], verdict: VerdictWord
) -> Fix | None:
    """Return the studies to add; None where free days are missing for the worst topics."""
    topics_on: dict[tuple[int, str], list[str]] = defaultdict(list)
    for topic in weak:
        wanted = [day for day, purpose in topics_on if purpose != "inform"]
        found = _additions(view, rhythm, topic.days, wanted)
        if found is None and topic.verdict == verdict:
            return None
        for day, purpose in found or ():
            fitting = purpose if view.order.admits(purpose, day, (topic.topic,)) else "assess"
            topics_on[day, fitting].append(topic.topic)
    new_ids = fresh_ids(view, SPACING)
    added = [
        _study(view, next(new_ids), day, purpose, tuple(topics))
        for (day, purpose), topics in sorted(topics_on.items())
    ]
    return Fix(text=_advice(added), edit=Add(touchpoints=tuple(added)))


def _additions(
    view: PlanView, rhythm: Rhythm, days: tuple[int, ...], wanted: list[int]
) -> list[tuple[int, str]] | None:
    """Return days and purposes to add for one topic; None where no free days allow it."""
    for first in _beginnings(view, days):
        studied = days if first is None else (first, *days)
        returns = rhythm.completed(studied, wanted)
        if returns is not None:
            begin = [] if first is None else [(first, "inform")]
            return begin + [(day, "reinforce") for day in returns]
    return None


def _beginnings(view: PlanView, days: tuple[int, ...]) -> Iterator[int | None]:
    """Give where a topic may begin: as it does, else ever earlier, so that returns find room."""
    if days:
        yield None
    begin = days[0] if days else 1
    for earlier in (1, *EARLIER_DAYS):
        day = view.free.within(begin - earlier, begin - 1, near=begin - earlier)
        if day is not None:
            yield day


class Study(NamedTuple):
    """What a mend adds for one purpose."""

    formats: tuple[str, ...]
    title: str
    minutes: float
    assessment: tuple[str, ...]
    why: str


STUDIES = {
    "inform": Study(
        ("reading", "microlearning", "video_demo"), "First look: {topics}", 10.0, (),
        "The topic is met early enough to come back to.",
    ),
    "reinforce": Study(
        ("microlearning", "nudge", "knowledge_check"), "One question: {topics}", 5.0,
        ("knowledge",),
        "Recalling it some time after it was learned is what keeps it.",
    ),
    "assess": Study(
        ("knowledge_check", "microlearning", "nudge"), "Quick check: {topics}", 5.0,
        ("knowledge",),
        "Answering from memory shows what is understood and keeps it.",
    ),
}  # fmt: skip


def _study(view: PlanView, id_: str, day: int, purpose: str, topics: tuple[str, ...]) -> Touchpoint:
    study = STUDIES[purpose]
    return new_touchpoint(
        view,
        id_,
        view.allowed(*study.formats) or study.formats[0],
        end=day,
        title=study.title.format(topics=about(topics)),
        modality="self_paced",
        purpose=purpose,
        learner_minutes=study.minutes,
        topics=topics,
        assessment=study.assessment,
        why=study.why,
    )


def _advice(added: Sequence[Touchpoint]) -> str:
    parts = [
        f"{'a first look' if t.purpose == 'inform' else 'a question'} on {about(t.topics)} "
        f"{when(t.start_day)}"
        for t in added
    ]
    return f"Add {listed(parts)}."
