// Working with a group in the room: the facilitator's strip (how long each step may take and has taken,
// and the question that opens it), and the projector mode.

import { h } from "./dom.js";
import { phrase } from "./texts.js";

/** @import { AgendaItem, Result, StudioState } from "./messages.js" */
/** @typedef {{ spent: [string, number][], since: number | null, step: string | null }} StoredClock seconds by step, and when and for which step the clock was started */

const SECOND_MS = 1000;

/**
 * The clock runs in the browser alone; the tab remembers it when its page is loaded again.
 *
 * @param {() => void} redraw
 * @param {string} session what the clock is kept by
 */
export function stepClock(redraw, session) {
  const name = `blendnb.clock.${session}`;
  const stored = storedClock(name);
  /** @type {Map<string, number>} */
  const spent = new Map(stored.spent); // seconds by step
  let { since } = stored; // when the clock was started
  let { step } = stored;
  let interval = since === null ? undefined : setInterval(redraw, SECOND_MS);

  function accumulate() {
    if (since === null || step === null) return;
    spent.set(step, seconds(step));
    since = Date.now();
  }

  /** @param {string} id */
  function seconds(id) {
    const running = id === step && since !== null ? (Date.now() - since) / SECOND_MS : 0;
    return (spent.get(id) ?? 0) + running;
  }

  function store() {
    sessionStorage.setItem(name, JSON.stringify({ spent: [...spent], since, step }));
  }

  return {
    running: since !== null,
    /**
     * The clock runs for the step that is shown.
     *
     * @param {string} id
     */
    setStep(id) {
      if (id === step) return;
      accumulate();
      step = id;
      store();
    },
    toggle() {
      if (since === null) {
        since = Date.now();
        interval = setInterval(redraw, SECOND_MS);
      } else {
        accumulate();
        since = null;
        clearInterval(interval);
      }
      store();
      redraw();
    },
    /** @param {AgendaItem[]} agenda */
    strip(agenda) {
      const now = agenda.find(({ id }) => id === step);
      if (!now) return null;
      const left = now.minutes * 60 - seconds(now.id);
      const total = agenda.reduce((sum, { minutes }) => sum + minutes, 0);
      return [
        h("p", { class: `clock${left < 0 ? " over" : ""}`, role: "timer", "aria-label": phrase("time_left_for_this_step"), "data-key": "clock" }, clockText(left)),
        h("div", { class: "asks" }, h("p", { class: "quiet-text" }, phrase("of_minutes", { name: now.name, minutes: now.minutes, total })), h("p", {}, h("strong", {}, now.asks))),
        h("button", { type: "button", "data-toggle": "clock" }, since === null ? phrase("start_the_clock") : phrase("stop_the_clock")),
        h(
          "ol",
          { class: "agenda" },
          agenda.map(({ id, name, minutes }) => h("li", { "data-key": id, class: id === step ? "here" : "" }, h("span", {}, name), h("span", {}, phrase("of_min", { done: Math.floor(seconds(id) / 60), minutes })))),
        ),
      ];
    },
    close: () => clearInterval(interval),
  };
}

/**
 * @param {string} name
 * @returns {StoredClock}
 */
function storedClock(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null") ?? { spent: [], since: null, step: null };
  } catch {
    return { spent: [], since: null, step: null };
  }
}

/** @param {number} left seconds */
export function clockText(left) {
  const rest = Math.abs(Math.trunc(left));
  const text = `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
  return left < 0 ? phrase("over", { text }) : text;
}

// -------------------------------------------------------------------------------- projector

/**
 * Projector mode: the whole screen, large type, and nothing but what the room needs. What belongs to
 * working (boxes, help, saving) is hidden by the style sheet; the first step shows its answers.
 *
 * @param {HTMLElement} root
 * @param {(on: boolean) => void} onChange
 */
export function projectorMode(root, onChange) {
  function fullscreenLeft() {
    if (!document.fullscreenElement && root.hasAttribute("data-projector")) onChange(false);
  }
  document.addEventListener("fullscreenchange", fullscreenLeft);
  return {
    async toggle() {
      const on = !root.hasAttribute("data-projector");
      onChange(on);
      try {
        if (on) await root.requestFullscreen();
        else if (document.fullscreenElement) await document.exitFullscreen();
      } catch {
        // Not every notebook may fill the screen; large type in its place is still of use.
      }
    },
    close: () => document.removeEventListener("fullscreenchange", fullscreenLeft),
  };
}

/**
 * The first and the last step, to be read from the last row; the others are shown as they are.
 *
 * @param {StudioState} state
 */
export function projectedPilot({ pilot: { pilot, measures, results } }) {
  return h(
    "div",
    { class: "projected", "data-key": "projected-pilot" },
    pilot && largePanel(phrase("people_go_first", { count: pilot.size }), pilot.text),
    pilot && largePanel(phrase("what_decides"), pilot.decide_by),
    h("section", { class: "panel", "data-key": "measures" }, h("h3", {}, phrase("what_is_measured")), h("ul", { class: "plain ruled" }, measures.map(({ text, baseline, target }) => h("li", {}, text, h("p", { class: "quiet-text" }, [baseline && phrase("today", { baseline }), target && phrase("target", { target })].filter(Boolean).join(" · ")))))),
    results && h("section", { class: "panel", "data-key": "found" }, h("h3", {}, phrase("what_the_pilot_showed")), h("ul", { class: "plain ruled" }, results.findings.map((text) => h("li", {}, text)))),
  );
}

/** @param {StudioState & { result: Result }} state */
export function projectedBrief({ answers_shown: { values }, result }) {
  const { moments } = result.map;
  return h(
    "div",
    { class: "projected", "data-key": "projected" },
    largePanel(phrase("what_people_will_do_differently"), values.objective),
    largePanel(phrase("the_gap_today"), values.gap),
    moments.length > 0 && h("section", { class: "panel", "data-key": "moments" }, h("h3", {}, phrase("moments_that_matter")), h("ol", { class: "plain ruled" }, moments.map(({ text, when, measure, baseline }) => h("li", {}, h("strong", {}, text), h("p", { class: "quiet-text" }, [when, measure, baseline && phrase("today", { baseline })].filter(Boolean).join(" · ")))))),
  );
}

/**
 * @param {string} heading
 * @param {string | undefined} text
 */
function largePanel(heading, text) {
  return text ? h("section", { class: "panel", "data-key": heading }, h("h3", {}, heading), h("p", { class: "large-text" }, text)) : null;
}
