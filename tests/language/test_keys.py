"""Every sentence of the English file is said somewhere, and whatever is said stands there.

Read from the source, without running it: a key in quotes is itself, an f-string is any text in its
gaps. So a key that is put together at run time counts as said when its last part stands somewhere
in quotes.
"""

import ast
import re
import tomllib
from functools import cache

from blendnb.language import find_language
from tests.corpus import ROOT

ANYTHING = "\0"
LANGUAGE_FILE = ROOT / "templates" / "language" / "en.toml"


@cache
def keys():
    return frozenset(find_language("en").keys())


@cache
def trees():
    files = sorted((ROOT / "blendnb").rglob("*.py"))
    return {str(f.relative_to(ROOT)): ast.parse(f.read_text(encoding="utf-8")) for f in files}


def written(node):
    """A string of the source, with what is filled in at run time as `ANYTHING`; else None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(v.value if isinstance(v, ast.Constant) else ANYTHING for v in node.values)
    return None


def as_pattern(text):
    return re.compile(".+".join(map(re.escape, text.split(ANYTHING))))


def said():
    """Give the key of every `say(...)`, with where it stands."""
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Name):
                key = written(node.args[0])
                if node.func.id == "say" and key is not None:
                    yield f"{file}:{node.lineno}", key


def test_whatever_is_said_stands_in_the_english_file():
    missing = [
        f"{where}: {key.replace(ANYTHING, '…')}"
        for where, key in said()
        if not any(map(as_pattern(key).fullmatch, [key] if key in keys() else keys()))
    ]
    assert missing == []


def test_every_sentence_is_said_somewhere():
    texts = {text for tree in trees().values() for text in map(written, ast.walk(tree)) if text}
    patterns = [as_pattern(t) for t in texts if ANYTHING in t and re.search(r"[a-z]{2}", t)]
    others = "".join(
        file.read_text(encoding="utf-8")
        for folder in ("blendnb/widgets", "templates/page")
        for file in sorted((ROOT / folder).rglob("*"))
        if file.suffix in {".js", ".html", ".md"}
    )
    words = set(re.findall(r"\w+", others)) | {w for t in texts for w in re.findall(r"\w+", t)}
    silent = [
        key
        for key in sorted(keys() - texts)
        if key.rpartition(".")[2] not in words and not any(p.fullmatch(key) for p in patterns)
    ]
    assert silent == []


def test_no_sentence_of_the_english_file_stands_outside_a_section():
    data = tomllib.loads(LANGUAGE_FILE.read_text(encoding="utf-8"))
    assert {key for key, value in data.items() if isinstance(value, str)} == {"language", "locale"}
