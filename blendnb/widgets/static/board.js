// The journey board: rows on a time axis that can be dragged, and the same by keyboard. It holds what
// is chosen and what is under way; the plan itself is Python's, and what is shown is what it told.

import { boardAxis, DAYS_IN_WEEK } from "./board_axis.js";
import { hearDrags, shifted } from "./board_drag.js";
import { asOne, begun, copies, placed } from "./board_edits.js";
import { hearBoardKeys } from "./board_keys.js";
import { reasonOf } from "./board_palette.js";
import { boardLegend } from "./board_legend.js";
import { boardRows } from "./board_rows.js";
import { boardSide } from "./board_side.js";
import { changeSaid, counted, differenceSaid, placeSaid } from "./board_words.js";
import { h, patch } from "./dom.js";

const ONE_STEP_MS = 1200; // arrow keys that follow each other faster are taken back together
const LEAST_TRACK = 96;
const USUAL_TYPE = 12.5; // pixels of small letters
const NOTHING = [];

export function journeyBoard(root, talk, sideChanged) {
  const parts = boardRows();
  const tools = h("div", { class: "board-tools" });
  const live = h("p", { class: "hidden", role: "status" });
  const legend = h("ul", { class: "board-legend", "aria-label": "How to read the board" });
  const element = h("div", { class: "board" }, tools, parts.element, legend, live);

  let state = {};
  let rows = new Map();
  let order = [];
  let axis = null;
  let room = { width: LEAST_TRACK, larger: 1 }; // for the time axis, and how much larger than usual its letters are
  let wrongs = new Map();
  let focus = null;
  let anchor = null;
  let weekly = false;
  let seen = ""; // what was done last
  let selected = new Set();
  let lit = new Set();
  let moving = new Map(); // places by id that the person gave and Python has not confirmed
  let pushed = new Map(); // places by id that would follow
  let grip = null; // which part of which row is dragged
  let awaited = null;
  let step = { key: "", at: 0, number: 0 };

  // --------------------------------------------------------------------------------- what is told

  function show(told, settled) {
    if (!told.board || !told.board_guide) return;
    const before = rows;
    const changed = told.board !== state.board;
    state = told;
    if (changed) takeIn();
    const { touchpoints = {}, findings } = told.board_preview ?? {};
    pushed = new Map(Object.entries(touchpoints).filter(([id]) => !moving.has(id)));
    wrongs = wrongById(findings ?? told.findings ?? NOTHING, wrongs);
    if (settled && awaited) settle(before);
    else if (changed && !awaited) say(told.done || !element.contains(document.activeElement) ? "" : differenceSaid(before, rows, axis));
    draw();
  }

  function takeIn() {
    const { frame, order: sorted, ...parts_ } = state.board;
    const old = rows;
    rows = new Map(sorted.flatMap(({ rows: ids }) => ids.map((id) => [id, parts_[`row:${id}`]])));
    order = keptOrder(order, sorted, element.contains(document.activeElement));
    if (frame !== axis?.frame) axis = measured(frame);
    const kept = (ids) => new Set([...ids].filter((id) => rows.has(id)));
    [selected, lit] = [kept(selected), kept(lit)];
    if (!rows.has(focus)) focus = neighbour(focus, old) ?? order[0]?.rows[0];
    if (side.id && !rows.has(side.id)) side.open(null);
  }

  function settle(before) {
    const { verb, ids, had, then } = awaited;
    [awaited, moving] = [null, new Map()];
    const there = ids.filter((id) => rows.has(id)).map((id) => rows.get(id));
    const follows = [...rows].filter(([id, row]) => had.has(id) && !ids.includes(id) && !samePlace(row, had.get(id).row));
    const fresh = (state.findings ?? NOTHING).filter(({ id }) => !had.findings.has(id));
    if (state.notice) say(state.notice);
    else say(changeSaid(verb, there.length > 0 ? there : ids.map((id) => before.get(id)).filter(Boolean), axis, [follows.length > 0 && `${counted(follows.length, "dependant")} pushed`, fresh.length > 0 && counted(fresh.length, "new finding")]), fresh.map(({ text }) => text).join(" "));
    then?.();
  }

  function neighbour(id, old) {
    const ids = [...old.keys()];
    const at = ids.indexOf(id);
    return at < 0 ? null : [...ids.slice(at + 1), ...ids.slice(0, at).reverse()].find((each) => rows.has(each));
  }

  // Say what was done in a line that all see; what follows from it is read aloud only.
  function say(text, follows = "") {
    seen = text;
    const said = [text, follows].filter(Boolean).join(": ");
    // The same sentence twice is two sentences to a person: a space makes it a new one.
    live.textContent = said && said === live.textContent ? `${said} ` : said;
    if (axis) patch(tools, h("div", { class: "board-tools" }, boardTools()));
  }

  // -------------------------------------------------------------------------------- what is shown

  const wrong = (id) => wrongs.get(id) ?? NOTHING;

  function rowNow(id) {
    const at = moving.get(id) ?? pushed.get(id);
    if (!at || samePlace(rows.get(id), at)) return rows.get(id);
    return { ...rows.get(id), ...at };
  }

  function looks(id) {
    return { selected: selected.has(id), focus: id === focus, lit: lit.has(id), pushed: pushed.has(id) };
  }

  function draw() {
    if (!axis) return;
    const held = parts.list.contains(document.activeElement) && document.activeElement;
    parts.draw({ order, axis, guide: state.board_guide, rowNow, wrong, looks, blackouts: state.board.frame.blackouts });
    parts.curves(state.board_preview?.curves ?? state.charts?.spacing?.curves ?? NOTHING, axis);
    if (held && document.activeElement !== held) (parts.row(focus) ?? held).focus({ preventScroll: true });
    patch(tools, h("div", { class: "board-tools" }, boardTools()));
    if (!legend.hasChildNodes()) legend.append(...boardLegend(state.board_guide));
  }

  function boardTools() {
    const chosen = targets(focus).length;
    const none = selected.size === 0;
    const tool = (name, text, more) => h("button", { type: "button", "data-board": name, "data-key": name, ...more }, text);
    return [
      tool("palette", "Add…", { title: "Key: n", "aria-expanded": String(side.palette) }),
      tool("edit", "Edit", { title: "Key: enter", disabled: none || chosen !== 1 }),
      tool("duplicate", "Duplicate", { title: "Key: d", disabled: none }),
      tool("remove", "Delete", { title: "Key: delete", disabled: none }),
      h("span", { class: "quiet-text", "data-key": "count", title: live.textContent || undefined }, none ? seen || "Choose a bar to work on it; drag it or its ends." : [`${chosen} chosen`, seen].filter(Boolean).join(". ")),
      tool("snap", "Snap to weeks", { class: "quiet", "aria-pressed": String(weekly) }),
    ];
  }

  function measured(frame) {
    return boardAxis(frame, room.width, room.larger);
  }

  // Measured when it changes: to ask in the middle of a drawing would lay the page out once more.
  // While the board is not on the page it keeps the width that it had.
  const observer = new ResizeObserver(() => {
    const width = Math.max(parts.weeks.clientWidth || room.width, LEAST_TRACK);
    const larger = (parseFloat(getComputedStyle(parts.weeks).fontSize) || USUAL_TYPE) / USUAL_TYPE;
    if (width === room.width && larger === room.larger) return;
    room = { width, larger };
    if (!axis) return;
    axis = measured(state.board.frame);
    draw();
  });
  observer.observe(parts.weeks);

  // ------------------------------------------------------------------------------- what is chosen

  // The rows that an act on one of them concerns.
  function targets(id) {
    return selected.has(id) ? inOrder(selected) : rows.has(id) ? [id] : [];
  }

  function inOrder(ids) {
    return order.flatMap(({ rows: all }) => all.filter((id) => ids.has(id)));
  }

  function goTo(id, scroll = true) {
    focus = id;
    draw();
    const row = parts.row(id);
    row?.focus({ preventScroll: true });
    if (scroll) row?.scrollIntoView({ block: "nearest" });
  }

  function between(one, other) {
    const ids = order.flatMap(({ rows: all }) => all);
    const [from, to] = [ids.indexOf(one), ids.indexOf(other)].sort((a, b) => a - b);
    return ids.slice(from, to + 1);
  }

  function pressed(id, { shiftKey, ctrlKey, metaKey, detail }) {
    if (shiftKey && rows.has(anchor)) selected = new Set([...selected, ...between(anchor, id)]);
    else if (ctrlKey || metaKey) toggle(id);
    else selected = new Set([id]);
    if (!shiftKey) anchor = id;
    goTo(id, false);
    if (detail === 2) side.open({ id });
    else if (side.id) side.open({ id }, false);
  }

  function toggle(id) {
    if (!selected.delete(id)) selected.add(id);
  }

  // ---------------------------------------------------------------------------------- what is done

  function edit(verb, ids, command, then) {
    const had = new Map([...rows].map(([id, row]) => [id, { row }]));
    had.findings = new Set((state.findings ?? NOTHING).map(({ id }) => id));
    // Of several edits under way the first one knows what was there before.
    awaited = { verb, ids, had: awaited?.had ?? had, then };
    talk.send(command);
  }

  function stepOf(key) {
    const now = performance.now();
    const goesOn = key === step.key && now - step.at < ONE_STEP_MS;
    step = { key, at: now, number: step.number + !goesOn };
    return `board-${key}-${step.number}`;
  }

  function put(part, places, stepName) {
    moving = places;
    const edits = placed(places, rows);
    if (edits.length === 0) return;
    edit(part === "move" ? "moved" : "resized", [...places.keys()], { edit: asOne(edits), push: true, step: stepName });
  }

  function remove(ids) {
    edit("deleted", ids, { edit: { kind: "remove", ids } }, () => element.contains(document.activeElement) && goTo(focus));
  }

  function add(verb, touchpoints) {
    const ids = touchpoints.map(({ id }) => id);
    edit(verb, ids, { edit: { kind: "add", touchpoints } }, () => {
      if (!rows.has(ids[0])) return;
      selected = new Set(ids);
      if (!side.palette) return goTo(ids[0]);
      [lit, focus] = [new Set(ids), ids[0]]; // the palette keeps the keyboard; the new bar has it next
      parts.reveal(ids[0]);
      draw();
    });
  }

  const beginDay = () => rows.get(focus)?.start_day ?? 0;

  function begin(formatId) {
    const format = state.board_guide.formats.find(({ id }) => id === formatId);
    const beside = rows.get(focus);
    const { topics } = state.board.frame;
    const why = reasonOf(format, state.result);
    add("added", [{ ...begun(format, beginDay(), beside?.stage ?? "during", topics, rows), why }]);
  }

  const acts = {
    choose(id) {
      toggle(id);
      anchor = id;
      draw();
      say(`${rows.get(id).title} ${selected.has(id) ? "chosen" : "no longer chosen"}; ${selected.size} in all`);
    },
    chooseAll() {
      selected = new Set(rows.keys());
      draw();
      say(`${counted(rows.size, "touchpoint")} chosen`);
    },
    goBy(id, by, choosing) {
      const ids = order.flatMap(({ rows: all }) => all);
      const next = ids[Math.min(Math.max(ids.indexOf(id) + by, 0), ids.length - 1)];
      if (choosing) selected = new Set([...selected, ...between(id, next)]);
      goTo(next);
    },
    shift(id, part, by) {
      const ids = part === "move" ? targets(id) : [id];
      const places = new Map(ids.map((each) => [each, shifted(rowNow(each), part, by)]));
      put(part, places, stepOf(`${part}-${ids.join(" ")}`));
      draw();
    },
    edit: (id = inOrder(selected)[0]) => side.open({ id }),
    remove: (id) => remove(id ? targets(id) : inOrder(selected)),
    duplicate: (id) => add("duplicated", copies(id ? targets(id) : inOrder(selected), rows)),
    palette: () => side.open(side.palette ? null : { palette: true }),
    snap() {
      weekly = !weekly;
      draw();
    },
    escape() {
      if (drags.giveUp()) return () => {};
      if (side.id || side.palette) return side.close;
      if (selected.size === 0 && lit.size === 0) return null;
      return () => {
        [selected, lit] = [new Set(), new Set()];
        draw();
        say("Nothing is chosen");
      };
    },
  };

  const drags = hearDrags(parts.list, {
    axis: () => axis,
    snap: () => (weekly ? DAYS_IN_WEEK : 1),
    pressed,
    grabbed(id, part) {
      grip = { id, part };
      // What is worked on is chosen: Delete would otherwise take another bar, maybe out of sight.
      if (!selected.has(id)) selected = new Set([id]);
      if (part !== "move") {
        draw();
        return new Map([[id, rows.get(id)]]);
      }
      goTo(id, false);
      return new Map(targets(id).map((each) => [each, rows.get(each)]));
    },
    dragged(places) {
      moving = places;
      for (const id of places.keys()) parts.bars(id, rowNow(id), axis, wrong(id).length > 0);
      parts.tell(grip.id, placeSaid(rowNow(grip.id), grip.part, axis), axis.x(rowNow(grip.id).start_day));
      talk.send({ drag: [...places].map(([id, place]) => ({ id, ...place })) });
    },
    dropped(part) {
      parts.tell(null);
      put(part, moving);
      draw();
    },
    gaveUp() {
      parts.tell(null);
      [moving, pushed] = [new Map(), new Map()];
      talk.send({ drag: null });
      draw();
      say("Given up: everything is where it was");
    },
  });
  hearBoardKeys(parts.list, acts);
  parts.list.addEventListener("focusin", ({ target }) => {
    const { row } = target.dataset;
    if (!row || row === focus) return;
    focus = row;
    draw();
  });

  // --------------------------------------------------------------------------------- the side panel

  const side = boardSide(
    root,
    {
      draw,
      focusRow: () => goTo(focus),
      chooseOnly(id) {
        [selected, anchor, focus] = [new Set([id]), id, id];
      },
      change(id, typed) {
        const row = rows.get(id);
        edit("changed", [id], { edit: { kind: "change", id, values: typed(row, state.board_guide) }, push: true });
      },
      forPalette: () => [state.board_guide, state.result, axis.said(beginDay())],
      forTouchpoint(id) {
        const others = (state.options ?? NOTHING).map(({ name, active }, place) => ({ name, active, place })).filter(({ active }) => !active);
        return [rows.get(id), { guide: state.board_guide, axis, wrong: wrong(id), rows, topics: state.board.frame.topics, others }];
      },
    },
    sideChanged,
  );

  // ------------------------------------------------------------------------------- what is clicked

  function clicked({ target }) {
    const found = target.closest("[data-board]");
    if (!found || !root.contains(found)) return;
    const { board: name, format } = found.dataset;
    if (name === "close") side.close();
    else if (name === "put") begin(format);
    else if (side.id && found.closest(".side")) acts[name](side.id);
    else acts[name]();
  }

  function light({ detail }) {
    lit = new Set(detail.filter((id) => rows.has(id)));
    selected = new Set(); // what is chosen out of sight would be deleted by mistake
    side.leave();
    sideChanged(null);
    const [first] = inOrder(lit);
    parts.reveal(first);
    if (first) goTo(first, false);
    say(`${counted(lit.size, "touchpoint")} lit up: ${inOrder(lit).map((id) => rows.get(id).title).join(", ")}`);
  }

  root.addEventListener("click", clicked);
  root.addEventListener("blendnb:lights", light);

  return {
    show,
    leaveSide: side.leave,
    sidePanel: () => state.result && side.panel(),
    panel({ board }) {
      const slot = { "data-live": true, "data-key": "board-slot" };
      return h("section", { class: "panel", "data-key": "journey" }, h("h2", {}, board.frame.title), element.isConnected ? h("div", slot) : h("div", slot, element));
    },
    dragging: drags.under,
    close: () => observer.disconnect(),
  };
}

function samePlace(one, other) {
  return one.start_day === other.start_day && one.days === other.days;
}

// Rows stay where they are while somebody works on them; otherwise they stand in the journey's order.
function keptOrder(shown, sorted, atWork) {
  if (!atWork) return sorted;
  return sorted.map((group) => {
    const old = shown.find(({ id }) => id === group.id)?.rows ?? NOTHING;
    const same = old.length === group.rows.length && old.every((id) => group.rows.includes(id));
    return same ? { ...group, rows: old } : group;
  });
}

// Findings by the touchpoints that they concern; a list that is as it was stays the same one.
function wrongById(findings, before) {
  const found = new Map();
  for (const finding of findings) {
    for (const id of finding.touchpoints) found.set(id, [...(found.get(id) ?? NOTHING), finding]);
  }
  for (const [id, list] of found) {
    const old = before.get(id);
    if (old?.length === list.length && old.every((finding, place) => finding.id === list[place].id && finding.text === list[place].text)) found.set(id, old);
  }
  return found;
}
