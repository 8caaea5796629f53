import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { FakeModel, onPage, texts } from "./page.js";
import "./english.js";
import { h } from "../../blendnb/widgets/static/dom.js";
import { chartCollection, chartView, rowsOf, showTooltip, tooltipPosition } from "../../blendnb/widgets/static/charts.js";

const FIGURE = { title: "What stays", caption: "By day.", description: "A curve.", shape: "s1", height: 200, data: { curve: { day: [0, 1], share: [100, 80] } } };
const DRAWING = { data: [{ name: "curve" }, { name: "fixed", values: [1] }] };

test("columns become rows", () => {
  assert.deepEqual(rowsOf({ day: [0, 1], share: [100, 80] }), [{ day: 0, share: 100 }, { day: 1, share: 80 }]);
  assert.deepEqual(rowsOf({}), []);
});

describe("a tooltip", () => {
  const bounds = { left: 100, top: 50, width: 300 };
  const tip = { offsetWidth: 120, offsetHeight: 40 };

  test("stands right below the pointer", () => {
    assert.deepEqual(tooltipPosition({ clientX: 150, clientY: 100 }, bounds, 800, tip), { left: 62, top: 66 });
  });

  test("stays inside of the drawing", () => {
    assert.equal(tooltipPosition({ clientX: 390, clientY: 100 }, bounds, 800, tip).left, 180);
    assert.equal(tooltipPosition({ clientX: 60, clientY: 100 }, bounds, 800, tip).left, 0);
  });

  test("stands above the pointer where there is no room below", () => {
    assert.equal(tooltipPosition({ clientX: 150, clientY: 700 }, bounds, 750, tip).top, 598);
  });
});

describe("the tooltip of a mark", () => {
  const page = () => onPage(h("div", { class: "results" }, h("div", { class: "drawing" }, h("b"))));
  const show = (target, value, item = { mark: {} }) => showTooltip(null, { target, clientX: 0, clientY: 0 }, item, value);

  test("says what the mark is called, and why it is there", () => {
    const drawing = page().querySelector("b");
    show(drawing, { title: "Quiz", why: "It repeats." });
    assert.deepEqual(texts(document, ".blendnb-tip strong, .blendnb-tip p"), ["Quiz", "It repeats."]);
    show(drawing, "day 3");
    assert.deepEqual(texts(document, ".blendnb-tip"), ["day 3"]);
  });

  test("goes away with the pointer, for which Vega has no event", () => {
    const drawing = page().querySelector("b");
    show(drawing, { text: "Quiz" });
    showTooltip(null, null, null, null);
    assert.equal(document.querySelector(".blendnb-tip"), null);
  });

  test("is none where there is no mark, or nothing to say", () => {
    const drawing = page().querySelector("b");
    show(drawing, { text: "Quiz" }, null);
    show(drawing, null);
    show(document.body, { text: "Quiz" });
    assert.equal(document.querySelector(".blendnb-tip"), null);
  });
});

describe("a chart", () => {
  let calls, model;

  beforeEach(() => {
    calls = [];
    model = new FakeModel();
    const embed = async (stage, spec) => {
      calls.push(["embed", spec.height, spec.data]);
      stage.append(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
      const view = { data: (name, rows) => calls.push(["data", name, rows]), height: (height) => ({ runAsync: async () => void calls.push(["run", height]) }) };
      return { view, finalize: () => calls.push(["finalize"]) };
    };
    globalThis[Symbol.for("blendnb.vega")] = Promise.resolve({ default: embed });
  });

  test("is drawn with its columns, and named for screen readers", async () => {
    const chart = chartView(model);
    await chart.show({ ...FIGURE, drawing: DRAWING });
    assert.deepEqual(calls, [["embed", 200, [{ name: "curve", values: [{ day: 0, share: 100 }, { day: 1, share: 80 }] }, { name: "fixed", values: [1] }]]]);
    assert.equal(chart.element.querySelector("svg").getAttribute("aria-label"), "A curve.");
  });

  test("of the same shape gets fresh columns and keeps its view", async () => {
    const chart = chartView(model);
    await chart.show({ ...FIGURE, drawing: DRAWING });
    await chart.show({ ...FIGURE, height: 240, data: { curve: { day: [5] } } });
    assert.deepEqual(calls.slice(1), [["data", "curve", [{ day: 5 }]], ["run", 240]]);
  });

  test("of another shape, and one that is known, is drawn anew", async () => {
    const chart = chartView(model);
    await chart.show({ ...FIGURE, drawing: DRAWING });
    await chart.show({ ...FIGURE, shape: "s2", drawing: { data: [] } });
    await chart.show(FIGURE);
    assert.deepEqual(calls.map(([name]) => name), ["embed", "embed", "finalize", "embed", "finalize"]);
  });

  test("with texts that are read as dates is always drawn anew", async () => {
    const chart = chartView(model);
    const dated = { ...FIGURE, drawing: { data: [{ name: "curve", format: { parse: { day: "date" } } }] } };
    await chart.show(dated);
    await chart.show(FIGURE);
    assert.deepEqual(calls.map(([name]) => name), ["embed", "embed", "finalize"]);
  });

  test("leaves out figures that newer ones have overtaken", async () => {
    const chart = chartView(model);
    await Promise.all([chart.show({ ...FIGURE, drawing: DRAWING }), chart.show({ ...FIGURE, height: 210 }), chart.show({ ...FIGURE, height: 220 })]);
    assert.deepEqual(calls.map(([, height]) => height), [220]);
  });

  test("says why it could not be drawn, and is drawn again the next time", async () => {
    const chart = chartView(model);
    globalThis[Symbol.for("blendnb.vega")] = Promise.reject(new Error("no runtime"));
    await chart.show({ ...FIGURE, drawing: DRAWING });
    assert.equal(chart.element.textContent, "This chart could not be drawn (no runtime).");
  });
});

describe("the runtime", () => {
  test("is asked for once a page, and loaded from what the kernel sends", async () => {
    delete globalThis[Symbol.for("blendnb.vega")];
    const [one, other] = [new FakeModel(), new FakeModel()];
    const shown = [chartView(one).show({ ...FIGURE, drawing: DRAWING }), chartView(other).show({ ...FIGURE, drawing: DRAWING })];
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual([one.sent, other.sent], [[{ want: "vega" }], []]);
    const create = URL.createObjectURL;
    URL.createObjectURL = () => "data:text/javascript,globalThis.embedded=0;export default async(stage)=>{globalThis.embedded+=1;stage.append(document.createElement('svg'));return{view:{},finalize(){}}}";
    one.say({ kind: "vega" }, [new Uint8Array()]);
    await Promise.all(shown);
    URL.createObjectURL = create;
    assert.equal(globalThis.embedded, 2);
    delete globalThis[Symbol.for("blendnb.vega")];
  });
});

describe("the charts of a widget", () => {
  test("stand in panels with title, caption, tools and the same facts as a table", () => {
    const charts = chartCollection(new FakeModel());
    const panel = charts.panel("spacing", { ...FIGURE, table: { head: ["Day", "Share"], rows: [[0, 100], [1, 80]] } }, h("p", { class: "tools" }, "Tools"));
    assert.deepEqual(texts(panel, "h2, .caption, .tools, summary"), ["What stays", "By day.", "Tools", "The same as a table"]);
    assert.deepEqual(texts(panel, "td"), ["0", "100", "1", "80"]);
  });

  test("keep their running view wherever their panel goes", () => {
    const charts = chartCollection(new FakeModel());
    const page = onPage(h("div", {}, charts.panel("spacing", FIGURE)));
    const drawing = page.querySelector(".drawing");
    assert.ok(drawing);
    assert.equal(charts.panel("spacing", FIGURE).querySelector(".drawing"), null);
    page.replaceChildren();
    assert.equal(charts.panel("spacing", FIGURE).querySelector(".drawing"), drawing);
  });
});
