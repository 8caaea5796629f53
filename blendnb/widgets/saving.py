"""Saving files in the folder of the notebook, each under a name that is free.

A file of another session is never overwritten: this session replaces only what it wrote itself,
and otherwise counts up.
"""

import os
from collections.abc import Collection
from pathlib import Path


def free_path(folder: Path, stem: str, own: Collection[Path], suffix: str = ".html") -> Path:
    """Return the path to write a file to: the plain name, or a numbered one where it is taken."""
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists() and path not in own:
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def notebook_folder() -> Path:
    """Return the folder of the notebook that runs, or the current one outside a notebook."""
    session = os.environ.get("JPY_SESSION_NAME", "")
    beside = Path(session).parent
    return beside if session.endswith(".ipynb") and beside.is_dir() else Path.cwd()
