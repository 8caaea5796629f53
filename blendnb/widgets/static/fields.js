// Boxes inside panels that are patched: what is typed is sent when the box is left, as a whole form.
// A form is any element with `data-form`; the studio knows what each of them does.

import { h, targetOf } from "./dom.js";

/** @import { Attributes, Child } from "./dom.js" */
/** @import { Pairs } from "./messages.js" */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Box */
/** @typedef {Attributes & { rows?: number, hint?: string, type?: string, bare?: boolean }} EntryOptions */
/** @typedef {{ change?: FormAction, submit?: FormAction }} FormActions */

/**
 * Gets the values of a form and what its `data-about` holds; a submit that returns true empties the
 * form.
 *
 * @callback FormAction
 * @param {Record<string, any>} values
 * @param {any} about
 * @returns {unknown}
 */

/**
 * A box with its name above it: textEntry("who", "Who", "Anna").
 *
 * @param {string} name
 * @param {string} label
 * @param {string | number | null | undefined} value
 * @param {EntryOptions} options
 */
export function textEntry(name, label, value, { rows, hint, type = "text", bare = false, ...attributes } = {}) {
  const text = value == null ? "" : String(value);
  const common = { name, "data-value": text, "aria-label": bare ? label : undefined, ...attributes };
  const box = rows ? h("textarea", { rows, ...common }) : h("input", { type, ...common });
  box.value = text;
  return bare ? box : labelled(name, label, hint && h("span", { class: "hint" }, hint), box);
}

/**
 * A list to choose from: pairs of value and label.
 *
 * @param {string} name
 * @param {string} label
 * @param {string | null | undefined} value
 * @param {Pairs} pairs
 * @param {Attributes & { bare?: boolean }} options
 */
export function selectEntry(name, label, value, pairs, { bare = false, ...attributes } = {}) {
  const options = pairs.map(([key, text]) => h("option", { value: key }, text));
  const select = h("select", { name, "data-value": value ?? "", "aria-label": bare ? label : undefined, ...attributes }, options);
  select.value = value ?? "";
  return bare ? select : labelled(name, label, select);
}

/**
 * @param {string} name
 * @param {string} label
 * @param {Child[]} children
 */
function labelled(name, label, ...children) {
  return h("label", { class: "entry", "data-key": `entry-${name}` }, h("span", { class: "name" }, label), ...children);
}

/**
 * @param {string} name
 * @param {Child} label
 * @param {Attributes} attributes
 */
export function checkbox(name, label, attributes = {}) {
  return h("label", { class: "check" }, h("input", { type: "checkbox", name, ...attributes }), h("span", {}, label));
}

/**
 * @param {string} text
 * @param {Attributes} attributes
 */
export function submitButton(text, attributes = {}) {
  return h("button", { type: "button", "data-submit": true, ...attributes }, text);
}

/**
 * Every named value of a form: texts of boxes, `true` of ticked ones.
 *
 * @param {Element} form
 * @returns {Record<string, string | boolean>}
 */
export function formValues(form) {
  return Object.fromEntries(boxesOf(form).map((box) => [box.name, isCheckbox(box) ? box.checked : box.value]));
}

/** @param {Element} form */
export function clearForm(form) {
  for (const box of boxesOf(form)) {
    if (isCheckbox(box)) box.checked = false;
    else if (box.nodeName !== "SELECT") box.value = "";
  }
}

/**
 * @param {Element} form
 * @returns {Box[]}
 */
function boxesOf(form) {
  return [.../** @type {NodeListOf<Box>} */ (form.querySelectorAll("[name]"))];
}

/**
 * @param {Box} box
 * @returns {box is HTMLInputElement}
 */
function isCheckbox(box) {
  return box.type === "checkbox";
}

/**
 * A number where the text is one. What is no number goes to Python as it was typed, which says what
 * is wrong with it.
 *
 * @param {string} text
 * @returns {number | string}
 */
export function numberOrText(text) {
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

/**
 * @param {string} text
 * @returns {string[]}
 */
export function nonEmptyLines(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

/**
 * Listen to all forms below `root`.
 *
 * @param {HTMLElement} root
 * @param {Record<string, FormActions>} forms
 */
export function listenToForms(root, forms) {
  /**
   * @param {HTMLElement} target
   * @param {"change" | "submit"} event
   */
  const handle = (target, event) => {
    const form = /** @type {HTMLElement | null} */ (target.closest?.("[data-form]"));
    const action = forms[form?.dataset.form ?? ""]?.[event];
    if (form && action?.(formValues(form), JSON.parse(form.dataset.about ?? "null"))) clearForm(form);
  };
  root.addEventListener("change", (event) => handle(targetOf(event), "change"));
  root.addEventListener("click", (event) => {
    const target = targetOf(event);
    if (target.closest?.("[data-submit]")) handle(target, "submit");
  });
  root.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLInputElement} */ (event.target);
    if (event.key !== "Enter" || event.isComposing || target.nodeName !== "INPUT") return;
    const form = target.type === "text" && target.closest("[data-form], [data-touchpoint]");
    if (!form) return;
    event.preventDefault();
    if (form.querySelector("[data-submit]")) handle(target, "submit");
    else target.dispatchEvent(new Event("change", { bubbles: true }));
  });
  root.addEventListener("keydown", (event) => {
    if (targetOf(event).matches?.("textarea[data-value]")) insertLineBreak(event);
  });
}

/**
 * JupyterLab cancels line breaks typed into boxes inside a cell, so they are put in by hand.
 *
 * @param {KeyboardEvent} event
 */
export function insertLineBreak(event) {
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = /** @type {HTMLTextAreaElement} */ (event.target);
  event.preventDefault();
  event.stopPropagation();
  target.setRangeText("\n", target.selectionStart, target.selectionEnd, "end");
  target.dispatchEvent(new Event("input", { bubbles: true }));
}
