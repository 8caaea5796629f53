"""The lab's session: commands in, state out, and searches that run beside it.

A state value with its history, a pure function that derives what views show, and a session that
applies commands.  Moving a slider must never wait for a search.  So what is quick (curves, values)
is answered at once, and what takes a second (the best days, on which regret depends) is offered as
the `next_search`.  Whoever runs it calls `finish_search`, and the answer goes to the views.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from altair.utils.schemapi import debug_mode
from pydantic_core import to_jsonable_python

from blendnb.charts.variants import curves_of, regret_table
from blendnb.domain.plan import Plan
from blendnb.files.writing import write_whole
from blendnb.language import csv_text, percent, say
from blendnb.spacing.best_days import Best
from blendnb.spacing.models import MEMORY_MODELS, memory_models
from blendnb.spacing.questions import Question
from blendnb.widgets.chart_messages import LEAST_WIDTH, MOST_WIDTH, USUAL_WIDTH, SentCharts
from blendnb.widgets.errors import attempt, sentence
from blendnb.widgets.history import History
from blendnb.widgets.lab_state import MOST_MINUTES, MOST_TOUCHPOINTS, LabState, opened
from blendnb.widgets.lab_view import View, pictures_of, points, preset_days, rows_of, view_of

if TYPE_CHECKING:
    import pandas as pd

Message = dict[str, Any]
Search = tuple[Question, int]
_REMEMBERED_SEARCHES = 200
_CURVES_FILE, _REGRET_FILE = "spacing-lab.csv", "spacing-lab-regret.csv"


class LabSession:
    """One session of the lab.

    Parameters
    ----------
    plan
        The plan whose topics are worked on; None without one.
    folder
        Where files are written.
    """

    def __init__(self, plan: Plan | None, folder: Path) -> None:
        self._history: History[LabState] = History(opened(plan))
        self._folder = folder
        self._results: dict[Search, Best | str] = {}
        self._charts, self._width = SentCharts(), float(USUAL_WIDTH)
        self._answered: dict[str, int] = {}
        self._revision = 0
        self._sent: Message = {}
        self._done = ""
        self._progress: tuple[Search, int] | None = None

    @property
    def state(self) -> LabState:
        """What the controls hold now."""
        return self._history.now

    @property
    def best_days(self) -> dict[int, Best]:
        """The best days that are known for the current question, by number of touchpoints."""
        question = self.state.question
        counts = range(1, MOST_TOUCHPOINTS + 1)
        known = {count: self._results.get((question, count)) for count in counts}
        return {count: best for count, best in known.items() if isinstance(best, Best)}

    def hear(self, message: Mapping[str, Any]) -> Iterator[Message]:
        """Carry out the commands of one message; return what views must hear."""
        self._answered[str(message.get("view"))] = message.get("seq", 0)
        self._done = ""
        notice = attempt(lambda: self._carry_out(message.get("commands", ())))
        yield from self._answers(notice)

    def next_search(self) -> Search | None:
        """Return the search that is needed most, None when everything is known."""
        question = self.state.question
        counts = [len(self.state.variant.days)]
        counts += [len(variant.days) for variant in self.state.variants]
        counts += range(1, MOST_TOUCHPOINTS + 1)
        searches = ((question, count) for count in counts)
        return next((search for search in searches if search not in self._results), None)

    def finish_search(self, search: Search, result: Best | str) -> Iterator[Message]:
        """Take the result of a search, or why there is none; return what views must hear."""
        if len(self._results) >= _REMEMBERED_SEARCHES:
            del self._results[next(iter(self._results))]
        self._results[search] = result
        if search[0] == self.state.question:
            yield from self._answers(self._sent.get("notice", ""))

    def is_current(self, search: Search) -> bool:
        """Whether a search still belongs to the question that is asked now."""
        return search[0] == self.state.question

    def report_progress(self, search: Search, done: int, of: int) -> Iterator[Message]:
        """Take note of how far a search is, in tenths; return what views must hear."""
        progress = (search, 10 * done // max(of, 1))
        if progress != self._progress:
            self._progress = progress
            news = self._changed({"searching": self._searching()})
            yield self._message("state", {**news, "notice": self._sent.get("notice", "")})

    # ------------------------------------------------------------------------------- commands

    def _carry_out(self, commands: Any) -> None:
        for command in commands:
            match command:
                case {"hello": width}:
                    self._sent, self._charts = {}, SentCharts()
                    self._resize(width)
                case {"width": width}:
                    self._resize(width)
                case {"undo": True}:
                    self._history.undo()
                case {"redo": True}:
                    self._history.redo()
                case {"csv": True}:
                    self._done = self._save()
                case {"write": True}:
                    self._history.put(self.state.written())
                    self._done = self._written_text()
                case {"set": dict(answers), **rest}:
                    state = self.state
                    for name, value in answers.items():
                        state = self._with_control(state, name, value)
                    step = rest.get("step")
                    self._history.put(state, None if step is None else str(step))
                case _:
                    raise ValueError(say("lab.no_command", command=repr(command)))

    def _resize(self, width: float) -> None:
        self._width = min(max(width, LEAST_WIDTH), MOST_WIDTH)

    def _with_control(self, state: LabState, name: str, value: Any) -> LabState:
        """Return the state with one control changed."""
        kind, _, rest = name.partition(".")
        if kind == "gap":
            return state.with_gap(int(rest), int(value))
        if kind == "model":
            return _with_model(state, rest, on=bool(value))
        if kind not in _CONTROLS and kind != "ready":
            raise ValueError(say("lab.no_control", control=repr(name)))
        if kind == "ready":
            return state.with_days(preset_days(state, self.best_days, str(value)))
        return _CONTROLS[kind](state, value)

    def _written_text(self) -> str:
        returns = self.state.returns
        assert returns is not None  # noqa: S101 -- written into a plan
        days = returns.plan_days(self.state.variant.days)
        lost = rows_of(self.state, self.best_days)[self.state.current].max_regret
        return say(
            "lab.written" if lost is None else "lab.written_regret",
            count=len(days),
            topics=returns.topics,
            days=", ".join(map(str, days)),
            points="" if lost is None else points(lost),
        )

    # ---------------------------------------------------------------------------------- files

    def frame(self) -> "pd.DataFrame":
        """The curves as a table: variant, day, memory_model, recall, low, high."""
        import pandas as pd

        shown = memory_models(self.state.shown)
        curves = [curves_of(self.state.question, v, shown) for v in self.state.variants]
        rows = [row for one in curves for row in one.frame_rows()]
        return pd.DataFrame(rows, columns=["variant", "day", "memory_model", "recall"])

    def regret_frame(self) -> "pd.DataFrame":
        """The table of regret, as far as the best days are known."""
        return regret_table(rows_of(self.state, self.best_days))

    def _save(self) -> str:
        for name, frame in ((_CURVES_FILE, self.frame()), (_REGRET_FILE, self.regret_frame())):
            rows = frame.astype(object).where(frame.notna(), "").itertuples(index=False)
            write_whole(self._folder / name, csv_text([frame.columns, *rows], line_end="\n"))
        return say("lab.saved", files=(_CURVES_FILE, _REGRET_FILE))

    # -------------------------------------------------------------------------------- answers

    def _answers(self, notice: str) -> Iterator[Message]:
        news: Message = {}
        notice = attempt(lambda: news.update(self._news(notice))) or notice
        yield self._message("state", {**news, "notice": notice, "answers": dict(self._answered)})
        pictures = pictures_of(self.state, self.best_days, self._width)
        try:
            for name, draw in pictures.items():
                with debug_mode(False):  # noqa: FBT003 -- the chart tests check specifications
                    chart = self._charts.message_of(name, draw())
                if chart:
                    yield self._message("charts", {"charts": {name: chart}, "notice": notice})
        except Exception as error:  # noqa: BLE001 -- the rest of the result stands without it
            yield self._message("charts", {"charts": {}, "notice": sentence(error)})

    def _news(self, notice: str) -> Message:
        """Return the parts of the view that differ from what was sent before."""
        view = {
            **view_of(self.state, self.best_days),
            "searching": self._searching(),
            "can_undo": self._history.can_undo,
            "can_redo": self._history.can_redo,
            "done": self._done,
        }
        self._sent["notice"] = notice
        return self._changed(to_jsonable_python(view))

    def _changed(self, view: View) -> Message:
        """Return what differs from what was sent before, and take note of it."""
        news = {key: value for key, value in view.items() if self._sent.get(key, ...) != value}
        self._sent.update(view)
        return news

    def _searching(self) -> str:
        """What is being searched, or why there is nothing to be found."""
        count = len(self.state.variant.days)
        search = (self.state.question, count)
        known = self._results.get(search)
        if known is not None:
            return known if isinstance(known, str) else ""
        tenths = self._progress[1] if self._progress and self._progress[0] == search else 0
        if not tenths:
            return say("lab.searching", count=count)
        return say("lab.searching_share", count=count, share=percent(tenths / 10))

    def _message(self, kind: str, content: Message) -> Message:
        self._revision += 1
        return {"kind": kind, "revision": self._revision, **content}


def _with_model(state: LabState, id_: str, *, on: bool) -> LabState:
    """Show or hide a model's lines; one stays."""
    shown = {*state.shown, id_} if on else {*state.shown} - {id_}
    ordered = tuple(name for name in MEMORY_MODELS if name in shown)
    return replace(state, shown=ordered) if ordered else state


_CONTROLS: Mapping[str, Callable[[LabState, Any], LabState]] = {
    "touchpoints": lambda state, value: state.with_touchpoints(int(value)),
    "current": lambda state, value: replace(
        state, current=max(0, min(int(value), len(state.variants) - 1))
    ),
    "name": lambda state, value: state.renamed(str(value)),
    "copy": lambda state, _: state.copied(),
    "remove": lambda state, _: state.without_current(),
    "objective": lambda state, value: replace(state, objective="day" if value == "day" else "mean"),
    "last": lambda state, value: replace(state, last=max(1, int(value))),
    "horizon": lambda state, value: state.with_horizon(int(value)),
    "minutes_each": lambda state, value: replace(
        state, minutes_each=max(1, min(int(value), MOST_MINUTES))
    ),
    "group": lambda state, value: state.with_group(int(value)),
}
"""What each control does."""
