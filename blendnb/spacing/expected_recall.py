"""The honest curve: how much of a topic people still know, over everybody who was invited.

A memory model says what is left of something that was learnt on some days.  People who plan ask
something else: of all that a topic holds, how much will those who were invited still know?  Between
the two stand three things that matter more than any choice of days:

* **the material**: facts are gone in weeks, course knowledge lasts for years.  One published number
  about it, a `Material`, stretches the time of every memory model;
* **the dose**: a question of two minutes reaches a few of a topic's elements, a workshop many;
* **taking part**: hardly anything that is not compulsory is done by everybody.

So each encounter is met with a chance, and what is left is the mean over all sets of encounters
that a learner may have met, each weighed by its chance.  The line is the median of three memory
models at the middle dose; the band runs from the least to the greatest over models and doses.

The numbers of `Assumptions` are design assumptions where they have no source, and every one of them
can be set in ``thresholds.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import ArrayLike, NDArray

from blendnb.domain.catalogue import Threshold
from blendnb.domain.vocabulary import MODALITIES
from blendnb.spacing.models.memory import Floats, MemoryModel
from blendnb.spacing.models.pavlik_anderson import PavlikAnderson
from blendnb.spacing.models.ppe import PPE
from blendnb.spacing.models.sac import SAC
from blendnb.spacing.models.traces import Study, TraceModel

Triple = tuple[float, float, float]
"""A number at the low, the middle and the high dose."""
DOSES: Final = ("low", "middle", "high")
_MIDDLE = 1
_SEEN_AGAIN = 0.5
"""Weight up to which an encounter asks for nothing to be produced from memory."""
_LEARNERS = 5
"""Kinds of learners by how ready they are to take part: nodes of the normal distribution."""
_MOST_ENCOUNTERS = 12
"""Up to which every set of encounters that may have been met is looked at."""
_MANY = 512
"""Sets that are told apart where there are more encounters."""
_LONG, _FEW = 40, 24
"""Above so many encounters fewer sets are told apart, by fewer days, but never fewer than these."""
MOST_WORKED_OUT = 120
"""Encounters that are worked out; of more, day after day for years, some in between are left out,
which promises less and never more."""
_FINEST = 200.0
"""Steps of recall from 0 to 1 by which sets are told apart; fewer where that leaves too many."""
_NEVER = 1e-5
"""Chance of all sets together that are left out at an encounter: too small to be seen."""
Index = NDArray[np.intp]


@dataclass(frozen=True)
class Material:
    """One number about what is learnt: the share of it that is left so many days later.

    Attributes
    ----------
    days
        Days without a return, above 0.
    share
        What is left then, between 0 and 1.
    id
        Of a published number; empty for one's own.
    source
        Where the number comes from.
    """

    days: float
    share: float
    id: str = field(default="", compare=False)
    source: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not (self.days > 0 and 0 < self.share < 1):
            raise ValueError(
                f"material: {self.days:g} days, {self.share:g} left; "
                "days must lie above 0 and the share between 0 and 1"
            )


MATERIALS: Final[Mapping[str, Material]] = MappingProxyType(
    {
        "facts": Material(35, 0.517, "facts", "Cepeda et al. 2008, one massed session"),
        "accuracy": Material(198, 0.50, "accuracy", "Tatel & Ackerman 2025"),
        "mixed_skill": Material(335, 0.50, "mixed_skill", "Tatel & Ackerman 2025"),
        "speed": Material(396, 0.50, "speed", "Tatel & Ackerman 2025"),
        "course": Material(730, 0.48, "course", "Custers 2010"),
    }
)
"""Published numbers by kind of material."""


@dataclass(frozen=True)
class Assumptions:
    """What is assumed about doses and about taking part; every number can be set.

    Attributes
    ----------
    coverage
        Share of a topic that its first teaching gets across to those who come.
    learnt_by_question
        Chance that a question with feedback leaves an element known again, low to high; the middle
        agrees with the randomised trial of the ABFM 2024 (26,258 physicians).
    slip
        Share of what is known that goes wrong all the same.
    spread
        Standard deviation between learners of the log odds of taking part.
    minutes_an_element, least_elements
        How many elements a topic has: the minutes of its first teaching over the first, at least
        the second.
    questions_a_minute
        Elements that a minute gets to by the weight of what it asks: answering one,
        practising, talking and seeing again half of one.
    participation
        Share of those invited who take part, low to high, by modality in the order of
        `MODALITIES`: from 37 to 77 % did voluntary spaced questions in six published programmes.
    """

    coverage: float = 0.85
    learnt_by_question: Triple = (0.20, 0.30, 0.45)
    slip: float = 0.03
    spread: float = 1.0
    minutes_an_element: float = 4.0
    least_elements: float = 6.0
    questions_a_minute: Triple = (0.5, 0.5, 1.0)
    """Of seeing again, of guided practice, of answering."""
    participation: tuple[Triple, ...] = (
        (0.70, 0.85, 0.95), (0.37, 0.60, 0.80), (0.30, 0.50, 0.70), (0.40, 0.60, 0.80),
    )  # fmt: skip

    @classmethod
    def of(cls, thresholds: Mapping[str, Threshold]) -> Self:
        """Return the assumptions that a catalogue's thresholds make."""

        def value(name: str) -> float:
            return thresholds[f"recall_{name}"].value

        def triple(name: str) -> Triple:
            low, middle, high = (value(f"{name}_{dose}") for dose in DOSES)
            return low, middle, high

        return cls(
            coverage=value("coverage"),
            learnt_by_question=triple("learnt"),
            slip=value("slip"),
            spread=value("spread"),
            minutes_an_element=value("minutes_an_element"),
            least_elements=value("least_elements"),
            questions_a_minute=(value("rate_seen"), value("rate_guided"), value("rate_answered")),
            participation=tuple(triple(f"part_{modality}") for modality in MODALITIES),
        )

    def elements(self, first_minutes: float) -> float:
        """How many elements a topic has whose first teaching takes so many minutes."""
        return max(self.least_elements, first_minutes / self.minutes_an_element)

    def attempts(self, minutes: float, weight: float, elements: float) -> float:
        """How often an encounter gets to each element of a topic."""
        seen, guided, answered = self.questions_a_minute
        rate = answered if weight >= 1 else guided if weight > _SEEN_AGAIN else seen
        return rate * minutes / elements

    def taking_part(self, modality: str) -> Triple:
        """Share of those invited who take part in a modality, low to high."""
        return self.participation[MODALITIES.index(modality)]

    def reach(self, attempts: float, weight: float) -> Triple:
        """Chance that an element is met by those who take part, low to high.

        Examples
        --------
        >>> [round(Assumptions().reach(a, w)[1], 3) for a, w in ((2 / 15, 1), (1, 1), (2, 0.7))]
        [0.046, 0.3, 0.376]
        """
        low, middle, high = (1 - (1 - e * weight) ** attempts for e in self.learnt_by_question)
        return low, middle, high


ASSUMED: Final = Assumptions()


def evenly(size: int, most: int) -> list[int]:
    """Return numbers from 0 to `size` - 1, no more than `most`, with the first and the last.

    Examples
    --------
    >>> evenly(7, 4)
    [0, 2, 4, 6]
    """
    numbers = np.linspace(0, size - 1, min(size, most)).round()
    return [int(number) for number in numbers]


@dataclass(frozen=True)
class Encounters:
    """How a topic may be met: one encounter a day, each with the chance that it is.

    Attributes
    ----------
    days
        Ascending, the first one 0.
    weights
        What each asks of memory, above 0; whichever a learner meets first is the first study.
    reach
        Chance that an element of the topic is met by somebody who takes part, low to high.
    participation
        Share of those invited who take part, low to high.
    shift
        The plan's day of the first encounter.
    taught
        Which encounter is the first teaching; those before it get across no more than they reach.
    """

    days: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()
    reach: tuple[Triple, ...] = ()
    participation: tuple[Triple, ...] = ()
    shift: int = 0
    taught: int = 0

    def __post_init__(self) -> None:
        sizes = {len(self.days), len(self.weights), len(self.reach), len(self.participation)}
        if len(sizes) > 1:
            raise ValueError("days, weights, reach and participation must have the same length")
        if any(later <= day for day, later in zip(self.days, self.days[1:], strict=False)):
            raise ValueError("days must ascend, one encounter a day")

    @classmethod
    def certain(cls, days: Sequence[float], weights: Sequence[float] | None = None) -> Self:
        """Return encounters that everybody has, with all of a topic: what a model alone assumes."""
        shares = tuple(weights) if weights is not None else (1.0,) * len(days)
        surely = ((1.0, 1.0, 1.0),) * len(days)
        return cls(tuple(days), shares, surely, surely)

    @property
    def once(self) -> Self:
        """The first teaching alone."""
        only = slice(self.taught, self.taught + 1)
        return replace(
            self,
            days=(0.0,) * len(self.days[only]),
            weights=self.weights[only],
            reach=self.reach[only],
            participation=self.participation[only],
            shift=self.shift + round(self.days[self.taught] if self.days else 0),
            taught=0,
        )

    @property
    def of_those_who_came(self) -> Self:
        """The same for people who took part in the first teaching."""
        came = [
            (1.0, 1.0, 1.0) if number == self.taught else part
            for number, part in enumerate(self.participation)
        ]
        return replace(self, participation=tuple(came))

    def __len__(self) -> int:
        return len(self.days)

    def at_most(self, most: int) -> Self:
        """The same with no more than so many encounters, evenly left out, never first or last."""
        if len(self) <= most:
            return self
        kept = evenly(len(self), most)
        return replace(
            self,
            days=tuple(self.days[number] for number in kept),
            weights=tuple(self.weights[number] for number in kept),
            reach=tuple(self.reach[number] for number in kept),
            participation=tuple(self.participation[number] for number in kept),
        )


@dataclass(frozen=True)
class ExpectedRecall:
    """Expected recall on some days, over everybody who was invited.

    Attributes
    ----------
    days
        As asked for, on the encounters' own scale.
    values : ndarray, shape (models, doses, days)
        Of each memory model at the low, the middle and the high dose.
    """

    days: tuple[float, ...]
    values: Floats

    @property
    def line(self) -> Floats:
        """The median of the memory models at the middle dose, for each day."""
        middle: Floats = np.median(self.values[:, _MIDDLE], axis=0)
        return middle

    @property
    def low(self) -> Floats:
        """The least over memory models and doses, for each day."""
        least: Floats = self.values.min(axis=(0, 1))
        return least

    @property
    def high(self) -> Floats:
        """The greatest over memory models and doses, for each day."""
        greatest: Floats = self.values.max(axis=(0, 1))
        return greatest

    def middle(self, model: int, day: int = 0) -> float:
        """Recall by one of the models at the middle dose, on one of the days."""
        return float(self.values[model, _MIDDLE, day])

    @property
    def points_between_models(self) -> Floats:
        """By how much the memory models differ at the middle dose."""
        spread: Floats = np.ptp(self.values[:, _MIDDLE], axis=0)
        return spread

    @property
    def points_between_doses(self) -> Floats:
        """By how much taking part and dose move the median of the models."""
        spread: Floats = np.ptp(np.median(self.values, axis=0), axis=0)
        return spread


def curve_models() -> tuple[TraceModel, ...]:
    """Return the models whose median is drawn: those that an anchor leaves in agreement with data.

    FSRS-6 is left to review logs: anchored at two years it misses the first one (Custers 2010).
    """
    return (SAC(), PPE(), PavlikAnderson())


@lru_cache(maxsize=256)
def time_scale(model: MemoryModel, material: Material) -> float:
    """Return how many times slower a material is forgotten than what the model was fitted to.

    Examples
    --------
    >>> [round(time_scale(model, MATERIALS["facts"]), 2) for model in curve_models()]
    [1.04, 1.07, 2.6]
    """
    least, most = np.log(1e-6), np.log(1e9)
    for _ in range(80):
        middle = (least + most) / 2
        left = model.recall([0.0], [material.days / np.exp(middle)])[0]
        least, most = (middle, most) if left < material.share else (least, middle)
    return float(np.exp((least + most) / 2))


def expected_recall(
    encounters: Encounters,
    at: ArrayLike,
    *,
    material: str | Material = "course",
    assumptions: Assumptions = ASSUMED,
    models: Sequence[TraceModel] | None = None,
) -> ExpectedRecall:
    """Return expected recall on some days, by memory model and dose.

    Parameters
    ----------
    encounters
        How the topic may be met.
    at : array_like, shape (t,)
        Days, on the encounters' own scale.
    material
        An id of `MATERIALS`, or one's own number.
    assumptions
        About dose and participation.
    models
        Memory models; SAC, PPE and Pavlik & Anderson by default.

    Returns
    -------
    ExpectedRecall
        Its values are probabilities, shape (models, 3, t).

    Raises
    ------
    ValueError
        For a material that is not known.
    """
    dates = tuple(np.atleast_1d(np.asarray(at, dtype=float)).tolist())
    about = material_named(material)
    met = replace(encounters.at_most(MOST_WORKED_OUT), shift=0, taught=0)
    values = [
        _by_dose(model, met, dates, time_scale(model, about), assumptions)
        for model in (curve_models() if models is None else models)
    ]
    return ExpectedRecall(dates, np.stack(values))


def material_named(material: str | Material) -> Material:
    """Return the material of an id, or the one given.

    Raises
    ------
    ValueError
        For an id that is not known.
    """
    if isinstance(material, Material):
        return material
    if material not in MATERIALS:
        known = ", ".join(MATERIALS)
        raise ValueError(f"There is no material {material!r}; there are {known}, or Material(...)")
    return MATERIALS[material]


# While a plan is edited, most of its topics are met as before.
@lru_cache(maxsize=1024)
def _by_dose(
    model: TraceModel,
    encounters: Encounters,
    at: tuple[float, ...],
    scale: float,
    assumptions: Assumptions,
) -> Floats:
    """Expected recall (doses, dates) by one model, whose time goes slower by `scale`."""
    out = np.zeros((len(DOSES), len(at)))
    if encounters.days:
        order = np.argsort(at, kind="stable")
        many = len(encounters) > _MOST_ENCOUNTERS
        steps = _steps(encounters, assumptions.spread, *((model, scale) if many else ()))
        slowly = replace(encounters, days=tuple(day / scale for day in encounters.days))
        mixed = _mixture(model, slowly, np.asarray(at)[order] / scale, steps)
        out[:, order] = (1 - assumptions.slip) * mixed
    out.setflags(write=False)
    return out


class _Step(NamedTuple):
    """What one more encounter makes of the sets of encounters that may have been met."""

    kept: Index
    """Which sets go on: numbers of those before, then of those before with this encounter too."""
    order: Index
    starts: Index
    """How these are put together: in this order, one set from each start to the next."""
    share: Floats
    """How much each of these (sets, 1), in that order, counts in what it is put into."""
    chances: Floats
    """Of each set (sets, doses), over all learners."""


@lru_cache(maxsize=512)
def _steps(
    encounters: Encounters, spread: float, model: TraceModel | None = None, scale: float = 1.0
) -> tuple[_Step, ...]:
    """The sets of encounters after each encounter: all, without those that hardly ever happen.

    With a model, sets that leave nearly the same in memory are put together where they are many.
    """
    nodes, shares = hermegauss(_LEARNERS)
    shares /= shares.sum()
    part = np.asarray(encounters.participation)[..., None]
    with np.errstate(divide="ignore"):
        odds = np.log(part) - np.log1p(-part) + spread * nodes
    met = np.asarray(encounters.reach)[..., None] / (1 + np.exp(-odds))
    steps: list[_Step] = []
    chances = np.ones((1, len(DOSES), len(nodes)))
    memories = model and _Memories.to_tell_apart(model, encounters, scale)
    for number, now in enumerate(met):
        chances = np.concatenate([chances * (1 - now), chances * now])
        kept = _likely((chances @ shares).max(axis=1))
        chances = chances[kept]
        order = starts = np.arange(len(kept))
        if memories:
            memories.meet(number, kept)
            order, starts = memories.alike()
        whole = chances.mean(axis=(1, 2))[order]
        share = whole / np.repeat(np.add.reduceat(whole, starts), np.diff([*starts, len(order)]))
        chances = np.add.reduceat(chances[order], starts)
        chances /= chances.sum(axis=0)
        steps.append(_Step(kept, order, starts, share[:, None], chances @ shares))
        if memories:
            memories.join(steps[-1])
    return tuple(steps)


def _likely(chances: Floats) -> Index:
    """Numbers, ascending, of the sets that are not left out for being next to impossible."""
    order = np.argsort(chances, kind="stable")
    unseen = np.cumsum(chances[order]) < _NEVER * chances.sum()
    return np.sort(order[~unseen])


def _mixture(
    model: TraceModel, encounters: Encounters, at: Floats, steps: Sequence[_Step]
) -> Floats:
    """Mean recall (doses, dates), dates ascending, over the sets of encounters that may be met."""
    days = np.asarray(encounters.days)
    # An encounter only matters to dates after it: until the next one there are half as many sets.
    ends = [*np.searchsorted(at, days, side="right"), len(at)]
    memories = _Memories(model, days, encounters.weights, at[ends[0] :])
    mixed = [np.zeros((len(DOSES), ends[0]))]
    for number, step in enumerate(steps):
        recall = memories.after(number, step, ends[number + 1] - ends[number])
        mixed.append(step.chances.T @ recall)
    return np.concatenate(mixed, axis=1)


class _Memories:
    """What a model of traces says of every set of encounters: each grows out of a smaller one."""

    def __init__(
        self, model: TraceModel, days: Floats, weights: Sequence[float], at: Floats
    ) -> None:
        self._model, self._days, self._weights = model, days, weights
        self._dates = np.concatenate([days, at])
        """What is still to come: the next study days, then the dates."""
        fading = [self._dates.size if i < model.fading else 1 for i in range(model.traces)]
        self.traces = [np.zeros((1, columns)) for columns in fading]
        self.last = np.full((1, 1), -np.inf)
        self._steps = _FINEST

    @classmethod
    def to_tell_apart(cls, model: TraceModel, encounters: Encounters, scale: float) -> Self:
        """Return memories that show which sets are alike: on the encounters' days and after."""
        days = np.asarray(encounters.days) / scale
        return cls(model, days, encounters.weights, days[-1] * np.array([1.3, 4.0]))

    def alike(self) -> tuple[Index, Index]:
        """Return an order of the sets, and where in it those begin that are not alike.

        Alike are sets with the same last encounter and nearly the same recall on what is to come.
        """
        shown, many, steps = self.traces, _MANY, _FINEST
        # Days in their hundreds: each says little, so a few of them tell apart, and fewer sets.
        if len(self._days) > _LONG:
            to_come = self._dates.size
            shown = self._on(np.unique(np.linspace(0, to_come - 1, min(_FEW, to_come)).astype(int)))
            many, steps = max(_FEW, _MANY * _LONG // len(self._days)), self._steps
        recall = self._model._predict([trace.copy() for trace in shown])  # noqa: SLF001
        last = np.unique(self.last, return_inverse=True)[1].ravel()
        while True:
            cells = np.concatenate([last[:, None], (recall * steps).astype(int)], axis=1)
            order = np.lexsort(cells.T)
            new = np.r_[True, (np.diff(cells[order], axis=0) != 0).any(axis=1)]
            if new.sum() <= many or steps < 1:
                self._steps = min(_FINEST, 2 * steps)
                return order, np.flatnonzero(new)
            steps *= 0.7

    def after(self, number: int, step: _Step, dates: int) -> Floats:
        """Let an encounter be missed or met; return recall (sets, dates) on the next dates."""
        to_come = len(self._days) - number - 1
        self.meet(number, step.kept)
        self.join(step)
        shown = self._on(np.r_[to_come : to_come + dates])
        recall = self._model._predict([trace.copy() for trace in shown])  # noqa: SLF001
        rest = np.r_[:to_come, to_come + dates : self._dates.size]
        self._dates = self._dates[rest]
        self.traces = self._on(rest)
        return recall

    def _on(self, dates: Index) -> list[Floats]:
        """The traces on some of the dates to come; those that do not fade have one for all."""
        return [t[:, dates] if i < self._model.fading else t for i, t in enumerate(self.traces)]

    def meet(self, number: int, kept: Index) -> None:
        """Let an encounter be missed or met by the sets that go on."""
        before, met = kept % len(self.last), kept >= len(self.last)
        now = np.stack([trace[:, :1] for trace in self.traces])[:, before[met]]
        last, day = self.last[before], self._days[number]
        self._dates = self._dates[1:]
        fading = self._model.fading
        traces = [t[before, 1:] if i < fading else t[before] for i, t in enumerate(self.traces)]
        grown = [trace[met] for trace in traces]
        weight = np.where(np.isinf(last[met]), 1.0, self._weights[number])
        study = Study(now, (self._dates - day)[None], weight, day - last[met])
        self._model._study(grown, study)  # noqa: SLF001
        for trace, more in zip(traces, grown, strict=True):
            trace[met] = more
        last[met] = day
        self.traces, self.last = traces, last

    def join(self, step: _Step) -> None:
        """Put sets together, as they weigh."""
        if len(step.starts) < len(self.last):
            self.traces = [
                np.add.reduceat(trace[step.order] * step.share, step.starts)
                for trace in self.traces
            ]
            self.last = self.last[step.order][step.starts]
