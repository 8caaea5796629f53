"""Pieces: parts of a workspace under the hash of what they hold, so that each is written once."""

import json
from hashlib import blake2b
from typing import Any

from pydantic_core import to_json

from blendnb.widgets.saved import Saved, to_saved
from blendnb.widgets.workspace import Workspace

_HASH_BYTES = 12


class Pieces:
    """Cuts workspaces into pieces and remembers those of the last one.

    The touchpoints of a plan stay the same objects while others are edited, so most of a version
    needs no writing and no hashing.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, str]] = {}

    def cut(self, workspace: Workspace) -> tuple[bytes, dict[str, bytes]]:
        """Return a version as its body, and those of its pieces that may be new, by hash."""
        used: dict[int, tuple[Any, str]] = {}
        new: dict[str, bytes] = {}

        def keep(part: Any) -> str:
            known = self._known.get(id(part))
            if known is None or known[0] is not part:
                raw = _raw(part)
                known = (part, blake2b(raw, digest_size=_HASH_BYTES).hexdigest())
                new[known[1]] = raw
            used[id(part)] = known
            return known[1]

        body = json.dumps(to_saved(workspace, keep), separators=(",", ":")).encode()
        self._known = used
        return body, new


def _raw(part: Any) -> bytes:
    if isinstance(part, dict):
        return json.dumps(part, separators=(",", ":")).encode()
    return to_json(part, by_alias=True)


def read_body(body: bytes) -> Saved:
    """Return the body of a version as plain data, in which hashes stand for pieces."""
    found: Saved = json.loads(body)
    return found
