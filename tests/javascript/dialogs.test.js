import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { onPage, texts, window } from "./page.js";
import "./english.js";
import { GUIDE, STATE, stateWith } from "./states.js";
import { exportCommand, fileUrl, studioDialog } from "../../blendnb/widgets/static/dialogs.js";
import { listenToForms } from "../../blendnb/widgets/static/fields.js";

const CHOICE = { suffix: ".html", edition: "client", chart: "journey", name: " crm ", interactive: true };

describe("the address of a file", () => {
  const cases = [
    ["JupyterLab", "/lab/tree/plans/crm.ipynb", "/files/plans/a%20b.html"],
    ["JupyterLab at a base address", "/user/anna/lab/tree/crm.ipynb", "/user/anna/files/a%20b.html"],
    ["a workspace of JupyterLab", "/lab/workspaces/auto-1/tree/plans/crm.ipynb", "/files/plans/a%20b.html"],
    ["the classic notebook", "/notebooks/plans/2027/crm.ipynb", "/files/plans/2027/a%20b.html"],
    ["a single document", "/doc/tree/crm.ipynb", "/files/a%20b.html"],
    ["the app", "/voila/render/studio.ipynb", "/files/a%20b.html"],
    ["the app at its root", "/", "/files/a%20b.html"],
  ];
  for (const [where, pathname, url] of cases) test(`stands beside the notebook in ${where}`, () => assert.equal(fileUrl("a b.html", pathname), url));

  test("is not known on other pages", () => {
    assert.equal(fileUrl("a.html", "/elsewhere"), null);
  });
});

describe("what is exported", () => {
  const asked = (suffix, name = "crm") => exportCommand(GUIDE.forms, { ...CHOICE, suffix, name });

  test("is for somebody where it is a page, and may be explored where that is HTML", () => {
    assert.deepEqual(asked(".html"), { suffix: ".html", name: "crm", edition: "client", interactive: true });
    assert.deepEqual(asked(".pdf"), { suffix: ".pdf", name: "crm", edition: "client" });
  });

  test("is a certain chart where it is one", () => {
    assert.deepEqual(asked(".svg"), { suffix: ".svg", name: "crm", chart: "journey" });
  });

  test("is nothing more where it is data, and has no name where none is typed", () => {
    assert.deepEqual(asked(".toml", "  "), { suffix: ".toml", name: null });
  });
});

describe("the dialog", () => {
  let root, sent, dialog;
  const find = (selector) => dialog.element.querySelector(selector);
  const commands = () => [...dialog.element.querySelectorAll("[data-command]")].map((each) => JSON.parse(each.dataset.command));

  beforeEach(() => {
    window.HTMLDialogElement.prototype.showModal ??= function showModal() {
      this.setAttribute("open", "");
    };
    root = onPage(document.createElement("div"));
    sent = [];
    dialog = studioDialog(root, { send: (command) => sent.push(command) }, () => {});
    listenToForms(root, dialog.forms);
    dialog.show(STATE);
  });

  test("is empty until it is opened, and once it is closed", () => {
    assert.equal(dialog.element.children.length, 0);
    dialog.open("keys");
    assert.equal(find("h2").textContent, "Keys");
    find("[data-close]").click();
    dialog.element.dispatchEvent(new Event("close"));
    assert.equal(dialog.element.children.length, 0);
  });

  test("shows the notice above everything else", () => {
    dialog.open("decisions");
    dialog.show(stateWith({ notice: "That did not work." }));
    assert.equal(find(".notice").textContent, "That did not work.");
  });

  test("lists the keys of the studio and of the board", () => {
    dialog.open("keys");
    assert.equal(dialog.element.querySelectorAll("dl").length, 2);
    assert.ok(texts(dialog.element, "dt").includes("F6"));
  });

  test("asks of an export only what its form has", () => {
    dialog.open("export");
    const names = () => [...dialog.element.querySelectorAll("[data-form=export] [name]")].map(({ name }) => name);
    assert.deepEqual(names(), ["suffix", "edition", "interactive", "name"]);
    find("[name=suffix]").value = ".svg";
    find("[name=suffix]").dispatchEvent(new Event("change", { bubbles: true }));
    assert.deepEqual(names(), ["suffix", "chart", "name"]);
    find("[data-form=export] [data-submit]").click();
    assert.deepEqual(sent, [{ export: { suffix: ".svg", name: null, chart: "journey" } }]);
  });

  test("exports nothing without a plan", () => {
    dialog.show(stateWith({ result: null }));
    dialog.open("export");
    assert.equal(find("[data-form=export] [data-submit]").disabled, true);
  });

  test("links to what was exported, and says when it is out of date", () => {
    dialog.open("export");
    dialog.show(stateWith({ exported: { name: "crm.html", folder: "/plans", stale: true } }));
    assert.equal(find(".exported").textContent, "Saved as crm.html in /plans. It was made before the last changes.");
    assert.equal(find(".exported a").getAttribute("href"), "/files/plans/crm.html");
  });

  test("shows a preview of the page once the kernel has made it", () => {
    dialog.open("export");
    const said = () => find("[data-key=preview-said]").textContent;
    find("[data-form=preview] [data-submit]").click();
    assert.deepEqual([sent, said()], [[{ preview: { edition: "client", interactive: false } }], "The page is being made…"]);
    dialog.preview("<p>Page</p>");
    assert.equal(find("iframe").getAttribute("srcdoc"), "<p>Page</p>");
    assert.equal(find("iframe").getAttribute("sandbox"), "");
    assert.equal(said(), "This is the page, as it opens anywhere.");
  });

  test("keeps decisions on record, each with its subject", () => {
    dialog.open("decisions", "Quiz");
    assert.equal(find("[name=about]").value, "Quiz");
    find("[data-submit]").click();
    find("[name=text]").value = "We keep it.";
    find("[data-submit]").click();
    assert.deepEqual(sent.map(({ decide }) => [decide.about, decide.text]), [["Quiz", ""], ["Quiz", "We keep it."]]);
    assert.equal(find("[name=text]").value, "");
  });

  test("shows decisions with who and when, and takes them back", () => {
    dialog.open("decisions");
    dialog.show(stateWith({ decisions: [{ id: "d1", text: "We keep it.", why: "It works.", who: "Anna", when: "Monday", about: ["Quiz", "Video"] }] }));
    assert.deepEqual(texts(dialog.element, "li p"), ["It works.", "Anna · Monday · Quiz, Video"]);
    assert.deepEqual(commands(), [{ undecide: 0 }]);
    assert.match(dialog.element.textContent, /On the record of A; each option has its own\./);
  });

  test("shows options with their numbers, and what can be done with the others", () => {
    dialog.open("options");
    assert.deepEqual(texts(dialog.element, "li > p"), ["Bookend; 6 weeks, 4 hours each, 2 live sessions, 1 question open", "no plan yet"]);
    assert.deepEqual(commands(), [
      { option: { remove: 0 } },
      { option: { switch: 1 } },
      { merge: { from: 1, stage: "before" } },
      { merge: { from: 1, stage: "during" } },
      { merge: { from: 1, stage: "after" } },
      { option: { remove: 1 } },
      { option: { new: true } },
    ]);
  });

  test("renames an option, and takes a touchpoint of another one over", () => {
    dialog.open("options");
    const [, name] = dialog.element.querySelectorAll("[name=name]");
    assert.equal(name.getAttribute("aria-label"), "Name of option 2");
    name.value = "Lean";
    name.dispatchEvent(new Event("change", { bubbles: true }));
    find("[data-form=merge] [data-submit]").click();
    assert.deepEqual(sent, [{ option: { rename: [1, "Lean"] } }, { merge: { from: 1, touchpoint: "q" } }]);
  });

  test("sets options side by side", () => {
    dialog.open("options");
    dialog.show(stateWith({ comparison: { text: ["B is shorter.", "A is richer."], head: ["", "A", "B"], rows: [["Weeks", "6", "4"]] } }));
    assert.deepEqual(texts(dialog.element, "[data-key=comparison] > p, tbody th, tbody td"), ["B is shorter. A is richer.", "Weeks", "6", "4"]);
  });
});
