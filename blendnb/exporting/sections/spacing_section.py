"""Spacing: what the plan does against forgetting."""

from blendnb.charts.recall import recall_by
from blendnb.charts.recall_curves import caption
from blendnb.charts.takeaways import recall_takeaway
from blendnb.exporting import page_charts
from blendnb.exporting.editions import Section
from blendnb.exporting.subject import Subject, View
from blendnb.language import say


def spacing(subject: Subject) -> View:
    """Return the recall curves with everything that has to be said beside them."""
    recall = recall_by(subject.plan, subject.catalogue)
    count = len(recall.schedules)
    said = [caption(recall)] if count else [say("spacing.nothing")]
    if count > page_charts.MOST_SCHEDULES:
        said.append(say("spacing.more", shown=page_charts.MOST_SCHEDULES, all=count))
    return {
        "heading": recall_takeaway(recall),
        "name": say("spacing.name"),
        "chart": page_charts.spacing(recall, say("spacing.name")) if count else None,
        "caption": " ".join(said),
    }


SECTIONS = [Section("spacing", spacing, {"client": 40}, "spacing.html")]
