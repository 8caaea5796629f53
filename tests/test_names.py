"""One word for each thing: names of modules, classes and variables follow docs/glossary.md."""

import ast
import io
import re
import tokenize
from collections import Counter
from functools import cache
from pathlib import Path

from blendnb import charts

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "blendnb"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMED = [path for path in MODULES if path.stem not in {"__init__", "__main__", "_version"}]
DIALECT = re.compile(
    r"\b(found|told|teller|telling|happenings?|mend(?:s|ed|ing)?|easing|eased|desk|bench|keeping)\b"
)
"""Words for which the glossary has another word."""
MESSAGES = PACKAGE / "widgets" / "message.py"
"""Its classes are the scripts' types and have the names of the values that they carry."""
PUBLIC = {
    "api.py": {"found"},  # the first parameter of `save_blueprint`
    "domain/pilot_results.py": {"found"},  # a key in the results of a pilot
    "files/problems.py": {"found"},  # an attribute of the problems of an error
    "spacing/experiment/arm_differences.py": {"found"},  # an attribute of an experiment's effects
    "widgets/message.py": {"mend"},  # a key of the messages to the scripts
}
"""Names that users may have written down, so they stay."""
FEWEST_LINES, MOST_LINES = 60, 700
REGISTERED = {"exporting/sections", "exporting/targets", "spacing/models"}
"""Folders in which each file is one thing that is registered, however short."""
REASON = re.compile(r"\b(because|of (?:its|their) own|however short)\b")
"""How a docstring says why a module is that short or that long."""


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def definitions(path):
    """Every name that a module defines: classes, functions, parameters, variables, attributes."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


def counted(path):
    """Return the name that the first part of `for NAME, ... in enumerate(...)` binds, each time."""
    for node in ast.walk(tree(path)):
        match node:
            case (
                ast.For(target=ast.Tuple(elts=[ast.Name(id=name), *_]), iter=ast.Call(func=called))
                | ast.comprehension(
                    target=ast.Tuple(elts=[ast.Name(id=name), *_]), iter=ast.Call(func=called)
                )
            ) if getattr(called, "id", "") == "enumerate":
                yield name


def docstrings(path):
    """Return the lines that docstrings stand on."""
    lines = set()
    for node in ast.walk(tree(path)):
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                lines |= set(range(node.lineno, node.end_lineno + 1))
    return lines


def lines_of_code(path):
    """Return how many lines hold code: neither blank nor comment nor docstring."""
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
              tokenize.ENDMARKER}  # fmt: skip
    lines = set()
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type not in silent:
            lines |= set(range(token.start[0], token.end[0] + 1))
    return len(lines - docstrings(path))


def inside(path):
    return path.relative_to(PACKAGE).as_posix()


def test_no_two_modules_have_one_name():
    names = Counter(path.stem for path in NAMED)
    assert [name for name, times in names.items() if times > 1] == []


def test_no_module_hides_a_chart_or_table_of_its_name():
    assert {path.stem for path in (PACKAGE / "charts").glob("*.py")} & set(charts.__all__) == set()


def test_no_two_classes_have_one_name():
    public = Counter(
        node.name
        for path in MODULES
        if path != MESSAGES
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, times in public.items() if times > 1] == []


def test_names_are_those_of_the_glossary():
    dialect = {
        inside(path): sorted(
            name
            for name in set(definitions(path)) - PUBLIC.get(inside(path), set())
            if DIALECT.search(name.lower().replace("_", " "))
        )
        for path in MODULES
    }
    assert {file: names for file, names in dialect.items() if names} == {}


def test_a_name_that_stays_is_there():
    gone = {
        (file, name)
        for file, names in PUBLIC.items()
        for name in names
        if name not in set(definitions(PACKAGE / file))
    }
    assert gone == set()


def test_an_index_is_not_called_a_place():
    assert [inside(path) for path in MODULES if "place" in set(counted(path))] == []


def test_a_module_that_is_short_or_long_says_why():
    assert [
        inside(path)
        for path in NAMED
        if inside(path.parent) not in REGISTERED
        and (
            lines_of_code(path) < FEWEST_LINES
            or len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
        )
        and not REASON.search((ast.get_docstring(tree(path)) or "").replace("\n", " "))
    ] == []
