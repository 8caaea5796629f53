"""The list of what must exist before a plan can run, counted back from each first use.

What a touchpoint says of its deliverables (`build`) comes first; where it says nothing, its
materials stand for it. Something is ready some days before it is used, checked before that, and
translated in between; how many days, and who makes and checks it, the catalogue says by format.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from blendnb.designing.cost.build_hours import build_items, pieces
from blendnb.designing.cost.rates import Rates
from blendnb.designing.workload import DAYS_IN_WEEK, week_of
from blendnb.domain.brief import Existing
from blendnb.domain.build_list import BuildDays, BuildList, BuildRow, Load, ProductionRule
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.costs import ZERO, Range
from blendnb.domain.plan import Deliverable, HoursRange, Plan, Touchpoint
from blendnb.language import number, say

HOURS_A_DAY = 6
"""Hours that somebody who builds really builds in a day: judgement."""
WORKING_DAYS = 5
_TELLS = ("inform", "demonstrate")


def build_list(plan: Plan, catalogue: Catalogue, *, today: int | None = None) -> BuildList:
    """Return everything that must exist before a plan can run.

    Parameters
    ----------
    plan
        The plan; what is there already, its brief says (`content.existing`).
    catalogue
        Makers, checkers and days by format; build rates for the surveys beside.
    today
        Day from launch that counts as today; without one nothing is late.
    """
    surveys = {item.touchpoint: item.hours for item in build_items(plan, Rates(catalogue))}
    rows = [row for touchpoint in plan.touchpoints for row in _rows(touchpoint, plan, catalogue)]
    rows = sorted(rows, key=lambda row: (row.days.begin, row.days.first_use))
    parts = list(_shares(rows, surveys))
    most = catalogue.threshold("build_hours_a_week")
    return BuildList(
        plan=plan,
        rows=tuple(rows),
        surveys=surveys,
        by_person=tuple(_by_person(rows, parts)),
        by_week=tuple(_by_week(parts, most)),
        today=today,
    )


# ------------------------------------------------------------------------------ what is needed


@dataclass(frozen=True)
class _For:
    """What a touchpoint's deliverables are for, and who usually makes them."""

    touchpoint: Touchpoint
    rule: ProductionRule
    there: Existing | None
    """What the client has already that can be used here."""
    translated: bool
    """Whether what it needs is text or media, in several languages."""
    several_languages: bool


def _rows(touchpoint: Touchpoint, plan: Plan, catalogue: Catalogue) -> Iterator[BuildRow]:
    rule, rate = (
        production_rule(touchpoint.format, catalogue),
        catalogue.build_rate(touchpoint.format),
    )
    several = len(plan.brief.resolved.audience.languages or ()) > 1
    text = rate is not None and rate.translated
    use = _For(touchpoint, rule, _existing(touchpoint, plan), text and several, several)
    for item in touchpoint.build or _of_materials(touchpoint, plan, rule):
        yield _row(item, use)


def production_rule(format_: str, catalogue: Catalogue) -> ProductionRule:
    """Return who makes what a format needs, and how long before its first use.

    Raises
    ------
    KeyError
        If no rule is for every format.
    """
    rules = catalogue.production.values()
    named = (each for each in rules if format_ in each.formats)
    rule = next(named, None) or next((each for each in rules if not each.formats), None)
    if rule is None:
        raise KeyError(format_)
    return rule


def _of_materials(
    touchpoint: Touchpoint, plan: Plan, rule: ProductionRule
) -> tuple[Deliverable, ...]:
    """Materials as deliverables: as many as there are different contents, for its topics."""
    spec, count = _spec(touchpoint, plan), pieces(touchpoint)
    return tuple(
        Deliverable(what=what, count=1 if what in rule.arranged else count,
                    spec="" if what in rule.arranged else spec)
        for what in touchpoint.materials
    )  # fmt: skip


def _spec(touchpoint: Touchpoint, plan: Plan) -> str:
    """What is known of it: topics, length, languages."""
    minutes = touchpoint.learner_minutes
    languages = plan.brief.resolved.audience.languages or ()
    parts = (
        ", ".join(touchpoint.all_topics),
        say("charts.minutes", minutes=number(minutes), times=1) if minutes else "",
        ", ".join(languages) if len(languages) > 1 else "",
    )
    return "; ".join(filter(None, parts))


def _existing(touchpoint: Touchpoint, plan: Plan) -> Existing | None:
    """What the client has that is of this format and about one of these topics."""
    topics = set(touchpoint.all_topics)
    return next(
        (
            each
            for each in plan.brief.content.existing
            if _is_of(each, touchpoint) and (not each.topics or topics & {*each.topics})
        ),
        None,
    )


def _is_of(each: Existing, touchpoint: Touchpoint) -> bool:
    """Whether it can be used here: it is of the format, or of none and something is told."""
    if each.format is None:
        return bool(each.topics) and touchpoint.purpose in _TELLS
    return each.format == touchpoint.format


def _row(item: Deliverable, use: _For) -> BuildRow:
    touchpoint, rule = use.touchpoint, use.rule
    arranged = item.what in rule.arranged
    translated = not arranged and _is_translated(item, use)
    used = None if arranged else use.there
    return BuildRow(
        touchpoint=touchpoint.id,
        title=touchpoint.title,
        what=item.what,
        count=item.count,
        spec=item.spec,
        maker=item.maker or rule.maker,
        checker=getattr(item, "checker", None) or rule.checker,
        days=_days(item, touchpoint.start_day, rule, translated=translated),
        hours=item.hours,
        arranged=arranged,
        translated=translated,
        reused=used.name if used else "",
        reused_whole=bool(used) and _covers(used, touchpoint),
    )


def _covers(there: Existing | None, touchpoint: Touchpoint) -> bool:
    return there is not None and (not there.topics or {*touchpoint.all_topics} <= {*there.topics})


def _is_translated(item: Deliverable, use: _For) -> bool:
    """As the deliverable says, else as things of its format are."""
    stated = getattr(item, "translate", None)
    return use.translated if stated is None else bool(stated) and use.several_languages


def _days(
    item: Deliverable, first_use: int, rule: ProductionRule, *, translated: bool
) -> BuildDays:
    """Count back from the first use; what is arranged has no draft and nothing to check."""
    ready = first_use - rule.ready
    if item.what in rule.arranged:
        return BuildDays(ready, ready, ready, ready, first_use)
    more = rule.translation if translated else 0
    draft = first_use - rule.draft - more
    return BuildDays(
        begin=draft - _making(item.hours, rule),
        draft=draft,
        checked=first_use - rule.checked - more,
        ready=ready,
        first_use=first_use,
    )


def _making(hours: HoursRange | None, rule: ProductionRule) -> int:
    """Calendar days of making: the most hours that are likely, by working days of a week."""
    if hours is None:
        return rule.making
    return ceil(hours.high / HOURS_A_DAY * DAYS_IN_WEEK / WORKING_DAYS)


# ------------------------------------------------------------------------------ sums


@dataclass(frozen=True)
class _Share:
    """What somebody does of one thing in one week."""

    who: str
    week: int
    count: float
    hours: Range
    surveys: Range


def _shares(rows: Iterable[BuildRow], surveys: dict[str, Range]) -> Iterator[_Share]:
    """Spread what is made over the days on which it is made; surveys speak of touchpoints."""
    made: dict[str, list[BuildRow]] = defaultdict(list)
    for row in rows:
        if row.made:
            made[row.touchpoint].append(row)
    for touchpoint, of_it in made.items():
        for row in of_it:
            given = Range(row.hours.low, row.hours.low, row.hours.high) if row.hours else ZERO
            by_survey = surveys.get(touchpoint, ZERO) / len(of_it)
            yield from _spread(row, given, by_survey)


def _spread(row: BuildRow, hours: Range, surveys: Range) -> Iterator[_Share]:
    days = range(row.days.begin, max(row.days.draft, row.days.begin + 1))
    weeks: dict[int, int] = defaultdict(int)
    for day in days:
        weeks[week_of(day)] += 1
    for week, held in weeks.items():
        part = held / len(days)
        yield _Share(row.maker, week, part, hours * part, surveys * part)


def _by_person(rows: list[BuildRow], parts: list[_Share]) -> Iterator[Load]:
    makers = dict.fromkeys(row.maker for row in rows if row.made)
    for who in makers:
        mine = [part for part in parts if part.who == who]
        yield _load(who, None, mine)


def _by_week(parts: list[_Share], most: float) -> Iterator[Load]:
    for week, who in sorted({(part.week, part.who) for part in parts}):
        mine = [part for part in parts if (part.week, part.who) == (week, who)]
        yield _load(who, week, mine, most)


def _load(who: str, week: int | None, parts: list[_Share], most: float | None = None) -> Load:
    hours = Range.total(part.hours for part in parts)
    surveys = Range.total(part.surveys for part in parts)
    heavy = most is not None and max(hours.high, surveys.default) > most
    return Load(who, week, round(sum(p.count for p in parts), 6), hours, surveys, heavy)
