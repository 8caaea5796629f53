// How the board looks: one row for each touchpoint, under the band of its phase, on one time axis;
// below them the curves, and how to read it all. A row is drawn again only where something about it
// has changed, so that hundreds of them stay fluid.

import { bandOf, curvePaths, gripPaths, LANE_HEIGHT, markPaths, ROW_HEIGHT, spotsOf, weakestCurves } from "./board_layout.js";
import { rowText } from "./board_text.js";
import { h, orderChildren, setText, setVisible, svg } from "./dom.js";
import { phrase } from "./texts.js";

/** @import { Axis, Marked, Scale } from "./board_layout.js" */
/** @import { BoardFinding, BoardFrame, BoardGroup, BoardGuide, RecallCurve, Touchpoint } from "./messages.js" */
/** @typedef {{ selected: boolean, focused: boolean, highlighted: boolean, pushed: boolean }} RowLook */

/**
 * What is drawn of a board, all of it at once.
 *
 * @typedef {object} BoardPicture
 * @property {BoardGroup[]} order
 * @property {Axis} axis
 * @property {BoardGuide} guide
 * @property {(id: string) => Touchpoint} rowOf
 * @property {(id: string) => BoardFinding[]} findingsOf
 * @property {(id: string) => RowLook} lookOf
 * @property {BoardFrame["blackouts"]} blackouts
 */

export function boardView() {
  const ground = svg("svg", { class: "board-ground", "aria-hidden": "true" });
  const weeks = h("div", { class: "board-weeks", "aria-hidden": "true" });
  const head = h("div", { class: "board-head", "aria-hidden": "true" }, h("span", { class: "board-unit" }, phrase("week_2")), weeks, h("span"));
  const tip = dragTip();
  const list = h("div", { class: "board-list", role: "listbox", "aria-multiselectable": "true", "aria-label": phrase("touchpoints_of_the_journey") });
  const body = h("div", { class: "board-body" }, h("div", { class: "board-ground-place" }, h("span"), ground), list, tip.element);
  const curves = curveLanes();
  const element = h("div", { class: "board-scroll" }, head, body, curves.element);
  /** @type {Map<string, ReturnType<typeof boardRow>>} */
  const rows = new Map();
  /** @type {Map<string, ReturnType<typeof boardPhase>>} */
  const phases = new Map();
  /** @type {Axis | null} */
  let axisShown = null;

  /** @param {BoardGroup[]} order */
  function arrange(order) {
    const wanted = new Set(order.flatMap(({ rows: ids }) => ids));
    for (const [id, row] of rows) if (!wanted.has(id)) forget(rows, id, row.element);
    for (const [id, phase] of phases) if (!order.some((each) => each.id === id)) forget(phases, id, phase.element);
    orderChildren(list, order.map(({ id, name }) => kept(phases, id, () => boardPhase(name)).element));
    for (const { id, name, rows: ids } of order) {
      const phase = kept(phases, id, () => boardPhase(name));
      orderChildren(phase.element, [phase.head, ...ids.map((each) => kept(rows, each, () => boardRow(each)).element)]);
    }
  }

  /**
   * @param {Axis} axis
   * @param {BoardFrame["blackouts"]} blackouts
   */
  function drawAxis(axis, blackouts) {
    if (axis === axisShown) return;
    weeks.replaceChildren(...weekLabels(axis));
    ground.replaceChildren(...groundShapes(axis, blackouts));
    ground.setAttribute("width", String(axis.width));
    head.classList.toggle("dated", Boolean(axis.frame.start));
    axisShown = axis;
  }

  return {
    element,
    list,
    weeks,
    drawCurves: curves.draw,
    /** @param {string | null} id */
    row: (id) => (id === null ? undefined : rows.get(id)?.element),
    /**
     * Bring a row into sight within the board alone: the page stays where it is.
     *
     * @param {string | undefined} id
     */
    reveal(id) {
      const row = id === undefined ? undefined : rows.get(id)?.element;
      if (row) element.scrollTop = row.offsetTop - (element.clientHeight - head.offsetHeight - row.offsetHeight) / 2;
    },
    /**
     * Say something above a row, beside the pointer that drags it.
     *
     * @param {string} id
     * @param {string} text
     * @param {number} x
     */
    showTip: (id, text, x) => tip.show(rows.get(id)?.element ?? null, text, x),
    hideTip: () => tip.show(null, "", 0),
    /**
     * Draw one row's bars as they would be, and nothing else: what a drag does on every frame.
     *
     * @param {string} id
     * @param {Touchpoint} row
     * @param {Axis} axis
     * @param {boolean} warned
     */
    drawBars: (id, row, axis, warned) => rows.get(id)?.drawBars(row, axis, warned),
    /** @param {BoardPicture} picture */
    draw({ order, axis, guide, rowOf, findingsOf, lookOf, blackouts }) {
      drawAxis(axis, blackouts);
      arrange(order);
      for (const { id, rows: ids } of order) {
        phases.get(id)?.draw(ids.map(rowOf), axis);
        for (const each of ids) rows.get(each)?.draw(rowOf(each), axis, guide, findingsOf(each), lookOf(each));
      }
    },
  };
}

/**
 * @template T
 * @param {Map<string, T>} map
 * @param {string} id
 * @param {() => T} make
 * @returns {T}
 */
function kept(map, id, make) {
  const value = map.get(id) ?? make();
  map.set(id, value);
  return value;
}

/**
 * @param {Map<string, unknown>} map
 * @param {string} id
 * @param {Element} element
 */
function forget(map, id, element) {
  element.remove();
  map.delete(id);
}

// What is said beside a pointer while it drags. Places are measured once a drag, and the box has a
// size of its own: otherwise every frame would lay out the whole page.
function dragTip() {
  const content = h("span");
  const element = h("div", { class: "board-tip", "aria-hidden": "true", hidden: true }, content);
  /** @type {HTMLElement | null} */
  let row = null;
  let [left, most] = [0, 0];
  return {
    element,
    /**
     * @param {HTMLElement | null} above
     * @param {string} text
     * @param {number} x
     */
    show(above, text, x) {
      element.hidden = above === null;
      if (above !== null && above !== row) {
        const track = /** @type {HTMLElement} */ (above.querySelector(".board-track"));
        [left, most] = [track.offsetLeft, above.offsetWidth - element.offsetWidth];
        element.style.top = `${above.offsetTop - element.offsetHeight}px`;
      }
      row = above;
      if (row === null) return;
      content.textContent = text;
      element.classList.toggle("last", left + x > most);
      element.style.transform = `translateX(${Math.max(0, Math.min(left + x, most))}px)`;
    },
  };
}

// ------------------------------------------------------------------------------------- the axis

/** @param {Axis} axis */
function weekLabels(axis) {
  /** @param {number} day */
  const position = (day) => `left: ${axis.x(day).toFixed(1)}px`;
  return [
    h("span", { class: "board-launch", style: position(0) }, axis.launch),
    ...axis.ticks().map(({ day, week, date }) => h("span", { class: "board-week", style: position(day) }, h("span", {}, week), date && h("span", {}, date))),
  ];
}

/**
 * @param {Axis} axis
 * @param {BoardFrame["blackouts"]} blackouts
 */
function groundShapes(axis, blackouts) {
  /**
   * @param {number} day
   * @param {string} name
   */
  const line = (day, name) => svg("line", { class: name, x1: axis.x(day), x2: axis.x(day), y1: 0, y2: "100%" });
  return [
    ...blackouts.map(([from, to]) => svg("rect", { class: "blackout", x: axis.x(from), width: axis.x(to + 1) - axis.x(from), y: 0, height: "100%" })),
    ...axis.lines().filter(Boolean).map((day) => line(day, "week-line")),
    line(0, "launch-line"),
  ];
}

// ------------------------------------------------------------------------------------ the phases

/** @param {string} name */
function boardPhase(name) {
  const band = svg("rect", { class: "band", y: 10, height: 8, rx: 2 });
  const track = svg("svg", { class: "bars", height: 28 }, band);
  const head = h("div", { class: "board-phase", "aria-hidden": "true" }, h("span", {}, name), h("div", { class: "board-track" }, track), h("span"));
  const element = h("div", { class: "board-group", role: "group", "aria-label": name }, head);
  return {
    element,
    head,
    /**
     * @param {Touchpoint[]} members
     * @param {Axis} axis
     */
    draw(members, axis) {
      const { x, width } = bandOf(members, axis);
      track.setAttribute("width", String(axis.width));
      band.setAttribute("x", String(x));
      band.setAttribute("width", String(width));
    },
  };
}

// -------------------------------------------------------------------------------------- the rows

/** @param {string} id */
function boardRow(id) {
  const chip = h("span", { class: "chip" });
  const title = h("span", { class: "board-title" });
  const badge = h("span", { class: "badge", hidden: true });
  const effort = h("span", { class: "board-effort" });
  const track = rowTrack();
  const bars = h("div", { class: "board-track" }, track.element);
  const element = h(
    "div",
    { class: "board-row", role: "option", tabindex: "-1", "data-row": id, "aria-selected": "false" },
    h("div", { class: "board-label" }, chip, title, badge),
    bars,
    effort,
  );
  /** @type {unknown[]} */
  let drawn = [];

  /**
   * @param {Touchpoint} row
   * @param {BoardFinding[]} findings
   */
  function drawFindings(row, findings) {
    setVisible(badge, findings.length > 0);
    setText(badge, `! ${findings.length}`);
    badge.title = findings.map(({ text }) => text).join("\n");
    bars.title = [badge.title || (row.why ?? ""), row.groups_text].filter(Boolean).join("\n");
  }

  /** @param {RowLook} look */
  function drawLook({ selected, focused, highlighted, pushed }) {
    element.setAttribute("aria-selected", String(selected));
    const tabIndex = focused ? 0 : -1;
    if (element.tabIndex !== tabIndex) element.tabIndex = tabIndex;
    element.classList.toggle("lit", highlighted);
    element.classList.toggle("pushed", pushed);
  }

  return {
    element,
    /**
     * @param {Touchpoint} row
     * @param {Axis} axis
     * @param {boolean} warned
     */
    drawBars(row, axis, warned) {
      drawn = []; // where the bars stand is not where they would be drawn next
      track.drawMarks(row, axis, warned);
    },
    /**
     * @param {Touchpoint} row
     * @param {Axis} axis
     * @param {BoardGuide} guide
     * @param {BoardFinding[]} findings
     * @param {RowLook} look
     */
    draw(row, axis, guide, findings, look) {
      const inputs = [row, axis, guide, findings, look.selected, look.focused, look.highlighted, look.pushed];
      if (inputs.every((each, index) => each === drawn[index])) return;
      const rowBefore = /** @type {Touchpoint | undefined} */ (drawn[0]);
      const findingsBefore = drawn[3];
      drawn = inputs;
      if (row.modality !== rowBefore?.modality) chip.className = `chip ${row.modality}`;
      setText(chip, guide.codes[row.modality]);
      setText(title, row.title);
      title.classList.toggle("anchor", Boolean(row.anchor));
      if (findings !== findingsBefore || row.why !== rowBefore?.why || row.groups_text !== rowBefore?.groups_text) drawFindings(row, findings);
      setText(effort, row.effort);
      element.setAttribute("aria-label", rowText(row, axis, guide, findings));
      drawLook(look);
      track.draw(row, axis, findings.length > 0);
    },
  };
}

// The track of one row: empty until it is drawn. However often a touchpoint repeats, its row is a
// handful of paths.
function rowTrack() {
  const link = svg("path", { class: "link" });
  const groups = svg("path", { class: "groups" });
  const marks = svg("path", { class: "marks" });
  const warning = svg("path", { class: "warning" });
  const hold = svg("path", { class: "hold", "data-part": "move" });
  const first = svg("path", { class: "grip", "data-part": "first" });
  const last = svg("path", { class: "grip", "data-part": "last" });
  const element = svg("svg", { class: "bars", height: ROW_HEIGHT, "aria-hidden": "true" }, link, groups, marks, warning, hold, first, last);

  /**
   * What is seen, which is all that has to follow a pointer.
   *
   * @param {Marked} row
   * @param {Scale} axis
   * @param {boolean} warned
   */
  function drawMarks(row, axis, warned) {
    const spots = spotsOf(row, axis);
    const paths = markPaths(spots);
    marks.setAttribute("d", paths.marks);
    groups.setAttribute("d", paths.groups);
    if (paths.link) link.setAttribute("d", paths.link);
    else link.removeAttribute("d");
    if (warned) warning.setAttribute("d", paths.warning);
    return spots;
  }

  return {
    element,
    drawMarks,
    /**
     * @param {Marked} row
     * @param {Scale} axis
     * @param {boolean} warned
     */
    draw(row, axis, warned) {
      if (!warned) warning.removeAttribute("d");
      const grips = gripPaths(drawMarks(row, axis, warned), row.days);
      if (element.getAttribute("width") !== String(axis.width)) element.setAttribute("width", String(axis.width));
      marks.setAttribute("class", `marks ${row.modality}`);
      hold.setAttribute("d", grips.hold);
      first.setAttribute("d", grips.first);
      last.setAttribute("d", grips.last);
    },
  };
}

// ------------------------------------------------------------------------------------ the curves

// Below the rows, on the same time axis: what the models say is remembered of each topic. The lanes
// follow a bar while it is dragged; the charts further down say more.
function curveLanes() {
  const element = h("div", { class: "board-curves", "aria-hidden": "true" });
  /** @type {ReturnType<typeof curveLane>[]} */
  const lanes = [];
  /** @type {[RecallCurve[]?, Axis?]} */
  let drawn = [];
  return {
    element,
    /**
     * @param {RecallCurve[]} curves
     * @param {Axis} axis
     */
    draw(curves, axis) {
      if (curves === drawn[0] && axis === drawn[1]) return;
      drawn = [curves, axis];
      const shown = weakestCurves(curves);
      while (lanes.length < shown.length) lanes.push(curveLane());
      for (const lane of lanes.splice(shown.length)) lane.element.remove();
      shown.forEach((curve, index) => {
        if (!lanes[index].element.isConnected) element.append(lanes[index].element);
        lanes[index].draw(curve, axis);
      });
    },
  };
}

// One topic's lane. It stays and only its curve changes: it follows a bar on every frame.
function curveLane() {
  const name = h("span", { class: "lane-topic" });
  const end = h("span", { class: "board-effort" });
  const range = svg("path", { class: "range" });
  const line = svg("path", { class: "curve" });
  const ground = svg("g");
  const picture = svg("svg", { class: "bars", height: LANE_HEIGHT + 1 }, ground, range, line);
  const element = h("div", { class: "board-lane" }, name, h("div", { class: "board-track" }, picture), end);
  /** @type {Axis | null} */
  let axisShown = null;

  /** @param {Axis} axis */
  function drawGround(axis) {
    if (axis === axisShown) return;
    picture.setAttribute("width", String(axis.width));
    ground.replaceChildren(
      ...axis.lines().map((day) => svg("path", { class: day === 0 ? "launch-line" : "week-line", d: `M${axis.x(day)},0v${LANE_HEIGHT + 1}` })),
      svg("path", { class: "floor", d: `M${axis.x(axis.first)},${LANE_HEIGHT}H${axis.x(axis.end)}` }),
    );
    axisShown = axis;
  }

  return {
    element,
    /**
     * @param {RecallCurve} curve
     * @param {Axis} axis
     */
    draw(curve, axis) {
      drawGround(axis);
      const paths = curvePaths(curve, axis);
      range.setAttribute("d", paths.range);
      line.setAttribute("d", paths.curve);
      const text = phrase("modelled_recall", { topics: curve.topics.join(", ") });
      setText(name, text);
      name.title = text;
      setText(end, curve.recall.length > 0 ? phrase("at_the_end", { recall: curve.recall.at(-1) }) : "");
    },
  };
}

// ------------------------------------------------------------------------------------ the legend

const LEGEND_SCALE = { width: 26, first: 0, end: 1, x: (/** @type {number} */ day) => 3 + day * 20 };
const legendShapes = () => /** @type {[string, Marked, Scale][]} */ ([
  [phrase("live_session"), { start_day: 0, days: 1, modality: "live" }, { ...LEGEND_SCALE, x: () => 13 }],
  [phrase("stays_open"), { start_day: 0, days: null, modality: "plain" }, LEGEND_SCALE],
]);

/**
 * How to read the board: the letters of the modes, and the shapes that are no matter of course.
 *
 * @param {BoardGuide} guide
 */
export function boardLegend({ modalities, codes }) {
  return [
    ...modalities.map(([mode, name]) => h("li", {}, h("span", { class: `chip ${mode}`, "aria-hidden": "true" }, codes[mode]), name)),
    ...legendShapes().map(([name, row, axis]) => h("li", {}, legendMark(row, axis), name)),
    h("li", {}, h("span", { class: "badge", "aria-hidden": "true" }, "! 1"), phrase("findings")),
  ];
}

/**
 * @param {Marked} row
 * @param {Scale} axis
 */
function legendMark(row, axis) {
  const track = rowTrack();
  track.draw(row, axis, false);
  return track.element;
}
