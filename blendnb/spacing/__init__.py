"""When should learning come back?  Memory models, schedules, and the plan seen by them.

People forget, and each return of a topic slows the forgetting.  This package answers four
questions about that: what is left on a day (`SAC` and the other memory models), which days are
best (`best`), what a group of different learners would show (`simulate`), and what a client's own
data say (`fit`).  `study_events` translates a plan for it.

All numbers are modelled recall of factual content.  They compare schedules; they forecast nobody.
"""

from importlib import import_module
from typing import Any

from blendnb.domain.learning_format import StudyClass
from blendnb.spacing import schedules
from blendnb.spacing.best_days import Best, FrontPoint, RuleOfThumb, best, front
from blendnb.spacing.events import (
    STUDY_WEIGHTS,
    StudyEvents,
    curve,
    encounters,
    material_of,
    study_class,
    study_events,
    touchpoint_weight,
)
from blendnb.spacing.expected_recall import (
    MATERIALS,
    Assumptions,
    Encounters,
    ExpectedRecall,
    Material,
    curve_models,
    expected_recall,
)
from blendnb.spacing.experiment.allocation import Allocation, randomize
from blendnb.spacing.experiment.analysis import Analysis, analyze
from blendnb.spacing.experiment.answers import ExperimentResults, read_allocation, read_results
from blendnb.spacing.experiment.experiment_size import SampleSize, power_of, sample_size
from blendnb.spacing.experiment.preregistration import Preregistration, read_preregistration
from blendnb.spacing.experiment.table_rows import TableError
from blendnb.spacing.experiment.verdict_power import VerdictPower, verdict_power
from blendnb.spacing.forgetting import Attempts, Forgetting, forgetting, read_attempts
from blendnb.spacing.model_caption import Band, caption, caption_of, recall_band
from blendnb.spacing.models import (
    FSRS6,
    MEMORY_MODELS,
    PPE,
    SAC,
    MemoryModel,
    PavlikAnderson,
    PowerCurve,
    memory_models,
)
from blendnb.spacing.models.fsrs7 import FSRS7
from blendnb.spacing.models.scheduler import ItemState, SchedulerSettings, review
from blendnb.spacing.placement import greedy_days
from blendnb.spacing.published import cepeda_2008
from blendnb.spacing.questions import Judged, Question, Variant, judged
from blendnb.spacing.recall_fitting import Fit, fit
from blendnb.spacing.review_fitting import ReviewFit, fit_reviews
from blendnb.spacing.robust_days import Robust, robust_days
from blendnb.spacing.schedules import NoScheduleError
from blendnb.spacing.simulation import DesiredRetention, Ladder, Simulation, Spread, simulate, sweep

__all__ = [
    "FSRS6",
    "FSRS7",
    "MATERIALS",
    "MEMORY_MODELS",
    "PPE",
    "SAC",
    "STUDY_WEIGHTS",
    "Allocation",
    "Analysis",
    "Assumptions",
    "Attempts",
    "Band",
    "Best",
    "DesiredRetention",
    "Encounters",
    "ExpectedRecall",
    "ExperimentResults",
    "Fit",
    "Forgetting",
    "FrontPoint",
    "ItemState",
    "Judged",
    "Ladder",
    "Material",
    "MemoryModel",
    "NoScheduleError",
    "PavlikAnderson",
    "PowerCurve",
    "Preregistration",
    "Question",
    "ReviewFit",
    "Robust",
    "RuleOfThumb",
    "SampleSize",
    "SchedulerSettings",
    "Simulation",
    "Spread",
    "StudyClass",
    "StudyEvents",
    "TableError",
    "Variant",
    "VerdictPower",
    "analyze",
    "best",
    "caption",
    "caption_of",
    "cepeda_2008",
    "curve",
    "curve_models",
    "encounters",
    "expected_recall",
    "fit",
    "fit_reviews",
    "forgetting",
    "front",
    "greedy_days",
    "judged",
    "levers",
    "material_of",
    "memory_models",
    "power_of",
    "randomize",
    "read_allocation",
    "read_attempts",
    "read_preregistration",
    "read_results",
    "recall_band",
    "review",
    "robust_days",
    "sample_size",
    "schedules",
    "simulate",
    "study_class",
    "study_events",
    "sweep",
    "touchpoint_weight",
    "verdict_power",
]


def __getattr__(name: str) -> Any:
    # What a lever costs is known above this package; it is looked up when somebody asks for it.
    if name == "levers":
        return import_module("blendnb.api").levers
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
