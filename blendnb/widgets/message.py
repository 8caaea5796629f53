"""What the kernel sends the browser: every part of every message, with its type.

The types of the scripts are written from here (`make types`, `static/kernel.d.ts`), and the tests
hold every message against it. Nothing is validated while a studio runs: an answer takes some ten
milliseconds, and its parts are made by the program itself.

A part that is not sent is one that has not changed, so almost everything may be absent. Long
because the scripts have one contract, which is read as one text.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

ABSENT: Any = None
"""The default of what a message need not hold; it is not `null`, which some parts may be."""


class _Part(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True
    )


Pairs = tuple[tuple[str, str], ...]


class Choice(_Part):
    """Choice."""

    value: str | bool
    label: str
    help: str


class ControlDescription(_Part):
    """Control description."""

    path: str
    label: str
    help: str
    decides: str
    unit: str | None
    control: Literal["text", "number", "date", "select", "segments", "checks", "moments"]
    rows: float
    required: bool
    choices: tuple[Choice, ...]


class FormGroup(_Part):
    """Form group."""

    title: str
    controls: tuple[ControlDescription, ...]


class FigureTable(_Part):
    """Figure table."""

    head: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]


class RecallCurve(_Part):
    """What the memory models say is remembered of some topics, in per cent by day."""

    topics: tuple[str, ...]
    day: tuple[float, ...]
    recall: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


class DrawingData(_Part, extra="allow"):
    """A table of a Vega specification."""

    name: str
    values: Any = ABSENT


class VegaDrawing(_Part, extra="allow"):
    """A Vega specification, of which the scripts look at the tables."""

    data: tuple[DrawingData, ...]


class Figure(_Part):
    """Figure."""

    title: str
    caption: str
    description: str
    shape: str
    """Names the drawing: equal shapes are equal drawings."""
    height: float
    drawing: VegaDrawing | None = ABSENT
    """The Vega specification, sent once for each shape."""
    data: dict[str, dict[str, tuple[Any, ...]]]
    table: FigureTable | None = ABSENT
    curves: tuple[RecallCurve, ...] = ABSENT


class Resume(_Part):
    """Resume."""

    text: str
    key: str
    title: str
    when: str
    path: str | None


class Working(_Part):
    """Working."""

    text: str
    share: float | None


class Answers(_Part):
    """Answers."""

    values: dict[str, Any]
    assumed: dict[str, str]
    """What is assumed instead of a missing answer, in words."""
    assumed_values: dict[str, tuple[str, ...]]
    problems: dict[str, tuple[str, ...]]
    missing: tuple[str, ...]
    """Paths of answers without which there is no plan."""


class Step(_Part):
    """Step."""

    id: str
    name: str
    saves: str
    done: bool


class ExportForm(_Part):
    """Export form."""

    suffix: str
    text: str
    page: bool
    editions: bool
    interactive: bool
    chart: bool


class Guide(_Part):
    """Guide."""

    steps: dict[str, str]
    stages: dict[str, str]
    purposes: dict[str, str]
    modalities: Pairs
    measure_kinds: Pairs
    content_kinds: Pairs
    moment_kinds: Pairs
    forms: tuple[ExportForm, ...]
    editions: Pairs
    charts: tuple[str, ...]


class KeyNumber(_Part):
    """Key number."""

    value: str
    noun: str
    assumed: bool


class Fix(_Part):
    """Fix."""

    text: str
    edit: dict[str, Any] = ABSENT
    """The edit of the plan that would follow."""


class Question(_Part):
    """Question."""

    id: str
    name: str
    asks: str
    text: str
    verdict: str
    verdict_word: str
    forced: str
    fix: str | Fix | None
    touchpoints: tuple[str, ...]
    forced_by: tuple[str, ...]


class Dimension(_Part):
    """Dimension."""

    id: str
    name: str
    verdict: str
    verdict_word: str
    questions: tuple[Question, ...]


class Finding(_Part):
    """Finding."""

    id: str
    kind: str
    text: str
    fix: str | Fix | None = ABSENT
    touchpoints: tuple[str, ...] = ABSENT
    severity: str = ABSENT


class Audit(_Part):
    """Audit."""

    headline: str
    caption: str
    dimensions: tuple[Dimension, ...]
    findings: tuple[Finding, ...]


class Reason(_Part):
    """Reason."""

    rule: str
    text: str
    effect: float
    about: str
    source: str
    own: str


class RankedModel(_Part):
    """Ranked model."""

    id: str
    name: str
    percent: float
    used: bool
    excluded: tuple[str, ...]
    reasons: tuple[Reason, ...]
    risks: tuple[str, ...]
    share: float
    summary: str


class PrioritySlider(_Part):
    """One thing that may matter to the client, and how much it does."""

    id: str
    label: str
    value: int
    most: int
    said: str
    """The value in words, for those who hear it."""


class PriorityPlace(_Part):
    """A blend model's place when priorities are counted, and what its plan takes."""

    id: str
    name: str
    percent: int
    takes: str
    breaks: tuple[str, ...]


class Priorities(_Part):
    """What matters to the client, and the order of the blend models that it gives."""

    heading: str
    text: str
    order_name: str
    sliders: tuple[PrioritySlider, ...]
    order: tuple[PriorityPlace, ...]


class BlueprintOffer(_Part):
    """The nearest blueprint: how alike its brief is, and what adapting it would change."""

    id: str
    heading: str
    alike: str
    texts: tuple[str, ...]
    changes_heading: str
    changes: tuple[str, ...]
    taken: bool
    """Whether the plan is this blueprint's already."""
    label: str


class AskNext(_Part):
    """Ask next."""

    path: str
    label: str
    text: str


class DesignElement(_Part):
    """Design element."""

    use: bool
    text: str
    reasons: tuple[Reason, ...]


class ChosenFormat(_Part):
    """Chosen format."""

    id: str
    name: str
    text: str
    purpose: str
    by: str | None
    serves: tuple[str, ...]


class LeftOutFormat(_Part):
    """Left out format."""

    id: str
    name: str
    text: str
    by: str | None = ABSENT
    """The rule that excludes it, where one does."""
    instead: tuple[str, ...]


class Coverage(_Part):
    """How many of the design questions are answered."""

    answered: int
    of: int


class WhatIf(_Part):
    """An answer that would change what is recommended."""

    text: str
    set: dict[str, Any]
    model: str | None


class Uncovered(_Part):
    """Uncovered."""

    id: str
    text: str
    by: tuple[str, ...]


class Precedent(_Part):
    """Precedent."""

    id: str
    title: str
    client: str
    pattern: str
    alike: tuple[str, ...]
    stated: float
    text: str
    sequence: str
    result: str
    source: str
    kind: str
    grade: str
    also: tuple[str, ...]
    differs: tuple[str, ...]
    flipped: str
    reinforced: str
    likeness: float
    origin: str


class Refusal(_Part):
    """Refusal."""

    model: str
    text: str
    reopen: str
    set: dict[str, Any]
    label: str


class AssumedAnswer(_Part):
    """Assumed answer."""

    path: str
    label: str


class AnswerChange(_Part):
    """Answer change."""

    text: str
    set: dict[str, Any]


class OtherModel(_Part):
    """Other model."""

    heading: str
    summary: str
    reasons: tuple[Reason, ...]
    risks: tuple[str, ...]
    id: str


class Argument(_Part):
    """Argument."""

    name: str
    price: str
    for_: tuple[Reason, ...] = Field(alias="for")
    against: tuple[Reason, ...]
    demands: tuple[str, ...]
    changes_heading: str
    changes: tuple[AnswerChange, ...]
    no_changes: str
    other: OtherModel
    model: str
    by_ranking: bool


class MapTopic(_Part):
    """Map topic."""

    name: str
    kind: str
    objective: str
    hours: float | None
    ready_by: int | None
    planned: tuple[str, ...]
    cells: dict[str, dict[str, str]]
    """Titles of what serves a purpose, by stage and then by purpose."""


class StageLeader(_Part):
    """What leads at a stage."""

    stage: str
    stated: str
    """The modality that was asked for; empty where the plan decides."""
    planned: str
    text: str


class OtherCauses(_Part):
    """What training cannot mend."""

    heading: str
    lead: str
    remedies: tuple[str, ...]
    rest: str


class RoleTracks(_Part):
    """What each role takes of the plan, as a table."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ContentLedger(_Part):
    """What of the content has a place, as a table."""

    heading: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    left_out: bool
    """Whether something has no place, which is then said above the plan."""


class MapMoment(_Part):
    """Map moment."""

    text: str
    when: str
    measure: str
    baseline: str
    kind: str
    target: str
    managers: str
    peers: str


class ResultMap(_Part):
    """Result map."""

    topics: tuple[MapTopic, ...]
    moments: tuple[MapMoment, ...]
    leads: tuple[StageLeader, ...]


class AxisWeek(_Part):
    """Axis week."""

    week: str
    day: float


class LaneMark(_Part):
    """Lane mark."""

    id: str
    title: str
    day: float
    when: str


class SupportLane(_Part):
    """Support lane."""

    kind: str
    name: str
    what: str
    marks: tuple[LaneMark, ...]


class HelpItem(_Part):
    """Help item."""

    id: str
    title: str
    trigger: str
    owner: str
    opens: str
    times: float
    standing: bool
    format: str


class Support(_Part):
    """Support."""

    first: float
    last: float
    weeks: tuple[AxisWeek, ...]
    lanes: tuple[SupportLane, ...]
    help: tuple[HelpItem, ...]


class Result(_Part):
    """Result."""

    chosen: str | None
    headline: str
    numbers: tuple[KeyNumber, ...]
    audit: Audit | None
    order: str
    models: tuple[RankedModel, ...]
    ask_next: tuple[AskNext, ...]
    flipped: DesignElement
    reinforcement: DesignElement
    formats: tuple[ChosenFormat, ...]
    left_out: tuple[LeftOutFormat, ...]
    uncovered: tuple[Uncovered, ...]
    precedents: tuple[Precedent, ...]
    precedents_note: str
    refusal: Refusal | None
    assumed: tuple[AssumedAnswer, ...]
    argument: Argument
    map: ResultMap
    causes: OtherCauses | None
    """What is to be said before anything else; None where training is the answer."""
    tracks: RoleTracks | None
    ledger: ContentLedger | None
    """What each role takes; None where there is one role."""
    support: Support | None
    coverage: Coverage
    what_if: tuple[WhatIf, ...]


class StageMap(_Part):
    """Stage map."""

    stages: tuple[str, ...]
    purposes: dict[str, dict[str, tuple[str, ...]]]
    """Marked purposes by topic and stage."""


class PlanOption(_Part):
    """Plan option."""

    name: str
    active: bool
    touchpoints: Pairs
    """Ids and titles that another option can take over."""
    blend_model: str
    weeks: float | None
    hours: float | None
    sessions: float | None
    open: float | None
    by_hand: bool


class Comparison(_Part):
    """Comparison."""

    text: str | tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]
    differences: tuple[dict[str, Any], ...]
    """Touchpoints that differ, as `compare` writes them."""


class Decision(_Part):
    """Decision."""

    id: str
    text: str
    why: str | None = ABSENT
    who: str | None = ABSENT
    when: str | None = ABSENT
    about: tuple[str, ...] = ABSENT


class Pilot(_Part):
    """Pilot."""

    size: float
    text: str
    start_day: float | None
    decide_by: str


class PilotSize(_Part):
    """What a pilot group of this size can show."""

    size: int
    text: tuple[str, ...]
    answering: int = ABSENT
    completion: dict[str, Any] = ABSENT
    smallest_change: float = ABSENT
    unseen: float = ABSENT


class Measure(_Part):
    """Measure."""

    id: str
    text: str
    kind: str
    baseline: str | None
    target: str | None
    when_day: float | str | None
    moment: str | None


class SimplifiedEffect(_Part):
    """Simplified effect."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class PilotResults(_Part):
    """Pilot results."""

    findings: tuple[str, ...]
    measures: SimplifiedEffect
    cannot: tuple[str, ...]
    """What the results cannot show."""


class Simplification(_Part):
    """Simplification."""

    id: str
    text: str
    why: str
    advised: bool
    effect: Pairs
    """Names of what the edit does, each with how it changes."""


class PilotStep(_Part):
    """Pilot step."""

    pilot: Pilot | None
    measures: tuple[Measure, ...]
    files: tuple[str, ...]
    results: PilotResults | None
    simplifications: tuple[Simplification, ...]


class HoursRange(_Part):
    """Hours range."""

    low: float
    default: float
    high: float


class WrittenRange(_Part):
    """A range as people read it."""

    low: str
    default: str
    high: str


class Cost(_Part):
    """Cost."""

    range: HoursRange
    written: WrittenRange
    money: str
    text: str
    per_learner: HoursRange


class PlanSummary(_Part):
    """Plan summary."""

    text: str
    title: str
    touchpoints: int


class Saved(_Part):
    """Saved."""

    state: Literal["saved", "in memory", "not in the file", "watching", "changed on disk"]
    text: str
    path: str | None
    kept: bool
    mine: PlanSummary = ABSENT
    theirs: PlanSummary | None = ABSENT


class ExportedFile(_Part):
    """Exported file."""

    name: str
    folder: str
    stale: bool = ABSENT


class AgendaItem(_Part):
    """Agenda item."""

    id: str
    name: str
    minutes: float
    asks: str


class BoardFrame(_Part):
    """Board frame."""

    title: str
    first: float
    end: float
    start: str | None
    blackouts: tuple[tuple[float, float], ...]
    """First and last days on which nothing takes place."""
    topics: tuple[str, ...]


class BoardGroup(_Part):
    """Board group."""

    id: str
    name: str
    rows: tuple[str, ...]


class Repeat(_Part):
    """Days from the first occurrence, itself included, and what each is about."""

    days: tuple[float, ...]
    topics: tuple[tuple[str, ...], ...] | None = ABSENT


class Touchpoint(_Part):
    """A touchpoint of the plan, without the fields that have their usual values, and its effort."""

    id: str
    title: str
    format: str
    modality: str
    delivery: str | None = ABSENT
    purpose: str
    stage: str
    start_day: float
    days: float | None = ABSENT
    """None for what stays open."""
    repeat: Repeat | None = ABSENT
    effort: str
    last_groups: tuple[int, ...] = ABSENT
    """Of what several groups attend: days from each of its days to its last group."""
    groups_text: str = ABSENT
    """How many groups there are, and how much later than the first the last one meets."""
    anchor: bool = ABSENT
    why: str = ABSENT
    owner: str | None = ABSENT
    groups: float | None = ABSENT
    time: str | None = ABSENT
    trigger: str | None = ABSENT
    description: str = ABSENT
    materials: tuple[str, ...] = ABSENT
    roles: tuple[str, ...] = ABSENT
    topics: tuple[str, ...] = ABSENT
    assessment: tuple[str, ...] = ABSENT
    depends_on: tuple[str, ...] = ABSENT
    learner_minutes: float = ABSENT
    facilitation_minutes: float = ABSENT
    manager_minutes: float = ABSENT
    participation: float | None = ABSENT
    origin: str = ABSENT


class SessionRow(_Part):
    """A block of a session, in words, with what can be edited of it."""

    block: int
    part: str
    span: str
    """From when to when; empty where it has no minutes of its own."""
    minutes: str
    do: str
    rounds: str
    method: str
    leads: str
    how: str
    """The method in words, with who sits with whom."""
    who: str
    """Who leads it, in words."""
    say: str
    show: str
    material: str
    producer: str
    swaps: Pairs
    """Activities that could stand in for the one that it is a step of: id and name."""


class SessionTable(_Part):
    """A session by the minute."""

    id: str
    title: str
    about: str
    name: str
    open: bool
    """Whether its blocks can be changed: they have minutes of their own."""
    blocks: tuple[SessionRow, ...]
    notes: tuple[str, ...]
    methods: Pairs
    leaders: Pairs


class BoardParts(_Part, extra="allow", json_schema_extra={"x-prefix": "row:"}):
    """The frame and the order; besides, `row:<id>` holds each row."""

    frame: BoardFrame = ABSENT
    order: tuple[BoardGroup, ...] = ABSENT
    __pydantic_extra__: dict[str, Touchpoint]


class NewTouchpoint(_Part):
    """What a touchpoint of a format begins as."""

    title: str
    format: str
    modality: str
    delivery: str | None
    purpose: str
    days: int | None
    learner_minutes: float
    facilitation_minutes: float
    manager_minutes: float
    assessment: tuple[str, ...]
    materials: tuple[str, ...]


class BoardFormat(_Part):
    """Board format."""

    id: str
    name: str
    text: str
    touchpoint: NewTouchpoint


class BoardGuide(_Part):
    """Board guide."""

    codes: dict[str, str]
    modalities: Pairs
    deliveries: Pairs
    purposes: Pairs
    stages: Pairs
    roles: Pairs
    checks: Pairs
    formats: tuple[BoardFormat, ...]


class MovedTouchpoint(_Part):
    """Moved touchpoint."""

    start_day: float
    days: float | None


class BoardFinding(_Part):
    """Board finding."""

    id: str
    word: str
    text: str
    touchpoints: tuple[str, ...]
    mend: str | Fix | None = ABSENT
    kind: str


class BoardPreview(_Part):
    """What would follow from the drag that goes on."""

    touchpoints: dict[str, MovedTouchpoint] = ABSENT
    findings: tuple[BoardFinding, ...] = ABSENT
    curves: tuple[RecallCurve, ...] = ABSENT


class Moment(_Part):
    """Moment."""

    text: str = ABSENT
    measure: str = ABSENT
    baseline: str = ABSENT
    week: str | float = ABSENT


class LabModel(_Part):
    """Lab model."""

    id: str
    label: str


class LabLimits(_Part):
    """Lab limits."""

    models: tuple[LabModel, ...]
    touchpoints: float
    horizon: tuple[float, float]
    last: float
    minutes: float
    groups: tuple[str, ...]


class LabControls(_Part):
    """Lab controls."""

    names: tuple[str, ...]
    current: float
    can_add: bool
    touchpoints: float
    gaps: tuple[float, ...]
    days: tuple[float, ...]
    objective: Literal["mean", "day"]
    last: float
    horizon: float
    minutes_each: float
    shown: tuple[str, ...]
    ready: tuple[str, ...]
    group: float
    topic: str


class RegretRow(_Part):
    """Regret row."""

    name: str
    kind: str
    days: str
    recall: tuple[str, ...]
    regret: tuple[str, ...]
    greatest: str
    least: bool


class RegretTable(_Part):
    """Regret table."""

    models: tuple[str, ...]
    rows: tuple[RegretRow, ...]


class OfferedFile(_Part):
    """Offered file."""

    name: str
    kind: str


class OfferedBlueprint(_Part):
    """Offered blueprint."""

    id: str
    name: str
    text: str


class RecentPlan(_Part):
    """Recent plan."""

    key: str
    title: str
    when: str
    file: str


# --------------------------------------------------------------------------------- messages


class _Numbered(_Part):
    revision: int
    """Grows with every message of a session."""
    answers: dict[str, int] = ABSENT
    """The last message of each view whose commands are done."""
    notice: str = ABSENT


class LeverRow(_Part):
    """One change of the plan, with what it buys and takes."""

    id: str
    cells: tuple[str, ...]
    gain: float
    edit: dict[str, Any]
    """What the command `edit` takes."""


class Levers(_Part):
    """What changes of the plan would buy in recall."""

    heading: str
    lead: str
    head: tuple[str, ...]
    rows: tuple[LeverRow, ...]
    note: str


class StateMessage(_Numbered):
    """The parts of a studio's state that have changed."""

    kind: Literal["state"]
    form: tuple[FormGroup, ...] = ABSENT
    answers_shown: Answers = ABSENT
    can_undo: bool = ABSENT
    can_redo: bool = ABSENT
    current: bool = ABSENT
    """Whether the result follows from the answers as they are."""
    by_hand: bool = ABSENT
    done: str = ABSENT
    step: str = ABSENT
    steps: tuple[Step, ...] = ABSENT
    guide: Guide = ABSENT
    result: Result | None = ABSENT
    map: StageMap = ABSENT
    options: tuple[PlanOption, ...] = ABSENT
    comparison: Comparison | None = ABSENT
    decisions: tuple[Decision, ...] = ABSENT
    pilot: PilotStep = ABSENT
    cost: Cost | None = ABSENT
    saved: Saved | None = ABSENT
    exported: ExportedFile | None = ABSENT
    resume: Resume | None = ABSENT
    working: Working | None = ABSENT
    agenda: tuple[AgendaItem, ...] = ABSENT
    replaced: str = ABSENT
    charts: dict[str, Figure] = ABSENT
    board: BoardParts | None = ABSENT
    board_guide: BoardGuide = ABSENT
    board_preview: BoardPreview | None = ABSENT
    findings: tuple[BoardFinding, ...] = ABSENT
    pilot_size: PilotSize | None = ABSENT
    priorities: Priorities | None = ABSENT
    levers: Levers | None = ABSENT
    session: SessionTable | None = ABSENT
    offer: BlueprintOffer | None = ABSENT


class ChartsMessage(_Numbered):
    """Charts, each as soon as it is drawn."""

    kind: Literal["charts"]
    charts: dict[str, Figure]


class PreviewMessage(_Numbered):
    """A page as it would be written."""

    kind: Literal["preview"]
    html: str


class VegaMessage(_Part):
    """Brings the Vega runtime in its buffers."""

    kind: Literal["vega"]


class LabStateMessage(_Numbered):
    """The parts of the lab's state that have changed."""

    kind: Literal["state"]
    limits: LabLimits = ABSENT
    controls: LabControls = ABSENT
    figures: tuple[KeyNumber, ...] = ABSENT
    table: RegretTable = ABSENT
    searching: str = ABSENT
    can_undo: bool = ABSENT
    can_redo: bool = ABSENT
    has_plan: bool = ABSENT
    closed: tuple[float, ...] = ABSENT
    """Days of the variant that the plan does not allow."""
    done: str = ABSENT
    charts: dict[str, Figure] = ABSENT


class OffersMessage(_Part):
    """What the start page offers."""

    kind: Literal["offers"]
    notice: str
    folder: str
    largest: float
    """Bytes of the largest file that is taken."""
    recents: tuple[RecentPlan, ...]
    files: tuple[OfferedFile, ...]
    blueprints: tuple[OfferedBlueprint, ...]


class OpenedMessage(_Part):
    """What was chosen on the start page is open."""

    kind: Literal["opened"]
    key: str | None


STUDIO: TypeAdapter[Any] = TypeAdapter(
    Annotated[
        StateMessage | ChartsMessage | PreviewMessage | VegaMessage, Field(discriminator="kind")
    ]
)
"""Any message of a studio."""
LAB: TypeAdapter[Any] = TypeAdapter(
    Annotated[LabStateMessage | ChartsMessage | VegaMessage, Field(discriminator="kind")]
)
"""Any message of the spacing lab."""
START: TypeAdapter[Any] = TypeAdapter(
    Annotated[OffersMessage | OpenedMessage, Field(discriminator="kind")]
)
"""Any message of the start page."""
