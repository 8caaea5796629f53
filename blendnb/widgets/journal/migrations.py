"""Migrations: a journal of an older version becomes one of this version, after a copy was made.

The database knows its version (`PRAGMA user_version`). Each migration leads from one version to the
next. A journal of a newer version is refused: half reading it could lose what it means.
"""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

FIRST = """
CREATE TABLE sessions (
  id TEXT PRIMARY KEY, origin TEXT NOT NULL, title TEXT NOT NULL, path TEXT,
  digest TEXT, own_name INTEGER NOT NULL, created REAL NOT NULL, edited REAL NOT NULL);
CREATE INDEX sessions_by_origin ON sessions (origin, edited);
CREATE TABLE moves (
  session TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, step TEXT,
  body BLOB, at REAL NOT NULL, PRIMARY KEY (session, number));
CREATE TABLE pieces (
  session TEXT NOT NULL, hash TEXT NOT NULL,
  body BLOB NOT NULL, PRIMARY KEY (session, hash)) WITHOUT ROWID;
CREATE TABLE leases (
  session TEXT PRIMARY KEY,
  holder TEXT NOT NULL, pid INTEGER NOT NULL, host TEXT NOT NULL, beat REAL NOT NULL);
"""
MIGRATIONS: Mapping[int, str] = {0: FIRST}
"""What leads from each version to the next; version 0 is an empty file."""


class NewerJournal(Exception):  # noqa: N818 -- read as a sentence
    """The journal was written by a newer version of blendnb."""


def migrate(
    connection: sqlite3.Connection, path: Path, migrations: Mapping[int, str] = MIGRATIONS
) -> bool:
    """Bring a journal to this version; a copy of an older one is left beside it first.

    Returns
    -------
    bool
        Whether the journal was empty, and so is a new one.

    Raises
    ------
    NewerJournal
        If it is of a later version.
    """
    version, newest = _version(connection), max(migrations) + 1
    first = version
    if version > newest:
        raise NewerJournal(
            f"The journal is of a newer blendnb (version {version}); update blendnb to use it"
        )
    if 0 < version < newest:
        _copy(connection, path.with_name(f"{path.name}.v{version}"))
    while (version := _version(connection)) < newest:
        _step(connection, version, migrations[version])
    return first == 0


def _step(connection: sqlite3.Connection, version: int, script: str) -> None:
    """One migration, whole or not at all; another process may have done it meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) == version:
            for statement in filter(str.strip, script.split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    with sqlite3.connect(path) as copy:
        connection.backup(copy)
    copy.close()
