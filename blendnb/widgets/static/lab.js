// The spacing lab: controls on the left, what the memory models say on the right.

import { chartCollection } from "./charts.js";
import { connect, followLifetime } from "./connection.js";
import { attributesOf, commandButton, fill, h, patch, targetOf } from "./dom.js";
import { keyNumbers, viewSwitcher } from "./panels.js";
import { speak } from "./texts.js";

/** @import { Child } from "./dom.js" */
/** @import { Command, LabControls, LabLimits, LabMessage, LabState, RegretRow, WidgetModel } from "./messages.js" */
/** @typedef {(state: LabState, settled: boolean) => void} Refresh shows the newest state in a control */
/** @typedef {(name: string, value: unknown) => void} SetControl */
/** @typedef {Record<string, string>} Texts sentences by key, in the language of the kernel */
/** @typedef {{ prefix: string, texts: Texts, set: SetControl, onRefresh: (refresh: Refresh) => void }} ControlContext */
/** @typedef {{ min: number, max: number, reach?: (controls: LabControls) => number, format: (value: number) => string, value: (controls: LabControls) => number | undefined }} SliderOptions */

const MOST_VARIANTS = 4;

/** @param {{ model: WidgetModel, el: HTMLElement }} widget */
function render({ model, el }) {
  speak(model.get("phrases"), model.get("language"));
  const texts = /** @type {Texts} */ (model.get("texts"));
  const root = h("div", { class: "blendnb lab", "data-view": "result" });
  const bar = h("div", { class: "bar" });
  const notice = h("p", { class: "notice", role: "status", hidden: true });
  const side = h("div", { class: "brief" });
  const results = h("div", { class: "results", tabindex: "0", role: "group", "aria-label": texts.result });
  root.append(bar, viewSwitcher(texts.controls, texts.result), notice, h("div", { class: "panes" }, side, results));
  el.append(root);

  const charts = chartCollection(model);
  /** @type {ReturnType<typeof labControls> | null} */
  let controls = null;
  let builtFor = "";
  let state = /** @type {LabState} */ ({});

  const connection = connect(model, receive, (waiting) => say(waiting ? texts.waiting : state.notice));

  /**
   * @param {LabMessage} message
   * @param {import("./connection.js").MessageStatus} status
   */
  function receive(message, { settled }) {
    if (message.kind === "charts") {
      state.charts = { ...state.charts, ...message.charts };
    } else {
      state = { ...state, ...message };
    }
    buildControls();
    if (!controls) return;
    controls.show(state, settled);
    patch(bar, labHeader(state, texts));
    say(message.notice);
    patch(results, h("div", attributesOf(results), panels()));
    charts.show(message.charts ?? {});
  }

  // Built once, and again only for other limits: another plan has other topics.
  function buildControls() {
    const wanted = JSON.stringify(state.limits ?? null);
    if (!state.limits || wanted === builtFor) return;
    builtFor = wanted;
    controls = labControls(state.limits, texts, connection.send);
    side.replaceChildren(controls.element);
  }

  /** @param {string} [text] */
  function say(text) {
    notice.hidden = !text;
    notice.textContent = text ?? "";
  }

  function panels() {
    const { curves, strip, front } = state.charts ?? {};
    return [curves && charts.panel("curves", curves), strip && charts.panel("strip", strip), regretPanel(state, texts), front && charts.panel("front", front)];
  }

  root.addEventListener("click", (event) => {
    const target = targetOf(event).closest("button");
    if (!target || !root.contains(target)) return;
    if (target.dataset.command) connection.send(JSON.parse(target.dataset.command));
    if (target.dataset.shows) root.dataset.view = target.dataset.shows;
  });

  const leave = followLifetime(model, root, results, connection, say);

  return () => {
    leave();
    charts.close();
  };
}

// ------------------------------------------------------------------------------- result

/**
 * @param {LabState} state
 * @param {Texts} texts
 */
function labHeader({ controls: { names, current, days }, figures, can_undo: undo, can_redo: redo, has_plan: hasPlan, closed, done }, texts) {
  return h(
    "div",
    { class: "bar" },
    h("div", { class: "titles" }, h("p", { class: "client" }, texts.title), h("h1", {}, `${names[current]}: ${daysText(texts, days)}`)),
    keyNumbers(figures),
    h(
      "div",
      { class: "actions" },
      h(
        "div",
        {},
        commandButton(texts.undo, { undo: true }, { disabled: !undo }),
        commandButton(texts.redo, { redo: true }, { disabled: !redo }),
        commandButton(texts.save, { csv: true }, hasPlan ? {} : { class: "primary" }),
        hasPlan && commandButton(texts.write, { write: true }, { class: "primary", disabled: closed.length > 0 }),
      ),
      h("p", { class: "exported", role: "status" }, done || (closed.length > 0 ? fill(closed.length === 1 ? texts.day_closed : texts.days_closed, { days: closed.join(", ") }) : "")),
    ),
  );
}

/**
 * @param {LabState} state
 * @param {Texts} texts
 */
function regretPanel({ table: { models, rows }, searching, controls }, texts) {
  const known = rows.some(({ greatest }) => greatest);
  return h(
    "section",
    { class: "panel", "data-key": "regret" },
    h("h2", {}, known ? texts.may_cost : texts.keeps),
    h("p", { class: "caption" }, fill(texts.table_caption, { objective: objectiveText(texts, controls) }), searching && h("span", { class: "searching" }, searching)),
    h(
      "div",
      { class: "scroller", tabindex: "0", role: "group", "aria-label": texts.table, "data-key": "scroller" },
      h(
        "table",
        { class: "regret" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, texts.schedule), h("th", { scope: "col" }, texts.schedule_days), models.map((name) => h("th", { scope: "col", class: "figure" }, name)), h("th", { scope: "col", class: "figure" }, texts.greatest))),
        h("tbody", {}, rows.map(regretRow)),
      ),
    ),
  );
}

/**
 * @param {Texts} texts
 * @param {Pick<LabControls, "objective" | "last">} controls
 */
export function objectiveText(texts, { objective, last }) {
  return fill(objective === "day" ? texts.recall_on_day : texts.mean_recall, { day: last });
}

/**
 * @param {Texts} texts
 * @param {number[]} days
 */
function daysText(texts, days) {
  return fill(days.length === 1 ? texts.day : texts.days, { day: days.join(), days: days.join(", ") });
}

/** @param {RegretRow} row */
function regretRow({ name, kind, days, recall, regret, greatest, least }) {
  return h(
    "tr",
    { class: `${kind} ${least ? "least" : ""}` },
    h("th", { scope: "row" }, name),
    h("td", { class: "days" }, days),
    recall.map((share, index) => h("td", { class: "figure" }, share, h("span", { class: "loss" }, regret.length > 0 ? `−${regret[index]}` : ""))),
    h("td", { class: "figure greatest" }, greatest || "…"),
  );
}

// ----------------------------------------------------------------------------- controls

/**
 * Built once and then only given their values; a slider that somebody holds is never written to.
 *
 * @param {LabLimits} limits
 * @param {Texts} texts
 * @param {(command: Command) => void} send
 */
function labControls(limits, texts, send) {
  // Every widget has a module of its own, so counting would give two labs the same ids.
  const prefix = `blendnb-lab-${Math.random().toString(36).slice(2)}`;
  /** @type {Refresh[]} */
  const refreshers = [];
  let step = 0;
  /** @type {ControlContext} */
  const context = {
    prefix,
    texts,
    set: (name, value) => send({ set: { [name]: value }, step: `${prefix}-${name}-${step}` }),
    onRefresh: (refresh) => refreshers.push(refresh),
  };

  const element = h(
    "div",
    { class: "form", role: "group", "aria-label": texts.controls },
    limits.groups.length > 0 && topicGroup(context, limits),
    variantGroup(context, limits),
    objectiveGroup(context, limits),
    modelsGroup(context, limits),
  );
  element.addEventListener("focusin", () => (step += 1));
  element.addEventListener("pointerdown", () => (step += 1));

  return {
    element,
    /** @type {Refresh} */
    show(state, settled) {
      for (const refresh of refreshers) refresh(state, settled);
    },
  };
}

/**
 * @param {string} title
 * @param {Child[]} children
 */
function controlGroup(title, ...children) {
  return h("details", { class: "group", open: true }, h("summary", {}, h("span", {}, title)), children);
}

/**
 * @param {string} label
 * @param {HTMLElement} control
 */
function labelledField(label, control) {
  return h("div", { class: "field" }, h("label", { class: "name-line name", for: control.id }, label), control);
}

/**
 * @param {string} text
 * @param {() => void} onClick
 */
function plainButton(text, onClick) {
  const button = h("button", { type: "button" }, text);
  button.addEventListener("click", onClick);
  return button;
}

/**
 * @param {ControlContext} context
 * @param {string} name
 * @param {string} label
 * @param {SliderOptions} options
 */
function slider({ prefix, set, onRefresh }, name, label, { min, max, reach, format, value }) {
  const id = `${prefix}-${name.replace(".", "-")}`;
  const input = h("input", { type: "range", id, min, max, step: 1 });
  const output = h("output", { for: id });
  const field = h("div", { class: "field slider" }, h("label", { class: "name-line", for: id }, h("span", {}, label), output), input);
  let held = false; // by a pointer
  let ahead = false; // of what Python has answered
  const showValue = () => {
    output.textContent = format(Number(input.value));
    input.setAttribute("aria-valuetext", output.textContent);
  };
  input.addEventListener("pointerdown", () => (held = true));
  for (const end of ["pointerup", "pointercancel", "blur"]) input.addEventListener(end, () => (held = false));
  input.addEventListener("input", () => {
    ahead = true;
    showValue();
    set(name, Number(input.value));
  });
  onRefresh(({ controls }, settled) => {
    const newest = value(controls);
    field.hidden = newest === undefined;
    if (settled) ahead = false;
    if (newest === undefined || held || ahead) return;
    if (reach) input.max = String(reach(controls));
    input.value = String(newest);
    showValue();
  });
  return field;
}

/**
 * @param {Texts} texts
 * @param {number} count
 */
export function dayCount(texts, count) {
  return count === 1 ? texts.one_day : fill(texts.many_days, { count });
}

/**
 * @param {ControlContext} context
 * @param {LabLimits} limits
 */
function topicGroup({ prefix, texts, set, onRefresh }, { groups }) {
  const select = h("select", { id: `${prefix}-group` }, groups.map((name, index) => h("option", { value: index }, name)));
  const note = h("p", { class: "help" });
  select.addEventListener("change", () => set("group", Number(select.value)));
  onRefresh(({ controls }) => {
    select.value = String(controls.group);
    note.textContent = controls.topic;
  });
  return controlGroup(texts.plan_topic, labelledField(texts.which_topic, select), note);
}

/**
 * @param {ControlContext} context
 * @param {LabLimits} limits
 */
function variantGroup(context, limits) {
  const { texts } = context;
  const gaps = Array.from({ length: limits.touchpoints }, (_, index) =>
    slider(context, `gap.${index}`, fill(texts.gap, { number: index + 1 }), { min: 1, max: limits.horizon[1], reach: ({ horizon }) => horizon, format: (count) => dayCount(texts, count), value: (controls) => controls.gaps[index] }),
  );
  return controlGroup(
    texts.variant,
    h("div", { class: "field" }, variantTabs(context)),
    labelledField(texts.name, variantName(context)),
    variantButtons(context),
    slider(context, "touchpoints", texts.touchpoints, { min: 1, max: limits.touchpoints, format: String, value: ({ touchpoints }) => touchpoints }),
    gaps,
    labelledField(texts.set_days, presetSelect(context)),
  );
}

/** @param {ControlContext} context */
function variantTabs({ prefix, texts, set, onRefresh }) {
  const tabs = Array.from({ length: MOST_VARIANTS }, (_, index) => {
    const input = h("input", { type: "radio", name: `${prefix}-variant`, value: index });
    const text = h("span", {});
    input.addEventListener("change", () => set("current", index));
    return { input, text, label: h("label", { class: "segment" }, input, text) };
  });
  onRefresh(({ controls: { names, current } }) => {
    tabs.forEach(({ input, text, label }, index) => {
      label.hidden = index >= names.length;
      text.textContent = names[index] ?? "";
      input.checked = index === current;
    });
  });
  return h("div", { class: "segments", role: "group", "aria-label": texts.variant }, tabs.map(({ label }) => label));
}

/** @param {ControlContext} context */
function variantName({ prefix, set, onRefresh }) {
  const input = h("input", { type: "text", id: `${prefix}-name`, maxlength: 24, autocomplete: "off" });
  input.addEventListener("input", () => set("name", input.value));
  onRefresh(({ controls: { names, current } }) => {
    const root = /** @type {Document | ShadowRoot} */ (input.getRootNode());
    if (document.activeElement !== input && root.activeElement !== input) input.value = names[current];
  });
  return input;
}

/** @param {ControlContext} context */
function variantButtons({ texts, set, onRefresh }) {
  const copy = plainButton(texts.copy, () => set("copy", true));
  const remove = plainButton(texts.remove, () => set("remove", true));
  onRefresh(({ controls }) => {
    copy.disabled = !controls.can_add;
    remove.disabled = controls.names.length === 1;
  });
  return h("div", { class: "field pair" }, copy, remove);
}

/** @param {ControlContext} context */
function presetSelect({ prefix, texts, set, onRefresh }) {
  const select = h("select", { id: `${prefix}-ready` });
  select.addEventListener("change", () => {
    if (select.value) set("ready", select.value);
    select.value = "";
  });
  onRefresh(({ controls }) => {
    const wanted = JSON.stringify(controls.ready);
    if (select.dataset.made === wanted) return;
    select.dataset.made = wanted;
    select.replaceChildren(h("option", { value: "" }, texts.choose), ...controls.ready.map((name) => h("option", { value: name }, name)));
  });
  return select;
}

/**
 * @param {ControlContext} context
 * @param {LabLimits} limits
 */
function objectiveGroup(context, limits) {
  const { prefix, texts, set, onRefresh } = context;
  const choices = [["mean", texts.every_day], ["day", texts.single_day]].map(([value, text]) => {
    const input = h("input", { type: "radio", name: `${prefix}-objective`, value });
    input.addEventListener("change", () => set("objective", value));
    onRefresh(({ controls }) => (input.checked = controls.objective === value));
    return h("label", { class: "segment" }, input, h("span", {}, text));
  });
  /** @param {number} day */
  const format = (day) => fill(texts.day, { day });
  return controlGroup(
    texts.what_counts,
    h("div", { class: "field" }, h("div", { class: "segments", role: "group", "aria-label": texts.what_counts }, choices)),
    slider(context, "last", texts.recall_until, { min: 7, max: limits.last, format, value: ({ last }) => last }),
    limits.groups.length === 0 &&
      slider(context, "horizon", texts.horizon, { min: limits.horizon[0], max: limits.horizon[1], format, value: ({ horizon }) => horizon }),
    slider(context, "minutes_each", texts.minutes_each, { min: 1, max: limits.minutes, format: (count) => fill(texts.minutes, { count }), value: ({ minutes_each: minutes }) => minutes }),
  );
}

/**
 * @param {ControlContext} context
 * @param {LabLimits} limits
 */
function modelsGroup({ texts, set, onRefresh }, { models }) {
  const boxes = models.map(({ id, label }) => {
    const input = h("input", { type: "checkbox" });
    input.addEventListener("change", () => set(`model.${id}`, input.checked));
    onRefresh(({ controls }) => (input.checked = controls.shown.includes(id)));
    return h("label", { class: "check" }, input, h("span", {}, id === "power_curve" ? fill(texts.to_draw, { model: label }) : label));
  });
  return controlGroup(texts.lines, h("div", { class: "field" }, h("div", { class: "checks", role: "group", "aria-label": texts.models }, boxes)), h("p", { class: "help" }, texts.models_help));
}

export default { render };
