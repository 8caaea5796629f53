"""The recommendation for the result pane: ranking, argument, elements, formats, precedents.

Once somebody has chosen another model than the one ranked first, everything that is said speaks of
the chosen one: what speaks against it, which answers would put it first, and what the model that
it displaces had in its favour.
"""

from dataclasses import dataclass, replace
from typing import Any

from blendnb.designing.compose import Refusal
from blendnb.designing.recommend.formats import as_used
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.recommendation import RankedModel, Reason, Recommendation
from blendnb.language import Language, say
from blendnb.reporting.recommendation_report import about, after_name, chosen_in, model_name
from blendnb.widgets.form_answers import words_for
from blendnb.widgets.workspace import Design

Data = dict[str, Any]


@dataclass(frozen=True)
class DesignView:
    """Says the parts of a design that stand in several places."""

    design: Design
    catalogue: Catalogue
    words: Language

    @property
    def in_plan(self) -> RankedModel:
        """The blend model that the plan uses; without a plan, the one ranked first."""
        return chosen_in(self.design.recommendation, self.design.plan)

    def name(self, blend_model: str) -> str:
        """Return the name of a blend model."""
        return model_name(self.catalogue, blend_model)

    def chart_word(self, key: str) -> str:
        """Return one of the words that charts use."""
        return say(f"charts.{key}")

    def reason(self, reason: Reason) -> Data:
        """Say a reason with its source and what it looks at."""
        return {
            "rule": reason.rule,
            "text": reason.text,
            "effect": reason.effect,
            "about": ", ".join(about(reason, self.catalogue)),
            "source": f"{reason.source} ({say(f'why.evidence_{reason.confidence}')})",
            "own": say("page.own") if reason.origin == "own" else "",
        }


def argument_view(view: DesignView) -> Data:
    """Return what speaks for and against the model in the plan, beside the nearest other one."""
    model, other = view.in_plan, _other(view)
    by_ranking = model.id == view.design.recommendation.best.id
    return {
        "model": model.id,
        "name": model.name,
        "by_ranking": by_ranking,
        "price": "" if by_ranking else _price(model, other),
        "for": [view.reason(reason) for reason in model.reasons if reason.effect >= 0],
        "against": [view.reason(reason) for reason in model.reasons if reason.effect < 0],
        "demands": list(model.risks),
        "changes_heading": say("argument.changes")
        if by_ranking
        else say("argument.changes_first", model=model.name),
        "changes": _changes(view, model, by_ranking=by_ranking),
        "no_changes": say("argument.no_changes")
        if by_ranking
        else say("argument.no_changes_first", model=model.name),
        "other": {
            "id": other.id,
            "heading": _heading(other, by_ranking=by_ranking),
            "summary": view.catalogue.blend_models[other.id].summary,
            "reasons": [view.reason(reason) for reason in other.reasons],
            "risks": list(other.risks),
        },
    }


def _other(view: DesignView) -> RankedModel:
    """The best of the models that the plan does not use."""
    return next(m for m in view.design.recommendation.models if m.id != view.in_plan.id)


def _price(model: RankedModel, other: RankedModel) -> str:
    lost = next((reason for reason in other.reasons if reason.effect > 0), None)
    against = sum(reason.effect < 0 for reason in model.reasons)
    chosen = say(
        "argument.chosen",
        model=model.name,
        percent=model.percent,
        other=other.name,
        others=other.percent,
    )
    sentences = [chosen, say("argument.against", count=against)]
    if lost:
        sentences.append(say("argument.given_up", other=other.name, text=lost.text))
    return " ".join(sentences)


def _heading(other: RankedModel, *, by_ranking: bool) -> str:
    key = "argument.runner_up" if by_ranking else "argument.ranked_first"
    return say(key, model=other.name, percent=other.percent)


def _changes(view: DesignView, model: RankedModel, *, by_ranking: bool) -> list[Data]:
    return [
        {"text": change.text, "set": {change.variable: change.to}}
        for change in view.design.recommendation.what_if
        if by_ranking or change.model == model.id
    ]


def recommendation_view(view: DesignView) -> Data:
    """Return what the recommendation says."""
    advice = _with_formats_in_use(view)
    data = advice.to_data()
    return {
        "coverage": data["coverage"],
        "order": advice.confidence.order,
        "models": [_model(view, model) for model in advice.models],
        "what_if": [
            {"text": change.text, "set": {change.variable: change.to}, "model": change.model}
            for change in advice.what_if
        ],
        "ask_next": [
            {"path": asked.variable, "label": asked.label, "text": asked.text}
            for asked in advice.ask_next
        ],
        "flipped": _element(view, advice.flipped),
        "reinforcement": _element(view, advice.reinforcement),
        "formats": [_format(view, data) for data in data["formats"]],
        "left_out": [_without_name(data) for data in data["formats_left_out"]],
        "uncovered": data["uncovered"],
        "precedents": [
            {**data, "pattern": view.name(data["pattern"])} for data in data["precedents"]
        ],
        "precedents_note": advice.precedents_note,
        "refusal": _refusal(view, view.design.refusal),
        "assumed": _assumed(view),
    }


def _with_formats_in_use(view: DesignView) -> Recommendation:
    """The recommendation, with its formats as the plan at hand uses them."""
    advice, plan = view.design.recommendation, view.design.plan
    if plan is None:
        return advice
    choice = as_used(advice.format_choice, plan, view.catalogue)
    return replace(advice, format_choice=choice)


def _model(view: DesignView, model: RankedModel) -> Data:
    design = view.design
    sentences = {e.by: e.text for e in design.recommendation.excluded}
    return {
        "id": model.id,
        "name": model.name,
        "share": model.share,
        "percent": model.percent,
        "summary": view.catalogue.blend_models[model.id].summary,
        "risks": model.risks,
        "reasons": [view.reason(reason) for reason in model.reasons],
        "used": design.plan is not None and design.plan.blend_model == model.id,
        "excluded": [sentences[veto] for veto in model.excluded_by if veto in sentences],
    }


def _element(view: DesignView, element: Any) -> Data:
    reasons = [view.reason(reason) for reason in element.reasons]
    return {"use": element.use, "text": element.text, "reasons": reasons}


def _format(view: DesignView, data: Data) -> Data:
    purpose = view.chart_word(f"purpose.{data['purpose']}")
    return {**_without_name(data), "purpose": purpose.lower()}


def _without_name(data: Data) -> Data:
    """Take the name off the front of a sentence that stands right below it."""
    return {**data, "text": after_name(data["text"], data["name"])}


def _refusal(view: DesignView, refusal: Refusal | None) -> Data | None:
    if refusal is None:
        return None
    name = view.name(refusal.blend_model)
    variables = view.catalogue.variables
    changes = [
        f"{variables[c.variable].label}: {words_for(variables[c.variable], c.to)}"
        for c in refusal.changes
        if c.variable in variables
    ]
    return {
        "model": refusal.blend_model,
        "text": " ".join((say("not_composed.text", model=name), *refusal.reasons)),
        "reopen": say("not_composed.reopen", changes="; ".join(changes)) if changes else "",
        "set": {change.variable: change.to for change in refusal.changes},
        "label": say("not_composed.change", model=name),
    }


def _assumed(view: DesignView) -> list[Data]:
    variables = view.catalogue.variables
    return [{"path": path, "label": variables[path].label} for path in view.design.brief.assumed]
