"""A working folder belongs to the person who works in it."""

import re
from pathlib import Path

import pytest

from blendnb.files.catalogue_loading import load_catalogue
from blendnb.files.problems import InputError
from blendnb.files.working_folder import create_working_folder, first_notebook
from blendnb.shipped import shipped


def files_in(folder):
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def test_a_new_folder_holds_the_notebooks_the_sample_briefs_and_a_place_for_own_entries(tmp_path):
    made = create_working_folder(tmp_path / "deep" / "work")
    assert {place.parts[0] for place in made.added} == {"notebooks", "briefs", "catalogue"}
    assert set(made.added) == files_in(made.path)
    assert made.kept == ()


def test_the_copies_are_the_shipped_bytes_and_writable(tmp_path):
    made = create_working_folder(tmp_path)
    for source in shipped("notebooks").glob("*.ipynb"):
        copy = made.path / "notebooks" / source.name
        assert copy.read_bytes() == source.read_bytes()
        with copy.open("ab"):
            pass


def test_a_second_call_adds_nothing_and_keeps_nothing_back(tmp_path):
    create_working_folder(tmp_path)
    again = create_working_folder(tmp_path)
    assert (again.added, again.kept) == ((), ())


def test_a_changed_file_stays_as_it_is_and_is_named(tmp_path):
    changed = create_working_folder(tmp_path).added[0]
    (tmp_path / changed).write_text("my own work", encoding="utf-8")
    assert create_working_folder(tmp_path).kept == (changed,)
    assert (tmp_path / changed).read_text(encoding="utf-8") == "my own work"


def test_a_deleted_file_comes_back(tmp_path):
    deleted = create_working_folder(tmp_path).added[0]
    (tmp_path / deleted).unlink()
    assert create_working_folder(tmp_path).added == (deleted,)


def test_other_files_of_the_folder_are_left_alone(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "mine.ipynb").write_text("{}", encoding="utf-8")
    made = create_working_folder(tmp_path)
    assert Path("notebooks/mine.ipynb") not in (*made.added, *made.kept)
    assert (tmp_path / "notebooks" / "mine.ipynb").read_text(encoding="utf-8") == "{}"


def test_a_file_where_the_folder_should_be_is_an_error_and_stays(tmp_path):
    occupied = tmp_path / "work"
    occupied.write_text("not a folder", encoding="utf-8")
    with pytest.raises(InputError, match=r"work: cannot be made"):
        create_working_folder(occupied)
    assert occupied.read_text(encoding="utf-8") == "not a folder"


def test_the_first_notebook_is_the_design_session(tmp_path):
    create_working_folder(tmp_path)
    assert first_notebook(tmp_path) == Path("notebooks/01_design_session.ipynb")


def test_a_folder_without_notebooks_has_no_first_one(tmp_path):
    assert first_notebook(tmp_path) is None


def test_the_examples_of_the_folders_own_readme_work(tmp_path):
    made = create_working_folder(tmp_path)
    own = made.path / "catalogue"
    readme = (own / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"`([\w/]+\.toml)`:\n\n```toml\n(.*?)```", readme, re.DOTALL)
    assert [name for name, _ in examples] == [
        "formats/lunch_talk.toml", "disabled.toml", "prices.toml",
    ]  # fmt: skip
    for name, text in examples:
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    catalogue = load_catalogue(made.path, programmes=False)
    assert catalogue.formats["lunch_talk"].origin == "own"
    assert "A14" not in {rule.id for rule in catalogue.rules}
    assert catalogue.prices["wage_learner_hour"].default == 45
