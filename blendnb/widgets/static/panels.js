// The plan, always in sight beside the step: which option, key numbers, formats, the dimensions
// and their findings, precedents, and the charts.

import { commandButton, details, h } from "./dom.js";
import { phrase } from "./texts.js";

/** @import { Attributes } from "./dom.js" */
/** @import { Audit, Dimension, Finding, Fix, KeyNumber, Precedent, Question, Result, StudioState } from "./messages.js" */
/** @import { ChartCollection } from "./charts.js" */

/** @param {StudioState} state */
export function planHeader(state) {
  const options = state.options ?? [];
  const { audit } = state.result ?? {};
  return h(
    "div",
    { class: "plan-head", "data-key": "plan-head" },
    h(
      "div",
      { class: "options" },
      h(
        "div",
        { class: "tabs", role: "group", "aria-label": phrase("options") },
        options.map(({ name, active }, index) =>
          commandButton(name, { option: { switch: index } }, { class: `tab${active ? " here" : ""}`, "aria-pressed": String(active), "data-key": `option-${index}`, title: phrase("key_shift", { index: index + 1 }) }),
        ),
        options.length < 4 && commandButton(phrase("add_option"), { option: { new: true } }, { class: "quiet add", disabled: !state.result, "data-key": "option-new" }),
      ),
      h("div", { class: "tools" }, state.by_hand && commandButton(phrase("compose_anew"), { recompose: true }, { class: "quiet", title: phrase("the_plan_was_edited_by_hand") }), opensDialog("options", options.length > 1 ? phrase("compare") : phrase("options"), { class: "quiet", title: phrase("key_o") })),
    ),
    audit && h("ul", { class: "dots", "aria-label": phrase("dimensions_of_the_blend") }, audit.dimensions.map(dimensionDot)),
  );
}

/** @param {Dimension} dimension */
function dimensionDot({ id, name, verdict, verdict_word: word }) {
  return h("li", { "data-key": id }, h("button", { type: "button", class: "quiet", "data-goto": `dimension-${id}`, title: `${name}: ${word}` }, h("span", { class: `verdict ${verdict}` }, name), h("span", { class: "hidden" }, `: ${word}`)));
}

/**
 * The panels below the head: the board, and what `charts` draws as Python tells.
 *
 * @param {StudioState} state
 * @param {ChartCollection} charts
 * @param {{ panel: (state: StudioState) => HTMLElement }} board
 */
export function planPanels(state, charts, board) {
  const { result } = state;
  return [
    state.board && board.panel(state),
    ...Object.entries(state.charts ?? {}).map(([name, figure]) => charts.panel(name, figure, chartTools(name, state))),
    result?.audit && dimensionsPanel(result.audit),
  ];
}

/**
 * @param {string} name
 * @param {StudioState} state
 */
function chartTools(name, state) {
  if (name !== "spacing") return null;
  return h(
    "div",
    { class: "chart-tools", "data-key": "tools" },
    commandButton(phrase("place_reinforcement_again"), { replace_reinforcement: {} }, { title: phrase("asks_all_memory_models_for_the") }),
    state.replaced && h("p", { class: "quiet-text", role: "status" }, state.replaced),
  );
}

// ------------------------------------------------------------------- what others use, too

/**
 * A button that opens one of the dialogs.
 *
 * @param {string} dialog
 * @param {string} text
 * @param {Attributes} attributes
 */
export function opensDialog(dialog, text, attributes = {}) {
  return h("button", { type: "button", "data-opens": dialog, ...attributes }, text);
}

// ------------------------------------------------------------------------- what follows from the brief

/** @param {KeyNumber[]} numbers */
export function keyNumbers(numbers) {
  return h(
    "dl",
    { class: "numbers", "data-key": "numbers" },
    numbers.map(({ value, noun, assumed }) =>
      h("div", { "data-key": noun }, h("dd", {}, value), h("dt", {}, noun, assumed && h("span", { class: "note" }, phrase("assumed_2")))),
    ),
  );
}

/** @param {Result} result */
export function formatsPanel(result) {
  const { formats: chosen, left_out: left, uncovered } = result;
  return h(
    "section",
    { class: "panel", "data-key": "formats" },
    h("h2", {}, phrase("formats_that_complement_each_other", { count: chosen.length })),
    h("p", { class: "caption" }, phrase("each_is_here_for_a_purpose")),
    h(
      "ul",
      { class: "formats" },
      chosen.map((format) =>
        h("li", { "data-key": format.id }, h("div", {}, h("strong", {}, format.name), h("span", { class: "purpose" }, format.purpose), decideButton(format.name)), h("p", {}, format.text)),
      ),
    ),
    uncovered.map((gap) => h("p", { class: "finding", "data-key": gap.id }, gap.text)),
    left.length > 0 &&
      details("left-out", phrase("formats_left_out_and_why", { count: left.length }), h("ul", { class: "plain" }, left.map((format) => h("li", { "data-key": format.id }, h("strong", {}, format.name), ` ${format.text}`)))),
  );
}

/** @param {Audit} audit */
export function dimensionsPanel(audit) {
  return h(
    "section",
    { class: "panel", "data-key": "dimensions" },
    h("h2", {}, audit.headline),
    h("p", { class: "caption" }, audit.caption),
    h("ul", { class: "dimensions" }, audit.dimensions.map(dimensionRow)),
    findingsList(audit),
  );
}

/** @param {Dimension} dimension */
function dimensionRow(dimension) {
  return h(
    "li",
    { "data-key": dimension.id, "data-place": `dimension-${dimension.id}` },
    h("strong", {}, dimension.name),
    h("div", {}, dimension.questions.map(questionRow)),
  );
}

/** @param {Question} question */
function questionRow(question) {
  return h(
    "div",
    { class: "question", "data-key": question.id },
    details(
      "evidence",
      [verdictMark(question), h("span", { title: question.asks }, question.name)],
      h("p", {}, question.text),
      question.forced && h("p", { class: "source" }, question.forced),
      h("div", { class: "row-of" }, question.touchpoints.length > 0 && showInJourney(question.touchpoints), decideButton(question.name)),
    ),
    mendProposal(question),
  );
}

/**
 * What would mend a finding, as one step that can be taken back.
 *
 * @param {{ id: string, fix?: string | Fix | null }} finding
 */
export function mendProposal({ id, fix }) {
  if (!fix) return null;
  const text = typeof fix === "string" ? fix : fix.text;
  return h("div", { class: "mend" }, h("p", {}, text), commandButton(phrase("mend_it"), { mend: id }, { "aria-label": phrase("mend_it_2", { text }) }));
}

/**
 * Opens the record of decisions with what stands here as its subject.
 *
 * @param {string} about
 * @param {string} name
 */
export function decideButton(about, name = about) {
  return opensDialog("decisions", phrase("decide"), { class: "quiet decide", "data-about": about, "aria-label": phrase("decide_about", { name }) });
}

/**
 * Where there is room for one pane only: which of the two is shown.
 *
 * @param {string} left
 * @param {string} right
 */
export function viewSwitcher(left, right) {
  const panes = [["brief", left], ["result", right]];
  return h("div", { class: "switcher", role: "group", "aria-label": phrase("show") }, panes.map(([pane, text]) => h("button", { type: "button", "data-shows": pane }, text)));
}

/**
 * Shows on the journey which touchpoints are meant.
 *
 * @param {string[]} touchpoints
 */
export function showInJourney(touchpoints) {
  return h("button", { type: "button", class: "quiet", "data-lights": JSON.stringify(touchpoints) }, touchpoints.length === 1 ? phrase("show_it_in_the_journey") : phrase("show_all_in_the_journey", { count: touchpoints.length }));
}

/** @param {Question} question */
function verdictMark({ verdict: word, verdict_word: text }) {
  return h("span", { class: `verdict ${word}` }, text);
}

/** @param {{ findings: Finding[] }} audit */
export function findingsList({ findings: all }) {
  return (
    all.length > 0 &&
    h(
      "ul",
      { class: "findings" },
      all.map((finding) =>
        h(
          "li",
          { "data-key": finding.id },
          h("span", { class: "effect" }, finding.kind),
          h("div", {}, h("p", {}, finding.text), h("div", { class: "row-of" }, finding.touchpoints && finding.touchpoints.length > 0 && showInJourney(finding.touchpoints), decideButton(finding.text)), mendProposal(finding)),
        ),
      ),
    )
  );
}

/** @param {Result} result */
export function precedentsPanel(result) {
  return h(
    "section",
    { class: "panel", "data-key": "precedents" },
    h("h2", {}, result.precedents.length > 0 ? phrase("published_programmes_like_this_one") : phrase("no_published_programme_is_near")),
    h("p", { class: "caption" }, result.precedents_note),
    h("ul", { class: "precedents" }, result.precedents.map(precedentItem)),
  );
}

/** @param {Precedent} programme */
function precedentItem(programme) {
  return h(
    "li",
    { "data-key": programme.id },
    details(
      "programme",
      [h("strong", {}, programme.title), h("span", { class: "quiet" }, ` ${phrase("ran_alike_in_of_stated_things", { client: programme.client, pattern: programme.pattern, count: programme.alike.length, stated: programme.stated })}`)],
      h("p", {}, programme.text),
      h("p", {}, h("strong", {}, `${phrase("what_was_run")} `), programme.sequence),
      h("p", {}, h("strong", {}, `${phrase("what_was_reported")} `), programme.result || phrase("nothing_is_known")),
      h("p", { class: "source" }, phrase("source_completeness_of_the_description_grade", { source: programme.source, kind: programme.kind, grade: programme.grade })),
    ),
  );
}

/**
 * What is assumed, as a way to answer it; closed, so that the form stays what it is about.
 *
 * @param {Result} result
 * @param {Record<string, string>} words
 */
export function assumptionsPanel(result, words) {
  const { assumed } = result;
  if (assumed.length === 0) return null;
  return details(
    "assumptions",
    phrase("answers_are_assumed_so_far", { count: assumed.length }),
    h("p", { class: "caption" }, phrase("what_nobody_stated_never_argues_for")),
    h(
      "ul",
      { class: "assumptions" },
      assumed.map(({ path, label }) => h("li", { "data-key": path }, h("button", { type: "button", class: "quiet", "data-focus": path }, label), h("span", {}, words[path]))),
    ),
  );
}
