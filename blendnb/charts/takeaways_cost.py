"""What the charts of cost and break-even say, in one sentence."""

from blendnb.charts.words import Words, spoken
from blendnb.designing.cost.wording import figure
from blendnb.domain.costs import BreakEven, Cost, Range


def figure_range(found: Range, words: Words) -> str:
    """Return a figure with its ends, where they differ."""
    low, default, high = (
        spoken(figure(end), words) for end in (found.low, found.default, found.high)
    )
    if low == high:
        return default
    return words["figure_range"].format(low=low, default=default, high=high)


def cost_takeaway(cost: Cost, words: Words) -> str:
    """Return which part is the largest, in hours."""
    part, largest = max(cost.parts.items(), key=lambda item: item[1].hours.default)
    if not largest.hours.default:
        return words["cost_empty"]
    return words["cost_takeaway"].format(
        part=words[f"part.{part}"],
        largest=spoken(figure(largest.hours.default), words),
        total=words["hours_of"].format(figure=figure_range(cost.total_hours, words)),
    )


def even_takeaway(even: BreakEven, words: Words) -> str:
    """Return which plan is the cheaper one, and from how many learners on."""
    first, second = even.titles[even.cheaper_at_first], even.titles[1 - even.cheaper_at_first]
    if not even.crossings:
        return words["even_always"].format(cheaper=first, other=second, most=f"{even.most:,}")
    later = even.crossings[-1].cheaper
    facts = {
        "first": first,
        "later": even.titles[later],
        "learners": f"{even.crossings[-1].learners:,}",
        "count": len(even.crossings),
        "most": f"{even.most:,}",
    }
    if even.pays_from[later] is None:
        return words["even_unsettled"].format(**facts)
    key = "even_once" if len(even.crossings) == 1 else "even_many"
    return words[key].format(**facts) + _ends(even, later, words)


def _ends(even: BreakEven, place: int, words: Words) -> str:
    """The same number with all figures low and with all figures high, smaller one first."""
    ends = sorted(even.pays_from_ends[place], key=lambda n: float("inf") if n is None else n)
    low, high = (words["never"] if n is None else f"{n:,}" for n in ends)
    return "" if low == high else words["even_ends"].format(low=low, high=high)
