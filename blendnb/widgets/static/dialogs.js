// What opens above the studio and closes again: export, decisions, options, keys.

import { BOARD_KEYS } from "./board_keys.js";
import { button, h, patch } from "./dom.js";
import { entry, pick, submit, tick } from "./fields.js";

const TITLES = { export: "Export", decisions: "Decisions and notes", options: "Options", keys: "Keys" };

export function dialogs(root, talk, drawn) {
  const element = h("dialog", { class: "dialog", "aria-label": "" });
  let open = null;
  let about = "";
  let choice = { suffix: ".html", edition: "client", chart: "journey", name: "", interactive: false };
  let preview = null;
  let state = {};
  root.append(element);

  const contents = {
    export: () => exportDialog(state, choice, preview),
    decisions: () => decisionsDialog(state, about),
    options: () => optionsDialog(state),
    keys: () => keysDialog(),
  };

  function draw() {
    if (!open) return;
    const wanted = h("dialog", { class: `dialog ${open}`, "aria-label": TITLES[open] }, h("div", { class: "dialog-head" }, h("h2", {}, TITLES[open]), h("button", { type: "button", class: "quiet", "data-close": true }, "Close")), state.notice && h("p", { class: "notice", role: "status", "data-key": "notice" }, state.notice), ...contents[open]());
    wanted.setAttribute("open", "");
    patch(element, wanted);
    drawn();
  }

  element.addEventListener("close", () => {
    open = null;
    preview = null;
    element.replaceChildren();
  });
  element.addEventListener("click", (event) => {
    if (event.target === element || event.target.closest("[data-close]")) element.close();
  });

  return {
    element,
    show(now) {
      state = now;
      draw();
    },
    open(name, subject = "") {
      [open, about] = [name, subject];
      draw();
      if (!element.open) element.showModal();
      element.querySelector("[data-first]")?.focus();
    },
    preview(html) {
      preview = { html, number: (preview?.number ?? 0) + 1, waiting: false };
      draw();
    },
    forms: {
      export: {
        change(values) {
          choice = { ...choice, ...values };
          preview = null;
          draw();
        },
        submit(values) {
          choice = { ...choice, ...values };
          const form = state.guide.forms.find(({ suffix }) => suffix === choice.suffix);
          talk.send({ export: { suffix: choice.suffix, name: choice.name.trim() || null, ...(form.page && { edition: choice.edition }), ...(form.suffix === ".html" && { interactive: choice.interactive }), ...(form.chart && { chart: choice.chart }) } });
        },
      },
      preview: {
        submit() {
          preview = { number: preview?.number ?? 0, waiting: true };
          talk.send({ preview: { edition: choice.edition, interactive: choice.interactive } });
          draw();
        },
      },
      decide: {
        submit({ about: what, text, who, why }) {
          talk.send({ decide: { about: what, text, who, why } });
          return Boolean(text.trim()); // without a sentence nothing is cleared, and the answer says what lacks
        },
      },
      rename: {
        change: (values, place) => talk.send({ option: { rename: [place, values.name] } }),
      },
      merge: {
        submit(values, from) {
          if (values.touchpoint) talk.send({ merge: { from, touchpoint: values.touchpoint } });
        },
      },
    },
  };
}

// ------------------------------------------------------------------------------------ export

function exportDialog({ guide, exported, result }, choice, preview) {
  const form = guide.forms.find(({ suffix }) => suffix === choice.suffix) ?? guide.forms[0];
  return [
    h(
      "div",
      { class: "stack", "data-form": "export" },
      pick("suffix", "What", choice.suffix, guide.forms.map(({ suffix, text }) => [suffix, `${suffix.slice(1).toUpperCase()}: ${text}`]), { "data-first": true }),
      form.page && pick("edition", "For whom", choice.edition, guide.editions),
      form.suffix === ".html" && tick("interactive", "With a part to explore: its sliders work in any browser, without a network", { checked: choice.interactive, "data-ticked": String(choice.interactive) }),
      form.chart && pick("chart", "Which chart", choice.chart, guide.charts.map((name) => [name, name.charAt(0).toUpperCase() + name.slice(1)])),
      entry("name", "File name", choice.name, { placeholder: "after the programme" }),
      h("div", { class: "row-of" }, submit(`Export ${form.suffix.slice(1).toUpperCase()}`, { class: "primary", disabled: !result?.audit })),
    ),
    h("p", { class: "exported", role: "status", "data-key": "exported" }, exportedNote(exported)),
    form.page &&
      h(
        "div",
        { "data-form": "preview", class: "preview", "data-key": "preview" },
        submit(preview?.html ? "Preview again" : "Preview"),
        h("p", { class: "quiet-text", role: "status", "data-key": "preview-said" }, preview?.waiting ? "The page is being made…" : preview?.html ? "This is the page, as it opens anywhere." : ""),
        preview?.html && h("iframe", { sandbox: "", srcdoc: preview.html, title: "Preview of the page", tabindex: "0", "data-live": true, "data-key": `preview-${preview.number}` }),
      ),
  ];
}

function exportedNote(exported) {
  if (!exported) return null;
  const late = exported.stale && " It was made before the last changes.";
  return ["Saved as ", exportLink(exported), ` in ${exported.folder}.`, late && h("strong", {}, late)];
}

function exportLink({ name, folder }) {
  const url = address(name);
  return url ? h("a", { href: url, target: "_blank", rel: "noopener", title: folder }, name) : h("span", { title: folder }, name);
}

// The file's address, where the page is a notebook's: the file stands beside the notebook.
export function address(name) {
  const found = location.pathname.match(/^(.*?\/)(?:lab|doc|notebooks)(?:\/workspaces\/[^/]+)?(?:\/tree)?\/(.*)$/);
  if (found) {
    const folder = found[2].split("/").slice(0, -1).map((part) => `${part}/`).join("");
    return `${found[1]}files/${folder}${encodeURIComponent(name)}`;
  }
  const voila = location.pathname.match(/^(.*?\/)(?:voila(?:\/render)?\/.*)?$/);
  return voila ? `${voila[1]}files/${encodeURIComponent(name)}` : null;
}

// --------------------------------------------------------------------------------- decisions

function decisionsDialog({ decisions = [], options = [], result }, about) {
  const active = options.find((option) => option.active);
  return [
    options.length > 1 && active && h("p", { class: "quiet-text" }, `On the record of ${active.name}; each option has its own.`),
    h(
      "div",
      { class: "stack", "data-form": "decide" },
      entry("text", "What was decided, or what to remember", "", { rows: 2, "data-first": true }),
      h("div", { class: "pair-of-boxes" }, entry("about", "About", about, { placeholder: "anything" }), entry("who", "Who", "")),
      entry("why", "Why", ""),
      h("div", { class: "row-of" }, submit("Put on record", { class: "primary", disabled: !result?.audit })),
    ),
    decisions.length === 0
      ? h("p", { class: "quiet-text" }, "Nothing is on record yet. Decisions travel in the plan and stand on its page.")
      : h("ol", { class: "plain ruled", "data-key": "record" }, decisions.map(decisionRow)),
  ];
}

function decisionRow({ id, text, why, who, when, about }, place) {
  return h(
    "li",
    { "data-key": id },
    h("div", { class: "row" }, h("strong", {}, text), button("Remove", { undecide: place }, { class: "quiet", "aria-label": `Remove: ${text}` })),
    why && h("p", {}, why),
    h("p", { class: "quiet-text" }, [who, when, about?.join(", ")].filter(Boolean).join(" · ")),
  );
}

// ----------------------------------------------------------------------------------- options

function optionsDialog({ options = [], comparison, result }) {
  const here = options.findIndex(({ active }) => active);
  return [
    h("ul", { class: "plain ruled" }, options.map((option, place) => optionRow(option, place, options.length, here))),
    options.length < 4 && h("div", { class: "row-of" }, button("Add an option: a copy of the active one", { option: { new: true } }, { disabled: !result })),
    comparison ? compared(comparison) : h("p", { class: "quiet-text" }, "With two or more options, they are compared here side by side."),
  ];
}

function optionRow({ name, active, touchpoints, blend_model: model, weeks, hours, sessions, open }, place, count, here) {
  const numbers_ = weeks == null ? "no plan yet" : `${model}; ${weeks} weeks, ${hours} hours each, ${sessions} live sessions, ${open} ${open === 1 ? "question" : "questions"} open`;
  return h(
    "li",
    { "data-key": `option-${place}` },
    h("div", { class: "row", "data-form": "rename", "data-about": String(place) }, entry("name", `Name of option ${place + 1}`, name, { bare: true }), active ? h("span", { class: "in-plan" }, "active") : button("Work on it", { option: { switch: place } })),
    h("p", { class: "quiet-text" }, numbers_),
    h(
      "div",
      { class: "row-of" },
      !active && here >= 0 && [["before", "Take its preparation"], ["during", "Take its main phase"], ["after", "Take its follow-up"]].map(([stage, text]) => button(text, { merge: { from: place, stage } }, { class: "quiet" })),
      !active && touchpoints.length > 0 && h("div", { class: "taking", "data-form": "merge", "data-about": String(place) }, pick("touchpoint", `One touchpoint of ${name}`, touchpoints[0][0], touchpoints, { bare: true }), submit("Take this touchpoint", { class: "quiet" })),
      count > 1 && button("Remove", { option: { remove: place } }, { class: "quiet", "aria-label": `Remove ${name}` }),
    ),
  );
}

function compared({ text, head, rows: lines }) {
  return h(
    "section",
    { class: "panel", "data-key": "comparison" },
    h("h3", {}, "Side by side"),
    text && h("p", {}, Array.isArray(text) ? text.join(" ") : text),
    h("div", { class: "twin", tabindex: "0", role: "group", "aria-label": "Comparison" }, h("table", {}, h("thead", {}, h("tr", {}, head.map((name) => h("th", { scope: "col" }, name)))), h("tbody", {}, lines.map((cells) => h("tr", {}, cells.map((cell, place) => (place === 0 ? h("th", { scope: "row" }, cell) : h("td", {}, cell)))))))),
  );
}

// -------------------------------------------------------------------------------------- keys

function keysDialog() {
  return [
    h("p", { class: "caption" }, "They work while the studio has the focus and no text is being typed."),
    keyList(KEYS_SAID),
    h("h3", {}, "On the journey board"),
    keyList(BOARD_KEYS),
  ];
}

function keyList(keys) {
  return h("dl", { class: "keys" }, keys.map(([key, what]) => h("div", {}, h("dt", {}, key), h("dd", {}, what))));
}

const KEYS_SAID = [
  ["1 to 5", "Go to a step"],
  ["shift + 1 to 4", "Switch to an option"],
  ["F6", "Go on to the next part: step, journey, five dimensions, header; also out of a text"],
  ["u, r, ctrl + z, ctrl + y", "Undo, redo"],
  ["e", "Export"],
  ["d", "Decisions and notes"],
  ["o", "Options, compared"],
  ["f", "Facilitator’s strip: agenda and timer"],
  ["p", "Projector mode on and off"],
  ["arrow keys", "Move among the marks of the map"],
  ["escape", "Close a window, leave the projector mode"],
  ["?", "This list"],
];
