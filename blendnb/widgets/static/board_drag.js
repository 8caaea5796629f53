// Dragging with mouse, pen or finger: the bars follow on every frame, and what is dropped is one edit.

import { DAYS_IN_WEEK } from "./board_axis.js";

const THRESHOLD = 4; // pixels before a press is a drag

// `board` says what stands where and hears what happens: `grabbed(id, event)` returns the ids that
// move along, `dragged(places)` on every new day, `dropped()`, `gaveUp()`.
export function hearDrags(list, board) {
  let drag = null;

  list.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("[data-row]");
    if (event.button !== 0 || drag || !row) return;
    const { part } = event.target.dataset;
    drag = { pointer: event.pointerId, id: row.dataset.row, part, from: event.clientX, at: event.clientX, on: false, weeks: event.shiftKey, frame: 0, days: 0 };
    if (part && !event.shiftKey) event.preventDefault();
  });

  list.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer || !drag.part) return;
    drag.at = event.clientX;
    drag.weeks = event.shiftKey;
    if (!drag.on && Math.abs(drag.at - drag.from) < THRESHOLD) return;
    if (!drag.on) begin(event);
    drag.frame ||= requestAnimationFrame(follow);
  });

  list.addEventListener("pointerup", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { on, id } = drag;
    if (on) follow();
    const found = drag;
    end();
    if (!on) board.pressed(id, event);
    else if (found.days === 0) board.gaveUp();
    else board.dropped(found.part);
  });
  list.addEventListener("pointercancel", giveUp);

  function begin(event) {
    drag.on = true;
    list.setPointerCapture(event.pointerId);
    shown(true);
    drag.starts = board.grabbed(drag.id, drag.part);
  }

  function shown(on) {
    list.classList.toggle("dragging", on);
    list.closest(".blendnb").classList.toggle("holding", on);
  }

  function follow() {
    if (!drag) return;
    drag.frame = 0;
    const step = drag.weeks ? DAYS_IN_WEEK : board.snap();
    const days = Math.round(board.axis().days(drag.at - drag.from) / step) * step;
    if (days === drag.days) return;
    drag.days = days;
    board.dragged(new Map([...drag.starts].map(([id, row]) => [id, shifted(row, drag.part, days)])));
  }

  function end() {
    if (drag?.frame) cancelAnimationFrame(drag.frame);
    if (drag?.on && list.hasPointerCapture(drag.pointer)) list.releasePointerCapture(drag.pointer);
    shown(false);
    drag = null;
  }

  function giveUp() {
    const on = drag?.on;
    end();
    if (on) board.gaveUp();
    return Boolean(on);
  }

  return { giveUp, under: () => Boolean(drag?.on) };
}

// Where a row stands once one of its parts has been moved by so many days.
export function shifted({ start_day: start, days }, part, by) {
  const length = days == null ? null : Math.max(days, 1);
  if (part === "move") return { start_day: start + by, days };
  if (part === "last") return { start_day: start, days: length == null ? null : Math.max(length + by, 1) };
  const moved = Math.min(by, (length ?? Infinity) - 1);
  return { start_day: start + moved, days: length == null ? null : length - moved };
}
