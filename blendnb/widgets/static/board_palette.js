// The palette: every format that the catalogue knows, the recommended ones first, the ruled out ones
// last with the reason.

import { h } from "./dom.js";

// Why a format is there: what is added keeps it as its reason. Why one was left out is none.
export function reasonOf({ id, text }, { formats }) {
  return formats.find((format) => format.id === id)?.text ?? text;
}

export function palette(guide, result, where) {
  const { formats: chosen, left_out: left } = result;
  const advised = new Set(chosen.map(({ id }) => id));
  const reasons = new Map(left.map((format) => [format.id, format]));
  const ruledOut = ({ id }) => Boolean(reasons.get(id)?.by);
  const first = chosen.flatMap(({ id }) => guide.formats.filter((format) => format.id === id));
  const others = guide.formats.filter((format) => !advised.has(format.id) && !ruledOut(format));
  const out = guide.formats.filter((format) => !advised.has(format.id) && ruledOut(format));
  return [
    h("p", { class: "caption", "data-key": "where" }, `What is added begins on ${where}, and is moved from there.`),
    paletteSection("advised", "Recommended for this brief", first, (format) => entryOf(format, guide, reasonOf(format, result))),
    paletteSection("others", "Also possible", others, (format) => entryOf(format, guide, reasons.get(format.id)?.text ?? format.text)),
    paletteSection("ruled-out", "Ruled out by the brief", out, (format) => entryOf(format, guide, reasons.get(format.id).text, true)),
  ];
}

function paletteSection(key, heading, formats, shown) {
  return formats.length > 0 && h("section", { class: "panel", "data-key": key }, h("h3", {}, heading), h("ul", { class: "plain ruled palette" }, formats.map(shown)));
}

function entryOf({ id, name, touchpoint }, guide, text, out = false) {
  return h(
    "li",
    { "data-key": id },
    h("span", { class: `chip ${touchpoint.modality}`, "aria-hidden": "true" }, guide.codes[touchpoint.modality]),
    h("div", {}, h("strong", {}, name), h("p", { class: "quiet-text" }, text)),
    !out && h("button", { type: "button", "data-board": "put", "data-format": id, "data-first": true, "aria-label": `Add ${name}` }, "Add"),
  );
}
