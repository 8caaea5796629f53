// Always in sight beside the step: which option, the five dimensions, the journey, what is
// remembered, and what the audit says.

import { button, h } from "./dom.js";
import { opens } from "./header.js";
import { dimensions } from "./panels.js";

export function planHead(state) {
  const options = state.options ?? [];
  const { audit } = state.result ?? {};
  return h(
    "div",
    { class: "plan-head", "data-key": "plan-head" },
    h(
      "div",
      { class: "options" },
      h(
        "div",
        { class: "tabs", role: "group", "aria-label": "Options" },
        options.map(({ name, active }, place) =>
          button(name, { option: { switch: place } }, { class: `tab${active ? " here" : ""}`, "aria-pressed": String(active), "data-key": `option-${place}`, title: `Key: shift+${place + 1}` }),
        ),
        options.length < 4 && button("Add option", { option: { new: true } }, { class: "quiet add", disabled: !state.result, "data-key": "option-new" }),
      ),
      h("div", { class: "tools" }, state.by_hand && button("Compose anew", { recompose: true }, { class: "quiet", title: "The plan was edited by hand. Undo brings your edits back." }), opens("options", options.length > 1 ? "Compare" : "Options", { class: "quiet", title: "Key: o" })),
    ),
    audit && h("ul", { class: "dots", "aria-label": "Five dimensions" }, audit.dimensions.map(dot)),
  );
}

function dot({ id, name, verdict, verdict_word: word }) {
  return h("li", { "data-key": id }, h("button", { type: "button", class: "quiet", "data-goto": `dimension-${id}`, title: `${name}: ${word}` }, h("span", { class: `verdict ${verdict}` }, name), h("span", { class: "hidden" }, `: ${word}`)));
}

// The panels below the head: the board, and what `charts` draws as Python tells.
export function planPanels(state, charts, board) {
  const { result } = state;
  return [
    state.board && board.panel(state),
    ...Object.entries(state.charts ?? {}).map(([name, figure]) => charts.panel(name, figure, chartTools(name, state))),
    result.audit && dimensions(result),
  ];
}

function chartTools(name, state) {
  if (name !== "spacing") return null;
  return h(
    "div",
    { class: "chart-tools", "data-key": "tools" },
    button("Place reinforcement again", { replace_reinforcement: {} }, { title: "Asks all memory models for the days on which least can be lost." }),
    state.replaced && h("p", { class: "quiet-text", role: "status" }, state.replaced),
  );
}
