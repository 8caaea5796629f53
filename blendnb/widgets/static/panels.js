// Panels that follow from the brief: key numbers, formats, the five dimensions, precedents.

import { button, h, more } from "./dom.js";

export function numbers(result) {
  return h(
    "dl",
    { class: "numbers", "data-key": "numbers" },
    result.numbers.map(({ value, noun, assumed }) =>
      h("div", { "data-key": noun }, h("dd", {}, value), h("dt", {}, noun, assumed && h("span", { class: "note" }, "assumed"))),
    ),
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
        h("li", { "data-key": format.id }, h("div", {}, h("strong", {}, format.name), h("span", { class: "purpose" }, format.purpose), decide(format.name)), h("p", {}, format.text)),
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
    { "data-key": dimension.id, "data-place": `dimension-${dimension.id}` },
    h("strong", {}, dimension.name),
    h("div", {}, dimension.questions.map(questionRow)),
  );
}

function questionRow(question) {
  return h(
    "div",
    { class: "question", "data-key": question.id },
    more(
      "evidence",
      [verdict(question), h("span", {}, question.name)],
      h("p", {}, question.text),
      question.forced && h("p", { class: "source" }, question.forced),
      h("div", { class: "row-of" }, question.touchpoints.length > 0 && lights(question.touchpoints), decide(question.name)),
    ),
    mend(question),
  );
}

// What would mend a finding, as one step that can be taken back.
export function mend({ id, fix }) {
  if (!fix) return null;
  const text = typeof fix === "string" ? fix : fix.text;
  return h("div", { class: "mend" }, h("p", {}, text), button("Mend it", { mend: id }, { "aria-label": `Mend it: ${text}` }));
}

// Opens the record of decisions with what stands here as its subject.
export function decide(about, name = about) {
  return h("button", { type: "button", class: "quiet decide", "data-opens": "decisions", "data-about": about, "aria-label": `Decide about: ${name}` }, "Decide");
}

// Shows on the journey which touchpoints are meant.
export function lights(touchpoints) {
  return h("button", { type: "button", class: "quiet", "data-lights": JSON.stringify(touchpoints) }, touchpoints.length === 1 ? "Show it in the journey" : `Show all ${touchpoints.length} in the journey`);
}

function verdict({ verdict: word, verdict_word: text }) {
  return h("span", { class: `verdict ${word}` }, text);
}

export function findings({ findings: all }) {
  return (
    all.length > 0 &&
    h(
      "ul",
      { class: "findings" },
      all.map((finding) =>
        h(
          "li",
          { "data-key": finding.id },
          h("span", { class: "effect" }, finding.kind),
          h("div", {}, h("p", {}, finding.text), h("div", { class: "row-of" }, finding.touchpoints?.length > 0 && lights(finding.touchpoints), decide(finding.text)), mend(finding)),
        ),
      ),
    )
  );
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
      [h("strong", {}, found.title), h("span", { class: "quiet" }, ` ${found.client}; ran ${found.pattern}; alike in ${found.alike.length} of ${found.stated} stated things`)],
      h("p", {}, found.text),
      h("p", {}, h("strong", {}, "What was run. "), found.sequence),
      h("p", {}, h("strong", {}, "What was reported. "), found.result || "Nothing is known."),
      h("p", { class: "source" }, `Source: ${found.source} (${found.kind}). Completeness of the description: grade ${found.grade}.`),
    ),
  );
}

// What is assumed, as a way to answer it; closed, so that the form stays what it is about.
export function assumptions(result, words) {
  const { assumed } = result;
  if (assumed.length === 0) return null;
  return more(
    "assumptions",
    `${assumed.length} answers are assumed so far`,
    h("p", { class: "caption" }, "What nobody stated never argues for a model; it only fills the plan. Choose one to answer it."),
    h(
      "ul",
      { class: "assumptions" },
      assumed.map(({ path, label }) => h("li", { "data-key": path }, h("button", { type: "button", class: "quiet", "data-focus": path }, label), h("span", {}, words[path]))),
    ),
  );
}
