// The design session: the form on the left, what follows from it on the right.

import { chart, twin } from "./chart.js";
import { conversation } from "./conversation.js";
import { button, h, patch } from "./dom.js";
import { form } from "./form.js";
import { assumptions, contents, dimensions, formats, numbers, precedents } from "./panels.js";
import { ranking } from "./ranking.js";

const WAITING = "Waiting for the kernel: it is busy with another cell, or it was stopped. What you typed stays here.";
const GONE = "The kernel was restarted. Run this cell again to go on.";
const PADDING = 40; // of the result pane, left and right
const STEP = 20; // so that a window being resized asks for few new drawings

function render({ model, el }) {
  const root = h("div", { class: "blendnb", "data-view": "brief" });
  const bar = h("div", { class: "bar" });
  const notice = h("p", { class: "notice", role: "status", hidden: true });
  const brief = h("div", { class: "brief" });
  const results = h("div", { class: "results", tabindex: "0", role: "group", "aria-label": "Result" });
  const switcher = h("div", { class: "switcher", role: "group", "aria-label": "Show" }, shows("brief", "Brief"), shows("result", "Result"));
  root.append(bar, switcher, notice, h("div", { class: "panes" }, brief, results));
  el.append(root);

  const charts = new Map();
  let controls = null;
  let state = {};

  const talk = conversation(model, heard, (waiting) => say(waiting ? WAITING : state.notice));

  function heard(message, { settled }) {
    if (message.kind === "charts") {
      state.charts = { ...state.charts, ...message.charts };
      if (message.notice) say(message.notice);
    } else {
      state = { ...state, ...message };
      if (message.form) build(message.form);
      if (!controls) return;
      controls.show(state.answers_shown, settled);
      patch(bar, header(state));
      say(state.notice);
    }
    showResult();
    for (const [name, figure] of Object.entries(message.charts ?? {})) charts.get(name).show(figure);
  }

  function build(groups) {
    controls = form(groups, talk.send);
    brief.replaceChildren(controls.element);
  }

  function say(text) {
    notice.hidden = !text;
    notice.textContent = text ?? "";
  }

  function showResult() {
    results.classList.toggle("stale", Boolean(state.result && !state.current));
    patch(results, h("div", attributesOf(results), state.result ? result() : empty(state)));
  }

  function result() {
    const found = state.result;
    return [
      contents(["ranking", ...Object.keys(state.charts ?? {}), "dimensions", "formats", "precedents", "assumptions"]),
      ranking(found),
      ...Object.entries(state.charts ?? {}).map(([name, figure]) => chartPanel(name, figure)),
      found.audit && dimensions(found),
      formats(found),
      precedents(found),
      assumptions(found, state.answers_shown.assumed),
    ];
  }

  function chartPanel(name, figure) {
    if (!charts.has(name)) charts.set(name, chart(model));
    const slot = charts.get(name).element.isConnected ? h("div", { "data-live": true, "data-key": `${name}-slot` }) : holder(name);
    return h(
      "section",
      { class: "panel", "data-key": name },
      h("h2", {}, figure.title),
      h("p", { class: "caption" }, figure.caption),
      slot,
      figure.table && twin(figure.table),
    );
  }

  function holder(name) {
    return h("div", { "data-live": true, "data-key": `${name}-slot` }, charts.get(name).element);
  }

  function shows(view, text) {
    return h("button", { type: "button", "data-shows": view }, text);
  }

  root.addEventListener("click", (event) => {
    const target = event.target.closest("button");
    if (!target || !root.contains(target)) return;
    if (target.dataset.command) talk.send(JSON.parse(target.dataset.command));
    if (target.dataset.shows) root.dataset.view = target.dataset.shows;
    if (target.dataset.goto) results.querySelector(`section[data-key="${target.dataset.goto}"]`)?.scrollIntoView({ block: "start" });
    if (target.dataset.focus) {
      root.dataset.view = "brief";
      controls.focus(target.dataset.focus);
    }
  });

  const gone = () => {
    talk.close();
    say(GONE);
  };
  model.on("comm_live_update", gone);

  // The first measurement is the moment at which the widget stands on the page: the time to say hello.
  let width = 0;
  const observer = new ResizeObserver(() => {
    const room = Math.floor(((results.clientWidth || root.clientWidth) - PADDING) / STEP) * STEP;
    if (root.clientWidth === 0 || room === width) return;
    talk.send(width === 0 ? { hello: room } : { width: room });
    width = room;
  });
  observer.observe(root);

  return () => {
    observer.disconnect();
    talk.close();
    model.off("comm_live_update", gone);
    for (const one of charts.values()) one.close();
  };
}

function attributesOf(element) {
  return Object.fromEntries(element.getAttributeNames().map((name) => [name, element.getAttribute(name)]));
}

function header(state) {
  const { answers_shown: { values }, can_undo: undo, can_redo: redo, result } = state;
  return h(
    "div",
    { class: "bar" },
    h("div", { class: "titles" }, h("p", { class: "client" }, values.client || "Design session"), h("h1", {}, values.title || "Untitled programme")),
    result && numbers(result),
    h(
      "div",
      { class: "actions" },
      h(
        "div",
        {},
        button("Undo", { undo: true }, { disabled: !undo }),
        button("Redo", { redo: true }, { disabled: !redo }),
        button("Export page", { export: true }, { class: "primary", disabled: !result }),
      ),
      h("p", { class: "exported", role: "status" }, status(state)),
    ),
  );
}

function status({ result, current, exported }) {
  if (result && !current) return "Result from before the marked answers";
  if (exported) return ["Saved as ", exportLink(exported)];
  return result && `${result.coverage.answered} of ${result.coverage.of} questions answered`;
}

function exportLink({ name, folder }) {
  const url = address(name);
  return url
    ? h("a", { href: url, target: "_blank", rel: "noopener", title: folder }, name)
    : h("span", { title: folder }, name);
}

// The file's address, where the page is a notebook's: the file stands beside the notebook.
function address(name) {
  const found = location.pathname.match(/^(.*?\/)(?:lab|doc|notebooks)(?:\/workspaces\/[^/]+)?(?:\/tree)?\/(.*)$/);
  if (!found) return null;
  const folder = found[2].split("/").slice(0, -1).map((part) => `${part}/`).join("");
  return `${found[1]}files/${folder}${encodeURIComponent(name)}`;
}

function empty({ answers_shown: { missing } }) {
  const steps = { title: "Give the programme a title.", objective: "Say in one sentence what people will do differently.", "outcome.subject": "Choose the subject." };
  return h(
    "div",
    { class: "empty", "data-key": "empty" },
    h("h2", {}, "Three answers are enough to begin"),
    h(
      "ol",
      {},
      Object.entries(steps).map(([path, text]) =>
        h("li", { class: missing.includes(path) ? "" : "done" }, h("button", { type: "button", class: "quiet large", "data-focus": path }, text), missing.includes(path) ? "" : " done"),
      ),
    ),
    h("p", {}, "Then the blend model that fits, the journey and its curves appear here and follow every answer. Everything else may stay open: what is assumed meanwhile is marked."),
  );
}

export default { render };
