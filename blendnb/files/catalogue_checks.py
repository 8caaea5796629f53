"""What is wrong with the catalogue as a whole: entries that name what does not exist.

Each entry may be sound by itself and still argue for a model nobody knows, ask about a fact that no
brief has, or use a format that was never described. Such an entry would stay silent for ever, so it
is refused, with the names that exist.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import (
    Archetype,
    Blueprint,
    FormatList,
    FormatRule,
    Rate,
    Rule,
    Variable,
    Veto,
)
from blendnb.domain.conditions import Condition, Requirement
from blendnb.domain.fact_kinds import DERIVED_FACTS, DESIGN_FACTS, Fact, brief_paths, stated_facts
from blendnb.domain.vocabulary import BLEND_MODELS, ELEMENTS, MEASURES_TO_VETO
from blendnb.files.catalogue_entries import Checked, Entry
from blendnb.files.problems import Problem, did_you_mean, problems_from
from blendnb.language import say

Facts = Mapping[str, Fact]
Problems = Iterator[Problem]
Parts = Mapping[str, list[Checked]]
SCORED = (*BLEND_MODELS, *ELEMENTS)


def crosswise_problems(checked: Parts) -> Problems:
    """Yield everything that entries name and the catalogue does not have."""
    formats = [item.value.id for item in checked["formats"]]
    yield from _formats(checked)
    yield from _activities(checked)
    for part, check in CHECKS.items():
        for item in checked[part]:
            yield from check(item.entry, item.value, formats)


def _formats(checked: Parts) -> Problems:
    """What formats name of each other, of rates and of thresholds."""
    known = {part: [item.value.id for item in checked[part]] for part in ("formats", "thresholds")}
    rates = [item.value.id for item in checked["rates"]]
    for item in checked["formats"]:
        entry, value = item.entry, item.value
        yield from _known(entry, "stand_ins", value.stand_ins, known["formats"])
        yield from _known(entry, "also_built_at", value.also_built_at, rates)
        if value.built_at is not None:
            yield from _one_known(entry, "built_at", value.built_at, rates)
        for key in ("most", "usual") if value.length else ():
            limit = getattr(value.length, key)
            if limit is not None:
                yield from _one_known(entry, f"length.{key}", limit, known["thresholds"])


def _activities(checked: Parts) -> Problems:
    """What activities name of families, of formats, of facts and of each other."""
    parts = ("formats", "activity_families", "activities")
    formats, families, ids = ([item.value.id for item in checked[part]] for part in parts)
    for item in (*checked["activity_families"], *checked["activities"]):
        yield from _variants(item, ids)
    for item in checked["activities"]:
        entry, activity = item.entry, item.value
        yield from _one_known(entry, "family", activity.family, families)
        yield from _known(entry, "fits.formats", activity.fits.formats, formats)
        yield from _condition(entry, "fits.when", activity.fits.when, _brief_facts())
        yield from _condition(entry, "fits.unless", activity.fits.unless or {}, _brief_facts())


def _variants(item: Checked, ids: list[str]) -> Problems:
    """What the variants of an activity or a family name, and when they are to be avoided."""
    for name, variant in item.value.variants.items():
        if variant.activity is not None:
            key = f"variants.{name}.activity"
            yield from _one_known(item.entry, key, variant.activity, ids)
    for number, avoid in enumerate(item.value.avoid):
        yield from _condition(item.entry, f"avoid[{number}].when", avoid.when, _brief_facts())


def _rule(entry: Entry, rule: Rule, _: list[str]) -> Problems:
    yield from _condition(entry, "when", rule.when, _brief_facts())
    yield from _known(entry, "effects", rule.effects, SCORED)
    yield from _known(entry, "variables", rule.variables, brief_paths())
    for number, example in enumerate(rule.examples):
        yield from _known(entry, f"examples[{number}].facts", example.facts, _example_facts())


def _veto(entry: Entry, veto: Veto, formats: list[str]) -> Problems:
    yield from _condition(entry, "when", veto.when, _brief_facts())
    yield from _condition(entry, "unless", veto.unless or {}, _brief_facts())
    allowed = (*BLEND_MODELS, *formats, *ELEMENTS, *MEASURES_TO_VETO)
    yield from _known(entry, "excludes", veto.excludes, allowed)


def _format_rule(entry: Entry, rule: FormatRule, formats: list[str]) -> Problems:
    yield from _condition(entry, "when", rule.when, {**_brief_facts(), **DESIGN_FACTS})
    yield from _known(entry, "formats", rule.formats, formats)


def _format_list(entry: Entry, listed: FormatList, formats: list[str]) -> Problems:
    yield from _known(entry, "formats", listed.formats, formats)


def _rate(entry: Entry, rate: Rate, formats: list[str]) -> Problems:
    yield from _known(entry, "formats", rate.formats, formats)
    yield from _known(entry, "alternative_for", rate.alternative_for, formats)
    if not rate.low <= rate.default <= rate.high:
        text = say("entries.outside_range", low=f"{rate.low:g}", high=f"{rate.high:g}")
        yield entry.problem("default", entry.data["default"], text)


def _variable(entry: Entry, variable: Variable, _: list[str]) -> Problems:
    yield from _known(entry, "path", [variable.path], brief_paths())
    values = stated_facts().get(variable.path, Fact("set")).values
    if values:
        for number, choice in enumerate(variable.choices):
            yield from _one_known(entry, f"choices[{number}].value", choice.value, values)


def _archetype(entry: Entry, archetype: Archetype, formats: list[str]) -> Problems:
    keys = [slot.key for slot in archetype.slots]
    for number, slot in enumerate(archetype.slots):
        key = f"slots[{number}]"
        yield from _condition(entry, f"{key}.when", slot.when, {**_brief_facts(), **DESIGN_FACTS})
        yield from _known(entry, f"{key}.formats", slot.formats, formats)
        yield from _known(entry, f"{key}.depends_on", slot.depends_on, keys)
    if archetype.brief:
        yield from _brief(entry, archetype.brief)


def _blueprint(entry: Entry, blueprint: Blueprint, formats: list[str]) -> Problems:
    ids = [row.id for row in blueprint.rows]
    topics = blueprint.brief.get("topics", ())
    for number, row in enumerate(blueprint.rows):
        key = f"rows[{number}]"
        if row.id in ids[:number]:
            yield entry.problem(f"{key}.id", row.id, say("entries.twice_in_blueprint"))
        yield from _one_known(entry, f"{key}.format", row.format, formats)
        yield from _known(entry, f"{key}.alternatives", row.alternatives, formats)
        yield from _known(entry, f"{key}.depends_on", row.depends_on, ids)
        if isinstance(topics, list) and all(isinstance(topic, str) for topic in topics):
            yield from _known(entry, f"{key}.topics", row.topics, topics)
    yield from _brief(entry, blueprint.brief)


CHECKS: dict[str, Callable[[Entry, Any, list[str]], Problems]] = {
    "rules": _rule,
    "vetoes": _veto,
    "format_rules": _format_rule,
    "format_lists": _format_list,
    "rates": _rate,
    "variables": _variable,
    "archetypes": _archetype,
    "blueprints": _blueprint,
}


# ------------------------------------------------------------------------------------- names


def _known(entry: Entry, key: str, names: Collection[str], allowed: Collection[str]) -> Problems:
    """Yield a problem for each name that is not allowed; names of a table stand in its keys."""
    for number, name in enumerate(names):
        path = f"{key}.{name}" if isinstance(names, Mapping) else f"{key}[{number}]"
        yield from _one_known(entry, key if key == "path" else path, name, allowed)


def _one_known(entry: Entry, key: str, name: Any, allowed: Collection[str]) -> Problems:
    if name not in allowed:
        text = say("entries.not_known", known=", ".join(allowed))
        yield entry.problem(key, name, text, did_you_mean(name, allowed))


def _brief(entry: Entry, data: dict[str, Any]) -> Problems:
    try:
        Brief.model_validate(data)
    except ValidationError as error:
        for problem in problems_from(error, entry.file, model=Brief, data=data):
            key = ".".join(filter(None, ("brief", problem.key)))
            yield Problem(entry.file, key, problem.found, problem.text, problem.hint, entry.id)


# -------------------------------------------------------------------------------- conditions


def _brief_facts() -> Facts:
    return {**stated_facts(), **DERIVED_FACTS}


def _example_facts() -> Facts:
    return {**_brief_facts(), **DESIGN_FACTS}


def _condition(entry: Entry, key: str, condition: Condition, facts: Facts) -> Problems:
    for name, option in condition.items():
        path = f"{key}.{name!r}"
        if name not in facts:
            text = say("entries.no_fact", known=", ".join(facts))
            yield entry.problem(path, None, text, did_you_mean(name, facts))
        else:
            yield from _option(entry, path, option, facts[name])


def _option(entry: Entry, key: str, option: Requirement, fact: Fact) -> Problems:
    """Yield what cannot be asked about a fact of this kind, and words it can never have."""
    asked = [name for name, value in option if value not in (None, (), False)]
    allowed = _ASKABLE[fact.kind]
    for name in asked:
        if name not in allowed:
            text = say(f"entries.cannot_ask.{fact.kind}", allowed=", ".join(allowed))
            yield entry.problem(f"{key}.{name}", None, text)
        elif fact.kind == "set" and fact.values:
            yield from _known(entry, f"{key}.{name}", getattr(option, name), fact.values)
    for value in option.one_of or ():
        yield from _value(entry, key, value, fact)


_ASKABLE: dict[str, tuple[str, ...]] = {
    "number": ("one_of", "min", "max", "above", "below", "none_below", "none_above", "log"),
    "yes_no": ("one_of",),
    "choice": ("one_of",),
    "set": ("has", "has_any", "lacks"),
}


def _value(entry: Entry, key: str, value: Any, fact: Fact) -> Problems:
    is_yes_no = isinstance(value, bool)
    if fact.kind == "choice":
        yield from _one_known(entry, key, value, fact.values)
    elif fact.kind == "yes_no" and not is_yes_no:
        yield entry.problem(key, value, say("problems.is_not", kinds=say("problems.kind.truth")))
    elif fact.kind == "number" and (is_yes_no or not isinstance(value, (int, float))):
        yield entry.problem(key, value, say("problems.is_not", kinds=say("problems.kind.number")))
