import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";

import { onPage, texts } from "./page.js";
import "./english.js";
import { RESULT, STATE, stateWith } from "./states.js";
import { h } from "../../blendnb/widgets/static/dom.js";
import { clockText, projectedBrief, projectedPilot, projectorMode, stepClock } from "../../blendnb/widgets/static/facilitation.js";

test("a clock says minutes and seconds, and how much it is over", () => {
  assert.deepEqual([1500, 61, 5.9, 0, -0.5, -65].map(clockText), ["25:00", "1:01", "0:05", "0:00", "0:00 over", "1:05 over"]);
});

describe("the clock of the steps", () => {
  let draws;
  const begin = (session = "s1") => stepClock(() => (draws += 1), session);
  const strip = (clock) => h("div", {}, clock.strip(STATE.agenda));
  const left = (clock) => texts(strip(clock), ".clock")[0];
  const spent = (clock) => texts(strip(clock), ".agenda span").filter((text) => text.includes(" of "));

  beforeEach(() => {
    sessionStorage.clear();
    draws = 0;
    mock.timers.enable({ apis: ["setInterval", "Date"], now: 1_800_000_000_000 });
  });
  afterEach(() => mock.timers.reset());

  test("says the question of the step and the time for it", () => {
    const clock = begin();
    clock.setStep("outcomes");
    assert.deepEqual(texts(strip(clock), ".clock, .asks p, button"), ["25:00", "Outcomes, 25 of 45 minutes", "What shall they do?", "Start the clock"]);
  });

  test("says nothing at a step that is not on the agenda", () => {
    assert.equal(begin().strip(STATE.agenda), null);
  });

  test("runs once it is started, and stands while it is stopped", () => {
    const clock = begin();
    clock.setStep("outcomes");
    clock.toggle();
    mock.timers.tick(90_000);
    assert.deepEqual([left(clock), draws], ["23:30", 91]);
    clock.toggle();
    mock.timers.tick(60_000);
    assert.deepEqual([left(clock), draws], ["23:30", 92]);
  });

  test("counts for the step that is shown", () => {
    const clock = begin();
    clock.setStep("outcomes");
    clock.toggle();
    mock.timers.tick(120_000);
    clock.setStep("map");
    mock.timers.tick(60_000);
    assert.deepEqual(texts(strip(clock), ".agenda .here span:first-child"), ["Map"]);
    assert.deepEqual([left(clock), spent(clock)], ["19:00", ["2 of 25 min", "1 of 20 min"]]);
  });

  test("marks the time that is over", () => {
    const clock = begin();
    clock.setStep("map");
    clock.toggle();
    mock.timers.tick(1_260_000);
    assert.equal(strip(clock).querySelector(".clock.over").textContent, "1:00 over");
  });

  test("goes on when its page is loaded again, each session with its own", () => {
    const clock = begin();
    clock.setStep("outcomes");
    clock.toggle();
    mock.timers.tick(60_000);
    clock.close();
    const again = begin();
    assert.deepEqual([again.running, left(again)], [true, "24:00"]);
    assert.equal(begin("s2").running, false);
  });

  test("begins anew where what was kept cannot be read", () => {
    sessionStorage.setItem("blendnb.clock.s1", "{");
    assert.equal(begin().running, false);
  });
});

describe("the projector mode", () => {
  test("is left when the full screen is", () => {
    const root = onPage(h("div", { "data-projector": true }));
    const changes = [];
    const mode = projectorMode(root, (on) => changes.push(on));
    document.dispatchEvent(new Event("fullscreenchange"));
    mode.close();
    document.dispatchEvent(new Event("fullscreenchange"));
    assert.deepEqual(changes, [false]);
  });

  test("is of use where the screen cannot be filled", async () => {
    const root = onPage(h("div"));
    root.requestFullscreen = () => Promise.reject(new Error("refused"));
    const changes = [];
    await projectorMode(root, (on) => changes.push(on)).toggle();
    assert.deepEqual(changes, [true]);
  });

  test("shows the answers of the first step, without what is not answered", () => {
    assert.deepEqual(texts(projectedBrief(STATE), "h3, .large-text, li strong, li p"), ["What people will do differently", "Use it", "Moments that matter", "First call", "week 3 · Calls · today: 2"]);
    const bare = stateWith({ answers_shown: { ...STATE.answers_shown, values: {} }, result: { ...RESULT, map: { topics: [], moments: [] } } });
    assert.equal(projectedBrief(bare).children.length, 0);
  });

  test("shows the pilot and what it has found", () => {
    const pilot = { pilot: { size: 12, text: "Two teams", decide_by: "More calls" }, measures: [{ text: "Calls", baseline: "2", target: "5" }, { text: "Mood" }], results: { findings: ["More calls."] } };
    assert.deepEqual(texts(projectedPilot(stateWith({ pilot })), ".large-text, li p, [data-key=found] li"), ["Two teams", "More calls", "today: 2 · target: 5", "", "More calls."]);
    assert.deepEqual(texts(projectedPilot(stateWith({ pilot: { ...pilot, pilot: null, results: null } })), "h3"), ["What is measured"]);
  });
});
