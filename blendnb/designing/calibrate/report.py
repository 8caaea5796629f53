"""The report on a calibration: what moved, how well it agrees, and what that does not mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from blendnb.designing.calibrate.folds import INNER, OUTER, RIDGES, Figures
from blendnb.domain.catalogue import Rule

MOST_MOVES = 15
Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of agreement."""

    name: str
    figures: Figures


def weights_file(weights: Weights) -> str:
    """Return the TOML file that holds calibrated weights."""
    lines = [
        "# Weights of the rules for blend models after calibration on the published programmes.",
        "#",
        "# Written by `make calibrate`; docs/calibration.md says how and how well. A weight that",
        "# is not here stays at the judgement, as do all weights for elements. 0 means that the",
        "# library gives the rule no ground for this blend model.",
        "",
        "[weights]",
    ]
    for rule, by_model in weights.items():
        entries = ", ".join(f"{model} = {weight:g}" for model, weight in by_model.items())
        lines.append(f"{rule} = {{ {entries} }}")
    return "\n".join([*lines, ""])


def report(
    rows: Sequence[Row],
    ridge: float,
    inner: Sequence[float],
    weights: Weights,
    rules: Sequence[Rule],
) -> str:
    """Return the page of the documentation, in Markdown."""
    return "\n".join(
        [
            _HEAD.format(of=rows[0].figures.of, outer=OUTER, inner=INNER),
            "| ranking | first | among the first two | first is a defensible reading |",
            "| --- | --- | --- | --- |",
            *(_line(row) for row in rows),
            "",
            _TAIL.format(
                ridges=", ".join(f"{strength:g}" for strength in RIDGES),
                inner=", ".join(f"{strength:g}" for strength in inner),
                ridge=f"{ridge:g}",
            ),
            "| rule | blend model | judgement | calibrated | because |",
            "| --- | --- | --- | --- | --- |",
            *_moves(weights, rules),
            "",
        ]
    )


def _line(row: Row) -> str:
    figures = row.figures
    counts = (figures.first, figures.first_two, figures.acceptable)
    return f"| {row.name} | " + " | ".join(f"{count} of {figures.of}" for count in counts) + " |"


def _moves(weights: Weights, rules: Sequence[Rule]) -> list[str]:
    """The largest moves, largest first."""
    moved = [
        (rule, model, rule.effects[model], after)
        for rule in rules
        for model, after in weights.get(rule.id, {}).items()
    ]
    moved.sort(key=lambda move: (-abs(move[3] - move[2]), move[0].id, move[1]))
    return [
        f"| {rule.id} | {model} | {before:+g} | {after:+.2f} | {rule.because} |"
        for rule, model, before, after in moved[:MOST_MOVES]
    ]


_HEAD = """# Calibration of the rules' weights

This page is written by `make calibrate`, together with the weights themselves
(`templates/catalogue/calibrated_weights.toml`). The same library and rules give the same bytes.

The rules' weights are judgement. They are calibrated on the {of} published programmes that travel
with blendnb: a softmax over the four blend models, in which every defensible reading of what was
run counts as right, each programme weighted by its grade (A 1, B 0.75, C 0.5), with a ridge towards
the judgement weights. Signs are kept, a weight may shrink to nothing, and a rule keeps to the blend
models that it names. The prior P00 ("most blends have a live core") may shrink but not grow: it
stays the slight argument of the judgement. Left free it would take up the library's largest class,
grow to 2.6, and outweigh any one thing that a brief says. The last rows of the table show what the
cap costs. The briefs of the blueprints and of the four general patterns are anchors: they have to
come out as the blend models that they were written for. Weights for flipped design and
reinforcement are not calibrated.

Only values that a source states are used. Values that somebody judged are left out, all content
weights among them, so rules about content keep their judgement weights. Four fields of the batch
V01 to V41 are left out too, because they partly come from what was run: weeks, coaches, hours of
content, longest session.

## Agreement with what was run

Measured over {outer} folds on programmes that the weights had not seen. Programmes of one owner are
on the same side of every split, and the ridge is chosen inside each training part ({inner} folds).
Rankings are the product's own, vetoes included.
"""

_TAIL = """Context explains practice only a little: knowing a brief tells hardly more than answering
"live-led" every time. So the product argues, shows the runner-up and what others ran, and never
claims to predict.

What to keep in mind when reading these figures:

- That a programme was published does not mean that it worked. Success stories dominate, told mostly
  by owners, vendors and award juries. Agreement means "this is what practitioners did".
- The labels were given by those who chose the cases; nobody else has rated them from the sources.
- About a third of the batch V01 to V41 is health care; live-led is the library's largest class.
- With so few programmes a difference of five or six is within chance, as the other splits show.
- R01, A20 and R20 were adjusted by hand so that the three blueprints come out right, and the
  calibration is anchored to their briefs: that agreement is by design and tests nothing.
- What was tuned here cannot be tested here.

## What moved

Chosen is the strongest ridge that held-out programmes cannot tell from the likeliest one (within
one standard error), so that weights stay near the judgement wherever the library does not speak
clearly.

- Tried: {ridges}.
- Chosen inside the ten folds of the first split: {inner}.
- For the weights that are shipped: {ridge}.

The largest moves:
"""
