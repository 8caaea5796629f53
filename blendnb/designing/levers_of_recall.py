"""Levers: what a change of the plan would buy in recall, and what it would cost.

Days are what spacing is known for, and they usually move least.  Each lever here is an edit that a
person may want to make to a topic's returns: other days, more people taking part, a question in
place of a reminder, longer or more returns, one practice session.  Each is tried on the plan at
hand, by what can be expected of everybody who was invited, on one day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from blendnb.designing.cost import cost
from blendnb.domain.edits import Add, Batch, Change, Edit, Move, apply_edit
from blendnb.language import say
from blendnb.spacing.events import HALF_A_YEAR, encounters, material_of, touchpoint_weight
from blendnb.spacing.expected_recall import Assumptions, expected_recall

if TYPE_CHECKING:
    from blendnb.domain.catalogue import Catalogue
    from blendnb.domain.plan import Plan, Touchpoint

WORTH_A_WORD: Final = 0.01
"""Recall below which other days are not worth the trouble: one point."""
_TAKING_PART = 0.85
_QUIZ_MINUTES, _PRACTICE_MINUTES = 15.0, 60.0
_STRETCHES = (0.5, 0.75, 1.25, 1.5, 2.0)


@dataclass(frozen=True)
class Lever:
    """One change of a plan, with what it buys and costs.

    Attributes
    ----------
    id
        `days`, `participation`, `questions`, `longer`, `more` or `practice`.
    gain
        Change of mean recall over the topics on the day, 0.01 being a point: the median of the
        memory models at the middle dose.
    low, high
        The least and the greatest change over models and doses.
    learner_minutes
        What it asks more of each learner.
    build_hours
        What has to be made for it, by the usual rates.
    edit
        The change itself.
    """

    id: str
    gain: float
    low: float
    high: float
    learner_minutes: float
    build_hours: float
    edit: Edit

    def as_dict(self) -> dict[str, Any]:
        """Return the lever as plain values, its edit among them."""
        figures = {
            "gain": self.gain, "low": self.low, "high": self.high,
            "learner_minutes": self.learner_minutes, "build_hours": self.build_hours,
        }  # fmt: skip
        rounded = {name: round(value, 6) for name, value in figures.items()}
        return {"id": self.id, **rounded, "edit": self.edit.model_dump(mode="json")}


def compared_on(plan: Plan) -> int:
    """Return the usual day on which levers are compared: half a year, or 90 days after the end."""
    return max(HALF_A_YEAR, plan.last_day + 90)


def levers(plan: Plan, catalogue: Catalogue, *, day: int | None = None) -> tuple[Lever, ...]:
    """Return what each change would buy and cost, the most gain first.

    Parameters
    ----------
    plan
        The plan.
    catalogue
        Whose formats and rates are known, and whose thresholds say what is assumed.
    day
        Of the plan, on which recall is compared: half a year, or 90 days after a longer journey.

    Returns
    -------
    tuple of Lever
        Empty where no topic is taught. A lever that the plan has no room for is left out.
    """
    on = compared_on(plan) if day is None else day
    assumptions = Assumptions.of(catalogue.thresholds)

    def recall(tried: Plan) -> np.ndarray:
        return _mean_recall(tried, plan, on, assumptions, catalogue)

    before, built = recall(plan), _build_hours(plan, catalogue)
    result = []
    for id_, candidates in _LEVERS.items():
        tried = [(edit, apply_edit(plan, edit)) for edit in candidates(plan, catalogue)]
        if tried:
            edit, changed = max(tried, key=lambda pair: float(_line(recall(pair[1]))))
            apart = recall(changed) - before
            result.append(
                Lever(
                    id=id_,
                    gain=float(_line(recall(changed)) - _line(before)),
                    low=float(apart.min()),
                    high=float(apart.max()),
                    learner_minutes=_minutes(changed) - _minutes(plan),
                    build_hours=_build_hours(changed, catalogue) - built,
                    edit=edit,
                )
            )
    return tuple(sorted(result, key=lambda lever: -lever.gain))


def _mean_recall(
    tried: Plan, plan: Plan, day: int, assumptions: Assumptions, catalogue: Catalogue
) -> np.ndarray:
    """Recall (models, doses) on a day, the mean over the topics that the plan teaches."""
    met = encounters(tried, assumptions, catalogue.formats)
    values = [
        expected_recall(
            each, [day - each.shift], material=material_of(plan, topic), assumptions=assumptions
        ).values[..., 0]
        for topic, each in met.items()
        if len(each)
    ]
    return np.mean(values, axis=0) if values else np.zeros((3, 3))


def _line(values: np.ndarray) -> float:
    return float(np.median(values[:, 1]))


def _minutes(plan: Plan) -> float:
    return sum(touchpoint.total_learner_minutes for touchpoint in plan.touchpoints)


def _build_hours(plan: Plan, catalogue: Catalogue) -> float:
    hours: float = cost(plan, catalogue).build.hours.default
    return hours


# ----------------------------------------------------------------------------------- the changes


def _returns(plan: Plan) -> list[Touchpoint]:
    """What brings topics back: the touchpoints that reinforce, with a learner and an end."""
    return [
        touchpoint
        for touchpoint in plan.touchpoints
        if touchpoint.purpose == "reinforce"
        and "learner" in touchpoint.roles
        and not touchpoint.stays_open
    ]


def _together(changes: Mapping[str, Mapping[str, Any]]) -> Iterator[Edit]:
    if changes:
        yield Batch(edits=tuple(Change(id=i, values=dict(v)) for i, v in changes.items()))


def _other_days(plan: Plan, _catalogue: Catalogue) -> Iterator[Edit]:
    """The same returns earlier or later: each day's distance from the first teaching stretched."""
    returns = _returns(plan)
    if not returns:
        return
    taught = min((t.start_day for t in plan.touchpoints if t.all_topics), default=0)
    end = max(plan.last_day, 7 * (plan.brief.resolved.schedule.weeks or 0) - 1)
    for stretch in _STRETCHES:
        edits: list[Edit] = []
        for touchpoint in returns:
            first = taught + round(stretch * (touchpoint.start_day - taught))
            offsets = [
                round(stretch * (o.start_day - touchpoint.start_day))
                for o in touchpoint.occurrences
            ]
            if first + offsets[-1] <= end and len(set(offsets)) == len(offsets):
                edits.append(Move(id=touchpoint.id, start_day=first))
                if touchpoint.repeat:
                    repeat = touchpoint.repeat.model_copy(update={"days": tuple(offsets)})
                    edits.append(Change(id=touchpoint.id, values={"repeat": repeat.model_dump()}))
        if len({e.id for e in edits}) == len(returns):  # type: ignore[union-attr]
            yield Batch(edits=tuple(edits))


def _more_people(plan: Plan, catalogue: Catalogue) -> Iterator[Edit]:
    assumed = Assumptions.of(catalogue.thresholds)
    yield from _together(
        {
            t.id: {"participation": _TAKING_PART}
            for t in _returns(plan)
            if (t.participation or assumed.taking_part(t.modality)[1]) < _TAKING_PART
        }
    )


def _questions(plan: Plan, catalogue: Catalogue) -> Iterator[Edit]:
    yield from _together(
        {
            t.id: {"assessment": ["knowledge"]}
            for t in _returns(plan)
            if touchpoint_weight(t, formats=catalogue.formats) < 1 and not t.assessment
        }
    )


def _longer(plan: Plan, catalogue: Catalogue) -> Iterator[Edit]:
    yield from _together(
        {
            t.id: {"learner_minutes": _QUIZ_MINUTES}
            for t in _returns(plan)
            if 0 < t.learner_minutes < _QUIZ_MINUTES
            and touchpoint_weight(t, formats=catalogue.formats) > 0
        }
    )


def _more_returns(plan: Plan, _catalogue: Catalogue) -> Iterator[Edit]:
    """Each return twice: the second half as long after it as it is after what came before."""
    added = []
    for touchpoint in _returns(plan):
        days = [occurrence.start_day for occurrence in touchpoint.occurrences]
        apart = max(2, (days[-1] - days[0]) // max(len(days) - 1, 1) // 2 or 7)
        added.append(
            touchpoint.replace(
                id=_free_id(plan, f"{touchpoint.id}-again"),
                start_day=touchpoint.start_day + apart,
                depends_on=(),
                origin="edited",
            )
        )
    if added:
        yield Add(touchpoints=tuple(added))


def _practice(plan: Plan, catalogue: Catalogue) -> Iterator[Edit]:
    """One practice session on all topics, in the middle between teaching and the journey's end."""
    taught = [t for t in plan.touchpoints if t.all_topics]
    known = catalogue.formats.get("virtual_workshop")
    if not taught or known is None:
        return
    first = min(t.start_day for t in taught)
    middle = first + max(7, (plan.last_day - first) // 2)
    yield Add(
        touchpoints=(
            known.touchpoint(
                _free_id(plan, "practice-session"),
                title=say("levers.practice_title"),
                why=say("levers.practice_why"),
                purpose="practice",
                stage="during",
                start_day=middle,
                days=1,
                learner_minutes=_PRACTICE_MINUTES,
                topics=plan.topics,
                origin="edited",
            ),
        )
    )


def _free_id(plan: Plan, wanted: str) -> str:
    taken = plan.by_id
    names = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


_LEVERS: Final[Mapping[str, Callable[[Any, Any], Iterator[Edit]]]] = {
    "days": _other_days,
    "participation": _more_people,
    "questions": _questions,
    "longer": _longer,
    "more": _more_returns,
    "practice": _practice,
}
