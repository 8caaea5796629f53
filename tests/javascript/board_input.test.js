import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { onPage, press } from "./page.js";
import "./english.js";
import { boardKeys, boardKeyAction, listenToBoardKeys, listenToDrags, snapped } from "../../blendnb/widgets/static/board_input.js";

/** A board that notes what it is asked for. */
function recorder(names) {
  const calls = [];
  const board = Object.fromEntries(names.map((name) => [name, (...values) => void calls.push([name, ...values])]));
  return { calls, board };
}

const ACTIONS = ["toggle", "selectAll", "moveFocus", "shift", "edit", "remove", "duplicate", "palette"];

function doneBy(key, modifiers = {}) {
  const { calls, board } = recorder(ACTIONS);
  const action = boardKeyAction({ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...modifiers }, { ...board, escape: () => () => calls.push(["escape"]) }, "a");
  action?.();
  return calls[0] ?? null;
}

const [SHIFT, ALT, CTRL, META] = ["shiftKey", "altKey", "ctrlKey", "metaKey"].map((name) => ({ [name]: true }));

const KEYS = [
  ["ArrowUp", {}, ["moveFocus", "a", -1, false]],
  ["ArrowDown", {}, ["moveFocus", "a", 1, false]],
  ["ArrowDown", SHIFT, ["moveFocus", "a", 1, true]],
  ["ArrowDown", ALT, null],
  ["Home", {}, ["moveFocus", "a", -Infinity, false]],
  ["End", SHIFT, ["moveFocus", "a", Infinity, true]],
  ["ArrowLeft", {}, ["shift", "a", "move", -1]],
  ["ArrowRight", {}, ["shift", "a", "move", 1]],
  ["ArrowRight", SHIFT, ["shift", "a", "move", 7]],
  ["ArrowRight", ALT, ["shift", "a", "last", 1]],
  ["ArrowLeft", { ...ALT, ...SHIFT }, ["shift", "a", "last", -7]],
  [" ", {}, ["toggle", "a"]],
  ["a", CTRL, ["selectAll"]],
  ["A", META, ["selectAll"]],
  ["a", { ...CTRL, ...ALT }, null],
  ["a", {}, null],
  ["Enter", {}, ["edit", "a"]],
  ["Enter", ALT, null],
  ["Delete", {}, ["remove", "a"]],
  ["Backspace", {}, ["remove", "a"]],
  ["Delete", CTRL, null],
  ["n", {}, ["palette"]],
  ["N", SHIFT, ["palette"]],
  ["d", {}, ["duplicate", "a"]],
  ["d", ALT, null],
  ["Escape", {}, ["escape"]],
  ["x", {}, null],
];

describe("keys on a row", () => {
  for (const [key, modifiers, expected] of KEYS) {
    const name = [...Object.keys(modifiers).map((each) => each.replace("Key", "")), key === " " ? "space" : key].join(" + ");
    test(`${name}: ${expected ? expected.join(" ") : "nothing"}`, () => assert.deepEqual(doneBy(key, modifiers), expected));
  }

  test("are taken from the page only where they mean something", () => {
    const list = onPage(document.createElement("div"));
    list.innerHTML = '<div data-row="a" tabindex="0"></div><p></p>';
    const { calls, board } = recorder(ACTIONS);
    listenToBoardKeys(list, { ...board, escape: () => null });
    assert.equal(press(list.firstChild, "Enter"), true);
    assert.equal(press(list.firstChild, "x"), false);
    assert.equal(press(list.firstChild, "Escape"), false);
    assert.equal(press(list.lastChild, "Enter"), false);
    assert.deepEqual(calls, [["edit", "a"]]);
  });

  test("are all in the list that is shown", () => {
    const listed = boardKeys().map(([keys]) => keys).join(" ");
    for (const key of ["↑ ↓", "home", "end", "← →", "alt", "space", "ctrl + a", "enter", "n", "d", "delete", "escape"]) assert.ok(listed.includes(key), key);
  });
});

test("a drag goes by whole days, or by whole steps", () => {
  assert.deepEqual([2.4, 2.6, -2.6].map((days) => snapped(days, 1)), [2, 3, -3]);
  assert.deepEqual([3, 4, 11].map((days) => snapped(days, 7)), [0, 7, 14]);
});

describe("dragging", () => {
  let list, calls, drags, step;

  beforeEach(() => {
    globalThis.requestAnimationFrame = (draw) => {
      draw();
      return 0;
    };
    const root = onPage(document.createElement("div"));
    root.className = "blendnb";
    root.innerHTML = '<div><div data-row="a"><b data-part="move"></b><i data-part="last"></i><u></u></div></div>';
    [list] = root.children;
    Object.assign(list, { setPointerCapture() {}, hasPointerCapture: () => false });
    step = 1;
    const recorded = recorder(["onPress", "onMove", "onDrop", "onCancel"]);
    ({ calls } = recorded);
    drags = listenToDrags(list, {
      ...recorded.board,
      axis: () => ({ days: (pixels) => pixels / 10 }),
      step: () => step,
      onStart(id, part) {
        calls.push(["onStart", id, part]);
        return new Map([[id, { start_day: 10, days: 3 }]]);
      },
    });
  });

  const point = (kind, clientX, selector = "b", options = {}) => list.querySelector(selector).dispatchEvent(new PointerEvent(kind, { bubbles: true, button: 0, pointerId: 1, clientX, ...options }));
  const names = () => calls.map(([name]) => name);

  test("begins only once the pointer has moved four pixels", () => {
    point("pointerdown", 100);
    point("pointermove", 103);
    assert.deepEqual([names(), drags.isActive()], [[], false]);
    point("pointermove", 104);
    assert.deepEqual([names(), drags.isActive()], [["onStart"], true]);
    assert.ok(list.closest(".blendnb").classList.contains("holding"));
  });

  test("tells each new day once, and where it ends", () => {
    point("pointerdown", 100);
    for (const x of [112, 114, 131]) point("pointermove", x);
    point("pointerup", 131);
    assert.deepEqual(calls.slice(0, 3), [
      ["onStart", "a", "move"],
      ["onMove", new Map([["a", { start_day: 11, days: 3 }]])],
      ["onMove", new Map([["a", { start_day: 13, days: 3 }]])],
    ]);
    assert.deepEqual(calls.slice(3), [["onDrop", "move"]]);
    assert.equal(drags.isActive(), false);
  });

  test("of an end changes the length", () => {
    point("pointerdown", 100, "i");
    point("pointermove", 120, "i");
    assert.deepEqual(calls.at(-1), ["onMove", new Map([["a", { start_day: 10, days: 5 }]])]);
  });

  test("goes by weeks with shift, or where the board snaps to them", () => {
    point("pointerdown", 100);
    point("pointermove", 150, "b", { shiftKey: true });
    assert.equal(calls.at(-1)[1].get("a").start_day, 17);
    step = 7;
    point("pointermove", 250);
    assert.equal(calls.at(-1)[1].get("a").start_day, 24);
  });

  test("that comes back to where it began is given up", () => {
    point("pointerdown", 100);
    point("pointermove", 130);
    point("pointermove", 101);
    point("pointerup", 101);
    assert.equal(names().at(-1), "onCancel");
  });

  test("can be given up, once", () => {
    point("pointerdown", 100);
    point("pointermove", 130);
    assert.equal(drags.cancel(), true);
    assert.equal(drags.cancel(), false);
    assert.deepEqual(names(), ["onStart", "onMove", "onCancel"]);
  });

  test("is no drag but a press where the pointer stays, or where no part is taken", () => {
    point("pointerdown", 100);
    point("pointerup", 101);
    point("pointerdown", 100, "u");
    point("pointermove", 180, "u");
    point("pointerup", 180, "u");
    assert.deepEqual(calls.map(([name, id]) => [name, id]), [["onPress", "a"], ["onPress", "a"]]);
  });

  test("follows one pointer, with its first button", () => {
    point("pointerdown", 100, "b", { button: 2 });
    point("pointermove", 150);
    assert.deepEqual(calls, []);
    point("pointerdown", 100);
    point("pointermove", 150, "b", { pointerId: 2 });
    assert.deepEqual(calls, []);
  });
});
