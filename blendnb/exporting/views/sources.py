"""What the short names of sources stand for, each that the page names."""

from blendnb.exporting.views import Subject, View


def sources(subject: Subject) -> View:
    """Return the sources of the reasons shown, as far as the catalogue explains them."""
    words, found = subject.words, subject.recommendation
    reasons = (reason for model in found.models for reason in model.reasons)
    named = dict.fromkeys(name for reason in reasons for name in names_in(reason.source))
    texts = {h.title: h.text for h in subject.catalogue.help_texts.values() if h.kind == "source"}
    return {
        "heading": words["page"]["sources"],
        "name": words["page"]["sources_name"],
        "sources": [(name, texts[name]) for name in named if name in texts],
    }


def names_in(source: str) -> list[str]:
    """Return the single names in "BLM; Sitzmann 2006"."""
    return [name.strip() for name in source.split(";")]
