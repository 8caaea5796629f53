"""The Vega runtime: one JavaScript module for every chart on the page, without the internet.

vl-convert carries Vega and can write it out as one module. That takes a second, so it is done once
for each version of vl-convert and kept in the user's cache folder. A widget asks for it only if no
other one on the page has done so before.
"""

from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

SNIPPET = "export default vegaEmbed;"
"""What the page gets: a function that starts views. The name `vega` is null in these bundles."""


def vega_module(cache: Path | None = None) -> bytes:
    """Return the JavaScript module, made and kept on the first call.

    Parameters
    ----------
    cache
        The folder to keep it in; the user's cache folder by default. A folder that cannot be
        written costs a second for each kernel and nothing else.
    """
    folder = user_cache_path("blendnb", appauthor=False) if cache is None else cache
    path = folder / f"vega-{version('vl-convert-python')}.js"
    try:
        return path.read_bytes()
    except OSError:
        made = _make()
        _keep(path, made)
        return made


def _make() -> bytes:
    from vl_convert import javascript_bundle

    return javascript_bundle(SNIPPET).encode()


def _keep(path: Path, module: bytes) -> None:
    """Write the module so that another kernel sees it whole or not at all."""
    from tempfile import NamedTemporaryFile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(module)
        Path(file.name).replace(path)
    except OSError:
        return
