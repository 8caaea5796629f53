import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { onPage, texts } from "./page.js";
import "./english.js";
import { h, patch } from "../../blendnb/widgets/static/dom.js";
import { sessionTable } from "../../blendnb/widgets/static/session_table.js";

const row = (block, span, minutes, words) => ({ block, part: "core", span, minutes, do: words, rounds: "", method: "pairs", leads: "Kim", how: "pairs", who: "Kim", say: "", show: "", material: "", producer: "", swaps: [["fishbowl", "Fishbowl"]] });
const SESSION = {
  id: "s", title: "Practice", about: "60 minutes", name: "From–to counts from 0:00.", open: true, notes: ["Mind the four."],
  blocks: [row(0, "0:00–0:05", "5", "Aim"), row(1, "0:05–0:20", "15", "Try"), row(2, "0:20–0:30", "10", "Look back")],
  methods: [["", "–"], ["pairs", "pairs"]], leaders: [["", "–"], ["facilitator", "facilitator"]],
};

describe("a session's table", () => {
  let side;
  let sent;
  let minutes;
  const draw = () => patch(side, h("div", {}, minutes.panel()));
  const line = (block) => side.querySelector(`[data-block="${block}"]`);
  const press = (target, key, more = {}) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));

  beforeEach(() => {
    sent = [];
    side = onPage(h("div", {}));
    minutes = sessionTable(side, { send: (command) => sent.push(command) }, draw);
    minutes.show(SESSION);
    draw();
  });

  test("shows each block with its clock, and what to know", () => {
    assert.deepEqual(texts(side, "tbody th"), ["0:00–0:05", "0:05–0:20", "0:20–0:30"]);
    assert.deepEqual(texts(side, "li"), ["Mind the four."]);
    assert.equal(line(0).getAttribute("tabindex"), "0");
    assert.equal(line(1).getAttribute("tabindex"), "-1");
  });

  test("keys go from block to block, move one, and change its minutes", () => {
    press(line(0), "ArrowDown");
    assert.equal(document.activeElement, line(1));
    press(line(1), "ArrowDown", { altKey: true });
    press(line(2), "+");
    press(line(2), "-", { shiftKey: true });
    press(line(2), "n");
    press(line(2), "Delete");
    assert.deepEqual(sent, [
      { session: "s", block: 1, act: "move", to: 2 },
      { session: "s", block: 2, act: "minutes", minutes: 11 },
      { session: "s", block: 2, act: "minutes", minutes: 5 },
      { session: "s", block: 2, act: "add" },
      { session: "s", block: 2, act: "remove" },
    ]);
  });

  test("nothing moves beyond its ends, and no block gets no minutes", () => {
    press(line(0), "ArrowUp", { altKey: true });
    press(line(0), "-", { shiftKey: true });
    assert.deepEqual(sent, []);
  });

  test("enter opens a block to be written in, and escape closes it, then the session", () => {
    press(line(1), "Enter");
    const box = side.querySelector(".block-fields [name=do]");
    assert.equal(document.activeElement, box);
    box.value = "Try twice";
    press(box, "Enter");
    assert.deepEqual(sent, [{ session: "s", block: 1, act: "write", values: { do: "Try twice" } }]);
    press(box, "Escape");
    assert.equal(side.querySelector(".block-fields"), null);
    press(line(1), "Escape");
    assert.deepEqual(sent[1], { open_session: null });
  });

  test("another activity is chosen from those that fit", () => {
    press(line(1), "Enter");
    const box = side.querySelector("[name=swap]");
    box.value = "fishbowl";
    box.dispatchEvent(new Event("change", { bubbles: true }));
    assert.deepEqual(sent, [{ session: "s", block: 1, act: "swap", activity: "fishbowl" }]);
  });

  test("who leads it in words of its own can be kept", () => {
    press(line(1), "Enter");
    assert.deepEqual(texts(side, "[name=leads] option"), ["Kim", "–", "facilitator"]);
  });

  test("a session that is too short is only shown", () => {
    minutes.show({ ...SESSION, open: false });
    draw();
    assert.equal(side.querySelector("input, .acts button"), null);
    press(line(0), "Delete");
    assert.deepEqual(sent, []);
  });

  test("none is shown where none is open", () => {
    minutes.show(null);
    assert.equal(minutes.panel(), null);
    assert.equal(minutes.isOpen(), false);
  });
});
