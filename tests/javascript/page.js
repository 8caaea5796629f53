// A page without a browser, for scripts that need a document. Import it before the script that is tested:
// it gives the globals that a browser has.

import { Window } from "happy-dom";

const NAMES = [
  "document", "location", "history", "sessionStorage", "Node", "Element", "HTMLElement", "Event", "CustomEvent", "KeyboardEvent", "MouseEvent", "PointerEvent", "FocusEvent",
  "getComputedStyle", "requestAnimationFrame", "cancelAnimationFrame", "innerHeight",
];

export const window = new Window({ url: "http://localhost:8888/lab/tree/plans/crm.ipynb" });
for (const name of NAMES) Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
window.Element.prototype.checkVisibility ??= function checkVisibility() {
  return !this.closest("[hidden]");
};

/** Stands for the page's layout, which there is none of: `measure()` is what a browser does when sizes change. */
export class FakeResizeObserver {
  static observers = [];

  constructor(callback) {
    this.measure = callback;
    this.watched = [];
    FakeResizeObserver.observers.push(this);
  }

  observe(element) {
    this.watched.push(element);
  }

  disconnect() {
    this.watched = [];
  }
}
globalThis.ResizeObserver = FakeResizeObserver;

/** Puts an element on an empty page. */
export function onPage(element) {
  document.body.replaceChildren(element);
  return element;
}

/** Presses a key on an element; says whether somebody took it. */
export function press(element, key, options = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options });
  element.dispatchEvent(event);
  return event.defaultPrevented;
}

/** Types a text into a box, as a whole. */
export function type(box, text) {
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Leaves a box whose text is another one now. */
export function change(box, text) {
  if (text !== undefined) box.value = text;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

/** The widget's channel to the kernel: keeps what is sent, and gives what the kernel would say. */
export class FakeModel {
  sent = [];
  values = {};
  listeners = new Map();

  send(content, _callbacks, buffers) {
    const told = JSON.parse(JSON.stringify(content));
    this.sent.push(buffers ? { ...told, buffers } : told);
  }

  get(name) {
    return this.values[name];
  }

  on(event, listener) {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  off(event, listener) {
    this.listeners.set(event, (this.listeners.get(event) ?? []).filter((each) => each !== listener));
  }

  say(message, buffers) {
    for (const listener of this.listeners.get("msg:custom") ?? []) listener(message, buffers);
  }

  restart() {
    for (const listener of this.listeners.get("comm_live_update") ?? []) listener();
  }

  /** All commands so far. */
  get commands() {
    return this.sent.flatMap(({ commands = [] }) => commands);
  }

  /** Says that the last message is done, with what changed. */
  answer(news = {}) {
    const { view, seq } = this.sent.at(-1);
    this.revision = (this.revision ?? 0) + 1;
    this.say({ kind: "state", revision: this.revision, answers: { [view]: seq }, ...news });
  }
}

/** The texts of all elements that match. */
export function texts(element, selector) {
  return [...element.querySelectorAll(selector)].map((each) => each.textContent);
}
