import assert from "node:assert/strict";
import { describe, test } from "node:test";

import "./english.js";
import {
  bandOf, boardAxis, curvePaths, findingsByRow, gripPaths, markPaths, neighbourOf, rangeBetween, sameSpan, spotsOf, stableOrder, weakestCurves, weekName, weekStarts,
} from "../../blendnb/widgets/static/board_layout.js";

const FRAME = { title: "", first: -7, end: 63, start: null, blackouts: [], topics: [] };
const DATED = { ...FRAME, start: "2027-01-11" };
const SCALE = { first: 0, end: 30, width: 300, x: (day) => 10 * day };

describe("the time axis", () => {
  test("leaves half a mark free at both ends", () => {
    const axis = boardAxis(FRAME, 724, 1);
    assert.equal(axis.x(-7), 12);
    assert.equal(axis.x(63), 712);
  });

  test("says how many days a way in pixels is", () => {
    assert.equal(boardAxis(FRAME, 724, 1).days(25), 2.5);
  });

  test("stays an axis where there is no room at all", () => {
    assert.equal(boardAxis(FRAME, 5, 1).x(63), 13);
  });

  test("labels every week where the labels fit", () => {
    const ticks = boardAxis(FRAME, 724, 1).ticks();
    assert.deepEqual(ticks.map(({ day }) => day), [-7, 0, 7, 14, 21, 28, 35, 42, 49, 56]);
    assert.deepEqual(ticks.map(({ week }) => week).slice(0, 3), ["−1", "1", "2"]);
  });

  test("labels every fourth week where dates need the room", () => {
    assert.deepEqual(boardAxis(DATED, 184, 1).ticks(), [
      { day: 0, week: "1", date: "11 Jan" },
      { day: 28, week: "5", date: "8 Feb" },
      { day: 56, week: "9", date: "8 Mar" },
    ]);
  });

  test("labels fewer weeks when its letters are larger", () => {
    assert.equal(boardAxis(FRAME, 324, 1).ticks().length, 10);
    assert.equal(boardAxis(FRAME, 324, 2).ticks().length, 5);
  });

  test("draws a line for every week only where lines do not crowd", () => {
    assert.equal(boardAxis(FRAME, 724, 1).lines().length, 10);
    assert.deepEqual(boardAxis(FRAME, 164, 1).lines(), [0, 14, 28, 42, 56]);
  });

  test("says a day with its week, and with its date where the plan has a start", () => {
    assert.equal(boardAxis(FRAME, 724, 1).dayText(30), "day 30, week 5");
    assert.match(boardAxis(DATED, 724, 1).dayText(30), /^day 30, week 5, Wed,? 10 Feb$/);
    assert.equal(boardAxis(FRAME, 724, 1).dayText(-3), "day −3, week −1");
  });

  test("dates the launch where the plan has a start", () => {
    assert.equal(boardAxis(FRAME, 724, 1).launch, "Launch");
    assert.equal(boardAxis(DATED, 724, 1).launch, "Launch 11 Jan");
  });
});

test("weeks begin on multiples of seven days within the journey", () => {
  assert.deepEqual(weekStarts(-10, 22, 1), [-7, 0, 7, 14, 21]);
  assert.deepEqual(weekStarts(3, 60, 2), [14, 28, 42, 56]);
  assert.deepEqual(weekStarts(1, 6, 1), []);
});

test("no week is called 0", () => {
  assert.deepEqual([2, 1, 0, -1].map(weekName), ["2", "1", "−1", "−2"]);
});

describe("marks", () => {
  test("a session of a day is a single mark, at least ten pixels wide", () => {
    assert.deepEqual(spotsOf({ start_day: 3, days: 1, modality: "live" }, { ...SCALE, x: (day) => day }), [{ x: 3, to: 13, lastGroup: null, single: true, live: true, open: false }]);
  });

  test("a span reaches to the end of its last day", () => {
    const [spot] = spotsOf({ start_day: 3, days: 4, modality: "self_paced" }, SCALE);
    assert.deepEqual([spot.x, spot.to, spot.single], [30, 70, false]);
  });

  test("what stays open reaches to the end of the axis", () => {
    for (const days of [null, undefined]) {
      const [spot] = spotsOf({ start_day: 3, days, modality: "support" }, SCALE);
      assert.deepEqual([spot.to, spot.open, spot.single], [300, true, false]);
    }
  });

  test("an occurrence that runs into the next one ends there", () => {
    const spots = spotsOf({ start_day: 0, days: 10, modality: "self_paced", repeat: { days: [0, 7] } }, SCALE);
    assert.deepEqual(spots.map(({ x, to }) => [x, to]), [[0, 70], [70, 170]]);
  });

  test("a live session is a diamond, another single day a dot, a span a bar", () => {
    const marksOf = (row) => markPaths(spotsOf(row, SCALE)).marks;
    assert.equal(marksOf({ start_day: 2, days: 1, modality: "live" }), "M20,6.5l9.5,9.5l-9.5,9.5l-9.5,-9.5Z");
    assert.equal(marksOf({ start_day: 2, days: 1, modality: "social" }), "M14.25,16a5.75,5.75,0,1,1,11.5,0a5.75,5.75,0,1,1,-11.5,0Z");
    assert.equal(marksOf({ start_day: 2, days: 3, modality: "social" }), "M20,9h30v14h-30Z");
  });

  test("what stays open ends in an arrow", () => {
    assert.equal(markPaths(spotsOf({ start_day: 10, days: null, modality: "support" }, SCALE)).marks, "M100,12.5h194v7h-194ZM294,10L303,16L294,22Z");
  });

  test("only what repeats has a line from its first to its last occurrence", () => {
    assert.equal(markPaths(spotsOf({ start_day: 1, days: 1, modality: "live" }, SCALE)).link, null);
    assert.equal(markPaths(spotsOf({ start_day: 1, days: 1, modality: "live", repeat: { days: [0, 7, 14] } }, SCALE)).link, "M10,16H150");
  });

  test("the warning stands beside the first mark", () => {
    assert.equal(markPaths(spotsOf({ start_day: 1, days: 1, modality: "live" }, SCALE)).groups, "");
    assert.equal(markPaths(spotsOf({ start_day: 1, days: 1, modality: "live", repeat: { days: [0, 7] }, last_groups: [5, 0] }, SCALE)).groups, "M10,16H70M70,11V21");
    assert.equal(markPaths(spotsOf({ start_day: 1, days: 1, modality: "live" }, SCALE)).warning, "M18,0l7.5,13h-15Z M18,5v3.5 M18,10v0.8");
    assert.match(markPaths(spotsOf({ start_day: 1, days: 5, modality: "live" }, SCALE)).warning, /^M22,0/);
  });
});

describe("what can be taken hold of", () => {
  test("a single mark has a target of 24 pixels around it, and is lengthened at its right", () => {
    const row = { start_day: 5, days: 1, modality: "live" };
    assert.deepEqual(gripPaths(spotsOf(row, SCALE), 1), { hold: "M38,4h24v24h-24Z", first: "", last: "M62,0h12v32h-12Z" });
  });

  test("a span has a grip at both ends, six pixels of it on the bar", () => {
    const row = { start_day: 5, days: 10, modality: "social" };
    assert.deepEqual(gripPaths(spotsOf(row, SCALE), 10), { hold: "M50,4h100v24h-100Z", first: "M44,0h12v32h-12Z", last: "M144,0h12v32h-12Z" });
  });

  test("the grips leave half of a short bar free", () => {
    const row = { start_day: 5, days: 2, modality: "social" };
    const short = { ...SCALE, x: (day) => 6 * day };
    assert.equal(gripPaths(spotsOf(row, short), 2).first, "M21,0h12v32h-12Z");
  });

  test("what stays open has no end to take", () => {
    const grips = gripPaths(spotsOf({ start_day: 5, days: null, modality: "support" }, SCALE), null);
    assert.deepEqual([grips.first, grips.last], ["", ""]);
  });
});

describe("the band of a phase", () => {
  test("reaches from the first to the last day of its rows, repeats included", () => {
    const members = [{ start_day: 2, days: 1 }, { start_day: 5, days: 3, repeat: { days: [0, 7] } }];
    assert.deepEqual(bandOf(members, SCALE), { x: 20, width: 130 });
  });

  test("reaches to the end of the axis where something stays open", () => {
    assert.deepEqual(bandOf([{ start_day: 10, days: null }], SCALE), { x: 100, width: 200 });
  });
});

describe("curves", () => {
  const curve = { topics: ["CRM"], day: [0, 1, 2], recall: [100, 50, 0], low: [90, 40, 0], high: [100, 60, 10] };

  test("are drawn from full at the top of the lane to none at its floor", () => {
    assert.equal(curvePaths(curve, SCALE).curve, "M0.0,3.0L10.0,16.5L20.0,30.0");
  });

  test("have a range that goes along its upper edge and back along its lower one", () => {
    assert.equal(curvePaths(curve, SCALE).range, "M0.0,3.0L10.0,13.8L20.0,27.3L20.0,30.0L10.0,19.2L0.0,5.7Z");
  });

  test("are shown of the three topics of which least is left", () => {
    const ending = (share) => ({ ...curve, topics: [`ends at ${share}`], recall: [100, share] });
    const shown = weakestCurves([ending(80), ending(20), ending(50), ending(35)]);
    assert.deepEqual(shown.map(({ topics }) => topics[0]), ["ends at 20", "ends at 35", "ends at 50"]);
  });
});

describe("the order of rows", () => {
  const shown = [{ id: "during", name: "During", rows: ["a", "b", "c"] }];
  const sorted = [{ id: "during", name: "During", rows: ["c", "a", "b"] }];

  test("is the journey's while nobody works on the board", () => {
    assert.equal(stableOrder(shown, sorted, false), sorted);
  });

  test("stays while somebody does", () => {
    assert.deepEqual(stableOrder(shown, sorted, true)[0].rows, ["a", "b", "c"]);
  });

  test("is the journey's in a phase that has got or lost a row", () => {
    const more = [{ id: "during", name: "During", rows: ["d", "c", "a", "b"] }];
    const other = [{ id: "during", name: "During", rows: ["d", "a", "b"] }];
    assert.deepEqual(stableOrder(shown, more, true)[0].rows, ["d", "c", "a", "b"]);
    assert.deepEqual(stableOrder(shown, other, true)[0].rows, ["d", "a", "b"]);
  });
});

test("the focus of a row that is gone goes to the next that is there, or the nearest before", () => {
  const rows = new Map([["a", 1], ["b", 1], ["e", 1]]);
  assert.equal(neighbourOf("c", ["a", "b", "c", "d", "e"], rows), "e");
  assert.equal(neighbourOf("f", ["a", "b", "f"], rows), "b");
  assert.equal(neighbourOf("unknown", ["a", "b"], rows), undefined);
});

test("a range has both of its ends, from whichever it was begun", () => {
  const ids = ["a", "b", "c", "d"];
  assert.deepEqual(rangeBetween(ids, "b", "d"), ["b", "c", "d"]);
  assert.deepEqual(rangeBetween(ids, "d", "b"), ["b", "c", "d"]);
  assert.deepEqual(rangeBetween(ids, "c", "c"), ["c"]);
});

describe("findings", () => {
  const finding = { id: "gap", word: "gap", text: "Nothing follows.", touchpoints: ["a", "b"] };

  test("stand at every row that they concern", () => {
    const byRow = findingsByRow([finding, { ...finding, id: "load", touchpoints: ["b"] }], new Map());
    assert.deepEqual([...byRow].map(([id, list]) => [id, list.map((each) => each.id)]), [["a", ["gap"]], ["b", ["gap", "load"]]]);
  });

  test("keep their list where nothing has changed, so that its row is not drawn again", () => {
    const before = findingsByRow([finding], new Map());
    const same = findingsByRow([{ ...finding }], before);
    const other = findingsByRow([{ ...finding, text: "Something else." }], before);
    assert.equal(same.get("a"), before.get("a"));
    assert.notEqual(other.get("a"), before.get("a"));
  });
});

test("spans are the same with the same day and length", () => {
  assert.equal(sameSpan({ start_day: 1, days: 2 }, { start_day: 1, days: 2, title: "A" }), true);
  assert.equal(sameSpan({ start_day: 1, days: 2 }, { start_day: 1, days: 3 }), false);
  assert.equal(sameSpan({ start_day: 1, days: 2 }, { start_day: 2, days: 2 }), false);
});
