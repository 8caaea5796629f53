// The app's first page: go on with a recent plan, or begin one.

import { h } from "./dom.js";

// What the address keeps: the session, and how it was begun should nothing have changed in it yet.
const REMEMBERED = /^#session=([\w-]+)&begun=(.*)$/;

function render({ model, el }) {
  const root = h("div", { class: "blendnb start" });
  const notice = h("p", { class: "notice", role: "alert", hidden: true });
  const body = h("div", { class: "starts" });
  root.append(h("header", {}, h("h1", {}, "blendnb studio"), h("p", {}, "Design a blended programme with your client, and leave with a plan.")), notice, body);
  el.append(root);
  let begun = null;

  function heard(message) {
    if (message.kind === "opened") history.replaceState(null, "", `#session=${message.key}&begun=${encodeURIComponent(JSON.stringify(begun))}`);
    if (message.kind !== "offers") return;
    notice.hidden = !message.notice;
    notice.textContent = message.notice;
    body.replaceChildren(goOn(message), begin(message));
    root.removeAttribute("aria-busy");
  }

  function open(command, buffers) {
    root.setAttribute("aria-busy", "true");
    begun = command.otherwise ?? command;
    model.send(command, undefined, buffers);
  }

  function goOn({ recents, folder }) {
    return h(
      "section",
      {},
      h("h2", {}, recents.length > 0 ? "Go on with" : "Nothing to go on with yet"),
      recents.length === 0 && h("p", { class: "quiet" }, "What you work on is kept by itself, and stands here the next time."),
      h("ul", {}, recents.map((recent) => h("li", {}, choice({ session: recent.key }, recent.title, `${recent.when} · ${recent.file}`), remove(recent)))),
      h("p", { class: "quiet folder" }, `Plans and exported files stand in ${folder}`),
    );
  }

  function remove({ key, title }) {
    const button = h("button", { type: "button", class: "quiet", "aria-label": `Take ${title} off the list` }, "Remove");
    button.addEventListener("click", () => {
      if (button.dataset.sure) open({ forget: key });
      button.dataset.sure = "yes";
      button.textContent = "Remove with its history?";
    });
    return button;
  }

  function begin({ files, blueprints, largest }) {
    return h(
      "section",
      {},
      h("h2", {}, "Begin"),
      h("ul", {}, h("li", {}, choice({ blank: true }, "A blank brief", "Three answers are enough for a first plan.", "primary")), h("li", {}, fromElsewhere(largest))),
      files.length > 0 && h("h3", {}, "From this folder"),
      files.length > 0 && h("ul", {}, files.map(({ name, kind }) => h("li", {}, choice({ file: name }, name, kind)))),
      h("h3", {}, "From a blueprint"),
      h("ul", {}, blueprints.map(({ id, name, text }) => h("li", {}, choice({ blueprint: id }, name, text)))),
    );
  }

  function choice(command, title, text, kind = "") {
    const button = h("button", { type: "button", class: `choice ${kind}` }, h("strong", {}, title), h("span", {}, text));
    button.addEventListener("click", () => open(command));
    return button;
  }

  function fromElsewhere(largest) {
    const input = h("input", { type: "file", accept: ".toml,.json,.html,.htm,.ldj" });
    input.addEventListener("change", () => take(input.files[0], largest));
    return h("label", { class: "choice" }, h("strong", {}, "A brief, plan or page from elsewhere"), h("span", {}, "Choose a file, or drop it anywhere on this page."), input);
  }

  async function take(file, largest = Infinity) {
    if (!file) return;
    if (file.size > largest) {
      notice.hidden = false;
      notice.textContent = `${file.name} is larger than any brief, plan or page.`;
      return;
    }
    open({ dropped: file.name }, [await file.arrayBuffer()]);
  }

  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });

  model.on("msg:custom", heard);
  open(remembered() ?? { want: "offers" });
  return () => model.off("msg:custom", heard);
}

function remembered() {
  try {
    const [, session, begun] = location.hash.match(REMEMBERED);
    return document.body.dataset.voila && { session, otherwise: JSON.parse(decodeURIComponent(begun)) };
  } catch {
    return null;
  }
}

export default { render };
