"""A small plan as plain data, as a file of the first version holds it."""

from typing import Any

BRIEF: dict[str, Any] = {
    "title": "CRM </script> & <rollout>",
    "objective": "Sales teams use the new CRM.\u2028Always.",
    "outcome": {"subject": "software"},
    "schedule": {"weeks": 6, "start": "2027-01-11", "blackout": [["2027-02-15", "2027-02-19"]]},
}
TOUCHPOINT: dict[str, Any] = {
    "id": "tp-1",
    "title": "Kick-off",
    "format": "virtual_workshop",
    "modality": "live",
    "delivery": "virtual",
    "purpose": "launch",
    "stage": "during",
    "start_day": 0,
    "days": 1,
    "learner_minutes": 90.0,
}
PLAN: dict[str, Any] = {
    "schema": "blendnb.plan/1",
    "title": "CRM rollout",
    "brief": BRIEF,
    "assumed": {"audience.size": 50, "audience.languages": ["en"]},
    "blend_model": "digital_first",
    "start": "2027-01-11",
    "touchpoints": [
        TOUCHPOINT,
        {
            **TOUCHPOINT,
            "id": "tp-2",
            "title": "Reminder",
            "format": "nudge",
            "modality": "self_paced",
            "delivery": None,
            "purpose": "reinforce",
            "repeat": {"days": [0, 14, 28], "topics": None},
            "depends_on": ["tp-1"],
        },
    ],
    "measures": [{"id": "m-1", "text": "Forecast error", "kind": "business"}],
    "decisions": [{"id": "d-1", "text": "Start in Oslo", "when": "2026-12-01"}],
}
