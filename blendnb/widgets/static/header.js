// Always in sight at the top: whose programme, the recommendation in one line, the numbers that
// matter, what can be done, and the five steps.

import { button, h } from "./dom.js";
import { numbers } from "./panels.js";

export function header(state, view) {
  const { answers_shown: { values }, can_undo: undo, can_redo: redo, result } = state;
  return h(
    "div",
    { class: "bar" },
    h(
      "div",
      { class: "titles" },
      h("p", { class: "kicker" }, h("span", {}, values.client || "Design session"), savedWord(state.saved)),
      h("h1", {}, values.title || "Untitled programme"),
      h("p", { class: "headline", role: "status", "data-key": "headline" }, result ? result.headline : "Three answers are enough for a recommendation."),
    ),
    result && numbers({ numbers: [...result.numbers, ...spending(state.cost)] }),
    h(
      "div",
      { class: "actions" },
      h(
        "div",
        {},
        button("Undo", { undo: true }, { disabled: !undo, title: "Key: u" }),
        button("Redo", { redo: true }, { disabled: !redo, title: "Key: r" }),
        opens("export", "Export", { class: "primary", disabled: !result?.audit, title: "Key: e" }),
      ),
      h(
        "div",
        { class: "tools" },
        opens("decisions", `Decisions${state.decisions?.length ? ` ${state.decisions.length}` : ""}`, { class: "quiet", title: "Key: d" }),
        h("button", { type: "button", class: "quiet", "data-toggle": "facilitator", "aria-pressed": String(view.facilitator), title: "Key: f" }, "Facilitate"),
        h("button", { type: "button", class: "quiet", "data-toggle": "projector", "aria-pressed": String(view.projector), title: "Key: p" }, view.projector ? "End projector" : "Projector"),
        opens("keys", "Keys", { class: "quiet", title: "Key: ?" }),
      ),
    ),
  );
}

// A button that opens one of the dialogs.
export function opens(dialog, text, attributes = {}) {
  const { about, ...rest } = attributes;
  return h("button", { type: "button", "data-opens": dialog, "data-about": about, ...rest }, text);
}

function savedWord(saved) {
  if (!saved) return null;
  const loud = saved.state !== "saved";
  return h("span", { class: `saved${loud ? " loud" : ""}`, title: [saved.text, saved.path].filter(Boolean).join(" ") }, SAVED_WORDS[saved.state] ?? saved.text);
}

const SAVED_WORDS = { saved: "Saved", "in memory": "Not saved yet", "not in the file": "Saved, but not in the file", watching: "Watching", "changed on disk": "Changed on disk" };

function spending(cost) {
  if (!cost) return [];
  const { low, default: usual, high } = cost.range;
  const shown = (value) => Math.round(value).toLocaleString("en");
  if (cost.money) return [{ value: cost.money, noun: "to build and run", assumed: false }];
  return [{ value: shown(usual), noun: low === high ? "hours in all" : `hours in all, ${shown(low)} to ${shown(high)}`, assumed: false }];
}

// ------------------------------------------------------------------------------------- steps

export function stepper(state, step) {
  return h(
    "div",
    { class: "stepper", role: "group", "aria-label": "Steps of the design" },
    h("ol", {}, (state.steps ?? []).map((each, place) => stepItem(each, place, step))),
  );
}

function stepItem({ id, name, done, saves }, place, step) {
  const here = id === step;
  return h(
    "li",
    { "data-key": id },
    h(
      "button",
      { type: "button", class: `step${here ? " here" : ""}${done ? " done" : ""}`, "data-step": id, "aria-current": here ? "step" : undefined, title: `Saves: ${saves} Key: ${place + 1}` },
      h("span", { class: "number", "aria-hidden": "true" }, String(place + 1)),
      h("span", { class: "step-name" }, name),
      done && h("span", { class: "hidden" }, " (done)"),
    ),
  );
}

export function stepHead(state, step) {
  const found = (state.steps ?? []).find(({ id }) => id === step);
  if (!found) return null;
  return h(
    "div",
    { class: "step-head", "data-key": "step-head" },
    h("h2", {}, found.name),
    h("p", { class: "caption helping" }, state.guide?.steps?.[step] ?? ""),
    h("p", { class: "saves helping" }, h("span", { class: "effect" }, "Saves"), h("span", {}, found.saves)),
  );
}
