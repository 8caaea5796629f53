// The spacing lab: controls on the left, what the memory models say on the right.

import { chart } from "./chart.js";
import { conversation } from "./conversation.js";
import { button, h, patch } from "./dom.js";
import { labControls } from "./lab_controls.js";
import { numbers } from "./panels.js";
import { attributesOf, shows, standing } from "./place.js";

const LAB_WAITING = "Waiting for the kernel: it is busy with another cell, or it was stopped.";
const LAB_CHARTS = ["curves", "strip", "front"];

function render({ model, el }) {
  const root = h("div", { class: "blendnb lab", "data-view": "result" });
  const bar = h("div", { class: "bar" });
  const notice = h("p", { class: "notice", role: "status", hidden: true });
  const side = h("div", { class: "brief" });
  const results = h("div", { class: "results", tabindex: "0", role: "group", "aria-label": "Result" });
  const switcher = h("div", { class: "switcher", role: "group", "aria-label": "Show" }, shows("brief", "Controls"), shows("result", "Result"));
  root.append(bar, switcher, notice, h("div", { class: "panes" }, side, results));
  el.append(root);

  const charts = new Map(LAB_CHARTS.map((name) => [name, chart(model)]));
  let controls = null;
  let made = "";
  let state = {};

  const talk = conversation(model, heard, (waiting) => say(waiting ? LAB_WAITING : state.notice));

  function heard(message, { settled }) {
    if (message.kind === "charts") {
      state.charts = { ...state.charts, ...message.charts };
    } else {
      state = { ...state, ...message };
    }
    build();
    if (!controls) return;
    controls.show(state, settled);
    patch(bar, header(state));
    say(message.notice);
    patch(results, h("div", attributesOf(results), panels()));
    for (const [name, figure] of Object.entries(message.charts ?? {})) charts.get(name).show(figure);
  }

  // Built once, and again only for other limits: another plan has other topics.
  function build() {
    const wanted = JSON.stringify(state.limits ?? null);
    if (!state.limits || wanted === made) return;
    made = wanted;
    controls = labControls(state.limits, talk.send);
    side.replaceChildren(controls.element);
  }

  function say(text) {
    notice.hidden = !text;
    notice.textContent = text ?? "";
  }

  function panels() {
    const shown = state.charts ?? {};
    return [shown.curves && panel("curves", shown.curves), shown.strip && panel("strip", shown.strip), regretTable(state), shown.front && panel("front", shown.front)];
  }

  function panel(name, figure) {
    return h(
      "section",
      { class: "panel", "data-key": name },
      h("h2", {}, figure.title),
      h("p", { class: "caption" }, figure.caption),
      h("div", { "data-live": true, "data-key": `${name}-slot` }, charts.get(name).element.isConnected ? null : charts.get(name).element),
    );
  }

  root.addEventListener("click", (event) => {
    const target = event.target.closest("button");
    if (!target || !root.contains(target)) return;
    if (target.dataset.command) talk.send(JSON.parse(target.dataset.command));
    if (target.dataset.shows) root.dataset.view = target.dataset.shows;
  });

  const leave = standing(model, root, results, talk, say);

  return () => {
    leave();
    for (const one of charts.values()) one.close();
  };
}

function header({ controls: { names, current, days }, figures, can_undo: undo, can_redo: redo, has_plan: planned, closed, done }) {
  return h(
    "div",
    { class: "bar" },
    h("div", { class: "titles" }, h("p", { class: "client" }, "Spacing lab"), h("h1", {}, `${names[current]}: ${days.length === 1 ? "day" : "days"} ${days.join(", ")}`)),
    numbers({ numbers: figures }),
    h(
      "div",
      { class: "actions" },
      h(
        "div",
        {},
        button("Undo", { undo: true }, { disabled: !undo }),
        button("Redo", { redo: true }, { disabled: !redo }),
        button("Save as CSV", { csv: true }, planned ? {} : { class: "primary" }),
        planned && button("Write into plan", { write: true }, { class: "primary", disabled: closed.length > 0 }),
      ),
      h("p", { class: "exported", role: "status" }, done || (closed.length > 0 ? `Day ${closed.join(", ")} is not open in this plan.` : "")),
    ),
  );
}

function regretTable({ table, searching, controls }) {
  const counted = controls.objective === "day" ? `Recall on day ${controls.last}` : `Mean recall over days 1 to ${controls.last}`;
  const known = table.rows.some(({ greatest }) => greatest);
  return h(
    "section",
    { class: "panel", "data-key": "regret" },
    h("h2", {}, known ? "What each schedule may cost" : "What each schedule keeps"),
    h("p", { class: "caption" }, `${counted}, in per cent, by model. Small: regret, the points below that model’s own best days for as many touchpoints. `, searching && h("span", { class: "searching" }, searching)),
    h(
      "div",
      { class: "scroller", tabindex: "0", role: "group", "aria-label": "Recall and regret by schedule", "data-key": "scroller" },
      h(
        "table",
        { class: "regret" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Schedule"), h("th", { scope: "col" }, "Days"), table.models.map((name) => h("th", { scope: "col", class: "figure" }, name)), h("th", { scope: "col", class: "figure" }, "Greatest regret"))),
        h("tbody", {}, table.rows.map(regretRow)),
      ),
    ),
  );
}

function regretRow({ name, kind, days, recall, regret, greatest, least }) {
  return h(
    "tr",
    { class: `${kind} ${least ? "least" : ""}` },
    h("th", { scope: "row" }, name),
    h("td", { class: "days" }, days),
    recall.map((share, place) => h("td", { class: "figure" }, share, h("span", { class: "loss" }, regret.length > 0 ? `−${regret[place]}` : ""))),
    h("td", { class: "figure greatest" }, greatest || "…"),
  );
}

export default { render };
