// Below the rows, on the same time axis: what the models say is remembered of each topic. The lanes
// follow a bar while it is dragged; the charts further down say more.

import { drawn } from "./board_marks.js";
import { h, write } from "./dom.js";

const LANE = 30;
const TOP = 3;
const MOST_LANES = 3;

export function boardCurves() {
  const element = h("div", { class: "board-curves", "aria-hidden": "true" });
  const lanes = [];
  let before = [];
  return {
    element,
    draw(curves, axis) {
      if (curves === before[0] && axis === before[1]) return;
      before = [curves, axis];
      // Of many topics, those of which least is left.
      const shown = [...curves].sort((one, other) => one.recall.at(-1) - other.recall.at(-1)).slice(0, MOST_LANES);
      while (lanes.length < shown.length) lanes.push(boardLane());
      for (const lane of lanes.splice(shown.length)) lane.element.remove();
      shown.forEach((curve, place) => {
        if (!lanes[place].element.isConnected) element.append(lanes[place].element);
        lanes[place].draw(curve, axis);
      });
    },
  };
}

// One topic's lane. It stays and only its curve changes: it follows a bar on every frame.
function boardLane() {
  const name = h("span", { class: "lane-topic" });
  const end = h("span", { class: "board-effort" });
  const [range, curve] = ["range", "curve"].map((part) => drawn("path", { class: part }));
  const ground = drawn("g");
  const picture = drawn("svg", { class: "bars", height: LANE + 1 }, ground, range, curve);
  const element = h("div", { class: "board-lane" }, name, h("div", { class: "board-track" }, picture), end);
  let axisShown = null;
  return {
    element,
    draw({ topics, day, recall, low, high }, axis) {
      const y = (share) => TOP + ((LANE - TOP) * (100 - share)) / 100;
      const point = (value, place) => `${axis.x(day[place]).toFixed(1)},${y(value).toFixed(1)}`;
      if (axis !== axisShown) {
        picture.setAttribute("width", axis.width);
        ground.replaceChildren(...axis.lines().map((at) => drawn("path", { class: at === 0 ? "launch-line" : "week-line", d: `M${axis.x(at)},0v${LANE + 1}` })), drawn("path", { class: "floor", d: `M${axis.x(axis.first)},${LANE}H${axis.x(axis.end)}` }));
        axisShown = axis;
      }
      range.setAttribute("d", `M${[...high.map(point), ...low.map(point).reverse()].join("L")}Z`);
      curve.setAttribute("d", `M${recall.map(point).join("L")}`);
      const said = `Modelled recall: ${topics.join(", ")}`;
      write(name, said);
      name.title = said;
      write(end, recall.length > 0 ? `${recall.at(-1)} % at the end` : "");
    },
  };
}
