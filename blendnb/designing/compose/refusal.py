"""When a blend model cannot be composed: why, and what would have to change.

A module of its own, because composing, adapting and whoever calls them need it and nothing else.
"""

from blendnb.designing.recommend.what_if import reopening
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue, Veto
from blendnb.domain.recommendation import VariableChange
from blendnb.language import say


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
        self, blend_model: str, reasons: tuple[str, ...], changes: tuple[VariableChange, ...] = ()
    ) -> None:
        self.blend_model = blend_model
        self.reasons = reasons
        self.changes = changes
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        sentences = [say("refusal.cannot", blend_model=self.blend_model), *self.reasons]
        if self.changes:
            sentences.append(say("refusal.reopened", changes="; ".join(map(_change, self.changes))))
        return " ".join(sentences)


def _change(change: VariableChange) -> str:
    values = {"old": repr(change.from_), "new": repr(change.to)}
    return say("refusal.change", variable=change.variable, **values)


def refused(
    brief: Brief, catalogue: Catalogue, blend_model: str, vetoes: tuple[Veto, ...]
) -> Refusal:
    """Return the refusal for the vetoes that exclude a blend model."""
    return Refusal(
        blend_model,
        tuple(say("refusal.reason", sentence=veto.sentence, id=veto.id) for veto in vetoes),
        reopening(brief, catalogue, blend_model),
    )


def no_free_day(blend_model: str) -> Refusal:
    """Return the refusal for a window that its blackout days swallow."""
    return Refusal(blend_model, (say("refusal.no_free_day"),))
