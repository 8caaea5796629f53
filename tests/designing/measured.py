"""What every composed plan has to keep, each as a function that gives the faults it finds."""

import tomllib
from pathlib import Path

from blendnb.designing.audit import audit
from blendnb.designing.free_days import DAYS_IN_WEEK
from blendnb.designing.workload import weekly_workload
from blendnb.domain.brief import Brief

BEARABLE = 1.1
ROUNDING = 0.01
TEACHES = ("launch", "inform", "demonstrate", "practice", "close")


def scenarios():
    """Sixty small briefs of all subjects, by title."""
    files = sorted((Path(__file__).parent / "scenarios").glob("*.toml"))
    briefs = [each for file in files for each in tomllib.loads(file.read_text())["scenario"]]
    return {each["title"]: Brief.model_validate(each) for each in briefs}


def first_days(plan, *purposes):
    """The first day on which each topic has one of the purposes."""
    days = {}
    for occurrence in plan.occurrences:
        if occurrence.touchpoint.purpose in purposes:
            for topic in occurrence.topics:
                days[topic] = min(occurrence.start_day, days.get(topic, occurrence.start_day))
    return days


def proofs(plan):
    """Occurrences that show what people can do; a check at a session's door is not one of them."""
    return [
        occurrence
        for occurrence in plan.occurrences
        if occurrence.touchpoint.purpose == "assess" and occurrence.touchpoint.stage != "before"
    ]


def proved_too_early(plan):
    practised = first_days(plan, "practice")
    return [
        (occurrence.touchpoint.id, topic)
        for occurrence in proofs(plan)
        for topic in occurrence.topics
        if topic in practised and occurrence.start_day <= practised[topic]
    ]


def broken(plan, catalogue):
    return [(c.id, c.text) for c in audit(plan, catalogue).constraints if c.severity == "broken"]


def not_accounted_for(plan):
    """Topics of whose content a minute is lost or made up, and the whole against what is stated."""
    brief = plan.brief.resolved
    own = {topic.name: round(60 * topic.hours) for topic in brief.topics if topic.hours}
    others = len(brief.topic_names) - len(own)
    said = sum(own.values())
    whole = max(round(brief.content.hours * 60), said + others) if others else said
    lines = plan.ledger
    faults = [line for line in lines if line.placed + line.left_out < 0 or line.placed < 0]
    if sum(line.placed + line.left_out for line in lines) != whole:
        faults.append(("stated", whole))
    faults += [
        (line.topic, line.placed + line.left_out, own[line.topic])
        for line in lines
        if line.topic in own and line.placed + line.left_out != own[line.topic]
    ]
    taught = sum(t.total_learner_minutes for t in plan.touchpoints if t.purpose in TEACHES)
    if sum(line.placed for line in lines) > taught + ROUNDING:
        faults.append(("placed", sum(line.placed for line in lines), taught))
    left = sum(line.left_out for line in lines)
    if left and "content are left out" not in plan.changes[0]:
        faults.append(("not said", left))
    return faults


def unnamed_full_weeks(plan):
    """Weeks above the stated minutes by more than a tenth that no sentence of the plan names."""
    has = BEARABLE * plan.brief.resolved.audience.minutes_per_week + ROUNDING
    said = " ".join(change for change in plan.changes if change.startswith("More than the"))
    full = [load.week for load in weekly_workload(plan) if load.learning_minutes > has]
    numbers = said.replace(",", " ").replace(".", " ").split()
    return [w for w in full if (str(w) not in numbers if w > 0 else "before launch" not in said)]


def taught_too_late(plan):
    """Topics that are met or tried after the week by which the brief wants them, and not named."""
    window = plan.weeks * DAYS_IN_WEEK - 1
    mapped = {mark.topic for mark in plan.brief.map}
    met, practised = first_days(plan, *TEACHES), first_days(plan, "practice")
    return [
        (topic, week, days.get(topic))
        for topic, week in plan.brief.resolved.ready_weeks.items()
        for days in (met, practised)
        if topic not in mapped
        and days.get(topic, 0) > min(DAYS_IN_WEEK * week - 1, window)
        and not any(change.startswith(f"{topic} is tried only in") for change in plan.changes)
    ]


def met_too_late(plan):
    """Topics of a high risk that are not met in the first week or tenth of the window."""
    if plan.brief.resolved.outcome.risk != "high":
        return []
    latest = max(DAYS_IN_WEEK - 1, (plan.weeks * DAYS_IN_WEEK - 1) // 10)
    mapped = {mark.topic for mark in plan.brief.map}
    met = first_days(plan, "inform", "demonstrate", "practice")
    return [(topic, day) for topic, day in met.items() if day > latest and topic not in mapped]


def too_few_to_lead(plan, catalogue):
    """Sessions that the stated facilitators cannot run for everybody, with nothing said of it."""
    people = plan.brief.support.facilitators
    if not people:
        return []
    each = catalogue.threshold("facilitator_sessions_per_week")
    over = [t.id for t in plan.touchpoints if t.live and (t.groups or 1) > people * each]
    said = {c.id for c in audit(plan, catalogue).constraints}
    return [] if {"facilitator_capacity"} & said else over


def unserved_moments(plan):
    """Moments that no touchpoint has as its occasion."""
    triggers = {t.trigger for t in plan.touchpoints}
    return [moment.text for moment in plan.brief.moments if moment.text not in triggers]


def without_owner(plan):
    return [t.id for t in plan.touchpoints if not t.owner]


def faults(plan, catalogue):
    """All that is wrong with a plan, by name; nothing where all is well."""
    found = {
        "broken": broken(plan, catalogue),
        "proved too early": proved_too_early(plan),
        "not accounted for": not_accounted_for(plan),
        "full weeks": unnamed_full_weeks(plan),
        "taught too late": taught_too_late(plan),
        "met too late": met_too_late(plan),
        "too few to lead": too_few_to_lead(plan, catalogue),
        "moments": unserved_moments(plan),
        "owners": without_owner(plan),
    }
    return {name: wrong for name, wrong in found.items() if wrong}
