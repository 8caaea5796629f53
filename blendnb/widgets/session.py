"""The session: commands in, state out, whatever happens in between.

It knows nothing of widgets. A message from a view carries commands; the answer to it is one message
of state and, where the plan changed, some of charts, which take longer. Each carries a revision
that only grows, so that an older one never overwrites a newer one. An exception becomes a sentence,
and the last good state stays.

The plan file is a session's identity: opened again, it is gone on with. What was opened with a
brief or blank is a draft that is found by the notebook and the brief, and offered, because running
a cell again may mean either.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.files.briefs_and_plans import load_plan
from blendnb.files.problems import refuse
from blendnb.files.reading import Source
from blendnb.widgets.chart_messages import PlanCharts
from blendnb.widgets.command_context import Cancelled, CommandContext, Export, Job, Message
from blendnb.widgets.commands import COMMANDS, carry_out
from blendnb.widgets.derive import Deriver, judge
from blendnb.widgets.errors import attempt, sentence
from blendnb.widgets.journal.journal_database import Database, Record, Unwritable
from blendnb.widgets.journal.known_sessions import Home, origin_of, state_folder
from blendnb.widgets.journal.plan_file import PlanFile, digest_of
from blendnb.widgets.journaled_history import JournaledHistory
from blendnb.widgets.publisher import Publisher
from blendnb.widgets.view_models.done_sentence import done_sentence
from blendnb.widgets.workspace import Design, Designer, Judge

__all__ = ["Message", "Session", "opened"]


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
        deriver = Deriver(catalogue.variables, designer, judge or _usual_judge(catalogue))
        begun = deriver.opened(brief) if plan is None else deriver.opened_plan(plan)
        self._context = CommandContext(
            deriver,
            JournaledHistory(begun, deriver, home or Home(None, folder), file),
            catalogue,
            export,
            folder,
            today,
        )
        self._publisher, self._charts = Publisher(), PlanCharts(catalogue)
        self._heard: dict[str, int] = {}
        self._revision = 0
        self._charted: Plan | None = None
        self._previewing = False

    @property
    def design(self) -> Design | None:
        """The last good design."""
        return self._context.now.design

    @property
    def history(self) -> JournaledHistory:
        """The session's history and where it is kept."""
        return self._context.history

    # ------------------------------------------------------------------------------- messages

    def open(self, brief: Brief | None) -> Iterator[Message]:
        """Show another brief, as one step that can be taken back; return what views must hear."""
        context = self._context
        return self._answers(lambda: context.put(context.deriver.with_brief(context.now, brief)))

    def open_plan(self, plan: Plan) -> Iterator[Message]:
        """Show another plan, as one step that can be taken back; return what views must hear."""
        context = self._context

        def show() -> None:
            option = context.deriver.option_of(plan, context.now.option.name)
            context.put(context.now.with_option(context.deriver.worked_out(option)))

        return self._answers(show)

    def hear(self, message: Mapping[str, Any]) -> Iterator[Message]:
        """Carry out the commands of one message; return what views must hear."""
        return self._answers(lambda: self._carry_out(message))

    def _carry_out(self, message: Mapping[str, Any]) -> None:
        # Not before: what another thread says meanwhile would pass for the answer.
        self._heard[str(message.get("view"))] = message.get("seq", 0)
        commands = message.get("commands", ())
        self.history.catch_up()
        context, before = self._context, self._context.now
        self._each(commands)
        done = frozenset(key for command in commands for key in command if key in COMMANDS)
        context.done = done_sentence(done, before, context.now, context.catalogue)

    def _each(self, commands: Any) -> None:
        for command in commands:
            match command:
                case {"hello": width}:
                    self._publisher.forget()
                    self._charts = PlanCharts(self._context.catalogue, width)
                case {"width": width}:
                    self._charts.resize(width)
                case _:
                    carry_out(self._context, command)

    def tick(self) -> Iterator[Message]:
        """Do what is due now and then: save, renew, try again; return what views must hear."""
        if self.history.tick():
            yield from self._answers(lambda: None)

    # ------------------------------------------------------------------------------ long work

    def wanted(self) -> Job | None:
        """Return the job that nobody does yet, and take it as begun."""
        job = self._context.job
        if job is None or job.begun:
            return None
        job.begun = True
        return job

    def hand_in(self, job: Job, outcome: Any) -> Iterator[Message]:
        """Take the outcome of a job, or what it failed with; return what views must hear."""
        if self._context.job is job:
            self._context.job = None
        if not job.wanted or isinstance(outcome, Cancelled):
            return self._answers(lambda: None)
        return self._answers(lambda: _finish(job, outcome))

    def progress(self) -> Iterator[Message]:
        """Return what views must hear about the job under way."""
        yield self._state(*self._publisher.news(self._context))

    # -------------------------------------------------------------------------------- answers

    def _answers(self, act: Callable[[], None]) -> Iterator[Message]:
        context = self._context
        context.notice, context.done, context.extra = "", "", []
        notice = attempt(act)
        news, failed = self._publisher.news(context)
        if self._previewing and not context.extra:
            news["board_preview"], self._previewing = None, False
        drawn, plan = self._drawn(), context.now.option.plan
        if plan is not None and self._charts.at_hand(plan):
            for charts, _ in drawn:
                news["charts"] = charts
        yield self._state(news, notice or failed or context.now.failure or context.notice)
        for charts, notice in drawn:
            yield self._message("charts", {"charts": charts, "notice": notice})
        yield from self._extra()
        yield from self._late()

    def _extra(self) -> Iterator[Message]:
        """Tell what single commands answer: the preview of a drag, or of a page."""
        for tell in self._context.extra:
            messages: list[Message] = []
            notice = attempt(lambda tell=tell, into=messages: into.extend(tell()))  # type: ignore[misc]
            for content in messages:
                yield from self._answered(content)
            if notice:
                yield self._state({}, notice)

    def _answered(self, content: Message) -> Iterator[Message]:
        self._previewing = self._previewing or "board_preview" in content
        if "kind" in content:
            yield self._message(content["kind"], content)
        else:
            yield self._state(content, "")

    def _drawn(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Yield each chart as soon as it is drawn; of several, one that fails ends the row."""
        plan = self._context.now.option.plan
        # While something is dragged the charts wait for where it is dropped.
        if plan is None or (self._context.extra and plan is self._charted):
            return
        self._charted = plan
        try:
            for charts in self._charts.news(plan):
                yield charts, ""
        except Exception as error:  # noqa: BLE001 -- the rest of the result stands without it
            yield {}, sentence(error)

    def _late(self) -> Iterator[Message]:
        news, notice = self._publisher.news(self._context, late=True)
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


def _usual_judge(catalogue: Catalogue) -> Judge:
    return judge(catalogue)


def opened(
    brief: Brief | None,
    *,
    plan: Plan | Source | None,
    folder: Path,
    resume: bool | str | None,
    database: Database | None = None,
    home: Callable[..., Home] = Home,
    **parts: Any,
) -> Session:
    """Return the session to show.

    Parameters
    ----------
    brief, plan, folder, resume
        As for `studio`.
    database
        The journal; by default that of this user.
    home
        Makes the place where the session is kept, out of journal, folder and origin.
    parts
        What a `Session` needs beside these.

    Raises
    ------
    InputError
        If the plan's file cannot be read, or there is no session of that key.
    """
    database = Database(state_folder()) if database is None else database
    file = PlanFile() if plan is None or isinstance(plan, Plan) else _plan_file(Path(plan))
    if isinstance(resume, str):
        record = _by_key(database, resume)
        return _gone_on_with(record, home(database, _folder_of(record, folder)), **parts)
    known = _by_path(database, file)
    if known is not None and resume is not False:
        with suppress(Unwritable):
            return _gone_on_with(known, home(database, folder, known.origin), **parts)
    begun = plan if plan is None or isinstance(plan, Plan) else load_plan(plan)
    place = home(database, folder, origin_of(folder, begun or brief))
    session = Session(brief, plan=begun, file=file, home=place, folder=folder, **parts)
    if file.path is None and resume is not False:
        session.history.offer()
        if resume and session.history.offered:
            session.history.resume()
    return session


def _plan_file(path: Path) -> PlanFile:
    """A plan's JSON is written again; a page that holds a plan is only read."""
    if path.suffix.lower() != ".json":
        return PlanFile()
    return PlanFile(path.resolve(), (digest_of(path) or "",), own_name=False)


def _by_path(database: Database, file: PlanFile) -> Record | None:
    if file.path is None:
        return None
    try:
        records = database.find("path", str(file.path))
    except Unwritable:
        return None
    return records[0] if records else None


def _by_key(database: Database, key: str) -> Record:
    try:
        records = database.find("id", key)
    except Unwritable as error:
        raise refuse("resume", f"the journal cannot be read: {error}") from error
    if not records:
        raise refuse("resume", "there is no such session any more", found=repr(key))
    return records[0]


def _folder_of(record: Record, otherwise: Path) -> Path:
    """A session goes on where its plan file stands."""
    beside = Path(record.path).parent if record.path else otherwise
    return beside if beside.is_dir() else otherwise


def _gone_on_with(record: Record, home: Home, **parts: Any) -> Session:
    session = Session(None, home=home, folder=home.folder, **parts)
    session.history.open(record)
    return session
