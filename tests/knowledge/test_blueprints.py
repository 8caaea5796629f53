"""The three blueprints, row by row: the source's layer as it is tabled, and the additions."""

import pytest

from blendnb.designing.audit import audit
from blendnb.designing.blueprints import plan_of
from blendnb.domain.brief import Brief

LETTERS = {"learner": "L", "manager": "M", "facilitator": "F", "sme": "E"}
SOURCE_ROWS = {
    "new_manager": """
        kick-off | virtual_workshop | live, virtual | launch | 0 | 1 | 0 | 90 | L F
        modules | self_paced_module | self_paced | inform | 1 | 5 | 0 4 8 | 25 | L
        workshop | virtual_workshop | live, virtual | practice | 14 | 1 | 0 | 120 | L F
        nudges | nudge | self_paced | reinforce | 21 | 1 | 0 14 28 42 | 10 | L
        manager-check-in | manager_check_in | on_the_job | support | 35 | 1 | 0 | 30 | M L
        close | virtual_workshop | live, virtual | close | 77 | 1 | 0 | 90 | L F
    """,
    "crm_rollout": """
        teaser | message | self_paced | launch | -7 | 1 | 0 | 5 | L M
        process-change | self_paced_module | self_paced | inform | 0 | 5 | 0 | 30 | L
        live-demo | virtual_workshop | live, virtual | demonstrate | 3 | 1 | 0 | 60 | L F E
        lab | practice_lab | self_paced | practice | 7 | 5 | 0 | 90 | L F
        real-work | on_the_job_assignment | on_the_job | apply | 7 | 14 | 0 | 60 | L M
        in-app-aids | performance_support | on_the_job | support | 7 | open | 0 | 0 | L
        quick-cards | job_aid | on_the_job | support | 7 | open | 0 | 0 | L
        office-hours | office_hours | live, virtual | support | 14 | 1 | 0 | 45 | L F
        peer-tips | social_task | social | apply | 14 | 5 | 0 | 15 | L
        reminders | microlearning | self_paced | reinforce | 21 | 1 | 0 7 14 | 5 | L
        usage-dashboard | manager_check_in | on_the_job | assess | 27 | 1 | 0 | 20 | M L
    """,
    "compliance_audit": """
        awareness-module | self_paced_module | self_paced | inform | -7 | 7 | 0 | 20 | L
        scenario-workshop | virtual_workshop | live, virtual | practice | 0 | 1 | 0 | 90 | L F E
        scenario-assessment | scenario_assessment | self_paced | assess | 1 | 10 | 0 | 30 | L
        quarterly-cases | microlearning | self_paced | reinforce | 91 | 1 | 0 91 182 273 | 10 | L E
        policy-library | performance_support | on_the_job | support | -7 | open | 0 | 0 | L E
    """,
}  # fmt: skip
"""Id, format, modality, purpose, first day, length in days, offsets, learner minutes, roles."""

ADDITIONS = {
    "new_manager": """
        entry-check | knowledge_check | self_paced | assess | 12 | 2 | 0 | 5 | L
        observed-conversation | performance_task | on_the_job | apply | 15 | 28 | 0 | 45 | L M
        conversation-cards | job_aid | on_the_job | support | 14 | open | 0 | 0 | L F
        peer-pairs | social_task | social | apply | 28 | 5 | 0 28 | 20 | L
    """,
    "crm_rollout": """
        process-check | knowledge_check | self_paced | assess | 15 | 4 | 0 | 10 | L
        opportunity-review | performance_task | on_the_job | assess | 28 | 10 | 0 | 30 | L M
    """,
    "compliance_audit": """
        observed-decision | performance_task | on_the_job | apply | 14 | 28 | 0 | 20 | L M
        peer-dilemma | social_task | social | apply | 21 | 7 | 0 | 15 | L
        team-talk | manager_check_in | on_the_job | support | 189 | 1 | 0 | 15 | M L
    """,
}  # fmt: skip

TITLES = {
    "new_manager": [
        "Kick-off: expectations and the role shift",
        "Modules: feedback; coaching; delegation",
        "Flipped workshop: real conversations from own team's scenarios",
        "Nudge + reflection prompt by e-mail or app",
        "Check-in with the managers' own managers, with guidance for reinforcing",
        "Close: wins, obstacles, next steps",
    ],
    "crm_rollout": [
        "Teaser video and word from sales leadership",
        "What changes in the process and why it pays",
        "Live demo: one realistic deal from lead to close",
        "Hands-on virtual lab: guided exercises in a sandbox",
        "Real work in the CRM",
        "Aids inside the CRM",
        "Quick-reference cards",
        "Drop-in office hours",
        "Peers share tips",
        "Reminders: data quality; pipeline hygiene; forecasting",
        "Usage dashboard to managers, who coach from it",
    ],
    "compliance_audit": [
        "Awareness module tied to the policies and regulations concerned",
        "Scenario workshop: realistic cases and what follows from them",
        "Scenario assessment, branching feedback, remediation path",
        "Microlearning scenario from new incidents or rule changes",
        "Policy library, FAQs, contact channels",
    ],
}

PATTERNS = {
    "new_manager": ("bookend", True, True),
    "crm_rollout": ("digital_first", False, True),
    "compliance_audit": ("live_led", False, True),
}
BRIEFS = {
    "new_manager": ("role_transition", "new_manager", 24, 12, 120, 60),
    "crm_rollout": ("software", "sales", 400, 6, 90, 90),
    "compliance_audit": ("compliance", "mixed", 200, 53, 90, 30),
}

QUESTIONS = (
    "time.phases", "time.spacing", "modality.fit", "modality.balance", "social.together",
    "social.managers", "support.at_need", "support.channels", "assessment.spread",
    "assessment.kinds",
)  # fmt: skip
SOURCE_VERDICTS = {
    "new_manager": "partly met partly partly partly partly missing missing missing missing",
    "crm_rollout": "met met met met partly met met met missing missing",
    "compliance_audit": "met partly partly met partly missing met met met partly",
}
FULL_VERDICTS = {
    "new_manager": "partly met met met met met met met met met",
    "crm_rollout": "met met met met partly met met met met met",
    "compliance_audit": "met met met met met met met met met met",
}

every_blueprint = pytest.mark.parametrize("id_", PATTERNS)


def told(row):
    modality = f"{row.modality}, {row.delivery}" if row.delivery else row.modality
    days = "open" if row.days is None else str(row.days)
    offsets = " ".join(map(str, row.repeat.days if row.repeat else (0,)))
    cells = (
        row.id, row.format, modality, row.purpose, str(row.start_day), days, offsets,
        f"{row.learner_minutes:g}", " ".join(LETTERS[role] for role in row.roles),
    )  # fmt: skip
    return " | ".join(cells)


def lines(table):
    return [line.strip() for line in table.strip().splitlines()]


def verdicts(plan, catalogue):
    dimensions = audit(plan, catalogue).dimensions
    found = {q.id: q.verdict for dimension in dimensions for q in dimension.questions}
    return " ".join(found[id_] for id_ in QUESTIONS)


# -------------------------------------------------------------------------------------- rows


@every_blueprint
def test_source_rows_stand_as_the_source_tables_them(catalogue, id_):
    rows = [row for row in catalogue.blueprints[id_].rows if row.layer == "source"]
    assert [told(row) for row in rows] == lines(SOURCE_ROWS[id_])
    assert [row.title for row in rows] == TITLES[id_]


@every_blueprint
def test_additions_follow_the_source_rows(catalogue, id_):
    rows = [row for row in catalogue.blueprints[id_].rows if row.layer == "addition"]
    assert [told(row) for row in rows] == lines(ADDITIONS[id_])


@every_blueprint
def test_pattern_and_brief_are_those_of_the_source(catalogue, id_):
    blueprint = catalogue.blueprints[id_]
    assert (blueprint.blend_model, blueprint.flipped, blueprint.reinforced) == PATTERNS[id_]
    brief = Brief.model_validate(blueprint.brief)
    assert BRIEFS[id_] == (
        brief.outcome.subject, brief.audience.role, brief.audience.size, brief.schedule.weeks,
        brief.work.longest_session_minutes, brief.audience.minutes_per_week,
    )  # fmt: skip


def test_the_three_modules_are_one_a_topic_and_done_before_the_workshop(catalogue):
    plan = plan_of(catalogue.blueprints["new_manager"])
    modules = plan.by_id["modules"].occurrences
    assert [o.topics for o in modules] == [("Feedback",), ("Coaching",), ("Delegation",)]
    assert (modules[0].start_day, modules[-1].end_day) == (1, 13)
    assert plan.by_id["workshop"].start_day == 14


def test_the_reminders_take_one_topic_a_week(catalogue):
    reminders = plan_of(catalogue.blueprints["crm_rollout"]).by_id["reminders"].occurrences
    assert [(o.start_day, o.topics) for o in reminders] == [
        (21, ("Data quality",)),
        (28, ("Pipeline hygiene",)),
        (35, ("Forecasting",)),
    ]


@every_blueprint
def test_every_row_says_why_and_what_happens(catalogue, id_):
    for row in catalogue.blueprints[id_].rows:
        assert len(row.why) > 40, row.id
        assert len(row.description) > 40, row.id
        assert row.materials, row.id
        assert row.owner or row.days is not None, f"{row.id} stays open without an owner"


@every_blueprint
def test_live_rows_have_facilitation_for_their_whole_length(catalogue, id_):
    for row in catalogue.blueprints[id_].rows:
        if row.modality == "live":
            assert row.facilitation_minutes == row.learner_minutes


@every_blueprint
def test_rows_whose_title_names_the_clients_own_subject_have_a_general_title(catalogue, id_):
    brief = Brief.model_validate(catalogue.blueprints[id_].brief)
    own = (*brief.topic_names, "CRM", "sales", "deal", "opportunity", "role shift")
    for row in catalogue.blueprints[id_].rows:
        if any(word.lower() in row.title.lower() for word in own):
            assert row.adapted_title, row.title
            assert not any(word.lower() in row.adapted_title.lower() for word in own)


# ------------------------------------------------------------------------------------- audits


@every_blueprint
def test_the_source_layer_is_judged_as_it_is(catalogue, id_):
    plan = plan_of(catalogue.blueprints[id_], additions=False)
    assert verdicts(plan, catalogue) == SOURCE_VERDICTS[id_]


@every_blueprint
def test_with_its_additions_nothing_is_missing_and_nothing_broken(catalogue, id_):
    plan = plan_of(catalogue.blueprints[id_])
    assert verdicts(plan, catalogue) == FULL_VERDICTS[id_]
    assert "broken" not in {c.severity for c in audit(plan, catalogue).constraints}


@every_blueprint
def test_no_addition_can_be_spared(catalogue, id_):
    blueprint = catalogue.blueprints[id_]
    full = audit(plan_of(blueprint), catalogue)
    for row in blueprint.rows:
        if row.layer == "addition":
            kept = tuple(other for other in blueprint.rows if other.id != row.id)
            rest = [
                r.replace(depends_on=tuple(i for i in r.depends_on if i != row.id)) for r in kept
            ]
            less = audit(plan_of(blueprint.replace(rows=tuple(rest))), catalogue)
            worse = [
                before.id
                for before, after in zip(questions(full), questions(less), strict=True)
                if ORDER.index(after.verdict) < ORDER.index(before.verdict)
            ]
            assert worse or len(less.constraints) > len(full.constraints), row.id


ORDER = ("missing", "partly", "met", "not_needed")


def questions(result):
    return [question for dimension in result.dimensions for question in dimension.questions]
