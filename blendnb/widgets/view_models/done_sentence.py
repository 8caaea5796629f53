"""What has just been done, in one line: said after acts that would otherwise pass in silence.

Two workspaces are compared, so that an act, taking it back and doing it again are said alike, and
no command has to say what it did.
"""

from collections.abc import Iterator, Mapping

from blendnb.designing.workload import week_of
from blendnb.domain.catalogue import Catalogue, Variable
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.language import say
from blendnb.widgets.form_answers import Entries, words_for
from blendnb.widgets.workspace import Option, Workspace

_LED_BY = ("undo", "redo")
_QUIET = frozenset({"set", "edit", "drag", "map", "pilot", "measures", "session"})
"""Acts that show themselves where they are made."""
_FEW = 2


def done_sentence(
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
    done = "; ".join(_differences(before, after, catalogue))
    led_by = next((say(f"studio.text.{word}") for word in _LED_BY if word in keywords), "")
    return f"{led_by}: {done}" if led_by and done else done[:1].upper() + done[1:]


def _differences(before: Workspace, after: Workspace, catalogue: Catalogue) -> Iterator[str]:
    yield from _options(before, after)
    if len(before.options) == len(after.options):
        for index, (old, new) in enumerate(zip(before.options, after.options, strict=True)):
            data = _in_option(old, new, catalogue)
            yield from data if index == after.active else (f"{new.name}: {each}" for each in data)


def _options(before: Workspace, after: Workspace) -> Iterator[str]:
    old, new = ([option.name for option in each.options] for each in (before, after))
    if len(old) != len(new):
        yield from (say("studio.done.is_added", name=name) for name in new if name not in old)
        yield from (say("studio.done.is_removed", name=name) for name in old if name not in new)
    elif old != new:
        yield from (
            say("studio.done.renamed", was=was, name=name)
            for was, name in zip(old, new, strict=True)
            if was != name
        )
    if new[after.active] != old[before.active] and before.active != after.active:
        yield say("studio.done.working_on", option=new[after.active])


def _in_option(before: Option, after: Option, catalogue: Catalogue) -> Iterator[str]:
    answers = list(_answers(before.entries, after.entries, catalogue.variables))
    yield from _few(answers)
    model = _model(after)
    if model and model != _model(before):
        yield say("studio.done.plan_is", name=catalogue.blend_models[model].name)
    elif before.plan and after.plan and not answers:
        yield from _few(list(_in_plan(before.plan, after.plan)))
    if before.priorities != after.priorities:
        yield say("studio.done.priorities_changed")
    yield from _agreed(before, after)


def _few(sentences: list[str]) -> Iterator[str]:
    """Each of a few; of many the first, and how many more."""
    if len(sentences) <= _FEW:
        yield from sentences
    else:
        yield say("studio.done.and_more", first=sentences[0], more=len(sentences) - 1)


def _model(option: Option) -> str | None:
    return option.plan.blend_model if option.plan else None


def _answers(before: Entries, after: Entries, variables: Mapping[str, Variable]) -> Iterator[str]:
    for path, variable in variables.items():
        if before.get(path) == after.get(path):
            continue
        value = after.get(path)
        if path == "map":
            yield say("studio.done.map_changed")
        elif value is None:
            yield say("studio.done.is_open", label=variable.label)
        elif isinstance(value, str | int | float):
            yield say(
                "studio.done.answer_is", label=variable.label, value=words_for(variable, value)
            )
        else:
            yield say("studio.done.answer_changed", label=variable.label)


def _in_plan(before: Plan, after: Plan) -> Iterator[str]:
    old, new = before.by_id, after.by_id
    if (before.pilot, before.measures) != (after.pilot, after.measures):
        yield say("studio.done.pilot_changed")
    yield from (
        say("studio.done.in_plan", title=t.title) for id_, t in new.items() if id_ not in old
    )
    yield from (
        say("studio.done.out_of_plan", title=t.title) for id_, t in old.items() if id_ not in new
    )
    for id_, touchpoint in new.items():
        if id_ in old and old[id_] != touchpoint:
            yield _touchpoint(old[id_], touchpoint)


def _touchpoint(before: Touchpoint, after: Touchpoint) -> str:
    if before.start_day != after.start_day:
        return say(
            "studio.done.begins",
            title=after.title,
            day=after.start_day,
            week=week_of(after.start_day),
        )
    if before.days != after.days:
        if after.days is None:
            return say("studio.done.stays_open", title=after.title)
        return say("studio.done.lasts", title=after.title, count=after.days)
    return say("studio.done.touchpoint_changed", title=after.title)


def _agreed(before: Option, after: Option) -> Iterator[str]:
    old, new = before.agreed, after.agreed
    if len(new.decisions) != len(old.decisions):
        more = len(new.decisions) > len(old.decisions)
        last = (new if more else old).decisions[-1]
        yield (
            say("studio.done.on_record", text=last.text) if more else say("studio.done.off_record")
        )
    elif new.decisions != old.decisions:
        yield say("studio.done.decisions_changed")
