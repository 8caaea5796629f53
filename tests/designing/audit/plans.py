"""Plans to audit: small ones made by hand, any one drawn at random, and what they break."""

from datetime import timedelta
from functools import cache

from hypothesis import strategies as st

from blendnb.designing.facts import facts_of
from blendnb.designing.recommend.rules import vetoed
from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.vocabulary import BLEND_MODELS, PURPOSES
from blendnb.files.catalogue_loading import load_catalogue
from tests.strategies import briefs

TEACHING = ("inform", "demonstrate", "practice", "apply", "reinforce")


@cache
def catalogue():
    """The catalogue as shipped."""
    return load_catalogue()


def brief(**groups):
    """A brief about pricing and contracts over ten weeks, with any groups replaced."""
    fields = {
        "title": "Pricing",
        "objective": "Offers hold their price.",
        "topics": ["Pricing", "Contracts"],
        "outcome": {"subject": "sales"},
        "schedule": {"weeks": 10},
    }
    return Brief.model_validate({**fields, **groups})


def touchpoint(id_, start_day, **fields):
    """A self-paced reading of one day that informs about both topics, with any fields replaced."""
    values = {
        "title": id_.capitalize(),
        "format": "reading",
        "modality": "self_paced",
        "purpose": "inform",
        "stage": "during",
        "days": 1,
        "learner_minutes": 10.0,
        "topics": ("Pricing", "Contracts"),
        "why": "Because.",
    }
    return Touchpoint.model_validate({"id": id_, "start_day": start_day, **values, **fields})


def workshop(id_, start_day, **fields):
    """A virtual workshop in which both topics are practiced."""
    live = {
        "format": "virtual_workshop",
        "modality": "live",
        "delivery": "virtual",
        "purpose": "practice",
        "learner_minutes": 60.0,
        "facilitation_minutes": 60.0,
        "roles": ("learner", "facilitator"),
    }
    return touchpoint(id_, start_day, **{**live, **fields})


def task(id_, start_day, **fields):
    """A task at work in which both topics are applied."""
    at_work = {
        "format": "on_the_job_assignment",
        "modality": "on_the_job",
        "purpose": "apply",
        "owner": "Line manager",
    }
    return touchpoint(id_, start_day, **{**at_work, **fields})


def aid(id_="aid", start_day=0, **fields):
    """A job aid that stays open."""
    standing = {
        "title": "Job aid",
        "format": "job_aid",
        "modality": "on_the_job",
        "purpose": "support",
        "days": None,
        "learner_minutes": 0.0,
    }
    return touchpoint(id_, start_day, **{**standing, **fields})


def check(id_, start_day, kind="knowledge", **fields):
    """A check of knowledge, or of another kind."""
    values = {"format": "knowledge_check", "purpose": "assess", "assessment": (kind,)}
    return touchpoint(id_, start_day, **{**values, **fields})


def question(id_, start_day, **fields):
    """One question that brings both topics back."""
    values = {"format": "microlearning", "purpose": "reinforce", "assessment": ("knowledge",)}
    values["learner_minutes"] = 5.0
    return touchpoint(id_, start_day, **{**values, **fields})


def plan(*touchpoints, of=None, **fields):
    """A plan for the usual brief, or for another."""
    stated = of or brief()
    values = {"title": stated.title, "brief": stated, "blend_model": "live_led"}
    return Plan(**{**values, "touchpoints": touchpoints, **fields})


def complete_plan(*more, of=None, without=(), **fields):
    """A plan in which every question is met, with touchpoints added or left out."""
    whole = (
        touchpoint("module", 0, format="self_paced_module", days=5),
        workshop("workshop", 9),
        task("task", 10, days=10, learner_minutes=40.0),
        aid(owner="Sales desk"),
        touchpoint(
            "contact", 0, format="job_aid", modality="on_the_job", purpose="support", days=None,
            learner_minutes=0.0, roles=("learner", "sme"), owner="Sales desk",
        ),
        task("pairs", 24, modality="social", learner_minutes=20.0),
        question("questions", 28, repeat={"days": [0, 14]}),
        check(
            "observed", 60, "performance", format="performance_task", modality="on_the_job",
            owner="Line manager",
        ),
        task(
            "talk", 14, format="manager_check_in", purpose="support", roles=("learner", "manager"),
            repeat={"days": [0, 40]},
        ),
    )  # fmt: skip
    kept = (t for t in whole if t.id not in without)
    return plan(*kept, *more, of=of, **fields)


# ------------------------------------------------------------------------------- any plan


@st.composite
def touchpoints(draw, id_, topics, weeks):
    """Any touchpoint, sensible or not."""
    modality = draw(st.sampled_from(["live", "self_paced", "social", "on_the_job"]))
    offsets = draw(st.lists(st.integers(0, 60), max_size=3, unique=True))
    delivery = draw(st.sampled_from(["virtual", "in_person"])) if modality == "live" else None
    roles = st.sampled_from(["learner", "manager", "facilitator", "mentor", "sme"])
    return Touchpoint(
        id=id_,
        title=f"Touchpoint {id_}",
        format=draw(st.sampled_from(sorted(catalogue().formats))),
        modality=modality,
        delivery=delivery,
        purpose=draw(st.sampled_from(PURPOSES)),
        stage="during",
        anchor=draw(st.booleans()),
        start_day=draw(st.integers(-20, weeks * 7 + 10)),
        days=draw(st.one_of(st.none(), st.integers(0, 20))),
        repeat={"days": sorted(offsets)} if offsets else None,
        learner_minutes=draw(st.sampled_from([0.0, 1.0, 5.0, 12.5, 45.0, 90.0, 240.0])),
        facilitation_minutes=draw(st.sampled_from([0.0, 60.0])),
        roles=tuple(draw(st.lists(roles, max_size=3, unique=True))) or ("learner",),
        topics=tuple(draw(st.lists(st.sampled_from(topics), max_size=3, unique=True))),
        assessment=tuple(
            draw(st.lists(st.sampled_from(["knowledge", "decision", "performance"]), max_size=1))
        ),
        owner=draw(st.sampled_from([None, "Someone"])),
        why=draw(st.sampled_from(["", "Because."])),
        groups=draw(st.sampled_from([None, 1, 40])),
    )


@st.composite
def any_plan(draw):
    """Any plan for any brief: empty, contradictory, out of order, on blackout days."""
    stated = draw(briefs())
    weeks = stated.resolved.schedule.weeks
    topics = [*stated.topic_names, "Elsewhere"]
    count = draw(st.integers(0, 10))
    return Plan(
        title=stated.title,
        brief=stated,
        blend_model=draw(st.sampled_from(BLEND_MODELS)),
        flipped=draw(st.booleans()),
        start=stated.schedule.start,
        touchpoints=tuple(draw(touchpoints(f"t{n}", topics, weeks)) for n in range(count)),
    )


# ------------------------------------------------------------------------ hard constraints


def hard_breaches(of):
    """What breaks a hard constraint, found the long way round."""
    found = set()
    stated, resolved = of.brief, of.brief.resolved
    closed = vetoed(facts_of(stated), catalogue())
    for t in of.touchpoints:
        learning_format = catalogue().formats.get(t.format)
        if t.live and t.learner_minutes > resolved.work.longest_session_minutes:
            found.add(("longest_session", t.id))
        if t.format in closed:
            found.add(("veto", t.id))
        most = learning_format and learning_format.group_max
        if t.groups and most and t.groups * most < resolved.audience.size:
            found.add(("group_max", t.id))
        found |= {("blackout", t.id, o.start_day) for o in t.occurrences if _closed(of, t, o)}
    return found | _order_breaches(of)


def _closed(of, t, occurrence):
    if of.start is None:
        return False
    start, end = occurrence.start_day, occurrence.end_day
    if t.live:
        days = range(start, (start if end is None else end) + 1)
    else:
        days = [] if end is None else [end]
    dates = [of.start + timedelta(days=day) for day in days]
    return any(first <= d <= last for d in dates for first, last in of.brief.schedule.blackout)


def _order_breaches(of):
    starts = {}
    for t in of.touchpoints:
        for o in t.occurrences:
            for topic in o.topics:
                starts.setdefault((topic, t.purpose), []).append(o.start_day)
    topics = {topic for topic, _ in starts}
    return {
        ("order", topic, later, earlier)
        for topic in topics
        for place, later in enumerate(TEACHING)
        for earlier in TEACHING[:place]
        if min(starts.get((topic, later), [10**6])) < min(starts.get((topic, earlier), [-(10**6)]))
    }
