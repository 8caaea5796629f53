// The facilitator's strip: how long each step may take, how long it has taken, and the question that
// opens it. The clock runs in the browser alone; the tab remembers it when its page is loaded again.

import { h } from "./dom.js";

const SECOND_MS = 1000;

export function facilitator(redraw, session) {
  const name = `blendnb.clock.${session}`;
  const before = remembered(name);
  const spent = new Map(before.spent); // seconds by step
  let { since } = before; // when the clock was started
  let { step } = before;
  let ticking = since === null ? null : setInterval(redraw, SECOND_MS);

  function settle() {
    if (since === null) return;
    spent.set(step, seconds(step));
    since = Date.now();
  }

  function seconds(id) {
    const running = id === step && since !== null ? (Date.now() - since) / SECOND_MS : 0;
    return (spent.get(id) ?? 0) + running;
  }

  function remember() {
    sessionStorage.setItem(name, JSON.stringify({ spent: [...spent], since, step }));
  }

  return {
    running: since !== null,
    // The clock runs for the step that is shown.
    at(id) {
      if (id === step) return;
      settle();
      step = id;
      remember();
    },
    toggle() {
      if (since === null) {
        since = Date.now();
        ticking = setInterval(redraw, SECOND_MS);
      } else {
        settle();
        since = null;
        clearInterval(ticking);
      }
      remember();
      redraw();
    },
    strip(agenda) {
      const now = agenda.find(({ id }) => id === step);
      if (!now) return null;
      const left = now.minutes * 60 - seconds(step);
      const total = agenda.reduce((sum, { minutes }) => sum + minutes, 0);
      return [
        h("p", { class: `clock${left < 0 ? " over" : ""}`, role: "timer", "aria-label": "Time left for this step", "data-key": "clock" }, clockWords(left)),
        h("div", { class: "asks" }, h("p", { class: "quiet-text" }, `${now.name}, ${now.minutes} of ${total} minutes`), h("p", {}, h("strong", {}, now.asks))),
        h("button", { type: "button", "data-toggle": "clock" }, since === null ? "Start the clock" : "Stop the clock"),
        h(
          "ol",
          { class: "agenda" },
          agenda.map(({ id, name, minutes }) => h("li", { "data-key": id, class: id === step ? "here" : "" }, h("span", {}, name), h("span", {}, `${Math.floor(seconds(id) / 60)} of ${minutes} min`))),
        ),
      ];
    },
    close: () => clearInterval(ticking),
  };
}

function remembered(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name)) ?? { spent: [], since: null, step: null };
  } catch {
    return { spent: [], since: null, step: null };
  }
}

function clockWords(left) {
  const whole = Math.abs(Math.trunc(left));
  const words = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  return left < 0 ? `${words} over` : words;
}
