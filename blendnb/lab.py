"""Opens JupyterLab on a working folder, private and quiet.

JupyterLab as it comes asks whether to fetch news, looks for updates and offers extensions from the
internet. Here it does none of these, listens on this computer only, and asks for a random token
that stands in the address it prints. It runs in this process, so that stopping one stops both.
"""

import os
from pathlib import Path
from urllib.parse import quote

from blendnb.files.shipped import shipped
from blendnb.files.working_folder import first_notebook

LOOPBACK = "127.0.0.1"


def open_lab(folder: Path, *, open_browser: bool = True, port: int = 8888) -> None:
    """Run JupyterLab on a working folder until it is stopped.

    Parameters
    ----------
    folder
        An existing working folder; JupyterLab shows nothing outside it.
    open_browser
        Whether to open the address in a browser as well as printing it.
    port
        The port to begin with; if it is taken, the next free one is used.
    """
    from jupyterlab.labapp import LabApp

    os.environ["JUPYTER_CONFIG_PATH"] = config_path(os.environ.get("JUPYTER_CONFIG_PATH", ""))
    LabApp.launch_instance(argv=lab_options(folder, open_browser=open_browser, port=port))


def lab_options(folder: Path, *, open_browser: bool, port: int) -> list[str]:
    """Return JupyterLab's command-line options, which win over the user's own settings."""
    options = [
        f"--ServerApp.ip={LOOPBACK}",
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={folder.resolve()}",
        f"--ServerApp.open_browser={open_browser}",
        f"--LabApp.default_url={_first_address(folder)}",
        # No question about news, no look for updates, no extensions from the internet.
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        # What passes between the server and its kernels stays private on a shared machine too.
        "--KernelManager.transport_encryption=auto",
        # The address is printed all the same.
        "--Application.log_level=ERROR",
    ]
    return [*options, "--allow-root"] if _is_root() else options


def config_path(existing: str) -> str:
    """Return Jupyter's search path for settings, with the folder that silences the news added.

    No option does that: the question about news is asked unless a *setting* answers it.
    """
    return os.pathsep.join(filter(None, [existing, str(shipped("templates") / "jupyter")]))


def _first_address(folder: Path) -> str:
    notebook = first_notebook(folder)
    return f"/lab/tree/{quote(notebook.as_posix())}" if notebook else "/lab"


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
