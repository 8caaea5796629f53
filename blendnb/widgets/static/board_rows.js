// The board's rows: one for each touchpoint, under the band of its phase, on one time axis. A row is
// drawn again only where something about it has changed, so that hundreds of them stay fluid.

import { boardCurves } from "./board_curves.js";
import { boardTrack, drawn } from "./board_marks.js";
import { rowSaid } from "./board_words.js";
import { h, toggleShown, write } from "./dom.js";

export function boardRows() {
  const ground = drawn("svg", { class: "board-ground", "aria-hidden": "true" });
  const weeks = h("div", { class: "board-weeks", "aria-hidden": "true" });
  const head = h("div", { class: "board-head", "aria-hidden": "true" }, h("span", { class: "board-unit" }, "Week"), weeks, h("span"));
  const tip = boardTip();
  const list = h("div", { class: "board-list", role: "listbox", "aria-multiselectable": "true", "aria-label": "Touchpoints of the journey" });
  const body = h("div", { class: "board-body" }, h("div", { class: "board-ground-place" }, h("span"), ground), list, tip.element);
  const curves = boardCurves();
  const element = h("div", { class: "board-scroll" }, head, body, curves.element);
  const rows = new Map();
  const groups = new Map();
  let axisShown = null;

  function arrange(order) {
    const wanted = new Set(order.flatMap(({ rows: ids }) => ids));
    for (const [id, row] of rows) if (!wanted.has(id)) forget(rows, id, row.element);
    for (const [id, group] of groups) if (!order.some((each) => each.id === id)) forget(groups, id, group.element);
    place(list, order.map(({ id, name }) => groupOf(id, name).element));
    for (const { id, rows: ids } of order) place(groups.get(id).element, [groups.get(id).head, ...ids.map((each) => rowOf(each).element)]);
  }

  function groupOf(id, name) {
    if (!groups.has(id)) groups.set(id, boardGroup(name));
    return groups.get(id);
  }

  function rowOf(id) {
    if (!rows.has(id)) rows.set(id, boardRow(id));
    return rows.get(id);
  }

  return {
    element,
    list,
    weeks,
    curves: curves.draw,
    row: (id) => rows.get(id)?.element,
    // Bring a row into sight within the board alone: the page stays where it is.
    reveal(id) {
      const row = rows.get(id)?.element;
      if (row) element.scrollTop = row.offsetTop - (element.clientHeight - head.offsetHeight - row.offsetHeight) / 2;
    },
    // Say something above a row, at a place of the track; nothing without a row.
    tell: (id, text, x) => tip.tell(id && rows.get(id).element, text, x),
    // Draw one row's bars as they would be, and nothing else: what a drag does on every frame.
    bars: (id, row, axis, wrong) => rows.get(id)?.track.show(row, axis, wrong),
    draw({ order, axis, guide, rowNow, wrong, looks, blackouts }) {
      if (axis !== axisShown) {
        weeks.replaceChildren(...weekNames(axis));
        ground.replaceChildren(...groundOf(axis, blackouts));
        ground.setAttribute("width", axis.width);
        head.classList.toggle("dated", Boolean(axis.frame.start));
        axisShown = axis;
      }
      arrange(order);
      for (const { id, rows: ids } of order) {
        groups.get(id).draw(ids.map(rowNow), axis);
        for (const each of ids) rows.get(each).draw(rowNow(each), axis, guide, wrong(each), looks(each));
      }
    },
  };
}

// What is said beside a pointer while it drags. Places are measured once a drag, and the box has a
// size of its own: otherwise every frame would lay out the whole page.
function boardTip() {
  const words = h("span");
  const element = h("div", { class: "board-tip", "aria-hidden": "true", hidden: true }, words);
  let [row, left, room] = [null, 0, 0];
  return {
    element,
    tell(above, text, x) {
      element.hidden = above === null;
      if (above !== null && above !== row) {
        [left, room] = [above.querySelector(".board-track").offsetLeft, above.offsetWidth - element.offsetWidth];
        element.style.top = `${above.offsetTop - element.offsetHeight}px`;
      }
      row = above;
      if (row === null) return;
      words.textContent = text;
      element.classList.toggle("last", left + x > room);
      element.style.transform = `translateX(${Math.max(0, Math.min(left + x, room))}px)`;
    },
  };
}

function forget(kept, id, element) {
  element.remove();
  kept.delete(id);
}

// Put children in this order, touching only those that stand elsewhere: what keeps its place keeps
// the focus.
function place(parent, children) {
  let at = parent.firstChild;
  for (const child of children) {
    if (child === at) at = at.nextSibling;
    else parent.insertBefore(child, at);
  }
}

// ------------------------------------------------------------------------------------- the axis

function weekNames(axis) {
  const name = (day, text, date) => h("span", { class: "board-week", style: `left: ${axis.x(day).toFixed(1)}px` }, h("span", {}, text), date && h("span", {}, date));
  return [h("span", { class: "board-launch", style: `left: ${axis.x(0).toFixed(1)}px` }, axis.launch), ...axis.ticks().map(({ day, week, date }) => name(day, week, date))];
}

function groundOf(axis, blackouts) {
  const line = (day, name) => drawn("line", { class: name, x1: axis.x(day), x2: axis.x(day), y1: 0, y2: "100%" });
  return [
    ...blackouts.map(([from, to]) => drawn("rect", { class: "blackout", x: axis.x(from), width: axis.x(to + 1) - axis.x(from), y: 0, height: "100%" })),
    ...axis.lines().filter(Boolean).map((day) => line(day, "week-line")),
    line(0, "launch-line"),
  ];
}

// ------------------------------------------------------------------------------------ the phases

function boardGroup(name) {
  const band = drawn("rect", { class: "band", y: 10, height: 8, rx: 2 });
  const track = drawn("svg", { class: "bars", height: 28 }, band);
  const head = h("div", { class: "board-phase", "aria-hidden": "true" }, h("span", {}, name), h("div", { class: "board-track" }, track), h("span"));
  const element = h("div", { class: "board-group", role: "group", "aria-label": name }, head);
  return {
    element,
    head,
    draw(members, axis) {
      const starts = members.map((row) => row.start_day);
      const ends = members.map((row) => (row.days == null ? axis.end : row.start_day + (row.repeat?.days.at(-1) ?? 0) + Math.max(row.days, 1)));
      const [left, right] = [axis.x(Math.min(...starts)), axis.x(Math.max(...ends))];
      track.setAttribute("width", axis.width);
      band.setAttribute("x", left);
      band.setAttribute("width", Math.max(right - left, 2));
    },
  };
}

// -------------------------------------------------------------------------------------- the rows

function boardRow(id) {
  const chip = h("span", { class: "chip" });
  const title = h("span", { class: "board-title" });
  const badge = h("span", { class: "badge", hidden: true });
  const effort = h("span", { class: "board-effort" });
  const track = boardTrack();
  const bars = h("div", { class: "board-track" }, track.element);
  const element = h(
    "div",
    { class: "board-row", role: "option", tabindex: "-1", "data-row": id, "aria-selected": "false" },
    h("div", { class: "board-label" }, chip, title, badge),
    bars,
    effort,
  );
  let before = [];
  return {
    element,
    track,
    draw(row, axis, guide, wrong, look) {
      const now = [row, axis, guide, wrong, look.selected, look.focus, look.lit, look.pushed];
      if (now.every((each, place) => each === before[place])) return;
      const [rowBefore, , , wrongBefore] = before;
      before = now;
      if (row.modality !== rowBefore?.modality) chip.className = `chip ${row.modality}`;
      write(chip, guide.codes[row.modality]);
      write(title, row.title);
      title.classList.toggle("anchor", Boolean(row.anchor));
      if (wrong !== wrongBefore || row.why !== rowBefore.why) {
        toggleShown(badge, wrong.length > 0);
        write(badge, `! ${wrong.length}`);
        badge.title = wrong.map(({ text }) => text).join("\n");
        bars.title = badge.title || (row.why ?? "");
      }
      write(effort, row.effort);
      element.setAttribute("aria-label", rowSaid(row, axis, guide, wrong));
      element.setAttribute("aria-selected", String(look.selected));
      const reached = look.focus ? 0 : -1;
      if (element.tabIndex !== reached) element.tabIndex = reached;
      element.classList.toggle("lit", look.lit);
      element.classList.toggle("pushed", look.pushed);
      track.draw(row, axis, wrong.length > 0);
    },
  };
}
