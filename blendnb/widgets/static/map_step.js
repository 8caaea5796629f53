// The map of the journey, before any format is named. For each topic, what happens at which stage,
// from first contact to sustained performance, and what is known of it; for each moment, what managers
// and peers do; and what of the content has a place.

import { details, h, table, targetOf } from "./dom.js";
import { selectEntry, textEntry } from "./fields.js";
import { phrase } from "./texts.js";

/** @import { DesignedState } from "./steps.js" */
/** @import { Guide, MapMoment, MapTopic, OtherCauses, Pairs, Result, StageLeader, StageMap } from "./messages.js" */

/** @type {Map<string, string>} */
const MAP_TAB_STOPS = new Map(); // by topic: the mark that the Tab key reaches

/** @param {DesignedState} state */
export function mapStep({ result, guide, map }) {
  const { topics, moments, leads } = result.map;
  return [
    otherCauses(result.causes),
    h("p", { class: "caption helping" }, phrase("mark_what_happens_when_arrow_keys")),
    topics.map((topic) => topicGrid(topic, map, guide)),
    ledgerPanel(result),
    leads.length > 0 && leadingPanel(leads, guide),
    h("section", { class: "panel", "data-key": "parts" }, h("h3", {}, phrase("managers_and_peers_part")), moments.length > 0 ? moments.map((moment) => momentPart(moment, guide)) : noMoments()),
  ];
}

/**
 * What training cannot mend is said before what it can.
 *
 * @param {OtherCauses | null} causes
 */
function otherCauses(causes) {
  if (!causes) return null;
  return h(
    "section",
    { class: "panel other-causes", "data-key": "causes" },
    h("h3", { class: "first" }, causes.heading),
    h("p", {}, causes.lead),
    h("ul", {}, causes.remedies.map((text) => h("li", {}, text))),
    h("p", {}, h("strong", {}, causes.rest)),
  );
}

/**
 * What of the content has a place, by topic.
 *
 * @param {Result} result
 */
function ledgerPanel({ ledger }) {
  if (!ledger) return null;
  const { heading, caption, head, rows, notes } = ledger;
  return h(
    "section",
    { class: "panel", "data-key": "ledger" },
    h("h3", {}, heading),
    h("p", { class: "caption" }, caption),
    h("div", { class: "twin", tabindex: "0", role: "group", "aria-label": heading }, table(head, rows.map(([topic, ...minutes]) => h("tr", { "data-key": topic }, h("th", { scope: "row" }, topic), minutes.map((cell) => h("td", { class: "amount" }, cell)))))),
    notes.map((text) => h("p", { class: "quiet-text", "data-key": text }, text)),
  );
}

/**
 * What has no place in the plan is said above it.
 *
 * @param {Result["ledger"]} [ledger]
 */
export function leftOutFirst(ledger) {
  if (!ledger?.left_out) return null;
  return h("p", { class: "causes-first", "data-key": "left-out-first" }, h("strong", {}, `${ledger.heading}.`));
}

/**
 * The same in two sentences, above the plan.
 *
 * @param {OtherCauses | null} [causes]
 */
export function causesFirst(causes) {
  if (!causes) return null;
  return h("p", { class: "causes-first", "data-key": "causes-first" }, h("strong", {}, `${causes.heading}. `), causes.rest);
}

/**
 * @param {StageLeader[]} leads
 * @param {Guide} guide
 */
function leadingPanel(leads, guide) {
  /** @type {Pairs} */
  const choices = [["", phrase("as_the_plan_has_it")], ...guide.modalities];
  return h(
    "section",
    { class: "panel", "data-key": "leading" },
    h("h3", {}, phrase("leading_modality")),
    leads.map(({ stage, stated, planned, text }) =>
      h(
        "div",
        { class: "part leads", "data-key": stage, "data-form": "leading", "data-about": JSON.stringify(stage) },
        selectEntry("leading", guide.stages[stage], stated, choices, { "aria-label": phrase("leads_at", { stage: guide.stages[stage] }) }),
        h("p", { class: "quiet-text" }, planned && `${phrase("in_the_plan_leads", { modality: planned.toLowerCase() })} `, text),
      ),
    ),
  );
}

function noMoments() {
  return h("p", { class: "quiet-text" }, `${phrase("no_moment_that_matters_is_named")} `, h("button", { type: "button", class: "quiet large", "data-focus": "moments" }, phrase("name_the_first_one")));
}

/**
 * @param {MapTopic} topic
 * @param {StageMap} map
 * @param {Guide} guide
 */
function topicGrid(topic, map, guide) {
  const { name, planned, cells } = topic;
  const marked = map.purposes[name] ?? {};
  const all = Object.values(marked).flat();
  const missing = Object.keys(guide.purposes).filter((purpose) => all.includes(purpose) && !planned.includes(purpose));
  const purposes = Object.entries(guide.purposes);
  return h(
    "section",
    { class: "panel topic", "data-key": `topic-${name}` },
    h("h3", {}, name),
    topicDetails(topic, guide),
    h(
      "table",
      { class: "map", "data-topic": name },
      h("thead", {}, h("tr", {}, h("td", {}), map.stages.map((stage) => h("th", { scope: "col" }, guide.stages[stage])))),
      h(
        "tbody",
        {},
        purposes.map(([purpose, word], row) =>
          h("tr", { "data-key": purpose }, h("th", { scope: "row" }, word), map.stages.map((stage, column) => h("td", {}, stageMark(name, stage, purpose, { marked, row, column, label: `${word}: ${guide.stages[stage]}`, titles: cells[stage]?.[purpose] ?? "" })))),
        ),
      ),
    ),
    missing.length > 0 && h("p", { class: "quiet-text" }, phrase("marked_and_not_yet_in_the", { missing: missing.map((purpose) => guide.purposes[purpose].toLowerCase()).join(", ") })),
  );
}

/**
 * What is known of a topic beside its name.
 *
 * @param {MapTopic} topic
 * @param {Guide} guide
 */
function topicDetails({ name, kind, objective, hours, ready_by: readyBy }, guide) {
  /** @type {Pairs} */
  const kinds = [["", phrase("not_said")], ...guide.content_kinds];
  return details(
    "topic-details",
    objective || phrase("what_it_is_and_how_much"),
    h(
      "div",
      { "data-form": "part", "data-about": JSON.stringify({ details_of: name }) },
      textEntry("objective", phrase("what_people_will_do"), objective, { rows: 2 }),
      h("div", { class: "three-boxes" }, selectEntry("kind", phrase("kind_of_content"), kind, kinds), textEntry("hours", phrase("hours_of_content"), hours, { inputmode: "decimal" }), textEntry("ready_by", phrase("ready_by_week"), readyBy, { inputmode: "numeric" })),
    ),
  );
}

/**
 * @param {string} topic
 * @param {string} stage
 * @param {string} purpose
 * @param {{ marked: Record<string, string[]>, row: number, column: number, label: string, titles: string }} cell
 */
function stageMark(topic, stage, purpose, { marked, row, column, label, titles }) {
  const on = (marked[stage] ?? []).includes(purpose);
  const cell = `${row}-${column}`;
  return h("button", {
    type: "button",
    class: `mark${titles ? " planned" : ""}`,
    "aria-pressed": String(on),
    "aria-label": label,
    title: titles ? phrase("mark_planned", { titles }) : on ? phrase("mark_missing") : undefined,
    tabindex: (MAP_TAB_STOPS.get(topic) ?? "0-0") === cell ? "0" : "-1",
    "data-mark": cell,
    "data-command": JSON.stringify({ map: { topic, stage, purpose, on: !on } }),
  });
}

/**
 * The cell that an arrow key leads to: "row-column".
 *
 * @param {string} cell
 * @param {string} key
 */
export function nextCell(cell, key) {
  const step = new Map([["ArrowRight", [0, 1]], ["ArrowLeft", [0, -1]], ["ArrowDown", [1, 0]], ["ArrowUp", [-1, 0]]]).get(key);
  if (!step) return null;
  const [row, column] = cell.split("-").map(Number);
  return `${row + step[0]}-${column + step[1]}`;
}

/**
 * Arrow keys inside a topic's marks; the Tab key leaves them.
 *
 * @param {KeyboardEvent} event
 */
export function moveInMap(event) {
  const from = /** @type {HTMLElement | null} */ (targetOf(event).closest?.("[data-mark]"));
  if (!from) return;
  const table = /** @type {HTMLElement | null} */ (from.closest("[data-topic]"));
  const cell = nextCell(from.dataset.mark ?? "", event.key);
  if (!cell || !table) return;
  const to = /** @type {HTMLElement | null} */ (table.querySelector(`[data-mark="${cell}"]`));
  event.preventDefault();
  if (!to) return;
  MAP_TAB_STOPS.set(table.dataset.topic ?? "", cell);
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

/**
 * @param {MapMoment} moment
 * @param {Guide} guide
 */
function momentPart({ text, when, measure, kind, target, managers, peers }, guide) {
  /** @type {Pairs} */
  const kinds = [["", phrase("not_said")], ...guide.moment_kinds];
  const detail = [when, measure].filter(Boolean).join("; ");
  return h(
    "div",
    { class: "part", "data-key": text, "data-form": "part", "data-about": JSON.stringify({ moment: text }) },
    h("p", {}, h("strong", {}, text), detail && h("span", { class: "quiet-text" }, ` ${detail}`)),
    h("div", { class: "pair-of-boxes" }, selectEntry("kind", phrase("kind_of_moment"), kind, kinds), textEntry("target", phrase("target_of_moment"), target)),
    h("div", { class: "pair-of-boxes" }, textEntry("managers", phrase("managers"), managers, { "aria-label": phrase("managers_2", { text }), rows: 2 }), textEntry("peers", phrase("peers"), peers, { "aria-label": phrase("peers_2", { text }), rows: 2 })),
  );
}
