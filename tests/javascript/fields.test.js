import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { change, onPage, press } from "./page.js";
import "./english.js";
import { h } from "../../blendnb/widgets/static/dom.js";
import { checkbox, clearForm, formValues, insertLineBreak, listenToForms, nonEmptyLines, numberOrText, selectEntry, submitButton, textEntry } from "../../blendnb/widgets/static/fields.js";

describe("a text box", () => {
  test("stands below its name and its hint", () => {
    const entry = textEntry("who", "Who", "Anna", { hint: "One name" });
    assert.equal(entry.textContent, "WhoOne name");
    const box = entry.querySelector("input");
    assert.deepEqual([box.name, box.value, box.dataset.value, box.type], ["who", "Anna", "Anna", "text"]);
  });

  test("that is bare says its name to screen readers", () => {
    const box = textEntry("who", "Who", null, { bare: true });
    assert.deepEqual([box.nodeName, box.getAttribute("aria-label"), box.value], ["INPUT", "Who", ""]);
  });

  test("has lines where it asks for them", () => {
    assert.equal(textEntry("why", "Why", 3, { rows: 2 }).querySelector("textarea").value, "3");
  });
});

test("a list to choose from has its choice, or none", () => {
  const pairs = [["a", "Alpha"], ["b", "Beta"]];
  const select = selectEntry("kind", "Kind", "b", pairs, { bare: true });
  assert.deepEqual([select.value, [...select.options].map(({ text }) => text)], ["b", ["Alpha", "Beta"]]);
  assert.equal(selectEntry("kind", "Kind", null, pairs).querySelector("select").dataset.value, "");
});

function demoForm() {
  return h(
    "div",
    { "data-form": "demo", "data-about": JSON.stringify({ topic: "CRM" }) },
    textEntry("text", "Text", "one"),
    textEntry("lines", "Lines", "two", { rows: 2 }),
    selectEntry("kind", "Kind", "a", [["a", "Alpha"], ["b", "Beta"]]),
    checkbox("sure", "Sure", { checked: true }),
    submitButton("Send"),
  );
}

describe("a form", () => {
  test("has texts of boxes and ticks", () => {
    assert.deepEqual(formValues(demoForm()), { text: "one", lines: "two", kind: "a", sure: true });
  });

  test("is emptied, except for what is chosen from lists", () => {
    const form = demoForm();
    clearForm(form);
    assert.deepEqual(formValues(form), { text: "", lines: "", kind: "a", sure: false });
  });
});

describe("forms that are listened to", () => {
  let root, heard, result;

  beforeEach(() => {
    root = onPage(h("div", {}, demoForm(), h("div", { "data-form": "other" }, textEntry("name", "Name", ""))));
    [heard, result] = [[], false];
    listenToForms(root, {
      demo: {
        change: (values, about) => void heard.push(["change", values.text, about]),
        submit(values, about) {
          heard.push(["submit", values.text, about]);
          return result;
        },
      },
      other: { change: (values, about) => void heard.push(["other", values.name, about]) },
    });
  });

  const box = (name) => root.querySelector(`[name=${name}]`);

  test("send all their values when a box is left", () => {
    change(box("text"), "new");
    assert.deepEqual(heard, [["change", "new", { topic: "CRM" }]]);
  });

  test("send them by their button, and are emptied once they were taken", () => {
    root.querySelector("[data-submit]").click();
    assert.equal(box("text").value, "one");
    result = true;
    root.querySelector("[data-submit]").click();
    assert.equal(box("text").value, "");
    assert.deepEqual(heard.map(([kind]) => kind), ["submit", "submit"]);
  });

  test("send them by the enter key: as a whole where there is a button, else as a change", () => {
    assert.equal(press(box("text"), "Enter"), true);
    box("name").value = "B";
    press(box("name"), "Enter");
    assert.deepEqual(heard, [["submit", "one", { topic: "CRM" }], ["other", "B", null]]);
  });

  test("are not sent by other keys, or from other boxes", () => {
    press(box("text"), "a");
    press(box("sure"), "Enter");
    assert.deepEqual(heard, []);
  });

  test("break lines in boxes of several lines", () => {
    const lines = box("lines");
    lines.setSelectionRange(1, 2);
    assert.equal(press(lines, "Enter"), true);
    assert.equal(lines.value, "t\no");
  });
});

test("a line is not broken by a key that comes with others", () => {
  const box = onPage(h("textarea"));
  box.value = "ab";
  box.addEventListener("keydown", insertLineBreak);
  assert.deepEqual([press(box, "Enter", { ctrlKey: true }), press(box, "a"), box.value], [false, false, "ab"]);
});

test("a number is one, and whatever else stays what was typed", () => {
  assert.deepEqual(["12", "-3.5", "1e3", "", "soon", "Infinity"].map(numberOrText), [12, -3.5, 1000, "", "soon", "Infinity"]);
});

test("lines count when something stands in them", () => {
  assert.deepEqual(nonEmptyLines(" a.csv \n\n\t\nb.csv"), ["a.csv", "b.csv"]);
});
