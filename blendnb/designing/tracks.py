"""Tracks: what each role takes of one plan, where the brief names groups with curricula.

Whoever learns some topics of an occurrence takes part in its share of them: of a session on two
topics, a group that learns one of them takes half of the minutes. What names no topic is for
everybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from blendnb.designing.facts import groups
from blendnb.domain.brief import Brief, LearnerGroup
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan, Repeat, Touchpoint
from blendnb.language import say

MINUTES_IN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Track:
    """What one group takes of a plan."""

    name: str
    size: int | None
    topics: tuple[str, ...]
    plan: Plan
    """The plan with nothing but what the group takes part in, for as many people as it has."""

    @property
    def minutes(self) -> float:
        """Minutes of one learner, work at work left out."""
        return sum(t.total_learner_minutes for t in self.plan.touchpoints if not _at_work(t))

    @property
    def on_the_job_minutes(self) -> float:
        """Minutes of one learner that are work at work."""
        return sum(t.total_learner_minutes for t in self.plan.touchpoints if _at_work(t))

    @property
    def sessions(self) -> int:
        """How many live sessions one learner attends."""
        return sum(len(t.occurrences) for t in self.plan.touchpoints if t.live)

    @property
    def runs(self) -> int:
        """How many sessions are held for the group, each of its parts counted."""
        live = (t for t in self.plan.touchpoints if t.live)
        return sum(len(t.occurrences) * (t.groups or 1) for t in live)

    @property
    def learner_hours(self) -> float | None:
        """Hours of everybody in the group; None while its size is open."""
        return None if self.size is None else self.size * self.minutes / MINUTES_IN_HOUR


def _at_work(touchpoint: Touchpoint) -> bool:
    return touchpoint.modality == "on_the_job"


def tracks(plan: Plan, catalogue: Catalogue) -> tuple[Track, ...]:
    """Return what each group of the brief takes, and what is left for everybody else.

    Parameters
    ----------
    plan
        One plan for all of them.
    catalogue
        How many people a group of each format holds.

    Returns
    -------
    tuple of Track
        In the order of the brief; none where it names no groups.
    """
    return tuple(
        Track(group.name, group.size, plan.brief.topics_of(group), _cut(plan, group, catalogue))
        for group in _everybody(plan.brief)
    )


def track_named(plan: Plan, name: str, catalogue: Catalogue) -> Plan | None:
    """Return the plan of one group; None where the brief has no such group."""
    return next((track.plan for track in tracks(plan, catalogue) if track.name == name), None)


def _everybody(brief: Brief) -> Iterator[LearnerGroup]:
    stated, size = brief.audience.groups, brief.audience.size
    yield from stated
    known = [group.size for group in stated if group.size is not None]
    if stated and size is not None and len(known) == len(stated) and sum(known) < size:
        yield LearnerGroup(name=say("tracks.others"), size=size - sum(known))


def _cut(plan: Plan, group: LearnerGroup, catalogue: Catalogue) -> Plan:
    # A topic that only touchpoints name is nobody's own, and so everybody's.
    theirs = {*plan.brief.topics_of(group), *(set(plan.topics) - set(plan.brief.topic_names))}
    kept = [cut for t in plan.touchpoints if (cut := _part(t, theirs)) is not None]
    ids = {touchpoint.id for touchpoint in kept}
    return plan.replace(
        brief=_brief_of(plan.brief, group),
        touchpoints=tuple(
            t.replace(
                depends_on=tuple(i for i in t.depends_on if i in ids),
                groups=_groups(t, group, plan, catalogue),
            )
            for t in kept
        ),
    )


def _part(touchpoint: Touchpoint, theirs: set[str]) -> Touchpoint | None:
    """Return a touchpoint as somebody takes it who learns only these topics; None for nothing."""
    if theirs.issuperset(touchpoint.all_topics):
        return touchpoint
    days = {
        o.start_day: (tuple(t for t in o.topics if t in theirs), max(len(o.topics), 1))
        for o in touchpoint.occurrences
        if not o.topics or theirs.intersection(o.topics)
    }
    if not days:
        return None
    shares = [len(topics) / of if topics else 1.0 for topics, of in days.values()]
    share = sum(shares) / len(shares)
    about = [topics for topics, _ in days.values()]
    return touchpoint.replace(
        topics=tuple(dict.fromkeys(topic for topics in about for topic in topics)),
        start_day=min(days),
        repeat=Repeat.on(days, None if len(set(about)) == 1 else about),
        learner_minutes=round(touchpoint.learner_minutes * share, 1),
        facilitation_minutes=round(touchpoint.facilitation_minutes * share, 1),
    )


def _groups(
    touchpoint: Touchpoint, group: LearnerGroup, plan: Plan, catalogue: Catalogue
) -> int | None:
    learning_format = catalogue.formats.get(touchpoint.format)
    most = learning_format.group_max if learning_format else None
    if touchpoint.groups is None or most is None or group.size is None:
        return touchpoint.groups
    languages = plan.brief.resolved.audience.languages or ("en",)
    return groups(group.size, most, len(languages))


def _brief_of(brief: Brief, group: LearnerGroup) -> Brief:
    """Return the brief of one group: its people and its topics."""
    theirs = brief.topics_of(group) or brief.topic_names
    data = brief.to_data()
    data["topics"] = [
        {**topic, "after": [name for name in topic.get("after", ()) if name in theirs]}
        if isinstance(topic, dict)
        else topic
        for topic in data.get("topics", ())
        if (topic["name"] if isinstance(topic, dict) else topic) in theirs
    ]
    data["map"] = [mark for mark in data.get("map", ()) if mark["topic"] in theirs]
    if "content" in data:
        data["content"].pop("existing", None)
        stated = [topic.hours for topic in brief.topics if topic.name in theirs]
        if stated and None not in stated:
            data["content"].pop("hours", None)
    audience = {**data.get("audience", {}), "size": group.size}
    audience.pop("groups", None)
    for topic in data["topics"]:
        if isinstance(topic, dict):
            topic.pop("audiences", None)
    data["audience"] = {key: value for key, value in audience.items() if value is not None}
    return Brief.model_validate(data, extra="allow")
