// What the person has to know before going on, each with its buttons: work that waits to be taken
// up again, a plan that changed elsewhere, work that takes a while, answers that block the plan.

import { button, h } from "./dom.js";

export function notices(state, labels) {
  return h("div", { class: "notices" }, resumed(state.resume), saving(state.saved), working(state.working), blocked(state, labels));
}

function noticeBox(key, text, ...buttons) {
  return h("div", { class: "notice", "data-key": key, role: "status" }, h("p", {}, text), buttons.length > 0 && h("div", { class: "notice-actions" }, buttons));
}

function resumed(offer) {
  if (!offer) return null;
  return noticeBox("resume", offer.text ?? "There is work from before.", button("Go on with it", { resume: true }, { class: "primary" }), button("Leave it", { resume: false }));
}

function saving(saved) {
  switch (saved?.state) {
    case "changed on disk":
      return noticeBox(
        "saved",
        [saved.text, h("br"), h("strong", {}, "In the file: "), saved.theirs?.text, h("br"), h("strong", {}, "Here: "), saved.mine.text],
        button("Keep what is here", { keep: "mine" }),
        button("Take what is in the file", { keep: "theirs" }),
        button("Keep both, as two options", { keep: "both" }),
      );
    case "watching":
      return noticeBox("saved", saved.text, button("Take over", { take_over: true }));
    case "in memory":
      return saved.kept && noticeBox("saved", saved.text);
    case "not in the file":
      return noticeBox("saved", saved.text);
    default:
      return null;
  }
}

function working(job) {
  if (!job) return null;
  const share = job.share == null ? undefined : String(job.share);
  return h(
    "div",
    { class: "notice", "data-key": "working" },
    h("p", {}, `${job.text}…`),
    h("progress", { value: share, max: "1", "aria-label": job.text }),
    h("div", { class: "notice-actions" }, button("Cancel", { cancel: true })),
  );
}

// An answer that cannot be read stops the plan from following; said wherever one is, with the way back.
function blocked({ result, current, answers_shown: shown }, labels) {
  if (!result || current) return null;
  const paths = [...Object.keys(shown.problems), ...shown.missing];
  if (paths.length === 0) return null;
  const [first] = paths;
  const said = shown.problems[first]?.join(" ") ?? "needs an answer.";
  const chosen = result.chosen && result.models.find((model) => model.id === result.chosen && !model.used);
  const waits = chosen ? `${chosen.name} is chosen and comes into the plan as soon as this is put right.` : "The plan follows as soon as this is put right.";
  return noticeBox(
    "blocked",
    [h("strong", {}, `${labels.get(first) ?? first}: `), said, paths.length > 1 && ` (and ${paths.length - 1} more)`, ` ${waits}`],
    h("button", { type: "button", "data-focus": first }, "Go to it"),
  );
}
