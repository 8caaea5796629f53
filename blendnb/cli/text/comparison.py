"""Plans side by side, to be read in a terminal: numbers first, then words, then touchpoints."""

from collections.abc import Callable, Iterable

from blendnb.cli.text.layout import columns, document, paragraph, section
from blendnb.cli.text.words import plural, spoken
from blendnb.designing.cost.wording import figure
from blendnb.domain.comparison import Comparison, Difference, Option, Recalled
from blendnb.domain.costs import Range

_ROWS: tuple[tuple[str, Callable[[Option], str]], ...] = (
    ("Blend model", lambda o: o.label),
    ("Weeks", lambda o: str(o.weeks)),
    ("Hours of learning for each learner", lambda o: figure(o.learning_hours)),
    ("Hours on real tasks for each learner", lambda o: figure(o.on_the_job_hours)),
    ("Live hours for each learner", lambda o: figure(o.live_hours)),
    ("Groups", lambda o: f"{o.most_groups:,}"),
    ("Sessions to hold", lambda o: f"{o.sessions_held:,}"),
    ("Hours of building", lambda o: _range(o.cost.build.hours)),
    ("Hours of leading sessions", lambda o: _range(o.cost.deliver.hours)),
    ("Hours of managers", lambda o: _range(o.cost.manager_time.hours)),
)


def comparison_text(comparison: Comparison) -> str:
    """Return a comparison as a text."""
    options = comparison.options
    return document(
        section(
            "The plans", columns((o.letter, o.full_name) for o in options)
        ),
        section("Side by side", _side_by_side(options)),
        section("Modelled recall at the moments that matter", _moments(comparison)),
        section("The five dimensions", _dimensions(options)),
        *(section("In words" if not n else "", paragraph(t.text, indent=2))
          for n, t in enumerate(comparison.trades)),
        section("Where the journeys differ", _differences(comparison)),
        paragraph(
            "Recall is modelled recall of factual content, as a range over memory models; it "
            "forecasts nobody."
        ),
    )  # fmt: skip


def _side_by_side(options: tuple[Option, ...]) -> str:
    rows = [("", *(o.letter for o in options))]
    rows += [(name, *(say(o) for o in options)) for name, say in _ROWS]
    if all(o.cost.effort_money is not None for o in options):
        rows.append(("Money without learners' time", *map(_money, options)))
    return columns(rows)


def _money(option: Option) -> str:
    money = option.cost.effort_money
    return "" if money is None else f"{option.cost.currency} {_range(money)}"


def _range(found: Range) -> str:
    low, default, high = (figure(x) for x in (found.low, found.default, found.high))
    return default if low == high else f"{default} ({low} to {high})"


def _moments(comparison: Comparison) -> str:
    rows = [
        (
            f"day {m.day}",
            *(f"{o.letter} {_band(r)}" for o, r in _each(comparison, m.recalled)),
            m.text,
        )
        for m in comparison.moments
    ]
    return columns(rows)


def _each(
    comparison: Comparison, recalled: Iterable[Recalled | None]
) -> Iterable[tuple[Option, Recalled | None]]:
    return zip(comparison.options, recalled, strict=True)


def _band(found: Recalled | None) -> str:
    if found is None:
        return "not taught"
    low, high = (f"{100 * x:.0f}" for x in (found.low, found.high))
    return f"{low} %" if low == high else f"{low} to {high} %"


def _dimensions(options: tuple[Option, ...]) -> str:
    names = options[0].audit.verdicts
    return columns(
        (spoken(name), *(spoken(o.audit.verdicts[name]).lower() for o in options)) for name in names
    )


def _differences(comparison: Comparison) -> str:
    same = sum(difference.same for difference in comparison.differences)
    told = [_difference(d, comparison) for d in comparison.differences if not d.same]
    alike = f"{plural(same, 'touchpoint')} the same in all of them." if same else ""
    return "\n".join(filter(None, [*told, paragraph(alike, indent=2)]))


def _difference(difference: Difference, comparison: Comparison) -> str:
    cells = zip(comparison.options, difference.cells, strict=True)
    rows = ((option.letter, cell or "does without it") for option, cell in cells)
    return "\n".join([paragraph(difference.title, indent=2), columns(rows, indent=4)])
