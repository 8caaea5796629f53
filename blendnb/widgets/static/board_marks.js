// What stands on a row's track: sessions as diamonds, moments as dots, spans as bars, help that
// stays open with an arrow. However often a touchpoint repeats, its row is a handful of paths.

const SVG_SPACE = "http://www.w3.org/2000/svg";
const MIDDLE = 16;
const TALL = 2 * MIDDLE;
const [BAR, OPEN, DIAMOND, DOT, ARROW] = [14, 7, 9.5, 5.75, 6];
const LEAST_BAR = 10;
const [TARGET, GRIP] = [24, 12]; // what a finger and a tired hand can hit

export function drawn(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG_SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// The track of one row: empty until it is told what to show.
export function boardTrack() {
  const link = drawn("path", { class: "link" });
  const marks = drawn("path", { class: "marks" });
  const warning = drawn("path", { class: "warning" });
  const hold = drawn("path", { class: "hold", "data-part": "move" });
  const before = drawn("path", { class: "grip", "data-part": "first" });
  const after = drawn("path", { class: "grip", "data-part": "last" });
  const element = drawn("svg", { class: "bars", height: TALL, "aria-hidden": "true" }, link, marks, warning, hold, before, after);

  // What is seen, which is all that has to follow a pointer.
  function show(row, axis, wrong) {
    const spots = spotsOf(row, axis);
    const [head] = spots;
    marks.setAttribute("d", spots.map(shape).join(""));
    if (spots.length > 1) link.setAttribute("d", `M${head.x},${MIDDLE}H${spots.at(-1).x}`);
    else link.removeAttribute("d");
    if (wrong) warning.setAttribute("d", triangle((head.single ? head.x : head.x + 4) + 8, 6));
    return spots;
  }

  return {
    element,
    show,
    draw(row, axis, wrong) {
      if (!wrong) warning.removeAttribute("d");
      const spots = show(row, axis, wrong);
      const [head] = spots;
      if (element.getAttribute("width") !== String(axis.width)) element.setAttribute("width", axis.width);
      marks.setAttribute("class", `marks ${row.modality}`);
      hold.setAttribute("d", spots.map(holdable).join(""));
      before.setAttribute("d", row.days > 1 ? boxPath(head.x - GRIP + inside(head), 0, GRIP, TALL) : "");
      after.setAttribute("d", row.days == null ? "" : boxPath(endOf(spots.at(-1)), 0, GRIP, TALL));
    },
  };
}

// The first days and ends of each occurrence in pixels; one that runs into the next ends there.
function spotsOf(row, axis) {
  const offsets = row.repeat?.days ?? [0];
  const single = row.days != null && row.days <= 1;
  return offsets.map((offset, place) => {
    const start = row.start_day + offset;
    const next = place + 1 < offsets.length ? row.start_day + offsets[place + 1] : Infinity;
    const until = row.days == null ? axis.end : Math.min(start + Math.max(row.days, 1), next);
    const x = axis.x(start);
    return { x, to: Math.max(axis.x(until), x + LEAST_BAR), single, live: row.modality === "live", open: row.days == null };
  });
}

function shape({ x, to, single, live, open }) {
  if (open) return boxPath(x, MIDDLE - OPEN / 2, Math.max(to - x - ARROW, 1), OPEN) + `M${to - ARROW},${MIDDLE - ARROW}L${to + ARROW / 2},${MIDDLE}L${to - ARROW},${MIDDLE + ARROW}Z`;
  if (!single) return boxPath(x, MIDDLE - BAR / 2, to - x, BAR);
  if (live) return `M${x},${MIDDLE - DIAMOND}l${DIAMOND},${DIAMOND}l${-DIAMOND},${DIAMOND}l${-DIAMOND},${-DIAMOND}Z`;
  return `M${x - DOT},${MIDDLE}a${DOT},${DOT},0,1,1,${2 * DOT},0a${DOT},${DOT},0,1,1,${-2 * DOT},0Z`;
}

// Grips stand at the first and the last end of a row, mostly outside, so that a short bar can still
// be taken in the middle.
function inside({ x, to }) {
  return Math.min(GRIP / 2, (to - x) / 4);
}

function endOf(spot) {
  return spot.single ? spot.x + TARGET / 2 : spot.to - inside(spot);
}

function holdable({ x, to, single }) {
  const width = single ? TARGET : Math.max(to - x, TARGET);
  return boxPath(single ? x - TARGET / 2 : x, (TALL - TARGET) / 2, width, TARGET);
}

// A warning triangle with its exclamation mark.
function triangle(x, y) {
  return `M${x},${y - 6}l7.5,13h-15Z M${x},${y - 1}v3.5 M${x},${y + 4}v0.8`;
}

function boxPath(x, y, width, height) {
  return `M${x},${y}h${width}v${height}h${-width}Z`;
}
