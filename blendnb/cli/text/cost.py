"""What a plan costs, to be read in a terminal: part by part, then what it rests on."""

from collections.abc import Iterable

from blendnb.cli.text.layout import columns, document, paragraph, section
from blendnb.cli.text.words import plural, spoken
from blendnb.designing.cost.wording import figure, hours, money
from blendnb.domain.costs import Assumption, BreakEven, Cost, Part, Range

_NAMES = {
    "build": "Build",
    "deliver": "Deliver",
    "learner_time": "Learners' time",
    "manager_time": "Managers' time",
}
_LETTERS = "AB"


def cost_text(cost: Cost, even: BreakEven | None = None, earned: Range | None = None) -> str:
    """Return a cost as a text, with its break-even and its return where they were asked for."""
    return document(
        section(f"{cost.title}: what it takes for {plural(cost.size, 'learner')}", _parts(cost)),
        section("In all", _totals(cost)),
        section("For each learner", _totals(cost, cost.size)),
        section("Beside it", _beside(cost)),
        _break_even(even) if even else "",
        section("Return on investment", _return(earned)) if earned else "",
        section("Rests on", _assumptions(a for a in cost.assumptions if a.state != "unset")),
        section("Prices that nobody set, so these parts stay in hours", _unset(cost)),
        paragraph(
            "Ranges are those of the surveys, which differ two to five times; none of these "
            "figures is a quotation."
        ),
    )


def _parts(cost: Cost) -> str:
    return columns((_NAMES[name], _part(part, cost.currency)) for name, part in cost.parts.items())


def _part(part: Part, currency: str) -> str:
    found = hours(part.hours)
    return found if part.money is None else f"{found}; {money(part.money, currency)}"


def _totals(cost: Cost, by: float = 1) -> str:
    """Two lines that are never mixed: without the learners' time, and with it."""
    rows = (
        ("without learners' time", cost.effort_hours, cost.effort_money),
        ("with learners' time", cost.total_hours, cost.total_money),
    )
    return columns(
        (name, _part(Part(spent / by, None if paid is None else paid / by), cost.currency))
        for name, spent, paid in rows
    )


def _beside(cost: Cost) -> str:
    check = (
        f"a survey of whole blends gives {hours(cost.cross_check_hours)} of building for these "
        f"{figure(cost.finished_hours.default)} finished hours"
    )
    rows = [
        ("tasks on the job", hours(Range.exactly(cost.on_the_job_hours))),
        ("upkeep in a year", hours(cost.upkeep_hours)),
        ("cross-check", check),
    ]
    return columns(rows)


def _break_even(even: BreakEven) -> str:
    heading = "Break-even with learners' time" if even.learner_time else "Break-even"
    named = [f"{_LETTERS[place]} is {even.titles[place]}" for place in (0, 1)]
    return section(
        f"{heading}, in {even.currency or even.measure}: {'; '.join(named)}",
        columns([("from 1", f"{_LETTERS[even.cheaper_at_first]} is cheaper"), *_crossings(even)]),
        paragraph(_settled(even), indent=2),
    )


def _crossings(even: BreakEven) -> list[tuple[str, str]]:
    return [
        (f"from {crossing.learners:,}", f"{_LETTERS[crossing.cheaper]} is cheaper")
        for crossing in even.crossings
    ]


def _settled(even: BreakEven) -> str:
    found = [_stays(even, place) for place in (0, 1) if even.pays_from[place] is not None]
    looked = f"Looked at up to {even.most:,} learners."
    return " ".join([*found, looked] if found else [f"Neither stays cheaper. {looked}"])


def _stays(even: BreakEven, place: int) -> str:
    low, high = ("never" if end is None else f"from {end:,}" for end in even.pays_from_ends[place])
    return (
        f"{_LETTERS[place]} stays cheaper from {even.pays_from[place]:,} on (all figures low: "
        f"{low}; all high: {high})."
    )


def _return(earned: Range) -> str:
    ends = f"{earned.low:,.0f} to {earned.high:,.0f} %"
    return paragraph(
        f"{earned.default:,.0f} % of the costs ({ends}), from your own benefit.", indent=2
    )


def _assumptions(found: Iterable[Assumption]) -> str:
    return columns((a.id, _figure(a), f"{a.text} {_source(a)}") for a in found)


def _figure(found: Assumption) -> str:
    if found.figure is None:
        return ""
    low, default, high = (
        f"{x:g}" for x in (found.figure.low, found.figure.default, found.figure.high)
    )
    ends = "" if low == high else f" ({low} to {high})"
    return f"{default}{ends}"


def _source(found: Assumption) -> str:
    unit = f"{found.currency}, {found.unit}" if found.currency else found.unit
    kind = {"assumed": " Assumed.", "set": " Set by you."}.get(found.state, "")
    own = " From your own catalogue." if found.origin == "own" and found.state == "rate" else ""
    dated = found.year and str(found.year) not in found.source
    year = f", {found.year}" if dated else ""
    return f"[{unit}; {found.source}{year}]{kind}{own}"


def _unset(cost: Cost) -> str:
    return columns((a.id, f"{a.text} [{a.unit}]") for a in cost.assumptions if a.state == "unset")


def part_name(part: str) -> str:
    """Return the name of one part of a cost."""
    return _NAMES.get(part) or spoken(part)
