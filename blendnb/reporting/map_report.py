"""The map of a plan, its tracks by role, and whether training is the answer at all.

What the framework's second and third step decide, in words: what happens with each topic at which
stage and what leads there; who takes which part; and what has to change that no training changes.
"""

from collections.abc import Iterator

from blendnb.designing.cost import costing
from blendnb.designing.stage_map import Filled, StageLead, StageMap
from blendnb.designing.tracks import Track, tracks
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.domain.vocabulary import MAP_STAGES, TRAINABLE_CAUSES
from blendnb.language import listed, number, say
from blendnb.reporting.report import Bullets, Column, Paragraph, Report, Table, report, table

MARK = {(True, True): "●", (True, False): "○", (False, True): "·"}
"""Marked and done, marked and not done, done without a mark."""


# ------------------------------------------------------------------------------------- causes


def causes_report(brief: Brief) -> Report | None:
    """Return what training cannot mend and what would; None where nothing of that is stated."""
    causes = brief.outcome.causes or ()
    others = [cause for cause in causes if cause not in TRAINABLE_CAUSES]
    if not others:
        return None
    mendable = [say(f"causes.name.{cause}") for cause in causes if cause in TRAINABLE_CAUSES]
    rest = say("causes.rest", causes=listed(mendable)) if mendable else say("causes.nothing_left")
    return report(
        "causes",
        say("causes.heading_part" if mendable else "causes.heading_none"),
        Paragraph(say("causes.lead", causes=listed([say(f"causes.name.{c}") for c in others]))),
        Bullets(tuple(say(f"causes.mends.{cause}") for cause in others), kind="mends"),
        Paragraph(rest, "strong"),
        name=say("causes.label"),
        short=rest,
    )


# ---------------------------------------------------------------------------------------- map


def map_report(plan: Plan) -> Report:
    """Return what happens with each topic at which stage, and what leads there."""
    stage_map = StageMap(plan)
    unserved = list(stage_map.unserved)
    marks = sum(len(mark.purposes) for mark in plan.brief.map)
    heading = (
        say("map.heading_marked", kept=marks - len(unserved), count=marks)
        if marks
        else say("map.heading")
    )
    return report(
        "map",
        heading,
        map_table(stage_map),
        Paragraph(say("map.legend"), "note") if marks else None,
        lead_table(stage_map),
        name=say("map.label"),
    )


def map_table(stage_map: StageMap) -> Table:
    """Return topics by stages; in each cell what is marked there and what the plan does."""
    names = {touchpoint.id: touchpoint.title for touchpoint in stage_map.plan.touchpoints}
    head = (
        Column(say("map.topic"), width=26),
        *(Column(say(f"map.column.{stage}"), width=26) for stage in MAP_STAGES),
    )
    rows = (
        (
            topic,
            *(
                "\n".join(_filled(each, names) for each in stage_map.cell(topic, stage))
                for stage in MAP_STAGES
            ),
        )
        for topic in stage_map.topics
    )
    return table(head, rows, kind="map")


def _filled(each: Filled, names: dict[str, str]) -> str:
    mark = MARK[each.marked, each.kept]
    purpose = say(f"charts.purpose.{each.purpose}")
    if not each.kept:
        return say("map.missing", mark=mark, purpose=purpose)
    titles = ", ".join(dict.fromkeys(names[id_] for id_ in each.touchpoints))
    return say("map.filled", mark=mark, purpose=purpose, titles=titles)


def lead_table(stage_map: StageMap) -> Table:
    """Return what leads at each stage, and what for."""
    rows = (
        (say(f"map.column.{lead.stage}"), _leader(lead), lead_argument(lead))
        for lead in stage_map.leads
        if lead.planned or lead.stated
    )
    head = (say("map.stage_head"), say("map.leads"), Column(say("map.because"), width=60))
    return table(head, rows, heading=say("map.leading"), kind="leading")


def _leader(lead: StageLead) -> str:
    modality = lead.planned or lead.stated
    return say(f"charts.modality.{modality}")


def lead_argument(lead: StageLead) -> str:
    """Return why what leads at a stage does, or what leads instead of what was asked for."""
    if lead.planned is None:
        return say("map.nothing_there")
    because = say(f"map.argument.{lead.planned}")
    if lead.kept:
        return because
    asked = lead.minutes.get(lead.stated, 0) if lead.stated else 0
    return say(
        "map.other_leads",
        stated=say(f"charts.modality.{lead.stated}").lower(),
        asked=number(asked),
        minutes=number(lead.minutes[lead.planned]),
        because=because,
    )


# ------------------------------------------------------------------------------------- tracks


def tracks_report(plan: Plan, catalogue: Catalogue) -> Report | None:
    """Return what each role takes of the plan; None where the brief names no groups."""
    rows = tracks(plan, catalogue)
    if not rows:
        return None
    head = (
        Column(say("tracks.role"), width=24),
        Column(say("tracks.people"), "number"),
        Column(say("tracks.topics"), width=40),
        Column(say("tracks.hours"), "number"),
        Column(say("tracks.at_work"), "number"),
        Column(say("tracks.sessions"), "number"),
        Column(say("tracks.runs"), "number"),
        Column(say("tracks.cost"), "number"),
    )
    return report(
        "tracks",
        say("tracks.heading", count=len(rows)),
        table(head, (tuple(_track(track, catalogue)) for track in rows), kind="tracks"),
        Paragraph(say("tracks.note"), "note"),
        name=say("tracks.label"),
    )


def _track(track: Track, catalogue: Catalogue) -> Iterator[str | float | None]:
    yield track.name
    yield track.size
    yield ", ".join(track.topics)
    yield round(track.minutes / 60, 1)
    yield round(track.on_the_job_minutes / 60, 1)
    yield track.sessions
    yield track.runs
    yield None if track.size is None else _hours_of_all(track, catalogue)


def _hours_of_all(track: Track, catalogue: Catalogue) -> float:
    """Hours of everybody for this track: leading, learning, managers; building is shared."""
    sums = costing.cost(track.plan, catalogue)
    return round(sums.total_hours.default - sums.build.hours.default)
