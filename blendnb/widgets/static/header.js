// Always in sight at the top: whose programme, the recommendation in one line, the numbers that
// matter, what can be done, the five steps, and what has to be known before going on.

import { commandButton, h } from "./dom.js";
import { keyNumbers, opensDialog } from "./panels.js";
import { phrase } from "./texts.js";

/** @import { Child } from "./dom.js" */
/** @import { Cost, KeyNumber, Saved, Step, StudioState } from "./messages.js" */

/** @type {() => Record<string, string>} */
const savedLabels = () => ({ saved: phrase("saved"), "in memory": phrase("not_saved_yet"), "not in the file": phrase("saved_but_not_in_the_file"), watching: phrase("watching"), "changed on disk": phrase("changed_on_disk") });

/**
 * @param {StudioState} state
 * @param {{ facilitator: boolean, projector: boolean }} view
 */
export function sessionHeader(state, view) {
  const { answers_shown: { values }, can_undo: undo, can_redo: redo, result } = state;
  return h(
    "div",
    { class: "bar" },
    h(
      "div",
      { class: "titles" },
      h("p", { class: "kicker" }, h("span", {}, values.client || phrase("design_session")), savedMark(state.saved)),
      h("h1", {}, values.title || phrase("untitled_programme")),
      h("p", { class: "headline", role: "status", "data-key": "headline" }, result ? result.headline : phrase("three_answers_are_enough_for_a")),
    ),
    result && keyNumbers([...result.numbers, ...costNumbers(state.cost)]),
    h(
      "div",
      { class: "actions" },
      h(
        "div",
        {},
        commandButton(phrase("undo"), { undo: true }, { disabled: !undo, title: phrase("key_u") }),
        commandButton(phrase("redo"), { redo: true }, { disabled: !redo, title: phrase("key_r") }),
        opensDialog("export", phrase("export"), { class: "primary", disabled: !result?.audit, title: phrase("key_e") }),
      ),
      h(
        "div",
        { class: "tools" },
        opensDialog("decisions", `Decisions${state.decisions?.length ? ` ${state.decisions.length}` : ""}`, { class: "quiet", title: phrase("key_d") }),
        h("button", { type: "button", class: "quiet", "data-toggle": "facilitator", "aria-pressed": String(view.facilitator), title: phrase("key_f") }, phrase("facilitate")),
        h("button", { type: "button", class: "quiet", "data-toggle": "projector", "aria-pressed": String(view.projector), title: phrase("key_p") }, view.projector ? phrase("end_projector") : phrase("projector")),
        opensDialog("keys", phrase("keys"), { class: "quiet", title: phrase("key") }),
      ),
    ),
  );
}

/** @param {Saved | null | undefined} saved */
function savedMark(saved) {
  if (!saved) return null;
  const loud = saved.state !== "saved";
  return h("span", { class: `saved${loud ? " loud" : ""}`, title: [saved.text, saved.path].filter(Boolean).join(" ") }, savedLabels()[saved.state] ?? saved.text);
}

/**
 * @param {Cost | null | undefined} cost
 * @returns {KeyNumber[]}
 */
export function costNumbers(cost) {
  if (!cost) return [];
  const { low, default: usual, high } = cost.written;
  if (cost.money) return [{ value: cost.money, noun: phrase("to_build_and_run"), assumed: false }];
  return [{ value: usual, noun: low === high ? phrase("hours_in_all") : phrase("hours_in_all_to", { low, high }), assumed: false }];
}

// ------------------------------------------------------------------------------------- steps

/**
 * @param {StudioState} state
 * @param {string} step
 */
export function stepper(state, step) {
  return h(
    "div",
    { class: "stepper", role: "group", "aria-label": phrase("steps_of_the_design") },
    h("ol", {}, (state.steps ?? []).map((each, index) => stepItem(each, index, step))),
  );
}

/**
 * @param {Step} item
 * @param {number} index
 * @param {string} step
 */
function stepItem({ id, name, done, saves }, index, step) {
  const here = id === step;
  return h(
    "li",
    { "data-key": id },
    h(
      "button",
      { type: "button", class: `step${here ? " here" : ""}${done ? " done" : ""}`, "data-step": id, "aria-current": here ? "step" : undefined, title: phrase("saves_key", { saves, index: index + 1 }) },
      h("span", { class: "number", "aria-hidden": "true" }, String(index + 1)),
      h("span", { class: "step-name" }, name),
      done && h("span", { class: "hidden" }, ` ${phrase("done")}`),
    ),
  );
}

/**
 * @param {StudioState} state
 * @param {string} step
 */
export function stepHeader(state, step) {
  const shown = (state.steps ?? []).find(({ id }) => id === step);
  if (!shown) return null;
  return h(
    "div",
    { class: "step-head", "data-key": "step-head" },
    h("h2", {}, shown.name),
    h("p", { class: "caption helping" }, state.guide?.steps?.[step] ?? ""),
    h("p", { class: "saves helping" }, h("span", { class: "effect" }, phrase("saves")), h("span", {}, shown.saves)),
  );
}

// ----------------------------------------------------------------------------------- notices

/**
 * Each with its buttons: work that waits to be taken up again, a plan that changed elsewhere, work
 * that takes a while, answers that block the plan.
 *
 * @param {StudioState} state
 * @param {Map<string, string>} labels
 */
export function noticesPanel(state, labels) {
  return h("div", { class: "notices" }, resumeNotice(state.resume), savedNotice(state.saved), progressNotice(state.working), problemNotice(state, labels));
}

/**
 * @param {string} key
 * @param {Child} text
 * @param {HTMLElement[]} buttons
 */
function noticeBox(key, text, ...buttons) {
  return h("div", { class: "notice", "data-key": key, role: "status" }, h("p", {}, text), buttons.length > 0 && h("div", { class: "notice-actions" }, buttons));
}

/** @param {StudioState["resume"]} offer */
function resumeNotice(offer) {
  if (!offer) return null;
  return noticeBox("resume", offer.text ?? phrase("there_is_work_from_before"), commandButton(phrase("go_on_with_it"), { resume: true }, { class: "primary" }), commandButton(phrase("leave_it"), { resume: false }));
}

/** @param {Saved | null | undefined} saved */
function savedNotice(saved) {
  switch (saved?.state) {
    case "changed on disk":
      return noticeBox(
        "saved",
        [saved.text, h("br"), h("strong", {}, `${phrase("in_the_file")} `), saved.theirs?.text, h("br"), h("strong", {}, `${phrase("here")} `), saved.mine?.text],
        commandButton(phrase("keep_what_is_here"), { keep: "mine" }),
        commandButton(phrase("take_what_is_in_the_file"), { keep: "theirs" }),
        commandButton(phrase("keep_both_as_two_options"), { keep: "both" }),
      );
    case "watching":
      return noticeBox("saved", saved.text, commandButton(phrase("take_over"), { take_over: true }));
    case "in memory":
      return saved.kept && noticeBox("saved", saved.text);
    case "not in the file":
      return noticeBox("saved", saved.text);
    default:
      return null;
  }
}

/** @param {StudioState["working"]} job */
function progressNotice(job) {
  if (!job) return null;
  const value = job.share == null ? undefined : String(job.share);
  return h(
    "div",
    { class: "notice", "data-key": "working" },
    h("p", {}, `${job.text}…`),
    h("progress", { value, max: "1", "aria-label": job.text }),
    h("div", { class: "notice-actions" }, commandButton(phrase("cancel"), { cancel: true })),
  );
}

/**
 * An answer that cannot be read stops the plan from following; said wherever one is, with the way back.
 *
 * @param {StudioState} state
 * @param {Map<string, string>} labels
 */
function problemNotice({ result, current, answers_shown: { problems, missing } }, labels) {
  if (!result || current) return null;
  const paths = [...Object.keys(problems), ...missing];
  if (paths.length === 0) return null;
  const [first] = paths;
  const problem = problems[first]?.join(" ") ?? phrase("needs_an_answer");
  const waiting = result.chosen && result.models.find((model) => model.id === result.chosen && !model.used);
  const consequence = waiting ? phrase("is_chosen_and_comes_into_the", { name: waiting.name }) : phrase("the_plan_follows_as_soon_as");
  return noticeBox(
    "blocked",
    [h("strong", {}, `${labels.get(first) ?? first}: `), problem, paths.length > 1 && ` ${phrase("and_more", { count: paths.length - 1 })}`, ` ${consequence}`],
    h("button", { type: "button", "data-focus": first }, phrase("go_to_it")),
  );
}
