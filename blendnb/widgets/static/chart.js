// A chart is one Vega view that lives as long as its panel. Python sends the compiled drawing once
// and fresh columns after that; only a drawing of another shape replaces the view, drawn out of
// sight first, so that nothing flickers.

import { h, more } from "./dom.js";

const RUNTIME = Symbol.for("blendnb.vega");
const OPTIONS = { mode: "vega", renderer: "svg", actions: false, defaultStyle: false, tooltip };

// The Vega runtime, asked for once a page whichever widget comes first.
export function vega(model) {
  globalThis[RUNTIME] ??= new Promise((resolve, reject) => {
    const late = setTimeout(() => failed(new Error("The charts did not load; run the cell again.")), 30000);
    function failed(error) {
      delete globalThis[RUNTIME];
      reject(error);
    }
    function heard(message, buffers) {
      if (message.kind !== "vega") return;
      model.off("msg:custom", heard);
      clearTimeout(late);
      const url = URL.createObjectURL(new Blob(buffers, { type: "text/javascript" }));
      import(url).then(resolve, failed).finally(() => URL.revokeObjectURL(url));
    }
    model.on("msg:custom", heard);
    model.send({ want: "vega" });
  });
  return globalThis[RUNTIME];
}

// What a mark is called and why it is there, beside the pointer; the table says it without a mouse.
function tooltip(_, event, item, value) {
  const box = item?.mark && event.target.closest?.(".drawing");
  document.querySelectorAll(".blendnb-tip").forEach((tip) => tip.remove());
  if (!box || !value) return;
  const { title, text, why } = value;
  const tip = h("div", { class: "blendnb-tip", "aria-hidden": "true" }, h("strong", {}, title ?? text ?? String(value)), why && h("p", {}, why));
  box.append(tip);
  const place = box.getBoundingClientRect();
  tip.style.left = `${Math.max(0, Math.min(event.clientX - place.left + 12, place.width - tip.offsetWidth))}px`;
  const bottom = Math.min(innerHeight, box.closest(".results")?.getBoundingClientRect().bottom ?? innerHeight);
  const fits = event.clientY + 16 + tip.offsetHeight < bottom;
  tip.style.top = `${event.clientY - place.top + (fits ? 16 : -12 - tip.offsetHeight)}px`;
}

// The same facts as a drawing, in words and numbers.
export function twin({ head, rows: lines }) {
  return more(
    "table",
    "The same as a table",
    h(
      "div",
      { class: "twin", tabindex: "0", role: "group", "aria-label": "Table" },
      h("table", {}, h("thead", {}, h("tr", {}, head.map((name) => h("th", { scope: "col" }, name)))), h("tbody", {}, lines.map((cells) => h("tr", {}, cells.map((cell) => h("td", {}, String(cell)))))))),
  );
}

export function chart(model) {
  const place = h("div", { class: "drawing", "data-live": true });
  let view = null;
  let finalize = null;
  let drawn = null; // shape of the drawing on the page
  let work = Promise.resolve();
  let newest = 0;
  const drawings = new Map(); // by shape: what Python has sent before and does not send again

  async function draw(figure, turn) {
    const { default: embed } = await vega(model);
    if (turn !== newest) return; // a newer figure is waiting behind this one
    if (view && figure.shape === drawn) await refresh(figure);
    else await replace(embed, figure);
    const picture = place.querySelector("svg");
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", figure.description);
  }

  async function refresh({ height, data }) {
    for (const [name, columns] of Object.entries(data)) view.data(name, rows(columns));
    await view.height(height).runAsync();
  }

  async function replace(embed, { shape, height, data }) {
    const drawing = drawings.get(shape);
    const sources = drawing.data.map((source) => (data[source.name] ? { ...source, values: rows(data[source.name]) } : source));
    const stage = h("div");
    const made = await embed(stage, { ...drawing, height, data: sources }, OPTIONS);
    place.replaceChildren(stage);
    close();
    [view, finalize] = [made.view, made.finalize];
    // Vega reads texts such as dates only when it loads them, so such a drawing is always replaced.
    drawn = drawing.data.some(({ format }) => format?.parse) ? null : shape;
  }

  function close() {
    finalize?.();
    [view, finalize, drawn] = [null, null, null];
  }

  return {
    element: place,
    show(figure) {
      if (figure.drawing) drawings.set(figure.shape, figure.drawing);
      const turn = (newest += 1);
      work = work.then(() => draw(figure, turn)).catch((error) => {
        place.textContent = `This chart could not be drawn (${error.message}).`;
        close();
      });
      return work;
    },
    close,
  };
}

function rows(columns) {
  const names = Object.keys(columns);
  const length = columns[names[0]]?.length ?? 0;
  return Array.from({ length }, (_, row) => Object.fromEntries(names.map((name) => [name, columns[name][row]])));
}
