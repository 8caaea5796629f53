"""Templates of a working folder: what somebody else may have written, so nothing in them is code.

A folder travels by mail, drive or git, and its `page/` is used at every export. So templates may
show values, loop over them and ask conditions, and call the shipped macros; nothing else can be
named, nothing grows without end, and no link leads out of the folder. Whatever is wrong with such a
file is one sentence with the file, the line and what is allowed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    Undefined,
    nodes,
)
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.loaders import split_template_path
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from blendnb.files.problems import InputError, refuse, shortened
from blendnb.files.reading import reason
from blendnb.language import say
from blendnb.shipped import shipped

MOST_STEPS = 1_000_000
"""Turns of loops, calls and inclusions of one page."""
_LONGEST_TEMPLATE = 500_000
_LONGEST_TEXT = 1_000_000
_LARGEST_NUMBER = 10**12
_NOT_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock, nodes.ExprStmt,
    nodes.Concat, nodes.Pow, nodes.Mod, nodes.Mul, nodes.NSRef,
)  # fmt: skip
_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "float", "int", "join",
    "last", "length", "lower", "report", "round", "safe", "sections", "title", "trim", "upper",
)  # fmt: skip
_FILLED_IN = {".html", ".md", ".pdf"}
"""Kinds of files that templates make."""
_KINDS = {".html", ".css", ".md", ".js"}
_FORM = re.compile(r"\{[^{}]*[:!.\[]")
"""A gap of a text that asks for more than its value."""


def template_environment(
    own: Path | None,
    finalize: Callable[[Any], Any],
    filters: Mapping[str, Callable[..., Any]],
    extensions: Iterable[type[Extension]] = (),
) -> Environment:
    """Return templates that escape everything; a working folder's own stand before ours.

    An own `page.html` may extend `shipped/page.html` and override single blocks of it.

    Parameters
    ----------
    own
        The working folder; its templates run with nothing but values, loops and conditions.
    finalize
        What becomes of a value before it is printed.
    filters, extensions
        What the shipped templates use beside Jinja's own.
    """
    loader = FileSystemLoader(str(shipped("templates") / "page"))
    loaders: list[BaseLoader] = [loader, PrefixLoader({"shipped": loader})]
    options: dict[str, Any] = {
        "autoescape": True, "undefined": StrictUndefined, "trim_blocks": True,
        "lstrip_blocks": True, "extensions": list(extensions),
    }  # fmt: skip
    if own is None:
        result = Environment(loader=ChoiceLoader(loaders), finalize=finalize, **options)  # noqa: S701
    else:
        options["loader"] = ChoiceLoader([_OwnFiles(own), *loaders])
        result = _Sandbox(own, finalize=_printed(finalize), **options)
    result.filters.update(filters)
    return result


def filled_in(environment: Environment, template: str, values: dict[str, Any]) -> str:
    """Return a template filled in.

    Raises
    ------
    InputError
        If a template of the working folder does what it may not, with file and line.
    """
    if not isinstance(environment, _Sandbox):
        return environment.get_template(template).render(**values)
    environment.steps = 0
    with _explained(environment.own):
        return environment.get_template(template).render(**values)


def note_of_own(own: Path | None, file: str | Path) -> str:
    """Return which templates of a working folder count for a file; empty where none does."""
    if own is None or Path(file).suffix.lower() not in _FILLED_IN:
        return ""
    names = sorted(path.name for path in (own / "page").glob("*") if path.suffix in _KINDS)
    return say("export.own.counts", files=names, folder=str(own / "page")) if names else ""


class _OwnFiles(FileSystemLoader):
    """The files in `page/` of a working folder, and none that a link leads to elsewhere."""

    def __init__(self, own: Path) -> None:
        super().__init__(str(own / "page"))
        self._own = own

    def get_source(self, environment: Environment, template: str) -> Any:
        """Return a template's text.

        Raises
        ------
        InputError
            If it leads elsewhere, is too large, or no text.
        """
        path = (self._own / "page").joinpath(*split_template_path(template))
        if path.is_file():
            own_text(self._own, path)
        return super().get_source(environment, template)


def own_text(own: Path, path: Path) -> str:
    """Return the text of a file in `page/` of a working folder.

    Raises
    ------
    InputError
        If it leads out of the folder, is too large, or cannot be read as UTF-8.
    """
    if own.resolve() not in path.resolve().parents:
        raise refuse(str(path), say("export.own.leads_out"))
    try:
        if path.stat().st_size > _LONGEST_TEMPLATE:
            raise refuse(str(path), say("export.own.large", most=_LONGEST_TEMPLATE // 1000))
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise refuse(str(path), say("export.own.not_utf8")) from None
    except OSError as error:
        raise refuse(str(path), say("export.problem.unreadable", reason=reason(error))) from None


class _Sandbox(ImmutableSandboxedEnvironment):
    """Runs templates that may do nothing but show values, loop and ask."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, own: Path, **options: Any) -> None:
        super().__init__(**options)
        self.own, self.steps = own, 0
        self.globals.clear()
        self.filters["counted"] = self._counted
        self.filters["join"] = _joined

    def step(self) -> None:
        """Count what takes time, so that no page takes for ever."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise SecurityError(say("export.own.endless"))

    def _counted(self, values: Any) -> Iterator[Any]:
        for value in values:
            self.step()
            yield value

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        result = super()._parse(source, name, filename)
        if filename and (self.own / "page") in Path(filename).parents:
            _check(result, name, filename)
        for loop in result.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        return result

    def get_template(self, *args: Any, **options: Any) -> Template:
        """Return a template, counted."""
        self.step()
        return super().get_template(*args, **options)

    def call(self, context: Any, called: Any, /, *args: Any, **values: Any) -> Any:
        """Call a macro or a block; nothing else can be called."""
        self.step()
        if not self.is_safe_callable(called):
            name = getattr(called, "__name__", type(called).__name__)
            raise SecurityError(say("export.own.not_allowed", what=repr(f"{name}()")))
        return super().call(context, called, *args, **values)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether it is a macro, a block, a loop's own, or a text with plain gaps."""
        if isinstance(obj, Macro | BlockReference):
            return True
        obj = getattr(obj, "__wrapped__", obj)  # the sandbox's own guard around a text's `format`
        holder, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if isinstance(holder, str):
            return name == "format" and not _FORM.search(holder)
        return isinstance(holder, LoopContext) or (isinstance(holder, dict) and name == "items")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Work out a sum, unless it grows beyond what a page needs."""
        result = super().call_binop(context, operator, left, right)
        texts = isinstance(result, str | list | tuple) and len(result) > _LONGEST_TEXT
        if texts or (isinstance(result, int) and abs(result) > _LARGEST_NUMBER):
            raise SecurityError(say("export.own.endless"))
        return result


def _check(template: nodes.Template, name: str | None, filename: str) -> None:
    """Refuse what is neither a value, a loop nor a condition."""
    for node in template.find_all(nodes.Node):
        unknown = isinstance(node, nodes.Filter) and node.name not in _FILTERS
        nested = isinstance(node, nodes.Assign | nodes.With | nodes.List | nodes.Dict) and any(
            inner.ctx == "load" if isinstance(inner, nodes.Tuple) else True
            for inner in node.find_all((nodes.List, nodes.Dict, nodes.Tuple))
        )
        turning = isinstance(node, nodes.For) and node.recursive
        if isinstance(node, _NOT_ALLOWED) or unknown or nested or turning:
            what = node.name if isinstance(node, nodes.Filter) else type(node).__name__.lower()
            text = say("export.own.not_allowed", what=repr(what))
            raise TemplateSyntaxError(text, node.lineno, name, filename)


def _joined(values: Iterable[Any], between: str = "") -> str:
    texts = list(values)
    if any(isinstance(value, list | tuple | dict) for value in texts):
        raise SecurityError(say("export.own.no_text"))
    from jinja2.filters import do_mark_safe
    from markupsafe import escape

    return do_mark_safe(escape(between).join(map(escape, texts)))


def _printed(finalize: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Only what is a text or a number is printed: a list in a list may be endless."""

    def checked(value: Any) -> Any:
        listed = isinstance(value, list | tuple | dict | set)
        if listed or (callable(value) and not isinstance(value, Undefined)):
            raise SecurityError(say("export.own.no_text"))
        return finalize(value)

    return checked


@contextmanager
def _explained(own: Path) -> Iterator[None]:
    """Tell what is wrong with an own template, by its file and line."""
    try:
        yield
    except InputError:
        raise
    except TemplateSyntaxError as error:
        raise _mistake(
            error.filename or str(own / "page"), error.lineno, str(error.message)
        ) from None
    except Exception as error:
        frames = [f for f in extract_tb(error.__traceback__) if _is_own(own, f.filename)]
        if not frames and not any((own / "page").glob("*")):
            raise
        file, line = (
            (frames[-1].filename, frames[-1].lineno) if frames else (str(own / "page"), None)
        )
        text = type(error).__name__ if isinstance(error, RecursionError) else str(error)
        raise _mistake(file, line, text) from None


def _is_own(own: Path, filename: str) -> bool:
    return (own / "page") in Path(filename).parents


def _mistake(file: str, line: int | None, text: str) -> InputError:
    key = say("export.own.line", line=line) if line else ""
    sentence = shortened(text.splitlines()[0].rstrip(".") if text else "", 160)
    return refuse(file, sentence, key=key, hint=say("export.own.allowed"))
