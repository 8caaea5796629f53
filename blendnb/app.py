"""Opens the studio as an app in the browser: a design session without a notebook around it.

Voilà shows one notebook with its code hidden. As it comes it lets in whoever reaches its port and
fetches icon fonts from the internet; here it listens on this computer only, asks for a random token
that stands in the address it prints, and fetches nothing. A kernel is started before the page asks
for one, so that the page is there quickly.
"""

import os
import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from blendnb.files.shipped import shipped
from blendnb.files.working_folder import STUDIO_FOLDER
from blendnb.lab import LOOPBACK

if TYPE_CHECKING:
    from voila.app import Voila

EXPORTED = r"[^/\\]+\.(?:html|pdf|ics|xlsx|csv|md|json|svg|png)"
"""What the server gives out of that folder: files of the kinds that the studio writes."""

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
            files = url_path_join(self.server_url, rf"/files/({EXPORTED})")
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
