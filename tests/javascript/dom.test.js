import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { onPage } from "./page.js";
import "./english.js";
import { attributesOf, commandButton, counted, details, h, orderChildren, patch, setText, setVisible, svg, table } from "../../blendnb/widgets/static/dom.js";

describe("an element", () => {
  test("has attributes as they are given, without those that are off", () => {
    assert.equal(h("p", { class: "quiet", hidden: true, title: null, id: undefined, lang: false, "data-day": 0 }).outerHTML, '<p class="quiet" hidden="" data-day="0"></p>');
  });

  test("has children of any depth, without those that are nothing", () => {
    assert.equal(h("p", {}, "a", [h("b", {}, "b"), [null, "c"]], false, undefined, "d").outerHTML, "<p>a<b>b</b>cd</p>");
  });

  test("never reads a text as markup", () => {
    assert.equal(h("p", {}, "<img src=x>").children.length, 0);
  });

  test("keeps its keys from JupyterLab where it can have the focus", () => {
    const keeps = (element) => element.hasAttribute("data-lm-suppress-shortcuts");
    assert.deepEqual([h("button"), h("div", { tabindex: "0" }), h("div")].map(keeps), [true, true, false]);
  });

  test("of a drawing is one", () => {
    const path = svg("path", { d: "M0,0", "stroke-width": 2 });
    assert.equal(path.namespaceURI, "http://www.w3.org/2000/svg");
    assert.equal(path.getAttribute("stroke-width"), "2");
  });
});

test("a command travels with its button", () => {
  assert.deepEqual(JSON.parse(commandButton("Undo", { undo: true }, { class: "quiet" }).dataset.command), { undo: true });
});

test("details begin closed, and are known by their key", () => {
  const element = details("more", "3 more", h("p", {}, "text"));
  assert.deepEqual([element.open, element.dataset.key, element.firstChild.textContent], [false, "more", "3 more"]);
});

test("a table says which cells are headings of columns", () => {
  const element = table(["Day", "Share"], [h("tr", {}, h("td", {}, "1"), h("td", {}, "80"))], { class: "regret" });
  assert.equal(element.outerHTML, '<table class="regret"><thead><tr><th scope="col">Day</th><th scope="col">Share</th></tr></thead><tbody><tr><td>1</td><td>80</td></tr></tbody></table>');
});

describe("a patch", () => {
  /** What is shown after a patch, and which of the old elements are still there. */
  function patched(before, after) {
    const shown = onPage(before);
    const old = new Map([...shown.querySelectorAll("[id]")].map((element) => [element.id, element]));
    patch(shown, after);
    const kept = [...old].filter(([, element]) => shown.contains(element)).map(([id]) => id);
    return { shown, old, kept };
  }

  test("makes what is shown equal to what is wanted", () => {
    const wanted = () => h("div", { class: "b" }, h("p", {}, "two"), "text", h("ul", {}, h("li", {}, "x")));
    const { shown } = patched(h("div", { class: "a", title: "t" }, h("p", {}, "one"), h("i")), wanted());
    assert.equal(shown.outerHTML, wanted().outerHTML);
  });

  test("keeps elements that have the same key wherever they go", () => {
    const item = (key) => h("li", { "data-key": key, id: key });
    const { shown, kept } = patched(h("ul", {}, item("a"), item("b"), item("c")), h("ul", {}, item("c"), item("d"), item("a")));
    assert.deepEqual([...shown.children].map((each) => each.id), ["c", "d", "a"]);
    assert.deepEqual(kept, ["a", "c"]);
  });

  test("keeps the focus when what stands before it goes away", () => {
    const row = (key) => h("p", { "data-key": key, id: key }, h("button", {}, key));
    const shown = onPage(h("div", {}, row("a"), row("b")));
    const button = shown.querySelector("#b button");
    button.focus();
    patch(shown, h("div", {}, row("b")));
    assert.equal(document.activeElement, button);
    assert.equal(shown.children.length, 1);
  });

  test("keeps elements without a key that are of the same kind at the same place", () => {
    const { kept } = patched(h("div", {}, h("p", { id: "one" }), h("p", { id: "two" })), h("div", {}, h("p", { id: "one" }), h("b", { id: "two" })));
    assert.deepEqual(kept, ["one"]);
  });

  test("leaves what lives on its own as it is", () => {
    const { shown } = patched(h("div", {}, h("div", { "data-live": true, "data-key": "chart" }, "drawn")), h("div", {}, h("div", { "data-live": true, "data-key": "chart" })));
    assert.equal(shown.textContent, "drawn");
  });

  test("leaves details open that a person has opened", () => {
    const shown = onPage(h("div", {}, details("more", "More", "one")));
    shown.firstChild.open = true;
    patch(shown, h("div", {}, details("more", "More", "two")));
    assert.deepEqual([shown.firstChild.open, shown.textContent], [true, "Moretwo"]);
  });

  test("puts a new value into a box, but not into one that somebody types in", () => {
    const box = (value) => h("input", { "data-value": value, id: "box" });
    const shown = onPage(h("div", {}, box("old")));
    const [input] = shown.children;
    input.value = "old";
    patch(shown, h("div", {}, box("new")));
    assert.equal(input.value, "new");
    input.focus();
    input.value = "typed";
    patch(shown, h("div", {}, box("newest")));
    assert.equal(input.value, "typed");
  });

  test("puts a value into the box that has the focus as long as nothing is typed", () => {
    const box = (value) => h("input", { "data-value": value });
    const shown = onPage(h("div", {}, box("old")));
    const [input] = shown.children;
    input.value = "old";
    input.focus();
    patch(shown, h("div", {}, box("new")));
    assert.equal(input.value, "new");
  });

  test("ticks a box only when the kernel has changed its mind", () => {
    const box = (ticked) => h("input", { type: "checkbox", "data-ticked": String(ticked) });
    const shown = onPage(h("div", {}, box(false)));
    const [input] = shown.children;
    input.checked = true;
    patch(shown, h("div", {}, box(false)));
    assert.equal(input.checked, true);
    patch(shown, h("div", {}, box(true)));
    patch(shown, h("div", {}, box(false)));
    assert.equal(input.checked, false);
  });
});

test("attributes are read as they stand", () => {
  assert.deepEqual(attributesOf(h("div", { class: "a", tabindex: "0" })), { "data-lm-suppress-shortcuts": "true", class: "a", tabindex: "0" });
});

test("a text is written only where it is another one", () => {
  const element = h("p", {}, "one");
  const [node] = element.childNodes;
  setText(element, "one");
  assert.equal(element.firstChild, node);
  setText(element, "two");
  assert.equal(element.textContent, "two");
});

test("an element is shown and hidden", () => {
  const element = h("p");
  setVisible(element, false);
  assert.equal(element.hidden, true);
  setVisible(element, true);
  assert.equal(element.hidden, false);
});

test("children are put in order without moving those that stand right", () => {
  const [a, b, c] = ["a", "b", "c"].map((id) => h("p", { id }));
  const parent = h("div", {}, b, c);
  const moved = [];
  const insertBefore = parent.insertBefore.bind(parent);
  parent.insertBefore = (child, next) => {
    moved.push(child.id);
    return insertBefore(child, next);
  };
  orderChildren(parent, [a, b, c]);
  assert.deepEqual([[...parent.children].map(({ id }) => id), moved], [["a", "b", "c"], ["a"]]);
});

test("one is counted as one, all else as many", () => {
  assert.deepEqual([0, 1, 2].map((count) => counted(count, "finding")), ["0 findings", "1 finding", "2 findings"]);
});
