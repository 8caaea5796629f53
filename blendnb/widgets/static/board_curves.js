// Below the rows, on the same time axis: what the models say is remembered of each topic. The lanes
// follow a bar while it is dragged; the charts further down say more.

import { drawn } from "./board_marks.js";
import { h } from "./dom.js";

const LANE = 30;
const TOP = 3;
const MOST_LANES = 3;

export function boardCurves() {
  const element = h("div", { class: "board-curves", "aria-hidden": "true" });
  let before = [];
  return {
    element,
    draw(curves, axis) {
      if (curves === before[0] && axis === before[1]) return;
      before = [curves, axis];
      // Of many topics, those of which least is left.
      const shown = [...curves].sort((one, other) => one.recall.at(-1) - other.recall.at(-1)).slice(0, MOST_LANES);
      element.replaceChildren(...shown.map((curve) => lane(curve, axis)));
    },
  };
}

function lane({ topics, day, recall, low, high }, axis) {
  const y = (share) => TOP + ((LANE - TOP) * (100 - share)) / 100;
  const point = (value, place) => `${axis.x(day[place]).toFixed(1)},${y(value).toFixed(1)}`;
  const band = [...high.map(point), ...low.map(point).reverse()];
  const name = `Modelled recall: ${topics.join(", ")}`;
  return h(
    "div",
    { class: "board-lane" },
    h("span", { class: "lane-topic", title: name }, name),
    h("div", { class: "board-track" }, drawn("svg", { class: "bars", width: axis.width, height: LANE + 1 }, ...axis.lines().map((at) => drawn("path", { class: at === 0 ? "launch-line" : "week-line", d: `M${axis.x(at)},0v${LANE + 1}` })), drawn("path", { class: "floor", d: `M${axis.x(axis.first)},${LANE}H${axis.x(axis.end)}` }), drawn("path", { class: "range", d: `M${band.join("L")}Z` }), drawn("path", { class: "curve", d: `M${recall.map(point).join("L")}` }))),
    h("span", { class: "board-effort" }, recall.length > 0 && `${recall.at(-1)} % at the end`),
  );
}
