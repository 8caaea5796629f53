"""Why this design: ranking and reasons, what would change it, assumptions, precedents."""

from collections.abc import Iterable
from typing import Any

from blendnb.designing.facts import inputs_of
from blendnb.domain.recommendation import Precedent, RankedModel, Reason
from blendnb.exporting.views import Subject, View, pictures
from blendnb.exporting.views.answers import MIX, answer, label
from blendnb.exporting.views.sources import names_in

_FIRM, _FIRST = 0.8, 0.5
_MOST_REASONS, _MOST_CHANGES, _MOST_PRECEDENTS = 6, 6, 3


def why(subject: Subject) -> View:
    """Return the argument for the plan's blend model."""
    plan, found, words = subject.plan, subject.recommendation, subject.words
    chosen = next((m for m in found.models if m.id == plan.blend_model), found.best)
    coverage = found.coverage
    return {
        "heading": _heading(subject, chosen),
        "name": words["why"]["name"],
        "coverage": words.say("why.coverage", answered=coverage.answered, of=coverage.of),
        "ask_next": [(question.label, question.text) for question in found.ask_next],
        "ranking": [_ranked(subject, model, chosen.id) for model in _by_share(found.models)],
        "for_heading": words.say("why.speaks_for", model=chosen.name),
        "reasons_for": [_reason(subject, r) for r in chosen.reasons if r.effect > 0][
            :_MOST_REASONS
        ],
        "reasons_against": [_reason(subject, r) for r in chosen.reasons if r.effect < 0],
        "demands": list(chosen.risks),
        "elements": _elements(subject),
        "what_if": [change.text for change in found.what_if[:_MOST_CHANGES]],
        "assumptions": _assumptions(subject),
        "formats": _formats(subject),
        "left_out": [(f.name, f.text) for f in found.format_choice.left_out],
        "precedents": [_precedent(subject, p) for p in found.precedents[:_MOST_PRECEDENTS]],
        "precedents_note": found.precedents_note,
        "changes": list(plan.changes),
    }


def _by_share(models: Iterable[RankedModel]) -> list[RankedModel]:
    """Most often first at the top, because that is the number shown; excluded ones at the end."""
    return sorted(models, key=lambda model: (model.excluded, -model.share))


def _heading(subject: Subject, chosen: RankedModel) -> str:
    found, words = subject.recommendation, subject.words
    if chosen.id != found.best.id:
        return words.say("why.heading_chosen", model=chosen.name, first=found.best.name.lower())
    if found.ask_next:
        return words.say("why.heading_unsettled", model=chosen.name)
    others = [model for model in _by_share(found.models) if model is not chosen]
    second = others[0].name.lower()
    if chosen.share < others[0].share:
        return words.say("why.heading_open", model=chosen.name, second=second)
    if chosen.share >= _FIRM:
        return words.say("why.heading_firm", model=chosen.name)
    if chosen.share >= _FIRST:
        return words.say("why.heading_first", model=chosen.name)
    return words.say("why.heading_close", model=chosen.name, second=second)


def _ranked(subject: Subject, model: RankedModel, chosen: str) -> View:
    words = subject.words
    veto = next((e.text for e in subject.recommendation.excluded if e.id == model.id), "")
    reason = model.reasons[0].text if model.reasons else words["why"]["no_reason"]
    return {
        "name": model.name,
        "chosen": model.id == chosen,
        "share": words.say("why.share", share=f"{model.percent}"),
        "bar": pictures.share_bar(model.share, "accent" if model.id == chosen else "line"),
        "text": words.say("why.excluded", text=veto) if model.excluded else reason,
    }


def _reason(subject: Subject, reason: Reason) -> View:
    words = subject.words
    paths = dict.fromkeys(path for fact in reason.variables for path in inputs_of(fact))
    labels = dict.fromkeys(label(subject.catalogue, path) for path in paths)
    source = dict.fromkeys(names_in(reason.source))
    source[words["why"][f"evidence_{reason.confidence}"]] = None
    if reason.origin == "own":
        source[words["page"]["own"]] = None
    return {"text": reason.text, "about": list(labels), "source": "; ".join(source)}


def _elements(subject: Subject) -> list[tuple[str, str]]:
    found, words = subject.recommendation, subject.words
    plan = subject.plan
    elements = (
        ("flipped", plan.flipped, found.flipped.text),
        ("reinforced", plan.reinforced, found.reinforcement.text),
    )
    return [
        (words["why"][key], words.say(f"why.element_{'yes' if used else 'no'}", text=text))
        for key, used, text in elements
    ]


def _assumptions(subject: Subject) -> list[tuple[str, str]]:
    assumed: dict[str, Any] = dict(subject.plan.brief.assumed) | dict(subject.plan.assumed)
    words = subject.words["why"]
    mix = [(words["mix"], words["equal_mix"])] if assumed.keys() >= MIX else []
    return [
        (label(subject.catalogue, path), answer(subject, path, value))
        for path, value in assumed.items()
        if not (mix and path in MIX)
    ] + mix


def _formats(subject: Subject) -> list[tuple[str, str]]:
    """The recommended formats that this plan uses, each with its job."""
    used = {touchpoint.format for touchpoint in subject.plan.touchpoints}
    chosen = subject.recommendation.format_choice.chosen
    return [(f.name, _after_name(f.text, f.name)) for f in chosen if f.id in used]


def _after_name(text: str, name: str) -> str:
    """The sentence without the name that already stands beside it."""
    rest = text.removeprefix(f"{name}: ")
    return rest[:1].upper() + rest[1:]


def _precedent(subject: Subject, precedent: Precedent) -> View:
    words = subject.words
    kind = [precedent.kind, words.say("why.grade", grade=precedent.grade)]
    if precedent.origin == "own":
        kind.append(words["page"]["own"])
    return {
        "title": precedent.title,
        "client": precedent.client,
        "pattern": subject.model_name(precedent.pattern),
        "likeness": words.say("why.likeness", likeness=f"{100 * precedent.likeness:.0f}"),
        "text": precedent.text,
        "ran": precedent.sequence,
        "result": precedent.result or words["why"]["no_result"],
        "source": f"{precedent.source} ({', '.join(kind)})",
    }
