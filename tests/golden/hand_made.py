"""Two small plans made by hand, whose key figures can be worked out on paper.

The first has dates, groups that it states itself, managers, a row of sessions, tasks at work and
help that stays open. The second has no dates, leaves groups to the largest size that a format
allows, and runs on after its window. What each figure is, and how it comes about, stands in
`test_key_figures.py`.
"""


def touchpoint(id_, format_, modality, purpose, **more):
    return {
        "id": id_, "title": id_.capitalize(), "format": format_, "modality": modality,
        "purpose": purpose, "stage": "during", "days": 1, **more,
    }  # fmt: skip


def plan(title, touchpoints, brief, **more):
    stated = {"title": title, "objective": "They do it well.", "outcome": {"subject": "process"}}
    return {
        "schema": "blendnb.plan/1", "title": title, "brief": {**stated, **brief},
        "blend_model": "continuous", "start": None, "touchpoints": touchpoints, **more,
    }  # fmt: skip


WARD = plan(
    "Ward handover",
    [
        touchpoint("word", "message", "self_paced", "launch", stage="before", start_day=-7,
                   learner_minutes=5),
        touchpoint("modules", "self_paced_module", "self_paced", "inform", start_day=0, days=3,
                   repeat={"days": [0, 7], "topics": [["Facts"], ["Order"]]}, learner_minutes=30),
        touchpoint("workshop", "virtual_workshop", "live", "practice", delivery="virtual",
                   start_day=9, repeat={"days": [0, 7]}, groups=3, learner_minutes=90,
                   facilitation_minutes=120, roles=["learner", "facilitator"]),
        touchpoint("pairs", "social_task", "social", "practice", start_day=10, days=8,
                   learner_minutes=60),
        touchpoint("task", "on_the_job_assignment", "on_the_job", "apply", start_day=14, days=14,
                   learner_minutes=60),
        touchpoint("talks", "manager_check_in", "on_the_job", "support", start_day=18,
                   repeat={"days": [0, 7]}, learner_minutes=21, manager_minutes=25,
                   roles=["learner", "manager"]),
        touchpoint("channel", "community_of_practice", "social", "support", start_day=7, days=None,
                   learner_minutes=19),
        touchpoint("review", "in_person_workshop", "live", "close", delivery="in_person",
                   start_day=25, groups=2, learner_minutes=60, facilitation_minutes=90,
                   manager_minutes=30, roles=["learner", "facilitator", "manager"]),
    ],
    {
        "topics": ["Facts", "Order"],
        "audience": {"size": 24, "minutes_per_week": 120, "languages": ["en"]},
        "schedule": {"weeks": 5, "start": "2027-01-11"},
    },
    start="2027-01-11",
)  # fmt: skip

PUMP = plan(
    "Pump set-up",
    [
        touchpoint("module", "self_paced_module", "self_paced", "inform", start_day=0,
                   learner_minutes=24),
        touchpoint("card", "job_aid", "on_the_job", "support", start_day=0, days=None),
        touchpoint("practice", "in_person_workshop", "live", "practice", delivery="in_person",
                   start_day=4, learner_minutes=120, facilitation_minutes=120,
                   roles=["learner", "facilitator"]),
        touchpoint("task", "on_the_job_assignment", "on_the_job", "apply", start_day=5, days=10,
                   learner_minutes=90),
        touchpoint("nudges", "nudge", "self_paced", "reinforce", start_day=8,
                   repeat={"days": [0, 3, 7]}, learner_minutes=6),
    ],
    {"audience": {"size": 50, "languages": ["en", "no"]}, "schedule": {"weeks": 2}},
)  # fmt: skip
