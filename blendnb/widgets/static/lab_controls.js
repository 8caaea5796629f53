// The lab's controls. Built once and then only told their values; a slider that somebody holds is
// never written to.

import { h } from "./dom.js";

export function labControls(limits, send) {
  // Every widget has a module of its own, so counting would give two labs the same ids.
  const prefix = `blendnb-lab-${Math.random().toString(36).slice(2)}`;
  const shown = []; // functions that take the state and show it
  let step = 0;

  const element = h("div", { class: "form", role: "group", "aria-label": "Controls" });
  element.addEventListener("focusin", () => (step += 1));
  element.addEventListener("pointerdown", () => (step += 1));

  function set(name, value) {
    send({ set: { [name]: value }, step: `${prefix}-${name}-${step}` });
  }

  function group(title, ...children) {
    element.append(h("details", { class: "group", open: true }, h("summary", {}, h("span", {}, title)), children));
  }

  function slider(name, label, { min, max, reach, told, value }) {
    const id = `${prefix}-${name.replace(".", "-")}`;
    const input = h("input", { type: "range", id, min, max, step: 1 });
    const output = h("output", { for: id });
    const words = h("span", {}, label);
    const field = h("div", { class: "field slider" }, h("label", { class: "name-line", for: id }, words, output), input);
    let held = false; // by a pointer
    let ahead = false; // of what Python has answered
    const tell = () => {
      output.textContent = told(Number(input.value));
      input.setAttribute("aria-valuetext", output.textContent);
    };
    input.addEventListener("pointerdown", () => (held = true));
    for (const end of ["pointerup", "pointercancel", "blur"]) input.addEventListener(end, () => (held = false));
    input.addEventListener("input", () => {
      ahead = true;
      tell();
      set(name, Number(input.value));
    });
    shown.push(({ controls }, settled) => {
      const found = value(controls);
      field.hidden = found === undefined;
      if (settled) ahead = false;
      if (found === undefined || held || ahead) return;
      if (reach) input.max = reach(controls);
      input.value = String(found);
      tell();
    });
    return field;
  }

  function days(count) {
    return count === 1 ? "1 day" : `${count} days`;
  }

  // ------------------------------------------------------------------------------- topic

  if (limits.groups.length > 0) {
    const id = `${prefix}-group`;
    const select = h("select", { id }, limits.groups.map((name, place) => h("option", { value: place }, name)));
    const note = h("p", { class: "help" });
    select.addEventListener("change", () => set("group", Number(select.value)));
    shown.push(({ controls }) => {
      select.value = String(controls.group);
      note.textContent = controls.topic;
    });
    group("Topic of the plan", h("div", { class: "field" }, h("label", { class: "name-line name", for: id }, "Which topic returns"), select), note);
  }

  // ----------------------------------------------------------------------------- variant

  const tabs = h("div", { class: "segments", role: "group", "aria-label": "Variant" });
  const names = [0, 1, 2, 3].map((place) => {
    const input = h("input", { type: "radio", name: `${prefix}-variant`, value: place });
    const words = h("span", {});
    const label = h("label", { class: "segment" }, input, words);
    input.addEventListener("change", () => set("current", place));
    tabs.append(label);
    return { input, words, label };
  });
  const title = h("input", { type: "text", id: `${prefix}-name`, maxlength: 24, autocomplete: "off" });
  title.addEventListener("input", () => set("name", title.value));
  const copy = h("button", { type: "button" }, "Copy to a new one");
  copy.addEventListener("click", () => set("copy", true));
  const remove = h("button", { type: "button" }, "Remove");
  remove.addEventListener("click", () => set("remove", true));
  const ready = h("select", { id: `${prefix}-ready` });
  ready.addEventListener("change", () => {
    if (ready.value) set("ready", ready.value);
    ready.value = "";
  });
  shown.push(({ controls }) => {
    names.forEach(({ input, words, label }, place) => {
      label.hidden = place >= controls.names.length;
      words.textContent = controls.names[place] ?? "";
      input.checked = place === controls.current;
    });
    if (document.activeElement !== title && title.getRootNode().activeElement !== title) title.value = controls.names[controls.current];
    copy.disabled = !controls.can_add;
    remove.disabled = controls.names.length === 1;
    const wanted = JSON.stringify(controls.ready);
    if (ready.dataset.made !== wanted) {
      ready.dataset.made = wanted;
      ready.replaceChildren(h("option", { value: "" }, "Choose …"), ...controls.ready.map((name) => h("option", { value: name }, name)));
    }
  });
  const gaps = Array.from({ length: limits.touchpoints }, (_, place) =>
    slider(`gap.${place}`, `Gap ${place + 1}`, { min: 1, max: limits.horizon[1], reach: ({ horizon }) => horizon, told: days, value: ({ gaps: found }) => found[place] }),
  );
  group(
    "Variant",
    h("div", { class: "field" }, tabs),
    h("div", { class: "field" }, h("label", { class: "name-line name", for: title.id }, "Name"), title),
    h("div", { class: "field pair" }, copy, remove),
    slider("touchpoints", "Touchpoints after day 0", { min: 1, max: limits.touchpoints, told: String, value: ({ touchpoints }) => touchpoints }),
    gaps,
    h("div", { class: "field" }, h("label", { class: "name-line name", for: ready.id }, "Set its days to"), ready),
  );

  // ------------------------------------------------------------------------- what counts

  const goals = h("div", { class: "segments", role: "group", "aria-label": "What counts" });
  for (const [value, words] of [["mean", "Every day"], ["day", "One day"]]) {
    const input = h("input", { type: "radio", name: `${prefix}-objective`, value });
    input.addEventListener("change", () => set("objective", value));
    shown.push(({ controls }) => (input.checked = controls.objective === value));
    goals.append(h("label", { class: "segment" }, input, h("span", {}, words)));
  }
  group(
    "What counts",
    h("div", { class: "field" }, goals),
    slider("last", "Recall until, or on", { min: 7, max: limits.last, told: (day) => `day ${day}`, value: ({ last }) => last }),
    limits.groups.length === 0 &&
      slider("horizon", "Last day for a touchpoint", { min: limits.horizon[0], max: limits.horizon[1], told: (day) => `day ${day}`, value: ({ horizon }) => horizon }),
    slider("minutes_each", "Minutes a touchpoint", { min: 1, max: limits.minutes, told: (minutes) => `${minutes} min`, value: ({ minutes_each: minutes }) => minutes }),
  );

  // ------------------------------------------------------------------------------ models

  const checks = h("div", { class: "checks", role: "group", "aria-label": "Memory models" });
  for (const { id, label } of limits.models) {
    const input = h("input", { type: "checkbox" });
    input.addEventListener("change", () => set(`model.${id}`, input.checked));
    shown.push(({ controls }) => (input.checked = controls.shown.includes(id)));
    checks.append(h("label", { class: "check" }, input, h("span", {}, id === "power_curve" ? `${label} (to draw, not to plan)` : label)));
  }
  group("Lines of these models", h("div", { class: "field" }, checks), h("p", { class: "help" }, "The band, the table and the search use every model that plans."));

  return {
    element,
    show(state, settled) {
      for (const one of shown) one(state, settled);
    },
  };
}
