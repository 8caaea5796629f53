"""What is missing of a design variable: a variable is one entry and one field, both of them whole.

A half-known variable would win a ranking and yet stand in no what-if, no share and no question, and
nobody would notice. So every field of the brief needs its entry, every entry its field, and every
entry what its kind needs to be asked, assumed, said and compared.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from blendnb.domain.brief import MIX, Brief, assumed_values
from blendnb.domain.design_variables import Variable
from blendnb.domain.fact_kinds import (
    DERIVED_FACTS,
    Fact,
    brief_paths,
    number_bounds,
    required_paths,
    stated_facts,
)
from blendnb.files.catalogue_entries import Checked, Entry
from blendnb.files.problems import Problem, did_you_mean, shown
from blendnb.language import say
from blendnb.language.texts import gaps

Problems = Iterator[Problem]

NEEDED: Mapping[str, tuple[str, ...]] = {
    "choice": ("choices", "phrase", "likeness"),
    "yes_no": ("yes", "no", "likeness"),
    "number": ("typical", "phrase", "no_more", "no_fewer", "likeness"),
    "weight": ("phrase", "likeness"),
    "set": ("choices", "none", "alike", "unlike", "likeness"),
    "list": ("phrase", "likeness"),
}
"""What an entry of each kind must bring; a list only where rules can ask how long it is."""
_KINDS: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "weight"),
    "yes_no": ("yes_no",),
    "choice": ("choice",),
    "set": ("set",),
}
"""The kinds of entry for a field of the brief, by what can be asked about it."""
_PLAIN = ("text", "list", "date", "ranges", "rows")
"""The kinds of entry for a field that no rule can ask about."""
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_SAID = ("phrase", "no_more", "no_fewer")


def whole_variables(checked: list[Checked], named: Collection[str], file: str) -> Problems:
    """Yield everything that is missing of any variable.

    Parameters
    ----------
    checked
        The entries that could be read.
    named
        Key paths of all entries, those too that could not be read.
    file
        Where an entry that is missing would stand.
    """
    for path in brief_paths():
        if path not in named:
            yield Problem(file, "variables", shown(path), say("variables.no_entry", path=path))
    for item in checked:
        if item.value.path in brief_paths():
            yield from _whole(item.entry, item.value)


def _whole(entry: Entry, variable: Variable) -> Problems:
    kinds = _kinds(variable.path)
    if variable.kind not in kinds:
        text = say("variables.kind", kinds=say("problems.or").join(kinds))
        yield entry.problem("kind", variable.kind, text)
    elif (
        variable.kind == "list" and _count(variable.path) in DERIVED_FACTS and not variable.typical
    ):
        text = say("variables.no_length", fact=repr(_count(variable.path)))
        yield entry.problem("typical", None, text)
    elif variable.is_argument:
        yield from _attributes(entry, variable)
        yield from _values(entry, variable)
        yield from _assumed(entry, variable)
        yield from _texts(entry, variable)


def _kinds(path: str) -> tuple[str, ...]:
    """Return the kinds of entry that fit a field."""
    if path in MIX:
        return ("weight",)
    fact = stated_facts().get(path)
    if fact is None or (fact.kind == "set" and not fact.values):
        return _PLAIN
    return tuple(kind for kind in _KINDS[fact.kind] if kind != "weight")


def _attributes(entry: Entry, variable: Variable) -> Problems:
    needed = NEEDED[variable.kind]
    for name in needed:
        if getattr(variable, name) in (None, ()):
            text = say("variables.needs", kind=variable.kind, needed=", ".join(needed))
            yield entry.problem(name, None, text)


def _values(entry: Entry, variable: Variable) -> Problems:
    """Yield words of the vocabulary without a choice, numbers without bounds, lists not counted."""
    if variable.kind in ("choice", "set"):
        yield from _choices(entry, variable)
    elif variable.kind == "number":
        yield from _bounded(entry, variable)
    elif variable.kind == "list" and not _is_counted(variable):
        text = say("variables.no_count", fact=repr(_count(variable.path)))
        yield entry.problem("typical", None, text)


def _is_counted(variable: Variable) -> bool:
    return variable.kind == "list" and _count(variable.path) in DERIVED_FACTS


def _count(path: str) -> str:
    return f"{path.rpartition('.')[2]}.count"


def _choices(entry: Entry, variable: Variable) -> Problems:
    words = stated_facts().get(variable.path, Fact("set")).values
    for word in words:
        if variable.choice(word) is None:
            yield entry.problem("choices", None, say("variables.no_choice", word=repr(word)))
    for number, choice in enumerate(variable.choices):
        if choice.phrase is None:
            text = say("variables.no_phrase", word=repr(choice.value))
            yield entry.problem(f"choices[{number}].phrase", None, text)
    for number, group in enumerate(variable.kin):
        for kin in group:
            if kin not in words:
                text = say("entries.not_known", known=", ".join(words))
                yield entry.problem(f"kin[{number}]", kin, text, did_you_mean(kin, words))


def _bounded(entry: Entry, variable: Variable) -> Problems:
    bounds = number_bounds(variable.path)
    if bounds.high is None or (bounds.low is None and bounds.above is None):
        text = say("variables.no_bounds")
        yield entry.problem("path", variable.path, text)


def _assumed(entry: Entry, variable: Variable) -> Problems:
    """Yield what is wrong with the assumed value, or that nothing says what stands in for it."""
    path, assumed = variable.path, variable.assumed
    if path in required_paths() or (variable.kind == "list" and assumed is None):
        return
    if assumed is None and variable.otherwise is None:
        text = say("variables.no_assumed")
        yield entry.problem("assumed", None, text)
    elif assumed is not None:
        yield from _valid(entry, "assumed", path, assumed)
        if entry.own and _plain(assumed) != _plain(assumed_values().get(path)):
            other = shown(_plain(assumed_values().get(path)))
            text, hint = say("variables.other_assumed", value=other), say("variables.plans_differ")
            yield entry.problem("assumed", assumed, text, hint)
    if variable.kind == "number":
        for number, value in enumerate(variable.typical):
            yield from _valid(entry, f"typical[{number}]", path, value)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _valid(entry: Entry, key: str, path: str, value: Any) -> Problems:
    group, _, name = path.rpartition(".")
    model: Any = Brief.model_fields[group].annotation if group else Brief
    try:
        model.__pydantic_validator__.validate_assignment(model.model_construct(), name, value)
    except ValidationError as error:
        yield entry.problem(key, value, say("variables.no_answer", reason=_first(error)))


def _first(error: ValidationError) -> str:
    return error.errors()[0]["msg"]


def _texts(entry: Entry, variable: Variable) -> Problems:
    """Yield texts whose gaps nothing would fill, and plurals without a general form."""
    for name in _SAID:
        said = getattr(variable, name)
        forms = said if isinstance(said, dict) else {"other": said or ""}
        if "other" not in forms:
            yield entry.problem(f"{name}.other", None, say("variables.no_other"))
        for category, text in forms.items():
            yield from _text(entry, name, category, text)


def _text(entry: Entry, name: str, category: str, text: str) -> Problems:
    if category not in _CATEGORIES and not category.startswith("="):
        known = (*_CATEGORIES, '"=1"')
        yield entry.problem(
            f"{name}.{category}", None, say("variables.no_plural", known=", ".join(known))
        )
    try:
        others = gaps(text) - {"value"}
    except ValueError as error:
        yield entry.problem(name, None, str(error))
        return
    if others:
        text = say("variables.gap", gaps=", ".join(sorted(others)))
        yield entry.problem(name, None, text)
