"""Briefs from files: TOML, or JSON with the same keys."""

from pathlib import Path

from blendnb.domain.brief import Brief
from blendnb.files.parsing import Data, parse_json, parse_toml
from blendnb.files.problems import checked, refuse
from blendnb.files.reading import Source, label, read_text


def load_brief(source: Source) -> Brief:
    """Read a brief.

    Parameters
    ----------
    source
        A `.toml` or `.json` file; any other name, and `-` for standard input, may hold either.

    Raises
    ------
    InputError
        With everything that is wrong with it: file, key, value found, what is allowed.
    """
    file = label(source)
    data = _parsed(read_text(source), Path(file).suffix.lower(), file)
    if str(data.get("schema", "")).startswith("blendnb.plan/"):
        raise refuse(file, "a plan, not a brief", hint="its brief stands under the key brief")
    return checked(Brief, data, file)


def _parsed(text: str, suffix: str, file: str) -> Data:
    start = text.lstrip()[:1]
    if start == "<":
        raise refuse(file, "a page, not a brief", hint="a brief is a TOML or JSON file")
    is_json = suffix == ".json" or (suffix != ".toml" and start == "{")
    return parse_json(text, file) if is_json else parse_toml(text, file)
