import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, describe, test } from "node:test";

import { change, FakeModel, FakeResizeObserver, onPage, texts, type } from "./page.js";
import "./english.js";
import lab, { dayCount, objectiveText } from "../../blendnb/widgets/static/lab.js";

// The sentences of the section [lab.text]: `key = "text"` on one line each.
const LANGUAGE = readFileSync(new URL("../../templates/language/en.toml", import.meta.url), "utf-8");
const [, SECTION] = /^\[lab\.text\]\n((?:\w.*\n)+)/m.exec(LANGUAGE);
const TEXTS = Object.fromEntries([...SECTION.matchAll(/^(\w+) = (".*")$/gm)].map(([, key, text]) => [key, JSON.parse(text)]));
const LIMITS = { models: [{ id: "forgetting", label: "Forgetting" }, { id: "power_curve", label: "Power" }], touchpoints: 3, horizon: [14, 90], last: 365, minutes: 60, groups: [] };
const CONTROLS = { names: ["Even", "Growing"], current: 0, can_add: true, touchpoints: 2, gaps: [7, 14], days: [7, 21], objective: "mean", last: 90, horizon: 60, minutes_each: 10, shown: ["forgetting"], ready: ["Weekly"], group: 0, topic: "" };
const ROW = { name: "Even", kind: "variant", days: "7 21", recall: ["61.0", "58.2"], regret: ["1.0", "0.4"], greatest: "1.0", least: true };
const STATE = { limits: LIMITS, controls: CONTROLS, figures: [{ value: "2", noun: "touchpoints", assumed: false }], table: { models: ["Forgetting", "Power"], rows: [ROW] }, can_undo: false, can_redo: false, has_plan: false, closed: [] };

// No chart is drawn here: the runtime never comes, and nobody waits for it.
globalThis[Symbol.for("blendnb.vega")] = new Promise(() => {});

let root, model, close;
const find = (selector) => root.querySelector(selector);
const say = (news = {}) => model.say({ kind: "state", revision: (model.revision = (model.revision ?? 0) + 1), ...news });
const slider = (label) => [...root.querySelectorAll(".slider")].find((each) => each.textContent.startsWith(label));
const sets = () => model.commands.filter(({ set }) => set).map(({ set }) => set);

beforeEach(() => {
  model = new FakeModel();
  model.values = { texts: TEXTS };
  const place = onPage(document.createElement("div"));
  close = lab.render({ model, el: place });
  root = place.firstChild;
  say(STATE);
});

test("recall is meant on one day, or over all of them", () => {
  assert.deepEqual([objectiveText(TEXTS, { objective: "day", last: 90 }), objectiveText(TEXTS, { objective: "mean", last: 90 })], ["Recall on day 90", "Mean recall over days 1 to 90"]);
  assert.deepEqual([dayCount(TEXTS, 1), dayCount(TEXTS, 2)], ["1 day", "2 days"]);
});

describe("the lab", () => {
  test("says which days the current schedule has", () => {
    assert.equal(find("h1").textContent, "Even: days 7, 21");
    say({ controls: { ...CONTROLS, days: [7] } });
    assert.equal(find("h1").textContent, "Even: day 7");
  });

  test("says what each schedule keeps, and what it may cost once that is known", () => {
    assert.deepEqual(texts(root, "[data-key=regret] h2, tbody td"), ["What each schedule may cost", "7 21", "61.0−1.0", "58.2−0.4", "1.0"]);
    say({ table: { ...STATE.table, rows: [{ ...ROW, regret: [], greatest: "", least: false }] }, searching: "Searching." });
    assert.deepEqual(texts(root, "[data-key=regret] h2, tbody td, .searching"), ["What each schedule keeps", "Searching.", "7 21", "61.0", "58.2", "…"]);
  });

  test("writes into a plan only what the plan allows", () => {
    const write = () => [...root.querySelectorAll(".actions button")].find((each) => each.textContent === "Write into plan");
    assert.equal(write(), undefined);
    say({ has_plan: true });
    assert.equal(write().disabled, false);
    say({ closed: [7, 21] });
    assert.deepEqual([write().disabled, find(".exported").textContent], [true, "Days 7, 21 are not open in this plan."]);
  });

  test("shows charts as they come, in their order", () => {
    const figure = { title: "T", caption: "", description: "", shape: "s", height: 1, data: {}, drawing: { data: [] } };
    for (const name of ["front", "curves"]) model.say({ kind: "charts", revision: model.revision, charts: { [name]: figure } });
    assert.deepEqual([...find(".results").children].map((each) => each.dataset.key), ["curves", "regret", "front"]);
  });

  test("changes the pane that is seen where there is room for one", () => {
    find("[data-shows=brief]").click();
    assert.equal(root.dataset.view, "brief");
  });

  test("says hello with its width, and ends with its kernel", () => {
    Object.defineProperty(root, "clientWidth", { value: 840 });
    FakeResizeObserver.observers.at(-1).measure();
    assert.deepEqual(model.commands, [{ hello: 800 }]);
    model.restart();
    assert.equal(find(".notice").hidden, false);
    close();
  });
});

describe("the lab's controls", () => {
  test("show the newest values", () => {
    assert.deepEqual([slider("Gap 1").querySelector("output").textContent, slider("Gap 3").hidden, slider("Recall").querySelector("output").textContent], ["7 days", true, "day 90"]);
    say({ controls: { ...CONTROLS, gaps: [1, 14, 5] } });
    assert.deepEqual([slider("Gap 1").querySelector("output").textContent, slider("Gap 3").hidden], ["1 day", false]);
    assert.equal(slider("Gap 1").querySelector("input").max, "60");
  });

  test("send what is slid, in steps that are undone one by one", () => {
    const input = slider("Minutes").querySelector("input");
    type(input, "15");
    model.answer();
    type(input, "20");
    find(".form").dispatchEvent(new Event("focusin"));
    model.answer();
    type(input, "25");
    const steps = model.commands.map(({ step }) => step);
    assert.deepEqual(sets(), [{ minutes_each: 15 }, { minutes_each: 20 }, { minutes_each: 25 }]);
    assert.deepEqual([steps[0] === steps[1], steps[1] === steps[2]], [true, false]);
  });

  test("are never written to while they are held, or ahead of the kernel", () => {
    const input = slider("Minutes").querySelector("input");
    input.dispatchEvent(new Event("pointerdown"));
    say({ controls: { ...CONTROLS, minutes_each: 30 } });
    assert.equal(input.value, "10");
    input.dispatchEvent(new Event("pointerup"));
    type(input, "20");
    say({ controls: { ...CONTROLS, minutes_each: 30 } });
    assert.equal(input.value, "20");
    model.answer({ controls: { ...CONTROLS, minutes_each: 25 } });
    assert.equal(input.value, "25");
  });

  test("offer the variants that there are", () => {
    const tabs = [...root.querySelectorAll("[aria-label=Variant] label")];
    assert.deepEqual(tabs.map((each) => [each.hidden, each.textContent]), [[false, "Even"], [false, "Growing"], [true, ""], [true, ""]]);
    change(tabs[1].querySelector("input"));
    assert.deepEqual(sets(), [{ current: 1 }]);
  });

  test("copy while there is room, and remove while there is another", () => {
    const [copy, remove] = root.querySelectorAll(".pair button");
    copy.click();
    say({ controls: { ...CONTROLS, can_add: false, names: ["Even"] } });
    assert.deepEqual([sets()[0], copy.disabled, remove.disabled], [{ copy: true }, true, true]);
  });

  test("never write a name that somebody types", () => {
    const name = find("[maxlength]");
    assert.equal(name.value, "Even");
    name.focus();
    name.value = "Lean";
    say({ controls: { ...CONTROLS, names: ["Even days"] } });
    assert.equal(name.value, "Lean");
  });

  test("set the days to a schedule that is ready", () => {
    const select = [...root.querySelectorAll("select")].at(-1);
    assert.deepEqual(texts(select, "option"), ["Choose …", "Weekly"]);
    change(select, "Weekly");
    assert.deepEqual([sets(), select.value], [[{ ready: "Weekly" }], ""]);
  });

  test("set what counts, and which models are drawn", () => {
    change(find("[value=day]"));
    const [forgetting, power] = root.querySelectorAll("[aria-label='Memory models'] input");
    assert.deepEqual([forgetting.checked, power.checked, power.parentElement.textContent], [true, false, "Power (to draw, not to plan)"]);
    model.answer();
    power.checked = true;
    change(power);
    assert.deepEqual(sets(), [{ objective: "day" }, { "model.power_curve": true }]);
  });

  test("are built anew only for other limits, and then have the topics of a plan", () => {
    const built = find(".form");
    say({ controls: { ...CONTROLS, last: 30 } });
    assert.equal(find(".form"), built);
    say({ limits: { ...LIMITS, groups: ["CRM", "Calls"] }, controls: { ...CONTROLS, group: 1, topic: "Day 0 is day 3." } });
    assert.notEqual(find(".form"), built);
    const select = find("select");
    assert.deepEqual([select.value, texts(root, "details p.help")[0], slider("Last day")], ["1", "Day 0 is day 3.", undefined]);
    change(select, "0");
    assert.deepEqual(sets(), [{ group: 0 }]);
  });
});
