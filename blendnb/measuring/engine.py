"""The database that reads the files: in memory, within bounds, and with its progress told.

DuckDB reads millions of rows without holding them; what does not fit goes to a private temporary
folder that is gone afterwards. A query runs beside the caller's thread, so that its progress can be
shown and Ctrl-C stops it.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

Progress = Callable[[str, float], None]
"""Told what is being done and how much of it, from 0 to 1."""
MEMORY, THREADS = "1000MB", 2
_TICK_SECONDS = 0.1


class Engine:
    """One private database with a folder for what does not fit into memory."""

    def __init__(self, folder: Path, salt: bytes, progress: Progress | None = None) -> None:
        self.folder, self._salt, self._progress = folder, salt.hex(), progress
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": MEMORY,
                "threads": THREADS,
                "temp_directory": str(folder / "spill"),
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        self._connection.execute("SET enable_progress_bar = true")
        self._connection.execute("SET enable_progress_bar_print = false")

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()

    def rows(self, sql: str, values: Any = None, *, doing: str = "") -> list[tuple[Any, ...]]:
        """Run a query and return its rows.

        Raises
        ------
        duckdb.Error
            If it cannot be run.
        """
        if self._progress is None or not doing:
            return self._fetched(sql, values)
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(self._fetched, sql, values)
            try:
                return self._watched(running, doing)
            except BaseException:
                self._connection.interrupt()
                raise

    def _watched(self, running: Any, doing: str) -> list[tuple[Any, ...]]:
        assert self._progress is not None, "watched only for somebody who wants to know"  # noqa: S101
        while True:
            try:
                found: list[tuple[Any, ...]] = running.result(timeout=_TICK_SECONDS)
            except TimeoutError:
                share = self._connection.query_progress()
                self._progress(doing, min(max(share, 0.0), 100.0) / 100)
            else:
                self._progress(doing, 1.0)
                return found

    def _fetched(self, sql: str, values: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, values).fetchall()

    def hashed(self, expression: str) -> str:
        """Return the SQL of a person's salted hash; of an empty id it is NULL.

        The salt is drawn anew for each run and kept nowhere, so no hash leads back to a person.
        """
        plain = f"lower(trim({expression}))"
        digest = f"('0x' || substr(sha256('{self._salt}' || {plain}), 1, 15))::UBIGINT"
        return f"CASE WHEN coalesce({plain}, '') <> '' THEN {digest} END"


@contextmanager
def engine(salt: bytes, progress: Progress | None = None) -> Iterator[Engine]:
    """Open a database and forget it afterwards.

    Parameters
    ----------
    salt
        Secret that learners' ids are hashed with.
    progress
        Told how far each long query is.
    """
    with TemporaryDirectory(prefix="blendnb-") as folder:
        opened = Engine(Path(folder), salt, progress)
        try:
            yield opened
        finally:
            opened.close()


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """Return a column's name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
