"""Why this design: ranking and reasons, what would change it, assumptions, precedents."""

from typing import Any

from blendnb.designing.facts import inputs_of
from blendnb.designing.format_reasons import as_used
from blendnb.domain.recommendation import FormatChoice, Precedent, RankedModel, Reason
from blendnb.exporting.views import Subject, View, pictures
from blendnb.exporting.views.answers import MIX, answer, label
from blendnb.exporting.views.sources import names_in

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
        "order": found.standing.order,
        "ranking": [_ranked(subject, model, chosen.id) for model in found.models],
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
        "left_out": [(f.name, f.text) for f in _choice(subject).left_out],
        "precedents": [_precedent(subject, p) for p in found.precedents[:_MOST_PRECEDENTS]],
        "precedents_note": found.precedents_note,
        "changes": list(plan.changes),
    }


def _heading(subject: Subject, chosen: RankedModel) -> str:
    found, words = subject.recommendation, subject.words
    if chosen.id != found.best.id:
        return words.say("why.heading_chosen", model=chosen.name, first=found.best.name.lower())
    standing = found.standing
    second = subject.model_name(standing.rival).lower()
    kind = "firm_while" if standing.kind == "firm" and standing.hinge else standing.kind
    return words.say(f"why.heading_{kind}", model=chosen.name, second=second, hinge=standing.hinge)


def _ranked(subject: Subject, model: RankedModel, chosen: str) -> View:
    words = subject.words
    veto = next((e.text for e in subject.recommendation.excluded if e.id == model.id), "")
    reason = _main_reason(subject, model)
    return {
        "name": model.name,
        "chosen": model.id == chosen,
        "share": words.say("why.share", share=f"{model.percent}"),
        "bar": pictures.share_bar(model.share, "accent" if model.id == chosen else "muted"),
        "text": words.say("why.excluded", text=veto) if model.excluded else reason,
    }


def _main_reason(subject: Subject, model: RankedModel) -> str:
    """What weighs most, said to speak against the model where it does."""
    words = subject.words
    if not model.reasons:
        return words["why"]["no_reason"]
    first = model.reasons[0]
    return words.say("why.main_against", text=first.text) if first.effect < 0 else first.text


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


def _choice(subject: Subject) -> FormatChoice:
    choice, words = subject.recommendation.format_choice, subject.words["why"]
    return as_used(choice, subject.plan, subject.catalogue, words)


def _formats(subject: Subject) -> list[tuple[str, str]]:
    """The formats that this plan uses, each with its job."""
    return [(f.name, _after_name(f.text, f.name)) for f in _choice(subject).chosen]


def _after_name(text: str, name: str) -> str:
    """The sentence without the name that already stands beside it."""
    rest = text.removeprefix(f"{name}: ")
    return rest[:1].upper() + rest[1:]


def _precedent(subject: Subject, precedent: Precedent) -> View:
    words = subject.words
    kind = [precedent.kind]
    if precedent.origin == "own":
        kind.append(words["page"]["own"])
    return {
        "title": precedent.title,
        "client": precedent.client,
        "pattern": subject.model_name(precedent.pattern),
        "likeness": words.say("why.likeness", alike=len(precedent.alike), of=precedent.stated),
        "text": precedent.text,
        "ran": precedent.sequence,
        "result": precedent.result or words["why"]["no_result"],
        "source": f"{precedent.source} ({', '.join(kind)})",
    }
