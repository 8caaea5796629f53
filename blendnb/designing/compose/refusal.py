"""When a blend model cannot be composed: why, and what would have to change."""

from blendnb.designing.reopen import reopening
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue, Veto
from blendnb.domain.recommendation import Change

_NO_FREE_DAY = (
    "Every day of the window is a blackout day, so nothing can take place (schedule.blackout): "
    "shorten the blackout or lengthen schedule.weeks."
)


class Refusal(Exception):  # noqa: N818 - not an error of the program but an answer to the user
    """The brief excludes the blend model.

    Attributes
    ----------
    blend_model
        Id of the refused blend model.
    reasons
        Sentences, one for each fact that excludes it.
    changes
        The smallest set of changes of the brief after which it could be composed.
    """

    def __init__(
        self, blend_model: str, reasons: tuple[str, ...], changes: tuple[Change, ...] = ()
    ) -> None:
        self.blend_model = blend_model
        self.reasons = reasons
        self.changes = changes
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        said = [f"{self.blend_model} cannot be composed for this brief.", *self.reasons]
        if self.changes:
            steps = "; ".join(f"{c.variable} from {c.from_!r} to {c.to!r}" for c in self.changes)
            said.append(f"It would be open again with: {steps}.")
        return " ".join(said)


def refused(
    brief: Brief, catalogue: Catalogue, blend_model: str, vetoes: tuple[Veto, ...]
) -> Refusal:
    """Return the refusal for the vetoes that exclude a blend model."""
    return Refusal(
        blend_model,
        tuple(f"{veto.sentence} ({veto.id})" for veto in vetoes),
        reopening(brief, catalogue, blend_model),
    )


def no_free_day(blend_model: str) -> Refusal:
    """Return the refusal for a window that its blackout days swallow."""
    return Refusal(
        blend_model,
        (_NO_FREE_DAY,),
    )
