"""The closed vocabularies, in the order in which the product shows and compares them.

The order is meaning: ties between blend models are broken by it, and "the nearest category" in a
what-if is the neighbour in it. Short because it is nothing but vocabularies, which every other
module needs.
"""

from typing import Literal, get_args

BlendModelId = Literal["live_led", "digital_first", "continuous", "bookend"]
Subject = Literal[
    "leadership", "behavioral_skills", "sales", "software", "process", "product_knowledge",
    "compliance", "safety", "role_transition", "change", "culture", "technical",
]  # fmt: skip
Level = Literal["awareness", "skill", "behavior"]
Risk = Literal["low", "medium", "high"]
LearnerRole = Literal["frontline", "sales", "manager", "new_manager", "professional", "mixed"]
Comfort = Literal["low", "medium", "high"]
Location = Literal["one_site", "multi_site", "distributed"]
Setting = Literal["desk", "field", "shop_floor"]
Prior = Literal["none", "some", "mixed", "experienced"]
"""What learners bring along."""
Cause = Literal["knowledge", "skill", "motivation", "environment", "tools", "process"]
"""Why the gap is there."""
ContentKind = Literal["conceptual", "procedural", "interpersonal"]
Demand = Literal["judgement", "psychomotor"]
"""What a topic asks for beside its kind: deciding where no rule does, hands that can do it."""
MomentKind = Literal["routine", "rare", "dangerous", "dated", "unprovokable"]
"""How a moment comes about, and so where it can be practised."""
MaterialPreset = Literal["facts", "accuracy", "mixed_skill", "speed", "course"]
"""Kinds of material that are forgotten at a published pace."""
Technology = Literal[
    "lms", "lxp", "virtual_classroom", "classroom", "collaboration", "sandbox", "mobile",
    "nudges", "in_app_help", "analytics", "authoring", "coaching_platform",
]  # fmt: skip

Modality = Literal["live", "self_paced", "social", "on_the_job"]
Delivery = Literal["in_person", "virtual"]
Purpose = Literal[
    "launch", "inform", "demonstrate", "practice", "apply", "reinforce", "assess", "support",
    "close",
]  # fmt: skip
AgendaPart = Literal["opening", "core", "break", "buffer", "closing"]
"""Parts of a session: `core` is what it is for."""
Stage = Literal["before", "during", "after"]
MapStage = Literal["first_contact", "before", "during", "after", "sustained"]
"""Stages of the map, in time; `before`, `during` and `after` are those of a plan."""
Role = Literal["learner", "manager", "facilitator", "mentor", "sme"]
AssessmentKind = Literal["knowledge", "decision", "performance"]
MeasureKind = Literal["completion", "confidence", "learning", "behavior", "work", "business"]
ObjectiveOrigin = Literal["stated", "drafted", "edited"]
"""Where an objective comes from; a drafted one is a draft until somebody saves it."""
Origin = Literal["source", "addition", "composed", "edited"]
VerdictWord = Literal["met", "partly", "missing", "not_needed"]
Severity = Literal["broken", "warning", "note"]
Confidence = Literal["H", "M", "L"]

BLEND_MODELS: tuple[str, ...] = get_args(BlendModelId)
MODALITIES: tuple[str, ...] = get_args(Modality)
CONTENT_KINDS: tuple[ContentKind, ...] = get_args(ContentKind)
MAP_STAGES: tuple[MapStage, ...] = get_args(MapStage)
CAUSES: tuple[Cause, ...] = get_args(Cause)
TRAINABLE_CAUSES: tuple[Cause, ...] = ("knowledge", "skill")
"""What training can mend; everything else needs something else beside it, or instead."""
PURPOSES: tuple[str, ...] = get_args(Purpose)
TECHNOLOGIES: tuple[str, ...] = get_args(Technology)
ELEMENTS: tuple[str, ...] = ("flipped", "reinforcement")
"""Elements of a plan that rules argue about beside the blend models."""
MEASURES_TO_VETO: tuple[str, ...] = ("usage_dashboard", "completion_record")
"""Kinds of evidence that a veto can exclude beside blend models, formats and flipped design."""
TEACHING_ORDER: tuple[str, ...] = ("inform", "demonstrate", "practice", "apply", "reinforce")
"""Purposes of one topic follow each other in this order: the constraint `order`."""
VERDICTS: tuple[str, ...] = ("missing", "partly", "met", "not_needed")
"""Worst first, so that a dimension's verdict is the first of its questions' in this order."""
SEVERITIES: tuple[str, ...] = get_args(Severity)
"""How bad it is that a constraint is not kept, worst first."""
CHARTS: tuple[str, ...] = ("journey", "spacing", "workload", "dimensions")
"""The charts of a plan that can be had as pictures."""
ROLES: tuple[str, ...] = get_args(Role)
EDITIONS: tuple[str, ...] = ("client", "facilitator", "learner")
"""Whom a page is for, the default first."""
