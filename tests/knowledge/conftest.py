"""The shipped catalogue, read once for all tests about the field's knowledge."""

import pytest

from blendnb.files.catalogue_loading import load_catalogue


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()
