// The side panel: all that a touchpoint is, to be edited; above it what the audit finds in it.

import { button, h, more } from "./dom.js";
import { entry, pick, tick } from "./fields.js";
import { decide, mend } from "./panels.js";

export function touchpointPanel(row, { guide, axis, wrong, rows, topics, others }) {
  return [
    wrong.length > 0 && h("ul", { class: "findings", "data-key": "wrong" }, wrong.map((finding) => h("li", { "data-key": finding.id }, h("span", { class: "effect" }, finding.word), h("div", {}, h("p", {}, finding.text), finding.mend && mend({ id: finding.id, fix: finding.mend }))))),
    h(
      "div",
      { class: "stack", "data-touchpoint": row.id, "data-key": `touchpoint-${row.id}` },
      what(row, guide),
      when(row, axis),
      effort(row),
      who(row, guide),
      about(row, guide, topics),
      entry("why", "Why it is here", row.why, { rows: 3 }),
      more("rest", "Description, materials, what it waits for", rest(row, rows)),
    ),
    h("div", { class: "row-of", "data-key": "acts" }, act("duplicate", "Duplicate"), act("remove", "Delete"), decide(row.id, row.title), others.map(({ name, place }) => button(`Take it from ${name}`, { merge: { from: place, touchpoint: row.id } }, { class: "quiet", "data-key": `take-${place}` }))),
  ];
}

function act(name, text) {
  return h("button", { type: "button", "data-board": name, "data-key": name }, text);
}

function what(row, guide) {
  const formats = guide.formats.map(({ id, name }) => [id, name]);
  const known = formats.some(([id]) => id === row.format) ? formats : [[row.format, row.format], ...formats];
  return [
    entry("title", "Title", row.title, { "data-first": true }),
    pair(pick("format", "Format", row.format, known), pick("purpose", "Purpose", row.purpose, guide.purposes)),
    pair(pick("modality", "Mode", row.modality, guide.modalities), row.modality === "live" ? pick("delivery", "Where", row.delivery, guide.deliveries) : pick("stage", "Phase", row.stage, guide.stages)),
    row.modality === "live" && pick("stage", "Phase", row.stage, guide.stages),
  ];
}

function when(row, axis) {
  const later = row.repeat?.days.filter(Boolean).join(", ") ?? "";
  return [
    pair(entry("start_day", "Begins on day", row.start_day, { inputmode: "numeric", hint: axis.said(row.start_day).replace(/^[^,]*, /, "") }), entry("days", "Days it lasts", row.days ?? "", { inputmode: "numeric", hint: "Empty: it stays open" })),
    pair(entry("later", "Comes back after days", later, { hint: "Counted from the first, as 14, 28" }), entry("time", "Time of day", row.time, { placeholder: "09:30", hint: "Empty: none is set" })),
  ];
}

function effort(row) {
  const box = (name, label) => entry(name, label, row[name] ?? 0, { inputmode: "decimal" });
  return h("fieldset", { class: "boxes" }, h("legend", {}, "Minutes each time"), h("div", { class: "three-boxes" }, box("learner_minutes", "Learner"), box("facilitation_minutes", "Leading it"), box("manager_minutes", "Manager")));
}

function who(row, guide) {
  return [ticks("roles", "Who takes part", guide.roles, row.roles ?? ["learner"]), pair(entry("owner", "Looked after by", row.owner), entry("groups", "Groups that meet", row.groups, { inputmode: "numeric" }))];
}

function about(row, guide, topics) {
  return [
    topics.length > 0 && ticks("topics", "Topics", topics.map((topic) => [topic, topic]), row.topics ?? []),
    ticks("assessment", "What is checked", guide.checks, row.assessment ?? []),
    ticked("anchor", "A fixed point of the journey", Boolean(row.anchor)),
  ];
}

function rest(row, rows) {
  const waits = [...rows.values()].filter(({ id }) => id !== row.id).map(({ id, title }) => [id, title]);
  return [
    entry("description", "Description", row.description, { rows: 3 }),
    entry("materials", "Materials, one in a line", row.materials?.join("\n"), { rows: 3 }),
    entry("trigger", "What sets it off", row.trigger),
    ticks("depends_on", "Comes after", waits, row.depends_on ?? []),
  ];
}

function ticks(name, legend, pairs, chosen) {
  return h(
    "fieldset",
    { class: "boxes", "data-key": name },
    h("legend", {}, legend),
    h("div", { class: "checks" }, pairs.map(([value, text]) => ticked(name, text, chosen.includes(value), value))),
  );
}

function pair(...boxes) {
  return h("div", { class: "pair-of-boxes" }, boxes);
}

function ticked(name, text, on, value) {
  return tick(name, text, { value, checked: on, "data-ticked": String(on) });
}

// ------------------------------------------------------------------------------- what is typed

const NUMBERS = new Set(["start_day", "days", "learner_minutes", "facilitation_minutes", "manager_minutes", "groups"]);
const LISTS = new Set(["roles", "topics", "assessment", "depends_on"]);
const NULL_IF_EMPTY = new Set(["days", "owner", "groups", "trigger", "time"]);

// The fields that one control changes: a list is read as a whole, a mode brings its delivery.
export function typedInto({ target, form, row, guide }) {
  const { name } = target;
  const text = target.value.trim();
  if (name === "anchor") return { anchor: target.checked };
  if (LISTS.has(name)) return { [name]: [...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value) };
  if (name === "materials") return { materials: text.split("\n").map((line) => line.trim()).filter(Boolean) };
  if (name === "later") return repeated(text, row);
  if (name === "format") return inFormat(text, guide);
  if (name === "modality") return { modality: text, delivery: text === "live" ? row.delivery ?? "virtual" : null };
  if (NULL_IF_EMPTY.has(name) && text === "") return { [name]: null };
  return { [name]: NUMBERS.has(name) ? numberIn(text) : text };
}

function inFormat(id, guide) {
  const begins = guide.formats.find((format) => format.id === id)?.touchpoint;
  return begins ? { format: id, modality: begins.modality, delivery: begins.delivery } : { format: id };
}

// What each occurrence was about is kept as long as there are as many of them.
function repeated(text, { repeat }) {
  const days = text.split(/[\s,;]+/).filter(Boolean).map(numberIn);
  if (days.length === 0) return { repeat: null };
  const all = [0, ...days];
  return { repeat: { days: all, topics: repeat?.topics?.length === all.length ? repeat.topics : null } };
}

// What is no number goes to Python as it was typed, which says what is wrong with it.
function numberIn(text) {
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}
