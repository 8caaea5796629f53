// The board's side panel, in place of the step: the palette of formats, or all that one touchpoint is,
// to be edited.

import { fieldsTyped, reasonFor } from "./board_edits.js";
import { commandButton, details, h, targetOf } from "./dom.js";
import { checkbox, selectEntry, textEntry } from "./fields.js";
import { decideButton, mendProposal } from "./panels.js";
import { phrase } from "./texts.js";

/** @import { Child } from "./dom.js" */
/** @import { Axis } from "./board_layout.js" */
/** @import { BoardFinding, BoardFormat, BoardGuide, Pairs, Result, Touchpoint } from "./messages.js" */
/** @typedef {"palette" | { id: string } | null} SideContent */
/** @typedef {{ row: Touchpoint, guide: BoardGuide, axis: Axis, findings: BoardFinding[], rows: Map<string, Touchpoint>, topics: string[], others: { name: string, index: number }[] }} TouchpointContext */
/** @typedef {{ guide: BoardGuide, result: Result, dayText: string }} PaletteContext */

/**
 * What the panel needs of the board.
 *
 * @typedef {object} SideHost
 * @property {() => void} draw
 * @property {() => void} focusRow
 * @property {(id: string) => void} selectOnly
 * @property {(id: string, typed: (row: Touchpoint, guide: BoardGuide) => Record<string, unknown>) => void} change
 * @property {() => PaletteContext} paletteContext
 * @property {(id: string) => TouchpointContext} touchpointContext
 */

/**
 * @param {HTMLElement} root
 * @param {SideHost} board
 * @param {(content: SideContent) => void} onChange
 */
export function sidePanel(root, board, onChange) {
  /** @type {SideContent} */
  let content = null;

  const shownId = () => (content && content !== "palette" ? content.id : undefined);

  /**
   * @param {SideContent} wanted
   * @param {boolean} takeFocus
   */
  function open(wanted, takeFocus = true) {
    content = wanted;
    const id = shownId();
    if (id !== undefined) board.selectOnly(id);
    onChange(content);
    board.draw();
    if (!content || !takeFocus) return;
    const first = root.querySelector(".side [data-first]") ?? root.querySelector(".side button");
    /** @type {HTMLElement | null} */ (first)?.focus();
  }

  function close() {
    if (!content) return;
    open(null);
    board.focusRow();
  }

  /** @returns {Child} */
  function panel() {
    if (!content) return null;
    const heading = content === "palette" ? phrase("add_to_the_journey") : phrase("touchpoint");
    return [
      h("div", { class: "side-head", "data-key": "side-head" }, h("h2", {}, heading), h("button", { type: "button", class: "quiet", "data-board": "close" }, phrase("back_to_the_step"))),
      content === "palette" ? palette(board.paletteContext()) : touchpointPanel(board.touchpointContext(content.id)),
    ];
  }

  root.addEventListener("change", (event) => {
    const target = /** @type {HTMLInputElement} */ (event.target);
    const form = /** @type {HTMLElement | null} */ (target.closest?.("[data-touchpoint]"));
    if (!form) return;
    board.change(form.dataset.touchpoint ?? "", (row, guide) => fieldsTyped(typedControl(target, form), row, guide));
  });

  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !targetOf(event).closest(".side")) return;
    event.preventDefault();
    close();
  });

  return {
    shownId,
    isPalette: () => content === "palette",
    // The step is wanted again, wherever the keyboard is.
    leave() {
      content = null;
    },
    open,
    close,
    panel,
  };
}

/**
 * @param {HTMLInputElement} target
 * @param {HTMLElement} form
 */
function typedControl(target, form) {
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(`[name="${target.name}"]:checked`));
  return { name: target.name, text: target.value, checked: target.checked, ticked: [...boxes].map((box) => box.value) };
}

// ----------------------------------------------------------------------------------- palette

/**
 * Every format that the catalogue knows, the recommended ones first, the ruled out ones last with the
 * reason.
 *
 * @param {PaletteContext} context
 */
function palette({ guide, result, dayText }) {
  const { formats: recommended, left_out: leftOut } = result;
  const recommendedIds = new Set(recommended.map(({ id }) => id));
  const notes = new Map(leftOut.map((format) => [format.id, format]));
  /** @param {BoardFormat} format */
  const ruledOut = ({ id }) => Boolean(notes.get(id)?.by);
  const firstFormats = recommended.flatMap(({ id }) => guide.formats.filter((format) => format.id === id));
  const others = guide.formats.filter((format) => !recommendedIds.has(format.id) && !ruledOut(format));
  const out = guide.formats.filter((format) => !recommendedIds.has(format.id) && ruledOut(format));
  return [
    h("p", { class: "caption", "data-key": "where" }, phrase("what_is_added_begins_on_and", { day: dayText })),
    paletteSection("advised", phrase("recommended_for_this_brief"), firstFormats, (format) => paletteItem(format, guide, reasonFor(format, result))),
    paletteSection("others", phrase("also_possible"), others, (format) => paletteItem(format, guide, notes.get(format.id)?.text ?? format.text)),
    paletteSection("ruled-out", phrase("ruled_out_by_the_brief"), out, (format) => paletteItem(format, guide, notes.get(format.id)?.text ?? format.text, true)),
  ];
}

/**
 * @param {string} key
 * @param {string} heading
 * @param {BoardFormat[]} formats
 * @param {(format: BoardFormat) => HTMLElement} item
 */
function paletteSection(key, heading, formats, item) {
  return formats.length > 0 && h("section", { class: "panel", "data-key": key }, h("h3", {}, heading), h("ul", { class: "plain ruled palette" }, formats.map(item)));
}

/**
 * @param {BoardFormat} format
 * @param {BoardGuide} guide
 * @param {string} text
 * @param {boolean} out whether it is ruled out
 */
function paletteItem({ id, name, touchpoint }, guide, text, out = false) {
  return h(
    "li",
    { "data-key": id },
    h("span", { class: `chip ${touchpoint.modality}`, "aria-hidden": "true" }, guide.codes[touchpoint.modality]),
    h("div", {}, h("strong", {}, name), h("p", { class: "quiet-text" }, text)),
    !out && h("button", { type: "button", "data-board": "put", "data-format": id, "data-first": true, "aria-label": phrase("add_2", { name }) }, phrase("add_3")),
  );
}

// -------------------------------------------------------------------------------- touchpoint

/**
 * All that a touchpoint is; above it what the audit finds in it.
 *
 * @param {TouchpointContext} context
 */
function touchpointPanel({ row, guide, axis, findings, rows, topics, others }) {
  return [
    findings.length > 0 && h("ul", { class: "findings", "data-key": "wrong" }, findings.map((finding) => h("li", { "data-key": finding.id }, h("span", { class: "effect" }, finding.word), h("div", {}, h("p", {}, finding.text), finding.mend && mendProposal({ id: finding.id, fix: finding.mend }))))),
    h(
      "div",
      { class: "stack", "data-touchpoint": row.id, "data-key": `touchpoint-${row.id}` },
      whatFields(row, guide),
      whenFields(row, axis),
      effortFields(row),
      whoFields(row, guide),
      aboutFields(row, guide, topics),
      textEntry("why", phrase("why_it_is_here"), row.why, { rows: 3 }),
      details("rest", phrase("description_materials_what_it_waits_for"), otherFields(row, rows)),
    ),
    h("div", { class: "row-of", "data-key": "acts" }, row.modality === "live" && commandButton(phrase("session_by_the_minute"), { open_session: row.id }, { "data-key": "by-the-minute" }), boardButton("duplicate", phrase("duplicate")), boardButton("remove", phrase("delete")), decideButton(row.id, row.title), others.map(({ name, index }) => commandButton(phrase("take_it_from", { name }), { merge: { from: index, touchpoint: row.id } }, { class: "quiet", "data-key": `take-${index}` }))),
  ];
}

/**
 * @param {string} name
 * @param {string} text
 */
function boardButton(name, text) {
  return h("button", { type: "button", "data-board": name, "data-key": name }, text);
}

/**
 * @param {Touchpoint} row
 * @param {BoardGuide} guide
 */
function whatFields(row, guide) {
  /** @type {Pairs} */
  const formats = guide.formats.map(({ id, name }) => [id, name]);
  /** @type {Pairs} */
  const known = formats.some(([id]) => id === row.format) ? formats : [[row.format, row.format], ...formats];
  return [
    textEntry("title", phrase("title"), row.title, { "data-first": true }),
    pairOfBoxes(selectEntry("format", phrase("format"), row.format, known), selectEntry("purpose", phrase("purpose"), row.purpose, guide.purposes)),
    pairOfBoxes(selectEntry("modality", phrase("mode"), row.modality, guide.modalities), row.modality === "live" ? selectEntry("delivery", phrase("where"), row.delivery, guide.deliveries) : selectEntry("stage", phrase("phase"), row.stage, guide.stages)),
    row.modality === "live" && selectEntry("stage", phrase("phase"), row.stage, guide.stages),
  ];
}

/**
 * @param {Touchpoint} row
 * @param {Axis} axis
 */
function whenFields(row, axis) {
  const later = row.repeat?.days.filter(Boolean).join(", ") ?? "";
  return [
    pairOfBoxes(textEntry("start_day", phrase("begins_on_day"), row.start_day, { inputmode: "numeric", hint: axis.dayText(row.start_day).replace(/^[^,]*, /, "") }), textEntry("days", phrase("days_it_lasts"), row.days ?? "", { inputmode: "numeric", hint: phrase("empty_it_stays_open") })),
    pairOfBoxes(textEntry("later", phrase("comes_back_after_days"), later, { hint: phrase("days_counted_from_the_first") }), textEntry("time", phrase("time_of_day"), row.time, { placeholder: "09:30", hint: phrase("empty_none_is_set") })),
  ];
}

/** @param {Touchpoint} row */
function effortFields(row) {
  /**
   * @param {"learner_minutes" | "facilitation_minutes" | "manager_minutes"} name
   * @param {string} label
   */
  const box = (name, label) => textEntry(name, label, row[name] ?? 0, { inputmode: "decimal" });
  return h("fieldset", { class: "boxes" }, h("legend", {}, phrase("minutes_each_time")), h("div", { class: "three-boxes" }, box("learner_minutes", phrase("learner")), box("facilitation_minutes", phrase("leading_it")), box("manager_minutes", phrase("manager"))));
}

/**
 * @param {Touchpoint} row
 * @param {BoardGuide} guide
 */
function whoFields(row, guide) {
  return [checkboxes("roles", phrase("who_takes_part"), guide.roles, row.roles ?? ["learner"]), pairOfBoxes(textEntry("owner", phrase("looked_after_by"), row.owner), textEntry("groups", phrase("groups_that_meet"), row.groups, { inputmode: "numeric", hint: row.groups_text }))];
}

/**
 * @param {Touchpoint} row
 * @param {BoardGuide} guide
 * @param {string[]} topics
 */
function aboutFields(row, guide, topics) {
  return [
    topics.length > 0 && checkboxes("topics", phrase("topics"), topics.map((topic) => [topic, topic]), row.topics ?? []),
    checkboxes("assessment", phrase("what_is_checked"), guide.checks, row.assessment ?? []),
    tickedBox("anchor", phrase("a_fixed_point_of_the_journey"), Boolean(row.anchor)),
  ];
}

/**
 * @param {Touchpoint} row
 * @param {Map<string, Touchpoint>} rows
 */
function otherFields(row, rows) {
  /** @type {Pairs} */
  const waits = [...rows.values()].filter(({ id }) => id !== row.id).map(({ id, title }) => [id, title]);
  return [
    textEntry("description", phrase("description"), row.description, { rows: 3 }),
    textEntry("materials", phrase("materials_one_in_a_line"), row.materials?.join("\n"), { rows: 3 }),
    textEntry("trigger", phrase("what_sets_it_off"), row.trigger),
    checkboxes("depends_on", phrase("comes_after"), waits, row.depends_on ?? []),
  ];
}

/**
 * @param {string} name
 * @param {string} legend
 * @param {Pairs} pairs
 * @param {string[]} chosen
 */
function checkboxes(name, legend, pairs, chosen) {
  return h(
    "fieldset",
    { class: "boxes", "data-key": name },
    h("legend", {}, legend),
    h("div", { class: "checks" }, pairs.map(([value, text]) => tickedBox(name, text, chosen.includes(value), value))),
  );
}

/** @param {HTMLElement[]} boxes */
function pairOfBoxes(...boxes) {
  return h("div", { class: "pair-of-boxes" }, boxes);
}

/**
 * @param {string} name
 * @param {string} text
 * @param {boolean} on
 * @param {string} [value]
 */
function tickedBox(name, text, on, value) {
  return checkbox(name, text, { value, checked: on, "data-ticked": String(on) });
}
