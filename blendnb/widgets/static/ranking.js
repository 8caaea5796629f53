// The ranked blend models: shares as bars, the arguments, and what would change the answer.

import { button, h, more } from "./dom.js";
import { decide } from "./panels.js";

export function ranking(result) {
  const { argument } = result;
  return h(
    "section",
    { class: "panel", "data-key": "ranking" },
    h("h3", { class: "first" }, "The four blend models, ranked"),
    h("p", { class: "caption" }, result.order),
    asking(result.ask_next),
    h("ol", { class: "models" }, result.models.map((model) => modelRow(model, result))),
    result.refusal && refusal(result.refusal, result.chosen),
    argument.price && h("p", { class: "price", "data-key": "price" }, argument.price),
    speaking(argument),
    argument.demands.length > 0 && [h("h3", {}, "Risks and demands"), h("ul", { class: "plain" }, argument.demands.map((text) => h("li", {}, text)))],
    h("h3", {}, argument.changes_heading),
    changesOf(argument),
    otherModel(argument.other),
    element("Flipped design", result.flipped),
    element("Continuous reinforcement", result.reinforcement),
  );
}

function asking(questions) {
  if (questions.length === 0) return null;
  return h(
    "div",
    { class: "asking", "data-key": "asking" },
    h("p", {}, h("strong", {}, "Too little is known to be sure. "), "Ask next:"),
    h("ul", {}, questions.map(({ path, label, text }) => h("li", { "data-key": path }, h("button", { type: "button", class: "quiet large", "data-focus": path }, label), h("span", { class: "quiet-text" }, ` ${text}`)))),
  );
}

function speaking({ name, for: pros, against: cons }) {
  return [
    h("h3", {}, `What speaks for ${name}`),
    reasons(pros, 4, "for"),
    h("h3", {}, `What speaks against it`),
    cons.length > 0 ? reasons(cons, 6, "against") : h("p", { class: "quiet-text" }, "No rule speaks against it."),
  ];
}

function modelRow(model, result) {
  const { percent } = model;
  return h(
    "li",
    { class: `model${model.used ? " used" : ""}${model.excluded.length > 0 ? " excluded" : ""}`, "data-key": model.id },
    h("span", { class: "model-name" }, model.name),
    h("span", { class: "share-bar", "aria-hidden": "true" }, h("span", { style: `width: ${percent}%` })),
    h("span", { class: "share" }, `${percent} %`),
    h("span", { class: "model-action" }, action(model, result)),
    model.excluded.length > 0 && h("p", { class: "why-not" }, model.excluded.join(" ")),
  );
}

function action(model, result) {
  if (model.excluded.length > 0) return button("Why not?", { why_not: model.id }, { "aria-label": `Why not ${model.name}?` });
  if (model.used && result.chosen) return button("Back to the ranking", { choose: null }, { class: "quiet" });
  if (model.used) return h("span", { class: "in-plan" }, "in the plan");
  if (model.id === result.chosen) return h("span", { class: "in-plan" }, "waits");
  return button("Use this", { choose: model.id }, { "aria-label": `Use this: ${model.name}` });
}

// Asking why changes nothing; a model that was chosen before it was excluded waits to come back.
function refusal({ model, text, reopen, set, label }, chosen) {
  return h(
    "div",
    { class: "refusal", role: "status", "data-key": "refusal" },
    h("p", {}, text, reopen && ` ${reopen}`),
    reopen && button(label, { reopen: model, answers: set }),
    model === chosen ? button("Back to the ranking", { choose: null }) : button("Close", { why_not: null }, { class: "quiet" }),
  );
}

export function reasons(all, first, key) {
  if (all.length === 0) return h("p", { class: "quiet-text" }, "No rule speaks for it yet.");
  const items = all.map(reasonItem);
  const rest = items.slice(first);
  return [
    h("ul", { class: "reasons", "data-key": `reasons-${key}` }, items.slice(0, first)),
    rest.length > 0 && more(`more-${key}`, `${rest.length} more`, h("ul", { class: "reasons" }, rest)),
  ];
}

function reasonItem({ rule, text, effect, about, source, own }) {
  const speaks = effect >= 0 ? "for" : "against";
  return h(
    "li",
    { "data-key": rule },
    more(
      "source",
      [h("span", { class: `effect ${speaks}` }, speaks), h("span", {}, text)],
      h("p", { class: "source" }, `Source: ${source}. Rule ${rule}, weight ${Math.abs(effect).toFixed(1)}.`, about && ` It looks at: ${about}.`, own && ` ${own}.`),
      decide(text),
    ),
  );
}

function changesOf({ changes, no_changes: none }) {
  if (changes.length === 0) return h("p", { class: "quiet-text", "data-key": "changes" }, none);
  return h(
    "ul",
    { class: "changes", "data-key": "changes" },
    changes.map((change) =>
      h("li", { "data-key": Object.keys(change.set)[0] }, h("span", {}, change.text), button("Try it", { set: change.set }, { class: "quiet", "aria-label": `Try it: ${change.text}` })),
    ),
  );
}

function otherModel({ heading, summary, reasons: all, risks }) {
  return more("other-model", heading, h("p", {}, summary), reasons(all, 6, "other"), risks.length > 0 && h("p", { class: "source" }, `Risks and demands: ${risks.join(" ")}.`));
}

function element(name, { use, text, reasons: all }) {
  return h(
    "div",
    { "data-key": name },
    h("h3", {}, `${name}: ${use ? "yes" : "no"}`),
    h("p", {}, text),
    all.length > 0 && more("reasons", `${all.length} ${all.length === 1 ? "reason" : "reasons"}`, reasons(all, all.length, "element")),
  );
}
