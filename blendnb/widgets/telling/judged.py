"""The plan in words: one line, the numbers that matter, and what the audit finds."""

from blendnb.charts.takeaways import dimensions_takeaway
from blendnb.domain.findings import Audit
from blendnb.domain.vocabulary import DIMENSIONS
from blendnb.exporting.views import Subject
from blendnb.exporting.views.answers import label
from blendnb.exporting.views.first_screen import header
from blendnb.exporting.views.why import why
from blendnb.widgets.telling.teller import Teller, Told


def plan_told(teller: Teller) -> Told:
    """Say the plan: headline, key numbers, dimensions; of no plan, why there is none."""
    design = teller.design
    if design.plan is None or design.audit is None:
        return {"headline": "This brief excludes every blend model", "numbers": [], "audit": None}
    subject = Subject(
        design.plan, design.recommendation, design.audit, teller.catalogue, teller.words
    )
    return {
        "headline": why(subject)["heading"],
        "numbers": header(subject)["numbers"],
        "audit": _audit(teller, design.audit),
    }


def _audit(teller: Teller, audit: Audit) -> Told:
    data = audit.to_data()
    kinds = teller.words["dimensions"]
    return {
        "headline": dimensions_takeaway(audit, teller.words.charts),
        "dimensions": [_dimension(teller, id_, data["dimensions"][id_]) for id_ in DIMENSIONS],
        "findings": [
            *({**told, "kind": kinds[told["severity"]]} for told in data["constraints"]),
            *({**told, "kind": kinds["tension"]} for told in data["tensions"]),
        ],
    }


def _dimension(teller: Teller, id_: str, told: Told) -> Told:
    questions = [_question(teller, question) for question in told["questions"]]
    name = teller.chart_word(f"dimension.{id_}")
    return _verdict(teller, {"id": id_, "name": name, **told}) | {"questions": questions}


def _question(teller: Teller, told: Told) -> Told:
    forced = ", ".join(label(teller.catalogue, path) for path in told["forced_by"])
    say = teller.words.say
    return _verdict(teller, told) | {
        "name": teller.chart_word(f"question.{told['id']}"),
        "fix": say("dimensions.fix", text=told["fix"]["text"]) if told["fix"] else "",
        "forced": say("dimensions.forced", facts=forced) if forced else "",
    }


def _verdict(teller: Teller, told: Told) -> Told:
    return {**told, "verdict_word": teller.chart_word(f"verdict.{told['verdict']}")}
