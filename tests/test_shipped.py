"""The lookup of templates and notebooks, in each layout that an installation can have."""

import pytest

from blendnb.shipped import shipped


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "site-packages" / "blendnb"
    folder.mkdir(parents=True)
    return folder


def test_an_installed_package_answers_with_the_folder_inside_it(package):
    (package / "templates").mkdir()
    assert shipped("templates", package=package) == package / "templates"


def test_a_checkout_answers_with_the_folder_beside_the_package(package):
    (package.parent / "hatch_build.py").touch()
    (package.parent / "notebooks").mkdir()
    assert shipped("notebooks", package=package) == package.parent / "notebooks"


def test_the_folder_inside_the_package_wins_over_the_one_beside_it(package):
    (package.parent / "hatch_build.py").touch()
    (package.parent / "templates").mkdir()
    (package / "templates").mkdir()
    assert shipped("templates", package=package) == package / "templates"


def test_a_strangers_folder_beside_an_installed_package_is_not_taken(package):
    (package.parent / "templates").mkdir()
    with pytest.raises(FileNotFoundError, match="install blendnb again"):
        shipped("templates", package=package)


def test_the_running_blendnb_finds_its_catalogue_and_notebooks():
    assert list(shipped("templates").rglob("*.toml"))
    assert list(shipped("notebooks").glob("*.ipynb"))
