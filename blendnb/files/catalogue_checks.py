"""What is wrong with the catalogue as a whole: entries that name what does not exist.

Each entry may be sound by itself and still argue for a model nobody knows, ask about a fact that no
brief has, or use a format that was never described. Such an entry would stay silent for ever, so it
is refused, with the names that exist.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Archetype, Blueprint, FormatRule, Rate, Rule, Variable, Veto
from blendnb.domain.conditions import Condition, Option
from blendnb.domain.facts import DERIVED_FACTS, DESIGN_FACTS, Fact, brief_paths, stated_facts
from blendnb.domain.vocabulary import BLEND_MODELS, ELEMENTS, MEASURES_TO_VETO
from blendnb.files.entries import Checked, Entry
from blendnb.files.problems import Problem, did_you_mean, problems_from

Facts = Mapping[str, Fact]
Found = Iterator[Problem]
Parts = Mapping[str, list[Checked]]
SCORED = (*BLEND_MODELS, *ELEMENTS)


def crosswise_problems(checked: Parts) -> Found:
    """Yield everything that entries name and the catalogue does not have."""
    formats = [item.value.id for item in checked["formats"]]
    for part, check in CHECKS.items():
        for item in checked[part]:
            yield from check(item.entry, item.value, formats)


def _rule(entry: Entry, rule: Rule, _: list[str]) -> Found:
    yield from _condition(entry, "when", rule.when, _brief_facts())
    yield from _known(entry, "effects", rule.effects, SCORED)
    yield from _known(entry, "calibrated", rule.calibrated, SCORED)
    yield from _known(entry, "variables", rule.variables, brief_paths())
    for number, example in enumerate(rule.examples):
        yield from _known(entry, f"examples[{number}].facts", example.facts, _example_facts())


def _veto(entry: Entry, veto: Veto, formats: list[str]) -> Found:
    yield from _condition(entry, "when", veto.when, _brief_facts())
    yield from _condition(entry, "unless", veto.unless or {}, _brief_facts())
    allowed = (*BLEND_MODELS, *formats, *ELEMENTS, *MEASURES_TO_VETO)
    yield from _known(entry, "excludes", veto.excludes, allowed)


def _format_rule(entry: Entry, rule: FormatRule, formats: list[str]) -> Found:
    yield from _condition(entry, "when", rule.when, {**_brief_facts(), **DESIGN_FACTS})
    yield from _known(entry, "formats", rule.formats, formats)


def _rate(entry: Entry, rate: Rate, formats: list[str]) -> Found:
    yield from _known(entry, "formats", rate.formats, formats)
    yield from _known(entry, "alternative_for", rate.alternative_for, formats)
    if not rate.low <= rate.default <= rate.high:
        text = f"is outside its own range, {rate.low:g} to {rate.high:g}"
        yield entry.problem("default", entry.data["default"], text)


def _variable(entry: Entry, variable: Variable, _: list[str]) -> Found:
    yield from _known(entry, "path", [variable.path], brief_paths())
    values = stated_facts().get(variable.path, Fact("set")).values
    if values:
        for number, choice in enumerate(variable.choices):
            yield from _one_known(entry, f"choices[{number}].value", choice.value, values)


def _archetype(entry: Entry, archetype: Archetype, formats: list[str]) -> Found:
    keys = [slot.key for slot in archetype.slots]
    for number, slot in enumerate(archetype.slots):
        place = f"slots[{number}]"
        yield from _condition(entry, f"{place}.when", slot.when, {**_brief_facts(), **DESIGN_FACTS})
        yield from _known(entry, f"{place}.formats", slot.formats, formats)
        yield from _known(entry, f"{place}.depends_on", slot.depends_on, keys)
    if archetype.brief:
        yield from _brief(entry, archetype.brief)


def _blueprint(entry: Entry, blueprint: Blueprint, formats: list[str]) -> Found:
    ids = [row.id for row in blueprint.rows]
    topics = blueprint.brief.get("topics", ())
    for number, row in enumerate(blueprint.rows):
        place = f"rows[{number}]"
        if row.id in ids[:number]:
            yield entry.problem(f"{place}.id", row.id, "stands twice in this blueprint")
        yield from _one_known(entry, f"{place}.format", row.format, formats)
        yield from _known(entry, f"{place}.alternatives", row.alternatives, formats)
        yield from _known(entry, f"{place}.depends_on", row.depends_on, ids)
        if isinstance(topics, list):
            yield from _known(entry, f"{place}.topics", row.topics, topics)
    yield from _brief(entry, blueprint.brief)


CHECKS: dict[str, Callable[[Entry, Any, list[str]], Found]] = {
    "rules": _rule,
    "vetoes": _veto,
    "format_rules": _format_rule,
    "rates": _rate,
    "variables": _variable,
    "archetypes": _archetype,
    "blueprints": _blueprint,
}


# ------------------------------------------------------------------------------------- names


def _known(entry: Entry, key: str, names: Collection[str], allowed: Collection[str]) -> Found:
    """Yield a problem for each name that is not allowed; names of a table stand in its keys."""
    for number, name in enumerate(names):
        place = f"{key}.{name}" if isinstance(names, Mapping) else f"{key}[{number}]"
        yield from _one_known(entry, key if key == "path" else place, name, allowed)


def _one_known(entry: Entry, key: str, name: Any, allowed: Collection[str]) -> Found:
    if name not in allowed:
        text = f"is not known; known are {', '.join(allowed)}"
        yield entry.problem(key, name, text, did_you_mean(name, allowed))


def _brief(entry: Entry, data: dict[str, Any]) -> Found:
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


def _condition(entry: Entry, key: str, condition: Condition, facts: Facts) -> Found:
    for name, option in condition.items():
        place = f"{key}.{name!r}"
        if name not in facts:
            text = f"is not a fact; known are {', '.join(facts)}"
            yield entry.problem(place, None, text, did_you_mean(name, facts))
        else:
            yield from _option(entry, place, option, facts[name])


def _option(entry: Entry, key: str, option: Option, fact: Fact) -> Found:
    """Yield what cannot be asked about a fact of this kind, and words it can never have."""
    asked = [name for name, value in option if value not in (None, ())]
    allowed = _ASKABLE[fact.kind]
    for name in asked:
        if name not in allowed:
            text = f"cannot be asked about a {_KIND_WORDS[fact.kind]}; use {', '.join(allowed)}"
            yield entry.problem(f"{key}.{name}", None, text)
        elif fact.kind == "set" and fact.values:
            yield from _known(entry, f"{key}.{name}", getattr(option, name), fact.values)
    for value in option.one_of or ():
        yield from _value(entry, key, value, fact)


_ASKABLE: dict[str, tuple[str, ...]] = {
    "number": ("one_of", "min", "max", "above", "below"),
    "yes_no": ("one_of",),
    "choice": ("one_of",),
    "set": ("has", "has_any", "lacks"),
}
_KIND_WORDS = {
    "number": "number",
    "yes_no": "yes or no",
    "choice": "single choice",
    "set": "set of choices",
}


def _value(entry: Entry, key: str, value: Any, fact: Fact) -> Found:
    is_yes_no = isinstance(value, bool)
    if fact.kind == "choice":
        yield from _one_known(entry, key, value, fact.values)
    elif fact.kind == "yes_no" and not is_yes_no:
        yield entry.problem(key, value, "is not true or false")
    elif fact.kind == "number" and (is_yes_no or not isinstance(value, (int, float))):
        yield entry.problem(key, value, "is not a number")
