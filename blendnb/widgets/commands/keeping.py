"""Keeping: going on where one was, and what to do when somebody else works on the same plan."""

from dataclasses import replace

from blendnb.widgets.bench import Bench, Command, Handler
from blendnb.widgets.commands.weighing import with_new
from blendnb.widgets.trouble import Cannot
from blendnb.widgets.workspace import Option

_FROM_DISK = "From the file"


def _resume(bench: Bench, command: Command) -> None:
    """`{"resume": true | false}`: go on with the session that is offered, or leave it."""
    if command["resume"]:
        bench.keeping.resume()
        bench.proof.clear()
    else:
        bench.keeping.decline()


def _take_over(bench: Bench, _: Command) -> None:
    """`{"take_over": true}`: work on here what another window works on; that one then watches."""
    bench.keeping.take_over()


def _keep(bench: Bench, command: Command) -> None:
    """`{"keep": "mine" | "theirs" | "both"}`: settle a plan file that was changed meanwhile."""
    bench.keeping.refuse_watching()
    match command["keep"]:
        case "mine":
            bench.keeping.keep_mine()
        case "theirs":
            bench.put(bench.now.with_option(_theirs(bench, bench.now.option.name)))
            bench.keeping.settle()
        case "both":
            both = with_new(bench.now, _theirs(bench, _FROM_DISK))
            bench.put(replace(both, active=bench.now.active))
            bench.keeping.keep_mine()
        case other:
            raise Cannot(f"Keep 'mine', 'theirs' or 'both', not {other!r}.")


def _theirs(bench: Bench, name: str) -> Option:
    """Return the plan that stands on the disk as an option."""
    plan = bench.keeping.plan_on_disk()
    option = replace(bench.desk.option_of(plan, name), map=bench.now.option.map)
    return bench.desk.worked_out(option)


KEEPING: dict[str, Handler] = {"resume": _resume, "take_over": _take_over, "keep": _keep}
