"""Mapping: the second step, before any format is named.

Each topic is marked with what happens at each stage of the journey, from first contact to sustained
performance; each moment that matters gets managers' and peers' part.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from blendnb.domain.vocabulary import TEACHING_ORDER
from blendnb.widgets.bench import Bench, Command, Handler
from blendnb.widgets.form import moment_rows
from blendnb.widgets.trouble import Cannot
from blendnb.widgets.workspace import JourneyMap

STAGES = ("first_contact", "before", "during", "after", "sustained")
"""Stages of the journey, in time; `before`, `during` and `after` are those of a plan."""
PEOPLE = ("managers", "peers")


def _map(bench: Bench, command: Command) -> None:
    """`{"map": {topic, stage, purpose, on}}` or `{"map": {moment, managers, peers}}`."""
    option, told = bench.now.option, command["map"]
    if "moment" in told:
        moments = _with_people(option.entries.get("moments"), told)
        changed = bench.desk.answered(bench.now, {"moments": moments})
    else:
        changed = bench.now.with_option(replace(option, map=_topic(option.map, told)))
    bench.put(changed, command.get("step"))


def _topic(before: JourneyMap, told: Mapping[str, object]) -> JourneyMap:
    """Mark one purpose or take its mark away: clicks that follow each other fast all count."""
    topic, stage, marked = str(told["topic"]), told["stage"], told.get("purpose")
    if stage not in STAGES:
        raise Cannot(f"There is no stage {stage!r}; the stages are {', '.join(STAGES)}.")
    if marked not in TEACHING_ORDER:
        raise Cannot(f"A stage is marked with one of {', '.join(TEACHING_ORDER)}.")
    row = before.purposes.get(topic, {})
    wanted = {*row.get(str(stage), ()), marked} - (set() if told.get("on") else {marked})
    purposes = tuple(purpose for purpose in TEACHING_ORDER if purpose in wanted)
    row = _without_empty({**row, stage: purposes})
    return replace(before, purposes=_without_empty({**before.purposes, topic: row}))


def _with_people(moments: object, told: Mapping[str, object]) -> list[dict[str, Any]]:
    """Return the moments as a brief holds them, one with another part for people."""
    rows = moment_rows(moments)
    if told["moment"] not in [row["text"] for row in rows]:
        raise Cannot(f"There is no moment {str(told['moment'])!r} in the brief any more.")
    parts = {who: " ".join(str(told[who]).split()) for who in PEOPLE if who in told}
    changed = [{**row, **parts} if row["text"] == told["moment"] else row for row in rows]
    return [_without_empty(row) for row in changed]


def _without_empty(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value}


MAPPING: dict[str, Handler] = {"map": _map}
