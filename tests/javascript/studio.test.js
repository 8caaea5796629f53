import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";

import { change, FakeModel, FakeResizeObserver, onPage, press, texts, type } from "./page.js";
import "./english.js";
import { BOARD, BOARD_GUIDE, GUIDE, RESULT, STATE } from "./states.js";
import studio, { nextIndex, sessionId } from "../../blendnb/widgets/static/studio.js";

const FORM = [{ title: "Basics", controls: [{ path: "title", label: "Title", help: "", decides: "", unit: "", control: "text", rows: 1, required: true, choices: [] }] }];
const EMPTY = { ...STATE, form: FORM, result: null, steps: STATE.steps, answers_shown: { values: {}, assumed: {}, assumed_values: {}, problems: {}, missing: ["title", "objective"] } };
const DESIGNED = { ...STATE, form: FORM, board: BOARD, board_guide: BOARD_GUIDE, findings: [] };

// No chart is drawn here: the runtime never comes, and nobody waits for it.
globalThis[Symbol.for("blendnb.vega")] = new Promise(() => {});

let root, model, leave;
const find = (selector) => root.querySelector(selector);
const say = (news) => model.say({ kind: "state", revision: (model.revision = (model.revision ?? 0) + 1), ...news });
const last = () => model.commands.at(-1);
const notice = () => root.querySelector(":scope > .notice");
const announced = () => root.querySelector(":scope > p.hidden").textContent;

beforeEach(() => {
  globalThis.requestAnimationFrame = () => 0;
  sessionStorage.clear();
  model = new FakeModel();
  const place = onPage(document.createElement("div"));
  leave = studio.render({ model, el: place });
  root = place.firstChild;
});
afterEach(() => leave());

test("a session is known by its key, or by the page that it is on", () => {
  assert.deepEqual([sessionId({ hash: "#session=a-1&begun=x", pathname: "/lab" }), sessionId({ hash: "", pathname: "/lab" })], ["a-1", "/lab"]);
});

test("the parts of the studio go in a circle, from outside of them to the first", () => {
  assert.deepEqual([nextIndex(0, 1, 4), nextIndex(3, 1, 4), nextIndex(0, -1, 4), nextIndex(-1, 1, 4)], [1, 0, 3, 0]);
});

describe("an empty studio", () => {
  beforeEach(() => say(EMPTY));

  test("says which answers are needed, and leads to them", () => {
    assert.deepEqual(texts(find(".results"), ".empty li"), ["Give the programme a title.", "Say in one sentence what people will do differently.", "Choose the subject. done"]);
    find("[data-focus=title]").click();
    assert.equal(document.activeElement, find("form input"));
  });

  test("sends what is typed", () => {
    type(find("form input"), "CRM");
    assert.deepEqual(last().set, { title: "CRM" });
  });

  test("takes the focus where nothing else has it", () => {
    assert.equal(document.activeElement, find(".work"));
  });
});

describe("a studio with a plan", () => {
  beforeEach(() => say(DESIGNED));

  test("shows the step beside the plan that follows", () => {
    assert.deepEqual([texts(root, "h1, .step-head h2"), [...find(".results").children].map((each) => each.dataset.key)], [["CRM rollout", "Outcomes"], ["plan-head", "journey", "dimensions"]]);
    assert.equal(find(".form-place").hidden, false);
  });

  test("goes to a step when it is asked to, or told to", () => {
    find("[data-step=map]").click();
    assert.deepEqual([root.dataset.step, last(), announced(), find(".form-place").hidden], ["map", { go: "map" }, "Step 2 of 2: Map", true]);
    assert.ok(find(".step-panels .map"));
    say({ step: "outcomes" });
    assert.equal(root.dataset.step, "outcomes");
  });

  test("sends the commands of its buttons", () => {
    find("[data-key=dimensions] .mend button").click();
    assert.deepEqual(last(), { mend: "t1" });
  });

  test("shows what is stale while the answers cannot be read", () => {
    say({ current: false, answers_shown: { ...STATE.answers_shown, missing: ["title"] } });
    assert.equal(find(".results").classList.contains("stale"), true);
    assert.match(find("[data-key=blocked]").textContent, /^Title: needs an answer\./);
  });

  test("says a notice once, and not what is said below with what can be done", () => {
    say({ notice: "That did not work." });
    assert.deepEqual([notice().hidden, notice().textContent], [false, "That did not work."]);
    find("[data-step=map]").click();
    model.answer({ notice: "" });
    assert.equal(notice().hidden, true);
    say({ notice: "Not saved.", saved: { state: "not in the file", text: "Not saved." } });
    assert.deepEqual([notice().hidden, find("[data-key=saved]").textContent], [true, "Not saved."]);
  });

  test("says what was done", () => {
    say({ done: "Undo: Window is 6 weeks" });
    assert.equal(announced(), "Undo: Window is 6 weeks");
  });

  test("obeys its keys", () => {
    press(find(".work"), "u");
    assert.deepEqual(last(), { undo: true });
    model.answer();
    assert.equal(press(find(".work"), "r"), true);
    press(find(".work"), "2", { code: "Digit2" });
    assert.deepEqual([last(), document.activeElement], [{ go: "map" }, find(".work")]);
    model.answer();
    press(find(".work"), "@", { code: "Digit2", shiftKey: true });
    assert.deepEqual(last(), { option: { switch: 1 } });
    assert.equal(model.commands.filter(({ redo }) => redo).length, 0);
  });

  test("goes through its parts with F6", () => {
    find(".work").focus();
    press(find(".work"), "F6");
    assert.deepEqual([document.activeElement.dataset.row, root.dataset.view], ["a", "result"]);
    press(document.activeElement, "F6", { shiftKey: true });
    assert.deepEqual([find(".work").contains(document.activeElement), root.dataset.view], [true, "brief"]);
  });

  test("lights up in the journey what a finding concerns", () => {
    find("[data-key=dimensions] [data-lights='[\"a\"]']").click();
    assert.deepEqual([root.dataset.view, [...root.querySelectorAll(".lit")].map((each) => each.dataset.row)], ["result", ["a"]]);
  });

  test("shows the side panel in place of the step", () => {
    find("[data-board=palette]").click();
    assert.deepEqual([find(".side").hidden, find(".work-head").hidden, find(".form-place").hidden, find(".side h2").textContent], [false, true, true, "Add to the journey"]);
    find("[data-board=close]").click();
    assert.deepEqual([find(".side").hidden, find(".work-head").hidden, find(".form-place").hidden], [true, false, false]);
  });

  test("shows the facilitator's strip with its clock", () => {
    press(find(".work"), "f");
    assert.deepEqual([find(".facilitator").hidden, find(".facilitator .clock").textContent, announced()], [false, "25:00", "The facilitator’s strip is shown"]);
    press(find(".work"), "f");
    assert.equal(find(".facilitator").hidden, true);
  });

  test("shows answers in large type on the projector", () => {
    root.requestFullscreen = async () => {};
    find("[data-toggle=projector]").click();
    assert.deepEqual([root.hasAttribute("data-projector"), find(".form-place").hidden, texts(root, ".projected h3")[0]], [true, true, "What people will do differently"]);
    press(find(".work"), "Escape");
    assert.equal(root.hasAttribute("data-projector"), false);
  });

  test("sends forms as what they mean", () => {
    find("[data-step=map]").click();
    model.answer();
    change(find("[name=managers]"), "Ask twice");
    assert.deepEqual(last(), { map: { moment: "First call", kind: "rare", target: "", managers: "Ask twice", peers: "" } });
    model.answer({ steps: [...STATE.steps, { id: "pilot", name: "Pilot", saves: "", done: false }] });
    find("[data-step=pilot]").click();
    model.answer();
    change(find("[data-form=pilot] [name=size]"), "12");
    assert.deepEqual(last(), { pilot: { size: 12, text: "", decide_by: "" } });
    model.answer();
    find("[data-form=results] textarea").value = "a.csv\n\nb.csv";
    find("[data-form=results] [data-submit]").click();
    assert.deepEqual(last(), { results: ["a.csv", "b.csv"] });
    model.answer();
    change(find("[name=text-0]"), "Calls");
    assert.deepEqual(last(), { measures: [{ text: "Calls", kind: "behavior", baseline: null, target: null, when_day: null }] });
    model.answer();
    find("[data-form=blueprint] [name=name]").value = "Own";
    find("[data-form=blueprint] [data-submit]").click();
    assert.deepEqual([last().save_blueprint.name, find("[data-form=blueprint] [name=name]").value], ["Own", ""]);
  });

  test("accepts the simplifications that are ticked", () => {
    const simplification = (id) => ({ id, text: id, why: "", advised: true, effect: [] });
    say({ step: "pilot", pilot: { ...STATE.pilot, simplifications: [simplification("s1"), simplification("s2")] } });
    find("[name=s2]").checked = true;
    find("[name=who]").value = "Anna";
    find("[data-form=accept] [data-submit]").click();
    assert.deepEqual(last(), { accept: ["s2"], who: "Anna" });
  });

  test("opens dialogs, and passes previews on to them", () => {
    find("[data-opens=export]").click();
    model.say({ kind: "preview", revision: 99, html: "<p>Page</p>" });
    assert.equal(find("dialog iframe").getAttribute("srcdoc"), "<p>Page</p>");
  });

  test("shows charts as they come", () => {
    model.say({ kind: "charts", revision: model.revision, notice: "One is missing.", charts: { load: { title: "Load", caption: "By week.", description: "", shape: "s", height: 1, data: {}, drawing: { data: [] } } } });
    assert.deepEqual([texts(find("[data-key=load]"), "h2, .caption"), notice().textContent], [["Load", "By week."], "One is missing."]);
  });

  test("says hello once it has a width, and ends with its kernel", () => {
    Object.defineProperty(root, "clientWidth", { value: 840 });
    FakeResizeObserver.observers.at(-1).measure();
    assert.deepEqual(last(), { hello: 800 });
    model.restart();
    assert.equal(notice().textContent, "The kernel was restarted. Run this cell again to go on.");
  });

  test("scrolls to a part of the plan", () => {
    const scrolled = [];
    find("[data-place=dimension-time]").scrollIntoView = (options) => scrolled.push(options);
    find("[data-goto=dimension-time]").click();
    assert.deepEqual([scrolled, root.dataset.view], [[{ block: "start" }], "result"]);
  });
});

test("the guide names whatever the plan may have", () => {
  say({ ...DESIGNED, step: "map" });
  assert.deepEqual(texts(find(".map"), "th"), [...Object.values(GUIDE.stages), ...Object.values(GUIDE.purposes)]);
  assert.equal(RESULT.map.topics.length, root.querySelectorAll(".topic").length);
});
