// The design session: the step that is worked on at the left, the plan that follows at the right.
// This is only the conductor: it hears Python and the person, and tells each panel to show itself.

import { journeyBoard } from "./board.js";
import { heldCharts } from "./charts_held.js";
import { conversation } from "./conversation.js";
import { dialogs } from "./dialogs.js";
import { h, patch, write } from "./dom.js";
import { heldFocus } from "./focus.js";
import { facilitator } from "./facilitator.js";
import { hearForms } from "./fields.js";
import { form } from "./form.js";
import { header, stepHead, stepper } from "./header.js";
import { hearKeys } from "./keys.js";
import { notices } from "./notices.js";
import { assumptions, formats, precedents } from "./panels.js";
import { attributesOf, shows, standing } from "./place.js";
import { planHead, planPanels } from "./plan.js";
import { projected, projectedPilot, projector } from "./projector.js";
import { ranking } from "./ranking.js";
import { mapStep, moveInMap } from "./step_map.js";
import { measuresTyped, pilotStep, pilotTyped } from "./step_pilot.js";
import { supportStep } from "./step_support.js";

const WAITING = "Waiting for the kernel: it is busy with another cell, or it was stopped. What you typed stays here.";

const SEEN_MS = 5000;
const OF_DRAGS = new Set(["kind", "revision", "answers", "notice", "board_preview"]);

const STEP_PANELS = {
  models: ({ result }) => [ranking(result), formats(result), precedents(result)],
  map: mapStep,
  support: supportStep,
  pilot: pilotStep,
};

function render({ model, el }) {
  const root = h("div", { class: "blendnb studio", "data-view": "brief", "data-lm-suppress-shortcuts": "true" });
  const bar = h("div", { class: "bar" });
  const steps = h("div", { class: "stepper" });
  const strip = h("div", { class: "facilitator", role: "group", "aria-label": "Facilitator" });
  const notice = h("p", { class: "notice", role: "status", hidden: true });
  const asked = h("div", { class: "notices" });
  const head = h("div", { class: "work-head" });
  const formPlace = h("div", { class: "form-place" });
  const panels = h("div", { class: "step-panels" });
  const toast = h("p", { class: "toast", popover: "manual", "aria-hidden": "true" });
  const acted = h("p", { class: "hidden", role: "status" });
  const side = h("div", { class: "side", hidden: true });
  const work = h("div", { class: "brief work", tabindex: "0", role: "group", "aria-label": "Step" }, head, formPlace, panels, side);
  const results = h("div", { class: "results", tabindex: "0", role: "group", "aria-label": "Plan" });
  const switcher = h("div", { class: "switcher", role: "group", "aria-label": "Show" }, shows("brief", "Step"), shows("result", "Plan"));
  root.append(bar, steps, strip, switcher, notice, asked, h("div", { class: "panes" }, work, results), toast, acted);
  el.append(root);

  const charts = heldCharts(model);
  const labels = new Map(); // of the form's controls, by key path
  const view = { facilitator: false, projector: false };
  let controls = null;
  let state = {};
  let step = "outcomes";
  let seen = 0;

  const focused = heldFocus(root, () => [dialog.element, root.dataset.view === "result" ? results : work, work, results, bar]);
  const talk = conversation(model, heard, (waiting) => say(waiting ? WAITING : state.notice));
  const dialog = dialogs(root, talk, () => focused.keep());
  const board = journeyBoard(root, talk, (open) => {
    root.dataset.view = open ? "brief" : "result";
    if (open) work.scrollTop = 0;
    draw();
  });
  const clock = facilitator(() => controls && showStrip(), sessionHere());
  view.facilitator = clock.running;
  const screen = projector(root, (on) => {
    view.projector = on;
    draw();
    write(acted, on ? "Projector mode; escape ends it" : "Projector mode ended");
  });

  function heard(message, { first, settled }) {
    if (message.kind === "preview") {
      dialog.preview(message.html);
      return;
    }
    const { notice: said, charts: drawn = {}, ...news } = message;
    state.charts = { ...state.charts, ...drawn };
    if (message.kind === "charts") {
      if (said) say(said);
    } else {
      const before = state;
      state = { ...state, ...news, notice: first || said ? said : state.notice };
      // The board is told part by part.
      if (news.board) state.board = { ...before.board, ...news.board };
      if (message.form) build(message.form);
      if (message.step && message.step !== step) shown(message.step);
      if (message.done) tell(message.done);
      controls?.show(state.answers_shown, settled);
      say(state.notice);
    }
    board.show(state, settled);
    // While a bar is dragged the board alone follows it.
    const dragged = board.dragging() && Object.keys(message).every((key) => OF_DRAGS.has(key));
    if (controls && !dragged) draw(message.kind === "charts" ? drawPlan : drawAll);
    charts.show(drawn);
  }

  function build(groups) {
    controls = form(groups, talk.send);
    formPlace.replaceChildren(controls.element);
    // Where nothing else has it, as in the app, the studio's keys work from the first moment.
    if (document.activeElement === document.body) work.focus({ preventScroll: true });
    for (const { controls: all } of groups) for (const { path, label } of all) labels.set(path, label);
  }

  function say(text) {
    // How things stand is said below, with what can be done about it.
    notice.hidden = !text || text === state.saved?.text;
    notice.textContent = text ?? "";
  }

  // What was done, said to all and seen for a moment above everything, where no one has to scroll.
  function tell(text) {
    write(acted, text);
    clearTimeout(seen);
    if (!root.isConnected || !toast.showPopover) return;
    toast.textContent = text;
    toast.hidePopover();
    toast.showPopover();
    seen = setTimeout(() => toast.isConnected && toast.hidePopover(), SEEN_MS);
  }

  // ------------------------------------------------------------------------------- what is shown

  function draw(act = drawAll) {
    act();
    focused.keep();
  }

  function drawAll() {
    root.dataset.step = step;
    root.toggleAttribute("data-projector", view.projector);
    patch(bar, header(state, view));
    patch(steps, stepper(state, step));
    patch(asked, notices(state, labels));
    showStrip();
    const beside = board.sidePanel();
    for (const part of [head, panels]) part.hidden = Boolean(beside);
    side.hidden = !beside;
    patch(side, h("div", attributesOf(side), beside));
    patch(head, h("div", attributesOf(head), stepHead(state, step)));
    const onForm = step === "outcomes" && !view.projector && !beside;
    formPlace.hidden = !onForm;
    patch(panels, h("div", attributesOf(panels), stepPanels()));
    drawPlan();
    dialog.show(state);
  }

  function drawPlan() {
    results.classList.toggle("stale", Boolean(state.result && !state.current));
    patch(results, h("div", attributesOf(results), planHead(state), state.result ? planPanels(state, charts, board) : empty(state)));
  }

  function stepPanels() {
    if (!state.result) return step === "outcomes" ? null : empty(state);
    if (step === "outcomes") return view.projector ? projected(state) : assumptions(state.result, state.answers_shown.assumed);
    if (step === "pilot" && view.projector) return projectedPilot(state);
    return STEP_PANELS[step](state);
  }

  function showStrip() {
    clock.at(step);
    strip.hidden = !view.facilitator;
    patch(strip, h("div", attributesOf(strip), view.facilitator && clock.strip(state.agenda ?? [])));
  }

  function shown(id) {
    step = id;
    const place = (state.steps ?? []).findIndex((each) => each.id === id);
    if (place >= 0) write(acted, `Step ${place + 1} of ${state.steps.length}: ${state.steps[place].name}`);
    work.scrollTop = 0;
  }

  function go(id) {
    shown(id);
    root.dataset.view = "brief";
    board.leaveSide();
    draw();
    talk.send({ go: id });
  }

  // ------------------------------------------------------------------------------ what is heard

  const toggles = {
    facilitator() {
      view.facilitator = !view.facilitator;
      draw();
      write(acted, view.facilitator ? "The facilitator’s strip is shown" : "The facilitator’s strip is hidden");
    },
    projector: () => screen.toggle(),
    clock: () => clock.toggle(),
  };

  function focus(path) {
    if (view.projector) screen.toggle();
    if (step !== "outcomes") go("outcomes");
    root.dataset.view = "brief";
    controls.focus(path);
  }

  function goTo(place) {
    root.dataset.view = "result";
    const found = results.querySelector(`[data-place="${place}"], section[data-key="${place}"]`);
    if (!found) return;
    if (results.scrollHeight <= results.clientHeight + 1) found.scrollIntoView({ block: "start" });
    else results.scrollTop += found.getBoundingClientRect().top - results.querySelector(".plan-head").getBoundingClientRect().bottom;
  }

  // The parts that F6 goes through.
  function nextPart(by) {
    const parts = [work, results.querySelector("[data-key=journey]"), results.querySelector("[data-key=dimensions]"), bar, view.facilitator && strip].filter(Boolean);
    const here = parts.findIndex((part) => part.contains(document.activeElement));
    const next = parts[(here + by + parts.length) % parts.length];
    if (next === work) root.dataset.view = "brief";
    else if (results.contains(next)) root.dataset.view = "result";
    focused.into(next);
  }

  root.addEventListener("click", (event) => {
    const target = event.target.closest("button");
    if (!target || !root.contains(target)) return;
    const { command, step: id, shows: part, goto: place, focus: path, toggle, opens: name, about, lights } = target.dataset;
    if (command) talk.send(JSON.parse(command));
    if (id) go(id);
    if (part) {
      root.dataset.view = part;
      focused.keep();
    }
    if (place) goTo(place);
    if (path) focus(path);
    if (toggle) toggles[toggle]();
    if (name) dialog.open(name, about);
    if (lights) {
      goTo("journey");
      root.dispatchEvent(new CustomEvent("blendnb:lights", { detail: JSON.parse(lights) }));
    }
  });

  root.addEventListener("keydown", moveInMap);
  hearKeys(root, {
    step(place) {
      if (!state.steps?.[place]) return;
      go(state.steps[place].id);
      work.focus({ preventScroll: true });
    },
    part: (by) => nextPart(by),
    option: (place) => state.options?.[place] && talk.send({ option: { switch: place } }),
    u: () => state.can_undo && talk.send({ undo: true }),
    r: () => state.can_redo && talk.send({ redo: true }),
    e: () => state.result?.audit && dialog.open("export"),
    d: () => dialog.open("decisions"),
    o: () => dialog.open("options"),
    f: toggles.facilitator,
    p: toggles.projector,
    "?": () => dialog.open("keys"),
    Escape: () => view.projector && screen.toggle(),
  });

  hearForms(root, {
    ...dialog.forms,
    part: { change: (values, about) => talk.send({ map: { ...about, ...values } }) },
    pilot: { change: (values) => talk.send({ pilot: pilotTyped(values) }) },
    measures: { change: (values, before) => talk.send({ measures: measuresTyped(values, before) }) },
    results: { submit: ({ files }) => talk.send({ results: files.split("\n").map((file) => file.trim()).filter(Boolean) }) },
    accept: { submit: (values, ids) => talk.send({ accept: ids.filter((id) => values[id]), who: values.who }) },
    blueprint: {
      submit(values) {
        talk.send({ save_blueprint: values });
        return Boolean(values.name.trim());
      },
    },
  });

  const leave = standing(model, root, results, talk, say);
  return () => {
    leave();
    clock.close();
    screen.close();
    board.close();
    focused.close();
    charts.close();
  };
}

// What a page that is loaded again finds its session by.
function sessionHere() {
  return location.hash.match(/session=([\w-]+)/)?.[1] ?? location.pathname;
}

function empty({ answers_shown: { missing } }) {
  const steps = { title: "Give the programme a title.", objective: "Say in one sentence what people will do differently.", "outcome.subject": "Choose the subject." };
  return h(
    "div",
    { class: "empty", "data-key": "empty" },
    h("h2", {}, "Three answers are enough to begin"),
    h(
      "ol",
      {},
      Object.entries(steps).map(([path, text]) =>
        h("li", { class: missing.includes(path) ? "" : "done" }, h("button", { type: "button", class: "quiet large", "data-focus": path }, text), missing.includes(path) ? "" : " done"),
      ),
    ),
    h("p", {}, "Then the blend model that fits, the journey and its curves appear here and follow every answer. Everything else may stay open: what is assumed meanwhile is marked."),
  );
}

export default { render };
