"""Opening: which session a studio shows when it is called.

The plan file is a session's identity: opened again, it is gone on with. What was opened with a
brief or blank is a draft that is found by the notebook and the brief, and offered, because running
a cell again may mean either.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan
from blendnb.files.plans import load_plan
from blendnb.files.problems import refuse
from blendnb.files.reading import Source
from blendnb.widgets.journal.database import Database, Record, Unwritable
from blendnb.widgets.journal.home import Home
from blendnb.widgets.journal.plan_file import PlanFile, digest_of
from blendnb.widgets.recent import origin_of, state_folder
from blendnb.widgets.session import Session


def opened(
    brief: Brief | None,
    *,
    plan: Plan | Source | None,
    folder: Path,
    resume: bool | str | None,
    database: Database | None = None,
    home: Callable[..., Home] = Home,
    **parts: Any,
) -> Session:
    """Return the session to show.

    Parameters
    ----------
    brief, plan, folder, resume
        As for `studio`.
    database
        The journal; by default that of this user.
    home
        Makes the place where the session is kept, out of journal, folder and origin.
    parts
        What a `Session` needs beside these.

    Raises
    ------
    InputError
        If the plan's file cannot be read, or there is no session of that key.
    """
    database = Database(state_folder()) if database is None else database
    file = PlanFile() if plan is None or isinstance(plan, Plan) else _plan_file(Path(plan))
    if isinstance(resume, str):
        record = _by_key(database, resume)
        return _gone_on_with(record, home(database, _folder_of(record, folder)), **parts)
    known = _by_path(database, file)
    if known is not None and resume is not False:
        with suppress(Unwritable):
            return _gone_on_with(known, home(database, folder, known.origin), **parts)
    begun = plan if plan is None or isinstance(plan, Plan) else load_plan(plan)
    place = home(database, folder, origin_of(folder, begun or brief))
    session = Session(brief, plan=begun, file=file, home=place, folder=folder, **parts)
    if file.path is None and resume is not False:
        session.keeping.offer()
        if resume and session.keeping.offered:
            session.keeping.resume()
    return session


def _plan_file(path: Path) -> PlanFile:
    """A plan's JSON is written again; a page that holds a plan is only read."""
    if path.suffix.lower() != ".json":
        return PlanFile()
    return PlanFile(path.resolve(), (digest_of(path) or "",), own_name=False)


def _by_path(database: Database, file: PlanFile) -> Record | None:
    if file.path is None:
        return None
    try:
        found = database.find("path", str(file.path))
    except Unwritable:
        return None
    return found[0] if found else None


def _by_key(database: Database, key: str) -> Record:
    try:
        found = database.find("id", key)
    except Unwritable as error:
        raise refuse("resume", f"the journal cannot be read: {error}") from error
    if not found:
        raise refuse("resume", "there is no such session any more", found=repr(key))
    return found[0]


def _folder_of(record: Record, otherwise: Path) -> Path:
    """A session goes on where its plan file stands."""
    beside = Path(record.path).parent if record.path else otherwise
    return beside if beside.is_dir() else otherwise


def _gone_on_with(record: Record, home: Home, **parts: Any) -> Session:
    session = Session(None, home=home, folder=home.folder, **parts)
    session.keeping.open(record)
    return session
