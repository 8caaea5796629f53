"""Calibrate the rules on the published programmes, and write the weights and the report.

python -m blendnb.designing.calibrate            writes both files of the checkout
python -m blendnb.designing.calibrate --check    says whether they are what would be written
"""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from blendnb.designing.calibrate.examples import Case, cases
from blendnb.designing.calibrate.fitting import Problem, calibrated, fit, tabulated, with_weights
from blendnb.designing.calibrate.folds import (
    OUTER,
    Figures,
    Ranking,
    agreement,
    always,
    best_ridge,
    held_out_figures,
)
from blendnb.designing.calibrate.report import Row, report, weights_file
from blendnb.designing.facts import facts_of
from blendnb.designing.scoring import Scoring
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Archetype, Blueprint, Catalogue
from blendnb.files.catalogue import load_catalogue
from blendnb.files.shipped import shipped
from blendnb.files.writing import write_whole

if TYPE_CHECKING:
    from blendnb.designing.calibrate.fitting import Floats

Held = tuple[Figures, tuple[float, ...]]
"""Agreement on programmes not seen, and the ridges chosen inside the folds."""
SEED = 0
OTHER_SEEDS = (1, 2)
"""Other splits into folds, to show how far the figures depend on the split."""


def problem_of(catalogue: Catalogue, *, prior_free: bool = False) -> Problem:
    """Return what there is to calibrate: the judgement weights, and the briefs that anchor them."""
    architectures: list[Blueprint | Archetype] = [
        *catalogue.blueprints.values(),
        *catalogue.archetypes.values(),
    ]
    anchors = [
        (facts_of(Brief.model_validate(architecture.brief)), architecture.blend_model)
        for architecture in architectures
        if architecture.brief
    ]
    return Problem(Scoring(with_weights(catalogue, {})), anchors, prior_free)


def shipped_weights(catalogue: Catalogue) -> tuple[dict[str, dict[str, float]], float]:
    """Return the weights that are shipped, fitted on the whole library, and their ridge."""
    problem, library = problem_of(catalogue), cases(catalogue.programmes, judged=False)
    ridge = best_ridge(problem, library, range(len(library)), OUTER, SEED)
    return calibrated(problem, fit(problem, tabulated(problem, library), ridge)), ridge


def _ranking(catalogue: Catalogue, problem: Problem, weights: "Floats") -> Ranking:
    scoring = Scoring(with_weights(catalogue, calibrated(problem, weights)))
    return lambda facts: scoring.ranking(scoring.held(facts))


def _rows(catalogue: Catalogue) -> tuple[list[Row], tuple[float, ...]]:
    """The table of agreement, and the ridges chosen inside the folds of the first split."""
    problem, free = problem_of(catalogue), problem_of(catalogue, prior_free=True)
    stated = cases(catalogue.programmes, judged=False)

    def held_out(problem: Problem, library: Sequence[Case], seed: int) -> Held:
        ranking_with = partial(_ranking, catalogue, problem)
        return held_out_figures(problem, library, ranking_with, seed=seed)

    first, ridges = held_out(problem, stated, SEED)
    others = [held_out(problem, stated, seed)[0] for seed in OTHER_SEEDS]
    judged = held_out(problem, cases(catalogue.programmes), SEED)[0]
    uncapped = [held_out(free, stated, seed)[0] for seed in (SEED, *OTHER_SEEDS)]
    tabled = _ranking(catalogue, problem, problem.judgement)
    by_live = [(case, always("live_led")) for case in stated]
    return [
        Row("always live-led", agreement(by_live)),
        Row("judgement weights", agreement([(case, tabled(case.facts)) for case in stated])),
        Row("calibrated, held out", first),
        *(Row(f"the same, another split ({n})", row) for n, row in enumerate(others, start=2)),
        Row("the same, judged values used too", judged),
        *(Row(f"with a free prior, split {n}", row) for n, row in enumerate(uncapped, start=1)),
    ], ridges


def main(arguments: Sequence[str], say: Callable[[str], None] = print) -> int:
    """Calibrate, and write both files or check them."""
    catalogue = load_catalogue()
    weights, ridge = shipped_weights(catalogue)
    rows, inner = _rows(catalogue)
    templates = shipped("templates")
    wanted = {
        templates / "catalogue" / "calibrated_weights.toml": weights_file(weights),
        templates.parent / "docs" / "calibration.md": report(
            rows, ridge, inner, weights, catalogue.rules
        ),
    }
    if "--check" in arguments:
        stale = [path.name for path, text in wanted.items() if not _holds(path, text)]
        say(f"out of date: {', '.join(stale)}; run make calibrate" if stale else "up to date")
        return int(bool(stale))
    for path, text in wanted.items():
        write_whole(str(path), text)
        say(f"wrote {path}")
    return 0


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    # The matrices are small: more threads only wait for each other, and add up in another order.
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
    sys.exit(main(sys.argv[1:]))
