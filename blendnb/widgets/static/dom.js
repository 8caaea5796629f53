// Elements from data, and the smallest change that turns what is shown into what should be shown.
// Text only ever becomes text nodes: whatever a person typed cannot become an element.

const SVG = "http://www.w3.org/2000/svg";
const FOCUSABLE = new Set(["a", "button", "input", "select", "summary", "textarea"]);

// h("p", { class: "quiet", "aria-live": "polite" }, "Saved as ", name)
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  // Otherwise keys pressed here would be JupyterLab's commands: "b" adds a cell, "x" cuts one.
  if (FOCUSABLE.has(tag) || "tabindex" in attributes) element.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

// A button that sends a command; one listener at the root hears them all.
export function button(text, command, attributes = {}) {
  return h("button", { type: "button", "data-command": JSON.stringify(command), ...attributes }, text);
}

// Details that start closed and stay as the person left them when their content changes.
export function more(key, summary, ...children) {
  return h("details", { "data-key": key }, h("summary", {}, summary), ...children);
}

// Make `shown` equal to `wanted` without touching what is equal already, so that focus, open
// details, scroll positions and running charts survive.
export function patch(shown, wanted) {
  patchAttributes(shown, wanted);
  const old = [...shown.childNodes];
  const keyed = new Map(old.filter(keyOf).map((node) => [keyOf(node), node]));
  // What is gone goes first: what follows it then stays where it is, and keeps the focus.
  const kept = new Set([...wanted.childNodes].map(keyOf));
  for (const [key, node] of keyed) if (!kept.has(key)) node.remove();
  let place = shown.firstChild;
  for (const next of [...wanted.childNodes]) {
    const match = keyOf(next) ? keyed.get(keyOf(next)) : matching(place, next);
    if (!match) {
      shown.insertBefore(next, place);
      continue;
    }
    if (match === place) place = place.nextSibling;
    else shown.insertBefore(match, place);
    patchNode(match, next);
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

function keyOf(node) {
  return node.dataset?.key;
}

function matching(shown, wanted) {
  return shown && !keyOf(shown) && shown.nodeName === wanted.nodeName ? shown : null;
}

function patchNode(shown, wanted) {
  if (shown.nodeType === Node.TEXT_NODE) {
    if (shown.data !== wanted.data) shown.data = wanted.data;
  } else if (!shown.hasAttribute("data-live") && shown.namespaceURI !== SVG) {
    patch(shown, wanted);
  }
}

// What stands in a box is no attribute. A box that somebody has typed in keeps what was typed.
function patchValue(shown, wanted) {
  const { value, ticked } = wanted.dataset ?? {};
  if (ticked !== undefined && ticked !== shown.dataset.ticked) shown.checked = ticked === "true";
  if (value === undefined) return;
  const untouched = shown.value === shown.dataset.value || document.activeElement !== shown;
  if (untouched && shown.value !== value) shown.value = value;
}

function patchAttributes(shown, wanted) {
  patchValue(shown, wanted);
  const kept = new Set(wanted.getAttributeNames());
  if (shown.nodeName === "DETAILS" || shown.nodeName === "DIALOG") kept.add("open");
  for (const name of shown.getAttributeNames()) {
    if (!kept.has(name)) shown.removeAttribute(name);
  }
  for (const name of wanted.getAttributeNames()) {
    const value = wanted.getAttribute(name);
    if (name !== "open" && shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
}

// Write a text only where it is another one: a text that is written lays the page out again.
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Show or hide an element, where that is a change.
export function toggleShown(element, shown) {
  if (element.hidden === shown) element.hidden = !shown;
}
