import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";

import { FakeModel, FakeResizeObserver } from "./page.js";
import "./english.js";
import { addCommand, chartWidth, connect, followLifetime, mergedState } from "../../blendnb/widgets/static/connection.js";

describe("commands that wait", () => {
  const waiting = (...commands) => {
    const pending = [];
    for (const command of commands) addCommand(pending, command);
    return pending;
  };

  test("of one step and the same kind of answer become one", () => {
    assert.deepEqual(waiting({ set: { title: "C" }, step: "1" }, { set: { title: "CRM" }, step: "1" }, { set: { objective: "Use it" }, step: "1" }), [{ set: { title: "CRM", objective: "Use it" }, step: "1" }]);
  });

  test("of different steps stay apart, so that each can be undone", () => {
    assert.equal(waiting({ set: { title: "C" }, step: "1" }, { set: { title: "CRM" }, step: "2" }).length, 2);
  });

  test("keep only the newest place of a drag", () => {
    assert.deepEqual(waiting({ drag: [1] }, { drag: [2] }, { drag: [3] }), [{ drag: [3] }]);
    assert.deepEqual(waiting({ drag: [1] }, { edit: "drop" }), [{ edit: "drop" }]);
    assert.deepEqual(waiting({ drag: [1] }, { drag: null }), [{ drag: null }]);
  });

  test("keep a drag before something else", () => {
    assert.deepEqual(waiting({ drag: [1] }, { undo: true }), [{ drag: [1] }, { undo: true }]);
  });

  test("keep only the newest edit of a step that goes on", () => {
    assert.deepEqual(waiting({ edit: 1, step: "k" }, { edit: 2, step: "k" }), [{ edit: 2, step: "k" }]);
    assert.equal(waiting({ edit: 1, step: "k" }, { edit: 2, step: "l" }).length, 2);
    assert.equal(waiting({ edit: 1 }, { edit: 2 }).length, 2);
  });

  test("stay in their order otherwise", () => {
    assert.deepEqual(waiting({ undo: true }, { undo: true }, { go: "map" }), [{ undo: true }, { undo: true }, { go: "map" }]);
  });
});

describe("the connection", () => {
  let model, messages, waits, connection;

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    model = new FakeModel();
    [messages, waits] = [[], []];
    connection = connect(model, (message, status) => messages.push([message, status]), (on) => waits.push(on));
  });
  afterEach(() => mock.timers.reset());

  test("sends the first command at once and what follows with the next message", () => {
    connection.send({ go: "map" });
    connection.send({ undo: true });
    connection.send({ redo: true });
    assert.deepEqual(model.sent.map(({ seq, commands }) => [seq, commands]), [[1, [{ go: "map" }]]]);
    model.answer();
    assert.deepEqual(model.sent.map(({ seq, commands }) => [seq, commands]), [[1, [{ go: "map" }]], [2, [{ undo: true }, { redo: true }]]]);
  });

  test("says whether a message answers it, and whether everything is answered", () => {
    connection.send({ go: "map" });
    connection.send({ undo: true });
    model.answer();
    model.answer();
    model.say({ kind: "state", revision: 3 });
    assert.deepEqual(messages.map(([, status]) => status), [{ first: true, settled: false }, { first: true, settled: true }, { first: false, settled: true }]);
  });

  test("is not settled by what other views are answered", () => {
    connection.send({ go: "map" });
    model.say({ kind: "state", revision: 1, answers: { other: 5 } });
    assert.deepEqual(messages[0][1], { first: false, settled: false });
  });

  test("drops what is older than what it has", () => {
    model.say({ kind: "state", revision: 5 });
    model.say({ kind: "state", revision: 4 });
    model.say({ kind: "charts", revision: 5 });
    assert.deepEqual(messages.map(([{ kind, revision }]) => [kind, revision]), [["state", 5], ["charts", 5]]);
  });

  test("leaves other kinds of messages to others", () => {
    model.say({ kind: "vega", revision: 1 });
    assert.deepEqual(messages, []);
  });

  test("says that it waits after four seconds, and when it does no more", () => {
    connection.send({ go: "map" });
    mock.timers.tick(3999);
    assert.deepEqual(waits, []);
    mock.timers.tick(1);
    assert.deepEqual(waits, [true]);
    model.answer();
    assert.deepEqual(waits, [true, false]);
  });

  test("says and sends nothing once it is closed", () => {
    connection.send({ go: "map" });
    connection.close();
    mock.timers.tick(5000);
    connection.send({ undo: true });
    model.say({ kind: "state", revision: 9 });
    assert.deepEqual([waits, messages, model.sent.length], [[], [], 1]);
  });
});

describe("the state after a message", () => {
  const state = { can_undo: false, step: "map", notice: "Old.", charts: { spacing: 1 }, board: { frame: 1, "row:a": 1 } };

  test("has the newest of each part", () => {
    const next = mergedState(state, { kind: "state", revision: 1, can_undo: true }, true);
    assert.deepEqual([next.can_undo, next.step], [true, "map"]);
  });

  test("has the board part by part", () => {
    assert.deepEqual(mergedState(state, { kind: "state", revision: 1, board: { "row:a": 2 } }, true).board, { frame: 1, "row:a": 2 });
    assert.equal(mergedState(state, { kind: "state", revision: 1 }, true).board, state.board);
    assert.equal(mergedState(state, { kind: "state", revision: 1, board: null }, true).board, null);
  });

  test("has the charts one by one, whatever brings them", () => {
    assert.deepEqual(mergedState(state, { kind: "charts", revision: 1, charts: { load: 2 } }, false).charts, { spacing: 1, load: 2 });
    assert.deepEqual(mergedState(state, { kind: "state", revision: 1, charts: { load: 2 } }, false).charts, { spacing: 1, load: 2 });
  });

  test("keeps a notice until an answer to this view or another notice comes", () => {
    assert.equal(mergedState(state, { kind: "state", revision: 1, notice: "" }, false).notice, "Old.");
    assert.equal(mergedState(state, { kind: "state", revision: 1, notice: "" }, true).notice, "");
    assert.equal(mergedState(state, { kind: "state", revision: 1, notice: "New." }, false).notice, "New.");
    assert.equal(mergedState(state, { kind: "charts", revision: 1, notice: "New.", charts: {} }, true).notice, "Old.");
  });
});

describe("the life of a widget", () => {
  const pane = (clientWidth) => ({ clientWidth });

  function begun(rootWidth, resultsWidth) {
    const [model, commands, said] = [new FakeModel(), [], []];
    const [root, results] = [pane(rootWidth), pane(resultsWidth)];
    let closed = 0;
    const connection = { send: (command) => commands.push(command), close: () => (closed += 1) };
    const leave = followLifetime(model, root, results, connection, (text) => said.push(text));
    const observer = FakeResizeObserver.observers.at(-1);
    return { model, commands, said, root, results, leave, observer, closed: () => closed };
  }

  test("begins with a hello once it has a width, and tells every new one", () => {
    const { commands, root, results, observer } = begun(0, 0);
    observer.measure();
    assert.deepEqual(commands, []);
    Object.assign(root, { clientWidth: 1000 });
    Object.assign(results, { clientWidth: 645 });
    observer.measure();
    Object.assign(results, { clientWidth: 655 });
    observer.measure();
    Object.assign(results, { clientWidth: 700 });
    observer.measure();
    assert.deepEqual(commands, [{ hello: 600 }, { width: 660 }]);
  });

  test("measures the whole widget while the pane of results is hidden", () => {
    const { commands, observer } = begun(840, 0);
    observer.measure();
    assert.deepEqual(commands, [{ hello: 800 }]);
  });

  test("ends with its kernel, and says so", () => {
    const { model, said, closed } = begun(840, 0);
    model.restart();
    assert.deepEqual([said, closed()], [["The kernel was restarted. Run this cell again to go on."], 1]);
  });

  test("ends for good", () => {
    const { model, said, leave, observer } = begun(840, 0);
    leave();
    model.restart();
    assert.deepEqual([said, observer.watched], [[], []]);
  });
});

test("charts leave room at both sides, and grow by steps", () => {
  assert.deepEqual([640, 659, 660].map(chartWidth), [600, 600, 620]);
});
