"""What was settled before anybody was drawn, in a file that the analysis checks itself against.

A lag, an arm to compare with, or a covariate that is chosen after a look at the data overstates the
effect.  So these choices are written down first, with a mark over them (SHA-256) that shows whether
they were changed later.  The analysis takes its choices from the file, and whatever differs from it
is said as a deviation: no reproach, but a reader must know.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any, Final, Literal, get_args

from blendnb.language import count, listed, number, say
from blendnb.spacing.experiment.answers import ExperimentResults

AnalysisModel = Literal["difference", "adjusted"]
_MARK: Final = "sha256"
_FEWEST_ARMS: Final = 2


@dataclass(frozen=True)
class Preregistration:
    """What an experiment will be judged by.

    Attributes
    ----------
    question
        In one sentence.
    arms
        The first one is the one that others are compared with.
    lag_days
        Days from the last study to the test that decides.
    items
        That are asked then; empty where they are not settled.
    model
        ``difference``: of the shares; ``adjusted``: within strata and at the same baseline.
    learners_per_arm
        Drawn into each arm; 0 where it is not settled.
    equivalent_within
        Difference of shares below which nobody would care; None without one.
    seed
        Of the draw.
    """

    question: str
    arms: tuple[str, ...]
    lag_days: float
    items: tuple[str, ...] = ()
    model: AnalysisModel = "difference"
    learners_per_arm: int = 0
    equivalent_within: float | None = None
    seed: int | None = None
    unchanged: bool = True
    """Whether the file is as it was written; False where its mark does not fit."""

    def __post_init__(self) -> None:
        checks = {
            "arms": len(set(self.arms)) >= max(_FEWEST_ARMS, len(self.arms)) and all(self.arms),
            "lag": self.lag_days >= 0,
            "model": self.model in get_args(AnalysisModel),
        }
        wrong = [name for name, fine in checks.items() if not fine]
        if wrong:
            raise ValueError("\n".join(say(f"preregistration.wrong.{name}") for name in wrong))

    def as_dict(self) -> dict[str, Any]:
        """The choices as plain values, without the mark."""
        settled = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "unchanged"}
        return {k: list(v) if isinstance(v, tuple) else v for k, v in settled.items()}

    @property
    def mark(self) -> str:
        """SHA-256 of the choices."""
        return sha256(json.dumps(self.as_dict(), sort_keys=True).encode()).hexdigest()

    def text(self) -> str:
        """The text of the file, which `read_preregistration` reads again."""
        content = {**self.as_dict(), _MARK: self.mark}
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def read_preregistration(content: str | Mapping[str, Any]) -> Preregistration:
    """Return what a file says, with whether it was changed since it was written.

    Raises
    ------
    ValueError
        If it is no preregistration, or a choice makes no sense.
    """
    try:
        data = json.loads(content) if isinstance(content, str) else dict(content)
    except json.JSONDecodeError as error:
        raise ValueError(say("preregistration.no_json", reason=str(error))) from None
    known = {f.name for f in fields(Preregistration)} - {"unchanged"}
    missing = [name for name in ("question", "arms", "lag_days") if name not in data]
    unknown = sorted(data.keys() - known - {_MARK})
    problems = [say("preregistration.missing", name=name) for name in missing]
    problems += [say("preregistration.unknown", name=name) for name in unknown]
    if problems:
        raise ValueError("\n".join(problems))
    mark = data.pop(_MARK, "")
    settled: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    try:
        read = Preregistration(**settled)
    except TypeError:
        raise ValueError(say("preregistration.wrong.kind")) from None
    return Preregistration(**settled, unchanged=read.mark == mark)


@dataclass(frozen=True)
class Choices:
    """What an analysis did."""

    lag_days: float
    model: AnalysisModel
    equivalent_within: float | None


def deviations_from(
    registered: Preregistration, results: ExperimentResults, choices: Choices
) -> tuple[str, ...]:
    """Return in sentences where an analysis differs from what was registered."""
    return (
        *_of_choices(registered, choices),
        *_of_arms(registered, results),
        *_of_items(registered, results, choices.lag_days),
    )


def _of_choices(registered: Preregistration, choices: Choices) -> Iterator[str]:
    if not registered.unchanged:
        yield say("preregistration.deviation.changed")
    if choices.lag_days != registered.lag_days:
        yield say(
            "preregistration.deviation.lag",
            registered=count("days", registered.lag_days),
            used=count("days", choices.lag_days),
        )
    if choices.model != registered.model:
        yield say(f"preregistration.deviation.{choices.model}")
    if choices.equivalent_within != registered.equivalent_within:
        yield say("preregistration.deviation.margin")


def _of_arms(registered: Preregistration, results: ExperimentResults) -> Iterator[str]:
    if set(results.arms) != set(registered.arms):
        yield say(
            "preregistration.deviation.arms",
            registered=listed(registered.arms),
            used=listed(results.arms),
        )
    elif results.arms[0] != registered.arms[0]:
        yield say(
            "preregistration.deviation.against",
            registered=registered.arms[0],
            used=results.arms[0],
        )
    if registered.seed is not None and results.seed not in (None, registered.seed):
        yield say("preregistration.deviation.seed")
    drawn = [sum(p.arm == arm for p in results.places) for arm in results.arms]
    if min(drawn) < registered.learners_per_arm:
        planned = number(registered.learners_per_arm)
        yield say("preregistration.deviation.size", planned=planned, drawn=number(min(drawn)))


def _of_items(
    registered: Preregistration, results: ExperimentResults, lag_days: float
) -> Iterator[str]:
    if not registered.items:
        return
    asked = {answer.item for answer in results.answers if answer.lag_days == lag_days}
    for key, items in (
        ("not_asked", set(registered.items) - asked),
        ("not_registered", asked - set(registered.items)),
    ):
        if items:
            yield say(f"preregistration.deviation.{key}", items=_few(sorted(items)))


def _few(items: Sequence[str]) -> str:
    most = 5
    rest = [say("preregistration.more", count=len(items) - most)] if len(items) > most else []
    return listed([*items[:most], *rest])
