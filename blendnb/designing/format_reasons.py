"""Why each format is in or out, in sentences that can be read to a client.

A format in the choice says what it is here for; one outside it says which chosen format already
does its work and what is better about that, or shows the sentence of the veto that excludes it.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from blendnb.designing.formats import FormatTask, gaps_of
from blendnb.designing.needs import DOES, Needed
from blendnb.designing.wording import listed, lowered, wished
from blendnb.domain.catalogue import Catalogue, LearningFormat, Veto
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.recommendation import ChosenFormat, FormatChoice, LeftOutFormat, Uncovered

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


def as_used(
    choice: FormatChoice, plan: Plan, catalogue: Catalogue, words: Mapping[str, str]
) -> FormatChoice:
    """Return the choice as a journey uses it, so that nothing left out stands in the journey.

    A pattern may use a format beside the chosen ones, and do without a chosen one; `words` say so
    (`beside`, with the touchpoint's `{title}`, and `no_place`).
    """
    used: dict[str, Touchpoint] = {}
    for touchpoint in plan.touchpoints:
        used.setdefault(touchpoint.format, touchpoint)
    beside = (id_ for id_ in used if id_ not in choice.ids and id_ in catalogue.formats)
    unused = (format_ for format_ in choice.chosen if format_.id not in used)
    return FormatChoice(
        chosen=(
            *(format_ for format_ in choice.chosen if format_.id in used),
            *(_for_touchpoint(catalogue.formats[id_], used[id_], words) for id_ in beside),
        ),
        left_out=(
            *(LeftOutFormat(f.id, f.name, words["no_place"], None, ()) for f in unused),
            *(_without(f, used.keys(), words) for f in choice.left_out if f.id not in used),
        ),
        uncovered=choice.uncovered,
    )


def _without(
    format_: LeftOutFormat, used: Collection[str], words: Mapping[str, str]
) -> LeftOutFormat:
    """Say no more that another is here in its place where that one has no place either."""
    if format_.by is not None or set(format_.instead) <= set(used):
        return format_
    return LeftOutFormat(format_.id, format_.name, words["no_room"], None, ())


def _for_touchpoint(
    format_: LearningFormat, touchpoint: Touchpoint, words: Mapping[str, str]
) -> ChosenFormat:
    text = words["beside"].format(title=touchpoint.title)
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
        sentences = [f"{format_.name}: here to {listed([DOES[need] for need in named])}."]
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
        wanted = dict.fromkeys(
            wish
            for veto in self._task.unconfirmed[format_.id]
            for path, option in veto.when.items()
            if path not in self._task.facts and (wish := wished(path, option))
        )
        return f"To be confirmed first: {listed(list(wanted))}." if wanted else ""

    def left_out(self, format_: LearningFormat) -> LeftOutFormat:
        """One format that stays out: a veto's sentence, or what serves in its place."""
        vetoes = self._task.excluded.get(format_.id, ())
        able = self._able(format_)
        if vetoes:
            text = " ".join(veto.sentence for veto in vetoes)
        elif able:
            text = self._instead(format_, able)
        else:
            text = "Nothing in this journey asks for it."
        instead = tuple(dict.fromkeys(self._servers[need] for need in able))
        by = vetoes[0].id if vetoes else None
        return LeftOutFormat(format_.id, format_.name, text, by, instead)

    def _instead(self, format_: LearningFormat, able: Sequence[str]) -> str:
        """What serves in a format's place and why that is better here."""
        need = next(x for x in (*format_.gives, *format_.purposes) if x in able)
        server = self._task.catalogue.formats[self._servers[need]]
        why = self._why_better(server, format_, need)
        return f"{server.name} is already here to {DOES[need]}, and {why}."

    def _why_better(self, server: LearningFormat, other: LearningFormat, need: str) -> str:
        task, gaps = self._task, self._task.covering.gaps[need]
        if task.fit(server) > task.fit(other) + CLEARLY_BETTER:
            return "suits this content better"
        if gaps[server.id] < gaps[other.id]:
            return "is made for it"
        if other.id in task.unconfirmed and server.id not in task.unconfirmed:
            return "nothing about it has still to be confirmed"
        if task.build_hours(server) < task.build_hours(other):
            return "takes less to build"
        if task.cost(server) < task.cost(other):
            return "is easier to run here"
        return "one format for it is enough"

    def uncovered(self, need: Needed) -> Uncovered:
        """A need that stays open, and the vetoes that are the reason."""
        able = gaps_of(need, self._task.catalogue.formats.values())
        vetoes: dict[str, Veto] = {
            veto.id: veto for id_ in able for veto in self._task.excluded.get(id_, ())
        }
        because = " ".join(veto.sentence for veto in vetoes.values())
        because = because or "No format in the catalogue can."
        stand_in = self._stand_in(need.id)
        lead = f"{stand_in} instead" if stand_in else f"Nothing here can {DOES[need.id]}"
        return Uncovered(need.id, f"{lead}. {because}", tuple(vetoes))

    def _stand_in(self, need: str) -> str:
        """What the journey does for a need that no format is made for, as its pattern has it."""
        archetype = self._task.catalogue.archetypes[self._task.blend_model]
        for slot in archetype.slots:
            usable = (f for f in slot.formats if f in self._task.allowed)
            found = next(usable, None)
            if found and need in {CHECK_NEEDS.get(kind) for kind in slot.assessment}:
                name = lowered(self._task.catalogue.formats[found].name)
                return (
                    f"No format made to {DOES[need]} can be used; \u201c{slot.title}\u201d does it "
                    f"as a {name}"
                )
        return ""


def _strongest(served: Sequence[str]) -> list[str]:
    """The needs served, without the purposes that say the same in weaker words."""
    return [need for need in served if STRONGER.get(need, set()).isdisjoint(served)]
