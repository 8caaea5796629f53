import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";

import { change, FakeModel, onPage, texts } from "./page.js";
import "./english.js";
import start, { startedFrom } from "../../blendnb/widgets/static/start.js";

const OFFERS = {
  kind: "offers", notice: "", folder: "/plans", largest: 9_000_000,
  recents: [{ key: "k1", title: "CRM rollout", when: "Monday", file: "crm.plan.json" }],
  files: [{ name: "crm.toml", kind: "brief" }],
  blueprints: [{ id: "bookend", name: "Bookend", text: "Room, then web." }],
};

const TOO_LARGE = "film.mp4 is larger than 9 MB, which no brief, plan or page needs.";

let root, model, leave;

beforeEach(() => {
  model = new FakeModel();
  const place = onPage(document.createElement("div"));
  leave = start.render({ model, el: place });
  root = place.firstChild;
});
afterEach(() => {
  delete document.body.dataset.voila;
  history.replaceState(null, "", "#");
});

const choice = (text) => [...root.querySelectorAll("button.choice")].find((each) => each.textContent.includes(text));

describe("the start page", () => {
  test("asks what it can offer", () => {
    assert.deepEqual(model.sent, [{ want: "offers" }]);
    assert.equal(root.getAttribute("aria-busy"), "true");
  });

  test("offers plans to go on with, files and blueprints", () => {
    model.say(OFFERS);
    assert.equal(root.hasAttribute("aria-busy"), false);
    assert.deepEqual(texts(root, "h2, h3, button.choice"), ["Go on with", "CRM rolloutMonday · crm.plan.json", "Begin", "A blank briefThree answers are enough for a first plan.", "From this folder", "crm.tomlbrief", "From a blueprint", "BookendRoom, then web."]);
  });

  test("says where there is nothing to go on with", () => {
    model.say({ ...OFFERS, recents: [], files: [], notice: "The file is gone." });
    assert.deepEqual(texts(root, "h2, h3, .notice"), ["The file is gone.", "Nothing to go on with yet", "Begin", "From a blueprint"]);
  });

  test("opens what is chosen", () => {
    model.say(OFFERS);
    for (const text of ["CRM rollout", "blank", "crm.toml", "Bookend"]) choice(text).click();
    assert.deepEqual(model.sent.slice(1), [{ session: "k1" }, { blank: true }, { file: "crm.toml" }, { blueprint: "bookend" }]);
  });

  test("takes a plan off the list only when it is asked to twice", () => {
    model.say(OFFERS);
    const remove = root.querySelector("[aria-label='Take CRM rollout off the list']");
    remove.click();
    assert.deepEqual([model.sent.length, remove.textContent], [1, "Remove with its history?"]);
    remove.click();
    assert.deepEqual(model.sent.at(-1), { forget: "k1" });
  });

  test("opens a file from elsewhere, but no large one", async () => {
    model.say(OFFERS);
    const input = root.querySelector("[type=file]");
    const give = async (file) => {
      Object.defineProperty(input, "files", { value: [file], configurable: true });
      change(input);
      await new Promise((resolve) => {
        setTimeout(resolve);
      });
    };
    await give({ name: "film.mp4", size: 9_000_001 });
    assert.equal(root.querySelector(".notice").textContent, TOO_LARGE);
    await give({ name: "crm.toml", size: 3, arrayBuffer: async () => new Uint8Array([1, 2, 3]).buffer });
    assert.deepEqual([model.sent.at(-1).dropped, model.sent.at(-1).buffers[0].byteLength], ["crm.toml", 3]);
  });

  test("says of a dropped file that it is too large, and sends nothing", async () => {
    model.say(OFFERS);
    const sent = model.sent.length;
    const drop = new Event("drop", { bubbles: true });
    drop.dataTransfer = { files: [{ name: "film.mp4", size: 10_500_000 }] };
    root.dispatchEvent(drop);
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    assert.equal(root.querySelector(".notice").textContent, TOO_LARGE);
    assert.equal(root.querySelector(".notice").hidden, false);
    assert.equal(model.sent.length, sent);
  });

  test("keeps in the address what it has opened", () => {
    model.say(OFFERS);
    choice("Bookend").click();
    model.say({ kind: "opened", key: "s-9" });
    assert.equal(location.hash, "#session=s-9&begun=%7B%22blueprint%22%3A%22bookend%22%7D");
  });

  test("hears nothing once it is left", () => {
    leave();
    model.say(OFFERS);
    assert.equal(root.querySelector("h2"), null);
  });
});

describe("a page of the app that is loaded again", () => {
  const HASH = "#session=s-9&begun=%7B%22blank%22%3Atrue%7D";

  test("goes on with its session, or as that was begun", () => {
    document.body.dataset.voila = "voila";
    assert.deepEqual(startedFrom(HASH), { session: "s-9", otherwise: { blank: true } });
  });

  test("begins anew where its address cannot be read", () => {
    document.body.dataset.voila = "voila";
    assert.deepEqual([startedFrom(""), startedFrom("#other"), startedFrom("#session=s&begun=%7B")], [null, null, null]);
  });

  test("is no such page in a notebook", () => {
    assert.equal(startedFrom(HASH), null);
  });
});
