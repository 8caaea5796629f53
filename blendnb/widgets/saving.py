"""Saving files: a name that every system can write, in the folder of the notebook.

A file of another session is never overwritten: this session replaces only what it wrote itself,
and otherwise counts up.
"""

import os
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

_LONGEST_NAME = 60
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Windows keeps these names for itself, whatever their ending."""


def file_stem(title: str) -> str:
    """Return a title as a file name without its ending: lower-case letters, digits and hyphens.

    Examples
    --------
    >>> file_stem("CRM rollout: Größe & Mut"), file_stem("../../etc"), file_stem("日本")
    ('crm-rollout-grosse-mut', 'etc', 'plan')
    """
    plain = (
        unicodedata.normalize("NFKD", title.replace("ß", "ss")).encode("ascii", "ignore").decode()
    )
    stem = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:_LONGEST_NAME].strip("-")
    return f"plan-{stem}".strip("-") if not stem or _RESERVED.fullmatch(stem) else stem


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
