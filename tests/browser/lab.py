"""A real JupyterLab with a real kernel, driven as a person would, for tests that look at it."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from jupyter_client import BlockingKernelClient
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from blendnb.launch import config_path, lab_options

TOKEN = "for-tests-only"
PATIENCE_S = 180
PROMPT_MS = 5_000
READY = "document.querySelector('#jp-main-statusbar')?.textContent.includes('| Idle')"


@dataclass(frozen=True)
class Lab:
    """A running server, the folder it shows, and where its kernels' connection files are."""

    origin: str
    folder: Path
    runtime: Path
    clients: dict = field(default_factory=dict)

    def write_notebook(self, name, *cells):
        """Put a notebook with these code cells into the folder."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(notebook, self.folder / name)

    def write_cleared(self, notebook, name):
        """Put a notebook into the folder as if it had never run."""
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.update(execution_count=None, outputs=[])
        nbformat.write(notebook, self.folder / name)

    def run_notebook(self, page, name):
        """Open a notebook and run all of its cells."""
        page.goto(f"{self.origin}/doc/tree/{name}?token={TOKEN}&reset")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=PATIENCE_S * 1000)
        page.wait_for_function(READY, timeout=PATIENCE_S * 1000)
        _run_all_cells(page)

    def run_in_notebook_7(self, page, name):
        """Open a notebook in Notebook 7, which has no status bar, and run all of its cells."""
        page.goto(f"{self.origin}/notebooks/{name}?token={TOKEN}")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=PATIENCE_S * 1000)
        _run_all_cells(page)

    def ask(self, name, code):
        """Run code in a notebook's kernel, after everything under way; return what it prints."""
        if name not in self.clients:
            self.clients[name] = BlockingKernelClient(connection_file=self._connection_file(name))
            self.clients[name].load_connection_file()
            self.clients[name].start_channels()
        printed = []
        reply = self.clients[name].execute_interactive(
            code, timeout=PATIENCE_S, output_hook=lambda message: printed.append(_text(message))
        )
        assert reply["content"]["status"] == "ok", reply["content"]
        return "".join(printed).strip()

    def saved_outputs(self, page, name):
        """Save a notebook until its file holds a whole run; return the outputs of all its cells.

        The page learns of a result a moment after the kernel is done, and a file being written is
        not a file: so it is saved and read again until every cell has its number.
        """
        self.ask(name, "")
        end = time.monotonic() + PATIENCE_S
        while not (cells := self._cells_of_a_whole_run(name)):
            assert time.monotonic() < end, "the notebook was not saved with all its cells run"
            page.get_by_role("menuitem", name="File", exact=True).first.click()
            page.get_by_role("menuitem", name=re.compile("^Save Notebook(?! As)")).click()
            time.sleep(0.5)
        return [output for cell in cells for output in cell.outputs]

    def restart_kernel(self, page):
        """Restart the kernel from the menu, as a person would who ran into trouble."""
        page.get_by_role("menuitem", name="Kernel", exact=True).first.click()
        page.get_by_role("menuitem", name=re.compile("^Restart Kernel…")).click()
        page.locator(".jp-Dialog").get_by_role("button", name="Confirm Kernel Restart").click()

    def _cells_of_a_whole_run(self, name):
        try:
            notebook = nbformat.read(self.folder / name, 4)
        except (OSError, ValueError, nbformat.reader.NotJSONError):
            return []
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        return cells if all(cell.execution_count for cell in cells) else []

    def _connection_file(self, name):
        return str(self.runtime / f"kernel-{self._kernel(name)}.json")

    def _kernel(self, name):
        sessions = self._api("sessions")
        return next(s["kernel"]["id"] for s in sessions if s["path"] == name)

    def _api(self, path, method="GET"):
        request = urllib.request.Request(
            f"{self.origin}/api/{path}", headers={"Authorization": f"token {TOKEN}"}, method=method
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            return json.load(answer)


def _run_all_cells(page):
    """Choose it from the menu, again where the page had no kernel yet: it forgets such a wish."""
    begun = page.locator(".jp-InputPrompt").filter(has_text=re.compile(r"\[[\d*]+\]")).first
    end = time.monotonic() + PATIENCE_S
    while not begun.is_visible():
        assert time.monotonic() < end, "no cell of the notebook began to run"
        page.get_by_role("menuitem", name="Run", exact=True).first.click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with suppress(PlaywrightTimeout):
            begun.wait_for(timeout=PROMPT_MS)


def _text(message):
    return message["content"].get("text", "") if message["msg_type"] == "stream" else ""


@contextmanager
def running_lab(folder, home):
    """Run JupyterLab on a folder until the block ends; settings and kernels live in `home`."""
    port = _free_port()
    options = lab_options(folder, open_browser=False, port=port)
    runtime = home / "runtime"
    environment = os.environ | {
        "BLENDNB_STATE": str(home / "state"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_CONFIG_PATH": config_path(""),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(runtime),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
    }
    command = [sys.executable, "-m", "jupyterlab", *options, f"--IdentityProvider.token={TOKEN}"]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(port, server)
            lab = Lab(f"http://127.0.0.1:{port}", folder, runtime)
            yield lab
            for client in lab.clients.values():
                client.stop_channels()
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:  # a kernel that restarts right now can hold it up
                server.kill()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port, server):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        assert server.poll() is None, "JupyterLab ended before it answered; see server.log"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("JupyterLab did not answer")
