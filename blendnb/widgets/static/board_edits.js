// What the board asks Python for: edits of the plan, each one step that can be undone.

import { DAYS_IN_WEEK } from "./board_layout.js";
import { nonEmptyLines, numberOrText } from "./fields.js";

/** @import { BoardFormat, BoardGuide, PlanEdit, Result, Touchpoint } from "./messages.js" */
/** @import { Span } from "./board_layout.js" */
/** @typedef {"move" | "first" | "last"} RowPart what of a row is dragged: all of it or one of its ends */
/** @typedef {Omit<Touchpoint, "effort" | "last_groups" | "groups_text">} PlanTouchpoint */

const LONGEST_ID = 100;

/**
 * Where a row stands once one of its parts has been moved by so many days.
 *
 * @param {Span} span
 * @param {RowPart} part
 * @param {number} by
 * @returns {Span}
 */
export function shifted({ start_day: start, days }, part, by) {
  const length = days == null ? null : Math.max(days, 1);
  if (part === "move") return { start_day: start + by, days };
  if (part === "last") return { start_day: start, days: length === null ? null : Math.max(length + by, 1) };
  const moved = Math.min(by, (length ?? Infinity) - 1);
  return { start_day: start + moved, days: length === null ? null : length - moved };
}

/**
 * The edits that bring rows to new places.
 *
 * @param {Map<string, Span>} spans by id
 * @param {Map<string, Span>} rows as they are now
 */
export function spanEdits(spans, rows) {
  /** @type {PlanEdit[]} */
  const edits = [];
  for (const [id, { start_day: day, days }] of spans) {
    const row = rows.get(id);
    if (day !== row?.start_day) edits.push({ kind: "move", id, start_day: day });
    if (days !== row?.days) edits.push({ kind: "resize", id, days: days ?? null });
  }
  return edits;
}

/**
 * @param {PlanEdit[]} edits
 * @returns {PlanEdit}
 */
export function asOneEdit(edits) {
  return edits.length === 1 ? edits[0] : { kind: "batch", edits };
}

/**
 * Copies of rows, a week later. What only the board shows is left out.
 *
 * @param {string[]} ids
 * @param {Map<string, Touchpoint>} rows
 * @returns {PlanTouchpoint[]}
 */
export function copiesOf(ids, rows) {
  const taken = new Set(rows.keys());
  return ids.flatMap((id) => rows.get(id) ?? []).map(({ effort: _effort, last_groups: _lastGroups, groups_text: _groupsText, ...row }) => ({ ...row, id: freshId(row.id, taken), start_day: row.start_day + DAYS_IN_WEEK, origin: "edited" }));
}

/**
 * A new touchpoint of a format.
 *
 * @param {BoardFormat} format
 * @param {{ day: number, stage: string, topics: string[], why: string }} place
 * @param {Map<string, unknown>} rows
 * @returns {PlanTouchpoint}
 */
export function newTouchpoint(format, { day, stage, topics, why }, rows) {
  return { ...format.touchpoint, id: freshId(format.id, new Set(rows.keys())), start_day: day, stage, topics, origin: "edited", why };
}

/**
 * @param {string} id
 * @param {Set<string>} taken gets the new one, too
 */
export function freshId(id, taken) {
  const base = id.replace(/-\d+$/, "").slice(0, LONGEST_ID - 5);
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  taken.add(`${base}-${number}`);
  return `${base}-${number}`;
}

/**
 * Why a format is there: what is added keeps it as its reason. Why one was left out is none.
 *
 * @param {{ id: string, text: string }} format
 * @param {Pick<Result, "formats">} result
 */
export function reasonFor({ id, text }, { formats }) {
  return formats.find((format) => format.id === id)?.text ?? text;
}

// ------------------------------------------------------------------------------- what is typed

/** @typedef {{ name: string, text: string, checked: boolean, ticked: string[] }} TypedControl its text or tick, and all ticked boxes of its name */

const NUMBER_FIELDS = new Set(["start_day", "days", "learner_minutes", "facilitation_minutes", "manager_minutes", "groups"]);
const LIST_FIELDS = new Set(["roles", "topics", "assessment", "depends_on"]);
const NULL_IF_EMPTY = new Set(["days", "owner", "groups", "trigger", "time"]);

/**
 * The fields that one control changes: a list is read as a whole, a mode brings its delivery.
 *
 * @param {TypedControl} control
 * @param {Pick<Touchpoint, "delivery" | "repeat">} row
 * @param {{ formats: BoardFormat[] }} guide
 * @returns {Record<string, unknown>}
 */
export function fieldsTyped({ name, text: typed, checked, ticked }, row, guide) {
  const text = typed.trim();
  if (name === "anchor") return { anchor: checked };
  if (LIST_FIELDS.has(name)) return { [name]: ticked };
  if (name === "materials") return { materials: nonEmptyLines(text) };
  if (name === "later") return { repeat: repeatTyped(text, row.repeat) };
  if (name === "format") return formatFields(text, guide);
  if (name === "modality") return { modality: text, delivery: text === "live" ? (row.delivery ?? "virtual") : null };
  if (NULL_IF_EMPTY.has(name) && text === "") return { [name]: null };
  return { [name]: NUMBER_FIELDS.has(name) ? numberOrText(text) : text };
}

/**
 * @param {string} id
 * @param {Pick<BoardGuide, "formats">} guide
 */
function formatFields(id, { formats }) {
  const defaults = formats.find((format) => format.id === id)?.touchpoint;
  return defaults ? { format: id, modality: defaults.modality, delivery: defaults.delivery } : { format: id };
}

/**
 * What each occurrence was about is kept as long as there are as many of them.
 *
 * @param {string} text
 * @param {Touchpoint["repeat"]} before
 */
function repeatTyped(text, before) {
  const later = text.split(/[\s,;]+/).filter(Boolean).map(numberOrText);
  if (later.length === 0) return null;
  const days = [0, ...later];
  return { days, topics: before?.topics?.length === days.length ? before.topics : null };
}
