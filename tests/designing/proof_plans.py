"""Small plans whose cost can be worked out by hand."""

from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan, Touchpoint

BRIEF = Brief.model_validate(
    {
        "title": "Small",
        "objective": "Do it.",
        "outcome": {"subject": "process"},
        "audience": {"size": 40, "languages": ["en"]},
        "schedule": {"weeks": 4},
    }
)


def touchpoint(id_, format_, **fields):
    usual = {
        "title": id_,
        "modality": "self_paced",
        "purpose": "inform",
        "stage": "during",
        "start_day": 0,
        "days": 1,
        "why": "because",
    }
    return Touchpoint(id=id_, format=format_, **{**usual, **fields})


def module(id_="module", **fields):
    return touchpoint(id_, "self_paced_module", **{"learner_minutes": 60, **fields})


def workshop(id_="workshop", **fields):
    usual = {
        "modality": "live",
        "delivery": "virtual",
        "purpose": "practice",
        "learner_minutes": 60,
        "facilitation_minutes": 60,
    }
    return touchpoint(id_, "virtual_workshop", **{**usual, **fields})


def plan(*touchpoints, blend_model="digital_first", brief=BRIEF, **stated):
    return Plan(
        title=brief.title,
        brief=brief.replacing(stated) if stated else brief,
        blend_model=blend_model,
        touchpoints=touchpoints,
    )
