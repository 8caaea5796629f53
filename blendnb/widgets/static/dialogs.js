// What opens above the studio and closes again: export, decisions, options, keys.

import { boardKeys } from "./board_input.js";
import { commandButton, h, patch, table, targetOf } from "./dom.js";
import { checkbox, selectEntry, submitButton, textEntry } from "./fields.js";
import { studioKeys } from "./keyboard.js";
import { phrase } from "./texts.js";

/** @import { Child } from "./dom.js" */
/** @import { FormActions } from "./fields.js" */
/** @import { Connection } from "./connection.js" */
/** @import { Comparison, Decision, ExportedFile, ExportForm, PlanOption, StudioState } from "./messages.js" */
/** @typedef {"export" | "decisions" | "options" | "keys"} DialogName */
/** @typedef {{ suffix: string, edition: string, chart: string, name: string, interactive: boolean }} ExportChoice */
/** @typedef {{ html?: string, number: number, waiting: boolean }} Preview */

/** @type {() => Record<DialogName, string>} */
const titles = () => ({ export: phrase("export"), decisions: phrase("decisions_and_notes"), options: phrase("options"), keys: phrase("keys") });

/**
 * @param {HTMLElement} root
 * @param {Connection} connection
 * @param {() => void} onDraw
 */
export function studioDialog(root, connection, onDraw) {
  const element = h("dialog", { class: "dialog", "aria-label": "" });
  /** @type {DialogName | null} */
  let open = null;
  let about = "";
  let choice = { suffix: ".html", edition: "client", chart: "journey", name: "", interactive: false };
  /** @type {Preview | null} */
  let preview = null;
  let state = /** @type {StudioState} */ ({});
  root.append(element);

  /** @type {Record<DialogName, () => Child[]>} */
  const contents = {
    export: () => exportDialog(state, choice, preview),
    decisions: () => decisionsDialog(state, about),
    options: () => optionsDialog(state),
    keys: () => keysDialog(),
  };

  function draw() {
    if (!open) return;
    const wanted = h("dialog", { class: `dialog ${open}`, "aria-label": titles()[open] }, h("div", { class: "dialog-head" }, h("h2", {}, titles()[open]), h("button", { type: "button", class: "quiet", "data-close": true }, phrase("close"))), state.notice && h("p", { class: "notice", role: "status", "data-key": "notice" }, state.notice), ...contents[open]());
    wanted.setAttribute("open", "");
    patch(element, wanted);
    onDraw();
  }

  element.addEventListener("close", () => {
    open = null;
    preview = null;
    element.replaceChildren();
  });
  element.addEventListener("click", (event) => {
    if (event.target === element || targetOf(event).closest("[data-close]")) element.close();
  });

  return {
    element,
    /** @param {StudioState} newest */
    show(newest) {
      state = newest;
      draw();
    },
    /**
     * @param {DialogName} name
     * @param {string} subject what a decision is about
     */
    open(name, subject = "") {
      [open, about] = [name, subject];
      draw();
      if (!element.open) element.showModal();
      /** @type {HTMLElement | null} */ (element.querySelector("[data-first]"))?.focus();
    },
    /** @param {string} html */
    preview(html) {
      preview = { html, number: (preview?.number ?? 0) + 1, waiting: false };
      draw();
    },
    forms: /** @type {Record<string, FormActions>} */ ({
      export: {
        change(values) {
          choice = { ...choice, ...values };
          preview = null;
          draw();
        },
        submit(values) {
          choice = { ...choice, ...values };
          connection.send({ export: exportCommand(state.guide.forms, choice) });
        },
      },
      preview: {
        submit() {
          preview = { number: preview?.number ?? 0, waiting: true };
          connection.send({ preview: { edition: choice.edition, interactive: choice.interactive } });
          draw();
        },
      },
      decide: {
        submit({ about: what, text, who, why }) {
          connection.send({ decide: { about: what, text, who, why } });
          return Boolean(text.trim()); // without a sentence nothing is cleared, and the answer says what lacks
        },
      },
      rename: {
        change: (values, index) => connection.send({ option: { rename: [index, values.name] } }),
      },
      merge: {
        submit(values, from) {
          if (values.touchpoint) connection.send({ merge: { from, touchpoint: values.touchpoint } });
        },
      },
    }),
  };
}

// ------------------------------------------------------------------------------------ export

/**
 * What is asked for: only that of the choice which the form of file has.
 *
 * @param {ExportForm[]} forms
 * @param {ExportChoice} choice
 */
export function exportCommand(forms, choice) {
  const form = forms.find(({ suffix }) => suffix === choice.suffix);
  return {
    suffix: choice.suffix,
    name: choice.name.trim() || null,
    ...(form?.editions && { edition: choice.edition }),
    ...(form?.interactive && { interactive: choice.interactive }),
    ...(form?.chart && { chart: choice.chart }),
  };
}

/**
 * @param {StudioState} state
 * @param {ExportChoice} choice
 * @param {Preview | null} preview
 * @returns {Child[]}
 */
function exportDialog({ guide, exported, result }, choice, preview) {
  const form = guide.forms.find(({ suffix }) => suffix === choice.suffix) ?? guide.forms[0];
  return [
    h(
      "div",
      { class: "stack", "data-form": "export" },
      selectEntry("suffix", phrase("what"), choice.suffix, guide.forms.map(({ suffix, text }) => [suffix, `${suffix.slice(1).toUpperCase()}: ${text}`]), { "data-first": true }),
      form.editions && selectEntry("edition", phrase("for_whom"), choice.edition, guide.editions),
      form.interactive && checkbox("interactive", phrase("with_a_part_to_explore_its"), { checked: choice.interactive, "data-ticked": String(choice.interactive) }),
      form.chart && selectEntry("chart", phrase("which_chart"), choice.chart, guide.charts.map((name) => [name, name.charAt(0).toUpperCase() + name.slice(1)])),
      textEntry("name", phrase("file_name"), choice.name, { placeholder: phrase("after_the_programme") }),
      h("div", { class: "row-of" }, submitButton(phrase("export_2", { suffix: form.suffix.slice(1).toUpperCase() }), { class: "primary", disabled: !result?.audit })),
    ),
    h("p", { class: "exported", role: "status", "data-key": "exported" }, exportedNote(exported)),
    form.page &&
      h(
        "div",
        { "data-form": "preview", class: "preview", "data-key": "preview" },
        submitButton(preview?.html ? phrase("preview_again") : phrase("preview")),
        h("p", { class: "quiet-text", role: "status", "data-key": "preview-said" }, preview?.waiting ? phrase("the_page_is_being_made") : preview?.html ? phrase("this_is_the_page_as_it") : ""),
        preview?.html && h("iframe", { sandbox: "", srcdoc: preview.html, title: phrase("preview_of_the_page"), tabindex: "0", "data-live": true, "data-key": `preview-${preview.number}` }),
      ),
  ];
}

/** @param {ExportedFile | null | undefined} exported */
function exportedNote(exported) {
  if (!exported) return null;
  const warning = exported.stale && ` ${phrase("it_was_made_before_the_last")}`;
  return [`${phrase("saved_as")} `, exportLink(exported), ` ${phrase("in", { folder: exported.folder })}`, warning && h("strong", {}, warning)];
}

/** @param {ExportedFile} exported */
function exportLink({ name, folder }) {
  const url = fileUrl(name, location.pathname);
  return url ? h("a", { href: url, target: "_blank", rel: "noopener", title: folder }, name) : h("span", { title: folder }, name);
}

/**
 * The file's address, where the page is a notebook's: the file stands beside the notebook.
 *
 * @param {string} name
 * @param {string} pathname of the page
 */
export function fileUrl(name, pathname) {
  const notebook = pathname.match(/^(.*?\/)(?:lab|doc|notebooks)(?:\/workspaces\/[^/]+)?(?:\/tree)?\/(.*)$/);
  if (notebook) {
    const folder = notebook[2].split("/").slice(0, -1).map((part) => `${part}/`).join("");
    return `${notebook[1]}files/${folder}${encodeURIComponent(name)}`;
  }
  const voila = pathname.match(/^(.*?\/)(?:voila(?:\/render)?\/.*)?$/);
  return voila ? `${voila[1]}files/${encodeURIComponent(name)}` : null;
}

// --------------------------------------------------------------------------------- decisions

/**
 * @param {StudioState} state
 * @param {string} about what the next one is about
 * @returns {Child[]}
 */
function decisionsDialog({ decisions = [], options = [], result }, about) {
  const active = options.find((option) => option.active);
  return [
    options.length > 1 && active && h("p", { class: "quiet-text" }, phrase("on_the_record_of_each_option", { name: active.name })),
    h(
      "div",
      { class: "stack", "data-form": "decide" },
      textEntry("text", phrase("what_was_decided_or_what_to"), "", { rows: 2, "data-first": true }),
      h("div", { class: "pair-of-boxes" }, textEntry("about", phrase("about"), about, { placeholder: "anything" }), textEntry("who", phrase("who"), "")),
      textEntry("why", phrase("why"), ""),
      h("div", { class: "row-of" }, submitButton(phrase("put_on_record"), { class: "primary", disabled: !result?.audit })),
    ),
    decisions.length === 0
      ? h("p", { class: "quiet-text" }, phrase("nothing_is_on_record_yet_decisions"))
      : h("ol", { class: "plain ruled", "data-key": "record" }, decisions.map(decisionRow)),
  ];
}

/**
 * @param {Decision} decision
 * @param {number} index
 */
function decisionRow({ id, text, why, who, when, about }, index) {
  return h(
    "li",
    { "data-key": id },
    h("div", { class: "row" }, h("strong", {}, text), commandButton(phrase("remove"), { undecide: index }, { class: "quiet", "aria-label": phrase("remove_2", { text }) })),
    why && h("p", {}, why),
    h("p", { class: "quiet-text" }, [who, when, about?.join(", ")].filter(Boolean).join(" · ")),
  );
}

// ----------------------------------------------------------------------------------- options

/**
 * @param {StudioState} state
 * @returns {Child[]}
 */
function optionsDialog({ options = [], comparison, result }) {
  const active = options.findIndex((option) => option.active);
  return [
    h("ul", { class: "plain ruled" }, options.map((option, index) => optionRow(option, index, options.length, active))),
    options.length < 4 && h("div", { class: "row-of" }, commandButton(phrase("add_an_option_a_copy_of"), { option: { new: true } }, { disabled: !result })),
    comparison ? comparisonTable(comparison) : h("p", { class: "quiet-text" }, phrase("with_two_or_more_options_they")),
  ];
}

/**
 * @param {PlanOption} option
 * @param {number} index
 * @param {number} count
 * @param {number} activeIndex
 */
function optionRow({ name, active, touchpoints, blend_model: model, weeks, hours, sessions, open }, index, count, activeIndex) {
  const summary = weeks == null ? phrase("no_plan_yet") : phrase("weeks_hours_each_live_sessions_open", { model, weeks, hours, sessions, count: open });
  return h(
    "li",
    { "data-key": `option-${index}` },
    h("div", { class: "row", "data-form": "rename", "data-about": String(index) }, textEntry("name", phrase("name_of_option", { index: index + 1 }), name, { bare: true }), active ? h("span", { class: "in-plan" }, phrase("active")) : commandButton(phrase("work_on_it"), { option: { switch: index } })),
    h("p", { class: "quiet-text" }, summary),
    h(
      "div",
      { class: "row-of" },
      !active && activeIndex >= 0 && [["before", phrase("take_its_preparation")], ["during", phrase("take_its_main_phase")], ["after", phrase("take_its_follow_up")]].map(([stage, text]) => commandButton(text, { merge: { from: index, stage } }, { class: "quiet" })),
      !active && touchpoints.length > 0 && h("div", { class: "taking", "data-form": "merge", "data-about": String(index) }, selectEntry("touchpoint", phrase("one_touchpoint_of", { name }), touchpoints[0][0], touchpoints, { bare: true }), submitButton(phrase("take_this_touchpoint"), { class: "quiet" })),
      count > 1 && commandButton(phrase("remove"), { option: { remove: index } }, { class: "quiet", "aria-label": phrase("remove_3", { name }) }),
    ),
  );
}

/** @param {string[]} cells */
function comparisonRow([name, ...values]) {
  return h("tr", {}, h("th", { scope: "row" }, name), values.map((value) => h("td", {}, value)));
}

/** @param {Comparison} comparison */
function comparisonTable({ text, head, rows }) {
  return h(
    "section",
    { class: "panel", "data-key": "comparison" },
    h("h3", {}, phrase("side_by_side")),
    text && h("p", {}, Array.isArray(text) ? text.join(" ") : text),
    h("div", { class: "twin", tabindex: "0", role: "group", "aria-label": phrase("comparison") }, table(head, rows.map(comparisonRow))),
  );
}

// -------------------------------------------------------------------------------------- keys

/** @returns {Child[]} */
function keysDialog() {
  return [
    h("p", { class: "caption" }, phrase("they_work_while_the_studio_has")),
    keyList(studioKeys()),
    h("h3", {}, phrase("on_the_journey_board")),
    keyList(boardKeys()),
  ];
}

/** @param {[string, string][]} keys */
function keyList(keys) {
  return h("dl", { class: "keys" }, keys.map(([key, what]) => h("div", {}, h("dt", {}, key), h("dd", {}, what))));
}
