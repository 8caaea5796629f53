// Boxes inside panels that are patched: what is typed is sent when the box is left, as a whole form.
// A form is any element with `data-form`; the conductor knows what each of them does.

import { h } from "./dom.js";

// A box with its name above it: entry("who", "Who", "Anna").
export function entry(name, label, value, { rows, hint, type = "text", bare = false, ...attributes } = {}) {
  const text = value == null ? "" : String(value);
  const common = { name, "data-value": text, "aria-label": bare ? label : undefined, ...attributes };
  const box = rows ? h("textarea", { rows, ...common }) : h("input", { type, ...common });
  box.value = text;
  return bare ? box : h("label", { class: "entry", "data-key": `entry-${name}` }, h("span", { class: "name" }, label), hint && h("span", { class: "hint" }, hint), box);
}

// A list to choose from: pairs of value and label.
export function pick(name, label, value, pairs, { bare = false, ...attributes } = {}) {
  const options = pairs.map(([key, text]) => h("option", { value: key }, text));
  const select = h("select", { name, "data-value": value ?? "", "aria-label": bare ? label : undefined, ...attributes }, options);
  select.value = value ?? "";
  return bare ? select : h("label", { class: "entry", "data-key": `entry-${name}` }, h("span", { class: "name" }, label), select);
}

export function tick(name, label, attributes = {}) {
  return h("label", { class: "check" }, h("input", { type: "checkbox", name, ...attributes }), h("span", {}, label));
}

export function submit(text, attributes = {}) {
  return h("button", { type: "button", "data-submit": true, ...attributes }, text);
}

// Every named value of a form: texts of boxes, `true` of ticked ones.
function gathered(form) {
  const values = {};
  for (const box of form.querySelectorAll("[name]")) {
    values[box.name] = box.type === "checkbox" ? box.checked : box.value;
  }
  return values;
}

function emptied(form) {
  for (const box of form.querySelectorAll("[name]")) {
    if (box.type === "checkbox") box.checked = false;
    else if (box.nodeName !== "SELECT") box.value = "";
  }
}

// Hear all forms below `root`. `forms[name]` may have `change` and `submit`; both get the values
// and the form's data; a `submit` that returns true empties the form.
export function hearForms(root, forms) {
  const heardBy = (target, what) => {
    const form = target.closest?.("[data-form]");
    const act = form && forms[form.dataset.form]?.[what];
    if (act?.(gathered(form), JSON.parse(form.dataset.about ?? "null"))) emptied(form);
    return Boolean(act);
  };
  root.addEventListener("change", ({ target }) => heardBy(target, "change"));
  root.addEventListener("click", ({ target }) => target.closest?.("[data-submit]") && heardBy(target, "submit"));
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.nodeName !== "INPUT") return;
    const form = event.target.type === "text" && event.target.closest("[data-form], [data-touchpoint]");
    if (!form) return;
    event.preventDefault();
    if (form.querySelector("[data-submit]")) heardBy(event.target, "submit");
    else event.target.dispatchEvent(new Event("change", { bubbles: true }));
  });
  root.addEventListener("keydown", (event) => {
    if (event.target.matches?.("textarea[data-value]")) breakLine(event);
  });
}

// JupyterLab cancels line breaks typed into boxes inside a cell, so they are put in by hand.
export function breakLine(event) {
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const { target } = event;
  event.preventDefault();
  event.stopPropagation();
  target.setRangeText("\n", target.selectionStart, target.selectionEnd, "end");
  target.dispatchEvent(new Event("input", { bubbles: true }));
}
