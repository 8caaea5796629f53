"""What a user gets from a wheel: everything blendnb needs, found, and working."""

import json
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]


NOT_OURS = {"__pycache__", ".ipynb_checkpoints", "node_modules"}


def files_below(folder):
    return {
        path.relative_to(ROOT).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not NOT_OURS & set(path.parts)
    }


@pytest.fixture(scope="session")
def names_in_wheel(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_carries_every_file_of_the_package(names_in_wheel):
    assert files_below(ROOT / "blendnb") <= names_in_wheel


@pytest.mark.parametrize("folder", ["templates", "notebooks"])
def test_the_wheel_carries_the_shipped_folders_inside_the_package(names_in_wheel, folder):
    written = {f"blendnb/{name}" for name in files_below(ROOT / folder)}
    shipped = {name for name in written if folder != "notebooks" or name.endswith(".ipynb")}
    assert shipped
    assert shipped == {name for name in names_in_wheel if name.startswith(f"blendnb/{folder}/")}


def test_the_wheel_carries_nothing_else(names_in_wheel):
    tops = {PurePosixPath(name).parts[0] for name in names_in_wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"blendnb"}
    assert not [name for name in names_in_wheel if name.endswith(".pyc") or "checkpoint" in name]


def test_the_sdist_carries_what_a_build_and_a_test_run_need(sdist):
    with tarfile.open(sdist) as archive:
        names = {"/".join(PurePosixPath(name).parts[1:]) for name in archive.getnames()}
    needed = {"pyproject.toml", "hatch_build.py", "Makefile", "requirements.lock", "LICENSE"}
    assert needed | files_below(ROOT / "tests") | files_below(ROOT / "tools") <= names
    assert not [name for name in names if name.startswith((".venv", ".git/", "blendnb-work"))]


def test_an_installed_blendnb_reads_its_own_files_and_not_the_checkout(installation):
    places = (
        "import blendnb; from blendnb.shipped import shipped;"
        "print(blendnb.__file__, shipped('templates'), shipped('notebooks'), sep='\\n')"
    )
    result = installation.run("-c", places)
    assert result.returncode == 0, result.stderr
    for line in result.stdout.splitlines():
        assert Path(line).is_relative_to(installation.folder.resolve())


def test_an_installed_command_line_says_its_version(installation):
    from blendnb._version import __version__

    result = installation.blendnb("--version")
    assert (result.returncode, result.stderr) == (0, "")
    assert __version__ in result.stdout


def test_an_installed_command_line_prints_the_schema_of_a_brief(installation):
    result = installation.blendnb("schema", "brief")
    assert result.returncode == 0, result.stderr
    assert {"title", "objective", "outcome"} <= set(json.loads(result.stdout)["required"])


def test_an_installed_blendnb_goes_from_a_new_folder_to_a_page(installation):
    for arguments in (
        ["new", "work"],
        ["design", "--blueprint", "crm_rollout", "-o", "plan.json"],
        ["export", "plan.json", "-o", "plan.html"],
    ):
        result = installation.blendnb(*arguments)
        assert result.returncode == 0, (arguments, result.stderr)
    page = (installation.elsewhere / "plan.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.count("<svg") >= 2
    assert list((installation.elsewhere / "work" / "notebooks").glob("*.ipynb"))


def test_the_entry_point_is_the_command_line(wheel, names_in_wheel):
    (entry_points,) = (name for name in names_in_wheel if name.endswith("entry_points.txt"))
    with zipfile.ZipFile(wheel) as archive:
        assert "blendnb = blendnb.cli:main" in archive.read(entry_points).decode()


def test_an_editable_install_points_at_the_checkout_and_copies_nothing(tmp_path, monkeypatch):
    from hatchling.build import build_editable

    monkeypatch.chdir(ROOT)
    name = build_editable(str(tmp_path))
    with zipfile.ZipFile(tmp_path / name) as archive:
        outside_metadata = [n for n in archive.namelist() if ".dist-info/" not in n]
        assert len(outside_metadata) == 1
        assert archive.read(outside_metadata[0]).decode().strip() == str(ROOT)
