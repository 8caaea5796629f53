import assert from "node:assert/strict";
import { describe, test } from "node:test";

import "./english.js";
import { asOneEdit, copiesOf, fieldsTyped, freshId, newTouchpoint, reasonFor, shifted, spanEdits } from "../../blendnb/widgets/static/board_edits.js";

const SESSION = { id: "session-1", title: "Kick-off", format: "virtual_session", modality: "live", purpose: "explain", stage: "during", start_day: 10, days: 3, effort: "60 min" };
const FORMATS = [{ id: "microlearning", name: "Microlearning", text: "Short.", touchpoint: { title: "Microlearning", format: "microlearning", modality: "self_paced", delivery: null, purpose: "practise", days: 1 } }];

describe("a drag", () => {
  const span = { start_day: 10, days: 3 };

  test("of the whole bar moves it", () => {
    assert.deepEqual(shifted(span, "move", -4), { start_day: 6, days: 3 });
  });

  test("of the last end lengthens or shortens the bar, to one day at least", () => {
    assert.deepEqual(shifted(span, "last", 4), { start_day: 10, days: 7 });
    assert.deepEqual(shifted(span, "last", -9), { start_day: 10, days: 1 });
  });

  test("of the first end keeps the last day where it is", () => {
    assert.deepEqual(shifted(span, "first", -2), { start_day: 8, days: 5 });
    assert.deepEqual(shifted(span, "first", 2), { start_day: 12, days: 1 });
  });

  test("of the first end stops at the last day", () => {
    assert.deepEqual(shifted(span, "first", 9), { start_day: 12, days: 1 });
  });

  test("of what stays open moves it and gives it no length", () => {
    const open = { start_day: 10, days: null };
    assert.deepEqual(shifted(open, "move", 5), { start_day: 15, days: null });
    assert.deepEqual(shifted(open, "last", 5), { start_day: 10, days: null });
    assert.deepEqual(shifted(open, "first", 5), { start_day: 15, days: null });
  });

  test("counts a moment without length as a day", () => {
    assert.deepEqual(shifted({ start_day: 10, days: 0 }, "last", 2), { start_day: 10, days: 3 });
  });
});

describe("the edits of a drag", () => {
  const rows = new Map([["a", { start_day: 10, days: 3 }], ["b", { start_day: 20, days: 1 }], ["open", { start_day: 5 }]]);

  test("say only what has changed", () => {
    assert.deepEqual(spanEdits(new Map([["a", { start_day: 12, days: 3 }]]), rows), [{ kind: "move", id: "a", start_day: 12 }]);
    assert.deepEqual(spanEdits(new Map([["a", { start_day: 10, days: 4 }]]), rows), [{ kind: "resize", id: "a", days: 4 }]);
    assert.deepEqual(spanEdits(new Map([["a", { start_day: 10, days: 3 }]]), rows), []);
  });

  test("may be a move and a new length at once", () => {
    assert.deepEqual(spanEdits(new Map([["a", { start_day: 11, days: 2 }]]), rows).map(({ kind }) => kind), ["move", "resize"]);
  });

  test("give no length to what stays open when it is moved", () => {
    assert.deepEqual(spanEdits(new Map([["open", shifted(rows.get("open"), "move", 1)]]), rows), [{ kind: "move", id: "open", start_day: 6 }]);
  });

  test("are one step, several of them as a batch", () => {
    const [move, resize] = [{ kind: "move", id: "a", start_day: 1 }, { kind: "resize", id: "a", days: 1 }];
    assert.equal(asOneEdit([move]), move);
    assert.deepEqual(asOneEdit([move, resize]), { kind: "batch", edits: [move, resize] });
  });
});

describe("copies", () => {
  test("stand a week later, as edited touchpoints without what only the board shows", () => {
    const [copy] = copiesOf(["session-1"], new Map([["session-1", SESSION]]));
    assert.deepEqual(copy, { id: "session-2", title: "Kick-off", format: "virtual_session", modality: "live", purpose: "explain", stage: "during", start_day: 17, days: 3, origin: "edited" });
  });

  test("of several rows have different ids", () => {
    const rows = new Map([["session-1", SESSION], ["session-2", { ...SESSION, id: "session-2" }]]);
    assert.deepEqual(copiesOf(["session-1", "session-2"], rows).map(({ id }) => id), ["session-3", "session-4"]);
  });
});

test("a new touchpoint begins as its format does, where it is put", () => {
  const touchpoint = newTouchpoint(FORMATS[0], { day: 21, stage: "after", topics: ["CRM"], why: "It repeats." }, new Map([["microlearning-2", {}]]));
  assert.deepEqual(touchpoint, {
    title: "Microlearning", format: "microlearning", modality: "self_paced", delivery: null, purpose: "practise", days: 1,
    id: "microlearning-3", start_day: 21, stage: "after", topics: ["CRM"], origin: "edited", why: "It repeats.",
  });
});

describe("a fresh id", () => {
  test("counts on from 2 and is taken from then on", () => {
    const taken = new Set(["quiz"]);
    assert.deepEqual([freshId("quiz", taken), freshId("quiz", taken), freshId("quiz-2", taken)], ["quiz-2", "quiz-3", "quiz-4"]);
  });

  test("stays within a hundred letters", () => {
    assert.equal(freshId("x".repeat(150), new Set()), `${"x".repeat(95)}-2`);
  });
});

test("a recommended format is there for the recommendation's reason, another one for its own", () => {
  const result = { formats: [{ id: "microlearning", text: "It keeps what was learnt." }] };
  assert.equal(reasonFor(FORMATS[0], result), "It keeps what was learnt.");
  assert.equal(reasonFor({ id: "quiz", text: "Asks." }, result), "Asks.");
});

describe("what is typed into the side panel", () => {
  const typed = (name, text, more = {}, row = SESSION) => fieldsTyped({ name, text, checked: false, ticked: [], ...more }, row, { formats: FORMATS });

  test("is the text without blanks around it", () => {
    assert.deepEqual(typed("title", "  Kick-off  "), { title: "Kick-off" });
  });

  test("is a number where it is one, and goes on as it is where it is none", () => {
    assert.deepEqual(typed("start_day", " 12 "), { start_day: 12 });
    assert.deepEqual(typed("learner_minutes", "7.5"), { learner_minutes: 7.5 });
    assert.deepEqual(typed("start_day", "soon"), { start_day: "soon" });
    assert.deepEqual(typed("start_day", ""), { start_day: "" });
  });

  test("is nothing where an empty box means nothing", () => {
    for (const name of ["days", "owner", "groups", "trigger", "time"]) assert.deepEqual(typed(name, " "), { [name]: null });
    assert.deepEqual(typed("description", ""), { description: "" });
  });

  test("of boxes to tick is all ticked ones", () => {
    assert.deepEqual(typed("roles", "learner", { ticked: ["learner", "manager"] }), { roles: ["learner", "manager"] });
    assert.deepEqual(typed("depends_on", "a", { ticked: [] }), { depends_on: [] });
    assert.deepEqual(typed("anchor", "on", { checked: true }), { anchor: true });
  });

  test("is a material in each line", () => {
    assert.deepEqual(typed("materials", "Slides\n\n  Handout \n"), { materials: ["Slides", "Handout"] });
  });

  test("of a mode brings its delivery", () => {
    assert.deepEqual(typed("modality", "live"), { modality: "live", delivery: "virtual" });
    assert.deepEqual(typed("modality", "live", {}, { ...SESSION, delivery: "in_person" }), { modality: "live", delivery: "in_person" });
    assert.deepEqual(typed("modality", "self_paced"), { modality: "self_paced", delivery: null });
  });

  test("of a format brings its mode", () => {
    assert.deepEqual(typed("format", "microlearning"), { format: "microlearning", modality: "self_paced", delivery: null });
    assert.deepEqual(typed("format", "unknown"), { format: "unknown" });
  });

  test("of later days repeats the touchpoint, from its first day on", () => {
    assert.deepEqual(typed("later", "14, 28;42"), { repeat: { days: [0, 14, 28, 42], topics: null } });
    assert.deepEqual(typed("later", "14, x"), { repeat: { days: [0, 14, "x"], topics: null } });
    assert.deepEqual(typed("later", " , "), { repeat: null });
  });

  test("of later days keeps their topics while there are as many", () => {
    const row = { ...SESSION, repeat: { days: [0, 7], topics: [["CRM"], ["Pipeline"]] } };
    assert.deepEqual(typed("later", "9", {}, row).repeat.topics, [["CRM"], ["Pipeline"]]);
    assert.equal(typed("later", "9 18", {}, row).repeat.topics, null);
  });
});
