"""Mapping: the second step, before any format is named.

Each topic is marked with what happens at each stage of the journey, from first contact to sustained
performance; each moment that matters gets managers' and peers' part.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from blendnb.domain.vocabulary import TEACHING_ORDER
from blendnb.widgets.bench import Bench, Command, Handler
from blendnb.widgets.trouble import Cannot
from blendnb.widgets.workspace import JourneyMap

STAGES = ("first_contact", "before", "during", "after", "sustained")
"""Stages of the journey, in time; `before`, `during` and `after` are those of a plan."""
PEOPLE = ("managers", "peers")


def _map(bench: Bench, command: Command) -> None:
    """`{"map": {topic, stage, purposes}}` or `{"map": {moment, managers, peers}}`."""
    option = bench.now.option
    told = command["map"]
    changed = _person(option.map, told) if "moment" in told else _topic(option.map, told)
    bench.put(bench.now.with_option(replace(option, map=changed)), command.get("step"))


def _topic(before: JourneyMap, told: Mapping[str, object]) -> JourneyMap:
    topic, stage, marked = str(told["topic"]), told["stage"], told.get("purposes")
    if stage not in STAGES:
        raise Cannot(f"There is no stage {stage!r}; the stages are {', '.join(STAGES)}.")
    if not isinstance(marked, list | tuple) or not set(marked) <= set(TEACHING_ORDER):
        raise Cannot(f"A stage is marked with some of {', '.join(TEACHING_ORDER)}.")
    purposes = tuple(purpose for purpose in TEACHING_ORDER if purpose in marked)
    row = _without_empty({**before.purposes.get(topic, {}), stage: purposes})
    return replace(before, purposes=_without_empty({**before.purposes, topic: row}))


def _person(before: JourneyMap, told: Mapping[str, object]) -> JourneyMap:
    moment = str(told["moment"])
    parts = {who: str(told[who]).strip() for who in PEOPLE if who in told}
    row = _without_empty({**before.people.get(moment, {}), **parts})
    return replace(before, people=_without_empty({**before.people, moment: row}))


def _without_empty(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value}


MAPPING: dict[str, Handler] = {"map": _map}
