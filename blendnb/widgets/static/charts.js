// A chart is one Vega view that lives as long as its panel. Python sends the compiled drawing once
// and fresh columns after that; only a drawing of another shape replaces the view, drawn out of
// sight first, so that nothing flickers.

import { details, h, table } from "./dom.js";
import { phrase } from "./texts.js";

/** @import { Child } from "./dom.js" */
/** @import { Figure, FigureTable, WidgetModel } from "./messages.js" */

const RUNTIME = Symbol.for("blendnb.vega");
const OPTIONS = { mode: "vega", renderer: "svg", actions: false, defaultStyle: false, tooltip: showTooltip };
const TIMEOUT_MS = 30_000;

/**
 * The Vega runtime, asked for once a page whichever widget comes first.
 *
 * @param {WidgetModel} model
 * @returns {Promise<any>}
 */
function vegaRuntime(model) {
  const page = /** @type {Record<symbol, Promise<any> | undefined>} */ (/** @type {unknown} */ (globalThis));
  page[RUNTIME] ??= new Promise((resolve, reject) => {
    const timeout = setTimeout(() => fail(new Error(phrase("the_charts_did_not_load_run"))), TIMEOUT_MS);
    /** @param {Error} error */
    function fail(error) {
      delete page[RUNTIME];
      reject(error);
    }
    /**
     * @param {{ kind: string }} message
     * @param {BlobPart[]} buffers
     */
    function receive(message, buffers) {
      if (message.kind !== "vega") return;
      model.off("msg:custom", receive);
      clearTimeout(timeout);
      const url = URL.createObjectURL(new Blob(buffers, { type: "text/javascript" }));
      import(url).then(resolve, fail).finally(() => URL.revokeObjectURL(url));
    }
    model.on("msg:custom", receive);
    model.send({ want: "vega" });
  });
  return page[RUNTIME];
}

/**
 * What a mark is called and why it is there, beside the pointer; the table says it without a mouse.
 *
 * @param {unknown} _handler
 * @param {MouseEvent | null} event Vega gives none when the pointer leaves
 * @param {{ mark?: unknown } | null} item
 * @param {{ title?: string, text?: string, why?: string } | null} value
 */
export function showTooltip(_handler, event, item, value) {
  const target = /** @type {Element | null} */ (item?.mark && event ? event.target : null);
  const box = target?.closest?.(".drawing");
  document.querySelectorAll(".blendnb-tip").forEach((tip) => tip.remove());
  if (!event || !box || !value) return;
  const { title, text, why } = value;
  const tip = h("div", { class: "blendnb-tip", "aria-hidden": "true" }, h("strong", {}, title ?? text ?? String(value)), why && h("p", {}, why));
  box.append(tip);
  const bounds = box.getBoundingClientRect();
  const bottom = Math.min(innerHeight, box.closest(".results")?.getBoundingClientRect().bottom ?? innerHeight);
  const { left, top } = tooltipPosition(event, bounds, bottom, tip);
  tip.style.left = `${left}px`;
  tip.style.top = `${top}px`;
}

/**
 * Where a tooltip stands in its drawing: right below the pointer, above it where there is no room.
 *
 * @param {{ clientX: number, clientY: number }} pointer
 * @param {{ left: number, top: number, width: number }} bounds of the drawing
 * @param {number} bottom the last pixel that is seen
 * @param {{ offsetWidth: number, offsetHeight: number }} tip
 */
export function tooltipPosition({ clientX, clientY }, bounds, bottom, { offsetWidth, offsetHeight }) {
  const left = Math.max(0, Math.min(clientX - bounds.left + 12, bounds.width - offsetWidth));
  const fits = clientY + 16 + offsetHeight < bottom;
  return { left, top: clientY - bounds.top + (fits ? 16 : -12 - offsetHeight) };
}

/**
 * The same facts as a drawing, in words and numbers.
 *
 * @param {FigureTable} facts
 */
function chartTable({ head, rows }) {
  const lines = rows.map((cells) => h("tr", {}, cells.map((cell) => h("td", {}, String(cell)))));
  return details("table", phrase("the_same_as_a_table"), h("div", { class: "twin", tabindex: "0", role: "group", "aria-label": phrase("table") }, table(head, lines)));
}

/** @param {WidgetModel} model */
export function chartView(model) {
  const element = h("div", { class: "drawing", "data-live": true });
  /** @type {any} */
  let view = null;
  /** @type {(() => void) | null} */
  let finalize = null;
  /** @type {string | null} */
  let shownShape = null;
  let queue = Promise.resolve();
  let newest = 0;
  const drawings = new Map(); // by shape: what Python has sent before and does not send again

  /**
   * @param {Figure} figure
   * @param {number} turn
   */
  async function draw(figure, turn) {
    const { default: embed } = await vegaRuntime(model);
    if (turn !== newest) return; // a newer figure is waiting behind this one
    if (view && figure.shape === shownShape) await refresh(figure);
    else await replace(embed, figure);
    const picture = /** @type {SVGElement} */ (element.querySelector("svg"));
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", figure.description);
  }

  /** @param {Figure} figure */
  async function refresh({ height, data }) {
    for (const [name, columns] of Object.entries(data)) view.data(name, rowsOf(columns));
    await view.height(height).runAsync();
  }

  /**
   * @param {Function} embed
   * @param {Figure} figure
   */
  async function replace(embed, { shape, height, data }) {
    /** @type {import("./messages.js").VegaDrawing} */
    const drawing = drawings.get(shape);
    const sources = drawing.data.map((source) => (data[source.name] ? { ...source, values: rowsOf(data[source.name]) } : source));
    const stage = h("div");
    const embedded = await embed(stage, { ...drawing, height, data: sources }, OPTIONS);
    element.replaceChildren(stage);
    close();
    [view, finalize] = [embedded.view, embedded.finalize];
    // Vega reads texts such as dates only when it loads them, so such a drawing is always replaced.
    shownShape = drawing.data.some(({ format }) => format?.parse) ? null : shape;
  }

  function close() {
    finalize?.();
    [view, finalize, shownShape] = [null, null, null];
  }

  return {
    element,
    /** @param {Figure} figure */
    show(figure) {
      if (figure.drawing) drawings.set(figure.shape, figure.drawing);
      const turn = (newest += 1);
      queue = queue.then(() => draw(figure, turn)).catch((error) => {
        element.textContent = phrase("this_chart_could_not_be_drawn", { message: error.message });
        close();
      });
      return queue;
    },
    close,
  };
}

/**
 * Columns as rows.
 *
 * @param {Record<string, any[]>} columns
 * @returns {Record<string, any>[]}
 */
export function rowsOf(columns) {
  const names = Object.keys(columns);
  const length = columns[names[0]]?.length ?? 0;
  return Array.from({ length }, (_, row) => Object.fromEntries(names.map((name) => [name, columns[name][row]])));
}

/**
 * All charts of a widget: each keeps its running view wherever its panel goes.
 *
 * @param {WidgetModel} model
 */
export function chartCollection(model) {
  /** @type {Map<string, ReturnType<typeof chartView>>} */
  const charts = new Map();

  /** @param {string} name */
  function chartOf(name) {
    const chart = charts.get(name) ?? chartView(model);
    charts.set(name, chart);
    return chart;
  }

  /** @param {string} name */
  function slot(name) {
    const { element } = chartOf(name);
    return h("div", { "data-live": true, "data-key": `${name}-slot` }, !element.isConnected && element);
  }

  return {
    /**
     * @param {string} name
     * @param {Figure} figure
     * @param {Child} [tools]
     */
    panel(name, figure, tools) {
      return h("section", { class: "panel", "data-key": name }, h("h2", {}, figure.title), h("p", { class: "caption" }, figure.caption), slot(name), tools, figure.table && chartTable(figure.table));
    },
    /** @param {Record<string, Figure>} figures */
    show(figures) {
      for (const [name, figure] of Object.entries(figures)) charts.get(name)?.show(figure);
    },
    close() {
      for (const chart of charts.values()) chart.close();
    },
  };
}
/** @typedef {ReturnType<typeof chartCollection>} ChartCollection */
