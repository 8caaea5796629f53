// The moments that matter: a row for each, with how it is measured and where that stands today.
// An empty row waits at the end; a row whose boxes are all empty is no moment.

import { h, write } from "./dom.js";

const MOMENT_PARTS = [
  ["text", "Moment", "When, at work…"],
  ["measure", "Measure", "How it will be seen"],
  ["baseline", "Baseline", "Where it stands today"],
  ["week", "Week", "Week"],
];

export function momentsControl(description, id, answer) {
  const list = h("ol", { class: "moments" });
  const note = h("p", { class: "checks-note" });
  let rows = [];
  let ahead = false; // of Python: it has not seen the last letters yet

  function values() {
    const filled = rows.map((row) => ({ ...row.rest, ...Object.fromEntries(MOMENT_PARTS.map(([key]) => [key, row.boxes[key].value.trim()])) }));
    return filled.filter((moment) => MOMENT_PARTS.some(([key]) => moment[key])).map(stated);
  }

  function send() {
    ahead = true;
    const moments = values();
    answer(moments.length > 0 ? moments : null);
    for (const row of rows) opened(row);
    renumber();
    const last = rows.at(-1);
    if (MOMENT_PARTS.some(([key]) => last.boxes[key].value)) add({});
  }

  function add(moment) {
    const number = rows.length;
    const boxes = Object.fromEntries(
      MOMENT_PARTS.map(([key, name, placeholder]) => [key, h("input", { type: "text", "aria-label": momentLabel(key, name, number), placeholder, id: key === "text" && number === 0 ? id : undefined, ...(key === "week" && { inputmode: "numeric" }) })]),
    );
    const remove = h("button", { type: "button", class: "quiet", "aria-label": `Remove moment ${number + 1}` }, "Remove");
    const row = { boxes, remove, rest: {}, element: h("li", { class: "moment" }, boxes.text, h("div", { class: "moment-parts" }, boxes.measure, boxes.baseline, boxes.week), remove) };
    remove.addEventListener("click", () => {
      rows = rows.filter((other) => other !== row);
      row.element.remove();
      send();
      rows[0].boxes.text.focus();
    });
    rows.push(row);
    list.append(row.element);
    fill(row, moment);
  }

  function fill(row, moment) {
    const { text, measure, baseline, week, ...rest } = moment;
    row.rest = rest;
    for (const [key] of MOMENT_PARTS) {
      const box = row.boxes[key];
      const value = moment[key] ?? "";
      if (box !== document.activeElement && box.value !== value) box.value = value;
    }
    opened(row);
  }

  // After one was taken out, the others are called by their new place.
  function renumber() {
    rows.forEach(({ boxes, remove }, place) => {
      for (const [key, name] of MOMENT_PARTS) boxes[key].setAttribute("aria-label", momentLabel(key, name, place));
      remove.setAttribute("aria-label", `Remove moment ${place + 1}`);
    });
  }

  // The details of a moment show themselves once there is a moment.
  function opened(row) {
    const { week } = row.boxes;
    week.ariaInvalid = String(!/^\s*\d*\s*$/.test(week.value));
    row.element.classList.toggle("open", !MOMENT_PARTS.some(([key]) => row.boxes[key].value));
  }

  list.addEventListener("input", send);
  add({});

  return {
    grouped: true,
    target: rows[0].boxes.text,
    element: h("div", {}, list, note),
    show({ value, settled }) {
      const moments = value ?? [];
      const bare = moments.filter((moment) => !moment.measure).length;
      write(note, moments.length === 0 ? "" : bare === 0 ? "Each moment has a measure." : `${bare} of ${moments.length} without a measure yet.`);
      if (!settled || (ahead && list.contains(document.activeElement) && sameMoments(values(), moments))) {
        ahead = ahead && !settled;
        return;
      }
      ahead = false;
      while (rows.length < moments.length + 1) add({});
      while (rows.length > moments.length + 1) rows.pop().element.remove();
      rows.forEach((row, place) => fill(row, moments[place] ?? {}));
    },
  };
}

function momentLabel(key, name, place) {
  return key === "text" ? `Moment ${place + 1}` : `${name} of moment ${place + 1}`;
}

function stated(moment) {
  const kept = Object.entries(moment).filter(([key, value]) => key === "text" || (value !== "" && value != null));
  const week = Number(moment.week);
  return { ...Object.fromEntries(kept), ...(moment.week && Number.isInteger(week) && { week }) };
}

function sameMoments(typed, told) {
  return typed.length === told.length && typed.every((moment, place) => MOMENT_PARTS.every(([key]) => String(moment[key] ?? "") === String(told[place][key] ?? "")));
}
