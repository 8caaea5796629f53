// The keyboard: what the studio's keys do, and where the focus goes when what has it goes away.

import { targetOf } from "./dom.js";
import { phrase } from "./texts.js";

/** @typedef {{ key: string, code: string, shiftKey: boolean, ctrlKey: boolean, metaKey: boolean, altKey: boolean }} KeyPress */
/** @typedef {() => unknown} Action */
/** @typedef {{ part: (by: number) => unknown, step: (index: number) => unknown, option: (index: number) => unknown } & Record<string, (index: any) => unknown>} ShortcutActions */

export const studioKeys = () => /** @type {[string, string][]} */ ([
  ["1 to 5", phrase("go_to_a_step")],
  ["shift + 1 to 4", phrase("switch_to_an_option")],
  ["F6", phrase("go_on_to_the_next_part")],
  ["u, r, ctrl + z, ctrl + y", phrase("undo_redo")],
  ["e", phrase("export")],
  ["d", phrase("decisions_and_notes")],
  ["o", phrase("options_compared")],
  ["f", phrase("facilitators_strip_agenda_and_timer")],
  ["p", phrase("projector_mode_on_and_off")],
  [phrase("arrow_keys"), phrase("move_among_the_marks_of_the")],
  ["escape", phrase("close_a_window_leave_the_projector")],
  ["?", phrase("this_list")],
]);

const TYPING_TAGS = new Set(["INPUT", "TEXTAREA", "SELECT"]);
const PRESSED_TYPES = new Set(["checkbox", "radio"]);

/** @param {{ nodeName: string, type?: string, isContentEditable?: boolean }} element */
export function isTextInput({ nodeName, type = "", isContentEditable = false }) {
  return (TYPING_TAGS.has(nodeName) && !PRESSED_TYPES.has(type)) || isContentEditable;
}

/**
 * What a key means in the studio. Single letters mean something only while no text is typed; F6 means
 * something even then: from a text box to the board it is some ninety times the Tab key.
 *
 * @param {KeyPress} press
 * @param {{ typing: boolean, inDialog: boolean, inPalette: boolean, handled: boolean }} context
 * @param {ShortcutActions} actions a function for each key, and `step`, `option` and `part`
 * @returns {{ action: Action, stop: boolean } | null} whether nobody else shall see the key, too
 */
export function shortcutFor(press, { typing, inDialog, inPalette, handled }, actions) {
  const { key, code, shiftKey } = press;
  if (key === "F6" && !inDialog) return { action: () => actions.part(shiftKey ? -1 : 1), stop: false };
  const undoKey = typing || inDialog ? undefined : undoKeyOf(press);
  if (undoKey) return { action: () => actions[undoKey](undefined), stop: true };
  if (handled || isModified(press) || typing || inDialog || inPalette) return null;
  const digit = code.match(/^Digit([1-5])$/)?.[1];
  if (digit) return { action: () => actions[shiftKey ? "option" : "step"](Number(digit) - 1), stop: false };
  return Object.hasOwn(actions, key) ? { action: () => actions[key](undefined), stop: false } : null;
}

/** @param {KeyPress} press */
function isModified({ ctrlKey, metaKey, altKey }) {
  return ctrlKey || metaKey || altKey;
}

/**
 * @param {KeyPress} press
 * @returns {string | undefined}
 */
function undoKeyOf({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (!(ctrlKey || metaKey) || altKey) return undefined;
  return new Map([["z", shiftKey ? "r" : "u"], ["y", "r"]]).get(key.toLowerCase());
}

/**
 * @param {HTMLElement} root
 * @param {ShortcutActions} actions
 */
export function listenToShortcuts(root, actions) {
  root.addEventListener("keydown", (event) => {
    const target = targetOf(event);
    const context = { typing: isTextInput(target), inDialog: Boolean(target.closest("dialog")), inPalette: Boolean(target.closest(".palette")), handled: event.defaultPrevented };
    const shortcut = shortcutFor(event, context, actions);
    if (!shortcut) return;
    event.preventDefault();
    if (shortcut.stop) event.stopPropagation();
    shortcut.action();
  });
}

// ------------------------------------------------------------------------------------- focus

export const FOCUSABLE = "input, textarea, select, button:not(:disabled), summary, [tabindex='0']";

/**
 * Keeps the focus in the studio. What has it may go away by what it did: a finding that was mended, a
 * button that is not needed any more, a pane that gives room to another. Then what stands nearest gets
 * it: outside of the studio the next key would be the notebook's.
 *
 * @param {HTMLElement} root
 * @param {() => HTMLElement[]} panes the parts of the studio, nearest to be shown first
 */
export function focusKeeper(root, panes) {
  /** @type {HTMLElement[]} */
  let trail = []; // where the focus was, from the inside out
  const lastFocused = new WeakMap(); // in each pane
  let frame = 0;

  root.addEventListener("focusin", (event) => {
    const target = targetOf(event);
    trail = focusTrail(target, root, panes());
    for (const pane of panes()) if (pane.contains(target)) lastFocused.set(pane, target);
  });
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !root.contains(/** @type {Node} */ (relatedTarget))) trail = [];
  });
  /** @param {Event} event */
  const pointerPressed = (event) => {
    if (!root.contains(targetOf(event))) trail = [];
  };
  document.addEventListener("pointerdown", pointerPressed, true);

  function isLost() {
    const active = document.activeElement;
    if (trail.length === 0) return false;
    return active === document.body || (root.contains(active) && !isUsable(/** @type {HTMLElement} */ (active)));
  }

  function restore() {
    if (!isLost()) return;
    const candidates = [...trail, ...panes()].filter(isUsable);
    const next = candidates.map(firstFocusable).find(Boolean) ?? candidates[0];
    next?.focus({ preventScroll: true });
  }

  return {
    // After a drawing; and again when what was hidden is known to be hidden.
    keep() {
      restore();
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setTimeout(restore));
    },
    /**
     * Go to what had the focus last in a pane, or to what one begins with there.
     *
     * @param {HTMLElement} pane
     */
    enter(pane) {
      const last = lastFocused.get(pane);
      const next = last && isUsable(last) ? last : firstFocusable(pane);
      (next ?? pane).focus();
    },
    close: () => document.removeEventListener("pointerdown", pointerPressed, true),
  };
}

/**
 * The element, and what around it can be found again: whatever has a key, and the panes.
 *
 * @param {HTMLElement} target
 * @param {HTMLElement} root
 * @param {HTMLElement[]} panes
 */
export function focusTrail(target, root, panes) {
  const trail = [];
  for (let at = /** @type {HTMLElement | null} */ (target); at && at !== root; at = at.parentElement) {
    if (at === target || at.dataset.key || panes.includes(at)) trail.push(at);
  }
  return trail;
}

/** @param {HTMLElement} element */
function isUsable(element) {
  return element.isConnected && !(/** @type {HTMLButtonElement} */ (element).disabled) && element.checkVisibility({ visibilityProperty: true });
}

/**
 * @param {HTMLElement} place
 * @returns {HTMLElement | undefined}
 */
export function firstFocusable(place) {
  if (place.matches(FOCUSABLE)) return place;
  const row = /** @type {HTMLElement | null} */ (place.querySelector("[data-row][tabindex='0']"));
  return row ?? [.../** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(FOCUSABLE))].find(isUsable);
}
