import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { change, FakeModel, FakeResizeObserver, onPage, press, texts } from "./page.js";
import "./english.js";
import { BOARD, BOARD_GUIDE, RESULT, STATE, stateWith } from "./states.js";
import { connect, mergedState } from "../../blendnb/widgets/static/connection.js";
import { h, patch } from "../../blendnb/widgets/static/dom.js";
import { journeyBoard } from "../../blendnb/widgets/static/board.js";

const FINDING = { id: "f1", word: "gap", text: "Nothing follows.", touchpoints: ["b"], mend: "Add a quiz." };
const FIRST = { board: BOARD, board_guide: BOARD_GUIDE, findings: [], result: { ...RESULT, formats: [{ id: "clinic", name: "Clinic", text: "They get stuck.", purpose: "practise" }], left_out: [{ id: "video", name: "Video", text: "No network.", by: "rule-9" }] } };

let root, side, model, board, state;
const find = (selector) => root.querySelector(selector);
const row = (id) => find(`[data-row=${id}]`);
const press_ = (id, key, options) => press(row(id), key, options);
const selected = () => [...root.querySelectorAll("[aria-selected=true]")].map((each) => each.dataset.row);
const said = () => find(".board > [role=status]").textContent;
const summary = () => find("[data-key=count]").textContent;
const edits = () => model.commands.filter(({ edit }) => edit);
const moved = (id, news) => ({ board: { [`row:${id}`]: { ...BOARD[`row:${id}`], ...news } } });
const point = (target, kind, clientX, options = {}) => target.dispatchEvent(new PointerEvent(kind, { bubbles: true, button: 0, pointerId: 1, clientX, ...options }));

/** Presses the pointer on a row and lets it go. */
function choose(id, options) {
  point(row(id), "pointerdown", 0, options);
  point(row(id), "pointerup", 0, options);
}

/** Drags the bar of a row by so many days; lets go only if asked to. */
function drag(id, days, { part = "move", drop = true } = {}) {
  const bar = row(id).querySelector(`[data-part=${part}]`);
  const pixels = (712 - 12) / 70;
  point(bar, "pointerdown", 100);
  point(bar, "pointermove", 100 + days * pixels);
  if (drop) point(bar, "pointerup", 100 + days * pixels);
}

/** The touchpoint that the last edit adds. */
const added = () => edits().at(-1).edit.touchpoints;

beforeEach(() => {
  globalThis.requestAnimationFrame = (draw) => {
    draw();
    return 0;
  };
  side = h("div", { class: "side" });
  root = onPage(h("div", { class: "blendnb" }, side));
  model = new FakeModel();
  state = stateWith({});
  const connection = connect(model, (message, { first, settled }) => {
    state = mergedState(state, message, first);
    board.show(state, settled);
  }, () => {});
  board = journeyBoard(root, connection, () => patch(side, h("div", { class: "side" }, board.sideContent())));
  // As the studio does: the side follows every message.
  const { show } = board;
  board.show = (...values) => {
    show(...values);
    patch(side, h("div", { class: "side" }, board.sideContent()));
  };
  root.append(board.panel({ ...STATE, ...FIRST }));
  Object.assign(find(".board-list"), { setPointerCapture() {}, hasPointerCapture: () => false });
  Object.defineProperty(find(".board-weeks"), "clientWidth", { value: 724 });
  FakeResizeObserver.observers.at(-1).measure();
  model.say({ kind: "state", revision: 0, ...FIRST });
});

describe("the board", () => {
  test("has a row for each touchpoint under its phase", () => {
    assert.deepEqual([...root.querySelectorAll(".board-group")].map((each) => [each.getAttribute("aria-label"), ...texts(each, ".board-title")]), [["Before", "Welcome"], ["During", "Session", "Quiz"]]);
    assert.equal(row("c").getAttribute("aria-label"), "Quiz; Quiz; Self-paced; from day 14, week 3; one day; 2 times; 20 min");
  });

  test("lets the Tab key reach one row", () => {
    assert.deepEqual([...root.querySelectorAll("[data-row][tabindex='0']")].map((each) => each.dataset.row), ["a"]);
  });

  test("marks the days on which nothing takes place", () => {
    const blackout = find(".blackout");
    assert.deepEqual([blackout.getAttribute("x"), blackout.getAttribute("width")], ["282", "20"]);
  });

  test("explains its letters and shapes", () => {
    assert.deepEqual(texts(root, ".board-legend li"), ["SSelf-paced", "LLive", "live session", "stays open", "! 1findings"]);
  });

  test("shows what is wrong with a row, and why it is there", () => {
    model.say({ kind: "state", revision: 1, findings: [FINDING] });
    const badge = row("b").querySelector(".badge");
    assert.deepEqual([badge.hidden, badge.textContent, badge.title], [false, "! 1", "Nothing follows."]);
    assert.equal(row("b").querySelector(".warning").getAttribute("d")?.slice(0, 1), "M");
    model.say({ kind: "state", revision: 2, findings: [] });
    assert.deepEqual([badge.hidden, row("b").querySelector(".board-track").title, row("b").querySelector(".warning").hasAttribute("d")], [true, "People meet.", false]);
  });

  test("draws again only the row that has changed", () => {
    const other = row("a").querySelector(".board-title").firstChild;
    model.say({ kind: "state", revision: 1, ...moved("c", { title: "Test" }) });
    assert.deepEqual([row("c").querySelector(".board-title").textContent, row("a").querySelector(".board-title").firstChild === other], ["Test", true]);
  });

  test("draws the curves of the models below its rows", () => {
    const curve = { topics: ["CRM"], day: [0, 63], recall: [100, 40], low: [100, 30], high: [100, 50] };
    model.say({ kind: "charts", revision: 1, charts: { spacing: { curves: [curve] } } });
    assert.deepEqual(texts(root, ".board-lane span"), ["Modelled recall: CRM", "40 % at the end"]);
    model.say({ kind: "charts", revision: 2, charts: { spacing: { curves: [] } } });
    assert.equal(find(".board-lane"), null);
  });
});

describe("choosing rows", () => {
  test("chooses one, several with ctrl, a range with shift", () => {
    choose("a");
    assert.deepEqual([selected(), document.activeElement], [["a"], row("a")]);
    choose("c", { ctrlKey: true });
    assert.deepEqual(selected(), ["a", "c"]);
    choose("a", { metaKey: true });
    assert.deepEqual(selected(), ["c"]);
    choose("a");
    choose("c", { shiftKey: true });
    assert.deepEqual(selected(), ["a", "b", "c"]);
  });

  test("works by keyboard, and is said", () => {
    press_("a", " ");
    assert.deepEqual([selected(), said()], [["a"], "Welcome chosen; 1 in all"]);
    press_("a", "ArrowDown", { shiftKey: true });
    assert.deepEqual([selected(), document.activeElement], [["a", "b"], row("b")]);
    press_("b", "End");
    assert.deepEqual([selected(), document.activeElement], [["a", "b"], row("c")]);
    press_("c", "a", { ctrlKey: true });
    assert.deepEqual([said(), summary()], ["3 touchpoints chosen", "3 chosen. 3 touchpoints chosen"]);
    press_("c", "Escape");
    assert.deepEqual([selected(), said(), press_("c", "Escape")], [[], "Nothing is chosen", false]);
  });

  test("says the same thing twice so that it is heard twice", () => {
    press_("a", "a", { ctrlKey: true });
    press_("a", "a", { ctrlKey: true });
    assert.equal(said(), "3 touchpoints chosen ");
  });

  test("decides which tools there are", () => {
    const enabled = () => [...root.querySelectorAll(".board-tools button")].filter((each) => !each.disabled).map((each) => each.textContent);
    assert.deepEqual([enabled(), summary()], [["Add…", "Snap to weeks"], "Choose a bar to work on it; drag it or its ends."]);
    choose("a");
    assert.deepEqual(enabled(), ["Add…", "Edit", "Duplicate", "Delete", "Snap to weeks"]);
    choose("b", { ctrlKey: true });
    assert.deepEqual(enabled(), ["Add…", "Duplicate", "Delete", "Snap to weeks"]);
  });

  test("is given up for what is lit up from elsewhere", () => {
    choose("a");
    root.dispatchEvent(new CustomEvent("blendnb:lights", { detail: ["c", "b", "gone"] }));
    assert.deepEqual([selected(), [...root.querySelectorAll(".lit")].map((each) => each.dataset.row), said(), document.activeElement], [[], ["b", "c"], "2 touchpoints lit up: Session, Quiz", row("b")]);
  });
});

describe("dragging rows", () => {
  test("shows each new place, says it beside the pointer, and tells the kernel", () => {
    drag("b", 5, { drop: false });
    assert.deepEqual([board.isDragging(), model.commands.at(-1)], [true, { drag: [{ id: "b", start_day: 5, days: 2 }] }]);
    assert.deepEqual([find(".board-tip").hidden, find(".board-tip").textContent], [false, "day 5, week 1"]);
    assert.match(row("b").querySelector(".marks").getAttribute("d"), /^M132,/);
  });

  test("becomes one edit, and says what follows from it", () => {
    drag("b", 5);
    model.answer();
    assert.deepEqual(edits(), [{ edit: { kind: "move", id: "b", start_day: 5 }, push: true }]);
    model.answer({ board: { ...moved("b", { start_day: 5 }).board, ...moved("c", { start_day: 19 }).board }, findings: [FINDING] });
    assert.equal(said(), "Session moved to day 5, week 1; 1 dependant pushed; 1 new finding: Nothing follows.");
    assert.equal(summary(), "1 chosen. Session moved to day 5, week 1; 1 dependant pushed; 1 new finding");
  });

  test("takes along all that are chosen", () => {
    choose("b");
    choose("c", { ctrlKey: true });
    drag("c", 2);
    model.answer();
    assert.deepEqual(edits()[0].edit, { kind: "batch", edits: [{ kind: "move", id: "b", start_day: 2 }, { kind: "move", id: "c", start_day: 16 }] });
  });

  test("chooses what is dragged, and of an end that row alone", () => {
    choose("a");
    drag("b", 3, { part: "last" });
    model.answer();
    assert.deepEqual([selected(), edits()[0].edit], [["b"], { kind: "resize", id: "b", days: 5 }]);
    model.answer(moved("b", { days: 5 }));
    assert.equal(said(), "Session resized to 5 days, to day 4, week 1");
  });

  test("shows what would be pushed", () => {
    drag("b", 5, { drop: false });
    model.answer({ board_preview: { touchpoints: { b: { start_day: 5, days: 2 }, c: { start_day: 30, days: 1 } }, findings: [FINDING] } });
    assert.deepEqual([[...root.querySelectorAll(".pushed")].map((each) => each.dataset.row), row("b").querySelector(".badge").textContent], [["c"], "! 1"]);
  });

  test("is given up by escape, and everything is where it was", () => {
    drag("b", 5, { drop: false });
    press_("b", "Escape");
    model.answer();
    assert.deepEqual([model.commands.at(-1), said(), board.isDragging()], [{ drag: null }, "Given up: everything is where it was", false]);
    assert.match(row("b").querySelector(".marks").getAttribute("d"), /^M82,/);
  });

  test("goes by weeks when the board snaps to them", () => {
    find("[data-board=snap]").click();
    drag("b", 5);
    model.answer();
    assert.deepEqual([edits()[0].edit.start_day, find("[data-board=snap]").getAttribute("aria-pressed")], [7, "true"]);
  });
});

describe("editing by keyboard", () => {
  test("moves a row, and makes one step of keys that follow each other", () => {
    press_("b", "ArrowRight");
    press_("b", "ArrowRight");
    press_("b", "ArrowRight", { shiftKey: true });
    model.answer(moved("b", { start_day: 1 }));
    const [first, last] = edits();
    assert.deepEqual([first.edit.start_day, last.edit.start_day, first.step === last.step, edits().length], [1, 9, true, 2]);
  });

  test("begins another step for another row", () => {
    press_("b", "ArrowRight");
    model.answer();
    press_("c", "ArrowRight");
    assert.notEqual(edits()[0].step, edits()[1].step);
  });

  test("lengthens and shortens", () => {
    press_("b", "ArrowRight", { altKey: true });
    assert.deepEqual(edits()[0].edit, { kind: "resize", id: "b", days: 3 });
  });

  test("sends nothing that changes nothing", () => {
    press_("c", "ArrowLeft", { altKey: true });
    assert.deepEqual(model.commands, []);
  });

  test("duplicates rows, and chooses the copies", () => {
    press_("b", "d");
    assert.deepEqual(added().map(({ id, start_day }) => [id, start_day]), [["b-2", 7]]);
    const copy = { ...BOARD["row:b"], id: "b-2", start_day: 7 };
    model.answer({ board: { order: [BOARD.order[0], { ...BOARD.order[1], rows: ["b", "b-2", "c"] }], "row:b-2": copy } });
    assert.deepEqual([selected(), document.activeElement, said()], [["b-2"], row("b-2"), "Session duplicated"]);
  });

  test("deletes rows, and goes to the next that is there", () => {
    row("b").focus();
    press_("b", "Delete");
    assert.deepEqual(edits()[0].edit, { kind: "remove", ids: ["b"] });
    model.answer({ board: { order: [BOARD.order[0], { ...BOARD.order[1], rows: ["c"] }] } });
    assert.deepEqual([row("b"), document.activeElement, said()], [null, row("c"), "Session deleted"]);
  });

  test("says what Python says instead, where an edit did not work", () => {
    press_("b", "ArrowLeft");
    model.answer({ notice: "The window is closed." });
    assert.equal(said(), "The window is closed.");
    assert.match(row("b").querySelector(".marks").getAttribute("d"), /^M82,/);
  });

  test("says what has changed while one works on the board", () => {
    row("b").focus();
    model.say({ kind: "state", revision: 1, ...moved("c", { start_day: 20 }) });
    assert.equal(said(), "Quiz is on day 20, week 3");
  });

  test("keeps rows where they are while one works on the board", () => {
    const sorted = { board: { order: [BOARD.order[0], { ...BOARD.order[1], rows: ["c", "b"] }] } };
    const order = () => [...root.querySelectorAll("[data-row]")].map((each) => each.dataset.row);
    row("b").focus();
    model.say({ kind: "state", revision: 1, ...sorted });
    assert.deepEqual(order(), ["a", "b", "c"]);
    row("b").blur();
    model.say({ kind: "state", revision: 2, ...sorted });
    assert.deepEqual(order(), ["a", "c", "b"]);
  });
});

describe("the palette", () => {
  const buttons = (key) => texts(side, `[data-key=${key}] strong`);

  test("has formats that are recommended, possible and ruled out", () => {
    find("[data-board=palette]").click();
    assert.deepEqual([buttons("advised"), buttons("others"), buttons("ruled-out")], [["Clinic"], ["Quiz"], ["Video"]]);
    assert.deepEqual(texts(side, ".caption, .quiet-text"), ["What is added begins on day −3, week −1, and is moved from there.", "They get stuck.", "Asks.", "No network."]);
    assert.equal(side.querySelector("[data-format=video]"), null);
    assert.equal(document.activeElement.dataset.format, "clinic");
  });

  test("adds a format where the focus is, and stays open", () => {
    row("b").focus();
    press_("b", "n");
    side.querySelector("[data-format=clinic]").click();
    assert.deepEqual(added(), [{ title: "Clinic", format: "clinic", modality: "live", delivery: "virtual", purpose: "practise", days: 1, id: "clinic-2", start_day: 0, stage: "during", topics: ["CRM"], origin: "edited", why: "They get stuck." }]);
    model.answer({ board: { order: [BOARD.order[0], { ...BOARD.order[1], rows: ["b", "clinic-2", "c"] }], "row:clinic-2": { ...added()[0], effort: "30 min" } } });
    assert.deepEqual([selected(), row("clinic-2").classList.contains("lit"), document.activeElement.dataset.format], [["clinic-2"], true, "clinic"]);
  });

  test("is closed by its key, its button and escape, and gives the focus back", () => {
    row("b").focus();
    press_("b", "n");
    side.querySelector("[data-board=close]").click();
    assert.deepEqual([side.children.length, document.activeElement], [0, row("b")]);
    press_("b", "n");
    press(side.querySelector("button"), "Escape");
    assert.equal(side.children.length, 0);
    press_("b", "n");
    press_("b", "Escape");
    assert.equal(side.children.length, 0);
  });
});

describe("the panel of a touchpoint", () => {
  const box = (name) => side.querySelector(`[name=${name}]`);
  const changed = () => edits().at(-1).edit;

  beforeEach(() => {
    model.say({ kind: "state", revision: 1, findings: [FINDING] });
    row("b").focus();
    press_("b", "Enter");
  });

  test("shows all that it is, and what is found in it", () => {
    assert.deepEqual([box("title").value, box("start_day").value, box("days").value, box("modality").value, box("delivery").value], ["Session", "0", "2", "live", "virtual"]);
    assert.deepEqual(texts(side, ".findings p"), ["Nothing follows.", "Add a quiz."]);
    assert.equal(document.activeElement, box("title"));
  });

  test("changes what is typed", () => {
    change(box("title"), "Kick-off ");
    assert.deepEqual(edits().at(-1), { edit: { kind: "change", id: "b", values: { title: "Kick-off" } }, push: true });
    model.answer();
    change(box("days"), "");
    assert.deepEqual(changed().values, { days: null });
  });

  test("changes lists as a whole", () => {
    const [, manager] = side.querySelectorAll("[name=roles]");
    manager.checked = true;
    change(manager);
    assert.deepEqual(changed().values, { roles: ["learner", "manager"] });
  });

  test("offers the topics of the plan, and what can be checked", () => {
    const values = (name) => [...side.querySelectorAll(`[name=${name}]`)].map(({ value, checked }) => [value, checked]);
    assert.deepEqual([values("topics"), values("assessment"), values("roles")], [[["CRM", false]], [["knowledge", false]], [["learner", true], ["manager", false]]]);
  });

  test("offers what it may come after: all but itself", () => {
    assert.deepEqual([...side.querySelectorAll("[name=depends_on]")].map(({ value }) => value), ["a", "c"]);
  });

  test("offers to take it from another option", () => {
    const take = side.querySelector("[data-key=take-1]");
    assert.deepEqual([take.textContent, JSON.parse(take.dataset.command)], ["Take it from B", { merge: { from: 1, touchpoint: "b" } }]);
  });

  test("acts on its own touchpoint, whatever else is chosen", () => {
    choose("a");
    choose("b");
    side.querySelector("[data-board=remove]").click();
    assert.deepEqual(changed(), { kind: "remove", ids: ["b"] });
  });

  test("follows the row that is pressed", () => {
    choose("c");
    assert.equal(box("title").value, "Quiz");
  });

  test("closes when its touchpoint goes", () => {
    model.say({ kind: "state", revision: 2, board: { order: [BOARD.order[0], { ...BOARD.order[1], rows: ["c"] }] } });
    assert.equal(side.children.length, 0);
  });
});

test("a board that is closed is measured no more", () => {
  const observer = FakeResizeObserver.observers.at(-1);
  board.close();
  assert.deepEqual(observer.watched, []);
});
