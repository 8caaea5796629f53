"""Names that every system can write, and no stranger's page overwritten."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.widgets.saving import file_stem, free_path, notebook_folder


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("CRM rollout", "crm-rollout"),
        ("New managers: the first 90 days", "new-managers-the-first-90-days"),
        ("Straße & Çédille", "strasse-cedille"),
        ("../../.ssh/config", "ssh-config"),
        ("COM1", "plan-com1"),
        ("日本語", "plan"),
        ("x" * 300, "x" * 60),
    ],
)
def test_a_title_becomes_a_plain_file_name(title, stem):
    assert file_stem(title) == stem


@given(st.text(min_size=1, max_size=200))
def test_every_title_becomes_a_name_without_surprises(title):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", file_stem(title))


def test_a_page_that_is_there_already_is_left_alone(tmp_path):
    (tmp_path / "crm.html").touch()
    (tmp_path / "crm-2.html").touch()
    assert free_path(tmp_path, "crm", ()) == tmp_path / "crm-3.html"


def test_a_page_that_this_session_wrote_is_replaced(tmp_path):
    (tmp_path / "crm.html").touch()
    assert free_path(tmp_path, "crm", [tmp_path / "crm.html"]) == tmp_path / "crm.html"


def test_pages_go_beside_the_notebook_that_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "01_design_session.ipynb"))
    assert notebook_folder() == tmp_path


def test_without_a_notebook_pages_go_into_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.chdir(tmp_path)
    assert notebook_folder() == tmp_path
