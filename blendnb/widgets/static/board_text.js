// What the board says: of a row as a whole, and of what just happened to it.

import { counted } from "./dom.js";
import { phrase } from "./texts.js";

/** @import { Axis, Span } from "./board_layout.js" */
/** @import { RowPart } from "./board_edits.js" */
/** @import { BoardFinding, BoardGuide, Pairs, Touchpoint } from "./messages.js" */
/** @typedef {Pick<Axis, "dayText">} DayNames */

/**
 * Where a bar would stand if it were dropped now.
 *
 * @param {Span} row
 * @param {RowPart} part
 * @param {DayNames} axis
 */
export function spanText({ start_day: start, days }, part, axis) {
  if (part === "move" || days == null) return axis.dayText(start);
  return `${counted(Math.max(days, 1), "day")}, ${part === "first" ? phrase("from", { day: axis.dayText(start) }) : phrase("to", { day: axis.dayText(start + days - 1) })}`;
}

/**
 * What is different from before though nobody changed it on the board: an undo, a new answer.
 *
 * @param {Map<string, Touchpoint>} before
 * @param {Map<string, Touchpoint>} rows
 * @param {DayNames} axis
 */
export function differenceText(before, rows, axis) {
  const removed = [...before.keys()].filter((id) => !rows.has(id)).length;
  const added = [...rows.keys()].filter((id) => !before.has(id)).length;
  const others = [...rows.values()].filter((row) => before.has(row.id) && before.get(row.id) !== row);
  const changed = others.length === 1 ? phrase("is_on", { title: others[0].title, day: axis.dayText(others[0].start_day) }) : others.length > 1 && phrase("changed", { count: counted(others.length, "touchpoint") });
  return [added > 0 && phrase("more", { added: counted(added, "touchpoint") }), removed > 0 && phrase("fewer", { removed: counted(removed, "touchpoint") }), changed].filter(Boolean).join("; ");
}

/**
 * A row as a screen reader says it.
 *
 * @param {Touchpoint} row
 * @param {DayNames} axis
 * @param {Pick<BoardGuide, "formats" | "modalities">} guide
 * @param {BoardFinding[]} findings
 */
export function rowText(row, axis, guide, findings) {
  const times = row.repeat?.days.length ?? 1;
  return [
    row.title,
    guide.formats.find(({ id }) => id === row.format)?.name ?? row.format,
    labelOf(guide.modalities, row.modality),
    phrase("from_2", { day: axis.dayText(row.start_day) }),
    lengthText(row, axis),
    times > 1 && phrase("times", { times }),
    row.effort.replaceAll("\u00a0", " "),
    row.groups_text,
    findings.length > 0 && `${counted(findings.length, "finding")}: ${findings.map(({ text }) => text).join(" ")}`,
  ]
    .filter(Boolean)
    .join("; ");
}

/**
 * @param {Pairs} pairs
 * @param {string} key
 */
function labelOf(pairs, key) {
  return pairs.find(([value]) => value === key)?.[1] ?? key;
}

/**
 * @param {Span} row
 * @param {DayNames} axis
 */
function lengthText({ start_day: start, days }, axis) {
  if (days == null) return phrase("stays_open");
  return days <= 1 ? phrase("one_day") : phrase("days_to", { days, day: axis.dayText(start + days - 1) });
}

/**
 * "Practice moved to day 30, week 5; 2 dependants pushed"
 *
 * @param {string} verb
 * @param {Touchpoint[]} rows
 * @param {DayNames} axis
 * @param {(string | false)[]} consequences
 */
export function changeText(verb, rows, axis, consequences) {
  const what = rows.length > 1 ? `${counted(rows.length, "touchpoint")} ${verb}` : `${rows[0].title} ${verb} ${destinationText(verb, rows[0], axis)}`.trim();
  return [what, ...consequences].filter(Boolean).join("; ");
}

/**
 * @param {string} verb
 * @param {Touchpoint} row
 * @param {DayNames} axis
 */
function destinationText(verb, { start_day: start, days }, axis) {
  if (verb === "moved") return phrase("to_2", { day: axis.dayText(start) });
  if (verb !== "resized" || days == null) return "";
  return days <= 1 ? phrase("to_one_day") : phrase("to_days_to", { days, day: axis.dayText(start + days - 1) });
}
