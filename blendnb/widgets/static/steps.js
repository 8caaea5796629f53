// The steps that follow the form: the models ranked, the map of the journey, assessment and support,
// and the pilot. Each step is a list of panels.

import { commandButton, details, h, table } from "./dom.js";
import { checkbox, numberOrText, selectEntry, submitButton, textEntry } from "./fields.js";
import { mapStep } from "./map_step.js";
import { decideButton, findingsList, formatsPanel, mendProposal, precedentsPanel, showInJourney } from "./panels.js";
import { phrase } from "./texts.js";

/** @import { EntryOptions } from "./fields.js" */
/** @import { Child } from "./dom.js" */
/** @import { Argument, Audit, BlueprintOffer, DesignElement, HelpItem, Levers, Measure, OtherModel, Pairs, Pilot, PilotSize, PilotStep, Question, RankedModel, Reason, Refusal, Result, Simplification, StudioState, Support, SupportLane, Priorities, PriorityPlace, PrioritySlider } from "./messages.js" */

/** @typedef {StudioState & { result: Result }} DesignedState */

/** @type {Record<string, (state: DesignedState) => Child[]>} */
export const STEP_PANELS = {
  models: ({ result, priorities, offer }) => [offerPanel(offer), rankingPanel(result), prioritiesPanel(priorities), tracksPanel(result), formatsPanel(result), precedentsPanel(result)],
  map: mapStep,
  support: supportStep,
  pilot: pilotStep,
};

// ------------------------------------------------------------------------------------------ models

/** @param {Result} result */
function tracksPanel({ tracks }) {
  if (!tracks) return null;
  return h(
    "section",
    { class: "panel", "data-key": "tracks" },
    h("h3", { class: "first" }, tracks.heading),
    h("div", { class: "twin", tabindex: "0", role: "group", "aria-label": tracks.heading }, table(tracks.head, tracks.rows.map((cells) => h("tr", {}, h("th", { scope: "row" }, cells[0]), cells.slice(1).map((cell) => h("td", {}, cell)))))),
  );
}

/**
 * The nearest blueprint, before a pattern is chosen; it is never taken by itself.
 *
 * @param {BlueprintOffer | null} [offer]
 */
function offerPanel(offer) {
  if (!offer) return null;
  const { id, heading, alike, texts, changes_heading: changed, changes, taken, label } = offer;
  return h(
    "section",
    { class: "panel", "data-key": "offer" },
    h("h3", { class: "first" }, heading, " ", h("span", { class: "quiet-text" }, phrase("blueprint_alike", { alike }))),
    texts.map((text) => h("p", { "data-key": text }, text)),
    changes.length > 0 && details("offer-changes", `${changed} (${changes.length})`, h("ul", { class: "plain" }, changes.map((text) => h("li", { "data-key": text }, text)))),
    taken ? h("p", {}, h("span", { class: "in-plan" }, label)) : h("div", { class: "row-of" }, commandButton(label, { take_blueprint: id })),
  );
}

/** @param {Result} result */
function rankingPanel(result) {
  const { argument } = result;
  return h(
    "section",
    { class: "panel", "data-key": "ranking" },
    h("h3", { class: "first" }, phrase("the_four_blend_models_ranked")),
    h("p", { class: "caption" }, result.order),
    questionsToAsk(result.ask_next),
    h("ol", { class: "models" }, result.models.map((model) => modelRow(model, result))),
    result.refusal && refusalBox(result.refusal, result.chosen),
    argument.price && h("p", { class: "price", "data-key": "price" }, argument.price),
    prosAndCons(argument),
    argument.demands.length > 0 && [h("h3", {}, phrase("risks_and_demands")), h("ul", { class: "plain" }, argument.demands.map((text) => h("li", {}, text)))],
    h("h3", {}, argument.changes_heading),
    changesList(argument),
    otherModel(argument.other),
    elementSection(phrase("flipped_design"), result.flipped),
    elementSection(phrase("continuous_reinforcement"), result.reinforcement),
  );
}

/**
 * What matters to the client, as sliders, and the order that it gives beside the rules.
 *
 * @param {Priorities | null} [priorities]
 */
function prioritiesPanel(priorities) {
  if (!priorities) return null;
  return h(
    "section",
    { class: "panel priorities", "data-key": "priorities", "data-form": "priorities" },
    h("h3", { class: "first" }, priorities.heading),
    priorities.sliders.map(prioritySlider),
    h("p", { role: "status", "data-key": "priorities-text" }, priorities.text),
    h("ol", { class: "models", "aria-label": priorities.order_name }, priorities.order.map(priorityPlace)),
  );
}

/** @param {PrioritySlider} slider */
function prioritySlider({ id, label, value, most, said }) {
  const attributes = { type: "range", name: id, min: "0", max: String(most), step: "1", "data-value": String(value), "aria-valuetext": said };
  const range = h("input", attributes);
  range.value = String(value);
  return h("label", { class: "slider", "data-key": `slider-${id}` }, h("span", { class: "name" }, label), range, h("span", { class: "quiet-text", "aria-hidden": "true" }, said));
}

/** @param {PriorityPlace} place */
function priorityPlace({ id, name, percent, takes, breaks }) {
  return h(
    "li",
    { class: "place", "data-key": id },
    h("p", {}, h("strong", {}, name), ` ${percent} %`),
    h("p", { class: "quiet-text" }, takes),
    breaks.map((text) => h("p", { class: "why-not", "data-key": text }, text)),
  );
}

/** @param {Result["ask_next"]} questions */
function questionsToAsk(questions) {
  if (questions.length === 0) return null;
  return h(
    "div",
    { class: "asking", "data-key": "asking" },
    h("p", {}, h("strong", {}, `${phrase("too_little_is_known_to_be")} `), phrase("ask_next")),
    h("ul", {}, questions.map(({ path, label, text }) => h("li", { "data-key": path }, h("button", { type: "button", class: "quiet large", "data-focus": path }, label), h("span", { class: "quiet-text" }, ` ${text}`)))),
  );
}

/** @param {Argument} argument */
function prosAndCons({ name, for: pros, against: cons }) {
  return [
    h("h3", {}, phrase("what_speaks_for", { name })),
    reasonLists(pros, 4, "for"),
    h("h3", {}, phrase("what_speaks_against_it", {  })),
    cons.length > 0 ? reasonLists(cons, 6, "against") : h("p", { class: "quiet-text" }, phrase("no_rule_speaks_against_it")),
  ];
}

/**
 * @param {RankedModel} model
 * @param {Result} result
 */
function modelRow(model, result) {
  const { percent } = model;
  return h(
    "li",
    { class: `model${model.used ? " used" : ""}${model.excluded.length > 0 ? " excluded" : ""}`, "data-key": model.id },
    h("span", { class: "model-name" }, model.name),
    h("span", { class: "share-bar", "aria-hidden": "true" }, h("span", { style: `width: ${percent}%` })),
    h("span", { class: "share" }, `${percent} %`),
    h("span", { class: "model-action" }, modelAction(model, result)),
    model.excluded.length > 0 && h("p", { class: "why-not" }, model.excluded.join(" ")),
  );
}

/**
 * @param {RankedModel} model
 * @param {Result} result
 */
function modelAction(model, result) {
  if (model.excluded.length > 0) return commandButton(phrase("why_not"), { why_not: model.id }, { "aria-label": phrase("why_not_2", { name: model.name }) });
  if (model.used && result.chosen) return commandButton(phrase("back_to_the_ranking"), { choose: null }, { class: "quiet" });
  if (model.used) return h("span", { class: "in-plan" }, phrase("in_the_plan"));
  if (model.id === result.chosen) return h("span", { class: "in-plan" }, phrase("waits"));
  return commandButton(phrase("use_this"), { choose: model.id }, { "aria-label": phrase("use_this_2", { name: model.name }) });
}

/**
 * Asking why changes nothing; a model that was chosen before it was excluded waits to come back.
 *
 * @param {Refusal} refusal
 * @param {string | null} chosen
 */
function refusalBox({ model, text, reopen, set, label }, chosen) {
  return h(
    "div",
    { class: "refusal", role: "status", "data-key": "refusal" },
    h("p", {}, text, reopen && ` ${reopen}`),
    reopen && commandButton(label, { reopen: model, answers: set }),
    model === chosen ? commandButton(phrase("back_to_the_ranking"), { choose: null }) : commandButton(phrase("close"), { why_not: null }, { class: "quiet" }),
  );
}

/**
 * @param {Reason[]} all
 * @param {number} first how many are seen at once
 * @param {string} key
 */
function reasonLists(all, first, key) {
  if (all.length === 0) return h("p", { class: "quiet-text" }, phrase("no_rule_speaks_for_it_yet"));
  const items = all.map(reasonItem);
  const rest = items.slice(first);
  return [
    h("ul", { class: "reasons", "data-key": `reasons-${key}` }, items.slice(0, first)),
    rest.length > 0 && details(`more-${key}`, phrase("more_2", { count: rest.length }), h("ul", { class: "reasons" }, rest)),
  ];
}

/** @param {Reason} reason */
function reasonItem({ rule, text, effect, about, source, own }) {
  const side = effect >= 0 ? "for" : "against";
  return h(
    "li",
    { "data-key": rule },
    details(
      "source",
      [h("span", { class: `effect ${side}` }, phrase(side)), h("span", {}, text)],
      h("p", { class: "source" }, phrase("source_rule_weight", { source, rule, weight: Math.abs(effect).toFixed(1) }), about && ` ${phrase("it_looks_at", { about })}`, own && ` ${own}.`),
      decideButton(text),
    ),
  );
}

/** @param {Argument} argument */
function changesList({ changes, no_changes: none }) {
  if (changes.length === 0) return h("p", { class: "quiet-text", "data-key": "changes" }, none);
  return h(
    "ul",
    { class: "changes", "data-key": "changes" },
    changes.map((change) =>
      h("li", { "data-key": Object.keys(change.set)[0] }, h("span", {}, change.text), commandButton(phrase("try_it"), { set: change.set }, { class: "quiet", "aria-label": phrase("try_it_2", { text: change.text }) })),
    ),
  );
}

/** @param {OtherModel} other */
function otherModel({ heading, summary, reasons: all, risks }) {
  return details("other-model", heading, h("p", {}, summary), reasonLists(all, 6, "other"), risks.length > 0 && h("p", { class: "source" }, phrase("risks_and_demands_2", { risks: risks.join(" ") })));
}

/**
 * @param {string} name
 * @param {DesignElement} element
 */
function elementSection(name, { use, text, reasons: all }) {
  return h(
    "div",
    { "data-key": name },
    h("h3", {}, `${name}: ${use ? phrase("yes") : phrase("no")}`),
    h("p", {}, text),
    all.length > 0 && details("reasons", phrase("reasons", { count: all.length }), reasonLists(all, all.length, "element")),
  );
}

// ----------------------------------------------------------------------------------------- support

// Checkpoints by kind on the time axis, help by the moment that needs it, and what is left to mend.

/** @param {DesignedState} state */
function supportStep({ result, levers }) {
  const { support, audit } = result;
  if (!support || !audit) return [h("p", {}, phrase("there_is_no_plan_yet"))];
  return [checkpointsSection(support), helpSection(support), leversSection(levers), findingsSection(audit)];
}

/** @param {Support} support */
function checkpointsSection({ first, last, weeks, lanes }) {
  /** @param {number} day */
  const left = (day) => `${((100 * (day - first)) / (last - first)).toFixed(2)}%`;
  const total = lanes.reduce((sum, lane) => sum + lane.marks.length, 0);
  return h(
    "section",
    { class: "panel", "data-key": "checkpoints" },
    h("h3", { class: "first" }, total === 0 ? phrase("nothing_is_checked_yet") : phrase("checkpoints", { count: total })),
    h(
      "div",
      { class: "lanes" },
      lanes.map((lane) => laneRow(lane, left)),
      h("div", { class: "lane axis", "aria-hidden": "true" }, h("span", {}, phrase("week_2")), h("div", { class: "track" }, weeks.map(({ week, day }) => h("span", { class: "week", style: `left: ${left(day)}` }, String(week))))),
    ),
  );
}

/**
 * @param {SupportLane} lane
 * @param {(day: number) => string} left
 */
function laneRow({ kind, name, what, marks }, left) {
  return h(
    "div",
    { class: "lane", "data-key": kind },
    h("div", { class: "lane-name" }, h("strong", {}, name), h("span", {}, what)),
    h(
      "div",
      { class: "track" },
      marks.length === 0 && h("span", { class: "nothing" }, phrase("not_checked")),
      marks.map(({ id, title, day, when }) =>
        h("button", { type: "button", class: `checkpoint ${kind}`, style: `left: ${left(day)}`, "aria-label": `${title}, ${when}`, title: `${title}, ${when}`, "data-lights": JSON.stringify([id]), "data-key": `${id}-${day}` }),
      ),
    ),
  );
}

/** @param {Support} support */
function helpSection({ help }) {
  return h(
    "section",
    { class: "panel", "data-key": "help" },
    h("h3", {}, help.length === 0 ? phrase("no_help_at_the_moment_of") : phrase("help_at_the_moment_of_need")),
    h("ul", { class: "plain ruled" }, help.map(helpRow)),
  );
}

/** @param {HelpItem} item */
function helpRow({ id, title, trigger, owner, opens: from, times, standing, format }) {
  const when = standing ? phrase("from_on_stays_open", { from }) : times > 1 ? phrase("times_from", { times, from }) : from;
  return h(
    "li",
    { "data-key": id },
    h("div", { class: "row" }, h("button", { type: "button", class: "quiet large", "data-lights": JSON.stringify([id]), title: phrase("show_it_in_the_journey") }, title), h("span", { class: "quiet-text" }, when)),
    h("p", { class: "quiet-text" }, [trigger && (/^when\b/i.test(trigger) ? trigger : phrase("when", { trigger })), format, owner && phrase("looked_after_by_2", { owner })].filter(Boolean).join(" · ")),
  );
}

/**
 * What a change of the plan would buy in recall: a bar and a button each.
 *
 * @param {Levers | null | undefined} levers
 */
function leversSection(levers) {
  if (!levers || levers.rows.length === 0) return null;
  const most = Math.max(...levers.rows.map(({ gain }) => Math.abs(gain)), 0.001);
  return h(
    "section",
    { class: "panel", "data-key": "levers" },
    h("h3", {}, levers.heading),
    levers.lead && h("p", {}, levers.lead),
    table(
      [...levers.head, phrase("do_it")],
      levers.rows.map(({ id, cells, gain, edit }) =>
        h(
          "tr",
          { "data-key": id },
          cells.map((cell, index) => h("td", {}, cell, index === 1 && h("span", { class: "lever-bar", "aria-hidden": "true", style: `inline-size: ${Math.round((60 * Math.max(gain, 0)) / most)}px` }))),
          h("td", {}, commandButton(phrase("do_it"), { edit }, { "aria-label": `${phrase("do_it")}: ${cells[0]}` })),
        ),
      ),
    ),
    h("p", { class: "quiet-text" }, levers.note),
  );
}

/** @param {Audit} audit */
function findingsSection(audit) {
  const questions = audit.dimensions.flatMap((dimension) => dimension.questions.map((question) => ({ ...question, dimension: dimension.name })));
  const open = questions.filter((question) => question.verdict === "missing" || question.verdict === "partly");
  const count = open.length + audit.findings.length;
  return h(
    "section",
    { class: "panel", "data-key": "to-mend" },
    h("h3", {}, count === 0 ? phrase("nothing_is_left_to_mend") : phrase("counted_finding", { count })),
    h("ul", { class: "findings" }, open.map(openQuestion)),
    findingsList(audit),
  );
}

/** @param {Question & { dimension: string }} question */
function openQuestion(question) {
  return h(
    "li",
    { "data-key": question.id },
    h("span", { class: "effect" }, question.verdict_word),
    h("div", {}, h("p", {}, h("strong", {}, `${question.dimension}: `), question.text), question.forced && h("p", { class: "quiet-text" }, question.forced), question.touchpoints.length > 0 && showInJourney(question.touchpoints), mendProposal(question)),
  );
}

// ------------------------------------------------------------------------------------------- pilot

// Who goes first, what is measured, what was found, what gets simpler, and what is kept for next time.

/** @param {DesignedState} state */
function pilotStep({ pilot, pilot_size: size, guide, result }) {
  if (!result.audit) return [h("p", {}, phrase("there_is_no_plan_yet"))];
  return [groupSection(pilot, size), measuresSection(pilot.measures, guide.measure_kinds), resultsSection(pilot), simplificationsSection(pilot.simplifications), blueprintSection()];
}

/**
 * @param {PilotStep} step
 * @param {PilotSize | null} [size]
 */
function groupSection({ pilot }, size) {
  const { size: people, text, start_day: day, decide_by: decide } = pilot ?? /** @type {Partial<Pilot>} */ ({});
  return h(
    "section",
    { class: "panel", "data-key": "pilot", "data-form": "pilot" },
    h("h3", { class: "first" }, people ? phrase("people_go_first_2", { people }) : phrase("who_goes_first")),
    h("div", { class: "pair-of-boxes narrow-first" }, textEntry("size", phrase("people"), people, { inputmode: "numeric" }), textEntry("start_day", phrase("starts_on_day"), day, { inputmode: "numeric", placeholder: phrase("n_0_is_the_launch") })),
    textEntry("text", phrase("which_group"), text, { rows: 2 }),
    textEntry("decide_by", phrase("what_decides_whether_everybody_follows"), decide, { rows: 2 }),
    size && size.text.length > 0 && details("size", phrase("what_a_group_of_can_show", { people }), h("ul", { class: "plain" }, size.text.map((line) => h("li", {}, line)))),
  );
}

/**
 * @param {Measure[]} all
 * @param {Pairs} kinds
 */
function measuresSection(all, kinds) {
  const bare = all.filter(({ baseline, target }) => !baseline || !target).length;
  const heading = all.length === 0 ? phrase("nothing_is_measured_yet") : bare === 0 ? phrase("measures_each_with_baseline_and_target", { count: all.length }) : phrase("measures_without_baseline_or_target", { count: all.length, bare });
  return h(
    "section",
    { class: "panel", "data-key": "measures", "data-form": "measures", "data-about": JSON.stringify(all) },
    h("h3", {}, heading),
    h("ol", { class: "measures" }, [...all, /** @type {Partial<Measure>} */ ({})].map((measure, index) => measureRow(measure, index, kinds))),
  );
}

/**
 * @param {Partial<Measure>} measure
 * @param {number} index
 * @param {Pairs} kinds
 */
function measureRow({ id, text, kind = "behavior", baseline, target, when_day: day }, index, kinds) {
  /**
   * @param {string} name
   * @param {string} label
   * @param {string | number | null | undefined} value
   * @param {EntryOptions} attributes
   */
  const box = (name, label, value, attributes = {}) => textEntry(`${name}-${index}`, id ? phrase("of_measure", { label, index: index + 1 }) : phrase("of_a_new_measure", { label }), value, { bare: true, placeholder: label, ...attributes });
  return h(
    "li",
    { "data-key": `measure-${index}`, class: id ? "" : "new" },
    h("div", { class: "measure-first" }, selectEntry(`kind-${index}`, phrase("kind_of", { id: id ? phrase("measure_2", { index: index + 1 }) : phrase("a_new_measure") }), kind, kinds, { bare: true }), box("text", id ? phrase("what_is_measured") : phrase("another_measure"), text, { rows: 2 })),
    h("div", { class: "measure-parts" }, box("baseline", phrase("baseline"), baseline), box("target", phrase("target_2"), target), box("when_day", phrase("day_2"), day, { inputmode: "numeric" })),
  );
}

/**
 * @param {Record<string, string>} values
 * @param {Partial<Measure>[]} before
 */
export function measuresTyped(values, before) {
  return [...before, {}].flatMap((measure, index) => {
    const text = (values[`text-${index}`] ?? "").trim();
    if (!text) return [];
    /** @param {string} name */
    const short = (name) => values[`${name}-${index}`].trim() || null;
    return [{ ...measure, text, kind: values[`kind-${index}`], baseline: short("baseline"), target: short("target"), when_day: dayTyped(values[`when_day-${index}`]) }];
  });
}

/** @param {string} text */
function dayTyped(text) {
  return text.trim() === "" ? null : numberOrText(text.trim());
}

/** @param {Record<string, string>} values */
export function pilotTyped({ size, text, start_day: day, decide_by: decide }) {
  if (!size.trim()) return null;
  return { size: numberOrText(size), text, decide_by: decide, ...(day.trim() && { start_day: numberOrText(day) }) };
}

// ----------------------------------------------------------------------------- what was found

/** @param {PilotStep} step */
function resultsSection({ files, results }) {
  return h(
    "section",
    { class: "panel", "data-key": "results" },
    h("h3", {}, results ? phrase("what_the_pilot_showed") : phrase("results")),
    h("div", { "data-form": "results" }, textEntry("files", phrase("files_of_the_pilot_one_in"), files.join("\n"), { rows: 2, hint: phrase("exports_of_the_learning_platform_surveys") }), submitButton(results ? phrase("load_again") : phrase("load_results"))),
    results && h("ul", { class: "plain" }, results.findings.map((text) => h("li", {}, text))),
    results && outcomeTable(results.measures),
    results && h("p", { class: "row-of" }, commandButton(phrase("use_what_the_pilot_showed"), { use_pilot: true }), h("span", { class: "quiet-text" }, phrase("uses_measured_participation"))),
    results && results.cannot.length > 0 && details("notes", phrase("how_to_read_this"), h("ul", { class: "plain" }, results.cannot.map((text) => h("li", {}, text)))),
  );
}

/** @param {{ head: string[]; rows: string[][] }} measures */
function outcomeTable({ head, rows }) {
  if (rows.length === 0) return null;
  return table(head, rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, cell)))));
}

/** @param {Simplification[]} all */
function simplificationsSection(all) {
  if (all.length === 0) return null;
  return h(
    "section",
    { class: "panel", "data-key": "simpler", "data-form": "accept", "data-about": JSON.stringify(all.map(({ id }) => id)) },
    h("h3", {}, phrase("simplifications", { count: all.length })),
    h("ul", { class: "plain ruled" }, all.map(simplification)),
    h("div", { class: "row-of" }, textEntry("who", phrase("decided_by"), ""), submitButton(phrase("accept_the_ticked_ones"), { class: "primary" })),
  );
}

/** @param {Simplification} item */
function simplification({ id, text, why, advised, effect }) {
  return h(
    "li",
    { "data-key": id },
    checkbox(id, h("span", {}, h("strong", {}, text), !advised && h("span", { class: "quiet-text" }, ` ${phrase("not_advised")}`))),
    h("p", { class: "quiet-text indented" }, why),
    effect.map(([name, change]) => h("p", { class: "quiet-text indented" }, `${name}: ${change}`)),
  );
}

// --------------------------------------------------------------------------- for next time

function blueprintSection() {
  return h(
    "section",
    { class: "panel", "data-key": "blueprint" },
    h("h3", {}, phrase("keep_it_for_next_time")),
    details(
      "blueprint",
      phrase("save_this_plan_as_a_blueprint"),
      h(
        "div",
        { "data-form": "blueprint", class: "stack" },
        textEntry("name", phrase("name"), ""),
        textEntry("provenance", phrase("where_it_comes_from"), "", { placeholder: phrase("own_programme") }),
        textEntry("results", phrase("what_came_of_it"), "", { rows: 2 }),
        textEntry("notes", phrase("notes"), "", { rows: 2 }),
        submitButton(phrase("save_blueprint")),
      ),
    ),
  );
}
