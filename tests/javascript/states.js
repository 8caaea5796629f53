// A small programme as the kernel tells it, for tests of what is made of it.

const REASON = { rule: "r1", text: "People are spread out.", effect: 2, about: "Sites", source: "A review", own: "" };
const question = (id, verdict, more = {}) => ({ id, name: `Question ${id}`, asks: `Asks ${id}?`, text: `Text of ${id}.`, verdict, verdict_word: verdict, forced: "", fix: "", touchpoints: [], ...more });

export const AUDIT = {
  headline: "Two of five dimensions are strong",
  caption: "Never averaged.",
  dimensions: [
    { id: "content", name: "Content", verdict: "strong", verdict_word: "strong", questions: [question("c1", "strong")] },
    { id: "time", name: "Time", verdict: "missing", verdict_word: "missing", questions: [question("t1", "missing", { fix: "Add a reminder.", touchpoints: ["a", "b"], forced: "Forced by: Window" })] },
  ],
  findings: [{ id: "f1", kind: "Tension", text: "Too much at once.", fix: { text: "Spread it." }, touchpoints: ["a"] }],
};

export const RESULT = {
  chosen: null,
  headline: "Bookend fits best",
  numbers: [{ value: "6", noun: "weeks", assumed: false }, { value: "40", noun: "people", assumed: true }],
  audit: AUDIT,
  order: "By how often they come first.",
  models: [
    { id: "bookend", name: "Bookend", percent: 70, used: true, excluded: [] },
    { id: "flex", name: "Flex", percent: 30, used: false, excluded: [] },
    { id: "sprint", name: "Sprint", percent: 0, used: false, excluded: ["No room for it."] },
  ],
  ask_next: [],
  flipped: { use: true, text: "It fits.", reasons: [REASON] },
  reinforcement: { use: false, text: "It does not.", reasons: [] },
  formats: [{ id: "quiz", name: "Quiz", text: "Asks what was learnt.", purpose: "practise" }],
  left_out: [{ id: "video", name: "Video", text: "Nobody would watch it.", by: "rule-9" }],
  uncovered: [],
  precedents: [],
  precedents_note: "None is near.",
  refusal: null,
  causes: null,
  tracks: null,
  ledger: null,
  assumed: [{ path: "outcome.risk", label: "Risk" }],
  argument: { name: "Bookend", price: "", for: [REASON], against: [], demands: [], changes_heading: "What would change this", changes: [{ text: "With one site", set: { sites: "one" } }], no_changes: "Nothing.", other: { heading: "Runner-up: Flex", summary: "Sites and sessions.", reasons: [], risks: ["Needs rooms"] } },
  map: { topics: [{ name: "CRM", kind: "procedural", objective: "", hours: null, ready_by: 2, planned: ["explain"], cells: { before: { explain: "Module" } } }], leads: [{ stage: "before", stated: "", planned: "Live", text: "Together." }], moments: [{ text: "First call", when: "week 3", measure: "Calls", baseline: "2", kind: "rare", target: "", managers: "Listen in", peers: "" }] },
  support: {
    first: 0,
    last: 40,
    weeks: [{ week: "1", day: 0 }, { week: "4", day: 20 }],
    lanes: [{ kind: "knowledge", name: "Knowing", what: "what is understood", marks: [{ id: "a", title: "Quiz", day: 10, when: "week 2" }] }, { kind: "decision", name: "Deciding", what: "what people would do", marks: [] }],
    help: [
      { id: "h1", title: "Checklist", trigger: "a call is due", owner: "Anna", opens: "week 2", times: 1, standing: true, format: "Job aid" },
      { id: "h2", title: "Hour", trigger: "When stuck", owner: "", opens: "week 3", times: 3, standing: false, format: "Clinic" },
      { id: "h3", title: "Mail", trigger: "", owner: "", opens: "week 4", times: 1, standing: false, format: "Reminder" },
    ],
  },
};

export const GUIDE = {
  steps: { map: "Say what happens when." },
  stages: { before: "Before", during: "During" },
  purposes: { explain: "Explain", practise: "Practise" },
  modalities: [["live", "Live"], ["social", "With peers"]],
  content_kinds: [["procedural", "Steps"]],
  moment_kinds: [["rare", "Rare"]],
  measure_kinds: [["behavior", "Behaviour"], ["business", "Business"]],
  forms: [
    { suffix: ".html", text: "a page", page: true, editions: true, interactive: true, chart: false },
    { suffix: ".pdf", text: "to print", page: true, editions: true, interactive: false, chart: false },
    { suffix: ".svg", text: "a chart", page: false, editions: false, interactive: false, chart: true },
    { suffix: ".toml", text: "the brief", page: false, editions: false, interactive: false, chart: false },
  ],
  editions: [["client", "For the client"], ["learner", "For those who learn"]],
  charts: ["journey", "load"],
};

export const STATE = {
  answers_shown: { values: { title: "CRM rollout", client: "Acme", objective: "Use it", gap: "" }, assumed: { "outcome.risk": "medium" }, assumed_values: {}, problems: {}, missing: [] },
  can_undo: true,
  can_redo: false,
  current: true,
  result: RESULT,
  guide: GUIDE,
  map: { stages: ["before", "during"], purposes: { CRM: { before: ["explain"], during: ["practise"] } } },
  steps: [{ id: "outcomes", name: "Outcomes", saves: "A meeting.", done: true }, { id: "map", name: "Map", saves: "A workshop.", done: false }],
  options: [
    { name: "A", active: true, touchpoints: [], blend_model: "Bookend", weeks: 6, hours: 4, sessions: 2, open: 1 },
    { name: "B", active: false, touchpoints: [["q", "Quiz"]], blend_model: "Flex", weeks: null, hours: null, sessions: null, open: null },
  ],
  pilot_size: null,
  pilot: { pilot: null, measures: [], files: [], results: null, simplifications: [] },
  agenda: [{ id: "outcomes", name: "Outcomes", minutes: 25, asks: "What shall they do?" }, { id: "map", name: "Map", minutes: 20, asks: "When?" }],
};

/** The state with other parts. */
export const stateWith = (news) => ({ ...STATE, ...news });

/** The state with other parts of its result. */
export const resultWith = (news) => stateWith({ result: { ...RESULT, ...news } });

const touchpoint = (id, title, start, more = {}) => ({ id, title, format: "quiz", modality: "self_paced", purpose: "practise", stage: "during", start_day: start, days: 1, effort: "20 min", ...more });

export const BOARD = {
  frame: { title: "6 weeks, 3 touchpoints", first: -7, end: 63, start: null, blackouts: [[20, 21]], topics: ["CRM"] },
  order: [{ id: "before", name: "Before", rows: ["a"] }, { id: "during", name: "During", rows: ["b", "c"] }],
  "row:a": touchpoint("a", "Welcome", -3, { stage: "before" }),
  "row:b": touchpoint("b", "Session", 0, { modality: "live", delivery: "virtual", days: 2, why: "People meet." }),
  "row:c": touchpoint("c", "Quiz", 14, { repeat: { days: [0, 7], topics: null } }),
};

export const BOARD_GUIDE = {
  codes: { self_paced: "S", live: "L" },
  modalities: [["self_paced", "Self-paced"], ["live", "Live"]],
  deliveries: [["virtual", "Online"], ["in_person", "In person"]],
  purposes: [["practise", "Practise"], ["explain", "Explain"]],
  stages: [["before", "Before"], ["during", "During"]],
  roles: [["learner", "Learners"], ["manager", "Managers"]],
  checks: [["knowledge", "Knowing"]],
  formats: [
    { id: "quiz", name: "Quiz", text: "Asks.", touchpoint: { title: "Quiz", format: "quiz", modality: "self_paced", delivery: null, purpose: "practise", days: 1 } },
    { id: "clinic", name: "Clinic", text: "Helps.", touchpoint: { title: "Clinic", format: "clinic", modality: "live", delivery: "virtual", purpose: "practise", days: 1 } },
    { id: "video", name: "Video", text: "Shows.", touchpoint: { title: "Video", format: "video", modality: "self_paced", delivery: null, purpose: "explain", days: 1 } },
  ],
};
