"""Proving: the pilot, what it measures, what it showed, and what becomes simpler."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from blendnb import pilots
from blendnb.domain.plan import Measure, Pilot, Plan
from blendnb.widgets.bench import Bench, Command, Handler
from blendnb.widgets.desk import plan_in
from blendnb.widgets.jobs import Job
from blendnb.widgets.trouble import Cannot


def _pilot(bench: Bench, command: Command) -> None:
    """`{"pilot": {size, text, start_day, decide_by} | null}`: who goes first."""
    told = command["pilot"]
    pilot = None if told is None else Pilot.model_validate(told)
    bench.put(bench.desk.agreed(bench.now, pilot=pilot), command.get("step"))


def _measures(bench: Bench, command: Command) -> None:
    """`{"measures": [...]}`: what is measured; entries without an id get one."""
    told: list[dict[str, Any]] = [dict(entry) for entry in command["measures"]]
    taken = {str(entry.get("id")) for entry in told}
    for entry in told:
        if not entry.get("id"):
            entry["id"] = next(i for n in range(1, 1000) if (i := f"measure-{n}") not in taken)
            taken.add(entry["id"])
    measures = tuple(Measure.model_validate(entry) for entry in told)
    bench.put(bench.desk.agreed(bench.now, measures=measures), command.get("step"))


# ----------------------------------------------------------------------------------- results


def _results(bench: Bench, command: Command) -> None:
    """`{"results": [paths]}`: read what the pilot showed; relative to the studio's folder."""
    files = tuple(str(path).strip() for path in command["results"] if str(path).strip())
    plan, option = plan_in(bench.now), bench.now.option
    if not files:
        bench.proof.pop(option.name, None)
        bench.put(bench.now.with_option(replace(option, results=())))
        return
    paths = [bench.folder / Path(file).expanduser() for file in files]
    bench.start(
        Job(
            "Reading the results",
            partial(_read, plan, paths, bench),
            partial(_were_read, bench, option.name, files),
        )
    )


def _read(plan: Plan, paths: list[Path], bench: Bench, job: Job) -> Any:
    results = pilots.measure(plan, paths, progress=job.report)
    job.report("Working out what could be simpler", 1.0)
    return results, pilots.simplify(plan, results, catalogue=bench.catalogue)


def _were_read(bench: Bench, name: str, files: tuple[str, ...], found: Any) -> None:
    option = bench.now.option
    if option.name != name:
        raise Cannot(f"The results were read for {name!r}; switch to it and load them again.")
    bench.proof[name] = found
    bench.put(bench.now.with_option(replace(option, results=files)))


def _accept(bench: Bench, command: Command) -> None:
    """`{"accept": [ids], "who": name}`: apply simplifications and put them on record."""
    plan = plan_in(bench.now)
    _, proposed = bench.proof.get(bench.now.option.name, (None, ()))
    wanted = [each for each in proposed if each.id in command["accept"]]
    if not wanted:
        raise Cannot("None of these simplifications is proposed any more; load the results again.")
    who = str(command.get("who") or "").strip() or None
    changed = pilots.accept(plan, wanted, who=who, when=bench.today())
    bench.put(bench.desk.edited(bench.now, changed))


def _cancel(bench: Bench, _: Command) -> None:
    """`{"cancel": true}`: give up what takes long."""
    if bench.job is not None:
        bench.job.cancel()
        bench.job = None


PROVING: dict[str, Handler] = {
    "pilot": _pilot, "measures": _measures, "results": _results, "accept": _accept,
    "cancel": _cancel,
}  # fmt: skip
