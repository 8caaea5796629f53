// The journey board: rows on a time axis that can be dragged, and the same by keyboard. It holds what
// is selected and what is under way; the plan itself is Python's, and what is shown is what it sent.

import { asOneEdit, copiesOf, newTouchpoint, reasonFor, shifted, spanEdits } from "./board_edits.js";
import { listenToBoardKeys, listenToDrags } from "./board_input.js";
import { boardAxis, DAYS_IN_WEEK, findingsByRow, neighbourOf, rangeBetween, sameSpan, stableOrder } from "./board_layout.js";
import { sidePanel } from "./board_side_panel.js";
import { changeText, differenceText, spanText } from "./board_text.js";
import { boardLegend, boardView } from "./board_view.js";
import { counted, h, patch, targetOf } from "./dom.js";
import { phrase } from "./texts.js";

/** @import { Attributes } from "./dom.js" */
/** @import { Connection } from "./connection.js" */
/** @import { BoardActions } from "./board_input.js" */
/** @import { PlanTouchpoint, RowPart } from "./board_edits.js" */
/** @import { Axis, Span } from "./board_layout.js" */
/** @import { SideContent } from "./board_side_panel.js" */
/** @import { Board, BoardFinding, BoardFrame, BoardGroup, BoardGuide, Command, Result, StudioState, Touchpoint } from "./messages.js" */
/** @typedef {Map<string, Touchpoint>} Rows */
/** @typedef {StudioState & { board: Board, board_guide: BoardGuide }} BoardState */

/**
 * An edit that Python has not answered: what was done to which rows, and what was there before.
 *
 * @typedef {object} PendingEdit
 * @property {string} verb
 * @property {string[]} ids
 * @property {{ rows: Rows, findings: Set<string> }} before
 * @property {(() => unknown) | undefined} then
 */

const ONE_STEP_MS = 1200; // arrow keys that follow each other faster are undone together
const LEAST_TRACK = 96;
const USUAL_TYPE = 12.5; // pixels of small letters
/** @type {never[]} */
const NONE = []; // always the same one: what is the same is not drawn again

/**
 * @param {HTMLElement} root
 * @param {Connection} connection
 * @param {(content: SideContent) => void} onSideChange
 */
export function journeyBoard(root, connection, onSideChange) {
  const view = boardView();
  const toolbar = h("div", { class: "board-tools" });
  const status = h("p", { class: "hidden", role: "status" });
  const legend = h("ul", { class: "board-legend", "aria-label": phrase("how_to_read_the_board") });
  const element = h("div", { class: "board" }, toolbar, view.element, legend, status);

  /** @type {BoardState | null} */
  let state = null;
  /** @type {Rows} */
  let rows = new Map();
  /** @type {BoardGroup[]} */
  let order = [];
  /** @type {Axis | null} */
  let axis = null;
  let size = { width: LEAST_TRACK, typeScale: 1 }; // for the time axis, and how much larger than usual its letters are
  /** @type {Map<string, BoardFinding[]>} */
  let findings = new Map();
  /** @type {string | null} */
  let focused = null;
  /** @type {string | null} */
  let anchor = null; // where a selection of several began
  let weekly = false;
  let lastDone = "";
  /** @type {Set<string>} */
  let selected = new Set();
  /** @type {Set<string>} */
  let highlighted = new Set();
  /** @type {Map<string, Span>} */
  let moving = new Map(); // by id: given by the person and not confirmed by Python
  /** @type {Map<string, Span>} */
  let pushed = new Map(); // by id: what would follow
  /** @type {{ id: string, part: RowPart } | null} */
  let grip = null; // which part of which row is dragged
  /** @type {PendingEdit | null} */
  let pending = null;
  let step = { key: "", at: 0, number: 0 };

  // ---------------------------------------------------------------------------------- what comes

  /**
   * @param {StudioState} newest
   * @param {boolean} settled whether Python has answered all that was sent
   */
  function show(newest, settled) {
    if (!newest.board || !newest.board_guide) return;
    const before = rows;
    const changed = newest.board !== state?.board;
    state = /** @type {BoardState} */ (newest);
    if (changed) readBoard(state.board);
    readPreview(newest);
    if (settled && pending) settle(pending, before);
    else if (changed && !pending && axis) say(newest.done || !isActive() ? "" : differenceText(before, rows, axis));
    draw();
  }

  /** @param {StudioState} newest */
  function readPreview({ board_preview: preview, findings: current = NONE }) {
    pushed = new Map(Object.entries(preview?.touchpoints ?? {}).filter(([id]) => !moving.has(id)));
    findings = findingsByRow(preview?.findings ?? current, findings);
  }

  const isActive = () => element.contains(document.activeElement);

  /** @param {Board} board */
  function readBoard(board) {
    const before = [...rows.keys()];
    rows = new Map(board.order.flatMap(({ rows: ids }) => ids.map((id) => [id, board[`row:${id}`]])));
    order = stableOrder(order, board.order, isActive());
    if (board.frame !== axis?.frame) axis = axisOf(board.frame);
    selected = stillThere(selected);
    highlighted = stillThere(highlighted);
    if (focused === null || !rows.has(focused)) focused = neighbourOf(focused ?? "", before, rows) ?? order[0]?.rows[0] ?? null;
    const shown = side.shownId();
    if (shown !== undefined && !rows.has(shown)) side.open(null);
  }

  /** @param {Set<string>} ids */
  const stillThere = (ids) => new Set([...ids].filter((id) => rows.has(id)));

  /**
   * @param {PendingEdit} edit
   * @param {Rows} previous
   */
  function settle({ verb, ids, before, then }, previous) {
    [pending, moving] = [null, new Map()];
    const there = rowsOfIds(ids, rows);
    const followers = [...rows].filter(([id, row]) => {
      const old = before.rows.get(id);
      return old && !ids.includes(id) && !sameSpan(row, old);
    });
    const fresh = (state?.findings ?? NONE).filter(({ id }) => !before.findings.has(id));
    if (state?.notice) say(state.notice);
    else if (axis) {
      const consequences = [followers.length > 0 && phrase("pushed", { count: counted(followers.length, "dependant") }), fresh.length > 0 && counted(fresh.length, "new_finding")];
      say(changeText(verb, there.length > 0 ? there : rowsOfIds(ids, previous), axis, consequences), fresh.map(({ text }) => text).join(" "));
    }
    then?.();
  }

  /**
   * Say what was done in a line that all see; what follows from it is read aloud only.
   *
   * @param {string} text
   * @param {string} consequences
   */
  function say(text, consequences = "") {
    lastDone = text;
    const spoken = [text, consequences].filter(Boolean).join(": ");
    // The same sentence twice is two sentences to a person: a space makes it a new one.
    status.textContent = spoken && spoken === status.textContent ? `${spoken} ` : spoken;
    if (axis) drawToolbar();
  }

  // -------------------------------------------------------------------------------- what is shown

  /** @param {string} id */
  const findingsOf = (id) => findings.get(id) ?? NONE;

  /**
   * A row as the board holds it; rows are only asked for by ids that are there.
   *
   * @param {string} id
   */
  const rowOf = (id) => /** @type {Touchpoint} */ (rows.get(id));

  /**
   * A row where it is now, dragged or pushed.
   *
   * @param {string} id
   */
  function currentRow(id) {
    const span = moving.get(id) ?? pushed.get(id);
    const row = rowOf(id);
    return !span || sameSpan(row, span) ? row : { ...row, ...span };
  }

  /** @param {string} id */
  function lookOf(id) {
    return { selected: selected.has(id), focused: id === focused, highlighted: highlighted.has(id), pushed: pushed.has(id) };
  }

  function draw() {
    if (!axis || !state) return;
    const active = /** @type {HTMLElement | false} */ (view.list.contains(document.activeElement) && document.activeElement);
    view.draw({ order, axis, guide: state.board_guide, rowOf: currentRow, findingsOf, lookOf, blackouts: state.board.frame.blackouts });
    view.drawCurves(state.board_preview?.curves ?? state.charts?.spacing?.curves ?? NONE, axis);
    if (active && document.activeElement !== active) (view.row(focused) ?? active).focus({ preventScroll: true });
    drawToolbar();
    if (!legend.hasChildNodes()) legend.append(...boardLegend(state.board_guide));
  }

  function drawToolbar() {
    patch(toolbar, h("div", { class: "board-tools" }, tools()));
  }

  function tools() {
    const count = targetIds(focused).length;
    const none = selected.size === 0;
    const summary = none ? lastDone || phrase("choose_a_bar_to_work_on") : [phrase("chosen", { count }), lastDone].filter(Boolean).join(". ");
    return [
      toolButton("palette", phrase("add"), { title: phrase("key_n"), "aria-expanded": String(side.isPalette()) }),
      toolButton("edit", phrase("edit"), { title: phrase("key_enter"), disabled: none || count !== 1 }),
      toolButton("duplicate", phrase("duplicate"), { title: phrase("key_d"), disabled: none }),
      toolButton("remove", phrase("delete"), { title: phrase("key_delete"), disabled: none }),
      h("span", { class: "quiet-text", "data-key": "count", title: status.textContent || undefined }, summary),
      toolButton("snap", phrase("snap_to_weeks"), { class: "quiet", "aria-pressed": String(weekly) }),
    ];
  }

  /** @param {BoardFrame} frame */
  function axisOf(frame) {
    return boardAxis(frame, size.width, size.typeScale);
  }

  // Measured when it changes: to ask in the middle of a drawing would lay the page out once more.
  // While the board is not on the page it keeps the width that it had.
  const observer = new ResizeObserver(() => {
    const width = Math.max(view.weeks.clientWidth || size.width, LEAST_TRACK);
    const typeScale = (parseFloat(getComputedStyle(view.weeks).fontSize) || USUAL_TYPE) / USUAL_TYPE;
    if (width === size.width && typeScale === size.typeScale) return;
    size = { width, typeScale };
    if (!axis || !state) return;
    axis = axisOf(state.board.frame);
    draw();
  });
  observer.observe(view.weeks);

  // ------------------------------------------------------------------------------ what is selected

  const allIds = () => order.flatMap(({ rows: ids }) => ids);

  /**
   * The rows that an action on one of them concerns.
   *
   * @param {string | null} id
   */
  function targetIds(id) {
    if (id === null) return [];
    return selected.has(id) ? inOrder(selected) : rows.has(id) ? [id] : [];
  }

  /** @param {Set<string>} ids */
  function inOrder(ids) {
    return allIds().filter((id) => ids.has(id));
  }

  /**
   * The rows that an action concerns, of a row or else of the selection.
   *
   * @param {string} [id]
   */
  const concernedIds = (id) => (id ? targetIds(id) : inOrder(selected));

  /**
   * @param {string | null} id
   * @param {boolean} scroll
   */
  function focusRow(id, scroll = true) {
    focused = id;
    draw();
    const row = view.row(id);
    row?.focus({ preventScroll: true });
    if (scroll) row?.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {string} id
   * @param {PointerEvent} event
   */
  function press(id, { shiftKey, ctrlKey, metaKey, detail }) {
    if (shiftKey && anchor !== null && rows.has(anchor)) selected = new Set([...selected, ...rangeBetween(allIds(), anchor, id)]);
    else if (ctrlKey || metaKey) toggleSelected(id);
    else selected = new Set([id]);
    if (!shiftKey) anchor = id;
    focusRow(id, false);
    if (detail === 2) side.open({ id });
    else if (side.shownId() !== undefined) side.open({ id }, false);
  }

  /** @param {string} id */
  function toggleSelected(id) {
    if (!selected.delete(id)) selected.add(id);
  }

  // ---------------------------------------------------------------------------------- what is done

  /**
   * @param {string} verb
   * @param {string[]} ids
   * @param {Command} command
   * @param {() => unknown} [then]
   */
  function sendEdit(verb, ids, command, then) {
    const before = { rows: new Map(rows), findings: new Set((state?.findings ?? NONE).map(({ id }) => id)) };
    // Of several edits under way the first one knows what was there before.
    pending = { verb, ids, before: pending?.before ?? before, then };
    connection.send(command);
  }

  /**
   * The name of a step that is undone as one: the same while keys follow each other fast.
   *
   * @param {string} key
   */
  function stepName(key) {
    const now = performance.now();
    const continues = key === step.key && now - step.at < ONE_STEP_MS;
    step = { key, at: now, number: step.number + (continues ? 0 : 1) };
    return `board-${key}-${step.number}`;
  }

  /**
   * @param {RowPart} part
   * @param {Map<string, Span>} spans
   * @param {string} [name] of the step
   */
  function moveRows(part, spans, name) {
    moving = spans;
    const edits = spanEdits(spans, rows);
    if (edits.length === 0) return;
    sendEdit(part === "move" ? phrase("moved") : phrase("resized"), [...spans.keys()], { edit: asOneEdit(edits), push: true, step: name });
  }

  /**
   * @param {string} verb
   * @param {PlanTouchpoint[]} touchpoints
   */
  function addRows(verb, touchpoints) {
    const ids = touchpoints.map(({ id }) => id);
    sendEdit(verb, ids, { edit: { kind: "add", touchpoints } }, () => {
      if (!rows.has(ids[0])) return;
      selected = new Set(ids);
      if (!side.isPalette()) {
        focusRow(ids[0]);
        return;
      }
      // The palette keeps the keyboard; the new bar has it next.
      [highlighted, focused] = [new Set(ids), ids[0]];
      view.reveal(ids[0]);
      draw();
    });
  }

  const focusedRow = () => (focused === null ? undefined : rows.get(focused));
  const newDay = () => focusedRow()?.start_day ?? 0;

  /** @param {string | undefined} formatId */
  function addFormat(formatId) {
    const format = state?.board_guide.formats.find(({ id }) => id === formatId);
    if (!format || !state?.result) return;
    const stage = focusedRow()?.stage ?? "during";
    addRows("added", [newTouchpoint(format, { day: newDay(), stage, topics: state.board.frame.topics, why: reasonFor(format, state.result) }, rows)]);
  }

  /** @type {BoardActions} */
  const actions = {
    toggle(id) {
      toggleSelected(id);
      anchor = id;
      draw();
      say(phrase("in_all", { title: rowOf(id).title, selected: selected.has(id) ? phrase("chosen_2") : phrase("no_longer_chosen"), count: selected.size }));
    },
    selectAll() {
      selected = new Set(rows.keys());
      draw();
      say(phrase("chosen", { count: counted(rows.size, "touchpoint") }));
    },
    moveFocus(id, by, selecting) {
      const ids = allIds();
      const next = ids[Math.min(Math.max(ids.indexOf(id) + by, 0), ids.length - 1)];
      if (selecting) selected = new Set([...selected, ...rangeBetween(ids, id, next)]);
      focusRow(next);
    },
    shift(id, part, by) {
      const ids = part === "move" ? targetIds(id) : [id];
      moveRows(part, new Map(ids.map((each) => [each, shifted(currentRow(each), part, by)])), stepName(`${part}-${ids.join(" ")}`));
      draw();
    },
    edit: (id = inOrder(selected)[0]) => side.open({ id }),
    remove: (id) => sendEdit("deleted", concernedIds(id), { edit: { kind: "remove", ids: concernedIds(id) } }, () => isActive() && focusRow(focused)),
    duplicate: (id) => addRows("duplicated", copiesOf(concernedIds(id), rows)),
    palette: () => side.open(side.isPalette() ? null : "palette"),
    escape() {
      if (drags.cancel()) return () => {};
      if (side.shownId() !== undefined || side.isPalette()) return side.close;
      return selected.size === 0 && highlighted.size === 0 ? null : clearSelection;
    },
  };

  function clearSelection() {
    [selected, highlighted] = [new Set(), new Set()];
    draw();
    say(phrase("nothing_is_chosen"));
  }

  function toggleWeekly() {
    weekly = !weekly;
    draw();
  }

  const drags = listenToDrags(view.list, {
    axis: () => /** @type {Axis} */ (axis),
    step: () => (weekly ? DAYS_IN_WEEK : 1),
    onPress: press,
    onStart(id, part) {
      grip = { id, part };
      // What is worked on is selected: Delete would otherwise take another bar, maybe out of sight.
      if (!selected.has(id)) selected = new Set([id]);
      if (part !== "move") {
        draw();
        return new Map([[id, rowOf(id)]]);
      }
      focusRow(id, false);
      return new Map(targetIds(id).map((each) => [each, rowOf(each)]));
    },
    onMove(spans) {
      if (!axis || !grip) return;
      moving = spans;
      for (const id of spans.keys()) view.drawBars(id, currentRow(id), axis, findingsOf(id).length > 0);
      const row = currentRow(grip.id);
      view.showTip(grip.id, spanText(row, grip.part, axis), axis.x(row.start_day));
      connection.send({ drag: [...spans].map(([id, span]) => ({ id, ...span })) });
    },
    onDrop(part) {
      view.hideTip();
      moveRows(part, moving);
      draw();
    },
    onCancel() {
      view.hideTip();
      [moving, pushed] = [new Map(), new Map()];
      connection.send({ drag: null });
      draw();
      say(phrase("given_up_everything_is_where_it"));
    },
  });
  listenToBoardKeys(view.list, actions);
  view.list.addEventListener("focusin", (event) => {
    const { row } = targetOf(event).dataset;
    if (!row || row === focused) return;
    focused = row;
    draw();
  });

  // --------------------------------------------------------------------------------- the side panel

  const side = sidePanel(
    root,
    {
      draw,
      focusRow: () => focusRow(focused),
      selectOnly(id) {
        [selected, anchor, focused] = [new Set([id]), id, id];
      },
      change(id, typed) {
        const row = rows.get(id);
        if (row && state) sendEdit("changed", [id], { edit: { kind: "change", id, values: typed(row, state.board_guide) }, push: true });
      },
      paletteContext() {
        const { board_guide: guide, result } = /** @type {BoardState & { result: Result }} */ (state);
        return { guide, result, dayText: axis?.dayText(newDay()) ?? "" };
      },
      touchpointContext(id) {
        const { board, board_guide: guide, options = NONE } = /** @type {BoardState} */ (state);
        const others = options.map(({ name, active }, index) => ({ name, active, index })).filter(({ active }) => !active);
        return { row: rowOf(id), guide, axis: /** @type {Axis} */ (axis), findings: findingsOf(id), rows, topics: board.frame.topics, others };
      },
    },
    onSideChange,
  );

  // ------------------------------------------------------------------------------- what is clicked

  /** @type {Record<string, (id?: string) => void>} */
  const clickActions = { palette: actions.palette, edit: actions.edit, duplicate: actions.duplicate, remove: actions.remove, snap: toggleWeekly, close: side.close };

  root.addEventListener("click", (event) => {
    const control = /** @type {HTMLElement | null} */ (targetOf(event).closest("[data-board]"));
    if (!control || !root.contains(control)) return;
    const { board: name = "", format } = control.dataset;
    if (name === "put") addFormat(format);
    else clickActions[name](control.closest(".side") ? side.shownId() : undefined);
  });

  root.addEventListener("blendnb:lights", (event) => {
    const { detail } = /** @type {CustomEvent<string[]>} */ (event);
    highlighted = stillThere(new Set(detail));
    selected = new Set(); // what is selected out of sight would be deleted by mistake
    side.leave();
    onSideChange(null);
    const ids = inOrder(highlighted);
    view.reveal(ids[0]);
    if (ids.length > 0) focusRow(ids[0], false);
    say(phrase("lit_up", { count: counted(ids.length, "touchpoint"), ids: ids.map((id) => rowOf(id).title).join(", ") }));
  });

  return {
    show,
    leaveSide: side.leave,
    sideContent: () => state?.result && side.panel(),
    /** @param {StudioState} newest */
    panel({ board }) {
      const slot = h("div", { "data-live": true, "data-key": "board-slot" }, !element.isConnected && element);
      return h("section", { class: "panel", "data-key": "journey" }, h("h2", {}, board?.frame.title), slot);
    },
    isDragging: drags.isActive,
    close: () => observer.disconnect(),
  };
}

/**
 * @param {string} name
 * @param {string} text
 * @param {Attributes} attributes
 */
function toolButton(name, text, attributes) {
  return h("button", { type: "button", "data-board": name, "data-key": name, ...attributes }, text);
}

/**
 * @param {string[]} ids
 * @param {Rows} rows
 */
function rowsOfIds(ids, rows) {
  return ids.flatMap((id) => rows.get(id) ?? []);
}
