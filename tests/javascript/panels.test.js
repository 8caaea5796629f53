import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { FakeModel, texts } from "./page.js";
import "./english.js";
import { AUDIT, RESULT, STATE, stateWith } from "./states.js";
import { chartCollection } from "../../blendnb/widgets/static/charts.js";
import { h } from "../../blendnb/widgets/static/dom.js";
import {
  assumptionsPanel, decideButton, dimensionsPanel, findingsList, formatsPanel, keyNumbers, mendProposal, opensDialog, planHeader, planPanels, precedentsPanel, showInJourney, viewSwitcher,
} from "../../blendnb/widgets/static/panels.js";

const commandOf = (button) => JSON.parse(button.dataset.command);

describe("the head of the plan", () => {
  test("has a tab for each option, and room for four", () => {
    const head = planHeader(STATE);
    assert.deepEqual(texts(head, ".tabs button"), ["A", "B", "Add option"]);
    assert.deepEqual([...head.querySelectorAll(".tabs button")].map(commandOf), [{ option: { switch: 0 } }, { option: { switch: 1 } }, { option: { new: true } }]);
    const four = planHeader(stateWith({ options: ["A", "B", "C", "D"].map((name) => ({ name, active: name === "C" })) }));
    assert.deepEqual(texts(four, ".tabs button"), ["A", "B", "C", "D"]);
    assert.deepEqual(texts(four, ".tab.here"), ["C"]);
  });

  test("leads to each dimension, and says its verdict to screen readers", () => {
    const dots = [...planHeader(STATE).querySelectorAll(".dots button")];
    assert.deepEqual(dots.map((each) => [each.textContent, each.dataset.goto]), [["Content: strong", "dimension-content"], ["Time: missing", "dimension-time"]]);
  });

  test("offers to compose anew what was edited by hand", () => {
    assert.deepEqual(texts(planHeader(STATE), ".tools button"), ["Compare"]);
    assert.deepEqual(texts(planHeader(stateWith({ by_hand: true, options: [] })), ".tools button"), ["Compose anew", "Options"]);
  });
});

test("the plan is the board, the charts and the dimensions", () => {
  const figure = { title: "What stays", caption: "", description: "", shape: "s", height: 1, data: {} };
  const state = stateWith({ board: { frame: {}, order: [] }, charts: { load: figure, spacing: figure }, replaced: "Three moved." });
  const element = h("div", {}, planPanels(state, chartCollection(new FakeModel()), { panel: () => h("section", { "data-key": "journey" }) }));
  assert.deepEqual([...element.children].map((each) => each.dataset.key), ["journey", "load", "spacing", "dimensions"]);
  assert.deepEqual(texts(element, ".chart-tools p"), ["Three moved."]);
});

test("numbers say what of them is assumed", () => {
  assert.deepEqual(texts(keyNumbers(RESULT.numbers), "dt"), ["weeks", "peopleassumed"]);
});

test("formats stand with their purpose; those that are left out with the reason", () => {
  const panel = formatsPanel({ ...RESULT, uncovered: [{ id: "gap", text: "Nothing transfers." }] });
  assert.deepEqual(texts(panel, ".formats strong, .purpose, .finding, summary, .plain li"), ["Quiz", "practise", "Nothing transfers.", "1 formats left out, and why", "Video Nobody would watch it."]);
  assert.equal(formatsPanel({ ...RESULT, left_out: [] }).querySelector("details"), null);
});

describe("the dimensions", () => {
  test("have their questions with verdict and evidence", () => {
    const panel = dimensionsPanel(AUDIT);
    assert.equal(panel.querySelector("h2").textContent, "Two of five dimensions are strong");
    assert.deepEqual(texts(panel, ".dimensions summary"), ["strongQuestion c1", "missingQuestion t1"]);
    assert.deepEqual([...panel.querySelectorAll("[data-place]")].map((each) => each.dataset.place), ["dimension-content", "dimension-time"]);
  });

  test("propose what would mend a question", () => {
    const question = dimensionsPanel(AUDIT).querySelector("[data-key=t1]");
    assert.deepEqual(texts(question, ".mend p, .source"), ["Forced by: Window", "Add a reminder."]);
    assert.deepEqual(commandOf(question.querySelector(".mend button")), { mend: "t1" });
  });
});

describe("findings", () => {
  test("say their kind, and show and mend what they concern", () => {
    const list = findingsList(AUDIT);
    assert.deepEqual(texts(list, ".effect, li > div > p, .mend p"), ["Tension", "Too much at once.", "Spread it."]);
    assert.equal(list.querySelector("[data-lights]").dataset.lights, '["a"]');
  });

  test("are no list where there are none", () => {
    assert.equal(findingsList({ findings: [] }), false);
  });

  test("without a mend propose none", () => {
    assert.equal(mendProposal({ id: "f", fix: null }), null);
    assert.equal(mendProposal({ id: "f", fix: "" }), null);
  });
});

test("what is shown in the journey is one touchpoint or all of them", () => {
  assert.deepEqual([showInJourney(["a"]), showInJourney(["a", "b"])].map((each) => each.textContent), ["Show it in the journey", "Show all 2 in the journey"]);
});

test("a dialog opens with its subject", () => {
  const decide = decideButton("f1", "Too much");
  assert.deepEqual([decide.dataset.opens, decide.dataset.about, decide.getAttribute("aria-label")], ["decisions", "f1", "Decide about: Too much"]);
  assert.equal(opensDialog("keys", "Keys").hasAttribute("data-about"), false);
});

test("where there is room for one pane only, one chooses", () => {
  const switcher = viewSwitcher("Controls", "Result");
  assert.deepEqual([...switcher.children].map((each) => [each.textContent, each.dataset.shows]), [["Controls", "brief"], ["Result", "result"]]);
});

test("precedents say what was run, what was reported, and how well it is described", () => {
  const found = { id: "p", title: "Bank", client: "A bank", pattern: "Bookend", alike: ["sites"], stated: 4, text: "Like this.", sequence: "Web, then room.", result: "", source: "Report", kind: "case", grade: "B" };
  const panel = precedentsPanel({ ...RESULT, precedents: [found] });
  assert.deepEqual(texts(panel, "h2, summary, details > p"), [
    "Published programmes like this one", "Bank A bank; ran Bookend; alike in 1 of 4 stated things", "Like this.", "What was run. Web, then room.", "What was reported. Nothing is known.", "Source: Report (case). Completeness of the description: grade B.",
  ]);
  assert.deepEqual(texts(precedentsPanel(RESULT), "h2, .caption"), ["No published programme is near", "None is near."]);
});

test("what is assumed leads to its answer", () => {
  const panel = assumptionsPanel(RESULT, { "outcome.risk": "medium" });
  assert.deepEqual([texts(panel, "summary, li"), panel.querySelector("button").dataset.focus], [["1 answers are assumed so far", "Riskmedium"], "outcome.risk"]);
  assert.equal(assumptionsPanel({ ...RESULT, assumed: [] }, {}), null);
});
