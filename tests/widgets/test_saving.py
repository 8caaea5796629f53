"""No stranger's page overwritten, and pages where the notebook is."""

from blendnb.files.working_folder import notebook_folder
from blendnb.files.writing import free_path


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
