"""A recommendation, and the argument for the blend model of a plan.

Both are made of the same pieces: the ranking with what weighs most, the reasons for and against
with what they rest on, what would change the answer, elements, formats, published programmes, what
was assumed and what short names of sources stand for. A plan's argument speaks of the blend model
that the plan uses, which need not be the one ranked first.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from blendnb.charts.cost_charts import range_text
from blendnb.designing.facts import inputs_of
from blendnb.designing.recommend.formats import as_used
from blendnb.domain.brief import Brief, assumed_values
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.domain.recommendation import (
    Consequences,
    FormatChoice,
    Precedent,
    RankedModel,
    Reason,
    Recommendation,
)
from blendnb.language import capitalized, current, estimate, percent_range, say, signed
from blendnb.reporting.brief_report import assumptions, label
from blendnb.reporting.report import (
    Block,
    Bullets,
    Column,
    Pairs,
    Paragraph,
    Part,
    Report,
    Table,
    beside,
    folded,
    part,
    report,
    table,
)

MOST_REASONS, MOST_CHANGES, MOST_PRECEDENTS = 6, 6, 3
"""How many a plan's argument shows; a recommendation shows all."""
_EVERY = 1000


def recommendation_report(
    advice: Recommendation, catalogue: Catalogue, brief: Brief | None = None
) -> Report:
    """Return what is recommended for a brief, and why.

    Parameters
    ----------
    advice
        The recommendation.
    catalogue
        Names of design variables, blend models and sources.
    brief
        The brief, where it is at hand: with it, assumed topics are named.
    """
    best = advice.best
    assumed = brief.assumed if brief else _assumed(advice)
    return report(
        "recommendation",
        heading_of(advice, best, catalogue),
        Paragraph(advice.summary, "lead"),
        _ask_next(advice),
        _ranking(advice, best),
        *_notes(advice),
        _takes_of_each(advice),
        part(
            say("why.speaks_for", model=best.name),
            *_for(best, catalogue, _EVERY),
            *what_it_takes(best),
        ),
        part(say("why.speaks_against"), *_against(best, catalogue)),
        Bullets(best.risks, say("why.demands")),
        *(_why_not(other, catalogue, advice) for other in advice.models if other is not best),
        Pairs(_elements(advice), say("why.elements")),
        _formats(advice.format_choice),
        _uncovered(advice),
        Pairs(_excluded(advice), say("why.excluded_here")),
        Pairs(_reopenings(advice, catalogue), say("why.reopen")),
        _changes(advice, _EVERY),
        _precedents(advice, catalogue, _EVERY, graded=True),
        Pairs(assumptions(catalogue.variables, assumed), say("why.assumptions")),
        Pairs(explained_sources(advice.models, catalogue), say("page.sources")),
        name=say("why.name"),
        short=best.name,
    )


def argument_report(advice: Recommendation, plan: Plan, catalogue: Catalogue) -> Report:
    """Return why a plan is as it is: what speaks for its blend model, and what would change it.

    Parameters
    ----------
    advice
        The recommendation for the plan's brief.
    plan
        The plan; its blend model is argued for, its formats are those shown.
    catalogue
        Names of design variables, blend models and formats.
    """
    chosen = chosen_in(advice, plan)
    choice = as_used(advice.format_choice, plan, catalogue)
    assumed = dict(plan.brief.assumed) | dict(plan.assumed)
    return report(
        "why",
        heading_of(advice, chosen, catalogue),
        _ranking(advice, chosen),
        *_notes(advice),
        _ask_next(advice),
        _takes_of_each(advice, chosen),
        beside(
            (
                part(
                    say("why.speaks_for", model=chosen.name),
                    *_for(chosen, catalogue, MOST_REASONS),
                    *what_it_takes(chosen),
                ),
                _changes(advice, MOST_CHANGES),
                Pairs(_elements_of(advice, plan), say("why.elements")),
            ),
            (
                part(say("why.speaks_against"), *_against(chosen, catalogue)),
                Bullets(chosen.risks, say("why.demands")),
                part(
                    say("why.assumptions"),
                    Paragraph(say("why.assumptions_name"), "note"),
                    Pairs(assumptions(catalogue.variables, assumed)),
                )
                if assumed
                else None,
            ),
        ),
        Bullets(plan.changes, say("why.changes")),
        beside((_formats(choice),), (_left_out(choice),), kind="pair"),
        _uncovered(advice),
        _precedents(advice, catalogue, MOST_PRECEDENTS, graded=False),
        name=say("why.name"),
        short=chosen.name,
    )


def sources_report(advice: Recommendation, catalogue: Catalogue) -> Report | None:
    """Return what short names of sources stand for; None where the catalogue explains none."""
    explained = explained_sources(advice.models, catalogue)
    if not explained:
        return None
    return report("sources", say("page.sources"), Pairs(explained), name=say("page.sources_name"))


# --------------------------------------------------------------------------- pieces, in words


def chosen_in(advice: Recommendation, plan: Plan | None) -> RankedModel:
    """Return the blend model that a plan uses; without a plan, the one ranked first."""
    used = plan.blend_model if plan else advice.best.id
    return next((model for model in advice.models if model.id == used), advice.best)


def heading_of(advice: Recommendation, chosen: RankedModel, catalogue: Catalogue) -> str:
    """Return what fits and how firm that is, or that another one was chosen."""
    if chosen.id != advice.best.id:
        return say("why.heading_chosen", model=chosen.name, first=advice.best.name.lower())
    sure = advice.confidence
    second = model_name(catalogue, sure.rival).lower()
    kind = "firm_while" if sure.kind == "firm" and sure.hinge else sure.kind
    return say(f"why.heading_{kind}", model=chosen.name, second=second, hinge=sure.hinge)


def model_name(catalogue: Catalogue, id_: str) -> str:
    """Return the name of a blend model."""
    known = catalogue.blend_models.get(id_)
    return known.name if known else id_.replace("_", " ")


def main_reason(model: RankedModel) -> str:
    """Return what weighs most, said to speak against the model where it does."""
    if not model.reasons:
        return say("why.no_reason")
    heaviest = max(model.reasons, key=lambda reason: abs(reason.effect))
    against = heaviest.effect < 0
    return say("why.main_against", text=heaviest.text) if against else heaviest.text


def about(reason: Reason, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the names of the questions whose answers made a rule fire."""
    paths = dict.fromkeys(path for fact in reason.variables for path in inputs_of(fact))
    return tuple(dict.fromkeys(label(catalogue.variables, path) for path in paths))


def grounds(reason: Reason) -> str:
    """Return what a reason rests on: its sources, how sure they are, whose entry it is."""
    names = dict.fromkeys([*names_in(reason.source), say(f"why.evidence_{reason.confidence}")])
    own = [say("page.own")] if reason.origin == "own" else []
    return "; ".join([*names, *own])


def names_in(source: str) -> list[str]:
    """Return the single names in "BLM; Sitzmann 2006"."""
    return [name.strip() for name in source.split(";")]


def after_name(text: str, name: str) -> str:
    """Return a sentence without the name that already stands beside it."""
    return capitalized(text.removeprefix(f"{name}: "))


def explained_sources(
    models: Iterable[RankedModel], catalogue: Catalogue
) -> tuple[tuple[str, str], ...]:
    """Return the short names of the sources behind some models' reasons, with what they mean."""
    reasons = (reason for model in models for reason in model.reasons)
    named = dict.fromkeys(name for reason in reasons for name in names_in(reason.source))
    texts = {h.title: h.text for h in catalogue.help_texts.values() if h.kind == "source"}
    return tuple((name, texts[name]) for name in named if name in texts)


# ------------------------------------------------------------------------------------ blocks


def _ranking(advice: Recommendation, chosen: RankedModel) -> Table:
    """Return the models in order: points, how often each comes first, what weighs most."""
    head = (
        say("why.model"),
        Column(say("why.first"), "share"),
        Column(say("why.points"), "index"),
        say("why.main_reason"),
    )
    rows = (
        (model.name, model.percent / 100, signed(model.score, 1), _what_weighs(advice, model))
        for model in advice.models
    )
    index = next((n for n, model in enumerate(advice.models) if model is chosen), None)
    return table(head, rows, kind="ranking", chosen=index)


def _what_weighs(advice: Recommendation, model: RankedModel) -> str:
    if not model.excluded:
        return main_reason(model)
    veto = next((e.text for e in advice.excluded if e.id == model.id), "")
    return say("why.excluded", text=veto)


def _notes(advice: Recommendation) -> tuple[Paragraph, Paragraph]:
    coverage = advice.coverage
    counted = say("why.coverage", answered=coverage.answered, of=coverage.of)
    order = f"{advice.confidence.order} {say('why.percentages')}"
    return Paragraph(order, "note"), Paragraph(counted, "note")


def _ask_next(advice: Recommendation) -> Pairs:
    rows = tuple((question.label, question.text) for question in advice.ask_next)
    return Pairs(rows, say("why.ask_next"))


def _for(model: RankedModel, catalogue: Catalogue, most: int) -> tuple[Block]:
    reasons = [reason for reason in model.reasons if reason.effect > 0][:most]
    if not reasons:
        return (Paragraph(say("why.nothing_for")),)
    return (_reasons(reasons, catalogue),)


def _against(model: RankedModel, catalogue: Catalogue) -> tuple[Block]:
    reasons = [reason for reason in model.reasons if reason.effect < 0]
    if not reasons:
        return (Paragraph(say("why.nothing_against")),)
    return (_reasons(reasons, catalogue),)


def _why_not(model: RankedModel, catalogue: Catalogue, advice: Recommendation) -> Part | None:
    """Return what speaks against another model and for it, what it would demand and break."""
    against = [reason for reason in model.reasons if reason.effect < 0]
    for_it = [reason for reason in model.reasons if reason.effect > 0]
    blocks: list[Block] = []
    if model.excluded:
        blocks.append(Paragraph(_what_weighs(advice, model)))
    if against:
        blocks += [Paragraph(say("why.speaks_against")), _reasons(against[::-1], catalogue)]
    elif not model.excluded:
        blocks.append(Paragraph(say("why.weaker", model=model.name, first=advice.best.name)))
    if for_it:
        said = say("why.speaks_for", model=model.name)
        blocks += [Paragraph(said), _reasons(for_it, catalogue)]
    takes = model.consequences
    broken = [say("consequences.breaks", text=text) for text in takes.breaks] if takes else []
    demands = Bullets((*model.risks, *broken), say("why.demands"))
    return part(say("why.not", model=model.name), *blocks, demands)


# ------------------------------------------------------------------------- what each would take


def what_it_takes(model: RankedModel) -> tuple[Paragraph, ...]:
    """Return the end of the argument for a model: what its plan takes, and what it breaks."""
    takes = model.consequences
    if takes is None or takes.refused:
        return ()
    broken = (Paragraph(say("consequences.breaks", text=text)) for text in takes.breaks)
    said = say(
        "consequences.takes",
        each=estimate(takes.learning_hours),
        sessions=say("consequences.sessions", count=takes.live_sessions),
        groups=say("consequences.groups", count=takes.groups),
        facilitators=_days(takes),
        build=range_text(takes.build_hours),
    )
    return (Paragraph(said), *broken)


def what_each_takes(model: RankedModel) -> str:
    """Return in a line what a model's plan takes, or why there is none."""
    takes = model.consequences
    if takes is None:
        return ""
    if takes.refused:
        return say("consequences.refused", text=takes.refused)
    return say(
        "consequences.line",
        each=estimate(takes.learning_hours),
        sessions=say("consequences.sessions", count=takes.live_sessions),
        facilitators=_days(takes),
        effort=estimate(takes.effort_hours.default),
    )


def _days(takes: Consequences) -> str:
    days, there = takes.facilitator_days, takes.facilitator_days_there
    if there is None:
        return say("consequences.days", days=estimate(days))
    return say("consequences.days_of", days=estimate(days), there=estimate(there))


def _days_cell(takes: Consequences) -> str:
    days, there = estimate(takes.facilitator_days), takes.facilitator_days_there
    return days if there is None else say("consequences.of", days=days, there=estimate(there))


def _takes_of_each(advice: Recommendation, chosen: RankedModel | None = None) -> Table | None:
    """Return the models side by side by what their plans take; None where nobody asked for it."""
    known = [model for model in advice.models if model.consequences is not None]
    if not known:
        return None
    columns = ("model", "learners", "live", "facilitator_days", "build", "recall", "keeps")
    rows = (_takes_row(model, model.consequences) for model in known if model.consequences)
    index = next((n for n, model in enumerate(known) if model is (chosen or advice.best)), None)
    return table(
        tuple(say(f"consequences.{column}") for column in columns),
        rows,
        heading=say("consequences.heading"),
        kind="plain",
        chosen=index,
    )


def _takes_row(model: RankedModel, takes: Consequences) -> tuple[str, ...]:
    if takes.refused:
        nothing = say("consequences.none")
        refused = say("consequences.refused", text=takes.refused)
        return (model.name, *[nothing] * 5, refused)
    kept = [*takes.breaks] or [say("consequences.nothing_broken")]
    if takes.warnings:
        kept = [*kept, say("consequences.warned", count=len(takes.warnings))]
    return (
        model.name,
        say("consequences.hours", hours=estimate(takes.learning_hours)),
        say("consequences.in_groups", sessions=takes.live_sessions, count=takes.groups),
        _days_cell(takes),
        range_text(takes.build_hours),
        "; ".join(percent_range(band.low, band.high) for band in takes.recall),
        " ".join(kept),
    )


def _reasons(reasons: Iterable[Reason], catalogue: Catalogue) -> Bullets:
    noted = [(reason.text, _note(reason, catalogue)) for reason in reasons]
    return Bullets(
        tuple(text for text, _ in noted), notes=tuple(note for _, note in noted), kind="reasons"
    )


def _note(reason: Reason, catalogue: Catalogue) -> str:
    points, named = signed(reason.effect, 1), ", ".join(about(reason, catalogue))
    known = {"points": points, "about": named, "grounds": grounds(reason)}
    return say("why.rests_on" if named else "why.rests_on_nothing", **known)


def _changes(advice: Recommendation, most: int) -> Part | None:
    texts = tuple(change.text for change in advice.what_if[:most])
    said = Bullets(texts) if texts else Paragraph(say("why.no_what_if"))
    return part(say("why.what_if"), said)


def _elements(advice: Recommendation) -> tuple[tuple[str, str], ...]:
    return (
        (say("why.flipped"), advice.flipped.text),
        (say("why.reinforced"), advice.reinforcement.text),
    )


def _elements_of(advice: Recommendation, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return whether the plan has each element, beside what the rules say of it."""
    used = (plan.flipped, plan.reinforced)
    return tuple(
        (name, say(f"why.element_{'yes' if has else 'no'}", text=text))
        for (name, text), has in zip(_elements(advice), used, strict=True)
    )


def _formats(choice: FormatChoice) -> Table:
    rows = ((f.name, after_name(f.text, f.name)) for f in choice.chosen)
    head = (say("why.format"), say("why.job"))
    return table(head, rows, heading=say("why.formats"), kind="plain")


def _left_out(choice: FormatChoice) -> Block | None:
    rows = ((f.name, f.text) for f in choice.left_out)
    head = (say("why.format"), say("why.reason"))
    return folded(say("why.left_out"), table(head, rows, kind="plain"))


def _uncovered(advice: Recommendation) -> Bullets:
    return Bullets(tuple(gap.text for gap in advice.format_choice.uncovered), say("why.uncovered"))


def _excluded(advice: Recommendation) -> tuple[tuple[str, str], ...]:
    by_veto: dict[tuple[str, str], list[str]] = {}
    for exclusion in advice.excluded:
        by_veto.setdefault((exclusion.by, exclusion.text), []).append(exclusion.id)
    return tuple(
        (by, say("why.excluded_by", text=text, ids=", ".join(ids)))
        for (by, text), ids in by_veto.items()
    )


def _reopenings(advice: Recommendation, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    return tuple((model_name(catalogue, r.model), r.text) for r in advice.reopenings)


def _precedents(advice: Recommendation, catalogue: Catalogue, most: int, *, graded: bool) -> Block:
    """Return published programmes; how well a source is known is a note for consultants alone."""
    note = Paragraph(advice.precedents_note, "note")
    shown = advice.precedents[:most]
    if not shown:
        return note
    cards = [[_precedent(precedent, catalogue, graded=graded)] for precedent in shown]
    return Part(say("why.precedents"), (note, beside(*cards, kind="thirds")))


def _precedent(precedent: Precedent, catalogue: Catalogue, *, graded: bool) -> Part | None:
    known = {
        "client": precedent.client,
        "pattern": model_name(catalogue, precedent.pattern),
        "likeness": say("why.likeness", alike=len(precedent.alike), of=precedent.stated),
    }
    reported = precedent.result or say("why.no_result")
    return part(
        precedent.title,
        Paragraph(say("why.programme", **known), "note"),
        Paragraph(precedent.text),
        Pairs(((say("why.ran"), precedent.sequence), (say("why.reported"), reported))),
        Paragraph(_source(precedent, graded=graded), "note"),
    )


def _kind(kind: str) -> str:
    """Who tells of a programme; own entries may name any kind."""
    key = f"why.told_by.{kind}"
    return say(key) if key in current() else kind


def _source(precedent: Precedent, *, graded: bool) -> str:
    own = [say("page.own")] if precedent.origin == "own" else []
    grade = [say("why.grade", grade=precedent.grade)] if graded else []
    kind = ", ".join([_kind(precedent.kind), *grade, *own])
    return say("why.programme_source", source=precedent.source, kind=kind)


def _assumed(advice: Recommendation) -> Mapping[str, Any]:
    """Return what a plan would assume, without the topics, which a brief alone can name."""
    known = assumed_values()
    return {path: known.get(path) for path in advice.assumed if path != "topics"}
