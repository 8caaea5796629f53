// What the board asks Python for: edits of the plan, each one step that can be taken back.

import { DAYS_IN_WEEK } from "./board_axis.js";

const LONGEST_ID = 100;

// Where touchpoints shall be: `places` holds start_day and days by id, `rows` what they are now.
export function placed(places, rows) {
  return [...places].flatMap(([id, { start_day: day, days }]) => {
    const row = rows.get(id);
    return [
      day !== row.start_day && { kind: "move", id, start_day: day },
      days !== row.days && { kind: "resize", id, days },
    ].filter(Boolean);
  });
}

export function asOne(edits) {
  return edits.length === 1 ? edits[0] : { kind: "batch", edits };
}

// A touchpoint as the plan has it: a row without what only the board shows.
function ownFields({ effort, ...fields }) {
  return fields;
}

export function copies(ids, rows) {
  const taken = new Set(rows.keys());
  return ids.map((id) => {
    const row = ownFields(rows.get(id));
    return { ...row, id: freshId(id, taken), start_day: row.start_day + DAYS_IN_WEEK, origin: "edited" };
  });
}

export function begun(format, day, stage, topics, rows) {
  const taken = new Set(rows.keys());
  return { ...format.touchpoint, id: freshId(format.id, taken), start_day: day, stage, topics, origin: "edited" };
}

function freshId(id, taken) {
  const base = id.replace(/-\d+$/, "").slice(0, LONGEST_ID - 5);
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  taken.add(`${base}-${number}`);
  return `${base}-${number}`;
}
