// The app's first page: go on with a recent plan, or begin one.

import { h } from "./dom.js";
import { phrase, speak } from "./texts.js";

/** @import { Command, OffersMessage, OpenedMessage, RecentPlan, WidgetModel } from "./messages.js" */

// What the address keeps: the session, and how it was begun should nothing have changed in it yet.
const HASH = /^#session=([\w-]+)&begun=(.*)$/;

/** @param {{ model: WidgetModel, el: HTMLElement }} widget */
function render({ model, el }) {
  speak(model.get("phrases"), model.get("language"));
  const root = h("div", { class: "blendnb start" });
  const notice = h("p", { class: "notice", role: "alert", hidden: true });
  const body = h("div", { class: "starts" });
  root.append(h("header", {}, h("h1", {}, "blendnb studio"), h("p", {}, phrase("design_a_blended_programme_with_your"))), notice, body);
  el.append(root);
  /** @type {Command | null} */
  let started = null;

  /** Bytes of the largest file that can be sent; before the server has said it, none can. */
  let largest = 0;

  /** @param {OffersMessage | OpenedMessage} message */
  function receive(message) {
    if (message.kind === "opened") history.replaceState(null, "", `#session=${message.key}&begun=${encodeURIComponent(JSON.stringify(started))}`);
    if (message.kind !== "offers") return;
    notice.hidden = !message.notice;
    notice.textContent = message.notice;
    largest = message.largest;
    body.replaceChildren(recentSection(message), newSection(message));
    root.removeAttribute("aria-busy");
  }

  /**
   * @param {Command} command
   * @param {ArrayBuffer[]} [buffers]
   */
  function send(command, buffers) {
    root.setAttribute("aria-busy", "true");
    started = command.otherwise ?? command;
    model.send(command, undefined, buffers);
  }

  /** @param {OffersMessage} offers */
  function recentSection({ recents, folder }) {
    return h(
      "section",
      {},
      h("h2", {}, recents.length > 0 ? phrase("go_on_with") : phrase("nothing_to_go_on_with_yet")),
      recents.length === 0 && h("p", { class: "quiet" }, phrase("what_you_work_on_is_kept")),
      h("ul", {}, recents.map((recent) => h("li", {}, choice({ session: recent.key }, recent.title, `${recent.when} · ${recent.file}`), removeButton(recent)))),
      h("p", { class: "quiet folder" }, phrase("plans_and_exported_files_stand_in", { folder })),
    );
  }

  /** @param {RecentPlan} recent */
  function removeButton({ key, title }) {
    const button = h("button", { type: "button", class: "quiet", "aria-label": phrase("take_off_the_list", { title }) }, phrase("remove"));
    button.addEventListener("click", () => {
      if (button.dataset.sure) send({ forget: key });
      button.dataset.sure = "yes";
      button.textContent = phrase("remove_with_its_history");
    });
    return button;
  }

  /** @param {OffersMessage} offers */
  function newSection({ files, blueprints }) {
    return h(
      "section",
      {},
      h("h2", {}, phrase("begin")),
      h("ul", {}, h("li", {}, choice({ blank: true }, phrase("a_blank_brief"), phrase("three_answers_are_enough_for_a_2"), "primary")), h("li", {}, fileChoice())),
      files.length > 0 && h("h3", {}, phrase("from_this_folder")),
      files.length > 0 && h("ul", {}, files.map(({ name, kind }) => h("li", {}, choice({ file: name }, name, kind)))),
      h("h3", {}, phrase("from_a_blueprint")),
      h("ul", {}, blueprints.map(({ id, name, text }) => h("li", {}, choice({ blueprint: id }, name, text)))),
    );
  }

  /**
   * @param {Command} command
   * @param {string} title
   * @param {string} text
   * @param {string} kind
   */
  function choice(command, title, text, kind = "") {
    const button = h("button", { type: "button", class: `choice ${kind}` }, h("strong", {}, title), h("span", {}, text));
    button.addEventListener("click", () => send(command));
    return button;
  }

  function fileChoice() {
    const input = h("input", { type: "file", accept: ".toml,.json,.html,.htm,.ldj" });
    input.addEventListener("change", () => openFile(input.files?.[0]));
    return h("label", { class: "choice" }, h("strong", {}, phrase("a_brief_plan_or_page_from")), h("span", {}, phrase("choose_a_file_or_drop_it")), input);
  }

  /** @param {File | undefined} file */
  async function openFile(file) {
    if (!file || largest === 0) return;
    if (file.size > largest) {
      notice.hidden = false;
      notice.textContent = phrase("is_larger_than_any_brief_plan", { name: file.name, megabytes: Math.floor(largest / 1e6) });
      return;
    }
    send({ dropped: file.name }, [await file.arrayBuffer()]);
  }

  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    void openFile(event.dataTransfer?.files[0]);
  });

  model.on("msg:custom", receive);
  send(startedFrom(location.hash) ?? { want: "offers" });
  return () => model.off("msg:custom", receive);
}

/**
 * @param {string} hash
 * @returns {Command | null}
 */
export function startedFrom(hash) {
  try {
    const [, session, begun] = hash.match(HASH) ?? [];
    return document.body.dataset.voila ? { session, otherwise: JSON.parse(decodeURIComponent(begun)) } : null;
  } catch {
    return null;
  }
}

export default { render };
