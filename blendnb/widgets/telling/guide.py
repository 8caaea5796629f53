"""The guide: what holds for every session, whatever stands in the brief."""

from typing import get_args

from blendnb.domain.catalogue import Catalogue
from blendnb.domain.vocabulary import CHARTS, EDITIONS, TEACHING_ORDER, MeasureKind
from blendnb.exporting.targets import TARGETS
from blendnb.exporting.words import load_words
from blendnb.widgets.telling.teller import Told
from blendnb.widgets.workspace import STEPS

STAGE_NAMES = {
    "first_contact": "First contact",
    "before": "Before",
    "during": "During",
    "after": "After",
    "sustained": "Sus\u00adtained",  # may break there: it heads a narrow column
}
EDITION_NAMES = {
    "client": "For the client: everything",
    "facilitator": "For those who lead it",
    "learner": "For those who learn",
}
KIND_NAMES = {
    "completion": "Completion",
    "confidence": "Confidence",
    "behavior": "Behaviour",
    "work": "Work",
    "business": "Business",
}


def guide_of(catalogue: Catalogue) -> Told:
    """Return the steps' texts, the words of the map, and what can be exported."""
    words = load_words().charts
    texts = [text for text in catalogue.help_texts.values() if text.kind == "step"]
    return {
        "steps": {step: text.text for step, text in zip(STEPS, texts, strict=False)},
        "stages": STAGE_NAMES,
        "purposes": {purpose: words[f"purpose.{purpose}"] for purpose in TEACHING_ORDER},
        "measure_kinds": [[kind, KIND_NAMES[kind]] for kind in get_args(MeasureKind)],
        "forms": [
            {
                "suffix": suffix,
                "text": target.what,
                "page": target.of_a_page,
                "chart": target.of_one_chart,
            }
            for suffix, target in TARGETS.items()
        ],
        "editions": [[edition, EDITION_NAMES.get(edition, edition)] for edition in EDITIONS],
        "charts": list(CHARTS),
    }
