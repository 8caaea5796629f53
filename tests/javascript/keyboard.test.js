import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { onPage, press } from "./page.js";
import "./english.js";
import { firstFocusable, focusKeeper, focusTrail, isTextInput, listenToShortcuts, shortcutFor, studioKeys } from "../../blendnb/widgets/static/keyboard.js";

const NOWHERE = { typing: false, inDialog: false, inPalette: false, handled: false };
const [TYPING, IN_DIALOG, IN_PALETTE, HANDLED] = ["typing", "inDialog", "inPalette", "handled"].map((name) => ({ ...NOWHERE, [name]: true }));
const [SHIFT, CTRL, META, ALT] = ["shiftKey", "ctrlKey", "metaKey", "altKey"].map((name) => ({ [name]: true }));

function doneBy(key, modifiers, context) {
  const calls = [];
  const names = ["step", "part", "option", "u", "r", "e", "?", "Escape"];
  const actions = Object.fromEntries(names.map((name) => [name, (value) => calls.push(value === undefined ? [name] : [name, value])]));
  const code = /^\d$/.test(key) ? `Digit${key}` : "";
  shortcutFor({ key, code, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...modifiers }, context, actions)?.action();
  return calls[0] ?? null;
}

const SHORTCUTS = [
  ["1 goes to the first step", "1", {}, NOWHERE, ["step", 0]],
  ["5 goes to the last step", "5", {}, NOWHERE, ["step", 4]],
  ["6 is no step", "6", {}, NOWHERE, null],
  ["shift and a digit go to an option", "2", SHIFT, NOWHERE, ["option", 1]],
  ["a digit that is typed is a digit", "1", {}, TYPING, null],
  ["u undoes", "u", {}, NOWHERE, ["u"]],
  ["a letter that is typed is a letter", "u", {}, TYPING, null],
  ["a letter in a dialog is the dialog's", "e", {}, IN_DIALOG, null],
  ["a letter in the palette is the palette's", "e", {}, IN_PALETTE, null],
  ["a letter that somebody has taken is theirs", "e", {}, HANDLED, null],
  ["a letter with alt is the browser's", "e", ALT, NOWHERE, null],
  ["a letter with ctrl is the browser's", "e", CTRL, NOWHERE, null],
  ["ctrl and z undo", "z", CTRL, NOWHERE, ["u"]],
  ["cmd and z undo", "z", META, NOWHERE, ["u"]],
  ["ctrl, shift and z redo", "Z", { ...CTRL, ...SHIFT }, NOWHERE, ["r"]],
  ["ctrl and y redo", "y", CTRL, NOWHERE, ["r"]],
  ["ctrl and z in a text are the text's", "z", CTRL, TYPING, null],
  ["ctrl and z in a dialog are the dialog's", "z", CTRL, IN_DIALOG, null],
  ["ctrl, alt and z are nobody's", "z", { ...CTRL, ...ALT }, NOWHERE, null],
  ["F6 goes to the next part", "F6", {}, NOWHERE, ["part", 1]],
  ["F6 does so out of a text, too", "F6", {}, TYPING, ["part", 1]],
  ["shift and F6 go back", "F6", SHIFT, NOWHERE, ["part", -1]],
  ["F6 stays in a dialog", "F6", {}, IN_DIALOG, null],
  ["a question mark shows the keys", "?", SHIFT, NOWHERE, ["?"]],
  ["what all objects have is no key", "toString", {}, NOWHERE, null],
];

describe("the studio's keys", () => {
  for (const [name, key, modifiers, context, expected] of SHORTCUTS) test(name, () => assert.deepEqual(doneBy(key, modifiers, context), expected));

  test("are kept from the page; an undo from the notebook, too", () => {
    const root = onPage(document.createElement("div"));
    root.innerHTML = '<button></button><input type="text"><input type="checkbox">';
    const [button, text, box] = root.children;
    const [calls, outside] = [[], []];
    document.addEventListener("keydown", ({ key }) => outside.push(key), { once: false });
    listenToShortcuts(root, { step() {}, option() {}, part() {}, u: () => calls.push("u"), e: () => calls.push("e") });
    assert.deepEqual([press(button, "e"), press(text, "e"), press(box, "e"), press(button, "x")], [true, false, true, false]);
    press(button, "z", { ctrlKey: true });
    assert.deepEqual(calls, ["e", "e", "u"]);
    assert.equal(outside.includes("z"), false);
    assert.equal(outside.includes("e"), true);
  });

  test("are listed once each", () => {
    const keys = studioKeys().map(([key]) => key);
    assert.equal(new Set(keys).size, keys.length);
    assert.ok(keys.includes("F6"));
  });
});

test("text is typed into boxes and whatever can be edited, not into boxes to tick", () => {
  const cases = [["INPUT", "text", true], ["INPUT", "checkbox", false], ["INPUT", "radio", false], ["TEXTAREA", undefined, true], ["SELECT", undefined, true], ["BUTTON", "button", false]];
  for (const [nodeName, type, expected] of cases) assert.equal(isTextInput({ nodeName, type }), expected, `${nodeName} ${type}`);
  assert.equal(isTextInput({ nodeName: "DIV", isContentEditable: true }), true);
});

describe("the focus", () => {
  let root, work, results, keeper;
  const find = (selector) => root.querySelector(selector);

  beforeEach(() => {
    globalThis.requestAnimationFrame = () => 0;
    root = onPage(document.createElement("div"));
    root.innerHTML = `
      <div class="work" tabindex="0"><section data-key="gap"><p data-key="finding"><button class="mend"></button></p><button class="other"></button></section></div>
      <div class="results"><div data-row="a" tabindex="-1"></div><button class="first"></button><div data-row="b" tabindex="0"></div></div>`;
    [work, results] = root.children;
    keeper = focusKeeper(root, () => [work, results]);
  });

  test("leaves a trail of what can be found again, from the inside out", () => {
    const trail = focusTrail(find(".mend"), root, [work, results]);
    assert.deepEqual(trail.map((each) => each.dataset.key ?? each.className), ["mend", "finding", "gap", "work"]);
  });

  test("goes to what stands nearest when what has it goes away", () => {
    find(".mend").focus();
    find("[data-key=finding]").remove();
    keeper.keep();
    assert.equal(document.activeElement, find(".other"));
  });

  test("goes to the pane when nothing nearer is left", () => {
    find(".mend").focus();
    find("section").remove();
    keeper.keep();
    assert.equal(document.activeElement, work);
  });

  test("stays where it is as long as that is there", () => {
    find(".other").focus();
    find("[data-key=finding]").remove();
    keeper.keep();
    assert.equal(document.activeElement, find(".other"));
  });

  test("is left alone once somebody has pressed outside", () => {
    find(".mend").focus();
    document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    find("section").remove();
    keeper.keep();
    assert.notEqual(document.activeElement, work);
  });

  test("goes to the row that the Tab key reaches before other controls of a pane", () => {
    assert.equal(firstFocusable(results), find("[data-row=b]"));
    assert.equal(firstFocusable(find("section")), find(".mend"));
    assert.equal(firstFocusable(work), work);
  });

  test("comes back to what had it last in a pane", () => {
    find(".first").focus();
    find(".other").focus();
    keeper.enter(results);
    assert.equal(document.activeElement, find(".first"));
    find(".first").remove();
    keeper.enter(results);
    assert.equal(document.activeElement, find("[data-row=b]"));
  });
});
