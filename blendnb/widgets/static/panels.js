// What follows from the brief, beside the ranking: formats, the five dimensions, precedents.

import { h, more } from "./dom.js";

export function numbers(result) {
  return h(
    "dl",
    { class: "numbers", "data-key": "numbers" },
    result.numbers.map(({ value, noun, assumed }) =>
      h("div", { "data-key": noun }, h("dd", {}, value), h("dt", {}, noun, assumed && h("span", { class: "note" }, "assumed"))),
    ),
  );
}

const SECTIONS = { ranking: "Model", journey: "Journey", spacing: "Memory", dimensions: "Dimensions", formats: "Formats", precedents: "Precedents", assumptions: "Assumed" };

export function contents(sections) {
  return h(
    "div",
    { class: "contents", "data-key": "contents", role: "group", "aria-label": "Sections of the result" },
    sections.map((key) => h("button", { type: "button", class: "quiet", "data-goto": key, "data-key": key }, SECTIONS[key])),
  );
}

export function formats(result) {
  const { formats: chosen, left_out: left, uncovered } = result;
  return h(
    "section",
    { class: "panel", "data-key": "formats" },
    h("h2", {}, `${chosen.length} formats that complement each other`),
    h("p", { class: "caption" }, "Each is here for a purpose; nothing merely because it is available."),
    h(
      "ul",
      { class: "formats" },
      chosen.map((format) =>
        h("li", { "data-key": format.id }, h("div", {}, h("strong", {}, format.name), h("span", { class: "purpose" }, format.purpose)), h("p", {}, format.text)),
      ),
    ),
    uncovered.map((gap) => h("p", { class: "finding", "data-key": gap.id }, gap.text)),
    left.length > 0 &&
      more("left-out", `${left.length} formats left out, and why`, h("ul", { class: "plain" }, left.map((format) => h("li", { "data-key": format.id }, h("strong", {}, format.name), ` ${format.text}`)))),
  );
}

export function dimensions(result) {
  const { audit } = result;
  return h(
    "section",
    { class: "panel", "data-key": "dimensions" },
    h("h2", {}, audit.headline),
    h("p", { class: "caption" }, "The five dimensions of a blend, two questions each. Verdicts are never averaged: a blend with one dimension absent still fails in use. Choose a question to see what decided it."),
    h("ul", { class: "dimensions" }, audit.dimensions.map(dimensionRow)),
    findings(audit),
  );
}

function dimensionRow(dimension) {
  return h(
    "li",
    { "data-key": dimension.id },
    h("strong", {}, dimension.name),
    h("div", {}, dimension.questions.map(questionRow)),
  );
}

function questionRow(question) {
  return h(
    "div",
    { "data-key": question.id },
    more(
      "evidence",
      [verdict(question), h("span", {}, question.name)],
      h("p", {}, question.text),
      question.fix && h("p", { class: "source" }, question.fix),
      question.forced && h("p", { class: "source" }, question.forced),
    ),
  );
}

function verdict({ verdict: word, verdict_word: text }) {
  return h("span", { class: `verdict ${word}` }, text);
}

function findings({ findings: all }) {
  return all.length > 0 && h("ul", { class: "findings" }, all.map(({ kind, text }) => h("li", {}, h("span", { class: "effect" }, kind), h("span", {}, text))));
}

export function precedents(result) {
  return h(
    "section",
    { class: "panel", "data-key": "precedents" },
    h("h2", {}, result.precedents.length > 0 ? "Published programmes like this one" : "No published programme is near"),
    h("p", { class: "caption" }, result.precedents_note),
    h("ul", { class: "precedents" }, result.precedents.map((found) => precedent(found))),
  );
}

function precedent(found) {
  return h(
    "li",
    { "data-key": found.id },
    more(
      "programme",
      [h("strong", {}, found.title), h("span", { class: "quiet" }, ` ${found.client}; ran ${found.pattern}; ${Math.round(found.likeness * 100)} % alike`)],
      h("p", {}, found.text),
      h("p", {}, h("strong", {}, "What was run. "), found.sequence),
      h("p", {}, h("strong", {}, "What was reported. "), found.result || "Nothing is known."),
      h("p", { class: "source" }, `Source: ${found.source} (${found.kind}). Completeness of the description: grade ${found.grade}.`),
    ),
  );
}

export function assumptions(result, words) {
  return h(
    "section",
    { class: "panel", "data-key": "assumptions" },
    h("h2", {}, result.assumed.length > 0 ? `${result.assumed.length} answers are assumed` : "Nothing is assumed"),
    h("p", { class: "caption" }, "What nobody stated never argues for a model; it only fills the plan. Choose one to answer it."),
    h(
      "ul",
      { class: "assumptions" },
      result.assumed.map(({ path, label }) => h("li", { "data-key": path }, h("button", { type: "button", class: "quiet", "data-focus": path }, label), h("span", {}, words[path]))),
    ),
  );
}
