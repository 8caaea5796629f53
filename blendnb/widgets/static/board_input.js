// Mouse, pen, finger and keyboard on the board. Dragged bars follow on every frame, and what is dropped
// is one edit. Every key does one thing to the row that has the focus, or to all chosen rows if it is
// one of them.

import { shifted } from "./board_edits.js";
import { DAYS_IN_WEEK } from "./board_layout.js";
import { targetOf } from "./dom.js";
import { phrase } from "./texts.js";

/** @import { RowPart } from "./board_edits.js" */
/** @import { Axis, Span } from "./board_layout.js" */

const THRESHOLD = 4; // pixels before a press is a drag

/**
 * What a board says of itself, and is told.
 *
 * @typedef {object} DragTarget
 * @property {() => Axis} axis
 * @property {() => number} step the days between the places where a bar may be dropped
 * @property {(id: string, event: PointerEvent) => void} onPress
 * @property {(id: string, part: RowPart) => Map<string, Span>} onStart returns the rows that move
 * @property {(spans: Map<string, Span>) => void} onMove on every new day
 * @property {(part: RowPart) => void} onDrop
 * @property {() => void} onCancel
 */

/**
 * @typedef {object} Drag
 * @property {number} pointer
 * @property {string} id
 * @property {RowPart | undefined} part
 * @property {number} from
 * @property {number} at
 * @property {boolean} active whether the pointer has moved far enough
 * @property {boolean} weeks whether it goes by weeks
 * @property {number} frame
 * @property {number} days
 * @property {Map<string, Span>} starts
 */

/**
 * The days by which a drag moves a bar: the nearest whole step.
 *
 * @param {number} days
 * @param {number} step
 */
export function snapped(days, step) {
  return Math.round(days / step) * step;
}

/**
 * @param {HTMLElement} list
 * @param {DragTarget} board
 */
export function listenToDrags(list, board) {
  /** @type {Drag | null} */
  let drag = null;

  list.addEventListener("pointerdown", (event) => {
    const target = targetOf(event);
    const row = /** @type {HTMLElement | null} */ (target.closest("[data-row]"));
    if (event.button !== 0 || drag || !row) return;
    const part = /** @type {RowPart | undefined} */ (target.dataset.part);
    drag = { pointer: event.pointerId, id: row.dataset.row ?? "", part, from: event.clientX, at: event.clientX, active: false, weeks: event.shiftKey, frame: 0, days: 0, starts: new Map() };
    if (part && !event.shiftKey) event.preventDefault();
  });

  list.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer || !drag.part) return;
    drag.at = event.clientX;
    drag.weeks = event.shiftKey;
    if (!drag.active && Math.abs(drag.at - drag.from) < THRESHOLD) return;
    if (!drag.active) start(drag, drag.part);
    drag.frame ||= requestAnimationFrame(follow);
  });

  list.addEventListener("pointerup", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    if (drag.active) follow();
    const { active, id, part, days } = drag;
    end();
    if (!active || !part) board.onPress(id, event);
    else if (days === 0) board.onCancel();
    else board.onDrop(part);
  });
  list.addEventListener("pointercancel", cancel);

  /**
   * @param {Drag} begun
   * @param {RowPart} part
   */
  function start(begun, part) {
    begun.active = true;
    list.setPointerCapture(begun.pointer);
    markDragging(true);
    begun.starts = board.onStart(begun.id, part);
  }

  /** @param {boolean} on */
  function markDragging(on) {
    list.classList.toggle("dragging", on);
    list.closest(".blendnb")?.classList.toggle("holding", on);
  }

  function follow() {
    if (!drag) return;
    const { part, starts } = drag;
    drag.frame = 0;
    const days = snapped(board.axis().days(drag.at - drag.from), drag.weeks ? DAYS_IN_WEEK : board.step());
    if (days === drag.days || !part) return;
    drag.days = days;
    board.onMove(new Map([...starts].map(([id, row]) => [id, shifted(row, part, days)])));
  }

  function end() {
    if (drag?.frame) cancelAnimationFrame(drag.frame);
    if (drag?.active && list.hasPointerCapture(drag.pointer)) list.releasePointerCapture(drag.pointer);
    markDragging(false);
    drag = null;
  }

  function cancel() {
    const active = Boolean(drag?.active);
    end();
    if (active) board.onCancel();
    return active;
  }

  return { cancel, isActive: () => Boolean(drag?.active) };
}

// --------------------------------------------------------------------------------- keyboard

export const boardKeys = () => /** @type {[string, string][]} */ ([
  ["↑ ↓, home, end", phrase("go_from_bar_to_bar")],
  ["← →", phrase("move_by_a_day_with_shift")],
  ["alt + ← →", phrase("shorten_or_lengthen_by_a_day")],
  ["space", phrase("choose_a_bar_in_addition_or")],
  ["shift + ↑ ↓, ctrl + a", phrase("choose_several_or_all")],
  ["enter", phrase("open_the_side_panel_of_a")],
  ["n", phrase("add_from_the_palette")],
  ["d", phrase("duplicate")],
  ["delete", phrase("delete")],
  ["escape", phrase("give_up_a_drag_choose_nothing")],
]);

/**
 * @typedef {object} BoardActions
 * @property {(id: string) => void} toggle
 * @property {() => void} selectAll
 * @property {(id: string, by: number, selecting: boolean) => void} moveFocus
 * @property {(id: string, part: RowPart, by: number) => void} shift
 * @property {(id?: string) => void} edit
 * @property {(id?: string) => void} remove
 * @property {(id?: string) => void} duplicate
 * @property {() => void} palette
 * @property {() => (() => void) | null} escape returns what escape does now, if anything
 */

/** @typedef {Pick<KeyboardEvent, "key" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey">} BoardKey */

/**
 * What a key does to a row; nothing where it means nothing.
 *
 * @param {BoardKey} press
 * @param {BoardActions} board
 * @param {string} id
 * @returns {(() => void) | null}
 */
export function boardKeyAction({ key, shiftKey: shift, altKey: alt, ctrlKey, metaKey }, board, id) {
  if (ctrlKey || metaKey) return key.toLowerCase() === "a" && !alt ? () => board.selectAll() : null;
  const days = (shift ? DAYS_IN_WEEK : 1) * (key === "ArrowLeft" ? -1 : 1);
  switch (key) {
    case "Home":
    case "End":
      return () => board.moveFocus(id, key === "Home" ? -Infinity : Infinity, shift);
    case "ArrowLeft":
    case "ArrowRight":
      return () => board.shift(id, alt ? "last" : "move", days);
    case " ":
      return () => board.toggle(id);
    case "Escape":
      return board.escape();
    default:
      return alt ? null : plainKeyAction(key, shift, board, id);
  }
}

/**
 * @param {string} key
 * @param {boolean} shift
 * @param {BoardActions} board
 * @param {string} id
 */
function plainKeyAction(key, shift, board, id) {
  switch (key) {
    case "ArrowUp":
    case "ArrowDown":
      return () => board.moveFocus(id, key === "ArrowUp" ? -1 : 1, shift);
    case "Enter":
      return () => board.edit(id);
    case "Delete":
    case "Backspace":
      return () => board.remove(id);
    case "n":
    case "N":
      return () => board.palette();
    case "d":
    case "D":
      return () => board.duplicate(id);
    default:
      return null;
  }
}

/**
 * @param {HTMLElement} list
 * @param {BoardActions} board
 */
export function listenToBoardKeys(list, board) {
  list.addEventListener("keydown", (event) => {
    const row = /** @type {HTMLElement | null} */ (targetOf(event).closest("[data-row]"));
    if (!row?.dataset.row || event.isComposing) return;
    const action = boardKeyAction(event, board, row.dataset.row);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  });
}
