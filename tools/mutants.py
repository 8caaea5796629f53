"""Mutants: small faults put into the code one by one, to see whether the tests notice.

python -m tools.mutants                       a sample of each package, about half an hour
python -m tools.mutants charts --sample 200   more of one package
python -m tools.mutants blendnb/charts/recall.py --all
                                              every mutant of one file
python -m tools.mutants --write               and put the figures into docs/mutants.md

mutmut makes the mutants in a copy of the working tree, and runs each against the package's own
tests that reach it, in a fork of a process that has run them before. What they let pass runs once
more in a fresh process, against all of them and the golden files and snapshots: a plan that tests
share was composed before the fork. Only what passes these too has survived; its diff is printed.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "mutants.md"
SAMPLE = 100
"""How many mutants of each package are tried: all five in about half an hour on two cores."""
PASSED = {0, 5, 33, None}
"""Exit codes of a mutant that no test stopped: passed, nothing collected, no test, not run."""
PATIENCE = 900
"""Seconds after which a mutant that all tests of its package run against counts as noticed."""


@dataclass(frozen=True)
class Package:
    """What is mutated together, and the tests that must notice.

    Attributes
    ----------
    name
        What the package is called in the table.
    sources
        Patterns of the files that are mutated.
    tests
        The package's own tests.
    """

    name: str
    sources: tuple[str, ...]
    tests: tuple[str, ...]


SHOWN = ("tests/golden", "tests/snapshots")
"""Golden files and snapshots, which show the work of every package."""
PACKAGES = (
    Package("designing", ("blendnb/designing/*",), ("tests/designing",)),
    Package("measuring", ("blendnb/measuring/*",), ("tests/measuring",)),
    Package("charts", ("blendnb/charts/*",), ("tests/charts",)),
    Package("reporting", ("blendnb/reporting/*",), ("tests/reporting",)),
    Package(
        "view models",
        ("blendnb/widgets/*view.py", "blendnb/widgets/view_models/*"),
        ("tests/widgets",),
    ),
)
TOO_SLOW = (
    "tests/designing/recommend/test_new_variable.py",
    "tests/widgets/test_bundle.py",
    "tests/widgets/test_faults.py",
    "tests/widgets/test_kills.py",
    "tests/widgets/test_state_machine.py",
)
"""Tests of disks, processes, copies of the program and long histories: no mutant reaches them."""


@dataclass(frozen=True)
class Tried:
    """How the drawn mutants of a package fared."""

    package: str
    there_are: int
    drawn: int
    survivors: tuple[str, ...]

    @property
    def killed(self) -> int:
        """How many of them a test noticed."""
        return self.drawn - len(self.survivors)


class Workshop:
    """A copy of the working tree in which the mutants of some files are made and run."""

    def __init__(self, folder: Path, package: Package) -> None:
        self._folder = folder
        self._package = package
        self._mutated = folder / "mutants"
        self._mutated.mkdir()  # Python never looks again into a folder that was not there at first
        self._log = folder / "mutmut.log"
        for path in _tracked():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, target)
        with (folder / "pyproject.toml").open("a", encoding="utf-8") as file:
            file.write(_settings(package))

    def make(self) -> list[str]:
        """Make all mutants, ask each test which functions it reaches, and return their names."""
        self._mutmut("run", "none of them")  # no way to make them without running some
        if not (self._mutated / "mutmut-stats.json").exists():
            raise SystemExit(f"The tests fail before anything is mutated:\n{self._end_of_log()}")
        return sorted(self._exit_codes())

    def survivors(self, names: Sequence[str], children: int) -> list[str]:
        """Run these mutants, and return those that no test of the package notices."""
        self._mutmut("run", "--max-children", str(children), *names)
        codes = self._exit_codes()
        if all(codes[name] is None for name in names):
            raise SystemExit(f"No mutant was run:\n{self._end_of_log()}")
        unnoticed = [name for name in names if codes[name] in PASSED]
        with ThreadPoolExecutor(children) as pool:
            still = list(pool.map(self._passes_all, unnoticed))
        return [name for name, passes in zip(unnoticed, still, strict=True) if passes]

    def diff(self, name: str) -> str:
        """Return what a mutant changes."""
        return subprocess.run(  # noqa: S603
            [_mutmut(), "show", name],
            cwd=self._folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def _passes_all(self, name: str) -> bool:
        tests = [*reversed(SHOWN), *self._package.tests, *_pytest_options()]  # the unasked first
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--rootdir=.", *tests]
        try:
            done = subprocess.run(  # noqa: S603
                command,
                cwd=self._mutated,
                env=self._environment() | {"MUTANT_UNDER_TEST": name},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    def _mutmut(self, *arguments: str) -> None:
        with self._log.open("a", encoding="utf-8") as log:
            subprocess.run(  # noqa: S603
                [_mutmut(), *arguments],
                cwd=self._folder,
                env=self._environment(),
                stdout=log,
                stderr=log,
                check=False,
            )

    def _environment(self) -> dict[str, str]:
        # Programs that tests start have to find the mutated package too.
        return os.environ | {"PYTHONPATH": str(self._mutated), "PYTHONDONTWRITEBYTECODE": "1"}

    def _exit_codes(self) -> dict[str, int | None]:
        codes: dict[str, int | None] = {}
        for path in sorted(self._mutated.glob("blendnb/**/*.meta")):
            codes |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        return codes

    def _end_of_log(self) -> str:
        return self._log.read_text(encoding="utf-8")[-3000:]


def try_mutants(package: Package, sample: int | None, seed: int, children: int) -> Tried:
    """Try a sample of a package's mutants (all of them without a number), and print survivors."""
    with tempfile.TemporaryDirectory(prefix="blendnb-mutants-") as folder:
        workshop = Workshop(Path(folder), package)
        names = workshop.make()
        if sample is None or sample >= len(names):
            drawn = names
        else:
            drawn = random.Random(seed).sample(names, sample)  # noqa: S311
        survivors = workshop.survivors(drawn, children)
        tried = Tried(package.name, len(names), len(drawn), tuple(survivors))
        _print(f"{package.name}: {tried.killed} of {tried.drawn} killed ({len(names)} there are)")
        for name in survivors:
            _print(workshop.diff(name))
    return tried


def table(results: Sequence[Tried], day: str) -> list[str]:
    """Return the rows of the table in docs/mutants.md."""
    return [
        f"| {tried.package} | {tried.there_are} | {tried.drawn} | {tried.killed} "
        f"| {len(tried.survivors)} | {day} |"
        for tried in results
    ]


def write(results: Sequence[Tried], day: str) -> None:
    """Replace the rows of these packages in docs/mutants.md."""
    rows = {row.split("|")[1]: row for row in table(results, day)}
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    replaced = [rows.get(_first_cell(line), line) for line in lines]
    PAGE.write_text("\n".join(replaced) + "\n", encoding="utf-8")


def _first_cell(line: str) -> str:
    return line.split("|")[1] if line.startswith("|") else ""


def _tracked() -> Iterator[str]:
    """Return the files of the working tree that version control knows or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    return (path for path in listed.stdout.split("\0") if path and (ROOT / path).is_file())


def _settings(package: Package) -> str:
    copied = sorted({path.split("/")[0] for path in _tracked()} - {"blendnb", "pyproject.toml"})
    settings = {
        "source_paths": ["blendnb"],
        "only_mutate": list(package.sources),
        "also_copy": copied,
        "pytest_add_cli_args_test_selection": list(package.tests),
        "pytest_add_cli_args": _pytest_options(),
        "timeout_multiplier": 4,
        "timeout_constant": 5,
        "use_git_change_detection": False,
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    return "\n[tool.mutmut]\n" + "\n".join(lines) + "\n"


def _pytest_options() -> list[str]:
    """Return options that make a run say the same each time, and leave out what is slow."""
    ignored = [f"--ignore={path}" for path in TOO_SLOW]
    same = ["-p", "no:cacheprovider", "--hypothesis-seed=0", "--snapshot-warn-unused"]
    return [*same, "-m", "not browser", *ignored]


def _mutmut() -> str:
    command = Path(sys.executable).with_name("mutmut")
    if not command.exists():
        raise SystemExit('mutmut is not installed: pip install -e ".[mutants]", or make mutants')
    return str(command)


def _package_of(target: str) -> Package:
    """Return the package of this name, or the part of one that a file or folder is."""
    inside = f"{target.rstrip('/')}/*" if (ROOT / target).is_dir() else target
    for package in PACKAGES:
        if target == package.name:
            return package
        if any(fnmatch(inside, pattern) for pattern in package.sources):
            return Package(target, (inside,), package.tests)
    names = ", ".join(package.name for package in PACKAGES)
    raise SystemExit(f"{target} is none of {names}, nor a file of them.")


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("targets", nargs="*", help="packages or files; without any, all packages")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="how many mutants of each")
    parser.add_argument("--all", action="store_true", help="every mutant: hours")
    parser.add_argument("--seed", type=int, default=1, help="another number draws another sample")
    parser.add_argument("--children", type=int, default=2, help="how many run at once")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/mutants.md")
    return parser.parse_args()


def main() -> None:
    """Try the mutants that the command line asks for."""
    asked = _arguments()
    packages = [_package_of(target) for target in asked.targets] or PACKAGES
    sample = None if asked.all else asked.sample
    results = [try_mutants(package, sample, asked.seed, asked.children) for package in packages]
    day = datetime.now(UTC).date().isoformat()
    _print("\n".join(["", *table(results, day)]))
    if asked.write:
        write(results, day)


if __name__ == "__main__":
    main()
