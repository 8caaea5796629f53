"""A page as a PDF, printed by the browser that the machine has.

Chromium, Chrome and Edge print the same way from the command line, so nothing is installed for it.
The browser gets a profile of its own that is thrown away, and finds no network; the page's own
policy
lets no script run. It writes the time of printing into the file; that is blanked, so that equal
pages make equal files.
"""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from blendnb.files.problems import InputError, refuse

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
    "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip
_SECONDS = 120
_PAPER = "@page{size:A4 landscape}"
"""Without a size the browser would print on the paper of the country it thinks it is in."""
_DATE = re.compile(rb"/(?:CreationDate|ModDate) ?\([^)]*\)")


def find_browser(file: str) -> Path:
    """Return the browser to print with.

    Parameters
    ----------
    file
        How messages name the file that is to be printed.

    Raises
    ------
    InputError
        If there is none, with what can be done.
    """
    named = os.environ.get(BROWSER)
    if named:
        found = shutil.which(named)
        if found is None:
            raise refuse(BROWSER, "is no program that can be started", found=repr(named))
        return Path(found)
    places = (Path(found) for found in _places())
    browser = next((place for place in places if place.is_file()), None)
    if browser is None:
        raise _no_browser(file)
    return browser


def _places() -> Iterator[str]:
    yield from filter(None, map(shutil.which, _COMMANDS))
    if sys.platform == "darwin":
        for folder in ("/Applications", str(Path.home() / "Applications")):
            yield from (f"{folder}/{app}" for app in _MAC)
    if sys.platform == "win32":
        for folder in filter(None, map(os.environ.get, _WINDOWS_FOLDERS)):
            yield from (rf"{folder}\{app}" for app in _WINDOWS)


def _no_browser(file: str) -> InputError:
    return refuse(
        file,
        "a PDF is printed by Chromium, Chrome or Edge, and none of them was found",
        hint=f"install one, or name it in the environment variable {BROWSER}; or export an .html "
        "page and print it to PDF in any browser",
    )


def printed(page: str, browser: Path, file: str) -> bytes:
    """Return a page as a PDF on A4 in landscape.

    Parameters
    ----------
    page
        The page's HTML.
    browser
        The browser that prints it.
    file
        How messages name the file that is to be printed.

    Raises
    ------
    InputError
        If the browser does not print it.
    """
    # The browser's own processes may still write into its profile while it is being removed.
    with TemporaryDirectory(prefix="blendnb-", ignore_cleanup_errors=True) as folder:
        source, made = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(_on_a4(page), encoding="utf-8")
        said = _run(browser, source, made, file)
        if not made.is_file():
            raise refuse(file, f"{browser.name} did not print the page", hint=_last_line(said))
        return _DATE.sub(lambda found: b" " * len(found[0]), made.read_bytes())


def _run(browser: Path, source: Path, made: Path, file: str) -> str:
    command = [
        str(browser), *_FLAGS, *_as_root(), f"--user-data-dir={source.parent / 'profile'}",
        f"--print-to-pdf={made}", source.as_uri(),
    ]  # fmt: skip
    try:
        # The program is one that the user has installed or named; no shell reads the line.
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise refuse(file, f"{browser.name} did not print the page", hint=str(error)) from None
    return done.stderr.decode(errors="replace")


def _as_root() -> tuple[str, ...]:
    """Chromium will not start its sandbox for root, as in containers."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()


def _last_line(said: str) -> str:
    return (said.strip().splitlines() or [""])[-1]


def _on_a4(page: str) -> str:
    """The page with its paper named, which its content security policy has to allow."""
    digest = base64.b64encode(hashlib.sha256(_PAPER.encode()).digest()).decode()
    allowed = page.replace("style-src ", f"style-src 'sha256-{digest}' ", 1)
    return allowed.replace("</head>", f"<style>{_PAPER}</style></head>", 1)
