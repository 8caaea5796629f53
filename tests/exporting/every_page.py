"""A page of every kind that leaves the room, each made once."""

from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from blendnb import api
from blendnb.api import catalogue_of, design
from blendnb.designing.compare import compare
from blendnb.designing.explore import explore, usual_space
from blendnb.domain.brief import Brief
from blendnb.exporting import page_of
from blendnb.exporting.comparison_page import comparison_page
from blendnb.exporting.exploration_page import exploration_page
from blendnb.exporting.story import story_page
from blendnb.measuring.example_pilot import make_pilot
from blendnb.measuring.simplify import accept, simplify
from tests.exporting.sample_plans import compliance_audit, crm_rollout, new_manager
from tests.exporting.shapes import with_texts

EDITIONS = ("client", "facilitator", "learner")
OTHERS = ("comparison", "story", "exploration")
KINDS = EDITIONS + OTHERS
STATIC = KINDS[:-1]
"""All but the exploration, whose chart is drawn by a script."""
PLAN = new_manager("2027-01-11")


@cache
def page_of_kind(kind: str, texts: tuple[str, ...] = ()) -> str:
    """Make the page of a kind, with the texts, if any, wherever a user may write."""
    makers = {"comparison": _comparison, "story": _story, "exploration": _exploration}
    if kind in makers:
        return makers[kind](texts)
    return page_of(_worded(PLAN, texts), edition=kind, as_of="2027-02-24", accent="#c8102e")


def _worded(plan, texts):
    return with_texts(plan, texts) if texts else plan


def _comparison(texts):
    plans = (PLAN, crm_rollout(), compliance_audit())
    turns = (texts[10 * n :] + texts[: 10 * n] for n in range(3))
    return comparison_page(compare(list(map(_worded, plans, turns)), catalogue_of()))


def _story(texts):
    asked = {
        "title": "CRM rollout", "objective": "Sales teams use the CRM.", "client": "Northwind",
        "gap": "Forecasts are 30 % off.", "topics": ["Process change", "Forecasting"],
        "moments": [{"text": "Logging the first opportunity", "baseline": "6 days",
                     "measure": "Days from call to entry"}],
        "outcome": {"subject": "software", "level": "behavior"},
        "audience": {"size": 400, "location": "distributed"},
        "schedule": {"weeks": 6, "start": "2027-01-11"},
    }  # fmt: skip
    plan = design(Brief.model_validate(asked))
    with TemporaryDirectory() as folder:
        make_pilot(plan, Path(folder), seed=3, size=60)
        found = api.measured_files(plan, Path(folder)).results
    accepted = [s for s in simplify(plan, found, catalogue_of()) if s.advised]
    changed = accept(plan, accepted)
    if texts:
        found, accepted = _retold(found, accepted, cycle(texts))
    return story_page(_worded(plan, texts), _worded(changed, texts), found, accepted)


def _retold(found, accepted, texts):
    """The results with the texts in place of all that came from the plan and from files."""
    return replace(
        found,
        title=next(texts),
        uses=tuple(replace(use, title=next(texts)) for use in found.uses),
        changes=tuple(replace(change, text=next(texts)) for change in found.changes),
        metrics=tuple(replace(metric, text=next(texts)) for metric in found.metrics),
        files=tuple(replace(file, file=next(texts)) for file in found.files),
        findings=tuple(next(texts) for _ in range(12)),
        notes=tuple(next(texts) for _ in range(6)),
    ), [replace(s, text=next(texts), why=next(texts)) for s in accepted]


def _exploration(texts):
    brief = _worded(crm_rollout(), texts).brief
    space = usual_space(brief, catalogue_of())
    small = replace(space, weeks=(6,), returns=(0,), group_sizes=(16,))
    return exploration_page(explore(brief, catalogue_of(), small, workers=1))
