"""What a recommendation costs: as a whole, part by part, and as a command from start to end.

Run it with ``python benchmarks/recommend.py``. Times depend on the machine, so the command's time
stands beside an empty Python process of the same run; the aim is 20 ms for the recommendation.
Every figure is the best of several runs, on a brief that is read anew each time.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from blendnb.designing.facts import facts_of
from blendnb.designing.recommend import recommend
from blendnb.designing.recommend.formats import choose_formats
from blendnb.designing.recommend.precedents import nearest
from blendnb.designing.recommend.rules import Scoring
from blendnb.designing.recommend.share import shares
from blendnb.designing.recommend.what_if import turning_steps
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.files.catalogue_loading import load_catalogue

RUNS = 20
BARE = {"title": "T", "objective": "O", "outcome": {"subject": "sales"}}
SHUT = {
    **BARE,
    "technology": {"available": []},
    "support": {"facilitators": 0},
    "schedule": {"weeks": 2},
}
BRIEF_FILE = 'title = "T"\nobjective = "O"\n[outcome]\nsubject = "sales"\n'


def best_ms(run: Callable[[], Any], runs: int = RUNS) -> float:
    """Return the shortest of several runs, in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def whole(catalogue: Catalogue) -> dict[str, float]:
    """Measure whole recommendations: everything answered, nothing answered, everything excluded."""
    briefs = {
        "recommendation, everything answered": catalogue.blueprints["crm_rollout"].brief,
        "recommendation, only the subject": BARE,
        "recommendation, all four excluded": SHUT,
    }
    return {
        name: best_ms(lambda data=data: recommend(Brief.model_validate(data), catalogue))
        for name, data in briefs.items()
    }


def parts(catalogue: Catalogue) -> dict[str, float]:
    """Measure the parts on the brief that leaves most open."""
    facts = facts_of(Brief.model_validate(BARE))
    scoring = Scoring(catalogue)
    return {
        "  rules and vetoes prepared": best_ms(lambda: Scoring(catalogue)),
        "  share (200 trials)": best_ms(lambda: shares(facts, scoring)),
        "  what would change the answer": best_ms(lambda: turning_steps(facts, scoring)),
        "  formats": best_ms(
            lambda: choose_formats(facts, catalogue, "bookend", flipped=True, reinforced=True)
        ),
        "  precedents": best_ms(lambda: nearest(facts, catalogue, "continuous")),
    }


def processes() -> dict[str, float]:
    """Measure the command from start to end beside an empty process."""
    with tempfile.TemporaryDirectory() as folder:
        brief = Path(folder, "brief.toml")
        brief.write_text(BRIEF_FILE, encoding="utf-8")
        command = [sys.executable, "-m", "blendnb", "recommend", str(brief), "--json"]
        empty = [sys.executable, "-c", "pass"]
        return {
            "empty Python process": best_ms(lambda: _run(empty), runs=5),
            "blendnb recommend --json": best_ms(lambda: _run(command), runs=5),
        }


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    """Measure and print."""
    catalogue = load_catalogue()
    for name, milliseconds in (whole(catalogue) | parts(catalogue) | processes()).items():
        print(f"{name:40} {milliseconds:8.1f} ms")


if __name__ == "__main__":
    main()
