// The form: one control for each design variable, any of which can stay unanswered.
// Python describes the controls; here they are built once and then only given their values. A box
// that somebody is typing in is never written to.

import { h, setText, setVisible } from "./dom.js";
import { insertLineBreak } from "./fields.js";
import { phrase } from "./texts.js";

/** @import { Answers, Choice, Command, ControlDescription, FormGroup, Moment } from "./messages.js" */
/** @typedef {(value: any) => void} SendAnswer */
/** @typedef {{ value: any, assumed?: string, assumedValue?: string[], problems: string[], settled: boolean }} ControlState */
/** @typedef {{ element: HTMLElement, target: HTMLElement, grouped?: boolean, show: (state: ControlState) => void }} Control */

/**
 * @param {FormGroup[]} groups
 * @param {(command: Command) => void} send
 */
export function designForm(groups, send) {
  // Each studio on a page runs its own copy of this module, so a counter would give equal ids.
  const prefix = `blendnb-${Math.random().toString(36).slice(2)}`;
  /** @type {Map<string, ReturnType<typeof formField>>} */
  const fields = new Map();
  let step = 0;

  const element = h("form", { class: "form", novalidate: true, autocomplete: "off" });
  element.addEventListener("submit", (event) => event.preventDefault());
  element.addEventListener("focusin", () => (step += 1));

  /** @param {string} path */
  const idOf = (path) => `${prefix}-${path.replaceAll(".", "-")}`;
  /**
   * @param {string} path
   * @param {unknown} value
   */
  const answer = (path, value) => send({ set: { [path]: value }, step: `${prefix}-${path}-${step}` });

  const counts = groups.map((group, index) => {
    const count = h("span", { class: "count" });
    const section = h("details", { class: "group", open: true, "data-number": index }, h("summary", {}, h("span", {}, group.title), count));
    for (const description of group.controls) {
      const field = formField(description, idOf(description.path), (value) => answer(description.path, value));
      fields.set(description.path, field);
      section.append(field.element);
    }
    element.append(section);
    return count;
  });

  return {
    element,
    /**
     * @param {Answers} answers
     * @param {boolean} settled whether Python has seen all that was typed
     */
    show(answers, settled) {
      for (const [path, field] of fields) {
        field.show({
          value: answers.values[path],
          assumed: answers.assumed[path],
          assumedValue: answers.assumed_values[path],
          problems: answers.problems[path] ?? [],
          settled,
        });
      }
      groups.forEach((group, index) => setText(counts[index], answeredCount(group, answers.values)));
    },
    /** @param {string} path */
    focus(path) {
      fields.get(path)?.focus();
    },
  };
}

/**
 * @param {{ controls: { path: string }[] }} group
 * @param {Record<string, unknown>} values
 */
export function answeredCount({ controls }, values) {
  return phrase("of", { answered: controls.filter(({ path }) => isAnswered(values[path])).length, count: controls.length });
}

/** @param {unknown} value */
export function isAnswered(value) {
  return value !== null && value !== undefined && value !== "";
}

const CONTROLS = { text: textControl, number: numberControl, date: dateControl, select: selectControl, segments: segmentsControl, checks: checksControl, moments: momentsControl };

/**
 * @param {ControlDescription} description
 * @param {string} id
 * @param {SendAnswer} answer
 */
function formField(description, id, answer) {
  const control = CONTROLS[description.control](description, id, answer);
  const problem = h("p", { class: "problem", id: `${id}-problem`, role: "status", hidden: true });
  const help = h("p", { class: "help", id: `${id}-help`, hidden: true }, helpText(description));
  const helpButton = h(
    "button",
    { type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": help.id, "aria-label": phrase("help", { label: description.label }) },
    phrase("help_2"),
  );
  helpButton.addEventListener("click", () => {
    help.hidden = !help.hidden;
    helpButton.setAttribute("aria-expanded", String(!help.hidden));
  });
  const { grouped } = control;
  const name = grouped
    ? h("span", { class: "name", id: `${id}-name` }, description.label)
    : h("label", { class: "name", for: id }, description.label);
  const element = h(
    "div",
    { class: "field", "data-path": description.path, ...(grouped && { role: "group", "aria-labelledby": `${id}-name` }) },
    h("div", { class: "name-line" }, name, description.required && h("span", { class: "required" }, phrase("needed")), helpButton),
    help,
    control.element,
    problem,
  );
  control.target.setAttribute("aria-describedby", `${problem.id} ${help.id}`);
  return {
    element,
    focus: () => control.target.focus(),
    /** @param {ControlState} state */
    show(state) {
      control.show(state);
      const wrong = state.problems.length > 0;
      setVisible(problem, wrong);
      setText(problem, state.problems.join(" "));
      element.classList.toggle("wrong", wrong);
      element.classList.toggle("answered", isAnswered(state.value));
      if (!grouped && control.target.ariaInvalid !== String(wrong)) control.target.ariaInvalid = String(wrong);
    },
  };
}

/** @param {{ help: string, decides: string }} description */
export function helpText({ help, decides }) {
  return [help, decides && phrase("it_decides", { decides })].filter(Boolean).join(" ");
}

/** @param {string} [assumed] */
export function assumedText(assumed) {
  return assumed ? phrase("assumed", { assumed }) : phrase("not_stated");
}

// ------------------------------------------------------------------------------- text boxes

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @param {SendAnswer} answer
 * @returns {Control}
 */
function boxControl(input, answer) {
  let latest = "";
  let ahead = false; // of Python: it has not seen the last letters yet
  input.addEventListener("input", () => {
    ahead = true;
    answer(input.value);
  });
  input.addEventListener("blur", () => {
    if (!ahead) input.value = latest;
  });
  return {
    target: input,
    element: input,
    show({ value, settled }) {
      if (!settled) return;
      // A box that is merely looked at follows; what somebody typed in it stays until it is left.
      const untouched = document.activeElement !== input || (!ahead && input.value === latest);
      ahead = false;
      latest = value ?? "";
      if (untouched && input.value !== latest) input.value = latest;
    },
  };
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @param {string} text
 */
function setPlaceholder(input, text) {
  if (input.placeholder !== text) input.placeholder = text;
}

/**
 * @param {ControlDescription} description
 * @param {string} id
 * @param {SendAnswer} answer
 * @returns {Control}
 */
function textControl({ rows, required }, id, answer) {
  const input = rows > 1 ? h("textarea", { id, rows }) : h("input", { id, type: "text" });
  if (rows > 1) input.addEventListener("keydown", (event) => insertLineBreak(/** @type {KeyboardEvent} */ (event)));
  input.required = required;
  const control = boxControl(input, answer);
  return {
    ...control,
    show(state) {
      control.show(state);
      setPlaceholder(input, state.assumed ? assumedText(state.assumed) : "");
    },
  };
}

/**
 * @param {ControlDescription} description
 * @param {string} id
 * @param {SendAnswer} answer
 * @returns {Control}
 */
function numberControl({ unit }, id, answer) {
  const input = h("input", { id, type: "text", inputmode: "decimal" });
  const control = boxControl(input, answer);
  return {
    ...control,
    element: h("div", { class: "number" }, input, unit && h("span", { class: "unit", "aria-hidden": "true" }, unit)),
    show(state) {
      control.show(state);
      setPlaceholder(input, assumedText(state.assumed));
    },
  };
}

/**
 * @param {ControlDescription} _description
 * @param {string} id
 * @param {SendAnswer} answer
 */
function dateControl(_description, id, answer) {
  return boxControl(h("input", { id, type: "date" }), answer);
}

// ------------------------------------------------------------------------------- choices

/**
 * Options carry the index of their choice, since values may be no texts.
 *
 * @param {Choice[]} choices
 * @param {string} index
 */
export function choiceValue(choices, index) {
  return index === "" ? null : choices[Number(index)].value;
}

/**
 * @param {ControlDescription} description
 * @param {string} id
 * @param {SendAnswer} answer
 * @returns {Control}
 */
function selectControl({ choices, required }, id, answer) {
  const unanswered = h("option", { value: "" });
  const options = choices.map((choice, index) => h("option", { value: String(index), title: choice.help }, choice.label));
  const select = h("select", { id }, unanswered, options);
  select.required = required;
  select.addEventListener("change", () => answer(choiceValue(choices, select.value)));
  return {
    target: select,
    element: select,
    show({ value, assumed, settled }) {
      setText(unanswered, required ? phrase("choose_one") : assumedText(assumed));
      if (!settled) return;
      const index = choices.findIndex((choice) => choice.value === value);
      const shown = index < 0 ? "" : String(index);
      if (select.value !== shown) select.value = shown;
      select.classList.toggle("open", index < 0);
    },
  };
}

/**
 * @param {ControlDescription} description
 * @param {string} id
 * @param {SendAnswer} answer
 * @returns {Control}
 */
function segmentsControl({ choices }, id, answer) {
  const unanswered = segment(`${id}-open`, id, "", "");
  const segments = choices.map((choice, index) => segment(`${id}-${index}`, id, String(index), choice.label));
  const element = h("div", { class: "segments" }, [unanswered, ...segments].map((each) => each.element));
  element.addEventListener("change", (event) => answer(choiceValue(choices, /** @type {HTMLInputElement} */ (event.target).value)));
  return {
    grouped: true,
    target: unanswered.input,
    element,
    show({ value, assumed, settled }) {
      setText(unanswered.text, assumedText(assumed));
      if (!settled) return;
      const index = choices.findIndex((choice) => choice.value === value);
      (index < 0 ? unanswered : segments[index]).input.checked = true;
    },
  };
}

/**
 * @param {string} id
 * @param {string} name
 * @param {string} value
 * @param {string} label
 */
function segment(id, name, value, label) {
  const input = h("input", { type: "radio", id, name, value });
  const text = h("span", {}, label);
  return { input, text, element: h("label", { class: value === "" ? "segment open" : "segment", for: id }, input, text) };
}

/**
 * A set of boxes: unanswered, it says what is assumed; the first click answers.
 *
 * @param {ControlDescription} description
 * @param {string} id
 * @param {SendAnswer} answer
 * @returns {Control}
 */
function checksControl({ choices }, id, answer) {
  const boxes = choices.map((choice, index) => {
    const input = h("input", { type: "checkbox", id: `${id}-${index}` });
    return { input, value: choice.value, element: h("label", { class: "check", for: input.id, title: choice.help }, input, h("span", {}, choice.label)) };
  });
  const note = h("span", { class: "assumed" });
  const clear = h("button", { type: "button", class: "quiet" }, phrase("take_answer_back"));
  clear.addEventListener("click", () => answer(null));
  const list = h("div", { class: "checks" }, boxes.map((box) => box.element));
  list.addEventListener("change", () => answer(boxes.filter((box) => box.input.checked).map((box) => box.value)));
  return {
    grouped: true,
    target: boxes[0].input,
    element: h("div", {}, list, h("div", { class: "checks-note" }, note, clear)),
    show({ value, assumedValue, settled }) {
      const answered = isAnswered(value);
      // Only what was answered is ticked: a tick that is merely assumed would be untouchable,
      // because the first click would take it away and state all the others.
      setText(note, answered ? "" : assumedChoices(choices, assumedValue));
      setVisible(clear, answered);
      if (!settled) return;
      const ticked = new Set(answered ? value : []);
      for (const box of boxes) box.input.checked = ticked.has(box.value);
    },
  };
}

/**
 * @param {Choice[]} choices
 * @param {unknown[]} [values]
 */
export function assumedChoices(choices, values = []) {
  const assumed = choices.filter((choice) => values.includes(choice.value));
  return phrase("assumed", { assumed: assumed.map((choice) => choice.label).join(", ") || "none" });
}

// ------------------------------------------------------------------------------- moments

/** @typedef {"text" | "measure" | "baseline" | "week"} MomentKey */

const momentParts = () => /** @type {[MomentKey, string, string][]} */ ([
  ["text", phrase("moment"), phrase("when_at_work")],
  ["measure", phrase("measure"), phrase("how_it_will_be_seen")],
  ["baseline", phrase("baseline"), phrase("where_it_stands_today")],
  ["week", phrase("week_2"), phrase("week_2")],
]);

/**
 * The moments that matter: a row for each, with how it is measured and where that stands today. An
 * empty row waits at the end; a row whose boxes are all empty is no moment.
 *
 * @param {ControlDescription} _description
 * @param {string} id
 * @param {SendAnswer} answer
 * @returns {Control}
 */
function momentsControl(_description, id, answer) {
  const list = h("ol", { class: "moments" });
  const note = h("p", { class: "checks-note" });
  /** @type {ReturnType<typeof momentRow>[]} */
  let rows = [];
  let ahead = false; // of Python: it has not seen the last letters yet

  const moments = () => momentsTyped(rows.map((row) => row.values()));

  function send() {
    ahead = true;
    const typed = moments();
    answer(typed.length > 0 ? typed : null);
    for (const row of rows) row.update();
    rows.forEach((row, index) => row.setNumber(index));
    if (!rows.at(-1)?.isEmpty()) add();
  }

  /** @param {Moment} [moment] */
  function add(moment = {}) {
    const row = momentRow(rows.length === 0 ? id : undefined, rows.length, () => {
      rows = rows.filter((other) => other !== row);
      row.element.remove();
      send();
      rows[0].boxes.text.focus();
    });
    rows.push(row);
    list.append(row.element);
    row.fill(moment);
  }

  list.addEventListener("input", send);
  add();

  return {
    grouped: true,
    target: rows[0].boxes.text,
    element: h("div", {}, list, note),
    show({ value, settled }) {
      /** @type {Moment[]} */
      const sent = value ?? [];
      setText(note, measureNote(sent));
      if (!settled || (ahead && list.contains(document.activeElement) && sameMoments(moments(), sent))) {
        ahead = ahead && !settled;
        return;
      }
      ahead = false;
      while (rows.length < sent.length + 1) add();
      while (rows.length > sent.length + 1) rows.pop()?.element.remove();
      rows.forEach((row, index) => row.fill(sent[index] ?? {}));
    },
  };
}

/**
 * @param {string | undefined} id of the first box
 * @param {number} index
 * @param {() => void} onRemove
 */
function momentRow(id, index, onRemove) {
  const boxes = /** @type {Record<MomentKey, HTMLInputElement>} */ (
    Object.fromEntries(momentParts().map(([key, , placeholder]) => [key, h("input", { type: "text", placeholder, id: key === "text" ? id : undefined, ...(key === "week" && { inputmode: "numeric" }) })]))
  );
  const remove = h("button", { type: "button", class: "quiet" }, phrase("remove"));
  remove.addEventListener("click", onRemove);
  const element = h("li", { class: "moment" }, boxes.text, h("div", { class: "moment-parts" }, boxes.measure, boxes.baseline, boxes.week), remove);
  /** @type {Record<string, any>} */
  let otherFields = {}; // that have no box
  const row = {
    boxes,
    element,
    isEmpty: () => momentParts().every(([key]) => !boxes[key].value),
    values: () => ({ ...otherFields, ...Object.fromEntries(momentParts().map(([key]) => [key, boxes[key].value.trim()])) }),
    /** @param {number} number the place in the list, which the labels say */
    setNumber(number) {
      for (const [key, name] of momentParts()) boxes[key].setAttribute("aria-label", momentLabel(key, name, number));
      remove.setAttribute("aria-label", phrase("remove_moment", { number: number + 1 }));
    },
    /** @param {Moment} moment */
    fill(moment) {
      const { text: _text, measure: _measure, baseline: _baseline, week: _week, ...rest } = moment;
      otherFields = rest;
      for (const [key] of momentParts()) {
        const value = moment[key] ?? "";
        if (boxes[key] !== document.activeElement && boxes[key].value !== value) boxes[key].value = String(value);
      }
      row.update();
    },
    // The details of a moment show themselves once there is a moment.
    update() {
      boxes.week.ariaInvalid = String(!isWeek(boxes.week.value));
      element.classList.toggle("open", row.isEmpty());
    },
  };
  row.setNumber(index);
  return row;
}

/** @param {Moment[]} moments */
export function measureNote(moments) {
  if (moments.length === 0) return "";
  const bare = moments.filter((moment) => !moment.measure).length;
  return bare === 0 ? phrase("each_moment_has_a_measure") : phrase("of_without_a_measure_yet", { bare, count: moments.length });
}

/** @param {string} text */
export function isWeek(text) {
  return /^\s*\d*\s*$/.test(text);
}

/**
 * @param {MomentKey} key
 * @param {string} name
 * @param {number} index
 */
function momentLabel(key, name, index) {
  return key === "text" ? phrase("moment_2", { index: index + 1 }) : phrase("of_moment", { name, index: index + 1 });
}

/**
 * The moments that rows of boxes state; rows of empty boxes state none, empty boxes nothing.
 *
 * @param {Record<string, any>[]} rows
 * @returns {Moment[]}
 */
export function momentsTyped(rows) {
  return rows.filter((row) => momentParts().some(([key]) => row[key])).map((row) => {
    const stated = Object.entries(row).filter(([key, value]) => key === "text" || (value !== "" && value != null));
    const week = Number(row.week);
    return { ...Object.fromEntries(stated), ...(row.week && Number.isInteger(week) && { week }) };
  });
}

/**
 * @param {Moment[]} typed
 * @param {Moment[]} sent
 */
export function sameMoments(typed, sent) {
  return typed.length === sent.length && typed.every((moment, index) => momentParts().every(([key]) => String(moment[key] ?? "") === String(sent[index][key] ?? "")));
}
