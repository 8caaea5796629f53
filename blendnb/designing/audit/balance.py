"""Modality, second question: no single mode or format has too much of the learners' minutes.

The mend moves minutes instead of adding any: it shortens what there is too much of, by half at
most and the weakest parts first, and gives the same minutes to a mode that has few.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

from blendnb.designing.audit.mends import BLACKOUT, as_one, fresh_ids, new_touchpoint, question
from blendnb.designing.audit.view import PlanView
from blendnb.designing.audit.wording import about, amount, ids, minutes, named
from blendnb.domain.edits import Add, Change
from blendnb.domain.findings import Fix, Question
from blendnb.domain.plan import Touchpoint

BALANCE = "modality.balance"
STEPS_MINUTES = (5, 1, 0)
"""Sizes of step in which minutes are moved, the roundest first; 0 moves what is needed exactly."""
MOST_TAKEN = 0.5
SPAN_DAYS = 5
WORDS = {
    "live": "live",
    "self_paced": "self-paced",
    "social": "social",
    "on_the_job": "on-the-job",
}
RECEIVERS: tuple[tuple[str, tuple[str, ...], str, tuple[str, ...]], ...] = (
    ("on_the_job", ("on_the_job_assignment", "performance_task"), "Try it at work", ("apply",)),
    ("social", ("social_task", "on_the_job_assignment"), "Work on it in pairs", ("apply",)),
    ("self_paced", ("reading", "microlearning"), "Study alone", ("reinforce", "inform")),
)
"""Modality, formats, title and purposes of what may take minutes over, in order of preference."""


@dataclass(frozen=True)
class Shares:
    """A learner's minutes by modality and by format."""

    view: PlanView

    @cached_property
    def minutes(self) -> dict[str, float]:
        """Minutes of each modality and, under its own id, of each format."""
        sums: dict[str, float] = {}
        for touchpoint in self.view.plan.touchpoints:
            for key in keys(touchpoint):
                sums[key] = sums.get(key, 0.0) + touchpoint.total_learner_minutes
        return sums

    @cached_property
    def total(self) -> float:
        """All minutes."""
        return sum(t.total_learner_minutes for t in self.view.plan.touchpoints)

    @property
    def heaviest(self) -> str:
        """The modality or format with the most minutes, a modality before its only format."""
        return max(self.minutes, key=lambda key: (self.minutes[key], key in WORDS))

    def percent(self, key: str) -> float:
        """Return the share of a modality or format."""
        return round(100 * self.minutes.get(key, 0.0) / self.total, 6)

    @cached_property
    def limit(self) -> float:
        """Most minutes that one mode may have."""
        return self.view.threshold("one_mode_share") / 100 * self.total

    @property
    def excess(self) -> dict[str, float]:
        """Minutes above the limit, of each mode that has too many."""
        return {k: m - self.limit for k, m in self.minutes.items() if m > self.limit}


def keys(touchpoint: Touchpoint) -> set[str]:
    """Return what a touchpoint's minutes count for: its modality and its format."""
    return {touchpoint.modality, touchpoint.format}


def balance(view: PlanView) -> Question:
    """Answer whether one mode is overused."""
    shares = Shares(view)
    if not shares.total:
        return question(BALANCE, "not_needed", "No learner minutes are planned, so none can weigh.")
    heaviest = shares.heaviest
    percent, limit = shares.percent(heaviest), view.threshold("one_mode_share")
    concerned = [t for t in view.plan.touchpoints if t.learner_minutes and heaviest in keys(t)]
    of_all = f"{amount(percent)} % of {minutes(shares.total)} per learner"
    if percent <= limit:
        text = (
            f"No mode has more than {amount(limit)} %: the largest, {_word(view, heaviest)}, has "
        )
        return question(BALANCE, "met", f"{text}{of_all}.", touchpoints=ids(concerned))
    missing = percent > view.threshold("one_mode_share_missing")
    return question(
        BALANCE,
        "missing" if missing else "partly",
        f"{_word(view, heaviest).capitalize()} parts have {of_all} ({named(concerned)}), where "
        f"{amount(limit)} % is the most that one mode should have.",
        touchpoints=ids(concerned),
        fix=_mend(view, shares),
        forced_by=view.stated(BLACKOUT),
    )


def _word(view: PlanView, key: str) -> str:
    learning_format = view.catalogue.formats.get(key)
    return WORDS.get(key) or (learning_format.name.lower() if learning_format else key)


# ---------------------------------------------------------------------------------- the mend


@dataclass
class Moved:
    """Minutes taken from touchpoints, by occurrence."""

    left: dict[str, float]
    """What each heavy mode still has too much of."""
    taken: dict[str, float] = field(default_factory=dict)
    total: float = 0.0

    def take(self, touchpoint: Touchpoint, step: int) -> None:
        """Take what is needed from a touchpoint, but never more than half of it."""
        count = len(touchpoint.occurrences)
        need = max((self.left[key] for key in keys(touchpoint) if key in self.left), default=0.0)
        most = MOST_TAKEN * touchpoint.learner_minutes
        each = need / count
        if step:
            each, most = step * ceil(each / step), step * (most // step)
        each = min(each, most)
        if each <= 0:
            return
        self.taken[touchpoint.id] = each
        self.total += each * count
        for key in keys(touchpoint) & self.left.keys():
            self.left[key] -= each * count

    @property
    def enough(self) -> bool:
        """Whether no mode is too heavy any more."""
        return all(minutes <= 1e-9 for minutes in self.left.values())  # noqa: PLR2004


def _mend(view: PlanView, shares: Shares) -> Fix | None:
    donors = [t for t in view.plan.touchpoints if t.learner_minutes and _heavy(t, shares)]
    donors.sort(key=lambda t: (-_heavy(t, shares), not _misplaced(t), -t.total_learner_minutes))
    for step in STEPS_MINUTES:
        moved = Moved(dict(shares.excess))
        for donor in donors:
            moved.take(donor, step)
        if moved.enough:
            fix = _given(view, shares, [d for d in donors if d.id in moved.taken], moved)
            if fix is not None:
                return fix
    return None


def _heavy(touchpoint: Touchpoint, shares: Shares) -> int:
    return len(keys(touchpoint) & shares.excess.keys())


def _misplaced(touchpoint: Touchpoint) -> bool:
    """Whether a part's purpose would be served better in another mode."""
    telling = touchpoint.live and touchpoint.purpose in ("inform", "demonstrate")
    return telling or (touchpoint.modality == "self_paced" and touchpoint.purpose == "apply")


def _given(
    view: PlanView, shares: Shares, donors: Sequence[Touchpoint], moved: Moved
) -> Fix | None:
    """Give the minutes to the first mode that can take them without growing too heavy itself."""
    for receiver in _receivers(view, donors, moved):
        if all(_after(key, shares, donors, moved) <= shares.limit for key in keys(receiver)):
            cuts = [_shortened(donor, moved.taken[donor.id]) for donor in donors]
            return Fix(
                text=f"Shorten {named(donors)} by {minutes(moved.total)} in all, and give them to "
                f"{WORDS[receiver.modality]} work: “{receiver.title}”.",
                edit=as_one([*cuts, Add(touchpoints=(receiver,))]),
            )
    return None


def _after(key: str, shares: Shares, donors: Sequence[Touchpoint], moved: Moved) -> float:
    """Minutes of a mode once it has received what was moved."""
    taken = sum(moved.taken[d.id] * len(d.occurrences) for d in donors if key in keys(d))
    return shares.minutes.get(key, 0.0) - taken + moved.total


def _shortened(touchpoint: Touchpoint, cut: float) -> Change:
    values = {"learner_minutes": touchpoint.learner_minutes - cut}
    if touchpoint.facilitation_minutes:
        values["facilitation_minutes"] = max(0.0, touchpoint.facilitation_minutes - cut)
    return Change(id=touchpoint.id, values=values)


def _receivers(view: PlanView, donors: Sequence[Touchpoint], moved: Moved) -> Iterator[Touchpoint]:
    end = view.free.within(
        view.first_day, view.last_day, near=(view.first_day + view.last_day) // 2
    )
    if end is None:
        end = view.free.nearest(view.last_day)
    if end is None:
        return
    start = end - SPAN_DAYS + 1
    about_these = {topic for donor in donors for topic in donor.all_topics}
    topics = tuple(t for t in view.met_by(start) if t in about_these)
    id_ = next(fresh_ids(view, BALANCE))
    for modality, formats, title, purposes in RECEIVERS:
        if modality == "social" and view.alone:
            continue
        for format_ in formats:
            if format_ not in view.excluded:
                yield new_touchpoint(
                    view,
                    id_,
                    format_,
                    end=end,
                    days=SPAN_DAYS,
                    title=f"{title}: {about(topics)}",
                    modality=modality,
                    purpose=view.order.first_admitted(purposes, start, topics),
                    learner_minutes=moved.total,
                    topics=topics,
                    why="One mode had too much of the time, and this one too little.",
                )
