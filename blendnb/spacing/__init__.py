"""When should learning come back?  Memory models, schedules, and the plan seen by them.

People forget, and each return of a topic slows the forgetting.  This package answers four
questions about that: what is left on a day (`SAC` and the other memory models), which days are
best (`best`), what a group of different learners would show (`simulate`), and what a client's own
data say (`fit`).  `study_events` translates a plan for it.

All numbers are modelled recall of factual content.  They compare schedules; they forecast nobody.
"""

from blendnb.spacing import schedules
from blendnb.spacing.analysis import Analysis, analyze
from blendnb.spacing.captions import Band, caption, caption_of, recall_band
from blendnb.spacing.choice import Best, FrontPoint, RuleOfThumb, best, front
from blendnb.spacing.events import (
    STUDY_WEIGHTS,
    StudyClass,
    StudyEvents,
    study_class,
    study_events,
    touchpoint_weight,
)
from blendnb.spacing.experiments import SampleSize, power_of, sample_size
from blendnb.spacing.feasible import NoScheduleError
from blendnb.spacing.fitting import Fit, fit
from blendnb.spacing.learners import Spread
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
from blendnb.spacing.models.scheduler import ItemState, SchedulerSettings, review
from blendnb.spacing.placement import greedy_days
from blendnb.spacing.published import cepeda_2008
from blendnb.spacing.questions import Judged, Question, Variant, judged
from blendnb.spacing.randomizing import Allocation, randomize
from blendnb.spacing.results import Results, read_allocation, read_results
from blendnb.spacing.review_fitting import ReviewFit, fit_reviews
from blendnb.spacing.simulation import DesiredRetention, Ladder, Simulation, simulate
from blendnb.spacing.sweeps import sweep
from blendnb.spacing.tables import TableError

__all__ = [
    "FSRS6",
    "MEMORY_MODELS",
    "PPE",
    "SAC",
    "STUDY_WEIGHTS",
    "Allocation",
    "Analysis",
    "Band",
    "Best",
    "DesiredRetention",
    "Fit",
    "FrontPoint",
    "ItemState",
    "Judged",
    "Ladder",
    "MemoryModel",
    "NoScheduleError",
    "PavlikAnderson",
    "PowerCurve",
    "Question",
    "Results",
    "ReviewFit",
    "RuleOfThumb",
    "SampleSize",
    "SchedulerSettings",
    "Simulation",
    "Spread",
    "StudyClass",
    "StudyEvents",
    "TableError",
    "Variant",
    "analyze",
    "best",
    "caption",
    "caption_of",
    "cepeda_2008",
    "fit",
    "fit_reviews",
    "front",
    "greedy_days",
    "judged",
    "memory_models",
    "power_of",
    "randomize",
    "read_allocation",
    "read_results",
    "recall_band",
    "review",
    "sample_size",
    "schedules",
    "simulate",
    "study_class",
    "study_events",
    "sweep",
    "touchpoint_weight",
]
