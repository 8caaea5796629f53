"""Versions of a session, each written as what differs from the one before it.

A version of a plan is some kilobytes, an edit changes some hundred bytes of it. What differs is
found by its ends, which are the same in both, and the middle is packed (zlib, RFC 1950) with the
middle of the version before as its dictionary. After a while one is written whole again, so that
reading goes back a bounded number of steps.

A packed version begins with a byte that begins no JSON; what was written before there were packed
ones is read as it stands.
"""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

MOST_STEPS = 16
"""After so many versions one is written whole."""
_MARK = b"\x01"
_HEAD = struct.Struct(">IIIB")
"""Bytes at the start and at the end that are the base's, checksum of the whole, length of the
base's name."""


class Damaged(Exception):  # noqa: N818 -- read as a sentence
    """What was packed does not unpack to what it was."""


@dataclass(frozen=True, slots=True)
class Base:
    """A version that the next one can be told by: its name, itself, how far it is from a whole one.

    >>> base = Base("7", b'{"title": "CRM", "weeks": 6}', 0)
    >>> packed = pack(b'{"title": "CRM", "weeks": 8}', base)
    >>> unpack(packed, {"7": base.raw}.__getitem__)
    b'{"title": "CRM", "weeks": 8}'
    """

    name: str
    raw: bytes
    steps: int = 0


def pack(raw: bytes, base: Base | None = None) -> bytes:
    """Return a version as it is written: as what differs from a base, or as a whole."""
    before, name = (base.raw, base.name.encode()) if base else (b"", b"")
    start = _alike(raw, before)
    rest, rest_before = raw[start:], before[start:]
    end = _alike(rest[::-1], rest_before[::-1])
    middle, dictionary = (part[: len(part) - end] for part in (rest, rest_before))
    packer = zlib.compressobj(9, zdict=dictionary) if dictionary else zlib.compressobj(9)
    head = _HEAD.pack(start, end, zlib.crc32(raw), len(name))
    return _MARK + head + name + packer.compress(middle) + packer.flush()


def unpack(packed: bytes, fetch: Callable[[str], bytes]) -> bytes:
    """Return a version as it was; `fetch` gets what was written under a name, packed or not.

    Raises
    ------
    Damaged
        If it is not what was written.
    """
    chain = []
    while packed.startswith(_MARK):
        start, end, check, length = _head(packed)
        at = len(_MARK) + _HEAD.size
        chain.append((start, end, check, packed[at + length :]))
        if not length:
            packed = b""
            break
        packed = fetch(packed[at : at + length].decode())
    for start, end, check, middle in reversed(chain):
        packed = _unpacked(packed, start, end, middle)
        if zlib.crc32(packed) != check:
            raise Damaged
    return packed


def _head(packed: bytes) -> tuple[int, int, int, int]:
    try:
        start, end, check, length = _HEAD.unpack_from(packed, len(_MARK))
    except struct.error as error:
        raise Damaged from error
    return start, end, check, length


def _unpacked(before: bytes, start: int, end: int, middle: bytes) -> bytes:
    dictionary = before[start : len(before) - end]
    unpacker = zlib.decompressobj(zdict=dictionary) if dictionary else zlib.decompressobj()
    try:
        new = unpacker.decompress(middle)
    except zlib.error as error:
        raise Damaged from error
    return before[:start] + new + before[len(before) - end :]


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes are the same from the start: halving, for comparing bytes is fast."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least
