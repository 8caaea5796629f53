"""Modality: is each part in the mode that suits it, and does no mode swallow the rest.

Live time is for what only works together: practice, feedback, decisions. Information travels
better alone, and only work itself shows whether anything is used. And a journey in one mode, be it
slide after slide in a virtual class or module after module, tires people however good each part.

Where one mode is overused, the fix moves minutes instead of adding any: it shortens what there is
too much of, by half at most and the weakest parts first, and gives the same minutes to a mode that
has few.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

from blendnb.designing.audit.fixes import (
    BLACKOUT,
    as_one,
    better,
    fresh_ids,
    new_touchpoint,
    self_paced_instead,
)
from blendnb.designing.audit.naming import (
    MOST_NAMED,
    ids,
    minutes,
    named,
    sentence,
    topics_named,
    when,
)
from blendnb.designing.audit.plan_facts import ROOM_AROUND_DAYS, PlanView
from blendnb.designing.audit.registry import Answer, question
from blendnb.designing.workload import AT_WORK
from blendnb.domain.base import MOST_MINUTES
from blendnb.domain.edits import Add, Change, Edit, apply_edit
from blendnb.domain.findings import Fix
from blendnb.domain.plan import Touchpoint
from blendnb.domain.vocabulary import MODALITIES, VerdictWord
from blendnb.language import capitalized, listed, percent, quoted, say

FIT, BALANCE = "modality.fit", "modality.balance"
READING_MINUTES, TASK_MINUTES = 15.0, 30.0
SPAN_DAYS = 5
LIVE_PURPOSES = ("practice", "apply", "reinforce", "demonstrate")
"""What a session may become once its information has moved out of it, in order of preference."""


@question(FIT, order=30)
def fit(view: PlanView) -> Answer:
    """Answer whether live time is kept free of mere information, and use is tried at work."""
    if not any(t.live or t.anchor for t in view.plan.touchpoints):
        return Answer("not_needed", say("audit.fit.no_event"))
    inform = [t for t in view.live if t.purpose == "inform"]
    trying = [t for t in view.plan.touchpoints if t.purpose == "apply" and t.modality == AT_WORK]
    unused = not trying and not view.short_message
    if not inform and not unused:
        return Answer("met", _fits(view, trying), ids((*view.live, *trying)))
    fix, left = _fit_fix(view, inform, unused=unused)
    verdict = _verdict(len(inform) + unused)
    return Answer(
        verdict,
        _misfits(inform, unused=unused),
        touchpoints=ids(inform or view.live),
        fix=fix if better(_verdict(left), verdict) else None,
        forced_by=view.stated(BLACKOUT),
    )


def _verdict(misfits: int) -> VerdictWord:
    return ("met", "partly", "missing")[min(misfits, 2)]


def _fits(view: PlanView, trying: list[Touchpoint]) -> str:
    key = "used" if trying else "short_message"
    return say(f"audit.fit.{key}", count=len(view.live), names=named(trying))


def _misfits(inform: list[Touchpoint], *, unused: bool) -> str:
    parts = []
    if inform:
        parts.append(say("audit.fit.telling", names=named(inform)))
    if unused:
        parts.append(say("audit.fit.unused"))
    return sentence(parts)


def _fit_fix(view: PlanView, inform: list[Touchpoint], *, unused: bool) -> tuple[Fix | None, int]:
    """Return the fix, and the number of misfits that it would leave."""
    new_ids = fresh_ids(view, FIT)
    steps: list[Edit] = []
    advice: list[str] = []
    for session in inform:
        step, texts = _use_live_time(view, session, new_ids)
        steps.extend(step)
        advice.extend(texts)
    left = len(inform) - len(advice)
    if unused:
        moved = PlanView(apply_edit(view.plan, as_one(steps)), view.catalogue) if steps else view
        tasks = tasks_at_work(moved, new_ids)
        if tasks:
            steps.append(Add(touchpoints=tuple(tasks)))
            parts = [say("audit.fit.task", when=when(t.start_day)) for t in tasks]
            advice.append(say("audit.fit.add", parts=listed(parts, MOST_NAMED)))
        else:
            left += 1
    return (Fix(text=sentence(advice), edit=as_one(steps)) if steps else None), left


def _use_live_time(
    view: PlanView, session: Touchpoint, new_ids: Iterator[str]
) -> tuple[list[Edit], list[str]]:
    """Move the information ahead and use the session; where it cannot move, drop the session."""
    purposes = [
        p for p in LIVE_PURPOSES if view.order.admits(p, session.start_day, session.all_topics)
    ]
    reading = _reading(view, session, new_ids) if purposes else None
    if reading is not None:
        use = Change(id=session.id, values={"purpose": purposes[0]})
        purpose = say(f"audit.purpose.{purposes[0]}")
        text = say("audit.fit.read_before", title=quoted(session.title), purpose=purpose)
        return [Add(touchpoints=(reading,)), use], [text]
    change = self_paced_instead(view, session)
    if change is None:
        return [], []
    return [change], [say("audit.fit.self_paced", title=quoted(session.title))]


def _reading(view: PlanView, session: Touchpoint, new_ids: Iterator[str]) -> Touchpoint | None:
    format_ = view.allowed_of("read_before")
    last = session.start_day - 1
    end = view.free.within(last - ROOM_AROUND_DAYS, last, near=last)
    if format_ is None or end is None:
        return None
    return new_touchpoint(
        view,
        next(new_ids),
        format_,
        end=end,
        days=SPAN_DAYS,
        title=say("audit.fit.reading_title", title=quoted(session.title)),
        modality="self_paced",
        purpose="inform",
        learner_minutes=READING_MINUTES,
        topics=session.all_topics,
        why=say("audit.fit.reading_why"),
    )


def tasks_at_work(view: PlanView, new_ids: Iterator[str]) -> list[Touchpoint]:
    """Return tasks at work for every topic whose order leaves room; empty without a free day."""
    return [
        task
        for day, topics in _days_to_apply(view)
        if (task := _task(view, day, topics, new_ids)) is not None
    ]


def _days_to_apply(view: PlanView) -> list[tuple[int, tuple[str, ...]]]:
    """Find few days on which applying may begin, each with the topics it suits."""
    windows = {topic: view.order.window("apply", topic, view.last_day) for topic in view.topics}
    left = {t: w for t, w in windows.items() if w[0] <= w[1]}
    days = []
    while left:
        latest = min(high for _, high in left.values())
        topics = tuple(t for t, (low, _) in left.items() if low <= latest)
        days.append((min(latest, max(left[t][0] for t in topics) + 1), topics))
        left = {t: w for t, w in left.items() if t not in topics}
    return days or [((view.first_day + view.last_day) // 2, ())]


def _task(
    view: PlanView, day: int, topics: tuple[str, ...], new_ids: Iterator[str]
) -> Touchpoint | None:
    format_ = view.allowed_of("task_at_work")
    end = view.free.within(day, day + ROOM_AROUND_DAYS, near=day + SPAN_DAYS - 1)
    if format_ is None or end is None:
        return None
    return new_touchpoint(
        view,
        next(new_ids),
        format_,
        end=end,
        days=end - day + 1,
        title=say("audit.fit.task_title", topics=topics_named(topics)),
        modality=AT_WORK,
        purpose="apply",
        learner_minutes=TASK_MINUTES,
        topics=topics,
        why=say("audit.fit.task_why"),
    )


STEPS_MINUTES = (5, 1, 0)
"""Sizes of step in which minutes are moved, the roundest first; 0 moves what is needed exactly."""
MOST_TAKEN = 0.5
RECEIVERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("on_the_job", "more_at_work", ("apply",)),
    ("social", "peers", ("apply",)),
    ("self_paced", "more_alone", ("reinforce", "inform")),
)
"""Modality, list of formats and purposes of what may take minutes over, the best first."""


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
        return max(self.minutes, key=lambda key: (self.minutes[key], key in MODALITIES))

    def percent(self, key: str) -> float:
        """Return the share of a modality or format, from 0 to 100."""
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


@question(BALANCE, order=40)
def balance(view: PlanView) -> Answer:
    """Answer whether one mode is overused."""
    shares = Shares(view)
    if not shares.total:
        return Answer("not_needed", say("audit.balance.no_minutes"))
    heaviest = shares.heaviest
    share = shares.percent(heaviest)
    concerned = [t for t in view.plan.touchpoints if t.learner_minutes and heaviest in keys(t)]
    text = _balance_text(view, shares, concerned)
    if share <= view.threshold("one_mode_share"):
        return Answer("met", text, ids(concerned))
    return Answer(
        "missing" if share > view.threshold("one_mode_share_missing") else "partly",
        text,
        touchpoints=ids(concerned),
        fix=_balance_fix(view, shares),
        forced_by=view.stated(BLACKOUT),
    )


def _balance_text(view: PlanView, shares: Shares, concerned: Sequence[Touchpoint]) -> str:
    share, limit = shares.percent(shares.heaviest), view.threshold("one_mode_share")
    mode = _mode_name(view, shares.heaviest)
    of_all = say(
        "audit.balance.of_all", share=_percent(share, limit), minutes=minutes(shares.total)
    )
    most = percent(limit / 100)
    if share <= limit:
        return say("audit.balance.met", limit=most, mode=mode, of_all=of_all)
    names = named(concerned)
    mode = capitalized(mode)
    return say("audit.balance.too_much", mode=mode, of_all=of_all, names=names, limit=most)


def _percent(share: float, limit: float) -> str:
    """A share in words; with a decimal where it would read like the limit that it is above."""
    whole = percent(share / 100)
    return percent(share / 100, 1) if share != limit and whole == percent(limit / 100) else whole


def _mode_name(view: PlanView, key: str) -> str:
    return say(f"audit.mode.{key}") if key in MODALITIES else view.format_name(key)


# ----------------------------------------------------------------------------- moving minutes


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


def _balance_fix(view: PlanView, shares: Shares) -> Fix | None:
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
    input_live = touchpoint.live and touchpoint.purpose in ("inform", "demonstrate")
    return input_live or (touchpoint.modality == "self_paced" and touchpoint.purpose == "apply")


def _given(
    view: PlanView, shares: Shares, donors: Sequence[Touchpoint], moved: Moved
) -> Fix | None:
    """Give the minutes to the first mode that can take them without growing too heavy itself."""
    for receiver in _receivers(view, donors, moved):
        if all(_after(key, shares, donors, moved) <= shares.limit for key in keys(receiver)):
            cuts = [_shortened(donor, moved.taken[donor.id]) for donor in donors]
            text = say(
                "audit.balance.fix",
                names=named(donors),
                minutes=minutes(moved.total),
                mode=_mode_name(view, receiver.modality),
                title=say("written.quoted", title=receiver.title),
            )
            return Fix(text=text, edit=as_one([*cuts, Add(touchpoints=(receiver,))]))
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
    if end is None or moved.total > MOST_MINUTES:
        return
    start = end - SPAN_DAYS + 1
    about_these = {topic for donor in donors for topic in donor.all_topics}
    topics = tuple(t for t in view.met_by(start) if t in about_these)
    id_ = next(fresh_ids(view, BALANCE))
    for modality, formats, purposes in RECEIVERS:
        if modality == "social" and view.alone:
            continue
        for format_ in view.catalogue.format_list(formats):
            if format_ not in view.excluded:
                yield new_touchpoint(
                    view,
                    id_,
                    format_,
                    end=end,
                    days=SPAN_DAYS,
                    title=say(f"audit.balance.{modality}_title", topics=topics_named(topics)),
                    modality=modality,
                    purpose=view.order.first_admitted(purposes, start, topics),
                    learner_minutes=moved.total,
                    topics=topics,
                    why=say("audit.balance.why"),
                )
