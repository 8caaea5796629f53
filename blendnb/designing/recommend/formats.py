"""The choice of formats: few that complement each other, and why each one is in or out.

The choice is the exact optimum under the vetoes (`covering`) of what a journey needs and what each
format costs it (`format_task`). A format in the choice says what it is here for; one outside it
says which chosen format already does its work and what is better about that, or shows the sentence
of the veto that excludes it.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from blendnb.designing.recommend.covering import cheapest
from blendnb.designing.recommend.format_task import FormatTask, Needed, gaps_of
from blendnb.designing.recommend.value_phrases import wished
from blendnb.designing.stand_ins import first_in
from blendnb.domain.catalogue import Catalogue, LearningFormat, Veto
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.recommendation import ChosenFormat, FormatChoice, LeftOutFormat, Uncovered
from blendnb.language import listed, lowered, say

Facts = Mapping[str, Any]

CLEARLY_BETTER = 0.05
"""Differences in fit that are worth a word."""
MOST_NAMED = 3
CHECK_NEEDS = {"decision": "decision_check", "performance": "performance_check"}
"""The need that a kind of checkpoint serves, where other formats can stand in for those made for
it."""
STRONGER = {
    "assess": {"knowledge_check", "decision_check", "performance_check"},
    "support": {"help_at_need", "question_channel", "manager_contact"},
    "practice": {"live_practice"},
}
"""Needs that say in stronger words what a purpose says."""


def choose_formats(
    facts: Facts, catalogue: Catalogue, blend_model: str, *, flipped: bool, reinforced: bool
) -> FormatChoice:
    """Return the formats for a journey, each with its reason, and why the others stay out.

    Parameters
    ----------
    facts
        Facts of the brief: stated ones for a recommendation, resolved ones for a plan.
    catalogue
        Formats, format rules, vetoes, thresholds and build rates.
    blend_model, flipped, reinforced
        The design that the formats serve.
    """
    task = FormatTask(facts, catalogue, blend_model, flipped=flipped, reinforced=reinforced)
    return explained(task, cheapest(task.covering))


def explained(task: FormatTask, chosen: frozenset[str]) -> FormatChoice:
    """Return the choice with a sentence for every format and every need left open."""
    writer = _Writer(task, chosen)
    formats = task.catalogue.formats.values()
    return FormatChoice(
        chosen=tuple(writer.chosen(f) for f in formats if f.id in chosen),
        left_out=tuple(writer.left_out(f) for f in formats if f.id not in chosen),
        uncovered=tuple(
            writer.uncovered(need) for need in task.needs if need.id not in task.covering.gaps
        ),
    )


def as_used(choice: FormatChoice, plan: Plan, catalogue: Catalogue) -> FormatChoice:
    """Return the choice as a journey uses it, so that nothing left out stands in the journey.

    A pattern may use a format beside the chosen ones, and do without a chosen one; both is said.
    """
    used: dict[str, Touchpoint] = {}
    for touchpoint in plan.touchpoints:
        used.setdefault(touchpoint.format, touchpoint)
    beside = (id_ for id_ in used if id_ not in choice.ids and id_ in catalogue.formats)
    unused = (format_ for format_ in choice.chosen if format_.id not in used)
    return FormatChoice(
        chosen=(
            *(format_ for format_ in choice.chosen if format_.id in used),
            *(_for_touchpoint(catalogue.formats[id_], used[id_]) for id_ in beside),
        ),
        left_out=(
            *(LeftOutFormat(f.id, f.name, say("why.no_place"), None, ()) for f in unused),
            *(_without(f, used.keys()) for f in choice.left_out if f.id not in used),
        ),
        uncovered=choice.uncovered,
    )


def _without(format_: LeftOutFormat, used: Collection[str]) -> LeftOutFormat:
    """Say no more that another is here in its place where that one has no place either."""
    if format_.by is not None or set(format_.instead) <= set(used):
        return format_
    return LeftOutFormat(format_.id, format_.name, say("why.no_room"), None, ())


def _for_touchpoint(format_: LearningFormat, touchpoint: Touchpoint) -> ChosenFormat:
    text = say("why.beside", title=touchpoint.title)
    return ChosenFormat(format_.id, format_.name, touchpoint.purpose, (touchpoint.purpose,), text)


class _Writer:
    """Puts a choice into sentences."""

    def __init__(self, task: FormatTask, chosen: frozenset[str]) -> None:
        self._task = task
        self._chosen = chosen

    @cached_property
    def _servers(self) -> dict[str, str]:
        """Which chosen format serves each need."""
        covering = self._task.covering
        return {
            need: min(self._chosen & gaps.keys(), key=lambda p: (gaps[p], covering.cost[p], p))
            for need, gaps in covering.gaps.items()
        }

    def _able(self, format_: LearningFormat) -> list[str]:
        """The needs of this journey that a format could serve."""
        return [need for need, gaps in self._task.covering.gaps.items() if format_.id in gaps]

    def chosen(self, format_: LearningFormat) -> ChosenFormat:
        """One chosen format and what it is here for: what nothing else serves as well."""
        able = self._able(format_)
        mine = [need for need in able if self._servers[need] == format_.id]
        by = self._task.forced.get(format_.id)
        purpose = next((p for p in format_.purposes if p in mine), format_.purposes[0])
        named = _strongest(mine)[:MOST_NAMED] or [purpose]
        jobs = listed([_does(need) for need in named])
        sentences = [say("recommendation.format_here", format=format_.name, jobs=jobs)]
        if by is not None and not mine:
            sentences.append(self._because(by))
        if format_.id in self._task.unconfirmed:
            sentences.append(self._to_confirm(format_))
        return ChosenFormat(
            format_.id, format_.name, purpose, tuple(able), " ".join(filter(None, sentences)), by
        )

    def _because(self, rule_id: str) -> str:
        rules = self._task.catalogue.format_rules
        return next(rule.because for rule in rules if rule.id == rule_id)

    def _to_confirm(self, format_: LearningFormat) -> str:
        """What a format needs that nobody has confirmed, read off the vetoes that would fall."""
        task, variables = self._task, self._task.catalogue.variables
        wanted = dict.fromkeys(
            wish
            for veto in task.unconfirmed[format_.id]
            for path, option in veto.when.items()
            if path in variables and path not in task.facts
            if (wish := wished(variables[path], option))
        )
        return say("recommendation.format_confirm", what=listed(list(wanted))) if wanted else ""

    def left_out(self, format_: LearningFormat) -> LeftOutFormat:
        """One format that stays out: a veto's sentence, or what serves in its place."""
        vetoes = self._task.excluded.get(format_.id, ())
        able = self._able(format_)
        if vetoes:
            text = " ".join(veto.sentence for veto in vetoes)
        elif able:
            text = self._instead(format_, able)
        else:
            text = say("recommendation.format_unasked")
        instead = tuple(dict.fromkeys(self._servers[need] for need in able))
        by = vetoes[0].id if vetoes else None
        return LeftOutFormat(format_.id, format_.name, text, by, instead)

    def _instead(self, format_: LearningFormat, able: Sequence[str]) -> str:
        """What serves in a format's place and why that is better here."""
        need = next(x for x in (*format_.gives, *format_.purposes) if x in able)
        server = self._task.catalogue.formats[self._servers[need]]
        return say(
            "recommendation.format_instead",
            format=server.name,
            job=_does(need),
            reason=say(f"recommendation.format_{self._why_better(server, format_, need)}"),
        )

    def _why_better(self, server: LearningFormat, other: LearningFormat, need: str) -> str:
        """Return in what one format is better than another: the end of a key of `format_`."""
        task, gaps = self._task, self._task.covering.gaps[need]
        if task.fit(server) > task.fit(other) + CLEARLY_BETTER:
            return "suits"
        if gaps[server.id] < gaps[other.id]:
            return "made"
        if other.id in task.unconfirmed and server.id not in task.unconfirmed:
            return "confirmed"
        if task.build_hours(server) < task.build_hours(other):
            return "builds"
        if task.cost(server) < task.cost(other):
            return "runs"
        return "enough"

    def uncovered(self, need: Needed) -> Uncovered:
        """A need that stays open, and the vetoes that are the reason."""
        able = gaps_of(need, self._task.catalogue.formats.values())
        vetoes: dict[str, Veto] = {
            veto.id: veto for id_ in able for veto in self._task.excluded.get(id_, ())
        }
        because = " ".join(veto.sentence for veto in vetoes.values())
        because = because or say("recommendation.need_none")
        text = self._stand_in(need.id, because) or say(
            "recommendation.need_open", job=_does(need.id), because=because
        )
        return Uncovered(need.id, text, tuple(vetoes))

    def _stand_in(self, need: str, because: str) -> str:
        """What the journey does for a need that no format is made for, as its pattern has it."""
        archetype = self._task.catalogue.archetypes[self._task.blend_model]
        for slot in archetype.slots:
            format_id = first_in(slot.formats, self._task.allowed)
            if format_id and need in {CHECK_NEEDS.get(kind) for kind in slot.assessment}:
                name = lowered(self._task.catalogue.formats[format_id].name)
                return say(
                    "recommendation.need_stand_in",
                    job=_does(need),
                    title=slot.title,
                    format=name,
                    because=because,
                )
        return ""


def _strongest(served: Sequence[str]) -> list[str]:
    """The needs served, without the purposes that say the same in weaker words."""
    return [need for need in served if STRONGER.get(need, set()).isdisjoint(served)]


def _does(need: str) -> str:
    """What serving a purpose or need does, to go on after "here to"."""
    return say(f"recommendation.does.{need}")
