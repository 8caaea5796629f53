// What the board says: of a row as a whole, and of what just happened to it.

// Where a bar would stand if it were dropped now.
export function placeSaid(row, part, axis) {
  if (part === "move" || row.days == null) return axis.said(row.start_day);
  return `${counted(Math.max(row.days, 1), "day")}, ${part === "first" ? `from ${axis.said(row.start_day)}` : `to ${axis.said(row.start_day + row.days - 1)}`}`;
}

// What is different from before though nobody changed it on the board: an undo, a new answer.
export function differenceSaid(before, rows, axis) {
  const gone = [...before.keys()].filter((id) => !rows.has(id)).length;
  const fresh = [...rows.keys()].filter((id) => !before.has(id)).length;
  const other = [...rows.values()].filter((row) => before.has(row.id) && before.get(row.id) !== row);
  const changed = other.length === 1 ? `${other[0].title} is on ${axis.said(other[0].start_day)}` : other.length > 1 && `${counted(other.length, "touchpoint")} changed`;
  return [fresh > 0 && `${counted(fresh, "touchpoint")} more`, gone > 0 && `${counted(gone, "touchpoint")} fewer`, changed].filter(Boolean).join("; ");
}

export function rowSaid(row, axis, guide, wrong) {
  const times = row.repeat?.days.length ?? 1;
  const last = row.start_day + Math.max(row.days ?? 1, 1) - 1;
  const word = (pairs, key) => pairs.find(([value]) => value === key)?.[1] ?? key;
  return [
    row.title,
    guide.formats.find(({ id }) => id === row.format)?.name ?? row.format,
    word(guide.modalities, row.modality),
    `from ${axis.said(row.start_day)}`,
    lengthSaid(row.days, last, axis),
    times > 1 && `${times} times`,
    row.effort.replaceAll("\u00a0", " "),
    wrong.length > 0 && `${counted(wrong.length, "finding")}: ${wrong.map(({ text }) => text).join(" ")}`,
  ]
    .filter(Boolean)
    .join("; ");
}

function lengthSaid(days, last, axis) {
  if (days == null) return "stays open";
  return days <= 1 ? "one day" : `${days} days, to ${axis.said(last)}`;
}

export function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

// "Practice moved to day 30, week 5; 2 dependants pushed"
export function changeSaid(verb, rows, axis, follows) {
  const [row] = rows;
  if (rows.length > 1) return [`${counted(rows.length, "touchpoint")} ${verb}`, ...follows].filter(Boolean).join("; ");
  const where = { moved: () => `to ${axis.said(row.start_day)}`, resized: () => (row.days <= 1 ? "to one day" : `to ${row.days} days, to ${axis.said(row.start_day + row.days - 1)}`) };
  return [`${row.title} ${verb} ${where[verb]?.() ?? ""}`.trim(), ...follows].filter(Boolean).join("; ");
}
