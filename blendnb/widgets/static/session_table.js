// A session by the minute as a table: blocks that are moved, made longer or shorter, written, added and
// removed, by mouse and by keyboard. The clock is Python's: it follows whatever is sent.

import { commandButton, h, table, targetOf } from "./dom.js";
import { selectEntry, textEntry } from "./fields.js";
import { isTextInput } from "./keyboard.js";
import { phrase } from "./texts.js";

/** @import { Connection } from "./connection.js" */
/** @import { SessionRow, SessionTable } from "./messages.js" */

const FEW = 1;
const MANY = 5;

/**
 * @param {HTMLElement} root
 * @param {Connection} connection
 * @param {() => void} draw
 */
export function sessionTable(root, connection, draw) {
  /** @type {SessionTable | null} */
  let session = null;
  /** @type {number | null} */
  let opened = null; // the block that is written in
  let focused = 0;

  /** @param {SessionTable | null} [newest] */
  function show(newest) {
    if (newest?.id !== session?.id) [opened, focused] = [null, 0];
    session = newest ?? null;
    focused = Math.min(focused, Math.max((session?.blocks.length ?? 1) - 1, 0));
    if (opened !== null && opened >= (session?.blocks.length ?? 0)) opened = null;
  }

  /**
   * @param {number} block
   * @param {Record<string, unknown>} change
   */
  function send(block, change) {
    if (session) connection.send({ session: session.id, block, ...change });
  }

  /** @param {number} block */
  function focusBlock(block) {
    focused = Math.min(Math.max(block, 0), (session?.blocks.length ?? 1) - 1);
    draw();
    /** @type {HTMLElement | null} */ (root.querySelector(`[data-block="${focused}"]`))?.focus();
  }

  /** @param {number} block */
  function toggle(block) {
    opened = opened === block ? null : block;
    focused = block;
    draw();
    const first = opened === null ? `[data-block="${block}"]` : ".block-fields [name=do]";
    /** @type {HTMLElement | null} */ (root.querySelector(first))?.focus();
  }

  /**
   * @param {number} block
   * @param {number} to
   */
  function move(block, to) {
    if (!session || to < 0 || to >= session.blocks.length) return;
    send(block, { act: "move", to });
    opened = null;
    focusBlock(to);
  }

  /**
   * @param {SessionRow} row
   * @param {number} by
   */
  function lengthen({ block, minutes }, by) {
    const wanted = Number(minutes) + by;
    if (wanted > 0) send(block, { act: "minutes", minutes: wanted });
  }

  root.addEventListener("keydown", (event) => {
    const target = targetOf(event);
    const line = /** @type {HTMLElement | null} */ (target.closest("[data-block]"));
    if (!line || !session?.open || event.defaultPrevented || isTextInput(target) || event.ctrlKey || event.metaKey) return;
    const block = Number(line.dataset.block);
    const act = keyAct(event, session.blocks[block], target === line);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });

  /**
   * @param {KeyboardEvent} press
   * @param {SessionRow} row
   * @param {boolean} onLine whether the line itself has the focus, not a button in it
   * @returns {(() => void) | undefined}
   */
  function keyAct({ key, altKey, shiftKey }, row, onLine) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (by) return () => (altKey ? move(row.block, row.block + by) : focusBlock(row.block + by));
    const step = shiftKey ? MANY : FEW;
    /** @type {Record<string, () => void>} */
    const acts = { "+": () => lengthen(row, FEW), "=": () => lengthen(row, FEW), "*": () => lengthen(row, MANY), "-": () => lengthen(row, -step), _: () => lengthen(row, -MANY), n: () => send(row.block, { act: "add" }), Delete: () => send(row.block, { act: "remove" }) };
    if (onLine) acts.Enter = () => toggle(row.block);
    return acts[key];
  }

  root.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement | null} */ (targetOf(event).closest("[data-session]"));
    if (!button || !session) return;
    const block = Number(/** @type {HTMLElement} */ (button.closest("[data-of-block]")).dataset.ofBlock);
    if (button.dataset.session === "edit") toggle(block);
    if (button.dataset.session === "up") move(block, block - 1);
    if (button.dataset.session === "down") move(block, block + 1);
  });

  root.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const part = /** @type {HTMLElement | null} */ (box.closest?.("[data-of-block]"));
    if (!part || !session) return;
    const block = Number(part.dataset.ofBlock);
    if (box.name === "swap") {
      if (box.value) send(block, { act: "swap", activity: box.value });
      opened = null;
    } else if (box.name === "minutes") send(block, { act: "minutes", minutes: box.value });
    else if (box.name) send(block, { act: "write", values: { [box.name]: box.value } });
  });

  root.addEventListener("keydown", (event) => {
    const target = targetOf(event);
    if (event.key !== "Enter" || event.isComposing || target.nodeName !== "INPUT" || !target.closest("[data-of-block]")) return;
    // In a notebook's cell the browser does not say by itself that a box was changed.
    event.preventDefault();
    target.dispatchEvent(new Event("change", { bubbles: true }));
  });

  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !session) return;
    event.preventDefault();
    event.stopPropagation();
    if (opened === null) connection.send({ open_session: null });
    else toggle(opened);
  });

  return {
    show,
    isOpen: () => session !== null,
    panel() {
      if (!session) return null;
      const { id, title, about, name, blocks, notes, open } = session;
      const head = [phrase("session_span"), phrase("session_min"), phrase("session_step"), phrase("session_how"), phrase("session_who"), phrase("session_acts")];
      return [
        h("div", { class: "side-head", "data-key": "side-head" }, h("h2", {}, title), commandButton(phrase("session_close"), { open_session: null }, { class: "quiet" })),
        h("p", { class: "caption", "data-key": "about" }, `${about}. ${name}`),
        open && h("p", { class: "caption", "data-key": "keys" }, phrase("session_keys")),
        h("div", { class: "session-table", "data-key": `session-${id}` }, table(head, blocks.flatMap((row) => lines(row)))),
        notes.length > 0 && [h("h3", { "data-key": "notes-head" }, phrase("session_notes")), h("ul", { class: "plain", "data-key": "notes" }, notes.map((text) => h("li", {}, text)))],
      ];
    },
  };

  /** @param {SessionRow} row */
  function lines(row) {
    const { block, part, span, minutes, do: does, rounds, how, who } = row;
    const editable = Boolean(session?.open);
    /** @param {string} label */
    const cell = (label) => ({ "data-label": label });
    const line = h(
      "tr",
      { class: `block ${part}`, "data-block": block, "data-of-block": block, "data-key": `block-${block}`, tabindex: block === focused ? "0" : "-1", "aria-label": `${span} ${does}` },
      h("th", { scope: "row" }, span),
      h("td", cell(phrase("session_min")), editable ? textEntry("minutes", phrase("session_minutes_of", { do: does }), minutes, { bare: true, inputmode: "decimal", class: "minutes" }) : minutes),
      h("td", cell(phrase("session_step")), does, rounds && h("small", {}, rounds)),
      h("td", cell(phrase("session_how")), how),
      h("td", cell(phrase("session_who")), who),
      h("td", { class: "acts" }, editable && buttons(row)),
    );
    return block === opened ? [line, h("tr", { "data-key": `fields-${block}`, "data-of-block": block }, h("td", { colspan: 6 }, fields(row)))] : [line];
  }

  /** @param {SessionRow} row */
  function buttons({ block, do: does }) {
    const last = (session?.blocks.length ?? 0) - 1;
    /**
     * @param {string} name
     * @param {string} sign
     * @param {string} label
     * @param {boolean} disabled
     */
    const button = (name, sign, label, disabled = false) => h("button", { type: "button", class: "quiet", "data-session": name, "data-key": name, "aria-label": label, title: label, disabled, "aria-expanded": name === "edit" ? String(block === opened) : undefined }, sign);
    return [button("up", "↑", phrase("session_move_up", { do: does }), block === 0), button("down", "↓", phrase("session_move_down", { do: does }), block === last), button("edit", "✎", phrase("session_edit", { do: does }))];
  }

  /** @param {SessionRow} row */
  function fields({ block, do: does, method, leads, say, show: shown, material, producer, swaps }) {
    const { methods, leaders, id } = /** @type {SessionTable} */ (session);
    /**
     * @param {string} value
     * @param {SessionTable["methods"]} pairs
     */
    const withOwn = (value, pairs) => (pairs.some(([known]) => known === value) ? pairs : /** @type {SessionTable["methods"]} */ ([[value, value], ...pairs]));
    return h(
      "div",
      { class: "block-fields stack" },
      textEntry("do", phrase("session_what"), does),
      h("div", { class: "pair-of-boxes" }, selectEntry("method", phrase("session_how"), method, withOwn(method, methods)), selectEntry("leads", phrase("session_who"), leads, withOwn(leads, leaders))),
      textEntry("say", phrase("session_say"), say, { rows: 2 }),
      textEntry("show", phrase("session_show"), shown),
      h("div", { class: "pair-of-boxes" }, textEntry("material", phrase("session_material"), material), textEntry("producer", phrase("session_producer"), producer)),
      swaps.length > 0 && selectEntry("swap", phrase("session_swap"), "", [["", "–"], ...swaps]),
      h("div", { class: "row-of" }, commandButton(phrase("session_add_after"), { session: id, act: "add", block }, { "data-key": "add" }), commandButton(phrase("session_remove_block"), { session: id, act: "remove", block }, { "aria-label": phrase("session_remove", { do: does }), "data-key": "remove" })),
    );
  }
}
