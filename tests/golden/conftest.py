"""Snapshots in a file of their own each, as the text that a user would get."""

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class TextFile(SingleFileSnapshotExtension):
    """A text as it is, in a file that a review can read."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


def kept_as(suffix):
    """Make the kind of snapshot file that has this suffix."""
    return type(f"{suffix.title()}File", (TextFile,), {"file_extension": suffix})


@pytest.fixture
def golden(snapshot):
    """Compare a text with the accepted one: ``assert text == golden("json")``."""

    def accepted(suffix):
        return snapshot.use_extension(kept_as(suffix))

    return accepted
