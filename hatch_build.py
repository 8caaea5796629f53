"""Places the catalogue and the notebooks inside the wheel.

``templates/`` and ``notebooks/`` stand at the root of the repository, where people edit them.
Users of a wheel need them too, so a real wheel carries them under ``blendnb/``. An editable
install gets nothing: it reads the checkout, and a copy would go stale.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = {"templates": "[!.]*", "notebooks": "*.ipynb"}
"""What is shipped of each folder: not the files that a notebook wrote when somebody ran it."""


class ShippedFolders(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the shipped folders to wheels that are not editable."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders that the wheel takes along (``version`` is hatchling's build kind)."""
        if version == "editable":
            return
        for name, pattern in SHIPPED.items():
            found = sorted(Path(self.root, name).glob(pattern))
            if not found:
                raise FileNotFoundError(f"cannot build a wheel without {name}/")
            for path in found:
                build_data["force_include"][str(path)] = f"blendnb/{name}/{path.name}"
