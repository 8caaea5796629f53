"""A wheel built the way a release is: checkout to sdist, sdist to wheel, into a fresh folder.

Nothing is downloaded: the build backend and the dependencies are those of the running environment.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Installation:
    """A blendnb that was installed away from the checkout."""

    folder: Path
    elsewhere: Path

    def run(self, *command):
        """Run Python on this installation, from a folder that has nothing to do with it."""
        # PYTHONPATH comes before the environment's own entries, so before the checkout.
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        return subprocess.run(
            [sys.executable, *command],
            cwd=self.elsewhere,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def blendnb(self, *arguments):
        """Run the command line of this installation."""
        main = "import sys; sys.argv[0] = 'blendnb'; from blendnb.cli import main; sys.exit(main())"
        return self.run("-c", main, *arguments)


@pytest.fixture(scope="session")
def distributions(tmp_path_factory):
    """The folder that holds the sdist of this checkout and the wheel built from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    _succeed("-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    return folder


@pytest.fixture(scope="session")
def wheel(distributions):
    """The wheel that was built from the sdist."""
    (path,) = distributions.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def sdist(distributions):
    """The sdist of this checkout."""
    (path,) = distributions.glob("*.tar.gz")
    return path


@pytest.fixture(scope="session")
def installation(wheel, tmp_path_factory):
    """The wheel, installed into a folder of its own."""
    base = tmp_path_factory.mktemp("installed")
    target, elsewhere = base / "site", base / "elsewhere"
    elsewhere.mkdir()
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _succeed(*pip, "--no-index", "--no-deps", "--target", str(target), str(wheel))
    return Installation(target, elsewhere)


def _succeed(*command):
    result = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, check=False, cwd=ROOT.anchor
    )
    assert result.returncode == 0, result.stdout + result.stderr
