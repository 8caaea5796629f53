"""The shipped notebooks are short stories, stored without anything that a machine left behind."""

import ast

import nbformat
import pytest

from blendnb.shipped import shipped

NOTEBOOKS = {path.name: path for path in sorted(shipped("notebooks").glob("*.ipynb"))}
LONGEST_CELL = 16


@pytest.fixture(params=NOTEBOOKS)
def notebook(request):
    return nbformat.read(NOTEBOOKS[request.param], as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tags(cell):
    return cell.metadata.get("tags", [])


def imports(cell):
    tree = ast.parse(cell.source)
    return [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]


def test_a_notebook_begins_with_what_it_is_about(notebook):
    first = notebook.cells[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")


def test_one_cell_imports_everything(notebook):
    first, *others = code_cells(notebook)
    assert imports(first)
    assert [cell.source for cell in others if imports(cell)] == []


def test_every_cell_is_short_enough_to_be_read_aloud(notebook):
    assert [c.source for c in code_cells(notebook) if c.source.count("\n") >= LONGEST_CELL] == []


def test_only_outputs_that_are_checked_are_stored(notebook):
    for cell in code_cells(notebook):
        assert bool(cell.outputs) == ("nbval-check-output" in tags(cell)), cell.source


def test_nothing_of_a_session_or_a_widget_is_stored(notebook):
    assert "widgets" not in notebook.metadata
    assert [c for c in code_cells(notebook) if set(c.metadata) - {"tags"}] == []


def test_something_printed_is_checked_word_for_word(notebook):
    assert any("nbval-check-output" in tags(cell) for cell in code_cells(notebook))
