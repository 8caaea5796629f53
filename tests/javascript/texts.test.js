import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { afterEach, describe, test } from "node:test";

import { parse } from "acorn";

import { phrase, speak } from "../../blendnb/widgets/static/texts.js";
import { english } from "./english.js";

const STATIC = new URL("../../blendnb/widgets/static/", import.meta.url);

describe("a sentence", () => {
  afterEach(() => speak(english(), "en-GB"));

  test("has its gaps filled, and a gap without a value stays", () => {
    speak({ begins: "{title} begins on day {day}" }, "en");
    assert.equal(phrase("begins", { title: "Quiz", day: 0 }), "Quiz begins on day 0");
    assert.equal(phrase("begins", { title: "Quiz" }), "Quiz begins on day {day}");
  });

  test("has the plural form that its language has for the number", () => {
    speak({ days: { one: "{count} den", few: "{count} dny", other: "{count} dní", "=0": "nic" } }, "cs");
    assert.deepEqual([0, 1, 3, 5].map((count) => phrase("days", { count })), ["nic", "1 den", "3 dny", "5 dní"]);
  });

  test("stays what it was where a widget brings none", () => {
    speak({ undo: "Rückgängig" }, "de");
    speak(undefined, undefined);
    assert.equal(phrase("undo"), "Rückgängig");
    assert.equal(phrase("unheard_of"), "unheard_of");
  });
});

/** Every string of a script, and the pieces of its templates. */
function strings(node) {
  if (node === null || typeof node !== "object") return [];
  if (node.type === "ImportDeclaration") return [];
  const own = node.type === "Literal" && typeof node.value === "string" ? [node.value] : node.type === "TemplateElement" ? [node.value.cooked] : [];
  return [...own, ...Object.values(node).flatMap(strings)];
}

// Selectors, style sheets' values and names of keys have no two words of letters beside each other.
const KEYS = /^((shift|ctrl|alt) \+ .*|1 to 5|u, r, ctrl \+ z, ctrl \+ y|↑ ↓, home, end)$/;
const SENTENCE = /(^|[^-\w.[#"'=])[A-Za-z’]{2,},? [a-z]{2,}|[A-Z][a-z]+ [a-z]/;
const CLASSES = /^[a-z -]+$/;

for (const name of readdirSync(STATIC).filter((each) => each.endsWith(".js"))) {
  test(`no sentence is left in ${name}`, () => {
    const tree = parse(readFileSync(new URL(name, STATIC), "utf8"), { ecmaVersion: "latest", sourceType: "module" });
    assert.deepEqual(strings(tree).filter((text) => SENTENCE.test(text) && !KEYS.test(text) && !CLASSES.test(text) && !text.includes("[tabindex")), []);
  });
}

test("every text that a script asks for is in the language file, and none is there for nobody", () => {
  const source = readdirSync(STATIC).filter((each) => each.endsWith(".js")).map((each) => readFileSync(new URL(each, STATIC), "utf8")).join("");
  const asked = new Set([...source.matchAll(/phrase\("(\w+)"/g)].map(([, key]) => key).filter((key) => !key.startsWith("counted_")));
  const known = Object.keys(english()).filter((key) => !/^(counted_|for$|against$)/.test(key));
  assert.deepEqual([...asked].sort(), known.sort());
});
