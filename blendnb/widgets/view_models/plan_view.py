"""The plan for the result pane: key figures, audit, map, assessment and support in time."""

from collections.abc import Iterator
from typing import get_args

from blendnb.charts.calendar import week_name
from blendnb.charts.takeaways import dimensions_takeaway
from blendnb.designing.key_figures import key_figures
from blendnb.designing.ledger import ledger
from blendnb.designing.stage_map import StageLead, StageMap
from blendnb.designing.workload import week_of
from blendnb.domain.brief import Brief
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Occurrence, Plan, Touchpoint
from blendnb.domain.vocabulary import MAP_STAGES, TEACHING_ORDER, AssessmentKind
from blendnb.language import date, say
from blendnb.reporting.audit_report import forced_text
from blendnb.reporting.ledger_report import ledger_report
from blendnb.reporting.map_report import causes_report, lead_argument, tracks_report
from blendnb.reporting.plan_report import figures_in_words
from blendnb.reporting.recommendation_report import heading_of
from blendnb.reporting.report import Bullets, Paragraph, Table
from blendnb.widgets.view_models.recommendation_view import Data, DesignView


def plan_view(view: DesignView) -> Data:
    """Say the plan: headline, key numbers, dimensions; of no plan, why there is none."""
    design = view.design
    if design.plan is None or design.audit is None:
        return {"headline": say("not_composed.all"), "numbers": [], "audit": None}
    return {
        "headline": heading_of(design.recommendation, view.in_plan, view.catalogue),
        "numbers": figures_in_words(key_figures(design.plan, view.catalogue)),
        "audit": _audit(view, design.audit),
    }


def _audit(view: DesignView, audit: Audit) -> Data:
    data = audit.to_data()
    return {
        "headline": dimensions_takeaway(audit),
        "caption": say("dimensions.caption"),
        "dimensions": [_dimension(view, *each) for each in data["dimensions"].items()],
        "findings": [
            *(
                {**each, "kind": say(f"dimensions.{each['severity']}")}
                for each in data["constraints"]
            ),
            *({**each, "kind": say("dimensions.tension")} for each in data["tensions"]),
        ],
    }


def _dimension(view: DesignView, id_: str, judged: Data) -> Data:
    questions = [_question(view, question) for question in judged["questions"]]
    name = say(f"audit.dimension.{id_}")
    return _verdict({"id": id_, "name": name, **judged}) | {"questions": questions}


def _question(view: DesignView, question: Data) -> Data:
    fix = question["fix"]
    return _verdict(question) | {
        "name": say(f"audit.question.{question['id']}"),
        "asks": say(f"audit.asks.{question['id']}"),
        "fix": say("dimensions.fix", text=fix["text"]) if fix else "",
        "forced": forced_text(question["forced_by"], view.catalogue),
    }


def _verdict(judged: Data) -> Data:
    return {**judged, "verdict_word": say(f"audit.verdict.{judged['verdict']}")}


def stage_map_view(view: DesignView) -> Data:
    """Return the topics and moments of the brief, with the purposes that the plan serves."""
    brief, plan = view.design.brief, view.design.plan
    stage_map = StageMap(plan) if plan else None
    return {
        "topics": [
            {
                "name": topic,
                **_topic_details(brief, topic),
                "planned": list(_planned(plan, topic)) if plan else [],
                "cells": _cells(stage_map, topic) if stage_map else {},
            }
            for topic in brief.resolved.topic_names
        ],
        "leads": [_lead(lead) for lead in stage_map.leads] if stage_map else [],
        "moments": [
            {
                "text": moment.text,
                "when": say("studio.week", week=moment.week) if moment.week else "",
                "measure": moment.measure or "",
                "baseline": moment.baseline or "",
                "kind": moment.kind or "",
                "target": moment.target or "",
                "managers": moment.managers or "",
                "peers": moment.peers or "",
            }
            for moment in brief.moments
        ],
    }


def _topic_details(brief: Brief, name: str) -> Data:
    """What the brief says of a topic beside its name; empty where nothing is said."""
    stated = brief.topics_by_name.get(name)
    return {
        "kind": (stated and stated.kind) or "",
        "objective": (stated and stated.objective) or "",
        "hours": stated.hours if stated else None,
        "ready_by": stated.ready_by if stated else None,
    }


def causes_view(view: DesignView) -> Data | None:
    """Return what training cannot mend; None where it is the answer, or nobody says."""
    said = causes_report(view.design.brief)
    if said is None:
        return None
    lead, remedies, rest = said.blocks
    return {
        "heading": said.heading,
        "lead": lead.text if isinstance(lead, Paragraph) else "",
        "remedies": list(remedies.items) if isinstance(remedies, Bullets) else [],
        "rest": rest.text if isinstance(rest, Paragraph) else "",
    }


def tracks_view(view: DesignView) -> Data | None:
    """Return what each role takes of the plan as a table; None without roles."""
    plan = view.design.plan
    said = None if plan is None else tracks_report(plan, view.catalogue)
    if said is None:
        return None
    rows = next(block for block in said.blocks if isinstance(block, Table))
    return {
        "heading": said.heading,
        "head": list(rows.head),
        "rows": [list(r) for r in rows.texts()],
    }


def ledger_view(view: DesignView) -> Data | None:
    """Return what of the content has a place and what is left out, as a table; None without any.

    Its paragraphs follow below; what has no place is said above the plan, too.
    """
    plan = view.design.plan
    said = None if plan is None else ledger_report(plan)
    if plan is None or said is None:
        return None
    rows = next(block for block in said.blocks if isinstance(block, Table))
    return {
        "heading": said.heading,
        "caption": said.name,
        "head": list(rows.head),
        "rows": [list(row) for row in rows.texts()],
        "notes": [block.text for block in said.blocks if isinstance(block, Paragraph)],
        "left_out": ledger(plan).left_out > 0,
    }


def _cells(stage_map: StageMap, topic: str) -> Data:
    """Titles of what serves each purpose at each stage."""
    by_id = stage_map.plan.by_id
    return {
        stage: {
            each.purpose: ", ".join(by_id[id_].title for id_ in each.touchpoints)
            for each in stage_map.cell(topic, stage)
            if each.kept
        }
        for stage in MAP_STAGES
    }


def _lead(lead: StageLead) -> Data:
    return {
        "stage": lead.stage,
        "stated": lead.stated or "",
        "planned": say(f"charts.modality.{lead.planned}") if lead.planned else "",
        "text": lead_argument(lead),
    }


def _planned(plan: Plan, topic: str) -> Iterator[str]:
    """The purposes that touchpoints about this topic, or about everything, serve."""
    purposes = {t.purpose for t in plan.touchpoints if not t.all_topics or topic in t.all_topics}
    return (purpose for purpose in TEACHING_ORDER if purpose in purposes)


_DAYS_IN_WEEK = 7


def support_view(view: DesignView) -> Data | None:
    """Return the time axis, a lane for each kind of checkpoint, and the help; None without plan."""
    plan = view.design.plan
    if plan is None:
        return None
    first, last = plan.first_day, max(plan.last_day, plan.first_day + 1)
    return {
        "first": first,
        "last": last,
        "weeks": _weeks(first, last),
        "lanes": [_lane(plan, kind) for kind in get_args(AssessmentKind)],
        "help": [_help(view, plan, t) for t in plan.touchpoints if _helps(t)],
    }


def _weeks(first: int, last: int) -> list[Data]:
    """Weeks to name on the axis: at most ten of them."""
    every = max(1, -(-(last - first + 1) // (_DAYS_IN_WEEK * 10)))
    weeks = range(week_of(first), week_of(last) + 1)
    return [
        {"week": week_name(week), "day": (week - 1) * _DAYS_IN_WEEK}
        for week in weeks
        if (week - 1) % every == 0 and (week - 1) * _DAYS_IN_WEEK >= first
    ]


def _lane(plan: Plan, kind: str) -> Data:
    return {
        "kind": kind,
        "name": say(f"studio.check.{kind}.name"),
        "what": say(f"studio.check.{kind}.what"),
        "marks": [
            {"id": t.id, "title": t.title, "day": o.start_day, "when": _when(plan, o)}
            for t in plan.touchpoints
            if kind in t.assessment
            for o in t.occurrences
        ],
    }


def _when(plan: Plan, occurrence: Occurrence) -> str:
    day = occurrence.start_day
    on = plan.date_of(day)
    week = say("studio.week", week=week_name(week_of(day)))
    return f"{week}, {date(on)}" if on else week


def _helps(touchpoint: Touchpoint) -> bool:
    return touchpoint.purpose == "support" or touchpoint.stays_open or bool(touchpoint.trigger)


def _help(view: DesignView, plan: Plan, touchpoint: Touchpoint) -> Data:
    first = touchpoint.occurrences[0]
    return {
        "id": touchpoint.id,
        "title": touchpoint.title,
        "trigger": touchpoint.trigger or "",
        "owner": touchpoint.owner or "",
        "opens": _when(plan, first),
        "times": len(touchpoint.occurrences),
        "standing": touchpoint.stays_open,
        "format": _format_name(view, touchpoint),
    }


def _format_name(view: DesignView, touchpoint: Touchpoint) -> str:
    known = view.catalogue.formats.get(touchpoint.format)
    return known.name if known else touchpoint.format
