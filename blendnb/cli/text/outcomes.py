"""What a command did, or why it did not, to be read in a terminal."""

from collections.abc import Mapping
from typing import Any

from blendnb.cli.text.findings import guesses, plan_in_a_line
from blendnb.cli.text.layout import columns, document, paragraph, section
from blendnb.cli.text.words import plural, spoken
from blendnb.designing.compose import Refusal
from blendnb.designing.wording import capitalized, changed
from blendnb.domain.plan import Plan
from blendnb.files.working_folder import WorkingFolder


def designed_text(plan: Plan, file: str) -> str:
    """Return what was designed, what was changed or assumed for it, and what comes next."""
    return document(
        section(f"{plan.title}: wrote {file}", paragraph(f"{plan_in_a_line(plan)}.", indent=2)),
        section("Changed to fit", columns(("-", change) for change in plan.changes)),
        section("Assumed, because not stated", paragraph(", ".join(plan.assumed), indent=2)),
        section(
            "Next",
            columns(
                [
                    (f"blendnb check {file}", "what it has and lacks"),
                    (f"blendnb export {file} -o PAGE.html", "the page to send"),
                ]
            ),
        ),
    )


def exported_text(plan: Plan, file: str) -> str:
    """Return what was exported, and what is guessed in a plan from another tool."""
    return document(paragraph(f"{plan.title}: wrote {file}"), guesses(plan))


def refusal_text(refusal: Refusal, facts: Mapping[str, Any]) -> str:
    """Return why a blend model was refused, and the smallest changes that would reopen it."""
    name = spoken(refusal.blend_model)
    reopened = [
        (change.variable, capitalized(changed(change.variable, change.from_, change.to, facts)))
        for change in refusal.changes
    ]
    return document(
        section(
            f"{name} cannot be composed for this brief",
            columns(("-", reason) for reason in refusal.reasons),
        ),
        section("The smallest changes that would open it again", columns(reopened)),
    )


def made_text(folder: WorkingFolder) -> str:
    """Return what a call of `blendnb new` made and kept, and what comes next."""
    added, kept = len(folder.added), len(folder.kept)
    lines = [f"{folder.path}: {plural(added, 'file')} added."]
    if kept:
        lines.append(f"{plural(kept, 'file')} with changes of yours left as they were.")
    return document(
        paragraph(" ".join(lines)),
        section(
            "Next",
            columns(
                [
                    (f"blendnb lab {folder.path}", "the notebooks in JupyterLab"),
                    (f"cd {folder.path}", "then: blendnb recommend briefs/..."),
                ]
            ),
        ),
    )
