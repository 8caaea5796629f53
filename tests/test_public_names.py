"""What `import blendnb as bl` offers, and that it costs nothing until it is used."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import blendnb as bl


def test_importing_the_package_loads_next_to_nothing():
    code = "import sys; before = set(sys.modules); import blendnb; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert [name for name in loaded if name.startswith("blendnb")] == ["blendnb"]
    assert not {"pydantic", "numpy", "click"} & set(loaded)


@pytest.mark.parametrize("name", bl.__all__)
def test_every_public_name_is_there_when_it_is_used(name):
    value = getattr(bl, name)
    assert value is getattr(bl, name)
    assert name in dir(bl)
    assert name == "__version__" or inspect.getdoc(value)


def test_a_name_that_is_not_there_is_told():
    with pytest.raises(AttributeError, match="No blendnb attribute recomend"):
        bl.recomend  # noqa: B018  (the access is the test)


def test_the_names_are_listed_in_one_order_and_nothing_else_is():
    assert dir(bl) == bl.__all__ == sorted(bl.__all__)
    assert {"charts", "spacing", "studio", "__version__"} < set(bl.__all__)
    assert not {"api", "sys", "lazy_loader"} & set(bl.__all__)


@pytest.mark.parametrize("package", [bl, bl.charts])
def test_a_type_checker_reads_the_names_that_python_gives(package):
    stub = ast.parse(Path(package.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    (listed,) = (node.value for node in stub.body if isinstance(node, ast.Assign))
    assert ast.literal_eval(listed) == package.__all__


def test_a_notebook_is_told_how_values_are_shown_when_a_name_is_first_used():
    code = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "known = shell.display_formatter.formatters['text/html'].deferred_printers\n"
        "key = ('blendnb.domain.plan', 'Plan')\n"
        "import blendnb as bl\n"
        "before = key in known\n"
        "bl.Brief\n"
        "print(before, key in known)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True"]


def test_spacing_is_a_module():
    from blendnb import spacing

    assert bl.spacing is spacing
    assert inspect.ismodule(spacing)
