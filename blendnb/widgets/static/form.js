// The form: one control for each design variable, any of which can stay unanswered.
// Python describes the controls; here they are built once and then only told their values. A box
// that somebody is typing in is never written to.

import { h, toggleShown, write } from "./dom.js";
import { breakLine } from "./fields.js";
import { momentsControl } from "./moments.js";

export function form(groups, send) {
  const id = (path) => `${prefix}-${path.replaceAll(".", "-")}`;
  // Each studio on a page runs its own copy of this module, so a counter would give equal ids.
  const prefix = `blendnb-${Math.random().toString(36).slice(2)}`;
  const controls = new Map();
  let step = 0;

  const element = h("form", { class: "form", novalidate: true, autocomplete: "off" });
  element.addEventListener("submit", (event) => event.preventDefault());
  element.addEventListener("focusin", () => (step += 1));

  function answer(path, value) {
    send({ set: { [path]: value }, step: `${prefix}-${path}-${step}` });
  }

  for (const [number, group] of groups.entries()) {
    const count = h("span", { class: "count" });
    const details = h("details", { class: "group", open: true }, h("summary", {}, h("span", {}, group.title), count));
    for (const description of group.controls) {
      const control = field(description, id(description.path), (value) => answer(description.path, value));
      controls.set(description.path, control);
      details.append(control.element);
    }
    details.dataset.number = number;
    groups[number].show = (state) => {
      const answered = group.controls.filter(({ path }) => isAnswered(state.values[path])).length;
      write(count, `${answered} of ${group.controls.length}`);
    };
    element.append(details);
  }

  return {
    element,
    show(state, settled) {
      for (const [path, control] of controls) {
        control.show({
          value: state.values[path],
          assumed: state.assumed[path],
          assumedValue: state.assumed_values[path],
          problems: state.problems[path] ?? [],
          settled,
        });
      }
      for (const group of groups) group.show(state);
    },
    focus(path) {
      controls.get(path)?.focus();
    },
  };
}

export function isAnswered(value) {
  return value !== null && value !== undefined && value !== "";
}

const KINDS = { text: textBox, number: numberBox, date: dateBox, select: selectBox, segments, checks, moments: momentsControl };

function field(description, id, answer) {
  const control = KINDS[description.control](description, id, answer);
  const problem = h("p", { class: "problem", id: `${id}-problem`, role: "status", hidden: true });
  const help = h("p", { class: "help", id: `${id}-help`, hidden: true }, helpText(description));
  const helpButton = h(
    "button",
    { type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": help.id, "aria-label": `Help: ${description.label}` },
    "Help",
  );
  helpButton.addEventListener("click", () => {
    help.hidden = !help.hidden;
    helpButton.setAttribute("aria-expanded", String(!help.hidden));
  });
  const grouped = control.grouped;
  const name = grouped
    ? h("span", { class: "name", id: `${id}-name` }, description.label)
    : h("label", { class: "name", for: id }, description.label);
  const element = h(
    "div",
    { class: "field", "data-path": description.path, ...(grouped && { role: "group", "aria-labelledby": `${id}-name` }) },
    h("div", { class: "name-line" }, name, description.required && h("span", { class: "required" }, "needed"), helpButton),
    help,
    control.element,
    problem,
  );
  control.target.setAttribute("aria-describedby", `${problem.id} ${help.id}`);
  return {
    element,
    focus: () => control.target.focus(),
    show(state) {
      control.show(state);
      const wrong = state.problems.length > 0;
      toggleShown(problem, wrong);
      write(problem, state.problems.join(" "));
      element.classList.toggle("wrong", wrong);
      element.classList.toggle("answered", isAnswered(state.value));
      if (!grouped && control.target.ariaInvalid !== String(wrong)) control.target.ariaInvalid = String(wrong);
    },
  };
}

function helpText({ help, decides }) {
  return [help, decides && `It decides: ${decides}`].filter(Boolean).join(" ");
}

function assumedText(assumed) {
  return assumed ? `assumed: ${assumed}` : "not stated";
}

// ------------------------------------------------------------------------------- text boxes

function box(input, answer) {
  let latest = "";
  let ahead = false; // of Python: it has not seen the last letters yet
  input.addEventListener("input", () => {
    ahead = true;
    answer(input.value);
  });
  input.addEventListener("blur", () => {
    if (!ahead) input.value = latest;
  });
  return {
    target: input,
    element: input,
    show({ value, settled }) {
      if (!settled) return;
      ahead = false;
      latest = value ?? "";
      if (document.activeElement !== input && input.value !== latest) input.value = latest;
    },
  };
}

function hint(input, text) {
  if (input.placeholder !== text) input.placeholder = text;
}

function textBox({ rows, required }, id, answer) {
  const input = rows > 1 ? h("textarea", { id, rows }) : h("input", { id, type: "text" });
  if (rows > 1) input.addEventListener("keydown", breakLine);
  input.required = required;
  const control = box(input, answer);
  return {
    ...control,
    show(state) {
      control.show(state);
      hint(input, state.assumed ? assumedText(state.assumed) : "");
    },
  };
}

function numberBox({ unit }, id, answer) {
  const input = h("input", { id, type: "text", inputmode: "decimal" });
  const control = box(input, answer);
  return {
    ...control,
    element: h("div", { class: "number" }, input, unit && h("span", { class: "unit", "aria-hidden": "true" }, unit)),
    show(state) {
      control.show(state);
      hint(input, assumedText(state.assumed));
    },
  };
}

function dateBox(description, id, answer) {
  return box(h("input", { id, type: "date" }), answer);
}

// ------------------------------------------------------------------------------- choices

function selectBox({ choices, required }, id, answer) {
  const open = h("option", { value: "" });
  const options = choices.map((choice, place) => h("option", { value: String(place), title: choice.help }, choice.label));
  const select = h("select", { id }, open, options);
  select.required = required;
  select.addEventListener("change", () => answer(select.value === "" ? null : choices[Number(select.value)].value));
  return {
    target: select,
    element: select,
    show({ value, assumed, settled }) {
      write(open, required ? "choose one" : assumedText(assumed));
      if (!settled) return;
      const place = choices.findIndex((choice) => choice.value === value);
      const shown = place < 0 ? "" : String(place);
      if (select.value !== shown) select.value = shown;
      select.classList.toggle("open", place < 0);
    },
  };
}

function segments({ choices }, id, answer) {
  const open = segment(`${id}-open`, id, "", "");
  const parts = choices.map((choice, place) => segment(`${id}-${place}`, id, String(place), choice.label));
  const element = h("div", { class: "segments" }, [open, ...parts].map((part) => part.element));
  element.addEventListener("change", (event) => {
    answer(event.target.value === "" ? null : choices[Number(event.target.value)].value);
  });
  return {
    grouped: true,
    target: open.input,
    element,
    show({ value, assumed, settled }) {
      write(open.text, assumedText(assumed));
      if (!settled) return;
      const place = choices.findIndex((choice) => choice.value === value);
      (place < 0 ? open : parts[place]).input.checked = true;
    },
  };
}

function segment(id, name, value, label) {
  const input = h("input", { type: "radio", id, name, value });
  const text = h("span", {}, label);
  return { input, text, element: h("label", { class: value === "" ? "segment open" : "segment", for: id }, input, text) };
}

// A set of boxes: unanswered, it shows what is assumed; the first click answers from there.
function checks({ choices }, id, answer) {
  const parts = choices.map((choice, place) => {
    const input = h("input", { type: "checkbox", id: `${id}-${place}` });
    return { input, value: choice.value, element: h("label", { class: "check", for: input.id, title: choice.help }, input, h("span", {}, choice.label)) };
  });
  const note = h("span", { class: "assumed" });
  const clear = h("button", { type: "button", class: "quiet" }, "Take answer back");
  clear.addEventListener("click", () => answer(null));
  const boxes = h("div", { class: "checks" }, parts.map((part) => part.element));
  boxes.addEventListener("change", () => answer(parts.filter((part) => part.input.checked).map((part) => part.value)));
  return {
    grouped: true,
    target: parts[0].input,
    element: h("div", {}, boxes, h("div", { class: "checks-note" }, note, clear)),
    show({ value, assumedValue, settled }) {
      const stated = isAnswered(value);
      // Only what was answered is ticked: a tick that is merely assumed would be untouchable,
      // because the first click would take it away and state all the others.
      const assumed = choices.filter((choice) => (assumedValue ?? []).includes(choice.value));
      write(note, stated ? "" : `assumed: ${assumed.map((choice) => choice.label).join(", ") || "none"}`);
      toggleShown(clear, stated);
      if (!settled) return;
      const ticked = new Set(stated ? value : []);
      for (const part of parts) part.input.checked = ticked.has(part.value);
    },
  };
}
