// The charts of a studio: each keeps its running view wherever its panel goes.

import { chart, twin } from "./chart.js";
import { h } from "./dom.js";

export function heldCharts(model) {
  const charts = new Map();

  function slot(name) {
    if (!charts.has(name)) charts.set(name, chart(model));
    const { element } = charts.get(name);
    const attributes = { "data-live": true, "data-key": `${name}-slot` };
    return element.isConnected ? h("div", attributes) : h("div", attributes, element);
  }

  return {
    panel(name, figure, tools) {
      return h("section", { class: "panel", "data-key": name }, h("h2", {}, figure.title), h("p", { class: "caption" }, figure.caption), slot(name), tools, figure.table && twin(figure.table));
    },
    show(told) {
      for (const [name, figure] of Object.entries(told)) charts.get(name)?.show(figure);
    },
    close() {
      for (const one of charts.values()) one.close();
    },
  };
}
