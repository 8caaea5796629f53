// The design session: the step that is worked on at the left, the plan that follows at the right.
// This is only the conductor: it hears Python and the person, and lets each panel show itself.

import { journeyBoard } from "./board.js";
import { chartCollection } from "./charts.js";
import { connect, followLifetime, mergedState } from "./connection.js";
import { studioDialog } from "./dialogs.js";
import { attributesOf, h, patch, setText, targetOf } from "./dom.js";
import { projectedBrief, projectedPilot, projectorMode, stepClock } from "./facilitation.js";
import { listenToForms, nonEmptyLines } from "./fields.js";
import { designForm } from "./form.js";
import { noticesPanel, sessionHeader, stepHeader, stepper } from "./header.js";
import { focusKeeper, listenToShortcuts } from "./keyboard.js";
import { causesFirst, leftOutFirst, moveInMap } from "./map_step.js";
import { assumptionsPanel, planHeader, planPanels, viewSwitcher } from "./panels.js";
import { sessionTable } from "./session_table.js";
import { measuresTyped, pilotTyped, STEP_PANELS } from "./steps.js";
import { phrase, speak } from "./texts.js";

/** @import { Child } from "./dom.js" */
/** @import { MessageStatus } from "./connection.js" */
/** @import { DialogName } from "./dialogs.js" */
/** @import { DesignedState } from "./steps.js" */
/** @import { ChartsMessage, FormGroup, PreviewMessage, StateMessage, StudioState, WidgetModel } from "./messages.js" */

const kernelBusy = () => phrase("waiting_for_the_kernel_it_is");
const TOAST_MS = 5000;
const DRAG_MESSAGE_KEYS = new Set(["kind", "revision", "answers", "notice", "board_preview"]);

/** @param {{ model: WidgetModel, el: HTMLElement }} widget */
function render({ model, el }) {
  speak(model.get("phrases"), model.get("language"));
  const root = h("div", { class: "blendnb studio", "data-view": "brief", "data-lm-suppress-shortcuts": "true" });
  const bar = h("div", { class: "bar" });
  const steps = h("div", { class: "stepper" });
  const strip = h("div", { class: "facilitator", role: "group", "aria-label": phrase("facilitator") });
  const notice = h("p", { class: "notice", role: "status", hidden: true });
  const notices = h("div", { class: "notices" });
  const head = h("div", { class: "work-head" });
  const formSlot = h("div", { class: "form-place" });
  const panels = h("div", { class: "step-panels" });
  const toast = h("p", { class: "toast", popover: "manual", "aria-hidden": "true" });
  const announcement = h("p", { class: "hidden", role: "status" });
  const side = h("div", { class: "side", hidden: true });
  const work = h("div", { class: "brief work", tabindex: "0", role: "group", "aria-label": phrase("step") }, head, formSlot, panels, side);
  const results = h("div", { class: "results", tabindex: "0", role: "group", "aria-label": phrase("plan") });
  root.append(bar, steps, strip, viewSwitcher(phrase("step"), phrase("plan")), notice, notices, h("div", { class: "panes" }, work, results), toast, announcement);
  el.append(root);

  const charts = chartCollection(model);
  /** @type {Map<string, string>} */
  const labels = new Map(); // of the form's controls, by key path
  const view = { facilitator: false, projector: false };
  /** @type {ReturnType<typeof designForm> | null} */
  let form = null;
  let state = /** @type {StudioState} */ ({});
  let step = "outcomes";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let toastTimer;

  const focus = focusKeeper(root, () => [dialog.element, root.dataset.view === "result" ? results : work, work, results, bar]);
  const connection = connect(model, receive, (waiting) => say(waiting ? kernelBusy() : state.notice));
  const dialog = studioDialog(root, connection, () => focus.keep());
  const board = journeyBoard(root, connection, (sideContent) => {
    root.dataset.view = sideContent ? "brief" : "result";
    if (sideContent) work.scrollTop = 0;
    draw();
  });
  const minutes = sessionTable(side, connection, () => draw());
  const clock = stepClock(() => form && drawStrip(), sessionId(location));
  view.facilitator = clock.running;
  const projector = projectorMode(root, (on) => {
    view.projector = on;
    draw();
    setText(announcement, on ? phrase("projector_mode_escape_ends_it") : phrase("projector_mode_ended"));
  });

  // ---------------------------------------------------------------------------------- what comes

  /**
   * @param {StateMessage | ChartsMessage | PreviewMessage} message
   * @param {MessageStatus} status
   */
  function receive(message, { first, settled }) {
    if (message.kind === "preview") {
      dialog.preview(message.html);
      return;
    }
    state = mergedState(state, message, first);
    if (message.kind === "charts") {
      if (message.notice) say(message.notice);
    } else {
      follow(message, settled);
    }
    showSession(message);
    board.show(state, settled);
    // While a bar is dragged the board alone follows it.
    const dragOnly = board.isDragging() && Object.keys(message).every((key) => DRAG_MESSAGE_KEYS.has(key));
    if (form && !dragOnly) draw(message.kind === "charts" ? drawPlan : drawAll);
    charts.show(message.charts ?? {});
  }

  /**
   * @param {StateMessage} message
   * @param {boolean} settled
   */
  function follow(message, settled) {
    if (message.form) buildForm(message.form);
    if (message.step && message.step !== step) setStep(message.step);
    if (message.done) showDone(message.done);
    form?.show(state.answers_shown, settled);
    say(state.notice);
  }

  /** @param {StateMessage | ChartsMessage} message */
  function showSession(message) {
    if (!("session" in message)) return;
    const before = minutes.isOpen();
    minutes.show(message.session);
    if (minutes.isOpen() === before) return;
    root.dataset.view = "brief";
    work.scrollTop = 0;
  }

  /** @param {FormGroup[]} groups */
  function buildForm(groups) {
    form = designForm(groups, connection.send);
    formSlot.replaceChildren(form.element);
    // Where nothing else has it, as in the app, the studio's keys work from the first moment.
    if (document.activeElement === document.body) work.focus({ preventScroll: true });
    for (const { controls } of groups) for (const { path, label } of controls) labels.set(path, label);
  }

  /** @param {string} [text] */
  function say(text) {
    // How things stand is said below, with what can be done about it.
    notice.hidden = !text || text === state.saved?.text;
    notice.textContent = text ?? "";
  }

  /**
   * What was done, said to all and seen for a moment above everything, where no one has to scroll.
   *
   * @param {string} text
   */
  function showDone(text) {
    setText(announcement, text);
    clearTimeout(toastTimer);
    if (!root.isConnected || !toast.showPopover) return;
    toast.textContent = text;
    toast.hidePopover();
    toast.showPopover();
    toastTimer = setTimeout(() => toast.isConnected && toast.hidePopover(), TOAST_MS);
  }

  // ------------------------------------------------------------------------------- what is shown

  function draw(act = drawAll) {
    act();
    focus.keep();
  }

  /**
   * Patch what an element holds; the element itself stays as it is.
   *
   * @param {HTMLElement} element
   * @param {Child} content
   */
  function fill(element, content) {
    patch(element, h("div", attributesOf(element), content));
  }

  function drawAll() {
    root.dataset.step = step;
    root.toggleAttribute("data-projector", view.projector);
    patch(bar, sessionHeader(state, view));
    patch(steps, stepper(state, step));
    patch(notices, noticesPanel(state, labels));
    drawStrip();
    drawWork();
    drawPlan();
    dialog.show(state);
  }

  function drawWork() {
    const sideContent = minutes.panel() ?? board.sideContent();
    root.toggleAttribute("data-session-open", minutes.isOpen());
    for (const part of [head, panels]) part.hidden = Boolean(sideContent);
    side.hidden = !sideContent;
    fill(side, sideContent);
    fill(head, stepHeader(state, step));
    formSlot.hidden = step !== "outcomes" || view.projector || Boolean(sideContent);
    fill(panels, stepPanels());
  }

  function drawPlan() {
    results.classList.toggle("stale", Boolean(state.result && !state.current));
    fill(results, [planHeader(state), causesFirst(state.result?.causes), leftOutFirst(state.result?.ledger), state.result ? planPanels(state, charts, board) : emptyPlan(state)]);
  }

  /** @returns {Child} */
  function stepPanels() {
    if (!state.result) return step === "outcomes" ? null : emptyPlan(state);
    const designed = /** @type {DesignedState} */ (state);
    if (step === "outcomes") return view.projector ? projectedBrief(designed) : assumptionsPanel(state.result, state.answers_shown.assumed);
    if (step === "pilot" && view.projector) return projectedPilot(state);
    return STEP_PANELS[step](designed);
  }

  function drawStrip() {
    clock.setStep(step);
    strip.hidden = !view.facilitator;
    fill(strip, view.facilitator && clock.strip(state.agenda ?? []));
  }

  /** @param {string} id */
  function setStep(id) {
    step = id;
    const all = state.steps ?? [];
    const index = all.findIndex((each) => each.id === id);
    if (index >= 0) setText(announcement, phrase("step_of", { index: index + 1, count: all.length, name: all[index].name }));
    work.scrollTop = 0;
  }

  /** @param {string} id */
  function goToStep(id) {
    setStep(id);
    root.dataset.view = "brief";
    board.leaveSide();
    if (minutes.isOpen()) connection.send({ open_session: null });
    minutes.show(null);
    draw();
    connection.send({ go: id });
  }

  // ---------------------------------------------------------------------------- what is asked for

  /** @type {Record<string, () => unknown>} */
  const toggles = {
    facilitator() {
      view.facilitator = !view.facilitator;
      draw();
      setText(announcement, view.facilitator ? phrase("the_facilitators_strip_is_shown") : phrase("the_facilitators_strip_is_hidden"));
    },
    projector: () => projector.toggle(),
    clock: () => clock.toggle(),
  };

  /** @param {string} path */
  function focusControl(path) {
    if (view.projector) void projector.toggle();
    if (step !== "outcomes") goToStep("outcomes");
    root.dataset.view = "brief";
    form?.focus(path);
  }

  /** @param {string} name of a panel of the plan, or of a place in one */
  function scrollToPanel(name) {
    root.dataset.view = "result";
    const place = results.querySelector(`[data-place="${name}"], section[data-key="${name}"]`);
    if (!place) return;
    if (results.scrollHeight <= results.clientHeight + 1) place.scrollIntoView({ block: "start" });
    else results.scrollTop += place.getBoundingClientRect().top - (results.querySelector(".plan-head")?.getBoundingClientRect().bottom ?? 0);
  }

  /** @param {number} by */
  function focusNextPart(by) {
    const found = [work, results.querySelector("[data-key=journey]"), results.querySelector("[data-key=dimensions]"), bar, view.facilitator && strip];
    const parts = /** @type {HTMLElement[]} */ (found.filter(Boolean));
    const next = parts[nextIndex(parts.findIndex((part) => part.contains(document.activeElement)), by, parts.length)];
    if (next === work) root.dataset.view = "brief";
    else if (results.contains(next)) root.dataset.view = "result";
    focus.enter(next);
  }

  root.addEventListener("click", (event) => {
    const target = targetOf(event).closest("button");
    if (!target || !root.contains(target)) return;
    const { command, step: id, shows: pane, goto: panel, focus: path, toggle, opens: name, about, lights } = target.dataset;
    if (command) connection.send(JSON.parse(command));
    if (id) goToStep(id);
    if (pane) {
      root.dataset.view = pane;
      focus.keep();
    }
    if (panel) scrollToPanel(panel);
    if (path) focusControl(path);
    if (toggle) toggles[toggle]();
    if (name) dialog.open(/** @type {DialogName} */ (name), about);
    if (lights) {
      scrollToPanel("journey");
      root.dispatchEvent(new CustomEvent("blendnb:lights", { detail: JSON.parse(lights) }));
    }
  });

  root.addEventListener("keydown", moveInMap);
  listenToShortcuts(root, {
    step(index) {
      const wanted = state.steps?.[index];
      if (!wanted) return;
      goToStep(wanted.id);
      work.focus({ preventScroll: true });
    },
    part: focusNextPart,
    option: (index) => state.options?.[index] && connection.send({ option: { switch: index } }),
    u: () => state.can_undo && connection.send({ undo: true }),
    r: () => state.can_redo && connection.send({ redo: true }),
    e: () => state.result?.audit && dialog.open("export"),
    d: () => dialog.open("decisions"),
    o: () => dialog.open("options"),
    f: toggles.facilitator,
    p: toggles.projector,
    "?": () => dialog.open("keys"),
    Escape: () => view.projector && projector.toggle(),
  });

  listenToForms(root, {
    ...dialog.forms,
    part: { change: (values, about) => connection.send({ map: { ...about, ...values } }) },
    leading: { change: ({ leading }, stage) => connection.send({ set: { [`leading.${stage}`]: leading || null } }) },
    priorities: { change: (values) => connection.send({ weigh: values }) },
    pilot: { change: (values) => connection.send({ pilot: pilotTyped(values) }) },
    measures: { change: (values, before) => connection.send({ measures: measuresTyped(values, before) }) },
    results: { submit: ({ files }) => connection.send({ results: nonEmptyLines(files) }) },
    accept: { submit: (values, ids) => connection.send({ accept: ids.filter((/** @type {string} */ id) => values[id]), who: values.who }) },
    blueprint: {
      submit(values) {
        connection.send({ save_blueprint: values });
        return Boolean(values.name.trim());
      },
    },
  });

  const leave = followLifetime(model, root, results, connection, say);
  return () => {
    leave();
    for (const part of [clock, projector, board, focus, charts]) part.close();
  };
}

/**
 * What a page that is loaded again finds its session by.
 *
 * @param {{ hash: string, pathname: string }} address
 */
export function sessionId({ hash, pathname }) {
  return hash.match(/session=([\w-]+)/)?.[1] ?? pathname;
}

/**
 * The next of some parts in a circle.
 *
 * @param {number} index −1 where none is current
 * @param {number} by
 * @param {number} count
 */
export function nextIndex(index, by, count) {
  return (index + by + count) % count;
}

/** @param {StudioState} state */
function emptyPlan({ answers_shown: { missing } }) {
  const steps = { title: phrase("give_the_programme_a_title"), objective: phrase("say_in_one_sentence_what_people"), "outcome.subject": phrase("choose_the_subject") };
  return h(
    "div",
    { class: "empty", "data-key": "empty" },
    h("h2", {}, phrase("three_answers_are_enough_to_begin")),
    h(
      "ol",
      {},
      Object.entries(steps).map(([path, text]) =>
        h("li", { class: missing.includes(path) ? "" : "done" }, h("button", { type: "button", class: "quiet large", "data-focus": path }, text), missing.includes(path) ? "" : ` ${phrase("done_2")}`),
      ),
    ),
    h("p", {}, phrase("then_the_blend_model_that_fits")),
  );
}

export default { render };
