"""Answers about spacing, as plain data and to be read in a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from blendnb.cli.text.layout import columns, document, paragraph, percent, section
from blendnb.spacing.choice import Best
from blendnb.spacing.fitting import Fit
from blendnb.spacing.models.memory import Floats

_MODELLED = (
    "Modelled recall of factual content. The numbers compare schedules; they forecast nobody."
)
Data = dict[str, Any]


def retention_data(
    days: Sequence[float], at: Sequence[float], recall: Mapping[str, Floats]
) -> Data:
    """Return recall by memory model as plain JSON values."""
    by_model = {name: [float(value) for value in values] for name, values in recall.items()}
    return {"days": list(days), "at": list(at), "recall": by_model}


def retention_text(data: Data) -> str:
    """Return recall by memory model as a table."""
    head = ["", *(f"day {day:g}" for day in data["at"]), ""]
    rows = [[name, *map(percent, values), ""] for name, values in data["recall"].items()]
    return document(
        section(f"Recall after studying on {_days(data['days'])}", columns([head, *rows])),
        paragraph(_MODELLED),
    )


def plan_data(best: Best) -> Data:
    """Return the best days as plain JSON values."""
    return {
        "days": [int(day) for day in best.days],
        "objective": best.objective,
        "window": [int(day) for day in best.window],
        "value": _numbers(best.value),
        "regret": _numbers(best.regret),
        "rules_of_thumb": [
            {
                "id": rule.id,
                "days": [int(day) for day in rule.days],
                "value": _numbers(rule.value),
                "regret": _numbers(rule.regret),
            }
            for rule in best.rules_of_thumb
        ],
        "exact": best.exact,
    }


def plan_text(data: Data) -> str:
    """Return the best days beside the rules of thumb, by memory model."""
    rows = [{"id": "best", **data}, *data["rules_of_thumb"]]
    return document(
        section(f"Best on {_days(data['days'])}", *_aim(data)),
        section(
            "Recall in per cent, and how far below that memory model's own best",
            columns([["", *data["value"], ""], *map(_values, rows)]),
        ),
        section("Days", columns((row["id"], _short(row["days"])) for row in rows)),
        paragraph(_MODELLED),
    )


def _aim(data: Data) -> tuple[str, str]:
    first, last = data["window"]
    mean = data["objective"] == "mean"
    aim = f"mean recall over days {first} to {last}" if mean else f"recall on day {last}"
    looked = "every schedule was looked at" if data["exact"] else "found by searching"
    worst = max(data["regret"].values())
    return (
        paragraph(f"For {aim}; {looked}. The first study is on day 0.", indent=2),
        paragraph(
            f"It loses at most {worst * 100:.1f} points, whichever memory model is right.",
            indent=2,
        ),
    )


def _values(row: Data) -> list[str]:
    cells = [
        f"{v * 100:.1f} (-{row['regret'][name] * 100:.1f})" for name, v in row["value"].items()
    ]
    return [row["id"], *cells, ""]


def fit_data(fit: Fit) -> Data:
    """Return a fit as plain JSON values."""
    return {
        "memory_model": fit.memory_model.id,
        "parameters": _numbers(fit.parameters),
        "intervals": {
            name: [float(low), float(high)] for name, (low, high) in fit.intervals.items()
        },
        "rmse": float(fit.rmse),
        "default_rmse": float(fit.default_rmse),
        "observations": int(fit.observations),
        "warnings": list(fit.warnings),
    }


def fit_text(data: Data) -> str:
    """Return a fit: parameters with their intervals, how well it fits, what to beware of."""
    return document(
        section(
            f"{data['memory_model']}, fitted to {data['observations']} observations",
            columns(_parameter(name, data) for name in data["parameters"]),
        ),
        paragraph(
            f"It misses the observations by {data['rmse']:.3f} (root mean square), the published "
            f"defaults by {data['default_rmse']:.3f}."
        ),
        section("Beware", columns(("-", warning) for warning in data["warnings"])),
    )


def _parameter(name: str, data: Data) -> tuple[str, str, str]:
    interval = data["intervals"].get(name)
    span = f"95 % interval {interval[0]:.5g} to {interval[1]:.5g}" if interval else "held"
    return name, f"{data['parameters'][name]:.5g}", span


def _numbers(values: Mapping[str, float]) -> dict[str, float]:
    return {name: float(value) for name, value in values.items()}


def _days(days: Sequence[float]) -> str:
    return f"day{'s' if len(days) > 1 else ''} {_short(days)}"


def _short(days: Sequence[float]) -> str:
    return ", ".join(f"{day:g}" for day in days)
