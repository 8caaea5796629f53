// Step five: who goes first, what is measured, what was found, what gets simpler, and what is kept
// for next time.

import { h, more } from "./dom.js";
import { entry, pick, submit, tick } from "./fields.js";

export function pilotStep({ pilot, guide, result }) {
  if (!result.audit) return [h("p", {}, "There is no plan yet.")];
  return [group(pilot), measures(pilot.measures, guide.measure_kinds, result.map.moments), results(pilot), simpler(pilot.simplifications), blueprint()];
}

function group({ pilot, size }) {
  const { size: people, text, start_day: day, decide_by: decide } = pilot ?? {};
  return h(
    "section",
    { class: "panel", "data-key": "pilot", "data-form": "pilot" },
    h("h3", { class: "first" }, people ? `${people} people go first` : "Who goes first"),
    h("div", { class: "pair-of-boxes narrow-first" }, entry("size", "People", people, { inputmode: "numeric" }), entry("start_day", "Starts on day", day, { inputmode: "numeric", placeholder: "0 is the launch" })),
    entry("text", "Which group", text, { rows: 2 }),
    entry("decide_by", "What decides whether everybody follows", decide, { rows: 2 }),
    size?.text?.length > 0 && more("size", `What a group of ${people} can show`, h("ul", { class: "plain" }, size.text.map((line) => h("li", {}, line)))),
  );
}

function measures(all, kinds, moments) {
  const bare = all.filter(({ baseline, target }) => !baseline || !target).length;
  const heading = all.length === 0 ? "Nothing is measured yet" : bare === 0 ? `${all.length} measures, each with baseline and target` : `${all.length} measures, ${bare} without baseline or target`;
  return h(
    "section",
    { class: "panel", "data-key": "measures", "data-form": "measures", "data-about": JSON.stringify(all) },
    h("h3", {}, heading),
    h("ol", { class: "measures" }, [...all, {}].map((measure, place) => measureRow(measure, place, kinds, moments))),
  );
}

function measureRow({ id, text, kind = "behavior", baseline, target, when_day: day }, place, kinds) {
  const box = (name, label, value, more_ = {}) => entry(`${name}-${place}`, id ? `${label} of measure ${place + 1}` : `${label} of a new measure`, value, { bare: true, placeholder: label, ...more_ });
  return h(
    "li",
    { "data-key": `measure-${place}`, class: id ? "" : "new" },
    h("div", { class: "measure-first" }, pick(`kind-${place}`, `Kind of ${id ? `measure ${place + 1}` : "a new measure"}`, kind, kinds, { bare: true }), box("text", id ? "What is measured" : "Another measure", text, { rows: 2 })),
    h("div", { class: "measure-parts" }, box("baseline", "Baseline", baseline), box("target", "Target", target), box("when_day", "Day", day, { inputmode: "numeric" })),
  );
}

export function measuresTyped(values, before) {
  const number = (text) => (text.trim() === "" ? null : Number.isFinite(Number(text)) ? Number(text) : text.trim());
  return [...before, {}].flatMap((measure, place) => {
    const text = (values[`text-${place}`] ?? "").trim();
    if (!text) return [];
    const short = (name) => values[`${name}-${place}`].trim() || null;
    return [{ ...measure, text, kind: values[`kind-${place}`], baseline: short("baseline"), target: short("target"), when_day: number(values[`when_day-${place}`]) }];
  });
}

export function pilotTyped({ size, text, start_day: day, decide_by: decide }) {
  if (!size.trim()) return null;
  const number = (typed) => (Number.isFinite(Number(typed)) ? Number(typed) : typed);
  return { size: number(size), text, decide_by: decide, ...(day.trim() && { start_day: number(day) }) };
}

// ----------------------------------------------------------------------------- what was found

function results({ files, results: found, measures: all }) {
  return h(
    "section",
    { class: "panel", "data-key": "results" },
    h("h3", {}, found ? "What the pilot showed" : "Results"),
    h("div", { "data-form": "results" }, entry("files", "Files of the pilot, one in a line", files.join("\n"), { rows: 2, hint: "Exports of the learning platform, surveys, figures of the business. Beside the notebook a name is enough." }), submit(found ? "Load again" : "Load results")),
    found && h("ul", { class: "plain" }, found.findings.map((text) => h("li", {}, text))),
    found && outcomeTable(found.measures, all),
    found?.notes?.length > 0 && more("notes", "How to read this", h("ul", { class: "plain" }, found.notes.map((text) => h("li", {}, text)))),
  );
}

function outcomeTable(found, all) {
  if (!found?.length) return null;
  const texts = new Map(all.map(({ id, text }) => [id, text]));
  const words = { true: "reached", false: "not reached", null: "open" };
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ["Measure", "Found", "Target"].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, found.map((each) => h("tr", { "data-key": each.id }, h("td", {}, texts.get(each.id) ?? each.id), h("td", {}, each.found || "not found in the files"), h("td", {}, words[each.reached])))),
  );
}

function simpler(all) {
  if (all.length === 0) return null;
  return h(
    "section",
    { class: "panel", "data-key": "simpler", "data-form": "accept", "data-about": JSON.stringify(all.map(({ id }) => id)) },
    h("h3", {}, `${all.length} ${all.length === 1 ? "simplification" : "simplifications"} to accept or leave`),
    h("ul", { class: "plain ruled" }, all.map(simplification)),
    h("div", { class: "row-of" }, entry("who", "Decided by", ""), submit("Accept the ticked ones", { class: "primary" })),
  );
}

function simplification({ id, text, why, advised, effect }) {
  const [before, after] = effect.learner_minutes;
  const [built, build] = effect.build_hours;
  const changes = [
    before !== after && `${Math.round(before - after)} minutes less for each learner`,
    Math.abs(built - build) >= 0.05 && `${(built - build).toFixed(1)} build hours less`,
    ...effect.better.map((line) => `better: ${line}`),
    ...effect.worse.map((line) => `worse: ${line}`),
  ].filter(Boolean);
  return h(
    "li",
    { "data-key": id },
    tick(id, h("span", {}, h("strong", {}, text), !advised && h("span", { class: "quiet-text" }, " not advised"))),
    h("p", { class: "quiet-text indented" }, why),
    changes.length > 0 && h("p", { class: "quiet-text indented" }, `Effect: ${changes.join("; ")}.`),
  );
}

// --------------------------------------------------------------------------- for next time

function blueprint() {
  return h(
    "section",
    { class: "panel", "data-key": "blueprint" },
    h("h3", {}, "Keep it for next time"),
    more(
      "blueprint",
      "Save this plan as a blueprint of your own",
      h(
        "div",
        { "data-form": "blueprint", class: "stack" },
        entry("name", "Name", ""),
        entry("provenance", "Where it comes from", "", { placeholder: "own programme" }),
        entry("results", "What came of it", "", { rows: 2 }),
        entry("notes", "Notes", "", { rows: 2 }),
        submit("Save blueprint"),
      ),
    ),
  );
}
