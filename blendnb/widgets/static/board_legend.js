// How to read the board: the letters of the modes, and the shapes that are no matter of course.

import { boardTrack } from "./board_marks.js";
import { h } from "./dom.js";

const AXIS = { width: 26, first: 0, end: 1, x: (day) => 3 + day * 20 };
const SHAPES = [
  ["live session", { start_day: 0, days: 1, modality: "live" }, { ...AXIS, x: () => 13 }],
  ["stays open", { start_day: 0, days: null, modality: "plain" }, AXIS],
];

export function boardLegend({ modalities, codes }) {
  return [
    ...modalities.map(([mode, name]) => h("li", {}, h("span", { class: `chip ${mode}`, "aria-hidden": "true" }, codes[mode]), name)),
    ...SHAPES.map(([name, row, axis]) => h("li", {}, shown(row, axis), name)),
    h("li", {}, h("span", { class: "badge", "aria-hidden": "true" }, "! 1"), "findings"),
  ];
}

function shown(row, axis) {
  const track = boardTrack();
  track.draw(row, axis, false);
  return track.element;
}
