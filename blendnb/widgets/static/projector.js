// Projector mode: the whole screen, large type, and nothing but what the room needs. What belongs to
// working (boxes, help, saving) is hidden by the style sheet; the first step shows its answers.

import { h } from "./dom.js";

export function projector(root, changed) {
  function left() {
    if (!document.fullscreenElement && root.hasAttribute("data-projector")) changed(false);
  }
  document.addEventListener("fullscreenchange", left);
  return {
    async toggle() {
      const on = !root.hasAttribute("data-projector");
      changed(on);
      try {
        if (on) await root.requestFullscreen();
        else if (document.fullscreenElement) await document.exitFullscreen();
      } catch {
        // Not every notebook may fill the screen; large type in its place is still of use.
      }
    },
    close: () => document.removeEventListener("fullscreenchange", left),
  };
}

// The first and the last step, to be read from the last row; the others are shown as they are.
export function projectedPilot({ pilot: { pilot, measures: all, results: found } }) {
  return h(
    "div",
    { class: "projected", "data-key": "projected-pilot" },
    pilot && said(`${pilot.size} people go first`, pilot.text),
    pilot && said("What decides", pilot.decide_by),
    h("section", { class: "panel", "data-key": "measures" }, h("h3", {}, "What is measured"), h("ul", { class: "plain ruled" }, all.map(({ text, baseline, target }) => h("li", {}, text, h("p", { class: "quiet-text" }, [baseline && `today: ${baseline}`, target && `target: ${target}`].filter(Boolean).join(" · ")))))),
    found && h("section", { class: "panel", "data-key": "found" }, h("h3", {}, "What the pilot showed"), h("ul", { class: "plain ruled" }, found.findings.map((text) => h("li", {}, text)))),
  );
}

export function projected({ answers_shown: { values }, result }) {
  const { moments } = result.map;
  return h(
    "div",
    { class: "projected", "data-key": "projected" },
    said("What people will do differently", values.objective),
    said("The gap today", values.gap),
    moments.length > 0 && h("section", { class: "panel", "data-key": "moments" }, h("h3", {}, "Moments that matter"), h("ol", { class: "plain ruled" }, moments.map(({ text, when, measure, baseline }) => h("li", {}, h("strong", {}, text), h("p", { class: "quiet-text" }, [when, measure, baseline && `today: ${baseline}`].filter(Boolean).join(" · ")))))),
  );
}

function said(heading, text) {
  return text ? h("section", { class: "panel", "data-key": heading }, h("h3", {}, heading), h("p", { class: "large-text" }, text)) : null;
}
