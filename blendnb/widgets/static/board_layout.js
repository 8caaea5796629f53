// Where things stand on the journey board: days from launch as pixels of the track, and the shapes of
// bars, marks and curves as SVG paths. Nothing here touches the page.

import { language, phrase } from "./texts.js";

/** @import { BoardFinding, BoardFrame, BoardGroup, RecallCurve, Touchpoint } from "./messages.js" */
/** @typedef {{ start_day: number, days?: number | null }} Span days is null for what stays open */
/** @typedef {Span & Pick<Touchpoint, "modality" | "repeat" | "last_groups">} Marked */
/** @typedef {{ first: number, end: number, width: number, x: (day: number) => number }} Scale */
/** @typedef {{ x: number, to: number, lastGroup: number | null, single: boolean, live: boolean, open: boolean }} Spot one occurrence, in pixels */
/** @typedef {ReturnType<typeof boardAxis>} Axis */

export const DAYS_IN_WEEK = 7;
const MS_IN_DAY = 86_400_000;
const EDGE = 12; // half a session's mark, kept free at both ends of the track
const LABEL_GAP = 6;
const LEAST_WEEK = 24; // pixels that a week needs for a line of its own
const LETTER = 7; // about the width of a small letter
const STRIDES = [1, 2, 4, 8, 13, 26, 52, 104, 260];
/** @type {Map<string, Intl.DateTimeFormat>} */
const DATE_FORMATS = new Map(); // by language and whether they name the weekday: making one takes long

/** @param {"short"} [weekday] */
function dateFormat(weekday) {
  const key = `${language()} ${weekday}`;
  const format = DATE_FORMATS.get(key) ?? new Intl.DateTimeFormat(language(), { weekday, day: "numeric", month: "short", timeZone: "UTC" });
  DATE_FORMATS.set(key, format);
  return format;
}

/**
 * The time axis.
 *
 * @param {BoardFrame} frame
 * @param {number} width pixels of the track
 * @param {number} typeScale by how much type is larger than usual, as on a projector
 */
export function boardAxis(frame, width, typeScale) {
  const { first, end, start } = frame;
  const pixels = Math.max(1, width - 2 * EDGE) / (end - first);
  /** @param {number} day */
  const date = (day) => new Date(Date.parse(start ?? "") + day * MS_IN_DAY);
  const needed = LETTER * typeScale * (start ? 6 : 3) + LABEL_GAP;
  const stride = STRIDES.find((each) => pixels * DAYS_IN_WEEK * each >= needed) ?? STRIDES[STRIDES.length - 1];

  return {
    frame,
    width,
    typeScale,
    first,
    end,
    pixels,
    /** @param {number} day */
    x: (day) => EDGE + (day - first) * pixels,
    /** @param {number} distance in pixels */
    days: (distance) => distance / pixels,
    /** The weeks that have a label. */
    ticks: () => weekStarts(first, end, stride).map((day) => ({ day, week: weekName(weekOf(day)), date: start ? dateFormat().format(date(day)) : "" })),
    /** The days on which a line begins a week. */
    lines: () => weekStarts(first, end, pixels * DAYS_IN_WEEK >= LEAST_WEEK ? 1 : stride),
    launch: start ? phrase("launch", { date: dateFormat().format(date(0)) }) : phrase("launch_2"),
    /**
     * "day 30, week 5", and the date where the plan has a start.
     *
     * @param {number} day
     */
    dayText: (day) => [phrase("day", { day: String(day).replace("-", "−") }), phrase("week", { week: weekName(weekOf(day)) }), start && dateFormat("short").format(date(day))].filter(Boolean).join(", "),
  };
}

/**
 * @param {number} first
 * @param {number} end
 * @param {number} stride in weeks
 */
export function weekStarts(first, end, stride) {
  const days = stride * DAYS_IN_WEEK;
  const from = Math.ceil(first / days) * days;
  return Array.from({ length: Math.max(0, Math.ceil((end - from) / days)) }, (_, index) => from + index * days);
}

/** @param {number} day */
function weekOf(day) {
  return Math.floor(day / DAYS_IN_WEEK) + 1;
}

/**
 * People know no week 0: before the first one comes week −1.
 *
 * @param {number} week
 */
export function weekName(week) {
  return week > 0 ? String(week) : `−${1 - week}`;
}

// ------------------------------------------------------------------------------------ marks

const MIDDLE = 16;
export const ROW_HEIGHT = 2 * MIDDLE;
const [BAR, OPEN_BAR, DIAMOND, DOT, ARROW] = [14, 7, 9.5, 5.75, 6];
const LEAST_BAR = 10;
const GROUPS_END = 5; // half the height of the stroke at which a line of groups ends
const [TARGET, GRIP] = [24, 12]; // what a finger and a tired hand can hit

/**
 * The first and last pixel of each occurrence; one that runs into the next ends there.
 *
 * @param {Marked} row
 * @param {Scale} axis
 * @returns {Spot[]}
 */
export function spotsOf(row, axis) {
  const offsets = row.repeat?.days ?? [0];
  const { days } = row;
  const single = days != null && days <= 1;
  return offsets.map((offset, index) => {
    const start = row.start_day + offset;
    const next = index + 1 < offsets.length ? row.start_day + offsets[index + 1] : Infinity;
    const until = days == null ? axis.end : Math.min(start + Math.max(days, 1), next);
    const x = axis.x(start);
    const later = row.last_groups?.[index] ?? 0;
    return { x, to: Math.max(axis.x(until), x + LEAST_BAR), lastGroup: later > 0 ? axis.x(start + later + 1) : null, single, live: row.modality === "live", open: days == null };
  });
}

/**
 * The paths of what is seen on a row's track, however often its touchpoint repeats.
 *
 * @param {Spot[]} spots
 */
export function markPaths(spots) {
  const [head] = spots;
  const last = spots[spots.length - 1];
  return {
    marks: spots.map(markPath).join(""),
    groups: spots.map(groupsPath).join(""),
    link: spots.length > 1 ? `M${head.x},${MIDDLE}H${last.x}` : null,
    warning: trianglePath((head.single ? head.x : head.x + 4) + 8, 6),
  };
}

/**
 * The paths of what can be taken hold of: the bars, and the two ends of the row.
 *
 * @param {Spot[]} spots
 * @param {number | null | undefined} days
 */
export function gripPaths(spots, days) {
  const [head] = spots;
  const last = spots[spots.length - 1];
  return {
    hold: spots.map(holdPath).join(""),
    first: days != null && days > 1 ? boxPath(head.x - GRIP + overlapOf(head), 0, GRIP, ROW_HEIGHT) : "",
    last: days == null ? "" : boxPath(last.single ? last.x + TARGET / 2 : last.to - overlapOf(last), 0, GRIP, ROW_HEIGHT),
  };
}

/**
 * Where groups follow one another, a line goes on from the session to the last of them.
 *
 * @param {Spot} spot
 */
function groupsPath({ x, lastGroup }) {
  return lastGroup === null ? "" : `M${x},${MIDDLE}H${lastGroup}M${lastGroup},${MIDDLE - GROUPS_END}V${MIDDLE + GROUPS_END}`;
}

/**
 * Sessions are diamonds, moments dots, spans bars; help that stays open has an arrow.
 *
 * @param {Spot} spot
 */
function markPath({ x, to, single, live, open }) {
  if (open) return boxPath(x, MIDDLE - OPEN_BAR / 2, Math.max(to - x - ARROW, 1), OPEN_BAR) + `M${to - ARROW},${MIDDLE - ARROW}L${to + ARROW / 2},${MIDDLE}L${to - ARROW},${MIDDLE + ARROW}Z`;
  if (!single) return boxPath(x, MIDDLE - BAR / 2, to - x, BAR);
  if (live) return `M${x},${MIDDLE - DIAMOND}l${DIAMOND},${DIAMOND}l${-DIAMOND},${DIAMOND}l${-DIAMOND},${-DIAMOND}Z`;
  return `M${x - DOT},${MIDDLE}a${DOT},${DOT},0,1,1,${2 * DOT},0a${DOT},${DOT},0,1,1,${-2 * DOT},0Z`;
}

/**
 * Grips stand at the first and the last end of a row, mostly outside, so that a short bar can still
 * be taken in the middle.
 *
 * @param {Spot} spot
 */
function overlapOf({ x, to }) {
  return Math.min(GRIP / 2, (to - x) / 4);
}

/** @param {Spot} spot */
function holdPath({ x, to, single }) {
  const width = single ? TARGET : Math.max(to - x, TARGET);
  return boxPath(single ? x - TARGET / 2 : x, (ROW_HEIGHT - TARGET) / 2, width, TARGET);
}

/**
 * A warning triangle with its exclamation mark.
 *
 * @param {number} x
 * @param {number} y
 */
function trianglePath(x, y) {
  return `M${x},${y - 6}l7.5,13h-15Z M${x},${y - 1}v3.5 M${x},${y + 4}v0.8`;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
function boxPath(x, y, width, height) {
  return `M${x},${y}h${width}v${height}h${-width}Z`;
}

/**
 * The band of a phase: from its first to its last day, in pixels.
 *
 * @param {Marked[]} members
 * @param {Scale} axis
 */
export function bandOf(members, axis) {
  const starts = members.map((row) => row.start_day);
  const ends = members.map((row) => (row.days == null ? axis.end : row.start_day + (row.repeat?.days.at(-1) ?? 0) + Math.max(row.days, 1)));
  const [left, right] = [axis.x(Math.min(...starts)), axis.x(Math.max(...ends))];
  return { x: left, width: Math.max(right - left, 2) };
}

// ----------------------------------------------------------------------------------- curves

export const LANE_HEIGHT = 30;
const LANE_TOP = 3;
const MOST_LANES = 3;

/**
 * The curves that are shown: of many topics, those of which least is left.
 *
 * @param {RecallCurve[]} curves
 */
export function weakestCurves(curves) {
  return [...curves].sort((one, other) => (one.recall.at(-1) ?? 0) - (other.recall.at(-1) ?? 0)).slice(0, MOST_LANES);
}

/**
 * @param {RecallCurve} curve
 * @param {Scale} axis
 */
export function curvePaths({ day, recall, low, high }, axis) {
  /** @param {number} share */
  const y = (share) => LANE_TOP + ((LANE_HEIGHT - LANE_TOP) * (100 - share)) / 100;
  /**
   * @param {number} value
   * @param {number} index
   */
  const point = (value, index) => `${axis.x(day[index]).toFixed(1)},${y(value).toFixed(1)}`;
  return {
    range: `M${[...high.map(point), ...low.map(point).reverse()].join("L")}Z`,
    curve: `M${recall.map(point).join("L")}`,
  };
}

// ------------------------------------------------------------------------ rows and findings

/**
 * Rows stay where they are while somebody works on them; otherwise they stand in the journey's order.
 *
 * @param {BoardGroup[]} shown
 * @param {BoardGroup[]} sorted
 * @param {boolean} working
 * @returns {BoardGroup[]}
 */
export function stableOrder(shown, sorted, working) {
  if (!working) return sorted;
  return sorted.map((group) => {
    const old = shown.find(({ id }) => id === group.id)?.rows ?? [];
    const same = old.length === group.rows.length && old.every((id) => group.rows.includes(id));
    return same ? { ...group, rows: old } : group;
  });
}

/**
 * The row that takes the place of one that is gone: the next one that is still there, or the nearest
 * before it.
 *
 * @param {string} id
 * @param {string[]} before all rows, the gone one included
 * @param {Map<string, unknown>} rows
 */
export function neighbourOf(id, before, rows) {
  const index = before.indexOf(id);
  if (index < 0) return undefined;
  return [...before.slice(index + 1), ...before.slice(0, index).reverse()].find((each) => rows.has(each));
}

/**
 * The rows from one to another, in either direction, both included.
 *
 * @param {string[]} ids
 * @param {string} one
 * @param {string} other
 */
export function rangeBetween(ids, one, other) {
  const [from, to] = [ids.indexOf(one), ids.indexOf(other)].sort((a, b) => a - b);
  return ids.slice(from, to + 1);
}

/**
 * Findings by the touchpoints that they concern; a list that is as it was stays the same one.
 *
 * @param {BoardFinding[]} findings
 * @param {Map<string, BoardFinding[]>} before
 */
export function findingsByRow(findings, before) {
  /** @type {Map<string, BoardFinding[]>} */
  const byRow = new Map();
  for (const finding of findings) {
    for (const id of finding.touchpoints) byRow.set(id, [...(byRow.get(id) ?? []), finding]);
  }
  for (const [id, list] of byRow) {
    const old = before.get(id);
    if (old?.length === list.length && old.every((finding, index) => finding.id === list[index].id && finding.text === list[index].text)) byRow.set(id, old);
  }
  return byRow;
}

/**
 * @param {Span} one
 * @param {Span} other
 */
export function sameSpan(one, other) {
  return one.start_day === other.start_day && one.days === other.days;
}
