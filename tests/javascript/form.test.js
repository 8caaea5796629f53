import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { change, onPage, press, texts, type } from "./page.js";
import "./english.js";
import { answeredCount, assumedChoices, assumedText, choiceValue, designForm, helpText, isAnswered, isWeek, measureNote, momentsTyped, sameMoments } from "../../blendnb/widgets/static/form.js";

const CHOICES = [{ value: true, label: "Yes", help: "" }, { value: false, label: "No", help: "Never" }];
const KINDS = [{ value: "a", label: "Alpha", help: "" }, { value: "b", label: "Beta", help: "" }];
const control = (path, kind, more = {}) => ({ path, label: path, help: "", decides: "", unit: "", control: kind, rows: 1, required: false, choices: [], ...more });

const GROUPS = [
  {
    title: "Basics",
    controls: [
      control("title", "text", { required: true, help: "Its name.", decides: "the page" }),
      control("gap", "text", { rows: 3 }),
      control("audience.size", "number", { unit: "people" }),
      control("start", "date"),
    ],
  },
  {
    title: "Choices",
    controls: [
      control("mix", "select", { choices: KINDS }),
      control("remote", "segments", { choices: CHOICES }),
      control("kinds", "checks", { choices: KINDS }),
      control("moments", "moments"),
    ],
  },
];
const NONE = { values: {}, assumed: {}, assumed_values: {}, problems: {}, missing: [] };

let sent, form;
const field = (path) => form.element.querySelector(`[data-path="${path}"]`);
const box = (path, selector = "input, textarea, select") => field(path).querySelector(selector);
const boxes = (path, selector = "input") => [...field(path).querySelectorAll(selector)];
const show = (answers, settled = true) => form.show({ ...NONE, ...answers }, settled);
const answers = () => sent.map(({ set }) => set);

beforeEach(() => {
  sent = [];
  form = designForm(GROUPS, (command) => sent.push(command));
  onPage(form.element);
  show({});
});

describe("the form", () => {
  test("has a group for each part of the brief, and says how much of it is answered", () => {
    assert.deepEqual(texts(form.element, "summary"), ["Basics0 of 4", "Choices0 of 4"]);
    show({ values: { title: "CRM", gap: "", "audience.size": 0 } });
    assert.deepEqual(texts(form.element, ".count"), ["2 of 4", "0 of 4"]);
  });

  test("names every control", () => {
    assert.equal(field("title").querySelector("label").htmlFor, box("title").id);
    assert.equal(field("kinds").getAttribute("aria-labelledby"), field("kinds").querySelector(".name").id);
  });

  test("shows help when it is asked for", () => {
    const help = field("title").querySelector(".help");
    const button = field("title").querySelector(".name-line button");
    assert.deepEqual([help.hidden, help.textContent], [true, "Its name. It decides: the page"]);
    button.click();
    assert.deepEqual([help.hidden, button.getAttribute("aria-expanded")], [false, "true"]);
  });

  test("shows what is wrong with an answer at its control", () => {
    show({ values: { start: "x" }, problems: { start: ["No date.", "Choose one."] } });
    const problem = field("start").querySelector(".problem");
    assert.deepEqual([problem.hidden, problem.textContent, field("start").classList.contains("wrong"), box("start").ariaInvalid], [false, "No date. Choose one.", true, "true"]);
    show({});
    assert.deepEqual([problem.hidden, box("start").ariaInvalid], [true, "false"]);
  });

  test("goes to a control by its path", () => {
    form.focus("audience.size");
    assert.equal(document.activeElement, box("audience.size"));
  });

  test("makes one step of what is typed before the focus moves", () => {
    box("title").focus();
    type(box("title"), "C");
    type(box("title"), "CR");
    box("gap").focus();
    type(box("gap"), "G");
    box("title").focus();
    type(box("title"), "CRM");
    const steps = sent.map(({ step }) => step);
    assert.equal(steps[0], steps[1]);
    assert.equal(new Set(steps).size, 3);
  });
});

describe("a box of text", () => {
  test("sends every letter", () => {
    type(box("title"), "CRM");
    assert.deepEqual(answers(), [{ title: "CRM" }]);
  });

  test("is never written to while somebody types in it", () => {
    box("title").focus();
    type(box("title"), "CRM");
    show({ values: { title: "CR" } });
    assert.equal(box("title").value, "CRM");
  });

  test("takes the newest value once it is left", () => {
    box("title").focus();
    type(box("title"), "CRM");
    show({ values: { title: "Sales" } });
    assert.equal(box("title").value, "CRM");
    box("title").blur();
    assert.equal(box("title").value, "Sales");
  });

  test("follows while it has the focus but nobody has typed in it", () => {
    box("title").focus();
    show({ values: { title: "Sales" } });
    assert.equal(box("title").value, "Sales");
    type(box("title"), "Sales North");
    show({ values: { title: "Sales North" } });
    show({ values: { title: "CRM rollout" } });
    assert.equal(box("title").value, "CRM rollout");
  });

  test("waits for what is under way", () => {
    show({ values: { gap: "Old" } }, false);
    assert.equal(box("gap").value, "");
    show({ values: { gap: "Old" } });
    assert.equal(box("gap").value, "Old");
  });

  test("says what is assumed where nothing is typed", () => {
    show({ assumed: { "audience.size": "40" } });
    assert.deepEqual([box("audience.size").placeholder, box("gap").placeholder], ["assumed: 40", ""]);
    show({});
    assert.equal(box("audience.size").placeholder, "not stated");
  });

  test("of several lines breaks them", () => {
    assert.deepEqual([press(box("gap"), "Enter"), press(box("title"), "Enter")], [true, false]);
    assert.equal(box("gap").value, "\n");
  });
});

describe("choices", () => {
  test("of a list are sent by value, and taken back by the first line", () => {
    change(box("mix"), "1");
    change(box("mix"), "");
    assert.deepEqual(answers(), [{ mix: "b" }, { mix: null }]);
  });

  test("of a list show what is chosen, or what is assumed", () => {
    show({ values: { mix: "b" } });
    assert.equal(box("mix").value, "1");
    show({ assumed: { mix: "Alpha" } });
    assert.deepEqual([box("mix").value, box("mix").options[0].textContent], ["", "assumed: Alpha"]);
  });

  test("side by side may be other things than texts", () => {
    change(boxes("remote")[2]);
    assert.deepEqual(answers(), [{ remote: false }]);
    show({ values: { remote: true } });
    assert.deepEqual(boxes("remote").map(({ checked }) => checked), [false, true, false]);
    show({});
    assert.deepEqual(boxes("remote").map(({ checked }) => checked), [true, false, false]);
  });

  test("of a set are ticked only where they are answered, not where they are assumed", () => {
    show({ assumed: { kinds: "Alpha" }, assumed_values: { kinds: ["a"] } });
    assert.deepEqual([boxes("kinds").map(({ checked }) => checked), texts(field("kinds"), ".assumed")], [[false, false], ["assumed: Alpha"]]);
    show({ values: { kinds: ["b"] } });
    assert.deepEqual([boxes("kinds").map(({ checked }) => checked), texts(field("kinds"), ".assumed")], [[false, true], [""]]);
  });

  test("of a set are sent as a whole, and can be taken back once they are answered", () => {
    const clear = field("kinds").querySelector(".checks-note button");
    assert.equal(clear.hidden, true);
    boxes("kinds")[1].checked = true;
    change(boxes("kinds")[1]);
    show({ values: { kinds: ["b"] } });
    assert.equal(clear.hidden, false);
    clear.click();
    assert.deepEqual(answers(), [{ kinds: ["b"] }, { kinds: null }]);
  });

  test("carry an index", () => {
    assert.deepEqual([choiceValue(CHOICES, "1"), choiceValue(CHOICES, "")], [false, null]);
  });

  test("that are assumed are named", () => {
    assert.deepEqual([assumedChoices(KINDS, ["b", "a"]), assumedChoices(KINDS, []), assumedChoices(KINDS)], ["assumed: Alpha, Beta", "assumed: none", "assumed: none"]);
  });
});

describe("moments that matter", () => {
  const rows = () => field("moments").querySelectorAll(".moment");
  const part = (row, index) => rows()[row].querySelectorAll("input")[index];

  test("begin as one empty row, and get another as soon as something stands in the last", () => {
    assert.equal(rows().length, 1);
    type(part(0, 0), "First call");
    assert.equal(rows().length, 2);
    assert.deepEqual(answers(), [{ moments: [{ text: "First call" }] }]);
  });

  test("show a row for each, and an empty one", () => {
    show({ values: { moments: [{ text: "First call", measure: "Calls", week: "3" }, { text: "Review" }] } });
    assert.deepEqual([...rows()].map((row) => [...row.querySelectorAll("input")].map(({ value }) => value)), [["First call", "Calls", "", "3"], ["Review", "", "", ""], ["", "", "", ""]]);
    assert.equal(texts(field("moments"), ".checks-note")[0], "1 of 2 without a measure yet.");
  });

  test("keep what of them has no box", () => {
    show({ values: { moments: [{ text: "First call", managers: "Listen in" }] } });
    type(part(0, 1), "Calls");
    assert.deepEqual(answers(), [{ moments: [{ managers: "Listen in", text: "First call", measure: "Calls" }] }]);
  });

  test("are called by their new place once one was taken out", () => {
    show({ values: { moments: [{ text: "First call" }, { text: "Review" }] } });
    rows()[0].querySelector("button").click();
    assert.deepEqual(answers(), [{ moments: [{ text: "Review" }] }]);
    assert.deepEqual([part(0, 0).getAttribute("aria-label"), part(0, 3).getAttribute("aria-label"), rows()[0].querySelector("button").getAttribute("aria-label")], ["Moment 1", "Week of moment 1", "Remove moment 1"]);
    assert.equal(document.activeElement, part(0, 0));
  });

  test("leave an empty row when the only row is taken out", () => {
    rows()[0].querySelector("button").click();
    assert.equal(rows().length, 1);
    assert.deepEqual(answers(), [{ moments: null }]);
  });

  test("mark a week that is none", () => {
    type(part(0, 3), "soon");
    assert.equal(part(0, 3).ariaInvalid, "true");
    type(part(0, 3), "3");
    assert.equal(part(0, 3).ariaInvalid, "false");
  });

  test("are rows in which something stands, with a week as a number", () => {
    const empty = { text: "", measure: "", baseline: "", week: "" };
    assert.deepEqual(momentsTyped([empty, { ...empty, text: "Call", week: "3" }, { ...empty, measure: "Calls" }, { ...empty, text: "x", week: "soon" }]), [{ text: "Call", week: 3 }, { text: "", measure: "Calls" }, { text: "x", week: "soon" }]);
  });

  test("are the same where all of their boxes are", () => {
    assert.equal(sameMoments([{ text: "Call", week: 3 }], [{ text: "Call", week: "3", managers: "x" }]), true);
    assert.equal(sameMoments([{ text: "Call" }], [{ text: "Calls" }]), false);
    assert.equal(sameMoments([{ text: "Call" }], []), false);
  });
});

test("an answer is whatever is not nothing", () => {
  assert.deepEqual([null, undefined, "", 0, false, [], "x"].map(isAnswered), [false, false, false, true, true, true, true]);
});

test("a group counts its answers", () => {
  assert.equal(answeredCount({ controls: [{ path: "a" }, { path: "b" }, { path: "c" }] }, { a: false, b: "", d: 1 }), "1 of 3");
});

test("texts say what they can", () => {
  assert.deepEqual([helpText({ help: "", decides: "the mix" }), helpText({ help: "Its name.", decides: "" })], ["It decides: the mix", "Its name."]);
  assert.deepEqual([assumedText("8 weeks"), assumedText("")], ["assumed: 8 weeks", "not stated"]);
  assert.deepEqual([measureNote([]), measureNote([{ text: "a", measure: "m" }])], ["", "Each moment has a measure."]);
  assert.deepEqual(["", " 12 ", "1.5", "-1"].map(isWeek), [true, true, false, false]);
});
