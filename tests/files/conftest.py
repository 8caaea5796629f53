"""A working folder with own catalogue entries."""

import pytest


@pytest.fixture
def folder(tmp_path):
    """Write files into the catalogue of a working folder: ``folder({"rules.toml": "..."})``."""

    def write(files):
        for name, text in files.items():
            path = tmp_path / "catalogue" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write
