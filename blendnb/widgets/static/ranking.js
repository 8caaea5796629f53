// The ranked blend models: shares as bars, the arguments, and what would change the answer.

import { button, h, more } from "./dom.js";

export function ranking(result) {
  const inPlan = result.models.find((model) => model.used) ?? result.models[0];
  return h(
    "section",
    { class: "panel", "data-key": "ranking" },
    h("h2", {}, result.headline),
    h("p", { class: "caption" }, "Blend models, ranked. The bar says how often a model comes first when the weights of the rules and all open answers vary. Choose a reason to see its source."),
    h("ol", { class: "models" }, result.models.map((model) => modelRow(model, result))),
    result.refusal && refusal(result.refusal),
    h(
      "div",
      { class: "two" },
      h("div", {}, h("h3", {}, `What speaks for ${inPlan.name}, and against it`), reasons(inPlan.reasons, 4)),
      h("div", {}, h("h3", {}, "What would change this"), whatIf(result)),
    ),
    runnerUp(result),
    h("div", { class: "two" }, element("Flipped design", result.flipped), element("Continuous reinforcement", result.reinforcement)),
  );
}

function modelRow(model, result) {
  const percent = Math.round(model.share * 100);
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
  if (model.excluded.length > 0) return button("Why not?", { choose: model.id }, { "aria-label": `Why not ${model.name}?` });
  if (model.used && result.chosen) return button("Back to the ranking", { choose: null }, { class: "quiet" });
  if (model.used) return h("span", { class: "in-plan" }, "in the plan");
  return button("Use this", { choose: model.id }, { "aria-label": `Use ${model.name}` });
}

function refusal({ text, reopen, set, label }) {
  return h(
    "div",
    { class: "refusal", role: "status", "data-key": "refusal" },
    h("p", {}, text, reopen && ` ${reopen}`),
    reopen && button(label, { set }),
    button("Back to the ranking", { choose: null }),
  );
}

export function reasons(all, first) {
  if (all.length === 0) return h("p", { class: "quiet" }, "No rule speaks for or against it yet.");
  const items = all.map(reasonItem);
  const rest = items.slice(first);
  return [
    h("ul", { class: "reasons" }, items.slice(0, first)),
    rest.length > 0 && more("more-reasons", `${rest.length} more`, h("ul", { class: "reasons" }, rest)),
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
    ),
  );
}

function whatIf({ what_if: changes }) {
  if (changes.length === 0) return h("p", { class: "quiet" }, "No single answer would bring another model to the top.");
  return h(
    "ul",
    { class: "changes" },
    changes.map((change) =>
      h("li", { "data-key": Object.keys(change.set)[0] }, h("span", {}, change.text), button("Try it", { set: change.set }, { class: "quiet", "aria-label": `Try it: ${change.text}` })),
    ),
  );
}

function runnerUp(result) {
  const model = result.models[1];
  return more(
    "runner-up",
    `Runner-up: ${model.name}, first in ${Math.round(model.share * 100)} % of the variations`,
    h("p", {}, model.summary),
    reasons(model.reasons, 6),
    model.risks.length > 0 && h("p", { class: "source" }, `Risks and demands: ${model.risks.join("; ")}.`),
  );
}

function element(name, { use, text, reasons: all }) {
  return h(
    "div",
    { "data-key": name },
    h("h3", {}, `${name}: ${use ? "yes" : "no"}`),
    h("p", {}, text),
    all.length > 0 && more("reasons", `${all.length} ${all.length === 1 ? "reason" : "reasons"}`, reasons(all, all.length)),
  );
}
