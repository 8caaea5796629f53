"""Build hours: what has to be made before the first learner comes.

Finished learning is counted by the hour: a survey's rate says how many hours one finished hour took
to make. What has no length of its own, such as a message or a guide for managers, is counted by the
piece. A row that comes several times is made once as long as its content stays the same; with other
topics it is other content.
"""

from blendnb.designing.cost.rates import FINISHED_HOUR, Rates
from blendnb.domain.catalogue import Rate
from blendnb.domain.costs import ZERO, BuildItem, Range
from blendnb.domain.plan import Plan, Touchpoint

MINUTES = 60
TEACHES = ("inform", "demonstrate", "practice")
"""Purposes whose occurrences bring new content; later ones come back to it."""
DAY_HOURS = 8
"""Below so many finished hours the survey of whole blends has a figure of its own."""


def build_items(plan: Plan, rates: Rates) -> tuple[BuildItem, ...]:
    """Return what each touchpoint takes to build, in the order of the plan."""
    languages = len(plan.brief.resolved.audience.languages or ("en",))
    at = {id_: _rated(id_, rates, languages) for id_ in {t.format for t in plan.touchpoints}}
    return tuple(_item(t, *at[t.format], rates) for t in plan.touchpoints)


def _rated(learning_format: str, rates: Rates, languages: int) -> tuple[Rate, Range]:
    """Return the rate at which a format is built, and the hours that one of its unit takes."""
    rate = rates.build_rate(learning_format)
    each = rates[rate.id] * _translated(rate, rates, languages)
    return rate, each * rates[rates.reuse_id] if rate.unit == FINISHED_HOUR else each


def _item(touchpoint: Touchpoint, rate: Rate, each: Range, rates: Rates) -> BuildItem:
    count, per_hour = pieces(touchpoint), rate.unit == FINISHED_HOUR
    finished = _finished_hours(touchpoint, rates) * count if per_hour else ZERO
    hours = each * (finished if per_hour else count)
    return BuildItem(
        touchpoint.id, touchpoint.title, touchpoint.format, rate.id, count, finished, hours
    )


def _translated(rate: Rate, rates: Rates, languages: int) -> Range:
    """The factor for further languages: only text and media have to be made again."""
    if not rate.translated or languages == 1:
        return Range.exactly(1.0)
    return Range.exactly(1.0) + rates["translation"] * (languages - 1)


def _finished_hours(touchpoint: Touchpoint, rates: Rates) -> Range:
    if touchpoint.learner_minutes:
        return Range.exactly(touchpoint.learner_minutes / MINUTES)
    return rates["aid_finished_minutes"] / MINUTES


def pieces(touchpoint: Touchpoint) -> int:
    """Return how many different contents a touchpoint has.

    One without repeats. With repeats, those whose topics differ; and each occurrence where it
    teaches: a row that goes round the topics, or that composing cut from the content, brings the
    next part each time.
    """
    repeat = touchpoint.repeat
    if repeat is None:
        return 1
    if touchpoint.purpose in TEACHES and (repeat.topics or touchpoint.origin == "composed"):
        return len(repeat.days)
    return len({frozenset(o.topics) for o in touchpoint.occurrences})


def finished_hours(items: tuple[BuildItem, ...]) -> Range:
    """Return the hours of finished learning that are built by the hour."""
    return Range.total(item.finished_hours for item in items)


def cross_check(finished: Range, rates: Rates) -> Range:
    """Return what a survey of whole blends gives for the same finished hours."""
    short = finished.default < DAY_HOURS
    return finished * rates["build_blend_short" if short else "build_blend"]
