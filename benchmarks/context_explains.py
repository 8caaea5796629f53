"""How far a brief explains what was run: the rules, and two simple guesses, on the programmes.

python -m benchmarks.context_explains     prints the table of docs/what_context_explains.md
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from blendnb.designing.facts import with_derived
from blendnb.designing.recommend.rules import scoring_of
from blendnb.domain.catalogue import Programme
from blendnb.domain.vocabulary import BLEND_MODELS
from blendnb.files.catalogue_loading import load_catalogue

FROM_WHAT_WAS_RUN = (
    "schedule.weeks",
    "support.coaches",
    "content.hours",
    "work.longest_session_minutes",
)
"""Fields that in the batch V01 to V41 partly come from what was run, and so give it away."""
Ranking = Callable[[Programme], Sequence[str]]


def known(programme: Programme) -> dict[str, Any]:
    """Return what a source states of the context, without what it was judged or run to be."""
    hidden = {*programme.inferred, *(FROM_WHAT_WAS_RUN if programme.id.startswith("V") else ())}
    return with_derived({k: v for k, v in programme.brief.items() if k not in hidden})


def by_subject(programmes: Sequence[Programme]) -> Ranking:
    """Rank by what others ran for the same subject; programmes of one owner are left out."""

    def ranking(programme: Programme) -> Sequence[str]:
        subject = programme.brief.get("outcome.subject")
        counts = Counter(
            other.pattern
            for other in programmes
            if other.owner != programme.owner and other.brief.get("outcome.subject") == subject
        )
        return sorted(BLEND_MODELS, key=lambda model: -counts[model])

    return ranking


def agreement(programmes: Sequence[Programme], ranking: Ranking) -> tuple[int, int, int]:
    """Return how often the pattern comes first, is among two, and a defensible one is first."""
    ranked: Mapping[str, Sequence[str]] = {p.id: ranking(p) for p in programmes}
    return (
        sum(ranked[p.id][0] == p.pattern for p in programmes),
        sum(p.pattern in ranked[p.id][:2] for p in programmes),
        sum(ranked[p.id][0] in (p.pattern, *p.also) for p in programmes),
    )


def main() -> None:
    """Print one line for each way of ranking."""
    catalogue = load_catalogue()
    scoring, programmes = scoring_of(catalogue), catalogue.programmes
    ways: dict[str, Ranking] = {
        "always live-led": lambda _: BLEND_MODELS,
        "what others ran for the same subject": by_subject(programmes),
        "the catalogue's rules": lambda p: scoring.ranking(scoring.held(known(p))),
    }
    stated = sum(len([k for k in known(p) if k in p.brief]) for p in programmes)
    print(f"{len(programmes)} programmes, {stated / len(programmes):.1f} stated fields each")
    for name, ranking in ways.items():
        first, first_two, acceptable = agreement(programmes, ranking)
        print(f"| {name} | {first} | {first_two} | {acceptable} |")


if __name__ == "__main__":
    main()
