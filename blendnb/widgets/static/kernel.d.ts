// What the kernel sends, written by `make types` from blendnb/widgets/message.py.
// Do not edit: change the model and write it anew.

export interface AgendaItem {
  id: string;
  name: string;
  minutes: number;
  asks: string;
}

export interface AnswerChange {
  text: string;
  set: Record<string, any>;
}

export interface Answers {
  values: Record<string, any>;
  /** What is assumed instead of a missing answer, in words. */
  assumed: Record<string, string>;
  assumed_values: Record<string, string[]>;
  problems: Record<string, string[]>;
  /** Paths of answers without which there is no plan. */
  missing: string[];
}

export interface Argument {
  name: string;
  price: string;
  for: Reason[];
  against: Reason[];
  demands: string[];
  changes_heading: string;
  changes: AnswerChange[];
  no_changes: string;
  other: OtherModel;
  model: string;
  by_ranking: boolean;
}

export interface AskNext {
  path: string;
  label: string;
  text: string;
}

export interface AssumedAnswer {
  path: string;
  label: string;
}

export interface Audit {
  headline: string;
  caption: string;
  dimensions: Dimension[];
  findings: Finding[];
}

export interface AxisWeek {
  week: string;
  day: number;
}

/** The nearest blueprint: how alike its brief is, and what adapting it would change. */
export interface BlueprintOffer {
  id: string;
  heading: string;
  alike: string;
  texts: string[];
  changes_heading: string;
  changes: string[];
  /** Whether the plan is this blueprint's already. */
  taken: boolean;
  label: string;
}

export interface BoardFinding {
  id: string;
  word: string;
  text: string;
  touchpoints: string[];
  mend?: string | Fix | null;
  kind: string;
}

export interface BoardFormat {
  id: string;
  name: string;
  text: string;
  touchpoint: NewTouchpoint;
}

export interface BoardFrame {
  title: string;
  first: number;
  end: number;
  start: string | null;
  /** First and last days on which nothing takes place. */
  blackouts: [number, number][];
  topics: string[];
}

export interface BoardGroup {
  id: string;
  name: string;
  rows: string[];
}

export interface BoardGuide {
  codes: Record<string, string>;
  modalities: [string, string][];
  deliveries: [string, string][];
  purposes: [string, string][];
  stages: [string, string][];
  roles: [string, string][];
  checks: [string, string][];
  formats: BoardFormat[];
}

/** The frame and the order; besides, `row:<id>` holds each row. */
export interface BoardParts {
  frame?: BoardFrame;
  order?: BoardGroup[];
  [part: `row:${string}`]: Touchpoint;
}

/** What would follow from the drag that goes on. */
export interface BoardPreview {
  touchpoints?: Record<string, MovedTouchpoint>;
  findings?: BoardFinding[];
  curves?: RecallCurve[];
}

/** Charts, each as soon as it is drawn. */
export interface ChartsMessage {
  /** Grows with every message of a session. */
  revision: number;
  /** The last message of each view whose commands are done. */
  answers?: Record<string, number>;
  notice?: string;
  kind: "charts";
  charts: Record<string, Figure>;
}

export interface Choice {
  value: string | boolean;
  label: string;
  help: string;
}

export interface ChosenFormat {
  id: string;
  name: string;
  text: string;
  purpose: string;
  by: string | null;
  serves: string[];
}

export interface Comparison {
  text: string | string[];
  head: string[];
  rows: string[][];
  names: string[];
  /** Touchpoints that differ, as `compare` writes them. */
  differences: Record<string, any>[];
}

/** What of the content has a place, as a table. */
export interface ContentLedger {
  heading: string;
  caption: string;
  head: string[];
  rows: string[][];
  notes: string[];
  /** Whether something has no place, which is then said above the plan. */
  left_out: boolean;
}

export interface ControlDescription {
  path: string;
  label: string;
  help: string;
  decides: string;
  unit: string | null;
  control: "text" | "number" | "date" | "select" | "segments" | "checks" | "moments";
  rows: number;
  required: boolean;
  choices: Choice[];
}

export interface Cost {
  range: HoursRange;
  written: WrittenRange;
  money: string;
  text: string;
  per_learner: HoursRange;
}

/** How many of the design questions are answered. */
export interface Coverage {
  answered: number;
  of: number;
}

export interface Decision {
  id: string;
  text: string;
  why?: string | null;
  who?: string | null;
  when?: string | null;
  about?: string[];
}

export interface DesignElement {
  use: boolean;
  text: string;
  reasons: Reason[];
}

export interface Dimension {
  id: string;
  name: string;
  verdict: string;
  verdict_word: string;
  questions: Question[];
}

/** A table of a Vega specification. */
export interface DrawingData {
  name: string;
  values?: any;
  [part: string]: any;
}

export interface ExportForm {
  suffix: string;
  text: string;
  page: boolean;
  editions: boolean;
  interactive: boolean;
  chart: boolean;
}

export interface ExportedFile {
  name: string;
  folder: string;
  stale?: boolean;
}

export interface Figure {
  title: string;
  caption: string;
  description: string;
  /** Names the drawing: equal shapes are equal drawings. */
  shape: string;
  height: number;
  /** The Vega specification, sent once for each shape. */
  drawing?: VegaDrawing | null;
  data: Record<string, Record<string, any[]>>;
  table?: FigureTable | null;
  curves?: RecallCurve[];
}

export interface FigureTable {
  head: string[];
  rows: ((string | number)[])[];
}

export interface Finding {
  id: string;
  kind: string;
  text: string;
  fix?: string | Fix | null;
  touchpoints?: string[];
  severity?: string;
}

export interface Fix {
  text: string;
  /** The edit of the plan that would follow. */
  edit?: Record<string, any>;
}

export interface FormGroup {
  title: string;
  controls: ControlDescription[];
}

export interface Guide {
  steps: Record<string, string>;
  stages: Record<string, string>;
  purposes: Record<string, string>;
  modalities: [string, string][];
  measure_kinds: [string, string][];
  content_kinds: [string, string][];
  moment_kinds: [string, string][];
  forms: ExportForm[];
  editions: [string, string][];
  charts: string[];
}

export interface HelpItem {
  id: string;
  title: string;
  trigger: string;
  owner: string;
  opens: string;
  times: number;
  standing: boolean;
  format: string;
}

export interface HoursRange {
  low: number;
  default: number;
  high: number;
}

export interface KeyNumber {
  value: string;
  noun: string;
  assumed: boolean;
}

export interface LabControls {
  names: string[];
  current: number;
  can_add: boolean;
  touchpoints: number;
  gaps: number[];
  days: number[];
  objective: "mean" | "day";
  last: number;
  horizon: number;
  minutes_each: number;
  shown: string[];
  ready: string[];
  group: number;
  topic: string;
}

export interface LabLimits {
  models: LabModel[];
  touchpoints: number;
  horizon: [number, number];
  last: number;
  minutes: number;
  groups: string[];
}

export interface LabModel {
  id: string;
  label: string;
}

/** The parts of the lab's state that have changed. */
export interface LabStateMessage {
  /** Grows with every message of a session. */
  revision: number;
  /** The last message of each view whose commands are done. */
  answers?: Record<string, number>;
  notice?: string;
  kind: "state";
  limits?: LabLimits;
  controls?: LabControls;
  figures?: KeyNumber[];
  table?: RegretTable;
  searching?: string;
  can_undo?: boolean;
  can_redo?: boolean;
  has_plan?: boolean;
  /** Days of the variant that the plan does not allow. */
  closed?: number[];
  done?: string;
  charts?: Record<string, Figure>;
}

export interface LaneMark {
  id: string;
  title: string;
  day: number;
  when: string;
}

export interface LeftOutFormat {
  id: string;
  name: string;
  text: string;
  /** The rule that excludes it, where one does. */
  by?: string | null;
  instead: string[];
}

/** One change of the plan, with what it buys and takes. */
export interface LeverRow {
  id: string;
  cells: string[];
  gain: number;
  /** What the command `edit` takes. */
  edit: Record<string, any>;
}

/** What changes of the plan would buy in recall. */
export interface Levers {
  heading: string;
  lead: string;
  head: string[];
  rows: LeverRow[];
  note: string;
}

export interface MapMoment {
  text: string;
  when: string;
  measure: string;
  baseline: string;
  kind: string;
  target: string;
  managers: string;
  peers: string;
}

export interface MapTopic {
  name: string;
  kind: string;
  objective: string;
  hours: number | null;
  ready_by: number | null;
  planned: string[];
  /** Titles of what serves a purpose, by stage and then by purpose. */
  cells: Record<string, Record<string, string>>;
}

export interface Measure {
  id: string;
  text: string;
  kind: string;
  baseline: string | null;
  target: string | null;
  when_day: number | string | null;
  moment: string | null;
}

export interface MovedTouchpoint {
  start_day: number;
  days: number | null;
}

/** What a touchpoint of a format begins as. */
export interface NewTouchpoint {
  title: string;
  format: string;
  modality: string;
  delivery: string | null;
  purpose: string;
  days: number | null;
  learner_minutes: number;
  facilitation_minutes: number;
  manager_minutes: number;
  assessment: string[];
  materials: string[];
}

export interface OfferedBlueprint {
  id: string;
  name: string;
  text: string;
}

export interface OfferedFile {
  name: string;
  kind: string;
}

/** What the start page offers. */
export interface OffersMessage {
  kind: "offers";
  notice: string;
  folder: string;
  /** Bytes of the largest file that is taken. */
  largest: number;
  recents: RecentPlan[];
  files: OfferedFile[];
  blueprints: OfferedBlueprint[];
}

/** What was chosen on the start page is open. */
export interface OpenedMessage {
  kind: "opened";
  key: string | null;
}

/** What training cannot mend. */
export interface OtherCauses {
  heading: string;
  lead: string;
  remedies: string[];
  rest: string;
}

export interface OtherModel {
  heading: string;
  summary: string;
  reasons: Reason[];
  risks: string[];
  id: string;
}

export interface Pilot {
  size: number;
  text: string;
  start_day: number | null;
  decide_by: string;
}

export interface PilotResults {
  findings: string[];
  measures: SimplifiedEffect;
  /** What the results cannot show. */
  cannot: string[];
}

/** What a pilot group of this size can show. */
export interface PilotSize {
  size: number;
  text: string[];
  answering?: number;
  completion?: Record<string, any>;
  smallest_change?: number;
  unseen?: number;
}

export interface PilotStep {
  pilot: Pilot | null;
  measures: Measure[];
  files: string[];
  results: PilotResults | null;
  simplifications: Simplification[];
}

export interface PlanOption {
  name: string;
  active: boolean;
  /** Ids and titles that another option can take over. */
  touchpoints: [string, string][];
  blend_model: string;
  weeks: number | null;
  hours: number | null;
  sessions: number | null;
  open: number | null;
  by_hand: boolean;
}

export interface PlanSummary {
  text: string;
  title: string;
  touchpoints: number;
}

export interface Precedent {
  id: string;
  title: string;
  client: string;
  pattern: string;
  alike: string[];
  stated: number;
  text: string;
  sequence: string;
  result: string;
  source: string;
  kind: string;
  grade: string;
  also: string[];
  differs: string[];
  flipped: string;
  reinforced: string;
  likeness: number;
  origin: string;
}

/** A page as it would be written. */
export interface PreviewMessage {
  /** Grows with every message of a session. */
  revision: number;
  /** The last message of each view whose commands are done. */
  answers?: Record<string, number>;
  notice?: string;
  kind: "preview";
  html: string;
}

/** What matters to the client, and the order of the blend models that it gives. */
export interface Priorities {
  heading: string;
  text: string;
  order_name: string;
  sliders: PrioritySlider[];
  order: PriorityPlace[];
}

/** A blend model's place when priorities are counted, and what its plan takes. */
export interface PriorityPlace {
  id: string;
  name: string;
  percent: number;
  takes: string;
  breaks: string[];
}

/** One thing that may matter to the client, and how much it does. */
export interface PrioritySlider {
  id: string;
  label: string;
  value: number;
  most: number;
  /** The value in words, for those who hear it. */
  said: string;
}

export interface Question {
  id: string;
  name: string;
  asks: string;
  text: string;
  verdict: string;
  verdict_word: string;
  forced: string;
  fix: string | Fix | null;
  touchpoints: string[];
  forced_by: string[];
}

export interface RankedModel {
  id: string;
  name: string;
  percent: number;
  used: boolean;
  excluded: string[];
  reasons: Reason[];
  risks: string[];
  share: number;
  summary: string;
}

export interface Reason {
  rule: string;
  text: string;
  effect: number;
  about: string;
  source: string;
  own: string;
}

/** What the memory models say is remembered of some topics, in per cent by day. */
export interface RecallCurve {
  topics: string[];
  day: number[];
  recall: number[];
  low: number[];
  high: number[];
}

export interface RecentPlan {
  key: string;
  title: string;
  when: string;
  file: string;
}

export interface Refusal {
  model: string;
  text: string;
  reopen: string;
  set: Record<string, any>;
  label: string;
}

export interface RegretRow {
  name: string;
  kind: string;
  days: string;
  recall: string[];
  regret: string[];
  greatest: string;
  least: boolean;
}

export interface RegretTable {
  models: string[];
  rows: RegretRow[];
}

/** Days from the first occurrence, itself included, and what each is about. */
export interface Repeat {
  days: number[];
  topics?: string[][] | null;
}

export interface Result {
  chosen: string | null;
  headline: string;
  numbers: KeyNumber[];
  audit: Audit | null;
  order: string;
  models: RankedModel[];
  ask_next: AskNext[];
  flipped: DesignElement;
  reinforcement: DesignElement;
  formats: ChosenFormat[];
  left_out: LeftOutFormat[];
  uncovered: Uncovered[];
  precedents: Precedent[];
  precedents_note: string;
  refusal: Refusal | null;
  assumed: AssumedAnswer[];
  argument: Argument;
  map: ResultMap;
  /** What is to be said before anything else; None where training is the answer. */
  causes: OtherCauses | null;
  tracks: RoleTracks | null;
  /** What each role takes; None where there is one role. */
  ledger: ContentLedger | null;
  support: Support | null;
  coverage: Coverage;
  what_if: WhatIf[];
}

export interface ResultMap {
  topics: MapTopic[];
  moments: MapMoment[];
  leads: StageLeader[];
}

export interface Resume {
  text: string;
  key: string;
  title: string;
  when: string;
  path: string | null;
}

/** What each role takes of the plan, as a table. */
export interface RoleTracks {
  heading: string;
  head: string[];
  rows: string[][];
}

export interface Saved {
  state: "saved" | "in memory" | "not in the file" | "watching" | "changed on disk";
  text: string;
  path: string | null;
  kept: boolean;
  mine?: PlanSummary;
  theirs?: PlanSummary | null;
}

/** A block of a session, in words, with what can be edited of it. */
export interface SessionRow {
  block: number;
  part: string;
  /** From when to when; empty where it has no minutes of its own. */
  span: string;
  minutes: string;
  do: string;
  rounds: string;
  method: string;
  leads: string;
  /** The method in words, with who sits with whom. */
  how: string;
  /** Who leads it, in words. */
  who: string;
  say: string;
  show: string;
  material: string;
  producer: string;
  /** Activities that could stand in for the one that it is a step of: id and name. */
  swaps: [string, string][];
}

/** A session by the minute. */
export interface SessionTable {
  id: string;
  title: string;
  about: string;
  name: string;
  /** Whether its blocks can be changed: they have minutes of their own. */
  open: boolean;
  blocks: SessionRow[];
  notes: string[];
  methods: [string, string][];
  leaders: [string, string][];
}

export interface Simplification {
  id: string;
  text: string;
  why: string;
  advised: boolean;
  /** Names of what the edit does, each with how it changes. */
  effect: [string, string][];
}

export interface SimplifiedEffect {
  head: string[];
  rows: string[][];
}

/** What leads at a stage. */
export interface StageLeader {
  stage: string;
  /** The modality that was asked for; empty where the plan decides. */
  stated: string;
  planned: string;
  text: string;
}

export interface StageMap {
  stages: string[];
  /** Marked purposes by topic and stage. */
  purposes: Record<string, Record<string, string[]>>;
}

/** The parts of a studio's state that have changed. */
export interface StateMessage {
  /** Grows with every message of a session. */
  revision: number;
  /** The last message of each view whose commands are done. */
  answers?: Record<string, number>;
  notice?: string;
  kind: "state";
  form?: FormGroup[];
  answers_shown?: Answers;
  can_undo?: boolean;
  can_redo?: boolean;
  /** Whether the result follows from the answers as they are. */
  current?: boolean;
  by_hand?: boolean;
  done?: string;
  step?: string;
  steps?: Step[];
  guide?: Guide;
  result?: Result | null;
  map?: StageMap;
  options?: PlanOption[];
  comparison?: Comparison | null;
  decisions?: Decision[];
  pilot?: PilotStep;
  cost?: Cost | null;
  saved?: Saved | null;
  exported?: ExportedFile | null;
  resume?: Resume | null;
  working?: Working | null;
  agenda?: AgendaItem[];
  replaced?: string;
  charts?: Record<string, Figure>;
  board?: BoardParts | null;
  board_guide?: BoardGuide;
  board_preview?: BoardPreview | null;
  findings?: BoardFinding[];
  pilot_size?: PilotSize | null;
  priorities?: Priorities | null;
  levers?: Levers | null;
  session?: SessionTable | null;
  offer?: BlueprintOffer | null;
}

export interface Step {
  id: string;
  name: string;
  saves: string;
  done: boolean;
}

export interface Support {
  first: number;
  last: number;
  weeks: AxisWeek[];
  lanes: SupportLane[];
  help: HelpItem[];
}

export interface SupportLane {
  kind: string;
  name: string;
  what: string;
  marks: LaneMark[];
}

/** A touchpoint of the plan, without the fields that have their usual values, and its effort. */
export interface Touchpoint {
  id: string;
  title: string;
  format: string;
  modality: string;
  delivery?: string | null;
  purpose: string;
  stage: string;
  start_day: number;
  /** None for what stays open. */
  days?: number | null;
  repeat?: Repeat | null;
  effort: string;
  /** Of what several groups attend: days from each of its days to its last group. */
  last_groups?: number[];
  /** How many groups there are, and how much later than the first the last one meets. */
  groups_text?: string;
  anchor?: boolean;
  why?: string;
  owner?: string | null;
  groups?: number | null;
  time?: string | null;
  trigger?: string | null;
  description?: string;
  materials?: string[];
  roles?: string[];
  topics?: string[];
  assessment?: string[];
  depends_on?: string[];
  learner_minutes?: number;
  facilitation_minutes?: number;
  manager_minutes?: number;
  participation?: number | null;
  origin?: string;
}

export interface Uncovered {
  id: string;
  text: string;
  by: string[];
}

/** A Vega specification, of which the scripts look at the tables. */
export interface VegaDrawing {
  data: DrawingData[];
  [part: string]: any;
}

/** Brings the Vega runtime in its buffers. */
export interface VegaMessage {
  kind: "vega";
}

/** An answer that would change what is recommended. */
export interface WhatIf {
  text: string;
  set: Record<string, any>;
  model: string | null;
}

export interface Working {
  text: string;
  share: number | null;
}

/** A range as people read it. */
export interface WrittenRange {
  low: string;
  default: string;
  high: string;
}
