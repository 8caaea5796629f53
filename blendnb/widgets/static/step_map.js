// Step two: the journey before any format is named. For each topic, what happens at which stage,
// from first contact to sustained performance; for each moment, what managers and peers do.

import { h } from "./dom.js";
import { entry } from "./fields.js";

const MAP_FOCUS = new Map(); // by topic: the mark that the Tab key reaches

export function mapStep({ result, guide, map }) {
  const { topics, moments } = result.map;
  return [
    h("p", { class: "caption helping" }, "Mark what happens when. Arrow keys move, the space bar marks."),
    topics.map((topic) => topicGrid(topic, map, guide)),
    h("section", { class: "panel", "data-key": "parts" }, h("h3", {}, "Managers’ and peers’ part"), moments.length > 0 ? moments.map(part) : noMoments()),
  ];
}

function noMoments() {
  return h("p", { class: "quiet-text" }, "No moment that matters is named yet. ", h("button", { type: "button", class: "quiet large", "data-focus": "moments" }, "Name the first one"));
}

function topicGrid({ name, planned }, map, guide) {
  const marked = map.purposes[name] ?? {};
  const all = Object.values(marked).flat();
  const missing = Object.keys(guide.purposes).filter((purpose) => all.includes(purpose) && !planned.includes(purpose));
  const purposes = Object.entries(guide.purposes);
  return h(
    "section",
    { class: "panel topic", "data-key": `topic-${name}` },
    h("h3", {}, name),
    h(
      "table",
      { class: "map", "data-topic": name },
      h("thead", {}, h("tr", {}, h("td", {}), map.stages.map((stage) => h("th", { scope: "col" }, guide.stages[stage])))),
      h(
        "tbody",
        {},
        purposes.map(([purpose, word], row) =>
          h("tr", { "data-key": purpose }, h("th", { scope: "row" }, word), map.stages.map((stage, column) => h("td", {}, mark(name, stage, purpose, { marked, row, column, label: `${word}: ${guide.stages[stage]}` })))),
        ),
      ),
    ),
    missing.length > 0 && h("p", { class: "quiet-text" }, `Marked, and not yet in the plan: ${missing.map((purpose) => guide.purposes[purpose].toLowerCase()).join(", ")}.`),
  );
}

function mark(topic, stage, purpose, { marked, row, column, label }) {
  const on = (marked[stage] ?? []).includes(purpose);
  const place = `${row}-${column}`;
  return h("button", {
    type: "button",
    class: "mark",
    "aria-pressed": String(on),
    "aria-label": label,
    tabindex: (MAP_FOCUS.get(topic) ?? "0-0") === place ? "0" : "-1",
    "data-mark": place,
    "data-command": JSON.stringify({ map: { topic, stage, purpose, on: !on } }),
  });
}

// Arrow keys inside a topic's marks; the Tab key leaves them.
export function moveInMap(event) {
  const from = event.target.closest?.("[data-mark]");
  const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  if (!from || !step) return;
  const table = from.closest("[data-topic]");
  const [row, column] = from.dataset.mark.split("-").map(Number);
  const place = `${row + step[0]}-${column + step[1]}`;
  const to = table.querySelector(`[data-mark="${place}"]`);
  event.preventDefault();
  if (!to) return;
  MAP_FOCUS.set(table.dataset.topic, place);
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

function part({ text, when, measure, managers, peers }) {
  const detail = [when, measure].filter(Boolean).join("; ");
  return h(
    "div",
    { class: "part", "data-key": text, "data-form": "part", "data-about": JSON.stringify({ moment: text }) },
    h("p", {}, h("strong", {}, text), detail && h("span", { class: "quiet-text" }, ` ${detail}`)),
    h("div", { class: "pair-of-boxes" }, entry("managers", "Managers", managers, { "aria-label": `Managers: ${text}`, rows: 2 }), entry("peers", "Peers", peers, { "aria-label": `Peers: ${text}`, rows: 2 })),
  );
}
