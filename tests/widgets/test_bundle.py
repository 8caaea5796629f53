"""The Vega runtime: made once, kept on disk, named after its version."""

from importlib.metadata import version

from blendnb.widgets.assets import vega_module


def test_the_module_is_made_once_and_kept_under_its_version(tmp_path):
    made = vega_module(tmp_path)
    (kept,) = tmp_path.iterdir()
    assert kept.name == f"vega-{version('vl-convert-python')}.js"
    kept.write_bytes(b"kept")
    assert vega_module(tmp_path) == b"kept"
    assert b"export" in made


def test_the_module_asks_the_internet_for_nothing(tmp_path):
    module = vega_module(tmp_path).decode()
    assert "import " not in module.split("\n", 1)[0][:200]
    assert 'from "http' not in module
    assert "import(" not in module


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path):
    taken = tmp_path / "file"
    taken.touch()
    assert b"export" in vega_module(taken)
