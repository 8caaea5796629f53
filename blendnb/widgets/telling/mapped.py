"""The map's rows: topics, moments that matter, and what of the map the plan does not do yet."""

from collections.abc import Iterator

from blendnb.domain.plan import Plan
from blendnb.domain.vocabulary import TEACHING_ORDER
from blendnb.widgets.telling.teller import Teller, Told


def mapped(teller: Teller) -> Told:
    """Return the topics and moments of the brief, with the purposes that the plan serves."""
    brief, plan = teller.design.brief, teller.design.plan
    return {
        "topics": [
            {"name": topic, "planned": list(_planned(plan, topic)) if plan else []}
            for topic in brief.resolved.topics
        ],
        "moments": [
            {
                "text": moment.text,
                "when": f"week {moment.week}" if moment.week else "",
                "measure": moment.measure or "",
                "baseline": moment.baseline or "",
                "managers": moment.managers or "",
                "peers": moment.peers or "",
            }
            for moment in brief.moments
        ],
    }


def _planned(plan: Plan, topic: str) -> Iterator[str]:
    """The purposes that touchpoints about this topic, or about everything, serve."""
    found = {t.purpose for t in plan.touchpoints if not t.all_topics or topic in t.all_topics}
    return (purpose for purpose in TEACHING_ORDER if purpose in found)
