"""What holds for every session: the guide, the five steps, and the facilitator's agenda."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args

from blendnb.domain.catalogue import Catalogue
from blendnb.domain.vocabulary import (
    CHARTS,
    EDITIONS,
    MAP_STAGES,
    MODALITIES,
    TEACHING_ORDER,
    ContentKind,
    MeasureKind,
    MomentKind,
)
from blendnb.exporting.orders import CHART, EDITION, INTERACTIVE, LOGO
from blendnb.exporting.targets import TARGETS
from blendnb.language import say
from blendnb.widgets.form_answers import marks_of
from blendnb.widgets.view_models.recommendation_view import Data
from blendnb.widgets.workspace import STEPS, Option


def guide_of(catalogue: Catalogue) -> Data:
    """Return the steps' texts, the words of the map, and what can be exported."""
    texts = [text for text in catalogue.help_texts.values() if text.kind == "step"]
    return {
        "steps": {step: text.text for step, text in zip(STEPS, texts, strict=False)},
        "stages": {stage: say(f"studio.guide.stage.{stage}") for stage in MAP_STAGES},
        "purposes": {purpose: say(f"charts.purpose.{purpose}") for purpose in TEACHING_ORDER},
        "modalities": [[mode, say(f"charts.modality.{mode}")] for mode in MODALITIES],
        "measure_kinds": [
            [kind, say(f"studio.guide.measure.{kind}")] for kind in get_args(MeasureKind)
        ],
        "content_kinds": [
            [kind, say(f"studio.guide.content.{kind}")] for kind in get_args(ContentKind)
        ],
        "moment_kinds": [
            [kind, say(f"studio.guide.moment.{kind}")] for kind in get_args(MomentKind)
        ],
        "forms": [
            {
                "suffix": suffix,
                "text": target.what,
                "page": LOGO in target.options,
                "editions": EDITION in target.options,
                "interactive": INTERACTIVE in target.options,
                "chart": CHART in target.options,
            }
            for suffix, target in TARGETS.items()
        ],
        "editions": [[edition, say(f"studio.guide.edition.{edition}")] for edition in EDITIONS],
        "charts": list(CHARTS),
    }


@dataclass(frozen=True, slots=True)
class _Step:
    minutes: int
    done: Callable[[Option], bool]


def _stated(option: Option) -> bool:
    """Whether the gap is named, and every moment that matters with its measure."""
    brief = option.reading.brief
    return bool(brief and brief.gap and brief.moments and all(m.measure for m in brief.moments))


def _mapped(option: Option) -> bool:
    topics = option.reading.brief.topic_names if option.reading.brief else ()
    return bool(topics) and set(topics) <= set(marks_of(option.entries))


def _supported(option: Option) -> bool:
    audit = option.design.audit if option.design else None
    if audit is None:
        return False
    asked = [q for q in audit.questions.values() if q.id.startswith(("support", "assessment"))]
    return not audit.broken and all(q.verdict != "missing" or q.forced_by for q in asked)


def _proven(option: Option) -> bool:
    """Whether a pilot is planned, measures have a baseline and a day, and something is decided."""
    plan = option.plan
    if plan is None or plan.pilot is None or not plan.measures or not plan.decisions:
        return False
    return all(measure.baseline and measure.when_day is not None for measure in plan.measures)


_STEPS = dict(
    zip(
        STEPS,
        (
            _Step(
                25,
                _stated,
            ),
            _Step(
                20,
                _mapped,
            ),
            _Step(
                20,
                lambda option: option.plan is not None and option.current,
            ),
            _Step(
                15,
                _supported,
            ),
            _Step(
                10,
                _proven,
            ),
        ),
        strict=True,
    )
)


def steps_of(option: Option) -> list[dict[str, Any]]:
    """Return the five steps with what each saves and whether it is done."""
    return [
        {
            "id": id_,
            "name": say(f"studio.guide.{id_}.name"),
            "done": step.done(option),
            "saves": say(f"studio.guide.{id_}.saves"),
        }
        for id_, step in _STEPS.items()
    ]


def agenda() -> list[dict[str, Any]]:
    """Return the facilitator's view: each step with its minutes and the question that opens it."""
    return [
        {
            "id": id_,
            "name": say(f"studio.guide.{id_}.name"),
            "minutes": step.minutes,
            "asks": say(f"studio.guide.{id_}.asks"),
        }
        for id_, step in _STEPS.items()
    ]
