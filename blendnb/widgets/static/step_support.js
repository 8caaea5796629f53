// Step four: checkpoints by kind on the time axis, help by the moment that needs it, and what is
// left to mend.

import { h } from "./dom.js";
import { findings, lights, mend } from "./panels.js";

export function supportStep({ result }) {
  const { support, audit } = result;
  if (!support) return [h("p", {}, "There is no plan yet.")];
  return [checkpoints(support), helping(support), toMend(audit)];
}

function checkpoints({ first, last, weeks, lanes }) {
  const left = (day) => `${((100 * (day - first)) / (last - first)).toFixed(2)}%`;
  const total = lanes.reduce((sum, lane) => sum + lane.marks.length, 0);
  return h(
    "section",
    { class: "panel", "data-key": "checkpoints" },
    h("h3", { class: "first" }, total === 0 ? "Nothing is checked yet" : `${total} ${total === 1 ? "checkpoint" : "checkpoints"} over the journey`),
    h(
      "div",
      { class: "lanes" },
      lanes.map((lane) => laneRow(lane, left)),
      h("div", { class: "lane axis", "aria-hidden": "true" }, h("span", {}, "Week"), h("div", { class: "track" }, weeks.map(({ week, day }) => h("span", { class: "week", style: `left: ${left(day)}` }, String(week))))),
    ),
  );
}

function laneRow({ kind, name, what, marks }, left) {
  return h(
    "div",
    { class: "lane", "data-key": kind },
    h("div", { class: "lane-name" }, h("strong", {}, name), h("span", {}, what)),
    h(
      "div",
      { class: "track" },
      marks.length === 0 && h("span", { class: "nothing" }, "not checked"),
      marks.map(({ id, title, day, when }) =>
        h("button", { type: "button", class: `checkpoint ${kind}`, style: `left: ${left(day)}`, "aria-label": `${title}, ${when}`, title: `${title}, ${when}`, "data-lights": JSON.stringify([id]), "data-key": `${id}-${day}` }),
      ),
    ),
  );
}

function helping({ help }) {
  return h(
    "section",
    { class: "panel", "data-key": "help" },
    h("h3", {}, help.length === 0 ? "No help at the moment of need yet" : "Help at the moment of need"),
    h("ul", { class: "plain ruled" }, help.map(helpRow)),
  );
}

function helpRow({ id, title, trigger, owner, opens: from, times, standing, format }) {
  const when = standing ? `from ${from} on, stays open` : times > 1 ? `${times} times from ${from}` : from;
  return h(
    "li",
    { "data-key": id },
    h("div", { class: "row" }, h("button", { type: "button", class: "quiet large", "data-lights": JSON.stringify([id]), title: "Show it in the journey" }, title), h("span", { class: "quiet-text" }, when)),
    h("p", { class: "quiet-text" }, [trigger && (/^when\b/i.test(trigger) ? trigger : `When: ${trigger}`), format, owner && `looked after by ${owner}`].filter(Boolean).join(" · ")),
  );
}

function toMend(audit) {
  const questions = audit.dimensions.flatMap((dimension) => dimension.questions.map((question) => ({ ...question, dimension: dimension.name })));
  const open = questions.filter((question) => question.verdict === "missing" || question.verdict === "partly");
  const count = open.length + audit.findings.length;
  return h(
    "section",
    { class: "panel", "data-key": "to-mend" },
    h("h3", {}, count === 0 ? "Nothing is left to mend" : `${count} ${count === 1 ? "finding" : "findings"}`),
    h("ul", { class: "findings" }, open.map(openQuestion)),
    findings(audit),
  );
}

function openQuestion(question) {
  return h(
    "li",
    { "data-key": question.id },
    h("span", { class: "effect" }, question.verdict_word),
    h("div", {}, h("p", {}, h("strong", {}, `${question.dimension}: `), question.text), question.forced && h("p", { class: "quiet-text" }, question.forced), question.touchpoints.length > 0 && lights(question.touchpoints), mend(question)),
  );
}
