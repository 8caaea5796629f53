"""What the short names of sources stand for, each that the page names."""

from blendnb.exporting.editions import Section
from blendnb.exporting.subject import Subject, View
from blendnb.language import say
from blendnb.reporting.recommendation_report import explained_sources


def sources(subject: Subject) -> View | None:
    """Return the sources of the reasons shown, as far as the catalogue explains them."""
    explained = explained_sources(subject.recommendation.models, subject.catalogue)
    if not explained:
        return None
    return {
        "heading": say("page.sources"),
        "name": say("page.sources_name"),
        "sources": explained,
    }


SECTIONS = [
    Section("sources", sources, {"client": 110}, "sources.html", listed=False, in_footer=True)
]
