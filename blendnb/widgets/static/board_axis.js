// The board's time axis: days from launch as pixels of the track, and as people say them.

export const DAYS_IN_WEEK = 7;
const EDGE = 12; // half a session's mark, kept free at both ends of the track
const LABEL_ROOM = 6;
const LEAST_WEEK = 24; // pixels that a week needs for a line of its own
const LETTER = 7; // about the width of a small letter
const STRIDES = [1, 2, 4, 8, 13, 26, 52, 104, 260];
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });

// `larger` says by how much type is larger than usual, as on a projector.
export function boardAxis(frame, width, larger) {
  const { first, end, start } = frame;
  const pixels = Math.max(1, width - 2 * EDGE) / (end - first);
  const date = (day) => new Date(Date.parse(start) + day * 86_400_000);
  const week = (day) => Math.floor(day / DAYS_IN_WEEK) + 1;
  const dated = (day) => (start ? DATE.format(date(day)) : "");
  const tick = (day) => ({ day, week: weekSaid(week(day)), date: dated(day) });
  const weeks = (stride) => {
    const days = stride * DAYS_IN_WEEK;
    const from = Math.ceil(first / days) * days;
    return Array.from({ length: Math.max(0, Math.ceil((end - from) / days)) }, (_, n) => from + n * days);
  };
  const needed = LETTER * larger * (start ? 6 : 3) + LABEL_ROOM;
  const stride = STRIDES.find((each) => pixels * DAYS_IN_WEEK * each >= needed) ?? STRIDES.at(-1);

  return {
    frame,
    width,
    larger,
    first,
    end,
    pixels,
    x: (day) => EDGE + (day - first) * pixels,
    days: (distance) => distance / pixels,
    ticks: () => weeks(stride).map(tick),
    lines: () => weeks(pixels * DAYS_IN_WEEK >= LEAST_WEEK ? 1 : stride),
    launch: start ? `Launch ${DATE.format(date(0))}` : "Launch",
    // "day 30, week 5", and the date where the plan has a start.
    said: (day) => [`day ${String(day).replace("-", "−")}`, `week ${weekSaid(week(day))}`, start && WEEKDAY.format(date(day))].filter(Boolean).join(", "),
  };
}

// People know no week 0: before the first one comes week −1.
function weekSaid(week) {
  return week > 0 ? String(week) : `−${1 - week}`;
}
