"""Spacing and the five dimensions: what the plan does against forgetting, what it lacks."""

from blendnb.charts.recall import recall_of
from blendnb.charts.spacing import caption
from blendnb.charts.takeaways import dimensions_takeaway, recall_takeaway
from blendnb.domain.findings import Dimension, Question
from blendnb.exporting.views import Subject, View, pictures
from blendnb.exporting.views.answers import label


def spacing(subject: Subject) -> View:
    """Return the recall curves with everything that has to be said beside them."""
    words, recall = subject.words, recall_of(subject.plan)
    count = len(recall.schedules)
    said = [caption(recall, words.charts)] if count else [words["spacing"]["nothing"]]
    if count > pictures.MOST_SCHEDULES:
        said.append(words.say("spacing.more", shown=pictures.MOST_SCHEDULES, all=count))
    return {
        "heading": recall_takeaway(recall, words.charts),
        "name": words["spacing"]["name"],
        "chart": pictures.spacing(subject, recall, words["spacing"]["name"]) if count else None,
        "caption": " ".join(said),
    }


def dimensions(subject: Subject) -> View:
    """Return the ten verdicts with their evidence, then constraints and tensions."""
    audit, words = subject.audit, subject.words
    watch = [
        {
            "kind": words["dimensions"][c.severity],
            "text": c.text,
            "fix": c.fix.text if c.fix else "",
        }
        for c in audit.constraints
    ]
    tension = words["dimensions"]["tension"]
    watch += [{"kind": tension, "text": t.text, "fix": ""} for t in audit.tensions]
    return {
        "heading": dimensions_takeaway(audit, words.charts),
        "name": words["dimensions"]["name"],
        "chart": pictures.dimensions(subject, words["dimensions"]["name"]),
        "dimensions": [_dimension(subject, dimension) for dimension in audit.dimensions],
        "watch": watch,
    }


def _dimension(subject: Subject, dimension: Dimension) -> View:
    charts = subject.words.charts
    return {
        "name": charts[f"dimension.{dimension.id}"],
        "questions": [_question(subject, question) for question in dimension.questions],
    }


def _question(subject: Subject, question: Question) -> View:
    words = subject.words
    forced = [label(subject.catalogue, path) for path in question.forced_by]
    return {
        "name": words.charts[f"question.{question.id}"],
        "verdict": words.charts[f"verdict.{question.verdict}"],
        "open": question.open,
        "text": question.text,
        "fix": words.say("dimensions.fix", text=question.fix.text) if question.fix else "",
        "forced": words.say("dimensions.forced", facts=", ".join(forced)) if forced else "",
    }
