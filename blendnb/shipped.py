"""Where the files that travel with blendnb are found.

The catalogue, the blueprints, the page templates and the notebooks stand at the root of the
repository, where people edit them. A wheel carries them inside the package. So there are two
places to look, always in this order: the package's own folder, then the checkout around it. A
module of its own, because it is the lowest layer: everybody may ask it.
"""

from pathlib import Path
from typing import Literal

ShippedFolder = Literal["templates", "notebooks"]

_PACKAGE = Path(__file__).resolve().parents[0]


def shipped(name: ShippedFolder, *, package: Path = _PACKAGE) -> Path:
    """Return the folder that holds the shipped ``templates`` or ``notebooks``.

    Parameters
    ----------
    name
        Which of the two.
    package
        The folder of the installed package; another one only in tests.

    Raises
    ------
    FileNotFoundError
        If the installation is incomplete: the folder is in neither place.
    """
    for folder in _places(name, package):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(
        f"blendnb's {name} folder is missing beside {package}: install blendnb again"
    )


def _places(name: str, package: Path) -> list[Path]:
    inside, around = package / name, package.parent
    # Around an installed package lie strangers' folders: only a checkout has this file.
    is_checkout = (around / "hatch_build.py").is_file()
    return [inside, around / name] if is_checkout else [inside]
