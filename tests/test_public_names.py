"""What `import blendnb as bl` offers, and that it costs nothing until it is used."""

import inspect
import subprocess
import sys

import pytest

import blendnb as bl


def test_importing_the_package_loads_next_to_nothing():
    code = "import sys; before = set(sys.modules); import blendnb; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert [name for name in loaded if name.startswith("blendnb")] == [
        "blendnb",
        "blendnb._version",
    ]
    assert not {"pydantic", "numpy", "click"} & set(loaded)


@pytest.mark.parametrize("name", bl.__all__)
def test_every_public_name_is_there_when_it_is_used(name):
    value = getattr(bl, name)
    assert value is getattr(bl, name)
    assert name in dir(bl)
    assert name == "__version__" or inspect.getdoc(value)


def test_a_name_that_is_not_there_is_told():
    with pytest.raises(AttributeError, match="has no attribute 'recomend'"):
        bl.recomend  # noqa: B018  (the access is the test)


def test_spacing_is_a_module():
    from blendnb import spacing

    assert bl.spacing is spacing
    assert inspect.ismodule(spacing)
