"""What measuring costs: rows a second and peak memory, beside plain pandas on the same file.

Run it with ``python benchmarks/bench_measure.py [ROWS]``. The file is an LMS export with dates in
two forms, repeated rows and missing ids. Each reader runs in a process of its own, so that its peak
memory is its own; pandas does less (no intervals, no reasons for rows set aside), so the ratio
flatters it. Times depend on the machine: compare within one run.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROWS = 2_000_000
TOUCHPOINTS = 10
MEGABYTE = 1024 * 1024


def plan() -> Any:
    """Return a plan of ten modules, one a week."""
    from blendnb.domain.brief import Brief
    from blendnb.domain.plan import Plan, Touchpoint

    brief = {"title": "B", "objective": "B", "outcome": {"subject": "software"}}
    return Plan(
        title="B",
        brief=Brief.model_validate(brief),
        blend_model="digital_first",
        start=date(2027, 1, 11),
        touchpoints=tuple(
            Touchpoint(
                id=f"tp-{n}", title=f"Module {n}", format="self_paced_module", start_day=7 * n,
                modality="self_paced", purpose="inform", stage="during", days=7,
                learner_minutes=30.0,
            )
            for n in range(TOUCHPOINTS)
        ),
    )  # fmt: skip


def write_export(path: Path, rows: int) -> None:
    """Write the export: nine in ten rows differ, one in a thousand has no id."""
    import duckdb

    duckdb.execute(
        "COPY (SELECT CASE WHEN i % 1000 = 7 THEN '' ELSE 'E' || (100000 + i * 9 // 10 // 10) END "
        'AS "User ID", \'Module \' || (i * 9 // 10 % 10) AS "Course name", '
        "CASE WHEN hash(i) % 5 = 0 THEN 'In progress' ELSE 'Completed' END AS \"Status\", "
        "CASE WHEN i % 2 = 0 THEN strftime(DATE '2027-01-11' + (hash(i) % 70)::INT, '%Y-%m-%d') "
        "ELSE strftime(DATE '2027-01-11' + (hash(i) % 70)::INT, '%d/%m/%Y') END "
        'AS "Completion date", 10 + hash(i) % 50 AS "Time spent (min)" '
        f"FROM range({rows}) AS r(i)) TO '{path}' (HEADER)"
    )


def by_blendnb(path: Path) -> int:
    """Read with blendnb; return how many people finished the first module."""
    from blendnb import api

    found = api.measure(plan(), path)
    use = next(use for use in found.uses if use.touchpoint == "tp-0")
    assert use.completed.value is not None
    assert use.completed.people is not None
    return round(use.completed.value * use.completed.people)


def by_pandas(path: Path) -> int:
    """Do the core of it with pandas; return the same number."""
    import pandas as pd

    frame = pd.read_csv(path, dtype=str)
    frame.columns = ["learner", "touchpoint", "status", "finished", "minutes"]
    frame = frame[frame["learner"].notna()]
    iso = pd.to_datetime(frame["finished"], format="%Y-%m-%d", errors="coerce")
    frame["finished"] = iso.fillna(
        pd.to_datetime(frame["finished"], format="%d/%m/%Y", errors="coerce")
    )
    frame["minutes"] = pd.to_numeric(frame["minutes"], errors="coerce")
    frame["done"] = frame["status"].str.lower() == "completed"
    kept = frame.groupby(["learner", "touchpoint"], sort=False).agg(
        done=("done", "any"), finished=("finished", "min"), minutes=("minutes", "max")
    )
    by_touchpoint = kept.groupby("touchpoint")
    by_touchpoint["minutes"].median()
    return int(by_touchpoint["done"].sum()["Module 0"])


READERS = {"blendnb": by_blendnb, "pandas": by_pandas}


def in_own_process(reader: str, path: Path) -> dict[str, float]:
    """Run one reader and return its answer, seconds and peak memory."""
    run = subprocess.run(
        [sys.executable, __file__, "--read", reader, str(path)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(run.stdout)
    return found


def read(reader: str, path: Path) -> None:
    """Read here and print what it took."""
    start = time.perf_counter()
    answer = READERS[reader](path)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak = peak / MEGABYTE if sys.platform == "darwin" else peak / 1024
    print(json.dumps({"answer": answer, "seconds": seconds, "peak_mb": peak}))


def main(rows: int) -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        write_export(path, rows)
        size = path.stat().st_size / MEGABYTE
        found = {reader: in_own_process(reader, path) for reader in READERS}
    print(f"Measure: {rows:,} rows, {size:,.0f} MB")
    for reader, took in found.items():
        rate = rows / took["seconds"]
        print(f"  {reader:8} {took['seconds']:7.1f} s {rate:12,.0f} rows/s "
              f"{took['peak_mb']:8,.0f} MB peak")  # fmt: skip
    ours, theirs = found["blendnb"], found["pandas"]
    assert ours["answer"] == theirs["answer"], "both count the same people"
    print(f"  pandas takes {theirs['seconds'] / ours['seconds']:.2f} x the time and "
          f"{theirs['peak_mb'] / ours['peak_mb']:.2f} x the memory")  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        read(sys.argv[2], Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
