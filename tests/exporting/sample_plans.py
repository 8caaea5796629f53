"""Plans that charts and pages are tried on: the three architectures, and long ones.

They are written by hand, so that a chart's test does not fail when the composer changes its mind.
"""

from datetime import date

from blendnb.domain.brief import Brief
from blendnb.domain.plan import Measure, Pilot, Plan, Touchpoint

FORMATS = {
    "virtual_workshop": "live", "in_person_workshop": "live", "office_hours": "live",
    "self_paced_module": "self_paced", "microlearning": "self_paced", "nudge": "self_paced",
    "message": "self_paced", "practice_lab": "self_paced", "knowledge_check": "self_paced",
    "scenario_assessment": "self_paced", "social_task": "social",
    "community_of_practice": "social", "on_the_job_assignment": "on_the_job",
    "performance_support": "on_the_job", "job_aid": "on_the_job",
    "manager_check_in": "on_the_job", "performance_task": "on_the_job",
}  # fmt: skip


def touchpoint(number, title, format_, purpose, start_day, days=1, **more):  # noqa: PLR0917
    """Make a touchpoint with what most of them share."""
    modality = more.pop("modality", FORMATS[format_])
    later = more.pop("stage", "during")
    stage = "before" if start_day < 0 else later
    defaults = {
        "learner_minutes": 30.0,
        "delivery": "virtual" if modality == "live" else None,
        "why": f"Without it the step “{purpose}” has no place in the journey.",
    }
    return Touchpoint(
        id=f"tp-{number}", title=title, format=format_, modality=modality, purpose=purpose,
        stage=stage, start_day=start_day, days=days, **{**defaults, **more},
    )  # fmt: skip


def new_manager(start=None, **brief):
    topics = ("Feedback", "Coaching", "Delegation")
    stated = {
        "title": "First-time managers",
        "objective": "First-time managers lead their people well from the first three months on: "
        "they give feedback, coach, and delegate.",
        "client": "Northwind",
        "gap": "One in three new team leads is back in a specialist role within a year.",
        "moments": ["The first difficult feedback conversation", "Handing over a task they own"],
        "topics": topics,
        "outcome": {"subject": "role_transition", "level": "behavior"},
        "audience": {"size": 24, "role": "new_manager", "minutes_per_week": 60},
        "work": {"longest_session_minutes": 120},
        "support": {"managers": True},
        "schedule": {"weeks": 12},
    }
    if start:
        stated["schedule"] |= {"start": start, "blackout": [["2027-02-15", "2027-02-19"]]}
    live = {"roles": ("learner", "facilitator"), "facilitation_minutes": 90.0}
    return Plan(
        title="First-time managers",
        brief=Brief.model_validate({**stated, **brief}),
        blend_model="bookend", flipped=True, reinforced=True,
        start=date.fromisoformat(start) if start else None,
        assumed={"outcome.risk": "medium", "content.hours": 4.0},
        touchpoints=(
            touchpoint(1, "Kick-off: expectations and the role shift", "virtual_workshop", "launch",
                       0, anchor=True, learner_minutes=90.0, **live),
            touchpoint(2, "Modules: feedback; coaching; delegation", "self_paced_module", "inform",
                       1, 13, learner_minutes=25.0, topics=topics,
                       repeat={"days": [0, 4, 8], "topics": [[t] for t in topics]}),
            touchpoint(3, "Entry check before the workshop", "knowledge_check", "assess", 12,
                       topics=topics, assessment=("knowledge",), learner_minutes=10.0),
            touchpoint(4, "Flipped workshop: real conversations from own team’s scenarios",
                       "virtual_workshop", "practice", 14, learner_minutes=120.0, topics=topics,
                       anchor=True, depends_on=("tp-2", "tp-3"), **live),
            touchpoint(5, "Peer pairs: one conversation each, told to each other", "social_task",
                       "apply", 16, 19, topics=topics, learner_minutes=30.0),
            touchpoint(6, "Nudge + reflection prompt by e-mail or app", "nudge", "reinforce", 21,
                       repeat={"days": [0, 14, 28, 42]}, topics=topics, learner_minutes=10.0,
                       assessment=("knowledge",)),
            touchpoint(7, "Check-in with the managers’ own managers, with guidance for reinforcing",
                       "manager_check_in", "support", 35, roles=("manager", "learner"),
                       manager_minutes=30.0),
            touchpoint(8, "Observed conversation with a written debrief", "performance_task",
                       "assess", 56, 7, topics=topics, assessment=("performance",), stage="after",
                       learner_minutes=30.0, roles=("learner", "mentor"), owner="Own manager"),
            touchpoint(9, "Close: wins, obstacles, next steps", "virtual_workshop", "close", 77,
                       anchor=True, stage="after", learner_minutes=90.0, **live),
            touchpoint(10, "Conversation guides on one page", "job_aid", "support", 1, None,
                       learner_minutes=0.0, owner="HR business partner"),
            touchpoint(11, "Question channel with the programme lead", "community_of_practice",
                       "support", 14, None, learner_minutes=0.0, roles=("learner", "sme"),
                       owner="Programme lead"),
        ),
        measures=(
            Measure(id="m-1", text="Reached the close, with all three modules done",
                    kind="completion", target="80 %", when_day=77),
            Measure(id="m-2", text="Own people say they had useful feedback in the last two weeks",
                    kind="behavior", moment="The first difficult feedback conversation",
                    baseline="41 %", target="60 %", when_day=90),
            Measure(id="m-3", text="New team leads still in the role a year later",
                    kind="business", baseline="67 %", target="80 %", when_day=365),
        ),
        pilot=Pilot(size=12, text="One group of twelve from two regions goes first.", start_day=-42,
                    decide_by="After the pilot: what was used, what confused, what to cut."),
    )  # fmt: skip


def crm_rollout(start="2027-01-11"):
    topics = ("Process change", "Opportunity management", "Forecasting")
    brief = {
        "title": "CRM rollout",
        "objective": "Sales teams use the new CRM consistently, above all for opportunities and "
        "forecasts.",
        "client": "Northwind",
        "gap": "Forecasts are 30 % off because opportunities are logged late.",
        "moments": [{"text": "Logging the first opportunity after a customer call", "week": 2,
                     "topics": ["Opportunity management"], "measure": "Days from call to entry",
                     "baseline": "6 days"}],
        "topics": topics,
        "outcome": {"subject": "software", "level": "behavior", "risk": "medium"},
        "audience": {"size": 400, "role": "sales", "digital_comfort": "high",
                     "minutes_per_week": 90, "location": "distributed", "travel": False,
                     "languages": ["en", "no"]},
        "work": {"setting": "field", "longest_session_minutes": 90, "mobile_only": False},
        "content": {"conceptual": 0.3, "procedural": 0.6, "interpersonal": 0.1, "hours": 6.0},
        "technology": {"available": ["lms", "virtual_classroom", "collaboration", "sandbox",
                                     "mobile", "nudges", "in_app_help", "analytics"]},
        "support": {"managers": True, "coaches": False, "facilitators": 4},
        "schedule": {"weeks": 6, "start": start} if start else {"weeks": 6},
    }  # fmt: skip
    names = ("data quality", "pipeline hygiene", "forecasting")
    return Plan(
        title="CRM rollout", brief=Brief.model_validate(brief), blend_model="digital_first",
        reinforced=True, start=date.fromisoformat(start) if start else None,
        touchpoints=(
            touchpoint(1, "Teaser video and word from sales leadership", "message", "launch", -7,
                       roles=("learner", "manager"), learner_minutes=5.0),
            touchpoint(2, "What changes in the process and why it pays", "self_paced_module",
                       "inform", 0, 5, topics=topics),
            touchpoint(3, "Live demo: one realistic deal from lead to close", "virtual_workshop",
                       "demonstrate", 3, learner_minutes=60.0, topics=topics, anchor=True,
                       roles=("learner", "facilitator", "sme"), facilitation_minutes=60.0),
            touchpoint(4, "Hands-on virtual lab: guided exercises in a sandbox", "practice_lab",
                       "practice", 7, 5, learner_minutes=90.0, topics=topics,
                       roles=("learner", "facilitator")),
            touchpoint(5, "Real work in the CRM", "on_the_job_assignment", "apply", 7, 14,
                       learner_minutes=60.0, topics=topics, roles=("learner", "manager")),
            touchpoint(6, "Aids inside the CRM", "performance_support", "support", 7, None,
                       learner_minutes=0.0),
            touchpoint(7, "Quick-reference cards", "job_aid", "support", 7, None,
                       learner_minutes=0.0),
            touchpoint(8, "Drop-in office hours", "office_hours", "support", 14,
                       learner_minutes=45.0, roles=("learner", "facilitator"),
                       facilitation_minutes=45.0),
            touchpoint(9, "Peers share tips", "social_task", "apply", 14, 5, learner_minutes=15.0,
                       topics=topics),
            touchpoint(10, "Reminders: data quality; pipeline hygiene; forecasting",
                       "microlearning", "reinforce", 21, stage="after", learner_minutes=5.0,
                       topics=topics, assessment=("knowledge",),
                       repeat={"days": [0, 7, 14], "topics": [[n] for n in topics]},
                       description="One a week: " + ", ".join(names)),
            touchpoint(11, "Usage dashboard to managers, who coach from it", "manager_check_in",
                       "assess", 27, stage="after", learner_minutes=20.0, manager_minutes=20.0,
                       roles=("manager", "learner"), assessment=("performance",), topics=topics),
        ),
        measures=(
            Measure(id="m-1", text="Days from call to entry", kind="behavior", baseline="6 days",
                    target="2 days", when_day=42,
                    moment="Logging the first opportunity after a customer call"),
        ),
    )  # fmt: skip


def compliance_audit():
    topics = ("Gifts and hospitality", "Conflicts of interest")
    brief = {
        "title": "Code of conduct",
        "objective": "People know the rules, act on them, and an auditor can see it.",
        "topics": topics,
        "outcome": {"subject": "compliance", "audit": True, "risk": "high"},
        "audience": {"size": 200, "location": "multi_site", "minutes_per_week": 30},
        "work": {"longest_session_minutes": 90},
        "schedule": {"weeks": 53},
    }
    return Plan(
        title="Code of conduct", brief=Brief.model_validate(brief), blend_model="live_led",
        touchpoints=(
            touchpoint(1, "Awareness module tied to the policies and regulations concerned",
                       "self_paced_module", "inform", -7, 7, topics=topics, learner_minutes=20.0),
            touchpoint(2, "Scenario workshop: realistic cases and what follows from them",
                       "virtual_workshop", "practice", 0, topics=topics, learner_minutes=90.0,
                       anchor=True, roles=("learner", "facilitator", "sme")),
            touchpoint(3, "Scenario assessment, branching feedback, remediation path",
                       "scenario_assessment", "assess", 1, 10, topics=topics,
                       assessment=("decision",)),
            touchpoint(4, "Microlearning scenario from new incidents or rule changes",
                       "microlearning", "reinforce", 91, topics=topics, learner_minutes=10.0,
                       stage="after", repeat={"days": [0, 91, 182, 273]}),
            touchpoint(5, "Policy library, FAQs, contact channels", "performance_support",
                       "support", -7, None, learner_minutes=0.0),
        ),
    )  # fmt: skip


def long_plan(count=60, weeks=52, start="2027-01-11"):
    """Make a plan of many touchpoints, spread over many weeks, with titles of many lengths."""
    formats = list(FORMATS)
    purposes = ("inform", "demonstrate", "practice", "apply", "reinforce", "assess", "support")
    topics = tuple(f"Topic {letter}" for letter in "ABCDEFGH")
    words = ["Coaching", "talks", "about", "pipeline", "quality", "forecasts", "and", "customers"]

    def one(number):
        format_ = formats[number * 7 % len(formats)]
        day = number * (weeks * 7 - 14) // count - 7 * (number < 3)
        title = f"{number + 1}. {' '.join(words[: 2 + number * 5 % 10])}"
        more = {"topics": (topics[number % 8],), "learner_minutes": float(10 + number * 7 % 50)}
        if number % 6 == 0:
            more["repeat"] = {"days": [0, 14, 28, 42]}
        days = None if format_ in ("job_aid", "performance_support") else (1, 5, 14)[number % 3]
        if FORMATS[format_] == "live":
            days = 1
        if format_ in ("knowledge_check", "scenario_assessment"):
            more["assessment"] = ("knowledge",)
        stage = "during" if number < count * 2 / 3 else "after"
        purpose = purposes[number % len(purposes)]
        return touchpoint(number, title, format_, purpose, day, days, stage=stage, **more)

    brief = {
        "title": "Commercial academy", "objective": "Regional teams sell on value, not on price.",
        "client": "Aurora Industrial Group", "outcome": {"subject": "sales"},
        "audience": {"size": 900, "minutes_per_week": 60}, "topics": topics,
        "schedule": {"weeks": weeks, **({"start": start} if start else {})},
    }  # fmt: skip
    return Plan(
        title="Commercial academy", brief=Brief.model_validate(brief), blend_model="continuous",
        reinforced=True, start=date.fromisoformat(start) if start else None,
        touchpoints=tuple(one(number) for number in range(count)),
    )  # fmt: skip
