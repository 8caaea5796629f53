"""What has just been done, in one line: said after acts that would otherwise pass in silence.

Two workspaces are compared, so that an act, taking it back and doing it again are told alike, and
no command has to say what it did.
"""

from collections.abc import Iterator, Mapping

from blendnb.designing.workload import week_of
from blendnb.domain.catalogue import Catalogue, Variable
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.widgets.entries import Entries
from blendnb.widgets.form import words_for
from blendnb.widgets.workspace import Option, Workspace

_LED_BY = {"undo": "Undo", "redo": "Redo"}
_QUIET = frozenset({"set", "edit", "drag", "map", "pilot", "measures"})
"""Acts that show themselves where they are made."""
_FEW = 2


def changed(
    keywords: frozenset[str], before: Workspace, after: Workspace, catalogue: Catalogue
) -> str:
    """Return what commands did, or nothing where that can be seen where they were given.

    Parameters
    ----------
    keywords
        The commands' keywords.
    before, after
        What they led from and to.
    catalogue
        The names of everything.
    """
    if before is after or keywords <= _QUIET:
        return ""
    found = "; ".join(_differences(before, after, catalogue))
    led_by = next((word for keyword, word in _LED_BY.items() if keyword in keywords), "")
    return f"{led_by}: {found}" if led_by and found else found[:1].upper() + found[1:]


def _differences(before: Workspace, after: Workspace, catalogue: Catalogue) -> Iterator[str]:
    yield from _options(before, after)
    if len(before.options) == len(after.options):
        for place, (old, new) in enumerate(zip(before.options, after.options, strict=True)):
            told = _in_option(old, new, catalogue)
            yield from told if place == after.active else (f"{new.name}: {each}" for each in told)


def _options(before: Workspace, after: Workspace) -> Iterator[str]:
    old, new = ([option.name for option in each.options] for each in (before, after))
    if len(old) != len(new):
        yield from (f"{name} is added" for name in new if name not in old)
        yield from (f"{name} is removed" for name in old if name not in new)
    elif old != new:
        yield from (f"{was} is called {name} now" for was, name in zip(old, new, strict=True)
                    if was != name)  # fmt: skip
    if new[after.active] != old[before.active] and before.active != after.active:
        yield f"working on {new[after.active]}"


def _in_option(before: Option, after: Option, catalogue: Catalogue) -> Iterator[str]:
    answers = list(_answers(before.entries, after.entries, catalogue.variables))
    yield from _few(answers)
    model = _model(after)
    if model and model != _model(before):
        yield f"the plan is {catalogue.blend_models[model].name} now"
    elif before.plan and after.plan and not answers:
        yield from _few(list(_in_plan(before.plan, after.plan)))
    yield from _agreed(before, after)


def _few(found: list[str]) -> Iterator[str]:
    """Each of a few; of many the first, and how many more."""
    if len(found) <= _FEW:
        yield from found
    else:
        yield f"{found[0]}, and {len(found) - 1} more"


def _model(option: Option) -> str | None:
    return option.plan.blend_model if option.plan else None


def _answers(before: Entries, after: Entries, variables: Mapping[str, Variable]) -> Iterator[str]:
    for path, variable in variables.items():
        if before.get(path) == after.get(path):
            continue
        value = after.get(path)
        if value is None:
            yield f"{variable.label} is open"
        elif isinstance(value, str | int | float):
            yield f"{variable.label} is {words_for(variable, value)}"
        else:
            yield f"{variable.label} changed"


def _in_plan(before: Plan, after: Plan) -> Iterator[str]:
    old, new = before.by_id, after.by_id
    if (before.pilot, before.measures) != (after.pilot, after.measures):
        yield "pilot and measures changed"
    yield from (f"“{t.title}” is in the plan" for id_, t in new.items() if id_ not in old)
    yield from (f"“{t.title}” is out of the plan" for id_, t in old.items() if id_ not in new)
    for id_, touchpoint in new.items():
        if id_ in old and old[id_] != touchpoint:
            yield _touchpoint(old[id_], touchpoint)


def _touchpoint(before: Touchpoint, after: Touchpoint) -> str:
    if before.start_day != after.start_day:
        return f"“{after.title}” begins on day {after.start_day}, week {week_of(after.start_day)}"
    if before.days != after.days:
        lasts = "stays open" if after.days is None else f"lasts {after.days} days"
        return f"“{after.title}” {lasts}"
    return f"“{after.title}” changed"


def _agreed(before: Option, after: Option) -> Iterator[str]:
    old, new = before.agreed, after.agreed
    if len(new.decisions) != len(old.decisions):
        more = len(new.decisions) > len(old.decisions)
        last = (new if more else old).decisions[-1]
        yield f"on record: “{last.text}”" if more else "a decision is off the record"
    elif new.decisions != old.decisions:
        yield "decisions changed"
    if before.map != after.map:
        yield "the map changed"
