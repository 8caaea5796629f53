import assert from "node:assert/strict";
import { describe, test } from "node:test";

import "./english.js";
import { changeText, differenceText, rowText, spanText } from "../../blendnb/widgets/static/board_text.js";

const AXIS = { dayText: (day) => `day ${day}` };
const GUIDE = { formats: [{ id: "virtual_session", name: "Virtual session" }], modalities: [["live", "Live"]] };
const ROW = { id: "a", title: "Kick-off", format: "virtual_session", modality: "live", start_day: 10, days: 3, effort: "60\u00a0min" };
const finding = (text) => ({ id: text, word: "gap", text, touchpoints: ["a"] });

describe("beside the pointer", () => {
  test("a moved bar says its first day", () => {
    assert.equal(spanText(ROW, "move", AXIS), "day 10");
    assert.equal(spanText({ start_day: 10, days: null }, "last", AXIS), "day 10");
  });

  test("a resized bar says its length and the end that moves", () => {
    assert.equal(spanText(ROW, "first", AXIS), "3 days, from day 10");
    assert.equal(spanText(ROW, "last", AXIS), "3 days, to day 12");
    assert.equal(spanText({ start_day: 10, days: 1 }, "last", AXIS), "1 day, to day 10");
  });
});

describe("a row read aloud", () => {
  test("says title, format, mode, day, length and effort", () => {
    assert.equal(rowText(ROW, AXIS, GUIDE, []), "Kick-off; Virtual session; Live; from day 10; 3 days, to day 12; 60 min");
  });

  test("says how often it comes back and what is found in it", () => {
    const row = { ...ROW, days: 1, repeat: { days: [0, 7] } };
    assert.equal(
      rowText(row, AXIS, GUIDE, [finding("Too long."), finding("Too late.")]),
      "Kick-off; Virtual session; Live; from day 10; one day; 2 times; 60 min; 2 findings: Too long. Too late.",
    );
  });

  test("names an unknown format and mode by their ids, and says what stays open", () => {
    assert.equal(rowText({ ...ROW, format: "own", modality: "other", days: null }, AXIS, GUIDE, []), "Kick-off; own; other; from day 10; stays open; 60 min");
  });
});

describe("a change from elsewhere", () => {
  const rowsOf = (...rows) => new Map(rows.map((row) => [row.id, row]));
  const other = { ...ROW, id: "b", title: "Quiz", start_day: 20 };

  test("of one row says where it is now", () => {
    assert.equal(differenceText(rowsOf(ROW, other), rowsOf({ ...ROW, start_day: 12 }, other), AXIS), "Kick-off is on day 12");
  });

  test("of several rows says how many", () => {
    assert.equal(differenceText(rowsOf(ROW, other), rowsOf({ ...ROW }, { ...other }), AXIS), "2 touchpoints changed");
  });

  test("says how many rows came and went", () => {
    assert.equal(differenceText(rowsOf(ROW), rowsOf(other), AXIS), "1 touchpoint more; 1 touchpoint fewer");
  });

  test("is nothing where all rows are the same ones", () => {
    assert.equal(differenceText(rowsOf(ROW, other), rowsOf(ROW, other), AXIS), "");
  });
});

describe("what the person has done", () => {
  test("to one row is said with where it is now", () => {
    assert.equal(changeText("moved", [ROW], AXIS, []), "Kick-off moved to day 10");
    assert.equal(changeText("resized", [ROW], AXIS, []), "Kick-off resized to 3 days, to day 12");
    assert.equal(changeText("resized", [{ ...ROW, days: 1 }], AXIS, []), "Kick-off resized to one day");
    assert.equal(changeText("deleted", [ROW], AXIS, []), "Kick-off deleted");
  });

  test("to several rows is said with their number", () => {
    assert.equal(changeText("moved", [ROW, ROW], AXIS, []), "2 touchpoints moved");
  });

  test("is said with what follows from it", () => {
    assert.equal(changeText("moved", [ROW], AXIS, ["2 dependants pushed", false, "1 new finding"]), "Kick-off moved to day 10; 2 dependants pushed; 1 new finding");
  });
});
