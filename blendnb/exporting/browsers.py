"""What the browser of this machine makes of a page: a PDF, a picture, or the page as it became.

Chromium, Chrome and Edge do all of it from the command line, so nothing is installed for it. Each
that the machine has is tried in turn: a browser may not start, may hang, or may show its own error
page with an air of success, so whoever asks looks at what was made before it counts. The browser
gets a profile of its own that is thrown away, and finds no network.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, TypeVar

from blendnb.files.problems import refuse
from blendnb.language import number, say

BROWSER = "BLENDNB_BROWSER"
"""Environment variable that names the browser to print with."""
_COMMANDS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
)  # fmt: skip
_MAC = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe",
)
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_FLAGS = (
    "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-extensions",
    "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
    "--hide-scrollbars",
)  # fmt: skip
_SECONDS = 25
"""What the largest pages need several times over; a browser that takes longer hangs."""
_LETTERS_A_SECOND = 100_000
"""What a slow machine prints, on top of that."""
MADE = {"--print-to-pdf": ".pdf", "--screenshot": ".png"}
"""What a browser can be told to make, and how the file has to end."""
_Made = TypeVar("_Made")


class NotPrintedError(Exception):
    """A browser did not make what it was asked for; the message says why, for people."""


def find_browsers(file: str, kind: Literal["pdf", "picture"] = "pdf") -> list[Path]:
    """Return the browsers to print with, the likeliest first.

    Parameters
    ----------
    file
        How messages name the file that is to be made.
    kind
        What it is.

    Raises
    ------
    InputError
        If there is none, with what can be done.
    """
    named = os.environ.get(BROWSER)
    if named:
        program = shutil.which(named)
        if program is None:
            raise refuse(BROWSER, say("export.problem.no_program"), found=repr(named))
        return [Path(program)]
    # Several names of one program would only fail for the same reason.
    programs: dict[Path, Path] = {}
    for path in map(Path, _program_paths()):
        if path.is_file():
            programs.setdefault(path.resolve(), path)
    if not programs:
        problem = f"export.problem.no_browser_{kind}"
        raise refuse(file, say(problem), hint=say(f"{problem}_hint", variable=BROWSER))
    return list(programs.values())


def _program_paths() -> Iterator[str]:
    for command in _COMMANDS:
        yield from _on_the_path(command)
    if sys.platform == "darwin":
        for folder in ("/Applications", str(Path.home() / "Applications")):
            yield from (f"{folder}/{app}" for app in _MAC)
    if sys.platform == "win32":
        for folder in filter(None, map(os.environ.get, _WINDOWS_FOLDERS)):
            yield from (rf"{folder}\{app}" for app in _WINDOWS)


def _on_the_path(command: str) -> Iterator[str]:
    """Each program of that name, not only the first: a broken one may stand before a good one."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        program = shutil.which(command, path=folder) if folder else None
        if program:
            yield program


# -------------------------------------------------------------------------------------- running


def by_one_of(browsers: Sequence[Path], file: str, make: Callable[[Path], _Made]) -> _Made:
    """Return what the first browser makes that can.

    Parameters
    ----------
    browsers
        The next is tried where one does not.
    file
        How messages name the file that is to be made.
    make
        What one browser is to do; it raises `NotPrintedError` where that fails.

    Raises
    ------
    InputError
        If none of them can, with what each did instead.
    """
    reasons = []
    for browser in browsers:
        try:
            return make(browser)
        except NotPrintedError as error:
            reasons.append(say("export.problem.browser_did", browser=browser.name, what=str(error)))
    raise refuse(
        file,
        say("export.problem.not_printed", browsers=say("export.problem.then").join(reasons)),
        hint=say("export.problem.not_printed_hint", variable=BROWSER),
    )


def made_by(browser: Path, page: str, flags: Sequence[str], into: str) -> tuple[bytes, bytes]:
    """Let a browser open a page and make a file of it.

    Parameters
    ----------
    browser
        The program.
    page
        The page's HTML.
    flags
        What else it is told.
    into
        The flag that names the file to make: one of `MADE`.

    Returns
    -------
    tuple of bytes
        The file, and what the browser wrote to its standard output.

    Raises
    ------
    NotPrintedError
        If it makes none.
    """
    # The browser's own processes may still write into its profile while it is being removed.
    with TemporaryDirectory(
        prefix="blendnb-", dir=_readable_folder(browser), ignore_cleanup_errors=True
    ) as folder:
        source, made = Path(folder, "page.html"), Path(folder, f"made{MADE[into]}")
        source.write_text(page, encoding="utf-8")
        asked = [*flags, f"{into}={made}", source.as_uri()]
        output, said = _run(browser, source, asked, _SECONDS + len(page) // _LETTERS_A_SECOND)
        content = made.read_bytes() if made.is_file() else b""
    if not content:
        raise NotPrintedError(_wrote_nothing(_last_line(said)))
    return content, output


def _readable_folder(browser: Path) -> Path | None:
    """Where a browser finds the page: a snap sees no temporary files, only what is at home."""
    with suppress(OSError), browser.open("rb") as stream:
        if browser.resolve().name == "snap" or b"/snap/" in stream.read(4096):
            return Path.home()
    return None


def _run(browser: Path, source: Path, asked: Sequence[str], seconds: float) -> tuple[bytes, str]:
    """Let a browser do what it is asked, and return its output and what it complained of."""
    profile = f"--user-data-dir={source.parent / 'profile'}"
    command = [str(browser), *_FLAGS, *_as_root(), profile, *asked]
    output, log = source.with_name("output.txt"), source.with_name("said.txt")
    try:
        # The program is one that the user has installed or named; no shell reads the line. What it
        # says goes to files: a pipe would stay open as long as any process that it has started.
        with output.open("wb") as out, log.open("wb") as said:
            process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=said,
                start_new_session=True,
            )
            _wait(process, seconds)
    except OSError as error:
        because = error.strerror or str(error)
        raise NotPrintedError(say("export.problem.not_started", reason=because)) from None
    return output.read_bytes(), log.read_text(encoding="utf-8", errors="replace")


def _wait(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Wait until a browser has ended, and end it with all that it started if it does not."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise NotPrintedError(say("export.problem.hangs", seconds=number(seconds))) from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _as_root() -> tuple[str, ...]:
    """Chromium will not start its sandbox for root, as in containers."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()


def _last_line(said: str) -> str:
    return (said.strip().splitlines() or [""])[-1]


def _wrote_nothing(said: str) -> str:
    if not said:
        return say("export.problem.wrote_nothing_silent")
    return say("export.problem.wrote_nothing", said=said)
