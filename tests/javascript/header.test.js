import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { texts } from "./page.js";
import "./english.js";
import { RESULT, STATE, resultWith, stateWith } from "./states.js";
import { costNumbers, noticesPanel, sessionHeader, stepHeader, stepper } from "../../blendnb/widgets/static/header.js";

const VIEW = { facilitator: false, projector: false };
const commandsOf = (element) => [...element.querySelectorAll("[data-command]")].map((each) => JSON.parse(each.dataset.command));

describe("the header", () => {
  test("says whose programme it is and what is recommended", () => {
    assert.deepEqual(texts(sessionHeader(STATE, VIEW), ".kicker, h1, .headline"), ["Acme", "CRM rollout", "Bookend fits best"]);
  });

  test("says how to begin while there is no result", () => {
    const empty = stateWith({ result: null, answers_shown: { ...STATE.answers_shown, values: {} } });
    assert.deepEqual(texts(sessionHeader(empty, VIEW), ".kicker, h1, .headline, .numbers"), ["Design session", "Untitled programme", "Three answers are enough for a recommendation."]);
  });

  test("offers what can be done", () => {
    const header = sessionHeader(STATE, VIEW);
    const disabled = [...header.querySelectorAll(".actions button")].filter((each) => each.disabled).map((each) => each.textContent);
    assert.deepEqual(disabled, ["Redo"]);
    assert.deepEqual(commandsOf(header), [{ undo: true }, { redo: true }]);
  });

  test("exports only a plan that was audited", () => {
    const button = sessionHeader(resultWith({ audit: null }), VIEW).querySelector("[data-opens=export]");
    assert.equal(button.disabled, true);
  });

  test("says how it is saved, loudly where it is not", () => {
    const mark = (saved) => sessionHeader(stateWith({ saved }), VIEW).querySelector(".saved");
    const [saved, memory, other] = [mark({ state: "saved", text: "Saved.", path: "crm.plan.json" }), mark({ state: "in memory", text: "Stays in memory." }), mark({ state: "elsewhere", text: "Elsewhere." })];
    assert.deepEqual([saved, memory, other].map((each) => [each.textContent, each.className, each.title]), [
      ["Saved", "saved", "Saved. crm.plan.json"],
      ["Not saved yet", "saved loud", "Stays in memory."],
      ["Elsewhere.", "saved loud", "Elsewhere."],
    ]);
  });

  test("says how many decisions there are, and which modes are on", () => {
    const header = sessionHeader(stateWith({ decisions: [{}, {}] }), { facilitator: true, projector: true });
    assert.deepEqual(texts(header, "[data-opens=decisions], [data-toggle=projector]"), ["Decisions 2", "End projector"]);
    assert.equal(header.querySelector("[data-toggle=facilitator]").getAttribute("aria-pressed"), "true");
  });
});

describe("the cost", () => {
  const written = { low: "120", default: "1,500", high: "2,400" };

  test("is money where prices are known", () => {
    assert.deepEqual(costNumbers({ written, money: "€ 20,000" }), [{ value: "€ 20,000", noun: "to build and run", assumed: false }]);
  });

  test("is hours otherwise, with their range where there is one", () => {
    assert.deepEqual(costNumbers({ written, money: "" }), [{ value: "1,500", noun: "hours in all, 120 to 2,400", assumed: false }]);
    assert.deepEqual(costNumbers({ written: { low: "5", default: "5", high: "5" }, money: "" }), [{ value: "5", noun: "hours in all", assumed: false }]);
  });

  test("is nothing without a plan", () => {
    assert.deepEqual(costNumbers(null), []);
  });
});

describe("the steps", () => {
  test("say which one is shown and which ones are done", () => {
    const buttons = [...stepper(STATE, "map").querySelectorAll("button")];
    assert.deepEqual(buttons.map((each) => [each.textContent, each.className, each.getAttribute("aria-current")]), [["1Outcomes (done)", "step done", null], ["2Map", "step here", "step"]]);
    assert.equal(buttons[1].title, "Saves: A workshop. Key: 2");
  });

  test("have a heading with what they are for and what they save", () => {
    assert.deepEqual(texts(stepHeader(STATE, "map"), "h2, .caption, .saves span"), ["Map", "Say what happens when.", "Saves", "A workshop."]);
    assert.equal(stepHeader(STATE, "unknown"), null);
  });
});

describe("notices", () => {
  const LABELS = new Map([["audience.size", "Learners"]]);
  const shown = (news) => noticesPanel(stateWith(news), LABELS);

  test("are none where nothing has to be known", () => {
    assert.equal(shown({}).children.length, 0);
    assert.equal(shown({ saved: { state: "saved", text: "Saved." } }).children.length, 0);
  });

  test("offer to go on with work from before", () => {
    assert.deepEqual(commandsOf(shown({ resume: { text: "Work of Monday." } })), [{ resume: true }, { resume: false }]);
    assert.match(shown({ resume: {} }).textContent, /^There is work from before\./);
  });

  test("let one choose between two versions of a plan", () => {
    const panel = shown({ saved: { state: "changed on disk", text: "Changed.", mine: { text: "6 weeks" }, theirs: { text: "8 weeks" } } });
    assert.deepEqual(commandsOf(panel), [{ keep: "mine" }, { keep: "theirs" }, { keep: "both" }]);
    assert.match(panel.textContent, /In the file: 8 weeks.*Here: 6 weeks/);
  });

  test("let one take over what somebody else works on", () => {
    assert.deepEqual(commandsOf(shown({ saved: { state: "watching", text: "Only watching." } })), [{ take_over: true }]);
  });

  test("say what is not saved only once it could have been", () => {
    assert.equal(shown({ saved: { state: "in memory", text: "Stays in memory.", kept: true } }).textContent, "Stays in memory.");
    assert.equal(shown({ saved: { state: "in memory", text: "Stays in memory.", kept: false } }).children.length, 0);
    assert.equal(shown({ saved: { state: "not in the file", text: "No room." } }).textContent, "No room.");
  });

  test("say how far long work is, and let one stop it", () => {
    const panel = shown({ working: { text: "Drawing", share: 0.4 } });
    assert.equal(panel.querySelector("progress").getAttribute("value"), "0.4");
    assert.deepEqual(commandsOf(panel), [{ cancel: true }]);
    assert.equal(shown({ working: { text: "Drawing", share: null } }).querySelector("progress").hasAttribute("value"), false);
  });

  test("say which answer keeps the plan from following", () => {
    const answers = { ...STATE.answers_shown, problems: { "audience.size": ["No number."] }, missing: ["title"] };
    const panel = shown({ current: false, answers_shown: answers });
    assert.equal(panel.querySelector("p").textContent, "Learners: No number. (and 1 more) The plan follows as soon as this is put right.");
    assert.equal(panel.querySelector("button").dataset.focus, "audience.size");
  });

  test("say that a chosen model waits for such an answer", () => {
    const panel = shown({ current: false, result: { ...RESULT, chosen: "flex" }, answers_shown: { ...STATE.answers_shown, missing: ["title"] } });
    assert.equal(panel.querySelector("p").textContent, "title: needs an answer. Flex is chosen and comes into the plan as soon as this is put right.");
  });
});
