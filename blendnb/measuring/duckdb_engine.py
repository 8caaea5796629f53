"""The database that reads the files: in memory, within bounds, and with its progress told.

DuckDB reads millions of rows without holding them; what does not fit goes to a private temporary
folder that is gone afterwards. A query runs beside the caller's thread, so that its progress can be
shown and Ctrl-C stops it.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any, TextIO

import duckdb

from blendnb.measuring.measure_templates import spellings

Progress = Callable[[str, float], None]
"""Told what is being done and how much of it, from 0 to 1."""
MEMORY, THREADS = "1000MB", 2
MOST_SECONDS = 300.0
"""Of one query; millions of rows take some ten."""
_TICK_SECONDS = 0.1


class PilotDatabase:
    """One private database with a folder for what does not fit into memory."""

    def __init__(self, folder: Path, salt: bytes, progress: Progress | None = None) -> None:
        self._folder, self._salt, self._progress = folder, salt.hex(), progress
        self._private: list[int] = []
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": MEMORY,
                "threads": THREADS,
                "temp_directory": str(folder / "spill"),
                "temp_file_encryption": True,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        self._connection.execute("SET enable_progress_bar = true")
        self._connection.execute("SET enable_progress_bar_print = false")

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()
        for descriptor in self._private:
            os.close(descriptor)

    @contextmanager
    def private_file(self) -> Iterator[tuple[str, TextIO]]:
        """Open a text to write that queries can read by its name until the database is closed.

        On Linux it is in memory and has no name on any disk, so that learners' data are gone with
        the process, however it ends. Elsewhere it is in the private folder.
        """
        if hasattr(os, "memfd_create"):
            descriptor = os.memfd_create("blendnb")
            self._private.append(descriptor)
            name, target = f"/proc/{os.getpid()}/fd/{descriptor}", os.dup(descriptor)
        else:
            name = str(self._folder / f"sheet-{os.urandom(4).hex()}.csv")
            target = os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with open(target, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123
            yield name, stream

    def rows(self, sql: str, values: Any = None, *, doing: str = "") -> list[tuple[Any, ...]]:
        """Run a query and return its rows.

        Raises
        ------
        duckdb.Error
            If it cannot be run, or not within its time.
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
                rows: list[tuple[Any, ...]] = running.result(timeout=_TICK_SECONDS)
            except TimeoutError:
                share = self._connection.query_progress()
                self._progress(doing, min(max(share, 0.0), 100.0) / 100)
            else:
                self._progress(doing, 1.0)
                return rows

    def _fetched(self, sql: str, values: Any) -> list[tuple[Any, ...]]:
        ending = Timer(MOST_SECONDS, self._connection.interrupt)
        ending.daemon = True
        ending.start()
        try:
            return self._connection.execute(sql, values).fetchall()
        finally:
            ending.cancel()

    def hashed(self, expression: str) -> str:
        """Return the SQL of a person's salted hash; NULL of an id that is empty or nobody’s.

        The salt is drawn anew for each run and kept nowhere, so no hash leads back to a person.
        """
        text = f"lower(trim(nfc_normalize({expression})))"
        # An address of xAPI, and the marks that spreadsheets and grade books put before an id.
        plain = (
            f"CASE WHEN starts_with({text}, 'mailto:') THEN substr({text}, 8) "
            f"ELSE ltrim({text}, '#' || chr(39)) END"
        )
        nobody = ", ".join(map(literal, ("", *spellings()["nobody"])))
        digest = f"('0x' || substr(sha256('{self._salt}' || {plain}), 1, 15))::UBIGINT"
        return f"CASE WHEN coalesce({plain}, '') NOT IN ({nobody}) THEN {digest} END"


@contextmanager
def open_database(salt: bytes, progress: Progress | None = None) -> Iterator[PilotDatabase]:
    """Open a database and forget it afterwards.

    Parameters
    ----------
    salt
        Secret that learners' ids are hashed with.
    progress
        Told how far each long query is.
    """
    with TemporaryDirectory(prefix="blendnb-") as folder:
        opened = PilotDatabase(Path(folder), salt, progress)
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
