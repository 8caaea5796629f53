"""The session: commands in, state out, whatever happens in between.

It knows nothing of widgets. A message from a view carries commands; the answer to it is one message
of state and, where the plan changed, some of charts, which take longer. Each carries a revision
that only grows, so that an older one never overwrites a newer one. An exception becomes a sentence,
and the last good state stays.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.widgets.bench import Bench, Export, Message
from blendnb.widgets.commands import COMMANDS, carry_out
from blendnb.widgets.designer import judge as judging
from blendnb.widgets.desk import Desk
from blendnb.widgets.jobs import Cancelled, Job
from blendnb.widgets.journal.home import Home
from blendnb.widgets.journal.plan_file import PlanFile
from blendnb.widgets.keeping import Keeping
from blendnb.widgets.pictures import Pictures
from blendnb.widgets.reporting import Reporter
from blendnb.widgets.telling.changed import changed
from blendnb.widgets.trouble import sentence
from blendnb.widgets.workspace import Design, Designer, Judge

__all__ = ["Message", "Session"]


class Session:
    """One design session.

    Parameters
    ----------
    brief
        What to begin with; None begins with an empty form.
    catalogue
        The questions, and the names of everything.
    designer
        Works out a design from a brief.
    export
        Writes files of a plan.
    folder
        Where files are written.
    judge
        Works out what follows from a plan as it stands.
    plan
        A plan to begin with, in place of a brief.
    file
        The plan file that it was read from.
    home
        Where the session is kept; by default in memory only.
    today
        The date that decisions carry.
    """

    def __init__(
        self,
        brief: Brief | None,
        *,
        catalogue: Catalogue,
        designer: Designer,
        export: Export,
        folder: Path,
        judge: Judge | None = None,
        plan: Plan | None = None,
        file: PlanFile = PlanFile(),  # noqa: B008 -- a frozen value
        home: Home | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        desk = Desk(catalogue.variables, designer, judge or judging(catalogue))
        begun = desk.opened(brief) if plan is None else desk.opened_plan(plan)
        self._bench = Bench(
            desk,
            Keeping(begun, desk, home or Home(None, folder), file),
            catalogue,
            export,
            folder,
            today,
        )
        self._reporter, self._pictures = Reporter(), Pictures()
        self._heard: dict[str, int] = {}
        self._revision = 0
        self._charted: Plan | None = None
        self._previewing = False

    @property
    def design(self) -> Design | None:
        """The last good design."""
        return self._bench.now.design

    @property
    def keeping(self) -> Keeping:
        """The session's history and where it is kept."""
        return self._bench.keeping

    # ------------------------------------------------------------------------------- messages

    def open(self, brief: Brief | None) -> Iterator[Message]:
        """Show another brief, as one step that can be taken back; return what views must hear."""
        bench = self._bench
        return self._answers(lambda: bench.put(bench.desk.with_brief(bench.now, brief)))

    def open_plan(self, plan: Plan) -> Iterator[Message]:
        """Show another plan, as one step that can be taken back; return what views must hear."""
        bench = self._bench

        def show() -> None:
            option = bench.desk.option_of(plan, bench.now.option.name)
            bench.put(bench.now.with_option(bench.desk.worked_out(option)))

        return self._answers(show)

    def hear(self, message: Mapping[str, Any]) -> Iterator[Message]:
        """Carry out the commands of one message; return what views must hear."""
        self._heard[str(message.get("view"))] = message.get("seq", 0)
        return self._answers(lambda: self._carry_out(message.get("commands", ())))

    def _carry_out(self, commands: Any) -> None:
        self.keeping.catch_up()
        bench, before = self._bench, self._bench.now
        self._each(commands)
        done = frozenset(key for command in commands for key in command if key in COMMANDS)
        bench.done = changed(done, before, bench.now, bench.catalogue)

    def _each(self, commands: Any) -> None:
        for command in commands:
            match command:
                case {"hello": width}:
                    self._reporter.forget()
                    self._pictures = Pictures(width)
                case {"width": width}:
                    self._pictures.resize(width)
                case _:
                    carry_out(self._bench, command)

    def tick(self) -> Iterator[Message]:
        """Do what is due now and then: save, renew, try again; return what views must hear."""
        if self.keeping.tick():
            yield from self._answers(lambda: None)

    # ------------------------------------------------------------------------------ long work

    def wanted(self) -> Job | None:
        """Return the job that nobody does yet, and take it as begun."""
        job = self._bench.job
        if job is None or job.begun:
            return None
        job.begun = True
        return job

    def hand_in(self, job: Job, outcome: Any) -> Iterator[Message]:
        """Take the outcome of a job, or what it failed with; return what views must hear."""
        if self._bench.job is job:
            self._bench.job = None
        if not job.wanted or isinstance(outcome, Cancelled):
            return self._answers(lambda: None)
        return self._answers(lambda: _finish(job, outcome))

    def progress(self) -> Iterator[Message]:
        """Return what views must hear about the job under way."""
        yield self._state(*self._reporter.news(self._bench))

    # -------------------------------------------------------------------------------- answers

    def _answers(self, act: Callable[[], None]) -> Iterator[Message]:
        bench = self._bench
        bench.said, bench.done, bench.extra = "", "", []
        notice = _tried(act)
        news, failed = self._reporter.news(bench)
        if self._previewing and not bench.extra:
            news["board_preview"], self._previewing = None, False
        drawn, plan = self._drawn(), bench.now.option.plan
        if plan is not None and self._pictures.at_hand(plan):
            for charts, _ in drawn:
                news["charts"] = charts
        yield self._state(news, notice or failed or bench.now.failure or bench.said)
        for charts, notice in drawn:
            yield self._message("charts", {"charts": charts, "notice": notice})
        yield from self._extra()
        yield from self._late()

    def _extra(self) -> Iterator[Message]:
        """Tell what single commands answer: the preview of a drag, or of a page."""
        for tell in self._bench.extra:
            found: list[Message] = []
            notice = _tried(lambda tell=tell, found=found: found.extend(tell()))  # type: ignore[misc]
            for content in found:
                yield from self._told(content)
            if notice:
                yield self._state({}, notice)

    def _told(self, content: Message) -> Iterator[Message]:
        self._previewing = self._previewing or "board_preview" in content
        if "kind" in content:
            yield self._message(content["kind"], content)
        else:
            yield self._state(content, "")

    def _drawn(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Yield each chart as soon as it is drawn; of several, one that fails ends the row."""
        plan = self._bench.now.option.plan
        # While something is dragged the charts wait for where it is dropped.
        if plan is None or (self._bench.extra and plan is self._charted):
            return
        self._charted = plan
        try:
            for charts in self._pictures.news(plan):
                yield charts, ""
        except Exception as error:  # noqa: BLE001 -- the rest of the result stands without it
            yield {}, sentence(error)

    def _late(self) -> Iterator[Message]:
        news, notice = self._reporter.news(self._bench, late=True)
        if news or notice:
            yield self._state(news, notice)

    def _state(self, news: Message, notice: str) -> Message:
        return self._message("state", {**news, "notice": notice, "answers": dict(self._heard)})

    def _message(self, kind: str, content: Message) -> Message:
        self._revision += 1
        return {**content, "kind": kind, "revision": self._revision}


def _finish(job: Job, outcome: Any) -> None:
    if isinstance(outcome, Exception):
        raise outcome
    job.done(outcome)


def _tried(act: Callable[[], None]) -> str:
    """Do something at the edge of the program; return the sentence to show if it fails."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 -- whatever it is, the session goes on
        return sentence(error)
    return ""
