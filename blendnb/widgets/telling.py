"""Telling: what the browser is told about a workspace, as plain data.

Everything that needs knowledge is said here in words, the same words as on the exported page; the
browser only places it.
"""

from typing import Any

from blendnb.charts.takeaways import dimensions_takeaway
from blendnb.designing.compose import Refusal
from blendnb.designing.facts import inputs_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.findings import Audit
from blendnb.domain.recommendation import RankedModel, Reason
from blendnb.domain.vocabulary import DIMENSIONS
from blendnb.exporting.views import Subject
from blendnb.exporting.views.answers import label
from blendnb.exporting.views.first_screen import header
from blendnb.exporting.views.why import why
from blendnb.exporting.words import Words, load_words
from blendnb.widgets.form import words_for
from blendnb.widgets.workspace import Design, Workspace

Told = dict[str, Any]


def result_of(workspace: Workspace, catalogue: Catalogue) -> Told | None:
    """Return the result pane's content; None while there is no design."""
    design = workspace.design
    if design is None:
        return None
    teller = _Teller(design, catalogue, load_words())
    return {"chosen": workspace.chosen, **teller.advice(), **teller.plan()}


class _Teller:
    """Says one design in words."""

    def __init__(self, design: Design, catalogue: Catalogue, words: Words) -> None:
        self.design, self.catalogue, self.words = design, catalogue, words
        self.names = {model.id: model.name for model in design.recommendation.models}

    def advice(self) -> Told:
        """Say the recommendation: ranking, elements, formats, precedents."""
        advice = self.design.recommendation
        data = advice.to_data()
        return {
            "coverage": data["coverage"],
            "models": [self._model(model) for model in advice.models],
            "what_if": [
                {"text": change.text, "set": {change.variable: change.to}}
                for change in advice.what_if
            ],
            "flipped": self._element(advice.flipped),
            "reinforcement": self._element(advice.reinforcement),
            "formats": [self._format(told) for told in data["formats"]],
            "left_out": [_without_name(told) for told in data["formats_left_out"]],
            "uncovered": data["uncovered"],
            "precedents": [
                {**told, "pattern": self.names.get(told["pattern"], told["pattern"])}
                for told in data["precedents"]
            ],
            "precedents_note": advice.precedents_note,
            "refusal": self._refusal(self.design.refusal),
            "assumed": self._assumed(),
        }

    def plan(self) -> Told:
        """Say the plan: headline, key numbers, dimensions; of no plan, why there is none."""
        design = self.design
        if design.plan is None or design.audit is None:
            return {
                "headline": "This brief excludes every blend model",
                "numbers": [],
                "audit": None,
            }
        advice = design.recommendation
        subject = Subject(design.plan, advice, design.audit, self.catalogue, self.words)
        return {
            "headline": why(subject)["heading"],
            "numbers": header(subject)["numbers"],
            "audit": self._audit(design.audit),
        }

    def _model(self, model: RankedModel) -> Told:
        design = self.design
        sentences = {e.by: e.text for e in design.recommendation.excluded}
        return {
            "id": model.id,
            "name": model.name,
            "share": model.share,
            "summary": self.catalogue.blend_models[model.id].summary,
            "risks": model.risks,
            "reasons": [self._reason(reason) for reason in model.reasons],
            "used": design.plan is not None and design.plan.blend_model == model.id,
            "excluded": [sentences[veto] for veto in model.excluded_by if veto in sentences],
        }

    def _reason(self, reason: Reason) -> Told:
        paths = dict.fromkeys(path for fact in reason.variables for path in inputs_of(fact))
        return {
            "rule": reason.rule,
            "text": reason.text,
            "effect": reason.effect,
            "about": ", ".join(dict.fromkeys(label(self.catalogue, path) for path in paths)),
            "source": f"{reason.source} ({self.words['why'][f'evidence_{reason.confidence}']})",
            "own": self.words["page"]["own"] if reason.origin == "own" else "",
        }

    def _element(self, element: Any) -> Told:
        reasons = [self._reason(reason) for reason in element.reasons]
        return {"use": element.use, "text": element.text, "reasons": reasons}

    def _format(self, told: Told) -> Told:
        purpose = self.words.charts[f"purpose.{told['purpose']}"]
        return {**_without_name(told), "purpose": purpose.lower()}

    def _refusal(self, refusal: Refusal | None) -> Told | None:
        if refusal is None:
            return None
        name = self.names.get(refusal.blend_model, refusal.blend_model)
        changes = [
            f"{variable.label}: {words_for(variable, change.to)}"
            for change in refusal.changes
            if (variable := self.catalogue.variables.get(change.variable))
        ]
        return {
            "text": " ".join((f"{name} cannot be composed for this brief.", *refusal.reasons)),
            "reopen": f"It would be open again with {'; '.join(changes)}." if changes else "",
            "set": {change.variable: change.to for change in refusal.changes},
            "label": f"Change that and use {name}",
        }

    def _audit(self, audit: Audit) -> Told:
        data = audit.to_data()
        return {
            "headline": dimensions_takeaway(audit, self.words.charts),
            "dimensions": [self._dimension(id_, data["dimensions"][id_]) for id_ in DIMENSIONS],
            "findings": [
                *({**told, "kind": self._kind(told["severity"])} for told in data["constraints"]),
                *({**told, "kind": self._kind("tension")} for told in data["tensions"]),
            ],
        }

    def _dimension(self, id_: str, told: Told) -> Told:
        questions = [self._question(question) for question in told["questions"]]
        return self._verdict({"id": id_, "name": self.words.charts[f"dimension.{id_}"], **told}) | {
            "questions": questions
        }

    def _question(self, told: Told) -> Told:
        forced = ", ".join(label(self.catalogue, path) for path in told["forced_by"])
        return self._verdict(told) | {
            "name": self.words.charts[f"question.{told['id']}"],
            "fix": self.words.say("dimensions.fix", text=told["fix"]["text"])
            if told["fix"]
            else "",
            "forced": self.words.say("dimensions.forced", facts=forced) if forced else "",
        }

    def _verdict(self, told: Told) -> Told:
        return {**told, "verdict_word": self.words.charts[f"verdict.{told['verdict']}"]}

    def _kind(self, kind: str) -> str:
        return self.words["dimensions"][kind]

    def _assumed(self) -> list[Told]:
        return [
            {"path": path, "label": self.catalogue.variables[path].label}
            for path in self.design.brief.assumed
        ]


def _without_name(told: Told) -> Told:
    """Take the name off the front of a sentence that stands right below it."""
    text = told["text"].removeprefix(f"{told['name']}: ")
    return {**told, "text": text[:1].upper() + text[1:]}
