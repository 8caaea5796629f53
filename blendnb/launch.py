"""Opens the two ways in: the studio as an app in the browser, and JupyterLab on a working folder.

Both listen on this computer only, ask for a token, and load nothing from the internet.
"""

import os
import re
import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from blendnb.exporting.targets import TARGETS
from blendnb.files.working_folder import STUDIO_FOLDER, first_notebook
from blendnb.shipped import shipped

if TYPE_CHECKING:
    from voila.app import Voila


EXTENSIONS = (
    "@voila-dashboards/widgets-manager8",
    "@jupyter-widgets/jupyterlab-manager",
    "anywidget",
)


def open_studio(folder: Path, *, open_browser: bool = True, port: int = 8866) -> None:
    """Run the studio on a folder until it is stopped.

    Parameters
    ----------
    folder
        Where plans and exported files stand; made if it is not there.
    open_browser
        Whether to open the address in a browser as well as printing it.
    port
        The port to begin with; if it is taken, one near it is used.
    """
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[STUDIO_FOLDER] = str(folder.resolve())
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        filter(None, [str(shipped("templates") / "app"), os.environ.get("JUPYTER_PATH", "")])
    )
    server = _studio_server(folder.resolve(), open_browser=open_browser)
    server.launch_instance(argv=studio_options(port))


def studio_options(port: int) -> list[str]:
    """Return Voilà's command-line options, which win over the user's own settings."""
    return [
        str(shipped("templates") / "app" / "studio.ipynb"),
        f"--Voila.ip={LOOPBACK}",
        f"--Voila.port={port}",
        "--Voila.auto_token=True",
        "--VoilaConfiguration.template=blendnb",
        "--VoilaConfiguration.allow_template_override=NO",
        "--VoilaConfiguration.allow_theme_override=YES",  # a room may want it dark: ?theme=dark
        "--VoilaConfiguration.preheat_kernel=True",
        "--VoilaConfiguration.default_pool_size=1",
        # The widgets and nothing else that happens to be installed: quicker, and nothing surprises.
        *(f"--VoilaConfiguration.extension_allowlist={name}" for name in EXTENSIONS),
        # What passes between the server and its kernels stays private on a shared machine too.
        "--KernelManager.transport_encryption=auto",
        "--Application.log_level=ERROR",
    ]


def exported_names() -> str:
    """Return which files the server gives out of its folder: of the kinds that are exported."""
    suffixes = "|".join(re.escape(suffix) for suffix in TARGETS)
    return rf"[^/\\]+(?:{suffixes})"


def _studio_server(folder: Path, *, open_browser: bool) -> "type[Voila]":
    """Return Voilà as the studio runs it: the folder's exported files are given out as well."""
    # A checker of addresses that nothing here asks for; importing it builds a grammar for seconds,
    # and whoever would use it goes without where it cannot be imported.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from jupyter_server.base.handlers import AuthenticatedFileHandler
    from jupyter_server.utils import url_path_join
    from voila.app import Voila
    from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler

    class Closing(VoilaShutdownKernelHandler):  # type: ignore[misc]
        """Ends the kernel of a page that is left; a beacon cannot carry Jupyter's form token."""

        def check_xsrf_cookie(self) -> None:
            if not self.check_origin():
                super().check_xsrf_cookie()

    class Exported(AuthenticatedFileHandler):
        """Jupyter's own handler: asks for the token, lets no script of a page reach the studio."""

        def write_error(self, status_code: int, **_: Any) -> None:
            self.finish(f"There is no such file to see ({status_code}).")

    class Server(Voila):  # type: ignore[misc]
        def init_handlers(self) -> list[Any]:
            files = url_path_join(self.server_url, rf"/files/({exported_names()})")
            closing = url_path_join(self.server_url, r"/voila/api/shutdown/(.*)")
            return [
                (files, Exported, {"path": str(folder)}),
                (closing, Closing),
                *super().init_handlers(),
            ]

        def launch_browser(self) -> None:
            address = f"{self.connection_url}?token={self.identity_provider.token}"
            click.echo(f"The studio is open at {address}\nStop it with Ctrl-C.")
            if open_browser:
                _open_privately(address)

    return Server


def _open_privately(address: str) -> None:
    """Open an address by a file that only this user reads: a command line is seen by everyone."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="blendnb-", suffix=".html", delete=False, encoding="utf-8"
    ) as file:
        file.write(f'<!doctype html><meta http-equiv="refresh" content="0;url={address}">')
    webbrowser.open(Path(file.name).as_uri())


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
