"""The lab's session: commands in, state out, and searches that run beside it.

Moving a slider must never wait for a search.  So what is quick (curves, values) is answered at
once, and what takes a second (the best days, on which regret depends) is put on a list of
`wanted` searches.  Whoever runs them hands in what was `found`, and the answer goes to the views.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from altair.utils.schemapi import debug_mode
from pydantic_core import to_jsonable_python

from blendnb.charts.front import regret_table
from blendnb.charts.variants import curves_of
from blendnb.domain.plan import Plan
from blendnb.exporting.escape import table_field
from blendnb.files.writing import write_whole
from blendnb.spacing.choice import Best
from blendnb.spacing.models import MEMORY_MODELS, memory_models
from blendnb.spacing.questions import Question
from blendnb.widgets.gallery import Gallery, Picture
from blendnb.widgets.lab_state import MOST_MINUTES, MOST_TOUCHPOINTS, LabState, opened
from blendnb.widgets.lab_telling import (
    controls_of,
    curves_picture,
    figures_of,
    front_picture,
    limits_of,
    ready_made,
    rows_of,
    strip_picture,
    table_of,
)
from blendnb.widgets.pictures import LEAST_WIDTH, MOST_WIDTH, USUAL_WIDTH
from blendnb.widgets.store import Store
from blendnb.widgets.workspace import sentence

if TYPE_CHECKING:
    import pandas as pd

Message = dict[str, Any]
Search = tuple[Question, int]
_KEPT = 200
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
        self._store: Store[LabState] = Store(opened(plan))
        self._folder = folder
        self._searched: dict[Search, Best | str] = {}
        self._gallery, self._width = Gallery(), float(USUAL_WIDTH)
        self._heard: dict[str, int] = {}
        self._revision = 0
        self._told: Message = {}
        self._done = ""
        self._reached: tuple[Search, int] | None = None

    @property
    def state(self) -> LabState:
        """What the controls hold now."""
        return self._store.now

    @property
    def found(self) -> dict[int, Best]:
        """The best days that are known for the current question, by number of touchpoints."""
        question = self.state.question
        counts = range(1, MOST_TOUCHPOINTS + 1)
        known = {count: self._searched.get((question, count)) for count in counts}
        return {count: best for count, best in known.items() if isinstance(best, Best)}

    def hear(self, message: Mapping[str, Any]) -> Iterator[Message]:
        """Carry out the commands of one message; return what views must hear."""
        self._heard[str(message.get("view"))] = message.get("seq", 0)
        self._done = ""
        notice = _tried(lambda: self._carry_out(message.get("commands", ())))
        yield from self._answers(notice)

    def wanted(self) -> Search | None:
        """Return the search that is needed most, None when everything is known."""
        question = self.state.question
        counts = [len(self.state.variant.days)]
        counts += [len(variant.days) for variant in self.state.variants]
        counts += range(1, MOST_TOUCHPOINTS + 1)
        searches = ((question, count) for count in counts)
        return next((search for search in searches if search not in self._searched), None)

    def hand_in(self, search: Search, result: Best | str) -> Iterator[Message]:
        """Take the result of a search, or why there is none; return what views must hear."""
        if len(self._searched) >= _KEPT:
            del self._searched[next(iter(self._searched))]
        self._searched[search] = result
        if search[0] == self.state.question:
            yield from self._answers(self._told.get("notice", ""))

    def asks(self, search: Search) -> bool:
        """Whether a search still belongs to the question that is asked now."""
        return search[0] == self.state.question

    def came_to(self, search: Search, done: int, of: int) -> Iterator[Message]:
        """Take note of how far a search is; return what views must hear."""
        reached = (search, 10 * done // max(of, 1))
        if reached != self._reached:
            self._reached = reached
            news = self._changed({"searching": self._searching()})
            yield self._message("state", {**news, "notice": self._told.get("notice", "")})

    # ------------------------------------------------------------------------------- commands

    def _carry_out(self, commands: Any) -> None:
        for command in commands:
            match command:
                case {"hello": width}:
                    self._told, self._gallery = {}, Gallery()
                    self._resize(width)
                case {"width": width}:
                    self._resize(width)
                case {"undo": True}:
                    self._store.undo()
                case {"redo": True}:
                    self._store.redo()
                case {"csv": True}:
                    self._done = self._save()
                case {"write": True}:
                    self._store.put(self.state.written())
                    self._done = self._written()
                case {"set": dict(answers), **rest}:
                    state = self.state
                    for name, value in answers.items():
                        state = self._answered(state, name, value)
                    step = rest.get("step")
                    self._store.put(state, None if step is None else str(step))
                case _:
                    raise ValueError(f"there is no command {command!r}")

    def _resize(self, width: float) -> None:
        self._width = min(max(width, LEAST_WIDTH), MOST_WIDTH)

    def _answered(self, state: LabState, name: str, value: Any) -> LabState:
        """Return the state with one control changed."""
        kind, _, rest = name.partition(".")
        if kind == "gap":
            return state.with_gap(int(rest), int(value))
        if kind == "model":
            return _with_model(state, rest, on=bool(value))
        if kind not in _ANSWERS and kind != "ready":
            raise ValueError(f"there is no control {name!r}")
        if kind == "ready":
            return state.with_days(ready_made(state, self.found, str(value)))
        return _ANSWERS[kind](state, value)

    def _written(self) -> str:
        returns = self.state.returns
        assert returns is not None  # noqa: S101 -- written into a plan
        days = ", ".join(map(str, returns.plan_days(self.state.variant.days)))
        row = rows_of(self.state, self.found)[self.state.current]
        lost = row.max_regret
        regret = "" if lost is None else f", at most {100 * lost:.1f} points lost"
        topics = " and ".join(returns.topics)
        return f"Written into the plan: {topics} return with a question on days {days}{regret}."

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
        return regret_table(rows_of(self.state, self.found))

    def _save(self) -> str:
        curves, regret = self.frame(), self.regret_frame()
        curves["variant"] = curves["variant"].map(table_field)
        regret["Schedule"] = regret["Schedule"].map(table_field)
        for name, frame in ((_CURVES_FILE, curves), (_REGRET_FILE, regret)):
            write_whole(self._folder / name, frame.to_csv(index=False, lineterminator="\n"))
        return f"Saved {_CURVES_FILE} and {_REGRET_FILE} beside the notebook."

    # -------------------------------------------------------------------------------- answers

    def _answers(self, notice: str) -> Iterator[Message]:
        news: Message = {}
        notice = _tried(lambda: news.update(self._news(notice))) or notice
        yield self._message("state", {**news, "notice": notice, "answers": dict(self._heard)})
        try:
            for name, draw in self._pictures():
                with debug_mode(False):  # noqa: FBT003 -- the chart tests check specifications
                    told = self._gallery.told(name, draw())
                if told:
                    yield self._message("charts", {"charts": {name: told}, "notice": notice})
        except Exception as error:  # noqa: BLE001 -- the rest of the result stands without it
            yield self._message("charts", {"charts": {}, "notice": sentence(error)})

    def _pictures(self) -> Iterator[tuple[str, Callable[[], Picture]]]:
        state, found, width = self.state, self.found, self._width
        rows = rows_of(state, found)
        yield "curves", lambda: curves_picture(state, width)
        yield "strip", lambda: strip_picture(state, rows, width)
        yield "front", lambda: front_picture(state, found, width)

    def _news(self, notice: str) -> Message:
        """Return the parts of the state that differ from what was told before."""
        state, found = self.state, self.found
        rows = rows_of(state, found)
        now = to_jsonable_python(
            {
                "limits": limits_of(state),
                "controls": controls_of(state, found),
                "figures": figures_of(state, rows),
                "table": table_of(rows),
                "searching": self._searching(),
                "closed": list(state.closed),
                "can_undo": self._store.can_undo,
                "can_redo": self._store.can_redo,
                "has_plan": state.plan is not None,
                "done": self._done,
            }
        )
        self._told["notice"] = notice
        return self._changed(now)

    def _changed(self, now: Message) -> Message:
        """Return what differs from what was told before, and take note of it."""
        news = {key: value for key, value in now.items() if self._told.get(key, ...) != value}
        self._told.update(now)
        return news

    def _searching(self) -> str:
        """What is being looked for, or why there is nothing to be found."""
        count = len(self.state.variant.days)
        search = (self.state.question, count)
        known = self._searched.get(search)
        if known is not None:
            return known if isinstance(known, str) else ""
        days = "day is" if count == 1 else f"{count} days are"
        tenths = self._reached[1] if self._reached and self._reached[0] == search else 0
        return f"The best {days} being searched" + (f", {10 * tenths} % done." if tenths else ".")

    def _message(self, kind: str, content: Message) -> Message:
        self._revision += 1
        return {"kind": kind, "revision": self._revision, **content}


def _with_model(state: LabState, id_: str, *, on: bool) -> LabState:
    """Show or hide a model's lines; one stays."""
    shown = {*state.shown, id_} if on else {*state.shown} - {id_}
    ordered = tuple(name for name in MEMORY_MODELS if name in shown)
    return replace(state, shown=ordered) if ordered else state


_ANSWERS: Mapping[str, Callable[[LabState, Any], LabState]] = {
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


def _tried(act: Callable[[], None]) -> str:
    """Do something at the edge of the program; return the sentence to show if it fails."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 -- whatever it is, the session goes on
        return sentence(error)
    return ""
