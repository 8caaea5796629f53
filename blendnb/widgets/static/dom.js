// Elements from data, and the smallest change that turns what is shown into what should be shown.
// Text only ever becomes text nodes: whatever a person typed cannot become an element.

import { phrase } from "./texts.js";

/** @typedef {Node | string | null | undefined | false | Child[]} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";
const FOCUSABLE_TAGS = new Set(["a", "button", "input", "select", "summary", "textarea"]);

/**
 * h("p", { class: "quiet", "aria-live": "polite" }, "Saved as ", name)
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} attributes
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  // Otherwise keys pressed here would be JupyterLab's commands: "b" adds a cell, "x" cuts one.
  if (FOCUSABLE_TAGS.has(tag) || "tabindex" in attributes) element.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  element.append(...flattened(children));
  return element;
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
function flattened(children) {
  return children.flatMap((child) => (Array.isArray(child) ? flattened(child) : child == null || child === false ? [] : [child]));
}

/**
 * The same for drawings.
 *
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} attributes
 * @param {Element[]} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG_NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * A button that sends a command; one listener at the root hears them all.
 *
 * @param {string} text
 * @param {import("./messages.js").Command} command
 * @param {Attributes} attributes
 */
export function commandButton(text, command, attributes = {}) {
  return h("button", { type: "button", "data-command": JSON.stringify(command), ...attributes }, text);
}

/**
 * Details that start closed and stay as the person left them when their content changes.
 *
 * @param {string} key
 * @param {Child} summary
 * @param {Child[]} children
 */
export function details(key, summary, ...children) {
  return h("details", { "data-key": key }, h("summary", {}, summary), ...children);
}

/**
 * A table with a row of headings; the cells of `rows` are elements already.
 *
 * @param {string[]} head
 * @param {Child[]} rows
 * @param {Attributes} attributes
 */
export function table(head, rows, attributes = {}) {
  const headings = head.map((name) => h("th", { scope: "col" }, name));
  return h("table", attributes, h("thead", {}, h("tr", {}, headings)), h("tbody", {}, rows));
}

/**
 * Make `shown` equal to `wanted` without touching what is equal already, so that focus, open
 * details, scroll positions and running charts survive.
 *
 * @param {Element} shown
 * @param {Element} wanted
 */
export function patch(shown, wanted) {
  patchAttributes(/** @type {HTMLElement} */ (shown), /** @type {HTMLElement} */ (wanted));
  const keyed = new Map([...shown.childNodes].filter(keyOf).map((node) => [keyOf(node), node]));
  // What is gone goes first: what follows it then stays where it is, and keeps the focus.
  const wantedKeys = new Set([...wanted.childNodes].map(keyOf));
  for (const [key, node] of keyed) if (!wantedKeys.has(key)) node.remove();
  let current = shown.firstChild;
  for (const next of [...wanted.childNodes]) {
    const match = keyOf(next) ? keyed.get(keyOf(next)) : unkeyedMatch(current, next);
    if (!match) {
      shown.insertBefore(next, current);
      continue;
    }
    if (match === current) current = current.nextSibling;
    else shown.insertBefore(match, current);
    patchNode(match, next);
  }
  while (current) {
    const next = current.nextSibling;
    current.remove();
    current = next;
  }
}

/** @param {Node} node */
function keyOf(node) {
  return /** @type {HTMLElement} */ (node).dataset?.key;
}

/**
 * @param {ChildNode | null} shown
 * @param {Node} wanted
 */
function unkeyedMatch(shown, wanted) {
  return shown && !keyOf(shown) && shown.nodeName === wanted.nodeName ? shown : null;
}

/**
 * @param {Node} shown
 * @param {Node} wanted
 */
function patchNode(shown, wanted) {
  if (shown.nodeType === Node.TEXT_NODE) {
    if (shown.nodeValue !== wanted.nodeValue) shown.nodeValue = wanted.nodeValue;
    return;
  }
  const element = /** @type {Element} */ (shown);
  if (!element.hasAttribute("data-live") && element.namespaceURI !== SVG_NAMESPACE) patch(element, /** @type {Element} */ (wanted));
}

/**
 * What stands in a box is no attribute. A box that somebody has typed in keeps what was typed.
 *
 * @param {HTMLElement} shown
 * @param {HTMLElement} wanted
 */
function patchValue(shown, wanted) {
  const { value, ticked } = wanted.dataset ?? {};
  const box = /** @type {HTMLInputElement} */ (shown);
  if (ticked !== undefined && ticked !== box.dataset.ticked) box.checked = ticked === "true";
  if (value === undefined) return;
  const untouched = box.value === box.dataset.value || document.activeElement !== box;
  if (untouched && box.value !== value) box.value = value;
}

/**
 * @param {HTMLElement} shown
 * @param {HTMLElement} wanted
 */
function patchAttributes(shown, wanted) {
  patchValue(shown, wanted);
  const kept = new Set(wanted.getAttributeNames());
  if (shown.nodeName === "DETAILS" || shown.nodeName === "DIALOG") kept.add("open");
  for (const name of shown.getAttributeNames()) {
    if (!kept.has(name)) shown.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(attributesOf(wanted))) {
    if (name !== "open" && shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
}

/**
 * @param {Element} element
 * @returns {Record<string, string>}
 */
export function attributesOf(element) {
  return Object.fromEntries(element.getAttributeNames().map((name) => [name, element.getAttribute(name) ?? ""]));
}

/**
 * Write a text only where it is another one: a text that is written lays the page out again.
 *
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Show or hide an element, where that is a change.
 *
 * @param {HTMLElement} element
 * @param {boolean} visible
 */
export function setVisible(element, visible) {
  if (element.hidden === visible) element.hidden = !visible;
}

/**
 * Put children in this order, touching only those that stand elsewhere: what keeps its place keeps
 * the focus.
 *
 * @param {Element} parent
 * @param {Element[]} children
 */
export function orderChildren(parent, children) {
  let next = parent.firstChild;
  for (const child of children) {
    if (child === next) next = next.nextSibling;
    else parent.insertBefore(child, next);
  }
}

/**
 * The element that an event happened to.
 *
 * @param {Event} event
 * @returns {HTMLElement}
 */
export function targetOf(event) {
  return /** @type {HTMLElement} */ (event.target);
}

/**
 * A counted thing, "3 touchpoints": its plural forms are those of the language.
 *
 * @param {number} count
 * @param {"dependant" | "new_finding" | "touchpoint" | "day" | "finding"} noun
 */
export function counted(count, noun) {
  return phrase(`counted_${noun}`, { count });
}

/**
 * A sentence of the kernel's language with its gaps filled, as `say` does in Python.
 *
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}
