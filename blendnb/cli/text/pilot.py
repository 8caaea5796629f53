"""What a pilot showed, to be read in a terminal."""

from collections.abc import Iterable, Sequence

from blendnb.cli.text.layout import columns, document, paragraph, section
from blendnb.cli.text.words import plural
from blendnb.domain.figures import percent
from blendnb.domain.plan import Plan
from blendnb.domain.results import FileRead, Results, Simplification
from blendnb.measuring.effects import told
from blendnb.measuring.measure import Measured
from blendnb.measuring.pilot import pilot_of

NO_EXPORT = "Use --aside FILE.csv to keep them, without whom they are about."


def pilot_text(
    plan: Plan,
    measured: Measured,
    found: Sequence[Simplification],
    accepted: Sequence[Simplification],
) -> str:
    """Return the results, what to simplify, and what became of every row."""
    results = measured.results
    size = pilot_of(plan, results)
    return document(
        section(
            f"{results.title}: what the pilot showed", columns(("-", f) for f in results.findings)
        ),
        section("Use, of those expected (95 % intervals)", columns(_uses(results))),
        section("Measures", columns(_outcomes(results))),
        section("To simplify", *map(_simplification, found)),
        section("Accepted", columns((s.id, s.text) for s in accepted)),
        section("What a group of this size can show", columns(("-", t) for t in size.text))
        if size
        else "",
        section("Files", columns(_files(results.files)), _aside(results.files)),
        section("Not known", columns(("-", note) for note in results.notes)),
    )


def _uses(results: Results) -> Iterable[tuple[str, ...]]:
    if results.uses:
        yield "opened", "finished", ""
    for use in results.uses:
        yield percent(use.reached), percent(use.completed), use.title


def _outcomes(results: Results) -> Iterable[tuple[str, ...]]:
    for outcome in results.outcomes:
        reached = {None: "", True: " (aim reached)", False: " (aim not reached)"}[outcome.reached]
        found = outcome.found or "nothing found yet"
        yield (
            outcome.measure.id,
            f"{outcome.measure.text.rstrip('.')}: {found}{reached} [{outcome.level}]",
        )


def _simplification(simplification: Simplification) -> str:
    lines = [simplification.why, *(f"{name}: {said}" for name, said in told(simplification.effect))]
    lead = f"{simplification.id}  "
    head = simplification.text if simplification.advised else f"{simplification.text} (not advised)"
    return "\n".join(
        [paragraph(head, indent=2, first=lead), *(paragraph(line, indent=2 + len(lead))
                                                  for line in lines)]
    )  # fmt: skip


def _files(files: Sequence[FileRead]) -> Iterable[tuple[str, ...]]:
    for file in files:
        parts = [f"{file.kind}, {plural(file.rows, 'row')}"]
        if file.repeated:
            parts.append(f"{file.repeated} of them repeat another")
        parts += [f"{count} set aside: {reason}" for reason, count in file.aside]
        yield file.file, "; ".join(parts)


def _aside(files: Sequence[FileRead]) -> str:
    return paragraph(NO_EXPORT, indent=2) if any(file.aside for file in files) else ""
