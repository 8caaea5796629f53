"""The recommendation in words: ranking, elements, formats, precedents, what to ask next."""

from dataclasses import replace
from typing import Any

from blendnb.designing.compose import Refusal
from blendnb.designing.format_reasons import as_used
from blendnb.domain.recommendation import RankedModel, Recommendation
from blendnb.widgets.form import words_for
from blendnb.widgets.telling.teller import Teller, Told


def advice(teller: Teller) -> Told:
    """Return what the recommendation says."""
    found = _with_formats_in_use(teller)
    data = found.to_data()
    return {
        "coverage": data["coverage"],
        "order": found.standing.order,
        "models": [_model(teller, model) for model in found.models],
        "what_if": [
            {"text": change.text, "set": {change.variable: change.to}, "model": change.model}
            for change in found.what_if
        ],
        "ask_next": [
            {"path": asked.variable, "label": asked.label, "text": asked.text}
            for asked in found.ask_next
        ],
        "flipped": _element(teller, found.flipped),
        "reinforcement": _element(teller, found.reinforcement),
        "formats": [_format(teller, told) for told in data["formats"]],
        "left_out": [_without_name(told) for told in data["formats_left_out"]],
        "uncovered": data["uncovered"],
        "precedents": [
            {**told, "pattern": teller.name(told["pattern"])} for told in data["precedents"]
        ],
        "precedents_note": found.precedents_note,
        "refusal": _refusal(teller, teller.design.refusal),
        "assumed": _assumed(teller),
    }


def _with_formats_in_use(teller: Teller) -> Recommendation:
    """The recommendation, with its formats as the plan at hand uses them."""
    found, plan = teller.design.recommendation, teller.design.plan
    if plan is None:
        return found
    choice = as_used(found.format_choice, plan, teller.catalogue, teller.words["why"])
    return replace(found, format_choice=choice)


def _model(teller: Teller, model: RankedModel) -> Told:
    design = teller.design
    sentences = {e.by: e.text for e in design.recommendation.excluded}
    return {
        "id": model.id,
        "name": model.name,
        "share": model.share,
        "percent": model.percent,
        "summary": teller.catalogue.blend_models[model.id].summary,
        "risks": model.risks,
        "reasons": [teller.reason(reason) for reason in model.reasons],
        "used": design.plan is not None and design.plan.blend_model == model.id,
        "excluded": [sentences[veto] for veto in model.excluded_by if veto in sentences],
    }


def _element(teller: Teller, element: Any) -> Told:
    reasons = [teller.reason(reason) for reason in element.reasons]
    return {"use": element.use, "text": element.text, "reasons": reasons}


def _format(teller: Teller, told: Told) -> Told:
    purpose = teller.chart_word(f"purpose.{told['purpose']}")
    return {**_without_name(told), "purpose": purpose.lower()}


def _without_name(told: Told) -> Told:
    """Take the name off the front of a sentence that stands right below it."""
    text = told["text"].removeprefix(f"{told['name']}: ")
    return {**told, "text": text[:1].upper() + text[1:]}


def _refusal(teller: Teller, refusal: Refusal | None) -> Told | None:
    if refusal is None:
        return None
    name = teller.name(refusal.blend_model)
    changes = [
        f"{variable.label}: {words_for(variable, change.to)}"
        for change in refusal.changes
        if (variable := teller.catalogue.variables.get(change.variable))
    ]
    return {
        "model": refusal.blend_model,
        "text": " ".join((f"{name} cannot be composed for this brief.", *refusal.reasons)),
        "reopen": f"It would be open again with {'; '.join(changes)}." if changes else "",
        "set": {change.variable: change.to for change in refusal.changes},
        "label": f"Change that and use {name}",
    }


def _assumed(teller: Teller) -> list[Told]:
    variables = teller.catalogue.variables
    return [{"path": path, "label": variables[path].label} for path in teller.design.brief.assumed]
