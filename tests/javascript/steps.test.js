import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { onPage, press, texts } from "./page.js";
import "./english.js";
import { RESULT, STATE, resultWith, stateWith } from "./states.js";
import { h } from "../../blendnb/widgets/static/dom.js";
import { leftOutFirst, moveInMap, nextCell } from "../../blendnb/widgets/static/map_step.js";
import { measuresTyped, pilotTyped, STEP_PANELS } from "../../blendnb/widgets/static/steps.js";

const shown = (step, state = STATE) => h("div", {}, STEP_PANELS[step](state));
const commandsOf = (element, selector = "") => [...element.querySelectorAll(`${selector} [data-command]`)].map((each) => JSON.parse(each.dataset.command));
const MEASURE = { id: "m1", text: "Calls", kind: "behavior", baseline: "2", target: "5", when_day: 60 };

describe("the models", () => {
  test("are ranked with their shares, and each says what can be done with it", () => {
    assert.deepEqual(texts(shown("models"), ".model-name, .share, .model-action"), ["Bookend", "70 %", "in the plan", "Flex", "30 %", "Use this", "Sprint", "0 %", "Why not?"]);
    assert.deepEqual(commandsOf(shown("models"), ".models"), [{ choose: "flex" }, { why_not: "sprint" }]);
  });

  test("lead back to the ranking once one was chosen by hand", () => {
    const models = [{ ...RESULT.models[0], used: false }, { ...RESULT.models[1], used: true }];
    assert.deepEqual(texts(shown("models", resultWith({ chosen: "flex", models })), ".model-action"), ["Use this", "Back to the ranking"]);
  });

  test("come after the nearest blueprint, which says what it would change and is taken by a click", () => {
    const offer = { id: "crm", heading: "Near: CRM", alike: "87 %", texts: ["Runs in six weeks."], changes_heading: "It would change", changes: ["Your topics."], taken: false, label: "Start from it" };
    const panel = shown("models", stateWith({ offer })).querySelector("[data-key=offer]");
    assert.deepEqual(texts(panel, "h3, p, li"), ["Near: CRM 87 % of what is stated is alike", "Runs in six weeks.", "Your topics."]);
    assert.deepEqual(commandsOf(panel), [{ take_blueprint: "crm" }]);
    const taken = shown("models", stateWith({ offer: { ...offer, taken: true, label: "Taken" } })).querySelector("[data-key=offer]");
    assert.deepEqual([commandsOf(taken), texts(taken, ".in-plan")], [[], ["Taken"]]);
    assert.equal(shown("models").querySelector("[data-key=offer]"), null);
  });

  test("say that a chosen one waits", () => {
    assert.deepEqual(texts(shown("models", resultWith({ chosen: "flex" })), ".model-action").slice(0, 2), ["Back to the ranking", "waits"]);
  });

  test("say why one cannot be used, and what would open it again", () => {
    const refusal = { model: "sprint", text: "No room.", reopen: "It would be open with: Sites: one.", set: { sites: "one" }, label: "Change that" };
    const box = shown("models", resultWith({ refusal })).querySelector(".refusal");
    assert.equal(box.querySelector("p").textContent, "No room. It would be open with: Sites: one.");
    assert.deepEqual(commandsOf(box), [{ reopen: "sprint", answers: { sites: "one" } }, { why_not: null }]);
    const chosen = shown("models", resultWith({ chosen: "sprint", refusal: { ...refusal, reopen: "" } })).querySelector(".refusal");
    assert.deepEqual(commandsOf(chosen), [{ choose: null }]);
  });

  test("ask for what would decide while too little is known", () => {
    const panel = shown("models", resultWith({ ask_next: [{ path: "sites", label: "Sites", text: "It decides most." }] }));
    assert.deepEqual(texts(panel, ".asking li"), ["Sites It decides most."]);
    assert.equal(shown("models").querySelector(".asking"), null);
  });

  test("show the first reasons and keep the rest closed", () => {
    const reasons = Array.from({ length: 6 }, (_, index) => ({ ...RESULT.argument.for[0], rule: `r${index}`, effect: -1 }));
    const panel = shown("models", resultWith({ argument: { ...RESULT.argument, for: reasons, against: reasons, demands: ["Rooms"] } }));
    assert.equal(panel.querySelector("[data-key=reasons-for]").children.length, 4);
    assert.equal(panel.querySelector("[data-key=reasons-against]").children.length, 6);
    assert.equal(panel.querySelector("[data-key=more-for] summary").textContent, "2 more");
    assert.equal(panel.querySelector("[data-key=more-against]"), null);
  });

  test("say where a reason comes from", () => {
    const [source] = texts(shown("models"), "[data-key=reasons-for] .source");
    assert.equal(source, "Source: A review. Rule r1, weight 2.0. It looks at: Sites.");
  });

  test("say what would change the answer, or that nothing would", () => {
    assert.deepEqual(commandsOf(shown("models"), ".changes"), [{ set: { sites: "one" } }]);
    const none = shown("models", resultWith({ argument: { ...RESULT.argument, changes: [] } }));
    assert.equal(none.querySelector("[data-key=changes]").textContent, "Nothing.");
  });

  test("say whether the two elements are used, and why", () => {
    const panel = shown("models");
    assert.deepEqual(texts(panel, "[data-key='Flipped design'] h3, [data-key='Continuous reinforcement'] h3"), ["Flipped design: yes", "Continuous reinforcement: no"]);
    assert.equal(panel.querySelector("[data-key='Flipped design'] summary").textContent, "1 reason");
  });
});

describe("the map", () => {
  test("has a mark for each stage of each purpose", () => {
    const marks = [...shown("map").querySelectorAll(".mark")];
    assert.deepEqual(marks.map((each) => [each.getAttribute("aria-label"), each.getAttribute("aria-pressed"), each.dataset.mark]), [
      ["Explain: Before", "true", "0-0"], ["Explain: During", "false", "0-1"], ["Practise: Before", "false", "1-0"], ["Practise: During", "true", "1-1"],
    ]);
    assert.deepEqual(JSON.parse(marks[1].dataset.command), { map: { topic: "CRM", stage: "during", purpose: "explain", on: true } });
  });

  test("says what is marked and not in the plan", () => {
    assert.deepEqual(texts(shown("map"), ".topic > p"), ["Marked, and not yet in the plan: practise."]);
  });

  test("asks managers and peers for their part in each moment", () => {
    const part = shown("map").querySelector("[data-key=parts] [data-form=part]");
    assert.deepEqual([texts(part, "p")[0], part.querySelector("[name=managers]").value, part.dataset.about], ["First call week 3; Calls", "Listen in", '{"moment":"First call"}']);
    assert.match(shown("map", resultWith({ map: { topics: [], moments: [], leads: [] } })).textContent, /No moment that matters is named yet/);
  });

  test("fills the marks that the plan serves, with what serves them", () => {
    const marks = [...shown("map").querySelectorAll(".mark")];
    assert.deepEqual(marks.map((each) => [each.className, each.title]), [
      ["mark planned", "in the plan: Module"], ["mark", ""], ["mark", ""], ["mark", "marked, and not yet in the plan"],
    ]);
  });

  test("asks which modality leads at each stage, and says what does in the plan", () => {
    const part = shown("map").querySelector("[data-form=leading]");
    assert.deepEqual([part.dataset.about, part.querySelector("select").value, texts(part, "p")], ['"before"', "", ["In the plan: live. Together."]]);
  });

  test("asks what is known of a topic and of a moment beside their names", () => {
    const topic = shown("map").querySelector("[data-key=topic-CRM] [data-form=part]");
    assert.deepEqual([topic.dataset.about, topic.querySelector("[name=kind]").value, topic.querySelector("[name=ready_by]").value], ['{"details_of":"CRM"}', "procedural", "2"]);
    const moment = shown("map").querySelector("[data-key=parts] [data-form=part]");
    assert.deepEqual([moment.dataset.about, moment.querySelector("[name=kind]").value, moment.querySelector("[name=target]").value], ['{"moment":"First call"}', "rare", ""]);
  });

  test("says first what training cannot mend", () => {
    const causes = { heading: "A part", lead: "Because of tools.", remedies: ["Tools: repair."], rest: "The rest." };
    const panel = shown("map", resultWith({ causes })).querySelector("[data-key=causes]");
    assert.deepEqual(texts(panel, "h3, p, li"), ["A part", "Because of tools.", "Tools: repair.", "The rest."]);
    assert.equal(shown("map").querySelector("[data-key=causes]"), null);
  });

  test("accounts for the content, by topic, and nothing where there is no plan", () => {
    const ledger = { heading: "90 minutes have a place", caption: "By topic", head: ["Topic", "Stated"], rows: [["CRM", "90"]], notes: ["Nothing teaches it."], left_out: true };
    const panel = shown("map", resultWith({ ledger })).querySelector("[data-key=ledger]");
    assert.deepEqual(texts(panel, "h3, p, th, td"), ["90 minutes have a place", "By topic", "Topic", "Stated", "CRM", "90", "Nothing teaches it."]);
    assert.equal(shown("map").querySelector("[data-key=ledger]"), null);
    assert.equal(leftOutFirst(ledger).textContent, "90 minutes have a place.");
    assert.deepEqual([leftOutFirst({ ...ledger, left_out: false }), leftOutFirst(null)], [null, null]);
  });

  test("is walked by arrow keys, within a topic", () => {
    assert.deepEqual([nextCell("1-1", "ArrowUp"), nextCell("1-1", "ArrowRight"), nextCell("1-1", "ArrowLeft"), nextCell("1-1", "ArrowDown"), nextCell("1-1", "x")], ["0-1", "1-2", "1-0", "2-1", null]);
    const page = onPage(shown("map"));
    page.addEventListener("keydown", moveInMap);
    const mark = (cell) => page.querySelector(`[data-mark="${cell}"]`);
    mark("0-0").focus();
    assert.equal(press(mark("0-0"), "ArrowDown"), true);
    assert.deepEqual([document.activeElement, mark("0-0").tabIndex, mark("1-0").tabIndex], [mark("1-0"), -1, 0]);
    press(mark("1-0"), "ArrowDown");
    assert.equal(document.activeElement, mark("1-0"));
    assert.equal(press(mark("1-0"), "x"), false);
    assert.equal(shown("map").querySelector("[tabindex='0']").dataset.mark, "1-0");
  });
});

describe("support", () => {
  test("has a lane for each kind of check, on one time axis", () => {
    const panel = shown("support");
    assert.deepEqual(texts(panel, "h3").slice(0, 2), ["1 checkpoint over the journey", "Help at the moment of need"]);
    assert.equal(panel.querySelector(".checkpoint").getAttribute("style"), "left: 25.00%");
    assert.deepEqual([...panel.querySelectorAll(".week")].map((each) => each.getAttribute("style")), ["left: 0.00%", "left: 50.00%"]);
    assert.deepEqual(texts(panel, ".nothing"), ["not checked"]);
  });

  test("has its checks where their days are, wherever the journey begins", () => {
    const panel = shown("support", resultWith({ support: { ...RESULT.support, first: -10, last: 30 } }));
    assert.equal(panel.querySelector(".checkpoint").getAttribute("style"), "left: 50.00%");
  });

  test("says when help opens, and what sets it off", () => {
    const rows = [...shown("support").querySelectorAll("[data-key=help] li")].map((row) => texts(row, ".quiet-text"));
    assert.deepEqual(rows, [
      ["from week 2 on, stays open", "When: a call is due · Job aid · looked after by Anna"],
      ["3 times from week 3", "When stuck · Clinic"],
      ["week 4", "Reminder"],
    ]);
  });

  test("lists what is open and what was found", () => {
    const panel = shown("support");
    assert.equal(texts(panel, "[data-key=to-mend] h3")[0], "2 findings");
    assert.deepEqual(commandsOf(panel, "[data-key=to-mend]"), [{ mend: "t1" }, { mend: "f1" }]);
    const clean = shown("support", resultWith({ audit: { headline: "", dimensions: [], findings: [] } }));
    assert.equal(texts(clean, "[data-key=to-mend] h3")[0], "Nothing is left to mend");
  });

  test("says that there is no plan", () => {
    assert.equal(shown("support", resultWith({ support: null })).textContent, "There is no plan yet.");
    assert.equal(shown("pilot", resultWith({ audit: null })).textContent, "There is no plan yet.");
  });
});

describe("the pilot", () => {
  const withPilot = (news, size = null) => shown("pilot", stateWith({ pilot: { ...STATE.pilot, ...news }, pilot_size: size }));

  test("says who goes first and what such a group can show", () => {
    const panel = withPilot({ pilot: { size: 12, text: "Two teams", start_day: -7, decide_by: "Calls" } }, { size: 12, text: ["Half of them."] });
    assert.deepEqual(texts(panel, "[data-key=pilot] h3, [data-key=pilot] summary"), ["12 people go first", "What a group of 12 can show"]);
    assert.deepEqual([...panel.querySelectorAll("[data-key=pilot] [name]")].map(({ value }) => value), ["12", "-7", "Two teams", "Calls"]);
    assert.equal(texts(withPilot({}), "[data-key=pilot] h3")[0], "Who goes first");
  });

  test("has a row for each measure and one for another", () => {
    const heading = (measures) => texts(withPilot({ measures }), "[data-key=measures] h3")[0];
    assert.deepEqual([heading([]), heading([MEASURE]), heading([MEASURE, { ...MEASURE, target: null }])], ["Nothing is measured yet", "1 measures, each with baseline and target", "2 measures, 1 without baseline or target"]);
    assert.deepEqual([...withPilot({ measures: [MEASURE] }).querySelectorAll(".measures li")].map((each) => each.className), ["", "new"]);
  });

  test("says what was found, and whether it was reached", () => {
    const measures = { head: ["Measure", "Aim", "Found"], rows: [["Calls", "5 (reached)", "6"], ["Sales", "–", "nothing found yet"]] };
    const results = { findings: ["More calls."], measures, cannot: ["Small."] };
    const panel = withPilot({ results, measures: [MEASURE], files: ["a.csv", "b.csv"] });
    assert.deepEqual(texts(panel, "[data-key=results] th, [data-key=results] td"), ["Measure", "Aim", "Found", "Calls", "5 (reached)", "6", "Sales", "–", "nothing found yet"]);
    assert.deepEqual(texts(panel, "[data-key=results] details li"), ["Small."]);
    assert.equal(panel.querySelector("[name=files]").value, "a.csv\nb.csv");
  });

  test("says what a simplification changes", () => {
    const simplification = { id: "s1", text: "Drop the quiz", why: "Nobody needs it.", advised: false, effect: [["Learner time", "100 to 80 minutes"], ["Audit", "worse: practice."]] };
    const panel = withPilot({ simplifications: [simplification] });
    assert.deepEqual(texts(panel, "[data-key=simpler] h3, .indented"), ["1 simplification to accept or leave", "Nobody needs it.", "Learner time: 100 to 80 minutes", "Audit: worse: practice."]);
  });

  test("is typed as numbers where they are some", () => {
    assert.deepEqual(pilotTyped({ size: "12", text: "Two teams", start_day: "", decide_by: "Calls" }), { size: 12, text: "Two teams", decide_by: "Calls" });
    assert.deepEqual(pilotTyped({ size: "few", text: "", start_day: "-7", decide_by: "" }), { size: "few", text: "", decide_by: "", start_day: -7 });
    assert.equal(pilotTyped({ size: " ", text: "Two teams", start_day: "", decide_by: "" }), null);
  });

  test("has measures as they are typed, without those whose text was emptied", () => {
    const row = (index, text, more = {}) => ({ [`text-${index}`]: text, [`kind-${index}`]: "business", [`baseline-${index}`]: " ", [`target-${index}`]: "5 ", [`when_day-${index}`]: "", ...more });
    const before = [MEASURE, { ...MEASURE, id: "m2" }];
    assert.deepEqual(measuresTyped({ ...row(0, "Calls", { "when_day-0": " 60 " }), ...row(1, " "), ...row(2, "Sales", { "when_day-2": "later" }) }, before), [
      { id: "m1", text: "Calls", kind: "business", baseline: null, target: "5", when_day: 60 },
      { text: "Sales", kind: "business", baseline: null, target: "5", when_day: "later" },
    ]);
  });
});
