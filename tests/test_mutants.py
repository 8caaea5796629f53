"""The tool that puts small faults into the code: what it chooses and writes, without a run."""

import pytest

from tools import mutants
from tools.mutants import Tried, table, write

CHARTS = Tried("charts", there_are=900, drawn=60, survivors=("one", "other"))


def test_a_row_says_how_many_were_drawn_killed_and_not_noticed():
    assert table([CHARTS], "2026-12-01") == ["| charts | 900 | 60 | 58 | 2 | 2026-12-01 |"]


def test_only_the_rows_of_packages_that_were_tried_are_written_anew(tmp_path, monkeypatch):
    page = tmp_path / "mutants.md"
    page.write_text("Words.\n| charts | 1 | 1 | 1 | 0 | then |\n| cost | 2 | 2 | 2 | 0 | then |\n")
    monkeypatch.setattr(mutants, "PAGE", page)
    write([CHARTS], "now")
    assert page.read_text() == (
        "Words.\n| charts | 900 | 60 | 58 | 2 | now |\n| cost | 2 | 2 | 2 | 0 | then |\n"
    )


@pytest.mark.parametrize(
    ("target", "sources", "tests"),
    [
        ("charts", ("blendnb/charts/*",), "tests/charts"),
        ("blendnb/charts/recall.py", ("blendnb/charts/recall.py",), "tests/charts"),
        ("blendnb/designing/cost", ("blendnb/designing/cost/*",), "tests/designing"),
    ],
)
def test_a_package_file_or_folder_is_tried_against_the_tests_of_its_package(target, sources, tests):
    package = mutants._package_of(target)
    assert (package.sources, package.tests) == (sources, (tests,))


def test_what_is_in_no_package_is_refused_with_the_names_there_are():
    with pytest.raises(SystemExit, match=r"blendnb/api\.py is none of designing, measuring"):
        mutants._package_of("blendnb/api.py")
